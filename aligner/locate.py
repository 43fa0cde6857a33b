"""Where in the audio every word was heard: anchors first, then the search between them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from aligner.acoustic import LogProbs
from aligner.anchors import NGRAM, Anchor, find_anchors
from aligner.hinted import hinted_anchors
from aligner.search import HeardWord, SearchCosts, SpokenWord, Stretch, best_paths, n_phonemes

_MIN_STRETCH_FRAMES = 150  # 3 s: anchors closer than that gain nothing
_MAX_CELLS = 40_000_000  # frames × phonemes of one search; its back-pointers take about 4 bytes a cell
_PIECE_CELLS = _MAX_CELLS // 4  # of a part that only the page's times divide
_NGRAMS = (NGRAM, 7, 5)  # shorter runs are tried inside stretches that are still too large

_BATCH_CELLS = 4_000_000  # cells of the stretches searched side by side, padding included
_BATCH = 32

Words = Sequence[SpokenWord]


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """What the search found.

    ``heard`` has one entry a word, ``None`` for one that was not heard. ``wildcard`` has shape (n_frames,): frames that
    no text accounts for.
    """

    heard: tuple[HeardWord | None, ...]
    wildcard: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Part:
    """``words[word_start:word_end]`` lie in ``frames[frame_start:frame_end]``."""

    frame_start: int
    frame_end: int
    word_start: int
    word_end: int

    @property
    def n_frames(self) -> int:
        return self.frame_end - self.frame_start


def locate(
    log_probs: LogProbs,
    words: Words,
    costs: SearchCosts,
    progress: Callable[[int], None],
    hints: Sequence[Anchor] = (),
) -> Located:
    """Find every word; one without phonemes is never found. ``progress`` is told the frames done.

    ``hints``, ascending in both, are where words may begin by what else is known; they are asked only where a part is
    too large to be searched otherwise.
    """
    heard: list[HeardWord | None] = [None] * len(words)
    wildcard = np.ones(len(log_probs), np.bool_)  # parts too large to search have nothing in common: no text is forced
    done = 0
    parts = list(_parts(log_probs, words, _Part(0, len(log_probs), 0, len(words)), _NGRAMS))
    for batch in _batches(list(_divided(log_probs, words, parts, hints)), words):
        stretches = [_stretch(log_probs, words, part) for part in batch]
        for part, path in zip(batch, best_paths(stretches, costs), strict=True):
            wildcard[part.frame_start : part.frame_end] = path.wildcard
            for index, word in zip(_voiced(words, part), path.words, strict=True):
                heard[index] = word.later(part.frame_start) if word else None
            done += part.n_frames
        progress(done)
    return Located(heard=tuple(heard), wildcard=wildcard)


def _parts(log_probs: LogProbs, words: Words, whole: _Part, ngrams: tuple[int, ...]) -> Iterator[_Part]:
    """The parts between anchors, in order; large ones are divided again with shorter runs."""
    frames = log_probs[whole.frame_start : whole.frame_end]
    phonemes = [word.phonemes for word in words[whole.word_start : whole.word_end]]
    anchors = find_anchors(frames, phonemes, ngrams[0], _MIN_STRETCH_FRAMES)
    bounds = [
        Anchor(whole.frame_start, whole.word_start),
        *(Anchor(whole.frame_start + a.frame, whole.word_start + a.word) for a in anchors if a.frame and a.word),
        Anchor(whole.frame_end, whole.word_end),
    ]
    for a, b in pairwise(bounds):
        part = _Part(a.frame, b.frame, a.word, b.word)
        if _cells(part, words) > _MAX_CELLS // 20 and len(ngrams) > 1:
            yield from _parts(log_probs, words, part, ngrams[1:])
        else:
            yield part


def _divided(log_probs: LogProbs, words: Words, parts: Sequence[_Part], hints: Sequence[Anchor]) -> Iterator[_Part]:
    """The parts, those too large for a search divided at hints where a sentence begins."""
    anchors = [Anchor(part.frame_start, part.word_start) for part in parts if part.frame_start and part.word_start]
    resting = [hint for hint in hints if hint.word and words[hint.word - 1].ends_sentence]
    for part in parts:
        if _cells(part, words) <= _MAX_CELLS:
            yield part
            continue
        start, end = Anchor(part.frame_start, part.word_start), Anchor(part.frame_end, part.word_end)
        bounds = [*hinted_anchors(log_probs, (start, end), resting, anchors), end]
        for bound, after in pairwise(bounds):
            if _cells(_Part(start.frame, after.frame, start.word, after.word), words) > _PIECE_CELLS:
                yield _Part(start.frame, bound.frame, start.word, bound.word)
                start = bound
        yield _Part(start.frame, end.frame, start.word, end.word)


def _batches(parts: Sequence[_Part], words: Words) -> Iterator[list[_Part]]:
    """Parts of like length together, as many as fit; those too large for a search are left out."""
    batch: list[_Part] = []
    cells = 0
    for part in sorted(parts, key=lambda part: part.n_frames, reverse=True):
        own = _cells(part, words)
        if own > _MAX_CELLS:
            continue
        padded = own * batch[0].n_frames // max(1, part.n_frames) if batch else own
        if batch and (len(batch) == _BATCH or cells + padded > _BATCH_CELLS):
            yield batch
            batch, cells, padded = [], 0, own
        batch.append(part)
        cells += padded
    if batch:
        yield batch


def _cells(part: _Part, words: Words) -> int:
    return part.n_frames * sum(map(n_phonemes, words[part.word_start : part.word_end]))


def _voiced(words: Words, part: _Part) -> list[int]:
    """The words of a part that have a sound."""
    return [index for index in range(part.word_start, part.word_end) if words[index].pronunciations]


def _stretch(log_probs: LogProbs, words: Words, part: _Part) -> Stretch:
    voiced = [words[index] for index in _voiced(words, part)]
    starts_sentence = part.word_start == 0 or words[part.word_start - 1].ends_sentence
    return Stretch(log_probs[part.frame_start : part.frame_end], voiced, starts_sentence)
