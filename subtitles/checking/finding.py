"""What the checker says: rules, and findings of rules."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from subtitles.checking.subject import Shown, Subject
from subtitles.styles import Style
from transcripts.timing import TimeSpan


class Severity(Enum):
    """How much a finding matters: ``ERROR`` the file or the captions are wrong, ``WARNING`` they miss a rule of the
    style, ``NOTE`` a person should look."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Quality(Enum):
    """The four caption quality factors of the FCC, 47 CFR 79.1(j)(2). They have no numbers."""

    ACCURACY = "accurate"
    SYNCHRONICITY = "synchronous"
    COMPLETENESS = "complete"
    PLACEMENT = "properly placed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that a rule does not accept.

    ``cue`` is the 1-based number of the cue (of the first, where several are concerned) and ``line`` the 1-based line
    of the file, ``None`` where there is none; ``span`` is when it is. ``measured`` and ``limit`` are in ``unit``.
    ``excerpt`` is the text that is concerned.
    """

    code: str
    severity: Severity
    message: str
    suggestion: str
    cue: int | None = None
    line: int | None = None
    span: TimeSpan | None = None
    measured: float | None = None
    limit: float | None = None
    unit: str | None = None
    excerpt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule: its stable code (``family-name``), what it asks, and what it bears on.

    ``quality`` is the FCC factor and ``wcag`` the WCAG 2.2 success criteria it bears on; a style's limit is never a
    limit of theirs. ``counting`` says how the measured value is counted, where there is one. ``limit_field`` names the
    field of the style that holds the limit, where one does. ``find`` gives the findings in the order of the cues.
    """

    code: str
    title: str
    severity: Severity
    quality: Quality
    wcag: tuple[str, ...]
    source: str
    find: Callable[[Subject], Iterator[Finding]]
    counting: str | None = None
    limit_field: str | None = None

    @property
    def family(self) -> str:
        """The part of the code before the first hyphen: ``timing``."""
        return self.code.partition("-")[0]

    def source_in(self, style: Style) -> str:
        """Where the rule comes from: the page that the style's limit comes from, or the rule's own source."""
        page = style.sources.get(self.limit_field) if self.limit_field else None
        return f"{page.page}, {page.url} ({page.date})" if page else self.source


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What a rule sees in a cue (``at``) or in a line of the file: a finding but for the rule's code and severity.

    ``span`` and ``excerpt`` are those of the cue, unless given.
    """

    message: str
    suggestion: str
    at: Shown | None = None
    line: int | None = None
    span: TimeSpan | None = None
    measured: float | None = None
    limit: float | None = None
    unit: str | None = None
    excerpt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a rule rests on and bears on; see `Rule`."""

    quality: Quality
    source: str
    wcag: tuple[str, ...] = ()
    limit_field: str | None = None


Look = Callable[[Subject], Iterator[Fault]]


def rule(
    code: str, title: str, severity: Severity, basis: Basis, *, counting: str | None = None
) -> Callable[[Look], Rule]:
    """Makes a rule of the function that it decorates."""

    def made(look: Look) -> Rule:
        return Rule(
            code=code,
            title=title,
            severity=severity,
            quality=basis.quality,
            wcag=basis.wcag,
            source=basis.source,
            limit_field=basis.limit_field,
            find=lambda subject: (_finding(fault, code, severity) for fault in look(subject)),
            counting=counting,
        )

    return made


def _finding(fault: Fault, code: str, severity: Severity) -> Finding:
    at = fault.at
    return Finding(
        code=code,
        severity=severity,
        message=fault.message,
        suggestion=fault.suggestion,
        cue=at.number if at else None,
        line=fault.line or (at.cue.source_line if at else None),
        span=fault.span or (at.cue.span if at else None),
        measured=fault.measured,
        limit=fault.limit,
        unit=fault.unit,
        excerpt=fault.excerpt if fault.excerpt is not None else at.excerpt if at else "",
    )
