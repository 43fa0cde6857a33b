"""Safe meeting points of text and audio, so that the search runs between them and its cost grows linearly.

Where a run of phonemes occurs once in the transcript and once in the greedy decoding of the audio, the two meet; where
it occurs several times, but equally often (a refrain, a recording played twice), the first meets the first and so on.
The longest chain of such meetings that runs forward in both is kept; it is thinned to word boundaries some seconds
apart.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.acoustic import LogProbs

NGRAM = 9  # phonemes; about two words
_MOST_REPEATS = 16  # a run that comes more often is small talk
_MARGIN = 3  # phonemes of the run on either side of the word boundary that is cut at
_SUPPORT = 2  # other anchors that must lie close by at a speech-like pace
_NEIGHBOURS = 6  # how far support is looked for along the chain
_MAX_FRAMES_PER_PHONEME = 15.0  # 0.3 s: slower is not speech
_MIN_FRAMES_PER_PHONEME = 1.5


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """Word number ``word`` begins in frame ``frame``."""

    frame: int
    word: int


@dataclass(frozen=True, slots=True)
class _Runs:
    """Symbols in order with the place each stands at."""

    symbols: NDArray[np.int64]
    places: NDArray[np.int64]


def find_anchors(
    log_probs: LogProbs, words: Sequence[tuple[int, ...]], ngram: int, min_frames: int
) -> tuple[Anchor, ...]:
    """Anchors at least ``min_frames`` apart, ascending in both frame and word.

    Args:
        log_probs: shape (n_frames, n_columns), the last column being the blank.
        words: phoneme columns of each word; empty for words without a sound.
        ngram: how many phonemes a run has; longer is safer, shorter finds more.
        min_frames: the least distance of two anchors.
    """
    heard = _greedy(log_probs)
    written = _Runs(
        np.array([column for word in words for column in word], np.int64),
        np.array([index for index, word in enumerate(words) for _ in word], np.int64),
    )
    chain = _longest_chain(_matches(heard.symbols, written.symbols, ngram))
    supported = _supported(chain, heard)
    return _thin(_at_word_starts(supported, heard, written, ngram), min_frames)


def _greedy(log_probs: LogProbs) -> _Runs:
    """The best label of each frame, repeats collapsed and blanks left out, with the frame of each."""
    best = log_probs.argmax(axis=1)
    starts = np.flatnonzero(np.diff(best, prepend=-1))
    starts = starts[best[starts] != log_probs.shape[1] - 1]
    return _Runs(best[starts], starts)


def _matches(heard: NDArray[np.int64], written: NDArray[np.int64], ngram: int) -> list[tuple[int, int]]:
    """Pairs (index heard, index written) of runs that occur equally often on either side, by index heard."""
    ours, theirs = _occurrences(heard, ngram), _occurrences(written, ngram)
    return sorted(
        pair
        for run, places in ours.items()
        if len(places) == len(theirs.get(run, ())) <= _MOST_REPEATS
        for pair in zip(places, theirs[run], strict=True)
    )


def _occurrences(symbols: NDArray[np.int64], ngram: int) -> dict[bytes, list[int]]:
    packed = symbols.astype(np.uint8).tobytes()
    found: dict[bytes, list[int]] = {}
    for at in range(len(packed) - ngram + 1):
        found.setdefault(packed[at : at + ngram], []).append(at)
    return found


def _longest_chain(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest sub-sequence that ascends in both, by patience sorting: O(n log n)."""
    tops: list[int] = []  # smallest last value of a chain of each length
    top_index: list[int] = []
    previous = [-1] * len(pairs)
    for index, (_, value) in enumerate(pairs):
        length = bisect_left(tops, value)
        if length == len(tops):
            tops.append(value)
            top_index.append(index)
        else:
            tops[length], top_index[length] = value, index
        previous[index] = top_index[length - 1] if length else -1
    chain, at = [], top_index[-1] if top_index else -1
    while at >= 0:
        chain.append(pairs[at])
        at = previous[at]
    return chain[::-1]


def _supported(chain: list[tuple[int, int]], heard: _Runs) -> list[tuple[int, int]]:
    """Those with company: a chance match stands alone, or would need speech at an impossible pace."""

    def agree(a: tuple[int, int], b: tuple[int, int]) -> bool:
        phonemes = abs(a[1] - b[1])
        frames = abs(int(heard.places[a[0]]) - int(heard.places[b[0]]))
        return _MIN_FRAMES_PER_PHONEME * phonemes <= frames <= _MAX_FRAMES_PER_PHONEME * phonemes

    return [
        pair
        for at, pair in enumerate(chain)
        if sum(agree(pair, other) for other in chain[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS + 1]) >= _SUPPORT
    ]


def _at_word_starts(chain: list[tuple[int, int]], heard: _Runs, written: _Runs, ngram: int) -> list[Anchor]:
    """The word starts that lie well inside the matched runs."""
    anchors = set()
    for ours, theirs in chain:
        for k in range(_MARGIN, ngram - _MARGIN + 1):
            word = int(written.places[theirs + k]) if theirs + k < len(written.places) else -1
            if k < ngram and word > written.places[theirs + k - 1]:
                anchors.add(Anchor(int(heard.places[ours + k]), word))
    return sorted(anchors)


def _thin(anchors: list[Anchor], min_frames: int) -> tuple[Anchor, ...]:
    kept: list[Anchor] = []
    for anchor in anchors:
        if not kept or (anchor.frame - kept[-1].frame >= min_frames and anchor.word > kept[-1].word):
            kept.append(anchor)
    return tuple(kept)
