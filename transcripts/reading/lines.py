"""The lines of a plain text, with what surrounds their words: blank lines, indents, quote marks and time stamps."""

import re
from dataclasses import dataclass

_STAMP = r"(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?"
BRACKETED_STAMP = re.compile(rf"[\[(]{_STAMP}(?:\s*[-–—]\s*{_STAMP})?[\])]")
_BARE_STAMP = re.compile(rf"{_STAMP}(?=\s|$)")
TRAILING_STAMP = re.compile(rf"(?:[\[(]{_STAMP}[\])]|(?<!\S){_STAMP})$")
_QUOTE_MARK = re.compile(r">+(?=\s|$|[*_])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that is not blank. ``gap`` counts the blank lines before it; ``stamp`` is a leading time, not in ``text``.

    ``text`` has single spaces and can be empty where the line is a time stamp and nothing else.
    """

    number: int
    text: str
    gap: int
    indent: int
    stamp: str | None = None


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines that are not blank, in order. Quote marks (``>``) are layout and left out."""
    raw_lines = text.split("\n")
    stamped = _has_bare_stamps(raw_lines)
    lines: list[Line] = []
    gap = 0
    for number, raw in enumerate(raw_lines, start=1):
        content = " ".join(_unquoted(raw).split())
        if not content:
            gap += 1
            continue
        stamp, content = _split_stamp(content, _BARE_STAMP if stamped else BRACKETED_STAMP)
        lines.append(Line(number=number, text=content, gap=gap, indent=len(raw) - len(raw.lstrip()), stamp=stamp))
        gap = 0
    return tuple(lines)


def _unquoted(raw: str) -> str:
    stripped = raw.strip()
    mark = _QUOTE_MARK.match(stripped)
    return stripped[mark.end() :] if mark else stripped


def _has_bare_stamps(raw_lines: list[str]) -> bool:
    """Whether lines begin with times so often that they are a layout: "10:30" alone may be a word that was said."""
    written = [line.strip() for line in raw_lines if line.strip()]
    stamps = sum(_BARE_STAMP.match(line) is not None for line in written)
    return stamps >= 3 and stamps >= 0.2 * len(written)


def _split_stamp(content: str, pattern: re.Pattern[str]) -> tuple[str | None, str]:
    found = pattern.match(content) or BRACKETED_STAMP.match(content)
    return (found.group(), content[found.end() :].strip()) if found else (None, content)
