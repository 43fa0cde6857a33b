"""Names of speakers in elements of their own: ``<cite>``, ``<dt>`` and elements of a class such as ``speaker``."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from transcripts.furniture import ends_sentence
from transcripts.reading.html.blocks import Block

_LONGEST_NAME = 80
_MOSTLY = 0.8
_LEAST_USES = 3
_COLONS = ":："


@dataclass(frozen=True, slots=True, kw_only=True)
class _Use:
    """A name in an element of a kind; ``alone`` on its line, and ``leads`` to a line that is none."""

    name: str
    alone: bool
    leads: bool


def name_in(block: Block) -> str:
    """What stands in the element of a speaker's name with which a block begins, as written; or an empty string."""
    kind = block.style.voice
    if not kind:
        return ""
    parts: list[str] = []
    for piece in block.pieces:
        if piece.text.strip() and piece.style.voice != kind:
            break
        parts.append(piece.text)
    return " ".join("".join(parts).split())


def kinds_of_voices(blocks: Sequence[Block]) -> frozenset[str]:
    """The kinds of elements that hold names of speakers throughout the page, and not a byline or a citation."""
    uses: dict[str, list[_Use]] = defaultdict(list)
    texts = [block for block in blocks if block.text]
    for block, after in zip(texts, (*texts[1:], None), strict=False):
        if name := name_in(block):
            alone = name == block.text
            leads = not alone or (after is not None and after.style.voice != block.style.voice)
            uses[block.style.voice].append(_Use(name=name, alone=alone, leads=leads))
    return frozenset(kind for kind, found in uses.items() if _are_names(kind, found))


def bare(name: str) -> str:
    """A name without its colon."""
    return name.rstrip(_COLONS + " ")


def _are_names(kind: str, uses: Sequence[_Use]) -> bool:
    named = [use for use in uses if use.leads and _is_name(use.name)]
    if len(uses) < 2 or len(named) < _MOSTLY * len(uses):
        return False
    if all(use.name.endswith(tuple(_COLONS)) for use in uses):
        return True
    returns = len({bare(use.name) for use in uses}) < len(uses)
    return returns and (kind.startswith("dt") or len(uses) >= _LEAST_USES)


def _is_name(text: str) -> bool:
    return 0 < len(bare(text)) <= _LONGEST_NAME and (not ends_sentence(text) or len(text) < 8)
