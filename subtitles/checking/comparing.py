"""Two texts word by word: where they differ, by anchors first, so that it takes hardly longer than reading them.

Words that occur once in both texts are anchors (the patience diff); between anchors the same is tried again, and
what is left is small enough to be compared exactly.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

_MOST_CELLS = 1_000_000  # words × words that are compared exactly; more without an anchor have little in common


@dataclass(frozen=True, slots=True)
class Difference:
    """``first[a_start:a_end]`` stands where the other text has ``second[b_start:b_end]``; one of them may be empty."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int


def matches(first: Sequence[str], second: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs of equal words, ascending in both texts."""
    found: list[tuple[int, int]] = []
    open_parts = [Difference(0, len(first), 0, len(second))]
    while open_parts:
        part = _without_equal_ends(open_parts.pop(), first, second, found)
        if part.a_start == part.a_end or part.b_start == part.b_end:
            continue
        anchors = _anchors(part, first, second)
        if anchors:
            found += anchors
            bounds = [(part.a_start - 1, part.b_start - 1), *anchors, (part.a_end, part.b_end)]
            open_parts += [Difference(a + 1, next_a, b + 1, next_b) for (a, b), (next_a, next_b) in pairwise(bounds)]
        else:
            found += _exactly(part, first, second)
    return sorted(found)


def differences(pairs: Sequence[tuple[int, int]], n_first: int, n_second: int) -> list[Difference]:
    """What lies between equal words."""
    bounds = [(-1, -1), *pairs, (n_first, n_second)]
    between = (Difference(a + 1, next_a, b + 1, next_b) for (a, b), (next_a, next_b) in pairwise(bounds))
    return [part for part in between if part.a_start < part.a_end or part.b_start < part.b_end]


def joined(parts: Sequence[Difference], most_between: int) -> list[Difference]:
    """Differences as one where at most so many equal words lie between them."""
    found: list[Difference] = []
    for part in parts:
        if found and part.a_start - found[-1].a_end <= most_between:
            last = found.pop()
            found.append(Difference(last.a_start, part.a_end, last.b_start, part.b_end))
        else:
            found.append(part)
    return found


def _without_equal_ends(
    part: Difference, first: Sequence[str], second: Sequence[str], found: list[tuple[int, int]]
) -> Difference:
    """The part without the equal words at its ends, which are added to those found."""
    a, b, a_end, b_end = part.a_start, part.b_start, part.a_end, part.b_end
    while a < a_end and b < b_end and first[a] == second[b]:
        found.append((a, b))
        a, b = a + 1, b + 1
    while a < a_end and b < b_end and first[a_end - 1] == second[b_end - 1]:
        a_end, b_end = a_end - 1, b_end - 1
        found.append((a_end, b_end))
    return Difference(a, a_end, b, b_end)


def _anchors(part: Difference, first: Sequence[str], second: Sequence[str]) -> list[tuple[int, int]]:
    """Words that occur once in either text of a part, the longest run of them that ascends in both."""
    once = {word: at for at, word in _once(first, part.a_start, part.a_end)}
    pairs = [(once[word], at) for at, word in _once(second, part.b_start, part.b_end) if word in once]
    return longest_ascending(pairs)


def _once(text: Sequence[str], start: int, end: int) -> list[tuple[int, str]]:
    counts = Counter(text[start:end])
    return [(at, text[at]) for at in range(start, end) if counts[text[at]] == 1]


def longest_ascending(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Of pairs that ascend in the second number the most that ascend in the first (patience sorting)."""
    tops: list[int] = []
    top_pairs: list[int] = []
    below: list[int] = []
    for at, (a, _) in enumerate(pairs):
        pile = bisect_left(tops, a)
        below.append(top_pairs[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [a]
        top_pairs[pile : pile + 1] = [at]
    chain = []
    at = top_pairs[-1] if top_pairs else -1
    while at >= 0:
        chain.append(pairs[at])
        at = below[at]
    return chain[::-1]


def _exactly(part: Difference, first: Sequence[str], second: Sequence[str]) -> list[tuple[int, int]]:
    if (part.a_end - part.a_start) * (part.b_end - part.b_start) > _MOST_CELLS:
        return []
    one, other = first[part.a_start : part.a_end], second[part.b_start : part.b_end]
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return [(part.a_start + block.a + at, part.b_start + block.b + at) for block in blocks for at in range(block.size)]
