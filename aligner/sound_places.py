"""Where the sounds of a transcript lie: in the time that the words around them leave free."""

from collections.abc import Sequence
from itertools import groupby, pairwise

from transcripts.model import Sound, Transcript, Turn, WordTiming
from transcripts.timing import TimeSpan

_MIN_MS = 300  # where the words leave no time, a sound is put on the seam between them


def place_sounds(
    transcript: Transcript, timings: Sequence[WordTiming], untranscribed: Sequence[TimeSpan], duration_ms: int
) -> tuple[TimeSpan | None, ...]:
    """One span a sound; ``None`` where no word around it was placed.

    Sounds that share a gap divide it evenly; speech without text is kept out of it.
    """
    gaps = _gaps(transcript, timings, duration_ms)
    spans: list[TimeSpan | None] = []
    for gap, sharing in groupby(gaps):
        count = len(list(sharing))
        spans += [None] * count if gap is None else _shares(_free(gap, untranscribed), count, duration_ms)
    return tuple(spans)


def _gaps(transcript: Transcript, timings: Sequence[WordTiming], duration_ms: int) -> list[TimeSpan | None]:
    """For every sound the time between the last word placed before it and the first one after it."""
    ends, starts = _last_ends(timings), _next_starts(timings, duration_ms)
    gaps: list[TimeSpan | None] = []
    word = 0
    for item in transcript.items:
        if isinstance(item, Turn):
            word += len(item.words)
        elif isinstance(item, Sound):
            gaps.append(TimeSpan(ends[word], max(ends[word], starts[word])))
    return gaps if any(timing.span for timing in timings) else [None] * len(gaps)


def _last_ends(timings: Sequence[WordTiming]) -> list[int]:
    ends = [0]
    for timing in timings:
        ends.append(max(ends[-1], timing.span.end_ms if timing.span else 0))
    return ends


def _next_starts(timings: Sequence[WordTiming], duration_ms: int) -> list[int]:
    starts = [duration_ms]
    for timing in reversed(timings):
        starts.append(timing.span.start_ms if timing.span else starts[-1])
    return starts[::-1]


def _free(gap: TimeSpan, taken: Sequence[TimeSpan]) -> TimeSpan:
    """The longest part of a gap that nothing else takes."""
    edges = [gap.start_ms]
    for span in taken:
        if span.start_ms < gap.end_ms and span.end_ms > gap.start_ms:
            edges += [max(span.start_ms, gap.start_ms), min(span.end_ms, gap.end_ms)]
    edges.append(gap.end_ms)
    parts = [TimeSpan(a, max(a, b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return max(parts, key=lambda part: part.duration_ms)


def _shares(gap: TimeSpan, count: int, duration_ms: int) -> list[TimeSpan]:
    if gap.duration_ms < _MIN_MS:
        start = max(0, min(gap.start_ms, duration_ms - _MIN_MS))
        gap = TimeSpan(start, min(start + _MIN_MS, duration_ms))
    edges = [gap.start_ms + gap.duration_ms * k // count for k in range(count + 1)]
    return [TimeSpan(a, b) for a, b in pairwise(edges)]
