"""The contract of an engine: a transcript and an audio in, the times of the words out."""

from collections.abc import Callable
from dataclasses import dataclass

from aligner.audio import Audio
from aligner.user_lexicon import NO_ENTRIES, Lexicon
from transcripts.model import Fallback, Transcript, WordTiming
from transcripts.timing import TimeSpan

Progress = Callable[[str, int, int], None]
"""Told the stage, how much of it is done and how much there is (0 when that is not known)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What an engine works on."""

    transcript: Transcript
    audio: Audio
    progress: Progress
    lexicon: Lexicon = NO_ENTRIES


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineResult:
    """What an engine found: one timing a word, speech without text, and the exact length of the audio.

    ``fit`` tells how much better the text fits the audio than chance would have it, about 0 for another recording's
    text and at most 1; ``None`` from an engine that does not listen. ``fallbacks`` are the stretches that another
    engine timed.
    """

    timings: tuple[WordTiming, ...]
    untranscribed: tuple[TimeSpan, ...]
    duration_ms: int
    fit: float | None = None
    fallbacks: tuple[Fallback, ...] = ()


Engine = Callable[[Job], EngineResult]
"""Raises `EngineUnavailableError` when it cannot serve the job, `AudioError` when the audio cannot be decoded."""


def ends_sentence(word: str) -> bool:
    """Whether a sentence may end with a word as written: its last sign, closing quotes aside, is a stop."""
    return word.rstrip("\"'”’»)]}*_」』）】")[-1:] in tuple(".?!…:;。？！।؟")
