"""A report as lines of plain text, for a terminal: the gravest first, the verdict last."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from subtitles.checking.finding import Finding, Severity
from subtitles.checking.report.coverage import families, left_out, without_limit
from subtitles.checking.report.notation import counted, repair_line, shortened, timecode, visible
from subtitles.checking.report.report import Group, Report, groups

_MOST_LISTED = 5  # of one rule
_TITLES = {Severity.ERROR: "ERRORS", Severity.WARNING: "WARNINGS", Severity.NOTE: "NOTES"}

Paint = Callable[[str, Severity], str]
"""How a text is shown in the colour of a severity."""


def unpainted(text: str, severity: Severity) -> str:
    """The text as it is."""
    del severity
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """Columns to fill, and how severities are coloured."""

    width: int = 110
    paint: Paint = unpainted


def lines(report: Report, terminal: Terminal | None = None) -> Iterator[str]:
    """The report, line by line. Characters that a terminal would act on are shown as escapes."""
    terminal = terminal or Terminal()
    yield from map(visible, _head(report))
    severity = None
    for group in groups(report):
        if group.severity is not severity:
            severity = group.severity
            yield ""
            yield terminal.paint(f"{_TITLES[severity]}  {report.counts[severity]:,}", severity)
        yield from map(visible, _group(group, terminal.width))
    yield from _listed("REPAIRED", list(map(repair_line, report.repairs)), terminal.width)
    yield from _listed("NOT KEPT", report.not_kept, terminal.width)
    yield ""
    yield from map(visible, _unchecked(report))
    yield _verdict(report, terminal.paint)


def _head(report: Report) -> Iterator[str]:
    track, style = report.subject.track, report.subject.style
    number = report.words
    parts = [
        report.file.format,
        counted(len(track.cues), "cue"),
        *([] if number is None else [counted(number, "word")]),
        f"language {track.language or 'unknown'}",
        f"style {style.name}",
    ]
    yield f"{report.file.name}: {', '.join(parts)}"


def _group(group: Group, width: int) -> Iterator[str]:
    yield f"  {group.rule.code}  {len(group.findings):,}  (the rule: {group.rule.title})"
    for finding in group.findings[:_MOST_LISTED]:
        yield from _finding(finding, width)
    if len(group.findings) > _MOST_LISTED:
        yield f"    … and {len(group.findings) - _MOST_LISTED:,} more (--report FILE.html or FILE.csv lists them)"


def _finding(finding: Finding, width: int) -> Iterator[str]:
    time = timecode(finding.span.start_ms) if finding.span else " " * 12
    cue = f"cue {finding.cue}" if finding.cue else ""
    line = f"line {finding.line}" if finding.line else ""
    yield f"    {time}  {cue:<9} {line:<10} {finding.message}"
    if finding.excerpt:
        yield f"{'':18}“{shortened(finding.excerpt, max(20, width - 20))}”"


def _listed(title: str, entries: Sequence[str], width: int) -> Iterator[str]:
    if entries:
        yield ""
        yield f"{title}  {len(entries):,}"
        yield from (f"  {shortened(visible(entry), max(60, width - 2))}" for entry in entries[: 4 * _MOST_LISTED])
    if len(entries) > 4 * _MOST_LISTED:
        yield f"  … and {len(entries) - 4 * _MOST_LISTED:,} more (--json lists them)"


def _unchecked(report: Report) -> Iterator[str]:
    yield f"Checked: {', '.join(family.title.lower() for family in families(report) if family.ran) or 'nothing'}"
    for family in families(report):
        if family.missing:
            told = family.missing if family.ran else f"{family.title.lower()}, {family.missing}"
            yield f"Not checked: {told}"
    if unset := without_limit(report):
        yield f"The style sets no limit: {', '.join(rule.code for rule in unset)}"
    if names := left_out(report):
        yield f"Left out as asked: {', '.join(names)}"


def _verdict(report: Report, paint: Paint) -> str:
    found = [paint(counted(count, severity.value), severity) for severity, count in report.counts.items() if count]
    if not found:
        return "No machine-checked problem found; words, sounds and the picture need a person."
    cues = len({finding.cue for finding in report.findings if finding.cue})
    whole = sum(finding.cue is None for finding in report.findings)
    places = [
        *([f"in {cues:,} of {counted(len(report.subject.track.cues), 'cue')}"] if cues else []),
        *([f"{whole:,} about the whole file" if cues else "about the whole file"] if whole else []),
    ]
    return f"{', '.join(found)}: {', '.join(places)}."
