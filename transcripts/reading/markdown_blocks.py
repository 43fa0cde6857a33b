"""The blocks of a Markdown text: paragraphs, headings, items, tables, code, and lines that hold no text of the page.

Lines stay lines, because half of the pages wrap them by hand or end them with a turn.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from transcripts.furniture import ends_sentence

_QUOTE = re.compile(r" {0,3}>(?=\s|$|[*_\[])")  # ">>" marks a change of speakers
_TIGHT_QUOTE = re.compile(r" {0,3}>(?!>)")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*$")
_HEADING = re.compile(r" {0,3}#{1,6}(?=\s|$)")
_ITEM = re.compile(r"[ \t]*(?P<bullet>[-*+])[ \t]+(?=\S)")
_NUMBERED = re.compile(r"[ \t]*\d{1,9}[.)][ \t]+(?=\S)")
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})[^`]*$")
_DEFINITION = re.compile(r" {0,3}\[(?P<name>[^\]^\[]{1,200})\]:[ \t]+<?(?:[a-z]{2,10}:|[/#.])\S", re.IGNORECASE)
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]\s]{1,80}\]:")
_TABLE_RULE = re.compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?)?[ \t]*$")
_CELL_END = re.compile(r"(?<!\\)\|")
# Hugo ({{< x >}}), Jekyll ({% x %}), kramdown ({: x}), Docusaurus (:::x), and the imports of MDX.
_TEMPLATE = re.compile(r"[ \t]*(?:\{\{.*\}\}|\{%.*%\}|\{:.*\}|:::.*|(?:import|export) .* from ['\"].*)[ \t]*;?$")
_OPENING = re.compile(r"[ \t]*\{\{[<%][ \t]*[\w./-]+[ \t]+(?:(?:text|content|body)=)?[\"`]")
_CLOSING = re.compile(r"[\"`][ \t]*/?[>%]\}\}[ \t]*$")
_EMBEDDED = re.compile(r"[ \t]*<(?P<tag>script|style|iframe|svg|audio|video)[\s>]", re.IGNORECASE)
_TEMPLATE_OPENING = re.compile(r"[ \t]*\{\{[<%]")
_BEGINNINGS = (
    *(_RULE, _UNDERLINE, _HEADING, _ITEM, _NUMBERED, _FENCE, _FOOTNOTE, _DEFINITION, _TEMPLATE, _TEMPLATE_OPENING),
    re.compile(r"[ \t]*<!--"),
    _EMBEDDED,
)
_BEGINS_BLOCK = frozenset("#-*_=+`~<{:0123456789[|ie")  # the first characters of all that begins a block
_LONGEST_TITLE = 80  # characters
_LONGEST_TEMPLATE = 50  # lines
_FEWEST_WORDS = 6  # of what is given to a template on a single line and is a text


class Shape(Enum):
    """What a block is."""

    PARAGRAPH = auto()
    HEADING = auto()
    ITEM = auto()
    NUMBERED = auto()
    TABLE = auto()
    CODE = auto()
    ASIDE = auto()  # text that nobody speaks
    MARKUP = auto()  # no text at all


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a block, or the part of a line that is a template: its 1-based number, its text and its indent."""

    number: int
    text: str
    indent: int = 0
    is_markup: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Lines that belong together. ``gap`` counts the blank lines before them; ``bullet`` is that of an item."""

    shape: Shape
    rows: tuple[Row, ...]
    gap: int = 0
    bullet: str = ""


def blocks_of(lines: Sequence[str], first: int) -> tuple[Block, ...]:
    """The blocks of lines of which the first has the number ``first``; every line that is not blank is in one."""
    quote = _quote_mark(lines)
    rows = [_row(line, number, quote) for number, line in enumerate(lines, start=first)]
    return tuple(_Blocks(list(_parted_templates(rows))).blocks())


def references_of(lines: Sequence[str]) -> frozenset[str]:
    """The names of the links that are defined in lines of their own."""
    return frozenset(found["name"].casefold() for line in lines if (found := _DEFINITION.match(line)))


def item_text(block: Block) -> str:
    """The text of the first line of a block without the mark of a heading or an item."""
    text = block.rows[0].text
    if block.shape is Shape.ITEM and (item := _ITEM.match(text)):
        return text[item.end() :]
    if block.shape is Shape.HEADING and (heading := _HEADING.match(text)):
        title = text[heading.end() :].strip()
        bare = title.rstrip("#")
        return bare if bare.endswith((" ", "\t")) else title
    return text


def cells_of(text: str) -> list[str]:
    """The cells of a row of a table."""
    return _CELL_END.split(text.strip().removeprefix("|").removesuffix("|"))


def _quote_mark(lines: Sequence[str]) -> re.Pattern[str]:
    """What a quote begins with; where most lines are quoted, it needs no space."""
    written = [line for line in lines if line.strip()]
    tight = sum(_TIGHT_QUOTE.match(line) is not None for line in written)
    return _TIGHT_QUOTE if 2 * tight > len(written) else _QUOTE


def _row(line: str, number: int, quote: re.Pattern[str]) -> Row:
    at = 0
    while found := quote.match(line, at):
        at = found.end()
    text = line[at:].removeprefix(" ") if at else line
    return Row(number=number, text=text, indent=len(text) - len(text.lstrip()))


def _parted_templates(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows, those parted that begin or end a template with text in it: ``{{< transcript "[MUSIC]`` … ``" >}}``."""
    last = max((i for i, row in enumerate(rows) if _CLOSING.search(row.text)), default=-1)
    is_open = False
    for i, row in enumerate(rows):
        opening = None if is_open or i > last else _opening(row.text)
        closing = _CLOSING.search(row.text) if is_open or opening else None
        if opening is None and closing is None:
            yield row
            continue
        start, end = opening.end() if opening else 0, closing.start() if closing else len(row.text)
        is_open = closing is None
        for part, is_markup in ((row.text[:start], True), (row.text[start:end], False), (row.text[end:], True)):
            if part.strip():
                yield replace(row, text=part, is_markup=is_markup)


def _opening(text: str) -> re.Match[str] | None:
    """The beginning of a template, if what it is given is a text and no title or address."""
    opening = _OPENING.match(text)
    if opening is None:
        return None
    rest = text[opening.end() :]
    given = _CLOSING.sub("", rest)
    is_long = given == rest or len(given.split()) >= _FEWEST_WORDS
    return opening if is_long and given.count('"') % 2 == 0 and "}}" not in given else None


class _Blocks:
    """Goes through the rows once. ``_at`` is the next one, ``_gap`` counts the blank ones before it."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = list(rows)
        self._at = self._gap = 0
        self._last: dict[str, int] = {}

    def blocks(self) -> Iterator[Block]:
        while self._at < len(self._rows):
            if self._rows[self._at].text.strip():
                yield from self._next()
            else:
                self._at += 1
                self._gap += 1

    def _next(self) -> list[Block]:
        row = self._rows[self._at]
        text = row.text.lstrip()
        if row.is_markup:
            return [self._take(Shape.MARKUP)]
        if text[0] not in _BEGINS_BLOCK and "|" not in text:
            return [self._paragraph()]
        readers = (self._line, self._template, self._comment, self._embedded, self._fenced, self._table)
        return next((blocks for read in readers if (blocks := read(row.text))), None) or [self._paragraph()]

    def _take(self, shape: Shape, count: int = 1) -> Block:
        """The next rows as a block."""
        block = Block(shape=shape, rows=tuple(self._rows[self._at : self._at + count]), gap=self._gap)
        self._at += count
        self._gap = 0
        return block

    def _line(self, text: str) -> list[Block]:
        if _RULE.match(text) or _UNDERLINE.match(text):
            return [self._take(Shape.MARKUP)]
        if _HEADING.match(text) and text.strip("# \t"):
            return [self._take(Shape.HEADING)]
        if _FOOTNOTE.match(text) or _DEFINITION.match(text):
            return [self._take(Shape.ASIDE)]
        return []

    def _template(self, text: str) -> list[Block]:
        if _TEMPLATE.match(text):
            return [self._take(Shape.MARKUP)]
        if not _TEMPLATE_OPENING.match(text) or "}}" in text:
            return []
        upto = range(self._at, min(self._at + _LONGEST_TEMPLATE, len(self._rows)))
        end = next((i for i in upto if "}}" in self._rows[i].text), None)
        return [] if end is None else self._take_all(Shape.MARKUP, end + 1)

    def _comment(self, text: str) -> list[Block]:
        if not text.lstrip().startswith("<!--"):
            return []
        end = self._find("-->", self._at)
        if end is None:
            return []
        before, _, after = self._rows[end].text.partition("-->")
        if not after.strip():
            return self._take_all(Shape.ASIDE, end + 1)
        if end == self._at:
            return []
        blocks = self._take_all(Shape.ASIDE, end)
        self._rows[end] = replace(self._rows[end], text=f"<!--{before}-->{after}")
        return blocks

    def _embedded(self, text: str) -> list[Block]:
        found = _EMBEDDED.match(text)
        if found is None:
            return []
        end = self._find(f"</{found['tag'].casefold()}", self._at)
        return self._take_all(Shape.MARKUP, (self._at if end is None else end) + 1)

    def _fenced(self, text: str) -> list[Block]:
        found = _FENCE.match(text)
        if found is None:
            return []
        end = self._find(found["fence"][:3], self._at + 1)
        blocks = [self._take(Shape.MARKUP)]
        if end is not None:
            blocks += [*self._take_all(Shape.CODE, end), *self._take_all(Shape.MARKUP, end + 1)]
        return blocks

    def _table(self, text: str) -> list[Block]:
        following = self._rows[self._at + 1].text if self._at + 1 < len(self._rows) else ""
        if "|" not in text or not _TABLE_RULE.match(following):
            return []
        blocks = [self._take(Shape.TABLE), self._take(Shape.MARKUP)]
        while self._at < len(self._rows) and "|" in self._rows[self._at].text:
            blocks.append(self._take(Shape.TABLE))
        return blocks

    def _paragraph(self) -> Block:
        rows = self._rows
        end = self._at + 1
        while end < len(rows) and not self._ends_paragraph(end):
            end += 1
        first = rows[self._at].text
        item = _ITEM.match(first)
        if item:
            return replace(self._take(Shape.ITEM, end - self._at), bullet=item["bullet"])
        if _NUMBERED.match(first):
            return self._take(Shape.NUMBERED, end - self._at)
        is_underlined = end < len(rows) and end == self._at + 1 and _UNDERLINE.match(rows[end].text) is not None
        if is_underlined and len(first) <= _LONGEST_TITLE and not ends_sentence(first.rstrip()) and ":" not in first:
            return self._take(Shape.HEADING)
        return self._take(Shape.PARAGRAPH, end - self._at)

    def _ends_paragraph(self, index: int) -> bool:
        text = self._rows[index].text
        stripped = text.lstrip()
        if not stripped or self._rows[index].is_markup:
            return True
        if stripped[0] not in _BEGINS_BLOCK and "|" not in text:
            return False
        if "|" in text and index + 1 < len(self._rows) and _TABLE_RULE.match(self._rows[index + 1].text):
            return True
        return any(pattern.match(text) for pattern in _BEGINNINGS)

    def _take_all(self, shape: Shape, end: int) -> list[Block]:
        """The rows up to an index as blocks, apart by the blank ones."""
        blocks: list[Block] = []
        while self._at < end:
            start = self._at
            while start < end and not self._rows[start].text.strip():
                start += 1
            self._gap += start - self._at
            self._at = start
            stop = start
            while stop < end and self._rows[stop].text.strip():
                stop += 1
            if stop > start:
                blocks.append(self._take(shape, stop - start))
        return blocks

    def _find(self, mark: str, start: int) -> int | None:
        """The first row from ``start`` on with the end of a comment, a tag or fenced code."""
        if mark not in self._last:
            ends = (i for i in range(len(self._rows) - 1, -1, -1) if _has_end(self._rows[i].text, mark))
            self._last[mark] = next(ends, -1)
        if start > self._last[mark]:
            return None
        return next(i for i in range(start, self._last[mark] + 1) if _has_end(self._rows[i].text, mark))


def _has_end(text: str, mark: str) -> bool:
    if mark[0] in "`~":
        return text.strip().startswith(mark) and not text.strip().strip(mark[0])
    return mark in text.casefold()
