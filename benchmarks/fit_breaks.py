"""Learns what breaks cost from captions made by people, and writes ``subtitles/breaking/break_costs.toml``.

    python benchmarks/fit_breaks.py FOLDER... [--out FILE.toml] [--folds N]

Every FOLDER holds a folder for each file, with ``captions.vtt`` (or ``.srt``) and ``meta.json`` (``language``). The
model is log-linear: the costs are those under which what people did is likeliest among all that the style would allow,
with a Gaussian prior. Two parts are learned one after the other: the lines of a cue, given the cue (conditional logit:
McFadden 1974), and the cues of a whole run, given how well each would break into lines (a semi-Markov conditional
random field: Sarawagi and Cohen 2004). What it costs to strain a style, and how chances become decisions, is not
learned here. With ``--folds`` nothing is written: each file is segmented with costs that were learned without it, and
without any file whose name differs in the language only (``story-en``, ``story-es``), and scored.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
from breaks import HEADINGS, figures, lines_of
from captioned import Captioned, keepable_runs, read_folders, runs, scorer
from numpy.typing import NDArray
from tables import table

from subtitles.breaking.break_costs import TABLES, BreakCosts, break_costs
from subtitles.breaking.candidates import Candidates, CueSearch
from subtitles.breaking.pricing import EASE, Pricing
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
FULL_WORDS = 1600  # files of up to so many words count in full, longer ones as much as these


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
class LineChoices:
    """All ways to break the cues that people made into lines, of all runs: row by row what each has of every trait and
    shape, which cue it is of, whether people chose it, and how much that counts."""

    amounts: Floats
    cue: Ints
    chosen: NDArray[np.bool_]
    weights: Floats

    @classmethod
    def of(cls, examples: Sequence[Example], traits: Sequence[str]) -> "LineChoices":
        parts, count = [], 0
        for example in examples:
            parts.append(_lines_of_cues(example, traits, count))
            count += len(example.blocks)
        return cls(
            **{field.name: np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(cls)}
        )

    def loss(self, weights: Floats) -> tuple[float, Floats]:
        """The loss of costs with their signs turned round, and its gradient."""
        scores = self.amounts @ weights
        sums = np.log(np.bincount(self.cue, np.exp(scores)))[self.cue]
        wrong = (np.exp(scores - sums) - self.chosen) * self.weights
        value = ((sums - scores) * self.weights)[self.chosen].sum()
        return float(value + PRIOR / 2 * weights @ weights), self.amounts.T @ wrong + PRIOR * weights


def _lines_of_cues(example: Example, traits: Sequence[str], count: int) -> LineChoices:
    numbers = {(block.start, block.end): count + i for i, block in enumerate(example.blocks)}
    cues = CueSearch(example.run).candidates(0, len(example.run.words))
    cue = np.array([numbers.get(key, -1) for key in zip(cues.starts.tolist(), cues.ends.tolist(), strict=True)])
    held = cue >= 0
    cues = Candidates(cues.starts[held], cues.ends[held], cues.breaks[:, held])
    gaps = _matrix(example.run.traits, traits)
    parted = sum((gaps[starts] * (starts >= 0)[:, None] for starts in cues.breaks), np.zeros((len(cues), len(traits))))
    return LineChoices(
        amounts=np.column_stack([parted, *Shapes(example.run).of_lines(cues).values()]),
        cue=cue[held],
        chosen=_chosen(cues, example.blocks),
        weights=np.full(len(cues), example.weight),
    )


def _chosen(cues: Candidates, blocks: Sequence[Block]) -> NDArray[np.bool_]:
    keys = {(block.start, block.end, block.line_starts[1:]) for block in blocks}
    columns = zip(cues.starts.tolist(), cues.ends.tolist(), cues.breaks.T.tolist(), strict=True)
    chosen = np.array([(a, b, tuple(at for at in lines if at >= 0)) in keys for a, b, lines in columns])
    if chosen.sum() != len(blocks):
        raise ValueError("a cue of the captions is not among the candidates")
    return chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class CueChoices:
    """All cues that runs could be cut into, whatever their lines, ordered by where they start.

    ``shapes`` has a column for each learned cost, ``strain`` is what the house rules cost; people chose ``chosen``.
    The gaps of each run are counted on from those of the runs before it; there are ``gaps`` of them.
    """

    starts: Ints
    ends: Ints
    shapes: Floats
    strain: Floats
    chosen: NDArray[np.bool_]
    weights: Floats
    gaps: int

    @classmethod
    def of(cls, examples: Sequence[Example], costs: BreakCosts) -> "CueChoices":
        parts, gaps = [], 0
        for example in examples:
            parts.append(_cues_of_run(example, costs, gaps))
            gaps += len(example.run.words) + 1
        names = (field.name for field in fields(cls) if field.name != "gaps")
        return cls(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in names}, gaps=gaps)


def _cues_of_run(example: Example, costs: BreakCosts, gaps: int) -> CueChoices:
    cues = CueSearch(example.run).candidates(0, len(example.run.words))
    ease = cues.summed(-Pricing(example.run, costs).line_prices(cues))
    amounts = {**Shapes(example.run).of_cues(cues), EASE: ease}
    rows = np.unique(cues.starts * (len(example.run.words) + 1) + cues.ends, return_index=True)[1]
    starts, ends = cues.starts[rows], cues.ends[rows]
    keys = {(block.start, block.end) for block in example.blocks}
    chosen = np.array([key in keys for key in zip(starts.tolist(), ends.tolist(), strict=True)])
    strained = [costs.house[name] * amount for name, amount in amounts.items() if name in costs.house]
    return CueChoices(
        starts=starts + gaps,
        ends=ends + gaps,
        shapes=np.stack([amount for name, amount in amounts.items() if name not in costs.house], axis=1)[rows],
        strain=np.sum(strained, axis=0)[rows],
        chosen=chosen,
        weights=np.full(len(rows), example.weight),
        gaps=len(example.run.words) + 1,
    )


class CueModel:
    """The loss of costs on cues, and its gradient. The parameters are the costs with their signs turned round."""

    def __init__(self, cues: CueChoices, traits: Floats, sizes: Sequence[int]) -> None:
        self._cues = cues
        self._lasts = np.cumsum(sizes) - 1
        self._firsts = self._lasts - np.array(sizes) + 1
        self._run_of = np.searchsorted(self._lasts, cues.ends)
        self._at_end = traits.copy()
        self._at_end[self._lasts] = 0
        self._by_end = np.argsort(cues.ends, kind="stable")
        gaps = np.arange(cues.gaps + 1)
        self._from = np.searchsorted(cues.starts, gaps).tolist()
        self._to = np.searchsorted(cues.ends[self._by_end], gaps).tolist()
        self.size = traits.shape[1] + cues.shapes.shape[1]

    def scores(self, weights: Floats) -> Floats:
        cues, count = self._cues, self._at_end.shape[1]
        return cues.shapes @ weights[count:] + (self._at_end @ weights[:count])[cues.ends] - cues.strain

    def loss(self, weights: Floats) -> tuple[float, Floats]:
        cues, scores = self._cues, self.scores(weights)
        before, after = self._before(scores), self._after(scores)
        all_ways = before[self._lasts][self._run_of]
        chances = np.exp(before[cues.starts] + scores + after[cues.ends] - all_ways)
        wrong = (chances - cues.chosen) * cues.weights
        at_end = np.bincount(cues.ends, wrong, cues.gaps)
        slope = np.concatenate([self._at_end.T @ at_end, cues.shapes.T @ wrong])
        last = cues.chosen & np.isin(cues.ends, self._lasts)  # one cue of every run
        value = (cues.weights * all_ways)[last].sum() - (cues.weights * scores)[cues.chosen].sum()
        return float(value + PRIOR / 2 * weights @ weights), slope + PRIOR * weights

    def _before(self, scores: Floats) -> Floats:
        result = np.full(self._cues.gaps, -np.inf)
        result[self._firsts] = 0
        table = (self._cues.starts[self._by_end], scores[self._by_end])
        return _sums(range(self._cues.gaps), self._to, table, result)

    def _after(self, scores: Floats) -> Floats:
        result = np.full(self._cues.gaps, -np.inf)
        result[self._lasts] = 0
        return _sums(range(self._cues.gaps - 1, -1, -1), self._from, (self._cues.ends, scores), result)


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
    """The costs that these captions teach: of lines given the cue first, then of cues given how well they break."""
    examples = [example for captioned in files for example in examples_of(captioned)]
    gaps = [gap for example in examples for gap in example.run.traits]
    counts = Counter(name for gap in gaps for name in gap)
    traits = sorted(name for name, count in counts.items() if count >= RARE)
    run = examples[0].run
    first = CueSearch(run).candidates(0, 1)
    lines = LineChoices.of(examples, traits)
    found = minimised(lines.loss, np.zeros(lines.amounts.shape[1]))
    layout = _named([*Shapes(run).of_lines(first)], found[len(traits) :])
    costs = replace(break_costs(), line=_named(traits, found[: len(traits)]), layout=layout)
    cues = CueChoices.of(examples, costs)
    model = CueModel(cues, _matrix(gaps, traits), [len(example.run.words) + 1 for example in examples])
    shapes = [name for name in (*Shapes(run).of_cues(first), EASE) if name not in costs.house]
    found = minimised(model.loss, np.zeros(model.size))
    return replace(costs, cue=_named(traits, found[: len(traits)]), shape=_named(shapes, found[len(traits) :]))


def _named(names: Sequence[str], weights: Floats) -> Mapping[str, float]:
    return {name: round(-float(weight), 2) + 0.0 for name, weight in zip(names, weights, strict=True)}


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
    lines = ["# See break_costs.py. benchmarks/fit_breaks.py writes this; all but [house] and [risk] is learned."]
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
