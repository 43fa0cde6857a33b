"""The ``align`` command: reads files, calls the library, writes files; the only place for exit codes and messages."""

from aligner.cli.app import main

__all__ = ["main"]
