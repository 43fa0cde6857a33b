"""How exact the times of this project alone are, without the cost of a process for each recording.

    python benchmarks/accuracy.py FOLDER... [--engine NAME] [--report FILE.md]

A FOLDER is an item or holds items (layout: truth.py). Errors are of the start of each hand-labelled word, or else of
each segment, in ms (late is positive), and of its end; a word that was not placed is a miss in every share. Recall and
precision are of speech that no text covers, in time. Speed is told as times faster than the audio and as a multiple
of decoding the same file alone, both in the same run.
"""

import argparse
import sys
import time
from pathlib import Path

from alignment import Alignment, TimedWord
from scoring import Score, score
from tables import number, share, table, write_section
from truth import Item, Stretch, items_in

import transcripts
from aligner.audio import open_audio
from aligner.pipeline import ENGINE_NAMES, align
from transcripts.model import TimedTranscript

HEADINGS = (
    "item", "n", "median", "mean", "bias", "≤ 50", "≤ 100", "≤ 250", "worst", "end mean", "end ≤ 100",
    "never-spoken left out", "recall", "precision", "× real time", "× decoding",
)  # fmt: skip


def alignment_of(timed: TimedTranscript) -> Alignment:
    """A timed transcript in the form that is scored."""
    words = tuple(
        TimedWord(
            text=word.text,
            start_ms=timing.span.start_ms if timing.span else None,
            end_ms=timing.span.end_ms if timing.span else None,
        )
        for word, timing in zip(timed.transcript.words, timed.timings, strict=True)
    )
    stretches = tuple(Stretch(start_ms=span.start_ms, end_ms=span.end_ms) for span in timed.untranscribed)
    return Alignment(words=words, untranscribed=stretches)


def row(item: Item, engine: str) -> tuple[str, ...]:
    """The table row of one item."""
    started = time.perf_counter()
    for _ in open_audio(item.audio).blocks():
        pass
    decoding_s = time.perf_counter() - started
    started = time.perf_counter()
    timed = align(item.audio, transcripts.read(item.transcript), engine)
    aligning_s = time.perf_counter() - started
    speed = (f"{timed.audio.duration_ms / 1000 / aligning_s:.0f}", f"{aligning_s / decoding_s:.1f}")
    return (item.name, *figures(score(item.truth, alignment_of(timed))), *speed)


def figures(scored: Score) -> tuple[str, ...]:
    """The figures of a score, in the order of the headings."""
    start, end = scored.start, scored.end
    return (
        str(len(start.values)),
        number(start.median),
        number(start.mean),
        number(start.bias, "{:+.0f}"),
        *(share(start.within(limit)) for limit in (50, 100, 250)),
        number(start.worst),
        number(end.mean),
        share(end.within(100)),
        share(scored.unspoken_recall),
        share(scored.untranscribed_recall),
        share(scored.untranscribed_precision),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--engine", choices=ENGINE_NAMES, default="auto")
    parser.add_argument("--report", type=Path, metavar="FILE.md", help="rewrite this section of the file")
    given = parser.parse_args()
    rows = []
    for item in items_in(given.folders):
        rows.append(row(item, given.engine))
        sys.stderr.write(f"{' '.join(rows[-1])}\n")
    write_section(given.report, "accuracy", table(HEADINGS, rows))


if __name__ == "__main__":
    main()
