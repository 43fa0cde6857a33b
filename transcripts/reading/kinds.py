"""The kinds of file that can be told apart, by their content. A new kind is one module and one line of `READERS`."""

from collections.abc import Callable
from dataclasses import dataclass

from transcripts.errors import UnknownNameError
from transcripts.model import Transcript
from transcripts.reading.captions.ass import is_ass, read_ass
from transcripts.reading.captions.lrc import is_lrc, read_lrc
from transcripts.reading.captions.microdvd import is_microdvd, read_microdvd
from transcripts.reading.captions.sbv import is_sbv, read_sbv
from transcripts.reading.captions.subrip import is_subrip, read_subrip
from transcripts.reading.captions.ttml import is_ttml, read_ttml
from transcripts.reading.captions.webvtt import is_webvtt, read_webvtt
from transcripts.reading.document import Document, Source
from transcripts.reading.docx import is_docx, read_docx
from transcripts.reading.html import is_html, read_html
from transcripts.reading.markdown import is_markdown, read_markdown
from transcripts.reading.plain import read_plain
from transcripts.reading.records import is_json, is_own, read_json, read_own
from transcripts.reading.rtf import is_rtf, read_rtf
from transcripts.reading.table import is_table, read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One kind of file: how it is recognised, and what reads it.

    ``read`` gives lines that are still to be understood, or the transcript itself where the file tells it in full. It
    raises `TranscriptError` for a file that is of its kind and cannot be read.
    """

    name: str
    sniff: Callable[[Source], bool]
    read: Callable[[Source], Document | Transcript]


def reader_for(source: Source) -> Reader:
    """The first reader of the table that recognises the source; the last one takes every text."""
    return next(reader for reader in READERS if reader.sniff(source))


def reader_named(name: str) -> Reader:
    """The reader of this name. Raises `UnknownNameError`."""
    known = {reader.name: reader for reader in READERS}
    if name not in known:
        raise UnknownNameError("input format", name, tuple(known))
    return known[name]


READERS: tuple[Reader, ...] = (
    Reader(name="docx", sniff=is_docx, read=read_docx),
    Reader(name="rtf", sniff=is_rtf, read=read_rtf),
    Reader(name="webvtt", sniff=is_webvtt, read=read_webvtt),
    Reader(name="subrip", sniff=is_subrip, read=read_subrip),
    Reader(name="sbv", sniff=is_sbv, read=read_sbv),
    Reader(name="ttml", sniff=is_ttml, read=read_ttml),
    Reader(name="lrc", sniff=is_lrc, read=read_lrc),
    Reader(name="ass", sniff=is_ass, read=read_ass),
    Reader(name="microdvd", sniff=is_microdvd, read=read_microdvd),
    Reader(name="html", sniff=is_html, read=read_html),
    Reader(name="alignment", sniff=is_own, read=read_own),
    Reader(name="json", sniff=is_json, read=read_json),
    Reader(name="csv", sniff=is_table, read=read_table),
    Reader(name="markdown", sniff=is_markdown, read=read_markdown),
    Reader(name="text", sniff=lambda _source: True, read=read_plain),
)
