"""WebVTT (.vtt), through webvtt-py. https://www.w3.org/TR/webvtt1/

Who speaks is a voice span on every cue (``<v Amara Khan>``): a voice is not inherited from the cue before. Players do
not show it by themselves; pages style it. Only ``&amp; &lt; &gt;`` are used as escapes: not all readers know others.
The format has no place for the language of the text: the pages that show a file tell it.
"""

import html
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from subtitles.cue import Cue
from subtitles.formats.base import (
    REPLACEMENT,
    Feature,
    Shown,
    SubtitleFormat,
    by_start,
    require_same,
    require_writable,
    without_surrogates,
)
from subtitles.formats.shield import SHIELD, shielded, unshielded
from subtitles.formats.times import clock_time
from subtitles.track import Track
from transcripts.errors import WriteError

if TYPE_CHECKING:
    from webvtt import Caption

_VOICE = re.compile(r"<v ([^>\n]*)>")
_NO_ID = re.compile(r"$|NOTE|STYLE|REGION|WEBVTT|.*-->|\s|.*\s$|.*[\v\f\x1c-\x1e\x85\u2028\u2029\r\n\0]")


def writable(text: str) -> str:
    """The text without what the format cannot hold: readers replace NUL, as the specification asks."""
    return without_surrogates(text).replace("\0", REPLACEMENT)


def render(track: Track) -> str:
    """A track as the text of a WebVTT file with ``\\n`` line ends and no byte order mark, in the order of the starts.

    Raises ``WriteError`` if the text would not read back as it is.
    """
    import webvtt

    cues = by_start(track.cues)
    require_writable("VTT", cues, writable)
    try:
        captions = [
            webvtt.Caption(clock_time(cue.span.start_ms), clock_time(cue.span.end_ms), _payload(cue), identifier=name)
            for cue, name in zip(cues, ids(cues), strict=True)
        ]
        text = str(webvtt.WebVTT(captions=captions).content).rstrip("\n") + "\n"
        read = webvtt.from_string(text, strict=True).captions
    except (ValueError, webvtt.errors.MalformedCaptionError) as error:
        raise WriteError("VTT captions", str(error)) from error
    meant = [Shown(cue.span.start_ms, cue.span.end_ms, cue.dashed_lines, _voices(cue)) for cue in cues]
    require_same("VTT", meant, list(map(_shown, read)))
    return text


def _payload(cue: Cue) -> str:
    """The text of a cue; the end tag may be left out where the span is the whole cue, and is, as readers know that."""
    lines, voices = tuple(map(_escape, cue.dashed_lines)), cue.voices
    if len(voices) == 1:
        return _span(voices[0].speaker, lines)
    spans = (_span(voice.speaker, lines[voice.start : voice.end]) for voice in voices)
    return "\n".join(
        span if voice.speaker is None else f"{span}</v>" for voice, span in zip(voices, spans, strict=True)
    )


def _span(speaker: str | None, lines: Sequence[str]) -> str:
    text = "\n".join(map(shielded, lines)).replace("{\\", f"{{{SHIELD}\\")  # many readers know the codes of ASS
    return text if speaker is None else f"<v {_escape(speaker)}>{text}"


def _escape(text: str) -> str:
    return html.escape(text, quote=False)


def ids(cues: Sequence[Cue]) -> tuple[str | None, ...]:
    """What each cue is called: each name once, as the format asks, and none that would be read as something else."""
    seen: set[str | None] = {None}
    kept = []
    for cue in cues:
        is_usable = cue.id not in seen and not _NO_ID.match(cue.id or "")
        kept.append(cue.id if is_usable else None)
        seen.add(cue.id)
    return tuple(kept)


def _voices(cue: Cue) -> str | None:
    return " / ".join(filter(None, (voice.speaker for voice in cue.voices))) or None


def _shown(caption: "Caption") -> Shown:
    payload = unshielded(caption.raw_text)
    names = [html.unescape(name) for name in _VOICE.findall(payload)]
    lines = html.unescape(_VOICE.sub("", payload).replace("</v>", "")).split("\n")
    start, end = caption.start_time, caption.end_time
    return Shown(start.in_milliseconds(), end.in_milliseconds(), tuple(lines), " / ".join(names) or None)


VTT = SubtitleFormat(
    "vtt",
    "WebVTT",
    ".vtt",
    render,
    frozenset(Feature) - {Feature.SOUNDS, Feature.LANGUAGE, Feature.TITLE, Feature.ORDER},
    writable=writable,
    ids=ids,
)
