"""The elements of a page to blocks: lines, with what their elements say about them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from transcripts.reading.decode import tidy
from transcripts.reading.html.blocks import Block, Page, Piece, Style, Suspect
from transcripts.reading.html.parsing import Element, walk
from transcripts.reading.html.styles import begins_block, is_cell, is_row, style_in, suspicion
from transcripts.reading.html.times import time_of_element, time_of_text

_LONGEST_HEAD = 60  # characters of a name and its role before a time; after more a time begins another line
_OF_THEIR_OWN = frozenset(("li", "dt", "tr", "td", "th", "table", "time"))  # their style has their index
_OF_ALL_ALIKE = frozenset(("class",))
_FIRST_UNSPACED = "\u2e80"  # from here on are the scripts of East Asia, which have no spaces between words


def page_of(root: Any) -> Page:  # noqa: ANN401 - lxml has no types
    """The blocks of a tree of `lxml.etree`."""
    walker = _Walker()
    walk(root, walker)
    walker.end_line()
    return Page(
        blocks=tuple(walker.blocks),
        parents=tuple(walker.parents),
        suspects=walker.suspects,
        cells=walker.cells,
        tables=walker.tables,
        tags=walker.tags,
    )


@dataclass(slots=True)
class _Walker:
    """The blocks so far, and the line that is being put together. ``_ms`` is a time that no text has followed yet."""

    blocks: list[Block] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    suspects: dict[int, Suspect] = field(default_factory=dict)
    cells: dict[int, int] = field(default_factory=dict)
    tables: dict[int, int] = field(default_factory=dict)
    _styles: dict[tuple[int, str, str], tuple[Style, Style]] = field(default_factory=dict)
    _around: list[tuple[Element, Style, bool]] = field(default_factory=list)
    _tables: list[int] = field(default_factory=lambda: [0])
    _pieces: list[Piece] = field(default_factory=list)
    _gap: int = 1
    _number: int = 1
    _ms: int | None = None
    _line_ms: int | None = None

    def open(self, element: Element) -> None:
        outer, style, _ = self._around[-1] if self._around else (None, Style(), True)
        self.parents.append(element.parent)
        self.tags.append(element.tag)
        inner = self._style(element, style)
        is_block = not inner.is_silent and begins_block(element, outer.tag if outer else "")
        if is_block:
            self._end_paragraph()
        elif element.tag == "br":
            self._break_line()
        if not inner.is_silent and (is_block or element.tag != "button"):
            self._note(element)
        self._around.append((element, inner, is_block))

    def _style(self, element: Element, around: Style) -> Style:
        """The style in an element. Those of plain elements are made once; ``around`` is kept so that its id stays."""
        if element.tag in _OF_THEIR_OWN or not element.attributes.keys() <= _OF_ALL_ALIKE:
            return self._in_table(element, style_in(element, around))
        key = (id(around), element.tag, element.get("class"))
        if key in self._styles:
            return self._styles[key][1]
        style = style_in(element, around)
        if style.clock != element.order:
            self._styles[key] = (around, style)
        return style

    def _note(self, element: Element) -> None:
        """Remembers that an element may be furniture, and its time."""
        if suspect := suspicion(element):
            self.suspects[element.order] = suspect
        if element.attributes and (time := time_of_element(element)) is not None:
            self._ms = time

    def _in_table(self, element: Element, style: Style) -> Style:
        if element.tag == "table":
            self._tables.append(element.order)
        if is_row(element):
            self.tables[element.order] = self._tables[-1]
            self.cells[element.order] = 0
            return replace(style, row=element.order, cell=0)
        if style.row and is_cell(element):
            self.cells[style.row] += 1
            return replace(style, cell=self.cells[style.row], is_header_cell=element.tag == "th")
        return style

    def text(self, text: str, number: int) -> None:
        element, style, _ = self._around[-1]
        if style.is_silent:
            return
        if not style.is_kept:
            self._write(text, number, element, style)
            return
        for at, line in enumerate(tidy(text).split("\n")):
            if at:
                self._break_line()
            self._write(line, number + at, element, style)

    def _write(self, text: str, number: int, element: Element, style: Style) -> None:
        blank_lines = _blank_lines(text)
        if not text.isspace() and not text.isprintable():
            text = tidy(text)
            text = text if style.is_kept else text.replace("\n", " ").replace("\t", " ")
        if not text.strip():
            if self._pieces and text:
                self._pieces.append(Piece(" ", element.order, style))
            return
        if not self._pieces:
            self._number = number + blank_lines
        elif self._is_parted(style, element) and _runs_on(self._pieces[-1].text, text):
            text = f" {text}"
        if self._ms is not None:
            self._line_ms = self._ms if self._line_ms is None else self._line_ms
            self._ms = None
        self._pieces.append(Piece(text, element.order, style))

    def _is_parted(self, style: Style, element: Element) -> bool:
        """Whether a text is a word with a time of its own, or a link after another one."""
        last = self._pieces[-1]
        is_link = style.is_link and last.style.is_link and last.element != element.order
        return is_link or (self._ms is not None and self._line_ms is not None)

    def close(self) -> None:
        element, _, is_block = self._around.pop()
        if element.tag == "table":
            self._tables.pop()
        if is_block:
            self._end_paragraph()

    def _end_paragraph(self) -> None:
        self.end_line()
        self._gap = 1

    def _break_line(self) -> None:
        if self._pieces:
            self.end_line()
        else:
            self._gap = 1

    def end_line(self) -> None:
        """Ends the line, if it has text."""
        if not self._pieces:
            return
        first = next(piece for piece in self._pieces if piece.text.strip())
        block = Block(
            number=self._number,
            pieces=tuple(self._pieces),
            style=first.style,
            element=first.element,
            gap=self._gap,
            start_ms=self._line_ms,
        )
        self.blocks += _without_clocks(block)
        self._pieces, self._gap, self._line_ms = [], 0, None


def _blank_lines(text: str) -> int:
    return 0 if text[:1] > " " else text.count("\n", 0, len(text) - len(text.lstrip()))


def _runs_on(before: str, after: str) -> bool:
    return before[-1:].isalnum() and after[:1].isalnum() and after[0] < _FIRST_UNSPACED


def _without_clocks(block: Block) -> list[Block]:
    """The block with its times taken out of its text; parted where a time stands within a long one."""
    if not any(piece.style.clock for piece in block.pieces):
        return [block]
    parts: list[tuple[int | None, list[Piece]]] = [(block.start_ms, [])]
    length = 0
    for clock, group in groupby(block.pieces, key=lambda piece: piece.style.clock):
        pieces = list(group)
        text = "".join(piece.text for piece in pieces)
        time = time_of_text(text) if clock else None
        start_ms, before = parts[-1]
        if time is None:
            _join(before, pieces)
            length += len(text)
        elif length > _LONGEST_HEAD:
            parts.append((time, []))
            length = 0
        else:
            parts[-1] = (time if start_ms is None else start_ms, before)
    return [_part(block, at, *part) for at, part in enumerate(parts)]


def _part(block: Block, at: int, start_ms: int | None, pieces: Sequence[Piece]) -> Block:
    has_text = any(piece.text.strip() for piece in pieces)
    gap = 0 if at else block.gap
    return replace(block, pieces=tuple(pieces) if has_text else (), start_ms=start_ms, gap=gap)


def _join(before: list[Piece], after: list[Piece]) -> None:
    """Adds the pieces after a time to those before it, without the brackets of the time."""
    if before:
        last, first = before[-1], after[0]
        if last.text.rstrip().endswith(("(", "[")) and first.text.lstrip().startswith((")", "]")):
            before[-1] = last._replace(text=last.text.rstrip()[:-1].rstrip())
            after[0] = first._replace(text=first.text.lstrip()[1:])
        elif _runs_on(last.text, first.text):
            after[0] = first._replace(text=f" {first.text}")
    before += after
