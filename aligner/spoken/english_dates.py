"""Rules for dates, years and times of day in English."""

import re

from aligner.spoken import numerals
from aligner.spoken.english_tables import MONTH_ABBREVIATIONS, MONTHS
from aligner.spoken.forms import Forms, Place, either, joined, letter_names, say
from aligner.spoken.rules import Row

_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DAYS = re.compile(rf"\W*{_DAY}(?:[-–]{_DAY})?\W*", re.IGNORECASE)
_FIRST_OF_LAST_CENTURY = 40  # '39 is 2039, '40 is 1940


def month_of(word: str) -> str | None:
    """The month that a capitalised word or its abbreviation names."""
    lower = word.lower().rstrip(".")
    return MONTH_ABBREVIATIONS.get(lower, lower if lower in MONTHS else None) if word[:1].isupper() else None


def is_day(text: str) -> bool:
    """Whether a text begins with a number from 1 to 31."""
    return bool(re.match(r"(?:0?[1-9]|[12]\d|3[01])(?!\d)", text))


def day_beside_month(text: str, word: str, place: Place) -> Forms:
    """The ways to say a day of the month; none unless a month stands beside the word, and all of it is days.

    ``Jan. 4`` → fourth, the fourth, four; ``4 Jan`` → fourth, fourth of, the fourth of …
    """
    after_month = month_of(place.before)
    if not (is_day(text) and (after_month or month_of(place.after)) and _DAYS.fullmatch(word)):
        return ()
    of = say("" if after_month else "|of")
    return either(joined(say("|the"), numerals.ordinal(text), of), numerals.cardinal(text))


def _clock(match: re.Match[str], _: Place) -> Forms:
    """``10:30`` → ten thirty, half past ten; ``9:05pm`` → nine oh five p. m.; ``7:00`` → seven, seven o'clock …"""
    hour, minutes, half = match["hour"], match["minutes"] or "00", match["half"]
    plain = joined(numerals.cardinal(hour), say("") if minutes == "00" else numerals.cardinal(minutes))
    if half:
        return joined(plain, either(letter_names(f"{half}m"), say("")))
    on_dial = numerals.cardinal(str((int(hour) - 1) % 12 + 1))[:1]
    if minutes == "00":
        return either(joined(numerals.cardinal(hour), say("|o'clock|hundred|hundred hours")), on_dial)
    return either(plain[:3], _quarters(int(hour), minutes), joined(on_dial, numerals.cardinal(minutes)))


def _quarters(hour: int, minutes: str) -> Forms:
    """``10:15`` → quarter past ten, ``10:45`` → quarter to eleven."""
    named = {"15": "quarter past|a quarter past", "30": "half past", "45": "quarter to|a quarter to"}.get(minutes)
    hour_named = hour + (minutes == "45")
    return joined(say(named), numerals.cardinal(str((hour_named - 1) % 12 + 1))[:1]) if named else ()


def _elapsed(match: re.Match[str], _: Place) -> Forms:
    """``1:23:45`` → one twenty three forty five."""
    return joined(*map(numerals.cardinal, match[0].split(":")))


def _decade(match: re.Match[str], _: Place) -> Forms:
    """``'90s`` → nineties; ``1980s`` → nineteen eighties, eighties; ``747s`` → the plural of the number."""
    number = match[1]
    if number in {"00", "2000"}:
        return say("two thousands|noughties|aughts|twenty hundreds|oh ohs")
    if not numerals.is_year(number):
        return numerals.plural(numerals.whole(number)[:4])
    in_century = numerals.cardinal(number[2:]) if number[2] != "0" else ()
    return numerals.plural(either(numerals.named(number), in_century, numerals.cardinal(number)[:1]))


def _abbreviated_year(match: re.Match[str], _: Place) -> Forms:
    """``'24`` → twenty four, twenty twenty four."""
    century = "20" if int(match[1]) < _FIRST_OF_LAST_CENTURY else "19"
    return either(numerals.cardinal(match[1]), numerals.year(century + match[1]))


def _slashed_date(match: re.Match[str], place: Place) -> Forms:
    """``3/15/2019`` → three fifteen twenty nineteen, march fifteenth …; the day first where that is the custom."""
    first, second, year = match.groups()
    month, day = (first, second) if int(second) > 12 or not _day_comes_first(place, first) else (second, first)
    numbers = joined(numerals.cardinal(first)[:1], numerals.cardinal(second)[:1], numerals.whole(year)[:2])
    return either(numbers, date_forms(int(day), int(month), numerals.whole(year)))


def _day_comes_first(place: Place, first: str) -> bool:
    return int(first) > 12 or place.language.lower() not in {"en", "en-us"}


def _iso_date(match: re.Match[str], _: Place) -> Forms:
    """``2019-03-15`` → march fifteenth twenty nineteen, …, twenty nineteen oh three fifteen."""
    year, month, day = match.groups()
    numbers = joined(numerals.year(year)[:1], numerals.cardinal(month)[:1], numerals.cardinal(day)[:1])
    return either(date_forms(int(day), int(month), numerals.year(year))[:5], numbers)


def date_forms(day: int, month: int, year: Forms) -> Forms:
    """A date by the name of its month; none if there is no such day."""
    if not (0 < day <= 31 and 0 < month <= 12):
        return ()
    name, ordinal = say(MONTHS[month - 1]), numerals.ordinal(str(day))[:1]
    month_first = joined(name, say("|the"), ordinal)
    return joined(either(month_first, joined(say("the|"), ordinal, say("of"), name)), year[:2])


def _years(match: re.Match[str], _: Place) -> Forms:
    """``1939-45`` → nineteen thirty nine to forty five, … to nineteen forty five, … thirty nine forty five."""
    first, second = match.groups()
    return joined(
        numerals.year(first)[:1],
        say("to||through|until"),
        either(numerals.cardinal(second)[:1], numerals.year(first[:2] + second)[:1]),
    )


DATE_RULES: tuple[Row, ...] = (
    (r"(\d{1,2}):[0-5]\d:[0-5]\d(?!\d)", 0, _elapsed),
    (r"(?P<hour>[01]?\d|2[0-4]):(?P<minutes>[0-5]\d)(?!\d)(?:(?P<half>[ap])\.?m\b)?", re.IGNORECASE, _clock),
    (r"(?P<hour>\d{1,2})\.(?P<minutes>[0-5]\d)(?P<half>[ap])\.?m\b", re.IGNORECASE, _clock),
    (r"(?P<hour>\d{1,2})(?P<minutes>)(?P<half>[ap])\.?m\b", re.IGNORECASE, _clock),
    (r"'?(\d{2,4})'?s\b", 0, _decade),
    (r"'(\d\d)(?!\d)", 0, _abbreviated_year),
    (r"(\d{4})-(\d{2})-(\d{2})(?![\d-])", 0, _iso_date),
    (r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?![\d/])", 0, _slashed_date),
    (r"(1[1-9]\d\d|20\d\d)[-–—](\d\d)(?![\d,.-]|\w)", 0, _years),
)
