"""Times as transcripts write them: ``1:23``, ``00:12:33``, ``[00:12:33.450]``, ``(0:12 - 0:15)``."""

import re
from collections.abc import Sequence

STAMP = r"(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?"
_BRACKETED = rf"[\[(]{STAMP}(?:\s*[-–—]\s*{STAMP})?[\])]"
BRACKETED_STAMP = re.compile(_BRACKETED)
BARE_STAMP = re.compile(rf"{STAMP}(?=\s|$)")
TRAILING_STAMP = re.compile(rf"(?:{_BRACKETED}|(?<!\S){STAMP})$")
_FEWEST_STAMPS, _LEAST_PART = 3, 0.2
_PARTS = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2})(?:[.,](\d{1,3}))?")


def stamp_ms(stamp: str) -> int:
    """The milliseconds of the first time in a text that matches `STAMP`. Raises `ValueError` where there is none."""
    found = _PARTS.search(stamp)
    if found is None:
        raise ValueError(f"no time in {stamp!r}")
    hours, minutes, seconds, fraction = found.groups()
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int((fraction or "0").ljust(3, "0"))


def stamp_at_lines(texts: Sequence[str]) -> re.Pattern[str]:
    """What a time at the beginning of a line looks like, for `split_stamp`. ``texts`` are all lines, none blank.

    A bare one counts only where so many lines begin with one that it is a layout: "10:30" may be a word that was said.
    """
    stamps = sum(BARE_STAMP.match(text) is not None for text in texts if text[0].isdigit())
    return BARE_STAMP if stamps >= _FEWEST_STAMPS and stamps >= _LEAST_PART * len(texts) else BRACKETED_STAMP


def split_stamp(text: str, pattern: re.Pattern[str]) -> tuple[int | None, str]:
    """The milliseconds of the time at the beginning of a line, and the rest of the line. ``text`` is not empty."""
    if text[0] not in "[(" and not text[0].isdigit():
        return None, text
    found = pattern.match(text) or BRACKETED_STAMP.match(text)
    return (stamp_ms(found.group()), text[found.end() :].lstrip()) if found else (None, text)
