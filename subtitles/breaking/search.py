"""The best way through all the cues that a run could be cut into, by dynamic programming."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from subtitles.breaking.break_costs import BreakCosts
from subtitles.breaking.candidates import Candidates, FloatColumn, IntColumn
from subtitles.breaking.pricing import Pricing
from subtitles.breaking.runs import Block, Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Lattice:
    """The candidates of a run of ``count`` words, and what each costs in nats."""

    count: int
    cues: Candidates
    prices: FloatColumn

    @classmethod
    def of(cls, run: Run, costs: BreakCosts) -> "Lattice":
        cues, prices = Pricing(run, costs).all()
        return cls(count=len(run.words), cues=cues, prices=prices)

    def chances(self) -> FloatColumn:
        """How likely each candidate is, 0..1, where a segmentation is the likelier the less it costs.

        That is by the sum over all segmentations that hold it (the forward-backward algorithm).
        """
        by_end = np.argsort(self.cues.ends, kind="stable")
        gaps = range(self.count + 1)
        before = _summed(gaps[1:], _bounds(self.cues.ends[by_end], self.count), self._row(self.cues.starts, by_end))
        after = _summed(gaps[-2::-1], _bounds(self.cues.starts, self.count), (self.cues.ends, -self.prices))
        chances: FloatColumn = np.exp(before[self.cues.starts] - self.prices + after[self.cues.ends] - before[-1])
        return chances

    def _row(self, others: IntColumn, order: IntColumn) -> tuple[IntColumn, FloatColumn]:
        return others[order], -self.prices[order]

    def risks(self, costs: BreakCosts) -> FloatColumn:
        """What each candidate costs by the breaks that people would not have made, see `BreakCosts.risk`."""
        chances = self.chances()
        cue = np.bincount(self.cues.ends, chances, self.count + 1)
        risks = costs.risk["cue break"] - cue[self.cues.ends] + costs.risk["nat"] * self.prices
        line = np.zeros(self.count + 1)
        for starts in self.cues.breaks:
            line += np.bincount(starts[starts >= 0], chances[starts >= 0], self.count + 1)
        for starts in self.cues.breaks:
            risks += np.where(starts >= 0, costs.risk["line break"] - line[starts], 0.0)
        return risks

    def cheapest(self, prices: FloatColumn) -> tuple[Block, ...]:
        """The segmentation whose prices add up to least, of those that do one with short cues first."""
        bounds = _bounds(self.cues.starts, self.count)
        least = np.zeros(self.count + 1)  # of everything from each word on
        chosen = [0] * self.count
        for start in range(self.count - 1, -1, -1):
            a, b = bounds[start], bounds[start + 1]
            totals = prices[a:b] + least[self.cues.ends[a:b]]
            at = int(totals.argmin())
            least[start] = totals[at]
            chosen[start] = a + at
        return tuple(self._followed(chosen))

    def with_likeliest_lines(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        """The same cues, each with the lines that cost least."""
        bounds = _bounds(self.cues.starts, self.count)
        return tuple(self._likeliest(block, bounds[block.start], bounds[block.start + 1]) for block in blocks)

    def _likeliest(self, block: Block, first: int, last: int) -> Block:
        rows = first + np.flatnonzero(self.cues.ends[first:last] == block.end)
        return self.cues.block(int(rows[self.prices[rows].argmin()]))

    def _followed(self, chosen: Sequence[int]) -> Iterator[Block]:
        at = 0
        while at < self.count:
            block = self.cues.block(chosen[at])
            yield block
            at = block.end


def _bounds(column: IntColumn, count: int) -> list[int]:
    """Where the rows of each gap begin in an ascending column, and where the last end."""
    bounds: list[int] = np.searchsorted(column, np.arange(count + 2)).tolist()
    return bounds


def _summed(gaps: range, bounds: Sequence[int], table: tuple[IntColumn, FloatColumn]) -> FloatColumn:
    """The logarithm of the sum over all ways from the edge that ``gaps`` lead away from to each of them.

    ``bounds`` are the rows of each gap in the table of gaps at the other end of a cue and of log weights.
    """
    others, weights = table
    sums = np.zeros(len(bounds) - 1)
    for gap in gaps:
        a, b = bounds[gap], bounds[gap + 1]
        totals = sums[others[a:b]] + weights[a:b]
        most = totals.max()
        sums[gap] = most + np.log(np.exp(totals - most).sum())
    return sums
