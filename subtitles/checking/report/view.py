"""What the HTML report shows, decided: anchors, texts, pictures and what is left out. The template only lays it out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from subtitles.checking.finding import Finding, Rule, Severity
from subtitles.checking.report.overview import Overview, overview
from subtitles.checking.report.report import Group, Report, groups
from subtitles.checking.report.timeline import Picture, Timeline
from subtitles.checking.report.wording import number, shortened, timecode
from subtitles.cue import Cue

_MOST_CARDS = 20  # of a rule; the others are rows of a table
_MOST_ROWS = 500  # of a rule
_MOST_PICTURES = 240  # in all: about a megabyte
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
    picture: Picture | None


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
    gathered = groups(report)
    firsts = accumulate((len(group.findings) for group in gathered), initial=1)
    cards = accumulate((min(_MOST_CARDS, len(group.findings)) for group in gathered), initial=0)
    shown = [
        _group(group, first, _Pictures(timeline, max(0, _MOST_PICTURES - before)))
        for group, first, before in zip(gathered, firsts, cards, strict=False)
    ]
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


@dataclass(frozen=True, slots=True)
class _Pictures:
    """The pictures of a group: of its first ``most`` findings."""

    timeline: Timeline
    most: int

    def of(self, place: int, finding: Finding) -> Picture | None:
        return self.timeline.around(finding) if place < self.most else None


def _group(group: Group, first: int, pictures: _Pictures) -> GroupView:
    """``first`` is the number of its first finding, in all groups."""
    cues = pictures.timeline.subject.track.cues
    views = tuple(
        _finding(finding, cues, f"f{first + place}", pictures.of(place, finding) if place < _MOST_CARDS else None)
        for place, finding in enumerate(group.findings[: _MOST_CARDS + _MOST_ROWS])
    )
    return GroupView(
        anchor=f"{group.severity.value}-{group.rule.code}",
        rule=group.rule,
        severity=group.severity,
        number=len(group.findings),
        cards=views[:_MOST_CARDS],
        rows=views[_MOST_CARDS:],
        left_out=len(group.findings) - len(views),
    )


def _finding(finding: Finding, cues: Sequence[Cue], anchor: str, picture: Picture | None) -> FindingView:
    numbered = finding.cue is not None and 0 < finding.cue <= len(cues)
    cue = cues[finding.cue - 1] if finding.cue and numbered else None
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
        picture=picture,
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
