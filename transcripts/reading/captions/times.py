"""Times of captions as people and programs write them, well-formed or not."""

import re
from dataclasses import dataclass

# Spaces within a time come from machine translation of whole files, other signs for the point from other formats, and
# brackets around both from what Whisper prints.
TIME = r"-?[ ]?(?:\d{1,4}[ ]?:[ ]?){1,2}\d{1,2}(?:[ ]?[.,:;][ ]?\d{1,6})?"
_PARTS = re.compile(r"(-?)(?:(\d+):)?(\d+):(\d+)(?:[.,:;](\d+))?")
_ARROW = r"(?:-{1,3}[ ]?>|[–—]>|→)"
_TIMING = re.compile(rf"[ \t]*\[?({TIME})[ \t]*{_ARROW}[ \t]*({TIME})?(?![\d:])\]?(.*)")
_CLOCK = r"(?:(\d\d):)?([0-5]\d):([0-5]\d)([.,])(\d{3})"
_WELL_FORMED = re.compile(rf"{_CLOCK} --> {_CLOCK}(?:[ \t](.*))?")
_DAMAGED = re.compile(r"(\S{0,14})[ \t]*-->[ \t]*(\S{0,14})(.*)")
_SETTING = re.compile(r"(?:vertical|line|position|size|align|region|[XY]\d):\S*")  # of WebVTT, of SubRip


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """A line of times. A time is ``None`` where it cannot be read; ``text`` is what follows and is no setting.

    ``form`` tells what the times have but digits, ``::,::,``, where they are written in full as formats ask.
    """

    start_ms: int | None
    end_ms: int | None
    text: str = ""
    form: str = ""


def time_ms(written: str) -> int:
    """The milliseconds of what matches `TIME`, negative ones included. Raises `ValueError` for anything else."""
    found = _PARTS.fullmatch(written.replace(" ", ""))
    if found is None:
        raise ValueError(f"no time: {written!r}")
    sign, hours, minutes, seconds, fraction = found.groups()
    total = ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(((fraction or "") + "000")[:3])
    return -total if sign else total


def timing_of(line: str) -> Timing | None:
    """The times of a line with an arrow, ``None`` for a line of text, even one that holds an arrow or a time."""
    if ">" not in line and "→" not in line:
        return None
    well_formed = _WELL_FORMED.fullmatch(line)
    if well_formed:
        return _exact_timing(well_formed)
    found = _TIMING.fullmatch(line)
    if found is None or (found[2] is None and found[3].strip()):
        return _damaged_timing(line)
    start, end, rest = found.groups()
    return Timing(start_ms=time_ms(start), end_ms=time_ms(end) if end else None, text=text_after(rest))


def _exact_timing(found: re.Match[str]) -> Timing:
    hours, minutes, seconds, point, ms, end_hours, end_minutes, end_seconds, end_point, end_ms, rest = found.groups()
    return Timing(
        start_ms=((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(ms),
        end_ms=((int(end_hours or 0) * 60 + int(end_minutes)) * 60 + int(end_seconds)) * 1000 + int(end_ms),
        text=text_after(rest) if rest else "",
        form=f"{'::' if hours else ':'}{point}{'::' if end_hours else ':'}{end_point}",
    )


def text_after(rest: str) -> str:
    """What follows the times of a line, unless it is settings only."""
    stripped = rest.strip()
    return "" if not stripped or all(map(_SETTING.fullmatch, stripped.split())) else stripped


def _damaged_timing(line: str) -> Timing | None:
    """Times one of which cannot be read: ``00:00:xx,000 --> 00:00:02,000``."""
    found = _DAMAGED.fullmatch(line.strip())
    if found is None:
        return None
    start, end, rest = found.groups()
    times = (_time_or_none(start), _time_or_none(end))
    odd = start if times[0] is None else end
    if times == (None, None) or (odd and not any(char.isdigit() or char == ":" for char in odd)):
        return None
    return Timing(start_ms=times[0], end_ms=times[1], text=text_after(rest))


def _time_or_none(written: str) -> int | None:
    try:
        return time_ms(written)
    except ValueError:
        return None
