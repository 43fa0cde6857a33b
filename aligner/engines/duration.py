"""Times words from the audio's length alone: every word takes its share of it, pauses at punctuation included.

A last resort, and the baseline that any other engine has to beat. Where the page gives times that can be true, words
are spread between those.
"""

from itertools import accumulate, pairwise

import numpy as np

from aligner.engines.base import EngineResult, Job
from aligner.engines.hints import Knots, consistent_knots, letters_before, said_by
from aligner.engines.pace import Beat, beats
from transcripts.model import WordTiming
from transcripts.timing import TimeSpan


def time_words(job: Job) -> EngineResult:
    """Every word a time, in proportion to its length as written.

    Raises:
        AudioError: the audio cannot be decoded.
    """
    n_samples = 0
    for block in job.audio.blocks():
        n_samples += len(block)
        job.progress("measuring", n_samples // 16, job.audio.declared_ms or 0)
    duration_ms = n_samples // 16
    row = beats(job.transcript)
    knots = consistent_knots(job.transcript, row, duration_ms)
    timings = _between(row, knots, duration_ms) if knots else spread(row, TimeSpan(0, duration_ms))
    return EngineResult(timings=timings, untranscribed=(), duration_ms=duration_ms)


def spread(row: tuple[Beat, ...], span: TimeSpan) -> tuple[WordTiming, ...]:
    """The words' times when they fill ``span`` evenly; a word gets no time if not even a millisecond is left for it."""
    total = sum(beat.spoken + beat.pause for beat in row)
    starts = accumulate((beat.spoken + beat.pause for beat in row), initial=0.0)
    timings = []
    for beat, start in zip(row, starts, strict=False):
        start_ms = span.start_ms + int(start / total * span.duration_ms)
        end_ms = span.start_ms + int((start + beat.spoken) / total * span.duration_ms)
        timings.append(WordTiming(span=TimeSpan(start_ms, end_ms) if end_ms > start_ms else None))
    return tuple(timings)


def _between(row: tuple[Beat, ...], knots: Knots, duration_ms: int) -> tuple[WordTiming, ...]:
    """The words' times from knot to knot; what is said before the first one ends there."""
    usual = letters_before(row) * knots.letter_ms
    first, start_ms = knots.words[0], knots.starts_ms[0]
    timings = [*spread(row[:first], TimeSpan(max(0, start_ms - int(usual[first])), start_ms))]
    words, starts = np.array([*knots.words, len(row)]), np.array([*knots.starts_ms, duration_ms])
    ends = said_by(starts[:-1], starts[1:], np.diff(usual[words])).astype(np.int64)
    for (word, after), start, end in zip(pairwise(words.tolist()), starts.tolist(), ends.tolist(), strict=False):
        timings += spread(row[word:after], TimeSpan(start, end))
    return tuple(timings)
