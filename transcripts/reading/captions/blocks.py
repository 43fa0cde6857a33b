"""Formats with a line of times above each text: where cues begin and end, even without the blank lines between them.

Neither pysrt nor webvtt-py is used for reading: pysrt silently loses what follows a blank line within a cue, shows the
times of a cue as text where the blank line above it is missing, and takes a damaged time for 0; webvtt-py drops a cue
with a comma in its time; neither tells the line of anything.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from transcripts.reading.captions.cue import CaptionCue, Repair
from transcripts.reading.captions.markup import LeftOut, RawLine, first_reference, said
from transcripts.reading.captions.times import Timing

_TRUNCATED = "the file is cut off in the middle of a cue"
_MOST_WRITTEN = 80  # characters of a line of times, in a repair
_TIME_CHARS = frozenset("0123456789:.,-> ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The raw lines of a cue: its times, what identifies it, and what stands below. ``line`` is that of its times.

    ``is_apart`` tells whether a blank line, or nothing, stands above it.
    """

    line: int
    timing: Timing
    id: str | None
    body: tuple[RawLine, ...]
    is_apart: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """All lines of a file: those before the first cue, and the cues."""

    before: tuple[RawLine, ...]
    cues: tuple[Block, ...]
    repairs: tuple[Repair, ...] = ()


Timings = Mapping[int, Timing]  # by index into the lines


def timings_in(lines: Sequence[str], timing_of: Callable[[str], Timing | None]) -> Timings:
    """The lines of times, by their index."""
    return {index: timing for index, line in enumerate(lines) if (timing := timing_of(line))}


def split_blocks(lines: Sequence[str], timings: Timings, heads: Mapping[int, int]) -> Blocks:
    """The lines cut into cues. ``heads`` gives the index of the line that identifies the cue at an index, if any."""
    starts = [heads.get(index, index) for index in timings]
    ends = [*starts[1:], len(lines)][: len(starts)]
    numbered = list(enumerate(lines, start=1))
    cues = []
    for (index, timing), start, end in zip(timings.items(), starts, ends, strict=True):
        head = heads.get(index)
        key = None if head is None else lines[head].strip()
        body, is_apart = tuple(numbered[index + 1 : end]), start == 0 or not lines[start - 1].strip()
        cues.append(Block(line=index + 1, timing=timing, id=key, body=body, is_apart=is_apart))
    first = starts[0] if starts else len(lines)
    return _without_stub(Blocks(before=tuple(numbered[:first]), cues=tuple(cues)))


def number_heads(lines: Sequence[str], timings: Timings) -> dict[int, int]:
    """The lines that number cues, by the index of their times.

    A number right above the times is one, where most cues have one: else it is the text of the cue before. One that a
    blank line parts from the times must be the number that is due.
    """
    above = {index: _filled_above(lines, index) for index in timings}
    numbers = {index: int(lines[head]) for index, head in above.items() if head >= 0 and is_number(lines[head])}
    usual = sum(above[index] - 1 not in timings for index in numbers)
    if 2 * usual <= len(timings):
        return {}
    heads, due = {}, None
    for index, number in numbers.items():
        if above[index] == index - 1 or number == due or (due is None and above[index] == 0):
            heads[index], due = above[index], number + 1
    return heads


def is_number(line: str) -> bool:
    """Whether a line holds nothing but a cue's number."""
    stripped = line.strip()
    return stripped.isascii() and stripped.isdigit() and len(stripped) <= 9


def _filled_above(lines: Sequence[str], index: int) -> int:
    """The nearest line above that is not blank, at most three up; -1 for none."""
    return next((i for i in range(index - 1, max(index - 4, -1), -1) if lines[i].strip()), -1)


def _without_stub(blocks: Blocks) -> Blocks:
    """Without the number and the half of a time at which a file was cut off."""
    if not blocks.cues:
        return blocks
    last = blocks.cues[-1]
    filled = [i for i, (_, text) in enumerate(last.body) if text.strip()]
    due = int(last.id) + 1 if last.id and is_number(last.id) else None
    for i in filled[-2:]:
        tail = [text for _, text in last.body[i + 1 :] if text.strip()]
        begins = is_number(last.body[i][1]) and int(last.body[i][1]) == due
        if begins and i > 0 and not last.body[i - 1][1].strip() and all(map(_is_half_a_time, tail)):
            whole = replace(last, body=last.body[:i])
            repair = Repair(line=last.body[i][0], what=_TRUNCATED, code="cut-off")
            return Blocks(before=blocks.before, cues=(*blocks.cues[:-1], whole), repairs=(repair,))
    return blocks


def _is_half_a_time(line: str) -> bool:
    return _TIME_CHARS.issuperset(line.strip())


@dataclass(slots=True)
class CueBuilder:
    """Makes cues of blocks, one after the other, and notes what was repaired."""

    repairs: list[Repair] = field(default_factory=list)
    cues: list[CaptionCue] = field(default_factory=list)
    left_out: LeftOut = field(default_factory=LeftOut)

    @property
    def notes(self) -> list[Repair]:
        """What does not concern text and times."""
        return self.left_out.notes

    def note_references(self, lines: Sequence[str]) -> None:
        """Note where a format without character references has some."""
        line = first_reference(lines)
        if line is not None:
            what = "character references (&amp;) were read as characters; players of this format show them as they are"
            self.left_out.note_once(line, what, "references")

    def note(self, line: int, what: str, code: str) -> None:
        """Note a repair of text or times."""
        self.repairs.append(Repair(line=line, what=what, code=code))

    def add(self, block: Block, body: Sequence[RawLine]) -> None:
        """Add the cue of a block, whose text is in ``body``."""
        timing = block.timing
        if timing.text:
            what = "text on the line of the times was taken as the text of the cue"
            self.note(block.line, what, "text-on-time-line")
            body = ((block.line, timing.text), *body)
        found = said(body)
        self.repairs += found.repairs
        self.left_out.note_markup(found)
        self._note_form(block)
        start_ms, end_ms = self._times(block)
        self.cues.append(
            CaptionCue(
                number=len(self.cues) + 1,
                line=block.line,
                start_ms=start_ms,
                end_ms=end_ms,
                spoken=found.lines,
                id=block.id,
                words=found.words,
            )
        )

    def _note_form(self, block: Block) -> None:
        if block.timing.settings:
            what = "settings on the line of the times (position, alignment, region) are not kept"
            self.left_out.note_once(block.line, what, "settings")
        if not block.is_apart:
            what = "no blank line stands between a cue and the one above it"
            self.notes.append(Repair(line=block.line, what=what, code="missing-blank-line"))

    def _times(self, block: Block) -> tuple[int, int]:
        start_ms, end_ms = block.timing.start_ms, block.timing.end_ms
        if start_ms is None:
            what = "a time cannot be read; the cue is taken to begin where the one before ends"
            self._note_time(block, what, "time-unreadable")
            start_ms = self.cues[-1].end_ms if self.cues else 0
        if end_ms is None:
            is_missing = not any(map(str.isdigit, block.timing.written.rpartition(">")[2]))
            self._note_time(block, "a cue has no end that can be read", "no-end" if is_missing else "time-unreadable")
            end_ms = start_ms
        if start_ms < 0 or end_ms < 0:
            self._note_time(block, "a negative time was taken as 0", "negative-time")
        return max(start_ms, 0), max(end_ms, 0)

    def _note_time(self, block: Block, what: str, code: str) -> None:
        written = block.timing.written[:_MOST_WRITTEN]
        self.repairs.append(Repair(line=block.line, what=what, code=code, written=written))


def filled(body: Sequence[RawLine], builder: CueBuilder) -> list[RawLine]:
    """The lines of a cue that are not blank; a note is taken of empty ones above them.

    A line of spaces is not empty: programs write it for an empty row of the screen.
    """
    kept: list[RawLine] = []
    parted = False
    for raw in body:
        text = raw[1]
        if not text:
            parted = True
        elif not text.isspace():
            if parted:
                builder.note(raw[0], "text after a blank line was kept with the cue above it", "blank-line")
            kept.append(raw)
            parted = False
    return kept
