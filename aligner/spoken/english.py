"""English as it is said: the rules of the language in the order in which they are tried."""

import re
from functools import cache

from aligner.spoken.english_amounts import AMOUNT_RULES
from aligner.spoken.english_dates import DATE_RULES
from aligner.spoken.english_numbers import NUMBER_RULES
from aligner.spoken.english_tables import ADDRESS_SIGNS, TOP_LEVEL_DOMAINS
from aligner.spoken.english_words import OPENING_RULES, WORD_RULES, camel_parts
from aligner.spoken.forms import Forms, Place, joined, say
from aligner.spoken.rules import Row, Rule, compiled, read


def speak_english(text: str, place: Place) -> Forms:
    """The ways to say a written word, as tidied by `aligner.spoken`; an empty one where nothing is said."""
    return read(text, place, _rules_with_numbers() if _NUMERIC.search(text) else _rules_without_numbers())


def _address(match: re.Match[str], place: Place) -> Forms:
    """``example.com/page`` → example dot com slash page; ``www.`` may be left out."""
    address = re.sub(r"^https?://", "", match[0], flags=re.IGNORECASE).rstrip("./")
    parts = re.findall(r"(?i:^www\.)|[./@_-]|[^\W_]+", address)
    return joined(*(_part_of_address(part, place) for part in parts))


def _part_of_address(part: str, place: Place) -> Forms:
    sign = ADDRESS_SIGNS.get(part.lower())
    return say(sign) if sign else speak_english(part, place)


def _tag(match: re.Match[str], place: Place) -> Forms:
    """``@name`` → at name, ``#1`` → number one, ``#MeToo`` → hashtag me too."""
    name = match[2].replace("_", " ")
    lead = "at|" if match[1] == "@" else "number|hashtag|pound|hash" if name.isdecimal() else "hashtag|"
    return joined(say(lead), *(speak_english(part, place) for part in camel_parts(name)))


_ADDRESS = (
    r"(?:https?://|www\.)[^\s<>\"()\[\]]+"
    r"|(?:[\w-]+\.)+[a-z]{2,}/[\w./-]*"
    rf"|(?:[\w.+-]+@)?(?:[\w-]+\.)+(?:{'|'.join(TOP_LEVEL_DOMAINS)})\b(?!\.\w)(?:/[\w./-]*)?"
)


_NUMERIC = re.compile(r"\d|[¼-¾⅐-⅞]|[^\W\d_][⁰¹²³⁴-⁹^]")


@cache
def _rules_without_numbers() -> tuple[Rule, ...]:
    return compiled(*_opening_rules(), *WORD_RULES)


@cache
def _rules_with_numbers() -> tuple[Rule, ...]:
    return compiled(*_opening_rules(), *AMOUNT_RULES, *DATE_RULES, *NUMBER_RULES, *WORD_RULES)


def _opening_rules() -> tuple[Row, ...]:
    return (*OPENING_RULES, (_ADDRESS, re.IGNORECASE, _address), (r"([@#])(\w+)", 0, _tag))
