"""Posteriors of the embedded model: their shape, and that the way the audio is cut does not show in them."""

import importlib.resources
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from aligner import acoustic
from aligner.acoustic import AcousticModel, Posteriors, embedded_model, posteriors
from aligner.audio import Samples
from aligner.features import N_BANDS, band_levels
from aligner.phonemes import PHONEMES
from tests.aligner.synthetic import noise, silence, tone
from transcripts import EngineUnavailableError

FRAME_SAMPLES = 320


@pytest.fixture(scope="module")
def model() -> AcousticModel:
    return embedded_model()


@pytest.fixture(scope="module")
def speech(example_samples: Samples) -> Samples:
    """Fourteen seconds in which two people speak."""
    return example_samples[40 * 16_000 : 54 * 16_000]


def listen(model: AcousticModel, *blocks: Samples) -> Posteriors:
    return posteriors(model, blocks, lambda _: None)


def difference(a: Posteriors, b: Posteriors) -> float:
    """The mean over frames of the largest difference of a probability; misplaced by a frame, speech has 0.2."""
    gaps: NDArray[np.float32] = np.abs(np.exp(a.log_probs) - np.exp(b.log_probs)).max(axis=1)
    return float(gaps.mean())


def test_one_frame_is_twenty_milliseconds(model: AcousticModel) -> None:
    assert (model.frame_samples, model.frame_ms) == (FRAME_SAMPLES, 20)
    assert listen(model, silence(100)).frame_ms == 20


def test_every_kept_phoneme_and_the_blanks_are_labels_of_the_model(model: AcousticModel) -> None:
    assert {label for phoneme in PHONEMES for label in phoneme.labels} | set(model.blanks) <= set(model.labels)
    assert len(set(model.labels)) == len(model.labels)


@settings(max_examples=6, deadline=None)
@given(st.integers(1, 110_000))
@example(1)
@example(319)
@example(321)
@example(96_001)
@example(104_001)
def test_audio_of_any_length_has_a_row_for_every_begun_frame(n_samples: int) -> None:
    heard = listen(embedded_model(), noise(7_000, 0.1)[:n_samples])
    n_frames = -(-n_samples // FRAME_SAMPLES)
    assert heard.log_probs.shape == (n_frames, len(PHONEMES) + 1)
    assert heard.level_db.shape == (n_frames,)
    assert heard.band_db.shape == (2 * n_frames, N_BANDS)
    assert heard.duration_ms == n_samples // 16
    sums = np.exp(heard.log_probs.astype(np.float64)).sum(axis=1)
    assert sums == pytest.approx(1, abs=5e-3)  # half precision has three digits
    assert np.isfinite(heard.log_probs).all()


def test_no_audio_has_no_rows(model: AcousticModel) -> None:
    heard = listen(model)
    assert heard.log_probs.shape == (0, len(PHONEMES) + 1)
    assert (len(heard.level_db), heard.duration_ms) == (0, 0)
    assert heard.band_db.shape == (0, N_BANDS)


def test_the_size_of_the_blocks_does_not_matter(model: AcousticModel, speech: Samples) -> None:
    blocks = [speech[at : at + 777] for at in range(0, len(speech), 777)]
    whole, cut = listen(model, speech), listen(model, *blocks)
    assert np.array_equal(whole.log_probs, cut.log_probs)
    assert np.array_equal(whole.level_db, cut.level_db)
    assert np.array_equal(whole.band_db, cut.band_db)


@pytest.mark.parametrize("chunk_frames", [150, acoustic.CHUNK_FRAMES])
def test_chunks_hear_what_is_heard_in_one_piece(
    model: AcousticModel, speech: Samples, chunk_frames: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acoustic, "CHUNK_FRAMES", chunk_frames)
    chunks = listen(model, speech)
    monkeypatch.setattr(acoustic, "CHUNK_FRAMES", len(speech))
    whole = listen(model, speech)
    assert difference(chunks, whole) < 0.1
    assert (chunks.log_probs.argmax(axis=1) == whole.log_probs.argmax(axis=1)).mean() > 0.9


@pytest.mark.parametrize("shift", [37, 150])
def test_where_chunks_fall_does_not_matter(model: AcousticModel, speech: Samples, shift: int) -> None:
    early, late = listen(model, speech).log_probs[shift + 50 :], listen(model, speech[shift * 320 :]).log_probs[50:]
    assert early.shape == late.shape
    assert np.abs(np.exp(early) - np.exp(late)).max(axis=1).mean() < 0.1


def test_the_end_of_the_audio_is_heard_as_well_as_its_middle(model: AcousticModel, example_samples: Samples) -> None:
    """The last half second, when the last chunk is hardly longer, against the same when more audio follows."""
    frames, heard, wanted = range(acoustic.CHUNK_FRAMES, acoustic.CHUNK_FRAMES + 25), 0, 0
    for start_s in range(21, 51, 5):
        samples = example_samples[start_s * 16_000 :]
        for at_end, following in ((True, 5), (False, 150)):
            best = listen(model, samples[: (frames.stop + following) * FRAME_SAMPLES]).log_probs.argmax(axis=1)
            n_phonemes = int((best[frames.start : frames.stop] != len(PHONEMES)).sum())
            heard, wanted = (heard + n_phonemes, wanted) if at_end else (heard, wanted + n_phonemes)
    assert wanted > 10
    assert heard >= 0.8 * wanted


def test_silence_is_blank(model: AcousticModel) -> None:
    heard = listen(model, silence(3_000))
    assert (heard.log_probs.argmax(axis=1) == len(PHONEMES)).all()


def test_the_level_of_a_frame_is_its_own(model: AcousticModel) -> None:
    heard = listen(model, silence(1_000), tone(1_000), silence(1_000))
    assert heard.level_db[:50] == pytest.approx(-100)
    assert heard.level_db[50:100] == pytest.approx(-9.03, abs=0.1)  # a sine of half of full scale
    assert heard.level_db[100:] == pytest.approx(-100)


def test_the_bands_are_those_of_the_whole_audio(model: AcousticModel, speech: Samples) -> None:
    assert np.array_equal(listen(model, speech).band_db, band_levels(speech))


def test_progress_is_told_in_milliseconds(model: AcousticModel) -> None:
    told: list[int] = []
    posteriors(model, [noise(13_000, 0.1)], told.append)
    assert told == sorted(told)
    assert told[-1] == 13_000


def test_a_missing_model_makes_the_engine_unavailable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.resources, "files", lambda _: tmp_path)
    with pytest.raises(EngineUnavailableError, match="hama==") as caught:
        embedded_model()
    assert caught.value.engine == "acoustic"


@pytest.mark.parametrize("module", ["hama", "hama.vocab"])
def test_a_missing_package_makes_the_engine_unavailable(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not installed, or a later release that is built otherwise."""
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(EngineUnavailableError, match="hama=="):
        embedded_model()
