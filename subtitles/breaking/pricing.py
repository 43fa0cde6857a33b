"""What the cues cost that a run of words could be cut into, in nats."""

from collections.abc import Mapping, Sequence

import numpy as np

from subtitles.breaking.break_costs import BreakCosts
from subtitles.breaking.candidates import Candidates, CueSearch, FloatColumn, joined
from subtitles.breaking.phrasing import Gap, Juncture, Mark
from subtitles.breaking.runs import Run
from subtitles.breaking.shapes import Shapes

EASE = "easy lines"
"""The name of how well a cue breaks into lines: the logarithm of the sum of the likelihoods of all of its lines."""

_STARTS_AT_ONCE = 2_000  # bounds the memory that the shapes take


class Pricing:
    """Prices the cues of a run."""

    def __init__(self, run: Run, costs: BreakCosts) -> None:
        self._run, self._costs = run, costs
        self._shapes = Shapes(run)
        self._forbidding = np.array([_forbidding(juncture, costs.house) for juncture in run.junctures])
        self._cue_breaks = _gap_costs(run.traits, costs.cue) + self._forbidding
        self._cue_breaks[-1] = 0.0  # the end of the run is no choice
        self._line_breaks = _gap_costs(run.traits, costs.line)

    def prices(self, cues: Candidates) -> FloatColumn:
        """What each candidate costs, the break at its end included.

        That is what its words cost as a cue, how unlikely its lines are for that cue, and what the house rules make of
        them. All candidates that are the same cue with other lines have to be there.
        """
        lines = self.line_prices(cues)
        ease = cues.summed(-lines)
        shape = {**self._costs.shape, **self._costs.house}
        prices: FloatColumn = self._cue_breaks[cues.ends] + lines + (1 + shape[EASE]) * ease
        return prices + _at_breaks(self._forbidding, cues) + _weighed(self._shapes.of_cues(cues), shape)

    def line_prices(self, cues: Candidates) -> FloatColumn:
        """What the lines of each candidate cost by what is learned."""
        return _weighed(self._shapes.of_lines(cues), self._costs.layout) + _at_breaks(self._line_breaks, cues)

    def all(self) -> tuple[Candidates, FloatColumn]:
        """All candidates of the run and what they cost."""
        search, count = CueSearch(self._run), len(self._run.words)
        parts = []
        for first in range(0, count, _STARTS_AT_ONCE):
            cues = search.candidates(first, min(first + _STARTS_AT_ONCE, count))
            parts.append((cues, self.prices(cues)))
        return joined([cues for cues, _ in parts]), np.concatenate([prices for _, prices in parts])


def _at_breaks(costs: FloatColumn, cues: Candidates) -> FloatColumn:
    """What the line breaks of each candidate cost, of the costs of a break at each gap."""
    summed: FloatColumn = np.where(cues.breaks >= 0, costs[cues.breaks], 0.0).sum(axis=0)
    return summed


def _weighed(amounts: Mapping[str, FloatColumn], costs: Mapping[str, float]) -> FloatColumn:
    weighed: FloatColumn = sum((costs.get(name, 0.0) * amount for name, amount in amounts.items()), np.zeros(1))
    return weighed


def _forbidding(juncture: Juncture, house: Mapping[str, float]) -> float:
    """What the house rules make of a break that nobody should make."""
    if juncture.mark is Mark.GLUED:
        return house["stray mark"]
    if juncture.is_name:
        return house["torn name"]
    return house["torn phrase"] if juncture.gap is Gap.BOUND else 0.0


def _gap_costs(traits: Sequence[Mapping[str, float]], costs: Mapping[str, float]) -> FloatColumn:
    return np.array([sum(costs.get(name, 0.0) * amount for name, amount in gap.items()) for gap in traits])
