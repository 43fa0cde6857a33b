"""The HTML transcript: one self-contained file that reads well without audio, without scripts and on paper."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from transcripts.model import TimedTranscript
from transcripts.page.address import audio_address
from transcripts.page.direction import is_right_to_left
from transcripts.page.view import PageView, page_view

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["render_page"]


def render_page(timed: TimedTranscript, *, audio_href: str | None = None) -> str:
    """The page as HTML, with styles and script inside.

    ``audio_href`` is the audio's path relative to the page as the file system spells it (it is percent-encoded here),
    or an ``http`` or ``https`` URL as it is. Without it the page has no player, no script, and times link to turns.
    Raises `ValueError` for any other kind of address.
    """
    return _template().render(_context(page_view(timed), timed.transcript.language, audio_href))


@cache
def _template() -> "Template":
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    return environment.from_string(_resource("page.html"))


def _context(view: PageView, language: str, audio_href: str | None) -> Mapping[str, object]:
    from markupsafe import Markup

    return {
        "view": view,
        "language": language,
        "direction": "rtl" if is_right_to_left(language) else "ltr",
        "foreign": language.partition("-")[0].casefold() != "en",
        "audio_url": None if audio_href is None else audio_address(audio_href),
        # These two are the project's own files, not text of a user: the only ones that go in unescaped.
        "css": Markup(_resource("page.css")),  # noqa: S704
        "js": Markup(_resource("page.js")),  # noqa: S704
    }


@cache
def _resource(name: str) -> str:
    return files(__name__).joinpath(name).read_text(encoding="utf-8")
