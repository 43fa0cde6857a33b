"""How good an alignment is, against a truth. Late is positive; a word without a time is a miss in every share."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from alignment import Alignment, Token, timed_tokens, tokens
from truth import Passage, Stretch, Truth

MIN_FOUND_SHARE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Errors:
    """How late each passage was placed, in ms; ``None`` where it was not."""

    values: tuple[int | None, ...]

    @property
    def known(self) -> tuple[int, ...]:
        return tuple(value for value in self.values if value is not None)

    @property
    def sizes(self) -> tuple[int, ...]:
        return tuple(sorted(map(abs, self.known)))

    @property
    def median(self) -> float | None:
        return statistics.median(self.sizes) if self.sizes else None

    @property
    def mean(self) -> float | None:
        return statistics.fmean(self.sizes) if self.sizes else None

    @property
    def bias(self) -> float | None:
        return statistics.median(self.known) if self.known else None

    @property
    def worst(self) -> int | None:
        return self.sizes[-1] if self.sizes else None

    def within(self, limit_ms: int) -> float | None:
        """The share, 0..1, of all passages that were placed within the limit; ``None`` if there are none."""
        return sum(size <= limit_ms for size in self.sizes) / len(self.values) if self.values else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The figures of one alignment; shares are in 0..1 and ``None`` where the truth has nothing to compare with.

    ``untimed`` is the share of the spoken words without a time, ``unspoken_recall`` that of the never-spoken ones.
    Recall and precision of ``untranscribed`` are in time.
    """

    word_start: Errors
    word_end: Errors
    segment_start: Errors
    segment_end: Errors
    untimed: float | None
    unspoken_recall: float | None
    untranscribed_recall: float | None
    untranscribed_precision: float | None

    @property
    def start(self) -> Errors:
        """Of the words where they are labelled by hand, else of the segments."""
        return self.word_start if self.word_start.values else self.segment_start

    @property
    def end(self) -> Errors:
        return self.word_end if self.word_end.values else self.segment_end


def score(truth: Truth, alignment: Alignment) -> Score:
    """Compares an alignment with the truth."""
    heard = timed_tokens(alignment)
    word_start, word_end, _ = _passage_errors(truth.words, heard, by_last=False)
    segment_start, segment_end, untimed = _passage_errors(truth.segments, heard, by_last=True)
    both = _overlap_ms(truth.untranscribed, alignment.untranscribed)
    return Score(
        word_start=word_start,
        word_end=word_end,
        segment_start=segment_start,
        segment_end=segment_end,
        untimed=untimed,
        unspoken_recall=_unspoken_recall(truth.unspoken, heard),
        untranscribed_recall=_share(both, _length_ms(truth.untranscribed)),
        untranscribed_precision=_share(both, _length_ms(alignment.untranscribed)),
    )


def matched(wanted: Sequence[str], found: Sequence[str]) -> dict[int, int]:
    """For indices of wanted tokens the index of the found token that is the same one, in order."""
    blocks = SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks()
    return {block.a + k: block.b + k for block in blocks for k in range(block.size)}


def first_tokens(passages: Sequence[Passage]) -> tuple[list[str], list[tuple[int, int, Passage]]]:
    """All tokens of the passages, and for each passage that has any the indices of its first and its last."""
    wanted: list[str] = []
    spans = []
    for passage in passages:
        parts = tokens(passage.text)
        if parts:
            spans.append((len(wanted), len(wanted) + len(parts) - 1, passage))
        wanted += parts
    return wanted, spans


def _passage_errors(
    passages: Sequence[Passage], heard: Sequence[Token], *, by_last: bool
) -> tuple[Errors, Errors, float | None]:
    """Errors of starts and ends, and the share of matched tokens without a time.

    A labelled word that is several tokens ends where the system's word of its first token ends (``by_last`` false).
    """
    wanted, spans = first_tokens(passages)
    pairs = matched(wanted, [token.text for token in heard])
    found = {index: heard[at] for index, at in pairs.items()}
    starts, ends = [], []
    for first, last, passage in spans:
        begins, closes = found.get(first), found.get(last if by_last else first)
        starts.append(_late(begins.start_ms if begins else None, passage.start_ms))
        ends.append(_late(closes.end_ms if closes else None, passage.end_ms))
    untimed = _share(sum(token.start_ms is None for token in found.values()), len(found))
    return Errors(values=tuple(starts)), Errors(values=tuple(ends)), untimed


def _late(placed_ms: int | None, true_ms: int) -> int | None:
    return None if placed_ms is None else placed_ms - true_ms


def _unspoken_recall(texts: Sequence[str], heard: Sequence[Token]) -> float | None:
    total = unplaced = 0
    for text in texts:
        wanted = tokens(text)
        total += len(wanted)
        run = unspoken_run(wanted, [token.text for token in heard])
        unplaced += len(wanted) if run is None else sum(token.start_ms is None for token in heard[run])
    return _share(unplaced, total)


def unspoken_run(wanted: Sequence[str], found: Sequence[str]) -> slice | None:
    """Where a never-spoken text stands among the found tokens; ``None`` if the system left it out of its text."""
    block = SequenceMatcher(None, wanted, found, autojunk=False).find_longest_match()
    if block.size < max(1, len(wanted) * MIN_FOUND_SHARE):
        return None
    first = max(0, block.b - block.a)
    return slice(first, first + len(wanted))


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _length_ms(stretches: Sequence[Stretch]) -> int:
    return sum(stretch.duration_ms for stretch in stretches)


def _overlap_ms(ours: Sequence[Stretch], theirs: Sequence[Stretch]) -> int:
    return sum(max(0, min(a.end_ms, b.end_ms) - max(a.start_ms, b.start_ms)) for a in ours for b in theirs)
