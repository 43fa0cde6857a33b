"""A track of captions: what a caption file holds, whatever its format."""

from dataclasses import dataclass

from subtitles.cue import Cue


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """Cues in the order in which they are written; ``language`` is a BCP 47 tag. ``None`` where nothing tells.

    Cues of a composed track ascend without overlap; those of a track that was read may do neither.
    """

    cues: tuple[Cue, ...]
    language: str | None = None
    title: str | None = None
