r"""Rich Text Format to lines, as Word, WordPad, TextEdit and LibreOffice write it.

An own reader: striprtf gives the words alone, without what is bold, a cell, a header or hidden.
"""

import codecs
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace

from transcripts.errors import TranscriptError
from transcripts.reading.document import Document, Mark, Source
from transcripts.reading.paragraphs import Paragraphs
from transcripts.reading.rtf_tables import Tables, Target
from transcripts.reading.rtf_words import (
    ASIDES,
    CHARACTERS,
    HEADERS,
    LIST_TEXT,
    PARAGRAPH_ENDS,
    SET_OFF,
    SKIPPED,
    STARRED,
    STRUCTURE,
)
from transcripts.reading.styled import StyledLine, lines_of_styled, without_spoken_lists

_BEGINNING = "{\\rtf"
_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<symbol>.)"
    r"|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)|.",
    re.DOTALL,
)
_AFTER_THE_END = re.compile(r"[\x00\r\n }]*\Z")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BODY_LEVEL = 9  # the outline level that is none


def is_rtf(source: Source) -> bool:
    """Whether the source begins as these files do."""
    return source.text[:1000].lstrip().startswith(_BEGINNING)


def read_rtf(source: Source) -> Document:
    """The paragraphs as lines, each with its number; headers stand before, footers and notes after them.

    Raises `TranscriptError` for a file without text.
    """
    text, has_bytes = _raw(source)
    parser = _Parser(text, has_bytes=has_bytes)
    parser.parse()
    said = parser.body.end()
    if not said:
        raise TranscriptError(source.name, None, "this RTF file has no text in it; save it again, or as plain text")
    before, after = (_aside(writers) for writers in (parser.headers, parser.notes))
    last = max(1, parser.body.number - 1)
    lines = lines_of_styled([*before, *said, *(replace(line, number=last) for line in after)])
    title = " ".join("".join(parser.title).split())
    return Document(kind="rtf", lines=without_spoken_lists(lines), title=title or None, warnings=tuple(parser.warnings))


def _raw(source: Source) -> tuple[str, bool]:
    """The file, and whether its characters are bytes in its code page; some programs write UTF-8 against the rules."""
    start = source.data.find(_BEGINNING.encode())
    if start < 0:
        return source.text, False
    try:
        return source.data[start:].decode("utf-8"), False
    except UnicodeDecodeError:
        return source.data[start:].decode("latin-1"), True


def _aside(writers: Iterable[Paragraphs]) -> list[StyledLine]:
    found: dict[str, StyledLine] = {}
    for line in (line for writer in writers for line in writer.end()):
        found.setdefault(line.text, replace(line, number=1, mark=Mark.FURNITURE))
    return list(found.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """What holds within a group, and is as before after it."""

    writer: Paragraphs
    target: Target = Target.TEXT
    is_starred: bool = False
    set_off: frozenset[str] = frozenset()
    colour: int = 0
    hidden: bool = False
    deleted: bool = False
    fallback: int = 1  # characters after a Unicode character that stand for it
    font: int = -1
    style: int = 0
    mark: Mark | None = None


_PROPERTIES: dict[str, Callable[[_Group, int], _Group]] = {
    "*": lambda group, _: replace(group, is_starred=True),
    "plain": lambda group, _: replace(group, set_off=frozenset(), colour=0, hidden=False, deleted=False),
    "pard": lambda group, _: replace(group, mark=None, style=0),
    "v": lambda group, number: replace(group, hidden=number != 0),
    "deleted": lambda group, number: replace(group, deleted=number != 0),
    "ulnone": lambda group, _: replace(group, set_off=group.set_off - {"ul", "ulw", "uld", "uldb"}),
    "cf": lambda group, number: replace(group, colour=number),
    "f": lambda group, number: replace(group, font=number),
    "s": lambda group, number: replace(group, style=number),
    "uc": lambda group, number: replace(group, fallback=max(0, number)),
    "ls": lambda group, number: replace(group, mark=Mark.LIST if number else None),
    "outlinelevel": lambda group, number: replace(group, mark=None if number == _BODY_LEVEL else Mark.HEADING),
    "fonttbl": lambda group, _: replace(group, target=Target.FONTS),
    "colortbl": lambda group, _: replace(group, target=Target.COLOURS),
    "stylesheet": lambda group, _: replace(group, target=Target.STYLES),
    "title": lambda group, _: replace(group, target=Target.TITLE),
    "info": lambda group, _: replace(group, target=Target.SKIPPED),
}
_KNOWN = SKIPPED | SET_OFF | STARRED | STRUCTURE | frozenset(_PROPERTIES)


class _Parser:
    """Walks through the tokens with a stack of groups of its own, so that their depth does not matter."""

    def __init__(self, text: str, *, has_bytes: bool) -> None:
        self.body = Paragraphs()
        self.headers: list[Paragraphs] = []
        self.notes: list[Paragraphs] = []
        self.title: list[str] = []
        self.warnings: list[str] = []
        self._text, self._has_bytes, self._at = text, has_bytes, 0
        self._group = _Group(writer=self.body)
        self._outer: list[_Group] = []
        self._buffer: list[str] = []
        self._bytes = bytearray()
        self._to_skip = 0  # characters that stand for the Unicode character before them
        self._is_item = False
        self._code_page = "cp1252"
        self._tables = Tables()
        self._actions = self._table_of_actions()
        self._known = _KNOWN.union(self._actions)

    def parse(self) -> None:
        while token := _TOKEN.match(self._text, self._at):
            self._at = token.end()
            self._take(token)
        self._flush()
        if self._outer:
            self._warn("the file ends within a group; it may be incomplete")

    def _take(self, token: re.Match[str]) -> None:
        kind = token.lastgroup
        if kind == "text":
            self._write_raw(token["text"])
        elif kind == "byte":
            self._write_byte(int(token["byte"], 16))
        elif kind == "brace":
            self._to_skip = 0
            self._flush()
            (self._open if token["brace"] == "{" else self._close)()
        elif kind == "symbol":
            self._take_word(token["symbol"], None)
        elif kind is not None:
            self._take_word(token["word"], int(token["number"]) if token["number"] else None)

    def _open(self) -> None:
        self._outer.append(self._group)
        if self._group.is_starred:
            self._group = replace(self._group, is_starred=False)

    def _close(self) -> None:
        if self._outer:
            self._group = self._outer.pop()
        elif not self.warnings:  # looked at once: the rest of the file may be braces
            if _AFTER_THE_END.match(self._text, self._at):
                self._at = len(self._text)
            else:
                self._warn("a closing brace too many")

    def _take_word(self, word: str, number: int | None) -> None:
        if word == "u" and number is not None:
            self._write_unicode(number)
        elif word in CHARACTERS:
            self._write(CHARACTERS[word])
        else:
            self._to_skip = 0
            if word in self._known or self._group.is_starred:
                self._flush()
                self._apply(word, number)

    def _apply(self, word: str, number: int | None) -> None:
        is_known = word in STARRED or word in _PROPERTIES or word in LIST_TEXT
        if word in SKIPPED or (self._group.is_starred and not is_known):
            self._group = replace(self._group, target=Target.SKIPPED)
        elif word in SET_OFF:
            others = self._group.set_off - {word}
            self._group = replace(self._group, set_off=others if number == 0 else others | {word})
        elif word in _PROPERTIES:
            self._group = _PROPERTIES[word](self._group, 1 if number is None else number)
        elif word in self._actions:
            self._actions[word](0 if number is None else number)
        elif self._group.target is Target.TEXT:
            self._structure(word)
        if word in ("f", "s"):
            self._tables.font, self._tables.style = self._group.font, self._group.style

    def _structure(self, word: str) -> None:
        """Words that end or begin a part of the text."""
        writer = self._group.writer
        if word in PARAGRAPH_ENDS:
            writer.end_paragraph(self._mark())
            self._is_item = False
        elif word in ("line", "lbr"):
            writer.break_line(self._mark())
        elif word in ("trowd", "intbl") and not writer.in_row:
            writer.begin_row()
        elif word == "cell":
            writer.end_cell(self._mark())
        elif word == "row":
            writer.end_row()
        elif word in LIST_TEXT:
            self._is_item = True
            self._group = replace(self._group, target=Target.SKIPPED)
        elif word in ASIDES:
            self._begin_aside(word)

    def _begin_aside(self, word: str) -> None:
        writer = Paragraphs()
        (self.headers if word in HEADERS else self.notes).append(writer)
        self._group = replace(self._group, writer=writer)

    def _mark(self) -> Mark | None:
        if self._tables.is_heading(self._group.style):
            return Mark.HEADING
        return self._group.mark or (Mark.LIST if self._is_item else None)

    def _set_code_page(self, name: str) -> None:
        with suppress(LookupError):
            self._code_page = codecs.lookup(name).name

    def _skip_bytes(self, count: int) -> None:
        if self._at + count > len(self._text):
            self._warn("binary data that the file does not hold; it may be incomplete")
        else:
            self._at += max(0, count)

    def _write_unicode(self, number: int) -> None:
        self._flush_bytes()
        self._buffer.append(chr(number % 0x10000))
        self._to_skip = self._group.fallback

    def _write_byte(self, byte: int) -> None:
        if self._to_skip:
            self._to_skip -= 1
        else:
            self._bytes.append(byte)

    def _write_raw(self, text: str) -> None:
        skipped = min(self._to_skip, len(text))
        self._to_skip -= skipped
        text = text[skipped:]
        if self._bytes or self._has_bytes:
            # The second byte of a character can be one of ASCII.
            ascii_or_bytes = text.encode("latin-1", "ignore") if self._has_bytes or text.isascii() else b""
            if len(ascii_or_bytes) == len(text):
                self._bytes += ascii_or_bytes
                return
        self._write(text)

    def _write(self, text: str) -> None:
        self._flush_bytes()
        self._buffer.append(text)

    def _flush_bytes(self) -> None:
        if self._bytes:
            code_page = self._tables.code_pages.get(self._group.font) or self._code_page
            self._buffer.append(self._bytes.decode(code_page, "replace"))
            self._bytes.clear()

    def _flush(self) -> None:
        self._flush_bytes()
        if not self._buffer:
            return
        text = _without_surrogates("".join(self._buffer))
        self._buffer.clear()
        group = self._group
        if group.target is Target.TITLE:
            self.title.append(text)
        elif group.target is not Target.TEXT:
            self._tables.take_text(group.target, text)
        elif group.hidden:
            group.writer.hide(text)
        elif not group.deleted:
            colour = self._tables.colour_of(group.colour)
            group.writer.write(text, stands_out=bool(group.set_off), colour=colour)

    def _warn(self, what: str) -> None:
        if not self.warnings:
            line = self._text.count("\n", 0, self._at) + 1
            self.warnings.append(f"line {line}: {what}")

    def _table_of_actions(self) -> dict[str, Callable[[int], None]]:
        return {
            "ansicpg": lambda number: self._set_code_page(f"cp{number}"),
            "mac": lambda _: self._set_code_page("mac_roman"),
            "pc": lambda _: self._set_code_page("cp437"),
            "pca": lambda _: self._set_code_page("cp850"),
            "fcharset": self._tables.take_character_set,
            "red": self._tables.colour.append,
            "green": self._tables.colour.append,
            "blue": self._tables.colour.append,
            "bin": self._skip_bytes,
        }


def _without_surrogates(text: str) -> str:
    """The text with the pairs that stand for one character joined; half a pair is unreadable."""
    if _SURROGATE.search(text) is None:
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
