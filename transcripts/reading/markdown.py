"""Markdown to lines, as the sites of podcasts, Otter, Hugo, Jekyll and hand-made pages write it.

An own reader by lines: parsers of CommonMark join the lines that pages break by hand, take indents for code, and keep
neither the numbers of lines nor what is no Markdown.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from textwrap import dedent
from typing import TypeVar

from transcripts.reading.document import Document, Line, Mark, Source
from transcripts.reading.front_matter import LONGEST, FrontMatter, front_matter_of
from transcripts.reading.front_speech import is_block, spoken_lines
from transcripts.reading.markdown_blocks import Block, Row, Shape, blocks_of, cells_of, item_text, references_of
from transcripts.reading.markdown_inline import BREAK, Aside, has_markup, inline, with_address
from transcripts.reading.stamps import BARE_STAMP, BRACKETED_STAMP
from transcripts.reading.styled import Run, StyledLine, lines_of_styled, may_be_said

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

_Told = TypeVar("_Told", Run, Run | Aside)


def is_markdown(source: Source) -> bool:
    """Whether the text is marked up as Markdown, whatever its suffix. A single asterisk is no mark."""
    if not source.text:
        return False
    if front_matter_of(source.text.split("\n", LONGEST)) is not None:
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
    return Document(
        kind="markdown",
        lines=(*_front_lines(raw, matter), *_body_lines(raw[matter.end :], matter.end + 1)),
        language=matter.language,
        title=matter.title,
        people=matter.people,
        warnings=matter.warnings,
    )


def _front_lines(raw: Sequence[str], matter: FrontMatter) -> Iterator[Line]:
    """The metadata, and the transcript where it is part of it."""
    speech = matter.speech or range(matter.end, matter.end)
    yield from _furniture(raw[: speech.start], 1)
    rows, number = raw[speech.start : speech.stop], speech.start + 1
    if rows and is_block(rows[0]):
        yield from _furniture(rows[:1], number)
        yield from _body_lines(dedent("\n".join(rows[1:])).split("\n"), number + 1)
    elif rows:
        yield from spoken_lines(rows, number)
    yield from _furniture(raw[speech.stop : matter.end], speech.stop + 1)


def _furniture(rows: Sequence[str], first: int) -> Iterator[Line]:
    for number, row in enumerate(rows, start=first):
        if text := " ".join(row.split()):
            yield Line(number=number, text=text, mark=Mark.FURNITURE)


def _body_lines(rows: Sequence[str], first: int) -> tuple[Line, ...]:
    references = references_of(rows)
    blocks = blocks_of(rows, first)
    return lines_of_styled(list(_with_items(blocks, [_rendered(block, references) for block in blocks])))


def _rendered(block: Block, references: frozenset[str]) -> list[StyledLine]:
    """The lines of a block, at least one."""
    if block.shape in (Shape.MARKUP, Shape.ASIDE):
        return [_as_it_stands(row, Mark.FURNITURE) for row in block.rows]
    if block.shape is Shape.CODE:
        return [_as_it_stands(row, None) for row in block.rows]
    if block.shape is Shape.TABLE:
        return [line for row in block.rows for line in _lines_of_table_row(row, references)]
    mark = Mark.HEADING if block.shape is Shape.HEADING else None
    texts = [item_text(block), *(row.text for row in block.rows[1:])]
    if len(texts) > 1 and not any(map(has_markup, texts)):
        return [_line(row, (Run(text=text),), mark) for row, text in zip(block.rows, texts, strict=True)]
    told = inline("\n".join(map(with_address, texts)), references)
    return list(_lines_of_rows(block.rows, told, mark))


def _as_it_stands(row: Row, mark: Mark | None) -> StyledLine:
    return _line(row, (Run(text=row.text),), mark)


def _line(row: Row, runs: Iterable[Run], mark: Mark | None) -> StyledLine:
    return StyledLine(number=row.number, runs=tuple(runs), gap=row.gap, indent=row.indent, mark=mark)


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
    parts = _parts(runs, "\n") if len(rows) > 1 else iter((runs,))
    for row in rows:
        yield from _lines_of_row(row, next(parts, []), mark) or [_as_it_stands(row, Mark.FURNITURE)]


def _lines_of_row(row: Row, runs: Sequence[Run | Aside], mark: Mark | None) -> list[StyledLine]:
    told = [run for run in runs if isinstance(run, Run)]
    parts = _parts(told, BREAK) if any(BREAK in run.text for run in told) else (told,)
    lines = [_line(row, part, mark) for part in parts if any(run.text.strip() for run in part)]
    if len(told) < len(runs):
        asides = (run for run in runs if isinstance(run, Aside))
        lines += [_line(row, (Run(text=aside.text),), Mark.FURNITURE) for aside in asides]
    return lines if len(lines) < 2 else [lines[0], *(replace(line, gap=0) for line in lines[1:])]


def _parts(runs: Iterable[_Told], mark: str) -> Iterator[list[_Told]]:
    """The runs between the marks in their texts."""
    part: list[_Told] = []
    for run in runs:
        if mark not in run.text or isinstance(run, Aside):
            part.append(run)
            continue
        first, *others = run.text.split(mark)
        part.append(replace(run, text=first))
        for other in others:
            yield part
            part = [replace(run, text=other)]
    yield part


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
    return 2 * sum(may_be_said(lines[-1].text.strip()) for lines in items) > len(items)


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
