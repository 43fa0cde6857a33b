"""Words made equal that differ in case, accents or final dots only."""

import re
import unicodedata
from functools import lru_cache

_ACCENTS = re.compile("[\u0300-\u036f]+")  # not the marks of other scripts, which are letters there
_UNDECOMPOSED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "’": "'", "ʼ": "'", "‐": "-", "‑": "-"})


@lru_cache(maxsize=16384)
def fold(word: str) -> str:
    """A word in small letters, without accents, final dots and commas: ``Éva,`` → ``eva``."""
    small = word.casefold()
    if not small.isascii():
        bare = _ACCENTS.sub("", unicodedata.normalize("NFD", small)).translate(_UNDECOMPOSED)
        small = unicodedata.normalize("NFC", bare)
    return small.strip(',;:"“”«»').rstrip(".")
