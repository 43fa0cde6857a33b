"""Markdown tables of outcomes, and the sections of a document that scripts write."""

import statistics
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from running import Outcome
from systems import OWN


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [f"| {' | '.join(headings)} |", f"|{'---|' * len(headings)}"]
    lines += [f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows]
    return "\n".join(lines)


def number(value: float | None, pattern: str = "{:.0f}") -> str:
    """A figure, empty where there is none."""
    return "" if value is None else pattern.format(value)


def share(value: float | None) -> str:
    return number(value, "{:.3f}")


def accuracy_table(outcomes: Sequence[Outcome]) -> str:
    """Errors of starts and ends, one row a system and item; a system that gave nothing says why."""
    headings = (
        "item", "system", "n", "median", "mean", "bias", "≤ 50", "≤ 100", "≤ 250", "worst",
        "end median", "end mean", "end ≤ 100",
    )  # fmt: skip
    return table(headings, (_accuracy_row(outcome) for outcome in outcomes))


def _accuracy_row(outcome: Outcome) -> Sequence[str]:
    if outcome.score is None:
        return (outcome.item, outcome.system, outcome.remark or "", *[""] * 10)
    start, end = outcome.score.start, outcome.score.end
    return (
        outcome.item,
        outcome.system,
        str(len(start.values)),
        number(start.median),
        number(start.mean),
        number(start.bias, "{:+.0f}"),
        *(share(start.within(limit)) for limit in (50, 100, 250)),
        number(start.worst),
        number(end.median),
        number(end.mean),
        share(end.within(100)),
    )


def mismatch_table(outcomes: Sequence[Outcome]) -> str:
    """What text and audio do not share, for the items whose truth holds any such thing."""
    headings = (
        "item", "system", "never-spoken words left out", "spoken words left out",
        "untranscribed recall", "untranscribed precision",
    )  # fmt: skip
    rows = [
        (
            o.item, o.system, share(o.score.unspoken_recall), share(o.score.untimed),
            share(o.score.untranscribed_recall), share(o.score.untranscribed_precision),
        )
        for o in outcomes
        if o.score and (o.score.unspoken_recall is not None or o.score.untranscribed_recall is not None)
    ]  # fmt: skip
    return table(headings, rows)


def cost_table(outcomes: Sequence[Outcome]) -> str:
    """Wall time, processor time and peak memory, also as multiples of this project's on the same item."""
    own = {o.item: o.run for o in outcomes if o.system == OWN.name and o.run}
    rows = []
    for outcome in outcomes:
        base = own.get(outcome.item)
        if outcome.run is None or outcome.score is None or base is None:
            continue
        run = outcome.run
        pairs = ((run.wall_s, base.wall_s), (run.cpu_s, base.cpu_s), (run.peak_mb, base.peak_mb))
        rows.append((outcome.item, outcome.system, *(cell for a, b in pairs for cell in (f"{a:.1f}", f"{a / b:.2f}"))))
    ratio = "× this project"
    return table(("item", "system", "wall s", ratio, "processor s", ratio, "peak MB", ratio), rows)


def summary_table(outcomes: Sequence[Outcome]) -> str:
    """One row a system: means over the items that it and this project both finished."""
    own = {o.item: o for o in outcomes if o.system == OWN.name and o.score}
    rows = []
    for name in dict.fromkeys(o.system for o in outcomes):
        pairs = [(o, own[o.item]) for o in outcomes if o.system == name and o.score and o.item in own]
        pairs = [(theirs, ours) for theirs, ours in pairs if theirs.score and theirs.score.start.values]
        if pairs:
            rows.append((name, str(len(pairs)), *(_pair(pairs, limit) for limit in (50, 100, 250))))
    return table(("system", "items", "≤ 50 (this project on these items)", "≤ 100", "≤ 250"), rows)


def _pair(pairs: Sequence[tuple[Outcome, Outcome]], limit_ms: int) -> str:
    means = [
        statistics.fmean(outcome.score.start.within(limit_ms) or 0 for outcome in side if outcome.score)
        for side in zip(*pairs, strict=True)
    ]
    return f"{means[0]:.3f} ({means[1]:.3f})"


def write_section(document: Path | None, name: str, body: str) -> None:
    """Puts a text between a document's ``<!-- name -->`` marks, or at its end; prints it without a document."""
    sys.stdout.write(body + "\n")
    if document is None:
        return
    opening, closing = f"<!-- {name}: written by a script -->", f"<!-- end of {name} -->"
    old = document.read_text(encoding="utf-8") if document.exists() else ""
    section = f"{opening}\n\n{body.strip()}\n\n{closing}"
    before, found, rest = old.partition(opening)
    if found and closing not in rest:
        raise SystemExit(f"{document}: {opening!r} is never closed")
    new = before + section + rest.partition(closing)[2] if found else f"{old.rstrip()}\n\n{section}\n".lstrip()
    document.write_text(new, encoding="utf-8")
