"""Where a run of words breaks into cues and lines: the cheapest of all segmentations, by dynamic programming.

Costs are in nats. A gap costs minus the logarithm of how often captioners break there (cue, line or not at all), so the
cheapest segmentation is the likeliest one under that model; the shape of cues and lines adds to it.
"""

import math
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
    def line_breaks(self) -> tuple[float, ...]:
        """What a line break before word ``k`` adds to leaving that gap unbroken."""
        costs = (GAP_COSTS[gap] for gap in self.gaps)
        return tuple(SHAPE_COSTS.second_line + cost.line - cost.none for cost in costs)

    @cached_property
    def capacity(self) -> int:
        """More characters than any cue of this run can hold."""
        longest = max(count_chars(word.text) for word in self.words) + self.label.chars
        return self.style.max_lines * (max(longest, self.style.max_chars_per_line) + 1)

    @cached_property
    def offsets(self) -> tuple[int, ...]:
        """Characters before word ``k``, each word with the space before it."""
        return tuple(accumulate((word.space + count_chars(word.text) for word in self.words), initial=0))

    def line_chars(self, start: int, end: int) -> int:
        """Length of the line that words ``start:end`` make, with the label where it carries one."""
        chars = self.offsets[end] - self.offsets[start] - self.words[start].space
        return chars + (self.label.chars if start == 0 else 0)

    def fits(self, start: int, end: int) -> bool:
        """Whether words ``start:end`` may be one line. A word that is too long for any line gets one of its own."""
        return end - start == 1 or self.line_chars(start, end) <= self.style.max_chars_per_line


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
    """The last cue of the cheapest segmentation of the first ``end`` words; ``best[k]`` is that for ``k`` words."""
    cheapest, found = math.inf, Block(end - 1, end, (end - 1,))
    for start in range(end - 1, -1, -1):
        if run.line_chars(start, end) > run.capacity:
            break
        if best[start] + breaks_cost(run, start, end) >= cheapest:  # what the lines and the time cost is never negative
            continue
        lines = cheapest_lines(run, start, end)
        if lines is None:  # and no longer cue can hold what this one cannot
            break
        block = Block(start, end, lines)
        cost = best[start] + block_cost(run, block)
        if cost < cheapest:
            cheapest, found = cost, block
    return cheapest, found


def cheapest_lines(run: Run, start: int, end: int) -> tuple[int, ...] | None:
    """The starts of the lines of words ``start:end`` in as few lines as hold them; ``None`` where no cue holds them."""
    if run.fits(start, end):
        return (start,)
    most = run.style.max_lines - (run.label.lines if start == 0 else 0)
    for lines in range(2, most + 1):
        divisions = tuple(_divisions(run, start, end, lines))
        if divisions:
            return min(divisions, key=lambda starts: lines_cost(run, starts, end))
    return None


def _divisions(run: Run, start: int, end: int, lines: int) -> Iterator[tuple[int, ...]]:
    if lines == 1:
        yield (start,)
        return
    for at in range(end - 1, start, -1):
        if lines == 2 and not run.fits(at, end):
            return
        if run.fits(start, at):
            yield from ((start, *rest) for rest in _divisions(run, at, end, lines - 1))


def lines_cost(run: Run, starts: tuple[int, ...], end: int) -> float:
    """What a division into lines adds to the same words on one line."""
    if len(starts) == 1:
        return 0.0
    widths = [run.line_chars(a, b) for a, b in pairwise((*starts, end))]
    lopsided = (max(widths) - min(widths)) / sum(widths)
    return sum(run.line_breaks[k] for k in starts[1:]) + SHAPE_COSTS.unbalance * lopsided


def block_cost(run: Run, block: Block) -> float:
    """What one cue costs, the break at its end included."""
    breaks = breaks_cost(run, block.start, block.end)
    return breaks + lines_cost(run, block.line_starts, block.end) + _time_cost(run, block.start, block.end)


def breaks_cost(run: Run, start: int, end: int) -> float:
    """What a cue of words ``start:end`` costs for ending where it does and for the gaps it leaves unbroken."""
    inside = run.unbroken[end - 1] - run.unbroken[start]
    ending = 0.0 if end == len(run.words) else GAP_COSTS[run.gaps[end]].cue
    is_orphan = end - start == 1 and not run.gaps[start] is run.gaps[end] is Gap.SENTENCE
    return inside + ending + SHAPE_COSTS.cue + (SHAPE_COSTS.orphan if is_orphan else 0.0)


def _time_cost(run: Run, start: int, end: int) -> float:
    """What the time costs that words ``start:end`` can be shown: until the next word, or lingering after the last."""
    style, words = run.style, run.words
    out_ms = words[end - 1].span.end_ms + style.linger_ms
    if end < len(words):
        out_ms = min(out_ms, words[end].span.start_ms - style.min_gap_ms)
    shown_ms = max(out_ms - words[start].span.start_ms, 1)
    missing = max(0.0, 1 - shown_ms / style.min_duration_ms)
    needed_ms = run.line_chars(start, end) * 1000 / style.max_cps
    fast = max(0.0, math.log(needed_ms / shown_ms)) if shown_ms < needed_ms else 0.0
    over_s = max(0, words[end - 1].span.end_ms - words[start].span.start_ms - style.max_duration_ms) / 1000
    too_short = SHAPE_COSTS.short * (1 + missing) if missing else 0.0
    return too_short + SHAPE_COSTS.fast * fast + SHAPE_COSTS.long * over_s
