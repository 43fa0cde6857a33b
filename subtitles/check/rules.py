"""All rules of the checker, by code."""

from collections.abc import Mapping
from types import MappingProxyType

from subtitles.check.audio import AUDIO_RULES
from subtitles.check.file import FILE_RULES
from subtitles.check.finding import Rule
from subtitles.check.layout import LAYOUT_RULES
from subtitles.check.reading import READING_RULES
from subtitles.check.speakers import SPEAKER_RULES
from subtitles.check.text import TEXT_RULES
from subtitles.check.timing import TIMING_RULES
from subtitles.check.transcript import TRANSCRIPT_RULES

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
