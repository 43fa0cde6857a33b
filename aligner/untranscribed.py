"""Speech that no text covers: where the search found no text and the model hears phonemes at a speaking pace."""

import numpy as np
from numpy.typing import NDArray

from aligner.acoustic import Posteriors
from transcripts.timing import TimeSpan

MIN_MS = 1_500  # shorter ones are stutters, replaced words and breaths
_JOIN_MS = 1_500  # pauses within one passage
_WINDOW_MS = 1_000
_MIN_PHONEMES_A_SECOND = 6.0  # read speech has 10-14, synthesised music under 3
_CONFIDENT = -0.7  # log probability from which a phoneme counts as heard


def untranscribed_speech(posteriors: Posteriors, wildcard: NDArray[np.bool_]) -> tuple[TimeSpan, ...]:
    """Stretches of untranscribed speech, ascending, not overlapping.

    Args:
        posteriors: what was heard.
        wildcard: shape (n_frames,), whether the search found no text for a frame.
    """
    speech = wildcard & _speech_like(posteriors)
    runs = _joined(_runs(speech), _JOIN_MS // posteriors.frame_ms)
    spans = (TimeSpan(a * posteriors.frame_ms, min(b * posteriors.frame_ms, posteriors.duration_ms)) for a, b in runs)
    return tuple(span for span in spans if span.duration_ms >= MIN_MS)


def _speech_like(posteriors: Posteriors) -> NDArray[np.bool_]:
    best = posteriors.log_probs.argmax(axis=1)
    phoneme = (best != posteriors.log_probs.shape[1] - 1) & (posteriors.log_probs.max(axis=1) > _CONFIDENT)
    onset = phoneme & (np.diff(best, prepend=-1) != 0)
    window = _WINDOW_MS // posteriors.frame_ms
    rate = np.convolve(onset, np.ones(window))[(window - 1) // 2 :][: len(onset)] * 1000 / _WINDOW_MS
    return np.asarray(rate >= _MIN_PHONEMES_A_SECOND)


def _runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(flags.astype(np.int8), prepend=0, append=0))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _joined(runs: list[tuple[int, int]], gap: int) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in runs:
        if joined and start - joined[-1][1] <= gap:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
