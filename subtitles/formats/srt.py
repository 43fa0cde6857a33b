"""SubRip (.srt), through pysrt.

The format has neither markup nor escapes of its own, so text is written as it is (``-->`` and ``<b>`` too) and read
back before it is handed out; but what would be taken for a line of times gets a tag that says nothing. Who speaks is
shown by the labels of the cues: ``Khan: Good morning.``
"""

import io
import re

from subtitles.cue import Cue
from subtitles.formats.base import Feature, Shown, SubtitleFormat, require_same, require_writable, without_surrogates
from subtitles.formats.shield import shielded
from subtitles.track import Track
from transcripts.errors import WriteError

# Tags, codes of ASS (FFmpeg breaks the line at \N) and character references, which players and editors take for
# markup, and which no escape keeps.
PLAIN_TEXT_MARKUP = re.compile(r"</?\w[^<>]{0,300}>|\{\\[^{}]{0,300}\}|\\[Nnh]|&(?:[A-Za-z]{2,9}|#\d{1,7});")


def render(track: Track) -> str:
    """A track as the text of a SubRip file: numbered from 1, ``\\n`` line ends, no byte order mark.

    Raises ``WriteError`` if the text would not read back as it is.
    """
    import pysrt

    require_writable("SRT", track.cues, without_surrogates)
    items = [
        pysrt.SubRipItem(
            index=number,
            start=pysrt.SubRipTime.from_ordinal(cue.span.start_ms),
            end=pysrt.SubRipTime.from_ordinal(cue.span.end_ms),
            text="\n".join(_lines(cue)),
        )
        for number, cue in enumerate(track.cues, 1)
    ]
    out = io.StringIO()
    pysrt.SubRipFile(items=items, eol="\n").write_into(out)
    meant = [Shown(cue.span.start_ms, cue.span.end_ms, _lines(cue)) for cue in track.cues]
    require_same("SRT", meant, _read_back(out.getvalue()))
    return out.getvalue()


def _lines(cue: Cue) -> tuple[str, ...]:
    return tuple(shielded(line) for line in cue.shown_lines)


def _read_back(text: str) -> list[Shown]:
    import pysrt

    try:
        items = pysrt.from_string(text, error_handling=pysrt.SubRipFile.ERROR_RAISE)
    except pysrt.Error as error:
        raise WriteError("SRT captions", f"they would not read back: {error}") from error
    return [Shown(item.start.ordinal, item.end.ordinal, tuple(item.text.split("\n"))) for item in items]


SRT = SubtitleFormat(
    "srt",
    "SubRip",
    ".srt",
    render,
    frozenset({Feature.STARTS, Feature.ENDS, Feature.LINES, Feature.ORDER}),
    markup=PLAIN_TEXT_MARKUP,
)
