"""House styles: the numbers and conventions that captions keep to. A style is a TOML file in this folder."""

from subtitles.styles.loading import DEFAULT_STYLE_NAME, STYLE_NAMES, named_style
from subtitles.styles.style import LabelForm, LanguageLimits, SoundForm, Source, SpeakerLabels, Style, TwoSpeakers

__all__ = [
    "DEFAULT_STYLE_NAME",
    "STYLE_NAMES",
    "LabelForm",
    "LanguageLimits",
    "SoundForm",
    "Source",
    "SpeakerLabels",
    "Style",
    "TwoSpeakers",
    "named_style",
]
