"""A report as one self-contained HTML file: no script, nothing loaded from elsewhere, readable on paper."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import PurePath
from typing import TYPE_CHECKING

from subtitles.checking.report import overview, timeline
from subtitles.checking.report.coverage import FOR_A_PERSON, families, left_out, without_limit
from subtitles.checking.report.limits import limits
from subtitles.checking.report.notation import counted, repair_line, timecode, visible
from subtitles.checking.report.report import Report
from subtitles.checking.report.verdicts import FCC, fcc_verdicts, wcag_verdicts
from subtitles.checking.report.view import linked, report_view

if TYPE_CHECKING:
    from jinja2 import Template

_PACKAGE = "subtitles.checking.report"


def page(report: Report) -> str:
    """The report as HTML. The same report gives the same text."""
    return _template().render(_context(report))


@cache
def _template() -> "Template":
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        # Characters that no HTML may hold, and marks that would turn the text around them, are shown as escapes.
        finalize=lambda value: visible(value) if type(value) is str else value,
    )
    environment.filters.update(counted=counted, linked=linked, repair_line=repair_line)
    return environment.from_string(_resource("report.html"))


def _context(report: Report) -> Mapping[str, object]:
    from markupsafe import Markup

    track, heard = report.subject.track, report.subject.heard
    return {
        "report": report,
        "name": PurePath(report.file.name).name or report.file.name,
        "track": track,
        "style": report.subject.style,
        "view": report_view(report),
        "words": report.words,
        "captioned_until": timecode(max((cue.span.end_ms for cue in track.cues), default=0)),
        "duration": timecode(heard.duration_ms) if heard else None,
        "families": families(report),
        "left_out": left_out(report),
        "without_limit": without_limit(report),
        "for_a_person": FOR_A_PERSON,
        "fcc": FCC,
        "fcc_verdicts": fcc_verdicts(report),
        "wcag_verdicts": wcag_verdicts(report),
        "limits": limits(report.subject.limits),
        "picture": timeline,
        "strip": overview,
        # The project's own file, not text of a user: the only thing that goes in unescaped.
        "css": Markup(_resource("report.css")),  # noqa: S704
    }


@cache
def _resource(name: str) -> str:
    return files(_PACKAGE).joinpath(name).read_text(encoding="utf-8")
