"""``align check``: what is wrong with captions, told and, as far as no harm can come of it, put right."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aligner.cli.options import Verbosity, as_json, fps, language_tag, overwrite, reading, set_up_logging, verbosity

if TYPE_CHECKING:
    from fractions import Fraction


def _codes(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The names in lists with commas between them."""
    del context, parameter
    return tuple(code for value in values for code in value.replace(",", " ").split())


@click.command(short_help="What a style, the audio or the transcript says of captions.")
@click.argument("captions")
@click.option("--audio", type=click.Path(path_type=Path), help="Their audio, to check when each cue is heard.")
@click.option("-t", "--transcript", help="What was said, to check the words (a file, or - for standard input).")
@click.option(
    "--style",
    metavar="NAME|FILE",
    help="House style to keep to: its name (align styles lists them) or your own .toml file."
    " Default: that of align.toml, else youtube.",
)
@fps("Frame rate of the picture, on whose frames times are to lie: 25, 29.97, 24000/1001 …")
@click.option(
    "--language", callback=language_tag, help="Language of the captions (en, de, pt-BR …); else told from them."
)
@click.option(
    "--select",
    metavar="CODES",
    multiple=True,
    callback=_codes,
    help="Rules to ask, by code or family: timing,text-caps.",
)
@click.option("--ignore", metavar="CODES", multiple=True, callback=_codes, help="Rules not to ask.")
@click.option(
    "--report",
    "reports",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Write a report: FILE.html, FILE.csv or FILE.json; may be repeated.",
)
@click.option("--fix", is_flag=True, help="Make the repairs that cannot do harm; -o or --overwrite says where.")
@click.option("-o", "--output", help="File for the captions that --fix repaired, or - for standard output.")
@reading
@overwrite
@as_json
@verbosity
@click.pass_context
def check(
    context: click.Context,
    captions: str,
    audio: Path | None,
    transcript: str | None,
    style: str | None,
    fps: "Fraction | None",
    language: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    reports: tuple[Path, ...],
    fix: bool,
    output: str | None,
    speakers: Mapping[str, str],
    input_format: str | None,
    layout: str | None,
    overwrite: bool,
    as_json: bool,
    verbosity: Verbosity | None,
) -> None:
    """Check CAPTIONS (a caption file, or - for standard input) against a house style, their audio and a transcript.

    Ends with 0 where there is no error and no warning (notes alone are for a person to look at), with 1 where there is
    one, and with 2 where the check failed. Rules and style may stand in align.toml, or in [tool.align] of
    pyproject.toml, in the folder of CAPTIONS or one above.

    --speaker, --input-format and --layout are about the transcript.
    """
    from aligner.cli.checking import Plan, carry_out
    from subtitles.checking import configuration_for
    from subtitles.styles import DEFAULT_STYLE_NAME, style_of
    from transcripts.reading import Choices

    set_up_logging(verbosity or "normal")
    _require_sense(captions, transcript, output, fix, overwrite, as_json)
    settings = configuration_for(Path(captions))
    kept = style_of(style or settings.style or DEFAULT_STYLE_NAME)
    plan = Plan(
        captions=captions,
        audio=audio,
        transcript=transcript,
        choices=Choices(input_format=input_format, layout=layout, speakers=speakers),
        style=replace(kept, fps=fps or kept.fps),
        language=language,
        selection=settings.selection(select, ignore),
        reports=reports,
        fixed=(output or captions) if fix else None,
        overwrite=overwrite,
    )
    if carry_out(plan, "json" if as_json else verbosity or "normal"):
        context.exit(1)


def _require_sense(
    captions: str, transcript: str | None, output: str | None, fix: bool, overwrite: bool, as_json: bool
) -> None:
    """Refuse options that do not go together."""
    if captions == "-" and transcript == "-":
        raise click.UsageError("captions and transcript cannot both come from standard input; name one of them")
    if output is not None and not fix:
        raise click.UsageError("-o names a file for repaired captions, with --fix; --report writes a report")
    if fix and output is None and (captions == "-" or not overwrite):
        raise click.UsageError("--fix writes captions: name their file with -o, or replace CAPTIONS with --overwrite")
    if output == "-" and as_json:
        raise click.UsageError("standard output takes the captions or the document; name a file with -o")
