"""Layouts: the ways in which transcripts say who speaks. Every layout looks at the whole file; the best one is taken.

A new layout is one module with a function ``lines -> Found`` and one line of `LAYOUTS`.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from transcripts.errors import UnknownNameError
from transcripts.reading.document import Line
from transcripts.reading.layouts.changes import find_chevrons, find_dashes
from transcripts.reading.layouts.colon import find_colons
from transcripts.reading.layouts.columns import find_columns
from transcripts.reading.layouts.emphasis import find_emphasis
from transcripts.reading.layouts.label import HOST, Found, Label, Labels
from transcripts.reading.layouts.name_lines import find_name_lines
from transcripts.reading.layouts.questions import find_questions
from transcripts.reading.layouts.separators import find_separators
from transcripts.reading.layouts.tagged import find_tagged
from transcripts.reading.layouts.unnamed_host import with_unnamed_host

__all__ = ["HOST", "LAYOUTS", "UNLABELLED", "Explanation", "Label", "Labels", "Layout", "explain"]

UNLABELLED = "unlabelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A way to say who speaks: its name, and what finds its labels."""

    name: str
    find: Callable[[Sequence[Line]], Found]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """How a layout explains a document. ``scores`` are those of all layouts, in labels; see `_score`."""

    layout: str
    lines: Sequence[Line]
    labels: Labels
    scores: Mapping[str, float]

    @property
    def evidence(self) -> str:
        """Why this layout, for a person to read."""
        if not self.labels:
            return "no speaker labels"
        voices = len({label.key for label in self.labels.values()})
        others = [(score, name) for name, score in self.scores.items() if name != self.layout and score > 0]
        next_best = f"; next best: {max(others)[1]}, {max(others)[0]:g}" if others else ""
        return f"{len(self.labels)} labels of {voices} voices explain {self.scores[self.layout]:g} lines{next_best}"


# Of layouts that explain a document equally well the first is taken.
LAYOUTS: tuple[Layout, ...] = (
    Layout(name="tagged", find=find_tagged),
    Layout(name="columns", find=find_columns),
    Layout(name="colon", find=find_colons),
    Layout(name="questions", find=find_questions),
    Layout(name="chevrons", find=find_chevrons),
    Layout(name="name-lines", find=find_name_lines),
    Layout(name="emphasis", find=find_emphasis),
    Layout(name="separators", find=find_separators),
    Layout(name="dashes", find=find_dashes),
)
# A page may name some voices and mark the others: the layouts that go together, and of how many labels.
_COMBINABLE = MappingProxyType({"colon": 2, "questions": 2, "chevrons": 1})
_WITH_UNNAMED = ("colon", "dashes")  # layouts of pages that may leave one voice without a label


def explain(lines: Sequence[Line], pinned: str | None = None) -> Explanation:
    """The layout that explains the lines best, or the pinned one.

    Raises `UnknownNameError` for one that is not in the table.
    """
    known = {layout.name: layout for layout in LAYOUTS}
    if pinned == UNLABELLED:
        return Explanation(layout=UNLABELLED, lines=lines, labels={}, scores={})
    if pinned is not None and pinned not in known:
        raise UnknownNameError("layout", pinned, (*known, UNLABELLED))
    found = {layout.name: layout.find(lines) for layout in LAYOUTS if pinned in (None, layout.name)}
    scores = {name: _score(one.labels) for name, one in found.items()}
    best = max(scores, key=lambda name: scores[name])
    if not found[best].labels:
        return Explanation(layout=UNLABELLED, lines=lines, labels={}, scores=scores)
    taken = found[best] if pinned else _with_others(best, found)
    labels = with_unnamed_host(taken.lines, taken.labels) if best in _WITH_UNNAMED else taken.labels
    return Explanation(layout=best, lines=taken.lines, labels=labels, scores=scores)


def _score(labels: Labels) -> float:
    """How many lines the labels explain: those of voices that return, and half of those that stand once.

    One label alone explains half as much: it may be a heading or a remark.
    """
    counts = Counter(label.key for label in labels.values())
    score = sum(count if count >= 2 else 1 / 2 for count in counts.values())
    return score if len(counts) >= 2 else score / 2


def _with_others(best: str, found: Mapping[str, Found]) -> Found:
    """What the best layout finds, and between it the labels of those that go together with it."""
    find = {layout.name: layout.find for layout in LAYOUTS}
    taken = found[best]
    others = [name for name, least in _COMBINABLE.items() if name != best and len(found[name].labels) >= least]
    for name in others if best in _COMBINABLE else ():
        other = find[name](taken.lines)
        again = find[best](other.lines)  # the other one may have parted lines
        if len(again.lines) == len(other.lines):
            taken = Found(lines=again.lines, labels=dict(sorted({**other.labels, **again.labels}.items())))
    return taken
