"""The group of commands, and how a failure is told: one line on standard error (or one JSON document), exit code 2."""

import json
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from typing import NoReturn

import click

from aligner.cli.inspect import inspect
from aligner.cli.render import render
from aligner.cli.run import run
from transcripts.errors import ToolkitError


class _Commands(click.Group):
    """A group that suggests the nearest command for an unknown one."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            near = get_close_matches(args[0], self.list_commands(ctx), n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"commands: {', '.join(self.list_commands(ctx))}"
            raise click.UsageError(f"there is no command {args[0]!r}; {hint}", ctx) from None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]}, no_args_is_help=False)
@click.version_option(package_name="saidwhen", message="align %(version)s")
def align() -> None:
    """Times a published transcript against its audio; writes captions and an accessible transcript.

    \b
    align run episode.mp3              captions and a page from episode.mp3 and episode.txt
    align inspect episode.txt          what was understood of a transcript
    align render e.alignment.json -f srt   other files from a finished alignment
    """


align.add_command(run)
align.add_command(inspect)
align.add_command(render)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and exit: 0 done, 2 the run failed or was used wrongly."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = align.main(args=given or ["--help"], prog_name="align", standalone_mode=False)
    except (click.Abort, KeyboardInterrupt):
        _fail(given, "interrupted", "interrupted; files that were not finished were not written")
    except click.ClickException as error:
        _fail(given, "usage", _usage_message(error))
    except ToolkitError as error:
        _fail(given, type(error).__name__, str(error))
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone: nobody is left to tell
        sys.exit(2)
    except OSError as error:
        _fail(given, type(error).__name__, f"{error.filename or 'system'}: {error.strerror or error}")
    except MemoryError:
        _fail(given, "MemoryError", "not enough memory; close other programs or cut the audio into parts")
    sys.exit(code if isinstance(code, int) else 0)


def _usage_message(error: click.ClickException) -> str:
    message = " ".join(error.format_message().split())
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f"{message} ({context.command_path} --help tells more)" if context else message


def _fail(arguments: Sequence[str], kind: str, message: str) -> NoReturn:
    line = " ".join(message.split())
    if "--json" in arguments:
        click.echo(json.dumps({"error": {"kind": kind, "message": line}}, ensure_ascii=False))
    click.echo(f"error: {line}", err=True)
    sys.exit(2)
