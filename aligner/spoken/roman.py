"""Roman numerals."""

import re

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_CANONICAL = re.compile(r"(?=.)M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
# Beyond 89 short ones are nearly always something else: CD, DC, MD, MIX.
_LEAST_LETTERS_OF_LARGE = 4


def roman_value(word: str) -> int | None:
    """``XIV`` → 14; ``None`` for what is no numeral, or is hardly meant as one."""
    if not _CANONICAL.fullmatch(word) or (set(word) & set("CDM") and len(word) < _LEAST_LETTERS_OF_LARGE):
        return None
    values = [_VALUES[letter] for letter in word]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
