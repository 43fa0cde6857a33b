"""Markdown to lines, as the sites of podcasts, Otter, Hugo, Jekyll and hand-made pages write it.

An own reader by lines: parsers of CommonMark join the lines that pages break by hand, take indents for code, and keep
neither the numbers of lines nor what is no Markdown.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from transcripts.furniture import ends_sentence
from transcripts.reading.document import Document, Mark, Source
from transcripts.reading.front_matter import FrontMatter, front_matter_of
from transcripts.reading.markdown_blocks import Block, Row, Shape, blocks_of, cells_of, item_text, references_of
from transcripts.reading.markdown_inline import BREAK, Aside, inline, with_address
from transcripts.reading.stamps import BARE_STAMP, BRACKETED_STAMP
from transcripts.reading.styled import Run, StyledLine, lines_of_styled

_LABEL = re.compile(
    r"^[ \t>]*(?:[-*+][ \t]+|\d{1,4}[.)][ \t]+)?(?:\*\*\S[^*\n]{0,100}\*\*|__\S[^_\n]{0,100}__"
    r"|\*[^\s*][^*\n]{0,100}:\*|_[^\s_][^_\n]{0,100}:_|\*[^\s*][^*\n]{0,100}\*:|_[^\s_][^_\n]{0,100}_:)",
    re.MULTILINE,
)
# What tells of Markdown, and how much of each is certain; two points in all are enough.
_SIGNS = (
    (_LABEL, 1),
    (re.compile(r"^ {0,3}#{1,6} +\S", re.MULTILINE), 1),
    (re.compile(r"\]\((?:https?://|mailto:|/)[^\s()]{1,500}"), 2),
    (re.compile(r"(?<![*\w])\*\*[^\s*][^*\n]{0,200}\*\*(?![*\w])"), 1),
    (re.compile(r"\\[\[\]*_~`]"), 1),
    (re.compile(r"^[ \t]*(?:\{\{[<%]|\{%|```)", re.MULTILINE), 1),
    (re.compile(r"^[ \t]*(?:\|[ \t]*)?:?-{3,}:?[ \t]*\|[ \t:|-]*$", re.MULTILINE), 2),
    (re.compile(r"^ {0,3}> \S.*\n {0,3}>[ \t]*\n {0,3}> \S", re.MULTILINE), 1),
)
_ENOUGH = 2
_FEW_ITEMS = 3  # so few do not tell what they are


def is_markdown(source: Source) -> bool:
    """Whether the text is marked up as Markdown, whatever its suffix. A single asterisk is no mark."""
    if not source.text:
        return False
    if front_matter_of(source.text.split("\n", 2_000)) is not None:
        return True
    points = 0
    for pattern, worth in _SIGNS:
        for count, _ in enumerate(pattern.finditer(source.text), start=1):
            points += worth
            if points >= _ENOUGH:
                return True
            if count >= _ENOUGH:
                break
    return False


def read_markdown(source: Source) -> Document:
    """The lines, those of the metadata at the beginning too, with the numbers of the source and without markup."""
    raw = source.text.split("\n")
    matter = front_matter_of(raw) or FrontMatter(end=0)
    body = raw[matter.end :]
    references = references_of(body)
    blocks = blocks_of(body, matter.end + 1)
    rendered = [_rendered(block, references) for block in blocks]
    styled = [*_front_lines(raw[: matter.end]), *_with_items(blocks, rendered)]
    return Document(
        kind="markdown",
        lines=lines_of_styled(styled),
        language=matter.language,
        title=matter.title,
        people=matter.people,
        warnings=matter.warnings,
    )


def _front_lines(raw: Sequence[str]) -> Iterator[StyledLine]:
    for number, line in enumerate(raw, start=1):
        if line.strip():
            yield StyledLine(number=number, runs=(Run(text=line),), mark=Mark.FURNITURE)


def _rendered(block: Block, references: frozenset[str]) -> list[StyledLine]:
    lines = list(_lines_of_block(block, references))
    return [replace(lines[0], gap=block.gap), *lines[1:]]


def _lines_of_block(block: Block, references: frozenset[str]) -> Iterator[StyledLine]:
    if block.shape in (Shape.MARKUP, Shape.ASIDE, Shape.CODE):
        mark = None if block.shape is Shape.CODE else Mark.FURNITURE
        for row in block.rows:
            yield StyledLine(number=row.number, runs=(Run(text=row.text),), indent=row.indent, mark=mark)
    elif block.shape is Shape.TABLE:
        for row in block.rows:
            yield from _lines_of_table_row(row, references)
    else:
        rows = [replace(row, text=with_address(row.text)) for row in block.rows]
        rows[0] = replace(rows[0], text=with_address(item_text(block)))
        mark = Mark.HEADING if block.shape is Shape.HEADING else None
        yield from _lines_of_rows(block.rows, inline("\n".join(row.text for row in rows), references), mark)


def _lines_of_table_row(row: Row, references: frozenset[str]) -> Iterator[StyledLine]:
    runs: list[Run | Aside] = []
    cells: list[str] = []
    for cell in cells_of(row.text):
        told = [replace(one, text=one.text.replace(BREAK, " ")) for one in inline(cell.strip(), references)]
        cells.append(" ".join("".join(one.text for one in told if isinstance(one, Run)).split()))
        runs += [*told, Run(text=" ")]
    for line in _lines_of_rows((row,), runs, None):
        yield replace(line, cells=tuple(cells)) if line.mark is None else line


def _lines_of_rows(rows: Sequence[Row], runs: Sequence[Run | Aside], mark: Mark | None) -> Iterator[StyledLine]:
    """The lines of a block, an aside after its line; a row without any text is shown as it stands."""
    parts = iter(_by_row(runs))
    for row in rows:
        lines = list(_lines_of_row(row, next(parts, []), mark))
        yield from lines or [replace(_raw(row), mark=Mark.FURNITURE)]


def _raw(row: Row) -> StyledLine:
    return StyledLine(number=row.number, runs=(Run(text=row.text),), indent=row.indent)


def _by_row(runs: Sequence[Run | Aside]) -> Iterator[list[Run | Aside]]:
    """The runs of every line of the source."""
    row: list[Run | Aside] = []
    for run in runs:
        if isinstance(run, Aside):
            row.append(run)
            continue
        first, *others = run.text.split("\n")
        row.append(replace(run, text=first))
        for other in others:
            yield row
            row = [replace(run, text=other)]
    yield row


def _lines_of_row(row: Row, runs: Sequence[Run | Aside], mark: Mark | None) -> Iterator[StyledLine]:
    line: list[Run] = []
    asides: list[str] = []
    for run in (*runs, Run(text=BREAK)):
        if isinstance(run, Aside):
            asides.append(run.text)
            continue
        first, *others = run.text.split(BREAK)
        line.append(replace(run, text=first))
        for other in others:
            if any(part.text.strip() for part in line):
                yield StyledLine(number=row.number, runs=tuple(line), indent=row.indent, mark=mark)
            line = [replace(run, text=other)]
    for text in asides:
        yield StyledLine(number=row.number, runs=(Run(text=text),), mark=Mark.FURNITURE)


def _with_items(blocks: Sequence[Block], rendered: Sequence[list[StyledLine]]) -> Iterator[StyledLine]:
    """All lines; those of a list are items, or turns and paragraphs where most of them are sentences."""
    pairs = list(zip(blocks, rendered, strict=True))
    dashes = [lines for block, lines in pairs if block.bullet == "-"]
    is_dialogue = _is_spoken(dashes)
    for (shape, bullet), run in groupby(pairs, key=lambda pair: (pair[0].shape, pair[0].bullet)):
        items = [lines for _, lines in run]
        if shape not in (Shape.ITEM, Shape.NUMBERED):
            yield from (line for lines in items for line in lines)
            continue
        is_few = len(items) < _FEW_ITEMS
        is_spoken = is_dialogue if is_few and bullet == "-" else _is_spoken(items)
        for lines in items:
            yield from _item(lines, bullet, is_spoken=is_spoken, is_alone=len(items) == 1)


def _is_spoken(items: Sequence[Sequence[StyledLine]]) -> bool:
    return 2 * sum(ends_sentence(lines[-1].text.rstrip()) for lines in items) > len(items)


def _item(lines: Sequence[StyledLine], bullet: str, *, is_spoken: bool, is_alone: bool) -> list[StyledLine]:
    """The lines of an item. A dash is part of a dialogue, but not before a name that is set off or a time."""
    first, *others = lines
    if not (is_spoken or is_alone):
        return [replace(line, mark=line.mark or Mark.LIST) for line in lines]
    if not bullet or _begins_turn(first) or (is_spoken and bullet != "-"):
        return list(lines)
    return [replace(first, runs=(Run(text=f"{bullet} "), *first.runs)), *others]


def _begins_turn(line: StyledLine) -> bool:
    run = next((run for run in line.runs if run.text.strip()), Run(text=""))
    text = line.text.strip()
    is_timed = BARE_STAMP.match(text) or BRACKETED_STAMP.match(text)
    return bool(is_timed) or (run.stands_out and len(run.text.strip()) < len(text))
