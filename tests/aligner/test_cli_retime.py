"""The `align retime` command, on the example that comes along."""

import json
import wave
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from aligner.audio import SAMPLE_RATE_HZ, open_audio
from aligner.cli import main
from aligner.cli.listening import listen
from subtitles import Cue, Track, check_subject, named_style
from subtitles.checking import AudioEvidence, Subject
from subtitles.reading import read
from subtitles.writing import write
from tests.aligner.command import Align
from transcripts import TimeSpan
from transcripts.errors import AlignmentError, TranscriptError

_EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "last-foghorn.mp3"
_CLIP_MS = 60_000  # of it
_LATE_MS = 700
_PASSAGE = range(4, 9)


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The beginning of the example."""
    path = tmp_path_factory.mktemp("clip") / "clip.wav"
    samples = np.concatenate(list(open_audio(_EXAMPLE).blocks()))[: _CLIP_MS * SAMPLE_RATE_HZ // 1000]
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE_HZ)
        file.writeframes((samples * 32_767).astype("<i2").tobytes())
    return path


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> Track:
    """Captions of what is said in the clip, made by `align run`."""
    folder = tmp_path_factory.mktemp("right")
    with pytest.raises(SystemExit):
        main(["run", str(_EXAMPLE), "-o", str(folder), "-f", "vtt", "-q"])
    track = read(folder / "last-foghorn.vtt").track
    return replace(track, cues=tuple(cue for cue in track.cues if cue.span.end_ms < _CLIP_MS), language="en")


def _late(cues: tuple[Cue, ...], late_ms: int = _LATE_MS) -> tuple[Cue, ...]:
    return tuple(replace(cue, span=TimeSpan(cue.span.start_ms + late_ms, cue.span.end_ms + late_ms)) for cue in cues)


def _told(track: Track, heard: AudioEvidence) -> list[str]:
    subject = Subject(track=track, style=named_style("youtube"), heard=heard)
    return [finding.code for finding in check_subject(subject) if finding.code.startswith("audio-")]


def _unwatched(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def test_late_captions_get_the_times_of_the_audio(align: Align, right: Track, clip: Path, tmp_path: Path) -> None:
    write(_late(right.cues), tmp_path / "late.vtt")
    ended = align("retime", "late.vtt", clip)
    assert ended.code == 0
    assert "0.700 s late" in ended.out
    assert "late.retimed.vtt" in ended.out
    found = read(tmp_path / "late.retimed.vtt").track
    assert [(cue.lines, cue.speaker) for cue in found.cues] == [(cue.lines, cue.speaker) for cue in right.cues]
    assert all(
        abs(cue.span.start_ms - true.span.start_ms) <= 250
        for cue, true in zip(found.cues, right.cues, strict=True)
        if true.kind == "speech"
    )


def test_a_passage_that_is_said_earlier_is_found(right: Track, clip: Path) -> None:
    at, end = _PASSAGE.start, _PASSAGE.stop
    to = len(right.cues) - 4
    by_ms = right.cues[to].span.start_ms - right.cues[at].span.start_ms
    cues = (*right.cues[:at], *right.cues[end:to], *_late(right.cues[at:end], by_ms), *right.cues[to:])
    track = replace(right, cues=cues)
    heard = listen(track, clip, _unwatched)
    assert _told(track, heard) == ["audio-moved"]
    first = to - len(_PASSAGE)
    pairs = zip(heard.cues[first:to], right.cues[at:end], strict=True)
    assert all(one.span and abs(one.span.start_ms - cue.span.start_ms) < 250 for one, cue in pairs if one.words)


def test_right_captions_have_no_findings(right: Track, clip: Path) -> None:
    assert _told(right, listen(right, clip, _unwatched)) == []


def test_one_document_for_programs(align: Align, right: Track, clip: Path, tmp_path: Path) -> None:
    write(_late(right.cues[:8]), tmp_path / "late.srt")
    ended = align("retime", "late.srt", clip, "--json", "-o", "new/out.ttml")
    assert ended.code == 0
    told = json.loads(ended.out)
    assert told["schema"] == "retime/1"
    assert (told["format"], told["cues"], told["numbers"]) == ("ttml", 8, list(range(1, 9)))
    assert told["late_ms"] == pytest.approx(_LATE_MS, abs=60)
    assert (tmp_path / "new" / "out.ttml").is_file()


def test_what_is_read_is_not_replaced_unless_told(align: Align, right: Track, clip: Path, tmp_path: Path) -> None:
    given = tmp_path / "late.srt"
    write(right.cues[:3], given)
    before = given.read_bytes()
    ended = align("retime", "late.srt", clip, "-o", "late.srt")
    assert (ended.code, given.read_bytes()) == (2, before)
    assert ended.err.startswith("error: cannot write late.srt")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("none.srt", _EXAMPLE), "none.srt: there is no such file"),
        (("late.srt", "none.mp3"), "none.mp3: no such file"),
        (("late.srt", _EXAMPLE, "-f", "strt"), "did you mean 'srt'?"),
        (("late.srt", _EXAMPLE, "-o", "out.xyz"), "unknown caption format 'xyz'"),
        (("late.srt", _EXAMPLE, "-o", "-", "--json"), "-o names it"),
        (("late.srt", _EXAMPLE, "--style", "youtub"), "did you mean 'youtube'?"),
        (("late.srt", _EXAMPLE, "--fps", "many"), "no frame rate"),
        (("late.srt", _EXAMPLE, "--language", "???"), "no language tag"),
        (("late.srt", _EXAMPLE, "-o", "audio.mp3", "-f", "srt"), "it would replace what is read"),
    ],
)
def test_bad_input_is_one_line(align: Align, tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    write([Cue(span=TimeSpan(0, 2_000), lines=("Good morning.",))], tmp_path / "late.srt")
    (tmp_path / "audio.mp3").symlink_to(_EXAMPLE)
    before = sorted(tmp_path.iterdir())
    ended = align("retime", *arguments)
    assert ended.code == 2
    assert told in (ended.out + ended.err)
    assert ended.err.count("\n") == 1
    assert sorted(tmp_path.iterdir()) == before


def test_captions_of_another_recording_are_refused(clip: Path) -> None:
    text = "Parliament debated the agricultural subsidies bill and several ministers refused to vote for it"
    cues = tuple(
        Cue(span=TimeSpan(at * 4_000, at * 4_000 + 3_000), lines=(f"{text} {word}.",))
        for at, word in enumerate(("yesterday", "today", "tomorrow", "unanimously", "quietly", "again"))
    )
    with pytest.raises(AlignmentError, match="are they of this recording"):
        listen(Track(cues=cues, language="en"), clip, _unwatched)


def test_captions_without_a_spoken_word_are_refused(clip: Path) -> None:
    cue = Cue(span=TimeSpan(0, 2_000), lines=("[music]",), kind="sound")
    with pytest.raises(TranscriptError, match="none of the captions has a word that is spoken"):
        listen(Track(cues=(cue,), language="en"), clip, _unwatched)
