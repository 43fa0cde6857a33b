"""Alternatives: the ways in which something may be said, the likeliest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, product

Tokens = tuple[str, ...]
"""Spoken words in lower case and names of letters (``c.``), in the order in which they are said."""

Forms = tuple[Tokens, ...]
"""Alternatives without duplicates, the likeliest first; an empty one is silence."""

MOST_FORMS = 6
_MOST_VARIED_PARTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a word stands.

    ``before`` and ``after`` are its neighbours without their punctuation, empty where there are none;
    ``opens_sentence`` tells whether a sentence may begin with it, ``in_capitals`` whether the whole text is capitals.
    """

    before: str
    after: str
    opens_sentence: bool
    in_capitals: bool
    language: str


def say(text: str) -> Forms:
    """Alternatives from the way tables write them: ``for example|e. g.``; ``slash|`` may be silent."""
    return tuple(tuple(form.split()) for form in text.split("|"))


def either(*choices: Iterable[Tokens]) -> Forms:
    """All the alternatives there are, the first ones if they are too many."""
    return tuple(dict.fromkeys(chain.from_iterable(choices)))[:MOST_FORMS]


def joined(*parts: Forms) -> Forms:
    """What is said when the parts are said one after the other; combinations of the likeliest alternatives first.

    Parts that come after the first few with alternatives keep to their likeliest, so that cost is linear.
    """
    if all(len(part) == 1 for part in parts):
        return (tuple(chain.from_iterable(part[0] for part in parts)),)
    varied = [index for index, part in enumerate(parts) if len(part) > 1][:_MOST_VARIED_PARTS]
    ranks = sorted(product(*(range(len(parts[index])) for index in varied)), key=sum)[:MOST_FORMS]
    choices = (dict(zip(varied, chosen, strict=True)) for chosen in ranks)
    return either(
        tuple(chain.from_iterable(part[choice.get(index, 0)] for index, part in enumerate(parts))) for choice in choices
    )


def letter_names(word: str, ending: str = "") -> Forms:
    """The names of the letters, the last with an ending: ``CEO``, ``s`` → c. e. o.s"""
    names = [f"{letter}." for letter in word.lower() if letter.isalpha()]
    return ((*names[:-1], names[-1] + ending),) if names else ((),)
