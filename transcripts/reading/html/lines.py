"""Blocks to lines: the names and times that stand alone join the text they belong to."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile

from transcripts.reading.document import Line, Mark
from transcripts.reading.html.blocks import Block
from transcripts.reading.html.voices import bare, kinds_of_voices, name_in
from transcripts.reading.styled import Run, StyledLine, lines_of_styled, without_spoken_lists

_NUMBER = re.compile(r"\s*\d{1,4}[.)]\s*")  # of a question, before the name of who asks it
_MOST_ITEM_LINES = 2  # an item of more is a part of the page, as of an accordion


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marked:
    """A block on its way to a line."""

    block: Block
    mark: Mark | None = None
    label: str | None = None


def lines_of_blocks(blocks: Sequence[Block], furniture: Sequence[bool]) -> tuple[Line, ...]:
    """The lines; ``furniture`` says of each block whether it is none of the main text."""
    items = Counter(block.style.item for block in blocks if block.text)
    marked = [
        _Marked(block=block, mark=Mark.FURNITURE if is_bad or _is_header(block) else _mark(block, items))
        for block, is_bad in zip(blocks, furniture, strict=True)
    ]
    joined = list(_joined(marked))
    lines = lines_of_styled([_styled(one) for one in joined])
    placed = (_placed(line, one) for line, one in zip(lines, joined, strict=True))
    return without_spoken_lists(tuple(placed))


def _is_header(block: Block) -> bool:
    """Whether a row of a table only names its columns."""
    return bool(block.cells) and all(piece.style.is_header_cell for piece in block.pieces if piece.text.strip())


def _mark(block: Block, items: Counter[int]) -> Mark | None:
    if block.style.mark is Mark.LIST and items[block.style.item] > _MOST_ITEM_LINES:
        return None
    return block.style.mark


def _joined(marked: Sequence[_Marked]) -> Iterator[_Marked]:
    """The blocks, without those that only hold the name or the time of the text after them."""
    kinds = kinds_of_voices([one.block for one in marked if one.mark is not Mark.FURNITURE])
    name: _Marked | None = None
    time: Block | None = None
    for one in marked:
        block = one.block
        if one.mark is Mark.FURNITURE:
            yield one
        elif not block.text:
            yield from _alone(None, time)
            time = block
        elif block.style.voice in kinds and name_in(block) == block.text:
            yield from _alone(name, None)
            name = one
            time = block if block.start_ms is not None else time
        else:
            yield _with(_named(one, kinds), name, time)
            name, time = None, None
    yield from _alone(name, time)


def _alone(name: _Marked | None, time: Block | None) -> Iterator[_Marked]:
    """A name or a time that nothing follows."""
    if name is not None:
        yield _Marked(block=replace(name.block, pieces=()), label=bare(name.block.text))
    elif time is not None:
        yield _Marked(block=replace(time, pieces=()))


def _named(one: _Marked, kinds: frozenset[str]) -> _Marked:
    """A block with the name that it begins with. After a name with a colon the text tells by itself."""
    name = name_in(one.block)
    if (
        one.block.style.voice not in kinds
        or one.block.cells
        or name != bare(name)
        or ":" in one.block.text[: len(name) + 2]
    ):
        return one
    rest = dropwhile(
        lambda piece: piece.style.voice == one.block.style.voice or not piece.text.strip(), one.block.pieces
    )
    return replace(one, block=replace(one.block, pieces=tuple(rest)), label=name)


def _with(one: _Marked, name: _Marked | None, time: Block | None) -> _Marked:
    block = one.block
    if time is not None and block.start_ms is None:
        block = replace(block, start_ms=time.start_ms)
    if name is None:
        return one if block is one.block else replace(one, block=block)
    block = replace(block, gap=max(block.gap, name.block.gap))
    return replace(one, block=block, label=one.label or bare(name.block.text))


def _styled(one: _Marked) -> StyledLine:
    block = one.block
    text = "".join(piece.text for piece in block.pieces)
    is_numbered = len(block.pieces) > 1 and _NUMBER.fullmatch(block.pieces[0].text) is not None
    return StyledLine(
        number=block.number,
        runs=tuple(
            Run(
                text=piece.text,
                stands_out=piece.style.stands_out or (is_numbered and not at),
                colour=piece.style.colour,
            )
            for at, piece in enumerate(block.pieces)
        ),
        gap=block.gap,
        indent=len(text) - len(text.lstrip()) if block.style.is_kept else 0,
        mark=one.mark,
        cells=block.cells,
    )


def _placed(line: Line, one: _Marked) -> Line:
    if one.block.start_ms is None and one.label is None:
        return line
    start_ms = line.start_ms if one.block.start_ms is None else one.block.start_ms
    return replace(line, start_ms=start_ms, label=one.label)
