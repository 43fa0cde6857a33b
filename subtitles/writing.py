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
    """The format that a file's suffix names, one or two as in ``.podcast.json``; plain text also for ``.txt`` alone.

    Raises ``UnknownNameError`` for a suffix that names none.
    """
    name = path.name.casefold()
    for form in FORMATS.values():
        if name.endswith(form.suffix):
            return form
    suffix = path.suffix.casefold().removeprefix(".")
    if suffix not in FORMATS:
        raise UnknownNameError("caption format", suffix, tuple(FORMATS))
    return FORMATS[suffix]


def write(captions: Track | Sequence[Cue], path: str | os.PathLike[str]) -> None:
    """Write a track or cues in the format that the suffix of ``path`` names, as UTF-8. An existing file is replaced at
    once or not at all.

    Raises ``UnknownNameError`` for an unknown suffix, ``WriteError`` where the file cannot be written or would not read
    back as it is.
    """
    target = Path(path)
    track = captions if isinstance(captions, Track) else Track(cues=tuple(captions))
    write_files({target: format_for(target).render(track)})
