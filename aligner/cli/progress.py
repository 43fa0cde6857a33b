"""Progress on a terminal: the stage, a bar and the time left. Anywhere else: silence."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from aligner.cli.options import Verbosity
from aligner.engines import Progress


@contextmanager
def progress_bar(verbosity: Verbosity) -> Iterator[Progress]:
    """A progress callback that draws on standard error while the block runs."""
    if verbosity == "quiet" or not sys.stderr.isatty():
        yield _silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total or None)
            bars.update(tasks[stage], completed=done)

        yield show


def _silent(stage: str, done: int, total: int) -> None:
    """Nobody watches."""
