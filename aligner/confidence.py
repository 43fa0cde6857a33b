"""How sure it is that a word was said where it was placed.

A logistic model of two things. The word's own evidence: each of its phonemes is worth the log ratio of its probability
and that of the best label there, and a little more, so that a long word heard well is surer than a short one. And its
neighbours, since words that are not in the audio drag each other down. Fitted by maximum likelihood to the words of
recordings with known times, clean and noisy, in ten languages, among them words planted where nobody says them; what
counted as right was a start within 250 ms. The base is that of a text in which one placed word in sixty is wrong, five
times as many as in those recordings: published transcripts are edited. ``benchmarks/confidence.py`` measures it.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from aligner.acoustic import LogProbs
from aligner.search import HeardWord, SpokenWord

_NEIGHBOURS = 3  # words on either side
_UNHEARD = -7.5  # log ratio of a word without a place, and the least one that counts
_BASE, _OWN, _NEAR = 5.5, 0.32, 1.5
_WORTH = 1.6  # of a phoneme that is the best label itself, in nats


def confidences(
    words: Sequence[SpokenWord], heard: Sequence[HeardWord | None], log_probs: LogProbs
) -> tuple[float | None, ...]:
    """For each word the probability, 0..1, that it was said where it was heard; ``None`` for one that was not heard."""
    voiced = [index for index, word in enumerate(words) if word.pronunciations]
    ratios = [_log_ratios(heard[index], log_probs) for index in voiced]
    own = np.array([(ratio + _WORTH).sum() for ratio in ratios])
    near = _mean_of_neighbours(np.array([ratio.mean() for ratio in ratios]))
    probability = 1 / (1 + np.exp(-(_BASE + _OWN * own + _NEAR * near)))
    found: list[float | None] = [None] * len(words)
    for index, value in zip(voiced, probability.tolist(), strict=True):
        found[index] = round(value, 4) if heard[index] else None
    return tuple(found)


def agreement(words: Sequence[SpokenWord], heard: Sequence[HeardWord | None], log_probs: LogProbs) -> float:
    """How well a text agrees with the audio, 0..1.

    The mean, over all words that have a sound, of how well the phonemes of each stand against the best labels: 0 for
    those that were not heard.
    """
    ratios = [_log_ratios(at, log_probs) for word, at in zip(words, heard, strict=True) if word.pronunciations]
    return float(np.mean([np.exp(ratio).mean() for ratio in ratios])) if ratios else 0.0


def _log_ratios(word: HeardWord | None, log_probs: LogProbs) -> NDArray[np.float32]:
    """Of each phoneme the log probability less that of the best label in the frame where it was first heard."""
    if word is None:
        return np.array([_UNHEARD], np.float32)
    frames = log_probs[list(word.first_frames)].astype(np.float32)
    own = frames[np.arange(len(frames)), list(word.phonemes)]
    return np.asarray(np.maximum(own - frames.max(axis=1), np.float32(_UNHEARD)))


def _mean_of_neighbours(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The mean of the values around each, itself left out; a value alone counts as its own neighbour."""
    if len(values) < 2:
        return values
    places = np.arange(len(values))
    first, last = np.maximum(places - _NEIGHBOURS, 0), np.minimum(places + _NEIGHBOURS + 1, len(values))
    total = np.concatenate(([0.0], np.cumsum(values)))
    return np.asarray((total[last] - total[first] - values) / (last - first - 1))
