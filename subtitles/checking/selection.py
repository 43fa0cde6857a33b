"""Which rules are asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from subtitles.checking.finding import Rule
from subtitles.checking.rules import FAMILIES, RULES
from transcripts.errors import UnknownNameError

ALL = "ALL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Rules by code (``timing-gap``), by family (``timing``) or all of them (``ALL``).

    Where both name a rule, the more exact name counts: ``ignore`` of two that are alike.
    Raises `UnknownNameError` for a name that there is not.
    """

    select: tuple[str, ...] = (ALL,)
    ignore: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        families = (ALL, *FAMILIES)
        known = (*families, *RULES)
        for name in (*self.select, *self.ignore):
            if name not in known:  # all of the codes are too many to list
                raise UnknownNameError("rule", name, known if get_close_matches(name.casefold(), known) else families)

    def has(self, rule: Rule) -> bool:
        """Whether a rule is asked."""
        return _exactness(rule, self.select) > _exactness(rule, self.ignore)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that are asked."""
        return tuple(rule for rule in RULES.values() if self.has(rule))


def _exactness(rule: Rule, names: Iterable[str]) -> int:
    """How exactly the names name the rule: 0 not at all, 1 as one of all, 2 by its family, 3 by its code."""
    names = set(names)
    return 3 if rule.code in names else 2 if rule.family in names else 1 if ALL in names else 0
