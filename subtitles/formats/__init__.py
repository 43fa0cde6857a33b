"""The caption formats that can be written. A new one is a module and a line in this table."""

from collections.abc import Mapping
from types import MappingProxyType

from subtitles.formats.ass import ASS
from subtitles.formats.base import Feature, SubtitleFormat
from subtitles.formats.podcast_html import PODCAST_HTML
from subtitles.formats.podcast_json import PODCAST_JSON
from subtitles.formats.sbv import SBV
from subtitles.formats.srt import SRT
from subtitles.formats.table import CSV, TSV
from subtitles.formats.ttml import EBU_TT_D, TTML
from subtitles.formats.txt import TXT
from subtitles.formats.vtt import VTT

FORMATS: Mapping[str, SubtitleFormat] = MappingProxyType(
    {form.name: form for form in (SRT, VTT, TTML, EBU_TT_D, SBV, PODCAST_JSON, PODCAST_HTML, ASS, TXT, CSV, TSV)}
)

__all__ = ["FORMATS", "Feature", "SubtitleFormat"]
