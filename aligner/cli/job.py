"""What ``align run`` does once its options are understood: time, write, tell."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import click

from aligner.cli.interruption import heeding_interruption
from aligner.cli.options import Verbosity
from aligner.cli.outputs import Page, Request, write_outputs
from aligner.cli.progress import progress_bar
from aligner.cli.streams import write_json
from aligner.cli.summary import Summary, document, lines, summarize
from aligner.pipeline import AUTO, align
from aligner.user_lexicon import Lexicon
from subtitles.styles import Style
from transcripts.model import TimedTranscript, Transcript


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a run reads, how it times it and what it writes (paths by the name of their format)."""

    audio: Path
    transcript: Transcript
    engine: str
    lexicon: Lexicon
    style: Style
    page: Page
    paths: dict[str, Path]


def carry_out(plan: Plan, verbosity: Verbosity, report: Literal["text", "json"]) -> None:
    """Time the transcript, write the files and tell what came of it."""
    with progress_bar(verbosity) as drawn, heeding_interruption(drawn) as progress:
        timed = _with_names_in_unicode(align(plan.audio, plan.transcript, plan.engine, progress, plan.lexicon))
    if plan.engine == AUTO and timed.engine != "acoustic" and verbosity != "quiet":
        language = timed.transcript.language
        click.echo(
            f"note: the acoustic engine cannot serve {language!r} here; timed by the {timed.engine} engine instead",
            err=True,
        )
    summary = _write(plan, timed)
    if report == "json":
        write_json(document(summary))
    elif verbosity != "quiet":
        click.echo("\n".join(lines(summary)))


def _write(plan: Plan, timed: TimedTranscript) -> Summary:
    request = Request(timed=timed, style=plan.style, page=plan.page)
    write_outputs(request, plan.paths)
    return summarize(timed, request.cues, plan.style, tuple(plan.paths.values()), plan.audio)


def _with_names_in_unicode(timed: TimedTranscript) -> TimedTranscript:
    """File names may hold bytes that are no UTF-8; the files written here cannot, and show U+FFFD for them."""
    audio = replace(timed.audio, file=_in_unicode(timed.audio.file))
    return replace(
        timed, audio=audio, transcript=replace(timed.transcript, source=_in_unicode(timed.transcript.source))
    )


def _in_unicode(name: str) -> str:
    return name.encode("utf-8", errors="surrogateescape").decode("utf-8", errors="replace")
