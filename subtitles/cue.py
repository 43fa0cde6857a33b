"""One caption as it is shown."""

import unicodedata
from dataclasses import dataclass
from typing import Literal

from transcripts.timing import TimeSpan

CueKind = Literal["speech", "sound"]
LabelPlace = Literal["beside", "above"]

# Marks that sit on another character, and characters without a glyph: they take no room on a line.
_WITHOUT_WIDTH = frozenset({"Mn", "Me", "Cf"})


def count_chars(text: str) -> int:
    """Characters as a reader counts them: spaces and punctuation count, combining and invisible marks do not."""
    if text.isascii():
        return len(text)
    return sum(unicodedata.category(character) not in _WITHOUT_WIDTH for character in text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One caption: when it is shown and its lines of plain text, without markup and without the speaker's label.

    ``speaker`` is the name of who speaks, ``None`` for sounds and unnamed speech; ``label`` is the short form of that
    name to be shown with this cue, ``None`` where none is to be shown, and ``label_place`` tells whether it shares the
    first line or takes one of its own.
    Invariants: positive duration; at least one line; no line and no name is blank, holds a line break or has white
    space at its ends.
    """

    span: TimeSpan
    lines: tuple[str, ...]
    speaker: str | None = None
    label: str | None = None
    label_place: LabelPlace = "beside"
    kind: CueKind = "speech"

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
        """The lines joined by single spaces."""
        return " ".join(self.lines)

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
