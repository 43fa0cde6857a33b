"""Times in the markup of a page: of players, of links into the audio, and in ``<time>``."""

import re

from transcripts.reading.html.parsing import Element
from transcripts.reading.stamps import STAMP, stamp_ms

_ATTRIBUTES = frozenset(
    (
        *("begin", "data-start", "data-start-time", "data-starttime", "data-begin", "data-time", "data-timestamp"),
        *("data-timecode", "data-seek", "data-offset"),
    )
)
_MS_ATTRIBUTES = frozenset(("data-ms", "data-start-ms", "data-m", "data-time-ms"))
_STAMP = re.compile(rf"[\[(]?\s?({STAMP})\s?(?:[-–—]\s?{STAMP}\s?)?[\])]?")
_SECONDS = re.compile(r"(\d{1,9}(?:\.\d{1,6})?)\s?s?")
_UNITS = re.compile(
    r"(?:(\d{1,2})\s?h\s?)?(?:(\d{1,3})\s?m(?:in)?\.?\s?)?(?:(\d{1,3}(?:\.\d{1,3})?)\s?s(?:ec)?\.?)?", re.I
)
_DURATION = re.compile(r"PT(?:(\d{1,2})H)?(?:(\d{1,4})M)?(?:(\d{1,6}(?:\.\d{1,6})?)S)?", re.I)
_SEEKS = re.compile(r"[?&#](?:t|ts|time|start|seek|offset|begin|time_continue)=|^#[\d:.]+$", re.I)
_LONGEST_SECONDS = 86_400  # of a recording; a larger number is of milliseconds
_LONGEST_MS = 1000 * _LONGEST_SECONDS


def time_of_element(element: Element) -> int | None:
    """The time that an attribute of an element gives, in ms."""
    for name, value in element.attributes.items():
        if name in _MS_ATTRIBUTES and value.isascii() and value.isdigit() and len(value) <= 9:
            return int(value)
        if name in _ATTRIBUTES and (time := _attribute_ms(value.strip())) is not None:
            return time
    return _units_ms(_DURATION, element.get("datetime")) if element.tag == "time" else None


def time_of_text(text: str) -> int | None:
    """The time that a text is, in ms; ``None`` for a text that is no time."""
    text = " ".join(text.split())
    stamp = _STAMP.fullmatch(text)
    if stamp:
        return stamp_ms(stamp.group(1))
    if len(text) > 20 or not any(map(str.isdigit, text)):
        return None
    return _units_ms(_UNITS, text)


def seeks(element: Element) -> bool:
    """Whether an element leads into the recording and not to another page."""
    return _SEEKS.search(element.get("href")) is not None


def _attribute_ms(value: str) -> int | None:
    seconds = _SECONDS.fullmatch(value)
    if seconds:
        time = float(seconds.group(1))
        ms = round(time if time > _LONGEST_SECONDS else 1000 * time)
        return ms if ms <= _LONGEST_MS else None
    return stamp_ms(value) if _STAMP.fullmatch(value) else _units_ms(_DURATION, value)


def _units_ms(pattern: re.Pattern[str], text: str) -> int | None:
    """``1h 2m 3s``; without seconds or a second unit it is how long something takes."""
    found = pattern.fullmatch(text.strip())
    hours, minutes, seconds = found.groups() if found else (None, None, None)
    if not seconds and not (hours and minutes):
        return None
    return round(1000 * (float(hours or 0) * 3600 + float(minutes or 0) * 60 + float(seconds or 0)))
