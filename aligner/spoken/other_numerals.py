"""Numbers as they are said in the languages that num2words knows; espeak-ng reads the digits of the others."""

import re
from collections.abc import Iterable
from functools import lru_cache

from aligner.spoken.forms import Forms, Tokens, either, joined, say
from aligner.spoken.other_tables import DECIMAL_POINT, OPTIONAL_ONE, ORDINAL_ENDINGS, SIGN_WORDS

NUMBER = r"(?:\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d+)?|\d{1,3}(?:[,']\d{3})+(?!\d)(?:\.\d+)?|\d+(?:[.,]\d+)?)"
# Longer ones are codes, read digit by digit.
_LONGEST_NUMBER_DIGITS = 15
# num2words never returns from some Amharic numbers, and writes Japanese in kanji, which espeak-ng cannot read.
_UNUSABLE = ("am", "ja")
_CONVERTERS = {"iw": "he", "kk": "kz"}
_SAY_YEARS_BY_HUNDREDS = ("da", "de", "nl", "no", "sv")


def main_language(tag: str) -> str:
    """``pt-BR`` → pt; the two kinds of Norwegian are one."""
    main = tag.lower().replace("_", "-").partition("-")[0]
    return "no" if main in {"nb", "nn"} else main


def sign_word(sign: str, language: str) -> Forms:
    """What a sign is called, such as the *point* of decimals; silence where that is not known."""
    return say(SIGN_WORDS.get(main_language(language), {}).get(sign, ""))


def number(written: str, language: str) -> Forms:
    """A number as matched by `NUMBER`: ``2.500``, ``2,500.75``, ``3,5``; one of three decimals may be either."""
    groups = re.split(r"[.,']", written)
    marks = re.findall(r"[.,']", written)
    if not marks:
        return whole(written, language)
    is_grouped = bool(re.fullmatch(r"\d{1,3}(?:[.,']\d{3})+", written)) and len(set(marks)) == 1
    as_whole = whole("".join(groups), language) if is_grouped else ()
    if is_grouped and (len(marks) > 1 or marks[0] != decimal_mark(language)):
        return as_whole
    return either(as_whole[:2], _decimal("".join(groups[:-1]), groups[-1], language))


def decimal_mark(language: str) -> str:
    return "." if main_language(language) in DECIMAL_POINT else ","


def whole(digits: str, language: str) -> Forms:
    """A whole number or a year, as digits where num2words does not know it.

    Digit by digit where it begins with nought or is too long to be a number.
    """
    if len(digits) > _LONGEST_NUMBER_DIGITS or str(int(digits)) != digits:
        return joined(*(whole(str(int(digit)), language)[:1] for digit in digits))
    main = main_language(language)
    by_hundreds = main in _SAY_YEARS_BY_HUNDREDS and re.fullmatch(r"1[1-9]\d\d", digits)
    kinds = ("year", "cardinal") if by_hundreds else ("cardinal",)
    forms = tuple(filter(None, (_num2words(int(digits), language, kind) for kind in kinds)))
    optional = OPTIONAL_ONE.get(main)
    shorter = (tuple(re.sub(optional, "", " ".join(form)).split()) for form in forms) if optional else ()
    return either(forms, shorter) if forms else ((digits,),)


def ordinal(digits: str, language: str) -> Forms:
    """``3`` → dritte, dritten, dritter, drittes; none where num2words has no ordinals."""
    words = _num2words(int(digits), language, "ordinal") if len(digits) <= _LONGEST_NUMBER_DIGITS else ()
    if not words:
        return ()
    taken_off, others = ORDINAL_ENDINGS.get(main_language(language), ("$", ()))
    *first, last = words
    return either((words,), ((*first, re.sub(f"(?:{taken_off})$", ending, last, count=1)) for ending in others))


def _decimal(before: str, after: str, language: str) -> Forms:
    places = joined(*(whole(str(int(digit)), language)[:1] for digit in after))
    together = whole(after, language)[:1] if len(after) == 2 else ()
    point = sign_word("point", language)
    spoken = joined(whole(before, language)[:1], point, either(places, together)) if point != say("") else ()
    return either(spoken, ((f"{before}{decimal_mark(language)}{after}",),))


@lru_cache(maxsize=4096)
def _num2words(value: int, language: str, kind: str) -> Tokens:
    """The words of a number; none where num2words does not know it."""
    from num2words import CONVERTER_CLASSES, num2words

    name = next((name for name in _converters(language) if name in CONVERTER_CLASSES and name not in _UNUSABLE), None)
    if name is None:
        return ()
    try:
        words = num2words(value, lang=name, to=kind)
    except (ArithmeticError, AttributeError, LookupError, NotImplementedError, TypeError, ValueError):
        return ()  # its converters are by many hands and fail each in its own way
    return tuple(word for word in re.split(r"[\s,-]+", str(words).lower()) if any(map(str.isalpha, word)))


def _converters(language: str) -> Iterable[str]:
    """Names under which num2words may know a language, the most special first."""
    main, _, region = language.replace("-", "_").partition("_")
    plain = main_language(language)
    return f"{main.lower()}_{region.upper()}", _CONVERTERS.get(plain, plain)
