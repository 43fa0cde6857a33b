"""The caption formats that can be written. A new one is a module and a line in this table."""

from collections.abc import Mapping
from types import MappingProxyType

from subtitles.formats.base import Feature, SubtitleFormat
from subtitles.formats.srt import SRT
from subtitles.formats.vtt import VTT

FORMATS: Mapping[str, SubtitleFormat] = MappingProxyType({form.name: form for form in (SRT, VTT)})

__all__ = ["FORMATS", "Feature", "SubtitleFormat"]
