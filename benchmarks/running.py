"""Runs systems on items, each as its own process, and scores what they wrote."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from process import Run, measured
from scoring import Score, score
from systems import Setup, System, Task
from truth import Item

import transcripts

MAX_REMARK = 140


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one system made of one item.

    ``run`` is ``None`` where it was not even tried; ``score`` also where it failed. ``remark`` says why.
    """

    item: str
    system: str
    run: Run | None
    score: Score | None
    remark: str | None = None


def attempt(item: Item, system: System, setup: Setup, timeout_s: float) -> Outcome:
    """Runs a system on an item. Whatever goes wrong in it becomes the outcome's remark."""
    program = system.find(setup)
    if program is None:
        return _not_run(item, system, "not installed")
    lines, language = spoken_text(item)
    if system.languages is not None and language.split("-")[0] not in system.languages:
        return _not_run(item, system, f"does not serve the language ({language})")
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        task = Task(
            audio=item.audio.resolve(),
            transcript=item.transcript.resolve(),
            lines=lines,
            language=language,
            folder=Path(folder),
        )
        run = measured(system.command(program, task, setup), timeout_s, system.variables)
        result, failure = _scored(item, system, task) if run.failure is None else (None, run.failure)
    remark = None if failure is None else f"failed: {_short(failure, task)}"
    return Outcome(item=item.name, system=system.name, run=run, score=result, remark=remark)


def _short(failure: str, task: Task) -> str:
    """A message without the folders of this run, cut where a table would burst."""
    for folder in (task.folder, task.audio.parent, task.transcript.parent):
        failure = failure.replace(f"{folder}/", "")
    return failure if len(failure) <= MAX_REMARK else failure[: MAX_REMARK - 1] + "…"


def _scored(item: Item, system: System, task: Task) -> tuple[Score | None, str | None]:
    try:
        return score(item.truth, system.read(task)), None
    except (OSError, ValueError, KeyError, TypeError) as error:
        return None, f"no result that can be read ({type(error).__name__}: {error})"


def spoken_text(item: Item) -> tuple[tuple[str, ...], str]:
    """The turns of the transcript as this project reads it, without labels, and its language."""
    read = transcripts.read(item.transcript)
    return tuple(turn.text for turn in read.turns), item.truth.language or read.language


def chosen(names: str | None, systems: dict[str, System]) -> Sequence[System]:
    """The systems with these names, separated by commas; all for ``None``, none for ``none``."""
    if names is None:
        return tuple(systems.values())
    wanted = [name.strip() for name in names.split(",") if name.strip() not in ("", "none")]
    unknown = [name for name in wanted if name not in systems]
    if unknown:
        raise SystemExit(f"no such peer: {', '.join(unknown)}; there are {', '.join(systems)}")
    return tuple(systems[name] for name in wanted)


def _not_run(item: Item, system: System, remark: str) -> Outcome:
    return Outcome(item=item.name, system=system.name, run=None, score=None, remark=remark)
