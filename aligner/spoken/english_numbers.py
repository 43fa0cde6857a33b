"""Rules for the other things that are written with digits in English: counts, ranges, scores, numbers as names."""

import re

from aligner.spoken import numerals
from aligner.spoken.english_dates import date_forms, day_beside_month
from aligner.spoken.english_tables import CURRENCIES, SIGNS_BEFORE_NUMBERS
from aligner.spoken.forms import Forms, Place, either, joined, letter_names, say
from aligner.spoken.numerals import NUMBER
from aligner.spoken.rules import Row

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_POWERS = {"2": "squared", "3": "cubed"}
_COMMON_DENOMINATORS = (16, 32, 64, 100)  # beside those up to ten


def _ordinal(match: re.Match[str], place: Place) -> Forms:
    return day_beside_month(match[1], match.string, place) or numerals.ordinal(match[1])


def _number(match: re.Match[str], place: Place) -> Forms:
    """A bare number: a day beside a month (``Jan. 1`` → first), a year, or how many."""
    return day_beside_month(match[0], match.string, place) or numerals.decimal(match[0])


def _slashed(match: re.Match[str], _: Place) -> Forms:
    """``9/11`` → nine eleven, september eleventh; ``2/3`` → two thirds; ``24/7`` → twenty four seven."""
    first, second = match.groups()
    above, below = int(first), int(second)
    numbers = joined(numerals.cardinal(first)[:1], say("|slash|over|out of"), numerals.cardinal(second)[:1])
    if 0 < above < below <= 10 or below in _COMMON_DENOMINATORS:
        return either(numerals.fraction(above, below)[:4], numbers)
    return either(numbers[:1], date_forms(below, above, say(""))[:3], numbers)


def _ratio(match: re.Match[str], _: Place) -> Forms:
    """``2:1``, ``16:9`` → sixteen to nine, sixteen by nine, sixteen nine."""
    return joined(numerals.cardinal(match[1]), say("to||by|colon"), numerals.cardinal(match[2]))


def _telephone(match: re.Match[str], _: Place) -> Forms:
    """Digit by digit, the last four also in pairs; ``800`` and the like as numbers too."""
    groups = re.findall(r"\d+", match[0])
    by_digits = numerals.spelled("".join(groups))
    hundreds = joined(*(numerals.cardinal(g)[:1] if g.endswith("00") else numerals.spelled(g)[:1] for g in groups))
    pairs = joined(*(numerals.spelled(group)[:1] for group in groups[:-1]), numerals.whole(groups[-1])[:1])
    return either(by_digits, hundreds, pairs)


def _version(match: re.Match[str], _: Place) -> Forms:
    """``v2.1.3`` → version two point one point three, v. two dot one dot three, … two one three."""
    numbers = [numerals.whole(part)[:1] for part in match["numbers"].split(".")]
    named = [numerals.named(part) for part in match["numbers"].split(".")]
    read = [
        _with_between(numbers, "point"),
        _with_between(named, "dot"),
        *map(_with_between, (numbers, named), ("dot", "")),
    ]
    return joined(say("version|v.|") if match["v"] else say(""), either(*read))


def _with_between(numbers: list[Forms], word: str) -> Forms:
    first, *others = numbers
    return joined(first, *(part for number in others for part in (say(word), number)))


def _chain(match: re.Match[str], _: Place) -> Forms:
    """``1-2-3`` → one two three; longer ones are codes, read digit by digit."""
    groups = match[0].replace("–", "-").split("-")
    if len(groups) > 3:
        return either(numerals.spelled("".join(groups)), joined(*(numerals.whole(group)[:1] for group in groups)))
    numbers = [numerals.whole(group)[:2] for group in groups]
    return either(joined(*numbers), _with_between(numbers, "dash"), _with_between(numbers, "to"))


def _range(match: re.Match[str], place: Place) -> Forms:
    """The first number of ``10-15`` and *to*; a falling pair is a score: ``2-1`` → two (one), two to (one)."""
    first, second = match[1], match[2]
    rising = float(first.replace(",", "")) < float(second.replace(",", ""))
    lead = day_beside_month(first, match.string, place) or numerals.decimal(first)
    return joined(lead, say("to||through|dash" if rising else "|to"))


def _to(_: re.Match[str], __: Place) -> Forms:
    """The dash of ``9am-5pm``, ``$5-$10``."""
    return say("to|")


def _nil(_: re.Match[str], __: Place) -> Forms:
    """The nought of a score: ``2-0``."""
    return say("zero|nil|oh|nothing|love")


def _sign_before(match: re.Match[str], _: Place) -> Forms:
    return say(SIGNS_BEFORE_NUMBERS[match[0]])


def _power(match: re.Match[str], _: Place) -> Forms:
    """``x²`` → x squared; ``10^6`` → ten to the sixth, ten to the power of six, ten to the six."""
    base, exponent = match["base"], match["exponent"].translate(_SUPERSCRIPTS)
    lead = numerals.decimal(base)[:1] if base[0].isdecimal() else letter_names(base)
    number = numerals.cardinal(exponent.strip("-"))[:1]
    if exponent.startswith("-"):
        return joined(lead, say("to the|to the power of"), say("minus|negative"), number)
    named = say(_POWERS[exponent]) if exponent in _POWERS else ()
    to_ordinal = joined(say("to the"), numerals.ordinal(exponent)[:1])
    return joined(lead, either(named, to_ordinal, joined(say("to the power of|to the"), number)))


NUMBER_RULES: tuple[Row, ...] = (
    (r"(\d{1,3}(?:,\d{3})+|\d+)(?:st|nd|rd|th)\b", re.IGNORECASE, _ordinal),
    (r"(\d+):(\d+)(?!\d)", 0, _ratio),
    (r"(\d{1,3})/([1-9]\d{0,2})(?![\d/])", 0, _slashed),
    (r"\+?(?:\d{1,3}[-.])?(?:\(?\d{3}\)?[-.])?\d{3}[-.]\d{4}(?![\d-])", 0, _telephone),
    (r"(?P<v>v\.?)?(?P<numbers>\d+(?:\.\d+){2,})", re.IGNORECASE, _version),
    (r"(?P<v>v\.?)(?P<numbers>\d+(?:\.\d+)?)", re.IGNORECASE, _version),
    (r"\d+(?:[-–]\d+){2,}", 0, _chain),
    (rf"({NUMBER})[-–—](?=({NUMBER}))", 0, _range),
    (rf"(?:(?<=[\d%°])|(?<=\d[ap]m))[-–](?=[{''.join(CURRENCIES)}]?\d)", 0, _to),
    (r"(?<=\d[-–])0(?![\d.,])", 0, _nil),
    (
        rf"(?<!\S)[{re.escape(''.join(SIGNS_BEFORE_NUMBERS))}](?=[{''.join(CURRENCIES)}]?{NUMBER})",
        0,
        _sign_before,
    ),
    (
        rf"(?<![^\W_])(?P<base>{NUMBER}|[^\W\d_])(?:\^(?=-?\d)|(?=⁻?[⁰¹²³⁴-⁹]))(?P<exponent>-?\d+|⁻?[⁰¹²³⁴-⁹]+)",
        0,
        _power,
    ),
    (NUMBER, 0, _number),
)
