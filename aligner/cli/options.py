"""Options that several commands share."""

import logging
from collections.abc import Callable
from typing import Literal, TypeVar

import click

Verbosity = Literal["quiet", "normal", "verbose"]
Command = TypeVar("Command", bound=Callable[..., object])


def verbosity(command: Command) -> Command:
    """``-q`` and ``-v``, handed on as ``verbosity``."""
    quiet = click.option("-q", "--quiet", "verbosity", flag_value="quiet", help="Print nothing but errors.")
    verbose = click.option("-v", "--verbose", "verbosity", flag_value="verbose", help="Tell more while working.")
    return quiet(verbose(command))


as_json = click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output, nothing else.")
overwrite = click.option("--overwrite", is_flag=True, help="Replace files that exist already.")
speaker_labels = click.option(
    "--speaker-labels",
    type=click.Choice(["changes", "always", "never"]),
    default="changes",
    show_default=True,
    help="Which captions begin with the speaker's name.",
)


def set_up_logging(level: Verbosity) -> None:
    """Warnings of the library go to standard error; everything does with ``-v``, nothing with ``-q``."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel({"quiet": logging.CRITICAL, "normal": logging.WARNING, "verbose": logging.INFO}[level])
