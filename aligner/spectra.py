"""What the sounds of one recording look like, and where one turns into another.

The spectrum of each sort of sound is the mean of the hops in which it was heard, so the voice, the room, the microphone
and the music under the speech are those of the recording itself; nothing comes from other recordings.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.features import HOP_MS, N_BANDS, BandLevels
from aligner.phonemes import PHONEMES, Manner
from aligner.search import HeardWord

_BESIDE = "p t k", "b d ɡ", "s z ʃ ʒ", "f v θ", "ð", "h"  # sorts within a manner; the others are whole manners
_MANNERS = tuple(Manner)
N_SORTS = len(_MANNERS) + len(_BESIDE)

_LAG_MS = 20  # the model hears a sound that long after its steadiest part
_FEW = 10  # hops; a sort heard in fewer is not known
_SPREAD_DB = 2.0  # least deviation of a band: of few hops none can be told


def sort_of(phoneme: int) -> int:
    """The sort of sound, 0..N_SORTS - 1, that a phoneme belongs to: its manner, plosives and fricatives finer."""
    symbol = PHONEMES[phoneme].symbol
    for sort, symbols in enumerate(_BESIDE, len(_MANNERS)):
        if symbol in symbols.split():
            return sort
    return _MANNERS.index(PHONEMES[phoneme].manner)


@dataclass(frozen=True, slots=True)
class Spectra:
    """``means`` has shape (N_SORTS, N_BANDS), in dB, and is 0 for a sort that is not ``known``; ``precision`` is the
    inverse of the covariance that all sorts share.
    """

    means: NDArray[np.float64]
    known: NDArray[np.bool_]
    precision: NDArray[np.float64]

    def favour(
        self, bands: NDArray[np.float64], left: NDArray[np.int64], right: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        """By how many nats each hop looks more like the right sort than like the left one; 0 where one is not known.

        Args:
            bands: shape (n, n_hops, N_BANDS), band levels in dB.
            left, right: shape (n,), two sorts for each row.
        """
        slope = (self.means[right] - self.means[left]) @ self.precision
        middle = (self.means[right] + self.means[left]) / 2
        nats = np.einsum("nhb,nb->nh", bands, slope) - (middle * slope).sum(axis=1)[:, None]
        told: NDArray[np.float64] = np.where((self.known[left] & self.known[right])[:, None], nats, 0.0)
        return told


def learn_spectra(words: Sequence[HeardWord], bands: BandLevels, frame_ms: int) -> Spectra:
    """The spectra of the sounds of the words. ``bands`` must have a row at least."""
    sorts = np.array([sort_of(phoneme) for phoneme in range(len(PHONEMES))])
    own = sorts[[phoneme for word in words for phoneme in word.phonemes]]
    first = np.array([frame for word in words for frame in word.first_frames])
    last = np.array([frame for word in words for frame in word.last_frames])
    middle = ((first + last + 1) * frame_ms / 2 - _LAG_MS) / HOP_MS
    hops = np.clip(np.rint(middle).astype(np.int64)[:, None] + (-1, 0), 0, len(bands) - 1)
    heard, own = bands[hops.ravel()].astype(np.float64), own.repeat(2)
    count = np.bincount(own, minlength=N_SORTS)
    totals = [np.bincount(own, heard[:, band], N_SORTS) for band in range(N_BANDS)]
    means = np.stack(totals, axis=1) / np.maximum(count, 1)[:, None]
    off = heard - means[own]
    covariance = off.T @ off / max(1, len(off)) + _SPREAD_DB**2 * np.eye(N_BANDS)
    return Spectra(means, count >= _FEW, np.linalg.inv(covariance))
