"""Times of captions as people and programs write them, well-formed or not."""

import re
from dataclasses import dataclass

# Spaces within a time come from machine translation of whole files, other signs for the point from other formats, and
# brackets around both from what Whisper prints.
TIME = r"-?[ ]?(?:\d{1,4}[ ]?:[ ]?){1,2}\d{1,2}(?:[ ]?[.,:;][ ]?\d{1,6})?"
_PARTS = re.compile(r"(-?)(?:(\d+):)?(\d+):(\d+)(?:[.,:;](\d+))?")
_ARROW = r"(?:-{1,3}[ ]?>|[–—]>|→)"
_TIMING = re.compile(rf"[ \t]*\[?({TIME})[ \t]*{_ARROW}[ \t]*({TIME})?(?![\d:]|[^\W\d_]{{1,2}}[\d:.,])\]?(.*)")
_CLOCK = r"(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)([.,])(\d{3})"
_WELL_FORMED = re.compile(rf"{_CLOCK}([ \t]{{1,9}}-->[ \t]{{1,9}}){_CLOCK}(?:[ \t](.*))?")
_DAMAGED = re.compile(r"(\S{0,14})[ \t]*-->[ \t]*(\S{0,14})(.*)")
_SETTING = re.compile(r"(?:vertical|line|position|size|align|region|[XY]\d):\S*")  # of WebVTT, of SubRip


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """A line of times. A time is ``None`` where it cannot be read; ``text`` is what follows and is no setting.

    ``form`` tells what the times have but digits, ``::,::,``, where they are written in full as formats ask; more than
    two digits of an hour are an ``h`` before it, more than single spaces around the arrow a space behind it.
    ``settings`` are what follows otherwise, ``written`` is the whole line.
    """

    start_ms: int | None
    end_ms: int | None
    text: str = ""
    form: str = ""
    settings: str = ""
    written: str = ""


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
    return _timing(time_ms(start), time_ms(end) if end else None, rest, line)


def _timing(start_ms: int | None, end_ms: int | None, rest: str, line: str) -> Timing:
    text = text_after(rest)
    settings = "" if text else rest.strip()
    return Timing(start_ms=start_ms, end_ms=end_ms, text=text, settings=settings, written=line.strip())


def _exact_timing(found: re.Match[str]) -> Timing:
    start, arrow, end, rest = found.groups()[:5], found[6], found.groups()[6:11], found[12]
    text = text_after(rest) if rest else ""
    return Timing(
        start_ms=_clock_ms(*start),
        end_ms=_clock_ms(*end),
        text=text,
        settings=rest.strip() if rest and not text else "",
        form=f"{_form(start)}{_form(end)}{'' if arrow == ' --> ' else ' '}",
        written=found.string.strip(),
    )


def _clock_ms(hours: str | None, minutes: str, seconds: str, _point: str, ms: str) -> int:
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(ms)


def _form(clock: tuple[str, ...]) -> str:
    """What a time has but digits; ``clock`` are its hours, minutes, seconds, point and milliseconds."""
    hours = clock[0] or ""
    return f"{'h' if len(hours) > 2 else ''}{'::' if hours else ':'}{clock[3]}"


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
    return _timing(times[0], times[1], rest, line)


def _time_or_none(written: str) -> int | None:
    try:
        return time_ms(written)
    except ValueError:
        return None
