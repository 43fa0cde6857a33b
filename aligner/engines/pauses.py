"""Times words from where the audio falls silent: sentences are fitted between the pauses, words spread within them.

The fit is a dynamic programme over (sentence end, pause): a run of sentences should take as long as its letters say,
and end where the audio falls silent. It hears loudness only, so it serves any language, singing and noise included.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from aligner.audio import SAMPLE_RATE_HZ
from aligner.engines.base import EngineResult, Job
from aligner.engines.duration import spread
from aligner.engines.pace import Beat, beats
from transcripts.errors import AudioError
from transcripts.model import WordTiming
from transcripts.timing import TimeSpan

_FRAME_MS = 20
_FRAME_SAMPLES = SAMPLE_RATE_HZ * _FRAME_MS // 1000
_MIN_PAUSE_FRAMES = 14
_QUIET_SHARE = 0.25  # of the way from the noise floor (10th percentile) to the speech level (90th of what is audible)
_SILENT_DB = -90.0  # digital silence and dither
_MIN_RANGE_DB = 6.0  # below that there is no telling speech from silence
_SPREAD_FRAMES = 25.0  # the square of an expected error, a frame of speech: 0.5 s for one second, 1 s for four
_MERGED_COST = 2.0  # a sentence end without a pause
_MAX_MERGED = 4
_WINDOW_SHARE, _WINDOW_FRAMES = 0.1, 1_500  # how far from its even share a sentence end is looked for


def time_words(job: Job) -> EngineResult:
    """Every word a time.

    Raises:
        AudioError: the audio cannot be decoded, or is silent.
    """
    level_db, duration_ms = _levels(job)
    pauses = _pauses(level_db, job.audio.name)
    row = beats(job.transcript)
    timings: list[WordTiming] = []
    for start, end, span in _fit(row, pauses):
        timings += spread(_without_last_pause(row[start:end]), span)
    return EngineResult(timings=tuple(timings), untranscribed=(), duration_ms=duration_ms)


def _levels(job: Job) -> tuple[NDArray[np.float32], int]:
    levels, rest, n_samples = [], np.zeros(0, np.float32), 0
    for block in job.audio.blocks():
        n_samples += len(block)
        held = np.concatenate((rest, block))
        whole = len(held) // _FRAME_SAMPLES * _FRAME_SAMPLES
        power = np.square(held[:whole].reshape(-1, _FRAME_SAMPLES)).mean(axis=1)
        levels.append(10 * np.log10(power + 1e-10))
        rest = held[whole:]
        job.progress("measuring", n_samples // 16, job.audio.declared_ms or 0)
    return np.concatenate(levels).astype(np.float32), n_samples // 16


@dataclass(frozen=True, slots=True)
class _Pauses:
    """Silences of the audio, ends of the audio included: frames, and the speech frames that come before each."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    speech_before: NDArray[np.float64]


def _pauses(level_db: NDArray[np.float32], name: str) -> _Pauses:
    audible = level_db[level_db > _SILENT_DB]
    if not len(audible):
        raise AudioError(name, "it is silent; check that it is the right file")
    floor, speech = np.percentile(level_db, 10), np.percentile(audible, 90)
    threshold = floor + _QUIET_SHARE * (speech - floor) if speech - floor >= _MIN_RANGE_DB else -100.0
    edges = np.flatnonzero(np.diff((level_db < threshold).astype(np.int8), prepend=0, append=0))
    starts, ends = edges[::2], edges[1::2]
    long = (ends - starts >= _MIN_PAUSE_FRAMES) & (starts > 0) & (ends < len(level_db))
    lead = int(ends[0]) if len(starts) and starts[0] == 0 else 0
    tail = int(starts[-1]) if len(ends) and ends[-1] == len(level_db) else len(level_db)
    starts = np.concatenate(([0], starts[long], [tail]))
    ends = np.concatenate(([lead], ends[long], [len(level_db)]))
    silent = np.concatenate(([0], np.cumsum(ends - starts)))[:-1]
    return _Pauses(starts, ends, (starts - silent).astype(np.float64))


def _fit(row: tuple[Beat, ...], pauses: _Pauses) -> list[tuple[int, int, TimeSpan]]:
    """Runs of words with the stretch of audio each fills: (first word, word after the last, span)."""
    ends = [index + 1 for index, beat in enumerate(row) if beat.ends_sentence]
    if not ends:
        return []
    letters = np.concatenate(([0.0], np.cumsum([beat.spoken for beat in row])))[[0, *ends]]
    expected = letters / letters[-1] * pauses.speech_before[-1]
    chosen = _choose(expected, pauses.speech_before)
    frame = _FRAME_MS
    return [
        (
            0 if a == 0 else ends[a - 1],
            ends[b - 1],
            TimeSpan(int(pauses.ends[p]) * frame, int(pauses.starts[q]) * frame),
        )
        for (a, p), (b, q) in pairwise(chosen)
    ]


def _choose(expected: NDArray[np.float64], heard: NDArray[np.float64]) -> list[tuple[int, int]]:
    """The cheapest chain of (sentence end, pause), from the beginning of both to the end of both.

    Args:
        expected: shape (n_sentences + 1,), ascending: speech frames before each sentence end, by the letters.
        heard: shape (n_pauses,), ascending: speech frames before each pause.
    """
    n_ends, n_pauses = len(expected), len(heard)
    cost = np.full((n_ends, n_pauses), np.inf)
    origin = np.zeros((n_ends, n_pauses, 2), np.int32)
    cost[0, 0] = 0
    window = max(_WINDOW_FRAMES, _WINDOW_SHARE * expected[-1])
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
            value = total[np.arange(len(targets)), best]
            better = value < cost[b, targets]
            cost[b, targets[better]] = value[better]
            origin[b, targets[better], 0] = a
            origin[b, targets[better], 1] = sources[best[better]]
    return _chain_back(cost, origin)


def _misfit(length: NDArray[np.float64], wanted: float) -> NDArray[np.float64]:
    """How far text of ``wanted`` frames is from ``length``: squared error, over a spread that grows with the text."""
    return np.where(length > 0, (length - wanted) ** 2 / (_SPREAD_FRAMES * wanted + 1), np.inf)


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
