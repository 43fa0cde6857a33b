"""SubViewer: YouTube's .sbv (``0:00:00.599,0:00:04.160``) and the older .sub, with ``[br]`` for line breaks."""

import re

from transcripts.reading.captions.blocks import CueBuilder, filled, split_blocks, timings_in
from transcripts.reading.captions.cue import Captions
from transcripts.reading.captions.lines import document_of
from transcripts.reading.captions.markup import RawLine, said
from transcripts.reading.captions.times import Timing, text_after, time_ms
from transcripts.reading.document import Document, Source

_TIME = r"\d{1,3}:\d{1,2}:\d{1,2}(?:\.\d{1,3})?"
_TIMING = re.compile(rf"[ \t]*({_TIME})[ \t]*[,;][ \t]*({_TIME})(?![\d.])(.*)")
_BREAK = re.compile(r"\[br\]", re.IGNORECASE)
_FIELD = re.compile(r"\[[A-Z][A-Z .]{2,20}\]")  # [TITLE], [END INFORMATION] at the top of .sub
_MOST_ABOVE = 2


def is_sbv(source: Source) -> bool:
    """Whether the first lines are times of the format, fields of it aside."""
    filled_lines = (line for line in source.text.split("\n") if line.strip() and not _FIELD.match(line.strip()))
    return any(_TIMING.fullmatch(line) for line, _ in zip(filled_lines, range(_MOST_ABOVE), strict=False))


def read_sbv(source: Source) -> Document:
    """The lines of the cues. Raises `TranscriptError` where no cue has any text."""
    return document_of(parse_sbv(source.text), "sbv", source.name)


def parse_sbv(text: str) -> Captions:
    r"""The cues of a text with ``\n`` line ends, and what was repaired; see `CaptionCue`. Never raises."""
    lines = text.split("\n")
    blocks = split_blocks(lines, timings_in(lines, _timing_of), {})
    builder = CueBuilder()
    before = said([raw for raw in blocks.before if not _FIELD.match(raw[1].strip())] or [(1, "")])
    for line in before.lines:
        builder.note(line.number, "text above the first cue belongs to none", "text-outside")
    for block in blocks.cues:
        builder.add(block, [piece for raw in filled(block.body, builder) for piece in _broken(raw)])
    builder.note_references(lines)
    return Captions(
        cues=tuple(builder.cues),
        repairs=tuple(builder.repairs),
        notes=tuple(builder.notes),
        before=before.lines,
    )


def _timing_of(line: str) -> Timing | None:
    found = _TIMING.fullmatch(line)
    if found is None:
        return None
    start, end, rest = found.groups()
    return Timing(start_ms=time_ms(start), end_ms=time_ms(end), text=text_after(rest), written=line.strip())


def _broken(raw: RawLine) -> list[RawLine]:
    return [(raw[0], part) for part in _BREAK.split(raw[1])]
