"""How it is shown: cues, house styles, composing and caption formats."""

from subtitles.compose import compose
from subtitles.cue import Cue
from subtitles.findings import StyleFindings, style_findings
from subtitles.formats import FORMATS, SubtitleFormat
from subtitles.styles import DEFAULT_STYLE, Style
from subtitles.writing import write

__all__ = [
    "DEFAULT_STYLE",
    "FORMATS",
    "Cue",
    "Style",
    "StyleFindings",
    "SubtitleFormat",
    "compose",
    "style_findings",
    "write",
]
