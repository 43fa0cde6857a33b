"""What a page is made of while its main text is looked for: lines with the elements that their text stands in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from transcripts.reading.document import Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What the elements around a text say about it. Elements are given by their index, 0 for none.

    ``voice`` is the kind of element that holds a speaker's name, ``clock`` the element that may hold a time.
    """

    stands_out: bool = False
    colour: str = ""
    is_link: bool = False
    is_kept: bool = False  # line ends are kept
    is_silent: bool = False
    voice: str = ""
    clock: int = 0
    mark: Mark | None = None
    item: int = 0
    row: int = 0
    cell: int = 0
    is_header_cell: bool = False


class Piece(NamedTuple):
    """A stretch of text in one element."""

    text: str
    element: int
    style: Style


@dataclass(frozen=True, kw_only=True)
class Block:
    """A line of the page; ``style`` is that of its beginning. Without pieces it is a time that stands alone."""

    number: int
    pieces: tuple[Piece, ...]
    style: Style
    element: int
    gap: int = 0
    start_ms: int | None = None
    cells: tuple[str, ...] = ()

    @cached_property
    def text(self) -> str:
        return " ".join("".join(piece.text for piece in self.pieces).split())

    @cached_property
    def link_chars(self) -> int:
        """How many characters lead to other pages."""
        return sum(len(" ".join(piece.text.split())) for piece in self.pieces if piece.style.is_link)

    @property
    def is_link(self) -> bool:
        return bool(self.text) and self.link_chars >= 0.8 * len(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """An element that may be furniture. ``kind`` is equal for those that look the same."""

    kind: str
    is_sure: bool


@dataclass(frozen=True, kw_only=True)
class Page:
    """The blocks of a page in order, and what its elements are.

    ``parents`` and ``tags`` are those of the elements by index, ``suspects`` those that may be furniture.
    ``cells`` count those of rows, ``tables`` are the tables that rows stand in.
    """

    blocks: tuple[Block, ...]
    parents: Sequence[int]
    suspects: Mapping[int, Suspect]
    cells: Mapping[int, int]
    tables: Mapping[int, int]
    tags: Sequence[str]
