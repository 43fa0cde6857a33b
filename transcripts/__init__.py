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
    Note,
    PageTime,
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
from transcripts.picture import render_picture
from transcripts.reading import Choices, read, read_bytes, read_text
from transcripts.timing import TimeSpan

__all__ = [
    "AlignmentError",
    "AudioError",
    "AudioInfo",
    "Choices",
    "Doubtful",
    "EngineUnavailableError",
    "Fallback",
    "Item",
    "MissingExtraError",
    "Note",
    "PageTime",
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
    "read_bytes",
    "read_text",
    "render_page",
    "render_picture",
]
