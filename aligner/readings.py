"""How words are read whose writing does not tell a voice: Japanese in kana, since espeak-ng cannot read kanji."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from transcripts.splitting import japanese_morphemes

if TYPE_CHECKING:
    from sudachipy import Morpheme

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,12}")
_PARTICLES = {"は": "ワ", "へ": "エ", "を": "オ"}  # written as they were said a thousand years ago
_LONG_O = re.compile("(?<=[オコゴソゾトドノホボポモヨロョォ])ウ")
_KANA = re.compile("[\u30a1-\u30fc]+")


def readings(words: Sequence[str], language: str) -> tuple[str, ...]:
    """For each written word how it is read: in katakana for Japanese, else the word itself.

    Raises `MissingExtraError` for Japanese where the library that knows its readings is not installed.
    """
    if language.replace("_", "-").partition("-")[0].casefold() != "ja":
        return tuple(words)
    known = {word: _kana(word) for word in dict.fromkeys(words)}
    return tuple(known[word] for word in words)


def _kana(word: str) -> str:
    spelt = _NUMBER.sub(lambda match: _number(match[0].replace(",", "")), word)
    return "".join(map(_reading, japanese_morphemes(spelt)))


def _number(digits: str) -> str:
    from num2words import num2words

    return str(num2words(int(digits), lang="ja", reading=True))


def _reading(morpheme: "Morpheme") -> str:
    text, kind = str(morpheme.surface()), morpheme.part_of_speech()[0]
    if kind == "助詞" and text in _PARTICLES:
        return _PARTICLES[text]
    kana = str(morpheme.reading_form())
    if not _KANA.fullmatch(kana) or not any(map(str.isalnum, text)):
        return text
    # オモウ keeps the end of a verb apart; トウキョウ is said トーキョー.
    stem, ending = (kana[:-1], kana[-1]) if kind == "動詞" else (kana, "")
    return _LONG_O.sub("ー", stem) + ending
