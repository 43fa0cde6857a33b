"""Outcomes as a JSON file, so that a long comparison can be interrupted and go on where it stopped."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from process import Run
from running import Outcome
from scoring import Errors, Score

_ERRORS = ("word_start", "word_end", "segment_start", "segment_end")


def save(outcomes: Sequence[Outcome], path: Path) -> None:
    """Writes outcomes, replacing the file."""
    path.write_text(json.dumps([asdict(outcome) for outcome in outcomes], indent=1) + "\n", encoding="utf-8")


def load(path: Path) -> list[Outcome]:
    """The outcomes in a file that `save` wrote; none if there is no file."""
    return [_outcome(value) for value in json.loads(path.read_text(encoding="utf-8"))] if path.exists() else []


def _outcome(value: Mapping[str, Any]) -> Outcome:
    run, score = value["run"], value["score"]
    return Outcome(
        item=value["item"],
        system=value["system"],
        run=Run(**run) if run else None,
        score=_score(score) if score else None,
        remark=value["remark"],
    )


def _score(value: Mapping[str, Any]) -> Score:
    values: dict[str, Any] = {
        name: Errors(values=tuple(part["values"])) if name in _ERRORS else part for name, part in value.items()
    }
    return Score(**values)
