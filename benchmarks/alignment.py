"""What a system says: when each word of the text is spoken, in a form that all systems share."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from truth import Stretch, stretches_from


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedWord:
    """A word of the text as a system placed it; times are ``None`` where it did not.

    ``text`` may be more than one word where a system times nothing smaller.
    """

    text: str
    start_ms: int | None
    end_ms: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """The words in reading order, and the speech that the system says no text covers."""

    words: tuple[TimedWord, ...]
    untranscribed: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One word in the form that texts are compared in; only the first of a compound has the compound's start."""

    text: str
    start_ms: int | None
    end_ms: int | None


def tokens(text: str) -> list[str]:
    """Lower-case words without punctuation, compounds apart."""
    return [token for part in re.split(r"[\s\-–—/]+", text.lower()) if (token := re.sub(r"\W|_", "", part))]


def timed_tokens(alignment: Alignment) -> tuple[Token, ...]:
    """The tokens of all words; later parts of a compound are known only to start before its end."""
    return tuple(
        Token(text=part, start_ms=word.end_ms if index else word.start_ms, end_ms=word.end_ms)
        for word in alignment.words
        for index, part in enumerate(tokens(word.text))
    )


def read_alignment_file(path: Path) -> Alignment:
    """The alignment in a ``*.alignment.json``; text it lists apart as unspoken follows its words."""
    document = json.loads(path.read_text(encoding="utf-8"))
    words = [
        TimedWord(text=word["text"], start_ms=word.get("start_ms"), end_ms=word.get("end_ms"))
        for turn in document["turns"]
        for word in turn["words"]
    ]
    unspoken = [TimedWord(text=text["text"], start_ms=None, end_ms=None) for text in document.get("unspoken", [])]
    return Alignment(words=(*words, *unspoken), untranscribed=stretches_from(document.get("untranscribed", [])))
