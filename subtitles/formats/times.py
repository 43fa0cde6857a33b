"""Times as caption formats write them."""

from transcripts.timing import split_ms


def clock_time(time_ms: int) -> str:
    """``01:02:03.004``: hours of two digits or more, milliseconds after a point."""
    hours, minutes, seconds, ms = split_ms(time_ms)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{ms:03}"
