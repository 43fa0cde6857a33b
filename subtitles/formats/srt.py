"""SubRip (.srt), through pysrt.

The format has neither markup nor escapes of its own, so text is written as it is (``-->`` and ``<b>`` too) and read
back before it is handed out. Who speaks is shown by the labels of the cues: ``Khan: Good morning.``
"""

import io
from collections.abc import Sequence

from subtitles.cue import Cue
from subtitles.formats.base import Shown, SubtitleFormat, require_same
from transcripts.errors import WriteError


def render(cues: Sequence[Cue]) -> str:
    """The cues as the text of a SubRip file: numbered from 1, ``\\n`` line ends, no byte order mark.

    Raises ``WriteError`` if the text would not read back as it is.
    """
    import pysrt

    items = [
        pysrt.SubRipItem(
            index=number,
            start=pysrt.SubRipTime.from_ordinal(cue.span.start_ms),
            end=pysrt.SubRipTime.from_ordinal(cue.span.end_ms),
            text="\n".join(cue.labelled_lines),
        )
        for number, cue in enumerate(cues, 1)
    ]
    out = io.StringIO()
    pysrt.SubRipFile(items=items, eol="\n").write_into(out)
    meant = [Shown(cue.span.start_ms, cue.span.end_ms, cue.labelled_lines) for cue in cues]
    require_same("SRT", meant, _read_back(out.getvalue()))
    return out.getvalue()


def _read_back(text: str) -> list[Shown]:
    import pysrt

    try:
        items = pysrt.from_string(text, error_handling=pysrt.SubRipFile.ERROR_RAISE)
    except pysrt.Error as error:
        raise WriteError("SRT captions", f"they would not read back: {error}") from error
    return [Shown(item.start.ordinal, item.end.ordinal, tuple(item.text.split("\n"))) for item in items]


SRT = SubtitleFormat("srt", ".srt", render)
