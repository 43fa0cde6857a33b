"""Where a run of words breaks into cues and lines: the cheapest of all segmentations, by dynamic programming.

Costs are in nats. A gap costs minus the logarithm of how often captioners break there (cue, line or not at all), so the
cheapest segmentation is the likeliest one under that model; the shape of cues and lines adds to it.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from subtitles.cue import count_chars
from subtitles.phrasing import Gap, Phrasing
from subtitles.styles import Style
from transcripts.model import Word
from transcripts.timing import TimeSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedWord:
    """A word, when it was said and how sure that is, 0..1 (``None`` where nothing tells)."""

    word: Word
    span: TimeSpan
    confidence: float | None = None

    @property
    def text(self) -> str:
        return self.word.text

    @property
    def space(self) -> int:
        """Characters between it and the word before it on a line."""
        return 0 if self.word.joined else 1


@dataclass(frozen=True, slots=True)
class BreakCosts:
    """What a gap between two words costs as a cue break, as a line break, and unbroken. Invariant: ``line >= none``."""

    cue: float
    line: float
    none: float

    def __post_init__(self) -> None:
        if self.line < self.none:
            raise ValueError("the search takes it that a line break never costs less than none")


# Counted in captions made by people, then fitted to reproduce their breaks; only the differences within a row matter.
GAP_COSTS: Mapping[Gap, BreakCosts] = {
    Gap.SENTENCE: BreakCosts(cue=0.08, line=3.2, none=3.2),
    Gap.CLAUSE: BreakCosts(cue=0.7, line=1.27, none=1.15),
    Gap.CONJUNCTION: BreakCosts(cue=1.8, line=1.28, none=0.57),
    Gap.PREPOSITION: BreakCosts(cue=2.8, line=1.75, none=0.24),
    Gap.PLAIN: BreakCosts(cue=3.6, line=2.1, none=0.22),
    Gap.BOUND: BreakCosts(cue=6.5, line=5.0, none=0.02),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapeCosts:
    """What the shape of a cue costs. Fitted like the gaps."""

    cue: float = 1.6  # each cue: fewer, fuller cues
    second_line: float = 0.4  # each line after the first
    unbalance: float = 1.0  # times (longest - shortest) / all, of the lines
    orphan: float = 2.0  # one word that is not a sentence
    short: float = 1.5  # less than the shortest duration, up to twice that for nothing at all
    fast: float = 1.8  # times the logarithm of how many times the reading speed is exceeded
    long: float = 20.0  # each second above the longest duration
    pause: float = 2.0  # each second of silence inside a cue


SHAPE_COSTS = ShapeCosts()


@dataclass(frozen=True, slots=True)
class Block:
    """Words ``start:end`` of a run as one cue; ``line_starts`` are the indices at which its lines begin."""

    start: int
    end: int
    line_starts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelRoom:
    """What a speaker label takes of a run's first cue: characters of its first line, or lines above it."""

    chars: int = 0
    lines: int = 0


NO_LABEL = LabelRoom()


@dataclass(frozen=True)
class Run:
    """Words of one speaker between two forced breaks, with what is needed to price their segmentations."""

    words: Sequence[PlacedWord]
    phrasing: Phrasing
    style: Style
    label: LabelRoom = NO_LABEL

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """``gaps[k]`` lies before word ``k``; the first and the last stand for the ends of the run."""
        inner = (self.phrasing.gap(a.text, b.text) for a, b in pairwise(self.words))
        return (Gap.SENTENCE, *inner, Gap.SENTENCE)

    @cached_property
    def unbroken(self) -> tuple[float, ...]:
        """Cost of no cue break at any of the first ``k`` gaps: of leaving them unbroken, and of the pauses there."""
        pauses_ms = (max(0, b.span.start_ms - a.span.end_ms) for a, b in pairwise(self.words))
        gaps = zip(self.gaps[1:-1], pauses_ms, strict=True)
        costs = (GAP_COSTS[gap].none + SHAPE_COSTS.pause * ms / 1000 for gap, ms in gaps)
        return tuple(accumulate(costs, initial=0.0))

    @cached_property
    def cue_breaks(self) -> tuple[float, ...]:
        """What a cue break before word ``k`` costs; the end of the run costs nothing."""
        return (*(GAP_COSTS[gap].cue for gap in self.gaps[:-1]), 0.0)

    @cached_property
    def line_breaks(self) -> tuple[float, ...]:
        """What a line break before word ``k`` adds to leaving that gap unbroken."""
        costs = (GAP_COSTS[gap] for gap in self.gaps)
        return tuple(SHAPE_COSTS.second_line + cost.line - cost.none for cost in costs)

    @cached_property
    def shown_until_ms(self) -> tuple[int, ...]:
        """Until when a cue can be shown that ends with word ``k``: the next word, or lingering after its last."""
        lingering = [word.span.end_ms + self.style.linger_ms for word in self.words]
        next_ms = (word.span.start_ms - self.style.gap_ms for word in self.words[1:])
        return (*map(min, lingering, next_ms), lingering[-1])

    @cached_property
    def chars_until(self) -> tuple[int, ...]:
        """Characters of the first ``k`` words, each with the space before it."""
        return tuple(accumulate((word.space + count_chars(word.text) for word in self.words), initial=0))

    @cached_property
    def chars_before(self) -> tuple[int, ...]:
        """Characters before a line that begins with word ``k``, less the label that stands on the first line."""
        chars = [until + word.space for until, word in zip(self.chars_until, self.words, strict=False)]
        return (chars[0] - self.label.chars, *chars[1:])

    @cached_property
    def line_ends(self) -> tuple[int, ...]:
        """Where the longest line ends that begins with word ``k``. Never falls, nor stays at ``k`` but after the last.

        A word that is too long for any line gets one of its own.
        """
        most = self.style.max_chars_per_line
        ends = (bisect_right(self.chars_until, before + most) - 1 for before in self.chars_before)
        return (*(max(k + 1, end) for k, end in enumerate(ends)), len(self.words))

    @cached_property
    def cue_ends(self) -> tuple[int, ...]:
        """Where the longest cue ends that begins with word ``k``. Never falls."""
        first = self._after_lines(0, max(1, self.style.max_lines - self.label.lines))
        return (first, *(self._after_lines(k, self.style.max_lines) for k in range(1, len(self.words))))

    def _after_lines(self, start: int, lines: int) -> int:
        for _ in range(lines):
            start = self.line_ends[start]
        return start

    def line_chars(self, start: int, end: int) -> int:
        """Length of the line that words ``start:end`` make, with the label where it carries one."""
        return self.chars_until[end] - self.chars_before[start]

    def fits(self, start: int, end: int) -> bool:
        """Whether words ``start:end`` may be one line. A word that is too long for any line gets one of its own."""
        return end <= self.line_ends[start]


def segment(run: Run) -> tuple[Block, ...]:
    """The cheapest segmentation of a run. Time grows with the number of words, not with its square."""
    best: list[float] = [0.0]
    came_from: list[Block] = []
    for end in range(1, len(run.words) + 1):
        cost, block = _cheapest_ending(run, end, best)
        best.append(cost)
        came_from.append(block)
    blocks: list[Block] = []
    at = len(run.words)
    while at:
        blocks.append(came_from[at - 1])
        at = blocks[-1].start
    return tuple(reversed(blocks))


def _cheapest_ending(run: Run, end: int, best: Sequence[float]) -> tuple[float, Block]:
    """The last cue of the cheapest segmentation of the first ``end`` words; ``best[k]`` is that for ``k`` words.

    Cues are priced in the order of the least that they can cost, until that is more than the cheapest does cost.
    """
    starts = range(bisect_left(run.cue_ends, end), end)
    last_line = bisect_left(run.line_ends, end)  # from here on one line is enough, and the last of several begins
    line_break = min(run.line_breaks[last_line:end])
    least = [best[k] + (breaks_cost(run, k, end) + (line_break if k < last_line else 0.0)) for k in starts]
    cheapest, found = math.inf, Block(end - 1, end, (end - 1,))
    for at_least, start in sorted(zip(least, starts, strict=True)):
        if at_least > cheapest:
            break
        block = Block(start, end, cheapest_lines(run, start, end))
        cost = best[start] + block_cost(run, block)
        if (cost, -start) < (cheapest, -found.start):  # of two that cost the same, the shorter
            cheapest, found = cost, block
    return cheapest, found


def cheapest_lines(run: Run, start: int, end: int) -> tuple[int, ...]:
    """The starts of the lines of words ``start:end``, which one cue holds, in as few lines as hold them."""
    lines, at = 1, run.line_ends[start]
    while at < end:
        lines, at = lines + 1, run.line_ends[at]
    if lines == 1:
        return (start,)
    return min(_divisions(run, start, end, lines), key=lambda starts: lines_cost(run, starts, end))


def _divisions(run: Run, start: int, end: int, lines: int) -> Iterator[tuple[int, ...]]:
    if lines == 1:
        yield (start,)
        return
    for at in range(min(run.line_ends[start], end - 1), start, -1):
        if lines == 2 and not run.fits(at, end):
            return
        for rest in _divisions(run, at, end, lines - 1):
            yield (start, *rest)


def lines_cost(run: Run, starts: tuple[int, ...], end: int) -> float:
    """What a division into lines adds to the same words on one line."""
    if len(starts) == 1:
        return 0.0
    widths = [run.line_chars(a, b) for a, b in pairwise((*starts, end))]
    lopsided = (max(widths) - min(widths)) / sum(widths)
    return sum([run.line_breaks[k] for k in starts[1:]]) + SHAPE_COSTS.unbalance * lopsided


def block_cost(run: Run, block: Block) -> float:
    """What one cue costs, the break at its end included. No part of it is negative."""
    breaks = breaks_cost(run, block.start, block.end)
    return breaks + lines_cost(run, block.line_starts, block.end) + _time_cost(run, block.start, block.end)


def breaks_cost(run: Run, start: int, end: int) -> float:
    """What a cue of words ``start:end`` costs for ending where it does and for the gaps it leaves unbroken."""
    inside = run.unbroken[end - 1] - run.unbroken[start]
    is_orphan = end - start == 1 and not run.gaps[start] is run.gaps[end] is Gap.SENTENCE
    return inside + run.cue_breaks[end] + SHAPE_COSTS.cue + (SHAPE_COSTS.orphan if is_orphan else 0.0)


def _time_cost(run: Run, start: int, end: int) -> float:
    """What the time costs that words ``start:end`` can be shown."""
    style, start_ms = run.style, run.words[start].span.start_ms
    shown_ms = max(run.shown_until_ms[end - 1] - start_ms, 1)
    missing = max(0.0, 1 - shown_ms / style.min_duration_ms)
    needed_ms = run.line_chars(start, end) * 1000 / style.max_cps if style.max_cps else 0.0
    fast = math.log(needed_ms / shown_ms) if shown_ms < needed_ms else 0.0
    over_s = max(0, run.words[end - 1].span.end_ms - start_ms - style.max_duration_ms) / 1000
    too_short = SHAPE_COSTS.short * (1 + missing) if missing else 0.0
    return too_short + SHAPE_COSTS.fast * fast + SHAPE_COSTS.long * over_s
