"""Word documents (.docx) to lines: paragraphs, tables, text boxes, and what the document holds beside its text.

An own walk over the parts: of the libraries, python-docx leaves out text boxes, inserted text and footnotes, and
mammoth headers and footers.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from transcripts.errors import TranscriptError
from transcripts.reading.archive import Archive
from transcripts.reading.decode import ZIP
from transcripts.reading.document import Document, Mark, Source
from transcripts.reading.docx_styles import (
    BODY_TEXT,
    FORMATS,
    PREFIXES,
    SKIPPED,
    Formats,
    Style,
    Styles,
    colour_of,
    is_on,
    read_styles,
    stands_out,
)
from transcripts.reading.paragraphs import Paragraphs
from transcripts.reading.styled import StyledLine, lines_of_styled, without_spoken_lists

_MAIN = re.compile(r"word/document\d*\.xml")  # Word Online writes document2.xml
_BEFORE = re.compile(r"word/header\d*\.xml")
_AFTER = re.compile(r"word/(?:footer\d*|footnotes|endnotes|comments)\.xml")
_KINDS = (
    ("xl/", "a spreadsheet", "export it as tab-separated text"),
    ("ppt/", "a presentation", "save its text as .txt"),
    ("Index/", "a document of Pages, Numbers or Keynote", "export it as Word (.docx)"),
    ("META-INF/container.xml", "an e-book", "save the page with the transcript as HTML or plain text"),
    ("content.xml", "an OpenDocument file (.odt)", "save it as Word (.docx)"),
)
_USUAL_LANGUAGES = frozenset({"en-us", "en", "x-none"})  # of the program, whatever the document's


def is_docx(source: Source) -> bool:
    """Whether the source is a zip archive, as these documents are. `read_docx` refuses the others by what they are."""
    return source.data.startswith(ZIP)


def read_docx(source: Source) -> Document:
    """The paragraphs of a document as lines, each with its number; headers stand before, and notes after them.

    Raises `TranscriptError` for another archive, and one that is damaged, locked, empty or no document.
    """
    archive = Archive(source)
    main = next((name for name in archive.names if _MAIN.fullmatch(name)), None)
    if main is None:
        raise TranscriptError(source.name, None, _what_it_is(archive.names))
    styles = read_styles(archive)
    body = _Body(styles)
    archive.parse(main, PREFIXES, body)
    said = body.lines()
    if not said:
        reason = "holds its text as another file embedded in it" if body.has_chunks else "has no text in it"
        raise TranscriptError(source.name, None, f"this Word document {reason}; save it again, or as plain text")
    before, after = (_aside(archive, pattern, styles) for pattern in (_BEFORE, _AFTER))
    lines = lines_of_styled([*before, *said, *(replace(line, number=body.number) for line in after)])
    return Document(
        kind="docx", lines=without_spoken_lists(lines), language=_plausible(styles.language), title=_title(archive)
    )


def _what_it_is(names: Sequence[str]) -> str:
    for beginning, what, advice in _KINDS:
        if any(name.startswith(beginning) for name in names):
            return f"this is {what}, which cannot be read as a transcript; {advice}"
    return "this is a zip archive, not a transcript; unpack it and give the file in it"


def _plausible(language: str) -> str | None:
    return language if language and language.casefold() not in _USUAL_LANGUAGES else None


def _aside(archive: Archive, pattern: re.Pattern[str], styles: Styles) -> list[StyledLine]:
    """The lines of headers or of notes; those of several sections are there once."""
    found: dict[str, StyledLine] = {}
    for name in sorted(filter(pattern.fullmatch, archive.names)):
        part = _Body(styles)
        archive.parse(name, PREFIXES, part)
        for line in part.lines():
            found.setdefault(line.text, replace(line, number=1, mark=Mark.FURNITURE))
    return list(found.values())


def _title(archive: Archive) -> str | None:
    if "docProps/core.xml" not in archive.names:
        return None
    core = _Core()
    archive.parse("docProps/core.xml", PREFIXES, core)
    title = " ".join("".join(core.title).split())
    return None if title.startswith("Microsoft Word - ") else title or None


@dataclass(slots=True)
class _Core:
    """The title among the properties of a document."""

    title: list[str] = field(default_factory=list)
    _in_title: bool = False

    def start(self, name: str, _attributes: Mapping[str, str]) -> None:
        self._in_title = name == "dc:title"

    def end(self, _name: str) -> None:
        self._in_title = False

    def text(self, text: str) -> None:
        if self._in_title:
            self.title.append(text)


@dataclass(slots=True, kw_only=True)
class _Paragraph:
    """A paragraph that is being read. ``boxes`` are the lines of all text boxes in it."""

    style: Style
    mark: Mark | None
    boxes: list[StyledLine] = field(default_factory=list)


@dataclass(slots=True)
class _Story:
    """A text of its own: that of the part, or that of a text box within a paragraph of another."""

    writer: Paragraphs = field(default_factory=Paragraphs)
    paragraph: _Paragraph | None = None
    tables: int = 0


class _Body:
    """Takes in the text of a part."""

    def __init__(self, styles: Styles) -> None:
        self.has_chunks = False
        self._styles = styles
        self._resolved: dict[str, Style] = {}
        self._stories = [_Story()]
        self._formats: Formats | None = None  # of the run; none outside of runs
        self._skipped = 0
        self._in_text = False
        self._starts: dict[str, Callable[[Mapping[str, str]], None]] = {
            "w:p": lambda _attributes: self._begin_paragraph(),
            "w:pStyle": self._style_paragraph,
            "w:numId": self._number_paragraph,
            "w:outlineLvl": self._outline_paragraph,
            "w:r": lambda _attributes: self._begin_run(),
            "w:rStyle": self._style_run,
            "w:t": lambda _attributes: self._begin_text(),
            "m:t": lambda _attributes: self._begin_text(),
            "w:br": lambda _attributes: self._story.writer.break_line(self._mark),
            "w:cr": lambda _attributes: self._story.writer.break_line(self._mark),
            "w:tab": lambda _attributes: self._write_in_run("\t"),
            "w:ptab": lambda _attributes: self._write_in_run("\t"),
            "w:noBreakHyphen": lambda _attributes: self._write_in_run("-"),
            "w:tbl": lambda _attributes: self._begin_table(),
            "w:tr": lambda _attributes: self._begin_row(),
            "w:txbxContent": lambda _attributes: self._begin_box(),
            "w:altChunk": lambda _attributes: self._see_chunk(),
        }
        self._ends: dict[str, Callable[[], None]] = {
            "w:p": self._end_paragraph,
            "w:r": self._end_run,
            "w:t": self._end_text,
            "m:t": self._end_text,
            "w:tbl": self._end_table,
            "w:tr": self._end_row,
            "w:tc": self._end_cell,
            "w:txbxContent": self._end_box,
        }

    @property
    def number(self) -> int:
        """The number of the last paragraph."""
        return max(1, self._stories[0].writer.number - 1)

    def lines(self) -> tuple[StyledLine, ...]:
        return self._stories[0].writer.end()

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._skipped or name in SKIPPED:
            self._skipped += 1
        elif action := self._starts.get(name):
            action(attributes)
        elif name in FORMATS and self._formats is not None:
            self._formats[name] = attributes.get("val", "1")

    def end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
        elif action := self._ends.get(name):
            action()

    def text(self, text: str) -> None:
        if self._in_text and not self._skipped:
            self._write(text)

    @property
    def _story(self) -> _Story:
        return self._stories[-1]

    @property
    def _mark(self) -> Mark | None:
        return self._story.paragraph.mark if self._story.paragraph else None

    def _begin_paragraph(self) -> None:
        style = self._style(self._styles.default)
        self._story.paragraph = _Paragraph(style=style, mark=style.mark)

    def _style_paragraph(self, attributes: Mapping[str, str]) -> None:
        if self._story.paragraph:
            style = self._style(attributes.get("val", ""))
            self._story.paragraph.style, self._story.paragraph.mark = style, style.mark

    def _number_paragraph(self, attributes: Mapping[str, str]) -> None:
        paragraph = self._story.paragraph
        if paragraph and paragraph.mark in (None, Mark.LIST):
            paragraph.mark = Mark.LIST if attributes.get("val") != "0" else None

    def _outline_paragraph(self, attributes: Mapping[str, str]) -> None:
        if self._story.paragraph and attributes.get("val") != BODY_TEXT:
            self._story.paragraph.mark = Mark.HEADING

    def _end_paragraph(self) -> None:
        paragraph, self._story.paragraph = self._story.paragraph, None
        number = self._story.writer.number
        self._story.writer.end_paragraph(paragraph.mark if paragraph else None)
        if paragraph and paragraph.boxes:
            self._story.writer.insert(replace(line, number=number) for line in paragraph.boxes)

    def _begin_run(self) -> None:
        style = self._story.paragraph.style if self._story.paragraph else self._style(self._styles.default)
        self._formats = {**self._styles.defaults, **style.formats}

    def _style_run(self, attributes: Mapping[str, str]) -> None:
        if self._formats is not None:
            self._formats |= self._style(attributes.get("val", "")).formats

    def _end_run(self) -> None:
        self._formats = None

    def _begin_text(self) -> None:
        self._in_text = True

    def _end_text(self) -> None:
        self._in_text = False

    def _write_in_run(self, text: str) -> None:
        if self._formats is not None:  # elsewhere it is a tab stop
            self._write(text)

    def _write(self, text: str) -> None:
        formats = self._formats or {}
        if not formats:
            self._story.writer.write(text)
        elif is_on(formats, "w:vanish"):
            self._story.writer.hide(text)
        else:
            self._story.writer.write(text, stands_out=stands_out(formats), colour=colour_of(formats))

    def _begin_table(self) -> None:
        self._story.tables += 1

    def _end_table(self) -> None:
        self._story.tables -= 1

    def _begin_row(self) -> None:
        if self._story.tables == 1:
            self._story.writer.begin_row()

    def _end_cell(self) -> None:
        if self._story.tables == 1:
            self._story.writer.end_cell()

    def _end_row(self) -> None:
        if self._story.tables == 1:
            self._story.writer.end_row()

    def _begin_box(self) -> None:
        self._stories.append(_Story())
        self._formats = None

    def _end_box(self) -> None:
        lines = self._stories.pop().writer.end()
        outermost = self._stories[0]  # so that boxes within boxes are not copied at every level
        if outermost.paragraph:
            outermost.paragraph.boxes += lines
        else:
            outermost.writer.insert(lines)

    def _see_chunk(self) -> None:
        self.has_chunks = True

    def _style(self, style_id: str) -> Style:
        if style_id not in self._resolved:
            self._resolved[style_id] = self._styles.resolved(style_id)
        return self._resolved[style_id]
