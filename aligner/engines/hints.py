"""The times of a page as knots for engines that do not listen: those that can all be true, and words between them.

A page's times may be wrong one by one, run backwards or be of another edit. What is kept is the best chain of them: as
many as possible, each after the one before it at a pace that a speaker may have.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from aligner.engines.pace import Beat
from aligner.page_times import AGREE_MS, CHANGE_COST, explained, hints_of
from transcripts.model import Transcript
from transcripts.timing import TimeSpan

_MAX_HASTE = 3.0  # how much faster than on average a speaker may be between two times
_PACE_LETTERS = 150.0  # about ten seconds: nearer times are too rounded to tell a pace
_USUAL_QUANTILE = 0.4
_LEAST_PACE, _MOST_PACE = 0.25, 1.25  # of that at which the words would fill the audio
_MAX_LEISURE = 1.5  # how much slower than usual words may be; a longer time holds something else
_ROUNDING_MS = 2_000  # of two times, and the pauses before words
_USUAL_VARIATION = 0.3  # of the time a text should take
_LINK_COST, _MAX_LINK_COST = 0.6, 1.25  # in times kept: a time that would break two links of the chain is left out
_AROUND = 3  # runs before and after one that tell how far the page's times are off there
_CHANGE_SHARE = 0.05  # of all knots: less are rather a few sentences that were misplaced than another edit
_LEAST_WORD_MS = 5.0  # so that each gets a time
_LOOK_BACK = 100  # times; more than that are hardly wrong together


@dataclass(frozen=True, slots=True, kw_only=True)
class Knots:
    """``starts_ms[k]`` is when ``words[k]`` begin; both strictly ascend. ``letter_ms`` is the usual pace.

    Letters are those of `Beat`, pauses included.
    """

    words: tuple[int, ...]
    starts_ms: tuple[int, ...]
    letter_ms: float


def letters_before(row: Sequence[Beat]) -> NDArray[np.float64]:
    """Shape (n_words + 1,): the letters before each word and before the end, pauses included."""
    return np.array(list(accumulate((beat.spoken + beat.pause for beat in row), initial=0.0)))


def consistent_knots(transcript: Transcript, row: Sequence[Beat], duration_ms: int) -> Knots | None:
    """The times of the page that can all be true; ``None`` if there are none.

    Text of which the source does not say that it was spoken need not take any time.

    Args:
        transcript: with the times.
        row: the beats of its words.
        duration_ms: of the audio, that all words have to fit into.
    """
    letters = letters_before(_spoken_for_sure(transcript, row))
    hints = [hint for hint in hints_of(transcript) if hint.start_ms < duration_ms]
    if not hints or not letters[-1]:
        return None
    at = letters[[hint.word for hint in hints]]
    times = np.array([hint.start_ms for hint in hints], np.float64)
    letter_ms = usual_pace(at, times, duration_ms / letters[-1])
    least_ms = letter_ms / _MAX_HASTE * letters + _LEAST_WORD_MS * np.arange(len(letters))
    least = least_ms[[hint.word for hint in hints]]
    possible = np.flatnonzero((times >= least) & (duration_ms - times >= least_ms[-1] - least))
    chain = possible[_best_chain(letter_ms * at[possible], least[possible], times[possible])]
    kept: list[int] = []
    for index in chain.tolist():
        if not kept or times[index] - times[kept[-1]] >= least[index] - least[kept[-1]]:
            kept.append(index)
    if not kept:
        return None
    words, starts_ms = tuple(hints[index].word for index in kept), tuple(hints[index].start_ms for index in kept)
    return Knots(words=words, starts_ms=starts_ms, letter_ms=letter_ms)


def _spoken_for_sure(transcript: Transcript, row: Sequence[Beat]) -> list[Beat]:
    sure = [not turn.maybe_spoken for turn in transcript.turns for _ in turn.words]
    return [beat if spoken else Beat(0.0, 0.0, beat.ends_sentence) for beat, spoken in zip(row, sure, strict=True)]


def moved_knots(knots: Knots, runs: Sequence[tuple[int, int, TimeSpan]], letters: NDArray[np.float64]) -> Knots | None:
    """The knots as those of another edit, moved to where runs of words were placed; ``None`` if they are of this one.

    Args: as of `knots_within`.
    """
    starts, spans = [start for start, _, _ in runs], [span.start_ms for _, _, span in runs]
    placed = np.interp(letters[list(knots.words)], letters[starts], spans)
    change_cost = max(CHANGE_COST, _CHANGE_SHARE * len(knots.words))
    offsets = explained(placed.astype(np.int64) - knots.starts_ms, change_cost)
    if not len(offsets) or np.abs(offsets).max() <= AGREE_MS:
        return None
    words: list[int] = []
    starts_ms: list[int] = []
    for word, start_ms in zip(knots.words, (offsets + knots.starts_ms).tolist(), strict=True):
        if start_ms > (starts_ms[-1] if starts_ms else -1):
            words.append(word)
            starts_ms.append(start_ms)
    return Knots(words=tuple(words), starts_ms=tuple(starts_ms), letter_ms=knots.letter_ms)


def knots_within(
    knots: Knots, runs: Sequence[tuple[int, int, TimeSpan]], letters: NDArray[np.float64]
) -> Iterator[list[tuple[int, int]]]:
    """For each run of words whose span is known, the knots in it, as (word, ms), moved as the runs around it ask for.

    Those of another edit lie elsewhere, and pages cut their times to the second; what then leaves no time for the words
    on either side of it is left out.

    Args:
        knots: of the whole text.
        runs: first word, word after the last, and span, ascending.
        letters: from `letters_before`.
    """
    starts = [start for start, _, _ in runs]
    by_page = np.interp(letters[starts], letters[list(knots.words)], knots.starts_ms)
    late = np.array([span.start_ms for _, _, span in runs]) - by_page
    quickest = knots.letter_ms / _MAX_HASTE
    for number, (start, end, span) in enumerate(runs):
        shift_ms = round(float(np.median(late[max(0, number - _AROUND) : number + _AROUND + 1])))
        inside = [(start, span.start_ms)]
        for index in range(bisect_right(knots.words, start), bisect_left(knots.words, end)):
            word, at_ms = knots.words[index], knots.starts_ms[index] + shift_ms
            before_ms = quickest * (letters[word] - letters[inside[-1][0]])
            if inside[-1][1] + before_ms <= at_ms <= span.end_ms - quickest * (letters[end] - letters[word]):
                inside.append((word, at_ms))
        yield inside[1:]


def usual_pace(at: NDArray[np.float64], times: NDArray[np.float64], otherwise: float) -> float:
    """What a letter usually takes, in ms, by times some letters apart; within reason of ``otherwise``.

    Less than the median, as music and advertisements between times make many longer and nothing makes them shorter.
    """
    later = np.searchsorted(at, at + _PACE_LETTERS)
    earlier = np.flatnonzero(later < len(at))
    if not len(earlier):
        return otherwise
    paces = (times[later[earlier]] - times[earlier]) / (at[later[earlier]] - at[earlier])
    usual = float(np.quantile(paces, _USUAL_QUANTILE, method="lower"))
    return min(max(usual, _LEAST_PACE * otherwise), _MOST_PACE * otherwise)


def said_by(start: NDArray[np.float64], end: NDArray[np.float64], usual: NDArray[np.float64]) -> NDArray[np.float64]:
    """When words have been said that begin at ``start``, take ``usual`` and are followed by others at ``end``.

    They fill the time between, unless it is too long: then something else comes after them. All in ms.
    """
    return np.where(end - start > _MAX_LEISURE * usual, start + usual, end)


def _best_chain(
    usual: NDArray[np.float64], least: NDArray[np.float64], times: NDArray[np.float64]
) -> NDArray[np.int64]:
    """The indices of the chain with most times, less what its links cost.

    Args:
        usual: when each word would be said at the usual pace, in ms.
        least: how much time the words before each need at least, in ms.
        times: when the page says.
    """
    score = np.ones(len(times))
    previous = np.full(len(times), -1, np.int64)
    for here in range(1, len(times)):
        before = slice(max(0, here - _LOOK_BACK), here)
        wanted, taken = usual[here] - usual[before], times[here] - times[before]
        odd = np.abs(taken - wanted) / (_ROUNDING_MS + _USUAL_VARIATION * wanted)
        links = score[before] - np.minimum(_MAX_LINK_COST, _LINK_COST * odd)
        links[(taken < 0) | (taken + _ROUNDING_MS / 2 < least[here] - least[before])] = -np.inf
        best = int(links.argmax())
        if links[best] > 0:
            score[here] = 1 + links[best]
            previous[here] = before.start + best
    chain = []
    index = int(score.argmax()) if len(score) else -1
    while index >= 0:
        chain.append(index)
        index = int(previous[index])
    return np.array(chain[::-1], np.int64)
