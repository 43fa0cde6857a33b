"""Existing captions at the times of their audio: text, lines and speakers stay, times are those of what is heard."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from subtitles.checking.comparing import longest_ascending
from subtitles.checking.evidence import AudioEvidence
from subtitles.composing.schedule import Heard, show_times
from subtitles.cue import Cue
from subtitles.styles import Style
from subtitles.track import Track
from transcripts.timing import TimeSpan

_MOST_STRETCHED, _PAUSE_MS = 2, 5_000  # what came between two neighbours that are farther apart now is not theirs
_MOST_LEAD_MS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Reordered:
    """Cues that now stand elsewhere among the others: the 1-based numbers of the first and the last before, and of the
    first now."""

    first: int
    last: int
    now: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Retimed:
    """A track at the times of the audio, its cues in the order in which they are shown.

    ``numbers`` are the 1-based numbers that the cues had before; ``estimated`` are the places in the new track
    (0-based) of those that were not heard (sounds, and words that nobody says) and stand between their neighbours as
    they did before; ``reordered`` are the passages that moved.
    """

    track: Track
    numbers: tuple[int, ...]
    estimated: tuple[int, ...]
    reordered: tuple[Reordered, ...]


def retimed(track: Track, heard: AudioEvidence, style: Style) -> Retimed:
    """The captions with the times of the audio: in on the first word, out as the style asks (see `show_times`).

    A cue that is too short for the style begins early by what nobody sees, and no more.

    ``heard`` is of this track: `ValueError` for one of another number of cues. No cue is lost or changed but for its
    time.
    """
    if len(heard.cues) != len(track.cues):
        raise ValueError(f"evidence of {len(heard.cues)} cues for {len(track.cues)}")
    spans = _with_estimates([cue.span for cue in track.cues], [cue.span for cue in heard.cues], heard.duration_ms)
    order = sorted(range(len(spans)), key=lambda at: (spans[at].start_ms, at))
    rows = [_heard(track.cues[at], spans[at], heard.cues[at].span) for at in order]
    limits = style.for_language(track.language)
    limits = replace(limits, max_lead_ms=min(limits.max_lead_ms, _MOST_LEAD_MS))
    times = show_times(rows, heard.duration_ms, limits)
    cues = (
        replace(track.cues[at], span=span, confidence=heard.cues[at].confidence)
        for at, span in zip(order, times, strict=True)
    )
    return Retimed(
        track=replace(track, cues=tuple(cues)),
        numbers=tuple(at + 1 for at in order),
        estimated=tuple(place for place, at in enumerate(order) if heard.cues[at].span is None),
        reordered=_reordered(order),
    )


def _heard(cue: Cue, span: TimeSpan, heard: TimeSpan | None) -> Heard:
    """What a cue covers; one that was not heard gives way to those that were."""
    slack_ms = 0 if heard else span.duration_ms
    words = len(" ".join(cue.shown_lines).split())
    return Heard(span=span, chars=cue.shown_chars, words=words, slack_ms=slack_ms)


def _with_estimates(shown: Sequence[TimeSpan], heard: Sequence[TimeSpan | None], end_ms: int) -> list[TimeSpan]:
    """When each cue is heard; for those that are not, the stretch between their neighbours, divided as it was."""
    found: list[TimeSpan] = []
    known = [at for at, span in enumerate(heard) if span]
    after = 0
    for at, span in enumerate(heard):
        while after < len(known) and known[after] <= at:
            after += 1
        if span:
            found.append(span)
            continue
        before = known[after - 1] if after else None
        following = known[after] if after < len(known) else None
        found.append(_estimate(shown[at], _anchor(shown, heard, before), _anchor(shown, heard, following), end_ms))
    return found


_Anchor = tuple[TimeSpan, TimeSpan]  # when a neighbour was shown, and when it is heard


def _anchor(shown: Sequence[TimeSpan], heard: Sequence[TimeSpan | None], at: int | None) -> _Anchor | None:
    span = None if at is None else heard[at]
    return None if at is None or span is None else (shown[at], span)


def _estimate(shown: TimeSpan, before: _Anchor | None, after: _Anchor | None, end_ms: int) -> TimeSpan:
    """Where a cue stands that was shown between two others: in proportion where both still ascend, else as far from
    the one that is nearer in time as it was."""
    if before and after:
        old_ms, new_ms = after[0].start_ms - before[0].start_ms, after[1].start_ms - before[1].start_ms
        if old_ms > 0 and 0 < new_ms <= _MOST_STRETCHED * old_ms + _PAUSE_MS:
            factor = new_ms / old_ms
            start_ms = before[1].start_ms + factor * (shown.start_ms - before[0].start_ms)
            return _clipped(start_ms, shown.duration_ms * min(1.0, factor), end_ms)
        is_nearer_after = after[0].start_ms - shown.end_ms < shown.start_ms - before[0].end_ms
        before = None if is_nearer_after else before
    anchor = before or after
    later_ms = anchor[1].start_ms - anchor[0].start_ms if anchor else 0
    return _clipped(shown.start_ms + later_ms, shown.duration_ms, end_ms)


def _clipped(start_ms: float, duration_ms: float, end_ms: int) -> TimeSpan:
    start = min(max(0, round(start_ms)), max(0, end_ms - 1))
    return TimeSpan(start, max(start + 1, min(round(start_ms + duration_ms), end_ms)))


def _reordered(order: Sequence[int]) -> tuple[Reordered, ...]:
    """The passages that are not among the most cues which kept their order."""
    kept = {at for at, _ in longest_ascending([(at, place) for place, at in enumerate(order)])}
    moved = [(place, at) for place, at in enumerate(order) if at not in kept]
    runs = groupby(enumerate(moved), key=lambda entry: (entry[1][0] - entry[0], entry[1][1] - entry[0]))
    passages = [[entry for _, entry in run] for _, run in runs]
    return tuple(Reordered(first=run[0][1] + 1, last=run[-1][1] + 1, now=run[0][0] + 1) for run in passages)
