"""What ``align check`` does once its options are understood: read, listen, ask the rules, write, tell."""

import json
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import click

from aligner.cli.mending import Mended, format_of, mended, require_kept
from aligner.cli.options import Verbosity
from aligner.cli.outputs import require_writable
from aligner.cli.source import read_transcript
from aligner.cli.streams import read_input, write_data, write_json
from subtitles.checking import RULES, AudioEvidence, Selection, Severity, Subject, check_subject
from subtitles.checking.report import CheckedFile, Report, Terminal, document, lines, page, spreadsheet
from subtitles.reading import CaptionFile, read_bytes
from subtitles.styles import Style
from subtitles.track import Track
from transcripts.errors import UnknownNameError, WriteError
from transcripts.files import new_folders, write_files
from transcripts.language import language_of
from transcripts.reading import Choices
from transcripts.reading.opening import MOST_BYTES, file_bytes

_COLOURS: Mapping[Severity, str] = MappingProxyType(
    {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
)
_REPORTS: Mapping[str, Callable[[Report], str]] = MappingProxyType(
    {
        ".html": page,
        ".csv": spreadsheet,
        ".json": lambda report: json.dumps(document(report), ensure_ascii=False, indent=1) + "\n",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is checked, against what, and what is written. ``captions`` may be ``-``, and so may ``fixed``: where the
    repaired captions go, ``None`` for no repairs."""

    captions: str
    audio: Path | None
    transcript: str | None
    choices: Choices
    style: Style
    language: str | None
    selection: Selection
    reports: tuple[Path, ...]
    fixed: str | None
    overwrite: bool

    @property
    def fixed_path(self) -> Path | None:
        return None if self.fixed in (None, "-") else Path(self.fixed or "")

    @property
    def is_in_place(self) -> bool:
        """Whether the repaired captions take the place of those that are read."""
        path = self.fixed_path
        return path is not None and self.captions != "-" and os.path.realpath(path) == os.path.realpath(self.captions)


def carry_out(plan: Plan, told: Verbosity | Literal["json"]) -> bool:
    """Check, write the files and tell what came of it; whether there is an error or a warning."""
    _require_places(plan)
    data = read_input(MOST_BYTES + 1) if plan.captions == "-" else file_bytes(Path(plan.captions))
    captions = read_bytes(data, "standard input" if plan.captions == "-" else plan.captions)
    if plan.fixed:
        format_of(captions)  # one that cannot be written is told before anything is listened to
    subject = _subject(plan, captions, "quiet" if told == "json" else told)
    done = mended(subject, captions, plan.selection) if plan.fixed else None
    report = Report(
        file=CheckedFile(name=_in_unicode(captions.source), sha256=sha256(data).hexdigest(), format=captions.format),
        subject=done.subject if done else subject,
        rules=plan.selection.rules,
        findings=done.fixed.left if done else check_subject(subject, plan.selection),
        tool=f"align {version('saidwhen')}",
        left_out=tuple(rule for rule in RULES.values() if not plan.selection.has(rule)),
        media=_in_unicode(str(plan.audio)) if plan.audio else None,
        repairs=done.fixed.applied if done else (),
        not_kept=done.not_kept if done else (),
    )
    _write(plan, report, done)
    if told == "json":
        write_json(document(report))
    elif told != "quiet":
        _tell(report, is_apart=plan.fixed == "-")
    return report.needs_work


def _require_places(plan: Plan) -> None:
    """Find out before the work begins whether everything can be written where it is to go."""
    for path in plan.reports:
        if path.suffix.casefold() not in _REPORTS:
            raise UnknownNameError("kind of report", path.suffix, tuple(_REPORTS))
    named = (plan.captions, plan.audio, plan.transcript)
    inputs = [Path(one) for one in named if one is not None and one != "-"]
    fixed = () if plan.fixed_path is None or plan.is_in_place else (plan.fixed_path,)
    if len({os.path.realpath(path) for path in (*plan.reports, *fixed)}) < len(plan.reports) + len(fixed):
        raise WriteError(str(plan.reports[0]), "two of the files to write have one name")
    require_writable((*plan.reports, *fixed), inputs=inputs, overwrite=plan.overwrite)
    if plan.is_in_place and not plan.overwrite:
        raise WriteError(str(plan.fixed_path), "it is the file that is read; --overwrite replaces it")


def _subject(plan: Plan, captions: CaptionFile, verbosity: Verbosity) -> Subject:
    language = plan.language or language_of(" ".join(cue.text for cue in captions.track.cues), captions.track.language)
    track = replace(captions.track, language=language)
    said = read_transcript(plan.transcript, language, plan.choices) if plan.transcript else None
    heard = _heard(track, plan.audio, verbosity, captions.source) if plan.audio else None
    return Subject(track=track, style=plan.style, repairs=captions.repairs, heard=heard, transcript=said)


def _heard(track: Track, audio: Path, verbosity: Verbosity, source: str) -> AudioEvidence:
    from aligner.cli.interruption import heeding_interruption
    from aligner.cli.listening import listen
    from aligner.cli.progress import progress_bar

    with progress_bar(verbosity) as drawn, heeding_interruption(drawn) as progress:
        return listen(track, audio, progress, source)


def _write(plan: Plan, report: Report, done: Mended | None) -> None:
    """The reports and the repaired captions, all or none; captions that nothing was repaired in stay where they are."""
    files = {path: _REPORTS[path.suffix.casefold()](report) for path in plan.reports}
    if done and plan.is_in_place:
        require_kept(done, plan.captions)
    if done and plan.fixed_path and (done.fixed.applied or not plan.is_in_place):
        files[plan.fixed_path] = done.text
    with new_folders(path.parent for path in files):
        write_files(files)
    if done and plan.fixed == "-":
        write_data(done.text)


def _tell(report: Report, *, is_apart: bool) -> None:
    """The report, on standard error where standard output has the captions."""
    stream = sys.stderr if is_apart else sys.stdout
    is_terminal = stream is not None and stream.isatty()
    width = shutil.get_terminal_size().columns if is_terminal else Terminal().width
    is_coloured = is_terminal and not os.environ.get("NO_COLOR")
    terminal = Terminal(width=width, paint=_painted) if is_coloured else Terminal(width=width)
    click.echo("\n".join(lines(report, terminal)), err=is_apart)


def _painted(text: str, severity: Severity) -> str:
    return click.style(text, fg=_COLOURS[severity], bold=True)


def _in_unicode(name: str) -> str:
    """File names may hold bytes that are no UTF-8; what is written here shows U+FFFD for them."""
    return name.encode("utf-8", errors="surrogateescape").decode("utf-8", errors="replace")
