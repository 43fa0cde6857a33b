"""``align run``: the main job."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aligner.cli.options import Verbosity, as_json, overwrite, set_up_logging, speaker_labels, verbosity
from aligner.cli.source import in_language, read_transcript, transcript_beside
from subtitles.styles import SpeakerLabels
from transcripts.model import TimedTranscript, Transcript

if TYPE_CHECKING:
    from aligner.cli.summary import Summary

_ENGINES = ("auto", "acoustic", "pauses", "duration")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What a run reads, how it times it and what it writes."""

    audio: Path
    transcript: Transcript
    engine: str
    speaker_labels: SpeakerLabels
    paths: dict[str, Path]


@click.command()
@click.argument("audio", type=click.Path(path_type=Path))
@click.option("-t", "--transcript", help="The transcript (- for standard input); else the one beside the audio.")
@click.option("-o", "--output", "folder", type=click.Path(path_type=Path), help="Folder to write to; else the audio's.")
@click.option("-f", "--format", "formats", multiple=True, help="srt, vtt, html or json; may be repeated. Default: all.")
@click.option("--engine", type=click.Choice(_ENGINES), default="auto", show_default=True, help="What times the words.")
@click.option("--language", help="Language of the speech (en, de, pt-BR …); else told from the transcript.")
@speaker_labels
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
    speaker_labels: SpeakerLabels,
    overwrite: bool,
    as_json: bool,
    verbosity: Verbosity | None,
) -> None:
    """Time the transcript of AUDIO and write captions, a page and an alignment file.

    Without -t the transcript is the file beside AUDIO with the same name (.txt, .md, .html …).
    """
    from aligner.audio import open_audio
    from aligner.cli.outputs import chosen_outputs, output_paths, require_writable

    set_up_logging(verbosity or "normal")
    outputs = chosen_outputs(formats)
    open_audio(audio)  # a wrong file is told before anything else
    read = read_transcript(transcript or str(transcript_beside(audio)))
    paths = output_paths(folder or audio.parent, audio.stem, outputs)
    require_writable(paths.values(), overwrite=overwrite)
    plan = _Plan(
        audio=audio,
        transcript=in_language(read, language, engine),
        engine=engine,
        speaker_labels=speaker_labels,
        paths=paths,
    )
    _run(plan, "quiet" if as_json else verbosity or "normal", as_json=as_json)


def _run(plan: _Plan, verbosity: Verbosity, *, as_json: bool) -> None:
    from aligner.align import align
    from aligner.cli.progress import progress_bar
    from aligner.cli.summary import document, lines

    with progress_bar(verbosity) as progress:
        timed = align(plan.audio, plan.transcript, plan.engine, progress)
    if plan.engine == "auto" and timed.engine != "acoustic" and verbosity != "quiet":
        language = timed.transcript.language
        click.echo(f"note: nothing here speaks {language!r}; timed by the {timed.engine} engine instead", err=True)
    summary = _write(plan, timed)
    if as_json:
        click.echo(json.dumps(document(summary), ensure_ascii=False, indent=1))
    elif verbosity != "quiet":
        click.echo("\n".join(lines(summary)))


def _write(plan: _Plan, timed: TimedTranscript) -> "Summary":
    from aligner.cli.outputs import OUTPUTS, Request, href_between
    from aligner.cli.summary import summarize
    from subtitles import DEFAULT_STYLE, compose, style_findings
    from transcripts.files import write_files

    style = replace(DEFAULT_STYLE, speaker_labels=plan.speaker_labels)
    page = plan.paths.get("html")
    request = Request(timed=timed, style=style, audio_href=href_between(page, plan.audio) if page else None)
    write_files({path: OUTPUTS[name].render(request) for name, path in plan.paths.items()})
    cues = compose(timed, style)
    return summarize(timed, cues, style_findings(cues, style), tuple(plan.paths.values()))
