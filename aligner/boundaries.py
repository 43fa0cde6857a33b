"""Frames in which phonemes were heard to the times at which words begin and end.

A CTC model fires late in a sound. A word's start therefore lies before its first spike: most of the way back to the
previous spike, but not further than a sound usually lasts. The constants were fitted to hand-labelled words
(``benchmarks/``).
"""

from collections.abc import Sequence

from aligner.acoustic import Posteriors
from aligner.search import HeardWord
from transcripts.timing import TimeSpan

_LEAD_SHARE = 0.85
_LEAD_CAP_MS = 80
_TAIL_MS = 80
_MIN_WORD_MS = 20


def word_spans(heard: Sequence[HeardWord | None], posteriors: Posteriors) -> tuple[TimeSpan | None, ...]:
    """The span of each word, from the frames its phonemes were heard in; ``None`` where it was not heard.

    Spans do not overlap, are never empty and lie within the audio, which has to last a millisecond a word at least.
    """
    frame_ms, duration_ms = posteriors.frame_ms, posteriors.duration_ms
    placed = [index for index, word in enumerate(heard) if word is not None]
    spikes = [(word.first_frames[0], word.last_frames[-1]) for word in heard if word is not None]
    starts: list[int] = []
    for at, (first, _) in enumerate(spikes):
        before = spikes[at - 1][1] * frame_ms if at else first * frame_ms - _LEAD_CAP_MS
        gap = min(first * frame_ms - before, _LEAD_CAP_MS)
        earliest = starts[-1] + _MIN_WORD_MS if starts else 0
        starts.append(max(round(first * frame_ms - _LEAD_SHARE * gap), earliest))
    starts = _before_end(starts, duration_ms)
    spans: list[TimeSpan | None] = [None] * len(heard)
    for at, index in enumerate(placed):
        latest = starts[at + 1] if at + 1 < len(starts) else duration_ms
        end = min(max(spikes[at][1] * frame_ms + _TAIL_MS, starts[at] + _MIN_WORD_MS), latest)
        spans[index] = TimeSpan(starts[at], end)
    return tuple(spans)


def _before_end(starts: list[int], duration_ms: int) -> list[int]:
    """The starts, moved forward where the audio would end before the words do: each keeps a millisecond at least."""
    latest = duration_ms
    for at in reversed(range(len(starts))):
        latest = starts[at] = min(starts[at], latest - 1)
    return starts
