"""The `align` command: what it writes and says, and that a bad input gives one line, exit code 2 and no file."""

import errno
import html
import io
import json
import os
import re
import select
import signal
import subprocess
import sys
import wave
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_to_bytes, urljoin

import numpy as np
import pytest

from aligner.cli.interruption import heeding_interruption
from aligner.cli.summary import lines, summarize
from subtitles import compose, named_style
from tests.aligner.command import Align, Ended
from transcripts.alignment_file import from_json, to_json

_EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
_EXAMPLE, _EXAMPLE_TEXT = _EXAMPLES / "last-foghorn.mp3", _EXAMPLES / "last-foghorn.txt"
_RATE_HZ = 16_000
_TEXT = """\
IMOGEN DRURY, HOST: Hello, and welcome to The Slow Hour, where we spend some time with things that take their time.
I'm Imogen Drury.

Today: the last foghorn on Skerrivane.
"""
_OTHER_EPISODE = """\
MARK BELL, HOST: Parliament debated the agricultural subsidies bill yesterday evening, and several ministers refused
to vote for it. The opposition called the whole procedure unconstitutional.

JANE DOE, REPORTER: Nobody expected the committee chair to resign before breakfast. Journalists gathered outside her
flat while lawyers prepared an emergency injunction, which the supreme court rejected unanimously.

BELL: Meanwhile, vegetable prices doubled across Europe, and exporters blamed drought, diesel and bureaucracy.
"""
_QUICK = ("--engine", "duration")
_COMMAND = (sys.executable, "-c", "from aligner.cli import main; main()")


def _process(*arguments: str | Path, **options: str) -> Ended:
    """Runs the command in a process of its own; options are variables of its environment."""
    done = subprocess.run(
        [*_COMMAND, *map(str, arguments)], capture_output=True, check=False, timeout=120, env={**os.environ, **options}
    )
    return Ended(code=done.returncode, out=done.stdout.decode(), err=done.stderr.decode())


def _wav(path: Path, samples: "np.typing.NDArray[np.float64]") -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_RATE_HZ)
        file.writeframes((samples * 32_767).astype("<i2").tobytes())
    return path


def _times(seconds: float) -> "np.typing.NDArray[np.float64]":
    return np.arange(int(seconds * _RATE_HZ)) / _RATE_HZ


def _hum(path: Path) -> Path:
    """Audio for engines that do not listen."""
    return _wav(path, 0.3 * np.sin(2 * np.pi * 220 * _times(4)))


def _episode(folder: Path, stem: str = "ep") -> Path:
    """An audio file with its transcript beside it."""
    (folder / f"{stem}.txt").write_text(_TEXT, encoding="utf-8")
    return _hum(folder / f"{stem}.wav")


def _clip(path: Path) -> Path:
    """The stretch of the example in which `_TEXT` is said."""
    import av

    resampler = av.AudioResampler(format="flt", layout="mono", rate=_RATE_HZ)
    with av.open(str(_EXAMPLE)) as container:
        frames = [out for frame in container.decode(audio=0) for out in resampler.resample(frame)]
    heard = np.concatenate([frame.to_ndarray()[0] for frame in frames])
    return _wav(path, heard[6 * _RATE_HZ : int(16.2 * _RATE_HZ)].astype(np.float64))


def _tree(folder: Path) -> dict[str, bytes | None]:
    """Every file with its bytes, every folder and link with nothing."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
        if path.is_dir() or path.is_file() or path.is_symlink()
    }


def _message(ended: Ended) -> str:
    """The message of a failure that is told as failures are."""
    assert ended.code == 2
    assert ended.err.startswith("error: ")
    assert ended.err.count("\n") == 1
    assert ended.err.endswith("\n")
    assert "Traceback" not in ended.err
    return ended.err.removeprefix("error: ").rstrip("\n")


def _refusal(align: Align, *arguments: str | Path) -> str:
    """The message of a run that fails and changes nothing, told in the same words with ``--json``."""
    before = _tree(Path())
    plain = align(*arguments)
    assert plain.out == ""
    message = _message(plain)
    as_json = align(arguments[0], "--json", *arguments[1:])
    assert json.loads(as_json.out)["error"]["message"] == _message(as_json) == message
    assert _tree(Path()) == before
    return message


# --- bad audio ---


def _random_bytes() -> bytes:
    return np.random.default_rng(1).bytes(20_000)


def _chords(path: Path) -> None:
    chord = np.sum([np.sin(2 * np.pi * hz * _times(1.5)) for hz in (262, 330, 392, 523)], axis=0)
    _wav(path, np.concatenate([0.2 * chord * np.exp(-1.5 * _times(1.5))] * 4))


def _noise(path: Path) -> None:
    _wav(path, np.clip(0.2 * np.random.default_rng(1).standard_normal(5 * _RATE_HZ), -1, 1))


def _mute_video(path: Path) -> None:
    import av

    with av.open(str(path), "w", format="mp4") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.width = stream.height = 64
        stream.pix_fmt = "yuv420p"
        frames = [av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), format="rgb24") for _ in range(5)]
        for frame in (*frames, None):
            container.mux(stream.encode(frame))


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        pytest.param(lambda path: path, "no such file", id="missing"),
        pytest.param(lambda path: path.mkdir(), "directory", id="folder"),
        pytest.param(lambda path: path.touch(), "not an audio file", id="empty"),
        pytest.param(lambda path: path.write_text(_TEXT, encoding="utf-8"), "not an audio file", id="text"),
        pytest.param(lambda path: path.write_bytes(_random_bytes()), "not an audio file", id="random"),
        pytest.param(lambda path: path.write_bytes(_hum(path).read_bytes()[:44]), "no sound in it", id="header only"),
        pytest.param(lambda path: _wav(path, 0 * _times(5)), "no speech", id="silence"),
        pytest.param(lambda path: _wav(path, 0.3 * np.sin(2764 * _times(5))), "no speech", id="tone"),
        pytest.param(_noise, "no speech", id="noise"),
        pytest.param(_chords, "no speech", id="chords"),
        pytest.param(lambda path: path.write_bytes(_EXAMPLE.read_bytes()[:200_000]), "breaks off", id="cut short"),
        pytest.param(_mute_video, "no audio stream", id="mute video"),
    ],
)
def test_bad_audio_is_refused(align: Align, make: Callable[[Path], object], expected: str) -> None:
    audio = Path("bad.wav")
    make(audio)
    Path("t.txt").write_text(_TEXT, encoding="utf-8")
    message = _refusal(align, "run", audio, "-t", "t.txt", "-o", "new")
    assert message.startswith("bad.wav: ")
    assert expected in message


# --- bad transcripts ---


def test_a_missing_transcript_says_what_was_looked_for(align: Align) -> None:
    message = _refusal(align, "run", _hum(Path("ep.wav")))
    assert "ep.*" in message
    assert ".txt" in message
    assert "-t" in message


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (None, "no such file"),
        (b"", "no text"),
        (b" \n\n\t\n", "no text"),
        (b"(Music)\n", "no speech"),
        (b"RIFF\x00\x00\x00\x00WAVE", "audio"),
        (b"%PDF-1.7 ...", "PDF"),
        (bytes(range(256)) * 4, "binary"),
    ],
)
def test_a_bad_transcript_is_refused(align: Align, content: bytes | None, expected: str) -> None:
    if content is not None:
        Path("t.txt").write_bytes(content)
    assert expected in _refusal(align, "run", _hum(Path("ep.wav")), "-t", "t.txt", *_QUICK)
    assert expected in _refusal(align, "inspect", "t.txt")


def test_a_folder_as_transcript_is_refused(align: Align) -> None:
    Path("t.txt").mkdir()
    assert "folder" in _refusal(align, "run", _hum(Path("ep.wav")), "-t", "t.txt")
    assert "folder" in _refusal(align, "inspect", "t.txt")


def test_the_transcript_of_another_episode_is_refused_unless_an_engine_is_forced(align: Align) -> None:
    Path("other.txt").write_text(5 * _OTHER_EPISODE, encoding="utf-8")  # as long as the example
    before = _tree(Path())
    ended = align("run", _EXAMPLE, "-t", "other.txt", "-o", "out", "--json")
    message = _message(ended)
    assert "other.txt" in message
    assert "--engine" in message
    assert json.loads(ended.out)["error"] == {"kind": "AlignmentError", "message": message}
    assert _tree(Path()) == before
    assert align("run", _EXAMPLE, "-t", "other.txt", "-o", "out", "--engine", "pauses").code == 0
    assert Path("out/last-foghorn.srt").exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "latin-1"])
def test_any_encoding_of_the_transcript_works(align: Align, encoding: str) -> None:
    text = "JOSÉ GARCÍA: Señor Müller, good evening. Ça va? We are in the studio again, all of us.\n"
    Path("t.txt").write_bytes(text.encode(encoding))
    read = json.loads(align("inspect", "t.txt", "--json").out)
    assert [speaker["name"] for speaker in read["speakers"]] == ["José García"]
    assert align("run", _hum(Path("ep.wav")), "-t", "t.txt", *_QUICK, "-f", "vtt").code == 0
    assert "Señor Müller" in Path("ep.vtt").read_text(encoding="utf-8")


def test_the_transcript_may_come_from_standard_input(align: Align, monkeypatch: pytest.MonkeyPatch) -> None:
    audio = _hum(Path("ep.wav"))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(_TEXT.encode("utf-16"))))
    assert align("run", audio, "-t", "-", *_QUICK).code == 0
    assert "foghorn" in Path("ep.srt").read_text(encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert "no text" in _message(align("inspect", "-"))
    monkeypatch.setattr(sys, "stdin", None)
    assert "standard input is closed" in _refusal(align, "inspect", "-")


# --- wrong use ---


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["rum"], "did you mean 'run'?"),
        (["zzz"], "commands: c"),
        (["--vresion"], "--version"),
        (["run"], "AUDIO"),
        (["inspect"], "TRANSCRIPT"),
        (["render"], "ALIGNMENT"),
        (["render", "x.json"], "--format"),
        (["run", "ep.wav", "extra"], "extra"),
        (["run", "ep.wav", "--fromat", "srt"], "--format"),
        (["run", "ep.wav", "-f"], "-f"),
        (["run", "ep.wav", "-f", "str"], "did you mean 'srt'?"),
        (["render", "x.json", "-f", "htm"], "did you mean 'html'?"),
        (["run", "ep.wav", "--engine", "acustic"], "did you mean 'acoustic'?"),
        (["run", "ep.wav", "--speaker-labels", "alway"], "did you mean 'always'?"),
        (["run", "ep.wav", "--language", "xx"], "does not speak 'xx'"),
        (["run", "ep.wav", "--language", "nonsense"], "does not speak 'nonsense'"),
        (["run", "ep.wav", "--language", 'en" x', *_QUICK], "no language tag"),
        (["run", "ep.wav", "--language", "", *_QUICK], "no language tag"),
        (["run", "ep.wav", "-o", "-"], "-o names a folder"),
    ],
)
def test_wrong_use_is_told_with_the_way_out(align: Align, arguments: list[str], expected: str) -> None:
    _episode(Path())
    assert expected in _refusal(align, *arguments)


def test_a_language_that_no_engine_hears_can_be_forced(align: Align) -> None:
    assert align("run", _episode(Path()), "--language", "xx_YY", *_QUICK).code == 0
    assert '<html lang="xx-YY"' in Path("ep.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("arguments", [[], ["-h"], ["--help"]])
def test_help_is_shown(align: Align, arguments: list[str]) -> None:
    ended = align(*arguments)
    assert (ended.code, ended.err) == (0, "")
    assert all(command in ended.out for command in ("run", "inspect", "render"))


@pytest.mark.parametrize("command", ["run", "inspect", "render"])
def test_every_command_has_help(align: Align, command: str) -> None:
    ended = align(command, "-h")
    assert (ended.code, ended.err) == (0, "")
    assert f"align {command}" in ended.out


def test_the_version_is_shown(align: Align) -> None:
    ended = align("--version")
    assert ended.code == 0
    assert re.fullmatch(r"align \d+\.\d+\.\d+\S*\n", ended.out)


def test_json_after_two_dashes_is_a_file(align: Align) -> None:
    ended = align("inspect", "--", "--json")
    assert "--json: there is no such file" in _message(ended)
    assert ended.out == ""


# --- where to write ---


def test_existing_files_are_kept_unless_overwritten(align: Align) -> None:
    audio = _episode(Path())
    Path("ep.vtt").write_text("mine")
    assert "--overwrite" in _refusal(align, "run", audio, *_QUICK)
    assert align("run", audio, *_QUICK, "--overwrite").code == 0
    assert Path("ep.vtt").read_text(encoding="utf-8").startswith("WEBVTT")


@pytest.mark.parametrize("name", ["ep.srt", "linked.srt"])
def test_what_is_read_is_never_replaced(align: Align, name: str) -> None:
    _hum(Path("ep.wav"))
    Path("ep.srt").write_text(_TEXT, encoding="utf-8")
    Path("linked.srt").symlink_to("ep.srt")
    assert "what is read" in _refusal(align, "run", "ep.wav", "-t", name, "--overwrite", *_QUICK)


def test_an_alignment_is_never_replaced_by_its_own_rendering(align: Align) -> None:
    align("run", _episode(Path()), *_QUICK)
    assert "what is read" in _refusal(align, "render", "ep.alignment.json", "-f", "json", "--overwrite")


def test_a_link_in_the_way_counts_as_a_file_and_is_written_through(align: Align) -> None:
    audio = _episode(Path())
    Path("ep.srt").symlink_to("elsewhere.srt")
    assert "--overwrite" in _refusal(align, "run", audio, *_QUICK)
    assert align("run", audio, *_QUICK, "--overwrite").code == 0
    assert Path("ep.srt").is_symlink()
    assert "foghorn" in Path("elsewhere.srt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("file.txt", "not a folder"),
        ("file.txt/below", "not a folder"),
        (os.devnull, "not a folder"),
        ("n" * 300, "name too long"),
        pytest.param("/proc/new", "cannot write", marks=pytest.mark.skipif(sys.platform != "linux", reason="no /proc")),
    ],
)
def test_a_folder_that_cannot_be_written_is_told_before_the_work(align: Align, folder: str, expected: str) -> None:
    audio = _episode(Path())
    Path("file.txt").touch()
    assert expected in _refusal(align, "run", audio, "-o", folder, *_QUICK)


def test_a_folder_in_the_place_of_an_output_is_told(align: Align) -> None:
    audio = _episode(Path())
    Path("ep.html").mkdir()
    assert "in the way" in _refusal(align, "run", audio, "--overwrite", *_QUICK)


def test_missing_folders_are_made(align: Align) -> None:
    assert align("run", _episode(Path()), "-o", "a/b c", "-f", "srt", *_QUICK).code == 0
    assert [path.name for path in Path("a/b c").iterdir()] == ["ep.srt"]


@pytest.mark.parametrize("folder", ["new/deep", "old"])
@pytest.mark.parametrize("written", [0, 2])
def test_a_full_disk_leaves_nothing_behind(
    align: Align, monkeypatch: pytest.MonkeyPatch, folder: str, written: int
) -> None:
    audio = _episode(Path())
    Path("old").mkdir()
    Path("old/ep.srt").write_text("mine")
    write, left = Path.write_bytes, iter(range(written))

    def fill(path: Path, data: "bytes | memoryview | bytearray") -> int:
        if next(left, None) is not None:
            return write(path, data)
        write(path, data[: len(data) // 2])
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_bytes", fill)
    before = _tree(Path())
    message = _message(align("run", audio, "-o", folder, "--overwrite", *_QUICK))
    assert message.startswith(f"cannot write {folder}/ep.")
    assert "no space left on device" in message
    assert _tree(Path()) == before


def test_a_failed_rename_leaves_no_temporary_file(align: Align, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, target: Path) -> Path:
        raise OSError(errno.EACCES, "Permission denied", str(path), None, str(target))

    monkeypatch.setattr(Path, "replace", refuse)
    assert "permission denied" in _refusal(align, "run", _episode(Path()), "-o", "new", *_QUICK)


# --- what is written ---


def test_formats_are_chosen_once_each(align: Align) -> None:
    audio = _episode(Path())
    ended = align("run", audio, "-f", "vtt", "-f", "srt", "-f", "vtt", "-o", "out", *_QUICK)
    assert ended.code == 0
    assert sorted(path.name for path in Path("out").iterdir()) == ["ep.srt", "ep.vtt"]
    assert ended.out.count("ep.vtt") == 1


_NAMES = [
    "two  spaces é 日本",
    'it\'s "quoted" & <b>',
    "-dash",
    "100%25 #1?",
    "12:30 show",
    "http:x",
    "javascript:x",
    "new\nline",
    "back\\slash",
    "dots.in.it.",
    "*",
    "n" * 240,
    os.fsdecode(b"caf\xe9"),
]


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot be")
@pytest.mark.parametrize(
    ("stem", "folder"), [*((stem, "out") for stem in _NAMES), ("http:x", "."), ("\\\\host\\x", ".")], ids=ascii
)
def test_any_file_name_works_and_the_page_finds_its_audio(align: Align, stem: str, folder: str) -> None:
    audio = _episode(Path(), stem).absolute()
    ended = align("run", "-o", folder, *_QUICK, "--json", "--", audio.name)
    assert (ended.code, ended.err) == (0, "")
    written = json.loads(ended.out)["files"]
    assert written == [str(Path(folder, stem + end)) for end in (".srt", ".vtt", ".html", ".alignment.json")]
    page = Path(folder, f"{stem}.html").absolute()
    source = re.search('<audio[^>]* src="([^"]*)"', page.read_text(encoding="utf-8"))
    assert source
    address = urljoin("file:///x/page.html".replace("/x/", f"{page.parent}/"), html.unescape(source[1]))
    assert address.startswith("file:///")
    assert unquote_to_bytes(address.removeprefix("file://")) == os.fsencode(audio)


def test_quiet_says_nothing_and_verbose_more(align: Align) -> None:
    audio = _episode(Path())
    assert align("run", audio, "-q", "-o", "q", *_QUICK) == Ended(code=0, out="", err="")
    normal, verbose = align("run", audio, "-o", "n", *_QUICK), align("run", audio, "-v", "-o", "v", *_QUICK)
    assert normal.err == ""
    assert "27 words" in verbose.err
    assert verbose.out.replace("v/", "n/") == normal.out
    assert _tree(Path("q")) == _tree(Path("n")) == _tree(Path("v"))


def test_two_runs_write_the_same_bytes(align: Align) -> None:
    audio = _clip(Path("ep.wav"))
    Path("ep.txt").write_text(_TEXT, encoding="utf-8")
    assert align("run", audio, "-o", "out").code == 0
    first = _tree(Path("out"))
    told = align("run", audio, "-o", "out", "--overwrite", "--json")
    assert told.code == 0
    assert json.loads(told.out)["words_placed"] == json.loads(told.out)["words"] == 27
    assert set(first) == {"ep.srt", "ep.vtt", "ep.html", "ep.alignment.json"}
    assert _tree(Path("out")) == first


@dataclass(frozen=True, kw_only=True)
class Caption:
    """A caption as some reader understood it."""

    start_ms: int
    end_ms: int
    text: str


def _by_pysrt(path: Path) -> list[Caption]:
    import pysrt

    items = pysrt.open(str(path), encoding="utf-8", error_handling=pysrt.SubRipFile.ERROR_RAISE)
    return [Caption(start_ms=item.start.ordinal, end_ms=item.end.ordinal, text=item.text) for item in items]


def _by_webvtt(path: Path) -> list[Caption]:
    import webvtt

    return [
        Caption(start_ms=c.start_time.in_milliseconds(), end_ms=c.end_time.in_milliseconds(), text=c.text)
        for c in webvtt.read(str(path)).captions
    ]


def _by_ffmpeg(path: Path) -> list[Caption]:
    import av
    from av.subtitles.subtitle import AssSubtitle

    captions = []
    with av.open(str(path)) as container:
        for packet in container.demux(subtitles=0):
            for shown in packet.decode() if packet.size else ():
                assert isinstance(shown, AssSubtitle)
                assert packet.pts is not None
                assert packet.duration is not None
                text = html.unescape(shown.dialogue.decode("utf-8"))
                captions.append(Caption(start_ms=packet.pts, end_ms=packet.pts + packet.duration, text=text))
    return captions


def test_other_readers_understand_the_captions_of_the_example_alike(align: Align) -> None:
    assert align("run", _EXAMPLE, "-o", "out", "--speaker-labels", "never").code == 0
    srt, vtt = Path("out/last-foghorn.srt"), Path("out/last-foghorn.vtt")
    captions = _by_pysrt(srt)
    assert len(captions) > 30
    assert _by_ffmpeg(srt) == _by_webvtt(vtt) == _by_ffmpeg(vtt) == captions
    alignment = json.loads(Path("out/last-foghorn.alignment.json").read_text(encoding="utf-8"))
    said = [word["text"] for turn in alignment["turns"] for word in turn["words"] if word["start_ms"] is not None]
    shown = " ".join(caption.text for caption in captions if not caption.text.startswith(("[", "(")))
    assert shown.split() == said


def test_a_word_that_was_not_heard_at_all_makes_its_caption_doubtful(align: Align) -> None:
    align("run", _episode(Path()), "-f", "json", *_QUICK)
    document = json.loads(Path("ep.alignment.json").read_text(encoding="utf-8"))
    for word in document["turns"][0]["words"]:
        word["confidence"] = 0
    timed = from_json(json.dumps(document), "made here")
    cues = compose(timed)
    summary = summarize(timed, cues, named_style("youtube"), [])
    assert [cue.confidence for cue in summary.doubtful] == [0] * len(cues)
    assert any(line.startswith("Doubtful") and "(0%)" in line for line in lines(summary))


def test_a_stretch_that_another_engine_timed_is_told(align: Align) -> None:
    align("run", _episode(Path()), "-f", "json", *_QUICK)
    document = json.loads(Path("ep.alignment.json").read_text(encoding="utf-8"))
    document["fallbacks"] = [{"engine": "pauses", "start_ms": 100, "end_ms": 900}]
    timed = from_json(json.dumps(document), "made here")
    assert from_json(to_json(timed), "again").fallbacks == timed.fallbacks
    told = "\n".join(lines(summarize(timed, (), named_style("youtube"), [])))
    assert "Estimated 0:00–0:00  timed by the pauses engine" in told


# --- render ---


@pytest.fixture
def alignment(align: Align) -> Path:
    """A finished alignment, its audio beside it."""
    assert align("run", _episode(Path()), "-f", "json", *_QUICK).code == 0
    return Path("ep.alignment.json")


def test_render_writes_what_run_does(align: Align, alignment: Path) -> None:
    align("run", "ep.wav", "-o", "run", *_QUICK)
    formats = ("-f", "srt", "-f", "vtt", "-f", "html", "-f", "json", "-f", "srt")
    ended = align("render", alignment, *formats, "-o", "render")
    assert ended.out.split() == [f"render/ep{end}" for end in (".srt", ".vtt", ".html", ".alignment.json")]
    assert _tree(Path("render")) == _tree(Path("run"))
    as_json = align("render", alignment, "-f", "srt", "-o", "render", "--overwrite", "--json")
    assert json.loads(as_json.out) == {"schema": "render/1", "files": ["render/ep.srt"]}


def test_render_to_standard_output_gives_the_file_and_nothing_else(
    align: Align, alignment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    align("render", alignment, "-f", "vtt")
    written = Path("ep.vtt").read_text(encoding="utf-8")
    assert align("render", alignment, "-f", "vtt", "-o", "-") == Ended(code=0, out=written, err="")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(alignment.read_bytes())))
    assert align("render", "-", "-f", "vtt", "-o", "-") == Ended(code=0, out=written, err="")
    assert "one format" in _refusal(align, "render", alignment, "-f", "vtt", "-f", "srt", "-o", "-")


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[:0],
        lambda text: text[:700],
        lambda text: text.replace(text, "null"),
        lambda text: text.replace(text, "[]"),
        lambda text: text.replace(text, '{"version": "1.0.0", "segments": []}'),
        lambda text: "[" * 50 * len(text),
        lambda text: text.replace('"duration_ms": 4000', f'"duration_ms": {"9" * 5_000}'),
        lambda text: text.replace('"duration_ms": 4000', '"duration_ms": 40'),
        lambda text: text.replace('"alignment/1"', '"alignment/2"'),
        lambda text: text.replace("ep.wav", "\\ud800"),
        lambda text: text.replace("ep.wav", "\udcff"),
    ],
)
def test_a_damaged_alignment_is_refused(align: Align, alignment: Path, damage: Callable[[str], str]) -> None:
    alignment.write_bytes(damage(alignment.read_text(encoding="utf-8")).encode("utf-8", errors="surrogateescape"))
    for form in ("srt", "html"):
        message = _refusal(align, "render", alignment, "-f", form)
        assert message.startswith("ep.alignment.json")
        assert "align run" in message


def test_times_that_no_caption_format_holds_are_refused(align: Align, alignment: Path) -> None:
    document = json.loads(alignment.read_text(encoding="utf-8"))
    document["audio"]["duration_ms"] = 10**40
    document["turns"][-1]["words"][-1].update(start_ms=10**35, end_ms=10**35 + 500)
    alignment.write_text(json.dumps(document), encoding="utf-8")
    assert "cannot write" in _refusal(align, "render", alignment, "-f", "vtt")


@pytest.mark.parametrize("name", ["missing.json", "folder"])
def test_render_without_an_alignment_is_refused(align: Align, name: str) -> None:
    Path("folder").mkdir()
    assert name in _refusal(align, "render", name, "-f", "srt")


@pytest.mark.parametrize("file", ["moved.wav", "", ".", "n" * 5_000, "a\\u0000b"])
def test_a_page_without_its_audio_has_no_player_and_says_so(align: Align, alignment: Path, file: str) -> None:
    alignment.write_text(alignment.read_text(encoding="utf-8").replace("ep.wav", file), encoding="utf-8")
    ended = align("render", alignment, "-f", "html", "-o", "-")
    assert ended.code == 0
    assert "<audio" not in ended.out
    assert ended.err.startswith("note: ")
    assert "--audio" in ended.err


def test_render_takes_the_audio_from_elsewhere(align: Align, alignment: Path) -> None:
    Path("moved").mkdir()
    Path("ep.wav").rename("moved/ep #2.wav")
    page = align("render", alignment, "-f", "html", "-o", "-", "--audio", "moved/ep #2.wav")
    assert 'src="moved/ep%20%232.wav"' in page.out
    page = align("render", alignment, "-f", "html", "-o", "-", "--audio", "https://example.org/ep.mp3?a=1")
    assert 'src="https://example.org/ep.mp3?a=1"' in page.out
    assert "no such file" in _refusal(align, "render", alignment, "-f", "html", "--audio", "nowhere.wav")


# --- a process of its own ---


def test_an_interruption_stops_the_run_and_writes_nothing(tmp_path: Path) -> None:
    arguments = ("run", _EXAMPLE, "-t", _EXAMPLE_TEXT, "-o", tmp_path / "out", "-v")
    with subprocess.Popen([*_COMMAND, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stderr
        assert any(b"listening" in line for line in iter(process.stderr.readline, b""))
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert "interrupted" in _message(Ended(code=process.returncode, out=out.decode(), err=err.decode()))
    assert out == b""
    assert _tree(tmp_path) == {}


def test_an_interruption_that_a_library_swallows_is_told_all_the_same() -> None:
    told = []

    def tell(stage: str, done: int, total: int) -> None:
        told.append((stage, done, total))

    def work() -> None:
        with heeding_interruption(tell) as progress:
            progress("listening", 1, 3)
            with suppress(KeyboardInterrupt):
                signal.raise_signal(signal.SIGINT)
            progress("listening", 2, 3)

    with pytest.raises(KeyboardInterrupt):
        work()
    assert told == [("listening", 1, 3)]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_output_that_nobody_reads_ends_quietly(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [*_COMMAND, "inspect", str(_EXAMPLE_TEXT)]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False, cwd=tmp_path, timeout=60)
    os.close(writer)
    assert (done.returncode, done.stderr) == (2, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("arguments", [["inspect", str(_EXAMPLE_TEXT)], ["inspect", str(_EXAMPLE_TEXT), "--json"]])
def test_a_full_standard_output_is_told(arguments: Sequence[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*_COMMAND, *arguments], stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)
    assert "no space left" in _message(Ended(code=done.returncode, out="", err=done.stderr.decode()))


def test_a_terminal_without_unicode_gets_escapes_and_files_get_utf8(tmp_path: Path) -> None:
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "latin-1"}
    text = tmp_path / "t.txt"
    text.write_text("ŁUKASZ: Dobry wieczór, 日本. Good evening, everybody, once more.\n", encoding="utf-8")
    plain = subprocess.run(
        [*_COMMAND, "inspect", str(text)], capture_output=True, check=True, env={**os.environ, **ascii_only}, timeout=60
    )
    assert b"\\u0141ukasz" in plain.stdout
    assert json.loads(_process("inspect", text, "--json", **ascii_only).out)["speakers"][0]["name"] == "Łukasz"
    run = _process("run", _hum(tmp_path / "ep.wav"), "-t", text, "-q", *_QUICK, **ascii_only)
    assert run == Ended(code=0, out="", err="")
    assert "日本" in (tmp_path / "ep.srt").read_text(encoding="utf-8")
    rendered = _process("render", tmp_path / "ep.alignment.json", "-f", "vtt", "-o", "-", **ascii_only)
    assert rendered.out == (tmp_path / "ep.vtt").read_text(encoding="utf-8")


def _drawn_on_a_terminal(arguments: Sequence[str | Path], **variables: str) -> str:
    """What the command draws on standard error when that is a terminal."""
    import pty

    terminal, end = pty.openpty()
    env = {**os.environ, "TERM": "xterm", "COLUMNS": "100", **variables}
    with subprocess.Popen([*_COMMAND, *map(str, arguments)], stdout=subprocess.DEVNULL, stderr=end, env=env) as process:
        os.close(end)
        drawn = b""
        while select.select([terminal], [], [], 60)[0]:
            try:
                piece = os.read(terminal, 65_536)
            except OSError:  # how Linux tells that the other end is closed
                break
            if not piece:
                break
            drawn += piece
        assert process.wait(timeout=60) == 0
    os.close(terminal)
    return drawn.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_progress_is_drawn_on_a_terminal_only(tmp_path: Path) -> None:
    arguments = ("run", _episode(tmp_path), "--overwrite", *_QUICK)
    colours = re.compile(r"\x1b\[[\d;]*\d[\d;]*m")
    drawn = _drawn_on_a_terminal(arguments, NO_COLOR="1")
    assert "measuring" in drawn
    assert not colours.search(drawn)
    assert _drawn_on_a_terminal(arguments, TERM="dumb") == ""
    assert _drawn_on_a_terminal((*arguments, "-q")) == ""
