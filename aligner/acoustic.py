"""Audio to phoneme posteriors, with the phoneme model that the ``hama`` package carries.

The model takes a waveform and gives one frame of log probabilities every 20 ms. A call of more than 30 s would be cut
silently, so the audio goes through it in chunks with context on either side. Two calls run side by side, one thread
each, which is faster than two threads inside one call.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from aligner.audio import SAMPLE_RATE_HZ, Samples
from aligner.features import N_BANDS, BandLevels, band_levels
from aligner.phonemes import PHONEMES
from transcripts.errors import EngineUnavailableError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

CHUNK_FRAMES = 250  # 5 s; longer ones cost more a second, since attention grows with the square of the length
CONTEXT_FRAMES = 12  # 0.24 s on either side, dropped afterwards
LEAST_FRAMES = 150  # 3 s: in less the model hears next to nothing; silence makes up for what a last chunk lacks
WORKERS = 2

# The model is surer than it is right, of silence most of all: with an odd voice, a narrow band or another language it
# gives the blank 0.999 and the sound that is there next to nothing. Softened (temperature scaling, Guo et al. 2017)
# such sounds count: telephone speech lost no word where it had lost 7 %, and nothing else got worse.
TEMPERATURE = 1.5

_MODEL_MISSING = "its model is missing; install hama==1.3.13"

# Shape (n_frames, len(PHONEMES) + 1); the last column is the blank. Half precision is kept: three hours take 43 MB.
LogProbs = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class AcousticModel:
    """A CTC phoneme model: where it lies, what its output columns mean and how many samples a frame is."""

    path: Path
    labels: tuple[str, ...]
    blanks: tuple[str, ...]
    frame_samples: int

    @property
    def frame_ms(self) -> int:
        return self.frame_samples * 1000 // SAMPLE_RATE_HZ


def _no_band_levels() -> BandLevels:
    return np.zeros((0, N_BANDS), np.int8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Posteriors:
    """What was heard: log probabilities of the kept phonemes a frame, and how loud the audio is.

    ``log_probs`` has shape (n_frames, len(PHONEMES) + 1), the last column being the blank; the probabilities of a row
    sum to 1.
    ``level_db`` has shape (n_frames,): RMS level in dB relative to full scale, at least -100.
    ``band_db`` has a row every 10 ms, two a frame, of what `aligner.features.band_levels` measures; no row at all where
    it was not measured.
    """

    log_probs: LogProbs
    level_db: NDArray[np.float32]
    frame_ms: int
    duration_ms: int
    band_db: BandLevels = field(default_factory=_no_band_levels)


def embedded_model() -> AcousticModel:
    """The model of ``hama`` 1.3.13 (Apache-2.0).

    Raises:
        EngineUnavailableError: the installed ``hama`` does not carry it.
    """
    from importlib.resources import files

    try:
        from hama.vocab import Vocabulary

        path = Path(str(files("hama") / "assets" / "asr_waveform_fp16.onnx"))
    except ImportError as error:
        raise EngineUnavailableError("acoustic", _MODEL_MISSING) from error
    if not path.exists():
        raise EngineUnavailableError("acoustic", _MODEL_MISSING)
    labels = (*Vocabulary.load(None).decoder, "<wb>", "<blank>")
    return AcousticModel(path=path, labels=labels, blanks=("<wb>", "<blank>"), frame_samples=320)


def posteriors(model: AcousticModel, blocks: Iterable[Samples], progress: Callable[[int], None]) -> Posteriors:
    """Posteriors of a stream of 16 kHz mono samples. ``progress`` is told the milliseconds done."""
    session = _session(model)
    merger = _merger(model)
    parts: list[LogProbs] = []
    levels: list[NDArray[np.float32]] = []
    bands: list[BandLevels] = [_no_band_levels()]
    n_samples = 0
    for chunk, log_probs in _in_parallel(lambda c: _run(session, merger, c), _chunks(blocks, model.frame_samples)):
        parts.append(log_probs)
        whole = np.pad(chunk.kept, (0, -len(chunk.kept) % model.frame_samples))
        levels.append(_level_db(whole, model.frame_samples))
        bands.append(band_levels(whole))
        n_samples += len(chunk.kept)
        progress(n_samples * 1000 // SAMPLE_RATE_HZ)
    return Posteriors(
        log_probs=np.concatenate(parts) if parts else np.zeros((0, len(PHONEMES) + 1), np.float16),
        level_db=np.concatenate(levels) if levels else np.zeros(0, np.float32),
        frame_ms=model.frame_ms,
        duration_ms=n_samples * 1000 // SAMPLE_RATE_HZ,
        band_db=np.concatenate(bands),
    )


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Samples with context: ``samples[skip_frames * frame :]`` begins with the ``kept`` part."""

    samples: Samples
    kept: Samples
    skip_frames: int
    keep_frames: int


def _session(model: AcousticModel) -> "InferenceSession":
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return InferenceSession(str(model.path), options, providers=["CPUExecutionProvider"])


@dataclass(frozen=True, slots=True)
class _Merger:
    """Adds up the labels of each kept phoneme, and those of the blank.

    ``order`` are the label columns to take, one group after the other; ``starts`` where each group begins in it. (A
    matrix product would do the same, but BLAS starts threads of its own that take the cores from the model.)
    """

    order: NDArray[np.int64]
    starts: NDArray[np.int64]

    def merge(self, log_probs: NDArray[np.float32]) -> LogProbs:
        """Log probabilities of the kept phonemes, tempered and renormalised."""
        merged = np.add.reduceat(np.exp(log_probs[:, self.order]), self.starts, axis=1) + np.float32(1e-9)
        softened = merged ** np.float32(1 / TEMPERATURE)
        posterior: NDArray[np.float32] = np.log(softened / softened.sum(axis=1, keepdims=True))
        return posterior.astype(np.float16)


def _merger(model: AcousticModel) -> _Merger:
    column = {label: index for index, label in enumerate(model.labels)}
    groups = [[column[label] for label in group] for group in (*(p.labels for p in PHONEMES), model.blanks)]
    sizes = np.array([len(group) for group in groups])
    return _Merger(np.concatenate(groups), np.cumsum(sizes) - sizes)


def _run(session: "InferenceSession", merger: _Merger, chunk: _Chunk) -> LogProbs:
    feed = {"waveform": chunk.samples[None], "waveform_lengths": np.array([len(chunk.samples)], np.int64)}
    (log_probs,) = session.run(["log_probs"], feed)
    kept = log_probs[0, chunk.skip_frames : chunk.skip_frames + chunk.keep_frames]
    return merger.merge(np.pad(kept, ((0, chunk.keep_frames - len(kept)), (0, 0)), mode="edge"))


def _chunks(blocks: Iterable[Samples], frame: int) -> Iterator[_Chunk]:
    keep, context = CHUNK_FRAMES * frame, CONTEXT_FRAMES * frame
    before = np.zeros(0, np.float32)
    held = np.zeros(0, np.float32)
    for block in blocks:
        held = np.concatenate((held, block))
        while len(held) >= keep + context:
            yield _chunk(before, held, keep, frame)
            before, held = held[keep - context : keep], held[keep:]
    if len(held):
        yield _chunk(before, held, len(held), frame)


def _chunk(before: Samples, held: Samples, keep: int, frame: int) -> _Chunk:
    samples = np.concatenate((before, held[: keep + CONTEXT_FRAMES * frame]))
    padded = np.pad(samples, (0, max(0, LEAST_FRAMES * frame - len(samples))))
    return _Chunk(padded, held[:keep], len(before) // frame, -(-keep // frame))


def _level_db(samples: Samples, frame: int) -> NDArray[np.float32]:
    power = np.square(samples.reshape(-1, frame)).mean(axis=1)
    level: NDArray[np.float32] = np.maximum(10 * np.log10(power + 1e-10), -100).astype(np.float32)
    return level


def _in_parallel(work: Callable[[_Chunk], LogProbs], chunks: Iterable[_Chunk]) -> Iterator[tuple[_Chunk, LogProbs]]:
    """Results in order; reading ahead is bounded, so that only a few chunks are held."""
    pending: deque[tuple[_Chunk, Future[LogProbs]]] = deque()
    with ThreadPoolExecutor(WORKERS) as pool:
        for chunk in chunks:
            pending.append((chunk, pool.submit(work, chunk)))
            if len(pending) > WORKERS + 1:
                first, future = pending.popleft()
                yield first, future.result()
        for first, future in pending:
            yield first, future.result()
