"""What was said, and by whom: the model, the readers, the alignment file and the HTML page."""

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
]
