"""``align run``: the main job."""

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aligner.cli.options import (
    Verbosity,
    as_json,
    chosen_style,
    language_tag,
    lexicon,
    one_of,
    overwrite,
    reading,
    set_up_logging,
    styling,
    verbosity,
)
from aligner.cli.page import chosen_page, page_options

if TYPE_CHECKING:
    from fractions import Fraction

    from subtitles.styles import SpeakerLabels

_ENGINES = ("auto", "acoustic", "pauses", "duration")
_log = logging.getLogger(__name__)


@click.command(short_help="Time a transcript: captions, a page, an alignment file.")
@click.argument("audio", type=click.Path(path_type=Path))
@click.option("-t", "--transcript", help="The transcript (- for standard input); else the one beside the audio.")
@click.option("-o", "--output", "folder", type=click.Path(path_type=Path), help="Folder to write to; else the audio's.")
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    help="html, json or a caption format (align formats lists them); may be repeated. Default: srt, vtt, html, json.",
)
@click.option(
    "--engine",
    metavar=f"[{'|'.join(_ENGINES)}]",
    callback=one_of("engine", _ENGINES),
    default="auto",
    show_default=True,
    help="What times the words.",
)
@click.option(
    "--language",
    callback=language_tag,
    help="Language of the speech (en, de, pt-BR …; align languages lists them); else told from the transcript.",
)
@click.option("--audio-url", metavar="URL", help="Where the page finds the audio; else in the file beside it.")
@page_options
@reading
@lexicon
@styling
@overwrite
@as_json
@verbosity
def run(
    audio: Path,
    transcript: str | None,
    folder: Path | None,
    formats: tuple[str, ...],
    engine: str,
    language: str | None,
    audio_url: str | None,
    embed_audio: bool,
    template: Path | None,
    fragment: bool,
    schema_org: bool,
    speakers: Mapping[str, str],
    input_format: str | None,
    layout: str | None,
    lexicon: Path | None,
    style: str | None,
    speaker_labels: "SpeakerLabels | None",
    fps: "Fraction | None",
    overwrite: bool,
    as_json: bool,
    verbosity: Verbosity | None,
) -> None:
    """Time the transcript of AUDIO and write captions, a page and an alignment file.

    Without -t the transcript is the file beside AUDIO with the same name (.txt, .md …).
    """
    from aligner.audio import open_audio
    from aligner.cli.job import Plan, carry_out
    from aligner.cli.outputs import Page, chosen_outputs, made_page, output_folder, output_paths, require_writable
    from aligner.cli.source import read_transcript, require_spoken, transcript_beside
    from aligner.user_lexicon import NO_ENTRIES, read_lexicon
    from transcripts.reading import Choices

    set_up_logging(verbosity or "normal")
    if lexicon and engine not in ("auto", "acoustic"):
        raise click.UsageError(f"--lexicon is for the acoustic engine; --engine {engine} does without pronunciations")
    if folder == Path("-"):
        raise click.UsageError("run writes files: -o names a folder; align render -o - writes to standard output")
    look = chosen_style(style, speaker_labels, fps)
    outputs = chosen_outputs(formats)
    choices = chosen_page(embed_audio, template, fragment, schema_org, audio_url)
    choices.require_page(output.name for output in outputs)
    target = output_folder(folder or audio.parent)
    open_audio(audio)  # a wrong file is told before anything else
    name = transcript or str(transcript_beside(audio))
    read = read_transcript(name, language, Choices(input_format=input_format, layout=layout, speakers=speakers))
    require_spoken(language, engine)
    own = read_lexicon(lexicon) if lexicon else NO_ENTRIES
    _log.info("read %s: layout %s, language %s, %d words", name, read.layout, read.language, len(read.words))
    paths = output_paths(target, audio.stem, outputs)
    require_writable(paths.values(), inputs=(audio, Path(name)), overwrite=overwrite)
    page = made_page(choices, audio, paths["html"]) if "html" in paths else Page()
    plan = Plan(audio=audio, transcript=read, engine=engine, lexicon=own, style=look, page=page, paths=paths)
    carry_out(plan, "quiet" if as_json else verbosity or "normal", "json" if as_json else "text")
