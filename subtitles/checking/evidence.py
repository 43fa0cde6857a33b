"""What the audio says of captions, measured by an aligner."""

from dataclasses import dataclass

from transcripts.timing import TimeSpan

LISTENING_ENGINE = "acoustic"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardCue:
    """When the words of a cue were said, from the first to the last; ``None`` where less than half of them
    was heard.

    ``confidence`` is the probability, 0..1, that they were said there from the first one on: the mean of its words,
    words that were not heard counting as 0, or that of its first word, whichever is less. ``None`` from an engine that
    does not listen. ``words`` is how many of its words are spoken, 0 for a sound.
    """

    span: TimeSpan | None
    confidence: float | None = None
    words: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioEvidence:
    """What was heard: of each cue of the track, in its order; where somebody speaks; where somebody speaks and no cue
    has a text for it; how long the audio is.

    ``speech`` and ``untranscribed`` ascend. ``engine`` is what timed the words; one that does not listen
    (see `LISTENING_ENGINE`) gives times and no confidence, and nothing is concluded from them.
    """

    cues: tuple[HeardCue, ...]
    speech: tuple[TimeSpan, ...]
    untranscribed: tuple[TimeSpan, ...]
    duration_ms: int
    engine: str = LISTENING_ENGINE
