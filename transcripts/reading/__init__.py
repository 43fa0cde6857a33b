"""Reads published transcripts: what was said, by whom, and what on the page was not spoken.

bytes ─ decode ─▶ Source ─ one of kinds.READERS ─▶ Document of lines ─ understanding ─▶ Transcript
"""

from dataclasses import replace
from pathlib import Path

from transcripts.errors import TranscriptError
from transcripts.model import Transcript
from transcripts.reading.choices import NO_CHOICES, Choices, names_beside
from transcripts.reading.decode import ZIP, source_of, tidy
from transcripts.reading.document import Source
from transcripts.reading.kinds import READERS, Reader, reader_for, reader_named
from transcripts.reading.opening import file_bytes, require_size
from transcripts.reading.understanding import understand

__all__ = ["NO_CHOICES", "READERS", "Choices", "Reader", "read", "read_bytes", "read_text"]


def read(path: str | Path, language: str | None = None, choices: Choices = NO_CHOICES) -> Transcript:
    """The transcript in a file.

    ``language`` is its BCP 47 tag where it is known; else it is told from what the file declares and from the text.
    ``choices`` pin what is else decided by evidence; names of speakers are also taken from a ``speakers.toml`` beside
    the file.
    Raises `TranscriptError` for a file that is missing, unreadable or no transcript, `UnknownNameError` for a choice
    that does not exist, and `MissingExtraError` for a language without spaces between words where the libraries that
    split it are not installed.
    """
    path = Path(path)
    return read_bytes(file_bytes(path), str(path), language, choices.over(names_beside(path)))


def read_bytes(data: bytes, name: str, language: str | None = None, choices: Choices = NO_CHOICES) -> Transcript:
    """The transcript in the bytes of a file, as of `read`. ``name`` says where they came from, for messages."""
    require_size(data, name)
    return _read(source_of(data, name), language, choices)


def read_text(text: str, name: str, language: str | None = None, choices: Choices = NO_CHOICES) -> Transcript:
    """The transcript in a text, as of `read`. ``name`` says where it came from, for messages."""
    return _read(Source(name=name, text=tidy(text)), language, choices)


def _read(source: Source, language: str | None, choices: Choices) -> Transcript:
    if not source.text.strip() and not source.data.startswith(ZIP):
        raise TranscriptError(source.name, None, "no text in it; give the transcript as published")
    reader = reader_named(choices.input_format) if choices.input_format else reader_for(source)
    found = reader.read(source)
    if isinstance(found, Transcript):
        return replace(found, source=source.name, language=language or found.language)
    return understand(found, source.name, language, choices)
