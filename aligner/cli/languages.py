"""``align languages``: which languages can be timed by listening, and what is known of how well."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from aligner.cli.options import as_json

if TYPE_CHECKING:
    from aligner.languages import Language


@click.command(short_help="The languages that the acoustic engine speaks.")
@as_json
def languages(as_json: bool) -> None:
    """List the languages that the acoustic engine speaks, as --language takes them.

    Figures are the share of utterances whose start was timed within a quarter of a second.
    """
    from aligner.cli.streams import write_json
    from aligner.languages import known_languages

    known = known_languages()
    if as_json:
        write_json({"schema": "languages/1", "languages": [asdict(language) for language in known]})
    else:
        click.echo("\n".join(_lines(known)))


def _lines(known: Sequence["Language"]) -> Iterator[str]:
    tag_width = 2 + max(len(language.tag) for language in known)
    yield f"{'Tag':<{tag_width}}{'Language':<40}{'people':>8}{'synthetic':>11}  needs"
    for language in known:
        shares = "".join(
            f"{'' if share is None else f'{share:.0%}':>{width}}"
            for share, width in ((language.people_within_250, 8), (language.synthetic_within_250, 11))
        )
        extra = f"saidwhen[{language.extra}]" if language.extra else ""
        yield f"{language.tag:<{tag_width}}{language.name:<40}{shares}  {extra}".rstrip()
