"""Marks before a change of speakers: ``>>`` of television captions, the dashes of subtitles and of novels."""

import re
from collections.abc import Iterator, Sequence

from transcripts.furniture import ends_sentence
from transcripts.reading.document import Line, Mark
from transcripts.reading.layouts.colon import parse_label
from transcripts.reading.layouts.label import Found, Label, Labels, split_line

_CHEVRONS = re.compile(r">>+\s*")
_DASH = re.compile(r"(?:[-–—]\s+|——|――|──|—(?=\w))")
_WITHIN = re.compile(r"(?<=[.!?…♪\])\"”])\s+(?=(?:[-–—]\s|>>+))")
_LEAST_SHARE = 0.25  # of the lines that begin a sentence; fewer dashes are a list


def find_chevrons(lines: Sequence[Line]) -> Found:
    """``>> NAME: text``, or ``>>`` alone where nobody is named."""
    return _find(lines, _CHEVRONS)


def find_dashes(lines: Sequence[Line]) -> Found:
    """A dash before each speaker."""
    marked = [i for i, line in enumerate(lines) if _DASH.match(line.text)]
    spoken = sum(ends_sentence(lines[i].text) or _goes_on(i, lines) for i in marked)
    begun = 1 + sum(ends_sentence(line.text) for line in lines[:-1])
    is_list = any(lines[i].mark is Mark.LIST for i in marked)
    is_dialogue = not is_list and len(marked) >= _LEAST_SHARE * begun and 2 * spoken >= len(marked)
    return _find(lines, _DASH) if is_dialogue and marked else Found(lines=lines, labels={})


def _goes_on(index: int, lines: Sequence[Line]) -> bool:
    return index + 1 < len(lines) and lines[index + 1].gap == 0 and not _DASH.match(lines[index + 1].text)


def _find(lines: Sequence[Line], mark: re.Pattern[str]) -> Found:
    parted = tuple(_parted(lines, mark))
    labels: Labels = {}
    for i, line in enumerate(parted):
        found = mark.match(line.text)
        if found and line.mark is not Mark.FURNITURE:
            labels[i] = parse_label(line) or Label(written=None, key="", rest=line.text[found.end() :].strip())
    return Found(lines=parted, labels=labels)


def _parted(lines: Sequence[Line], mark: re.Pattern[str]) -> Iterator[Line]:
    """The lines, parted where another voice begins within one: ``- Thank you. - It was a pleasure.``"""
    for line in lines:
        if mark.match(line.text):
            yield from split_line(line, (within.end() for within in _WITHIN.finditer(line.text)))
        else:
            yield line
