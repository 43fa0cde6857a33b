"""Rows of a table: time, name and text in columns of their own."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from transcripts.furniture import ends_sentence
from transcripts.reading.document import Line, Mark
from transcripts.reading.layouts.head import Head, read_head
from transcripts.reading.layouts.label import Found, Labels
from transcripts.reading.stamps import BARE_STAMP, BRACKETED_STAMP, stamp_ms

_LEAST_SHARE = 0.4  # of the lines that are rows of the table
_LEAST_ROWS = 3
_LONGEST_OFFICE = 6  # words
_MOST_NAMES_A_ROW = 0.8


def find_columns(lines: Sequence[Line]) -> Found:
    """The names in the column of names before the text of the widest column; what other columns hold is furniture."""
    rows = {i: line for i, line in enumerate(lines) if len(line.cells) >= 2 and line.mark is not Mark.FURNITURE}
    width = Counter(len(line.cells) for line in rows.values()).most_common(1)[0][0] if rows else 0
    rows = {i: line for i, line in rows.items() if len(line.cells) == width}
    cells = [line.cells for line in rows.values()]
    names = _column_of_names(cells)
    others = sum(line.mark is not Mark.FURNITURE for line in lines)
    if len(rows) < max(_LEAST_ROWS, _LEAST_SHARE * others) or names is None:
        return Found(lines=lines, labels={})
    said = max((at for at in range(width) if at != names), key=lambda at: sum(len(row[at]) for row in cells))
    parted: list[Line] = []
    labels: Labels = {}
    for i, line in enumerate(lines):
        if i not in rows:
            parted.append(line)
            continue
        name = read_head(line.cells[names].rstrip(":： "))
        is_named = _may_be_a_name(name)
        if is_named:
            labels[len(parted)] = name.before(line.cells[said])
        parted += _of_row(line, said, names if is_named else said)
    return Found(lines=tuple(parted), labels=labels)


def _of_row(line: Line, said: int, named: int) -> Iterator[Line]:
    """The text of a row with its time, and what its other cells hold."""
    others = [cell for at, cell in enumerate(line.cells) if at not in (said, named) and cell]
    times = [stamp_ms(cell) for cell in others if _is_time(cell)]
    start_ms = times[0] if times else line.start_ms
    yield replace(line, text=line.cells[said], start_ms=start_ms, set_off=0, cells=())
    for cell in others:
        if not _is_time(cell):
            yield Line(number=line.number, text=cell, mark=Mark.FURNITURE)


def _column_of_names(rows: Sequence[tuple[str, ...]]) -> int | None:
    """The column whose cells are mostly names that return."""
    best, most = None, 0.0
    for at in range(len(rows[0]) if rows else 0):
        named = [cell for row in rows if _may_be_a_name(read_head(cell := row[at].rstrip(":： ")))]
        share = len(named) / len(rows)
        if named and len(set(named)) <= max(2, _MOST_NAMES_A_ROW * len(named)) and share > max(most, 1 / 2):
            best, most = at, share
    return best


def _may_be_a_name(head: Head) -> bool:
    """In a column of its own an office is a name as well: "Mme la présidente"."""
    words = head.written.split()
    is_title = 0 < len(words) <= _LONGEST_OFFICE and not words[0][0].islower() and not ends_sentence(head.written)
    return head.style is not None or (is_title and words[0][0].isalpha())


def _is_time(cell: str) -> bool:
    return bool(BARE_STAMP.fullmatch(cell) or BRACKETED_STAMP.fullmatch(cell))
