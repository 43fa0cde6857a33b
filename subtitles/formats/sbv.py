"""YouTube's SubViewer (.sbv), read back by webvtt-py. https://support.google.com/youtube/answer/2734698

The format has neither markup nor escapes. ``[br]`` breaks a line: it stands before a line of text that would be read
as a line of times.
"""

import io
import re

from subtitles.cue import Cue
from subtitles.formats.base import Feature, Shown, SubtitleFormat, require_same, require_writable, without_surrogates
from subtitles.formats.srt import PLAIN_TEXT_MARKUP
from subtitles.track import Track
from transcripts.errors import WriteError
from transcripts.reading.captions.times import timing_of
from transcripts.timing import split_ms

_BREAK = "[br]"
_BREAKS = re.compile(r"\[(?=br\])", re.IGNORECASE)
_TIMES = re.compile(r"[ \t]*\d{1,4}:\d{1,2}:\d{1,2}(?:\.\d{1,6})?[ \t]*[,;]")


def writable(text: str) -> str:
    """The text without what the format cannot hold: ``[br]`` that is no line break gets a wide bracket."""
    return _BREAKS.sub("\N{FULLWIDTH LEFT SQUARE BRACKET}", without_surrogates(text))


def render(track: Track) -> str:
    """A track as the text of an SBV file with ``\\n`` line ends and no byte order mark.

    Raises ``WriteError`` if the text would not read back as it is.
    """
    require_writable("SBV", track.cues, writable)
    text = "\n".join(_block(cue) for cue in track.cues)
    meant = [Shown(cue.span.start_ms, cue.span.end_ms, cue.shown_lines) for cue in track.cues]
    require_same("SBV", meant, _read_back(text) if track.cues else [])
    return text


def _block(cue: Cue) -> str:
    lines = (f"{_BREAK}{line}\n" if _TIMES.match(line) or timing_of(line) else f"{line}\n" for line in cue.shown_lines)
    return f"{_time(cue.span.start_ms)},{_time(cue.span.end_ms)}\n{''.join(lines)}"


def _time(time_ms: int) -> str:
    hours, minutes, seconds, ms = split_ms(time_ms)
    return f"{hours}:{minutes:02}:{seconds:02}.{ms:03}"


def _read_back(text: str) -> list[Shown]:
    import webvtt

    try:
        captions = webvtt.from_buffer(io.StringIO(text), format="sbv").captions
    except (ValueError, webvtt.errors.MalformedFileError, webvtt.errors.MalformedCaptionError) as error:
        raise WriteError("SBV captions", f"they would not read back: {error}") from error
    return [
        Shown(
            caption.start_time.in_milliseconds(),
            caption.end_time.in_milliseconds(),
            tuple(line.removeprefix(_BREAK) for line in caption.lines),
        )
        for caption in captions
    ]


SBV = SubtitleFormat(
    "sbv",
    "YouTube SubViewer",
    ".sbv",
    render,
    frozenset({Feature.STARTS, Feature.ENDS, Feature.LINES, Feature.ORDER}),
    writable=writable,
    markup=PLAIN_TEXT_MARKUP,
)
