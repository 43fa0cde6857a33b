"""The caption checker: rules by family, each a function; what they find, and how it is told."""

from subtitles.check.evidence import AudioEvidence, HeardCue
from subtitles.check.finding import Finding, Quality, Rule, Severity
from subtitles.check.subject import Subject

__all__ = ["AudioEvidence", "Finding", "HeardCue", "Quality", "Rule", "Severity", "Subject"]
