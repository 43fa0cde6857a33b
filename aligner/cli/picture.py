"""``align picture``: an alignment as a timeline."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from aligner.cli.options import as_json, overwrite

if TYPE_CHECKING:
    from transcripts.model import TimedTranscript

_SUFFIXES = (".svg", ".png")


@click.command(short_help="A timeline of an alignment file, as SVG or PNG.")
@click.argument("alignment")
@click.option("-o", "--output", required=True, metavar="FILE", help="The .svg or .png file to write, or - for SVG.")
@click.option("--audio", metavar="FILE", help="The audio for the waveform; else looked for beside ALIGNMENT.")
@click.option("--width", default=1200, show_default=True, metavar="PX", help="Pixels; more of them show more detail.")
@overwrite
@as_json
def picture(alignment: str, output: str, audio: str | None, width: int, overwrite: bool, as_json: bool) -> None:
    """Draw ALIGNMENT (a .alignment.json file, or - for standard input) as a timeline.

    Who speaks when, how loud it is, sounds, speech without text, text that was not heard, and how sure the times are.
    The same is told in words inside the picture.
    """
    from aligner.cli.outputs import require_writable
    from aligner.cli.render import read_timed
    from aligner.cli.streams import write_data, write_json
    from transcripts.files import new_folders, write_files
    from transcripts.picture import render_picture

    _require_usable(output, width, as_json)
    path = Path(output)
    if output != "-":
        inputs = [Path(name) for name in (alignment, audio) if name not in (None, "-")]
        require_writable([path], inputs=inputs, overwrite=overwrite)
    timed = read_timed(alignment)
    beside = Path() if alignment == "-" else Path(alignment).parent
    svg = render_picture(timed, peaks=_peaks(timed, audio, beside, width), width=width)
    if output == "-":
        write_data(svg)
        return
    content = _png(svg) if path.suffix.casefold() == ".png" else svg
    with new_folders([path.parent]):
        write_files({path: content})
    if as_json:
        write_json({"schema": "picture/1", "file": output})
    else:
        click.echo(output)


def _require_usable(output: str, width: int, as_json: bool) -> None:
    from transcripts.picture import LEAST_WIDTH, MOST_WIDTH

    if output == "-" and as_json:
        raise click.UsageError("standard output takes the picture or --json; name a file with -o")
    if output != "-" and Path(output).suffix.casefold() not in _SUFFIXES:
        raise click.UsageError(f"-o {output!r} does not tell the kind of picture; name a .svg or a .png file")
    if not LEAST_WIDTH <= width <= MOST_WIDTH:
        raise click.UsageError(f"--width {width} is not between {LEAST_WIDTH} and {MOST_WIDTH} pixels")


def _png(svg: str) -> bytes:
    from transcripts.picture import letters_without_font, to_png

    content = to_png(svg)
    missing = letters_without_font(svg)
    if missing:
        advice = "install one (Noto Sans has most) or write an .svg file"
        click.echo(f"note: no font here has {missing}: boxes stand for these letters; {advice}", err=True)
    return content


def _peaks(timed: "TimedTranscript", audio: str | None, beside: Path, parts: int) -> tuple[float, ...]:
    """The waveform; without one where no audio is named and none that fits lies beside the alignment.

    Raises `AudioError` for a named file that is not the audio.
    """
    from aligner.audio import open_audio
    from aligner.waveform import waveform
    from transcripts.errors import AudioError

    if audio is not None:
        return waveform(open_audio(audio), timed.audio.duration_ms, parts)
    try:
        return waveform(open_audio(beside / timed.audio.file), timed.audio.duration_ms, parts)
    except (AudioError, OSError, ValueError) as error:  # also a name that no file can have
        click.echo(f"note: no waveform: {error}; --audio names the audio", err=True)
        return ()
