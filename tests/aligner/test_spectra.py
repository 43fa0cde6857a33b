"""Spectra learnt from a recording tell its sounds apart."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from aligner.features import N_BANDS
from aligner.phonemes import PHONEMES, Manner
from aligner.search import HeardWord
from aligner.spectra import N_SORTS, learn_spectra, sort_of

FRAME_MS = 20
COLUMN = {phoneme.symbol: index for index, phoneme in enumerate(PHONEMES)}
S, A, M = COLUMN["s"], COLUMN["ɑ"], COLUMN["m"]
SHAPES = {S: (-20, -25, -40, -60, -60, -60), A: (-60, -50, -30, -15, -15, -20)}


def spoken(phonemes: list[int], seed: int) -> tuple[list[HeardWord], NDArray[np.int8]]:
    """One word of a frame for each phoneme, each lasting five frames, in noise of 3 dB."""
    rng = np.random.default_rng(seed)
    shape = np.array([SHAPES[phoneme] for phoneme in phonemes]).repeat(10, axis=0)
    bands = np.rint(shape + 3 * rng.standard_normal(shape.shape)).astype(np.int8)
    frames = tuple(5 * at + 3 for at in range(len(phonemes)))
    return [HeardWord(phonemes=tuple(phonemes), first_frames=frames, last_frames=frames)], bands


def test_every_phoneme_has_a_sort_and_every_sort_a_phoneme() -> None:
    sorts = {sort_of(phoneme) for phoneme in range(len(PHONEMES))}
    assert sorts <= set(range(N_SORTS))
    assert len(sorts) == N_SORTS - 2  # all plosives and all fricatives are told apart more finely


def test_a_sort_is_of_one_manner() -> None:
    manners: dict[int, set[Manner]] = {}
    for phoneme in range(len(PHONEMES)):
        manners.setdefault(sort_of(phoneme), set()).add(PHONEMES[phoneme].manner)
    assert all(len(found) == 1 for found in manners.values())


@given(st.integers(0, 100))
def test_hops_favour_the_sound_they_are_of(seed: int) -> None:
    words, bands = spoken([S, A] * 10, seed)
    spectra = learn_spectra(words, bands, FRAME_MS)
    left, right = np.array([sort_of(S)]), np.array([sort_of(A)])
    favour = spectra.favour(bands[None, :20].astype(np.float64), left, right)[0]
    assert (favour[:10] < 0).all()
    assert (favour[10:] > 0).all()
    assert spectra.favour(bands[None, :20].astype(np.float64), right, left)[0] == pytest.approx(-favour)


@pytest.mark.parametrize("right", [M, S])
def test_a_sound_that_was_not_heard_or_is_the_same_is_not_favoured(right: int) -> None:
    words, bands = spoken([S, A] * 10, 0)
    spectra = learn_spectra(words, bands, FRAME_MS)
    favour = spectra.favour(bands[None].astype(np.float64), np.array([sort_of(S)]), np.array([sort_of(right)]))
    assert (favour == 0).all()


def test_an_even_recording_tells_nothing() -> None:
    words, _ = spoken([S, A] * 10, 0)
    spectra = learn_spectra(words, np.full((200, N_BANDS), -100, np.int8), FRAME_MS)
    favour = spectra.favour(np.full((1, 5, N_BANDS), -100.0), np.array([sort_of(S)]), np.array([sort_of(A)]))
    assert favour == pytest.approx(0)
