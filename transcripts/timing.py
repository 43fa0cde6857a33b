"""Time: spans in integer milliseconds, and how they are written for people. The only rounding of times is here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class TimeSpan:
    """A half-open stretch of time, ``start_ms`` included and ``end_ms`` excluded.

    Invariant: ``0 <= start_ms <= end_ms``; anything else raises ``ValueError``.
    """

    start_ms: int
    end_ms: int

    def __post_init__(self) -> None:
        if not 0 <= self.start_ms <= self.end_ms:
            raise ValueError(f"not a time span: {self.start_ms}..{self.end_ms} ms")

    @property
    def duration_ms(self) -> int:
        return self.end_ms - self.start_ms


def to_ms(seconds: float) -> int:
    """Seconds to the nearest millisecond, halves up."""
    return int(seconds * 1000 + 0.5)


def split_ms(time_ms: int) -> tuple[int, int, int, int]:
    """Hours, minutes, seconds, milliseconds. Invariant: minutes and seconds in 0..59, milliseconds in 0..999."""
    seconds, ms = divmod(time_ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return hours, minutes, seconds, ms


def clock(time_ms: int) -> str:
    """A time as a person reads it, without fractions: ``1:02:03``, ``12:40``, ``0:07``."""
    hours, minutes, seconds, _ = split_ms(time_ms)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
