"""What the times that a page gives are worth to the engines that do not listen.

    python benchmarks/page_times.py FOLDER... [--report FILE.md]

Each recording is timed by each of these engines without times of the page and with some that are made from the truth,
cut to the second as pages do: at every turn, at the first segment after every 30 s, and at every segment. Those are
also made wrong: 5 % of them anywhere (the same ones in every run), or from the middle on 30 s late or early, as those
of another edit. *with an advertisement* is the audio with 30 s of its own speech inserted in the middle, which the page
knows nothing of: its times are 30 s early from there on. Errors are of the start of each segment, in ms, as in
accuracy.py.
"""

import argparse
import io
import random
import sys
import wave
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import numpy as np
from accuracy import alignment_of
from alignment import tokens
from scoring import first_tokens, matched, score
from tables import number, share, table, write_section
from truth import Item, Truth, items_in

import transcripts
from aligner.audio import open_audio
from aligner.pipeline import align
from transcripts.model import Item as TranscriptItem
from transcripts.model import PageTime, Transcript, Turn

ENGINES = ("pauses", "duration")
STEP_MS = 30_000
JUMP_MS = 30_000
WRONG_SHARE = 0.05
SEED = 4
HEADINGS = ("item", "engine", "times of the page", "n", "median", "90th percentile", "≤ 1 s", "worst")

Times = Mapping[int, int]
"""When words were said, in ms, by their number in the transcript."""


def true_times(transcript: Transcript, item: Item) -> Times:
    """When the first word of each segment is said."""
    texts = [word.text for word in transcript.words]
    found = [(token, index) for index, text in enumerate(texts) for token in tokens(text)]
    wanted, spans = first_tokens(item.truth.segments)
    pairs = matched(wanted, [token for token, _ in found])
    return {found[pairs[first]][1]: passage.start_ms for first, _, passage in spans if first in pairs}


def variants(transcript: Transcript, true: Times) -> dict[str, Times]:
    """What a page may give, by what it is."""
    firsts = {sum(len(turn.words) for turn in transcript.turns[:number]) for number in range(len(transcript.turns))}
    at_turns = {word: _cut(start_ms) for word, start_ms in true.items() if word in firsts}
    steps: dict[int, tuple[int, int]] = {}
    for word, start_ms in true.items():
        steps.setdefault(start_ms // STEP_MS, (word, _cut(start_ms)))
    regular = dict(steps.values())
    middle = middle_ms(true)
    later = {word: at if at < middle else at + JUMP_MS for word, at in regular.items()}
    earlier = {word: at if at < middle else max(0, at - JUMP_MS) for word, at in regular.items()}
    return {
        "none": {},
        f"every turn ({len(at_turns)})": at_turns,
        f"every 30 s ({len(regular)})": regular,
        "every 30 s, 30 s late from the middle on": later,
        "every 30 s, 30 s early from the middle on": earlier,
        "every 30 s, 5 % wrong": _some_wrong(regular),
        "every segment": {word: _cut(start_ms) for word, start_ms in true.items()},
        "every segment, 5 % wrong": _some_wrong({word: _cut(start_ms) for word, start_ms in true.items()}),
    }


def middle_ms(true: Times) -> int:
    """The start of a segment in the middle, where another edit differs."""
    starts = sorted(true.values())
    return starts[len(starts) // 2]


def with_advertisement(item: Item, at_ms: int) -> tuple[bytes, Truth]:
    """The audio, as a WAV file, and the truth with `JUMP_MS` of the recording's own speech inserted."""
    samples = np.concatenate(list(open_audio(item.audio).blocks()))
    at, length = at_ms * 16, JUMP_MS * 16
    inserted = np.concatenate((samples[:at], samples[at // 2 : at // 2 + length], samples[at:]))
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes((inserted * 32_767).astype("<i2").tobytes())
    longer_ms = (len(inserted) - len(samples)) // 16
    segments = tuple(
        replace(s, start_ms=s.start_ms + longer_ms, end_ms=s.end_ms + longer_ms) if s.start_ms >= at_ms else s
        for s in item.truth.segments
    )
    return buffer.getvalue(), replace(item.truth, segments=segments)


def _cut(time_ms: int) -> int:
    return time_ms // 1000 * 1000


def _some_wrong(times: Times) -> Times:
    chance = random.Random(SEED)  # noqa: S311 (not a secret)
    wrong = set(chance.sample(sorted(times), max(1, round(WRONG_SHARE * len(times)))))
    return {
        word: _cut(chance.randrange(1 + max(times.values()))) if word in wrong else at for word, at in times.items()
    }


def with_times(transcript: Transcript, times: Times) -> Transcript:
    """The transcript with these times and no others."""
    items: list[TranscriptItem] = []
    first = 0
    for item in transcript.items:
        if not isinstance(item, Turn):
            items.append(item)
            continue
        own = range(first, first + len(item.words))
        found = tuple(PageTime(word=word - first, start_ms=times[word]) for word in own if word in times)
        items.append(replace(item, times=found))
        first += len(item.words)
    return replace(transcript, items=tuple(items))


def row(audio: Path | BinaryIO, truth: Truth, transcript: Transcript, engine: str) -> tuple[str, ...]:
    """The figures of one recording, timed by one engine with the times that a transcript has."""
    start = score(truth, alignment_of(align(audio, transcript, engine))).segment_start
    worst_tenth = float(np.percentile(start.sizes, 90)) if start.sizes else None
    known = str(len(start.values))
    return (known, number(start.median), number(worst_tenth), share(start.within(1_000)), number(start.worst))


def rows(item: Item) -> Iterator[tuple[str, ...]]:
    """The table rows of one item."""
    transcript = transcripts.read(item.transcript, item.truth.language)
    true = true_times(transcript, item)
    given = variants(transcript, true)
    for name, times in given.items():
        for engine in ENGINES:
            yield item.name, engine, name, *row(item.audio, item.truth, with_times(transcript, times), engine)
    audio, truth = with_advertisement(item, middle_ms(true))
    for name, times in given.items():
        timed = with_times(transcript, times)
        for engine in () if name.endswith(" on") else ENGINES:
            yield f"{item.name} with an advertisement", engine, name, *row(io.BytesIO(audio), truth, timed, engine)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--report", type=Path, metavar="FILE.md", help="rewrite this section of the file")
    given = parser.parse_args()
    found = []
    for item in items_in(given.folders):
        for cells in rows(item):
            found.append(cells)
            sys.stderr.write(f"{' '.join(cells)}\n")
    write_section(given.report, "page times", table(HEADINGS, found))


if __name__ == "__main__":
    main()
