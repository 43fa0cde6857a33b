"""Learns what breaks cost from captions made by people, and writes ``subtitles/breaking/break_costs.toml``.

    python benchmarks/fit_breaks.py FOLDER... [--out FILE.toml] [--folds N]

Every FOLDER holds a folder for each file, with ``captions.vtt`` (or ``.srt``) and ``meta.json`` (``language``). The
model is log-linear over whole segmentations (a semi-Markov conditional random field: Sarawagi and Cohen 2004): the
costs are those under which the people's own segmentations are likeliest among all that the style would allow, with a
Gaussian prior. What it costs to strain a style, and how chances become decisions, is not learned here. With ``--folds``
nothing is written: each file is segmented with costs that were learned without it, and without any file whose name
differs in the language only (``story-en``, ``story-es``), and scored.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from breaks import HEADINGS, figures, lines_of
from captioned import Captioned, keepable_runs, read_folders, runs, scorer
from numpy.typing import NDArray
from tables import table

from subtitles.breaking.break_costs import TABLES, BreakCosts, break_costs
from subtitles.breaking.candidates import Candidates, CueSearch
from subtitles.breaking.runs import Block, Run
from subtitles.breaking.segment import segment
from subtitles.breaking.shapes import Shapes
from subtitles.styles import named_style

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
OUT = Path(__file__).resolve().parents[1] / "subtitles" / "breaking" / "break_costs.toml"
PRIOR = 0.5  # the inverse variance of a cost
RARE = 12  # traits of fewer gaps than this have no cost
STEPS = 80
FULL_WORDS = 400  # files of up to so many words count in full, longer ones as much as these


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A run, how people cut it, and how much that counts."""

    run: Run
    blocks: tuple[Block, ...]
    weight: float


def examples_of(captioned: Captioned) -> list[Example]:
    """The runs of a file. Long files count no more than others, lest a few makers drown out the rest."""
    weight = min(1.0, FULL_WORDS / len(captioned.words))
    found = keepable_runs(captioned, named_style("youtube"))
    return [Example(run=run, blocks=blocks, weight=weight) for run, blocks in found]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The candidates of a run. ``line_starts`` are where second lines begin, -1 where there is none.

    ``shapes`` has a column for each learned cost, ``strain`` is what the house rules cost; people chose the candidates
    ``chosen``.
    """

    starts: Ints
    ends: Ints
    line_starts: Ints
    shapes: Floats
    strain: Floats
    chosen: NDArray[np.bool_]
    weights: Floats
    gaps: int


def part_of(example: Example, house: Mapping[str, float]) -> Part:
    cues = CueSearch(example.run).candidates(0, len(example.run.words))
    amounts = Shapes(example.run).of(cues)
    return Part(
        starts=cues.starts,
        ends=cues.ends,
        line_starts=cues.breaks[0] if len(cues.breaks) else np.full(len(cues), -1),
        shapes=np.stack([amount for name, amount in amounts.items() if name not in house], axis=1),
        strain=np.sum([house[name] * amount for name, amount in amounts.items() if name in house], axis=0),
        chosen=_chosen(cues, example.blocks),
        weights=np.full(len(cues), example.weight),
        gaps=len(example.run.words) + 1,
    )


def joined(parts: Sequence[Part]) -> Part:
    """All runs end to end: the gaps of each are counted on from those of the runs before it."""
    offsets = np.cumsum([0, *(part.gaps for part in parts)])
    shifted = [
        replace(
            part,
            starts=part.starts + offset,
            ends=part.ends + offset,
            line_starts=np.where(part.line_starts >= 0, part.line_starts + offset, -1),
        )
        for part, offset in zip(parts, offsets[:-1].tolist(), strict=True)
    ]
    columns = ("starts", "ends", "line_starts", "shapes", "strain", "chosen", "weights")
    return Part(
        **{name: np.concatenate([getattr(part, name) for part in shifted]) for name in columns}, gaps=int(offsets[-1])
    )


def _chosen(cues: Candidates, blocks: Sequence[Block]) -> NDArray[np.bool_]:
    keys = {(block.start, block.end, block.line_starts[1:]) for block in blocks}
    columns = zip(cues.starts.tolist(), cues.ends.tolist(), cues.breaks.T.tolist(), strict=True)
    chosen = np.array([(a, b, tuple(at for at in lines if at >= 0)) in keys for a, b, lines in columns])
    if chosen.sum() != len(blocks):
        raise ValueError("a cue of the captions is not among the candidates")
    return chosen


class Model:
    """The loss of costs on examples, and its gradient. The parameters are the costs with their signs turned round."""

    def __init__(self, part: Part, traits: Floats, sizes: Sequence[int]) -> None:
        self._part, self._traits = part, traits
        self._lasts = np.cumsum(sizes) - 1
        self._firsts = self._lasts - np.array(sizes) + 1
        self._run_of = np.searchsorted(self._lasts, part.ends)
        self._at_end = traits.copy()
        self._at_end[self._lasts] = 0
        self._has_line = part.line_starts >= 0
        self._by_end = np.argsort(part.ends, kind="stable")
        gaps = np.arange(part.gaps + 1)
        self._from = np.searchsorted(part.starts, gaps).tolist()
        self._to = np.searchsorted(part.ends[self._by_end], gaps).tolist()
        self.size = 2 * traits.shape[1] + part.shapes.shape[1]

    def scores(self, weights: Floats) -> Floats:
        part, count = self._part, self._traits.shape[1]
        cue, line = self._at_end @ weights[:count], self._traits @ weights[count : 2 * count]
        at_lines = np.where(self._has_line, line[part.line_starts], 0)
        return part.shapes @ weights[2 * count :] + cue[part.ends] + at_lines - part.strain

    def loss(self, weights: Floats) -> tuple[float, Floats]:
        part, scores = self._part, self.scores(weights)
        before, after = self._before(scores), self._after(scores)
        all_ways = before[self._lasts][self._run_of]
        chances = np.exp(before[part.starts] + scores + after[part.ends] - all_ways)
        wrong = (chances - part.chosen) * part.weights
        cue = np.bincount(part.ends, wrong, part.gaps)
        line = np.bincount(part.line_starts[self._has_line], wrong[self._has_line], part.gaps)
        slope = np.concatenate([self._at_end.T @ cue, self._traits.T @ line, part.shapes.T @ wrong])
        last = part.chosen & np.isin(part.ends, self._lasts)  # one candidate of every run
        value = (part.weights * all_ways)[last].sum() - (part.weights * scores)[part.chosen].sum()
        return float(value + PRIOR / 2 * weights @ weights), slope + PRIOR * weights

    def _before(self, scores: Floats) -> Floats:
        result = np.full(self._part.gaps, -np.inf)
        result[self._firsts] = 0
        table = (self._part.starts[self._by_end], scores[self._by_end])
        return _sums(range(self._part.gaps), self._to, table, result)

    def _after(self, scores: Floats) -> Floats:
        result = np.full(self._part.gaps, -np.inf)
        result[self._lasts] = 0
        return _sums(range(self._part.gaps - 1, -1, -1), self._from, (self._part.ends, scores), result)


def _sums(gaps: range, bounds: Sequence[int], table: tuple[Ints, Floats], result: Floats) -> Floats:
    """Log of the summed weights of all ways to each gap."""
    others, scores = table
    for gap in gaps:
        a, b = bounds[gap], bounds[gap + 1]
        if a < b:
            totals = result[others[a:b]] + scores[a:b]
            most = totals.max()
            result[gap] = most + np.log(np.exp(totals - most).sum())
    return result


def minimised(loss: Callable[[Floats], tuple[float, Floats]], at: Floats, steps: int = STEPS) -> Floats:
    """Where a convex function is least: L-BFGS (Nocedal 1980) with halving steps."""
    value, slope = loss(at)
    memory: list[tuple[Floats, Floats]] = []
    for _ in range(steps):
        direction = -_newton(slope, memory[-8:])
        step = 1.0
        while True:
            there = at + step * direction
            new_value, new_slope = loss(there)
            if new_value <= value + 1e-4 * step * (slope @ direction) or step < 1e-6:
                break
            step /= 2
        if (there - at) @ (new_slope - slope) > 1e-10:
            memory.append((there - at, new_slope - slope))
        gained = value - new_value
        at, value, slope = there, new_value, new_slope
        if gained < 2e-5 * abs(value):
            break
    return at


def _newton(slope: Floats, memory: Sequence[tuple[Floats, Floats]]) -> Floats:
    if not memory:
        return slope / max(1.0, float(np.linalg.norm(slope)))
    shares = []
    for step, change in reversed(memory):
        share = (step @ slope) / (step @ change)
        shares.append(share)
        slope = slope - share * change
    step, change = memory[-1]
    slope = slope * (step @ change) / (change @ change)
    for (step, change), share in zip(memory, reversed(shares), strict=True):
        slope = slope + step * (share - (change @ slope) / (step @ change))
    return slope


def fit(files: Sequence[Captioned]) -> BreakCosts:
    """The costs that these captions teach."""
    shipped = break_costs()
    examples = [example for captioned in files for example in examples_of(captioned)]
    gaps = [gap for example in examples for gap in example.run.traits]
    counts = Counter(name for gap in gaps for name in gap)
    traits = sorted(name for name, count in counts.items() if count >= RARE)
    parts = [part_of(example, shipped.house) for example in examples]
    model = Model(joined(parts), _matrix(gaps, traits), [part.gaps for part in parts])
    costs = [round(-float(weight), 2) + 0.0 for weight in minimised(model.loss, np.zeros(model.size))]
    size = len(traits)
    return replace(
        shipped,
        cue=dict(zip(traits, costs[:size], strict=True)),
        line=dict(zip(traits, costs[size : 2 * size], strict=True)),
        shape=dict(zip(_learned_shapes(examples[0].run, shipped.house), costs[2 * size :], strict=True)),
    )


def _learned_shapes(run: Run, house: Mapping[str, float]) -> list[str]:
    return [name for name in Shapes(run).of(CueSearch(run).candidates(0, 1)) if name not in house]


def _matrix(gaps: Sequence[Mapping[str, float]], names: Sequence[str]) -> Floats:
    columns = {name: i for i, name in enumerate(names)}
    matrix = np.zeros((len(gaps), len(names)))
    for row, gap in enumerate(gaps):
        for name, amount in gap.items():
            if name in columns:
                matrix[row, columns[name]] = amount
    return matrix


def written(costs: BreakCosts) -> str:
    """The costs as TOML."""
    lines = [
        "# See subtitles/break_costs.py. benchmarks/fit_breaks.py writes this; all but [house] and [risk] is learned."
    ]
    for name in TABLES:
        lines += ["", f"[{name}]"]
        lines += [f'"{key}" = {value}' for key, value in getattr(costs, name).items()]
    return "\n".join(lines) + "\n"


def cross_validated(files: Sequence[Captioned], folds: int) -> str:
    """A table of how breaks agree with those of people in files that were not learned from."""
    tool, style = scorer(), named_style("youtube")
    works = sorted({_work(captioned) for captioned in files})
    scores: dict[str, list[Mapping[str, Any]]] = {}
    for fold in range(folds):
        held_out = set(works[fold::folds])
        costs = fit([captioned for captioned in files if _work(captioned) not in held_out])
        for captioned in files:
            if _work(captioned) in held_out:
                found = [(run, segment(run, costs)) for _, run in runs(captioned, style)]
                cues = [{"lines": lines_of(run, block)} for run, blocks in found for block in blocks]
                language = captioned.language
                scores.setdefault(language, []).append(tool.score(captioned.cues, cues, language))
    rows = [(f"{language} ({len(found)})", *figures(tool, found)) for language, found in sorted(scores.items())]
    return table((HEADINGS[0], *HEADINGS[2:8]), rows)


def _work(captioned: Captioned) -> str:
    return captioned.name.rpartition("-")[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--folds", type=int)
    args = parser.parse_args()
    files = read_folders(args.folders)
    if args.folds:
        sys.stdout.write(f"{cross_validated(files, args.folds)}\n")
        return
    args.out.write_text(written(fit(files)), encoding="utf-8")
    sys.stdout.write(f"{args.out}\n")


if __name__ == "__main__":
    main()
