"""How exact the times are: aligns every item of folders with truth and prints one table.

    python benchmarks/accuracy.py FOLDER... [--engine NAME]

An item is a folder that holds ``truth.json``, an audio file and a transcript (``transcript.txt``, or the audio's stem
with ``.txt``). ``truth.json`` has ``segments`` (text, start_ms, end_ms), perhaps ``words`` of the same shape, and
``untranscribed`` (speech that no text covers: start_ms, end_ms). A FOLDER is an item or holds items.

Figures: error of the start of each hand-labelled word, or else of each segment, in ms (late is positive); the share
within 100 and 250 ms, an unplaced word counting as a miss; recall of untranscribed speech in time; and the time it all
took, as times faster than the audio and as a multiple of decoding the same file alone, both in the same run.
"""

import argparse
import json
import re
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import transcripts
from aligner.audio import open_audio
from aligner.pipeline import ENGINE_NAMES, align
from transcripts.model import TimedTranscript

AUDIO_SUFFIXES = {".mp3", ".wav", ".m4a", ".ogg", ".opus", ".flac", ".mp4"}
HEADINGS = ("item", "n", "median", "mean", "bias", "≤ 100", "≤ 250", "untranscribed", "× real time", "× decoding")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One recording with its text and its truth."""

    name: str
    audio: Path
    transcript: Path
    truth: dict[str, Any]


def items_in(folders: Sequence[Path]) -> Iterator[Item]:
    """The items in folders that are items or hold them, by name."""
    for folder in folders:
        for truth in sorted([*folder.glob("truth.json"), *folder.glob("*/truth.json")]):
            audio = next(p for p in sorted(truth.parent.iterdir()) if p.suffix in AUDIO_SUFFIXES)
            texts = (truth.parent / "transcript.txt", audio.with_suffix(".txt"))
            transcript = next(path for path in texts if path.exists())
            yield Item(
                name=truth.parent.name,
                audio=audio,
                transcript=transcript,
                truth=json.loads(truth.read_text(encoding="utf-8")),
            )


def start_errors(timed: TimedTranscript, passages: Sequence[dict[str, Any]]) -> list[int | None]:
    """For each passage of the truth how late its first word was placed, ``None`` where it was not."""
    wanted: list[str] = []
    firsts: list[int] = []
    for passage in passages:
        firsts.append(len(wanted))
        wanted += tokens(passage["text"])
    placed: list[int | None] = []
    found: list[str] = []
    for word, timing in zip(timed.transcript.words, timed.timings, strict=True):
        parts = tokens(word.text)
        found += parts
        placed += [timing.span.start_ms if timing.span else None] * len(parts)
    starts: dict[int, int | None] = {}
    for block in SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks():
        starts.update({block.a + k: placed[block.b + k] for k in range(block.size)})
    errors: list[int | None] = []
    for first, passage in zip(firsts, passages, strict=True):
        start = starts.get(first)
        errors.append(None if start is None else start - int(passage["start_ms"]))
    return errors


def tokens(text: str) -> list[str]:
    """Lower-case words without punctuation, compounds apart."""
    return [token for part in re.split(r"[\s\-–—/]+", text.lower()) if (token := re.sub(r"\W|_", "", part))]


def recall(truth: Sequence[dict[str, int]], timed: TimedTranscript) -> str:
    """The share of the untranscribed speech, in time, that was reported."""
    total = sum(t["end_ms"] - t["start_ms"] for t in truth)
    if not total:
        return ""
    both = sum(
        max(0, min(t["end_ms"], span.end_ms) - max(t["start_ms"], span.start_ms))
        for t in truth
        for span in timed.untranscribed
    )
    return f"{both / total:.2f}"


def row(item: Item, engine: str) -> tuple[str, ...]:
    """The table row of one item."""
    started = time.perf_counter()
    for _ in open_audio(item.audio).blocks():
        pass
    decoding_s = time.perf_counter() - started
    started = time.perf_counter()
    timed = align(item.audio, transcripts.read(item.transcript), engine)
    aligning_s = time.perf_counter() - started
    passages = item.truth.get("words") or item.truth.get("segments") or []
    errors = start_errors(timed, passages)
    known = [error for error in errors if error is not None]
    size = [abs(error) for error in known]
    return (
        item.name,
        str(len(errors)),
        f"{statistics.median(size):.0f}" if size else "",
        f"{statistics.fmean(size):.0f}" if size else "",
        f"{statistics.median(known):+.0f}" if known else "",
        *(f"{sum(s <= limit for s in size) / len(errors):.3f}" if errors else "" for limit in (100, 250)),
        recall(item.truth.get("untranscribed", []), timed),
        f"{timed.audio.duration_ms / 1000 / aligning_s:.0f}",
        f"{aligning_s / decoding_s:.1f}",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--engine", choices=ENGINE_NAMES, default="auto")
    given = parser.parse_args()
    sys.stdout.write(f"| {' | '.join(HEADINGS)} |\n|{'---|' * len(HEADINGS)}\n")
    for item in items_in(given.folders):
        sys.stdout.write(f"| {' | '.join(row(item, given.engine))} |\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
