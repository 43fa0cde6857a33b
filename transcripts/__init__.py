"""What was said, and by whom: the model, the readers, the alignment file and the HTML page."""

from transcripts.alignment_file import read_alignment
from transcripts.errors import (
    AlignmentError,
    AudioError,
    EngineUnavailableError,
    ToolkitError,
    TranscriptError,
    UnknownNameError,
    WriteError,
)
from transcripts.model import (
    AudioInfo,
    Item,
    SetAside,
    Sound,
    Speaker,
    TimedSound,
    TimedTranscript,
    TimedTurn,
    Transcript,
    Turn,
    Unspoken,
    Word,
    WordTiming,
)
from transcripts.page import render_page
from transcripts.reading import read, read_text
from transcripts.timing import TimeSpan

__all__ = [
    "AlignmentError",
    "AudioError",
    "AudioInfo",
    "EngineUnavailableError",
    "Item",
    "SetAside",
    "Sound",
    "Speaker",
    "TimeSpan",
    "TimedSound",
    "TimedTranscript",
    "TimedTurn",
    "ToolkitError",
    "Transcript",
    "TranscriptError",
    "Turn",
    "UnknownNameError",
    "Unspoken",
    "Word",
    "WordTiming",
    "WriteError",
    "read",
    "read_alignment",
    "read_text",
    "render_page",
]
