"""Text in several types (bold, italic, coloured) to lines: what the readers of documents with markup share."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from transcripts.furniture import ends_sentence
from transcripts.reading.document import Line, Mark
from transcripts.reading.stamps import BARE_STAMP, BRACKETED_STAMP, stamp_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text in one type. ``stands_out`` if it is bold, italic or the like."""

    text: str
    stands_out: bool = False
    colour: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StyledLine:
    """A line before its text is put together. ``cells`` are those of a row of a table; else tabs part them."""

    number: int
    runs: tuple[Run, ...]
    gap: int = 0
    indent: int = 0
    mark: Mark | None = None
    cells: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def lines_of_styled(styled: Sequence[StyledLine]) -> tuple[Line, ...]:
    """The lines, with single spaces and what is set off by its type; times at their beginnings are taken out."""
    common = _common_colour(styled)
    tidied = [replace(line, runs=_single_spaced(line.runs), cells=line.cells or _tabbed(line.text)) for line in styled]
    pattern = BARE_STAMP if _has_bare_stamps([line.text for line in tidied]) else BRACKETED_STAMP
    return tuple(_line(line, pattern, common) for line in tidied)


def without_spoken_lists(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines without the mark of a list where most of its items are sentences: those are paragraphs of speech."""
    result: list[Line] = []
    for is_list, run in groupby(lines, key=lambda line: line.mark is Mark.LIST):
        items = list(run)
        is_spoken = is_list and 2 * sum(ends_sentence(item.text) for item in items) > len(items)
        result += [replace(item, mark=None) for item in items] if is_spoken else items
    return tuple(result)


def _common_colour(styled: Iterable[StyledLine]) -> str:
    """The colour of most characters; only another one stands out."""
    counts = Counter({"": 0})
    for line in styled:
        for run in line.runs:
            counts[run.colour] += len(run.text)
    return counts.most_common(1)[0][0]


def _single_spaced(runs: Iterable[Run]) -> tuple[Run, ...]:
    spaced: list[Run] = []
    at_space = True
    for run in runs:
        text = " ".join(f"x{run.text}x".split())[1:-1]  # between the two letters its outer spaces stay
        text = text.removeprefix(" ") if at_space else text
        if text:
            spaced.append(Run(text=text, stands_out=run.stands_out, colour=run.colour))
            at_space = text.endswith(" ")
    return tuple(spaced)


def _tabbed(text: str) -> tuple[str, ...]:
    cells = text.strip().split("\t")
    return tuple(" ".join(cell.split()) for cell in cells) if len(cells) > 1 else ()


def _has_bare_stamps(texts: Sequence[str]) -> bool:
    """Whether lines begin with times so often that they are a layout: "10:30" alone may be a word that was said."""
    stamps = sum(BARE_STAMP.match(text) is not None for text in texts)
    return stamps >= 3 and stamps >= 0.2 * len(texts)


def _line(line: StyledLine, pattern: re.Pattern[str], common: str) -> Line:
    text = line.text.rstrip()
    found = pattern.match(text) or BRACKETED_STAMP.match(text)
    said = text[found.end() :].lstrip() if found else text
    skipped = len(text) - len(said)
    return Line(
        number=line.number,
        text=said,
        gap=line.gap,
        indent=line.indent,
        start_ms=stamp_ms(found.group()) if found else None,
        set_off=len(text[skipped : _end_of_set_off(line.runs, skipped, common)].rstrip()),
        cells=line.cells,
        mark=line.mark,
    )


def _end_of_set_off(runs: Iterable[Run], skipped: int, common: str) -> int:
    """Up to which character the text from ``skipped`` on stands out."""
    at, end = 0, skipped
    for run in runs:
        at += len(run.text)
        if at <= skipped or run.text.isspace():
            continue
        if not run.stands_out and run.colour == common:
            break
        end = at
    return end
