"""Running the `align` command in this process."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from aligner.cli import main


@dataclass(frozen=True, kw_only=True)
class Ended:
    """How a run of the command ended."""

    code: int
    out: str
    err: str


Align = Callable[..., Ended]


@contextmanager
def in_this_process(capsys: pytest.CaptureFixture[str]) -> Iterator[Align]:
    """A function that runs the command with its arguments; logging is put back afterwards as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level

    def run(*arguments: str | Path) -> Ended:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        told = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Ended(code=ended.value.code, out=told.out, err=told.err)

    yield run
    root.handlers[:] = handlers
    root.setLevel(level)
