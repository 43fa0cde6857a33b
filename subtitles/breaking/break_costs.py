"""What breaks and the shapes of cues cost: a table that was learned from how people break captions."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

TABLES = ("cue", "line", "shape", "layout", "house", "risk")


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakCosts:
    """Costs in nats, by the names of traits (`Run.traits`) and of shapes (`Shapes`); what has no entry is free.

    - ``cue``: what the break at the end of a cue costs, for each trait of the gap, times how much the gap has of it;
      ``shape``: what the cue costs for its shape, whatever its lines;
    - ``line``, ``layout``: the same of a line break and of the shape of the lines, against all other lines of that cue;
    - ``house``: what a cue costs where it strains the limits of a style, and what a break of either kind costs beyond
      the rest where there should be none (in a name or phrase, beside a mark that stands alone);
    - ``risk``: what ``cue break`` and ``line break`` cost when a break is decided on, less the chance 0..1 that people
      would make it (so a break is worth it from that chance on), and what a ``nat`` counts beside them.
    """

    cue: Mapping[str, float]
    line: Mapping[str, float]
    shape: Mapping[str, float]
    layout: Mapping[str, float]
    house: Mapping[str, float]
    risk: Mapping[str, float]


@cache
def break_costs() -> BreakCosts:
    """The costs that the project ships; ``benchmarks/fit_breaks.py`` made them."""
    data = tomllib.loads(files(__package__).joinpath("break_costs.toml").read_text(encoding="utf-8"))
    return BreakCosts(**{name: MappingProxyType(data[name]) for name in TABLES})
