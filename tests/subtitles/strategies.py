"""Hypothesis strategies for composing and writing captions, and readers that share nothing with the writers."""

import html
import re
from itertools import accumulate

from hypothesis import strategies as st

from subtitles import Cue
from transcripts import (
    AudioInfo,
    Item,
    Note,
    Sound,
    Speaker,
    TimedTranscript,
    TimeSpan,
    Transcript,
    Turn,
    Word,
    WordTiming,
)

DURATION_MS = 80_000
SHOWN_NOTES = ("[inaudible 00:03:11]", "[expletive]", "[through an interpreter who is not always heard]")
PAGE_NOTES = ("[sic]", "(ph)", "[?", "[12]")

_TEXT = (
    "the of and a to, in it. was said? I'm — Dr. Amara Khan 1999 42 & <b> --> {\\an8} - because which, well... naïve "
    "日本語です。 שלום مرحبا 👩\u200d👩\u200d👧 NOTE WEBVTT &amp; Donaudampfschiffahrtsgesellschaftskapitän "
    "https://example.org/an-address-that-fits-on-no-line"
)
common_words = st.sampled_from(_TEXT.split())
odd_words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=9)
word_texts = common_words | odd_words.filter(lambda text: text.split() == [text])
names = st.sampled_from(
    ["Amara Khan", "Ben Khan", "Lee", "Q & A <live>", "The Honourable Member for Somewhere Far Away"]
)


_steps_ms = st.sampled_from([0, 1, 40, 200, 350, 350, 2_000])
_lengths_ms = st.sampled_from([1, 30, 200, 400, 400, 9_000, None])


@st.composite
def said_words(draw: st.DrawFn) -> tuple[tuple[Word, ...], tuple[WordTiming, ...]]:
    """The words of a turn that begins anywhere, fast and slow, with pauses, some on top of others, some unplaced."""
    rows = draw(st.lists(st.tuples(word_texts, _steps_ms, _lengths_ms), min_size=1, max_size=20))
    starts = accumulate((step for _, step, _ in rows), initial=draw(st.integers(0, 20_000)))
    timings = [
        WordTiming(span=None if length is None else TimeSpan(start, start + length))
        for start, (_, _, length) in zip(starts, rows, strict=False)
    ]
    return tuple(Word(text=text) for text, _, _ in rows), tuple(timings)


@st.composite
def notes(draw: st.DrawFn, words: int) -> tuple[Note, ...]:
    """Up to two notes in a turn of so many words."""
    places = sorted(draw(st.lists(st.integers(0, words), max_size=2)))
    return tuple(Note(text=draw(st.sampled_from(SHOWN_NOTES + PAGE_NOTES)), before_word=at) for at in places)


@st.composite
def timed_transcripts(draw: st.DrawFn) -> TimedTranscript:
    """Any timed transcript, crosstalk and crowding included."""
    speakers = tuple(
        Speaker(id=f"s{i}", name=name) for i, name in enumerate(draw(st.lists(names, unique=True, max_size=3)))
    )
    ids = st.sampled_from([None, *(speaker.id for speaker in speakers)])
    sound = st.sampled_from(["Laughter", "Theme music in", " a door\nopens ", "rain " * 30])
    items: list[Item] = []
    timings: list[WordTiming] = []
    for said in draw(st.lists(said_words() | said_words() | sound, max_size=5)):
        if isinstance(said, str):
            items.append(Sound(text=said))
        else:
            items.append(Turn(speaker=draw(ids), words=said[0], notes=draw(notes(len(said[0])))))
            timings += said[1]
    return TimedTranscript(
        transcript=Transcript(
            source="x",
            language=draw(st.sampled_from(["en", "fr", "ja"])),
            layout="x",
            speakers=speakers,
            items=tuple(items),
        ),
        timings=tuple(timings),
        sound_spans=tuple(draw(st.none() | sound_spans()) for item in items if isinstance(item, Sound)),
        untranscribed=(),
        audio=AudioInfo(file="x.mp3", duration_ms=DURATION_MS),
        engine="x",
    )


@st.composite
def sound_spans(draw: st.DrawFn) -> TimeSpan:
    start = draw(st.integers(0, DURATION_MS))
    return TimeSpan(start, draw(st.integers(start, DURATION_MS)))


@st.composite
def cue_tuples(draw: st.DrawFn) -> tuple[Cue, ...]:
    """Cues as a composer might hand them over, in order, with every kind of text."""
    line = st.lists(word_texts, min_size=1, max_size=5).map(" ".join)
    lines = st.lists(line | st.sampled_from(["1", "2024", "NOTE", "00:00:01.000"]), min_size=1, max_size=3).map(tuple)
    bounds = sorted(draw(st.sets(st.integers(0, 400_000_000), max_size=8)))
    return tuple(
        Cue(span=TimeSpan(a, b), lines=draw(lines), speaker=draw(st.none() | names), label=draw(st.none() | names))
        for a, b in zip(bounds[::2], bounds[1::2], strict=False)
    )


def read_srt(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Start, end and lines of every cue of a SubRip file; asserts its numbering and layout."""
    cues = []
    for number, block in enumerate(text.removesuffix("\n\n").split("\n\n") if text else [], 1):
        index, times, *lines = block.split("\n")
        assert index == str(number)
        cues.append((*_times(times, ","), tuple(lines)))
    return cues


def read_vtt(text: str) -> list[tuple[int, int, tuple[str, ...], str | None]]:
    """Start, end, lines and voice of every cue of a WebVTT file; asserts that no text looks like markup."""
    header, *blocks = text.rstrip("\n").split("\n\n")
    assert header == "WEBVTT"
    cues = []
    for block in blocks:
        times, payload = block.split("\n", 1)
        voice, said = re.fullmatch(r"(?:<v ([^<>]*)>)?([^<>]*)", payload, re.DOTALL).groups()  # type: ignore[union-attr]
        assert not re.search(r"&(?!amp;|lt;|gt;)", payload)
        speaker = None if voice is None else html.unescape(voice)
        cues.append((*_times(times, "."), tuple(html.unescape(said).split("\n")), speaker))
    return cues


def _times(line: str, mark: str) -> tuple[int, int]:
    start, end = line.split(" --> ")
    return _ms(start, mark), _ms(end, mark)


def _ms(stamp: str, mark: str) -> int:
    hours, minutes, seconds, ms = re.fullmatch(rf"(\d{{2,}}):(\d\d):(\d\d){re.escape(mark)}(\d{{3}})", stamp).groups()  # type: ignore[union-attr]
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(ms)
