"""Cues to the lines of a document."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from transcripts.errors import TranscriptError
from transcripts.reading.captions.cue import CaptionCue, CaptionLine, Captions, Repair
from transcripts.reading.captions.rolling import unrolled
from transcripts.reading.decode import tidy
from transcripts.reading.document import Document, Line, Mark, Trust

_TAG = re.compile(r"\s*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,4})(?![\w-])")
_PAUSE_MS = 3000  # a shorter one is no break in what is said
_CUT_OFF = "the last cue has no text; the file may be cut off"


def document_of(captions: Captions, kind: str, source: str) -> Document:
    """The text of the cues, line by line, each with its time and with who speaks where that changes.

    Raises `TranscriptError` where no cue has any text.
    """
    cues = captions.cues
    if not cues:
        raise TranscriptError(source, None, f"no cue in these captions ({kind}); give the file as published")
    if not any(cue.spoken for cue in cues):
        raise TranscriptError(source, cues[0].line, "none of the cues has any text; give captions with the words")
    once, repairs = unrolled([cue for cue in cues if cue.spoken])
    return Document(
        kind=kind,
        lines=(*map(_line_above, captions.before), *_lines(once)),
        trust=Trust.SPEECH,
        language=captions.language,
        title=captions.title,
        warnings=tuple(summary(sorted((*captions.repairs, *repairs, *_odd_times(cues)), key=_place))),
    )


def language_tag(declared: str) -> str | None:
    """The BCP 47 tag in what a file declares (``en_US`` too), ``None`` where there is none."""
    found = _TAG.match(declared)
    return found[1].replace("_", "-") if found else None


def summary(repairs: Iterable[Repair]) -> Iterator[str]:
    """One line for each kind of repair, with where it was made."""
    places: dict[str, list[int]] = {}
    for repair in repairs:
        places.setdefault(repair.what, []).append(repair.line)
    for what, lines in places.items():
        more = f" (and {len(lines) - 1} more, to line {max(lines)})" if len(lines) > 1 else ""
        yield f"line {lines[0]}: {what}{more}"


def _place(repair: Repair) -> int:
    return repair.line


def _line_above(line: CaptionLine) -> Line:
    return Line(number=line.number, text=_squeezed(line.text), mark=Mark.FURNITURE)


def _squeezed(text: str) -> str:
    return " ".join(tidy(text).split())


def _lines(cues: Sequence[CaptionCue]) -> Iterator[Line]:
    """The lines; a voice is given once, where it begins, and speaks on through cues that name nobody."""
    speaking: str | None = None
    end_ms: int | None = None
    for cue in cues:
        gap = int(end_ms is not None and cue.start_ms - end_ms >= _PAUSE_MS)
        end_ms = max(cue.start_ms, cue.end_ms)
        starts = {0: cue.start_ms}
        if cue.words:
            starts.update((word.line, word.start_ms) for word in cue.words if word.offset == 0)
        for index, line in enumerate(cue.spoken):
            text = _squeezed(line.text)
            if not text:
                continue
            label = line.voice if line.voice != speaking else None
            speaking = line.voice or speaking
            yield Line(number=line.number, text=text, gap=gap, start_ms=starts.get(index), label=label)
            gap = 0


def _odd_times(cues: Sequence[CaptionCue]) -> Iterator[Repair]:
    for cue in cues:
        if cue.end_ms < cue.start_ms:
            yield Repair(line=cue.line, what="a cue ends before it begins", code="ends-before-start")
    for previous, cue in pairwise(cues):
        if cue.start_ms < previous.start_ms:
            what = "a cue begins before the one above it; the order of the file was kept"
            yield Repair(line=cue.line, what=what, code="out-of-order")
    if not cues[-1].spoken:
        yield Repair(line=cues[-1].line, what=_CUT_OFF, code="cut-off")
