"""MicroDVD (.sub): ``{0}{25}text|more text``, times in frames of the video."""

import re

from transcripts.reading.captions.cue import CaptionCue, Captions, Repair
from transcripts.reading.captions.lines import document_of
from transcripts.reading.captions.markup import said
from transcripts.reading.document import Document, Source

_CUE = re.compile(r"\{(\d{1,8})\}\{(\d{0,8})\}(.*)")
_CODE = re.compile(r"\{[a-zA-Z]:[^{}]{0,100}\}|^/")  # "{y:i}", and "/" for italics at the beginning of a row
_RATE = re.compile(r"\d{2,3}(?:[.,]\d{1,4})?")
_USUAL_RATE = 23.976
_SLOWEST_RATE = 10


def is_microdvd(source: Source) -> bool:
    """Whether the first line that is not blank is a cue of the format."""
    return _CUE.match(source.text.lstrip()[:200]) is not None


def read_microdvd(source: Source) -> Document:
    """The lines of the cues. Raises `TranscriptError` where no cue has any text."""
    return document_of(parse_microdvd(source.text), "microdvd", source.name)


def parse_microdvd(text: str) -> Captions:
    """The cues; see `CaptionCue`. Never raises.

    The first cue may tell the frames a second; else 23.976 are assumed, and it is said so. A line that is no cue
    belongs to the one above.
    """
    cues: list[CaptionCue] = []
    repairs: list[Repair] = []
    rate: float | None = None
    for number, raw in enumerate(text.split("\n"), start=1):
        if not raw.strip():
            continue
        found = _CUE.fullmatch(raw.strip())
        start, end, content = found.groups() if found else ("", "", raw)
        if rate is None:
            rate = _declared_rate(content) if start in ("0", "1") else None
            if rate:
                continue
            rate = _USUAL_RATE
            repairs.append(Repair(line=number, what=f"the frames a second are not given; {_USUAL_RATE} were assumed"))
        if found is None:
            repairs.append(Repair(line=number, what="a line has no time; it was kept below the one above it"))
        start_ms = round(int(start) * 1000 / rate) if start else cues[-1].start_ms if cues else 0
        end_ms = round(int(end) * 1000 / rate) if end else start_ms
        spoken = said([(number, _CODE.sub("", row)) for row in content.split("|")]).lines
        place = len(cues) + 1
        cues.append(CaptionCue(number=place, line=number, start_ms=start_ms, end_ms=end_ms, spoken=spoken))
    return Captions(cues=tuple(cues), repairs=tuple(repairs))


def _declared_rate(content: str) -> float | None:
    rate = content.strip()
    declared = float(rate.replace(",", ".")) if _RATE.fullmatch(rate) else 0.0
    return declared if declared >= _SLOWEST_RATE else None
