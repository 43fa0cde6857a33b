"""Rules for English words: abbreviations, initialisms, Roman numerals, addresses, handles, symbols."""

import re

from aligner.lexicon import english_lexicon
from aligner.spoken import numerals
from aligner.spoken.english_amounts import currency_left_over, unit_after_number
from aligner.spoken.english_dates import is_day, month_of
from aligner.spoken.english_tables import (
    ABBREVIATIONS,
    ACRONYMS,
    AFTER_PRONOUN,
    CAPITAL_ABBREVIATIONS,
    CENSORED,
    MAGNITUDE_WORDS,
    NUMBERED,
    READINGS,
    REGNAL,
    SHORT_WORDS,
    SPELLED,
    SYMBOLS,
    TITLES,
)
from aligner.spoken.forms import Forms, Place, either, joined, letter_names, say
from aligner.spoken.roman import roman_value
from aligner.spoken.rules import Row

_VOWELS = frozenset("aeiouy")
_TAKING_TURNS = re.compile(r"(?=.{4})[^aeiou]?(?:[aeiou][^aeiou])+[aeiou]?")  # consonants and vowels: COVAX
_LONGEST_AMBIGUOUS = 3  # known words in capitals: US, SAT, ACT may be either, NASA and NEVER are words
_LONGEST_INITIALISM = 5


def _common_word(match: re.Match[str], place: Place) -> Forms | None:
    """Most words of a text; what a neighbour could change the meaning of is left to the other rules."""
    word = match[1]
    special = word in MAGNITUDE_WORDS or word in TITLES or word in READINGS or place.before[-1:].isdecimal()
    return ((word,),) if word in english_lexicon() and not special else None


def _reading(match: re.Match[str], _: Place) -> Forms | None:
    """A whole word that is said in a way of its own: ``SQL``, ``e.g.``, ``w/o``."""
    reading = READINGS.get(match[1].lower().rstrip("."))
    return say(reading) if reading else None


def _unit(match: re.Match[str], place: Place) -> Forms | None:
    """The whole word after a number: ``5 km/h``; not a word such as *Min* or *Ms*."""
    is_word = match[0].istitle() and match[0].lower() in english_lexicon()
    return None if is_word else unit_after_number(match[0], place.before)


def plain(word: str) -> Forms:
    """A word, its apostrophes kept where CMUdict has the word with them (``'cause``, ``goin'``)."""
    lower = word.lower()
    trials = (lower, lower.strip("'"), lower.rstrip("'"), lower.lstrip("'"))
    known = next((trial for trial in trials if trial in english_lexicon()), lower.strip("'"))
    return ((known,),) if known else ((),)


def _numero(_: re.Match[str], __: Place) -> Forms:
    """Before a number without a space: ``No.5``, ``n°5``."""
    return say("number")


def _foreign_word(match: re.Match[str], _: Place) -> Forms:
    """A word of another script, vowel signs included."""
    return ((match[0].lower(),),)


def _dotted(match: re.Match[str], _: Place) -> Forms:
    return letter_names(match[1], match[2] or "")


def _abbreviation(match: re.Match[str], place: Place) -> Forms | None:
    """``Dr.`` → doctor before a name, else drive; ``Jan.`` → january beside a number; ``No.`` → number before one."""
    word, is_capital, point = match[1].lower(), match[1][0].isupper(), match[2]
    by_place = _by_place(match, place) if is_capital else None
    if by_place:
        return say(by_place)
    if word in TITLES:
        return say(TITLES[word])
    if not point:
        return None
    if is_capital and word in CAPITAL_ABBREVIATIONS:
        return say(f"{CAPITAL_ABBREVIATIONS[word]}|{word}")
    return say(ABBREVIATIONS[word]) if word in ABBREVIATIONS else None


def _by_place(match: re.Match[str], place: Place) -> str | None:
    """What depends on the neighbours: titles before a name, months and numbers beside digits."""
    word, point = match[1].lower(), match[2]
    before_name, before_number = place.after[:1].isupper(), place.after[:1].isdecimal()
    month = month_of(word.title())
    if month and month != word and (point or is_day(place.after)):
        beside_number = before_number or place.before[:1].isdecimal() or word == "sept"
        return f"{month}|{word}" if beside_number else f"{word}|{month}"
    if word == "st":
        return "saint|street" if before_name else "street|saint"
    if not point:
        return None
    return {
        "dr": "doctor|drive" if before_name else "drive|doctor",
        "no": "number|no" if before_number else None,
        "nos": "numbers" if before_number else None,
    }.get(word)


def _initial(match: re.Match[str], place: Place) -> Forms:
    if match[0] == "I.":
        return _pronoun(match, place)
    return _single(match)


def _pronoun(match: re.Match[str], place: Place) -> Forms:
    """*I*, or the number one: after a name that numerals follow, and where it stands as a heading.

    A sentence that goes on in capitals right after a bare *I* is taken for the text under a heading, unless it is a
    title such as *I Want*: of two alternatives the shorter pronoun would find a place in any noise.
    """
    numbered, after = _numeral("I", place.before), place.after
    if numbered or not place.opens_sentence or after[:1].islower():
        return either(plain("I"), numbered or ())
    if match.string == "I" and after and after.lower() not in AFTER_PRONOUN:
        return say("one")
    return say("i|one" if match.string in {"I", "I.", "I:", "I)", "(I)"} else "i")


def _word(match: re.Match[str], place: Place) -> Forms:
    word = match[0]
    if word == "I":
        return _pronoun(match, place)
    if word.lower() in READINGS:
        return say(READINGS[word.lower()])
    if word.lower() in MAGNITUDE_WORDS and match.start() == 0:
        return joined(plain(word), currency_left_over(place.before))
    stem = re.fullmatch(r"([A-Z]{2,8})('s|s'|s)?", word)
    if stem and match.string[match.end() :][:1] == "&":
        return letter_names(stem[1])
    spelled = _initialism(stem[1], (stem[2] or "").rstrip("'"), place) if stem else _single(match)
    number = None if place.in_capitals else _numeral(word, place.before)
    return either(number, spelled) if number else spelled


def _single(match: re.Match[str]) -> Forms:
    """A capital alone is the letter's name, but *A* is mostly the article, unless a digit or a hyphen follows it."""
    word = match[0].rstrip(".")
    if len(word) > 1:
        parts = camel_parts(word)
        return joined(*map(_camel_piece, parts)) if len(parts) > 1 else plain(word)
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    named = word.isupper() and (word != "A" or match[0] == "A." or after.isdecimal() or set("-/&") & {before, after})
    return letter_names(word) if named else plain(word)


def _initialism(stem: str, ending: str, place: Place) -> Forms:
    """Capitals, letter by letter or as a word; in a text of capitals letters only where no word is possible."""
    lower = stem.lower()
    word, letters = plain(lower + ending), letter_names(stem, ending)
    is_known, is_sayable = lower in english_lexicon(), bool(_VOWELS & set(lower))
    if place.in_capitals:
        return word if is_known or is_sayable else letters
    if is_known and lower not in SPELLED:
        if len(stem) > _LONGEST_AMBIGUOUS:
            return word
        is_word = len(stem) > 2 or lower in SHORT_WORDS
    else:
        is_word = lower in ACRONYMS or len(stem) > _LONGEST_INITIALISM or bool(_TAKING_TURNS.fullmatch(lower))
    if is_word:
        return either(word, letters)
    return either(letters, word if is_sayable else ())


def _numeral(word: str, before: str) -> Forms | None:
    """``Henry VIII`` → the eighth, ``Part II`` → two, ``XIV`` → fourteen; single letters only after such names."""
    value = roman_value(word)
    is_named, is_numbered = before.lower() in REGNAL, before.lower() in NUMBERED and before[0].isupper()
    if value is None or (len(word) == 1 and not is_named and not is_numbered):
        return None
    number, ordinal = numerals.cardinal(str(value))[:1], numerals.ordinal(str(value))[:1]
    ordinals = joined(say("the|"), ordinal)
    return either(ordinals, number) if is_named else either(number, () if is_numbered else ordinals[:1])


def camel_parts(word: str) -> list[str]:
    """``BuzzFeed`` → Buzz, Feed; names such as ``McGlurg`` and words that CMUdict knows stay whole."""
    if (
        word.lower() in english_lexicon()
        or not re.search(r"[^\W\d_A-Z][A-Z]|\d", word)
        or re.match(r"(?:Mc|Mac|De|Di|Du|La|Le|Fitz|Van|O')[A-Z]", word)
    ):
        return [word]
    return re.findall(r"[A-Z]+(?![a-z])s?\b|[A-Z]?[^\W\d_A-Z]+|[A-Z]+(?![a-z])|\d+|[^\w\s]+", word) or [word]


def _camel_piece(piece: str) -> Forms:
    capitals = re.fullmatch(r"([A-Z]+)(s?)", piece)
    return letter_names(capitals[1], capitals[2]) if capitals else plain(piece)


def _censored(match: re.Match[str], _: Place) -> Forms:
    """``f***`` → what the asterisks hide, or the letters that are left."""
    mask = re.sub(r"\*+", "[a-z]*", match[0].lower())
    return either(((word,) for word in CENSORED if re.fullmatch(mask, word)), letter_names(match[0]))


def _sharp(match: re.Match[str], _: Place) -> Forms:
    """``C#`` → c. sharp."""
    return joined(letter_names(match[1]), say("sharp"))


def _plus_plus(match: re.Match[str], _: Place) -> Forms:
    return joined(letter_names(match[1]), say("plus plus|p. p."))


def _slash(_: re.Match[str], __: Place) -> Forms:
    """Between words: ``and/or``, ``A/B``."""
    return say("|slash|or")


def _dot(_: re.Match[str], __: Place) -> Forms:
    """Within a word: ``node.js``; where a space is missing it is silent."""
    return say("dot|")


def _ampersand(_: re.Match[str], __: Place) -> Forms:
    """Between letters: ``AT&T``."""
    return say("and|")


def _decoration(_: re.Match[str], __: Place) -> Forms:
    """``***``, ``+++``."""
    return say("")


def _symbol(match: re.Match[str], _: Place) -> Forms:
    return say(SYMBOLS.get(match[0].lower(), ""))


_LETTER = r"[^\W\d_]"
OPENING_RULES: tuple[Row, ...] = (
    (r"([a-z]+(?:'[a-z]+)*)[,;:?!\")]*$", 0, _common_word),
    (r"(?<![\w/.])([\w/.]+)(?=[^\w/]*$)", 0, _reading),
    (r"(?<!.)[^\d.,;:!?()]+(?=[.,;:!?)]*$)", 0, _unit),
    (r"[a-zA-Z]+\*+[a-zA-Z]*", 0, _censored),
)
WORD_RULES: tuple[Row, ...] = (
    (r"[^\W\d_\x00-\u024f][^\s\x00-\u024f\u2000-\u2fff\u3000-\u303f]*", 0, _foreign_word),
    (r"[Nn](?:os?\.|[°º])(?=\d)", 0, _numero),
    (rf"((?:{_LETTER}\.){{2,}}(?:{_LETTER}(?![\w.]))?|{_LETTER}\.{_LETTER}(?![\w.]))('?s\b)?", 0, _dotted),
    (rf"({_LETTER}+(?:\.{_LETTER}+)?)(\.?)(?![\w'])", 0, _abbreviation),
    (r"[A-Z]\.(?!\w)", 0, _initial),
    (r"\b([A-G])#", 0, _sharp),
    (r"\b([A-Z])\+\+", 0, _plus_plus),
    (rf"'?{_LETTER}+(?:'{_LETTER}+)*'?", 0, _word),
    (r"(?<=[^\W\d_])/(?=[^\W\d_])", 0, _slash),
    (r"(?<=[a-z])\.(?=[a-z])", 0, _dot),
    (r"(?<=[A-Z])&(?=[A-Z])", 0, _ampersand),
    (r"([^\w\s])\1{2,}", 0, _decoration),
    (r"°[CFcf]\b|[^\w\s]", 0, _symbol),
)
