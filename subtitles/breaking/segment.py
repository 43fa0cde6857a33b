"""Where a run of words breaks into cues and lines: the best of all segmentations, by dynamic programming.

How likely people are to make each cue, and to break it into lines where it could break, is learned from their captions,
see `BreakCosts`. The cost of a segmentation is the number of breaks that they would be expected not to have made, and
with a small weight its own unlikeliness, so that it is sound as a whole as well; the cheapest one is found exactly. Its
cues then have the lines that are likeliest for them: what people would do in other cues no longer counts.
"""

from subtitles.breaking.break_costs import BreakCosts, break_costs
from subtitles.breaking.runs import NO_LABEL, Block, LabelRoom, PlacedWord, Run

__all__ = ["NO_LABEL", "Block", "LabelRoom", "PlacedWord", "Run", "segment"]


def segment(run: Run, costs: BreakCosts | None = None) -> tuple[Block, ...]:
    """The cheapest segmentation of a run; ``costs`` are those of `break_costs` unless given.

    Time grows with the number of words, not with its square.
    """
    from subtitles.breaking.search import Lattice  # numpy is imported by those who segment only

    costs = costs or break_costs()
    lattice = Lattice.of(run, costs)
    return lattice.with_likeliest_lines(lattice.cheapest(lattice.risks(costs)))
