"""Reading a written word by a table of rules."""

import re
from collections.abc import Callable, Iterator, Sequence

from aligner.spoken.forms import Forms, Place, joined

Speak = Callable[[re.Match[str], Place], Forms | None]
"""Says what a pattern matched in all its ways; ``None`` if it is not its case after all."""

Row = tuple[str, int, Speak]
"""A pattern, the flags of `re` for it, and what says it."""

Rule = tuple[re.Pattern[str], Speak]


def compiled(*rows: Row) -> tuple[Rule, ...]:
    return tuple((re.compile(pattern, flags), speak) for pattern, flags, speak in rows)


def read(text: str, place: Place, rules: Sequence[Rule]) -> Forms:
    """The ways to say a text, from left to right: the first rule that matches and does not decline says its piece.

    Signs that no rule knows are not spoken.
    """
    return joined(*_pieces(text, place, rules))


def _pieces(text: str, place: Place, rules: Sequence[Rule]) -> Iterator[Forms]:
    at = 0
    while at < len(text):
        end, spoken = _first_piece(text, at, place, rules)
        yield spoken
        at = end


def _first_piece(text: str, at: int, place: Place, rules: Sequence[Rule]) -> tuple[int, Forms]:
    for pattern, speak in rules:
        match = pattern.match(text, at)
        spoken = speak(match, place) if match else None
        if match and spoken is not None:
            return match.end(), spoken
    return at + 1, ((),)
