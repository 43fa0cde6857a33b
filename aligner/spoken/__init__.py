"""Written words → spoken words: ``$4.5bn`` is said *four point five billion dollars*.

A token is one spoken word in lower case, or the name of a letter, written as the letter and a point (``c.``; with a
plural or possessive ending ``o.s``, ``s.'s``). `aligner.pronounce` tells the two apart by that point.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from aligner.lexicon import is_english
from aligner.spoken.english import speak_english
from aligner.spoken.forms import Forms, Place, Tokens, joined
from aligner.spoken.other import speak_other

__all__ = ["Forms", "Tokens", "spoken_forms"]

_LONGEST_INITIALISM = 5
_LONGEST_PIECE = 200  # of what is read at once; rules look ahead, and their cost grows with the square of the length
_SENTENCE_END = re.compile(r"[.!?:…][\"')\]]*$")
_PUNCTUATION = "\"'()[]{}.,;:!?-"
_PLAIN_SIGNS = str.maketrans("’‘ʼ“”−‑′″٫٬", "'''\"\"--'\",,")


def spoken_forms(words: Sequence[str], language: str) -> tuple[Forms, ...]:
    """What may be said for each written word: alternatives, the likeliest first; at least one a word.

    The only alternative is empty for a word that nothing is said for (``--``, an emoji).

    ``words`` carry their punctuation, as split at white space; neighbours matter (``$5 million``, ``Jan. 1``).
    """
    texts = [_tidy(word) for word in words]
    speak = speak_english if is_english(language) else speak_other
    forms = []
    for text, place in zip(texts, _places(texts, language), strict=True):
        pieces = (text[at : at + _LONGEST_PIECE] for at in range(0, len(text), _LONGEST_PIECE))
        spoken = joined(*(speak(piece, place) for piece in pieces))
        forms.append(tuple(filter(None, spoken)) or ((),))
    return tuple(forms)


def _places(texts: Sequence[str], language: str) -> list[Place]:
    bare = ["", *(text.strip(_PUNCTUATION) for text in texts), ""]
    capitals = _mostly_capitals(bare)
    return [
        Place(
            before=bare[index],
            after=bare[index + 2],
            opens_sentence=index == 0 or bool(_SENTENCE_END.search(texts[index - 1])),
            in_capitals=capitals,
            language=language,
        )
        for index in range(len(texts))
    ]


def _tidy(word: str) -> str:
    """Composed characters, plain apostrophes and digits, without invisible signs."""
    if word.isascii() and word.isprintable():
        return word
    composed = unicodedata.normalize("NFC", word).translate(_PLAIN_SIGNS)
    return "".join(_plain(character) for character in composed)


def _plain(character: str) -> str:
    """Digits of any script as 0 to 9, full-width signs and numerals of one character (Ⅷ, ①, ₂) as plain ones."""
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category in {"Cf", "Cc", "Cs"}:
        return ""
    is_plain_in_disguise = "\uff01" <= character <= "\uff5e" or "\u2080" <= character <= "\u2089"
    if is_plain_in_disguise or "\u2160" <= character <= "\u217f" or "\u2460" <= character <= "\u249b":
        return "".join(unicodedata.normalize("NFKC", character).split())
    return character


def _mostly_capitals(texts: Sequence[str]) -> bool:
    """Whether most words too long for an initialism are all capitals, as in captions for television."""
    kinds = Counter(text.isupper() for text in texts if text.isalpha() and len(text) > _LONGEST_INITIALISM)
    return kinds[True] > kinds[False]
