"""Times words from where nobody speaks: sentences are fitted between the pauses, words spread within them.

The fit is a dynamic programme over (sentence end, pause): a run of sentences should take as long as its letters say,
and end where there is a long pause. It serves any language; where no voice is heard, singing and noise included, the
pauses are those of the level alone. Times that the page gives, where they can be true, tell how long sentences should
take and how far from there their ends are looked for, if that explains the pauses better than the letters alone do. If
the sentences placed so far show that they are of another edit, they are also tried moved to where those are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from aligner.audio import Samples
from aligner.engines.base import EngineResult, Job
from aligner.engines.duration import spread
from aligner.engines.hints import (
    Knots,
    consistent_knots,
    knots_within,
    letters_before,
    moved_knots,
    said_by,
    usual_pace,
)
from aligner.engines.pace import LETTER_MS, Beat, beats
from aligner.voice import Activity, voice_activity
from transcripts.errors import AudioError
from transcripts.model import WordTiming
from transcripts.timing import TimeSpan

_MIN_PAUSE_MS = 160
_USUAL_PAUSE_MS, _LONG_PAUSE_MS = 500, 1_500  # of a sentence end; longer ones say no more
_SPREAD_MS = 150.0  # the square of an expected error, a millisecond of speech: 0.4 s for one second, 0.8 s for four
_TAIL = 0.5  # of the errors' distribution: passages left out or added are few, but then long
_MERGED_COST = 2.0  # a sentence end without a pause
_MAX_MERGED = 4
# How far from its even share a sentence end is looked for; bounded, or time would grow with the square of the length.
_WINDOW_SHARE, _MIN_WINDOW_MS, _MAX_WINDOW_MS = 0.1, 30_000, 180_000
_MIN_KNOT_WINDOW_MS = 45_000.0  # near a time of the page: what is added to the audio must not take it out of sight
_TRIALS = 2  # the page's times as they are, then moved as those of another edit
_EDGE_SPREAD_MS = 1_000.0  # the expected error of how much is said before the text and after it, by the page's times
_MIN_VOICE_SHARE = 1 / 3  # of the time the letters take; with less the detector does not hear this kind of voice


def time_words(job: Job) -> EngineResult:
    """Every word a time.

    Raises:
        AudioError: the audio cannot be decoded, or is silent.
    """
    activity = voice_activity(_watched(job))
    row = beats(job.transcript)
    pauses = _pauses(_spoken_frames(activity, row), activity)
    if pauses is None:
        raise AudioError(job.audio.name, "it is silent; check that it is the right file")
    knots = consistent_knots(job.transcript, row, activity.duration_ms)
    runs, knots = _fit(row, pauses, knots)
    timings = _words(row, runs, knots) if knots else [timing for run in runs for timing in _evenly(row, *run)]
    return EngineResult(timings=tuple(timings), untranscribed=(), duration_ms=activity.duration_ms)


def _watched(job: Job) -> Iterator[Samples]:
    n_samples = 0
    for block in job.audio.blocks():
        n_samples += len(block)
        job.progress("measuring", n_samples // 16, job.audio.declared_ms or 0)
        yield block


def _spoken_frames(activity: Activity, row: tuple[Beat, ...]) -> NDArray[np.bool_]:
    expected_ms = LETTER_MS * sum(beat.spoken for beat in row)
    voiced_ms = int(activity.voiced.sum()) * activity.frame_ms
    return activity.voiced if voiced_ms >= max(1, _MIN_VOICE_SHARE * expected_ms) else activity.audible


@dataclass(frozen=True, slots=True)
class _Pauses:
    """Pauses of the audio, its ends included, in ms; ``speech_before`` is what is spoken before each."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    speech_before: NDArray[np.int64]

    @property
    def rewards(self) -> NDArray[np.float64]:
        """Shape (n_pauses,): how much each speaks for the end of a sentence: a long one does, a breath does not."""
        lengths = np.clip(self.ends - self.starts, _MIN_PAUSE_MS, _LONG_PAUSE_MS)
        lengths[-1] = _LONG_PAUSE_MS
        return np.asarray(np.log(lengths / _USUAL_PAUSE_MS), np.float64)


def _pauses(spoken: NDArray[np.bool_], activity: Activity) -> _Pauses | None:
    """The pauses between spoken frames; ``None`` where nothing is spoken."""
    if not spoken.any():
        return None
    edges = np.flatnonzero(np.diff(spoken.astype(np.int8), prepend=0, append=0)) * activity.frame_ms
    edges = np.minimum(edges, activity.duration_ms)
    starts = np.concatenate(([0], edges[1::2]))
    ends = np.concatenate((edges[::2], [activity.duration_ms]))
    long = ends - starts >= _MIN_PAUSE_MS
    long[[0, -1]] = True
    starts, ends = starts[long], ends[long]
    silent_before = np.cumsum(ends - starts) - (ends - starts)
    return _Pauses(starts, ends, starts - silent_before)


_Run = tuple[int, int, TimeSpan]
"""The first word, the word after the last, and the stretch of audio that they fill."""


@dataclass(frozen=True, slots=True)
class _Expected:
    """What is expected of the sentence ends, the beginning of the text being the first of them.

    ``ends`` is how much is spoken before each, in ms, ascending; ``windows`` how far from there it is looked for; both
    of shape (n_sentences + 1,). ``begin_costs`` and ``end_costs`` are those of text that begins or ends at a pause,
    shape (n_pauses,).
    """

    ends: NDArray[np.float64]
    windows: NDArray[np.float64]
    begin_costs: NDArray[np.float64]
    end_costs: NDArray[np.float64]


def _fit(row: tuple[Beat, ...], pauses: _Pauses, knots: Knots | None) -> tuple[list[_Run], Knots | None]:
    """The runs of words between pauses; and the knots, if these explain the pauses better than the letters alone."""
    ends = [index + 1 for index, beat in enumerate(row) if beat.ends_sentence]
    if not ends:
        return [], None
    letters = np.concatenate(([0.0], np.cumsum([beat.spoken for beat in row])))
    runs, cost = _placed(ends, _by_letters(letters[[0, *ends]], pauses), pauses)
    used, tried = None, knots
    for _ in range(_TRIALS):
        if tried is None:
            break
        others, cost_of_others = _placed(ends, _by_knots(letters, [0, *ends], pauses, tried), pauses)
        if cost_of_others < cost:
            runs, cost, used = others, cost_of_others, tried
        tried = moved_knots(tried, runs, letters_before(row))
    return runs, used


def _placed(ends: list[int], expected: _Expected, pauses: _Pauses) -> tuple[list[_Run], float]:
    """The cheapest runs of words between pauses, and what they cost; ``ends`` are the words after sentences."""
    chain, cost = _choose(expected, pauses)
    return [
        (0 if a == 0 else ends[a - 1], ends[b - 1], TimeSpan(int(pauses.ends[p]), int(pauses.starts[q])))
        for (a, p), (b, q) in pairwise(chain)
    ], cost


def _by_letters(letters: NDArray[np.float64], pauses: _Pauses) -> _Expected:
    """The text fills the audio from its beginning to its end."""
    expected = letters / letters[-1] * pauses.speech_before[-1]
    never = np.full(len(pauses.starts), np.inf)
    begin_costs, end_costs = never.copy(), never.copy()
    begin_costs[0] = end_costs[-1] = 0
    return _Expected(expected, np.full(len(expected), _widest(expected[-1])), begin_costs, end_costs)


def _widest(speech_ms: float) -> float:
    return min(max(_MIN_WINDOW_MS, _WINDOW_SHARE * speech_ms), _MAX_WINDOW_MS)


def _by_knots(letters: NDArray[np.float64], ends: list[int], pauses: _Pauses, knots: Knots) -> _Expected:
    """The text lies between the knots, and at the usual pace before and after them."""
    heard = pauses.speech_before
    edges = np.stack((pauses.starts, pauses.ends), axis=1).ravel()
    said = np.interp(knots.starts_ms, edges, np.repeat(heard, 2))
    at = letters[list(knots.words)]
    letter_ms = usual_pace(at, said, heard[-1] / letters[-1])
    first = max(0.0, said[0] - letter_ms * at[0])
    last = min(float(heard[-1]), said[-1] + letter_ms * (letters[-1] - at[-1]))
    # What is said between two knots and not written follows the words there: the next ones begin at their knot.
    until = said_by(said[:-1], said[1:], letter_ms * np.diff(at))
    places = np.concatenate(([0.0], np.stack((at[:-1], at[1:] - 0.5), axis=1).ravel(), at[-1:], letters[-1:]))
    speech = np.concatenate(([first], np.stack((said[:-1], until), axis=1).ravel(), said[-1:], [last]))
    expected = np.interp(letters[ends], places, speech)
    after = np.searchsorted(said, expected).clip(1, max(1, len(said) - 1))
    nearest = np.minimum(np.abs(expected - said[after - 1]), np.abs(expected - said[after % len(said)]))
    windows = np.minimum(_MIN_KNOT_WINDOW_MS + nearest, max(_MIN_KNOT_WINDOW_MS, _widest(heard[-1])))
    return _Expected(expected, windows, _edge_costs(heard, first), _edge_costs(heard[-1] - heard, heard[-1] - last))


def _edge_costs(length: NDArray[np.int64], wanted: float) -> NDArray[np.float64]:
    """Of speech without text, ``wanted`` ms by the page's times, at the beginning or the end."""
    squared = (length - wanted) ** 2 / (_SPREAD_MS * wanted + _EDGE_SPREAD_MS**2)
    return np.asarray(_TAIL * np.log1p(squared / _TAIL), np.float64)


def _choose(wanted: _Expected, pauses: _Pauses) -> tuple[list[tuple[int, int]], float]:
    """The cheapest chain of (sentence end, pause), from the beginning of the text to its end; and its cost."""
    heard, rewards, expected = pauses.speech_before, pauses.rewards, wanted.ends
    n_ends, n_pauses = len(expected), len(heard)
    cost = np.full((n_ends, n_pauses), np.inf)
    origin = np.zeros((n_ends, n_pauses, 2), np.int32)
    cost[0] = wanted.begin_costs
    low = np.searchsorted(heard, expected - wanted.windows)
    high = np.searchsorted(heard, expected + wanted.windows, side="right")
    for b in range(1, n_ends):
        # Only the last sentence ends at the end of the audio, and only the text begins at its beginning.
        targets = np.arange(max(1, low[b]), min(high[b], n_pauses - 1) if b < n_ends - 1 else n_pauses)
        for a in range(max(0, b - _MAX_MERGED), b):
            sources = np.arange(low[a], high[a])
            if not len(sources) or not len(targets):
                continue
            length = heard[targets][:, None] - heard[sources][None, :]
            total = cost[a, sources] + _misfit(length, expected[b] - expected[a]) + _MERGED_COST * (b - a - 1)
            best = total.argmin(axis=1)
            value = total[np.arange(len(targets)), best] - rewards[targets]
            better = value < cost[b, targets]
            cost[b, targets[better]] = value[better]
            origin[b, targets[better], 0] = a
            origin[b, targets[better], 1] = sources[best[better]]
    cost[-1] += wanted.end_costs
    return _chain_back(cost, origin), float(cost[-1].min())


def _misfit(length: NDArray[np.int64], wanted: float) -> NDArray[np.float64]:
    """How far text of ``wanted`` ms is from ``length``: the Cauchy loss, over a spread that grows with the text."""
    squared = (length - wanted) ** 2 / (_SPREAD_MS * wanted + 1)
    return np.where(length > 0, _TAIL * np.log1p(squared / _TAIL), np.inf)


def _chain_back(cost: NDArray[np.float64], origin: NDArray[np.int32]) -> list[tuple[int, int]]:
    at = (cost.shape[0] - 1, int(cost[-1].argmin()))
    if not np.isfinite(cost[at]):
        # Fewer pauses than needed: one stretch from the first sound to the last.
        return [(0, 0), (cost.shape[0] - 1, cost.shape[1] - 1)]
    chain = [at]
    while at[0] != 0:
        a, p = origin[at]
        at = (int(a), int(p))
        chain.append(at)
    return chain[::-1]


def _words(row: tuple[Beat, ...], runs: Sequence[_Run], knots: Knots) -> Iterator[WordTiming]:
    """The words of the runs, spread between the times that the page gives for some of them."""
    for (start, end, span), inside in zip(runs, knots_within(knots, runs, letters_before(row)), strict=True):
        bounds = [(start, span.start_ms), *inside, (end, span.end_ms)]
        for (first, start_ms), (after, end_ms) in pairwise(bounds):
            part = row[first:after]
            yield from spread(_without_last_pause(part) if after == end else part, TimeSpan(start_ms, end_ms))


def _evenly(row: tuple[Beat, ...], start: int, end: int, span: TimeSpan) -> tuple[WordTiming, ...]:
    return spread(_without_last_pause(row[start:end]), span)


def _without_last_pause(row: tuple[Beat, ...]) -> tuple[Beat, ...]:
    last = row[-1]
    return (*row[:-1], Beat(last.spoken, 0.0, last.ends_sentence))
