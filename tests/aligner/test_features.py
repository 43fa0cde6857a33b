"""Band levels: octaves, powers and hops."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.features import HOP_MS, N_BANDS, band_levels, level_db
from tests.aligner.synthetic import Wave, noise, silence

HOP_SAMPLES = 16 * HOP_MS


def sine(hz: float, ms: int) -> Wave:
    return (0.5 * np.sin(2 * np.pi * hz * np.arange(ms * 16) / 16_000)).astype(np.float32)


@given(st.integers(0, 2_000))
def test_a_row_for_every_begun_hop(n_samples: int) -> None:
    bands = band_levels(noise(200, 0.1)[:n_samples])
    assert bands.shape == (-(-n_samples // HOP_SAMPLES), N_BANDS)
    assert level_db(bands).shape == (len(bands),)


@pytest.mark.parametrize(("band", "hz"), [*enumerate((6_000, 3_000, 1_500, 750, 375, 120))])
def test_a_tone_is_loudest_in_its_own_octave(band: int, hz: int) -> None:
    bands = band_levels(sine(hz, 500))
    assert (bands.argmax(axis=1) == band).mean() > 0.9
    assert -13 <= bands[:, band].mean() <= -9  # a sine of half of full scale has -9.03; some is heard next door


@given(st.floats(1e-3, 0.3), st.integers(50, 60))
def test_the_powers_of_the_bands_add_up_to_that_of_the_samples(level: float, ms: int) -> None:
    samples = noise(ms // HOP_MS * HOP_MS, level)
    power = (10 ** (band_levels(samples) / 10)).sum(axis=1)
    expected = np.square(samples).reshape(-1, HOP_SAMPLES).mean(axis=1)
    assert 10 * np.log10(power / expected) == pytest.approx(0, abs=0.6)  # levels are whole decibels


@given(st.integers(0, 20))
def test_where_the_audio_is_cut_does_not_matter(hops: int) -> None:
    samples = noise(200, 0.1)
    parts = samples[: hops * HOP_SAMPLES], samples[hops * HOP_SAMPLES :]
    assert np.array_equal(np.concatenate([band_levels(part) for part in parts]), band_levels(samples))


def test_silence_has_the_least_level() -> None:
    assert (band_levels(silence(100)) == -100).all()


def test_hum_is_hardly_heard_in_the_level() -> None:
    assert level_db(band_levels(sine(375, 500))).mean() > level_db(band_levels(sine(50, 500))).mean() + 12


def test_the_level_is_that_of_the_samples() -> None:
    samples = noise(1_000, 0.05)
    assert level_db(band_levels(samples)).mean() == pytest.approx(20 * np.log10(0.05), abs=1)
