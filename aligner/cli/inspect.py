"""``align inspect``: what the reader understood of a transcript."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import click

from aligner.cli.options import as_json, language_tag, one_of, reading

if TYPE_CHECKING:
    from transcripts.model import SetAside, Transcript

_WRITTEN = ("text", "markdown")


@click.command(short_help="What was understood of a transcript.")
@click.argument("transcript")
@click.option("--language", callback=language_tag, help="Language of the text (en, de, pt-BR …); else told from it.")
@reading
@click.option(
    "--as",
    "written",
    metavar=f"[{'|'.join(_WRITTEN)}]",
    callback=one_of("way to write a transcript", _WRITTEN),
    help="Write the transcript itself, without the page around it.",
)
@as_json
def inspect(
    transcript: str,
    language: str | None,
    speakers: Mapping[str, str],
    input_format: str | None,
    layout: str | None,
    written: str | None,
    as_json: bool,
) -> None:
    """Show what was understood of TRANSCRIPT (- for standard input): who speaks, sounds, what was set aside and why."""
    from aligner.cli.source import read_transcript
    from aligner.cli.streams import one_line, write_json
    from transcripts.cleaned import to_markdown, to_text
    from transcripts.inspection import to_document
    from transcripts.reading import Choices

    if written and as_json:
        raise click.UsageError("--as writes the transcript and --json what was understood of it; choose one")
    read = read_transcript(transcript, language, Choices(input_format=input_format, layout=layout, speakers=speakers))
    if as_json:
        write_json(to_document(read))
    elif written:
        click.echo({"text": to_text, "markdown": to_markdown}[written](read), nl=False)
        for warning in read.warnings:
            click.echo(one_line(f"warning: {warning}"), err=True)
    else:
        click.echo("\n".join(map(one_line, _lines(read))))


def _lines(transcript: "Transcript") -> Iterator[str]:
    yield f"{transcript.source}: layout {transcript.layout}, language {transcript.language}"
    if transcript.evidence:
        yield f"Read as {transcript.evidence}"
    if transcript.title:
        yield f"Title: {transcript.title}"
    yield ""
    yield from _speakers(transcript)
    timed = sum(len(turn.times) for turn in transcript.turns)
    if timed:
        yield ""
        yield f"Times on the page: {timed} (hints; the audio decides)"
    maybe = [turn for turn in transcript.turns if turn.maybe_spoken]
    notes = [(turn.line, note.text) for turn in transcript.turns for note in turn.notes]
    yield from _listed("Sounds", [(sound.line, sound.text) for sound in transcript.sounds])
    yield from _listed("Editor's notes", notes)
    yield from _listed("Maybe spoken (the audio decides)", [(turn.line, turn.text) for turn in maybe])
    yield from _set_aside(transcript.set_aside)
    if transcript.warnings:
        yield ""
        yield "Warnings"
        yield from (f"  {warning}" for warning in transcript.warnings)


def _speakers(transcript: "Transcript") -> Iterator[str]:
    names = {speaker.id: speaker.name for speaker in transcript.speakers}
    yield f"{'Speaker':<28}{'turns':>7}{'words':>8}  labels on the page"
    for speaker in (*transcript.speakers, None):
        turns = [turn for turn in transcript.turns if turn.speaker == (speaker.id if speaker else None)]
        if speaker or turns:
            name = speaker.name if speaker else "(no name)"
            labels = ", ".join(speaker.labels) if speaker else ""
            members = ", ".join(names[member] for member in speaker.members) if speaker else ""
            words = sum(len(turn.words) for turn in turns)
            yield f"{name:<28}{len(turns):>7}{words:>8}  {labels}{members and f' ({members})'}".rstrip()


def _listed(title: str, entries: Iterable[tuple[int | None, str]]) -> Iterator[str]:
    for place, (line, text) in enumerate(entries):
        if place == 0:
            yield ""
            yield f"{title}"
        yield f"  {_line(line)}{_short(text)}"


def _set_aside(passages: "tuple[SetAside, ...]") -> Iterator[str]:
    if passages:
        yield ""
        yield "Set aside"
        yield from (f"  {_line(passage.line)}{passage.reason}: {_short(passage.text)}" for passage in passages)


def _line(line: int | None) -> str:
    return "" if line is None else f"line {line}: "


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 90 else flat[:89] + "…"
