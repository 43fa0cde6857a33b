"""Every invariant that `transcripts.model` and `transcripts.timing` promise refuses a value that breaks it."""

import math
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategies import timed_transcripts
from transcripts import (
    AudioInfo,
    Fallback,
    Sound,
    Speaker,
    TimedSound,
    TimedTranscript,
    TimedTurn,
    TimeSpan,
    Transcript,
    Turn,
    Word,
    WordTiming,
)
from transcripts.model import DOUBTFUL_BELOW, join_words
from transcripts.timing import clock, split_ms, to_ms

WORDS = (Word(text="Low"), Word(text="tide,"), Word(text="then."))
PLACED = tuple(WordTiming(span=TimeSpan(ms, ms + 50)) for ms in (100, 200, 300))


def _transcript() -> Transcript:
    return Transcript(
        source="stdin",
        language="en",
        layout="plain",
        speakers=(Speaker(id="s1", name="Ada Wren"),),
        items=(Turn(speaker="s1", words=WORDS), Sound(text="Gulls")),
    )


def _timed() -> TimedTranscript:
    return TimedTranscript(
        transcript=_transcript(),
        timings=PLACED,
        sound_spans=(TimeSpan(400, 1000),),
        untranscribed=(TimeSpan(500, 600), TimeSpan(600, 700)),
        audio=AudioInfo(file="tide.mp3", duration_ms=1000),
        engine="acoustic",
    )


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: TimeSpan(-1, 5), id="a span before the start"),
        pytest.param(lambda: TimeSpan(6, 5), id="a span that ends before it starts"),
        pytest.param(lambda: Word(text=""), id="an empty word"),
        pytest.param(lambda: Word(text="low tide"), id="two words in one"),
        pytest.param(lambda: Word(text=" low"), id="a word with white space"),
        pytest.param(lambda: Turn(speaker=None, words=()), id="a turn without words"),
        pytest.param(lambda: Turn(speaker=None, words=WORDS, paragraph_starts=()), id="no paragraph"),
        pytest.param(lambda: Turn(speaker=None, words=WORDS, paragraph_starts=(1,)), id="first paragraph not at 0"),
        pytest.param(lambda: Turn(speaker=None, words=WORDS, paragraph_starts=(0, 2, 1)), id="paragraphs descend"),
        pytest.param(lambda: Turn(speaker=None, words=WORDS, paragraph_starts=(0, 1, 1)), id="an empty paragraph"),
        pytest.param(lambda: Turn(speaker=None, words=WORDS, paragraph_starts=(0, 3)), id="a paragraph past the end"),
        pytest.param(lambda: Sound(text=" \t"), id="a blank sound"),
        pytest.param(lambda: WordTiming(span=TimeSpan(5, 5)), id="a word of no duration"),
        pytest.param(lambda: WordTiming(confidence=0.5), id="a confidence without a place"),
        pytest.param(lambda: WordTiming(span=TimeSpan(0, 1), confidence=1.01), id="a confidence above 1"),
        pytest.param(lambda: WordTiming(span=TimeSpan(0, 1), confidence=-0.1), id="a confidence below 0"),
        pytest.param(lambda: WordTiming(span=TimeSpan(0, 1), confidence=math.nan), id="a confidence of NaN"),
        pytest.param(lambda: replace(_transcript(), speakers=()), id="a turn of an unknown speaker"),
        pytest.param(lambda: replace(_transcript(), speakers=_transcript().speakers * 2), id="speaker ids repeat"),
        pytest.param(lambda: replace(_timed(), timings=PLACED[:2]), id="fewer timings than words"),
        pytest.param(lambda: replace(_timed(), sound_spans=()), id="fewer spans than sounds"),
        pytest.param(lambda: replace(_timed(), sound_spans=(TimeSpan(900, 1001),)), id="a sound past the end"),
        pytest.param(lambda: replace(_timed(), untranscribed=(TimeSpan(900, 1001),)), id="speech past the end"),
        pytest.param(
            lambda: replace(_timed(), fallbacks=(Fallback(engine="pauses", span=TimeSpan(0, 1001)),)),
            id="fallback past the end",
        ),
        pytest.param(lambda: replace(_timed(), audio=AudioInfo(file="x", duration_ms=340)), id="a word past the end"),
        pytest.param(lambda: replace(_timed(), timings=PLACED[::-1]), id="words run backwards"),
        pytest.param(
            lambda: replace(_timed(), untranscribed=(TimeSpan(500, 601), TimeSpan(600, 700))), id="stretches overlap"
        ),
        pytest.param(
            lambda: replace(_timed(), untranscribed=(TimeSpan(600, 700), TimeSpan(500, 600))), id="stretches descend"
        ),
    ],
)
def test_a_value_that_breaks_an_invariant_cannot_be_made(make: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        make()


def test_a_turn_cannot_be_paired_with_too_few_timings() -> None:
    with pytest.raises(ValueError, match="shorter"):
        _ = TimedTurn(turn=Turn(speaker=None, words=WORDS), timings=PLACED[:2]).paragraphs


def test_a_later_turn_may_start_before_the_one_above_it() -> None:
    first, second = (Turn(speaker=None, words=(word,)) for word in WORDS[:2])
    transcript = replace(_transcript(), items=(first, second))
    timed = replace(_timed(), transcript=transcript, timings=(PLACED[1], PLACED[0]), sound_spans=())
    assert [turn.span for turn in timed.timed_turns] == [TimeSpan(200, 250), TimeSpan(100, 150)]


def test_the_span_of_a_turn_leaves_out_words_without_a_place() -> None:
    turn = Turn(speaker=None, words=WORDS)
    assert TimedTurn(turn=turn, timings=(WordTiming(), PLACED[1], WordTiming())).span == TimeSpan(200, 250)
    assert TimedTurn(turn=turn, timings=(WordTiming(),) * 3).span is None


def test_paragraphs_part_a_turn_without_loss() -> None:
    timed = TimedTurn(turn=Turn(speaker=None, words=WORDS, paragraph_starts=(0, 2)), timings=PLACED)
    assert [[word.text for word, _ in paragraph] for paragraph in timed.paragraphs] == [["Low", "tide,"], ["then."]]


def test_items_come_with_their_own_times() -> None:
    assert _timed().timed_items == (
        TimedTurn(turn=Turn(speaker="s1", words=WORDS), timings=PLACED),
        TimedSound(sound=Sound(text="Gulls"), span=TimeSpan(400, 1000)),
    )


@settings(max_examples=40, deadline=None)
@given(timed_transcripts())
def test_unspoken_runs_are_the_words_without_a_place(timed: TimedTranscript) -> None:
    indices = [index for run in timed.unspoken for index in range(run.word_start, run.word_end)]
    assert indices == [index for index, timing in enumerate(timed.timings) if timing.span is None]
    words = timed.transcript.words
    assert all(run.text == join_words(words[run.word_start : run.word_end]) for run in timed.unspoken)


def test_a_speaker_is_found_by_id() -> None:
    transcript = _transcript()
    assert transcript.speaker_named("s1") == Speaker(id="s1", name="Ada Wren")
    assert transcript.speaker_named(None) is None


@pytest.mark.parametrize(
    ("time_ms", "shown"),
    [
        (0, "0:00"),
        (7_999, "0:07"),
        (59_999, "0:59"),
        (760_000, "12:40"),
        (3_723_000, "1:02:03"),
        (36_000_000, "10:00:00"),
    ],
)
def test_a_clock_shows_whole_seconds(time_ms: int, shown: str) -> None:
    assert clock(time_ms) == shown


@given(st.integers(min_value=0, max_value=10**9))
def test_parts_of_a_time_add_up(time_ms: int) -> None:
    hours, minutes, seconds, ms = split_ms(time_ms)
    assert ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms == time_ms
    assert max(minutes, seconds) < 60
    assert ms < 1000


@pytest.mark.parametrize(("seconds", "ms"), [(0, 0), (0.0005, 1), (0.00049, 0), (1.2345, 1235), (3600.0, 3_600_000)])
def test_seconds_round_to_the_nearest_millisecond(seconds: float, ms: int) -> None:
    assert to_ms(seconds) == ms


@given(timed_transcripts())
def test_doubtful_runs_are_the_words_of_little_confidence_worst_first(timed: TimedTranscript) -> None:
    listed = sorted(index for run in timed.doubtful for index in range(run.word_start, run.word_end))
    expected = [
        index
        for index, timing in enumerate(timed.timings)
        if timing.confidence is not None and timing.confidence < DOUBTFUL_BELOW
    ]
    assert listed == expected
    assert [run.confidence for run in timed.doubtful] == sorted(run.confidence for run in timed.doubtful)
    for run in timed.doubtful:
        spans = [timing.span for timing in timed.timings[run.word_start : run.word_end] if timing.span]
        assert run.span == TimeSpan(spans[0].start_ms, max(span.end_ms for span in spans))
