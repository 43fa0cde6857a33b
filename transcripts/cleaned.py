"""A transcript without the page around it, as text or Markdown that `transcripts.read` understands again."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from transcripts.model import Sound, Speaker, Transcript, Turn, join_words

_MARKUP = re.compile(r"([\\`*_\[\]<>#])")
_NOBODY = ">>"  # television captions mark a voice without a name so


def to_text(transcript: Transcript) -> str:
    """``Name: text`` a paragraph, sounds in brackets on lines of their own, blank lines between."""
    return _written(transcript, lambda name: f"{name}:", str)


def to_markdown(transcript: Transcript) -> str:
    """As `to_text`, the title a heading and the names bold."""
    return _written(transcript, lambda name: f"**{_escaped(name)}:**", _escaped, heading="# ")


def _written(
    transcript: Transcript, label: Callable[[str], str], escape: Callable[[str], str], heading: str = ""
) -> str:
    title = [heading + escape(transcript.title)] if transcript.title else []
    return "\n\n".join([*title, *_paragraphs(transcript, label, escape)]) + "\n"


def _paragraphs(transcript: Transcript, label: Callable[[str], str], escape: Callable[[str], str]) -> Iterator[str]:
    before: str | None = None
    for item in transcript.items:
        if isinstance(item, Sound):
            yield escape(f"[{item.text}]")
        elif isinstance(item, Turn):
            speaker = transcript.speaker_named(item.speaker)
            first, *more = map(escape, _texts(item))
            yield f"{_lead(speaker, before, label)}{first}"
            yield from more
            before = item.speaker


def _lead(speaker: Speaker | None, before: str | None, label: Callable[[str], str]) -> str:
    """The name, unless the same person goes on."""
    if speaker is None:
        return "" if before is None else f"{_NOBODY} "
    return "" if speaker.id == before else f"{label(speaker.name)} "


def _texts(turn: Turn) -> Iterator[str]:
    """The paragraphs of a turn, its notes where they stood."""
    bounds = (*turn.paragraph_starts, len(turn.words))
    for start, end in pairwise(bounds):
        noted: list[str] = []
        done = start
        for note in turn.notes:
            if start <= note.before_word < end or (end == len(turn.words) == note.before_word):
                noted += [join_words(turn.words[done : note.before_word]), note.text]
                done = note.before_word
        yield " ".join(filter(None, [*noted, join_words(turn.words[done:end])]))


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)
