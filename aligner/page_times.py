"""The times that a page gives for its words, and whether they agree with what was heard.

They may be of another edit of the recording: then they differ from the audio's by an amount that stays the same until
the next advertisement. So the differences are explained by as few offsets as possible, each from one word to another
(a Viterbi search over the offsets that occur most); a time that no offset explains is wrong alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from transcripts.model import DOUBTFUL_BELOW, TimedTranscript, Transcript, WordTiming, join_words

AGREE_MS = 2_000  # pages round to the second, and captions appear a little before their words
_MUCH_MS = 5_000  # less is not worth an editor's time
_QUOTED_WORDS = 6
_MIN_AGREEING_SHARE = 0.5  # with less, the times are not of this recording at all
# In times that disagree: another offset in the middle needs three to speak for it, one from the first on needs two.
CHANGE_COST, _SHIFT_COST = 2.5, 1.5
_MOST_OFFSETS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """Word number ``word`` of the transcript was said at ``start_ms``, says the page in a turn that is at ``line``."""

    word: int
    start_ms: int
    line: int | None = None


def hints_of(transcript: Transcript) -> tuple[Hint, ...]:
    """All times of the page, by ascending word; the times may be in any order."""
    found: list[Hint] = []
    first = 0
    for turn in transcript.turns:
        found += [Hint(word=first + time.word, start_ms=time.start_ms, line=turn.line) for time in turn.times]
        first += len(turn.words)
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset:
    """From ``from_ms`` of the audio on, words are heard ``offset_ms`` later than the page says (negative: earlier).

    ``agreeing`` of the times there do so, give or take `AGREE_MS`.
    """

    from_ms: int
    offset_ms: int
    agreeing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongTime:
    """A time of the page that is wrong alone: its neighbours agree with the audio, and it does not by far.

    ``text`` is what is said there; ``should_be_ms`` is what the page would give if this were as its neighbours are.
    """

    line: int | None
    text: str
    page_ms: int
    heard_ms: int
    should_be_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTimesCheck:
    """How the times of a page agree with the audio.

    ``count`` is of all times, ``checked`` of those whose word was surely heard, and ``agreeing`` of those that differ
    from the audio by less than `AGREE_MS` once the ``offsets`` are taken off, which follow each other.
    """

    count: int
    checked: int
    agreeing: int
    offsets: tuple[Offset, ...]
    wrong: tuple[WrongTime, ...]

    @property
    def same_recording(self) -> bool:
        """Whether the times can be of this recording, in whatever edit."""
        return self.agreeing >= _MIN_AGREEING_SHARE * self.checked


def check_page_times(timed: TimedTranscript) -> PageTimesCheck | None:
    """Compare the times of the page with those that were heard; ``None`` where the page has none.

    Only words of which the engine is sure are compared, and none of an engine that does not listen.
    """
    hints = hints_of(timed.transcript)
    if not hints:
        return None
    pairs = [(hint, at) for hint in hints if (at := _surely_heard_ms(timed.timings[hint.word])) is not None]
    late = np.array([heard_ms - hint.start_ms for hint, heard_ms in pairs], np.int64)
    expected = explained(late)
    agreeing = np.abs(late - expected) <= AGREE_MS
    offsets = _offsets([heard_ms for _, heard_ms in pairs], expected, agreeing)
    far = np.flatnonzero(~agreeing & (np.abs(late - expected) > _MUCH_MS)).tolist()
    check = PageTimesCheck(
        count=len(hints),
        checked=len(pairs),
        agreeing=int(agreeing.sum()),
        offsets=offsets,
        wrong=tuple(_wrong(timed.transcript, *pairs[index], int(expected[index])) for index in far),
    )
    return check if check.same_recording else replace(check, offsets=(), wrong=())


def _surely_heard_ms(timing: WordTiming) -> int | None:
    sure = timing.confidence is not None and timing.confidence >= DOUBTFUL_BELOW
    return timing.span.start_ms if timing.span is not None and sure else None


def explained(late: NDArray[np.int64], change_cost: float = CHANGE_COST) -> NDArray[np.int64]:
    """What explains by how much words come later than the page says: the offset of each, shape of ``late``, in ms.

    Few of them disagree, by more than `AGREE_MS`, and offsets change seldom: a change costs as much as ``change_cost``
    that disagree.
    """
    owners = _owners(late, change_cost)
    result = owners.copy()
    for owner, run in groupby(range(len(late)), key=lambda index: int(owners[index])):
        indices = list(run)
        known = [index for index in indices if abs(late[index] - owner) <= AGREE_MS]
        if known:
            result[indices] = int(np.median(late[known]))
    return result


def _owners(late: NDArray[np.int64], change_cost: float) -> NDArray[np.int64]:
    """The cheapest row of frequent offsets."""
    offsets = _frequent(late)
    cost = np.where(np.abs(offsets) <= AGREE_MS, 0.0, _SHIFT_COST)
    origin = np.zeros((len(late), len(offsets)), np.int64)
    stay = np.arange(len(offsets))
    for at, value in enumerate(late):
        best = int(cost.argmin())
        origin[at] = np.where(cost <= cost[best] + change_cost, stay, best)
        cost = np.minimum(cost, cost[best] + change_cost) + (np.abs(value - offsets) > AGREE_MS)
    owners = np.zeros(len(late), np.int64)
    here = int(cost.argmin())
    for at in range(len(late) - 1, -1, -1):
        owners[at] = offsets[here]
        here = int(origin[at, here])
    return owners


def _frequent(late: NDArray[np.int64]) -> NDArray[np.int64]:
    """Offsets that explain more than one time each, the one that explains most first; none at all is always one."""
    left = np.sort(late)
    found: list[int] = []
    while len(found) < _MOST_OFFSETS and len(left):
        ends = np.searchsorted(left, left + AGREE_MS, side="right")
        counts = ends - np.arange(len(left))
        start = int(counts.argmax())
        if counts[start] < 2:
            break
        middle = int(left[start] + left[ends[start] - 1]) // 2
        found.append(middle)
        left = left[np.abs(left - middle) > AGREE_MS]
    return np.array([*found, *([] if any(abs(offset) <= AGREE_MS for offset in found) else [0])], np.int64)


def _offsets(heard_ms: Sequence[int], expected: NDArray[np.int64], agreeing: NDArray[np.bool_]) -> tuple[Offset, ...]:
    """The offsets that any time agrees with, in order."""
    found = []
    for offset_ms, run in groupby(range(len(expected)), key=lambda index: int(expected[index])):
        known = [index for index in run if agreeing[index]]
        if known:
            found.append(Offset(from_ms=heard_ms[known[0]], offset_ms=offset_ms, agreeing=len(known)))
    return tuple(found)


def _wrong(transcript: Transcript, hint: Hint, heard_ms: int, offset_ms: int) -> WrongTime:
    words = transcript.words[hint.word : hint.word + _QUOTED_WORDS]
    return WrongTime(
        line=hint.line,
        text=join_words(words),
        page_ms=hint.start_ms,
        heard_ms=heard_ms,
        should_be_ms=max(0, heard_ms - offset_ms),
    )
