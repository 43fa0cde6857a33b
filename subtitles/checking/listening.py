"""From timed words to what the audio says of cues."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice, pairwise

from subtitles.checking.evidence import LISTENING_ENGINE, AudioEvidence, HeardCue
from subtitles.spoken import SpokenText
from transcripts.model import DOUBTFUL_BELOW, TimedTranscript, WordTiming
from transcripts.timing import TimeSpan

_UNHEARD_BELOW = 0.5  # of the words of a cue; the few that are left were found by chance
_FEWEST_WORDS = 6  # of a passage that is looked for elsewhere: fewer have their likes in any speech
_EDGE_MS = 150  # around a word: its edges are not known better
_SHORTEST_SPEECH_MS, _LONGEST_MISSED_MS = 900, 5_000  # that the aligner does not see for being short
_PARTING_MS = 1_000  # between two words of a cue
_STRAYS = 2  # words
_LIKELY = 0.5  # confidence from which a passage counts as found elsewhere

_LEAST_DOUBT_MS = 500  # of speech without a word; beside right words there is less

Rows = Sequence[tuple[int, Sequence[WordTiming]]]  # the times of the words of each cue, with its index


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A passage that was not heard where it stands: ``words[start:end]`` of the spoken text, those of whole cues."""

    start: int
    end: int


def evidence_of(spoken: SpokenText, timed: TimedTranscript, n_cues: int, speech: Sequence[TimeSpan]) -> AudioEvidence:
    """What was heard of ``n_cues`` cues, from their spoken text and its times.

    ``speech`` is where a voice is heard. What of it has no words counts as untranscribed speech too where it is too
    short for the aligner to tell; where it is longer, the aligner heard that it is none (a song, a cheer).
    """
    heard = [HeardCue(span=None, words=0)] * n_cues
    rows = _by_cue(spoken, timed.timings)
    doubt = (*timed.untranscribed, *(span for span in _wordless(rows, speech) if span.duration_ms >= _LEAST_DOUBT_MS))
    rows = [(cue, _without_strays(timings, joined(sorted(doubt)))) for cue, timings in rows]
    for cue, timings in rows:
        heard[cue] = _heard(timings)
    return AudioEvidence(
        cues=tuple(heard),
        speech=tuple(speech),
        untranscribed=_untranscribed(rows, timed, speech),
        duration_ms=timed.audio.duration_ms,
        engine=timed.engine,
    )


def _untranscribed(rows: Rows, timed: TimedTranscript, speech: Sequence[TimeSpan]) -> tuple[TimeSpan, ...]:
    if timed.engine != LISTENING_ENGINE:
        return timed.untranscribed
    found = list(timed.untranscribed)
    for span in _wordless(rows, speech):
        near = [other for other in timed.untranscribed if _touches(span, [other])]
        longest_ms = sum(other.duration_ms for other in near) + _LONGEST_MISSED_MS
        if span.duration_ms <= longest_ms and (near or span.duration_ms >= _SHORTEST_SPEECH_MS):
            found.append(span)
    return joined(sorted(found))


def _wordless(rows: Rows, speech: Sequence[TimeSpan]) -> tuple[TimeSpan, ...]:
    """What of speech is neither a word nor within a cue."""
    words = [timing.span for _, timings in rows for timing in timings if timing.span]
    covered = [TimeSpan(max(0, span.start_ms - _EDGE_MS), span.end_ms + _EDGE_MS) for span in words]
    return without(speech, (*covered, *filter(None, (_inside(timings) for _, timings in rows))))


def _inside(timings: Sequence[WordTiming]) -> TimeSpan | None:
    """The middle of a cue: what is heard there besides its words is a hesitation. At its ends words may be strays."""
    spans = [timing.span for timing in timings if timing.span][_STRAYS:-_STRAYS]
    return TimeSpan(spans[0].start_ms, max(span.end_ms for span in spans)) if spans else None


def unclaimed(evidence: AudioEvidence) -> tuple[TimeSpan, ...]:
    """The stretches between cues that were surely heard, of those that hold untranscribed speech, ascending."""
    sure = [cue.span for cue in evidence.cues if cue.span and (cue.confidence or 0.0) >= DOUBTFUL_BELOW]
    gaps = without([TimeSpan(0, evidence.duration_ms)], sure)
    return tuple(gap for gap in gaps if _touches(gap, evidence.untranscribed))


def left_out(spoken: SpokenText, timed: TimedTranscript) -> tuple[LeftOut, ...]:
    """The passages that the audio does not hold where they stand among the others, the longest first."""
    if timed.engine != LISTENING_ENGINE:
        return ()
    at, found = 0, []
    cues = [(cue, timings) for cue, timings in _by_cue(spoken, timed.timings)]
    for unheard, run in groupby(cues, key=lambda entry: _is_doubted(entry[1])):
        end = at + sum(len(timings) for _, timings in run)
        if unheard and end - at >= _FEWEST_WORDS:
            found.append(LeftOut(start=at, end=end))
        at = end
    return tuple(sorted(found, key=lambda passage: passage.start - passage.end))


def with_found(
    evidence: AudioEvidence, spoken: SpokenText, passage: LeftOut, timings: Sequence[WordTiming]
) -> AudioEvidence:
    """The evidence with the cues of a passage that was left out and then heard elsewhere; that speech has a text now.

    Nothing changes where the passage was not found there either.
    """
    words = spoken.words[passage.start : passage.end]
    part = replace(spoken, words=words)
    located = {
        cue: heard for cue, rows in _by_cue(part, timings) if _is_surer(heard := _heard(rows), evidence.cues[cue])
    }
    sure = [heard.confidence for heard in located.values() if heard.confidence is not None]
    n_cues = len({word.cue for word in words})
    if not sure or 2 * len(located) < n_cues or sum(sure) / len(sure) < _LIKELY:
        return evidence
    spans = [heard.span for heard in located.values() if heard.span]
    return replace(
        evidence,
        cues=tuple(located.get(cue, heard) for cue, heard in enumerate(evidence.cues)),
        untranscribed=without(evidence.untranscribed, joined(sorted(spans), _LONGEST_MISSED_MS)),
    )


def _is_surer(one: HeardCue, other: HeardCue) -> bool:
    return one.span is not None and (one.confidence or 0.0) > (other.confidence or 0.0)


def without(spans: Iterable[TimeSpan], covered: Iterable[TimeSpan]) -> tuple[TimeSpan, ...]:
    """What of ascending spans that do not overlap none of the ``covered`` ones touches, ascending."""
    holes = joined(sorted(covered))
    rest = []
    at = 0
    for span in spans:
        start_ms = span.start_ms
        while at < len(holes) and holes[at].end_ms <= start_ms:
            at += 1
        for hole in islice(holes, at, None):
            if hole.start_ms >= span.end_ms:
                break
            if hole.start_ms > start_ms:
                rest.append(TimeSpan(start_ms, hole.start_ms))
            start_ms = hole.end_ms
        if start_ms < span.end_ms:
            rest.append(TimeSpan(start_ms, span.end_ms))
    return tuple(rest)


def joined(spans: Iterable[TimeSpan], gap_ms: int = 0) -> tuple[TimeSpan, ...]:
    """Spans in the order of their starts, as one where the gap between them is at most ``gap_ms``."""
    found: list[TimeSpan] = []
    for span in spans:
        if found and span.start_ms - found[-1].end_ms <= gap_ms:
            last = found.pop()
            found.append(TimeSpan(last.start_ms, max(last.end_ms, span.end_ms)))
        else:
            found.append(span)
    return tuple(found)


def _touches(span: TimeSpan, others: Iterable[TimeSpan]) -> bool:
    return any(other.start_ms < span.end_ms and span.start_ms < other.end_ms for other in others)


def _by_cue(spoken: SpokenText, timings: Sequence[WordTiming]) -> Rows:
    rows = zip(spoken.words, timings, strict=True)
    return [(cue, tuple(timing for _, timing in run)) for cue, run in groupby(rows, key=lambda row: row[0].cue)]


def _without_strays(timings: Sequence[WordTiming], untranscribed: Sequence[TimeSpan]) -> Sequence[WordTiming]:
    """The times of a cue's words; where other speech parts them, only those of the larger part.

    A small word beside a passage without text is easily taken for one in that passage.
    """
    placed = [at for at, timing in enumerate(timings) if timing.span]
    ends = [timing.span.end_ms for timing in timings if timing.span]
    starts = [timing.span.start_ms for timing in timings if timing.span]
    if not placed or not _touches(TimeSpan(starts[0], max(ends)), untranscribed):
        return timings
    gaps = [TimeSpan(end, max(end, start)) for end, start in zip(ends, starts[1:], strict=False)]
    cuts = [at for at, gap in enumerate(gaps, 1) if gap.duration_ms >= _PARTING_MS and _touches(gap, untranscribed)]
    parts: list[list[int]] = [placed[a:b] for a, b in pairwise((0, *cuts, len(placed)))]
    largest = max(parts, key=len)
    return [timing if at in largest else WordTiming() for at, timing in enumerate(timings)]


def _is_unheard(timings: Sequence[WordTiming]) -> bool:
    return sum(timing.span is not None for timing in timings) < _UNHEARD_BELOW * len(timings)


def _is_doubted(timings: Sequence[WordTiming]) -> bool:
    """Whether the words of a cue were not heard, or rather found by chance."""
    return _is_unheard(timings) or sum(timing.confidence or 0.0 for timing in timings) < _LIKELY * len(timings)


def _heard(timings: Sequence[WordTiming]) -> HeardCue:
    spans = [timing.span for timing in timings if timing.span]
    if _is_unheard(timings):
        return HeardCue(span=None, words=len(timings))
    span = TimeSpan(spans[0].start_ms, max(span.end_ms for span in spans))
    if all(timing.confidence is None for timing in timings):
        return HeardCue(span=span, words=len(timings))
    known = [timing.confidence or 0.0 for timing in timings]
    return HeardCue(span=span, confidence=min(known[0], sum(known) / len(known)), words=len(timings))
