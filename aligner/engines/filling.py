"""Times for words that the acoustic engine could not hear though somebody speaks: singing, noise, a bad line.

Text that nobody speaks must not get a time, so a stretch is filled only if all of this holds: many words in a row were
not heard; words before and after them were; a voice is heard between those; it is about as long as the words take; and
it was not found to be other speech.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from aligner.engines.base import EngineResult
from aligner.engines.pace import LETTER_MS, Beat, beats
from aligner.voice import Activity
from transcripts.model import Transcript, WordTiming
from transcripts.timing import TimeSpan

_MIN_WORDS = 8
_MIN_SHARE, _MAX_SHARE = 0.5, 2.5  # of the time that the words should take; sung ones take twice as long
_MAX_OTHER_SHARE = 1 / 3  # of the gap that other speech may fill
_SURE = 0.9  # confidence; words heard below that do not tell how fast the speaker is
_MIN_WORDS_OF_PACE = 20
_MIN_MEAN = 0.5  # confidence; words between unheard ones that have less are more likely wrong than right


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Words that were not heard, ``words[word_start:word_end]`` of the transcript, and where they might have been said.

    ``span`` reaches from the word heard before them to the one heard after them; ``other`` is the speech in it that is
    not theirs. ``expected_ms`` is how long they should take, pauses aside.
    """

    word_start: int
    word_end: int
    span: TimeSpan
    other: tuple[TimeSpan, ...]
    expected_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """The times of ``words[word_start:word_end]`` of the transcript, spread over a voice: one a word, ascending."""

    word_start: int
    word_end: int
    timings: tuple[WordTiming, ...]

    @property
    def span(self) -> TimeSpan:
        """From the first word to the end of the last."""
        placed = [timing.span for timing in self.timings if timing.span]
        return TimeSpan(placed[0].start_ms, placed[-1].end_ms)


def find_gaps(transcript: Transcript, heard: EngineResult) -> tuple[Gap, ...]:
    """Where words that should be spoken were not heard, and there is room for them; in order.

    Args:
        transcript: what should have been said.
        heard: what an engine that listens made of it.
    """
    row = beats(transcript)
    letter_ms = _letter_ms(row, heard.timings)
    gaps = []
    for start, end in _unheard_runs(transcript, heard.timings):
        before, after = heard.timings[start - 1].span, heard.timings[end].span if end < len(row) else None
        if start == 0 or before is None or after is None or after.start_ms <= before.end_ms:
            continue
        span = TimeSpan(before.end_ms, after.start_ms)
        other = tuple(part for speech in heard.untranscribed if (part := _overlap(speech, span)))
        expected_ms = letter_ms * sum(beat.spoken for beat in row[start:end])
        roomy = span.duration_ms >= _MIN_SHARE * expected_ms
        if roomy and sum(part.duration_ms for part in other) <= _MAX_OTHER_SHARE * span.duration_ms:
            gaps.append(Gap(word_start=start, word_end=end, span=span, other=other, expected_ms=expected_ms))
    return tuple(gaps)


def fill_gaps(transcript: Transcript, gaps: Sequence[Gap], activity: Activity) -> tuple[Filled, ...]:
    """The gaps in which a voice speaks as long as the words should take, with their words spread over it.

    Args:
        transcript: the one the gaps were found in.
        gaps: from `find_gaps`.
        activity: what was heard, at least within the gaps.
    """
    row = beats(transcript)
    filled = []
    for gap in gaps:
        voiced = _voiced_spans(gap, activity)
        voiced_ms = sum(span.duration_ms for span in voiced)
        if _MIN_SHARE * gap.expected_ms <= voiced_ms <= _MAX_SHARE * gap.expected_ms:
            timings = _spread(row[gap.word_start : gap.word_end], voiced)
            filled.append(Filled(word_start=gap.word_start, word_end=gap.word_end, timings=timings))
    return tuple(filled)


def with_filled(timings: Sequence[WordTiming], filled: Sequence[Filled]) -> tuple[WordTiming, ...]:
    """The timings with those of the filled gaps in their place."""
    result = list(timings)
    for part in filled:
        result[part.word_start : part.word_end] = part.timings
    return tuple(result)


def _unheard_runs(transcript: Transcript, timings: Sequence[WordTiming]) -> list[tuple[int, int]]:
    """Runs of words that were not heard, all of them of turns that the source says were spoken."""
    maybe = [turn.maybe_spoken for turn in transcript.turns for _ in turn.words]
    heard = [timing.span is not None for timing in timings]
    for start, end in _runs(heard):
        sure = [timing.confidence for timing in timings[start:end] if timing.confidence is not None]
        if start > 0 and end < len(heard) and sum(sure) < _MIN_MEAN * len(sure):
            heard[start:end] = [False] * (end - start)
    lost = _runs([not word for word in heard])
    return [(start, end) for start, end in lost if end - start >= _MIN_WORDS and not any(maybe[start:end])]


def _runs(flags: Sequence[bool]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.array(flags, np.int8), prepend=0, append=0)).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


def _letter_ms(row: Sequence[Beat], timings: Sequence[WordTiming]) -> float:
    """How long a letter of this text takes, by the words that were surely heard; scripts differ as speakers do."""
    sure = [
        (beat.spoken, timing.span.duration_ms)
        for beat, timing in zip(row, timings, strict=True)
        if timing.span and (timing.confidence or 0.0) >= _SURE
    ]
    if len(sure) < _MIN_WORDS_OF_PACE:
        return LETTER_MS
    return sum(duration_ms for _, duration_ms in sure) / sum(letters for letters, _ in sure)


def _overlap(a: TimeSpan, b: TimeSpan) -> TimeSpan | None:
    start_ms, end_ms = max(a.start_ms, b.start_ms), min(a.end_ms, b.end_ms)
    return TimeSpan(start_ms, end_ms) if start_ms < end_ms else None


def _voiced_spans(gap: Gap, activity: Activity) -> list[TimeSpan]:
    """Where a voice is heard in the gap that is not other speech, ascending."""
    first, last = -(-gap.span.start_ms // activity.frame_ms), gap.span.end_ms // activity.frame_ms
    voiced: NDArray[np.bool_] = activity.voiced[first:last].copy()
    for other in gap.other:
        start, end = other.start_ms // activity.frame_ms, -(-other.end_ms // activity.frame_ms)
        voiced[max(0, start - first) : max(0, end - first)] = False
    edges = (np.flatnonzero(np.diff(voiced.astype(np.int8), prepend=0, append=0)) + first) * activity.frame_ms
    return [TimeSpan(a, b) for a, b in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)]


def _spread(row: Sequence[Beat], voiced: Sequence[TimeSpan]) -> tuple[WordTiming, ...]:
    """Words by their letters over the voiced spans, as if these followed each other; none reaches over a pause."""
    offsets = list(accumulate((span.duration_ms for span in voiced), initial=0))
    shares = list(accumulate((beat.spoken for beat in row), initial=0.0))
    bounds = [int(share / shares[-1] * offsets[-1]) for share in shares]
    timings = []
    for start, end in pairwise(bounds):
        parts = [
            TimeSpan(span.start_ms + max(0, start - offset), span.start_ms + min(span.duration_ms, end - offset))
            for span, offset in zip(voiced, offsets, strict=False)
            if start < offset + span.duration_ms and offset < end
        ]
        longest = max(parts, key=lambda part: part.duration_ms, default=None)
        timings.append(WordTiming(span=longest))
    return tuple(timings)
