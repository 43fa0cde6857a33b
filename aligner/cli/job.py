"""What ``align run`` does once its options are understood: time, write, tell."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import click

from aligner.cli.options import Verbosity
from aligner.cli.outputs import OUTPUTS, Request, href_between
from aligner.cli.progress import progress_bar
from aligner.cli.summary import Summary, document, lines, summarize
from aligner.pipeline import AUTO, align
from subtitles import DEFAULT_STYLE, style_findings
from subtitles.styles import SpeakerLabels
from transcripts.files import write_files
from transcripts.model import TimedTranscript, Transcript


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a run reads, how it times it and what it writes (paths by the name of their format)."""

    audio: Path
    transcript: Transcript
    engine: str
    speaker_labels: SpeakerLabels
    paths: dict[str, Path]


def carry_out(plan: Plan, verbosity: Verbosity, report: Literal["text", "json"]) -> Iterable[str]:
    """Time the transcript, write the files and return the lines to be told."""
    with progress_bar(verbosity) as progress:
        timed = align(plan.audio, plan.transcript, plan.engine, progress)
    if plan.engine == AUTO and timed.engine != "acoustic" and verbosity != "quiet":
        language = timed.transcript.language
        click.echo(f"note: nothing here speaks {language!r}; timed by the {timed.engine} engine instead", err=True)
    summary = _write(plan, timed)
    if report == "json":
        return [json.dumps(document(summary), ensure_ascii=False, indent=1)]
    return [] if verbosity == "quiet" else lines(summary)


def _write(plan: Plan, timed: TimedTranscript) -> Summary:
    style = replace(DEFAULT_STYLE, speaker_labels=plan.speaker_labels)
    page = plan.paths.get("html")
    request = Request(timed=timed, style=style, audio_href=href_between(page, plan.audio) if page else None)
    write_files({path: OUTPUTS[name].render(request) for name, path in plan.paths.items()})
    findings = style_findings(request.cues, style)
    return summarize(timed, request.cues, findings, tuple(plan.paths.values()))
