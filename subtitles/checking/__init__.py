"""The caption checker: rules by family, each a function; what they find, and how it is told.

Subject (track, style, repairs, …) ─ rules of file, timing, reading, layout, speakers, text, … ─▶ Findings ─▶ report
"""

from subtitles.checking.check import check, check_subject
from subtitles.checking.config import Configuration, configuration_for
from subtitles.checking.evidence import AudioEvidence, HeardCue
from subtitles.checking.finding import Finding, Quality, Rule, Severity
from subtitles.checking.fixing import Applied, Fixed, fix
from subtitles.checking.rules import FAMILIES, RULES
from subtitles.checking.selection import Selection
from subtitles.checking.subject import Subject

__all__ = [
    "FAMILIES",
    "RULES",
    "Applied",
    "AudioEvidence",
    "Configuration",
    "Finding",
    "Fixed",
    "HeardCue",
    "Quality",
    "Rule",
    "Selection",
    "Severity",
    "Subject",
    "check",
    "check_subject",
    "configuration_for",
    "fix",
]
