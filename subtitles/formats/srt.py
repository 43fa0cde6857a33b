"""SubRip (.srt), through pysrt.

The format has neither markup nor escapes of its own, so text is written as it is (``-->`` and ``<b>`` too) and read
back before it is handed out. Who speaks is shown by the labels of the cues: ``Khan: Good morning.``
"""

import io

from subtitles.formats.base import Feature, Shown, SubtitleFormat, require_same
from subtitles.track import Track
from transcripts.errors import WriteError


def render(track: Track) -> str:
    """A track as the text of a SubRip file: numbered from 1, ``\\n`` line ends, no byte order mark.

    Raises ``WriteError`` if the text would not read back as it is.
    """
    import pysrt

    items = [
        pysrt.SubRipItem(
            index=number,
            start=pysrt.SubRipTime.from_ordinal(cue.span.start_ms),
            end=pysrt.SubRipTime.from_ordinal(cue.span.end_ms),
            text="\n".join(cue.shown_lines),
        )
        for number, cue in enumerate(track.cues, 1)
    ]
    out = io.StringIO()
    pysrt.SubRipFile(items=items, eol="\n").write_into(out)
    meant = [Shown(cue.span.start_ms, cue.span.end_ms, cue.shown_lines) for cue in track.cues]
    require_same("SRT", meant, _read_back(out.getvalue()))
    return out.getvalue()


def _read_back(text: str) -> list[Shown]:
    import pysrt

    try:
        items = pysrt.from_string(text, error_handling=pysrt.SubRipFile.ERROR_RAISE)
    except pysrt.Error as error:
        raise WriteError("SRT captions", f"they would not read back: {error}") from error
    return [Shown(item.start.ordinal, item.end.ordinal, tuple(item.text.split("\n"))) for item in items]


SRT = SubtitleFormat("srt", "SubRip", ".srt", render, frozenset({Feature.LINES}))
