"""The project's own documents as transcripts: the alignment file, and what ``align inspect --json`` writes.

They tell what the reader once understood, so that nothing of them is judged again.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from transcripts.alignment_file import SCHEMA as ALIGNMENT
from transcripts.alignment_file import from_json
from transcripts.errors import TranscriptError
from transcripts.inspection import UNNAMED_ID
from transcripts.model import Item, Note, PageTime, SetAside, Sound, Speaker, TimedTranscript, Transcript, Turn
from transcripts.reading.document import Source
from transcripts.reading.records.parsing import opens_json, parse
from transcripts.reading.records.values import Record, child, objects, string
from transcripts.splitting import split_words

INSPECTION = "transcript/1"
_SCHEMA = re.compile(rf'\{{\s*"schema"\s*:\s*"(?:{ALIGNMENT}|{INSPECTION})"')


def is_own(source: Source) -> bool:
    """Whether a source is an alignment file or the document of ``align inspect --json``; their schema stands first."""
    return opens_json(source.text) and _SCHEMA.match(source.text.lstrip()) is not None


def read_own(source: Source) -> Transcript:
    """The transcript in a document of the project. Raises `TranscriptError` for one that is damaged."""
    found = _SCHEMA.match(source.text.lstrip())
    if found is not None and ALIGNMENT in found.group():
        return transcript_of(from_json(source.text, source.name))
    try:
        return _inspected(parse(source).value, source.name)
    except ValueError as error:  # of the model, whose invariants the document breaks
        raise TranscriptError(source.name, None, f"not what align inspect --json writes: {error}") from error


def transcript_of(timed: TimedTranscript) -> Transcript:
    """The transcript without its audio; the times of its words are kept as what the source tells of them.

    A turn of which no word was placed keeps the times of its page.
    """
    timings = iter(timed.timings)
    items: list[Item] = []
    for item in timed.transcript.items:
        if isinstance(item, Turn):
            spans = [next(timings).span for _ in item.words]
            times = tuple(PageTime(word=at, start_ms=span.start_ms) for at, span in enumerate(spans) if span)
            items.append(replace(item, times=times or item.times))
        else:
            items.append(item)
    return replace(timed.transcript, items=tuple(items))


def _inspected(root: object, source: str) -> Transcript:
    language = string(child(root, "language")) or "en"
    warnings = child(root, "warnings")
    return Transcript(
        source=_text(child(root, "source")) or source,
        language=language,
        layout=string(child(root, "layout")) or "inspection",
        speakers=tuple(_speaker(one) for one in objects(root, "speakers") if one.get("id") != UNNAMED_ID),
        items=tuple(item for one in objects(root, "items") for item in _items(one, language)),
        title=_text(child(root, "title")),
        evidence=_text(child(root, "evidence")),
        warnings=tuple(map(string, warnings)) if isinstance(warnings, list) else (),
    )


def _speaker(record: Record) -> Speaker:
    return Speaker(
        id=string(record.get("id")),
        name=string(record.get("name")),
        labels=_strings(record, "labels"),
        role=_text(record.get("role")),
        members=_strings(record, "members"),
    )


def _strings(record: Record, key: str) -> tuple[str, ...]:
    found = record.get(key)
    return tuple(map(string, found)) if isinstance(found, list) else ()


def _items(record: Record, language: str) -> Iterator[Item]:
    text, line = string(record.get("text")), _integer(record, "line")
    match record.get("kind"):
        case "turn" | "maybe_spoken":
            yield _turn(record, language)
        case "sound":
            yield Sound(text=text, line=line)
        case "set_aside":
            yield SetAside(text=text, reason=string(record.get("reason")), line=line)
        case other:
            raise ValueError(f"an item is of the kind {other!r}")


def _turn(record: Record, language: str) -> Turn:
    starts = record.get("paragraph_starts")
    start_ms = _integer(record, "start_ms")
    return Turn(
        speaker=None if record.get("speaker") == UNNAMED_ID else _text(record.get("speaker")),
        words=split_words(string(record.get("text")), language),
        paragraph_starts=tuple(at for at in starts if isinstance(at, int)) if isinstance(starts, list) else (0,),
        maybe_spoken=record.get("maybe_spoken") is True or record.get("kind") == "maybe_spoken",
        line=_integer(record, "line"),
        notes=tuple(
            Note(text=string(note.get("text")), before_word=_integer(note, "before_word") or 0)
            for note in objects(record, "notes")
        ),
        times=() if start_ms is None else (PageTime(word=0, start_ms=start_ms),),
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _integer(record: Record, key: str) -> int | None:
    found = record.get(key)
    return found if isinstance(found, int) and not isinstance(found, bool) else None
