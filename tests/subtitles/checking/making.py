"""Cues, subjects and findings for the tests of the checker."""

from dataclasses import replace
from typing import Any

from subtitles import Cue, Finding, Style, Track, named_style
from subtitles.checking import Subject, check_subject
from transcripts import TimeSpan
from transcripts.reading.captions.cue import Repair

STYLE = named_style("youtube")


def cue(text: str, start_ms: int = 0, end_ms: int = 0, **more: Any) -> Cue:  # noqa: ANN401
    """A cue whose lines are parted by bars; shown for as long as it takes to read, unless told."""
    lines = tuple(text.split("|"))
    end_ms = end_ms or start_ms + max(1_500, 60 * len(text))
    return Cue(span=TimeSpan(start_ms, end_ms), lines=lines, **more)


def subject(*cues: Cue, language: str | None = "en", repairs: tuple[Repair, ...] = (), **style: Any) -> Subject:  # noqa: ANN401
    """A subject in the style of YouTube but for what is given of the style."""
    kept: Style = replace(STYLE, **style)
    return Subject(track=Track(cues=cues, language=language), style=kept, repairs=repairs)


def found(code: str, *cues: Cue, **more: Any) -> list[Finding]:  # noqa: ANN401
    """The findings of one rule."""
    return of(code, subject(*cues, **more))


def of(code: str, checked: Subject) -> list[Finding]:
    return [finding for finding in check_subject(checked) if finding.code == code]


def values(findings: list[Finding]) -> list[tuple[int | None, float | None, float | None, str | None]]:
    """Of each finding the cue, the measured value, the limit and the unit."""
    return [(finding.cue, finding.measured, finding.limit, finding.unit) for finding in findings]


def repair(code: str, line: int = 1, what: str = "something was put right") -> Repair:
    return Repair(line=line, what=what, code=code)
