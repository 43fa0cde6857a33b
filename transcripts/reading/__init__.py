"""Reads published transcripts: what was said, by whom, and what on the page was not spoken."""

from pathlib import Path

from transcripts.errors import TranscriptError
from transcripts.model import Transcript
from transcripts.reading.decode import decode, tidy
from transcripts.reading.readers import READERS, Reader, reader_for

__all__ = ["READERS", "Reader", "read", "read_text"]


def read(path: str | Path, language: str | None = None) -> Transcript:
    """The transcript in a file.

    ``language`` is its BCP 47 tag where it is known; else it is told from what the file declares and from the text.
    Raises `TranscriptError` for a file that is missing, unreadable or no transcript, and `MissingExtraError` for a
    language without spaces between words where the libraries that split it are not installed.
    """
    source = str(path)
    try:
        data = Path(path).read_bytes()
    except FileNotFoundError:
        raise TranscriptError(source, None, "there is no such file") from None
    except IsADirectoryError:
        raise TranscriptError(source, None, "this is a folder; give the transcript's file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise TranscriptError(source, None, f"cannot be opened: {reason}") from error
    return read_text(decode(data, source), source, language)


def read_text(text: str, source: str, language: str | None = None) -> Transcript:
    """The transcript in a text, as of `read`. ``source`` names where it came from, for messages."""
    text = tidy(text)
    if not text.strip():
        raise TranscriptError(source, None, "no text in it; give the transcript as published")
    return reader_for(text).read(text, source, language)
