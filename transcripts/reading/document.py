"""What every kind of file becomes before anything is understood: lines of text, and what the file says about them."""

from dataclasses import dataclass
from enum import Enum


class Mark(Enum):
    """What the markup of a source says a line is."""

    HEADING = "heading"
    FURNITURE = "page furniture"  # navigation, running heads, forms, metadata
    LIST = "list"  # an item of a list


class Trust(Enum):
    """How much of a document is speech."""

    PAGE = "page"  # speech and whatever stands around it on a page
    SPEECH = "speech"  # speech and sounds only: captions, the output of a recogniser


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line, or a paragraph where the source has paragraphs and no lines. It is not blank.

    ``number`` is 1-based in the source: its line, or its cue, paragraph or segment where lines mean nothing. ``gap``
    counts the blank lines before it; 1 begins a paragraph. ``text`` has single spaces and no markup; it can be empty
    where a time or a label stands alone. ``start_ms`` is the time that the source gives, which ``text`` does not hold.
    ``label`` is who speaks from here on where the source leaves no doubt (a ``<v>`` tag, a field of JSON); it need not
    be repeated before the speaker changes. The first ``set_off`` characters of ``text`` are bold, italic or the like.
    ``cells`` are the columns of a row of a table, or of a line with tabs; ``text`` is then all of them.
    """

    number: int
    text: str
    gap: int = 0
    indent: int = 0
    start_ms: int | None = None
    label: str | None = None
    set_off: int = 0
    cells: tuple[str, ...] = ()
    mark: Mark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The lines of a source, in order, and what it declares.

    ``kind`` is the name of the kind of file. ``people`` are the names that its metadata gives for those who speak.
    ``warnings`` tell of what was repaired or could not be read, with its line.
    """

    kind: str
    lines: tuple[Line, ...]
    trust: Trust = Trust.PAGE
    language: str | None = None
    title: str | None = None
    people: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file as it came: its name for messages, its bytes, and its text where it holds text."""

    name: str
    text: str
    data: bytes = b""
