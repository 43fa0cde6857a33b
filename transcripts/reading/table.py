"""Tables as spreadsheets save them (CSV): a row a line, the columns as cells."""

import csv
import re
from collections.abc import Iterator
from html import unescape

from transcripts.errors import TranscriptError
from transcripts.reading.document import Document, Line, Mark, Source
from transcripts.wordlists import words_of

_HEAD_CHARS = 2000
_LONGEST_COLUMN_NAME = 3  # words
_DELIMITERS = ",;\t|"
# What the columns of a transcript are called.
_COLUMNS = frozenset(
    words_of(
        "speaker speakers name who text words transcript content utterance body start end time timestamp timecode",
        "begin sprecher zeit intervenant texte temps hablante texto tiempo",
    )
)
_WORD = re.compile(r"[^\W\d_]+")


def is_table(source: Source) -> bool:
    """Whether the first line names the columns of a transcript."""
    delimiter = _delimiter(source.text)
    cells = [_WORD.findall(cell.casefold()) for cell in _first_line(source.text).split(delimiter)] if delimiter else []
    is_short = all(len(cell) <= _LONGEST_COLUMN_NAME for cell in cells)
    return is_short and sum(bool(_COLUMNS.intersection(cell)) for cell in cells) >= 2


def read_table(source: Source) -> Document:
    """A line a row; the names of the columns are page furniture. Raises `TranscriptError` for a row that is none."""
    return Document(kind="table", lines=tuple(_lines(source)))


def _first_line(text: str) -> str:
    return text[:_HEAD_CHARS].lstrip("\n").partition("\n")[0]


def _delimiter(text: str) -> str | None:
    head = _first_line(text)
    return max(_DELIMITERS, key=head.count) if any(map(head.count, _DELIMITERS)) else None


def _lines(source: Source) -> Iterator[Line]:
    reader = csv.reader(source.text.splitlines(keepends=True), delimiter=_delimiter(source.text) or ",")
    number, is_head = 1, True
    try:
        for row in reader:
            cells = tuple(" ".join(unescape(cell).split()) for cell in row)  # spreadsheets of web pages hold entities
            if any(cells):
                text = " ".join(filter(None, cells))
                yield Line(number=number, text=text, gap=1, cells=cells, mark=Mark.FURNITURE if is_head else None)
                is_head = False
            number = reader.line_num + 1
    except csv.Error as error:
        raise TranscriptError(source.name, number, f"not a row of a table: {error}") from error
