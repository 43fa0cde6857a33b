"""SubStation Alpha (.ass, .ssa): the events of the script, without their styles."""

import re
from collections.abc import Iterator, Mapping

from transcripts.reading.captions.cue import CaptionCue, CaptionLine, Captions, Repair
from transcripts.reading.captions.lines import document_of
from transcripts.reading.captions.markup import said
from transcripts.reading.captions.times import time_ms
from transcripts.reading.document import Document, Source

_FIELDS = "Layer,Start,End,Style,Name,MarginL,MarginR,MarginV,Effect,Text"  # where no "Format:" line says otherwise
_BREAK = re.compile(r"\\[Nn]")
_DRAWING = re.compile(r"\{[^{}]{0,300}\\p[1-9][^{}]{0,300}\}[^{}]{0,20000}")  # "{\p1}m 0 0 l 10 0": a shape
_SECTION = re.compile(r"\[[A-Za-z0-9+ ]{1,40}\]")


def is_ass(source: Source) -> bool:
    """Whether it begins as a script of the format."""
    return re.match(r"\s{0,99}\[script info\]", source.text, re.IGNORECASE) is not None


def read_ass(source: Source) -> Document:
    """The lines of the events. Raises `TranscriptError` where none has any text."""
    return document_of(parse_ass(source.text), "ass", source.name)


def parse_ass(text: str) -> Captions:
    """The events as cues in the order of their starts, as players show them; see `CaptionCue`. Never raises.

    The name of an event is the voice of its lines.
    """
    repairs: list[Repair] = []
    events = sorted(_events(text, repairs), key=lambda cue: cue.start_ms)
    cues = [_renumbered(cue, number) for number, cue in enumerate(events, start=1)]
    title = re.search(r"^title:[ \t]*(\S.*)$", text[:5000], re.IGNORECASE | re.MULTILINE)
    return Captions(cues=tuple(cues), repairs=tuple(repairs), title=" ".join(title[1].split()) if title else None)


def _events(text: str, repairs: list[Repair]) -> Iterator[CaptionCue]:
    fields, in_events = _FIELDS.split(","), False
    for number, line in enumerate(text.split("\n"), start=1):
        kind, colon, values = line.strip().partition(":")
        if _SECTION.fullmatch(line.strip()):
            in_events = line.strip().casefold() == "[events]"
        elif not in_events or not colon:
            continue
        elif kind == "Format":
            fields = [name.strip() for name in values.split(",")]
        elif kind == "Comment":
            repairs.append(Repair(line=number, what="a comment was left out"))
        elif kind == "Dialogue":
            given = dict(zip(fields, values.split(",", len(fields) - 1), strict=False))
            yield _cue(given, number, repairs)


def _cue(given: Mapping[str, str], number: int, repairs: list[Repair]) -> CaptionCue:
    name = " ".join(given.get("Name", given.get("Actor", "")).split()) or None
    text = _DRAWING.sub("", given.get("Text", "")).replace("\\h", " ")
    lines = said([(number, part) for part in _BREAK.split(text)]).lines
    try:
        start_ms, end_ms = time_ms(given.get("Start", "").strip()), time_ms(given.get("End", "").strip())
    except ValueError:
        repairs.append(Repair(line=number, what="a time cannot be read; it was taken as 0"))
        start_ms = end_ms = 0
    spoken = tuple(CaptionLine(number=number, text=line.text, voice=name) for line in lines)
    return CaptionCue(number=number, line=number, start_ms=max(start_ms, 0), end_ms=max(end_ms, 0), spoken=spoken)


def _renumbered(cue: CaptionCue, number: int) -> CaptionCue:
    return CaptionCue(number=number, line=cue.line, start_ms=cue.start_ms, end_ms=cue.end_ms, spoken=cue.spoken)
