"""``align retime``: existing captions at the times of their audio."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import click

from aligner.cli.options import (
    Verbosity,
    as_json,
    chosen_style,
    language_tag,
    overwrite,
    set_up_logging,
    styling,
    verbosity,
)

if TYPE_CHECKING:
    from fractions import Fraction

    from subtitles import CaptionFile, Cue, Style, Track
    from subtitles.checking import AudioEvidence
    from subtitles.converting import Converted
    from subtitles.retiming import Retimed
    from subtitles.styles import SpeakerLabels

_LISTED = 5
_WRITTEN_AS = {"json": "podcast-json", "html": "podcast-html"}  # what is read under another name
_ELSE_WRITTEN_AS = "vtt"  # what is read and not written


@click.command(short_help="Captions that exist, at the times of an audio file.")
@click.argument("captions")
@click.argument("audio", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", default=None, help="File to write, or - for standard output; else NAME.retimed.EXT beside it."
)
@click.option("-f", "--format", "form", help="A format (align formats lists them); else that of -o, or of CAPTIONS.")
@click.option(
    "--language",
    callback=language_tag,
    help="Language of the speech (en, de, pt-BR …; align languages lists them); else told from the captions.",
)
@styling
@overwrite
@as_json
@verbosity
def retime(
    captions: str,
    audio: Path,
    output: str | None,
    form: str | None,
    language: str | None,
    style: str | None,
    speaker_labels: "SpeakerLabels | None",
    fps: "Fraction | None",
    overwrite: bool,
    as_json: bool,
    verbosity: Verbosity | None,
) -> None:
    """Give CAPTIONS (a caption file, or - for standard input) the times of AUDIO.

    Text, line breaks, speakers and cues stay. Each cue begins on its first word and stays as long as the style
    allows; a passage that is said elsewhere is put there. What was not heard stands between its neighbours as before,
    and is told.
    """
    from aligner.audio import open_audio
    from aligner.cli.outputs import require_writable
    from aligner.cli.streams import write_data, write_json
    from subtitles.converting import convert
    from transcripts.files import new_folders, write_files

    set_up_logging(verbosity or "normal")
    limits = chosen_style(style, speaker_labels, fps)
    open_audio(audio)  # a wrong file is told before anything else
    read = _read(captions)
    target = _target(captions, read.format, output, form)
    if target.path is None and as_json:
        raise click.UsageError("--json tells of a file that is written; -o names it")
    inputs = (audio,) if overwrite else (audio, Path(captions))
    require_writable([target.path] if target.path else [], inputs=inputs, overwrite=overwrite)
    track = replace(read.track, language=language or read.track.language)
    result = _timed(track, read.source, audio, limits, "quiet" if as_json else verbosity or "normal")
    converted = convert(result.retimed.track, target.format, limits.speaker_labels)
    if target.path is None:
        write_data(converted.text)
    else:
        with new_folders([target.path.parent]):
            write_files({target.path: converted.text})
    told = _Told(captions=read, audio=audio, target=target, result=result, converted=converted)
    if as_json:
        write_json(_document(told))
    elif verbosity != "quiet":
        click.echo("\n".join(_lines(told)), err=target.path is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Target:
    """Where the captions go (``None`` for standard output), and in which format."""

    path: Path | None
    format: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Result:
    """What was heard, and the captions timed by it."""

    before: "Track"
    heard: "AudioEvidence"
    retimed: "Retimed"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """All there is to tell of a run."""

    captions: "CaptionFile"
    audio: Path
    target: _Target
    result: _Result
    converted: "Converted"


def _read(captions: str) -> "CaptionFile":
    from aligner.cli.streams import read_input
    from subtitles.reading import read, read_bytes

    return read_bytes(read_input(), "standard input") if captions == "-" else read(captions)


def _target(captions: str, read_as: str, output: str | None, form: str | None) -> _Target:
    """Where to write, and how. Raises `UnknownNameError` for a format or a suffix that does not exist."""
    from subtitles.formats import FORMATS
    from subtitles.writing import format_for
    from transcripts.errors import UnknownNameError

    if form is not None and form not in FORMATS:
        raise UnknownNameError("caption format", form, tuple(FORMATS))
    own = _WRITTEN_AS.get(read_as, read_as)
    own = own if own in FORMATS else _ELSE_WRITTEN_AS
    if output == "-" or (output is None and captions == "-"):
        return _Target(path=None, format=form or own)
    if output is not None:
        return _Target(path=Path(output), format=form or format_for(Path(output)).name)
    given = Path(captions)
    suffix = given.suffix if form in (None, own) and own == _WRITTEN_AS.get(read_as, read_as) else ""
    name = f"{given.stem}.retimed{suffix or FORMATS[form or own].suffix}"
    return _Target(path=given.with_name(name), format=form or own)


def _timed(track: "Track", source: str, audio: Path, style: "Style", verbosity: Verbosity) -> _Result:
    from aligner.cli.interruption import heeding_interruption
    from aligner.cli.listening import listen
    from aligner.cli.progress import progress_bar
    from subtitles.retiming import retimed

    with progress_bar(verbosity) as drawn, heeding_interruption(drawn) as progress:
        heard = listen(track, audio, progress, source)
    return _Result(before=track, heard=heard, retimed=retimed(track, heard, style))


def _estimated(result: _Result) -> list[tuple[int, "Cue"]]:
    """The cues that were not heard, with the numbers they had."""
    retimed = result.retimed
    return [(retimed.numbers[place], retimed.track.cues[place]) for place in retimed.estimated]


def _late_ms(result: _Result) -> int | None:
    """By how much the cues that were heard came too late before; the median, negative for early."""
    pairs = zip(result.before.cues, result.heard.cues, strict=True)
    late = [cue.span.start_ms - heard.span.start_ms for cue, heard in pairs if heard.span]
    return round(median(late)) if late else None


def _lines(told: _Told) -> Iterator[str]:
    from aligner.cli.streams import one_line
    from transcripts.reading.captions.lines import summary
    from transcripts.timing import clock

    result = told.result
    estimated = _estimated(result)
    total = len(result.before.cues)
    yield one_line(f"{told.audio}  {clock(result.heard.duration_ms)}, {result.heard.engine} engine")
    yield f"Cues      {total - len(estimated)} of {total} heard"
    late_ms = _late_ms(result)
    if late_ms is not None:
        yield f"Before    {abs(late_ms) / 1000:.3f} s {'late' if late_ms >= 0 else 'early'} (median)"
    listed = [f"{clock(cue.span.start_ms)}  cue {number}: {cue.text}" for number, cue in estimated]
    yield from _section("Estimated", listed)
    moved = [f"cues {run.first} to {run.last}, now from place {run.now} on" for run in result.retimed.reordered]
    yield from _section("Reordered", moved)
    yield from _section("Repaired", list(summary(told.captions.repairs)))
    yield from _section("Not kept", [str(loss) for loss in told.converted.losses])
    yield one_line(f"Written   {told.target.path or 'standard output'}")


def _section(title: str, entries: Sequence[str]) -> Iterator[str]:
    from aligner.cli.streams import one_line

    for at, entry in enumerate(entries[:_LISTED]):
        text = one_line(entry)
        yield f"{title if at == 0 else '':10}{text if len(text) <= 100 else text[:99] + '…'}"
    if len(entries) > _LISTED:
        yield f"{'':10}… and {len(entries) - _LISTED} more (--json tells all)"


def _document(told: _Told) -> dict[str, object]:
    result = told.result
    return {
        "schema": "retime/1",
        "captions": told.captions.source,
        "audio": str(told.audio),
        "duration_ms": result.heard.duration_ms,
        "engine": result.heard.engine,
        "cues": len(result.before.cues),
        "late_ms": _late_ms(result),
        "estimated": [
            {"cue": number, "start_ms": cue.span.start_ms, "end_ms": cue.span.end_ms, "text": cue.text}
            for number, cue in _estimated(result)
        ],
        "reordered": [asdict(run) for run in result.retimed.reordered],
        "numbers": list(result.retimed.numbers),
        "repairs": [asdict(repair) for repair in told.captions.repairs],
        "losses": [asdict(loss) for loss in told.converted.losses],
        "file": str(told.target.path),
        "format": told.target.format,
    }
