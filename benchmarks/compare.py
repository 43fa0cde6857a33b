"""Scores this project and whichever peers are installed, side by side in one run, on recordings with truth.

    python benchmarks/compare.py FOLDER... [--peers echogarden,aeneas,...|none] [--report FILE.md]
        [--results FILE.json]

A FOLDER is an item or holds items (layout: truth.py). Each system runs as its own process, this project as the command
``align run``; on each item one system after the other, so that what else the machine does meets them alike. A peer is
looked for on PATH (echogarden) or in the interpreters that ``--peer-python`` names (the others). With ``--results`` the
outcomes are kept in a file after each item; what it holds already is reported with the rest and not run again.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import plots
import results
import tables
from running import Outcome, attempt, chosen
from systems import OWN, PEERS, Setup, System, default_setup
from truth import Item, items_in

DEFAULT_TIMEOUT_S = 900.0


def add_peer_options(parser: argparse.ArgumentParser, peers: str | None) -> None:
    """The options that say which peers take part and where they are."""
    parser.add_argument("--peers", default=peers, help=f"of {','.join(PEERS)}, or none; default: {peers or 'all'}")
    parser.add_argument("--peer-python", action="append", default=[], metavar="PYTHON", help="may be repeated")
    parser.add_argument("--whisper-model", metavar="NAME_OR_FOLDER", help="for the two that use Whisper: tiny.en")
    parser.add_argument("--timeout", type=float, default=DEFAULT_TIMEOUT_S, metavar="S", help="for one item")
    parser.add_argument(
        "--report", type=Path, metavar="FILE.md", help="rewrite this section of the file; plots go to img/"
    )


def outcomes_of(items: Sequence[Item], systems: Sequence[System], setup: Setup, timeout_s: float) -> list[Outcome]:
    """Every system on every item, item by item."""
    outcomes = []
    for item in items:
        for system in systems:
            outcome = attempt(item, system, setup, timeout_s)
            took = f"{outcome.run.wall_s:.1f} s" if outcome.run else "-"
            sys.stderr.write(f"{item.name}: {system.name}: {outcome.remark or took}\n")
            outcomes.append(outcome)
    return outcomes


def missing_peers(systems: Sequence[System], setup: Setup) -> str:
    """A line for every system that is not installed; empty if all are."""
    absent = [system for system in systems if system.find(setup) is None]
    return "\n".join(f"- *{system.name}* is not installed. To install it: `{system.install}`" for system in absent)


def section(outcomes: Sequence[Outcome], missing: str, picture: str | None) -> str:
    """The text of the report."""
    parts = [
        "Starts and ends, errors in ms (late is positive):",
        tables.accuracy_table(outcomes),
        picture and f"![Share of starts within x ms]({picture})",
        picture and "The plot is of the items that every system serves; an item on which it failed is all misses.",
        "Share of starts within 50, 100 and 250 ms, means over the items that a system finished; in parentheses this"
        " project on the same items:",
        tables.summary_table(outcomes),
        "What text and audio do not share:",
        tables.mismatch_table(outcomes),
        "Wall time, processor time and peak memory:",
        tables.cost_table(outcomes),
        missing,
    ]
    return "\n\n".join(part for part in parts if part)


def drawn(outcomes: Sequence[Outcome], report: Path | None) -> str | None:
    """Draws the error distribution beside the report; gives its path relative to it, ``None`` if there is none."""
    if report is None:
        return None
    try:
        plots.error_distribution(error_sizes(outcomes), report.parent / "img" / "errors.svg")
    except ImportError:
        sys.stderr.write("no plots: matplotlib is not installed\n")
        return None
    return "img/errors.svg"


def error_sizes(outcomes: Sequence[Outcome]) -> dict[str, tuple[int | None, ...]]:
    """Sizes of the errors of starts by system, over the items that every system was tried on.

    A system that failed on an item missed all of its starts (``None``).
    """
    systems = {o.system for o in outcomes}
    tried = {o.item: {other.system for other in outcomes if other.item == o.item and other.run} for o in outcomes}
    counts = {o.item: len(o.score.start.values) for o in outcomes if o.score and tried[o.item] == systems}
    sizes: dict[str, tuple[int | None, ...]] = {}
    for outcome in outcomes:
        if outcome.item in counts:
            missed = (None,) * counts[outcome.item]
            errors = outcome.score.start.values if outcome.score else missed
            own = tuple(None if error is None else abs(error) for error in errors)
            sizes[outcome.system] = (*sizes.get(outcome.system, ()), *own)
    return sizes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    add_peer_options(parser, None)
    parser.add_argument(
        "--results", type=Path, metavar="FILE.json", help="go on from the outcomes in it; keep them there"
    )
    given = parser.parse_args()
    setup = default_setup(given.peer_python, given.whisper_model)
    systems = (OWN, *chosen(given.peers, PEERS))
    missing = missing_peers(systems, setup)
    found = [system for system in systems if system.find(setup)]
    outcomes = results.load(given.results) if given.results else []
    for item in items_in(given.folders):
        done = {outcome.system for outcome in outcomes if outcome.item == item.name}
        outcomes += outcomes_of([item], [s for s in found if s.name not in done], setup, given.timeout)
        if given.results:
            results.save(outcomes, given.results)
    tables.write_section(given.report, "compare", section(outcomes, missing, drawn(outcomes, given.report)))


if __name__ == "__main__":
    main()
