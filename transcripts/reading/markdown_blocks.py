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
_NUMBERED = re.compile(r"[ \t]*\d{1,3}[.)][ \t]+(?=\S)")
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
    """A line that is not blank, or the part of a line that is a template.

    ``number`` is 1-based, ``gap`` counts the blank lines before it.
    """

    number: int
    text: str
    indent: int = 0
    gap: int = 0
    is_markup: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Lines that belong together. ``bullet`` is that of an item."""

    shape: Shape
    rows: tuple[Row, ...]
    bullet: str = ""


def blocks_of(lines: Sequence[str], first: int) -> tuple[Block, ...]:
    """The blocks of lines of which the first has the number ``first``; every line that is not blank is in one."""
    rows = _parted_templates(_rows(lines, first))
    return tuple(_Blocks(list(rows)).blocks())


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


def _rows(lines: Sequence[str], first: int) -> list[Row]:
    quote = _quote_mark(lines)
    rows: list[Row] = []
    gap = 0
    for number, line in enumerate(lines, start=first):
        text = line
        content = text.lstrip()
        if content.startswith(">"):
            text = _unquoted(line, quote)
            content = text.lstrip()
        if content:
            rows.append(Row(number=number, text=text, indent=len(text) - len(content), gap=gap))
            gap = 0
        else:
            gap += 1
    return rows


def _quote_mark(lines: Sequence[str]) -> re.Pattern[str]:
    """What a quote begins with; where most lines are quoted, it needs no space."""
    written = sum(bool(line) and not line.isspace() for line in lines)
    tight = sum(_TIGHT_QUOTE.match(line) is not None for line in lines)
    return _TIGHT_QUOTE if 2 * tight > written else _QUOTE


def _unquoted(line: str, quote: re.Pattern[str]) -> str:
    at = 0
    while found := quote.match(line, at):
        at = found.end()
    return line[at:].removeprefix(" ") if at else line


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
        gap = row.gap
        for part, is_markup in ((row.text[:start], True), (row.text[start:end], False), (row.text[end:], True)):
            if part.strip():
                yield replace(row, text=part, is_markup=is_markup, gap=gap)
                gap = 0


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
    """Goes through the rows once. ``_at`` is the next one."""

    def __init__(self, rows: list[Row]) -> None:
        self._rows = rows
        self._at = 0
        self._found: dict[str, int] = {}

    def blocks(self) -> Iterator[Block]:
        while self._at < len(self._rows):
            yield from self._next()

    def _next(self) -> Sequence[Block]:
        row = self._rows[self._at]
        if row.is_markup:
            return (self._take(Shape.MARKUP),)
        if row.text[row.indent] not in _BEGINS_BLOCK and "|" not in row.text:
            return (self._paragraph(),)
        readers = (self._line, self._template, self._comment, self._embedded, self._fenced, self._table)
        return next((blocks for read in readers if (blocks := read(row.text))), None) or (self._paragraph(),)

    def _take(self, shape: Shape, count: int = 1) -> Block:
        """The next rows as a block."""
        block = Block(shape=shape, rows=tuple(self._rows[self._at : self._at + count]))
        self._at += count
        return block

    def _follows(self, index: int) -> bool:
        """Whether a row stands immediately below the one before it."""
        return index < len(self._rows) and not self._rows[index].gap

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
        end = self._find("}}", self._at)
        is_short = end is not None and end - self._at < _LONGEST_TEMPLATE
        return self._take_all(Shape.MARKUP, end + 1) if end is not None and is_short else []

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
        if "|" not in text or not self._is_above_rule(self._at):
            return []
        blocks = [self._take(Shape.TABLE), self._take(Shape.MARKUP)]
        while self._follows(self._at) and "|" in self._rows[self._at].text:
            blocks.append(self._take(Shape.TABLE))
        return blocks

    def _is_above_rule(self, index: int) -> bool:
        """Whether the next row is the line below the head of a table."""
        return self._follows(index + 1) and _TABLE_RULE.match(self._rows[index + 1].text) is not None

    def _paragraph(self) -> Block:
        end = self._at + 1
        while self._follows(end) and not self._begins_block(end):
            end += 1
        first = self._rows[self._at].text
        if item := _ITEM.match(first):
            return replace(self._take(Shape.ITEM, end - self._at), bullet=item["bullet"])
        if _NUMBERED.match(first):
            return self._take(Shape.NUMBERED, end - self._at)
        is_underlined = end == self._at + 1 and self._follows(end) and _UNDERLINE.match(self._rows[end].text)
        if is_underlined and len(first) <= _LONGEST_TITLE and not ends_sentence(first.rstrip()) and ":" not in first:
            return self._take(Shape.HEADING)
        return self._take(Shape.PARAGRAPH, end - self._at)

    def _begins_block(self, index: int) -> bool:
        row = self._rows[index]
        if row.is_markup:
            return True
        if row.text[row.indent] not in _BEGINS_BLOCK and "|" not in row.text:
            return False
        if "|" in row.text and self._is_above_rule(index):
            return True
        return any(pattern.match(row.text) for pattern in _BEGINNINGS)

    def _take_all(self, shape: Shape, end: int) -> list[Block]:
        """The rows up to an index as blocks, apart by the blank ones."""
        blocks: list[Block] = []
        while self._at < end:
            stop = self._at + 1
            while stop < end and not self._rows[stop].gap:
                stop += 1
            blocks.append(self._take(shape, stop - self._at))
        return blocks

    def _find(self, mark: str, start: int) -> int | None:
        """The first row from ``start`` on with the end of a comment, a tag or fenced code. ``start`` only grows."""
        at = self._found.get(mark, -1)
        if at < start:
            rows = range(start, len(self._rows))
            at = next((i for i in rows if _has_end(self._rows[i].text, mark)), len(self._rows))
            self._found[mark] = at
        return at if at < len(self._rows) else None


def _has_end(text: str, mark: str) -> bool:
    if mark[0] in "`~":
        return text.strip().startswith(mark) and not text.strip().strip(mark[0])
    return mark in text.casefold()
