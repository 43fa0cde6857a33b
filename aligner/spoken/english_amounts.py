"""Rules for amounts in English: money, measures, fractions."""

import re

from aligner.spoken import numerals
from aligner.spoken.english_tables import CURRENCIES, FRACTION_SIGNS, MAGNITUDE_WORDS, MAGNITUDES, UNITS
from aligner.spoken.forms import Forms, Place, either, joined, letter_names, say
from aligner.spoken.rules import Row

_CURRENCY = f"[{''.join(CURRENCIES)}]"
_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_MAGNITUDE = rf"(?:-(?:{'|'.join(MAGNITUDE_WORDS)})|{'|'.join(MAGNITUDES)})\b"


def counted(noun: str, number: str) -> Forms:
    """A noun from a table after a number: ``dollar(s)`` → dollars, and dollar as in *a five dollar bill*."""
    singular, plural = say(noun.replace("(s)", "")), say(noun.replace("(s)", "s"))
    return singular if number == "1" else either(plural, singular[:1])


def unit_after_number(word: str, before: str) -> Forms | None:
    """A unit or a currency sign that stands as a word of its own after its number: ``5 km``, ``5 €``."""
    unit = UNITS.get(word.lower()) or CURRENCIES.get(word, (None,))[0]
    return counted(unit, before) if unit and before[-1:].isdecimal() else None


def currency_left_over(before: str) -> Forms:
    """The *dollars* of ``$5`` that is said after the *million* that follows it."""
    amount = re.match(rf"([A-Z]{{0,3}})({_CURRENCY})[\d.,–-]+$", before)
    if not amount:
        return say("")
    return either(joined(letter_names(amount[1]), counted(CURRENCIES[amount[2]][0], "")), say(""))


def _money(match: re.Match[str], place: Place) -> Forms:
    """``$4.5bn`` → four point five billion dollars; before *million* the currency waits for that word."""
    number, magnitude = match["number"], (match["magnitude"] or "").lower()
    unit, hundredth = CURRENCIES[match["sign"]]
    area, amount = letter_names(match["area"] or ""), numerals.decimal(number)
    if magnitude:
        word = say(MAGNITUDES.get(magnitude, magnitude.strip("-")))
        noun = counted(unit, "1" if magnitude.startswith("-") else "")
        return joined(amount, word, either(joined(area, noun), say("")))
    if place.after.lower() in MAGNITUDE_WORDS:
        return amount
    change = re.fullmatch(r"(.+)\.(\d\d)", number)
    if change:
        return joined(area, _change(change[1], change[2], (unit, hundredth)))
    return either(joined(amount[:2], area, counted(unit, number)), amount[:1])


def _change(large: str, small: str, nouns: tuple[str, str]) -> Forms:
    """``2.50`` → two dollars fifty, two fifty, two dollars and fifty cents."""
    units = joined(numerals.cardinal(large)[:1], counted(nouns[0], large)[:1])
    if small == "00":
        return either(units, numerals.cardinal(large))
    parts = numerals.cardinal(str(int(small)))[:1]
    cents = joined(parts, counted(nouns[1], str(int(small)))[:1])
    short = joined(numerals.cardinal(large)[:1], numerals.cardinal(small)[:1])
    long = either(joined(units, parts), short, joined(units, say("and|"), cents))
    return either(cents, long) if large == "0" else either(long, numerals.decimal(f"{large}.{small}"))


def _quantity(match: re.Match[str], _: Place) -> Forms:
    number = match["number"]
    return joined(numerals.decimal(number), counted(UNITS[match["unit"].lower()], number))


def _feet(match: re.Match[str], _: Place) -> Forms:
    """``5'10"`` → five ten, five foot ten, five feet ten inches."""
    feet, inches = numerals.cardinal(match[1])[:1], numerals.cardinal(match[2])[:1]
    return joined(feet, say("|foot|feet"), inches, say("|inches"))


def _by(match: re.Match[str], _: Place) -> Forms:
    """``4x4`` → four by four."""
    return joined(numerals.whole(match[1]), say("by||times|x."))


def _fraction_sign(match: re.Match[str], _: Place) -> Forms:
    """``½`` → half, a half, one half; ``2½`` → two and a half."""
    above, below = FRACTION_SIGNS[match["sign"]]
    if match["whole"]:
        return joined(numerals.cardinal(match["whole"]), say("and"), _part(above, below))
    forms = numerals.fraction(above, below)
    return either(forms[1:3], forms[:1]) if (above, below) == (1, 2) else forms[:3]


def _mixed_fraction(match: re.Match[str], place: Place) -> Forms | None:
    """The ``1/2`` of ``5 1/2`` → and a half."""
    above, below = int(match[1]), int(match[2])
    if not (place.before.isdecimal() and 0 < above < below <= 16):
        return None
    return joined(say("and"), either(_part(above, below), numerals.fraction(above, below)))


def _part(above: int, below: int) -> Forms:
    """What follows *and*: a half, three quarters."""
    return joined(say("a|one"), numerals.part(below)) if above == 1 else numerals.fraction(above, below)[:1]


AMOUNT_RULES: tuple[Row, ...] = (
    (
        rf"(?P<area>[A-Z]{{1,2}})?(?P<sign>{_CURRENCY})(?P<number>{numerals.NUMBER})(?P<magnitude>{_MAGNITUDE})?",
        re.IGNORECASE,
        _money,
    ),
    (rf"(?P<area>)(?P<number>{numerals.NUMBER})(?P<magnitude>)(?P<sign>{_CURRENCY})(?!\d)", 0, _money),
    (r"([1-9]\d?)/([1-9]\d?)(?![\d/])", 0, _mixed_fraction),
    (rf"(?P<whole>\d+)?(?P<sign>[{''.join(FRACTION_SIGNS)}])", 0, _fraction_sign),
    (r"(\d)'(1?\d)(?!\d)(?:\"|'')?", 0, _feet),
    (r"(\d+)[x×](?=\d)", 0, _by),
    (rf"(?P<number>{numerals.NUMBER})-?(?P<unit>{_UNIT})(?!\w)", re.IGNORECASE, _quantity),
)
