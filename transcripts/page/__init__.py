"""The HTML transcript: one self-contained file that reads well without audio, without scripts and on paper."""

from collections.abc import Mapping
from pathlib import Path

from transcripts.model import AudioInfo, Speaker, TimedTranscript, Transcript, Turn, Word, WordTiming
from transcripts.page.direction import is_right_to_left
from transcripts.page.media import audio_address, embedded_audio, embedded_captions
from transcripts.page.schema_org import podcast_episode, within_script
from transcripts.page.templates import FRAGMENT, PAGE, PageTemplate, filled, resource
from transcripts.page.view import page_view
from transcripts.page.wording import wording
from transcripts.timing import TimeSpan

__all__ = ["FRAGMENT", "PAGE", "PageTemplate", "embedded_audio", "own_template", "podcast_episode", "render_page"]

_STYLES = ("transcript.css", "bar.css", "print.css")
_SCRIPTS = (
    *("text.js", "timeline.js", "bar.js", "player.js", "follow.js", "pick.js"),
    *("address.js", "search.js", "filter.js", "quote.js", "start.js"),
)


def render_page(
    timed: TimedTranscript,
    *,
    audio_href: str | None = None,
    captions: str | None = None,
    linked_data: str | None = None,
    template: PageTemplate = PAGE,
) -> str:
    """The page as HTML, with styles and script inside.

    ``audio_href`` is the audio's path relative to the page as the file system spells it (it is percent-encoded here),
    an ``http`` or ``https`` URL as it is, or what `embedded_audio` makes of a file. Without it the page has no player,
    and times link to turns. ``captions`` is the text of a WebVTT file for the player, ``linked_data`` a JSON
    document for search engines such as `podcast_episode` makes, ``template`` `PAGE`, `FRAGMENT` or an `own_template`.
    Raises `ValueError` for any other kind of address, and `TemplateError`.
    """
    from markupsafe import Markup

    language = timed.transcript.language
    say = wording(language)
    values: Mapping[str, object] = {
        "view": page_view(timed),
        "language": language,
        "direction": "rtl" if is_right_to_left(language) else "ltr",
        "foreign": language.replace("_", "-").partition("-")[0].casefold() != say.language,
        "say": say,
        "audio_url": None if audio_href is None else audio_address(audio_href),
        "captions_url": None if captions is None else embedded_captions(captions),
        # Nothing of a user goes in unescaped: these are the project's own files, and a document that was escaped.
        "linked_data": None if linked_data is None else Markup(within_script(linked_data)),  # noqa: S704
        "page_style": Markup(resource("style", "page.css")),  # noqa: S704
        "style": Markup(resource("style", *_STYLES)),  # noqa: S704
        "script": Markup(_closed(resource("script", *_SCRIPTS))),  # noqa: S704
    }
    return filled(template, values)


def own_template(path: Path) -> PageTemplate:
    """The template in a file, tried on a small transcript, so that a mistake is told before any long work.

    Raises `TemplateError` for one that cannot be read, is no template, or asks for what there is not.
    """
    template = PageTemplate(path.name, path.parent)
    speaker = Speaker(id="s1", name="Ada")
    turn = Turn(speaker=speaker.id, words=(Word(text="Hello."),))
    transcript = Transcript(source="", language="en", layout="", speakers=(speaker,), items=(turn,))
    timed = TimedTranscript(
        transcript=transcript,
        timings=(WordTiming(span=TimeSpan(0, 500)),),
        sound_spans=(),
        untranscribed=(),
        audio=AudioInfo(file="hello.mp3", duration_ms=1000),
        engine="acoustic",
    )
    render_page(timed, audio_href="hello.mp3", template=template)
    return template


def _closed(script: str) -> str:
    """The script as one function, so that its names are seen by nothing else on the page."""
    return f'(() => {{\n"use strict";\n\n{script}}})();\n'
