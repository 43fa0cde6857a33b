"""The caption checker: rules by family, each a function; what they find, and how it is told.

Subject (track, style, repairs, …) ─ rules of file, timing, reading, layout, speakers, text, … ─▶ Findings ─▶ report
"""

from subtitles.check.checking import check, check_subject
from subtitles.check.config import Configuration, configuration_for
from subtitles.check.evidence import AudioEvidence, HeardCue
from subtitles.check.finding import Finding, Quality, Rule, Severity
from subtitles.check.fixing import Applied, Fixed, fix
from subtitles.check.rules import FAMILIES, RULES
from subtitles.check.selection import Selection
from subtitles.check.subject import Subject

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
