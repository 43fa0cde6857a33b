"""What breaks and the shapes of cues cost: a table that was learned from how people break captions."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

TABLES = ("cue", "line", "shape", "house", "risk")


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakCosts:
    """Costs in nats, by the names of traits (`Run.traits`) and of shapes (`Shapes.of`); what has no entry is free.

    - ``cue``, ``line``: what a break costs at a gap, as a cue break and as a line break, more than none there, for each
      trait, times how much the gap has of it;
    - ``shape``: what a cue costs for its shape; ``house``: what it costs where it strains the limits of a style, and
      what a break costs beyond that where there should be none (in a name or phrase, beside a mark that stands alone);
    - ``risk``: what ``cue break`` and ``line break`` cost when a break is decided on, less the chance 0..1 that people
      would make it (so a break is worth it from that chance on), and what a ``nat`` counts beside them.
    """

    cue: Mapping[str, float]
    line: Mapping[str, float]
    shape: Mapping[str, float]
    house: Mapping[str, float]
    risk: Mapping[str, float]


@cache
def break_costs() -> BreakCosts:
    """The costs that the project ships; ``benchmarks/fit_breaks.py`` made them."""
    data = tomllib.loads(files(__package__).joinpath("break_costs.toml").read_text(encoding="utf-8"))
    return BreakCosts(**{name: MappingProxyType(data[name]) for name in TABLES})
