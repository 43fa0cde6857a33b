"""What the picture shows, decided: lanes, blocks and marks, in milliseconds and words. `svg` only lays it out."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePath

from transcripts.model import Doubtful, Fallback, TimedSound, TimedTranscript
from transcripts.picture.lanes import Lane, Voice, lanes_of, voices_of
from transcripts.picture.text import clean
from transcripts.timing import TimeSpan

_LEAST_SLOT_MS = 2000
_SLOT_PARTS = 3  # of the axis: what a value of confidence is the mean of


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """Words that the audio does not hold, and where they would stand. ``maybe`` as `Unspoken.maybe_spoken`."""

    at_ms: int
    words: int
    text: str
    maybe: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureView:
    """The picture.

    ``voices`` are all speakers in order of their first word, those who are not heard last; ``lanes`` what is drawn of
    them. ``confidence`` holds the mean confidence, 0..1, of equal parts of the audio, ``None`` where no word has one;
    ``mean_confidence`` is that of all words.
    """

    title: str
    duration_ms: int
    words: int
    engine: str
    voices: tuple[Voice, ...]
    lanes: tuple[Lane, ...]
    sounds: tuple[tuple[str, TimeSpan], ...]
    unplaced_sounds: tuple[str, ...]
    uncovered: tuple[TimeSpan, ...]
    absent: tuple[Absent, ...]
    doubtful: tuple[Doubtful, ...]
    estimated: tuple[Fallback, ...]
    confidence: tuple[float | None, ...]
    mean_confidence: float | None


def picture_view(timed: TimedTranscript, parts: int) -> PictureView:
    """The view of a timed transcript on an axis that tells ``parts`` times apart, 1 or more."""
    duration_ms = max(1, timed.audio.duration_ms)
    voices = _voices(timed)
    known = [timing.confidence for timing in timed.timings if timing.confidence is not None]
    sounds = [item for item in timed.timed_items if isinstance(item, TimedSound)]
    return PictureView(
        title=clean(timed.transcript.title or "") or clean(PurePath(timed.audio.file).stem) or "Transcript",
        duration_ms=duration_ms,
        words=sum(timing.span is not None for timing in timed.timings),
        engine=clean(timed.engine),
        voices=voices,
        lanes=lanes_of(voices, -(-duration_ms // parts), duration_ms),
        sounds=tuple((clean(one.sound.text), one.span) for one in sounds if one.span),
        unplaced_sounds=tuple(clean(one.sound.text) for one in sounds if not one.span),
        uncovered=timed.untranscribed,
        absent=_absent(timed),
        doubtful=tuple(sorted(timed.doubtful, key=lambda run: run.span)),
        estimated=timed.fallbacks,
        confidence=_confidence(timed, max(1, min(parts // _SLOT_PARTS, duration_ms // _LEAST_SLOT_MS)))
        if known
        else (),
        mean_confidence=sum(known) / len(known) if known else None,
    )


def _voices(timed: TimedTranscript) -> tuple[Voice, ...]:
    said: dict[str | None, list[TimeSpan]] = {speaker.id: [] for speaker in timed.transcript.speakers}
    for turn in timed.timed_turns:
        spans = [timing.span for timing in turn.timings if timing.span]
        if spans:
            said.setdefault(turn.turn.speaker, []).extend(spans)
    names = {speaker.id: clean(speaker.name) for speaker in timed.transcript.speakers}
    return voices_of((names.get(speaker or "") or None, spans) for speaker, spans in said.items())


def _absent(timed: TimedTranscript) -> tuple[Absent, ...]:
    """Runs of words without a time, each at the end of the word that was heard last before it."""
    ends_ms = _last_ends(timed)
    return tuple(
        Absent(
            at_ms=ends_ms[run.word_start],
            words=run.word_end - run.word_start,
            text=clean(run.text),
            maybe=run.maybe_spoken,
        )
        for run in timed.unspoken
    )


def _last_ends(timed: TimedTranscript) -> Mapping[int, int]:
    """For the first word of each run without a time: when the word before it ended, 0 where there is none."""
    ends, last_ms = {}, 0
    for index, timing in enumerate(timed.timings):
        if timing.span:
            last_ms = timing.span.end_ms
        else:
            ends[index] = last_ms
    return ends


def _confidence(timed: TimedTranscript, slots: int) -> tuple[float | None, ...]:
    placed = [
        (min(slots - 1, timing.span.start_ms * slots // max(1, timed.audio.duration_ms)), timing.confidence)
        for timing in timed.timings
        if timing.span and timing.confidence is not None
    ]
    means: list[float | None] = [None] * slots
    for slot, run in groupby(sorted(placed), key=lambda one: one[0]):
        values = [confidence for _, confidence in run]
        means[slot] = sum(values) / len(values)
    return tuple(means)
