"""How it is shown: cues, house styles, composing and caption formats."""

from subtitles.checking import RULES, Finding, Selection, Severity, Subject, check, check_subject
from subtitles.composing.compose import compose
from subtitles.converting import Converted, Loss, convert
from subtitles.cue import Cue
from subtitles.formats import FORMATS, SubtitleFormat
from subtitles.reading import CaptionFile, read, read_bytes
from subtitles.styles import DEFAULT_STYLE_NAME, Style, named_style, read_style, style_names, style_of
from subtitles.track import Track
from subtitles.writing import write

__all__ = [
    "DEFAULT_STYLE_NAME",
    "FORMATS",
    "RULES",
    "CaptionFile",
    "Converted",
    "Cue",
    "Finding",
    "Loss",
    "Selection",
    "Severity",
    "Style",
    "Subject",
    "SubtitleFormat",
    "Track",
    "check",
    "check_subject",
    "compose",
    "convert",
    "named_style",
    "read",
    "read_bytes",
    "read_style",
    "style_names",
    "style_of",
    "write",
]
