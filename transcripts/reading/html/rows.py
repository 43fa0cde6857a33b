"""Rows of tables, told from the tables that old pages are laid out with."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from transcripts.reading.html.blocks import Block, Page, Piece

_LONGEST_HEAD = 110  # characters of a cell before the last; a longer one is a column of a page
_MOST_HEAD_LINES = 2  # a name and a role
_LEAST_ROWS = 2


def with_rows(page: Page) -> tuple[Block, ...]:
    """The blocks, those of a row as one. Further paragraphs of the last cell stand after it."""
    groups = [(row, list(group)) for row, group in groupby(page.blocks, key=lambda block: block.style.row)]
    rows_of = Counter(page.tables[row] for row, group in groups if row and _is_row(group))
    blocks: list[Block] = []
    for row, group in groups:
        is_data = row and _is_row(group) and rows_of[page.tables[row]] >= _LEAST_ROWS
        blocks += _as_row(group, page.cells[row]) if is_data else group
    return tuple(blocks)


def _cells(group: Sequence[Block]) -> dict[int, list[Block]]:
    return {cell: list(blocks) for cell, blocks in groupby(group, key=lambda block: block.style.cell)}


def _is_row(group: Sequence[Block]) -> bool:
    *heads, _last = _cells(group).values()
    return bool(heads) and all(
        len(head) <= _MOST_HEAD_LINES and sum(len(block.text) for block in head) <= _LONGEST_HEAD for head in heads
    )


def _as_row(group: Sequence[Block], width: int) -> list[Block]:
    cells = _cells(group)
    *heads, last = cells.values()
    parts = [block for head in heads for block in head] + last[:1]
    space = Piece(text=" ", element=parts[0].element, style=parts[0].style)
    texts = {cell: " ".join(block.text for block in blocks).strip() for cell, blocks in cells.items()}
    texts[parts[-1].style.cell] = last[0].text
    times = [part.start_ms for part in parts if part.start_ms is not None]
    first = replace(
        parts[0],
        pieces=tuple(piece for part in parts for piece in (*part.pieces, space)),
        start_ms=times[0] if times else None,
        cells=tuple(texts.get(cell, "") for cell in range(1, width + 1)),
    )
    return [first, *last[1:]]
