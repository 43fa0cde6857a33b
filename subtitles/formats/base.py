"""What a caption format is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from subtitles.cue import Cue
from transcripts.errors import WriteError


@dataclass(frozen=True, slots=True)
class SubtitleFormat:
    """A caption format: its name, the suffix of its files (with the dot), and how cues become the text of a file.

    ``render`` raises ``WriteError`` for cues that would not read back as they are.
    """

    name: str
    suffix: str
    render: Callable[[Sequence[Cue]], str]


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
