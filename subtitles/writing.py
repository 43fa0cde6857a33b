"""Captions into files."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from subtitles.cue import Cue
from subtitles.formats import FORMATS, SubtitleFormat
from transcripts.errors import UnknownNameError, WriteError


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
    text = format_for(target).render(cues)
    try:
        _replace(target, text.encode("utf-8"))
    except (OSError, UnicodeEncodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise WriteError(str(target), reason) from error


def _replace(target: Path, content: bytes) -> None:
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
