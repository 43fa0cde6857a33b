"""What a caption format is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from subtitles.track import Track
from transcripts.errors import WriteError


class Feature(Enum):
    """What some formats hold and others do not, as it is told to people."""

    SPEAKERS = "speakers"
    LINES = "line breaks"
    LANGUAGE = "the language"
    TITLE = "the title"
    IDS = "names of cues"
    SOUNDS = "what is a sound"


@dataclass(frozen=True, slots=True)
class SubtitleFormat:
    """A caption format: its name, what it is called, the suffix of its files (with the dot), how a track becomes the
    text of a file, and what of it such a file holds besides text and times.

    ``render`` raises ``WriteError`` for cues that would not read back as they are.
    """

    name: str
    title: str
    suffix: str
    render: Callable[[Track], str]
    holds: frozenset[Feature]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a file of captions says of one cue. Two readings of the same cue are equal."""

    start_ms: int
    end_ms: int
    lines: tuple[str, ...]
    speaker: str | None = None


def require_same(format_name: str, meant: Sequence[Shown], read: Sequence[Shown]) -> None:
    """Raise ``WriteError`` unless a rendered file, read back, says what was meant."""
    for number, (ours, theirs) in enumerate(zip(meant, read, strict=False), 1):
        if ours != theirs:
            text = " / ".join(ours.lines)
            raise WriteError(f"{format_name} captions", f"cue {number} would not read back as it is: {text!r}")
    if len(meant) != len(read):
        raise WriteError(f"{format_name} captions", f"{len(meant)} cues would read back as {len(read)}")
