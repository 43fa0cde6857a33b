"""Text in several types (bold, italic, coloured) to lines: what the readers of documents with markup share."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from transcripts.furniture import ends_sentence
from transcripts.reading.document import Line, Mark
from transcripts.reading.stamps import split_stamp, stamp_at_lines

_FEWEST_SPACES = 4  # of an item of a list that goes on with a sentence


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
    tidied = [_single_spaced(line.runs) for line in styled]
    texts = ["".join([run.text for run in runs]).rstrip() for runs in tidied]
    pattern = stamp_at_lines([text for text in texts if text])
    lines: list[Line] = []
    for line, runs, text in zip(styled, tidied, texts, strict=True):
        start_ms, said = split_stamp(text, pattern) if text else (None, text)
        lines.append(
            Line(
                number=line.number,
                text=said,
                gap=line.gap,
                indent=line.indent,
                start_ms=start_ms,
                set_off=_set_off(runs, len(text) - len(said), common),
                cells=line.cells or _tabbed(line),
                mark=line.mark,
            )
        )
    return tuple(lines)


def without_spoken_lists(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines without the mark of a list where most of its items are parts of speech, see `may_be_said`."""
    result: list[Line] = []
    for is_list, run in groupby(lines, key=lambda line: line.mark is Mark.LIST):
        items = list(run)
        is_spoken = is_list and 2 * sum(may_be_said(item.text) for item in items) > len(items)
        result += [replace(item, mark=None) for item in items] if is_spoken else items
    return tuple(result)


def may_be_said(item: str) -> bool:
    """Whether an item of a list is a sentence, or the end of one that began before the list: "We have: to find …"."""
    text = item.lstrip("0123456789.) ")
    return ends_sentence(item) or (text[:1].islower() and text.count(" ") >= _FEWEST_SPACES and "://" not in text)


def _common_colour(styled: Iterable[StyledLine]) -> str:
    """The colour of most characters; only another one stands out."""
    counts = Counter({"": 0})
    for line in styled:
        for run in line.runs:
            counts[run.colour] += len(run.text)
    return counts.most_common(1)[0][0]


def _single_spaced(runs: Sequence[Run]) -> Sequence[Run]:
    """The runs of a line with single spaces, none at its beginning."""
    if len(runs) == 1:
        run = runs[0]
        text = " ".join(run.text.split())
        return runs if text == run.text else (Run(text=text, stands_out=run.stands_out, colour=run.colour),)
    spaced: list[Run] = []
    at_space = True
    for run in runs:
        text = " ".join(f"x{run.text}x".split())[1:-1]  # between the two letters its outer spaces stay
        text = text.removeprefix(" ") if at_space else text
        if text:
            spaced.append(Run(text=text, stands_out=run.stands_out, colour=run.colour))
            at_space = text.endswith(" ")
    return spaced


def _tabbed(line: StyledLine) -> tuple[str, ...]:
    if not any("\t" in run.text for run in line.runs):
        return ()
    cells = line.text.strip().split("\t")
    return tuple(" ".join(cell.split()) for cell in cells) if len(cells) > 1 else ()


def _set_off(runs: Iterable[Run], skipped: int, common: str) -> int:
    """How many characters stand out at the beginning of the text that follows the ``skipped`` ones."""
    at = end = 0
    for run in runs:
        at += len(run.text)
        if at <= skipped or run.text == " ":
            continue
        if not run.stands_out and run.colour == common:
            break
        end = at if not run.text.endswith(" ") else at - 1
    return max(0, end - skipped)
