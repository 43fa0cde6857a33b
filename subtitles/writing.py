"""Captions into files."""

import os
from collections.abc import Sequence
from pathlib import Path

from subtitles.cue import Cue
from subtitles.formats import FORMATS, SubtitleFormat
from subtitles.track import Track
from transcripts.errors import UnknownNameError
from transcripts.files import write_files


def format_for(path: Path) -> SubtitleFormat:
    """The format that a file's suffix names. Raises ``UnknownNameError`` for a suffix that names none."""
    suffix = path.suffix.casefold()
    for form in FORMATS.values():
        if form.suffix == suffix:
            return form
    raise UnknownNameError("caption format", suffix.removeprefix("."), tuple(FORMATS))


def write(cues: Sequence[Cue], path: str | os.PathLike[str]) -> None:
    """Write cues in the format that the suffix of ``path`` names, as UTF-8. An existing file is replaced at once or not
    at all.

    Raises ``UnknownNameError`` for an unknown suffix, ``WriteError`` where the file cannot be written or would not read
    back as it is.
    """
    target = Path(path)
    write_files({target: format_for(target).render(Track(cues=tuple(cues)))})
