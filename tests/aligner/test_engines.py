"""Each engine by itself."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.audio import Audio, Samples
from aligner.engines import ENGINES, EngineResult, Job
from tests.aligner.synthetic import noise, silence, transcript_of
from transcripts import AudioError, EngineUnavailableError, TimeSpan, Transcript, WordTiming

SENTENCES = (
    "One day it rained.",
    "Nobody on the island had expected anything of that kind.",
    "We all went home early.",
)


def no_progress(stage: str, done: int, total: int) -> None:
    """Nobody watches."""


def job(transcript: Transcript, *blocks: Samples) -> Job:
    audio = Audio(name="talk.wav", file=None, declared_ms=None, blocks=lambda: iter(blocks))
    return Job(transcript=transcript, audio=audio, progress=no_progress)


def placed_spans(timings: Sequence[WordTiming]) -> list[TimeSpan]:
    return [timing.span for timing in timings if timing.span]


def assert_in_order(result: EngineResult) -> None:
    spans = placed_spans(result.timings)
    assert all(0 <= span.start_ms < span.end_ms <= result.duration_ms for span in spans)
    assert all(a.end_ms <= b.start_ms for a, b in pairwise(spans))


def sentence_starts(transcript: Transcript, result: EngineResult) -> list[int]:
    spans = placed_spans(result.timings)
    assert len(spans) == len(transcript.words)
    ends = [index for index, word in enumerate(transcript.words) if word.text.endswith(".")]
    return [spans[index].start_ms for index in (0, *(end + 1 for end in ends[:-1]))]


# --- all of them ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in ENGINES if name != "acoustic"])
def test_progress_is_told_as_the_audio_is_read(name: str) -> None:
    told: list[int] = []
    audio = Audio(name="a", file=None, declared_ms=2_000, blocks=lambda: iter((noise(1_000, 0.1), noise(1_000, 0.1))))
    watched = Job(
        transcript=transcript_of(*SENTENCES), audio=audio, progress=lambda _stage, done, _total: told.append(done)
    )
    assert ENGINES[name](watched).duration_ms == 2_000
    assert told == [1_000, 2_000]


# --- duration -------------------------------------------------------------------------------------------------------

turns = st.lists(
    st.lists(st.text("aé7-.,? ", min_size=1, max_size=8), min_size=1, max_size=6).map(" ".join).filter(str.strip),
    max_size=5,
)


@given(turns, st.integers(5_000, 60_000))
def test_duration_gives_every_word_a_time_in_order_within_the_audio(said: list[str], duration_ms: int) -> None:
    transcript = transcript_of(*said)
    result = ENGINES["duration"](job(transcript, silence(duration_ms)))
    assert result.duration_ms == duration_ms
    assert len(placed_spans(result.timings)) == len(result.timings) == len(transcript.words)
    assert_in_order(result)


def test_duration_gives_long_words_and_numbers_more_time() -> None:
    short, long, number = placed_spans(
        ENGINES["duration"](job(transcript_of("so extraordinarily 1987"), silence(9_000))).timings
    )
    assert long.duration_ms > 2 * short.duration_ms
    assert number.duration_ms > 2 * short.duration_ms


def test_duration_leaves_words_without_a_time_when_there_is_none_to_give() -> None:
    result = ENGINES["duration"](job(transcript_of("word " * 40), silence(10)))
    assert len(result.timings) == 40
    assert_in_order(result)


# --- pauses ---------------------------------------------------------------------------------------------------------


def bursts(transcript: Transcript, pauses_ms: Sequence[int]) -> tuple[Samples, list[int]]:
    """A burst of noise for every turn, as long as its letters ask for, after pauses; and where each begins."""
    pieces, starts, at = [], [], 0
    for turn, pause_ms in zip(transcript.turns, pauses_ms, strict=True):
        length_ms = 65 * (sum(map(str.isalpha, turn.text)) + len(turn.words))
        pieces += [silence(pause_ms), noise(length_ms, 0.2)]
        starts.append(at + pause_ms)
        at += pause_ms + length_ms
    sound = np.concatenate([*pieces, silence(700)])
    return (sound + noise(len(sound) // 16 + 1, 0.0005)[: len(sound)]).astype(np.float32), starts


TALK = (
    *SENTENCES,
    "Then the lights came back on.",
    "It took the harbour master three hours to find out why.",
    "A gull had done it.",
)


listening = settings(max_examples=5, deadline=None)  # the detector is loaded and run for every example


@listening
@given(st.lists(st.integers(400, 3_000), min_size=len(TALK), max_size=len(TALK)))
def test_pauses_puts_each_sentence_on_its_burst(pauses_ms: list[int]) -> None:
    transcript = transcript_of(*TALK)
    sound, starts = bursts(transcript, pauses_ms)
    result = ENGINES["pauses"](job(transcript, sound))
    assert_in_order(result)
    assert sentence_starts(transcript, result) == pytest.approx(starts, abs=150)


def test_pauses_does_not_take_a_breath_for_the_end_of_a_sentence() -> None:
    transcript = transcript_of(*TALK)
    sound, starts = bursts(transcript, [600] * len(TALK))
    breath = starts[1] + 1_000  # within the second sentence
    sound = np.concatenate((sound[: breath * 16], silence(300), sound[breath * 16 :]))
    wanted = [start if start < breath else start + 300 for start in starts]
    assert sentence_starts(transcript, ENGINES["pauses"](job(transcript, sound))) == pytest.approx(wanted, abs=150)


def test_pauses_spreads_words_evenly_over_sound_without_a_pause() -> None:
    transcript = transcript_of(*SENTENCES)
    result = ENGINES["pauses"](job(transcript, silence(1_000), noise(8_000, 0.2), silence(1_000)))
    spans = placed_spans(result.timings)
    assert len(spans) == len(transcript.words)
    assert spans[0].start_ms == pytest.approx(1_000, abs=20)
    assert spans[-1].end_ms == pytest.approx(9_000, abs=20)
    assert_in_order(result)


def test_pauses_serves_sound_that_is_never_quiet() -> None:
    result = ENGINES["pauses"](job(transcript_of(*SENTENCES), noise(8_000, 0.2)))
    assert placed_spans(result.timings)[0].start_ms == 0
    assert_in_order(result)


@pytest.mark.parametrize("blocks", [(silence(5_000),), (silence(5),), (noise(5_000, 1e-6),)])
def test_pauses_refuses_silence(blocks: tuple[Samples, ...]) -> None:
    with pytest.raises(AudioError, match=r"talk\.wav: it is silent"):
        ENGINES["pauses"](job(transcript_of(*SENTENCES), *blocks))


def test_pauses_hears_a_little_speech_in_much_silence() -> None:
    transcript = transcript_of("It rained.")
    result = ENGINES["pauses"](job(transcript, silence(15_000), noise(1_000, 0.2), silence(4_000)))
    assert placed_spans(result.timings)[0].start_ms == pytest.approx(15_000, abs=150)


def test_pauses_of_a_transcript_without_words() -> None:
    assert ENGINES["pauses"](job(transcript_of(), noise(1_000, 0.2))).timings == ()


@listening
@given(turns, st.lists(st.tuples(st.integers(0, 900), st.integers(20, 900)), min_size=1, max_size=8))
def test_pauses_keeps_any_words_in_order_within_the_audio(said: list[str], parts: list[tuple[int, int]]) -> None:
    transcript = transcript_of(*said)
    sound = [piece for quiet_ms, loud_ms in parts for piece in (silence(quiet_ms), noise(loud_ms, 0.2))]
    result = ENGINES["pauses"](job(transcript, np.concatenate([*sound, noise(1_500, 0.2)])))
    assert len(result.timings) == len(transcript.words)
    assert_in_order(result)


def test_pauses_does_not_take_music_for_speech(example_samples: Samples) -> None:
    """The example begins with six seconds of music, and eleven sentences of the conversation follow."""
    transcript = transcript_of(f"{GREETING} {NAME}", "Today: the last foghorn on Skerrivane.")
    result = ENGINES["pauses"](job(transcript, example_samples[: 16_500 * 16]))
    assert_in_order(result)
    assert placed_spans(result.timings)[0].start_ms == pytest.approx(6_250, abs=150)
    assert placed_spans(result.timings)[-6].start_ms == pytest.approx(13_770, abs=150)


# --- acoustic -------------------------------------------------------------------------------------------------------

GREETING = "Hello, and welcome to The Slow Hour, where we spend some time with things that take their time. I'm Imogen"
NAME = "Drury."


@pytest.fixture(scope="module")
def greeting(example_samples: Samples) -> Samples:
    """The first thirteen seconds and a half of the example: music, and two sentences."""
    return example_samples[: 13_500 * 16]


def listen(transcript: Transcript, sound: Samples) -> EngineResult:
    return ENGINES["acoustic"](job(transcript, sound))


@pytest.fixture(scope="module")
def plain(greeting: Samples) -> EngineResult:
    return listen(transcript_of(f"{GREETING} {NAME}"), greeting)


def test_acoustic_hears_every_word_after_the_music(plain: EngineResult) -> None:
    spans = placed_spans(plain.timings)
    assert len(spans) == len(plain.timings)
    assert spans[0].start_ms == pytest.approx(6_250, abs=150)
    assert spans[-1].end_ms == pytest.approx(13_270, abs=200)
    assert_in_order(plain)
    assert all(timing.confidence is not None for timing in plain.timings)


def test_acoustic_gives_words_without_a_sound_a_time_beside_their_neighbour(
    greeting: Samples, plain: EngineResult
) -> None:
    words = [*GREETING.split(), NAME]
    dashed = " ".join(part for word in words for part in (word, "--"))
    result = listen(transcript_of(dashed), greeting)
    assert_in_order(result)
    assert len(placed_spans(result.timings)) == 2 * len(words)
    for word, dash, alone in zip(result.timings[::2], result.timings[1::2], plain.timings, strict=True):
        assert word.span and dash.span and alone.span  # noqa: PT018
        assert word.span.start_ms == alone.span.start_ms
        assert word.span.end_ms == dash.span.start_ms
        assert dash.span.end_ms == alone.span.end_ms


@pytest.mark.parametrize(
    "text",
    [
        f"{GREETING} -- -- 🙂 {NAME}",
        pytest.param(f"-- {GREETING} {NAME}"),
    ],
)
def test_acoustic_gives_every_word_a_time_wherever_dashes_stand(text: str, greeting: Samples) -> None:
    result = listen(transcript_of(text), greeting)
    assert_in_order(result)
    assert len(placed_spans(result.timings)) == len(text.split())


def test_acoustic_hears_speech_without_text(example_samples: Samples) -> None:
    """Two sentences of the host, from 27.3 s to 36.7 s, are left out of the text around them."""
    transcript = transcript_of(
        "For most of a century, ships that came near Skerrivane in bad weather heard the island before they saw it.",
        "Callum Vaskett thought otherwise. Callum, what did you do?",
    )
    result = listen(transcript, example_samples[20_000 * 16 : 41_000 * 16])
    (span,) = result.untranscribed
    assert span.start_ms == pytest.approx(27_280 - 20_000, abs=700)
    assert span.end_ms == pytest.approx(36_720 - 20_000, abs=700)
    assert len(placed_spans(result.timings)) == len(transcript.words)
    assert placed_spans(result.timings)[20].start_ms == pytest.approx(37_040 - 20_000, abs=150)


def test_acoustic_leaves_text_that_is_not_spoken_without_a_time(greeting: Samples) -> None:
    unspoken = "Sign up for our newsletter to receive a story every other Friday."
    result = listen(transcript_of(f"{GREETING} {NAME}", unspoken), greeting)
    assert result.timings[-len(unspoken.split()) :] == (WordTiming(),) * len(unspoken.split())


@pytest.mark.parametrize(
    ("text", "start_ms", "end_ms"),
    [
        ("It was lying in a", 41_900, 42_850),
        pytest.param("Can we hear it?", 77_800, 78_900),
    ],
)
def test_acoustic_times_a_second_of_speech(text: str, start_ms: int, end_ms: int, example_samples: Samples) -> None:
    result = listen(transcript_of(text), example_samples[start_ms * 16 : end_ms * 16])
    assert len(placed_spans(result.timings)) >= 4
    assert_in_order(result)


@pytest.mark.parametrize("sound", [silence(3_000), silence(0), silence(5), noise(3_000, 0.01)])
def test_acoustic_refuses_audio_without_speech(sound: Samples) -> None:
    with pytest.raises(AudioError, match="no speech was heard"):
        listen(transcript_of(*SENTENCES), sound)


def test_acoustic_does_not_serve_a_language_without_a_voice() -> None:
    with pytest.raises(EngineUnavailableError, match="'xx'"):
        listen(transcript_of("Hello.", language="xx"), silence(100))
