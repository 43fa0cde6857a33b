"""Captions made by people: their words with interpolated times, and where their makers broke them."""

import importlib.util
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

from subtitles.breaking.phrasing import Phrasing
from subtitles.breaking.runs import Block, PlacedWord, Run
from subtitles.styles import Style
from transcripts.model import Word
from transcripts.timing import TimeSpan

SCORER = Path(__file__).resolve().parents[2] / "shared" / "tools" / "score_breaks.py"
# Neither the small gaps nor the changes of rate between cues are to tell where a captioner broke.
_MERGED_MS = 700


@dataclass(frozen=True, slots=True, kw_only=True)
class Captioned:
    """A caption file: its words, and its cues as blocks of them. ``cues`` is what the scorer read."""

    name: str
    language: str
    words: tuple[PlacedWord, ...]
    blocks: tuple[Block, ...]
    cues: list[dict[str, Any]]


def scorer() -> ModuleType:
    """The tool that scores breaks, which is no part of the project. Ends the program where it is not there."""
    if not SCORER.exists():
        sys.exit(f"{SCORER} is not there: it is what breaks are scored with")
    spec = importlib.util.spec_from_file_location("score_breaks", SCORER)
    if spec is None or spec.loader is None:
        sys.exit(f"{SCORER} is not a module")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_folders(parents: Sequence[Path]) -> list[Captioned]:
    """Every ``*/captions.*`` with its ``meta.json`` (which tells the language) in these folders."""
    tool = scorer()
    metas = sorted(meta for parent in parents for meta in parent.glob("*/meta.json"))
    if not metas:
        sys.exit(f"no */meta.json beside captions in {', '.join(map(str, parents))}")
    return [_read(meta, tool) for meta in metas]


def _read(meta: Path, tool: ModuleType) -> Captioned:
    cues = tool.parse_captions(str(next(meta.parent.glob("captions.*"))))
    tokens = tool.to_tokens(cues)
    placed: list[PlacedWord] = []
    breaks: list[int] = []
    for (text, broken), timed in zip(tokens, tool.interpolate_words(cues, _MERGED_MS), strict=True):
        pieces = text.split()  # the scorer joins dashes that stand alone to a neighbour
        span = TimeSpan(timed["start_ms"], max(timed["end_ms"], timed["start_ms"]))
        placed.extend(PlacedWord(word=Word(text=piece), span=span) for piece in pieces)
        breaks.extend([0] * (len(pieces) - 1) + [broken])
    return Captioned(
        name=meta.parent.name,
        language=json.loads(meta.read_text(encoding="utf-8"))["language"],
        words=tuple(placed),
        blocks=tuple(_blocks(breaks)),
        cues=cues,
    )


def _blocks(breaks: Sequence[int]) -> Iterator[Block]:
    line_starts = [0]
    for end, broken in enumerate(breaks, 1):
        if broken == 2:
            yield Block(line_starts[0], end, tuple(line_starts))
            line_starts = [end]
        elif broken == 1:
            line_starts.append(end)


def runs(captioned: Captioned, style: Style) -> Iterator[tuple[int, Run]]:
    """The words between pauses that always end a cue, each with the index of its first word."""
    words = captioned.words
    pauses = (k for k, (a, b) in enumerate(pairwise(words), 1) if b.span.start_ms - a.span.end_ms > style.pause_ms)
    for start, end in pairwise((0, *pauses, len(words))):
        yield start, Run(words[start:end], Phrasing(captioned.language), style.for_language(captioned.language))


def keepable_runs(captioned: Captioned, style: Style) -> Iterator[tuple[Run, tuple[Block, ...]]]:
    """Runs of cues that keep to a style as they are, with these cues."""
    style = style.for_language(captioned.language)
    held: list[Block] = []
    for block in captioned.blocks:
        if not _is_keepable(captioned, block, style):
            yield from _run_of(captioned, held, style)
            held = []
            continue
        if held and _pause_ms(captioned, block.start) > style.pause_ms:
            yield from _run_of(captioned, held, style)
            held = []
        held.append(block)
    yield from _run_of(captioned, held, style)


def _pause_ms(captioned: Captioned, at: int) -> int:
    return captioned.words[at].span.start_ms - captioned.words[at - 1].span.end_ms


def _run_of(captioned: Captioned, blocks: Sequence[Block], style: Style) -> Iterator[tuple[Run, tuple[Block, ...]]]:
    if blocks:
        first = blocks[0].start
        run = Run(captioned.words[first : blocks[-1].end], Phrasing(captioned.language), style)
        yield (
            run,
            tuple(
                Block(block.start - first, block.end - first, tuple(at - first for at in block.line_starts))
                for block in blocks
            ),
        )


def _is_keepable(captioned: Captioned, block: Block, style: Style) -> bool:
    run = Run(captioned.words[block.start : block.end], Phrasing(captioned.language), style)
    starts = [at - block.start for at in block.line_starts]
    if run.cue_ends[0] < len(run.words) or len(starts) > style.max_lines:
        return False
    return all(run.line_chars(a, b) <= style.max_chars_per_line for a, b in pairwise((*starts, len(run.words)))) and (
        len(starts) == 1 or not run.fits(0, len(run.words)) or any(run.junctures[at].is_turn for at in starts[1:])
    )
