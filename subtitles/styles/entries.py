"""The entries of a style file: which there are, and what may stand in each."""

import reprlib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from types import MappingProxyType
from typing import get_args

from subtitles.frame_rates import frame_rate
from subtitles.styles.style import LabelForm, SoundForm, SpeakerLabels, Style, TwoSpeakers

Reader = Callable[[object], object]

NONE = "none"  # how TOML, which has no null, says that a style gives no such limit
_LONGEST_MS = 3_600_000


def _whole(lowest: int, highest: int) -> Reader:
    def read(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not lowest <= value <= highest:
            raise ValueError(f"a whole number from {lowest} to {highest}")
        return value

    return read


def _speed(value: object) -> float:
    if (
        isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= 10_000
    ):  # which neither infinity nor "not a number" is
        return value
    raise ValueError("a number above 0, up to 10000")


def _frame_rate(value: object) -> object:
    try:
        return frame_rate(str(value))
    except ValueError:
        raise ValueError("a frame rate such as 25, 23.976 or '30000/1001'") from None


def _one_of(choices: tuple[str, ...]) -> Reader:
    def read(value: object) -> str:
        if not isinstance(value, str) or value not in choices:
            raise ValueError(f"one of {', '.join(choices)}")
        return value

    return read


def _or_none(read: Reader) -> Reader:
    def read_or_none(value: object) -> object:
        if value == NONE:
            return None
        try:
            return read(value)
        except ValueError as expected:
            raise ValueError(f"{expected}, or {NONE!r}") from None

    return read_or_none


_MS = _whole(0, _LONGEST_MS)
_CHARS = _whole(1, 1000)
_TWO_SPEAKERS = _one_of(get_args(TwoSpeakers))

STYLE_ENTRIES: Mapping[str, Reader] = MappingProxyType(
    {
        "max_chars_per_line": _CHARS,
        "max_lines": _whole(1, 20),
        "max_cps": _or_none(_speed),
        "max_wpm": _or_none(_speed),
        "min_duration_ms": _MS,
        "max_duration_ms": _MS,
        "min_gap_ms": _MS,
        "min_gap_frames": _or_none(_whole(0, 1000)),
        "chain_gap_ms": _MS,
        "linger_ms": _MS,
        "max_lead_ms": _MS,
        "pause_ms": _MS,
        "speaker_labels": _one_of(get_args(SpeakerLabels)),
        "label_form": _one_of(get_args(LabelForm)),
        "sound_form": _one_of(get_args(SoundForm)),
        "two_speakers": _TWO_SPEAKERS,
        "fps": _or_none(_frame_rate),
    }
)
LANGUAGE_ENTRIES: Mapping[str, Reader] = MappingProxyType(
    {
        "max_chars_per_line": _CHARS,
        "max_cps": _speed,
        "min_duration_ms": _whole(1, _LONGEST_MS),
        "two_speakers": _TWO_SPEAKERS,
    }
)
# What a style must say that extends no other.
REQUIRED_ENTRIES = tuple(
    field.name for field in fields(Style) if field.name in STYLE_ENTRIES and field.default is MISSING
)


def read_entry(entries: Mapping[str, Reader], name: str, value: object) -> object:
    """The value of an entry as `Style` holds it. Raises `ValueError`, with what the entry may be, for anything else."""
    try:
        return entries[name](value)
    except ValueError as expected:
        raise ValueError(f"is {reprlib.repr(value)}; it must be {expected}") from None
