"""When it was said: audio, acoustics, pronunciation, search and the pipeline."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aligner.pipeline import ENGINE_NAMES, align
    from aligner.user_lexicon import Lexicon, read_lexicon

__all__ = ["ENGINE_NAMES", "Lexicon", "align", "read_lexicon"]

_HOMES = {"ENGINE_NAMES": "pipeline", "Lexicon": "user_lexicon", "align": "pipeline", "read_lexicon": "user_lexicon"}


def __getattr__(name: str) -> object:
    """Imports a module when it is first asked for, so that ``align --help`` need not wait for numpy."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"aligner.{_HOMES[name]}"), name)
