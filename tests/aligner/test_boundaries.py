"""Frames heard to spans of words."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aligner.acoustic import Posteriors
from aligner.boundaries import word_spans
from aligner.search import HeardWord
from tests.aligner.synthetic import BLANK, sharp
from transcripts import TimeSpan

FRAME_MS = 20
FRAME_SAMPLES = 320

Heard = tuple[int, int] | None


def spans_of(heard: list[Heard], duration_ms: int) -> tuple[TimeSpan | None, ...]:
    """Spans of words of two phonemes, heard in their first and last frame, in silence."""
    words = [HeardWord(phonemes=(0, 1), first_frames=ends, last_frames=ends) if ends else None for ends in heard]
    n_frames = -(-duration_ms // FRAME_MS)
    silence = Posteriors(
        log_probs=sharp([BLANK] * n_frames),
        level_db=np.full(n_frames, -100, np.float32),
        frame_ms=FRAME_MS,
        duration_ms=duration_ms,
    )
    return word_spans(words, silence)


@st.composite
def heard_words(draw: st.DrawFn) -> tuple[list[Heard], int]:
    """Words in frames of their own, some not heard, and the samples of an audio that holds them."""
    heard: list[Heard] = []
    next_frame = 0
    for _ in range(draw(st.integers(0, 12))):
        if draw(st.booleans()):
            first = next_frame + draw(st.integers(0, 12))
            last = first + draw(st.integers(0, 8))
            heard.append((first, last))
            next_frame = last + 1
        else:
            heard.append(None)
    return heard, (next_frame + draw(st.integers(0, 20))) * FRAME_SAMPLES


@given(heard_words())
@example(([(frame, frame) for frame in range(40)], 40 * FRAME_SAMPLES))
@example(([(0, 0)], FRAME_SAMPLES))
def test_spans_are_never_empty_never_overlap_and_lie_within_the_audio(case: tuple[list[Heard], int]) -> None:
    heard, n_samples = case
    duration_ms = n_samples // 16
    spans = spans_of(heard, duration_ms)
    assert [span is None for span in spans] == [frames is None for frames in heard]
    placed = [span for span in spans if span]
    assert all(0 <= span.start_ms < span.end_ms <= duration_ms for span in placed)
    assert all(a.end_ms <= b.start_ms for a, b in pairwise(placed))


@given(heard_words())
def test_a_word_begins_at_most_80_ms_before_it_is_first_heard(case: tuple[list[Heard], int]) -> None:
    heard, n_samples = case
    for frames, span in zip(heard, spans_of(heard, n_samples // 16), strict=True):
        if frames and span:
            assert -80 <= span.start_ms - frames[0] * FRAME_MS <= 0


def test_a_lone_word_gets_a_lead_and_a_tail() -> None:
    (span,) = spans_of([(50, 60)], 10_000)
    assert span is not None
    assert 920 <= span.start_ms < 1_000
    assert 1_200 < span.end_ms <= 1_300


def test_the_last_word_ends_with_the_audio() -> None:
    assert spans_of([(98, 99)], 2_000)[0] == TimeSpan(1_892, 2_000)


def test_a_word_heard_in_the_rest_of_the_last_frame() -> None:
    """Two frames and 15 samples: 40 ms, and three frames."""
    spans = [span for span in spans_of([(0, 0), (1, 1), (2, 2)], 40) if span]
    assert all(a.end_ms <= b.start_ms for a, b in pairwise(spans))


@pytest.mark.parametrize("heard", [[], [None], [None, None]])
def test_nothing_heard(heard: list[Heard]) -> None:
    assert spans_of(heard, 0) == (None,) * len(heard)
