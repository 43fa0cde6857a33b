"""What a person should look at in a transcript: labels that stand once, times that run backwards."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from transcripts.reading.layouts.shapes import bare_name
from transcripts.reading.passages import Passage

_LEAST_LABELS = 20  # of fewer it says nothing that a voice is heard once
_MOST_LISTED = 5
_MOST_LONE = 0.1  # of the labels; where more stand once, that is the way of the page


def remarks(passages: Sequence[Passage]) -> tuple[str, ...]:
    """A line each, with the line of the source."""
    return (*_listed(_lone_labels(passages)), *_listed(_backward_times(passages)))


def _listed(found: Iterator[str]) -> tuple[str, ...]:
    lines = tuple(found)
    more = len(lines) - _MOST_LISTED
    return (*lines[:_MOST_LISTED], f"and {more} more like it") if more > 0 else lines


def _lone_labels(passages: Sequence[Passage]) -> Iterator[str]:
    labelled = [(passage, passage.label) for passage in passages if passage.label and passage.label.written]
    counts = Counter(label.key for _, label in labelled)
    words = Counter(word for key in counts for word in set(key.split()))
    # Part of another label, it is a short or a full form of that.
    lone = {key for key, count in counts.items() if count == 1 and all(words[word] == 1 for word in key.split())}
    if len(labelled) < _LEAST_LABELS or len(lone) > _MOST_LONE * len(labelled):
        return
    for passage, label in labelled:
        if label.key in lone and label.written == bare_name(label.written or ""):  # a role makes it evident
            yield f"line {passage.line}: {label.written!r} is taken for a speaker, who speaks only here"


def _backward_times(passages: Sequence[Passage]) -> Iterator[str]:
    times = [(passage.line, start_ms) for passage in passages for _, start_ms in passage.times]
    for (_, before_ms), (line, start_ms) in pairwise(times):
        if start_ms < before_ms:
            yield f"line {line}: the page's time {_clock(start_ms)} comes after {_clock(before_ms)}"


def _clock(ms: int) -> str:
    minutes, seconds = divmod(ms // 1000, 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
