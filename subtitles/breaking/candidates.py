"""Every cue that a run of words could be cut into, as columns: where it begins, where its lines do, and its shape.

A column holds one number for each candidate, so that all of them are priced at once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from subtitles.breaking.runs import Block, Run

IntColumn = NDArray[np.int64]
FloatColumn = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Cues of words ``starts:ends``. Row ``i`` of ``breaks`` holds where line ``i + 2`` begins, -1 where it does not.

    All candidates that begin with one word stand together, in the order of that word.
    """

    starts: IntColumn
    ends: IntColumn
    breaks: NDArray[np.int64]

    @classmethod
    def of(cls, block: Block) -> "Candidates":
        """A single one."""
        breaks = np.array(block.line_starts[1:], dtype=np.int64).reshape(-1, 1)
        return cls(np.array([block.start]), np.array([block.end]), breaks)

    def __len__(self) -> int:
        return len(self.starts)

    def summed(self, weights: FloatColumn) -> FloatColumn:
        """For each candidate, the logarithm of the sum of weights of all that are the same cue, whatever their lines.

        ``weights`` are logarithms.
        """
        cue = np.unique(self.starts * (self.ends.max() + 1) + self.ends, return_inverse=True)[1]
        sums = np.full(cue.max() + 1, -np.inf)
        np.logaddexp.at(sums, cue, weights)
        summed: FloatColumn = sums[cue]
        return summed

    def block(self, row: int) -> Block:
        start = int(self.starts[row])
        return Block(start, int(self.ends[row]), (start, *(int(at) for at in self.breaks[:, row] if at >= 0)))


def joined(parts: Sequence[Candidates]) -> Candidates:
    """Candidates one after the other."""
    starts = np.concatenate([part.starts for part in parts])
    ends = np.concatenate([part.ends for part in parts])
    rows = max(len(part.breaks) for part in parts)
    padded = [np.pad(part.breaks, ((0, rows - len(part.breaks)), (0, 0)), constant_values=-1) for part in parts]
    return Candidates(starts, ends, np.concatenate(padded, axis=1))


class CueSearch:
    """Finds the cues of a run that keep to the width, the number of lines and the longest duration of its style.

    A cue has no more lines than it needs, unless one begins another turn; one word may be too long for any limit.
    """

    def __init__(self, run: Run) -> None:
        self._line_ends = np.array(run.line_ends)
        self._cue_ends = np.array([*run.cue_ends, len(run.words)])
        self._turns = np.array([juncture.is_turn for juncture in run.junctures])
        self._lines = np.full(len(run.words), run.style.max_lines)
        self._lines[0] = run.lines_of_cue(0)

    def candidates(self, first: int, last: int) -> Candidates:
        """The cues that begin with words ``first:last``."""
        found = joined([*self._by_lines(np.arange(first, last))])
        order = np.argsort(found.starts, kind="stable")
        return Candidates(found.starts[order], found.ends[order], found.breaks[:, order])

    def _by_lines(self, starts: IntColumn) -> Iterator[Candidates]:
        """The cues of one line, of two, and so on."""
        breaks, at, filled = np.empty((0, len(starts)), dtype=np.int64), starts, starts
        for line in range(1, int(self._lines.max()) + 1):
            fits = self._lines[starts] >= line
            starts, breaks, at, filled = starts[fits], breaks[:, fits], at[fits], filled[fits]
            stops = np.minimum(self._line_ends[at], self._cue_ends[starts]) + 1
            row, ends = _ranges(np.where(self._turns[at] & (at > starts), at, np.maximum(at, filled)) + 1, stops)
            yield Candidates(starts[row], ends, breaks[:, row])
            row, following = _ranges(at + 1, np.minimum(stops, len(self._lines)))
            filled = self._line_ends[filled][row]
            starts, breaks, at = starts[row], np.vstack([breaks[:, row], following]), following


def _ranges(starts: IntColumn, stops: IntColumn) -> tuple[IntColumn, IntColumn]:
    """Every number of every ``range(starts[i], stops[i])``, with its ``i``."""
    sizes = np.maximum(stops - starts, 0)
    row = np.repeat(np.arange(len(sizes)), sizes)
    first = np.repeat(np.cumsum(sizes) - sizes, sizes)
    return row, starts[row] + np.arange(len(row)) - first
