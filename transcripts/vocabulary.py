"""Word lists of many languages, kept as data beside the modules that use them (``.toml``)."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

_PLAIN = str.maketrans("’‘ʼ`_", "'''' ")
# Vowel signs and accents that stand for themselves are no letters to the regular expressions of Python.
_LETTER = r"[\w\u0300-\u036f\u064b-\u0655\u0900-\u0dff\u0e31-\u0e4e]"
_WORD = re.compile(rf"{_LETTER}+(?:['.\-]{_LETTER}+)*")
# Letters and syllables that are written without spaces between words; Hangul has spaces.
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_CHARS_A_WORD = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words without regard to case, whole ones and beginnings of words."""

    whole: frozenset[str]
    stems: frozenset[str]

    def __contains__(self, word: str) -> bool:
        """Whether a word, as of `words_in`, is one of them."""
        if word in self.whole:
            return True
        return not self.stems.isdisjoint([word[:length] for length in range(2, len(word) + 1)])


@cache
def data_of(name: str) -> Mapping[str, Any]:
    """The tables of a data file of this package."""
    return MappingProxyType(tomllib.loads(files("transcripts").joinpath(name).read_text(encoding="utf-8")))


def words_listed(lists: Iterable[str]) -> Words:
    """The words of lists, apart by spaces; one that ends with ``*`` is the beginning of a word."""
    listed = [word.casefold() for words in lists for word in words.split()]
    return Words(
        whole=frozenset(word for word in listed if not word.endswith("*")),
        stems=frozenset(word[:-1] for word in listed if word.endswith("*")),
    )


def words_in(text: str) -> list[str]:
    """The words of a text for comparison: in lower case, with straight apostrophes and no marks around them."""
    if text.isascii() and text.replace(" ", "").isalpha():
        return text.lower().split()
    return _WORD.findall(text.casefold().translate(_PLAIN))


def word_count(text: str) -> int:
    """How many words a text has, about: two letters count as one where no spaces part words."""
    count = len(text.split())
    return count if text.isascii() else max(count, len(_UNSPACED.findall(text)) // _CHARS_A_WORD)


def is_unspaced(text: str) -> bool:
    """Whether a text holds letters of a script without spaces between words."""
    return not text.isascii() and _UNSPACED.search(text) is not None
