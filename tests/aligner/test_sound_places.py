"""Sounds in the time that words leave free."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.sound_places import place_sounds
from transcripts import Item, Sound, TimedTranscript, TimeSpan, Transcript, Turn, Word, WordTiming
from transcripts.model import AudioInfo

SEAM_MS = 300  # what a sound gets where there is no time for it


def script(*items: str) -> Transcript:
    """Turns and, in brackets, sounds."""
    made: list[Item] = []
    for item in items:
        if item.startswith("["):
            made.append(Sound(text=item.strip("[]")))
        else:
            made.append(Turn(speaker=None, words=tuple(Word(text=word) for word in item.split())))
    return Transcript(source="page.txt", language="en", layout="made", speakers=(), items=tuple(made))


def timings(*spans: tuple[int, int] | None) -> tuple[WordTiming, ...]:
    return tuple(WordTiming(span=TimeSpan(*span) if span else None) for span in spans)


def places(
    transcript: Transcript, words: tuple[WordTiming, ...], *taken: tuple[int, int]
) -> tuple[TimeSpan | None, ...]:
    return place_sounds(transcript, words, [TimeSpan(*span) for span in taken], 10_000)


def test_a_sound_fills_the_time_between_the_words_around_it() -> None:
    transcript = script("[music]", "one two", "[bell]", "three", "[applause]")
    found = places(transcript, timings((1_000, 1_500), (1_500, 2_000), (5_000, 6_000)))
    assert found == (TimeSpan(0, 1_000), TimeSpan(2_000, 5_000), TimeSpan(6_000, 10_000))


def test_words_that_were_not_placed_are_passed_over() -> None:
    transcript = script("one two", "[bell]", "three four")
    found = places(transcript, timings((1_000, 1_500), None, None, (4_000, 5_000)))
    assert found == (TimeSpan(1_500, 4_000),)


def test_sounds_of_one_gap_share_it_evenly() -> None:
    found = places(script("one", "[bell]", "[horn]", "[rain]", "two"), timings((0, 1_000), (4_000, 5_000)))
    assert found == (TimeSpan(1_000, 2_000), TimeSpan(2_000, 3_000), TimeSpan(3_000, 4_000))


def test_speech_without_text_is_kept_out_of_a_sound() -> None:
    found = places(script("one", "[bell]", "two"), timings((0, 1_000), (9_000, 9_500)), (1_500, 4_000), (4_500, 8_000))
    assert found == (TimeSpan(8_000, 9_000),)


def test_a_sound_without_any_time_lies_on_the_seam() -> None:
    assert places(script("one", "[bell]", "two"), timings((0, 1_000), (1_000, 2_000))) == (TimeSpan(1_000, 1_300),)
    assert places(script("one", "[bell]"), timings((0, 10_000))) == (TimeSpan(9_700, 10_000),)


def test_without_a_placed_word_no_sound_has_a_place() -> None:
    assert places(script("[bell]", "one", "[horn]"), timings(None)) == (None, None)
    assert places(script("[bell]"), ()) == (None,)


def test_a_transcript_without_sounds() -> None:
    assert places(script("one"), timings((0, 100))) == ()


@st.composite
def cases(draw: st.DrawFn) -> tuple[Transcript, tuple[WordTiming, ...], tuple[TimeSpan, ...], int]:
    """Words in order with gaps, some not placed; sounds anywhere; untranscribed speech in some gaps."""
    items, spans, taken, at = [], [], [], 0
    for kind in draw(st.lists(st.sampled_from(["word", "unplaced", "sound", "speech"]), max_size=14)):
        at += draw(st.sampled_from([0, 0, 10, 700, 5_000]))
        length = draw(st.sampled_from([20, 200, 2_000]))
        if kind == "sound":
            items.append("[bell]")
            continue
        if kind == "speech":
            taken.append(TimeSpan(at, at + length))
        else:
            items.append("word")
            spans.append((at, at + length) if kind == "word" else None)
        at += length if kind != "unplaced" else 0
    return script(*items), timings(*spans), tuple(taken), at + draw(st.sampled_from([0, 10, 4_000]))


@given(cases())
def test_every_sound_lies_in_the_audio_between_its_neighbours(
    case: tuple[Transcript, tuple[WordTiming, ...], tuple[TimeSpan, ...], int],
) -> None:
    transcript, words, taken, duration_ms = case
    found = place_sounds(transcript, words, taken, duration_ms)
    assert len(found) == len(transcript.sounds)
    n_before = list(accumulate((isinstance(item, Turn) for item in transcript.items), initial=0))
    before_of_sound = [n for item, n in zip(transcript.items, n_before, strict=False) if isinstance(item, Sound)]
    for span, at in zip(found, before_of_sound, strict=True):
        if span is None:
            assert not any(timing.span for timing in words)
            continue
        ends = [timing.span.end_ms for timing in words[:at] if timing.span]
        starts = [timing.span.start_ms for timing in words[at:] if timing.span]
        assert span.end_ms <= duration_ms
        assert span.start_ms >= min(max(ends, default=0), duration_ms - SEAM_MS)
        assert span.end_ms <= min(starts, default=duration_ms) + SEAM_MS
        if span.duration_ms > SEAM_MS:
            assert not any(span.start_ms < t.end_ms and t.start_ms < span.end_ms for t in taken)


@given(cases())
def test_the_places_make_a_valid_timed_transcript(
    case: tuple[Transcript, tuple[WordTiming, ...], tuple[TimeSpan, ...], int],
) -> None:
    transcript, words, taken, duration_ms = case
    timed = TimedTranscript(
        transcript=transcript,
        timings=words,
        sound_spans=place_sounds(transcript, words, taken, duration_ms),
        untranscribed=taken,
        audio=AudioInfo(file="talk.wav", duration_ms=duration_ms),
        engine="acoustic",
    )
    assert len(timed.timed_items) == len(transcript.items)


@pytest.mark.parametrize("count", [2, 7, 40])
def test_sounds_on_one_seam_follow_each_other(count: int) -> None:
    found = places(script("one", *["[bell]"] * count, "two"), timings((0, 1_000), (1_000, 2_000)))
    bounds = [(span.start_ms, span.end_ms) for span in found if span]
    assert len(bounds) == count
    assert bounds[0][0] == 1_000
    assert bounds[-1][1] == 1_300
    assert all(a < b for a, b in bounds)
    assert [end for _, end in bounds[:-1]] == [start for start, _ in bounds[1:]]
