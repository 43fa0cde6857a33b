"""Speech that no text covers."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from aligner.acoustic import LogProbs, Posteriors
from aligner.untranscribed import MIN_MS, untranscribed_speech
from tests.aligner.synthetic import BLANK, N_PHONEMES, pronounced, random_words, sharp
from transcripts import TimeSpan

FRAME_MS = 20


def heard(log_probs: LogProbs) -> Posteriors:
    n_frames = len(log_probs)
    level_db = np.full(n_frames, -20, np.float32)
    return Posteriors(log_probs=log_probs, level_db=level_db, frame_ms=FRAME_MS, duration_ms=n_frames * FRAME_MS)


def flags(n_frames: int, *ranges: range) -> NDArray[np.bool_]:
    marked = np.zeros(n_frames, np.bool_)
    for frames in ranges:
        marked[frames.start : frames.stop] = True
    return marked


SPEECH = pronounced(random_words(60, seed=8))[:600]  # 12 s at 17 phonemes a second
SILENCE = [BLANK] * 300  # 6 s


def test_speech_in_the_wildcard_is_found_where_it_is() -> None:
    labels = [*SILENCE, *SPEECH, *SILENCE]
    (span,) = untranscribed_speech(heard(sharp(labels)), flags(len(labels), range(len(labels))))
    assert span.start_ms == pytest.approx(6_000, abs=500)
    assert span.end_ms == pytest.approx(18_000, abs=500)


def test_speech_that_a_text_covers_is_none() -> None:
    labels = [*SILENCE, *SPEECH, *SILENCE]
    assert untranscribed_speech(heard(sharp(labels)), flags(len(labels))) == ()
    (span,) = untranscribed_speech(heard(sharp(labels)), flags(len(labels), range(600, len(labels))))
    assert span.start_ms == 12_000


def test_a_short_pause_does_not_part_a_passage_and_a_long_one_does() -> None:
    for pause, count in ((50, 1), (300, 2)):
        labels = [*SPEECH, *[BLANK] * pause, *SPEECH]
        spans = untranscribed_speech(heard(sharp(labels)), flags(len(labels), range(len(labels))))
        assert len(spans) == count


def test_a_stutter_is_too_short_to_report() -> None:
    labels = [*SILENCE, *SPEECH, *SILENCE]
    everything = heard(sharp(labels))
    assert untranscribed_speech(everything, flags(len(labels), range(400, 470))) == ()
    (span,) = untranscribed_speech(everything, flags(len(labels), range(400, 480)))
    assert span == TimeSpan(8_000, 9_600)


def test_a_held_sound_is_no_speech() -> None:
    labels = [7] * 900
    assert untranscribed_speech(heard(sharp(labels)), flags(900, range(900))) == ()


def test_what_the_model_is_unsure_of_is_no_speech() -> None:
    unsure = np.log(np.exp(sharp(SPEECH)) * 0.2 + 0.8 / (N_PHONEMES + 1))
    assert untranscribed_speech(heard(unsure), flags(len(SPEECH), range(len(SPEECH)))) == ()


@pytest.mark.parametrize("n_frames", [1, 30, 49, 50, 51])
def test_audio_of_less_than_a_second_has_nothing_to_report(n_frames: int) -> None:
    assert untranscribed_speech(heard(sharp(SPEECH[:n_frames])), flags(n_frames, range(n_frames))) == ()


@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.integers(1, 200)), min_size=1, max_size=8))
def test_stretches_ascend_without_overlap_within_the_audio(pieces: list[tuple[bool, bool, int]]) -> None:
    labels: list[int] = []
    marked: list[bool] = []
    for speech, wildcard, length in pieces:
        labels += SPEECH[:length] if speech else SILENCE[:length]
        marked += [wildcard] * length
    spans = untranscribed_speech(heard(sharp(labels)), np.array(marked))
    assert all(span.duration_ms >= MIN_MS and span.end_ms <= len(labels) * FRAME_MS for span in spans)
    assert all(a.end_ms < b.start_ms for a, b in pairwise(spans))
    assert all(marked[span.start_ms // FRAME_MS] and marked[span.end_ms // FRAME_MS - 1] for span in spans)
