"""Frames in which phonemes were heard to the times at which words begin and end.

A CTC model fires late in a sound and says little about where it began. Words that touch share an edge; between two that
do not, one ends and the other begins. Where that is, `aligner.edges` finds; here the edges become spans.
"""

from collections.abc import Sequence

import numpy as np

from aligner.acoustic import Posteriors
from aligner.edges import Scene, offsets, onsets, pauses, seams
from aligner.features import HOP_MS, N_BANDS, BandLevels
from aligner.search import HeardWord
from transcripts.timing import TimeSpan

_MIN_WORD_MS = 20


def word_spans(heard: Sequence[HeardWord | None], posteriors: Posteriors) -> tuple[TimeSpan | None, ...]:
    """The span of each word, from the frames its phonemes were heard in; ``None`` where it was not heard.

    Spans do not overlap, are never empty and lie within the audio, which has to last a millisecond a word at least.
    """
    words = [word for word in heard if word is not None]
    if not words:
        return (None,) * len(heard)
    spans = iter(_spans(*_edges(Scene.of(words, _bands(posteriors), posteriors.frame_ms)), posteriors.duration_ms))
    return tuple(None if word is None else next(spans) for word in heard)


def _edges(scene: Scene) -> tuple[list[int], list[int]]:
    """Where words begin and where they end, in ms, as the audio has it."""
    pause, seam, starts = pauses(scene), seams(scene), onsets(scene)
    starts[1:] = np.where(pause, starts[1:], seam)
    ends = offsets(scene, np.append(starts[1:], len(scene.level)))
    ends[:-1] = np.where(pause, ends[:-1], seam)
    return (starts * HOP_MS).tolist(), (ends * HOP_MS).tolist()


def _spans(starts: list[int], ends: list[int], duration_ms: int) -> list[TimeSpan]:
    """The spans between edges, each moved just so far that every word has time of its own."""
    for at in range(1, len(starts)):
        starts[at] = max(starts[at], starts[at - 1] + _MIN_WORD_MS)
    latest = duration_ms
    for at in reversed(range(len(starts))):
        latest = starts[at] = min(starts[at], latest - 1)
    bounds = [*starts[1:], duration_ms]
    shortest = (min(start + _MIN_WORD_MS, bound) for start, bound in zip(starts, bounds, strict=True))
    return [
        TimeSpan(start, min(max(end, least), bound))
        for start, end, least, bound in zip(starts, ends, shortest, bounds, strict=True)
    ]


def _bands(posteriors: Posteriors) -> BandLevels:
    """The band levels, even ones where none were measured: then the frames alone decide."""
    if len(posteriors.band_db):
        return posteriors.band_db
    return np.zeros((max(1, len(posteriors.log_probs) * posteriors.frame_ms // HOP_MS), N_BANDS), np.int8)
