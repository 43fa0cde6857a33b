"""Sound and posteriors made in code, so that what should be found in them is known exactly."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from aligner.acoustic import LogProbs
from transcripts import Transcript, Turn, Word

if TYPE_CHECKING:
    from av import AudioStream, Packet
    from av.container import OutputContainer

Wave = NDArray[np.float32]  # shape (n_samples,), in [-1, 1]


def silence(ms: int, rate_hz: int = 16_000) -> Wave:
    """Digital silence."""
    return np.zeros(ms * rate_hz // 1000, np.float32)


def tone(ms: int, rate_hz: int = 16_000) -> Wave:
    """A sine of 1 kHz at half of full scale."""
    times = np.arange(ms * rate_hz // 1000) / rate_hz
    return (0.5 * np.sin(2 * np.pi * 1000 * times)).astype(np.float32)


def noise(ms: int, level: float) -> Wave:
    """White noise at 16 kHz, always the same one."""
    return (level * np.random.default_rng(ms).standard_normal(ms * 16)).astype(np.float32)


def onset_ms(samples: Wave) -> float:
    """When the first loud sample comes, at 16 kHz."""
    loud = np.abs(samples) > 0.5 * np.abs(samples).max()
    return float(loud.argmax()) / 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """How a sound is written. The suffix names the container."""

    suffix: str
    codec: str
    rate_hz: int = 44_100
    layout: str = "mono"
    options: tuple[tuple[str, str], ...] = ()  # of the container
    variable_bit_rate: bool = False
    title: str = ""


def write_audio(path: Path, channels: NDArray[np.float32], encoding: Encoding) -> None:
    """Write channels, shape (n_channels, n_samples), as the only stream."""
    import av

    with av.open(str(path), "w", options=dict(encoding.options)) as container:
        container.metadata["title"] = encoding.title
        _encode_sound(container, _add_sound(container, encoding), channels, Gap())


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """All that is heard from ``at_ms`` on is stamped ``length_ms`` later."""

    at_ms: int = 0
    length_ms: int = 0


def write_video(path: Path, sound: Wave | None, gap: Gap) -> None:
    """Write four seconds of black picture, with sound at 48 kHz whose time stamps have a gap."""
    import av

    encoding = Encoding(suffix="", codec="aac" if path.suffix == ".mp4" else "pcm_s16le", rate_hz=48_000)
    with av.open(str(path), "w") as container:
        picture = container.add_stream("mpeg4", rate=10)
        picture.width = picture.height = 64
        picture.codec_context.time_base = Fraction(1, 10)
        stream = None if sound is None else _add_sound(container, encoding)
        for number in range(40):
            frame = av.VideoFrame.from_ndarray(np.zeros((96, 64), np.uint8), format="yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, 10)
            container.mux(picture.encode(frame))
        container.mux(picture.encode(None))
        if stream is not None and sound is not None:
            _encode_sound(container, stream, sound[None], gap)


def _add_sound(container: "OutputContainer", encoding: Encoding) -> "AudioStream":
    from av import AudioStream
    from av.codec.context import Flags

    stream = container.add_stream(encoding.codec, rate=encoding.rate_hz, layout=encoding.layout)
    assert isinstance(stream, AudioStream)
    if encoding.variable_bit_rate:
        stream.codec_context.flags |= Flags.qscale
        stream.codec_context.global_quality = 4 * 118  # quality 4, in FFmpeg's unit
    return stream


def _encode_sound(container: "OutputContainer", stream: "AudioStream", channels: NDArray[np.float32], gap: Gap) -> None:
    from av import AudioFrame

    step = stream.rate // 50
    for at in range(0, channels.shape[1], step):
        frame = AudioFrame.from_ndarray(channels[:, at : at + step].copy(), format="fltp", layout=stream.layout.name)
        frame.sample_rate, frame.pts, frame.time_base = stream.rate, at, Fraction(1, stream.rate)
        for packet in stream.encode(frame):
            container.mux(_stamped_later(packet, gap))
    for packet in stream.encode(None):
        container.mux(_stamped_later(packet, gap))


def _stamped_later(packet: "Packet[AudioStream]", gap: Gap) -> "Packet[AudioStream]":
    if packet.pts is not None and packet.time_base and packet.pts * packet.time_base * 1000 >= gap.at_ms:
        packet.pts += round(gap.length_ms / packet.time_base / 1000)
        packet.dts = packet.pts
    return packet


N_PHONEMES = 39
BLANK = N_PHONEMES

Phonemes = tuple[int, ...]


def random_words(count: int, seed: int) -> list[Phonemes]:
    """Words of three to seven phonemes, always the same ones for a seed."""
    rng = np.random.default_rng(seed)
    return [tuple(rng.integers(0, N_PHONEMES, rng.integers(3, 8)).tolist()) for _ in range(count)]


def pronounced(words: Sequence[Phonemes]) -> list[int]:
    """The label of each frame when words are read out: two frames a phoneme and one of blank after it."""
    return [label for word in words for phoneme in word for label in (phoneme, phoneme, BLANK)]


def frames_heard(words: Sequence[Phonemes], start: int) -> list[tuple[int, int]]:
    """The first and last frame of each word that `pronounced` begins to read out in frame ``start``."""
    bounds = start + 3 * np.cumsum([0, *map(len, words)])
    return [(int(a), int(b) - 2) for a, b in pairwise(bounds)]


def sharp(labels: Sequence[int]) -> LogProbs:
    """Posteriors that favour one label a frame, the last column being the blank."""
    rows = np.full((len(labels), N_PHONEMES + 1), 0.04 / N_PHONEMES, np.float32)
    rows[np.arange(len(labels)), list(labels)] = 0.96
    return np.log(rows)


def transcript_of(*turns: str, language: str = "en") -> Transcript:
    """A transcript of turns that nobody is named for."""
    items = tuple(Turn(speaker=None, words=tuple(Word(text=text) for text in turn.split())) for turn in turns)
    return Transcript(source="page.txt", language=language, layout="made", speakers=(), items=items)
