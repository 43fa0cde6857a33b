"""``align inspect``: what the reader understood of a transcript."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from aligner.cli.options import as_json

if TYPE_CHECKING:
    from transcripts.model import SetAside, Transcript


@click.command()
@click.argument("transcript")
@as_json
def inspect(transcript: str, as_json: bool) -> None:
    """Show what was understood of TRANSCRIPT (- for standard input): who speaks, sounds, what was set aside and why."""
    from aligner.cli.source import read_transcript
    from aligner.cli.streams import write_json
    from transcripts.inspection import to_document

    read = read_transcript(transcript)
    if as_json:
        write_json(to_document(read))
    else:
        click.echo("\n".join(_lines(read)))


def _lines(transcript: "Transcript") -> Iterator[str]:
    yield f"{transcript.source}: layout {transcript.layout}, language {transcript.language}"
    if transcript.title:
        yield f"Title: {transcript.title}"
    yield ""
    yield f"{'Speaker':<28}{'turns':>7}{'words':>8}  labels on the page"
    for speaker in (*transcript.speakers, None):
        turns = [turn for turn in transcript.turns if turn.speaker == (speaker.id if speaker else None)]
        if speaker or turns:
            name = speaker.name if speaker else "(no name)"
            labels = ", ".join(speaker.labels) if speaker else ""
            yield f"{name:<28}{len(turns):>7}{sum(len(turn.words) for turn in turns):>8}  {labels}".rstrip()
    maybe = [turn for turn in transcript.turns if turn.maybe_spoken]
    yield from _listed("Sounds", [(sound.line, sound.text) for sound in transcript.sounds])
    yield from _listed("Maybe spoken (the audio decides)", [(turn.line, turn.text) for turn in maybe])
    yield from _set_aside(transcript.set_aside)
    yield from _listed("Warnings", [(None, warning) for warning in transcript.warnings])


def _listed(title: str, entries: list[tuple[int | None, str]]) -> Iterator[str]:
    if entries:
        yield f"\n{title}"
        yield from (f"  {_line(line)}{_short(text)}" for line, text in entries)


def _set_aside(passages: "tuple[SetAside, ...]") -> Iterator[str]:
    if passages:
        yield "\nSet aside"
        yield from (f"  {_line(passage.line)}{passage.reason}: {_short(passage.text)}" for passage in passages)


def _line(line: int | None) -> str:
    return "" if line is None else f"line {line}: "


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 90 else flat[:89] + "…"
