"""`align picture`, and the waveform that it draws."""

import json
import shlex
import wave
from pathlib import Path

import numpy as np
import pytest
from lxml import etree

from aligner.audio import open_audio
from aligner.cli.summary import lines, summarize
from aligner.waveform import waveform
from subtitles.styles import named_style
from tests.aligner.command import Align
from transcripts import (
    AudioError,
    AudioInfo,
    Speaker,
    TimedTranscript,
    TimeSpan,
    Transcript,
    Turn,
    Word,
    WordTiming,
)
from transcripts.alignment_file import to_json

RATE = 16_000
SECONDS = 12


@pytest.fixture
def alignment(tmp_path: Path) -> Path:
    """An alignment of 12 seconds; its audio, "lamp.wav", is not there."""
    path = tmp_path / "lamp.alignment.json"
    path.write_text(to_json(_timed()), encoding="utf-8")
    return path


def _timed() -> TimedTranscript:
    return TimedTranscript(
        transcript=Transcript(
            source="lamp.txt",
            language="en",
            layout="colon",
            speakers=(Speaker(id="a", name="Ana"),),
            items=(Turn(speaker="a", words=(Word(text="Light"), Word(text="it."))),),
        ),
        timings=tuple(WordTiming(span=TimeSpan(at, at + 300), confidence=0.9) for at in (1000, 1400)),
        sound_spans=(),
        untranscribed=(),
        audio=AudioInfo(file="lamp.wav", duration_ms=SECONDS * 1000),
        engine="acoustic",
    )


def _wav(path: Path, *levels: float, seconds: float = SECONDS) -> Path:
    """Tones of these levels, 0..1, one after the other."""
    each = int(seconds * RATE / len(levels))
    tone = np.sin(np.arange(each) * 440 * 2 * np.pi / RATE)
    samples = np.concatenate([level * tone for level in levels])
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((samples * 32767).astype("<i2").tobytes())
    return path


def test_a_picture_is_written_with_the_audio_beside_it(align: Align, alignment: Path) -> None:
    _wav(alignment.with_name("lamp.wav"), 0.5)
    ended = align("picture", alignment, "-o", "lamp.svg")
    assert (ended.code, ended.out, ended.err) == (0, "lamp.svg\n", "")
    svg = Path("lamp.svg").read_text(encoding="utf-8")
    assert etree.fromstring(svg.encode()).get("width") == "1200"
    assert "Loudness" in svg


def test_the_audio_is_taken_from_where_it_is_named(align: Align, alignment: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "studio"
    elsewhere.mkdir()
    ended = align("picture", alignment, "--audio", _wav(elsewhere / "take-2.wav", 0.5), "-o", "new/folder/lamp.svg")
    assert ended.code == 0
    assert "Loudness" in Path("new/folder/lamp.svg").read_text(encoding="utf-8")


def test_without_audio_a_note_says_that_there_is_no_waveform(align: Align, alignment: Path) -> None:
    ended = align("picture", alignment, "-o", "lamp.svg")
    assert ended.code == 0
    assert ended.err.startswith("note: no waveform: ")
    assert "--audio" in ended.err
    assert ended.err.count("\n") == 1
    assert "Loudness" not in Path("lamp.svg").read_text(encoding="utf-8")


def test_other_audio_beside_it_is_not_drawn(align: Align, alignment: Path) -> None:
    _wav(alignment.with_name("lamp.wav"), 0.5, seconds=5)
    ended = align("picture", alignment, "-o", "lamp.svg")
    assert ended.code == 0
    assert "it is 0:05 long and the alignment is of 0:12" in ended.err
    assert "Loudness" not in Path("lamp.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["missing.wav", "short.wav", "lamp.alignment.json"])
def test_a_named_file_that_is_not_the_audio_is_an_error(align: Align, alignment: Path, name: str) -> None:
    _wav(alignment.with_name("short.wav"), 0.5, seconds=5)
    ended = align("picture", alignment, "--audio", name, "-o", "lamp.svg")
    assert ended.code == 2
    assert ended.err.startswith(f"error: {name}: ")
    assert not Path("lamp.svg").exists()


def test_png_is_written_by_its_suffix(align: Align, alignment: Path) -> None:
    ended = align("picture", alignment, "-o", "lamp.PNG", "--width", "700")
    assert ended.code == 0
    content = Path("lamp.PNG").read_bytes()
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(content[16:20], "big") == 700


def test_letters_without_a_font_are_told(align: Align, alignment: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transcripts.picture.letters_without_font", lambda _: "王")
    ended = align("picture", alignment, "-o", "lamp.png")
    assert ended.code == 0
    assert "no font here has 王" in ended.err


def test_a_dash_writes_svg_to_standard_output(align: Align, alignment: Path) -> None:
    ended = align("picture", alignment, "-o", "-")
    assert ended.code == 0
    assert ended.out.startswith("<svg ")
    assert ended.out.endswith("</svg>\n")


def test_json_tells_the_file(align: Align, alignment: Path) -> None:
    ended = align("picture", alignment, "-o", "lamp.svg", "--json")
    assert json.loads(ended.out) == {"schema": "picture/1", "file": "lamp.svg"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-o", "lamp.jpg"], "a .svg or a .png file"),
        (["-o", "lamp"], "a .svg or a .png file"),
        (["-o", "-", "--json"], "name a file with -o"),
        (["-o", "lamp.svg", "--width", "599"], "between 600 and 10000"),
        (["-o", "lamp.svg", "--width", "wide"], "wide"),
        ([], "--output"),
    ],
)
def test_wrong_use_is_told(align: Align, alignment: Path, arguments: list[str], told: str) -> None:
    ended = align("picture", alignment, *arguments)
    assert ended.code == 2
    assert told in ended.err
    assert [path.name for path in Path().iterdir()] == [alignment.name]


def test_an_alignment_that_is_not_there_is_told(align: Align) -> None:
    ended = align("picture", "none.alignment.json", "-o", "lamp.svg")
    assert ended.code == 2
    assert "none.alignment.json" in ended.err


def test_a_file_that_exists_is_replaced_only_if_asked(align: Align, alignment: Path) -> None:
    Path("lamp.svg").write_text("mine", encoding="utf-8")
    ended = align("picture", alignment, "-o", "lamp.svg")
    assert ended.code == 2
    assert "--overwrite" in ended.err
    assert Path("lamp.svg").read_text(encoding="utf-8") == "mine"
    assert align("picture", alignment, "-o", "lamp.svg", "--overwrite").code == 0
    assert Path("lamp.svg").read_text(encoding="utf-8").startswith("<svg ")


def test_a_picture_never_replaces_what_it_is_drawn_from(align: Align, tmp_path: Path) -> None:
    source = tmp_path / "lamp.svg"
    source.write_text(to_json(_timed()), encoding="utf-8")
    ended = align("picture", source, "-o", source, "--overwrite")
    assert ended.code == 2
    assert source.read_text(encoding="utf-8") == to_json(_timed())


def test_a_waveform_follows_the_loudness(tmp_path: Path) -> None:
    peaks = waveform(open_audio(_wav(tmp_path / "a.wav", 0.0, 0.05, 0.5)), SECONDS * 1000, 30)
    assert len(peaks) == 30
    silence, quiet, loud = (peaks[at] for at in (5, 15, 25))
    assert silence == 0
    assert 0.1 < quiet < 0.5  # a tenth of the pressure is still seen
    assert loud == pytest.approx(1, abs=0.01)
    assert all(0 <= peak <= 1 for peak in peaks)


def test_one_bang_does_not_make_speech_look_low(tmp_path: Path) -> None:
    peaks = waveform(open_audio(_wav(tmp_path / "a.wav", *[0.05] * 199, 1.0)), SECONDS * 1000, 200)
    assert peaks[50] > 0.9


def test_silence_has_a_flat_waveform(tmp_path: Path) -> None:
    assert waveform(open_audio(_wav(tmp_path / "a.wav", 0.0)), SECONDS * 1000, 10) == (0.0,) * 10


def test_a_waveform_of_another_length_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AudioError, match="the alignment is of 1:00"):
        waveform(open_audio(_wav(tmp_path / "a.wav", 0.5)), 60_000, 10)


def _told(audio: Path | None, *written: str) -> list[str]:
    summary = summarize(_timed(), (), named_style("youtube"), [Path(name) for name in written], audio)
    return [line for line in lines(summary) if line.startswith("Picture")]


def test_the_summary_of_a_run_tells_how_to_draw_it() -> None:
    audio = Path("my shows") / "it's lit.mp3"
    (line,) = _told(audio, "out/lamp.srt", "out/it's lit.alignment.json")
    assert line.startswith("Picture   align picture ")
    assert shlex.split(line.removeprefix("Picture")) == [
        *("align", "picture", str(Path("out/it's lit.alignment.json"))),
        *("--audio", str(audio), "-o", str(Path("out/it's lit.svg"))),
    ]


def test_a_name_with_a_dash_is_not_told_as_an_option() -> None:
    (line,) = _told(Path("-a.mp3"), "-a.alignment.json")
    assert line.endswith("align picture ./-a.alignment.json --audio ./-a.mp3 -o ./-a.svg")


def test_without_an_alignment_file_there_is_nothing_to_draw() -> None:
    assert _told(Path("lamp.mp3"), "lamp.srt") == []
    assert _told(None, "lamp.alignment.json") == []
