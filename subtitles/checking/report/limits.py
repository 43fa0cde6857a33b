"""The numbers of a style, each with where it comes from."""

from dataclasses import dataclass

from subtitles.styles import Source, Style


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A number or a convention of a style. ``is_linked`` tells whether the source has an address on the web."""

    name: str
    value: str
    source: Source

    @property
    def is_linked(self) -> bool:
        return self.source.url.startswith(("https://", "http://"))


_NAMES = {
    "max_chars_per_line": "Characters a line, at most",
    "max_lines": "Lines a cue, at most",
    "max_cps": "Characters a second, at most",
    "max_wpm": "Words a minute, at most",
    "min_duration_ms": "Shown at least",
    "max_duration_ms": "Shown at most",
    "min_gap_ms": "Gap between cues, at least",
    "min_gap_frames": "Gap between cues, at least, in frames",
    "chain_gap_ms": "Gaps below this are closed to the smallest",
    "linger_ms": "Stays after its last word",
    "max_lead_ms": "Begins before its first word, at most",
    "pause_ms": "A longer pause ends a cue",
    "speaker_labels": "Cues that name their speaker",
    "label_form": "How a speaker is named",
    "sound_form": "How a sound is told",
    "two_speakers": "Two speakers in a cue",
    "fps": "Frames a second",
}


def limits(style: Style) -> tuple[Limit, ...]:
    """What a style says the source of, in the order in which it says it; what is not set is left out."""
    return tuple(
        Limit(name=_NAMES.get(field, field.replace("_", " ")), value=_shown(field, value), source=source)
        for field, source in style.sources.items()
        if (value := getattr(style, field, None)) is not None
    )


def _shown(field: str, value: object) -> str:
    if field.endswith("_ms") and isinstance(value, int):
        return f"{value / 1000:g} s"
    return str(value)
