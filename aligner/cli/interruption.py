"""Ctrl-C while libraries work that swallow it."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from aligner.engines import Progress


@contextmanager
def heeding_interruption(progress: Progress) -> Iterator[Progress]:
    """A progress callback that raises an interruption again which nobody has told of.

    PyAV's resampler takes a `KeyboardInterrupt` that is raised within it for the end of its output: about one in ten
    is lost that way, and a part of the audio with it.
    """
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler or not _in_main_thread():
        yield progress  # somebody else sees to it, or wants it ignored
        return
    interrupted = threading.Event()

    def note(number: int, frame: FrameType | None) -> None:
        interrupted.set()
        signal.default_int_handler(number, frame)

    def heed(stage: str, done: int, total: int) -> None:
        if interrupted.is_set():
            raise KeyboardInterrupt
        progress(stage, done, total)

    signal.signal(signal.SIGINT, note)
    try:
        yield heed
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if interrupted.is_set():
            raise KeyboardInterrupt  # also in place of what half an audio led to


def _in_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()
