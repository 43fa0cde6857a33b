"""The bytes of a transcript or of captions out of their file: no more than such a file can have, and of no device."""

import stat
from pathlib import Path

from transcripts.errors import TranscriptError

MOST_BYTES = 20 * 2**20
"""Far more than any transcript: three hours of speech are 200 kB of text, and a few MB with the times of its words."""


def file_bytes(path: Path) -> bytes:
    """What a file holds. Raises `TranscriptError` for one that is missing, no file, unreadable or too large."""
    source = str(path)
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise TranscriptError(source, None, "this is a folder; name a file in it")
        # The shell names pipes /dev/fd/63; any other pipe could keep its reader waiting for ever.
        if not stat.S_ISREG(mode) and not source.startswith("/dev/"):
            raise TranscriptError(source, None, "this is no regular file; pipe its text in, with - as its name")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise TranscriptError(source, None, "there is no such file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise TranscriptError(source, None, f"cannot be opened: {reason}") from error
    require_size(data, source)
    return data


def require_size(data: bytes, source: str) -> None:
    """Raises `TranscriptError` for more than `MOST_BYTES`."""
    if len(data) > MOST_BYTES:
        reason = f"more than {MOST_BYTES // 2**20} MB, more than any transcript or captions; give the text alone"
        raise TranscriptError(source, None, reason)
