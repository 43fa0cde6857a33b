"""Plain-text transcripts: labels in their variants, what is no label, the page around the speech, nothing lost."""

import json
from collections import Counter
from pathlib import Path
from time import sleep as _unused_sleep  # noqa: F401

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcripts import SetAside, Sound, Transcript, TranscriptError, Turn
from transcripts.reading import read, read_text

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"


def names_and_texts(transcript: Transcript) -> list[tuple[str | None, str]]:
    names = {speaker.id: speaker.name for speaker in transcript.speakers}
    return [(names[turn.speaker] if turn.speaker else None, turn.text) for turn in transcript.turns]


def read_lines(*lines: str) -> Transcript:
    return read_text("\n".join(lines), "test.txt")
