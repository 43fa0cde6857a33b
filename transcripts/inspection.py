"""What a reader understood of a transcript, as the document of ``align inspect --json``."""

from typing import assert_never

from transcripts.model import Item, SetAside, Sound, Speaker, Transcript, Turn
from transcripts.reading.layouts import UNLABELLED

UNNAMED_ID = "unnamed"
_UNNAMED: dict[str, object] = {"id": UNNAMED_ID, "name": None, "labels": [], "role": None, "members": []}


def to_document(transcript: Transcript) -> dict[str, object]:
    """A JSON-ready document of schema ``transcript/1``: speakers and items in order. Lines are 1-based.

    A transcript that names nobody is taken for one unnamed voice, which gets a speaker without a name.
    """
    nobody = UNNAMED_ID if not transcript.speakers and transcript.layout == UNLABELLED else None
    return {
        "schema": "transcript/1",
        "source": transcript.source,
        "layout": transcript.layout,
        "evidence": transcript.evidence,
        "language": transcript.language,
        "title": transcript.title,
        "speakers": [*map(_speaker, transcript.speakers), *([_UNNAMED] if nobody else [])],
        "items": [_item(item, nobody) for item in transcript.items],
        "warnings": list(transcript.warnings),
    }


def _speaker(speaker: Speaker) -> dict[str, object]:
    return {
        "id": speaker.id,
        "name": speaker.name,
        "labels": list(speaker.labels),
        "role": speaker.role,
        "members": list(speaker.members),
    }


def _item(item: Item, nobody: str | None) -> dict[str, object]:
    match item:
        case Turn():
            return {
                "kind": "maybe_spoken" if item.maybe_spoken and item.speaker is None else "turn",
                "speaker": nobody if item.speaker is None and not item.maybe_spoken else item.speaker,
                "text": item.text,
                "paragraph_starts": list(item.paragraph_starts),
                "maybe_spoken": item.maybe_spoken,
                "start_ms": item.start_ms,
                "line": item.line,
                "notes": [{"before_word": note.before_word, "text": note.text} for note in item.notes],
            }
        case Sound():
            return {"kind": "sound", "text": item.text, "line": item.line}
        case SetAside():
            return {"kind": "set_aside", "text": item.text, "reason": item.reason, "line": item.line}
        case _:
            assert_never(item)
