"""MicroDVD (.sub): ``{0}{25}text|more text``, times in frames of the video."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from transcripts.reading.captions.cue import CaptionCue, CaptionLine, Captions, Repair
from transcripts.reading.captions.lines import document_of
from transcripts.reading.captions.markup import LeftOut, said
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
    reader = _Reader()
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            reader.take(number, line.strip())
    return Captions(cues=tuple(reader.cues), repairs=tuple(reader.repairs), notes=tuple(reader.left_out.notes))


@dataclass(slots=True)
class _Reader:
    """The cues so far; ``rate`` is 0 until it is known."""

    cues: list[CaptionCue] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    left_out: LeftOut = field(default_factory=LeftOut)
    rate: float = 0.0

    def take(self, number: int, line: str) -> None:
        """Take a line that is not blank."""
        found = _CUE.fullmatch(line)
        start, end, content = found.groups() if found else ("", "", line)
        if not self.rate:
            self.rate = _declared_rate(content) if start in ("0", "1") else 0.0
            if self.rate:
                return
            self.rate = _USUAL_RATE
            self._note(number, f"the frames a second are not given; {_USUAL_RATE} were assumed", "frame-rate")
        if found is None:
            self._note(number, "a line has no time; it was kept below the one above it", "no-time")
        elif not end:
            self.left_out.notes.append(Repair(line=number, what="a cue has no end", code="open-end"))
        above_ms = self.cues[-1].start_ms if self.cues else 0
        start_ms = round(int(start) * 1000 / self.rate) if start else above_ms
        end_ms = round(int(end) * 1000 / self.rate) if end else start_ms
        place, spoken = len(self.cues) + 1, self._spoken(number, content.split("|"))
        self.cues.append(CaptionCue(number=place, line=number, start_ms=start_ms, end_ms=end_ms, spoken=spoken))

    def _spoken(self, number: int, rows: Sequence[str]) -> tuple[CaptionLine, ...]:
        shown = said([(number, _CODE.sub("", row)) for row in rows])
        self.left_out.note_markup(shown)
        if any(map(_CODE.search, rows)):
            self.left_out.note_once(number, "markup ({y:i}) is not kept: captions here are plain text", "markup")
        return shown.lines

    def _note(self, number: int, what: str, code: str) -> None:
        self.repairs.append(Repair(line=number, what=what, code=code))


def _declared_rate(content: str) -> float:
    """The frames a second that a first cue tells; 0 for a text of any other kind."""
    rate = content.strip()
    declared = float(rate.replace(",", ".")) if _RATE.fullmatch(rate) else 0.0
    return declared if declared >= _SLOWEST_RATE else 0.0
