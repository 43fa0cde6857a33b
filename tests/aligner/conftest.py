"""The example of this repository, decoded and aligned once a session."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import transcripts
from aligner import align
from aligner.audio import Samples, open_audio
from tests.aligner.command import Align, in_this_process
from transcripts import TimedTranscript

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """The example's audio file, what `align` made of it, and when everything really is."""

    audio: Path
    timed: TimedTranscript
    truth: dict[str, Any]
    stages: tuple[tuple[str, int, int], ...]  # what the progress was told


@pytest.fixture(scope="session")
def example() -> Example:
    audio = EXAMPLES / "last-foghorn.mp3"
    stages: list[tuple[str, int, int]] = []
    return Example(
        audio=audio,
        timed=align(
            audio,
            transcripts.read(EXAMPLES / "last-foghorn.txt"),
            progress=lambda stage, done, total: stages.append((stage, done, total)),
        ),
        truth=json.loads((EXAMPLES / "last-foghorn.truth.json").read_text(encoding="utf-8")),
        stages=tuple(stages),
    )


@pytest.fixture(scope="session")
def example_samples() -> Samples:
    """The example at 16 kHz."""
    return np.concatenate(list(open_audio(EXAMPLES / "last-foghorn.mp3").blocks()))


@pytest.fixture(name="align")
def align_in_a_folder(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Align]:
    """Runs the command in this process, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    with in_this_process(capsys) as run:
        yield run
