"""What the HTML report shows, decided: anchors, texts, pictures and what is left out. The template only lays it out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from subtitles.checking.finding import Finding, Rule, Severity
from subtitles.checking.report.notation import number, shortened, timecode
from subtitles.checking.report.overview import Overview, overview
from subtitles.checking.report.report import Group, Report, groups
from subtitles.checking.report.timeline import Picture, Timeline
from subtitles.cue import Cue

_MOST_CARDS = 12  # of a rule, some 4 kB each with its picture; the others are rows of a table
_MOST_ROWS = 500  # of a rule
_MOST_TEXT = 300  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """A finding as it is shown. Texts are empty where there is nothing to say."""

    anchor: str
    start: str
    end: str
    cue: int | None
    line: int | None
    speaker: str
    message: str
    measure: str
    excerpt: str
    suggestion: str
    picture: Picture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """The findings of a rule: the worst as cards, more as rows, and how many are in neither."""

    anchor: str
    rule: Rule
    severity: Severity
    number: int
    cards: tuple[FindingView, ...]
    rows: tuple[FindingView, ...]
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """All groups of a severity."""

    severity: Severity
    title: str
    number: int
    groups: tuple[GroupView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """The findings of a report by severity, and where in the file they are."""

    sections: tuple[Section, ...]
    overview: Overview | None


_TITLES = {Severity.ERROR: "Errors", Severity.WARNING: "Warnings", Severity.NOTE: "Notes"}


def report_view(report: Report) -> ReportView:
    """The view of a report: a card for the worst findings of each rule, and no more than a browser shows with ease."""
    timeline = Timeline(report.subject)
    shown = [_group(group, timeline) for group in groups(report)]
    sections = [
        Section(
            severity=severity,
            title=_TITLES[severity],
            number=number_of,
            groups=tuple(group for group in shown if group.severity is severity),
        )
        for severity, number_of in report.counts.items()
        if number_of
    ]
    return ReportView(sections=tuple(sections), overview=overview(report))


def _group(group: Group, timeline: Timeline) -> GroupView:
    anchor = f"{group.severity.value}-{group.rule.code}"
    cards, rows = group.findings[:_MOST_CARDS], group.findings[_MOST_CARDS : _MOST_CARDS + _MOST_ROWS]
    cues = timeline.subject.track.cues
    return GroupView(
        anchor=anchor,
        rule=group.rule,
        severity=group.severity,
        number=len(group.findings),
        cards=tuple(
            replace(_finding(finding, cues, f"{anchor}-{place}"), picture=timeline.around(finding))
            for place, finding in enumerate(cards, 1)
        ),
        rows=tuple(_finding(finding, cues, f"{anchor}-{place}") for place, finding in enumerate(rows, 1 + len(cards))),
        left_out=len(group.findings) - len(cards) - len(rows),
    )


def _finding(finding: Finding, cues: Sequence[Cue], anchor: str) -> FindingView:
    """The view of a finding, without a picture."""
    cue = cues[finding.cue - 1] if finding.cue is not None and 0 < finding.cue <= len(cues) else None
    names = [voice.speaker for voice in cue.voices if voice.speaker] if cue else []
    return FindingView(
        anchor=anchor,
        start=timecode(finding.span.start_ms) if finding.span else "",
        end=timecode(finding.span.end_ms) if finding.span else "",
        cue=finding.cue,
        line=finding.line,
        speaker=", ".join(dict.fromkeys(names)),
        message=shortened(finding.message, _MOST_TEXT),
        measure=_measure(finding),
        excerpt=shortened(finding.excerpt, _MOST_TEXT),
        suggestion=finding.suggestion,
    )


def _measure(finding: Finding) -> str:
    """``measured 24.5 characters a second, limit 20``"""
    if finding.measured is None:
        return ""
    unit = f" {finding.unit}" if finding.unit else ""
    limit = "" if finding.limit is None else f", limit {number(finding.limit)}{unit}"
    return f"{number(finding.measured)}{unit}{limit}"


def linked(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces; ``True`` for those that are addresses of web pages."""
    for word in text.split(" "):
        bare = word.strip("(),;")
        if bare.startswith(("https://", "http://")) and len(bare) > len("https://"):
            before, _, after = word.partition(bare)
            yield f"{before}", False
            yield bare, True
            yield f"{after} ", False
        else:
            yield f"{word} ", False
