"""Invented episodes for the tests of the page, the audio beside them, and the pages made of them."""

import math
import wave
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from transcripts import (
    AudioInfo,
    Item,
    Note,
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
from transcripts.page import FRAGMENT, PAGE, render_page

TONE = "tone.wav"
TONE_S = 100
_RATE, _PITCH = 8000, 400

FIRST_MS = 4_000
STEP_MS, WORD_MS = 500, 400  # a word begins every half second and lasts a little less
_SOUND_MS = 2_000

ADA = Speaker(id="s1", name="Ada Wren", role="host")
BO = Speaker(id="s2", name="Bo Çelik")
BOTH = Speaker(id="s3", name="Ada and Bo", members=("s1", "s2"))
SPEAKERS = (ADA, BO, BOTH)


def write_tone(path: Path) -> None:
    """A tone of `TONE_S` seconds, 8 bit."""
    period = bytes(128 + round(40 * math.sin(2 * math.pi * at * _PITCH / _RATE)) for at in range(_RATE // _PITCH))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(_RATE)
        file.writeframes(period * (_PITCH * TONE_S))


def turn(speaker: str | None, text: str, *later: int) -> Turn:
    """A turn; a paragraph begins at each of the words with the numbers ``later``."""
    return Turn(speaker=speaker, words=words(text), paragraph_starts=(0, *later))


def words(text: str) -> tuple[Word, ...]:
    return tuple(Word(text=word) for word in text.split())


def joined(text: str) -> tuple[Word, ...]:
    """Words that a bar parts here and nothing parts in the text, as in Japanese."""
    return tuple(Word(text=word, joined=at > 0) for at, word in enumerate(text.split("|")))


def heading(text: str) -> SetAside:
    return SetAside(text=text, reason="heading")


def timed(items: Iterable[Item], *, speakers: tuple[Speaker, ...] = SPEAKERS) -> TimedTranscript:
    """The items one after the other: a word every half second from the fourth second on, two seconds a sound."""
    items = tuple(items)
    transcript = Transcript(
        source="tide.txt", language="en", layout="plain", speakers=speakers, items=items, title="Low tide"
    )
    timings, sound_spans, now = [], [], FIRST_MS
    for item in items:
        if isinstance(item, Turn):
            timings += [WordTiming(span=span) for span in _spans(now, len(item.words))]
            now += STEP_MS * len(item.words)
        elif isinstance(item, Sound):
            sound_spans.append(TimeSpan(now, now + _SOUND_MS))
            now += _SOUND_MS
    return TimedTranscript(
        transcript=transcript,
        timings=tuple(timings),
        sound_spans=tuple(sound_spans),
        untranscribed=(),
        audio=AudioInfo(file=TONE, duration_ms=max(now, TONE_S * 1000)),
        engine="acoustic",
    )


def _spans(first_ms: int, count: int) -> Iterator[TimeSpan]:
    for at in range(count):
        start = first_ms + STEP_MS * at
        yield TimeSpan(start, start + WORD_MS)


def at_times(timed_transcript: TimedTranscript, *spans: tuple[int, int] | None) -> TimedTranscript:
    """With these times of the words; ``None`` for those that were not heard."""
    timings = tuple(WordTiming(span=TimeSpan(*span)) if span else WordTiming() for span in spans)
    return replace(timed_transcript, timings=timings)


def unheard(timed_transcript: TimedTranscript, *numbers: int) -> TimedTranscript:
    """Without the times of the words with these numbers."""
    timings = tuple(WordTiming() if at in numbers else one for at, one in enumerate(timed_transcript.timings))
    return replace(timed_transcript, timings=timings)


def doubtful(timed_transcript: TimedTranscript, *numbers: int) -> TimedTranscript:
    """With little confidence in the words with these numbers."""
    timings = tuple(
        replace(one, confidence=0.2) if at in numbers else one for at, one in enumerate(timed_transcript.timings)
    )
    return replace(timed_transcript, timings=timings)


def in_language(timed_transcript: TimedTranscript, language: str) -> TimedTranscript:
    return replace(timed_transcript, transcript=replace(timed_transcript.transcript, language=language))


def titled(timed_transcript: TimedTranscript, title: str) -> TimedTranscript:
    return replace(timed_transcript, transcript=replace(timed_transcript.transcript, title=title))


def noted(one: Turn, text: str, before_word: int) -> Turn:
    return replace(one, notes=(*one.notes, Note(text=text, before_word=before_word)))


_TALK = (
    ("s1", "Low tide comes twice a day."),
    ("s2", "At the café they don’t know."),
    ("s1", "Then who keeps the tables?"),
    ("s2", "The harbour master (a+b)* does."),
    ("s1", "Every morning before six."),
    ("s2", "And nobody ever pays him."),
)


def _talk(rounds: int) -> Iterator[Turn]:
    for _ in range(rounds):
        yield from (turn(speaker, text) for speaker, text in _TALK)


EPISODE = timed(
    (
        Sound(text="Gulls cry"),
        heading("The shore"),
        *_talk(2),
        turn("s3", "Welcome to the tide pools."),
        heading("The long walk"),
        turn("s1", "It was a long walk. The sand was cold. We came back late.", 5, 9),
        *_talk(2),
        Sound(text="Bell rings"),
        turn(None, "Somebody calls from the pier."),
        heading("The end"),
        turn("s2", "Goodbye from the shore."),
    )
)
"""100 seconds: three chapters, two sounds, two speakers, both together, and somebody without a name."""


def page_of(timed_transcript: TimedTranscript = EPISODE, audio_href: str | None = TONE) -> str:
    return render_page(timed_transcript, audio_href=audio_href, template=PAGE)


_HOST_STYLE = """
body { font: 15px/1.3 Arial, sans-serif; margin: 0; padding: 0 20px; background: #fff; color: #222; }
h1, h2, h3 { text-transform: none; letter-spacing: 0.5px; }
a { color: #0645ad; text-decoration: none; }
p { margin: 0 0 2em; }
button, select, input { font-size: 11px; padding: 0; border: 2px outset #ccc; }
ul, ol { list-style: square; }
section { display: block; padding: 8px; }
* { box-sizing: content-box; }
"""


def in_host(fragment: str, language: str = "en") -> str:
    """The page of a content management system with a fragment pasted into it."""
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>Our show</title>\n'
        f"<style>{_HOST_STYLE}</style>\n</head>\n<body>\n"
        '<header><p>Our show</p><nav aria-label="Site"><a href="#about">About</a></nav></header>\n'
        f"<main>\n<h1>Episode 12</h1>\n<p>What we heard at the shore.</p>\n{fragment}\n</main>\n"
        '<footer id="about"><p>Made by the sea.</p></footer>\n</body>\n</html>\n'
    )


def fragment_of(timed_transcript: TimedTranscript = EPISODE, audio_href: str | None = TONE) -> str:
    """A fragment within a page of somebody else."""
    fragment = render_page(timed_transcript, audio_href=audio_href, template=FRAGMENT)
    return in_host(fragment, timed_transcript.transcript.language)


MAKERS = {"page": page_of, "fragment": fragment_of}
