"""Where in the file the findings are: a strip for each severity, from the beginning to the end."""

from collections import Counter
from dataclasses import dataclass

from subtitles.checking.finding import Severity
from subtitles.checking.report.notation import counted
from subtitles.checking.report.report import Report
from transcripts.timing import TimeSpan, clock

WIDTH = 900
STRIP_HEIGHT = 22
_PARTS = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A part of the file with findings: where it begins and how high it stands, in units of the picture."""

    x: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The parts of the file with findings of a severity."""

    severity: Severity
    number: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The strips, and the same in words."""

    strips: tuple[Strip, ...]
    mark_width: float
    end: str
    description: str


def overview(report: Report) -> Overview | None:
    """``None`` where no finding has a time."""
    end_ms = max((cue.span.end_ms for cue in report.subject.track.cues), default=0)
    if report.subject.heard:
        end_ms = max(end_ms, report.subject.heard.duration_ms)
    timed = [(finding.severity, finding.span) for finding in report.findings if finding.span]
    if not timed or not end_ms:
        return None
    strips = [_strip(severity, [span for one, span in timed if one is severity], end_ms) for severity in Severity]
    return Overview(
        strips=tuple(strip for strip in strips if strip.number),
        mark_width=round(WIDTH / _PARTS - 1, 1),
        end=clock(end_ms),
        description=_description([span for _, span in timed], end_ms),
    )


def _strip(severity: Severity, spans: list[TimeSpan], end_ms: int) -> Strip:
    numbers = Counter(_part(span, end_ms, _PARTS) for span in spans)
    most = max(numbers.values(), default=1)
    marks = [
        Mark(x=round(part * WIDTH / _PARTS, 1), height=round(4 + (STRIP_HEIGHT - 4) * number / most, 1))
        for part, number in sorted(numbers.items())
    ]
    return Strip(severity=severity, number=len(spans), marks=tuple(marks))


def _description(spans: list[TimeSpan], end_ms: int) -> str:
    """The tenths of the file, as a person who cannot see the strips would want them."""
    numbers = Counter(_part(span, end_ms, 10) for span in spans)
    tenths = [
        f"{clock(end_ms * part // 10)} to {clock(end_ms * (part + 1) // 10)}: {number}"
        for part, number in sorted(numbers.items())
    ]
    return f"{counted(len(spans), 'finding')} with a time. {'; '.join(tenths)}."


def _part(span: TimeSpan, end_ms: int, parts: int) -> int:
    return min(parts - 1, span.start_ms * parts // end_ms)
