"""What the cues cost that a run of words could be cut into, in nats."""

from collections.abc import Mapping, Sequence

import numpy as np

from subtitles.breaking.break_costs import BreakCosts
from subtitles.breaking.candidates import Candidates, CueSearch, FloatColumn, joined
from subtitles.breaking.phrasing import Gap, Juncture, Mark
from subtitles.breaking.runs import Run
from subtitles.breaking.shapes import Shapes

_STARTS_AT_ONCE = 2_000  # bounds the memory that the shapes take


class Pricing:
    """Prices the cues of a run."""

    def __init__(self, run: Run, costs: BreakCosts) -> None:
        self._run = run
        self._shapes = Shapes(run)
        self._shape_costs = {**costs.shape, **costs.house}
        forbidding = np.array([_forbidding(juncture, costs.house) for juncture in run.junctures])
        self._cue_breaks = _gap_costs(run.traits, costs.cue) + forbidding
        self._cue_breaks[-1] = 0.0  # the end of the run is no choice
        self._line_breaks = _gap_costs(run.traits, costs.line) + forbidding

    def prices(self, cues: Candidates) -> FloatColumn:
        """What each candidate costs, the break at its end included."""
        prices: FloatColumn = self._cue_breaks[cues.ends]
        for starts in cues.breaks:
            prices = prices + np.where(starts >= 0, self._line_breaks[starts], 0.0)
        for name, amount in self._shapes.of(cues).items():
            prices = prices + self._shape_costs.get(name, 0.0) * amount
        return prices

    def all(self) -> tuple[Candidates, FloatColumn]:
        """All candidates of the run and what they cost."""
        search, count = CueSearch(self._run), len(self._run.words)
        parts = []
        for first in range(0, count, _STARTS_AT_ONCE):
            cues = search.candidates(first, min(first + _STARTS_AT_ONCE, count))
            parts.append((cues, self.prices(cues)))
        return joined([cues for cues, _ in parts]), np.concatenate([prices for _, prices in parts])


def _forbidding(juncture: Juncture, house: Mapping[str, float]) -> float:
    """What the house rules make of a break that nobody should make."""
    if juncture.mark is Mark.GLUED:
        return house["stray mark"]
    if juncture.is_name:
        return house["torn name"]
    return house["torn phrase"] if juncture.gap is Gap.BOUND else 0.0


def _gap_costs(traits: Sequence[Mapping[str, float]], costs: Mapping[str, float]) -> FloatColumn:
    return np.array([sum(costs.get(name, 0.0) * amount for name, amount in gap.items()) for gap in traits])
