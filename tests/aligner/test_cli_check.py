"""The `align check` command: what is told, what is written, and how it ends."""

import csv
import json
from functools import partial
from pathlib import Path

import pytest

import aligner.cli.listening
from aligner.cli.mending import mended
from subtitles import Selection, Subject, Track, named_style, read_bytes
from subtitles.checking import AudioEvidence, HeardCue
from tests.aligner.command import Align, Ended
from transcripts import TimeSpan
from transcripts.errors import AlignmentError

GOOD = """WEBVTT

00:00:01.000 --> 00:00:03.500
Good morning, and welcome to the show.

00:00:04.000 --> 00:00:06.500
We talk about the harbour today.
"""
# The second cue stays on screen into the third, whose spaces are doubled.
FLAWED = """1
00:00:01,000 --> 00:00:03,500
Good morning, and welcome to the show.

2
00:00:04,000 --> 00:00:08,000
We talk about the harbour today.

3
00:00:07,500 --> 00:00:10,000
It is  quiet in winter.
"""
SONG = "[00:01.00]Good morning.\n[00:03.00]Good evening.\n[00:05.00]Good night.\n[00:07.00]Good-bye.\n"

Check = Align


@pytest.fixture
def check(align: Align) -> Check:
    """Runs `align check` in a folder with two caption files."""
    Path("good.vtt").write_text(GOOD, encoding="utf-8")
    Path("flawed.srt").write_text(FLAWED, encoding="utf-8")
    return partial(align, "check")


def test_captions_without_a_fault_end_with_0(check: Check) -> None:
    ended = check("good.vtt")
    assert (ended.code, ended.err) == (0, "")
    first, *_, last = ended.out.splitlines()
    assert first == "good.vtt: vtt, 2 cues, 13 words, language en, style youtube"
    assert last.startswith("No machine-checked problem found")
    assert "Not checked: against the audio, no audio was given: --audio FILE" in ended.out


def test_captions_with_faults_end_with_1_and_are_told(check: Check) -> None:
    ended = check("flawed.srt")
    assert (ended.code, ended.err) == (1, "")
    assert "timing-overlap  1" in ended.out
    assert "00:00:04.000  cue 2     line 6" in ended.out
    assert "“We talk about the harbour today.”" in ended.out
    assert "in 2 of 3 cues" in ended.out.splitlines()[-1]


def test_notes_alone_end_with_0(check: Check) -> None:
    Path("noted.vtt").write_text(f"\ufeff{GOOD}", encoding="utf-8")
    ended = check("noted.vtt")
    assert (ended.code, ended.out.splitlines()[-1]) == (0, "1 note: about the whole file.")


def test_quiet_only_ends(check: Check) -> None:
    assert check("flawed.srt", "-q") == Ended(code=1, out="", err="")


def test_programs_get_one_document(check: Check) -> None:
    ended = check("flawed.srt", "--json")
    document = json.loads(ended.out)
    assert (ended.code, document["exit"], document["schema"], document["cues"]) == (1, 1, "check/1", 3)
    (overlap,) = [one for one in document["findings"] if one["code"] == "timing-overlap"]
    assert (overlap["cue"], overlap["line"], overlap["start_ms"], overlap["severity"]) == (2, 6, 4_000, "error")


def test_rules_are_chosen(check: Check) -> None:
    codes = {one["code"] for one in json.loads(check("flawed.srt", "--select", "text", "--json").out)["findings"]}
    assert codes == {"text-double-space"}
    ended = check("flawed.srt", "--ignore", "text,timing-overlap", "--ignore", "timing-gap")
    assert ended.code == 0
    assert "Left out as asked: timing-overlap, timing-gap" in ended.out


def test_settings_of_the_folder_apply_unless_overruled(check: Check) -> None:
    Path("align.toml").write_text('select = ["text"]\nstyle = "bbc"\n', encoding="utf-8")
    document = json.loads(check("flawed.srt", "--json").out)
    assert (document["style"]["name"], document["checked"]) == ("bbc", ["text"])
    document = json.loads(check("flawed.srt", "--json", "--style", "ted", "--select", "timing").out)
    assert (document["style"]["name"], document["checked"]) == ("ted", ["timing"])


def test_reports_are_written_in_each_form(check: Check) -> None:
    ended = check("flawed.srt", *(f"--report=new/r.{kind}" for kind in ("html", "csv", "json")))
    assert ended.code == 1
    assert "flawed.srt" in Path("new/r.html").read_text(encoding="utf-8")
    rows = list(csv.DictReader(Path("new/r.csv").read_text(encoding="utf-8-sig").splitlines()))
    document = json.loads(Path("new/r.json").read_text(encoding="utf-8"))
    assert [row["code"] for row in rows] == [one["code"] for one in document["findings"]]
    assert "exists already" in check("flawed.srt", "--report", "new/r.csv").err
    assert check("good.vtt", "--report", "new/r.csv", "--overwrite").code == 0
    assert len(Path("new/r.csv").read_text(encoding="utf-8").splitlines()) == 1


def test_a_transcript_is_checked_against(check: Check) -> None:
    Path("said.txt").write_text(
        "Good morning, and welcome to the show. We talk about the lighthouse today.", encoding="utf-8"
    )
    document = json.loads(check("good.vtt", "-t", "said.txt", "--json").out)
    assert "transcript" in document["checked"]
    assert [one["cue"] for one in document["findings"] if one["code"].startswith("transcript-")] == [2]


def test_safe_repairs_are_made_and_listed(check: Check) -> None:
    ended = check("flawed.srt", "--fix", "-o", "fixed.srt")
    assert ended.code == 0
    assert "cue 2, timing-overlap: out-time 8.000 s → 7." in ended.out
    assert "cue 3, text-double-space: text It is  quiet in winter. → It is quiet in winter." in ended.out
    assert Path("flawed.srt").read_text(encoding="utf-8") == FLAWED
    assert "It is quiet in winter." in Path("fixed.srt").read_text(encoding="utf-8")
    again = json.loads(check("fixed.srt", "--fix", "-o", "again.srt", "--json").out)
    assert (again["fixed"], again["exit"]) == ([], 0)
    assert Path("again.srt").read_bytes() == Path("fixed.srt").read_bytes()


def test_repairs_take_the_place_of_the_file_only_if_asked(check: Check) -> None:
    assert check("flawed.srt", "--fix").code == 2
    assert "--overwrite" in check("flawed.srt", "--fix", "-o", "flawed.srt").err
    assert Path("flawed.srt").read_text(encoding="utf-8") == FLAWED
    assert check("flawed.srt", "--fix", "--overwrite").code == 0
    assert "It is quiet in winter." in Path("flawed.srt").read_text(encoding="utf-8")


def test_what_the_repaired_file_would_lose_is_told_and_never_lost_in_place(check: Check) -> None:
    styled = GOOD.replace("harbour", "<i>harbour</i>").replace("welcome", " welcome")
    Path("styled.vtt").write_text(styled, encoding="utf-8")
    refused = check("styled.vtt", "--fix", "--overwrite")
    assert refused.code == 2
    assert "markup" in refused.err
    assert Path("styled.vtt").read_text(encoding="utf-8") == styled
    ended = check("styled.vtt", "--fix", "-o", "plain.vtt")
    assert "NOT KEPT  1\n  markup that is not kept: type, colours, times of words: line 7" in ended.out
    assert "<i>" not in Path("plain.vtt").read_text(encoding="utf-8")
    assert "text-markup" not in ended.out


def test_text_that_looks_like_markup_stays_in_its_place(check: Check) -> None:
    Path("key.srt").write_text(FLAWED.replace("winter", "winter; use the <x> key"), encoding="utf-8")
    assert check("key.srt", "--fix", "--overwrite").code != 2
    assert "It is quiet in winter; use the <x> key." in Path("key.srt").read_text(encoding="utf-8")


def test_a_file_that_needs_no_repair_is_left_as_it_is(check: Check) -> None:
    styled = GOOD.replace("harbour", "<i>harbour</i>")
    Path("styled.vtt").write_text(styled, encoding="utf-8")
    assert check("styled.vtt", "--fix", "--overwrite").code != 2
    assert Path("styled.vtt").read_text(encoding="utf-8") == styled


def test_repaired_captions_may_go_to_standard_output(check: Check) -> None:
    ended = check("flawed.srt", "--fix", "-o", "-")
    assert ended.out.startswith("1\n00:00:01,000 --> 00:00:03,500\n")
    assert "REPAIRED" in ended.err


def test_what_is_heard_is_checked(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    def listen(track: Track, audio: Path, *_: object) -> AudioEvidence:
        del audio
        late = (max(0, cue.span.start_ms - 1_700) for cue in track.cues)
        return AudioEvidence(
            cues=tuple(HeardCue(span=TimeSpan(ms, ms + 2_000), confidence=0.9, words=6) for ms in late),
            speech=(TimeSpan(100, 5_500),),
            untranscribed=(),
            duration_ms=8_000,
        )

    monkeypatch.setattr(aligner.cli.listening, "listen", listen)
    ended = check("good.vtt", "--audio", "show.mp3", "--report", "r.html")
    assert ended.code == 1
    assert "audio-" in ended.out
    assert "Not checked: against the audio" not in ended.out
    assert "When their words were heard" in Path("r.html").read_text(encoding="utf-8")


def test_times_that_nobody_heard_are_not_checked_against(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    def listen(track: Track, *_: object) -> AudioEvidence:
        cues = tuple(HeardCue(span=cue.span) for cue in track.cues)
        return AudioEvidence(cues=cues, speech=(), untranscribed=(), duration_ms=8_000, engine="pauses")

    monkeypatch.setattr(aligner.cli.listening, "listen", listen)
    ended = check("good.vtt", "--audio", "show.mp3")
    assert "Not checked: against the audio, nobody listened: the pauses engine" in ended.out


def test_what_was_heard_follows_cues_that_a_repair_moves() -> None:
    swapped = GOOD.split("\n\n")
    captions = read_bytes("\n\n".join((swapped[0], swapped[2].strip(), swapped[1], "")).encode(), "swapped.vtt")
    cues = captions.track.cues
    assert [cue.span.start_ms for cue in cues] == [4_000, 1_000]
    heard = AudioEvidence(
        cues=tuple(HeardCue(span=cue.span, confidence=0.9, words=6) for cue in cues),
        speech=(),
        untranscribed=(),
        duration_ms=8_000,
    )
    subject = Subject(track=captions.track, style=named_style("youtube"), repairs=captions.repairs, heard=heard)
    after = mended(subject, captions, Selection()).subject
    assert after.heard is not None
    assert [cue.span for cue in after.track.cues] == [cue.span for cue in after.heard.cues]
    assert [cue.span.start_ms for cue in after.track.cues] == [1_000, 4_000]


def test_captions_of_another_recording_are_a_failure(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    def listen(*_: object) -> AudioEvidence:
        raise AlignmentError("show.mp3 does not hold what the captions say")

    monkeypatch.setattr(aligner.cli.listening, "listen", listen)
    ended = check("good.vtt", "--audio", "show.mp3", "--json")
    assert ended.code == 2
    assert json.loads(ended.out)["error"]["kind"] == "AlignmentError"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nowhere.srt",), "there is no such file"),
        (("prose.txt",), "no captions"),
        (("good.vtt", "--style", "bbd"), "did you mean 'bbc'?"),
        (("good.vtt", "--select", "timing-gapp"), "did you mean 'timing-gap'?"),
        (("good.vtt", "--report", "r.htm"), "did you mean '.html'?"),
        (("good.vtt", "--report", "r"), ".html"),
        (("good.vtt", "--report", "r.csv", "--report", "./r.csv"), "one name"),
        (("good.vtt", "-t", "nowhere.txt"), "there is no such file"),
        (("good.vtt", "-o", "new.vtt"), "--fix"),
        (("good.vtt", "--fix", "-o", "-", "--json"), "standard output"),
        (("-", "-t", "-"), "standard input"),
        (("-", "--fix", "--overwrite"), "-o"),
        (("good.vtt", "--language", "?"), "no language tag"),
        (("song.lrc", "--fix", "-o", "new.lrc"), "align convert"),
    ],
)
def test_bad_use_gives_one_line_and_no_file(check: Check, arguments: tuple[str, ...], message: str) -> None:
    Path("prose.txt").write_text("Nothing but prose.\n", encoding="utf-8")
    Path("song.lrc").write_text(
        SONG,
        encoding="utf-8",
    )
    before = sorted(Path().iterdir())
    ended = check(*arguments)
    assert (ended.code, ended.out if "--json" not in arguments else "") == (2, "")
    assert message in ended.err
    assert ended.err.count("\n") == 1
    assert sorted(Path().iterdir()) == before


def test_times_are_held_against_the_frames_of_a_given_rate(check: Check) -> None:
    told = check("good.vtt", "--fps", "24", "--json")
    assert [one["code"] for one in json.loads(told.out)["findings"]] == []
    off = GOOD.replace("00:00:06.500", "00:00:06.520")
    Path("off.vtt").write_text(off, encoding="utf-8")
    told = check("off.vtt", "--fps", "24", "--json")
    assert [one["code"] for one in json.loads(told.out)["findings"]] == ["timing-frames"]
    assert "frame rate" in check("off.vtt", "--fps", "fast").err


def test_a_folder_in_the_place_of_captions_is_named(check: Check) -> None:
    Path("folder").mkdir()
    ended = check("folder")
    assert (ended.code, ended.err) == (2, "error: folder: this is a folder; name a file in it\n")
