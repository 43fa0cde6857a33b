"""``align convert``: caption files from one format into others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aligner.cli.options import as_json, one_of, overwrite

if TYPE_CHECKING:
    from subtitles import CaptionFile
    from subtitles.converting import Converted
    from subtitles.styles import SpeakerLabels
    from transcripts.reading.captions.cue import Repair

_MOST_TOLD = 5  # repairs of a kind
_STDIN_STEM = "captions"
_LABELS = ("changes", "always", "never")


@click.command(short_help="Captions in another format.")
@click.argument("captions")
@click.option(
    "-f", "--format", "formats", multiple=True, required=True, help="A format (align formats lists them); may repeat."
)
@click.option(
    "-o", "--output", default=None, help="Folder to write to, or - for standard output; else that of CAPTIONS."
)
@click.option(
    "--speaker-labels",
    metavar=f"[{'|'.join(_LABELS)}]",
    callback=one_of("choice of speaker labels", _LABELS),
    default="changes",
    show_default=True,
    help="Which cues begin with the speaker's name, in formats that have no place for it.",
)
@click.option(
    "--speakers-from-text",
    is_flag=True,
    help="Take names before the text (KHAN: …, [Khan] …) for the speakers, and out of the text.",
)
@overwrite
@as_json
def convert(
    captions: str,
    formats: tuple[str, ...],
    output: str | None,
    speaker_labels: "SpeakerLabels",
    speakers_from_text: bool,
    overwrite: bool,
    as_json: bool,
) -> None:
    """Convert CAPTIONS (a caption file, or - for standard input) into other formats.

    What had to be repaired, and what a format cannot hold, is told on standard error. Where a format has no place for
    speakers, their names are written before the text.
    """
    from aligner.cli.outputs import require_writable
    from aligner.cli.streams import write_data, write_json
    from subtitles.converting import convert
    from transcripts.files import new_folders, write_files

    if not captions:
        raise click.UsageError("the name of CAPTIONS is empty; give a file, or - for standard input")
    names = tuple(dict.fromkeys(formats))
    to_stdout = output == "-" or (output is None and captions == "-")
    if to_stdout and (len(names) > 1 or as_json):
        raise click.UsageError("standard output takes one format, and no --json; give one -f, or a folder with -o")
    paths = {} if to_stdout else _paths(captions, names, output)
    require_writable(paths.values(), inputs=[Path(captions)], overwrite=overwrite)
    read = _with_text_speakers(_read(captions)) if speakers_from_text else _read(captions)
    converted = [convert(read.track, name, speaker_labels) for name in names]
    if not as_json:
        _tell(read, converted)
    if to_stdout:
        write_data(converted[0].text)
        return
    texts = {paths[one.format]: one.text for one in converted}
    with new_folders(path.parent for path in texts):
        write_files(texts)
    if as_json:
        write_json(_document(read, converted, paths))
    else:
        click.echo("\n".join(str(path) for path in texts))


def _paths(captions: str, names: Sequence[str], output: str | None) -> dict[str, Path]:
    """Where each format goes. Raises `UnknownNameError` for a format that does not exist."""
    from aligner.cli.outputs import output_folder
    from subtitles.formats import FORMATS
    from transcripts.errors import UnknownNameError

    for name in names:
        if name not in FORMATS:
            alike = tuple(known for known in FORMATS if known.endswith(f"-{name.casefold()}"))  # html: podcast-html
            raise UnknownNameError("caption format", name, alike or tuple(FORMATS))
    folder = output_folder(output) if output else Path(captions).parent
    stem = _STDIN_STEM if captions == "-" else _stem(Path(captions).name)
    return {name: folder / f"{stem}{FORMATS[name].suffix}" for name in names}


def _stem(name: str) -> str:
    """A file's name without its suffix, one of two parts (``.podcast.json``) included."""
    from subtitles.formats import FORMATS

    suffixes = [form.suffix for form in FORMATS.values() if name.casefold().endswith(form.suffix)]
    return name[: -len(max(suffixes, key=len))] if suffixes else Path(name).stem


def _read(captions: str) -> "CaptionFile":
    """The track in a file, or on standard input for ``-``. Raises `TranscriptError`."""
    from aligner.cli.streams import read_input
    from subtitles.reading import read, read_bytes
    from transcripts.errors import TranscriptError
    from transcripts.reading.opening import MOST_BYTES

    try:
        return read_bytes(read_input(MOST_BYTES + 1), "standard input") if captions == "-" else read(captions)
    except TranscriptError as error:
        if captions.endswith(".json"):
            advice = "captions from an alignment are written by align render"
            raise TranscriptError(error.source, error.line, f"{error.reason}; {advice}") from error
        raise


def _with_text_speakers(read: "CaptionFile") -> "CaptionFile":
    """The captions with those who speak as the text names them, and without the names in the text."""
    from subtitles.text_speakers import speakers_in_text

    found = speakers_in_text(read.track)
    if not found.speakers:
        click.echo(f"note: no names of speakers were found in the text of {read.source}", err=True)
    return replace(read, track=found.unlabelled_track())


def _tell(read: "CaptionFile", converted: Sequence["Converted"]) -> None:
    """Repairs and losses, on standard error; of a kind of repair the first ones and the number of others."""
    from aligner.cli.streams import one_line

    for repair in _told(read.repairs):
        click.echo(one_line(f"note: {read.source}{repair}"), err=True)
    for one in converted:
        for loss in one.losses:
            click.echo(one_line(f"note: {one.format}: {loss}"), err=True)


def _told(repairs: "Sequence[Repair]") -> Iterator[str]:
    from transcripts.reading.captions.lines import summary

    for code in dict.fromkeys(repair.code for repair in repairs):
        lines = list(summary(repair for repair in repairs if repair.code == code))
        yield from (f", {line}" for line in lines[:_MOST_TOLD])
        if len(lines) > _MOST_TOLD:
            last = max(repair.line for repair in repairs if repair.code == code)
            yield f": {len(lines) - _MOST_TOLD} more notes like this one, to line {last}; --json lists them"


def _document(read: "CaptionFile", converted: Sequence["Converted"], paths: Mapping[str, Path]) -> dict[str, object]:
    return {
        "schema": "convert/1",
        "source": read.source,
        "format": read.format,
        "cues": len(read.track.cues),
        "repairs": [asdict(repair) for repair in read.repairs],
        "files": [
            {"path": str(paths[one.format]), "format": one.format, "losses": [asdict(loss) for loss in one.losses]}
            for one in converted
        ],
    }
