"""Text to words: at white space, and by libraries where a language is written without it.

Japanese is split by Sudachi into what Japanese grammars call bunsetsu: a word with the particles and endings that lean
on it, which is what stands between two spaces in Korean. Chinese, Thai and Burmese are split by the dictionaries of
ICU. Both come with the extra ``asian``.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from transcripts.errors import MissingExtraError
from transcripts.model import Word

if TYPE_CHECKING:
    from sudachipy import Morpheme, Tokenizer

EXTRA = "asian"
# Khmer and Lao are split by ICU as well; without a voice of espeak-ng only the pauses engine can time them.
_BY_ICU = {"km": "Khmer", "lo": "Lao", "my": "Burmese", "th": "Thai", "yue": "Cantonese", "zh": "Chinese"}
_JAPANESE = "ja"
_OTHER_NAMES = {"cmn": "zh"}
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)
# Parts of speech of Sudachi's dictionary: particles, inflections and suffixes; prefixes.
_ENDINGS = ("助詞", "助動詞", "接尾辞")
_PREFIX = "接頭辞"


class Lean(Enum):
    """What a part of a text belongs to: itself, the part before it, or the part after it."""

    ALONE = "alone"
    BACK = "back"
    FORWARD = "forward"


def needs_extra(language: str) -> bool:
    """Whether words of a language (a BCP 47 tag) are split by libraries of the extra ``asian``."""
    main = _main(language)
    return main in _BY_ICU or main == _JAPANESE


def split_words(text: str, language: str) -> tuple[Word, ...]:
    """The words of a text. Nothing of it but white space is lost: joined (`join_words`) they are the text again.

    Raises `MissingExtraError` where the language needs a library that is not installed.
    """
    if not needs_extra(language) or not _UNSPACED.search(text):
        return tuple(map(_word, text.split()))
    return tuple(word for chunk in text.split() for word in _words_of(chunk, language))


@lru_cache(maxsize=50_000)  # most words of a transcript return in it
def _word(text: str) -> Word:
    return Word(text=text)


def space_between(line: str, following: str) -> str:
    """What stands between two lines of a paragraph when they are put on one: a space, or nothing."""
    is_tight = not line or not following or (_is_east_asian(line[-1]) and _is_east_asian(following[0]))
    return "" if is_tight else " "


def japanese_morphemes(text: str) -> Iterator["Morpheme"]:
    """The morphemes of a Japanese text, with readings. Raises `MissingExtraError` without Sudachi."""
    return iter(_sudachi().tokenize(text))


def _is_east_asian(char: str) -> bool:
    """Hangul has the width of these letters and yet spaces between words."""
    return unicodedata.east_asian_width(char) in ("W", "F") and "HANGUL" not in unicodedata.name(char, "")


def _main(language: str) -> str:
    main = language.replace("_", "-").partition("-")[0].casefold()
    return _OTHER_NAMES.get(main, main)


def _words_of(chunk: str, language: str) -> Iterator[Word]:
    main = _main(language)
    parts = _by_sudachi(chunk) if main == _JAPANESE else _by_icu(chunk, main)
    return (Word(text=text, joined=at > 0) for at, text in enumerate(_gathered(parts)))


def _gathered(parts: Iterable[tuple[str, Lean]]) -> Sequence[str]:
    """The parts put together with what leans on them; marks at the beginning lean on what follows."""
    words: list[str] = []
    is_open = False
    for text, lean in parts:
        is_one_latin_word = bool(words) and words[-1].isascii() and text.isascii()
        if words and (is_open or is_one_latin_word or lean is Lean.BACK):
            words[-1] += text
        else:
            words.append(text)
        is_open = lean is Lean.FORWARD or not any(map(str.isalnum, words[-1]))
    return words


def _by_icu(text: str, main: str) -> Iterator[tuple[str, Lean]]:
    try:
        from icu4py.breakers import WordBreaker
    except ImportError as error:
        raise MissingExtraError(EXTRA, f"to split {_BY_ICU[main]} into words") from error
    return ((part, _lean_of_marks(part)) for part in WordBreaker(text, main))


def _lean_of_marks(part: str) -> Lean:
    if any(map(str.isalnum, part)):
        return Lean.ALONE
    return Lean.FORWARD if unicodedata.category(part[0]) in ("Ps", "Pi", "Sc") else Lean.BACK


def _by_sudachi(text: str) -> Iterator[tuple[str, Lean]]:
    for morpheme in japanese_morphemes(text):
        text, kind = morpheme.surface(), morpheme.part_of_speech()[0]
        if kind in _ENDINGS:
            yield text, Lean.BACK
        else:
            yield text, Lean.FORWARD if kind == _PREFIX else _lean_of_marks(text)


@cache
def _sudachi() -> "Tokenizer":
    try:
        from sudachipy import Dictionary, SplitMode

        return Dictionary(dict="small").tokenizer(mode=SplitMode.C)
    except ImportError as error:  # also where its dictionary is missing
        raise MissingExtraError(EXTRA, "to split Japanese into words") from error
