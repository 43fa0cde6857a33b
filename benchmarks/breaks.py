"""How the breaks of captions agree with those of people, and how often they tear a phrase or a sentence.

    python benchmarks/breaks.py FOLDER... [--style NAME] [--report FILE.md]

Every FOLDER holds a folder for each file, with ``captions.vtt`` (or ``.srt``) and ``meta.json`` (``language``). Words
are timed by interpolation in what remains of the cues when those less than 0.7 s apart are merged, so that their times
do not tell where people broke. F1 of cue breaks, of line breaks, of line breaks within cues that are the same, and of
place and type, pooled over the files of a language, come from the scorer, which is no part of the project.

- *after function word*: shares of cue breaks and of line breaks there, by the lists of the scorer;
- *torn*: share of all breaks that part what must not be parted (`Gap.BOUND`), by the project's own lists;
- *straddling*: share of cues that hold a sentence end and yet begin or end within a sentence;
- *unfinished*: share of cues that begin or end within a sentence although that sentence would fit a single cue.
"""

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

from captioned import Captioned, read_folders, runs, scorer
from tables import share, table, write_section

from subtitles.breaking.phrasing import Gap
from subtitles.breaking.runs import Block, Run
from subtitles.breaking.segment import segment
from subtitles.styles import Style, named_style

HEADINGS = (
    "language", "system", "cues", "lines", "lines in same cues", "place and type", "after function word: cue", "line",
    "torn", "straddling", "unfinished",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """Counts that need no reference: of breaks and of cues, and of those that tear."""

    breaks: int
    torn: int
    cues: int
    straddling: int
    unfinished: int


def quality(run: Run, blocks: Sequence[Block]) -> Quality:
    gaps = [juncture.gap for juncture in run.junctures]
    breaks = [at for block in blocks for at in block.line_starts if at > 0]
    return Quality(
        breaks=len(breaks),
        torn=sum(gaps[at] is Gap.BOUND for at in breaks),
        cues=len(blocks),
        straddling=sum(_straddles(gaps, block) for block in blocks),
        unfinished=sum(_is_unfinished(run, gaps, block) for block in blocks),
    )


def _is_within(gaps: Sequence[Gap], block: Block) -> bool:
    return gaps[block.start] is not Gap.SENTENCE or gaps[block.end] is not Gap.SENTENCE


def _straddles(gaps: Sequence[Gap], block: Block) -> bool:
    return _is_within(gaps, block) and Gap.SENTENCE in gaps[block.start + 1 : block.end]


def _is_unfinished(run: Run, gaps: Sequence[Gap], block: Block) -> bool:
    """Whether a sentence that this cue cuts would fit a cue of its own."""
    if not _is_within(gaps, block):
        return False
    first = next(at for at in range(block.start, -1, -1) if gaps[at] is Gap.SENTENCE)
    last = run.next_sentence_ends[block.end - 1]
    return any(run.cue_ends[start] >= end for start, end in ((first, run.next_sentence_ends[first]), (first, last)))


def pooled(parts: Iterable[Quality]) -> Mapping[str, float]:
    found = list(parts)
    breaks, cues = sum(part.breaks for part in found) or 1, sum(part.cues for part in found) or 1
    return {
        "torn": sum(part.torn for part in found) / breaks,
        "straddling": sum(part.straddling for part in found) / cues,
        "unfinished": sum(part.unfinished for part in found) / cues,
    }


def people(captioned: Captioned, style: Style) -> Iterator[tuple[Run, Sequence[Block]]]:
    """The cues as they are."""
    for first, run in runs(captioned, style):
        last = first + len(run.words)
        yield run, [_shifted(block, first) for block in captioned.blocks if first <= block.start and block.end <= last]


def _shifted(block: Block, by: int) -> Block:
    return Block(block.start - by, block.end - by, tuple(at - by for at in block.line_starts))


def project(captioned: Captioned, style: Style) -> Iterator[tuple[Run, Sequence[Block]]]:
    """The cues that the project makes of the words."""
    return ((run, segment(run)) for _, run in runs(captioned, style))


def rules(captioned: Captioned, style: Style) -> Iterator[tuple[Run, Sequence[Block]]]:
    """The scorer's own floor: greedy, with a few rules."""
    system: Callable[[list[dict[str, Any]]], list[dict[str, Any]]] = scorer().SYSTEMS["rules"]
    for _, run in runs(captioned, style):
        words = [{"text": word.text, "start_ms": word.span.start_ms, "end_ms": word.span.end_ms} for word in run.words]
        yield run, [*_blocks_of(system(words))]


def _blocks_of(cues: Iterable[Mapping[str, Any]]) -> Iterator[Block]:
    at = 0
    for cue in cues:
        sizes = [len(line.split()) for line in cue["lines"]]
        starts = [at + sum(sizes[:k]) for k in range(len(sizes))]
        at += sum(sizes)
        yield Block(starts[0], at, tuple(starts))


SYSTEMS = {"people": people, "rules": rules, "saidwhen": project}


def lines_of(run: Run, block: Block) -> list[str]:
    bounds = pairwise((*block.line_starts, block.end))
    return [" ".join(word.text for word in run.words[a:b]) for a, b in bounds]


def row(system: str, language: str, files: Sequence[Captioned], style: Style) -> Sequence[str]:
    tool = scorer()
    scores, qualities = [], []
    for captioned in files:
        found = list(SYSTEMS[system](captioned, style.for_language(language)))
        cues = [{"lines": lines_of(run, block)} for run, blocks in found for block in blocks]
        scores.append(tool.score(captioned.cues, cues, language))
        qualities += [quality(run, blocks) for run, blocks in found]
    return (f"{language} ({len(files)})", system, *figures(tool, scores), *map(share, pooled(qualities).values()))


def figures(tool: ModuleType, scores: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The cells of what the scorer found."""
    summary = tool.summarise(scores)
    yield from (share(summary[name]["f1"]) for name in ("eob", "eol", "eol_in_same_cues", "typed"))
    yield from (share(summary[f"bad_hyp_{name}"]) for name in ("eob", "eol"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--style", default="youtube")
    parser.add_argument("--report", type=Path)
    args = parser.parse_args()
    style = named_style(args.style)
    files = read_folders(args.folders)
    languages = sorted({captioned.language for captioned in files})
    rows = [
        row(system, language, [captioned for captioned in files if captioned.language == language], style)
        for language in languages
        for system in SYSTEMS
    ]
    write_section(args.report, "breaks", table(HEADINGS, rows))


if __name__ == "__main__":
    main()
