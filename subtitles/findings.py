"""How many cues miss the numbers of a style."""

from collections.abc import Sequence
from dataclasses import dataclass

from subtitles.cue import Cue, count_chars
from subtitles.styles import Style


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleFindings:
    """Counts of cues: all, and those that are too fast to read, too short, too long, or have too long or many lines."""

    cues: int
    too_fast: int
    too_short: int
    too_long: int
    long_lines: int
    many_lines: int


def style_findings(cues: Sequence[Cue], style: Style) -> StyleFindings:
    """Count the cues that a style would not accept. Labels and spaces count as characters, line breaks do not."""
    return StyleFindings(
        cues=len(cues),
        too_fast=sum(style.max_cps is not None and cue.chars_per_second > style.max_cps for cue in cues),
        too_short=sum(cue.span.duration_ms < style.min_duration_ms for cue in cues),
        too_long=sum(cue.span.duration_ms > style.max_duration_ms for cue in cues),
        long_lines=sum(max(map(count_chars, cue.shown_lines)) > style.max_chars_per_line for cue in cues),
        many_lines=sum(len(cue.shown_lines) > style.max_lines for cue in cues),
    )
