"""SubRip (.srt). It has no specification; written is what players and editors make of it."""

from collections.abc import Sequence

from transcripts.reading.captions.blocks import (
    CueBuilder,
    filled,
    is_number,
    number_heads,
    split_blocks,
    timings_in,
)
from transcripts.reading.captions.cue import CaptionCue, Captions
from transcripts.reading.captions.lines import document_of
from transcripts.reading.captions.markup import said
from transcripts.reading.captions.times import timing_of
from transcripts.reading.document import Document, Source

_FEWEST_TIMES = 0.15  # of all lines, where anything but a number stands above the first


def is_subrip(source: Source) -> bool:
    """Whether lines of times stand at the top or all through it: prose may show some, too."""
    if ">" not in source.text and "→" not in source.text:
        return False
    lines = [line for line in source.text.split("\n") if line.strip()]
    timed = (index for index, line in enumerate(lines) if (timing := timing_of(line)) and timing.start_ms is not None)
    first = next(timed, None)
    if first is None:
        return False
    if first == 0 or (first == 1 and is_number(lines[0])):
        return True
    times = 1 + sum(1 for _ in timed)
    return times > 1 and times >= _FEWEST_TIMES * len(lines)


def read_subrip(source: Source) -> Document:
    """The lines of the cues. Raises `TranscriptError` where no cue has any text."""
    return document_of(parse_subrip(source.text), "srt", source.name)


def parse_subrip(text: str) -> Captions:
    r"""The cues of a text with ``\n`` line ends, and what was repaired; see `CaptionCue`. Never raises."""
    lines = text.split("\n")
    timings = timings_in(lines, timing_of)
    blocks = split_blocks(lines, timings, number_heads(lines, timings))
    builder = CueBuilder(repairs=list(blocks.repairs))
    before = said(blocks.before)
    for line in before.lines:
        builder.note(line.number, "text above the first cue belongs to none", "text-outside")
    for block in blocks.cues:
        if block.timing.form != "::,::,":
            builder.note(block.line, "times are not written as 00:00:01,000 --> 00:00:02,000", "time-form")
        builder.add(block, filled(block.body, builder))
    _note_numbers(builder.cues, builder)
    builder.note_references(lines)
    return Captions(
        cues=tuple(builder.cues),
        repairs=tuple(builder.repairs),
        notes=tuple(builder.notes),
        before=before.lines,
    )


def _note_numbers(cues: Sequence[CaptionCue], builder: CueBuilder) -> None:
    previous: int | None = None
    for cue in cues:
        number = int(cue.id) if cue.id and is_number(cue.id) else None
        if number is None:
            builder.note(cue.line, "a cue has no number", "numbering")
        elif previous is not None and number != previous + 1:
            builder.note(cue.line, f"the cue after number {previous} has the number {number}", "numbering")
        previous = number
