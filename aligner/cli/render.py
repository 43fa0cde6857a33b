"""``align render``: other files from an alignment, without aligning again."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aligner.cli.options import overwrite, speaker_labels

if TYPE_CHECKING:
    from subtitles.styles import SpeakerLabels


@click.command()
@click.argument("alignment", type=click.Path(path_type=Path))
@click.option(
    "-f", "--format", "formats", multiple=True, required=True, help="srt, vtt, html or json; may be repeated."
)
@click.option(
    "-o", "--output", default=None, help="Folder to write to, or - for standard output; else the alignment's."
)
@click.option(
    "--audio", type=click.Path(path_type=Path), help="Where the page finds the audio; else beside the alignment."
)
@speaker_labels
@overwrite
def render(
    alignment: Path,
    formats: tuple[str, ...],
    output: str | None,
    audio: Path | None,
    speaker_labels: "SpeakerLabels",
    overwrite: bool,
) -> None:
    """Write captions or the page from ALIGNMENT (a .alignment.json file)."""
    from aligner.cli.outputs import Request, chosen_outputs, href_between, output_paths, require_writable
    from subtitles import DEFAULT_STYLE
    from transcripts.alignment_file import read_alignment
    from transcripts.files import write_files

    outputs = chosen_outputs(formats)
    timed = read_alignment(alignment)
    style = replace(DEFAULT_STYLE, speaker_labels=speaker_labels)
    sound = audio or alignment.parent / timed.audio.file
    if output == "-":
        if len(outputs) > 1:
            raise click.UsageError("standard output takes one format; give one -f")
        request = Request(timed=timed, style=style, audio_href=href_between(Path("page.html"), sound))
        click.echo(outputs[0].render(request), nl=False)
        return
    folder = Path(output) if output else alignment.parent
    stem = alignment.name.removesuffix(".json").removesuffix(".alignment")
    paths = output_paths(folder, stem, outputs)
    require_writable(paths.values(), overwrite=overwrite)
    href = href_between(paths["html"], sound) if "html" in paths and (audio or sound.exists()) else None
    request = Request(timed=timed, style=style, audio_href=href)
    write_files({paths[form.name]: form.render(request) for form in outputs})
    for path in paths.values():
        click.echo(str(path))
