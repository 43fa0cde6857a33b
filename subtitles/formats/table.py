"""Tables: a row for each cue, with ``start``, ``end``, ``speaker`` and ``text``.

A row has one speaker, so cues that several share become one for each of them. Cells that hold line breaks, quotes or
the delimiter are quoted (RFC 4180).
"""

import csv
import io
from collections.abc import Sequence

from subtitles.cue import Cue
from subtitles.formats.base import (
    Feature,
    SubtitleFormat,
    excerpt,
    one_voice_each,
    require_writable,
    without_surrogates,
)
from subtitles.formats.times import clock_time
from subtitles.track import Track
from transcripts.errors import WriteError

_WHAT = "table of captions"
_COLUMNS = ("start", "end", "speaker", "text")
_HOLDS = frozenset({Feature.STARTS, Feature.ENDS, Feature.SPEAKERS, Feature.ORDER, Feature.OVERLAPS})


def render_csv(track: Track) -> str:
    """A track as a table with commas, the lines of a cue in one cell with line breaks.

    Raises ``WriteError`` for text that would not read back as it is.
    """
    parts = _parts(track)
    return _table([_row(part, "\n".join(part.lines)) for part in parts], ",")


def render_tsv(track: Track) -> str:
    """A track as a table with tabs, a line a row. Raises ``WriteError`` for text that would not read back as it is."""
    return _table([_row(part, part.text) for part in _parts(track)], "\t")


def _parts(track: Track) -> list[Cue]:
    require_writable("table of", track.cues, without_surrogates)
    return [part for cue in track.cues for part in one_voice_each(cue)]


def _row(cue: Cue, text: str) -> list[str]:
    return [clock_time(cue.span.start_ms), clock_time(cue.span.end_ms), cue.speaker or "", text]


def _require_short(rows: Sequence[Sequence[str]]) -> None:
    most = csv.field_size_limit()
    for number, row in enumerate(rows, 1):
        if max(map(len, row)) >= most:
            raise WriteError(_WHAT, f"cue {number} is longer than programs read ({most:,} characters); part it")


def _table(rows: Sequence[Sequence[str]], delimiter: str) -> str:
    _require_short(rows)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerows((_COLUMNS, *rows))
    text = out.getvalue()
    for number, (meant, read) in enumerate(zip(rows, _read_back(text, delimiter), strict=True), 1):
        if list(meant) != read:
            raise WriteError(_WHAT, f"cue {number} would not read back as it is: {excerpt(meant[-1])}")
    return text


def _read_back(text: str, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))[1:]


CSV = SubtitleFormat("csv", "Table with commas", ".csv", render_csv, _HOLDS | {Feature.LINES})
TSV = SubtitleFormat("tsv", "Table with tabs", ".tsv", render_tsv, _HOLDS)
