"""How measured values are told."""

from fractions import Fraction


def seconds(time_ms: float) -> str:
    """Milliseconds as seconds: ``0.833 s``."""
    return f"{time_ms / 1000:.3f} s"


def rate(value: float) -> str:
    """A speed with one decimal, rounded up, so that one above a limit never reads like the limit."""
    return f"{-(-value * 10 // 1) / 10:g}"


def counted(count: int, noun: str) -> str:
    """A count and its noun: ``1 line``, ``2 lines``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def frames_a_second(fps: Fraction) -> str:
    """A frame rate: ``25``, ``23.976``."""
    return f"{float(fps):.3f}".rstrip("0").rstrip(".")
