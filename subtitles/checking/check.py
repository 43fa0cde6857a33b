"""Asking the rules."""

from collections.abc import Iterable, Sequence

from subtitles.checking.finding import Finding
from subtitles.checking.selection import Selection
from subtitles.checking.subject import Subject
from subtitles.checking.systematic import told_once
from subtitles.cue import Cue
from subtitles.styles import DEFAULT_STYLE_NAME, Style, named_style
from subtitles.track import Track

EVERY_RULE = Selection()


def check(
    cues: Sequence[Cue], style: Style | str = DEFAULT_STYLE_NAME, *, language: str | None = None
) -> tuple[Finding, ...]:
    """What the rules find in cues: see `check_subject`, for which audio, transcript and the file can be given too.

    ``language`` is a BCP 47 tag; where it is ``None``, rules about grammar go by punctuation alone.
    Raises `UnknownNameError` for a style that there is not.
    """
    kept = named_style(style) if isinstance(style, str) else style
    return check_subject(Subject(track=Track(cues=tuple(cues), language=language), style=kept))


def check_subject(subject: Subject, selection: Selection = EVERY_RULE) -> tuple[Finding, ...]:
    """What the selected rules find, in the order of the cues, then by code; what concerns no cue comes first.

    What a file does throughout, by a habit of its own, is one finding.
    """
    return in_order(told_once(every_finding(subject, selection), subject))


def every_finding(subject: Subject, selection: Selection = EVERY_RULE) -> tuple[Finding, ...]:
    """The findings of `check_subject`, habits cue by cue."""
    return in_order(finding for rule in selection.rules for finding in rule.find(subject))


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in the order of the cues, then by code."""
    return tuple(sorted(findings, key=_place))


def _place(finding: Finding) -> tuple[int, str]:
    return finding.cue or 0, finding.code
