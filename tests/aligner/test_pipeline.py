"""The example of this repository against its truth, and what the pipeline refuses."""

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from aligner import ENGINE_NAMES, align
from aligner.audio import Samples
from aligner.engines import EngineResult
from aligner.pipeline import heard_share
from tests.aligner.conftest import EXAMPLES, Example
from tests.aligner.synthetic import noise, transcript_of
from transcripts import (
    AlignmentError,
    AudioError,
    EngineUnavailableError,
    TimeSpan,
    Transcript,
    Turn,
    UnknownNameError,
    WordTiming,
)

OTHER = (
    "Good evening, this is the farm report. Wheat fell by four cents, and barley held its ground.",
    "In Kansas the drought goes on, and nobody expects a better harvest before the summer is over.",
    "Our correspondent spoke with a cattle trader who has seen thirty such years and plans to retire.",
)


# --- the example ----------------------------------------------------------------------------------------------------


def sentences(example: Example) -> Iterator[tuple[str | None, TimeSpan | None, int]]:
    """Of each sentence that is spoken: the name of the speaker and the span of its first word, and when it begins."""
    transcript = example.timed.transcript
    speakers = [turn.speaker for turn in transcript.turns for _ in turn.words]
    words = [word.text for word in transcript.words]
    at = next(at for at, turn in enumerate(speakers) if turn is not None)
    for segment in example.truth["segments"]:
        written = segment["text"].split()
        assert words[at : at + len(written)] == written
        speaker = transcript.speaker_named(speakers[at])
        yield speaker.name if speaker else None, example.timed.timings[at].span, segment["start_ms"]
        at += len(written)


def test_sentences_start_where_they_are_said(example: Example) -> None:
    near = [span is not None and abs(span.start_ms - start_ms) <= 250 for _, span, start_ms in sentences(example)]
    assert sum(near) >= 0.97 * len(near)


def test_sentences_are_said_by_who_says_them(example: Example) -> None:
    assert [speaker for speaker, _, _ in sentences(example)] == [s["speaker"] for s in example.truth["segments"]]


def test_all_that_is_said_is_placed_with_a_confidence(example: Example) -> None:
    said = [turn for turn in example.timed.timed_turns if turn.turn.speaker]
    placed = [timing.span is not None for turn in said for timing in turn.timings]
    assert sum(placed) >= 0.99 * len(placed)
    sure = [timing.confidence or 0 for turn in said for timing in turn.timings]
    assert np.median(sure) > 0.5


def test_text_that_is_not_read_out_is_not_placed(example: Example) -> None:
    unspoken = {re.sub(r"\s+", " ", text) for text in example.truth["unspoken"]}
    turns = [turn for turn in example.timed.timed_turns if turn.turn.text in unspoken]
    assert all(turn.span is None for turn in turns)
    assert [turn.turn.text for turn in example.timed.timed_turns if turn.span is None] == [t.turn.text for t in turns]


def test_sounds_lie_where_they_are_heard(example: Example) -> None:
    truths = example.truth["sounds"]
    assert len(example.timed.sound_spans) == len(truths)
    for span, sound, truth in zip(example.timed.sound_spans, example.timed.transcript.sounds, truths, strict=True):
        assert sound.text == truth["text"].strip("()")
        assert span is not None
        common = min(span.end_ms, truth["end_ms"]) - max(span.start_ms, truth["start_ms"])
        assert common >= 0.9 * (truth["end_ms"] - truth["start_ms"])
        assert span.duration_ms <= truth["end_ms"] - truth["start_ms"] + 1_500


def test_items_follow_each_other_in_time(example: Example) -> None:
    starts = [item.span.start_ms for item in example.timed.timed_items if item.span]
    assert starts == sorted(starts)
    assert example.timed.untranscribed == ()


def test_the_audio_is_told_by_name_length_and_hash(example: Example) -> None:
    audio = example.timed.audio
    assert audio.file == "last-foghorn.mp3"
    assert audio.duration_ms == pytest.approx(example.truth["duration_ms"], abs=50)
    assert audio.sha256 == hashlib.sha256(example.audio.read_bytes()).hexdigest()
    assert example.timed.engine == "acoustic"


def test_progress_runs_through_both_stages_to_their_ends(example: Example) -> None:
    assert list(dict.fromkeys(stage for stage, _, _ in example.stages)) == ["listening", "aligning"]
    for stage in ("listening", "aligning"):
        done = [(done, total) for name, done, total in example.stages if name == stage]
        assert done == sorted(done)
        assert done[-1][0] == pytest.approx(done[-1][1], rel=0.01)


# --- what it is given -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def opening(example_samples: Samples) -> Samples:
    """The first 22 seconds of the example: music and the greeting."""
    return example_samples[: 22_000 * 16]


GREETING = transcript_of(
    "Hello, and welcome to The Slow Hour, where we spend some time with things that take their time. I'm Imogen Drury."
)


def test_an_audio_segment_is_as_good_as_a_file(opening: Samples) -> None:
    from pydub import AudioSegment

    pcm = (opening * 32_767).astype("<i2")
    stereo = np.repeat(pcm, 2).tobytes()
    timed = align(AudioSegment(data=stereo, sample_width=2, frame_rate=16_000, channels=2), GREETING)
    (turn,) = timed.timed_turns
    assert turn.span
    assert turn.span.start_ms == pytest.approx(6_250, abs=250)
    assert (timed.audio.duration_ms, timed.audio.sha256) == (22_000, None)


def test_an_open_file_is_as_good_as_its_path() -> None:
    with (EXAMPLES / "last-foghorn.mp3").open("rb") as file:
        from_file = align(file, GREETING, engine="duration")
    from_path = align(str(EXAMPLES / "last-foghorn.mp3"), GREETING, engine="duration")
    assert from_file.timings == from_path.timings
    assert from_file.audio == replace(from_path.audio, file=from_file.audio.file, sha256=None)


@pytest.mark.parametrize("engine", ["pauses", "duration"])
def test_the_engine_that_is_asked_for_is_the_one_that_is_named(engine: str, example: Example) -> None:
    timed = align(example.audio, transcript_of(*OTHER), engine=engine)
    assert timed.engine == engine
    assert all(timing.span for timing in timed.timings)


def test_a_language_without_a_voice_is_timed_by_its_pauses(example: Example) -> None:
    timed = align(example.audio, transcript_of(*OTHER, language="xx"))
    assert timed.engine == "pauses"
    assert all(timing.span for timing in timed.timings)


# --- what it refuses ------------------------------------------------------------------------------------------------


def wav_of(samples: Samples) -> io.BytesIO:
    from wave import open as open_wave

    file = io.BytesIO()
    with open_wave(file, "wb") as wave:
        wave.setparams((1, 2, 16_000, 0, "NONE", ""))
        wave.writeframes((samples * 32_767).astype("<i2").tobytes())
    file.seek(0)
    return file


def test_another_episodes_transcript_is_refused_with_the_share_that_was_heard(opening: Samples) -> None:
    with pytest.raises(AlignmentError, match=r"only \d+% of the words of page\.txt were heard in audio") as caught:
        align(wav_of(opening), transcript_of(*OTHER))
    assert "--engine pauses" in str(caught.value)
    share = re.search(r"(\d+)%", str(caught.value))
    assert share
    assert int(share[1]) < 50


def test_a_short_text_that_a_long_audio_has_room_for_is_refused_too(example: Example) -> None:
    text = (
        "The committee approved nine amendments yesterday. Farmers worried about cheaper imports from abroad, and"
        " several ministers promised further subsidies. Meanwhile, interest rates stayed where they had been since"
        " February, which surprised nobody in the markets. Our economics editor visited a dairy near the border."
    )
    with pytest.raises(AlignmentError, match=r"\d+% of the words of page\.txt were heard, but no better than chance"):
        align(example.audio, transcript_of(text))


def test_an_unknown_engine_is_refused_before_the_audio_is_opened() -> None:
    with pytest.raises(UnknownNameError) as caught:
        align("no such file", GREETING, engine="nonsense")
    assert (caught.value.kind, caught.value.name) == ("engine", "nonsense")
    assert caught.value.known == ENGINE_NAMES == ("auto", "acoustic", "pauses", "duration")
    with pytest.raises(UnknownNameError, match="did you mean 'pauses'"):
        align("no such file", GREETING, engine="pause")


def test_the_acoustic_engine_forced_on_a_language_without_a_voice_is_refused(example: Example) -> None:
    with pytest.raises(EngineUnavailableError, match="'xx'"):
        align(example.audio, transcript_of(*OTHER, language="xx"), engine="acoustic")


@pytest.mark.parametrize("engine", ENGINE_NAMES)
def test_audio_that_cannot_be_read_is_refused_by_every_engine(engine: str) -> None:
    with pytest.raises(AudioError):
        align(io.BytesIO(b"no sound at all"), GREETING, engine=engine)


def test_noise_is_refused_because_nobody_speaks_in_it() -> None:
    with pytest.raises(AudioError, match="no speech"):
        align(wav_of(noise(3_000, 0.01)), GREETING)


# --- the share ------------------------------------------------------------------------------------------------------


def result_of(placed: str) -> EngineResult:
    """A letter a word: x is placed."""
    timings = tuple(
        WordTiming(span=TimeSpan(at * 100, at * 100 + 50) if sign == "x" else None) for at, sign in enumerate(placed)
    )
    return EngineResult(timings=timings, untranscribed=(), duration_ms=10_000)


def with_doubtful(sure: str, doubtful: str) -> Transcript:
    first, second = transcript_of(sure, doubtful).turns
    items: tuple[Turn, ...] = (first, replace(second, maybe_spoken=True))
    return replace(transcript_of(), items=items)


def test_words_that_are_only_maybe_spoken_do_not_count_in_the_share() -> None:
    transcript = with_doubtful("one two", "three four")
    assert heard_share(transcript, result_of("x---")) == 0.5
    assert heard_share(transcript, result_of("xx--")) == 1
    assert heard_share(transcript, result_of("--xx")) == 0
    assert heard_share(transcript_of(), result_of("")) == 0
