"""Names of marks below an axis, on as many lines as it takes, such that no name meets another or its leader."""

from collections.abc import Sequence
from dataclasses import dataclass

from transcripts.picture.drawing import SIZE
from transcripts.picture.text import fitted, text_width

_LINES = 3
_GAP = 12.0
_MOST_WIDTH = 420.0
_INDENT = 5.0  # from the leader to the name


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name on a line, 0 the nearest to the axis; its leader comes down at ``mark_x``.

    Its text begins at ``x``; one that stands before its leader ends there.
    """

    mark_x: float
    x: float
    line: int
    text: str
    is_before: bool = False


def labels(marks: Sequence[tuple[float, str]], right: float) -> tuple[Label, ...]:
    """The names of marks in ascending order that find a place left of ``right``, from left to right.

    The last ones may have no room after their leaders: they stand before them, each lower than the one before it. The
    others are placed from right to left, so that a leader comes down left of the names that are there already.
    """
    names = [(mark_x, fitted(name, _MOST_WIDTH, SIZE)) for mark_x, name in marks]
    last = _last(names, right)
    placed = [
        Label(mark_x=mark_x, x=mark_x - _INDENT, line=line, text=name, is_before=True)
        for line, (mark_x, name) in enumerate(names[len(names) - last :])
    ]
    free = [_begin(label) - _GAP for label in placed] + [right] * (_LINES - last)  # where what is on a line begins
    for mark_x, name in reversed(names[: len(names) - last]):
        line = _line(mark_x, name, free)
        if line is not None:
            placed.append(Label(mark_x=mark_x, x=mark_x + _INDENT, line=line, text=name))
            free[: line + 1] = [min(limit, mark_x - _GAP) for limit in free[: line + 1]]
    return tuple(sorted(placed, key=lambda label: label.mark_x))


def _last(names: Sequence[tuple[float, str]], right: float) -> int:
    """How many of the last names have no room after their leaders, at most one a line."""
    last = 0
    for mark_x, name in reversed(names[-_LINES:]):
        if mark_x + _INDENT + text_width(name, SIZE) <= right:
            break
        last += 1
    return last


def _line(mark_x: float, name: str, free: Sequence[float]) -> int | None:
    """The first line with room for a name, if its leader gets there without crossing another name."""
    end = mark_x + _INDENT + text_width(name, SIZE)
    for line, limit in enumerate(free):
        if end <= limit:
            return line
        if mark_x > limit:
            return None
    return None


def _begin(label: Label) -> float:
    return label.x - text_width(label.text, SIZE) if label.is_before else label.mark_x
