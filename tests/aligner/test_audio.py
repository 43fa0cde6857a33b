"""Sound files of many kinds, written here, and what comes out of them as 16 kHz mono."""

import io
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from aligner.audio import BLOCK_SAMPLES, Audio, Samples, open_audio, sha256
from tests.aligner.synthetic import Encoding, Gap, noise, onset_ms, silence, tone, write_audio, write_video
from transcripts import AudioError

if TYPE_CHECKING:
    from pydub import AudioSegment

TONE_AT_MS, LENGTH_MS = 1_500, 3_000
CODEC_TAIL_MS = 40  # encoders fill their last frame with silence

WAV = Encoding(suffix="wav", codec="pcm_s16le")
MP3 = Encoding(suffix="mp3", codec="libmp3lame")
ENCODINGS = [
    WAV,
    MP3,
    Encoding(suffix="m4a", codec="aac"),
    Encoding(suffix="opus", codec="libopus", rate_hz=48_000),
    Encoding(suffix="webm", codec="libopus", rate_hz=48_000),
    Encoding(suffix="flac", codec="flac"),
    Encoding(suffix="mp3", codec="libmp3lame", layout="stereo"),
    Encoding(suffix="wav", codec="pcm_f32le", rate_hz=48_000, layout="5.1"),
    Encoding(suffix="wav", codec="pcm_u8", rate_hz=8_000),
    Encoding(suffix="mp3", codec="libmp3lame", rate_hz=8_000),
    Encoding(suffix="m4a", codec="aac", rate_hz=48_000, layout="stereo"),
]


def tone_in_silence(rate_hz: int = 16_000) -> Samples:
    before, after = silence(TONE_AT_MS, rate_hz), silence(LENGTH_MS - TONE_AT_MS - 200, rate_hz)
    return np.concatenate((before, tone(200, rate_hz), after))


def written(folder: Path, encoding: Encoding) -> Path:
    path = folder / f"talk.{encoding.suffix}"
    n_channels = {"mono": 1, "stereo": 2, "5.1": 6}[encoding.layout]
    write_audio(path, np.tile(tone_in_silence(encoding.rate_hz), (n_channels, 1)), encoding)
    return path


def decoded(audio: Audio) -> Samples:
    return np.concatenate(list(audio.blocks()))


@pytest.mark.parametrize("encoding", ENCODINGS, ids=lambda e: f"{e.suffix}-{e.codec}-{e.rate_hz}-{e.layout}")
def test_a_sound_is_found_at_its_time_whatever_the_file(tmp_path: Path, encoding: Encoding) -> None:
    audio = open_audio(written(tmp_path, encoding))
    samples = decoded(audio)
    assert samples.dtype == np.float32
    assert onset_ms(samples) == pytest.approx(TONE_AT_MS, abs=3)
    assert LENGTH_MS - 1 <= len(samples) / 16 <= LENGTH_MS + CODEC_TAIL_MS
    assert audio.declared_ms == pytest.approx(LENGTH_MS, abs=CODEC_TAIL_MS)


@pytest.mark.parametrize(
    "encoding",
    [
        Encoding(suffix="mp3", codec="libmp3lame", options=(("write_xing", "0"),)),
        Encoding(suffix="aac", codec="aac"),
    ],
    ids=lambda e: str(e.suffix),
)
def test_a_file_without_a_length_header_promises_nothing(tmp_path: Path, encoding: Encoding) -> None:
    audio = open_audio(written(tmp_path, encoding))
    assert audio.declared_ms is None
    # Without the header nobody can tell the encoder's delay from silence: every player is late by it.
    assert TONE_AT_MS <= onset_ms(decoded(audio)) <= TONE_AT_MS + 30


def test_one_of_two_channels_is_enough(tmp_path: Path) -> None:
    sound = tone_in_silence(44_100)
    path = tmp_path / "left.wav"
    write_audio(
        path, np.stack((np.zeros_like(sound), sound)), Encoding(suffix="wav", codec="pcm_s16le", layout="stereo")
    )
    samples = decoded(open_audio(path))
    assert onset_ms(samples) == pytest.approx(TONE_AT_MS, abs=3)
    assert np.abs(samples).max() >= 0.2


def test_blocks_are_about_a_second_and_can_be_had_again(tmp_path: Path) -> None:
    path = tmp_path / "long.wav"
    write_audio(path, silence(10_300, 44_100)[None], WAV)
    audio = open_audio(str(path))
    sizes = [len(block) for block in audio.blocks()]
    assert sum(sizes) == pytest.approx(10.3 * BLOCK_SAMPLES, abs=1)
    assert all(BLOCK_SAMPLES <= size <= 2 * BLOCK_SAMPLES for size in sizes[:-1])
    assert 0 < sizes[-1] <= 2 * BLOCK_SAMPLES
    assert [len(block) for block in audio.blocks()] == sizes


def test_an_open_binary_file_is_read_from_its_beginning(tmp_path: Path) -> None:
    path = written(tmp_path, MP3)
    with path.open("rb") as file:
        file.seek(1000)
        audio = open_audio(file)
        first, again = decoded(audio), decoded(audio)
    assert np.array_equal(first, again)
    assert np.array_equal(first, decoded(open_audio(path)))
    assert (audio.file, audio.name) == (None, str(path))


def test_bytes_in_memory_are_read(tmp_path: Path) -> None:
    samples = decoded(open_audio(io.BytesIO(written(tmp_path, WAV).read_bytes())))
    assert onset_ms(samples) == pytest.approx(TONE_AT_MS, abs=3)


def test_names_the_file_and_its_hash(tmp_path: Path) -> None:
    path = tmp_path / "abc"
    path.write_bytes(b"abc")
    assert sha256(path) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    audio = open_audio(written(tmp_path, WAV))
    assert (audio.file, audio.name) == (tmp_path / "talk.wav", str(tmp_path / "talk.wav"))


# --- video ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", ["mp4", "mkv", "mov"])
@pytest.mark.parametrize("late_ms", [0, 1_250])
def test_times_of_a_video_count_from_its_picture(tmp_path: Path, suffix: str, late_ms: int) -> None:
    path = tmp_path / f"talk.{suffix}"
    write_video(path, tone_in_silence(48_000), Gap(length_ms=late_ms))
    samples = decoded(open_audio(path))
    assert onset_ms(samples) == pytest.approx(TONE_AT_MS + late_ms, abs=3)
    assert LENGTH_MS - 1 <= len(samples) / 16 - late_ms <= LENGTH_MS + CODEC_TAIL_MS


@pytest.mark.parametrize(
    "suffix",
    [
        "mp4",
        pytest.param("mkv"),
    ],
)
def test_the_picture_of_a_video_may_outlast_its_sound(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"talk.{suffix}"
    write_video(path, tone(1_000, 48_000), Gap())
    assert len(decoded(open_audio(path))) / 16 == pytest.approx(1_000, abs=CODEC_TAIL_MS)


def test_missing_sound_leaves_silence_where_it_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "gap.mkv"
    write_video(path, np.concatenate((tone_in_silence(48_000), tone(200, 48_000))), Gap(at_ms=1_800, length_ms=500))
    samples = decoded(open_audio(path))
    loud_ms = np.flatnonzero(np.abs(samples) > 0.25) / 16
    assert loud_ms.min() == pytest.approx(TONE_AT_MS, abs=3)
    assert loud_ms[loud_ms < 2_000].max() == pytest.approx(TONE_AT_MS + 200, abs=3)
    assert loud_ms[loud_ms > 2_000].min() == pytest.approx(LENGTH_MS + 500, abs=3)
    assert loud_ms.max() == pytest.approx(LENGTH_MS + 700, abs=3)


# --- what cannot be read --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("suffix", "codec"),
    [
        ("mp3", "libmp3lame"),
        ("flac", "flac"),
        pytest.param("wav", "pcm_s16le"),
    ],
)
def test_a_file_that_breaks_off_is_told_after_what_can_be_decoded(tmp_path: Path, suffix: str, codec: str) -> None:
    path = tmp_path / f"long.{suffix}"
    write_audio(path, noise(12_000, 0.1)[None], Encoding(suffix=suffix, codec=codec, rate_hz=16_000))
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    n_samples = 0
    with pytest.raises(AudioError, match=r"breaks off: 6 s of 12 s.*complete copy") as caught:  # noqa: PT012
        for block in open_audio(path).blocks():
            n_samples += len(block)
    assert caught.value.source == str(path)
    assert n_samples / 16 == pytest.approx(6_000, abs=300)


def test_an_mp3_of_varying_bit_rate_is_whole_whatever_its_tags_say(tmp_path: Path) -> None:
    """Its first frames are small, so that a length guessed from them is too long."""
    path = tmp_path / "vbr.mp3"
    encoding = Encoding(
        suffix="mp3",
        codec="libmp3lame",
        rate_hz=16_000,
        options=(("write_xing", "0"),),
        variable_bit_rate=True,
        title="More Info on our page",
    )
    write_audio(path, np.concatenate((silence(10_000), noise(10_000, 0.1)))[None], encoding)
    assert len(decoded(open_audio(path))) / 16 == pytest.approx(20_000, abs=200)


TEXT = b"Dear reader, this is prose and no sound.\n" * 50


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.mp3", b""),
        ("empty.wav", b""),
        ("text.mp3", TEXT),
        ("text.txt", TEXT),
        ("page.html", b"<!doctype html><p>Hello</p>"),
        ("captions.srt", b"1\n00:00:01,000 --> 00:00:02,000\nHi\n"),
        ("header.wav", b"RIFF" + bytes(100)),
        ("random.mp3", np.random.default_rng(0).bytes(50_000)),
    ],
)
def test_what_is_no_audio_is_an_error_that_names_it(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(AudioError) as caught:
        decoded(open_audio(path))
    assert str(caught.value).startswith(f"{path}: ")
    with pytest.raises(AudioError):
        decoded(open_audio(io.BytesIO(data)))


def test_an_audio_file_without_a_sample_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "none.wav"
    write_audio(path, np.zeros((1, 0), np.float32), WAV)
    with pytest.raises(AudioError):
        decoded(open_audio(path))


def test_a_video_without_sound_says_so(tmp_path: Path) -> None:
    path = tmp_path / "silent.mp4"
    write_video(path, None, Gap())
    with pytest.raises(AudioError, match="the video has no audio stream"):
        open_audio(path)


def test_a_missing_file_and_a_directory_say_so(tmp_path: Path) -> None:
    with pytest.raises(AudioError, match="no such file"):
        open_audio(tmp_path / "none.mp3")
    with pytest.raises(AudioError, match="directory"):
        open_audio(str(tmp_path))


def test_any_other_value_is_refused() -> None:
    with pytest.raises(AudioError, match="AudioSegment"):
        open_audio(b"RIFF")


# --- pydub ----------------------------------------------------------------------------------------------------------


def segment(n_channels: int, width_bytes: int, rate_hz: int = 44_100) -> "AudioSegment":
    """A segment made from a WAV file, as pydub's users get theirs."""
    from wave import open as open_wave

    from pydub import AudioSegment

    full = 1 << (8 * width_bytes - 1)
    values = (tone_in_silence(rate_hz) * (full - 1)).astype(np.int64) + (full if width_bytes == 1 else 0)
    little_endian = np.repeat(values, n_channels).astype("<i8").view(np.uint8).reshape(-1, 8)
    file = io.BytesIO()
    with open_wave(file, "wb") as wave:
        wave.setparams((n_channels, width_bytes, rate_hz, 0, "NONE", ""))
        wave.writeframes(little_endian[:, :width_bytes].tobytes())
    file.seek(0)
    return AudioSegment.from_file(file, format="wav")


@pytest.mark.parametrize("n_channels", [1, 2])
@pytest.mark.parametrize("width_bytes", [1, 2, 3, 4])
def test_audio_segments_of_any_width(n_channels: int, width_bytes: int) -> None:
    audio = open_audio(segment(n_channels, width_bytes))
    samples = decoded(audio)
    assert onset_ms(samples) == pytest.approx(TONE_AT_MS, abs=3)
    assert len(samples) / 16 == pytest.approx(LENGTH_MS, abs=1)
    assert np.abs(samples).max() == pytest.approx(0.5, abs=0.02)
    assert np.abs(samples[: 16 * 1_400]).max() < 0.01
    assert (audio.declared_ms, audio.file) == (LENGTH_MS, None)


def test_a_part_of_an_audio_segment() -> None:
    audio = open_audio(segment(2, 2, rate_hz=8_000)[1_000:])
    assert onset_ms(decoded(audio)) == pytest.approx(TONE_AT_MS - 1_000, abs=3)


def test_an_empty_audio_segment_is_an_error() -> None:
    from pydub import AudioSegment

    with pytest.raises(AudioError, match="empty"):
        open_audio(AudioSegment.empty())
