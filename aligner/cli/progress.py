"""Progress on a terminal: the stage, a bar and the time left. Anywhere else: silence."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from aligner.cli.options import Verbosity
from aligner.engines import Progress

_log = logging.getLogger(__name__)


@contextmanager
def progress_bar(verbosity: Verbosity) -> Iterator[Progress]:
    """A progress callback that draws on standard error while the block runs."""
    if verbosity == "quiet" or sys.stderr is None or not sys.stderr.isatty():
        yield _stages_to_log()
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Bars(*columns, console=console, transient=True, disable=console.is_dumb_terminal) as bars:
        tasks = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total or None)
            bars.update(tasks[stage], completed=done)

        yield show


def _stages_to_log() -> Progress:
    """Every stage once, for ``-v``."""
    seen = set()

    def tell(stage: str, done: int, total: int) -> None:
        del done, total
        if stage not in seen:
            seen.add(stage)
            _log.info("%s", stage)

    return tell
