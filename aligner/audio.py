"""Audio in: any container and codec that PyAV reads, or a pydub ``AudioSegment``, streamed as 16 kHz mono.

Decoding streams through PyAV and never holds the file: a 3-hour MP3 costs it 37 MB where pydub needs 2.7 GB.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from os import SEEK_END
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import numpy as np
from numpy.typing import NDArray

from transcripts.errors import AudioError

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.container.input import InputContainer
    from pydub import AudioSegment

SAMPLE_RATE_HZ = 16_000
BLOCK_SAMPLES = SAMPLE_RATE_HZ  # how much is handed on at a time

Samples = NDArray[np.float32]  # shape (n_samples,), mono, in [-1, 1]

# A decoded length this much shorter than what the container declares means that the file breaks off.
_MISSING_SHARE, _MISSING_MS = 0.02, 2_000
# Jumps of time stamps below this are rounding of the container's clock, not lost audio.
_GAP_S = 0.05
_STREAMED_BYTES = 0xFFFF_0000  # sizes from here on are placeholders of programs that wrote to a pipe


@dataclass(frozen=True, slots=True, kw_only=True)
class Audio:
    """An audio source that can be streamed once opened.

    ``name`` is for messages; ``file`` is the path, where there is one; ``declared_ms`` is the duration that the
    container promises, ``None`` when it promises nothing (it is then known only after decoding).
    """

    name: str
    file: Path | None
    declared_ms: int | None
    blocks: Callable[[], Iterator[Samples]]


def open_audio(source: "str | Path | BinaryIO | AudioSegment") -> Audio:
    """The audio of a path, of an open binary file, or of a ``pydub.AudioSegment``.

    Raises:
        AudioError: nothing there, a directory, not audio, or a video without an audio stream.
    """
    if isinstance(source, str | Path):
        return _open_file(Path(source))
    if hasattr(source, "read"):
        name = str(getattr(source, "name", "audio"))
        return Audio(name=name, file=None, declared_ms=_declared_ms(source, name), blocks=lambda: _decode(source, name))
    return _open_segment(source)


def sha256(path: Path) -> str:
    """Hex digest of the file's bytes."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _open_file(path: Path) -> Audio:
    if path.is_dir():
        raise AudioError(str(path), "this is a directory; name an audio file in it")
    if not path.exists():
        raise AudioError(str(path), "no such file")
    return Audio(
        name=str(path),
        file=path,
        declared_ms=_declared_ms(str(path), str(path)),
        blocks=lambda: _decode(str(path), str(path)),
    )


@contextmanager
def _container(source: "str | BinaryIO", name: str) -> "Iterator[tuple[InputContainer, AudioStream]]":
    import av

    if not isinstance(source, str):
        source.seek(0)
    try:
        # "file:" keeps FFmpeg from reading "Part 1: Home.mp3" as an address with a scheme.
        place = f"file:{source}" if isinstance(source, str) else source
        container = av.open(place, mode="r", metadata_errors="ignore")
    except PermissionError as error:
        raise AudioError(name, "no permission to read it") from error
    except (av.error.FFmpegError, OSError, ValueError) as error:
        raise AudioError(name, "not an audio file that can be read (or it is damaged)") from error
    with container:
        if not container.streams.audio:
            # FFmpeg shows any text as a film of a terminal.
            is_film = container.streams.video and container.format.name != "tty"
            kind = "the video has no audio stream" if is_film else "there is no audio in it"
            raise AudioError(name, f"{kind}; name a file with sound")
        yield container, container.streams.audio[0]


def _declared_ms(source: "str | BinaryIO", name: str) -> int | None:
    with _container(source, name) as (container, stream):
        kind = container.format.name
        if kind in {"mp3", "aac"} and not _has_length_header(_head(source)):
            return None  # FFmpeg's figure is an estimate from the bit rate of the first frames
        if stream.duration is not None and stream.time_base is not None:
            share = _missing_factor(source) if kind == "wav" else 1.0
            return round(float(stream.duration * stream.time_base) * 1000 * share)
        if container.duration is None or container.streams.video:
            return None  # the picture may outlast the sound
        return container.duration // 1000


def _head(source: "str | BinaryIO") -> bytes:
    """The first bytes after an ID3 tag, which may hold any text."""
    with _opened(source) as file:
        head = file.read(10)
        if head[:3] == b"ID3":
            size = (head[6] << 21) | (head[7] << 14) | (head[8] << 7) | head[9]  # 4 × 7 bits, ID3v2.4 section 6.2
            file.seek(10 + size)
            head = b""
        return head + file.read(4096)


def _has_length_header(head: bytes) -> bool:
    """Whether an MP3 starts with a Xing, Info or VBRI frame, which tells its exact length."""
    return any(mark in head for mark in (b"Xing", b"Info", b"VBRI"))


def _missing_factor(source: "str | BinaryIO") -> float:
    """How many times longer a WAV file was when it was written than it is now; FFmpeg reports what is left.

    1 for a file that is whole, or that was streamed and does not tell its size.
    """
    with _opened(source) as file:
        head = file.read(8)
        here = file.seek(0, SEEK_END)
    promised = int.from_bytes(head[4:8], "little") + 8
    return promised / here if head[:4] == b"RIFF" and here < promised < _STREAMED_BYTES else 1.0


@contextmanager
def _opened(source: "str | BinaryIO") -> Iterator[BinaryIO]:
    if isinstance(source, str):
        with Path(source).open("rb") as file:
            yield file
    else:
        source.seek(0)
        yield source


def _decode(source: "str | BinaryIO", name: str) -> Iterator[Samples]:
    """Blocks of samples, time 0 being the start of the container (a video's sound may begin later than its picture)."""
    declared_ms = _declared_ms(source, name)
    done = 0
    with _container(source, name) as (container, stream):
        origin_s = _origin_s(container)
        for block in _in_blocks(_resampled(_frames(container, stream, name), origin_s)):
            done += len(block)
            yield block
    if not done:
        raise AudioError(name, "there is no sound in it that can be decoded")
    done_ms = done * 1000 // SAMPLE_RATE_HZ
    if declared_ms and declared_ms - done_ms > max(_MISSING_MS, _MISSING_SHARE * declared_ms):
        promised, got = declared_ms / 1000, done_ms / 1000
        raise AudioError(
            name, f"the file breaks off: {got:.0f} s of {promised:.0f} s can be decoded; get a complete copy"
        )


def _origin_s(container: "InputContainer") -> float | None:
    """The time stamp that counts as zero, ``None`` for the first frame's own."""
    if not container.streams.video or container.start_time is None:
        return None
    return container.start_time / 1_000_000


def _frames(container: "InputContainer", stream: "AudioStream", name: str) -> "Iterator[AudioFrame]":
    import av

    try:
        for packet in container.demux(stream):
            try:
                yield from packet.decode()
            except av.error.InvalidDataError:
                continue  # a damaged packet; the time stamps of the next one leave room for it
    except av.error.FFmpegError as error:
        raise AudioError(name, f"it cannot be decoded: {error.strerror}") from error


def _resampled(frames: "Iterator[AudioFrame]", origin_s: float | None) -> Iterator[Samples]:
    """16 kHz mono, with silence where the time stamps say that audio is missing."""
    joined: _Joiner | None = None
    done_s = 0.0  # of the source
    for frame in frames:
        if frame.time is not None:
            origin_s = frame.time if origin_s is None else origin_s
            missing_s = frame.time - origin_s - done_s
            if missing_s > _GAP_S:
                if joined:
                    yield from joined.rest()
                    joined = None
                yield np.zeros(round(missing_s * SAMPLE_RATE_HZ), np.float32)
                done_s += missing_s
        if joined is None or not joined.takes(frame):
            if joined:
                yield from joined.rest()
            joined = _Joiner(frame)
        done_s += frame.samples / frame.sample_rate
        yield from joined.add(frame)
    if joined:
        yield from joined.rest()


class _Joiner:
    """Joins the decoder's small frames before they are resampled: one call a second instead of forty."""

    def __init__(self, first: "AudioFrame") -> None:
        from av import AudioFifo, AudioResampler

        self._kind = self._kind_of(first)
        self._second = first.sample_rate
        self._fifo = AudioFifo()
        self._resampler = AudioResampler(format="flt", layout="mono", rate=SAMPLE_RATE_HZ)

    @staticmethod
    def _kind_of(frame: "AudioFrame") -> tuple[str, str, int]:
        return frame.format.name, frame.layout.name, frame.sample_rate

    def takes(self, frame: "AudioFrame") -> bool:
        """Whether the frame is of the kind that this joiner began with."""
        return self._kind_of(frame) == self._kind

    def add(self, frame: "AudioFrame") -> Iterator[Samples]:
        frame.pts = None  # places are counted here; the resampler would fill or drop on its own account
        self._fifo.write(frame)
        while self._fifo.samples >= self._second:
            yield from self._samples(self._fifo.read(self._second))

    def rest(self) -> Iterator[Samples]:
        if self._fifo.samples:
            yield from self._samples(self._fifo.read())
        yield from self._samples(None)

    def _samples(self, frame: "AudioFrame | None") -> Iterator[Samples]:
        for out in self._resampler.resample(frame):
            yield out.to_ndarray()[0]


def _in_blocks(pieces: Iterator[Samples]) -> Iterator[Samples]:
    held: list[Samples] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= BLOCK_SAMPLES:
            yield np.concatenate(held)
            held, size = [], 0
    if size:
        yield np.concatenate(held)


def _open_segment(segment: "AudioSegment") -> Audio:
    def blocks() -> Iterator[Samples]:
        return _in_blocks(_resampled(_segment_frames(segment), None))

    if not hasattr(segment, "raw_data"):
        raise AudioError(repr(segment)[:60], "not a path, an open binary file or a pydub.AudioSegment")
    if len(segment) == 0:
        raise AudioError("AudioSegment", "it is empty")
    return Audio(name="AudioSegment", file=None, declared_ms=len(segment), blocks=blocks)


def _segment_frames(segment: "AudioSegment") -> "Iterator[AudioFrame]":
    from av import AudioFrame

    width_bits = 8 * segment.sample_width
    samples = np.array(segment.get_array_of_samples()).reshape(-1, segment.channels)
    mono = (samples.mean(axis=1) / (1 << (width_bits - 1))).astype(np.float32)
    for at in range(0, len(mono), segment.frame_rate):
        frame = AudioFrame.from_ndarray(mono[None, at : at + segment.frame_rate], format="flt", layout="mono")
        frame.sample_rate = segment.frame_rate
        yield frame
