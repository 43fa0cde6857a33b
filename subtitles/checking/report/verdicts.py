"""What the findings mean for the headings that reviewers report under. A finding is a fact; a verdict stays theirs.

The FCC's factors and the criteria of WCAG have no numbers: nothing here says that captions meet or miss them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from subtitles.checking.finding import Finding, Quality, Rule, Severity
from subtitles.checking.report.coverage import has_limit, lacking
from subtitles.checking.report.notation import counted
from subtitles.checking.report.report import Report

FCC = "47 CFR 79.1(j)(2)"
"""Where the four quality factors stand."""

_ASKED: Mapping[Quality, str] = MappingProxyType(
    {
        Quality.ACCURACY: "Captions match the spoken words, tell who speaks and convey the other sounds.",
        Quality.SYNCHRONICITY: "Captions coincide with the words and sounds, at a speed that can be read.",
        Quality.COMPLETENESS: "Captions run from the beginning to the end of the programme.",
        Quality.PLACEMENT: "Captions block nothing that matters in the picture, do not overlap, and are legible.",
    }
)
_BY_A_PERSON: Mapping[Quality, str] = MappingProxyType(
    {
        Quality.ACCURACY: "Listen: are words, names, speakers and sounds right?",
        Quality.SYNCHRONICITY: "Watch: do captions come and go with what is heard, and can they be read in time?",
        Quality.COMPLETENESS: "Listen: is anything said or heard that no caption tells?",
        Quality.PLACEMENT: "Watch: do captions cover faces or text in the picture?",
    }
)
# WCAG 2.2, https://www.w3.org/TR/WCAG22/
_CRITERIA: Mapping[str, str] = MappingProxyType(
    {
        "1.2.1": "Audio-only and Video-only (Prerecorded), level A",
        "1.2.2": "Captions (Prerecorded), level A",
        "1.3.1": "Info and Relationships, level A",
        "1.3.2": "Meaningful Sequence, level A",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is known under a heading.

    ``findings`` bear on it; ``ran`` and ``not_run`` are the rules that do and whose limit, if they need one,
    the style sets. ``result`` says it in words; ``person`` what
    is left for a person, always.
    """

    heading: str
    asks: str
    person: str
    ran: tuple[Rule, ...]
    not_run: tuple[Rule, ...]
    findings: tuple[Finding, ...]

    @property
    def result(self) -> str:
        found = [counted(count, severity.value) for severity, count in self._counts() if count]
        if found:
            return ", ".join(found)
        if not self.ran:
            return "not machine-checked: needs a person"
        return "no machine-checked problem found"

    @property
    def worst(self) -> Severity | None:
        """The gravest severity found; ``None`` for no finding."""
        return next((severity for severity, count in self._counts() if count), None)

    @property
    def unchecked(self) -> str | None:
        """Which of the rules that bear on the heading had nothing to measure by."""
        if not self.not_run:
            return None
        names = ", ".join(dict.fromkeys(rule.family for rule in self.not_run))
        return f"{counted(len(self.not_run), 'rule')} not run ({names})"

    def _counts(self) -> Sequence[tuple[Severity, int]]:
        severities = [finding.severity for finding in self.findings]
        return [(severity, severities.count(severity)) for severity in Severity]


def fcc_verdicts(report: Report) -> tuple[Verdict, ...]:
    """Under each of the four quality factors."""
    return tuple(
        _verdict(
            report,
            [rule for rule in (*report.rules, *report.left_out) if rule.quality is quality],
            (quality.value.capitalize(), _ASKED[quality], _BY_A_PERSON[quality]),
        )
        for quality in Quality
    )


def wcag_verdicts(report: Report) -> tuple[Verdict, ...]:
    """Under each criterion that a rule bears on, in the order of their numbers."""
    every = (*report.rules, *report.left_out)
    numbers = {number for rule in every for number in rule.wcag}
    return tuple(
        _verdict(
            report,
            [rule for rule in every if number in rule.wcag],
            (number, _CRITERIA.get(number, ""), "Conformance is for a person to judge, on the page and in the player."),
        )
        for number in sorted(numbers, key=lambda number: [part.zfill(4) for part in number.split(".")])
    )


def _verdict(report: Report, bearing: Sequence[Rule], words: tuple[str, str, str]) -> Verdict:
    heading, asks, person = words
    asked = {rule.code for rule in report.rules}
    limited = [rule for rule in bearing if has_limit(report, rule)]
    ran = tuple(rule for rule in limited if rule.code in asked and lacking(report, rule) is None)
    codes = {rule.code for rule in bearing}
    return Verdict(
        heading=heading,
        asks=asks,
        person=person,
        ran=ran,
        not_run=tuple(rule for rule in limited if rule not in ran),
        findings=tuple(finding for finding in report.findings if finding.code in codes),
    )
