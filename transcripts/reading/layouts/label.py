"""What a layout finds: the labels of a document, and the lines they stand on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

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


def split_line(line: Line, at: int) -> tuple[Line, Line]:
    """A line as two, the second from the character ``at`` of its text on."""
    before, after = line.text[:at].rstrip(), line.text[at:].lstrip()
    first = replace(line, text=before, set_off=min(line.set_off, len(before)), cells=())
    return first, Line(number=line.number, text=after, indent=line.indent, mark=line.mark)
