"""Where the transcript comes from: named, from standard input, or lying beside the audio."""

from pathlib import Path

from aligner.cli.streams import read_input
from transcripts.errors import EngineUnavailableError, TranscriptError
from transcripts.model import Transcript
from transcripts.reading import NO_CHOICES, Choices, read, read_bytes
from transcripts.reading.opening import MOST_BYTES
from transcripts.wordlists import words_of

# In the order in which they are looked for: what is most surely a transcript first.
_SUFFIXES = words_of(".txt .md .markdown .html .htm .xhtml .mhtml .docx .rtf .vtt .srt .sbv .ttml .json .csv .tsv")
_LISTENING = ("auto", "acoustic")


def read_transcript(name: str, language: str | None = None, choices: Choices = NO_CHOICES) -> Transcript:
    """The transcript in a file, or on standard input for ``-``, in the language that the user names, if they name one.

    Raises `TranscriptError`, `MissingExtraError`, `UnknownNameError` for a choice that does not exist.
    """
    if name == "-":
        return read_bytes(read_input(MOST_BYTES + 1), "standard input", language, choices)
    return read(name, language, choices)


def transcript_beside(audio: Path) -> Path:
    """The transcript that lies beside an audio file under its name.

    Raises:
        TranscriptError: there is none; the message says what was looked for.
    """
    stems = (audio.stem, f"{audio.stem}.transcript")
    candidates = [audio.with_name(f"{stem}{suffix}") for stem in stems for suffix in _SUFFIXES]
    for candidate in candidates:
        if candidate.is_file():
            return candidate
    tried = f"{audio.stem}.* and {audio.stem}.transcript.* with {' '.join(_SUFFIXES)}"
    raise TranscriptError(str(audio), None, f"no transcript beside it (looked for {tried}); name one with -t")


def require_spoken(tag: str | None, engine: str) -> None:
    """Refuse a language that the user names and the engine listens for without speaking it.

    Raises:
        EngineUnavailableError: the engine listens and does not speak that language.
    """
    if tag is not None and engine in _LISTENING:
        from aligner.pronounce import pronouncer_for

        try:
            pronouncer_for(tag)
        except EngineUnavailableError as error:
            reason = f"it does not speak {tag!r}; check --language, or force an engine that needs no pronunciation"
            raise EngineUnavailableError("acoustic", f"{reason}: --engine pauses") from error
