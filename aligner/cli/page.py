"""The options of the page that ``run`` and ``render`` share."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aligner.cli.options import Command

if TYPE_CHECKING:
    from transcripts.page import PageTemplate

_IS_ADDRESS = ("http://", "https://")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageChoices:
    """What the options say of the page. ``named`` are the options that were given, for messages."""

    template: "PageTemplate"
    embeds_audio: bool
    has_schema_org: bool
    audio_url: str | None
    named: tuple[str, ...]

    def require_page(self, outputs: Iterable[str]) -> None:
        """Raises `click.UsageError` where options of the page were given and no page is written."""
        if self.named and "html" not in outputs:
            raise click.UsageError(f"{self.named[0]} is for the page, which is not among the outputs; add -f html")


def page_options(command: Command) -> Command:
    """``--embed-audio``, ``--template``, ``--fragment`` and ``--schema-org``, for `chosen_page`."""
    options = (
        click.option("--embed-audio", is_flag=True, help="Put the audio into the page, which then is all one file."),
        click.option(
            "--template",
            metavar="FILE",
            type=click.Path(path_type=Path),
            help="Your own Jinja template of the page; docs/page.md tells what it is given.",
        ),
        click.option(
            "--fragment", is_flag=True, help="The page as a section to paste into a content management system."
        ),
        click.option(
            "--schema-org", is_flag=True, help="Add the episode and its transcript as data for search engines."
        ),
    )
    return reduce(lambda decorated, option: option(decorated), reversed(options), command)


def chosen_page(
    embed_audio: bool, template: Path | None, fragment: bool, schema_org: bool, audio_url: str | None
) -> PageChoices:
    """The choices of `page_options`. Raises `click.UsageError` for those that exclude each other, `TemplateError`."""
    from transcripts.page import FRAGMENT, PAGE, own_template

    given = {
        "--embed-audio": embed_audio,
        "--template": template,
        "--fragment": fragment,
        "--schema-org": schema_org,
        "--audio-url": audio_url,
    }
    if template and fragment:
        raise click.UsageError("--fragment is a template of its own; give it or --template")
    if embed_audio and audio_url:
        raise click.UsageError("what is embedded needs no address; give --embed-audio or --audio-url")
    if audio_url and not audio_url.startswith(_IS_ADDRESS):
        raise click.UsageError(f"--audio-url takes an address that begins with https:// or http://, not {audio_url!r}")
    return PageChoices(
        template=own_template(template) if template else FRAGMENT if fragment else PAGE,
        embeds_audio=embed_audio,
        has_schema_org=schema_org,
        audio_url=audio_url,
        named=tuple(option for option, value in given.items() if value),
    )
