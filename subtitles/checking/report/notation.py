"""How times, numbers and texts are written in reports."""

import unicodedata

from subtitles.checking.fixing import Applied
from transcripts.timing import TimeSpan, split_ms

# Marks that turn the direction of what follows them: they could show a report otherwise than it is written.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def timecode(time_ms: int) -> str:
    """``00:01:02.345``"""
    hours, minutes, seconds, ms = split_ms(time_ms)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{ms:03}"


def timecodes(span: TimeSpan) -> str:
    """``00:01:02.345–00:01:04.000``"""
    return f"{timecode(span.start_ms)}–{timecode(span.end_ms)}"


def number(value: float) -> str:
    """At most two decimals, and none that say nothing."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def counted(count: int, noun: str) -> str:
    """``1 error``, ``1,200 errors``"""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def repair_line(repair: Applied) -> str:
    """``cue 12, timing-gap: out-time 3.200 s → 3.117 s``"""
    if repair.cue is None:
        return f"line {repair.line}, {repair.code}: {repair.before}; {repair.what} {repair.after}"
    return f"cue {repair.cue}, {repair.code}: {repair.what} {repair.before} → {repair.after}"


def shortened(text: str, most: int) -> str:
    """On one line, and cut to so many characters. Spaces in a row stay: they may be what is wrong."""
    flat = " ".join(text.splitlines()).strip()
    return flat if len(flat) <= most else f"{flat[: most - 1].rstrip()}…"


def visible(text: str) -> str:
    """Control characters, lone surrogates and marks that turn the direction as escapes (``\\x07``)."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_escaped(char) if _is_hidden(char) else char for char in text)


def _is_hidden(char: str) -> bool:
    return char in _TURNING or (char != "\n" and unicodedata.category(char) in ("Cc", "Cs"))


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")
