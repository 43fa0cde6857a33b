"""From placed words to captions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from itertools import pairwise

from subtitles.cue import Cue, CueKind, LabelPlace, count_chars
from subtitles.labels import one_line, short_names
from subtitles.phrasing import Phrasing
from subtitles.schedule import Heard, show_times
from subtitles.segment import LabelRoom, PlacedWord, Run, segment
from subtitles.sound_cues import free_time, sound_lines
from subtitles.styles import DEFAULT_STYLE_NAME, Style, named_style
from transcripts.model import TimedSound, TimedTranscript, TimedTurn, Transcript, join_words
from transcripts.timing import TimeSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A cue without its time: what it covers, and its text. ``place`` (turn, word) orders those that start together."""

    heard: TimeSpan
    place: tuple[int, int]
    lines: tuple[str, ...]
    joined_lines: frozenset[int] = frozenset()
    words: tuple[PlacedWord, ...] = ()
    speaker: str | None = None
    label: str | None = None
    label_place: LabelPlace = "beside"
    kind: CueKind = "speech"

    @property
    def order(self) -> tuple[int, tuple[int, int]]:
        return self.heard.start_ms, self.place

    @property
    def confidence(self) -> float | None:
        known = [word.confidence for word in self.words if word.confidence is not None]
        return sum(known) / len(known) if known else None


def compose(timed: TimedTranscript, style: Style | str = DEFAULT_STYLE_NAME) -> tuple[Cue, ...]:
    """Captions for everything that was placed, in order of time and without overlap.

    Every placed word is in exactly one cue, as written and in the order of its turn; a cue never holds words of two
    turns. Words and sounds without a time are not shown. Cues that cannot keep to the style (speech that is too fast, a
    word that is too long) are made all the same: see `check`.
    Raises ``UnknownNameError`` for the name of a style that does not exist.
    """
    style = (named_style(style) if isinstance(style, str) else style).for_language(timed.transcript.language)
    phrasing = Phrasing(timed.transcript.language)
    turns = enumerate(timed.timed_turns)
    unlabelled = [draft for at, turn in turns for draft in _speech_drafts(at, turn, timed.transcript, phrasing, style)]
    speech = list(
        _labelled(unlabelled, short_names(timed.transcript.speakers, timed.transcript.language), phrasing, style)
    )
    sounds = _sound_drafts(timed, [draft.heard for draft in speech], style)
    return _timed_cues(sorted((*speech, *sounds), key=lambda draft: draft.order), timed.audio.duration_ms, style)


def _speech_drafts(
    at: int, turn: TimedTurn, transcript: Transcript, phrasing: Phrasing, style: Style
) -> Iterator[_Draft]:
    speaker = transcript.speaker_named(turn.turn.speaker)
    name = one_line(speaker.name) if speaker else None
    placed = [
        PlacedWord(word=word, span=timing.span, confidence=timing.confidence)
        for word, timing in zip(turn.turn.words, turn.timings, strict=True)
        if timing.span
    ]
    for start, end in _between_pauses(placed, style.pause_ms):
        yield from _segmented(Run(placed[start:end], phrasing, style), (at, start), name)


def _between_pauses(words: Sequence[PlacedWord], pause_ms: int) -> Iterator[tuple[int, int]]:
    """The ranges of words that no pause longer than ``pause_ms`` divides."""
    pauses = (i for i, (a, b) in enumerate(pairwise(words), 1) if b.span.start_ms - a.span.end_ms > pause_ms)
    return ((start, end) for start, end in pairwise((0, *pauses, len(words))) if start < end)


def _segmented(run: Run, place: tuple[int, int], speaker: str | None) -> Iterator[_Draft]:
    turn, first = place
    for block in segment(run):
        words = tuple(run.words[block.start : block.end])
        bounds = (*block.line_starts, block.end)
        yield _Draft(
            heard=TimeSpan(words[0].span.start_ms, max(word.span.end_ms for word in words)),
            place=(turn, first + block.start),
            lines=tuple(join_words(placed.word for placed in run.words[a:b]) for a, b in pairwise(bounds)),
            joined_lines=frozenset(at for at, k in enumerate(block.line_starts) if at and run.words[k].word.joined),
            words=words,
            speaker=speaker,
        )


def _labelled(drafts: Sequence[_Draft], short: Mapping[str, str], phrasing: Phrasing, style: Style) -> Iterator[_Draft]:
    """The drafts in the order of time, with the labels that the style asks for.

    A cue without room for its label is divided anew, and what is cut off waits for its time like any other cue.
    """
    waiting = [(draft.order, draft) for draft in drafts]  # no two drafts have the same order
    heapify(waiting)
    introduced: set[str] = set()
    before: str | None = None
    while waiting:
        _, draft = heappop(waiting)
        name = draft.speaker
        is_shown = style.speaker_labels == "always" or (style.speaker_labels == "changes" and name != before)
        before = name
        if name is None or not is_shown:
            yield draft
            continue
        first, *rest = _with_label(draft, short[name] if name in introduced else name, phrasing, style)
        introduced.add(name)
        yield first
        for cut_off in rest:
            heappush(waiting, (cut_off.order, cut_off))


def _with_label(draft: _Draft, label: str, phrasing: Phrasing, style: Style) -> Iterator[_Draft]:
    """The draft with its label, followed by the drafts of what the label leaves no room for."""
    chars = count_chars(f"{label}: ")
    beside_chars = chars + count_chars(draft.words[0].text)
    would_break_line = len(draft.lines) == 1 and chars + count_chars(draft.lines[0]) > style.max_chars_per_line
    # The label stands above, as the BBC does, where it would tear the only line apart or leave no room for a phrase.
    is_above = would_break_line or chars > style.max_chars_per_line / 2 or beside_chars > style.max_chars_per_line
    room = LabelRoom(lines=1) if is_above else LabelRoom(chars=chars)
    first, *rest = _segmented(Run(draft.words, phrasing, style, room), draft.place, draft.speaker)
    yield replace(first, label=f"{label}:", label_place="above" if is_above else "beside")
    yield from rest


def _sound_drafts(timed: TimedTranscript, speech: Sequence[TimeSpan], style: Style) -> Iterator[_Draft]:
    after_turns = len(timed.timed_turns)
    for at, item in enumerate(item for item in timed.timed_items if isinstance(item, TimedSound)):
        if item.span:
            heard = free_time(item.span, speech, style)
            yield _Draft(heard=heard, place=(after_turns, at), lines=sound_lines(item.sound.text, style), kind="sound")


def _timed_cues(drafts: Sequence[_Draft], end_ms: int, style: Style) -> tuple[Cue, ...]:
    cues = [
        Cue(
            span=draft.heard,
            lines=draft.lines,
            joined_lines=draft.joined_lines,
            speaker=draft.speaker,
            label=draft.label,
            label_place=draft.label_place,
            kind=draft.kind,
            confidence=draft.confidence,
        )
        for draft in drafts
    ]
    heard = [Heard(draft.heard, cue.shown_chars) for draft, cue in zip(drafts, cues, strict=True)]
    return tuple(replace(cue, span=span) for cue, span in zip(cues, show_times(heard, end_ms, style), strict=True))
