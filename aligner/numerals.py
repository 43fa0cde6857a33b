"""Numbers as they are said: English in full, other languages where num2words knows them."""

import re

_DIGIT_NAMES = ("oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
# Longer ones are codes, read digit by digit.
_LONGEST_NUMBER_DIGITS = 15
_MILLENNIUM = 2000


def cardinal(number: str) -> tuple[str, ...]:
    """``2,500`` → two thousand five hundred, without the "and" that many leave out; ``007`` → oh oh seven."""
    digits = number.replace(",", "")
    if len(digits) > _LONGEST_NUMBER_DIGITS or (len(digits) > 1 and int(digits[0]) == 0):
        return spelled_digits(digits)
    return _say(int(digits), "cardinal")


def ordinal(number: str) -> tuple[str, ...]:
    """``22`` → twenty second."""
    digits = number.replace(",", "")
    return _say(int(digits), "ordinal") if len(digits) <= _LONGEST_NUMBER_DIGITS else spelled_digits(digits)


def year(number: str) -> tuple[str, ...]:
    """``2019`` → twenty nineteen, ``1905`` → nineteen oh five, ``2005`` → two thousand five."""
    value = int(number)
    return _say(value, "cardinal" if _MILLENNIUM <= value < _MILLENNIUM + 10 else "year")


def is_year(number: str) -> bool:
    """Whether a bare number reads as a year: four digits, 1100 to 2099."""
    return bool(re.fullmatch(r"1[1-9]\d\d|20\d\d", number))


def decimal(number: str) -> tuple[str, ...]:
    """``1.05`` → one point oh five; ``.5`` → point five; a whole number as its cardinal."""
    whole, point, fraction = number.partition(".")
    return (*(cardinal(whole) if whole else ()), *(("point", *spelled_digits(fraction)) if point else ()))


def spelled_digits(digits: str) -> tuple[str, ...]:
    """``501`` → five oh one."""
    return tuple(_DIGIT_NAMES[int(digit)] for digit in digits)


def plural(words: tuple[str, ...]) -> tuple[str, ...]:
    """Of the last word: nineteen eighties, two sixes."""
    *first, last = words
    ending = "ies" if last.endswith("y") else "es" if last.endswith("x") else "s"
    return (*first, last.removesuffix("y") + ending)


def fraction(above: int, below: int) -> tuple[str, ...]:
    """``2, 3`` → two thirds, ``1, 2`` → one half."""
    parts = {2: ("half",), 4: ("quarter",)}.get(below) or ordinal(str(below))
    return (*cardinal(str(above)), *(parts if above == 1 else plural(parts)))


def number_in(number: str, language: str) -> tuple[str, ...]:
    """A whole number in the words of a language; the digits themselves where num2words does not know it.

    espeak-ng reads digits too; num2words is better at years (``1989`` in German).
    """
    from num2words import CONVERTER_CLASSES, num2words

    main, _, region = language.replace("-", "_").partition("_")
    names = (f"{main.lower()}_{region.upper()}", main.lower())
    name = next((name for name in names if name in CONVERTER_CLASSES and name not in _UNUSABLE), None)
    if name is None or len(number) > _LONGEST_NUMBER_DIGITS or str(int(number)) != number:
        return (number,)
    kind = "year" if name in _SAY_YEARS_BY_HUNDREDS and re.fullmatch(r"1[1-9]\d\d", number) else "cardinal"
    try:
        words = num2words(int(number), lang=name, to=kind)
    except (ArithmeticError, AttributeError, LookupError, NotImplementedError, TypeError, ValueError):
        return (number,)  # its converters are by many hands and fail each in its own way
    return tuple(word for word in re.split(r"[\s,-]+", str(words).lower()) if word)


# num2words never returns from some Amharic numbers, and writes Japanese in kanji, which espeak-ng cannot read.
_UNUSABLE = ("am", "ja")
_SAY_YEARS_BY_HUNDREDS = ("da", "de", "nl", "no", "sv")


def _say(value: int, kind: str) -> tuple[str, ...]:
    from num2words import num2words

    words = re.findall(r"[a-z]+", num2words(value, to=kind))
    return tuple(word for word in words if word != "and")
