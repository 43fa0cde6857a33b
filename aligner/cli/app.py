"""Where the command begins and ends: exit codes, and how a failure is told.

One line on standard error (with ``--json`` one document on standard output as well), exit code 2, never a traceback.
"""

import io
import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn, TextIO

import click

from aligner.cli.streams import one_line


class Failure(click.ClickException):
    """A failure with a kind for programs and one line for people."""

    def __init__(self, kind: str, message: str) -> None:
        self.kind = kind
        super().__init__(message)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and exit: 0 done, 1 the check has findings, 2 the run failed or was used wrongly."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    code = 0
    try:
        _carry_out(given)
    except click.exceptions.Exit as end:
        code = end.exit_code
    except (click.Abort, KeyboardInterrupt):
        _fail(given, "interrupted", "interrupted; files that were not finished were not written")
    except Failure as error:
        _fail(given, error.kind, error.message)
    except click.ClickException as error:
        _fail(given, "usage", _usage_message(error))
    except BrokenPipeError:
        code = 2  # the reader of our output has gone: nobody is left to tell
        _discard_output()
    except OSError as error:
        where = error.filename or "standard output"
        _fail(given, type(error).__name__, f"{where}: {(error.strerror or str(error)).lower()}")
    except MemoryError:
        _fail(given, "MemoryError", "not enough memory; close other programs or cut the audio into parts")
    sys.exit(code)


def _carry_out(arguments: list[str]) -> None:
    for stream in (sys.stdout, sys.stderr):
        _tolerate(stream)
    # Imported here, so that an interruption while it loads is told like any other. Not `click.Command.main`: it ends
    # with 1 where the reader of the output has gone, and prints an empty line when interrupted.
    from aligner.cli.commands import align

    with align.make_context("align", arguments or ["--help"]) as context:
        align.invoke(context)


def _tolerate(stream: TextIO | None) -> None:
    """Characters that the terminal cannot show are written as escapes, instead of ending the run."""
    if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
        stream.reconfigure(errors="backslashreplace")


def _usage_message(error: click.ClickException) -> str:
    context = error.ctx if isinstance(error, click.UsageError) else None
    message = error.format_message()
    return f"{message} ({context.command_path} --help tells more)" if context else message


def _fail(arguments: Sequence[str], kind: str, message: str) -> NoReturn:
    line = one_line(message.strip())
    options = arguments[: arguments.index("--")] if "--" in arguments else arguments
    if "--json" in options:
        with suppress(OSError):
            click.echo(json.dumps({"error": {"kind": kind, "message": line}}))
    with suppress(OSError):
        click.echo(f"error: {line}", err=True)
    _discard_output()
    sys.exit(2)


def _discard_output() -> None:
    """What could not be written would be tried again, and complained about, when the interpreter ends."""
    try:
        sys.stdout.flush()
    except (AttributeError, OSError):  # no standard output at all, or one that is full or gone
        with suppress(AttributeError, OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
