"""Plots as SVG files. They need matplotlib (the ``benchmarks`` extra)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

OWN_WIDTH = 2.2
MAX_ERROR_MS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One line of a plot."""

    name: str
    xs: tuple[float, ...]
    ys: tuple[float, ...]


def error_distribution(sizes: Mapping[str, Sequence[int | None]], path: Path) -> None:
    """The share of starts within x ms, one line a system; ``None`` is a miss."""
    figure, axes = _figure(1)
    for index, (name, values) in enumerate(sizes.items()):
        known = sorted(value for value in values if value is not None)
        if values:
            shares = [rank / len(values) for rank in range(len(known) + 1)]
            end = max(MAX_ERROR_MS, *known, 0)
            axes[0].step(
                [0, *known, end],
                [*shares, shares[-1]],
                where="post",
                label=name,
                linewidth=OWN_WIDTH if not index else 1,
            )
    axes[0].set(
        xlim=(0, MAX_ERROR_MS), ylim=(0, 1.01), xlabel="error of the start, ms", ylabel="share of starts within"
    )
    _finish(figure, axes, path)


def against_length(wall: Sequence[Series], memory: Sequence[Series], path: Path) -> None:
    """Wall time and peak memory against minutes of audio."""
    figure, axes = _figure(2)
    for axis, lines, label in zip(axes, (wall, memory), ("wall time, s", "peak memory, MB"), strict=True):
        for index, line in enumerate(lines):
            axis.plot(line.xs, line.ys, marker="o", label=line.name, linewidth=OWN_WIDTH if not index else 1)
        axis.set(xlabel="audio, minutes", ylabel=label, xscale="log", yscale="log")
        axis.set_xticks(sorted({round(x) for line in lines for x in line.xs}))
        for ticks in (axis.xaxis, axis.yaxis):
            ticks.set_major_formatter("{x:.0f}")
            ticks.set_minor_formatter("" if ticks is axis.xaxis else "{x:.0f}")
    _finish(figure, axes, path)


def reliability(curve: Series, counts: Sequence[int], path: Path) -> None:
    """The share of words that are right against the confidence they were given, with how many there were."""
    figure, axes = _figure(1)
    axes[0].plot([0, 1], [0, 1], linestyle=":", color="grey", label="perfectly calibrated")
    axes[0].plot(curve.xs, curve.ys, marker="o", label=curve.name, linewidth=OWN_WIDTH)
    for x, y, count in zip(curve.xs, curve.ys, counts, strict=True):
        axes[0].annotate(str(count), (x, y), textcoords="offset points", xytext=(4, -12), fontsize=8)
    axes[0].set(xlim=(0, 1.03), ylim=(0, 1.03), xlabel="confidence", ylabel="share of words that are right")
    _finish(figure, axes, path)


def _figure(count: int) -> tuple["Figure", Sequence[Any]]:
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "benchmarks"  # the same data give the same file
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(1, count, figsize=(6.5 * count, 4.2), squeeze=False, layout="constrained")
    return figure, axes[0]


def _finish(figure: "Figure", axes: Sequence[Any], path: Path) -> None:
    for axis in axes:
        axis.grid(visible=True, alpha=0.3)
        axis.legend(loc="best")
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, metadata={"Date": None})
