"""What the confidence of a word is worth: a reliability diagram and how well it tells spoken words from others.

    python benchmarks/confidence.py FOLDER... [--report FILE.md]

Each recording is aligned twice: as it is, and with words of another recording's text planted at random places (the
same ones in every run). A word is *right* if it starts within 250 ms of the truth; that is known of hand-labelled words
and of the first word of each segment. A word that is never spoken (planted, or ``unspoken`` in the truth) is never
right. A word without a time counts as confidence 0. AUC is the chance that a spoken word has more confidence than one
that is never spoken. Only the values that the library returns are read, however they were computed.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import plots
from alignment import tokens
from planting import Planted, plant
from scoring import first_tokens, matched, unspoken_run
from tables import number, share, table, write_section
from truth import Item, Truth, items_in

import transcripts
from aligner.pipeline import align
from transcripts.errors import AlignmentError
from transcripts.model import TimedTranscript, Word

RIGHT_MS = 250
SURE = 0.9
BINS = 10
SEED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One word: its confidence 0..1, whether it is spoken at all, and whether it is right, ``None`` if unknown."""

    confidence: float
    spoken: bool
    right: bool | None


def judged(truth: Truth, timed: TimedTranscript, planted: frozenset[int]) -> list[Judged]:
    """What is known about the words of an alignment; words of which nothing is known are left out."""
    texts = [word.text for word in timed.transcript.words]
    own = [(token, index) for index, text in enumerate(texts) if index not in planted for token in tokens(text)]
    found = [token for token, _ in own]
    right, spoken = _known(truth, timed, found, own)
    unspoken = {index for text in truth.unspoken for index in _never_spoken(text, found, own)}
    never = planted | (unspoken - spoken)  # a title may be said as well
    confidences = [0.0 if timing.span is None else timing.confidence for timing in timed.timings]
    return [
        Judged(confidence=confidence, spoken=index not in never, right=False if index in never else right.get(index))
        for index, confidence in enumerate(confidences)
        if confidence is not None and (index in never or index in spoken)
    ]


def _never_spoken(text: str, found: Sequence[str], own: Sequence[tuple[str, int]]) -> set[int]:
    run = unspoken_run(tokens(text), found)
    return set() if run is None else {index for _, index in own[run]}


def _known(
    truth: Truth, timed: TimedTranscript, found: Sequence[str], own: Sequence[tuple[str, int]]
) -> tuple[dict[int, bool], set[int]]:
    """Whether words whose true start is known are right, by index; and the indices of all spoken words."""
    wanted, spans = first_tokens(truth.words or truth.segments)
    pairs = matched(wanted, found)
    right: dict[int, bool] = {}
    for first, _, passage in spans:
        if first in pairs:
            index = own[pairs[first]][1]
            span = timed.timings[index].span
            right[index] = span is not None and abs(span.start_ms - passage.start_ms) <= RIGHT_MS
    return right, {own[at][1] for at in pairs.values()}


def auc(spoken: Sequence[float], unspoken: Sequence[float]) -> float | None:
    """The chance, 0..1, that a spoken word has more confidence than an unspoken one; a tie counts half."""
    if not spoken or not unspoken:
        return None
    ranked = sorted([(value, True) for value in spoken] + [(value, False) for value in unspoken])
    wins, below, at = 0.0, 0, 0
    while at < len(ranked):
        tie = [is_spoken for value, is_spoken in _run_of_equals(ranked, at)]
        wins += sum(tie) * (below + (len(tie) - sum(tie)) / 2)
        below += len(tie) - sum(tie)
        at += len(tie)
    return wins / (len(spoken) * len(unspoken))


def _run_of_equals(ranked: Sequence[tuple[float, bool]], at: int) -> Iterator[tuple[float, bool]]:
    for index in range(at, len(ranked)):
        if ranked[index][0] != ranked[at][0]:
            return
        yield ranked[index]


def row(name: str, words: Sequence[Judged]) -> tuple[str, ...]:
    """The figures of a set of words."""
    known = [word for word in words if word.right is not None]
    sure = [word for word in known if word.confidence >= SURE]
    spoken = [word.confidence for word in words if word.spoken]
    unspoken = [word.confidence for word in words if not word.spoken]
    return (
        name,
        str(len(known)),
        str(len(sure)),
        share(sum(bool(word.right) for word in sure) / len(sure) if sure else None),
        str(len(spoken)),
        share(sum(confidence >= SURE for confidence in spoken) / len(spoken) if spoken else None),
        str(len(unspoken)),
        share(sum(confidence > 0 for confidence in unspoken) / len(unspoken) if unspoken else None),
        number(auc(spoken, unspoken), "{:.4f}"),
    )


HEADINGS = (
    "item", "judged", f"of these ≥ {SURE}", f"≥ {SURE} and right", "spoken", f"spoken ≥ {SURE}",
    "never spoken", "of these placed", "AUC",
)  # fmt: skip


def reliability(words: Iterable[Judged]) -> tuple[plots.Series, tuple[int, ...]]:
    """Mean confidence and share of right words in tenths of confidence, and how many words each holds."""
    tenths: list[list[Judged]] = [[] for _ in range(BINS)]
    for word in words:
        if word.right is not None:
            tenths[min(BINS - 1, int(word.confidence * BINS))].append(word)
    filled = [tenth for tenth in tenths if tenth]
    xs = tuple(sum(word.confidence for word in tenth) / len(tenth) for tenth in filled)
    ys = tuple(sum(bool(word.right) for word in tenth) / len(tenth) for tenth in filled)
    return plots.Series(name="words", xs=xs, ys=ys), tuple(map(len, filled))


def words_of(item: Item, planted: Planted) -> list[Judged]:
    """The words of an item, aligned with this transcript of it; none if it was refused."""
    try:
        return judged(item.truth, align(item.audio, planted.transcript), planted.indices)
    except AlignmentError as error:
        sys.stderr.write(f"{item.name}: refused, left out: {error}\n")
        return []


def foreign_words(item: Item, items: Sequence[Item]) -> tuple[Word, ...]:
    """The text of the other items in this one's language, else of all others."""
    read = {other.name: transcripts.read(other.transcript) for other in items}
    others = [read[other.name] for other in items if _text(other) != _text(item)]
    same = [other for other in others if other.language == read[item.name].language]
    return tuple(word for other in same or others for word in other.words)


def _text(item: Item) -> str:
    return item.transcript.read_text(encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--report", type=Path, metavar="FILE.md", help="rewrite this section of the file; plot in img/")
    given = parser.parse_args()
    items = list(items_in(given.folders))
    if len(items) < 2:
        parser.error("what is planted comes from another item: give two or more")
    plain: list[Judged] = []
    everything: list[Judged] = []
    rows = []
    for item in items:
        read = transcripts.read(item.transcript, item.truth.language)
        as_it_is = words_of(item, Planted(transcript=read, indices=frozenset()))
        both = as_it_is + words_of(item, plant(read, foreign_words(item, items), SEED))
        plain += as_it_is
        everything += both
        rows.append(row(item.name, both))
        sys.stderr.write(f"{' '.join(rows[-1])}\n")
    curve, counts = reliability(everything)
    tenths = [(f"{x:.2f}", f"{y:.3f}", str(count)) for x, y, count in zip(curve.xs, curve.ys, counts, strict=True)]
    body = table(HEADINGS, [*rows, row("**all**", everything), row("**all, nothing planted**", plain)])
    body += "\n\n" + table(("mean confidence", "share right", "words"), tenths)
    if given.report is not None:
        try:
            plots.reliability(curve, counts, given.report.parent / "img" / "confidence.svg")
            body += "\n\n![Share of right words against confidence](img/confidence.svg)"
        except ImportError:
            sys.stderr.write("no plots: matplotlib is not installed\n")
    write_section(given.report, "confidence", body)


if __name__ == "__main__":
    main()
