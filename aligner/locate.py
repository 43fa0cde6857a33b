"""Where in the audio every word was heard: anchors first, then the search between them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from aligner.acoustic import LogProbs
from aligner.anchors import NGRAM, Anchor, find_anchors
from aligner.search import SearchCosts, SpokenWord, best_path

_MIN_STRETCH_FRAMES = 150  # 3 s: anchors closer than that gain nothing
_MAX_CELLS = 40_000_000  # frames × phonemes of one search; its back-pointers take about 4 bytes a cell
_NGRAMS = (NGRAM, 7, 5)  # shorter runs are tried inside stretches that are still too large

Words = Sequence[SpokenWord]


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """What the search found.

    ``heard`` has one entry a word: the frames of its first and last phoneme, both included, or ``None``. ``confidence``
    likewise, in 0..1. ``wildcard`` has shape (n_frames,): frames that no text accounts for.
    """

    heard: tuple[tuple[int, int] | None, ...]
    confidence: tuple[float | None, ...]
    wildcard: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """``words[word_start:word_end]`` lie in ``frames[frame_start:frame_end]``."""

    frame_start: int
    frame_end: int
    word_start: int
    word_end: int


def locate(log_probs: LogProbs, words: Words, costs: SearchCosts, progress: Callable[[int], None]) -> Located:
    """Find every word; one without phonemes is never found. ``progress`` is told the frames done."""
    heard: list[tuple[int, int] | None] = [None] * len(words)
    confidence: list[float | None] = [None] * len(words)
    wildcard = np.zeros(len(log_probs), np.bool_)
    whole = _Stretch(0, len(log_probs), 0, len(words))
    for stretch in _stretches(log_probs, words, whole, _NGRAMS):
        frames = log_probs[stretch.frame_start : stretch.frame_end]
        voiced = [i for i in range(stretch.word_start, stretch.word_end) if words[i].phonemes]
        if len(frames) * sum(len(words[i].phonemes) for i in voiced) > _MAX_CELLS:
            wildcard[stretch.frame_start : stretch.frame_end] = True  # nothing in common: no text is forced on it
            continue
        path = best_path(frames, [words[i] for i in voiced], costs)
        wildcard[stretch.frame_start : stretch.frame_end] = path.wildcard
        at = 0
        for index in voiced:
            columns = np.array(words[index].phonemes)
            first, last = path.first_frames[at : at + len(columns)], path.last_frames[at : at + len(columns)]
            at += len(columns)
            if first[0] >= 0:
                heard[index] = (stretch.frame_start + int(first[0]), stretch.frame_start + int(last[-1]))
                confidence[index] = _confidence(frames, columns, first)
        progress(stretch.frame_end)
    return Located(heard=tuple(heard), confidence=tuple(confidence), wildcard=wildcard)


def _stretches(log_probs: LogProbs, words: Words, whole: _Stretch, ngrams: tuple[int, ...]) -> Iterator[_Stretch]:
    """The stretches between anchors, in order; large ones are divided again with shorter runs."""
    frames = log_probs[whole.frame_start : whole.frame_end]
    anchors = find_anchors(
        frames, [w.phonemes for w in words[whole.word_start : whole.word_end]], ngrams[0], _MIN_STRETCH_FRAMES
    )
    placed = [Anchor(whole.frame_start + a.frame, whole.word_start + a.word) for a in anchors]
    bounds = [
        Anchor(whole.frame_start, whole.word_start),
        *(a for a in placed if a.frame > whole.frame_start and a.word > whole.word_start),
        Anchor(whole.frame_end, whole.word_end),
    ]
    for a, b in pairwise(bounds):
        stretch = _Stretch(a.frame, b.frame, a.word, b.word)
        cells = (b.frame - a.frame) * sum(len(word.phonemes) for word in words[a.word : b.word])
        if cells > _MAX_CELLS // 20 and len(ngrams) > 1:
            yield from _stretches(log_probs, words, stretch, ngrams[1:])
        else:
            yield stretch


def _confidence(frames: LogProbs, columns: NDArray[np.int64], first: NDArray[np.int64]) -> float:
    """How well the phonemes stand against the best label where they were heard: the mean probability ratio, 0..1."""
    ratio = np.exp(frames[first, columns] - frames[first].max(axis=1))
    return float(ratio.mean())
