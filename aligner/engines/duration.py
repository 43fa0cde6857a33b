"""Times words from the audio's length alone: every word takes its share of it, pauses at punctuation included.

A last resort, and the baseline that any other engine has to beat.
"""

from itertools import accumulate

from aligner.engines.base import EngineResult, Job
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
    timings = spread(beats(job.transcript), TimeSpan(0, duration_ms))
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
