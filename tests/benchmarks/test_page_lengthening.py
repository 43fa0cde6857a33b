"""A long episode for the benchmark of the page: nothing but repeated, and later."""

from importlib import import_module
from typing import Any

import pytest

from transcripts.model import (
    AudioInfo,
    Fallback,
    Note,
    PageTime,
    SetAside,
    Sound,
    Speaker,
    TimedTranscript,
    Transcript,
    Turn,
    Word,
    WordTiming,
)
from transcripts.timing import TimeSpan

lengthening: Any = import_module("lengthening")

LENGTH_MS = 10_000


def episode() -> TimedTranscript:
    """A heading, a turn of four words of which the third was not heard, a sound, a sound nobody heard."""
    turn = Turn(
        speaker="amara",
        words=tuple(Word(text=text) for text in ("The", "gulls", "never", "left.")),
        paragraph_starts=(0, 2),
        notes=(Note(text="[sic]", before_word=2),),
        times=(PageTime(word=0, start_ms=1_000), PageTime(word=3, start_ms=3_000)),
    )
    items = (SetAside(text="Harbour", reason="heading"), turn, Sound(text="Bell"), Sound(text="Wind"))
    spans = (TimeSpan(1_000, 1_400), TimeSpan(1_400, 2_000), None, TimeSpan(3_000, 3_500))
    return TimedTranscript(
        transcript=Transcript(
            source="gulls.txt",
            language="en",
            layout="labels",
            speakers=(Speaker(id="amara", name="Amara"),),
            items=items,
        ),
        timings=tuple(WordTiming(span=span, confidence=0.9 if span else None) for span in spans),
        sound_spans=(TimeSpan(4_000, 5_000), None),
        untranscribed=(TimeSpan(6_000, 7_000), TimeSpan(9_000, 10_000)),
        audio=AudioInfo(file="gulls.mp3", duration_ms=LENGTH_MS, sha256="0" * 64),
        engine="acoustic",
        fallbacks=(Fallback(engine="pauses", span=TimeSpan(0, 800)),),
    )


def starts(timed: TimedTranscript) -> list[int | None]:
    return [timing.span.start_ms if timing.span else None for timing in timed.timings]


@pytest.mark.parametrize(
    ("at_least_ms", "copies"), [(0, 1), (LENGTH_MS, 1), (LENGTH_MS + 1, 2), (3 * LENGTH_MS, 3), (25_001, 3)]
)
def test_it_is_repeated_as_a_whole_until_it_is_long_enough(at_least_ms: int, copies: int) -> None:
    long = lengthening.lengthened(episode(), at_least_ms)
    assert long.audio.duration_ms == copies * LENGTH_MS
    assert [word.text for word in long.transcript.words] == ["The", "gulls", "never", "left."] * copies
    assert len(long.transcript.set_aside) == copies


def test_every_time_is_later_by_the_copies_before_it() -> None:
    long = lengthening.lengthened(episode(), 2 * LENGTH_MS)
    assert starts(long) == [1_000, 1_400, None, 3_000, 11_000, 11_400, None, 13_000]
    assert long.sound_spans == (TimeSpan(4_000, 5_000), None, TimeSpan(14_000, 15_000), None)
    assert long.untranscribed == tuple(TimeSpan(s * 1_000, s * 1_000 + 1_000) for s in (6, 9, 16, 19))
    assert [fallback.span for fallback in long.fallbacks] == [TimeSpan(0, 800), TimeSpan(10_000, 10_800)]
    assert [time.start_ms for turn in long.transcript.turns for time in turn.times] == [1_000, 3_000, 11_000, 13_000]


def test_all_else_of_a_turn_stays() -> None:
    first, second = lengthening.lengthened(episode(), 2 * LENGTH_MS).transcript.turns
    assert first == episode().transcript.turns[0]
    kept = [(turn.speaker, turn.words, turn.paragraph_starts, turn.notes) for turn in (first, second)]
    assert kept[0] == kept[1]


def test_no_audio_file_has_these_bytes() -> None:
    assert lengthening.lengthened(episode(), 2 * LENGTH_MS).audio.sha256 is None


def test_an_episode_of_no_length_is_refused() -> None:
    empty = TimedTranscript(
        transcript=Transcript(source="x", language="en", layout="plain", speakers=(), items=()),
        timings=(),
        sound_spans=(),
        untranscribed=(),
        audio=AudioInfo(file="x.mp3", duration_ms=0),
        engine="acoustic",
    )
    with pytest.raises(ValueError, match="no length"):
        lengthening.lengthened(empty, 1)
