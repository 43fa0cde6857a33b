"""All rules of the checker, by code."""

from collections.abc import Mapping
from types import MappingProxyType

from subtitles.checking.audio import AUDIO_RULES
from subtitles.checking.file import FILE_RULES
from subtitles.checking.finding import Rule
from subtitles.checking.layout import LAYOUT_RULES
from subtitles.checking.reading import READING_RULES
from subtitles.checking.speakers import SPEAKER_RULES
from subtitles.checking.text import TEXT_RULES
from subtitles.checking.timing import TIMING_RULES
from subtitles.checking.transcript import TRANSCRIPT_RULES

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.code: rule
        for rule in (
            *FILE_RULES,
            *TIMING_RULES,
            *READING_RULES,
            *LAYOUT_RULES,
            *SPEAKER_RULES,
            *TEXT_RULES,
            *AUDIO_RULES,
            *TRANSCRIPT_RULES,
        )
    }
)
FAMILIES: tuple[str, ...] = tuple(dict.fromkeys(rule.family for rule in RULES.values()))
