"""Hypothesis strategies for the values of `transcripts.model`, every optional part present and absent."""

from dataclasses import replace
from itertools import accumulate

from hypothesis import strategies as st

from transcripts import (
    AudioInfo,
    Fallback,
    Item,
    Note,
    PageTime,
    SetAside,
    Sound,
    Speaker,
    TimedTranscript,
    TimeSpan,
    Transcript,
    Turn,
    Word,
    WordTiming,
)

DURATION_MS = 3_600_000

# Lone surrogates are no text: they cannot be written to a file.
_chars = st.characters(exclude_categories=["Cs"])
texts = st.text(_chars, max_size=20)
filled_texts = texts.filter(lambda text: bool(text.strip()))
word_texts = st.text(_chars, min_size=1, max_size=12).filter(lambda text: text.split() == [text])
lines = st.none() | st.integers(min_value=1, max_value=10_000)
_times = st.integers(min_value=0, max_value=DURATION_MS)
languages = st.sampled_from(["en", "de", "pt-BR", "ar", "he-IL", "zh-Hant", "uz-Arab"])

words = st.builds(Word, text=word_texts, joined=st.booleans())
sounds = st.builds(Sound, text=filled_texts, line=lines)
set_asides = st.builds(SetAside, text=texts, reason=filled_texts, line=lines)
audio_infos = st.builds(
    AudioInfo, file=filled_texts, duration_ms=st.just(DURATION_MS), sha256=st.none() | st.just("0f" * 32)
)


@st.composite
def spans(draw: st.DrawFn, *, shortest_ms: int = 0) -> TimeSpan:
    """Spans within the first ``DURATION_MS``."""
    start = draw(st.integers(min_value=0, max_value=DURATION_MS - shortest_ms))
    return TimeSpan(start, draw(st.integers(min_value=start + shortest_ms, max_value=DURATION_MS)))


@st.composite
def speaker_tuples(draw: st.DrawFn) -> tuple[Speaker, ...]:
    """Up to four speakers with ids of their own; names may repeat."""
    ids = draw(st.lists(filled_texts, unique=True, max_size=4))
    labels, roles = st.lists(texts, max_size=3).map(tuple), st.none() | texts
    members = st.lists(st.sampled_from(ids), max_size=2).map(tuple) if ids else st.just(())
    speaker = st.builds(Speaker, id=texts, name=filled_texts, labels=labels, role=roles, members=members)
    return tuple(replace(draw(speaker), id=key) for key in ids)


@st.composite
def turns(draw: st.DrawFn, speakers: tuple[Speaker, ...]) -> Turn:
    """A turn of one of the speakers, or of nobody."""
    said = draw(st.lists(words, min_size=1, max_size=6))
    later = draw(st.sets(st.integers(min_value=1, max_value=len(said) - 1))) if len(said) > 1 else set()
    return Turn(
        speaker=draw(st.sampled_from([None, *(speaker.id for speaker in speakers)])),
        words=tuple(replace(word, joined=False) if at in later else word for at, word in enumerate(said)),
        paragraph_starts=(0, *sorted(later)),
        maybe_spoken=draw(st.booleans()),
        line=draw(lines),
        notes=tuple(Note(text=draw(filled_texts), before_word=at) for at in draw(_places(len(said)))),
        times=tuple(PageTime(word=at, start_ms=draw(_times)) for at in draw(_places(len(said) - 1))),
    )


def _places(last: int) -> st.SearchStrategy[list[int]]:
    """Some of 0 … ``last``, ascending."""
    return st.sets(st.integers(min_value=0, max_value=last), max_size=2).map(sorted)


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    """Turns, sounds and set-aside passages in any order."""
    speakers = draw(speaker_tuples())
    item: st.SearchStrategy[Item] = st.one_of(turns(speakers), sounds, set_asides)
    return Transcript(
        source=draw(texts),
        language=draw(languages),
        layout=draw(texts),
        evidence=draw(st.none() | texts),
        speakers=speakers,
        items=tuple(draw(st.lists(item, max_size=6))),
        title=draw(st.none() | texts),
        warnings=tuple(draw(st.lists(texts, max_size=2))),
    )


@st.composite
def turn_timings(draw: st.DrawFn, word_count: int) -> tuple[WordTiming, ...]:
    """The timings of one turn: some words not placed, the others never starting before their predecessor."""
    placed = sorted(draw(st.lists(spans(shortest_ms=1), min_size=word_count, max_size=word_count)))
    confidences = st.none() | st.floats(min_value=0, max_value=1)
    return tuple(
        WordTiming(span=span, confidence=draw(confidences)) if draw(st.booleans()) else WordTiming() for span in placed
    )


@st.composite
def timed_transcripts(draw: st.DrawFn) -> TimedTranscript:
    """Any valid timed transcript over an hour of audio."""
    transcript = draw(transcripts())
    steps = draw(st.lists(st.integers(min_value=0, max_value=DURATION_MS // 8), max_size=8))
    bounds = list(accumulate(steps))
    return TimedTranscript(
        transcript=transcript,
        timings=tuple(timing for turn in transcript.turns for timing in draw(turn_timings(len(turn.words)))),
        sound_spans=tuple(draw(st.none() | spans()) for _ in transcript.sounds),
        untranscribed=tuple(TimeSpan(a, b) for a, b in zip(bounds[::2], bounds[1::2], strict=False)),
        audio=draw(audio_infos),
        engine=draw(texts),
        fallbacks=tuple(draw(st.lists(st.builds(Fallback, engine=texts, span=spans()), max_size=2))),
    )
