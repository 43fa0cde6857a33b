"""House styles: the numbers that captions keep to."""

from dataclasses import dataclass
from typing import Literal

SpeakerLabels = Literal["changes", "always", "never"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """The limits of a house style. Times in milliseconds, reading speed in characters (spaces included) a second.

    ``chain_gap_ms``: a gap to the next cue below this is closed to ``min_gap_ms``. ``linger_ms``: how long a cue stays
    after its last word where there is room; ``max_lead_ms``: how much earlier than its first word a cue may begin,
    which happens only to reach ``min_duration_ms``. ``pause_ms``: a longer pause always ends a cue.
    Invariants: at least one character and one line; durations, gaps and speeds as their names say.
    """

    max_chars_per_line: int = 42
    max_lines: int = 2
    min_duration_ms: int = 1000
    max_duration_ms: int = 7000
    min_gap_ms: int = 83
    chain_gap_ms: int = 500
    max_cps: float = 20
    linger_ms: int = 500
    max_lead_ms: int = 500
    pause_ms: int = 1500
    speaker_labels: SpeakerLabels = "changes"

    def __post_init__(self) -> None:
        if self.max_chars_per_line < 1 or self.max_lines < 1 or self.max_cps <= 0:
            raise ValueError("a style needs at least one character, one line and a reading speed above 0")
        if not 0 < self.min_duration_ms <= self.max_duration_ms:
            raise ValueError("durations of a style: 0 < shortest <= longest")
        if not 0 <= self.min_gap_ms <= self.chain_gap_ms or min(self.linger_ms, self.max_lead_ms, self.pause_ms) < 0:
            raise ValueError("gaps of a style: 0 <= smallest gap <= gap to close, and none below 0")


# Netflix, English (USA) Timed Text Style Guide: 42 characters, 2 lines, 20 characters a second for adults, at most 7 s.
# Netflix, Timing guidelines: 2 frames between cues (83 ms at 24 frames a second), gaps of 3 to 11 frames (up to about
# half a second) are closed to 2, and an out-time may run half a second past the audio. The shortest duration, 1 s, is
# TED's and Amara's; Netflix allows 5/6 s.
DEFAULT_STYLE = Style()
