"""The HTML transcripts of the podcast namespace: ``<cite>`` for who speaks, ``<time>`` and ``<p>``.

https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md. The time is
shown in whole seconds, as there, and told to the millisecond by its ``datetime``; the format has no ends.
"""

import html
from collections.abc import Iterator

from subtitles.cue import Cue
from subtitles.formats.base import Feature, SubtitleFormat, by_start, one_voice_each, require_writable
from subtitles.formats.xml_text import writable
from subtitles.track import Track
from transcripts.timing import clock


def render(track: Track) -> str:
    """A track as an HTML document, in the order of the starts. Raises ``WriteError`` for text that HTML cannot hold."""
    cues = by_start(track.cues)
    require_writable("podcast HTML", cues, writable)
    return "\n".join((*_head(track), *(_entry(part) for cue in cues for part in one_voice_each(cue)), "</html>", ""))


def _head(track: Track) -> Iterator[str]:
    language = f' lang="{html.escape(track.language)}"' if track.language else ""
    yield "<!DOCTYPE html>"
    yield f"<html{language}>"
    yield '<meta charset="utf-8">'
    yield f"<title>{html.escape(writable(track.title or 'Transcript'))}</title>"


def _entry(cue: Cue) -> str:
    cite = "" if cue.speaker is None else f"<cite>{html.escape(cue.speaker)}:</cite>\n"
    seconds, ms = divmod(cue.span.start_ms, 1000)
    time = f'<time datetime="PT{seconds}.{ms:03}S">{clock(cue.span.start_ms)}</time>'
    return f"{cite}{time}\n<p>{'<br>'.join(map(html.escape, cue.lines))}</p>"


PODCAST_HTML = SubtitleFormat(
    "podcast-html",
    "Podcast namespace HTML",
    ".podcast.html",
    render,
    frozenset({Feature.STARTS, Feature.LINES, Feature.SPEAKERS, Feature.LANGUAGE, Feature.TITLE, Feature.OVERLAPS}),
    writable=writable,
)
