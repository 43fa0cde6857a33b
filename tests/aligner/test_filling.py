"""Words that were not heard though a voice was."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.audio import Audio, Samples
from aligner.engines import ENGINES, EngineResult, Job
from aligner.engines.filling import fill_gaps, find_gaps, with_filled
from aligner.voice import FRAME_MS, Activity, voice_activity
from tests.aligner.synthetic import transcript_of
from transcripts import TimeSpan, Transcript, Turn, WordTiming

HEARD = "Then the lights came back on."
LOST = "It took the harbour master three hours to find out why they had failed."
N_HEARD, N_LOST = len(HEARD.split()), len(LOST.split())
EXPECTED_MS = 65 * (sum(map(str.isalpha, LOST)) + N_LOST)
GAP = TimeSpan(10_000, 20_000)
TALK = transcript_of(HEARD, LOST, HEARD)


def said(start_ms: int) -> tuple[WordTiming, ...]:
    """The words of `HEARD`, each a quarter of a second long."""
    return tuple(
        WordTiming(span=TimeSpan(start_ms + 250 * index, start_ms + 250 * (index + 1)), confidence=0.9)
        for index in range(N_HEARD)
    )


def result(*untranscribed: TimeSpan, lost: int = N_LOST) -> EngineResult:
    """The words around the gap were heard, those in it were not."""
    timings = (*said(GAP.start_ms - 250 * N_HEARD), *(WordTiming(),) * lost, *said(GAP.end_ms))
    return EngineResult(timings=timings, untranscribed=untranscribed, duration_ms=30_000)


def activity(*spoken: tuple[int, int]) -> Activity:
    """A voice in the stretches of so many ms, silence elsewhere."""
    voice = np.zeros(30_000 // FRAME_MS, np.bool_)
    for start_ms, end_ms in spoken:
        voice[start_ms // FRAME_MS : end_ms // FRAME_MS] = True
    return Activity(
        probability=voice.astype(np.float32),
        level_db=np.where(voice, -20, -70).astype(np.float32),
        duration_ms=30_000,
    )


def filled(transcript: Transcript, heard: EngineResult, voice: Activity) -> tuple[WordTiming, ...]:
    return with_filled(heard.timings, fill_gaps(transcript, find_gaps(transcript, heard), voice))


def test_words_that_were_not_heard_are_spread_over_the_voice_between_their_neighbours() -> None:
    heard = result()
    (gap,) = find_gaps(TALK, heard)
    assert (gap.word_start, gap.word_end, gap.span) == (N_HEARD, N_HEARD + N_LOST, GAP)
    assert gap.expected_ms == EXPECTED_MS
    (part,) = fill_gaps(TALK, [gap], activity((12_000, 15_000), (16_000, 18_000)))
    assert part.span.start_ms == pytest.approx(12_000, abs=110)
    assert part.span.end_ms == pytest.approx(18_000, abs=110)
    assert all(timing.span and timing.confidence is None for timing in part.timings)
    assert not any(timing.span and 15_110 <= timing.span.start_ms < 15_890 for timing in part.timings)


def test_other_timings_stay_as_they_are() -> None:
    heard = result()
    timings = filled(TALK, heard, activity((12_000, 17_000)))
    assert timings[:N_HEARD] == heard.timings[:N_HEARD]
    assert timings[-N_HEARD:] == heard.timings[-N_HEARD:]
    assert len(timings) == len(heard.timings)


def test_long_words_get_more_time() -> None:
    timings = filled(TALK, result(), activity((12_000, 17_000)))
    spans = {word.text: timing.span for word, timing in zip(TALK.words, timings, strict=True)}
    assert spans["harbour"] and spans["to"] and spans["harbour"].duration_ms > 2 * spans["to"].duration_ms  # noqa: PT018


@pytest.mark.parametrize(
    "voice",
    [
        pytest.param((), id="nobody speaks"),
        pytest.param(((12_000, 13_500),), id="somebody speaks much too shortly"),
        pytest.param(((1_000, 9_000), (21_000, 29_000)), id="somebody speaks elsewhere"),
    ],
)
def test_text_without_a_fitting_voice_gets_no_time(voice: tuple[tuple[int, int], ...]) -> None:
    assert filled(TALK, result(), activity(*voice)) == result().timings


def test_a_voice_that_speaks_much_longer_than_the_words_take_is_not_theirs() -> None:
    few = "We all went home early on that long day."
    transcript = transcript_of(HEARD, few, HEARD)
    heard = result(lost=len(few.split()))
    assert filled(transcript, heard, activity((10_500, 13_000))) != heard.timings
    assert filled(transcript, heard, activity((10_000, 20_000))) == heard.timings


def test_other_speech_is_not_theirs() -> None:
    heard = result(TimeSpan(11_000, 17_000))
    assert find_gaps(TALK, heard) == ()


def test_words_keep_clear_of_a_little_other_speech() -> None:
    timings = filled(TALK, result(TimeSpan(17_000, 19_000)), activity((11_000, 19_000)))
    lost = [timing.span for timing in timings[N_HEARD:-N_HEARD]]
    assert all(span and span.end_ms <= 17_000 for span in lost)


def test_a_few_words_are_left_alone() -> None:
    few = "Nobody on the island had expected that."
    transcript = transcript_of(HEARD, few, HEARD)
    assert find_gaps(transcript, result(lost=len(few.split()))) == ()


def test_a_gap_too_short_for_the_words_is_left_alone() -> None:
    timings = (*said(5_000), *(WordTiming(),) * N_LOST, *said(5_000 + 250 * N_HEARD + 1_500))
    assert find_gaps(TALK, EngineResult(timings=timings, untranscribed=(), duration_ms=30_000)) == ()


@pytest.mark.parametrize("parts", [(LOST, HEARD), (HEARD, LOST), (LOST,)])
def test_words_without_a_neighbour_on_either_side_are_left_alone(parts: tuple[str, ...]) -> None:
    timings = tuple(
        timing
        for number, part in enumerate(parts)
        for timing in (said(10_000 * number + 9_000) if part == HEARD else (WordTiming(),) * N_LOST)
    )
    heard = EngineResult(timings=timings, untranscribed=(), duration_ms=30_000)
    assert find_gaps(transcript_of(*parts), heard) == ()


@pytest.mark.parametrize(("confidence", "runs"), [(0.1, [(6, 38)]), (0.9, [(6, 20), (24, 38)])])
def test_words_heard_by_chance_in_the_middle_do_not_divide_a_gap(
    confidence: float, runs: list[tuple[int, int]]
) -> None:
    spans = [TimeSpan(16_000 + 300 * index, 16_200 + 300 * index) for index in range(4)]
    island = tuple(WordTiming(span=span, confidence=confidence) for span in spans)
    lost = (WordTiming(),) * N_LOST
    timings = (*said(10_000 - 250 * N_HEARD), *lost, *island, *lost, *said(23_000))
    heard = EngineResult(timings=timings, untranscribed=(), duration_ms=30_000)
    gaps = find_gaps(transcript_of(HEARD, LOST, "It was a gull.", LOST, HEARD), heard)
    assert [(gap.word_start, gap.word_end) for gap in gaps] == runs


def test_text_that_may_not_be_spoken_is_left_alone() -> None:
    first, lost, last = TALK.turns
    items: tuple[Turn, ...] = (first, replace(lost, maybe_spoken=True), last)
    assert find_gaps(replace(TALK, items=items), result()) == ()


def test_the_pace_is_that_of_the_words_that_were_heard() -> None:
    slow = transcript_of(*[HEARD] * 4, LOST, HEARD)
    steps = range(4 * N_HEARD)
    before = tuple(WordTiming(span=TimeSpan(1_000 * i, 1_000 * i + 900), confidence=0.9) for i in steps)
    timings = (*before, *(WordTiming(),) * N_LOST, *said(60_000))
    (gap,) = find_gaps(slow, EngineResult(timings=timings, untranscribed=(), duration_ms=70_000))
    assert gap.expected_ms > 2 * EXPECTED_MS


@given(st.lists(st.tuples(st.integers(0, 600), st.integers(50, 2_000)), min_size=1, max_size=20))
def test_whatever_the_voice_words_stay_in_order_on_it_and_in_the_gap(parts: list[tuple[int, int]]) -> None:
    spoken, at = [], GAP.start_ms
    for pause_ms, voice_ms in parts:
        spoken.append((at + pause_ms, at + pause_ms + voice_ms))
        at = spoken[-1][1]
    voice = activity(*spoken)
    spans = [timing.span for timing in filled(TALK, result(), voice)[N_HEARD:-N_HEARD] if timing.span]
    assert all(GAP.start_ms <= span.start_ms < span.end_ms <= GAP.end_ms for span in spans)
    assert all(a.end_ms <= b.start_ms for a, b in pairwise(spans))
    for span in spans:
        assert voice.voiced[span.start_ms // FRAME_MS : -(-span.end_ms // FRAME_MS)].all()


# --- with the engine that listens -------------------------------------------------------------------------------------

PART_MS = (36_900, 79_000)  # of the example
DROWNED_MS = (42_000, 72_000)
BEFORE = "Callum Vaskett thought otherwise. Callum, what did you do? I bought it."
DROWNED = {
    "It was lying in a yard behind the harbour office, and they wanted £40 for it, as scrap.": 41_970,
    "Forty pounds? Forty pounds, and I had to carry it home myself.": 48_120,
    "It weighs more than my car. And then you spent 11 years on the repair.": 52_830,
    "Eleven and a half. The valves had rusted through, and nobody makes them now.": 57_940,
    "So Ruth made them. That's Ruth Okonjo-Lys, who teaches metalwork at the school in town.": 62_810,
    "Ruth, had you ever made a valve before? Never.": 68_560,
}
AFTER = "I had one drawing, from 1931, and the mice had eaten half of it. Can we hear it?"


def drowned(sound: Samples, span_ms: tuple[int, int], ratio_db: float) -> Samples:
    """The sound under low-pitched noise in ``span_ms``."""
    start, end = span_ms[0] * 16, span_ms[1] * 16
    spectrum = np.fft.rfft(np.random.default_rng(0).standard_normal(end - start))
    rumble = np.fft.irfft(spectrum / np.sqrt(np.arange(len(spectrum)) + 50), end - start)
    level = np.sqrt(np.mean(sound[start:end] ** 2)) * 10 ** (-ratio_db / 20)
    mixed = sound.copy()
    mixed[start:end] += (rumble / rumble.std() * level).astype(np.float32)
    return mixed


def test_speech_that_drowns_in_noise_is_timed_by_the_voice_that_is_left(example_samples: Samples) -> None:
    sound = drowned(example_samples, DROWNED_MS, ratio_db=-7)[PART_MS[0] * 16 : PART_MS[1] * 16]
    audio = Audio(name="talk.wav", file=None, declared_ms=None, blocks=lambda: iter((sound,)))
    transcript = transcript_of(BEFORE, *DROWNED, AFTER)
    heard = ENGINES["acoustic"](Job(transcript=transcript, audio=audio, progress=lambda _stage, _done, _total: None))
    gaps = find_gaps(transcript, heard)
    timings = with_filled(
        heard.timings, fill_gaps(transcript, gaps, voice_activity(audio.blocks(), [gap.span for gap in gaps]))
    )
    assert sum(timing.span is None for timing in heard.timings) > 50
    assert all(timing.span for timing in timings)
    at, errors_ms = len(BEFORE.split()), []
    for sentence, start_ms in DROWNED.items():
        span = timings[at].span
        assert span
        errors_ms.append(abs(span.start_ms - (start_ms - PART_MS[0])))
        at += len(sentence.split())
    assert sum(errors_ms) / len(errors_ms) < 2_000  # spread by the letters over 30 s: 1.3 s was measured
