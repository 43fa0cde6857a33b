"""What the samples themselves tell of a moment, beside the phonemes: how loud each octave is, every 10 ms.

The octaves come from Haar wavelets: sums and differences of neighbouring samples, taken again of the sums. That costs
two additions a sample, a fifth of what a Fourier transform of the same frames takes beside the model.
"""

import numpy as np
from numpy.typing import NDArray

from aligner.audio import SAMPLE_RATE_HZ, Samples

HOP_MS = 10
N_BANDS = 6  # 4-8 kHz, 2-4, 1-2, 0.5-1, 0.25-0.5 and what is below
_HOP_SAMPLES = SAMPLE_RATE_HZ * HOP_MS // 1000
_SILENCE = np.float32(1e-10)  # of full scale: -100 dB
_HALF = np.float32(0.5)

BandLevels = NDArray[np.int8]  # shape (n_hops, N_BANDS), highest band first, in dB relative to full scale


def band_levels(samples: Samples) -> BandLevels:
    """The level of every band in every begun hop, at least -100 dB; the powers of a hop add up to that of its samples.

    Args:
        samples: 16 kHz mono in [-1, 1]; silence is added to the last hop.
    """
    sums: Samples = np.pad(samples, (0, -len(samples) % _HOP_SAMPLES))
    n_hops = len(sums) // _HOP_SAMPLES
    powers = np.empty((n_hops, N_BANDS), np.float32)
    for band in range(N_BANDS - 1):
        even, odd = sums[::2], sums[1::2]
        powers[:, band] = _power((even - odd) * _HALF, n_hops)
        sums = (even + odd) * _HALF
    powers[:, -1] = _power(sums, n_hops)
    levels: BandLevels = np.rint(10 * np.log10(powers + _SILENCE)).astype(np.int8)
    return levels


def level_db(bands: BandLevels) -> NDArray[np.float32]:
    """The level of each hop, shape (n_hops,), smoothed over three of them. What lies below 250 Hz is left out: hum."""
    power_of = (10 ** (np.arange(-128, 128) / 10)).astype(np.float32)
    power = np.zeros(len(bands), np.float32)
    for band in range(N_BANDS - 1):
        power += power_of[bands[:, band].astype(np.int16) + 128]
    level: NDArray[np.float32] = 10 * np.log10(np.maximum(power, _SILENCE))
    padded = np.concatenate((level[:1], level, level[-1:]))
    smooth: NDArray[np.float32] = (padded[:-2] + padded[1:-1] + padded[2:]) / np.float32(3)
    return smooth if len(level) else level


def _power(wave: Samples, n_hops: int) -> NDArray[np.float32]:
    width = len(wave) // max(1, n_hops)
    power: NDArray[np.float32] = np.square(wave).reshape(n_hops, width).sum(axis=1) / np.float32(max(1, width))
    return power
