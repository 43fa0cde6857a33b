"""Recordings whose times are known: folders with audio, a transcript and ``truth.json``.

``truth.json`` has ``segments`` (text, start_ms, end_ms), perhaps ``words`` of the same shape (labelled by hand),
``untranscribed`` (speech that no text covers: start_ms, end_ms), ``unspoken`` (text that is never spoken) and
``language``, a BCP 47 tag.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

AUDIO_SUFFIXES = {".mp3", ".wav", ".m4a", ".ogg", ".opus", ".flac", ".mp4"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A half-open stretch of the audio."""

    start_ms: int
    end_ms: int

    @property
    def duration_ms(self) -> int:
        return self.end_ms - self.start_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage(Stretch):
    """A word or an utterance and when it is spoken."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What is known about one recording, in the order of the audio."""

    words: tuple[Passage, ...] = ()
    segments: tuple[Passage, ...] = ()
    untranscribed: tuple[Stretch, ...] = ()
    unspoken: tuple[str, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One recording with its transcript and its truth."""

    name: str
    audio: Path
    transcript: Path
    truth: Truth


def items_in(folders: Sequence[Path]) -> Iterator[Item]:
    """The items in folders that are items or hold them, by name within each folder."""
    for folder in folders:
        for truth in sorted([*folder.glob("truth.json"), *folder.glob("*/truth.json")]):
            yield item_in(truth.parent)


def item_in(folder: Path) -> Item:
    """The item in a folder: its transcript is ``transcript.txt``, or the audio's stem with ``.txt``."""
    audio = next(path for path in sorted(folder.iterdir()) if path.suffix in AUDIO_SUFFIXES)
    texts = (folder / "transcript.txt", audio.with_suffix(".txt"))
    return Item(
        name=folder.resolve().name,
        audio=audio,
        transcript=next(path for path in texts if path.exists()),
        truth=truth_from(json.loads((folder / "truth.json").read_text(encoding="utf-8"))),
    )


def truth_from(value: Mapping[str, Any]) -> Truth:
    """The truth in a parsed ``truth.json``."""
    return Truth(
        words=_passages(value.get("words", [])),
        segments=_passages(value.get("segments", [])),
        untranscribed=stretches_from(value.get("untranscribed", [])),
        unspoken=tuple(value.get("unspoken", [])),
        language=value.get("language"),
    )


def stretches_from(values: Sequence[Mapping[str, Any]]) -> tuple[Stretch, ...]:
    """The stretches in a parsed list of objects with ``start_ms`` and ``end_ms``."""
    return tuple(Stretch(start_ms=value["start_ms"], end_ms=value["end_ms"]) for value in values)


def _passages(values: Sequence[Mapping[str, Any]]) -> tuple[Passage, ...]:
    return tuple(Passage(text=v["text"], start_ms=v["start_ms"], end_ms=v["end_ms"]) for v in values)
