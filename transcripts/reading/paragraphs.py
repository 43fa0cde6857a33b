"""Puts together paragraphs and tables while a reader walks through a document."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from transcripts.reading.decode import tidy
from transcripts.reading.document import Mark
from transcripts.reading.styled import Run, StyledLine

_LONGEST_LABEL = 110  # characters of a cell that is one cell, however many paragraphs a name and a role take


@dataclass(slots=True, kw_only=True)
class Paragraphs:
    """The lines so far, and the paragraph and the row of a table that are being put together.

    Paragraphs are numbered, the empty ones too; a line has the number of its paragraph.
    """

    lines: list[StyledLine] = field(default_factory=list)
    number: int = 1
    _gap: int = 1
    _runs: list[Run] = field(default_factory=list)
    _texts: list[str] = field(default_factory=list)  # of one type, see `_type`
    _type: tuple[bool, str] = (False, "")
    _hidden: list[Run] = field(default_factory=list)
    _mark: Mark | None = None
    _row: list[list[StyledLine]] | None = None
    _cell: list[StyledLine] = field(default_factory=list)

    @property
    def in_row(self) -> bool:
        return self._row is not None

    def write(self, text: str, *, stands_out: bool = False, colour: str = "") -> None:
        """Adds text of a type, see `Run`. A tab parts cells; a line break of the text is a space."""
        if self._type != (stands_out, colour):
            self._end_run()
            self._type = (stands_out, colour)
        self._texts.append(text)

    def hide(self, text: str) -> None:
        """Adds text that the document holds and does not show. It becomes a line of its own after its paragraph."""
        self._hidden.append(Run(text=tidy(text).replace("\n", " ")))

    def break_line(self, mark: Mark | None = None) -> None:
        """Ends a line within its paragraph."""
        self._end_run()
        if any(run.text.strip() for run in self._runs):
            target = self.lines if self._row is None else self._cell
            target.append(StyledLine(number=self.number, runs=tuple(self._runs), gap=self._gap, mark=mark))
            self._gap = 0
        self._runs = []

    def end_paragraph(self, mark: Mark | None = None) -> None:
        """Ends a paragraph, of which ``mark`` is the markup. An empty one is a blank line."""
        before = self._gap
        self.break_line(mark)
        hidden, self._runs, self._hidden = self._hidden, self._hidden, []
        if hidden:
            self.break_line(Mark.FURNITURE)
        self._gap = before + 1 if self._gap == before else 1
        self.number += 1

    def _end_run(self) -> None:
        if self._texts:
            stands_out, colour = self._type
            text = tidy("".join(self._texts)).replace("\n", " ")
            self._runs.append(Run(text=text, stands_out=stands_out, colour=colour))
            self._texts.clear()

    def _has_text(self) -> bool:
        """Whether the paragraph has any text yet, or any that is hidden."""
        self._end_run()
        return any(run.text.strip() for run in (*self._runs, *self._hidden))

    def insert(self, lines: Iterable[StyledLine]) -> None:
        """Adds lines that were put together elsewhere."""
        (self.lines if self._row is None else self._cell).extend(lines)

    def begin_row(self) -> None:
        """Begins a row of a table, after what stands before it. Rows within rows are paragraphs."""
        if self._has_text():
            self.end_paragraph()
        self._row, self._cell = [], []

    def end_cell(self, mark: Mark | None = None) -> None:
        """Ends a cell, and its last paragraph, of which ``mark`` is the markup."""
        if self._has_text():
            self.end_paragraph(mark)
        if self._row is not None:
            self._row.append(self._cell)
            self._cell, self._gap = [], 1

    def end_row(self) -> None:
        """Ends a row, or a document amid one."""
        if self._row is None:
            return
        if self._cell or self._has_text():
            self.end_cell()
        row, self._row = self._row, None
        self.lines += _lines_of_row(row)

    def end(self) -> tuple[StyledLine, ...]:
        """All lines, the unfinished ones too."""
        self.end_row()
        self.end_paragraph()
        return tuple(self.lines)


def _lines_of_row(row: list[list[StyledLine]]) -> list[StyledLine]:
    """One line of several cells, and after it the further paragraphs of its last cell.

    A row of one cell is a frame around paragraphs, and cells of several paragraphs are columns of a page.
    """
    filled = [cell for cell in row if cell]
    *heads, last = filled or [[]]
    if not heads or any(sum(len(line.text) for line in head) > _LONGEST_LABEL and len(head) > 1 for head in heads):
        return [line for cell in filled for line in cell]
    parts = [_joined(head) for head in heads] + [last[0]]
    texts = iter(" ".join(part.text.split()) for part in parts)
    space = Run(text=" ")
    first = replace(
        parts[0],
        runs=tuple(run for part in parts for run in (*part.runs, space)),
        cells=tuple(next(texts) if cell else "" for cell in row),
        mark=None,
    )
    return [first, *last[1:]]


def _joined(cell: list[StyledLine]) -> StyledLine:
    space = Run(text=" ")
    return replace(cell[0], runs=tuple(run for line in cell for run in (*line.runs, space)))
