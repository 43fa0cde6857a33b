"""WebVTT (.vtt), through webvtt-py.

Who speaks is a voice span on every cue (``<v Amara Khan>``): a voice is not inherited from the cue before. Players do
not show it by themselves; pages style it. Only ``&amp; &lt; &gt;`` are used as escapes: not all readers know others.
"""

import html
import re
from typing import TYPE_CHECKING

from subtitles.cue import Cue
from subtitles.formats.base import Feature, Shown, SubtitleFormat, require_same
from subtitles.track import Track
from transcripts.errors import WriteError
from transcripts.timing import split_ms

if TYPE_CHECKING:
    from webvtt import Caption

_VOICE = re.compile(r"<v ([^>\n]*)>(.*)", re.DOTALL)


def render(track: Track) -> str:
    """A track as the text of a WebVTT file with ``\\n`` line ends and no byte order mark.

    Raises ``WriteError`` if the text would not read back as it is.
    """
    import webvtt

    try:
        captions = [webvtt.Caption(_time(c.span.start_ms), _time(c.span.end_ms), _payload(c)) for c in track.cues]
        text = str(webvtt.WebVTT(captions=captions).content).rstrip("\n") + "\n"
    except (ValueError, webvtt.errors.MalformedCaptionError) as error:
        raise WriteError("VTT captions", str(error)) from error
    meant = [Shown(cue.span.start_ms, cue.span.end_ms, cue.lines, cue.speaker) for cue in track.cues]
    require_same("VTT", meant, [_shown(caption) for caption in webvtt.from_string(text).captions])
    return text


def _payload(cue: Cue) -> str:
    text = _escape("\n".join(cue.lines))
    return text if cue.speaker is None else f"<v {_escape(cue.speaker)}>{text}"


def _escape(text: str) -> str:
    return html.escape(text, quote=False)


def _time(time_ms: int) -> str:
    hours, minutes, seconds, ms = split_ms(time_ms)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{ms:03}"


def _shown(caption: "Caption") -> Shown:
    voice = _VOICE.fullmatch(caption.raw_text)
    speaker = html.unescape(voice[1]) if voice else None
    lines = html.unescape(voice[2] if voice else caption.raw_text).split("\n")
    start, end = caption.start_time, caption.end_time
    return Shown(start.in_milliseconds(), end.in_milliseconds(), tuple(lines), speaker)


VTT = SubtitleFormat("vtt", "WebVTT", ".vtt", render, frozenset({Feature.LINES, Feature.SPEAKERS}))
