"""What a layout finds: the labels of a document, and the lines they stand on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from transcripts.reading.document import Line

HOST = "\0host"
"""The key of a host whom the page gives no label; no written label can have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Who speaks from here on.

    ``written`` is the label without colon and markup, ``None`` where nothing but a mark tells that another voice
    begins.
    ``rest`` is what follows on the line. ``key`` identifies equal labels whatever their case or role.
    """

    written: str | None
    key: str
    rest: str
    start_ms: int | None = None


Labels = dict[int, Label]  # by index into the lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The labels that a layout finds. ``lines`` are those of the document, split where a label stood within one."""

    lines: Sequence[Line]
    labels: Labels


def split_line(line: Line, places: Iterable[int]) -> tuple[Line, ...]:
    """A line in pieces, each but the first from one of the ascending ``places`` of its text on."""
    bounds = [0, *(place for place in places if 0 < place < len(line.text)), len(line.text)]
    if len(bounds) == 2:
        return (line,)
    first, *others = (line.text[start:end].strip() for start, end in pairwise(bounds))
    return (
        replace(line, text=first, set_off=min(line.set_off, len(first)), cells=()),
        *(Line(number=line.number, text=text, indent=line.indent, mark=line.mark) for text in others),
    )
