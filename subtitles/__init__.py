"""How it is shown: cues, house styles, composing and caption formats."""

from subtitles.compose import compose
from subtitles.cue import Cue
from subtitles.findings import StyleFindings, style_findings
from subtitles.formats import FORMATS, SubtitleFormat
from subtitles.reading import CaptionFile
from subtitles.styles import DEFAULT_STYLE_NAME, STYLE_NAMES, Style, named_style
from subtitles.track import Track
from subtitles.writing import write

__all__ = [
    "DEFAULT_STYLE_NAME",
    "FORMATS",
    "STYLE_NAMES",
    "CaptionFile",
    "Cue",
    "Style",
    "StyleFindings",
    "SubtitleFormat",
    "Track",
    "compose",
    "named_style",
    "style_findings",
    "write",
]
