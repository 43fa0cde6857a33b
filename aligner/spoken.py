"""Written words → spoken words: ``$4.5bn`` is said *four point five billion dollars*.

A token is one spoken word in lower case, or the name of a letter, written as the letter and a point (``c.``; with a
plural or possessive ending ``o.s``, ``s.'s``). `aligner.pronounce` tells the two apart by that point.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import chain

from aligner import numerals
from aligner.lexicon import is_english
from aligner.spoken_english import Place, Tokens, letter_names, speak_english

_LONGEST_INITIALISM = 5


def spoken_forms(words: Sequence[str], language: str) -> tuple[tuple[Tokens, ...], ...]:
    """What may be said for each written word: alternatives, the likeliest first; at least one a word.

    The only alternative is empty for a word that nothing is said for (``--``, an emoji).

    ``words`` carry their punctuation, as split at white space; neighbours matter (``$5 million``, ``Jan. 1``).
    """
    texts = [_tidy(word) for word in words]
    bare = ["", *(text.strip("\"'()[]{}.,;:!?-") for text in texts), ""]
    capitals = _mostly_capitals(texts)
    speak = speak_english if is_english(language) else _speak_other
    return tuple(
        (speak(text, Place(before=bare[i], after=bare[i + 2], in_capitals=capitals, language=language)),)
        for i, text in enumerate(texts)
    )


def _tidy(word: str) -> str:
    """Composed characters and plain apostrophes, without invisible signs."""
    if word.isascii() and word.isprintable():
        return word
    composed = unicodedata.normalize("NFC", word).translate(str.maketrans("’‘ʼ“”−‑", "'''\"\"--"))
    return "".join(c for c in composed if unicodedata.category(c) not in {"Cf", "Cc", "Cs"})


def _mostly_capitals(texts: Sequence[str]) -> bool:
    """Whether most words too long for an initialism are all capitals, as in captions for television."""
    kinds = Counter(text.isupper() for text in texts if sum(map(str.isalpha, text)) > _LONGEST_INITIALISM)
    return kinds[True] > kinds[False]


_OTHER_NUMBER = re.compile(r"\d{1,3}(?:[.,']\d{3})+(?![\d.,])|\d+")
_VOWELS = frozenset("aeiouyæøœıаеёиоуыэюяіїєαεηιουω")


def _speak_other(text: str, place: Place) -> Tokens:
    """Words and numbers of any language, one token each; espeak-ng reads what is left of symbols and digits."""
    parts = re.split(r"[–—/…·•\s]+|--+|\.{2,}", text)
    return tuple(chain.from_iterable(_part_of_other(piece, place) for part in parts for piece in _pieces(part, place)))


def _pieces(part: str, place: Place) -> list[str]:
    """Split at hyphens beside an initialism or a number only: espeak-ng knows how *a-t-il* or *scrie-l* is joined."""
    pieces = part.split("-")
    apart = any(_is_other_initialism(_strip_signs(piece), place) or re.search(r"\d", piece) for piece in pieces)
    return pieces if apart else [part]


def _part_of_other(part: str, place: Place) -> Tokens:
    before = re.match(r"[$£€¥]", part.lstrip("\"'(["))
    core = _strip_signs(part)
    after = re.search(r"[%$£€¥‰]", part.replace(core, "", 1)) if core else None
    if not core:
        return tuple(sign for sign in part if sign in "%&$£€¥+=")
    signs = tuple(match[0] for match in (before or after,) if match)
    if _OTHER_NUMBER.fullmatch(core):
        return (*numerals.number_in(re.sub(r"\D", "", core), place.language), *signs)
    if _is_other_initialism(core, place):
        return (*letter_names(core), *signs)
    return (core.lower(), *signs)


def _strip_signs(part: str) -> str:
    """Without what is neither letter, mark nor digit at either end; vowel signs of Indic scripts are marks."""
    spoken = [i for i, c in enumerate(part) if unicodedata.category(c)[0] in "LMN"]
    return part[spoken[0] : spoken[-1] + 1] if spoken else ""


def _is_other_initialism(core: str, place: Place) -> bool:
    """Two or three capitals, or more without a vowel (``EU``, ``USA``, ``DSGVO``); longer ones are said as words."""
    if place.in_capitals or not (core.isupper() and core.isalpha() and 2 <= len(core) <= 5):
        return False
    return len(core) <= 3 or not _VOWELS & set(unicodedata.normalize("NFD", core.lower()))
