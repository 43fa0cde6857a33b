"""``align formats``: the caption formats that there are, and what they hold."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, TypedDict

import click

from aligner.cli.options import as_json

if TYPE_CHECKING:
    from subtitles.formats import SubtitleFormat

# Formats that are read as others are, whose names differ.
_READ_AS: Mapping[str, str] = MappingProxyType(
    {"ebu-tt-d": "ttml", "podcast-json": "json", "podcast-html": "html", "tsv": "csv"}
)


class _Row(TypedDict):
    name: str
    title: str
    suffix: str
    reads: bool
    writes: bool
    holds: list[str] | None  # None for what is not written


@click.command(short_help="The caption formats, and what each holds.")
@as_json
def formats(as_json: bool) -> None:
    """List the caption formats that are read and written, and what those that are written hold besides the text."""
    from aligner.cli.streams import write_json

    rows = list(_rows())
    if as_json:
        write_json({"schema": "formats/1", "formats": rows})
    else:
        click.echo("\n".join(_lines(rows)))


def _rows() -> Iterator[_Row]:
    from subtitles.formats import FORMATS
    from subtitles.reading.kinds import READERS

    read = {reader.name for reader in READERS}
    for form in FORMATS.values():
        reads = _READ_AS.get(form.name, form.name) in read
        yield _Row(name=form.name, title=form.title, suffix=form.suffix, reads=reads, writes=True, holds=_held(form))
    written = {*FORMATS, *_READ_AS.values()}
    for reader in READERS:
        if reader.name not in written:
            yield _Row(
                name=reader.name,
                title=reader.title,
                suffix=" ".join(reader.suffixes),
                reads=True,
                writes=False,
                holds=None,
            )


def _held(form: "SubtitleFormat") -> list[str]:
    """What it holds of a track, in the order of the features."""
    from subtitles.formats import Feature

    return [feature.value for feature in Feature if feature in form.holds]


def _lines(rows: list[_Row]) -> Iterator[str]:
    name_width = 2 + max(len(row["name"]) for row in rows)
    title_width = 2 + max(len(row["title"]) for row in rows)
    suffix_width = 2 + max(len(row["suffix"]) for row in rows)
    yield f"{'Name':<{name_width}}{'Title':<{title_width}}{'Suffix':<{suffix_width}}Read  Written  Does not hold"
    for row in rows:
        read, written = ("yes" if row[key] else "no" for key in ("reads", "writes"))
        start = f"{row['name']:<{name_width}}{row['title']:<{title_width}}{row['suffix']:<{suffix_width}}"
        yield f"{start}{read:<6}{written:<9}{_missing(row)}".rstrip()


def _missing(row: _Row) -> str:
    """What a format does not hold: of most that is less than what it does."""
    from subtitles.formats import Feature

    held = row["holds"]
    return "" if held is None else ", ".join(feature.value for feature in Feature if feature.value not in held)
