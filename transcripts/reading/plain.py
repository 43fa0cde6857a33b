"""Plain text to lines, with what surrounds their words: blank lines, indents, quote marks, tabs and times."""

import re
from itertools import pairwise

from transcripts.reading.document import Document, Line, Source
from transcripts.reading.stamps import split_stamp, stamp_at_lines

_NUMBER = re.compile(r"^[ \t]{0,8}(\d{1,3})(?:[ \t]+|$)")
_LEAST_NUMBERS, _MOSTLY = 20, 0.8
_QUOTE_MARK = re.compile(r">(?=\s|$|[*_])")  # ">>" marks a change of speakers


def read_plain(source: Source) -> Document:
    """The lines that are not blank, in order. Quote marks (``>``) are layout and left out."""
    return Document(kind="text", lines=lines_of(source.text))


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of a text that are not blank, in order; times at their beginnings are taken out of their text."""
    raw_lines = _without_numbers(text.split("\n"))
    pattern = stamp_at_lines([stripped for raw in raw_lines if (stripped := raw.strip())])
    lines: list[Line] = []
    gap = 0
    for number, raw in enumerate(raw_lines, start=1):
        unquoted = _unquoted(raw)
        content = " ".join(unquoted.split())
        if not content:
            gap += 1
            continue
        start_ms, content = split_stamp(content, pattern)
        cells = tuple(" ".join(cell.split()) for cell in unquoted.split("\t")) if "\t" in unquoted else ()
        indent = len(raw) - len(raw.lstrip())
        lines.append(Line(number=number, text=content, gap=gap, indent=indent, start_ms=start_ms, cells=cells))
        gap = 0
    return tuple(lines)


def _without_numbers(raw_lines: list[str]) -> list[str]:
    """The lines without the numbers of a court reporter, which begin with 1 on every page."""
    numbers = [found and int(found.group(1)) for found in map(_NUMBER.match, raw_lines)]
    counted = [number for number in numbers if number is not None]
    steps = sum(b == a + 1 for a, b in pairwise(counted))
    written = sum(bool(raw.strip()) for raw in raw_lines)
    if len(counted) < _LEAST_NUMBERS or steps < _MOSTLY * len(counted) or len(counted) < _MOSTLY * written:
        return raw_lines
    return [_NUMBER.sub("", raw, count=1) for raw in raw_lines]


def _unquoted(raw: str) -> str:
    stripped = raw.strip()
    mark = _QUOTE_MARK.match(stripped)
    return stripped[mark.end() :].strip() if mark else stripped
