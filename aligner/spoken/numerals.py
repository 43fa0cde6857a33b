"""Numbers as they are said in English. Digits come as written, thousands separators included."""

import re
from functools import lru_cache

from aligner.spoken.forms import Forms, Tokens, either, joined, say

NUMBER = r"(?:\d{1,3}(?:,\d{2,3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|(?<![\d.])\.\d+)"
"""A pattern of what `decimal` says."""

_DIGIT_NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
# Longer ones are codes, read digit by digit.
_LONGEST_NUMBER_DIGITS = 15
_SPELLED_FIRST = ("411", "911", "999")


def whole(number: str) -> Forms:
    """Every usual way to say a whole number, whether it counts, names or dates.

    ``747`` → seven hundred forty seven, … and …, seven forty seven, seven four seven; ``1989`` → nineteen eighty nine …
    """
    digits = number.replace(",", "")
    if _is_code(digits):
        return spelled(digits)
    counted, by_pairs, by_digits = cardinal(digits), _pairs(digits), spelled(digits)
    if "," in number or len(digits) < 3:
        return either(counted, _hundreds(digits))
    if digits in _SPELLED_FIRST:
        return either(by_digits[:1], counted, by_pairs)
    if is_year(digits) and not digits.startswith("200"):
        return either(by_pairs[:1], counted[:2], by_pairs[1:2], _hundreds(digits)[-1:])
    if digits.endswith("00"):
        return either(counted, _hundreds(digits))
    return either(counted[:2], by_pairs, _hundreds(digits)[:1], by_digits, counted[2:])


def cardinal(number: str) -> Forms:
    """``2,101`` → two thousand one hundred one, … and one; ``100`` → one hundred, a hundred; ``0`` → zero, oh …"""
    digits = number.replace(",", "")
    if _is_code(digits):
        return spelled(digits)
    if not int(digits):
        return say("zero|oh|nought")
    full = _num2words(int(digits), "cardinal")
    with_article = (("a", *full[1:]),) if full[0] == "one" and len(full) > 1 else ()
    return either((_without_and(full), full), with_article)


def ordinal(number: str) -> Forms:
    """``22`` → twenty second; ``101`` → one hundred first, one hundred and first."""
    digits = number.replace(",", "")
    if len(digits) > _LONGEST_NUMBER_DIGITS:
        return spelled(digits)
    full = _num2words(int(digits), "ordinal")
    return either((_without_and(full), full), (full[1:],) if len(full) == 2 and full[0] == "one" else ())


def year(number: str) -> Forms:
    """``2019`` → twenty nineteen, two thousand nineteen, two thousand and nineteen."""
    return whole(number)[:3]


def named(number: str) -> Forms:
    """A whole number in a name or an address, said one way: ``747`` → seven forty seven, ``16`` → sixteen."""
    return (_pairs(number) or whole(number))[:1]


def is_year(number: str) -> bool:
    """Whether a bare number reads as a year: four digits, 1100 to 2099."""
    return bool(re.fullmatch(r"1[1-9]\d\d|20\d\d", number))


def decimal(number: str) -> Forms:
    """``1.05`` → one point oh five, one point zero five; ``.5`` → point five; a whole number in all its ways."""
    before, point, after = number.partition(".")
    if not point:
        return whole(number)
    lead = either(say("zero|"), say("oh|nought")) if before == "0" else cardinal(before) if before else say("|zero")
    places = either(spelled(after), cardinal(after) if len(after) == 2 and after[0] != "0" else ())
    half = joined(cardinal(before), say("and a half")) if after == "5" and before.strip("0,") else ()
    return either(joined(lead, say("point"), places), half, cardinal(before) if before and after == "0" else ())


def spelled(digits: str) -> Forms:
    """Digit by digit: ``007`` → oh oh seven, zero zero seven, double oh seven."""
    names = tuple(_DIGIT_NAMES[int(digit)] for digit in digits)
    doubled = tuple(
        word
        for run in re.finditer(r"(\d)\1(?!\1)|\d", digits)
        for word in (*(("double",) if len(run[0]) == 2 else ()), _DIGIT_NAMES[int(run[0][0])])
    )
    return either((_with_oh(names), names, _with_oh(doubled)))


def fraction(above: int, below: int) -> Forms:
    """``2, 3`` → two thirds, two over three; ``1, 2`` → one half, half, a half …"""
    parts = part(below)
    many, below_alone = cardinal(str(above)), cardinal(str(below))
    named = joined(say("one||a"), parts) if above == 1 else joined(many, plural(parts))
    return either(named, joined(many, say("over|"), below_alone))


def part(below: int) -> Forms:
    """``2`` → half, ``4`` → quarter, fourth, ``8`` → eighth."""
    return {2: say("half"), 4: say("quarter|fourth")}.get(below) or ordinal(str(below))


def plural(forms: Forms) -> Forms:
    """Of the last word: nineteen eighties, two sixes."""
    return tuple((*words, _plural_of(last)) for *words, last in forms)


def _plural_of(word: str) -> str:
    ending = "ies" if word.endswith("y") else "es" if word.endswith("x") else "s"
    return word.removesuffix("y") + ending


def _is_code(digits: str) -> bool:
    return len(digits) > _LONGEST_NUMBER_DIGITS or (len(digits) > 1 and int(digits[0]) == 0)


def _pairs(digits: str) -> Forms:
    """``1905`` → nineteen oh five, ``747`` → seven forty seven, ``1900`` → nineteen hundred; none for thousands."""
    if len(digits) not in {3, 4} or digits.endswith("000"):
        return ()
    return joined(cardinal(digits[:-2]), say("hundred") if digits.endswith("00") else cardinal(digits[-2:]))


def _hundreds(digits: str) -> Forms:
    """``2500`` → twenty five hundred; only of four digits whose hundreds are not a thousand."""
    if len(digits) != 4 or digits[1] == "0":
        return ()
    rest = joined(say("|and"), cardinal(str(int(digits[2:])))) if int(digits[2:]) else say("")
    return joined(cardinal(digits[:2]), say("hundred"), rest)


def _with_oh(words: Tokens) -> Tokens:
    return tuple("oh" if word == "zero" else word for word in words)


def _without_and(words: Tokens) -> Tokens:
    return tuple(word for word in words if word != "and")


@lru_cache(maxsize=4096)
def _num2words(value: int, kind: str) -> Tokens:
    from num2words import num2words

    return tuple(re.findall(r"[a-z]+", num2words(value, to=kind)))
