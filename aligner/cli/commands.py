"""The group of commands."""

from difflib import get_close_matches

import click

from aligner.cli.app import Failure
from aligner.cli.check import check
from aligner.cli.convert import convert
from aligner.cli.formats import formats
from aligner.cli.inspect import inspect
from aligner.cli.languages import languages
from aligner.cli.picture import picture
from aligner.cli.render import render
from aligner.cli.retime import retime
from aligner.cli.run import run
from aligner.cli.styles import styles
from transcripts.errors import ToolkitError


class _Commands(click.Group):
    """A group that suggests the nearest command for an unknown one, and hands on the library's errors as failures."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            near = get_close_matches(args[0], self.list_commands(ctx), n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"commands: {', '.join(self.list_commands(ctx))}"
            raise click.UsageError(f"there is no command {args[0]!r}; {hint}", ctx) from None

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except ToolkitError as error:
            raise Failure(type(error).__name__, str(error)) from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]}, no_args_is_help=False)
@click.version_option(package_name="saidwhen", message="align %(version)s")
def align() -> None:
    """Times a published transcript against its audio; writes captions and an accessible transcript.

    \b
    align run episode.mp3                    captions and a page from episode.mp3 and episode.txt
    align inspect episode.txt                what was understood of a transcript
    align render e.alignment.json -f srt     other files from a finished alignment
    align picture e.alignment.json -o e.svg  the episode as a timeline
    align check captions.srt                 what a house style, the audio or the transcript says of captions
    align retime captions.srt cut.mp4        captions that exist, at the times of the audio
    align convert captions.srt -f ttml       captions in another format
    """


align.add_command(run)
align.add_command(check)
align.add_command(retime)
align.add_command(inspect)
align.add_command(render)
align.add_command(picture)
align.add_command(languages)
align.add_command(styles)
align.add_command(convert)
align.add_command(formats)
