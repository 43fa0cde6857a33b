"""A report as a document for programs: everything, in plain values."""

from dataclasses import asdict

from subtitles.checking.finding import Finding, Rule
from subtitles.checking.report.coverage import FOR_A_PERSON, families, without_limit
from subtitles.checking.report.report import Report, in_order
from subtitles.checking.report.verdicts import Verdict, fcc_verdicts, wcag_verdicts
from subtitles.styles import Style

SCHEMA = "check/1"


def document(report: Report) -> dict[str, object]:
    """The report as JSON values; times in milliseconds, findings in the order of the file.

    ``words`` is ``None`` for a language that writes none apart; ``without_limit`` are rules whose limit the style does
    not set. ``exit`` is 1 where there is an error or a warning, else 0.
    """
    subject = report.subject
    rules = {rule.code: rule for rule in report.rules}
    return {
        "schema": SCHEMA,
        "tool": report.tool,
        "file": report.file.name,
        "sha256": report.file.sha256,
        "format": report.file.format,
        "style": {"name": subject.style.name, "title": subject.style.title},
        "language": subject.track.language,
        "cues": len(subject.track.cues),
        "words": report.words,
        "audio": report.media,
        "transcript": subject.transcript.source if subject.transcript else None,
        "checked": [family.name for family in families(report) if family.ran],
        "not_checked": [
            {"family": family.name, "reason": family.missing} for family in families(report) if family.missing
        ],
        "without_limit": [rule.code for rule in without_limit(report)],
        "left_out": [rule.code for rule in report.left_out],
        "for_a_person": list(FOR_A_PERSON),
        "counts": {severity.value: count for severity, count in report.counts.items()},
        "fcc": [_verdict(verdict) for verdict in fcc_verdicts(report)],
        "wcag": [_verdict(verdict) for verdict in wcag_verdicts(report)],
        "findings": [_finding(finding, rules[finding.code], subject.style) for finding in in_order(report.findings)],
        "fixed": [asdict(repair) for repair in report.repairs],
        "not_kept": list(report.not_kept),
        "exit": int(report.needs_work),
    }


def _verdict(verdict: Verdict) -> dict[str, object]:
    return {
        "heading": verdict.heading,
        "result": verdict.result,
        "findings": len(verdict.findings),
        "rules_run": len(verdict.ran),
        "rules_not_run": [rule.code for rule in verdict.not_run],
        "for_a_person": verdict.person,
    }


def _finding(finding: Finding, rule: Rule, style: Style) -> dict[str, object]:
    span = finding.span
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "title": rule.title,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "cue": finding.cue,
        "line": finding.line,
        "start_ms": span.start_ms if span else None,
        "end_ms": span.end_ms if span else None,
        "measured": finding.measured,
        "limit": finding.limit,
        "unit": finding.unit,
        "counting": rule.counting,
        "excerpt": finding.excerpt,
        "quality": rule.quality.value,
        "wcag": list(rule.wcag),
        "source": rule.source_in(style),
    }
