"""``align styles``: the house styles that captions can keep to, and where their numbers come from."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields
from typing import TYPE_CHECKING

import click

from aligner.cli.options import as_json

if TYPE_CHECKING:
    from subtitles.styles import Source, Style

_HEADINGS = (
    *("Style", "Lines", "Chars/s", "Words/min", "Duration", "Gap"),
    *("Labels", "Sounds", "Two speakers", "Title"),
)
_LABELS = {"name": "Khan:", "capitals": "KHAN:", "chevrons": ">> KHAN:", "brackets": "[Khan]", "parentheses": "(Khan)"}
_SOUNDS = {"brackets": "[Door closes]", "parentheses": "(Door closes)", "capitals": "DOOR CLOSES"}
_TWO_SPEAKERS = {"apart": "apart", "dash": "-No.", "spaced-dash": "- No."}
_NO_ENTRIES = ("name", "title", "languages", "sources")


@click.command(short_help="The house styles of captions, and their sources.")
@click.argument("name", required=False)
@as_json
def styles(name: str | None, as_json: bool) -> None:
    """List the styles of captions, as --style takes them; or show NAME, with the source of each number.

    The first is the default. NAME may be a file of your own that ends in .toml.
    """
    from aligner.cli.streams import one_line, write_json
    from subtitles.styles import named_style, style_names, style_of

    shown = [style_of(name)] if name else [named_style(known) for known in style_names()]
    if as_json:
        write_json({"schema": "styles/1", "styles": [_document(style) for style in shown]})
    else:
        click.echo("\n".join(map(one_line, _sheet(shown[0]) if name else _table(shown))))


def _table(shown: Sequence["Style"]) -> Iterator[str]:
    rows = [_HEADINGS, *map(_cells, shown)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()


def _cells(style: "Style") -> tuple[str, ...]:
    labels = "never" if style.speaker_labels == "never" else f"{style.speaker_labels}, {_LABELS[style.label_form]}"
    return (
        style.name,
        f"{style.max_lines} x {style.max_chars_per_line}",
        _written(style.max_cps),
        _written(style.max_wpm),
        f"{_seconds(style.min_duration_ms)}-{_seconds(style.max_duration_ms)} s",
        f"{style.min_gap_ms} or {style.chain_gap_ms}+ ms",
        labels,
        _SOUNDS[style.sound_form],
        _TWO_SPEAKERS[style.two_speakers],
        style.title,
    )


def _sheet(style: "Style") -> Iterator[str]:
    yield f"{style.name}: {style.title}"
    entries = list(_entries(style))
    name_width, value_width = (max(len(row[at]) for row in entries) for at in (0, 1))
    for name, value in entries:
        page = _page(style.sources.get(name))
        yield f"  {name:<{name_width}}  {value:<{value_width}}  {page}".rstrip()
    yield "Sources"
    for page, url, date in sorted({(source.page, source.url, source.date) for source in style.sources.values()}):
        yield " ".join(filter(None, (f"  {page}", url, date and f"({date})")))


def _entries(style: "Style") -> Iterator[tuple[str, str]]:
    """The name and the value of each entry, those of languages last."""
    for field in fields(style):
        value = getattr(style, field.name)
        if field.name not in _NO_ENTRIES and (value is not None or field.name in style.sources):
            yield field.name, _written(value)
    for language, limits in style.languages.items():
        for field in fields(limits):
            value = getattr(limits, field.name)
            if value is not None:
                yield f"languages.{language}.{field.name}", _written(value)


def _page(source: "Source | None") -> str:
    if source is None:
        return ""
    return f"{source.page} ({source.note})" if source.note else source.page


def _document(style: "Style") -> dict[str, object]:
    return {field.name: getattr(style, field.name) for field in fields(style)} | {
        "fps": style.fps and str(style.fps),
        "languages": {language: asdict(limits) for language, limits in style.languages.items()},
        "sources": {entry: asdict(source) for entry, source in style.sources.items()},
    }


def _written(value: object) -> str:
    return "-" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _seconds(duration_ms: int) -> str:
    return f"{duration_ms / 1000:g}"
