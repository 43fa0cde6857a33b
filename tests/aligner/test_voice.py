"""Where a voice is heard."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.audio import Samples
from aligner.voice import FRAME_MS, Activity, voice_activity
from tests.aligner.synthetic import noise, silence, tone
from transcripts import TimeSpan

MUSIC_MS = (1_000, 5_700)
SPEECH_MS = (6_250, 16_060)


@pytest.fixture(scope="module")
def opening(example_samples: Samples) -> Samples:
    """The first twenty seconds of the example: music, three sentences, music."""
    return example_samples[: 20_000 * 16]


@pytest.fixture(scope="module")
def heard(opening: Samples) -> Activity:
    return voice_activity([opening])


def share(activity: Activity, span: tuple[int, int]) -> float:
    return float(activity.voiced[span[0] // FRAME_MS : span[1] // FRAME_MS].mean())


def test_a_voice_is_told_from_music(heard: Activity) -> None:
    assert share(heard, SPEECH_MS) > 0.75
    assert share(heard, MUSIC_MS) == 0
    assert share(heard, (16_800, 20_000)) < 0.1


def test_music_is_audible(heard: Activity) -> None:
    assert heard.audible[MUSIC_MS[0] // FRAME_MS : MUSIC_MS[1] // FRAME_MS].mean() > 0.9


@pytest.mark.parametrize("start_ms", [6_250, 12_090, 13_770])
def test_sentences_begin_where_the_voice_does(start_ms: int, heard: Activity) -> None:
    onsets = np.flatnonzero(np.diff(heard.voiced.astype(np.int8), prepend=0) == 1) * FRAME_MS
    assert np.abs(onsets - start_ms).min() <= 60


def test_a_voice_is_heard_through_noise(opening: Samples) -> None:
    speech = opening[SPEECH_MS[0] * 16 : SPEECH_MS[1] * 16]
    loud = speech + noise(SPEECH_MS[1] - SPEECH_MS[0], float(np.sqrt(np.mean(speech**2))))
    assert (voice_activity([loud]).probability >= 0.5).mean() > 0.4


@pytest.mark.parametrize("block", [160, 7_777, 100_000])
def test_the_size_of_the_blocks_does_not_matter(block: int, opening: Samples, heard: Activity) -> None:
    blocks = (opening[at : at + block] for at in range(0, len(opening), block))
    again = voice_activity(blocks)
    assert np.array_equal(again.probability, heard.probability)
    assert np.array_equal(again.level_db, heard.level_db)
    assert again.duration_ms == heard.duration_ms == 20_000


def test_rows_are_joined_without_a_seam(example_samples: Samples) -> None:
    """The same speech, shifted so that other parts of it begin a row."""
    speech = example_samples[31_860 * 16 : 52_510 * 16]
    shift_ms = 4_096
    plain = voice_activity([speech]).probability
    shifted = voice_activity([silence(shift_ms), speech]).probability[shift_ms // FRAME_MS :]
    assert ((plain >= 0.5) == (shifted >= 0.5)).mean() > 0.97


def test_only_what_is_asked_for_is_listened_to(opening: Samples, heard: Activity) -> None:
    some = voice_activity([opening], [TimeSpan(9_000, 12_000)])
    asked = slice(9_000 // FRAME_MS, 12_000 // FRAME_MS)
    assert some.probability[asked] == pytest.approx(heard.probability[asked], abs=1e-4)
    assert not some.probability[: 7_900 // FRAME_MS].any()
    assert np.array_equal(some.level_db, heard.level_db)


def test_audio_is_let_go_of_as_it_streams() -> None:
    """Half an hour at 16 kHz is 115 MB."""
    tracemalloc.start()
    try:
        activity = voice_activity((silence(1_000) for _ in range(1_800)), [])
        _, peak_bytes = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert activity.duration_ms == 1_800_000
    assert peak_bytes < 40_000_000


@pytest.mark.parametrize("sound", [silence(3_000), silence(0), silence(5), noise(3_000, 1e-6)])
def test_in_silence_nothing_is_heard(sound: Samples) -> None:
    activity = voice_activity([sound])
    assert activity.duration_ms == len(sound) // 16
    assert len(activity.voiced) == len(activity.audible) == -(-len(sound) // 256)
    assert not activity.voiced.any()
    assert not activity.audible.any()


def test_no_blocks_at_all() -> None:
    activity = voice_activity([])
    assert len(activity.voiced) == len(activity.audible) == activity.duration_ms == 0


@pytest.mark.parametrize("sound", [noise(3_000, 0.2), tone(3_000)])
def test_noise_and_tones_are_audible_but_no_voice(sound: Samples) -> None:
    activity = voice_activity([silence(2_000), sound, silence(2_000)])
    assert activity.voiced.mean() < 0.1
    assert activity.audible[2_000 // FRAME_MS : 5_000 // FRAME_MS].mean() > 0.95
    assert not activity.audible[: 1_900 // FRAME_MS].any()


# --- what is made of the detector's figures --------------------------------------------------------------------------


def activity_of(probability: list[float], level_db: list[float]) -> Activity:
    return Activity(
        probability=np.repeat(np.array(probability, np.float32), 20),
        level_db=np.repeat(np.array(level_db, np.float32), 20),
        duration_ms=20 * FRAME_MS * len(probability),
    )


def test_the_pauses_of_a_voice_are_left_out() -> None:
    activity = activity_of([0, 1, 1, 1, 0], [-60, -20, -60, -20, -60])
    assert activity.voiced[::20].tolist() == [False, True, False, True, False]


def test_loud_sound_without_a_voice_is_left_out() -> None:
    activity = activity_of([0, 0, 0, 1, 1, 0], [-20, -20, -60, -20, -20, -60])
    assert activity.voiced[::20].tolist() == [False, False, False, True, True, False]
    assert activity.audible[::20].tolist() == [True, True, False, True, True, False]


def test_a_blip_is_no_voice_unless_a_voice_is_near() -> None:
    probability = np.zeros(200, np.float32)
    probability[100:108] = 1
    loud = np.full(200, -20, np.float32)
    assert not Activity(probability=probability, level_db=loud, duration_ms=3_200).voiced.any()
    probability[120:160] = 1
    assert Activity(probability=probability, level_db=loud, duration_ms=3_200).voiced[100:108].all()


figures = st.lists(st.tuples(st.floats(0, 1, width=32), st.floats(-100, 0, width=32)), max_size=80)


@given(figures)
def test_a_voice_is_loud_and_near_one_that_the_detector_is_sure_of(rows: list[tuple[float, float]]) -> None:
    probability = np.array([p for p, _ in rows], np.float32)
    level_db = np.array([level for _, level in rows], np.float32)
    activity = Activity(probability=probability, level_db=level_db, duration_ms=FRAME_MS * len(rows))
    sure = np.flatnonzero(probability >= 0.5)
    assert activity.voiced.shape == activity.audible.shape == probability.shape
    for frame in np.flatnonzero(activity.voiced):
        assert np.abs(sure - frame).min() * FRAME_MS <= 100
        assert level_db[frame] >= -90
