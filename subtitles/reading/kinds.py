"""The caption formats that can be read, told apart by content; the suffix decides only where the content does not.

A new one is a line of `READERS`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from transcripts.errors import TranscriptError
from transcripts.reading.captions.ass import is_ass, parse_ass
from transcripts.reading.captions.cue import Captions, Repair
from transcripts.reading.captions.html_cues import is_html_cues, parse_html_cues
from transcripts.reading.captions.json_cues import is_json_cues, parse_json_cues
from transcripts.reading.captions.lrc import is_lrc, parse_lrc
from transcripts.reading.captions.microdvd import is_microdvd, parse_microdvd
from transcripts.reading.captions.sbv import is_sbv, parse_sbv
from transcripts.reading.captions.subrip import is_subrip, parse_subrip
from transcripts.reading.captions.table_cues import delimiter_of, is_table_cues, parse_table_cues
from transcripts.reading.captions.ttml import is_ttml, parse_ttml
from transcripts.reading.captions.webvtt import is_webvtt, parse_webvtt
from transcripts.reading.document import Source
from transcripts.reading.records import is_own


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionReader:
    """A caption format: its name, what it is called, the suffixes of its files, what recognises and what reads it.

    ``parse`` raises `TranscriptError` for what is of the format and cannot be read.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    sniff: Callable[[Source], bool]
    parse: Callable[[Source], Captions]


READERS: tuple[CaptionReader, ...] = (
    CaptionReader(
        name="vtt", title="WebVTT", suffixes=(".vtt",), sniff=is_webvtt, parse=lambda source: parse_webvtt(source.text)
    ),
    # Above SubRip: the texts of a table may hold lines of times, but no SubRip begins with names of columns.
    CaptionReader(name="csv", title="CSV", suffixes=(".csv",), sniff=is_table_cues, parse=parse_table_cues),
    CaptionReader(
        name="srt", title="SubRip", suffixes=(".srt",), sniff=is_subrip, parse=lambda source: parse_subrip(source.text)
    ),
    CaptionReader(
        name="sbv",
        title="SubViewer",
        suffixes=(".sbv", ".sub"),
        sniff=is_sbv,
        parse=lambda source: parse_sbv(source.text),
    ),
    CaptionReader(
        name="ttml",
        title="TTML",
        suffixes=(".ttml", ".dfxp", ".xml", ".itt"),
        sniff=is_ttml,
        parse=lambda source: parse_ttml(source.text, source.name),
    ),
    CaptionReader(
        name="lrc", title="LRC", suffixes=(".lrc",), sniff=is_lrc, parse=lambda source: parse_lrc(source.text)
    ),
    CaptionReader(
        name="ass",
        title="SubStation Alpha",
        suffixes=(".ass", ".ssa"),
        sniff=is_ass,
        parse=lambda source: parse_ass(source.text),
    ),
    CaptionReader(
        name="microdvd",
        title="MicroDVD",
        suffixes=(".sub",),
        sniff=is_microdvd,
        parse=lambda source: parse_microdvd(source.text),
    ),
    CaptionReader(name="html", title="HTML", suffixes=(".html", ".htm"), sniff=is_html_cues, parse=parse_html_cues),
    CaptionReader(name="json", title="JSON", suffixes=(".json",), sniff=is_json_cues, parse=parse_json_cues),
)
_TSV = CaptionReader(name="tsv", title="TSV", suffixes=(".tsv", ".tab"), sniff=is_table_cues, parse=parse_table_cues)
_OF_LINES = ("vtt", "srt", "sbv", "ass")  # formats that are read from damaged files as well, if their suffix says so
_NO_CAPTIONS = (
    "no captions in it; known are SRT, WebVTT, SBV, TTML, ASS, LRC, MicroDVD, and JSON, HTML and tables with times"
)


def parsed(source: Source) -> tuple[str, Captions, tuple[Repair, ...]]:
    """The name of the format of a source, what it says, and a repair where its suffix says another format.

    Raises `TranscriptError` where it is of none, and for what is of one and cannot be read.
    """
    suffix = PurePath(source.name).suffix.casefold()
    if is_own(source):
        raise TranscriptError(source.name, None, "this is an alignment, no captions; align render makes captions of it")
    reader = _reader_for(source, suffix)
    captions = reader.parse(source)
    return reader.name, captions, tuple(_odd_suffix(reader, suffix))


def _reader_for(source: Source, suffix: str) -> CaptionReader:
    named = [reader for reader in READERS if suffix in reader.suffixes]
    found = next((reader for reader in READERS if reader.sniff(source)), None)
    if found is None:
        damaged = [reader for reader in named if reader.name in _OF_LINES and reader.parse(source).cues]
        if not damaged:
            raise TranscriptError(source.name, None, _NO_CAPTIONS)
        return damaged[0]
    if found.name == "srt":  # which has nothing of its own: WebVTT without its signature looks the same
        return next((reader for reader in named if reader.name == "vtt"), found)
    return _TSV if found.name == "csv" and delimiter_of(source.text) == "\t" else found


def _odd_suffix(reader: CaptionReader, suffix: str) -> list[Repair]:
    others = [other for other in (*READERS, _TSV) if suffix in other.suffixes]
    if suffix in reader.suffixes or not others or {reader.name, *(other.name for other in others)} == {"csv", "tsv"}:
        return []
    what = f"the file is named as {others[0].title} ({suffix}) and holds {reader.title}, as which it was read"
    return [Repair(line=1, what=what, code="suffix")]
