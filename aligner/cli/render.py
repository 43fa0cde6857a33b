"""``align render``: other files from an alignment, without aligning again."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from aligner.cli.options import as_json, chosen_style, overwrite, styling
from aligner.cli.page import chosen_page, page_options

if TYPE_CHECKING:
    from fractions import Fraction

    from subtitles.styles import SpeakerLabels
    from transcripts.model import TimedTranscript


@click.command(short_help="Captions and the page from an alignment file.")
@click.argument("alignment")
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    required=True,
    help="html, json or a caption format (align formats lists them); may be repeated.",
)
@click.option(
    "-o", "--output", default=None, help="Folder to write to, or - for standard output; else the alignment's."
)
@click.option("--audio", help="The audio for the page, a file or an http(s) address; else looked for beside ALIGNMENT.")
@page_options
@styling
@overwrite
@as_json
def render(
    alignment: str,
    formats: tuple[str, ...],
    output: str | None,
    audio: str | None,
    embed_audio: bool,
    template: Path | None,
    fragment: bool,
    schema_org: bool,
    style: str | None,
    speaker_labels: "SpeakerLabels | None",
    fps: "Fraction | None",
    overwrite: bool,
    as_json: bool,
) -> None:
    """Write captions or the page from ALIGNMENT (a .alignment.json file, or - for standard input)."""
    from aligner.cli.outputs import (
        Page,
        Request,
        chosen_outputs,
        made_page,
        output_folder,
        output_paths,
        require_writable,
        write_outputs,
    )
    from aligner.cli.streams import write_data, write_json

    look = chosen_style(style, speaker_labels, fps)
    outputs = chosen_outputs(formats)
    choices = chosen_page(embed_audio, template, fragment, schema_org, None)
    choices.require_page(output.name for output in outputs)
    to_stdout = output == "-"
    if to_stdout and (len(outputs) > 1 or as_json):
        raise click.UsageError("standard output takes one format, and no --json; give one -f")
    timed = read_timed(alignment)
    beside = Path() if alignment == "-" else Path(alignment).parent
    stem = Path(timed.audio.file).stem if alignment == "-" else Path(alignment).name
    folder = output_folder(output) if output and not to_stdout else beside
    paths = output_paths(folder, stem.removesuffix(".json").removesuffix(".alignment"), outputs)
    if not to_stdout:
        require_writable(paths.values(), inputs=[Path(alignment)], overwrite=overwrite)
    page = Page()
    if "html" in paths:
        page = made_page(choices, _audio(audio, beside / timed.audio.file), paths["html"])
    request = Request(timed=timed, style=look, page=page)
    if to_stdout:
        write_data(outputs[0].render(request))
        return
    write_outputs(request, paths)
    names = [str(path) for path in paths.values()]
    if as_json:
        write_json({"schema": "render/1", "files": names})
    else:
        click.echo("\n".join(names))


def read_timed(name: str) -> "TimedTranscript":
    """The alignment in a file, or on standard input for ``-``. Raises `TranscriptError`."""
    from aligner.cli.streams import read_input
    from transcripts.alignment_file import from_json, read_alignment
    from transcripts.errors import TranscriptError

    try:
        if name == "-":
            return from_json(read_input().decode("utf-8-sig", errors="replace"), "standard input")
        return read_alignment(Path(name))
    except TranscriptError as error:
        advice = "give an .alignment.json file that align run wrote"
        raise TranscriptError(error.source, error.line, f"{error.reason}; {advice}") from error


def _audio(named: str | None, beside: Path) -> Path | str | None:
    """The audio of the page: a file or an address. Raises `AudioError` for a named file that is not there."""
    from transcripts.errors import AudioError

    if named is None:
        if _is_file(beside):
            return beside
        click.echo(f"note: there is no {beside}, so the page has no player; --audio names the audio", err=True)
        return None
    if named.startswith(("http://", "https://")):
        return named
    if not _is_file(Path(named)):
        raise AudioError(named, "no such file; --audio takes a file or an http(s) address")
    return Path(named)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False
