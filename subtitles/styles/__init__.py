"""House styles: the numbers and conventions that captions keep to. A style is a TOML file in this folder."""

from subtitles.styles.loading import DEFAULT_STYLE_NAME, named_style, read_style, style_names, style_of
from subtitles.styles.style import LabelForm, LanguageLimits, SoundForm, Source, SpeakerLabels, Style, TwoSpeakers

__all__ = [
    "DEFAULT_STYLE_NAME",
    "LabelForm",
    "LanguageLimits",
    "SoundForm",
    "Source",
    "SpeakerLabels",
    "Style",
    "TwoSpeakers",
    "named_style",
    "read_style",
    "style_names",
    "style_of",
]
