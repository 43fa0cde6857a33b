"""One caption as it is shown."""

import unicodedata
from dataclasses import dataclass, field
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
class Cue:
    """One caption: when it is shown and its lines of plain text, without markup and without the speaker's label.

    ``speaker`` is the name of who speaks, ``None`` for sounds and unnamed speech; ``label`` is the short form of that
    name to be shown with this cue, ``None`` where none is to be shown, and ``label_place`` tells whether it shares the
    first line or takes one of its own. ``joined_lines`` are the indices of lines that go on without a space.
    ``confidence`` is the share of its words, 0..1, expected to have been said where they were placed (the mean of their
    confidences); ``None`` where nothing tells.
    Invariants: positive duration; at least one line; no line and no name is blank, holds a line break or has white
    space at its ends.
    """

    span: TimeSpan
    lines: tuple[str, ...]
    joined_lines: frozenset[int] = frozenset()
    speaker: str | None = None
    label: str | None = None
    label_place: LabelPlace = "beside"
    kind: CueKind = "speech"
    confidence: float | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if self.span.duration_ms == 0:
            raise ValueError("a cue lasts longer than nothing")
        if not self.lines:
            raise ValueError("a cue has at least one line")
        for line in (*self.lines, *filter(None, (self.speaker, self.label))):
            if line.splitlines() != [line] or line.strip() != line:
                raise ValueError(f"not one line of text: {line!r}")

    @property
    def text(self) -> str:
        """The lines as one: single spaces between them, and none before those that are joined."""
        parts = (line if at in self.joined_lines else f" {line}" for at, line in enumerate(self.lines))
        return "".join(parts).removeprefix(" ")

    @property
    def labelled_lines(self) -> tuple[str, ...]:
        """The lines with the label: ``Khan: Good morning.``"""
        if self.label is None:
            return self.lines
        if self.label_place == "above":
            return (f"{self.label}:", *self.lines)
        return (f"{self.label}: {self.lines[0]}", *self.lines[1:])

    @property
    def shown_chars(self) -> int:
        """Characters of all lines, label and spaces included, line breaks not."""
        return sum(map(count_chars, self.labelled_lines))

    @property
    def chars_per_second(self) -> float:
        return self.shown_chars * 1000 / self.span.duration_ms
