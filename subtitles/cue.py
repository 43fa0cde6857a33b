"""One caption as it is shown."""

import unicodedata
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from transcripts.timing import TimeSpan

CueKind = Literal["speech", "sound"]
LabelPlace = Literal["beside", "above"]

# Marks that sit on another character, and characters without a glyph: they take no room on a line.
_WITHOUT_WIDTH = frozenset({"Mn", "Me", "Cf"})


def count_chars(text: str) -> int:
    """Characters as a reader counts them: spaces and punctuation count, combining and invisible marks do not.

    Full-width characters (Chinese, Japanese, Korean) count as the two they take the room of, and as much as they tell.
    """
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in _WITHOUT_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who speaks which lines of a cue: ``lines[start:end]``. ``speaker`` is ``None`` where nobody is named."""

    speaker: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One caption: when it is shown and its lines of plain text, without markup.

    ``speaker`` is the name of who speaks, ``None`` for sounds and unnamed speech. Where several share the cue,
    ``line_speakers`` gives that of each line (else it is empty), and ``dash`` is what is shown before the first line of
    each of them (``-``, ``- ``).
    ``label`` is how the speaker is shown with this cue (``Khan:``, ``[Khan]``), ``None`` where none is added to the
    lines, and ``label_place`` tells whether it shares the first line or takes one of its own.
    ``joined_lines`` are the indices of lines that go on without a space.
    ``confidence`` is the share of its words, 0..1, expected to have been said where they were placed (the mean of their
    confidences); ``None`` where nothing tells. ``source_line`` is the 1-based line of its time in the file it was read
    from, ``id`` what that file calls it.
    Invariants: positive duration; at least one line; no line and no name is blank, holds a line break or has white
    space at its ends; ``line_speakers`` one a line, or none.
    """

    span: TimeSpan
    lines: tuple[str, ...]
    joined_lines: frozenset[int] = frozenset()
    speaker: str | None = None
    line_speakers: tuple[str | None, ...] = ()
    dash: str = ""
    label: str | None = None
    label_place: LabelPlace = "beside"
    kind: CueKind = "speech"
    confidence: float | None = field(default=None, compare=False)
    source_line: int | None = field(default=None, compare=False)
    id: str | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if self.span.duration_ms == 0:
            raise ValueError("a cue lasts longer than nothing")
        if not self.lines:
            raise ValueError("a cue has at least one line")
        for line in (*self.lines, *filter(None, (self.speaker, self.label, *self.line_speakers))):
            if line.splitlines() != [line] or line.strip() != line:
                raise ValueError(f"not one line of text: {line!r}")
        if self.line_speakers and len(self.line_speakers) != len(self.lines):
            raise ValueError(f"{len(self.line_speakers)} speakers for {len(self.lines)} lines")

    @property
    def text(self) -> str:
        """The lines as one: single spaces between them, and none before those that are joined."""
        parts = (line if at in self.joined_lines else f" {line}" for at, line in enumerate(self.lines))
        return "".join(parts).removeprefix(" ")

    @property
    def voices(self) -> tuple[Voice, ...]:
        """Who speaks, in the order of the lines; a single one for the whole cue, unless several share it."""
        speakers = self.line_speakers or (self.speaker,) * len(self.lines)
        starts = [at for at, who in enumerate(speakers) if at == 0 or who != speakers[at - 1]]
        return tuple(Voice(speaker=speakers[a], start=a, end=b) for a, b in pairwise((*starts, len(speakers))))

    @property
    def dashed_lines(self) -> tuple[str, ...]:
        """The lines, the first of each voice after the dash where several share the cue."""
        if not self.dash or not self.line_speakers:
            return self.lines
        starts = {voice.start for voice in self.voices}
        return tuple(f"{self.dash}{line}" if at in starts else line for at, line in enumerate(self.lines))

    @property
    def shown_lines(self) -> tuple[str, ...]:
        """The lines as they are shown, with dashes and the label: ``Khan: Good morning.``"""
        lines = self.dashed_lines
        if self.label is None:
            return lines
        if self.label_place == "above":
            return (self.label, *lines)
        return (f"{self.label} {lines[0]}", *lines[1:])

    @property
    def shown_chars(self) -> int:
        """Characters of all lines, label and spaces included, line breaks not."""
        return sum(map(count_chars, self.shown_lines))

    @property
    def chars_per_second(self) -> float:
        return self.shown_chars * 1000 / self.span.duration_ms
