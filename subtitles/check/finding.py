"""What the checker says: rules, and findings of rules."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from subtitles.check.subject import Subject
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
    limit of theirs. ``counting`` says how the measured value is counted, where there is one. ``find`` gives the
    findings in the order of the cues.
    """

    code: str
    title: str
    severity: Severity
    quality: Quality
    wcag: tuple[str, ...]
    source: str
    find: Callable[[Subject], Iterator[Finding]]
    counting: str | None = None

    @property
    def family(self) -> str:
        """The part of the code before the first hyphen: ``timing``."""
        return self.code.partition("-")[0]
