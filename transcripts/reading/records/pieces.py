"""The common form of all schemas, and how it becomes lines: words are put together to sentences."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from transcripts.reading.decode import tidy
from transcripts.reading.document import Line
from transcripts.splitting import space_between

NOBODY = "Unknown speaker"
"""The label of what a source expressly gives to nobody, so that it does not go on with who spoke before."""

_LONGEST_LINE = 100  # characters; a longer line counts as a whole paragraph
_TAIL_CHARS = 12
_SENTENCE_END = re.compile(r"[.!?…。！？؟۔।։][\"'”’)\]」』]{0,3}\s*$")
_ABBREVIATION = re.compile(r"(?:^|[\s.])(?:Dr|Mr|Mrs|Ms|St|Jr|Sr|vs|Hr|Fr|Nr|Mme|Sra|[A-HJ-Za-z])\.\s*$")
_SOUTHEAST_ASIAN = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")  # written without spaces between words
_FIRST_UNSPACED = "\u0e00"  # all scripts that are written without spaces come behind it
_SURROGATE = re.compile("[\ud800-\udfff]")
_PAUSE_MS = 1500


class Begins(Enum):
    """What a piece begins where the words alone would not tell."""

    NOTHING = 0
    LINE = 1
    PARAGRAPH = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A word, a mark, or a segment, as written.

    ``number`` is the 1-based place of its record. ``speaker`` is ``None`` where it goes on with whoever spoke.
    ``glued`` tells that nothing stands between it and the piece before but white space of its own.
    """

    text: str
    number: int
    speaker: str | None = None
    start_ms: int | None = None
    begins: Begins = Begins.NOTHING
    glued: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """What a schema found. ``whole`` is the same text where the source has it twice, to compare."""

    pieces: Sequence[Piece]
    whole: str = ""
    warnings: tuple[str, ...] = ()


def interleaved(channels: Iterable[Sequence[Piece]]) -> list[Piece]:
    """The pieces of recordings side by side in the order of their times, cut at pauses and the ends of sentences."""
    runs = [run for pieces in channels for run in _runs(pieces)]
    runs.sort(key=lambda run: run[0])
    return [replace(piece, begins=Begins.LINE) if at == 0 else piece for _, run in runs for at, piece in enumerate(run)]


def _runs(pieces: Sequence[Piece]) -> Iterator[tuple[int, list[Piece]]]:
    run: list[Piece] = []
    start_ms = last_ms = 0
    for piece in pieces:
        now_ms = last_ms if piece.start_ms is None else piece.start_ms
        is_late = now_ms - last_ms > _PAUSE_MS
        if run and piece.text.strip() and not piece.glued and (is_late or _ends_sentence(run[-1].text)):
            yield start_ms, run
            run = []
        start_ms = start_ms if run else now_ms
        run.append(piece)
        last_ms = now_ms
    if run:
        yield start_ms, run


def lines_of(pieces: Iterable[Piece], names: Mapping[str, str]) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """The lines, and warnings about them. ``names`` are those of the ids that stand for speakers."""
    builder = _Builder(names=names)
    for piece in pieces:
        builder.add(piece)
    builder.end_line()
    lines = tuple(builder.lines)
    if all(line.label in (None, NOBODY) for line in lines):
        lines = tuple(replace(line, label=None) if line.label else line for line in lines)
    return lines, tuple(_warnings(builder))


@dataclass(slots=True, kw_only=True)
class _Builder:
    """The lines so far, and the line that is being put together."""

    names: Mapping[str, str]
    lines: list[Line] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    length: int = 0
    first: Piece | None = None
    speaker: str | None = None
    label: str | None = None
    gap: int = 0
    repaired: list[int] = field(default_factory=list)
    unnamed: list[int] = field(default_factory=list)
    late: list[int] = field(default_factory=list)
    last_ms: int = 0

    def add(self, piece: Piece) -> None:
        is_other = piece.speaker is not None and piece.speaker != self.speaker
        if self.parts and (is_other or piece.begins is not Begins.NOTHING or self._is_full(piece)):
            self.end_line()
        if piece.begins is Begins.PARAGRAPH:
            self.gap = 1
        if is_other and piece.text.strip():
            self.speaker, self.label = piece.speaker, self._named(piece.speaker or "")
        if self.parts:
            self._append(piece)
        elif piece.text.strip():
            self.first, self.parts, self.length = piece, [piece.text], len(piece.text)

    def _append(self, piece: Piece) -> None:
        space = "" if piece.glued else _space(self.parts[-1], piece.text)
        self.parts += (space, piece.text) if space else (piece.text,)
        self.length += len(piece.text) + 1

    def _is_full(self, piece: Piece) -> bool:
        last = self.parts[-1]
        is_long = self.length + len(piece.text) >= _LONGEST_LINE
        if not is_long and not _ends_sentence(last if len(last) > 1 else "".join(self.parts[-2:])):
            return False
        is_apart = not piece.glued or piece.text[:1].isspace() or last[-1:].isspace()
        return (is_apart or not space_between(last, piece.text)) and any(map(str.isalnum, piece.text))

    def _named(self, key: str) -> str:
        return self.names.get(key) or (f"Speaker {key}" if key.isdigit() else key)

    def end_line(self) -> None:
        if self.first is None:
            return
        text = tidy("".join(self.parts))
        if _SURROGATE.search(text):
            text = _SURROGATE.sub("\ufffd", text)
            self.repaired.append(self.first.number)
        rows = text.strip().split("\n") if self.first.begins is not Begins.NOTHING else [text]
        for at, row in enumerate(rows):
            self._add_row(" ".join(row.split()), self.first, at)
        self._note(self.first)
        self.parts, self.first = [], None

    def _add_row(self, text: str, first: Piece, at: int) -> None:
        if not text:
            self.gap += at > 0
            return
        start_ms = first.start_ms if at == 0 else None
        label = " ".join(_SURROGATE.sub("\ufffd", tidy(self.label)).split()) if self.label else None
        self.lines.append(Line(number=first.number, text=text, gap=self.gap, start_ms=start_ms, label=label or None))
        self.label, self.gap = None, 0

    def _note(self, first: Piece) -> None:
        if first.speaker is None and self.speaker is not None:
            self.unnamed.append(first.number)
        if first.start_ms is not None:
            if first.start_ms < self.last_ms:
                self.late.append(first.number)
            self.last_ms = first.start_ms


def _warnings(builder: _Builder) -> Iterator[str]:
    if builder.unnamed:
        first, count = builder.unnamed[0], len(builder.unnamed)
        yield f"records without a speaker ({count} lines, the first at record {first}) go on with the one before"
    if builder.late:
        yield f"record {builder.late[0]} begins before the one above it ({len(builder.late)} do); kept as in the file"
    if builder.repaired:
        yield f"half a character (a lone surrogate) in record {builder.repaired[0]} became \ufffd"


def _ends_sentence(text: str) -> bool:
    if text[-1:].isalnum():
        return False
    tail = text[-_TAIL_CHARS:]
    return _SENTENCE_END.search(tail) is not None and _ABBREVIATION.search(tail) is None


def _space(before: str, after: str) -> str:
    if after[:1] < _FIRST_UNSPACED:
        return " "
    if _SOUTHEAST_ASIAN.match(before[-1:]) and _SOUTHEAST_ASIAN.match(after):
        return ""
    return space_between(before, after)
