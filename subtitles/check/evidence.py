"""What the audio says of captions, measured by an aligner."""

from dataclasses import dataclass

from transcripts.timing import TimeSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardCue:
    """When the words of a cue were said, from the first to the last; ``None`` where none of them was placed.

    ``confidence`` is the probability, 0..1, that they were said there.
    """

    span: TimeSpan | None
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioEvidence:
    """What was heard: of each cue of the track, in its order; where somebody speaks; where somebody speaks and no cue
    has a text for it; how long the audio is."""

    cues: tuple[HeardCue, ...]
    speech: tuple[TimeSpan, ...]
    untranscribed: tuple[TimeSpan, ...]
    duration_ms: int
