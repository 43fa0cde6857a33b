"""What a check has to tell, before it is laid out."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from subtitles.checking.finding import Finding, Rule, Severity
from subtitles.checking.fixing import Applied
from subtitles.checking.subject import Subject
from transcripts.splitting import needs_extra

_RANK = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFile:
    """The file that was checked: its name, the SHA-256 of its bytes in hexadecimal, and what its format is called."""

    name: str
    sha256: str
    format: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was checked, by which rules, and what they found.

    ``rules`` are those that were asked for and ``left_out`` those that were not; ``tool`` is the program and its
    version. ``media`` names the audio that was listened to. ``repairs`` were made before, and ``not_kept`` tells
    what of the file the repaired one does not hold; the findings are those that remain, by the lines of the file that
    was read. Every finding is of one of the rules: anything else raises ``ValueError``.
    """

    file: CheckedFile
    subject: Subject
    rules: tuple[Rule, ...]
    findings: tuple[Finding, ...]
    tool: str
    left_out: tuple[Rule, ...] = ()
    media: str | None = None
    repairs: tuple[Applied, ...] = ()
    not_kept: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        known = {rule.code for rule in self.rules}
        for finding in self.findings:
            if finding.code not in known:
                raise ValueError(f"a finding of no rule of this report: {finding.code!r}")

    @property
    def counts(self) -> dict[Severity, int]:
        """How many findings there are of each severity, the gravest first."""
        counted = Counter(finding.severity for finding in self.findings)
        return {severity: counted[severity] for severity in Severity}

    @property
    def words(self) -> int | None:
        """Words of the captions between white space; ``None`` for a language that puts none between them."""
        track = self.subject.track
        if track.language and needs_extra(track.language):
            return None
        return sum(len(cue.text.split()) for cue in track.cues)

    @property
    def needs_work(self) -> bool:
        """Whether there is an error or a warning; notes alone ask for a look, not for a change."""
        return any(finding.severity is not Severity.NOTE for finding in self.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The findings of one rule that matter as much, the worst first. Never empty."""

    rule: Rule
    severity: Severity
    findings: tuple[Finding, ...]


def groups(report: Report) -> tuple[Group, ...]:
    """The findings by severity and rule: the gravest first, then the rule with the most findings."""
    rules = {rule.code: rule for rule in report.rules}
    ordered = sorted(report.findings, key=_group_key)
    gathered = [
        Group(rule=rules[code], severity=severity, findings=_worst_first(list(members)))
        for (_, code, severity), members in groupby(ordered, key=lambda one: (*_group_key(one), one.severity))
    ]
    return tuple(sorted(gathered, key=lambda group: (_RANK[group.severity], -len(group.findings), group.rule.code)))


def _group_key(finding: Finding) -> tuple[int, str]:
    return _RANK[finding.severity], finding.code


def _worst_first(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The farthest from the limit first; in the order of the file where nothing is measured."""
    return tuple(sorted(findings, key=lambda finding: (-_excess(finding), *_place(finding))))


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in the order of the file; those of the whole file first."""
    return tuple(sorted(findings, key=lambda finding: (*_place(finding), finding.code)))


def _excess(finding: Finding) -> float:
    if finding.measured is None or finding.limit is None:
        return 0.0
    return abs(finding.measured - finding.limit)


def _place(finding: Finding) -> tuple[int, int, int]:
    start_ms = finding.span.start_ms if finding.span else -1
    return finding.cue or 0, start_ms, finding.line or 0
