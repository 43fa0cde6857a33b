"""Frames heard to spans of words."""

import json
from itertools import pairwise
from pathlib import Path
from statistics import fmean, median

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import transcripts
from aligner import align
from aligner.acoustic import Posteriors
from aligner.boundaries import word_spans
from aligner.features import N_BANDS, BandLevels, band_levels
from aligner.phonemes import PHONEMES
from aligner.search import HeardWord
from tests.aligner.synthetic import BLANK, Wave, noise, sharp, silence
from transcripts import TimeSpan

FRAME_MS = 20
FRAME_SAMPLES = 320
HAND_WORDS = Path(__file__).resolve().parents[2] / ".." / "shared" / "corpus" / "hand_words"
COLUMN = {phoneme.symbol: index for index, phoneme in enumerate(PHONEMES)}
A, S, M, T, H = (COLUMN[symbol] for symbol in ("ɑ", "s", "m", "t", "h"))

Heard = tuple[int, int] | None


def word(phonemes: tuple[int, int], first: int, last: int) -> HeardWord:
    """A word of two phonemes, heard in these frames."""
    return HeardWord(phonemes=phonemes, first_frames=(first, last), last_frames=(first, last))


def posteriors_of(duration_ms: int, bands: BandLevels) -> Posteriors:
    n_frames = -(-duration_ms // FRAME_MS)
    return Posteriors(
        log_probs=sharp([BLANK] * n_frames),
        level_db=np.full(n_frames, -100, np.float32),
        frame_ms=FRAME_MS,
        duration_ms=duration_ms,
        band_db=bands,
    )


def spans_of(
    heard: list[Heard], duration_ms: int, bands: BandLevels | None = None, phonemes: tuple[int, int] = (A, S)
) -> tuple[TimeSpan | None, ...]:
    words = [word(phonemes, *frames) if frames else None for frames in heard]
    nothing = np.zeros((0, N_BANDS), np.int8)
    return word_spans(words, posteriors_of(duration_ms, nothing if bands is None else bands))


def spans_in(samples: Wave, words: list[HeardWord]) -> list[TimeSpan]:
    spans = word_spans(words, posteriors_of(len(samples) // 16, band_levels(samples)))
    return [span for span in spans if span is not None]


def voice(ms: int) -> Wave:
    """A buzz at 120 Hz, loud below 1 kHz."""
    times = np.arange(ms * 16) / 16_000
    overtones = np.arange(1, 9)[:, None]
    buzz: Wave = (0.2 * np.sin(2 * np.pi * 120 * overtones * times) / overtones).sum(axis=0).astype(np.float32)
    return buzz


@st.composite
def heard_words(draw: st.DrawFn) -> tuple[list[Heard], int]:
    """Words in frames of their own, some not heard, and the samples of an audio that holds them."""
    heard: list[Heard] = []
    next_frame = 0
    for _ in range(draw(st.integers(0, 12))):
        if draw(st.booleans()):
            first = next_frame + draw(st.integers(0, 30))
            last = first + draw(st.integers(0, 8))
            heard.append((first, last))
            next_frame = last + 1
        else:
            heard.append(None)
    return heard, (next_frame + draw(st.integers(0, 20))) * FRAME_SAMPLES


@given(heard_words(), st.data())
@example(([(frame, frame) for frame in range(40)], 40 * FRAME_SAMPLES), None)
@example(([(0, 0)], FRAME_SAMPLES), None)
def test_spans_are_never_empty_never_overlap_and_lie_within_the_audio(
    case: tuple[list[Heard], int], data: st.DataObject | None
) -> None:
    heard, n_samples = case
    levels = arrays(np.int8, (n_samples // FRAME_SAMPLES * 2, N_BANDS), elements=st.integers(-100, 0))
    spans = spans_of(heard, n_samples // 16, data.draw(st.none() | levels) if data else None)
    assert [span is None for span in spans] == [frames is None for frames in heard]
    placed = [span for span in spans if span]
    assert all(0 <= span.start_ms < span.end_ms <= n_samples // 16 for span in placed)
    assert all(a.end_ms <= b.start_ms for a, b in pairwise(placed))


@given(heard_words())
def test_where_the_audio_tells_nothing_a_word_begins_as_usual_before_it_is_heard(case: tuple[list[Heard], int]) -> None:
    heard, n_samples = case
    for frames, span in zip(heard, spans_of(heard, n_samples // 16), strict=True):
        if frames and span:
            assert -80 <= span.start_ms - frames[0] * FRAME_MS <= 20


@pytest.mark.parametrize(("earlier", "later"), [(S, T), (T, A), (S, H)])
def test_the_lead_depends_on_the_sound(earlier: int, later: int) -> None:
    spans = [spans_of([(100, 110)], 10_000, phonemes=(sound, A))[0] for sound in (earlier, later)]
    starts = [span.start_ms for span in spans if span]
    assert starts[0] < starts[1]


def test_a_lone_word_gets_a_lead_and_a_tail() -> None:
    (span,) = spans_of([(50, 60)], 10_000)
    assert span is not None
    assert 900 <= span.start_ms < 1_000
    assert 1_250 <= span.end_ms <= 1_350


def test_the_last_word_ends_with_the_audio() -> None:
    (span,) = spans_of([(98, 99)], 2_000)
    assert span is not None
    assert span.end_ms == 2_000


def test_a_word_heard_in_the_rest_of_the_last_frame() -> None:
    """Two frames and 15 samples: 40 ms, and three frames."""
    spans = [span for span in spans_of([(0, 0), (1, 1), (2, 2)], 40) if span]
    assert all(a.end_ms <= b.start_ms for a, b in pairwise(spans))


@pytest.mark.parametrize("heard", [[], [None], [None, None]])
def test_nothing_heard(heard: list[Heard]) -> None:
    assert spans_of(heard, 0) == (None,) * len(heard)


@pytest.mark.parametrize("lag_ms", [20, 60, 120])
def test_after_a_pause_a_word_begins_where_the_voice_does(lag_ms: int) -> None:
    samples = np.concatenate((silence(1_000), voice(600), silence(1_000))) + noise(2_600, 1e-4)
    first = (1_000 + lag_ms) // FRAME_MS
    (span,) = spans_in(samples, [word((A, M), first, first + 10)])
    assert span.start_ms == pytest.approx(1_000, abs=20)


@pytest.mark.parametrize("before_end_ms", [20, 60, 120, 200])
def test_before_a_pause_a_word_ends_where_the_voice_does(before_end_ms: int) -> None:
    samples = np.concatenate((silence(1_000), voice(600), silence(1_000))) + noise(2_600, 1e-4)
    last = (1_600 - before_end_ms) // FRAME_MS
    (span,) = spans_in(samples, [word((A, M), last - 12, last)])
    assert span.end_ms == pytest.approx(1_600, abs=30)


def test_a_pause_belongs_to_no_word() -> None:
    samples = np.concatenate((voice(500), silence(200), voice(500), silence(300))) + noise(1_500, 1e-4)
    one, two = spans_in(samples, [word((A, M), 4, 22), word((M, A), 38, 52)])
    assert one.end_ms == pytest.approx(500, abs=30)
    assert two.start_ms == pytest.approx(700, abs=30)


def test_the_closure_of_a_plosive_is_no_pause() -> None:
    samples = np.concatenate((voice(500), silence(80), noise(30, 0.1), voice(500))) + noise(1_110, 1e-4)
    one, two = spans_in(samples, [word((A, M), 4, 22), word((T, A), 31, 40)])
    assert one.end_ms == two.start_ms
    assert 480 <= two.start_ms <= 590


def test_hum_does_not_hide_a_pause() -> None:
    hum = (0.1 * np.sin(2 * np.pi * 50 * np.arange(1_500 * 16) / 16_000)).astype(np.float32)
    samples = np.concatenate((voice(500), silence(300), voice(500), silence(200))) + noise(1_500, 1e-4) + hum
    one, two = spans_in(samples, [word((A, M), 4, 22), word((M, A), 43, 52)])
    assert one.end_ms == pytest.approx(500, abs=40)
    assert two.start_ms == pytest.approx(800, abs=40)


def test_in_noise_as_loud_as_the_voice_edges_are_as_usual() -> None:
    loud = noise(3_000, 0.2)
    heard = [word((A, M), 50, 60)]
    assert spans_in(loud, heard) == [spans_of([(50, 60)], 3_000, phonemes=(A, M))[0]]


@pytest.mark.parametrize("lag_frames", [1, 2, 4])
def test_words_that_touch_meet_where_one_sound_gives_way_to_the_other(lag_frames: int) -> None:
    """Ten words of a vowel and a hiss, ``ɑs``, heard late by more or by less."""
    samples = np.concatenate([part for _ in range(10) for part in (voice(140), 0.5 * noise(120, 0.1))])
    words = []
    for at in range(10):
        vowel, hiss = (at * 260 + 40) // FRAME_MS + lag_frames, (at * 260 + 190) // FRAME_MS + 1
        words.append(word((A, S), vowel, hiss))
    starts = [span.start_ms - 260 * at for at, span in enumerate(spans_in(samples, words))]
    assert median(map(abs, starts[1:])) <= 20


@pytest.mark.skipif(not HAND_WORDS.exists(), reason="no hand-labelled words here")
def test_hand_labelled_words() -> None:
    truth = json.loads((HAND_WORDS / "truth.json").read_text(encoding="utf-8"))["words"]
    timed = align(HAND_WORDS / "audio.wav", transcripts.read(HAND_WORDS / "transcript.txt"))
    spans = [timing.span or TimeSpan(0, 0) for timing in timed.timings]
    starts = [abs(span.start_ms - word["start_ms"]) for span, word in zip(spans, truth, strict=True)]
    ends = [abs(span.end_ms - word["end_ms"]) for span, word in zip(spans, truth, strict=True)]
    assert fmean(starts) <= 20
    assert median(starts) <= 14
    assert fmean(start <= 50 for start in starts) >= 0.93
    assert fmean(start <= 100 for start in starts) >= 0.99
    assert fmean(ends) <= 30
