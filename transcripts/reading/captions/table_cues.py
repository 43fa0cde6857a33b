"""Tables with times (CSV, TSV): of spreadsheets, of Whisper (milliseconds), of Audacity's labels (no head, seconds)."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from transcripts.errors import TranscriptError
from transcripts.reading.captions.cue import CaptionLine, Captions, Repair
from transcripts.reading.captions.timed_list import Place, TimedList
from transcripts.reading.document import Source
from transcripts.reading.records.values import Unit, milliseconds, unit_of
from transcripts.wordlists import words_of

_DELIMITERS = "\t,;|"
_HEAD_CHARS = 2000
_NAMES: Mapping[str, frozenset[str]] = {
    "start": frozenset(
        words_of(
            "start starttime begin in from time timestamp timecode timein tcin timecodein timestart starttimecode",
            "intime",
            "anfang beginn von début debut inicio desde comienzo",
        )
    ),
    "end": frozenset(
        words_of("end endtime stop out to timeout tcout timecodeout timeend endtimecode outtime ende bis fin hasta")
    ),
    "duration": frozenset(words_of("duration dur length dauer durée duración")),
    "text": frozenset(
        words_of(
            "text body transcript caption captions subtitle subtitles content words utterance dialogue sentence",
            "texte texto",
        )
    ),
    "speaker": frozenset(
        words_of("speaker speakers name who speakername character actor voice sprecher intervenant hablante")
    ),
    "id": frozenset(words_of("id index number no cue nr")),
}
_UNITS = {"ms": Unit.MILLISECONDS, "milliseconds": Unit.MILLISECONDS, "s": Unit.SECONDS, "sec": Unit.SECONDS}
_WORD = re.compile(r"[^\W\d_]+")
_CLOCK = re.compile(r"-?(?:\d{1,3}:)?\d{1,3}:\d{2}(?:[.,:;]\d{1,6})?")
_FRAMES = re.compile(r"(\d{1,3}:\d{2}:\d{2})[:;](\d{2})")
_SECONDS = re.compile(r"\d{1,7}\.\d{1,9}")
_FEWEST_ROWS = 2  # of a table without a head
_LOOKED_AT, _MOST_LOOKED_AT = 20_000, 50  # characters, lines


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """Where the columns are, by what they hold, of ``width`` in all; ``unit`` is that which the head names for plain
    numbers."""

    at: Mapping[str, int]
    width: int
    delimiter: str
    unit: Unit | None = None
    others: tuple[str, ...] = ()
    has_head: bool = True


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Clock:
    """What plain numbers count, and what a frame lasts in ``00:00:01:12``."""

    unit: Unit
    frame_ms: float

    def time_ms(self, written: str) -> int | None:
        """The time in ms, a negative one included; ``None`` for what is none."""
        if written.startswith("-"):
            later = self.time_ms(written[1:].strip()) if written.count("-") == 1 else None
            return None if later is None else -later
        frames = _FRAMES.fullmatch(written)
        if frames is None:
            return milliseconds(written, self.unit) if written else None
        whole = milliseconds(frames[1], self.unit)
        return None if whole is None else whole + round(int(frames[2]) * self.frame_ms)


def is_table_cues(source: Source) -> bool:
    """Whether the first line names columns of times and texts, or the first lines hold times in columns."""
    return source.text.lstrip()[:1] not in ("{", "[", "<") and _columns_of(source.text) is not None


def delimiter_of(text: str) -> str:
    """What parts the columns of the first line; a blank text for none."""
    head = text[:_HEAD_CHARS].lstrip("\n").partition("\n")[0]
    return max(_DELIMITERS, key=head.count) if any(map(head.count, _DELIMITERS)) else ""


def parse_table_cues(source: Source) -> Captions:
    """The rows as cues, in the order of the file; see `CaptionCue`.

    Raises `TranscriptError` for a table without times and texts, and for rows that cannot be parted.
    """
    columns = _columns_of(source.text)
    if columns is None:
        reason = "no columns of times and texts; name them start, end, text in the first line"
        raise TranscriptError(source.name, 1, reason)
    found = TimedList()
    rows = _whole_rows(_rows(source, columns.delimiter, found), columns, found)
    rows = rows[1:] if columns.has_head else rows
    clock = _clock(rows, columns, found)
    for row in rows:
        _add(row, columns, clock, found)
    cues = found.finished()
    if columns.others:
        what = f"columns are not kept: {', '.join(columns.others)[:80]}"
        found.notes.append(Repair(line=1, what=what, code="columns"))
    return Captions(cues=cues, repairs=tuple(found.repairs), notes=tuple(found.notes))


# --- columns


def _columns_of(text: str) -> _Columns | None:
    delimiter = delimiter_of(text)
    if not delimiter:
        return None
    lines = [line for line in islice(text[:_LOOKED_AT].split("\n"), _MOST_LOOKED_AT) if line.strip()]
    rows = [[cell.strip() for cell in _parted(line, delimiter)] for line in lines]
    return _named(rows[0], delimiter) or _by_content(rows, delimiter)


def _named(head: Sequence[str], delimiter: str) -> _Columns | None:
    at: dict[str, int] = {}
    unit: Unit | None = None
    for index, cell in enumerate(head):
        words = _WORD.findall(cell.casefold())
        units = [_UNITS[word] for word in words if word in _UNITS]
        key = "".join(word for word in words if word not in _UNITS)
        kind = next((kind for kind, names in _NAMES.items() if key in names), None)
        if kind and kind not in at:
            at[kind] = index
            unit = units[0] if units and kind in ("start", "end") else unit
    if "start" not in at or "text" not in at:
        return None
    others = tuple(cell for index, cell in enumerate(head) if index not in at.values() and cell)
    return _Columns(at=at, width=len(head), delimiter=delimiter, unit=unit, others=others)


def _by_content(rows: Sequence[Sequence[str]], delimiter: str) -> _Columns | None:
    """The columns of a table without a head: a time, perhaps an end, perhaps a name, and the text."""
    if len(rows) < _FEWEST_ROWS or any(len(row) < 2 or "-->" in row[1] or not _is_time(row[0]) for row in rows):
        return None
    width = min(map(len, rows))
    at = {"start": 0}
    if width >= 3 and all(_is_time(row[1]) for row in rows):
        at["end"] = 1
    if width == len(at) + 2:
        at["speaker"] = len(at)
    if width != len(at) + 1:
        return None
    return _Columns(at=at | {"text": len(at)}, width=width, delimiter=delimiter, has_head=False)


def _is_time(cell: str) -> bool:
    return bool(_CLOCK.fullmatch(cell) or _SECONDS.fullmatch(cell))


# --- rows


def _rows(source: Source, delimiter: str, found: TimedList) -> Iterator[_Row]:
    """The rows that are not blank. With a quotation mark too many each line is a row, so that it swallows no others."""
    lines = source.text.split("\n")
    parted: Iterator[_Row]
    if delimiter == "\t":
        parted = (_Row(number, tuple(_parted_by_tabs(line))) for number, line in enumerate(lines, start=1))
    elif source.text.count('"') % 2:
        found.note(1, "a quotation mark has no partner; each line is taken as a row", "syntax")
        parted = (_Row(number, tuple(_parted(line, delimiter))) for number, line in enumerate(lines, start=1))
    else:
        parted = _quoted_rows(lines, delimiter, source.name)
    yield from (row for row in parted if any(map(str.strip, row.cells)))


def _quoted_rows(lines: Sequence[str], delimiter: str, name: str) -> Iterator[_Row]:
    reader, number = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter), 1
    try:
        for cells in reader:
            yield _Row(number, tuple(cells))
            number = reader.line_num + 1
    except csv.Error as error:
        raise TranscriptError(name, number, f"not a row of a table: {error}") from error


def _parted(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return line.split(delimiter)


def _parted_by_tabs(line: str) -> list[str]:
    """The cells of a line; programs that quote none write quotation marks as they are, also at the beginning."""
    if '"' not in line:
        return line.split("\t")
    try:
        return next(csv.reader([line], delimiter="\t", strict=True), [])
    except csv.Error:
        return line.split("\t")


def _whole_rows(rows: Iterable[_Row], columns: _Columns, found: TimedList) -> list[_Row]:
    """The rows, each as wide as the table: what is left over belongs to the text, and so does a line without columns
    to the text above it."""
    whole: list[_Row] = []
    text = columns.at["text"]
    for row in rows:
        cells = list(row.cells)
        while len(cells) > columns.width and not cells[-1].strip():
            cells.pop()
        if len(cells) == 1 and len(whole) > columns.has_head and not _is_time(cells[0].strip()):
            found.note(row.line, "a line without columns was put to the text above it", "syntax")
            above = whole[-1].cells
            whole[-1] = _Row(whole[-1].line, (*above[:text], f"{above[text]}\n{cells[0]}", *above[text + 1 :]))
            continue
        extra = len(cells) - columns.width
        if extra > 0:
            found.note(
                row.line, "a row has more columns than the table; what is left over was put to its text", "syntax"
            )
            cells[text : text + extra + 1] = [columns.delimiter.join(cells[text : text + extra + 1])]
        whole.append(_Row(row.line, (*cells, *[""] * -extra)))
    return whole


def _add(row: _Row, columns: _Columns, clock: _Clock, found: TimedList) -> None:
    written = {kind: row.cells[at].strip() for kind, at in columns.at.items()}
    start, end = written["start"], written.get("end", "")
    start_ms, end_ms = clock.time_ms(start), clock.time_ms(end)
    lasting_ms = clock.time_ms(written.get("duration", ""))
    if end_ms is None and lasting_ms is not None and start_ms is not None:
        end_ms = start_ms + lasting_ms
    text = written["text"]
    if start_ms is None and not text:
        start, end, text = "", "", columns.delimiter.join(row.cells)  # a row that is none: none of its words is lost
    voice = " ".join(written.get("speaker", "").split()) or None
    spoken = [CaptionLine(number=row.line, text=part.strip(), voice=voice) for part in text.splitlines()]
    place = Place(line=row.line, id=written.get("id") or None, start=start, end=end)
    found.add(start_ms, end_ms, [line for line in spoken if line.text], place)


# --- times


def _clock(rows: Sequence[_Row], columns: _Columns, found: TimedList) -> _Clock:
    """What numbers count, by the head or by how long words would last; 25 or 30 frames a second are assumed."""
    starts = [row.cells[columns.at["start"]].strip() for row in rows]
    frames = [int(match[2]) for start in starts if (match := _FRAMES.fullmatch(start))]
    rate = 25 if max(frames, default=0) < 25 else 30
    if frames:
        what = f"times are in frames without a frame rate; {rate} a second were assumed"
        found.note(rows[0].line, what, "frame-rate")
    unit = columns.unit or Unit.SECONDS
    if rows and not columns.unit:
        end = columns.at.get("end")
        ends = ["" if end is None else row.cells[end].strip() for row in rows]
        texts = [row.cells[columns.at["text"]] for row in rows]
        unit = unit_of(zip(starts, ends, texts, strict=True))
    return _Clock(unit, 1000 / rate)
