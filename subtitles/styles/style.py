"""What a house style asks of captions."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

SpeakerLabels = Literal["changes", "always", "never"]
LabelForm = Literal["name", "capitals", "chevrons", "brackets", "parentheses"]
SoundForm = Literal["brackets", "parentheses", "capitals"]
TwoSpeakers = Literal["apart", "dash", "spaced-dash"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a number of a style comes from: the page, its address, and when it was last changed or read (ISO 8601).

    ``note`` tells how the number follows from the page, or the reason of a choice that no page decides.
    """

    page: str
    url: str = ""
    date: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageLimits:
    """What a style asks for in one language, where that differs; ``None`` where it does not."""

    max_chars_per_line: int | None = None
    max_cps: float | None = None
    min_duration_ms: int | None = None
    two_speakers: TwoSpeakers | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """The limits and the conventions of a house style. Times in milliseconds.

    Characters are counted as `subtitles.cue.count_chars` does: spaces count, full-width characters twice.

    - ``max_cps``: characters a second, label and spaces included, line breaks not; ``max_wpm``: words a minute, label
      and sounds included. ``None`` where the style gives no such limit.
    - ``min_gap_ms``: the smallest gap between cues; ``min_gap_frames`` the same in frames, where ``fps`` is known. A
      gap below ``chain_gap_ms`` is closed to the smallest.
    - ``linger_ms``: how long a cue stays after its last word where there is room; ``max_lead_ms``: how much earlier
      than its first word a cue may begin, which happens only to reach ``min_duration_ms``.
    - ``pause_ms``: a longer pause always ends a cue.
    - ``speaker_labels``: which cues name their speaker; ``label_form``: ``Khan:``, ``KHAN:``, ``>> KHAN:``, ``[Khan]``
      or ``(Khan)``.
    - ``sound_form``: ``[Door closes]``, ``(Door closes)`` or ``DOOR CLOSES``.
    - ``two_speakers``: whether two short turns may share a cue, each on a line after a hyphen (``-No.`` or ``- No.``).
    - ``fps``: the frame rate that times are snapped to, ``None`` for none.
    - ``languages``: what differs in a language, by its primary subtag; see `for_language`.
    - ``sources``: where each number and convention comes from, by the name of its field (``languages.ja.max_cps`` for
      those of a language).

    Invariants: at least one character and one line; durations, gaps and speeds as their names say.
    """

    name: str
    title: str
    max_chars_per_line: int
    max_lines: int
    min_duration_ms: int
    max_duration_ms: int
    min_gap_ms: int
    min_gap_frames: int | None = None
    chain_gap_ms: int
    max_cps: float | None
    max_wpm: float | None = None
    linger_ms: int
    max_lead_ms: int
    pause_ms: int
    speaker_labels: SpeakerLabels = "changes"
    label_form: LabelForm = "name"
    sound_form: SoundForm = "brackets"
    two_speakers: TwoSpeakers = "apart"
    fps: Fraction | None = None
    languages: Mapping[str, LanguageLimits] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    sources: Mapping[str, Source] = field(default_factory=lambda: MappingProxyType({}), hash=False, compare=False)

    def __post_init__(self) -> None:
        speeds = [speed for speed in (self.max_cps, self.max_wpm) if speed is not None]
        if self.max_chars_per_line < 1 or self.max_lines < 1 or any(speed <= 0 for speed in speeds):
            raise ValueError("a style needs at least one character, one line and a reading speed above 0")
        if not 0 < self.min_duration_ms <= self.max_duration_ms:
            raise ValueError(
                f"min_duration_ms ({self.min_duration_ms}) must be above 0 "
                f"and not above max_duration_ms ({self.max_duration_ms})"
            )
        if not 0 <= self.min_gap_ms <= self.chain_gap_ms:
            raise ValueError(
                f"min_gap_ms ({self.min_gap_ms}) must not be below 0 or above chain_gap_ms ({self.chain_gap_ms})"
            )
        if min(self.linger_ms, self.max_lead_ms, self.pause_ms) < 0:
            raise ValueError("linger_ms, max_lead_ms and pause_ms must not be below 0")
        if self.fps is not None and self.fps <= 0:
            raise ValueError("a frame rate is above 0")
        for language, limits in self.languages.items():
            if (limits.min_duration_ms or 0) > self.max_duration_ms:
                raise ValueError(f"languages.{language}.min_duration_ms must not be above max_duration_ms")

    @property
    def gap_ms(self) -> int:
        """The smallest gap between cues: in frames where the style counts them and the frame rate is known."""
        if self.fps is None or self.min_gap_frames is None:
            return self.min_gap_ms
        return round(self.min_gap_frames * 1000 / self.fps)

    def for_language(self, language: str | None) -> "Style":
        """The style with what differs in a language (a BCP 47 tag)."""
        limits = self.languages.get((language or "").replace("_", "-").split("-")[0].casefold())
        if limits is None:
            return self
        return replace(
            self,
            max_chars_per_line=limits.max_chars_per_line or self.max_chars_per_line,
            max_cps=limits.max_cps or self.max_cps,
            min_duration_ms=limits.min_duration_ms or self.min_duration_ms,
            two_speakers=limits.two_speakers or self.two_speakers,
        )
