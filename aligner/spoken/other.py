"""Languages other than English as they are said: numbers and initialisms; words are left to espeak-ng.

The rules are few and hold for all languages; their words are in `aligner.spoken.other_tables`.
"""

import re
import unicodedata
from functools import cache

from aligner.spoken.forms import Forms, Place, either, joined, letter_names, say
from aligner.spoken.other_numerals import NUMBER, main_language, number, ordinal, sign_word, whole
from aligner.spoken.other_tables import ORDINAL_POINT, ORDINAL_SUFFIXES, PARTING_WORDS, READINGS, WORDS_AFTER_ORDINALS
from aligner.spoken.roman import roman_value
from aligner.spoken.rules import Rule, compiled, read

_VOWELS = frozenset("aeiouyæøœıаеёиоуыэюяіїєαεηιουω")
_LONGEST_INITIALISM = 5
_LONGEST_LETTERS_FIRST = 3
_PARTED = re.compile(r"(\d+)[.,:h](\d\d)")
_CURRENCY = r"(?:[Rr]?\$|[£€¥₽₹₩])"


def speak_other(text: str, place: Place) -> Forms:
    """The ways to say a written word, as tidied by `aligner.spoken`; an empty one where nothing is said."""
    return read(text, place, _rules())


def _reading(match: re.Match[str], place: Place) -> Forms | None:
    """A whole word that is said in a way of its own: ``z.B.``, ``km``; without a point it may be a word, too."""
    reading = READINGS.get(main_language(place.language), {}).get(match[1].lower().rstrip("."))
    if not reading or _is_currency(match[1]):
        return None
    return say(reading) if "." in match[1] else either(say(reading), _word_of(_without_signs(match[1]), place))


def _parting_word(match: re.Match[str], place: Place) -> Forms | None:
    """The *Uhr* of ``10:30 Uhr`` and the *Euro* of ``2,50 Euro``, after which the rest of the number may be said."""
    number_before = _PARTED.fullmatch(place.before)
    if not number_before or match[1].lower() not in PARTING_WORDS:
        return None
    word = _sign(match[1].lower(), place)
    return either(joined(word, _small(number_before[2], place)), word)


def _clock(match: re.Match[str], place: Place) -> Forms:
    """``10:30`` → zehn uhr dreißig, zehn dreißig; zehn alone where the hour's name follows; ``10h`` → dix heures."""
    hour, hour_word = whole(str(int(match[1])), place.language)[:1], sign_word("hour", place.language)
    if not match[2]:
        return either(joined(hour, hour_word), joined(hour, letter_names("h")))
    minutes = _small(match[2], place)
    if place.after.lower() in PARTING_WORDS:
        return either(hour, joined(hour, minutes))
    return either(joined(hour, hour_word, minutes), joined(hour, minutes))


def _small(digits: str, place: Place) -> Forms:
    """Minutes and cents; nothing for none of them."""
    return say("") if digits == "00" else whole(str(int(digits)), place.language)[:1]


def _money(match: re.Match[str], place: Place) -> Forms:
    """``2,50€`` → zwei € fünfzig, zwei komma fünf null €: espeak-ng reads the sign, after the number."""
    sign = _sign((match["before"] or match["after"]).lower(), place)
    parted = _PARTED.fullmatch(match["number"])
    amount = joined(number(match["number"], place.language), sign)
    return either(joined(_small(parted[1], place), sign, _small(parted[2], place)), amount) if parted else amount


def _sign(sign: str, place: Place) -> Forms:
    return say(READINGS.get(main_language(place.language), {}).get(sign, sign))


def _date(match: re.Match[str], place: Place) -> Forms:
    """``4.1.2019`` → vierte erste …, vier eins …, parts that num2words knows no ordinal of as numbers."""
    day, month, year = match.groups()
    numbers = [whole(str(int(part)), place.language)[:1] for part in (day, month)]
    ordinals = [ordinal(str(int(part)), place.language)[:2] for part in (day, month)]
    year_forms = whole(year, place.language)[:2] if year else say("")
    return either(joined(*ordinals, year_forms)[:4] if all(ordinals) else (), joined(*numbers, year_forms))


def _ordinal(match: re.Match[str], place: Place) -> Forms | None:
    """``3º``, ``2ème``, ``XXe``; espeak-ng knows many as they are written. Catalan ``La`` may be the article, too."""
    suffix = ORDINAL_SUFFIXES.get(main_language(place.language))
    if not suffix or not re.fullmatch(suffix, match[2], re.IGNORECASE):
        return None
    digits = match[1] if match[1].isdecimal() else str(roman_value(match[1]) or "")
    as_digits = say(f"{digits}{match[2]}".lower())
    plain = say(match[0].lower()) if match[1] in "IVXLCDM" else ()
    return either(ordinal(digits, place.language), as_digits, plain) if digits else None


def _ordinal_point(match: re.Match[str], place: Place) -> Forms | None:
    """``4.`` → vierte, vier; which of the two, the end of a sentence leaves open."""
    if main_language(place.language) not in ORDINAL_POINT:
        return None
    return either(ordinal(match[1], place.language)[:4], whole(match[1], place.language))


def _fraction(match: re.Match[str], place: Place) -> Forms:
    """``1/2`` → ein halb; others as two numbers."""
    half = sign_word("half", place.language) if (match[1], match[2]) == ("1", "2") else ()
    above, below = (whole(part, place.language)[:1] for part in match.groups())
    return either(filter(None, half), joined(above, below), joined(above, sign_word("slash", place.language), below))


def _half(_: re.Match[str], place: Place) -> Forms:
    return either(filter(None, sign_word("half", place.language)), say("½"))


def _numbers(match: re.Match[str], place: Place) -> Forms:
    """Three numbers and more with points or hyphens between: versions, addresses, codes."""
    return joined(*(whole(part, place.language)[:1] for part in re.findall(r"\d+", match[0])))


def _range(match: re.Match[str], place: Place) -> Forms:
    """The first number of ``10-15`` and *bis*, or the first number alone."""
    return joined(number(match[1], place.language), either(sign_word("to", place.language), say("")))


def _minus(_: re.Match[str], place: Place) -> Forms:
    return sign_word("minus", place.language)


def _thousands(match: re.Match[str], place: Place) -> Forms | None:
    """The ``500`` of ``2 500``: what is said after *zwei*, thousand included."""
    if not re.fullmatch(r"[1-9]\d{0,2}", place.before):
        return None
    together, lead = whole(place.before + match[0], place.language)[0], whole(place.before, place.language)[0]
    rest = " ".join(together).partition(" ".join(lead))[2].split() or together[len(lead) :]
    return either(filter(None, (tuple(rest),)), _number(match, place))


def _number(match: re.Match[str], place: Place) -> Forms:
    """A bare number; its digits are an alternative: espeak-ng reads them too, and does not always agree."""
    written, language = match[0], place.language
    parted = _PARTED.fullmatch(written) if place.after.lower() in PARTING_WORDS else None
    if parted:
        return either(whole(parted[1], language)[:1], number(written, language))
    if place.after.lower() in WORDS_AFTER_ORDINALS.get(main_language(language), ()) and written.isdecimal():
        return either(ordinal(written, language)[:4], number(written, language))
    digits = ((written,),) if written.isdecimal() and not written.startswith("0") else ()
    spoken = either(number(written, language), digits)
    return joined(spoken, _sign(place.before.lower(), place)) if _is_currency(place.before) else spoken


def _is_currency(word: str) -> bool:
    return bool(re.fullmatch(_CURRENCY, word))


def _spoken_sign(match: re.Match[str], place: Place) -> Forms:
    """A sign that espeak-ng reads; that of a currency before its number is said after it (`_number`)."""
    waits = _is_currency(match[0]) and place.after[:1].isdecimal() and not place.before[-1:].isdecimal()
    return say("") if waits else _sign(match[0].lower(), place)


def _address(match: re.Match[str], place: Place) -> Forms:
    """``example.com/page``: the parts, and what the signs between them are called."""
    address = re.sub(r"^https?://", "", match[0], flags=re.IGNORECASE).rstrip("./")
    return joined(*(_part_of_address(part, place) for part in re.findall(r"[./@]|[^./@]+", address)))


def _part_of_address(part: str, place: Place) -> Forms:
    sign = {".": "dot", "/": "slash", "@": "at"}.get(part)
    if sign:
        return sign_word(sign, place.language)
    return letter_names(part) if part == "www" else read(part, place, _rules())


def _tag(match: re.Match[str], place: Place) -> Forms:
    return joined(say("hashtag|"), _word_of(match[1], place))


def _dotted(match: re.Match[str], _: Place) -> Forms:
    return letter_names(match[0])


def _word(match: re.Match[str], place: Place) -> Forms:
    """A word; split at hyphens beside an initialism or a number only: espeak-ng knows how *a-t-il* is joined."""
    pieces = [_without_signs(piece) for piece in match[0].split("-")]
    if any(_is_initialism(piece, place) for piece in pieces):
        return joined(*(_word_of(piece, place) for piece in pieces))
    return _word_of(_without_signs(match[0]), place)


def _word_of(word: str, place: Place) -> Forms:
    plain: Forms = ((word.lower(),),) if word else ((),)
    if not _is_initialism(word, place):
        return plain
    letters, value = letter_names(word), roman_value(word)
    is_sayable = bool(_VOWELS & set(unicodedata.normalize("NFD", word.lower())))
    spelled_first = len(word) <= _LONGEST_LETTERS_FIRST or not is_sayable
    spoken = either(letters if spelled_first else plain, letters, plain if is_sayable else ())
    return either(_numeral(value, place), spoken) if value else spoken


def _numeral(value: int, place: Place) -> Forms:
    return either(whole(str(value), place.language)[:1], ordinal(str(value), place.language)[:3])


def _without_signs(word: str) -> str:
    """Without what is neither letter, mark nor digit at either end; vowel signs of Indic scripts are marks."""
    spoken = [index for index, character in enumerate(word) if unicodedata.category(character)[0] in "LMN"]
    return word[spoken[0] : spoken[-1] + 1] if spoken else ""


def _is_initialism(word: str, place: Place) -> bool:
    """Capitals that may be the names of letters (``EU``, ``DSGVO``, ``NATO``)."""
    is_short = 2 <= len(word) <= _LONGEST_INITIALISM
    return is_short and word.isupper() and word.isalpha() and not place.in_capitals


_BRACKETS = "\"'()„«»‹›¿¡"
_SIGNS = "%‰&§№"
_ADDRESS = (
    r"(?:https?://|www\.)[^\s<>\"()\[\]]+|[\w.+-]+@[\w.-]+\w"
    r"|(?:[\w-]+\.)+(?:(?:com|org|net|info|io|eu|tv)\b|[a-z]{2,}/)[\w./-]*"
)


@cache
def _rules() -> tuple[Rule, ...]:
    return compiled(
        (r"(?<!.)[^\w€$£]*([^\W\d_]+|R?\$|[€£])(?=[^\w€$£]*$)", 0, _parting_word),
        (rf"(?<!.)[{_BRACKETS}]*([^\d,;:!?{_BRACKETS}]+)(?=[,;:!?{_BRACKETS}]*$)", 0, _reading),
        (_ADDRESS, re.IGNORECASE, _address),
        (r"#([^\W\d]\w*)", 0, _tag),
        (rf"(?P<before>{_CURRENCY})(?P<number>{NUMBER})(?P<after>)", 0, _money),
        (rf"(?P<before>)(?P<number>{NUMBER})(?P<after>{_CURRENCY})", 0, _money),
        (r"(\d{1,2})(?:[:h]([0-5]\d)|h)(?!\w)", 0, _clock),
        (r"(\d{1,2})[./](\d{1,2})[./](\d{4}|\d\d)?(?![\d.])", 0, _date),
        (r"\d+(?:[.-]\d+){2,}(?![\d,.])", 0, _numbers),
        (r"(\d{1,9})(\W?[^\W\d]+|\.?°)(?!\w)", 0, _ordinal),
        (r"\b([IVXLC]+)([a-zèéºª]+)\b", 0, _ordinal),
        (r"(\d{1,9})\.(?=[^\w.]*$)", 0, _ordinal_point),
        (r"(\d{1,3})/(\d{1,3})(?![\d/])", 0, _fraction),
        (rf"({NUMBER})[-–](?={NUMBER})", 0, _range),
        (r"(?<!\S)-(?=\d)", 0, _minus),
        (r"(?<!.)\d{3}(?=\W*$)", 0, _thousands),
        (NUMBER, 0, _number),
        (r"½", 0, _half),
        (r"(?:[^\W\d_]\.){2,}", 0, _dotted),
        (rf"{_CURRENCY}|°[CcFf]?|[{_SIGNS}]|(?<![^\W\d_])[+=]", 0, _spoken_sign),
        (rf"(?:(?!--|\.\.)[^\s\d–—/…·•½°{_SIGNS}£€¥₽₹₩$])+", 0, _word),
    )
