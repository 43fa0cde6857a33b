"""What was said, and by whom: the model, the readers, the alignment file and the HTML page."""

from transcripts.alignment_file import read_alignment
from transcripts.errors import (
    AlignmentError,
    AudioError,
    EngineUnavailableError,
    MissingExtraError,
    ToolkitError,
    TranscriptError,
    UnknownNameError,
    WriteError,
)
from transcripts.model import (
    AudioInfo,
    Doubtful,
    Fallback,
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
    join_words,
)
from transcripts.page import render_page
from transcripts.reading import read, read_text
from transcripts.timing import TimeSpan

__all__ = [
    "AlignmentError",
    "AudioError",
    "AudioInfo",
    "Doubtful",
    "EngineUnavailableError",
    "Fallback",
    "Item",
    "MissingExtraError",
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
    "join_words",
    "read",
    "read_alignment",
    "read_text",
    "render_page",
]
