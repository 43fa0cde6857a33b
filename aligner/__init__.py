"""When it was said: audio, acoustics, pronunciation, search and the pipeline."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aligner.pipeline import ENGINE_NAMES, align

__all__ = ["ENGINE_NAMES", "align"]


def __getattr__(name: str) -> object:
    """Imports the pipeline when it is first asked for, so that ``align --help`` need not wait for numpy."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module("aligner.pipeline"), name)
