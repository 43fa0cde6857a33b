"""Times words from where nobody speaks: sentences are fitted between the pauses, words spread within them.

The fit is a dynamic programme over (sentence end, pause): a run of sentences should take as long as its letters say,
and end where there is a long pause. It serves any language; where no voice is heard, singing and noise included, the
pauses are those of the level alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from aligner.audio import Samples
from aligner.engines.base import EngineResult, Job
from aligner.engines.duration import spread
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
    timings: list[WordTiming] = []
    for start, end, span in _fit(row, pauses):
        timings += spread(_without_last_pause(row[start:end]), span)
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


def _fit(row: tuple[Beat, ...], pauses: _Pauses) -> list[tuple[int, int, TimeSpan]]:
    """Runs of words with the stretch of audio each fills: (first word, word after the last, span)."""
    ends = [index + 1 for index, beat in enumerate(row) if beat.ends_sentence]
    if not ends:
        return []
    letters = np.concatenate(([0.0], np.cumsum([beat.spoken for beat in row])))[[0, *ends]]
    expected = letters / letters[-1] * pauses.speech_before[-1]
    return [
        (0 if a == 0 else ends[a - 1], ends[b - 1], TimeSpan(int(pauses.ends[p]), int(pauses.starts[q])))
        for (a, p), (b, q) in pairwise(_choose(expected, pauses))
    ]


def _choose(expected: NDArray[np.float64], pauses: _Pauses) -> list[tuple[int, int]]:
    """The cheapest chain of (sentence end, pause), from the beginning of both to the end of both.

    Args:
        expected: shape (n_sentences + 1,), ascending: speech before each sentence end in ms, by the letters.
        pauses: where sentences may end.
    """
    heard, rewards = pauses.speech_before, pauses.rewards
    n_ends, n_pauses = len(expected), len(heard)
    cost = np.full((n_ends, n_pauses), np.inf)
    origin = np.zeros((n_ends, n_pauses, 2), np.int32)
    cost[0, 0] = 0
    window = min(max(_MIN_WINDOW_MS, _WINDOW_SHARE * expected[-1]), _MAX_WINDOW_MS)
    low, high = np.searchsorted(heard, expected - window), np.searchsorted(heard, expected + window, side="right")
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
    return _chain_back(cost, origin)


def _misfit(length: NDArray[np.int64], wanted: float) -> NDArray[np.float64]:
    """How far text of ``wanted`` ms is from ``length``: the Cauchy loss, over a spread that grows with the text."""
    squared = (length - wanted) ** 2 / (_SPREAD_MS * wanted + 1)
    return np.where(length > 0, _TAIL * np.log1p(squared / _TAIL), np.inf)


def _chain_back(cost: NDArray[np.float64], origin: NDArray[np.int32]) -> list[tuple[int, int]]:
    at = (cost.shape[0] - 1, cost.shape[1] - 1)
    if not np.isfinite(cost[at]):
        return [(0, 0), at]  # fewer pauses than needed: one stretch from the first sound to the last
    chain = [at]
    while at != (0, 0):
        a, p = origin[at]
        at = (int(a), int(p))
        chain.append(at)
    return chain[::-1]


def _without_last_pause(row: tuple[Beat, ...]) -> tuple[Beat, ...]:
    last = row[-1]
    return (*row[:-1], Beat(last.spoken, 0.0, last.ends_sentence))
