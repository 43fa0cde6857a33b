"""Times as transcripts write them: ``1:23``, ``00:12:33``, ``[00:12:33.450]``, ``(0:12 - 0:15)``."""

import re

STAMP = r"(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?"
_BRACKETED = rf"[\[(]{STAMP}(?:\s*[-–—]\s*{STAMP})?[\])]"
BRACKETED_STAMP = re.compile(_BRACKETED)
BARE_STAMP = re.compile(rf"{STAMP}(?=\s|$)")
TRAILING_STAMP = re.compile(rf"(?:{_BRACKETED}|(?<!\S){STAMP})$")
_PARTS = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2})(?:[.,](\d{1,3}))?")


def stamp_ms(stamp: str) -> int:
    """The milliseconds of the first time in a text that matches `STAMP`. Raises `ValueError` where there is none."""
    found = _PARTS.search(stamp)
    if found is None:
        raise ValueError(f"no time in {stamp!r}")
    hours, minutes, seconds, fraction = found.groups()
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int((fraction or "0").ljust(3, "0"))
