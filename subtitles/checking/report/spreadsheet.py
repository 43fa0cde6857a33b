"""A report as a table for spreadsheets (RFC 4180): a finding a row, in the order of the file."""

import csv
import io

from subtitles.checking.finding import Finding, Rule
from subtitles.checking.report.notation import number, timecode
from subtitles.checking.report.report import Report, in_order
from subtitles.styles import Style

COLUMNS = (
    "line number",
    "time code",
    "code",
    "severity",
    "measured",
    "limit",
    "unit",
    "excerpt",
    "message",
    "suggestion",
    "cue",
    "end time code",
    "quality",
    "wcag",
    "source",
)
# What makes a spreadsheet take a cell for a formula, https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Without it spreadsheets take UTF-8 for the encoding of the system.
_BYTE_ORDER_MARK = "\ufeff"


def spreadsheet(report: Report) -> str:
    """The text of a CSV file, with a byte order mark. A text that a spreadsheet would run as a formula is put after an
    apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    rules = {rule.code: rule for rule in report.rules}
    writer.writerows(_row(finding, rules[finding.code], report.subject.style) for finding in in_order(report.findings))
    return _BYTE_ORDER_MARK + out.getvalue()


def _row(finding: Finding, rule: Rule, style: Style) -> tuple[str, ...]:
    span = finding.span
    texts = (finding.excerpt, finding.message, finding.suggestion)
    return (
        _whole(finding.line),
        timecode(span.start_ms) if span else "",
        finding.code,
        finding.severity.value,
        _measure(finding.measured),
        _measure(finding.limit),
        _harmless(finding.unit or ""),
        *map(_harmless, texts),
        _whole(finding.cue),
        timecode(span.end_ms) if span else "",
        rule.quality.value,
        " ".join(rule.wcag),
        _harmless(rule.source_in(style)),
    )


def _whole(value: int | None) -> str:
    return "" if value is None else str(value)


def _measure(value: float | None) -> str:
    return "" if value is None else number(value)


def _harmless(text: str) -> str:
    """The text, after an apostrophe if it could be a formula: also behind white space, which spreadsheets may trim."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) or text.lstrip().startswith(_FORMULA_STARTS) else text
