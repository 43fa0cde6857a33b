"""What a reader understood of a transcript, as the document of ``align inspect --json``."""

from typing import assert_never

from transcripts.model import Item, SetAside, Sound, Speaker, Transcript, Turn


def to_document(transcript: Transcript) -> dict[str, object]:
    """A JSON-ready document of schema ``transcript/1``: speakers and items in order. Lines are 1-based."""
    return {
        "schema": "transcript/1",
        "source": transcript.source,
        "layout": transcript.layout,
        "language": transcript.language,
        "title": transcript.title,
        "speakers": [_speaker(speaker) for speaker in transcript.speakers],
        "items": [_item(item) for item in transcript.items],
        "warnings": list(transcript.warnings),
    }


def _speaker(speaker: Speaker) -> dict[str, object]:
    return {"id": speaker.id, "name": speaker.name, "labels": list(speaker.labels), "role": speaker.role}


def _item(item: Item) -> dict[str, object]:
    match item:
        case Turn():
            return {
                "kind": "maybe_spoken" if item.maybe_spoken and item.speaker is None else "turn",
                "speaker": item.speaker,
                "text": item.text,
                "paragraph_starts": list(item.paragraph_starts),
                "maybe_spoken": item.maybe_spoken,
                "start_ms": None,
                "line": item.line,
            }
        case Sound():
            return {"kind": "sound", "text": item.text, "line": item.line}
        case SetAside():
            return {"kind": "set_aside", "text": item.text, "reason": item.reason, "line": item.line}
        case _:
            assert_never(item)
