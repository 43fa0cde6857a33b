"""Reading captions as captions: each cue of the file is one cue of the track, with all that the file tells of it."""

import json
from pathlib import Path

import pytest

import subtitles
from subtitles import CaptionFile, read, read_bytes
from subtitles.reading.kinds import READERS
from transcripts.errors import TranscriptError

SRT = "1\n00:00:01,000 --> 00:00:02,000\nOne.\n\n2\n00:00:03,000 --> 00:00:04,000\n[laughter]\n"
_SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"


def of(text: str, name: str = "talk") -> CaptionFile:
    return read_bytes(text.encode(), name)


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "talk.srt"
    path.write_text(SRT, encoding="utf-8")
    file = read(path)
    assert (file.source, file.format, file.repairs) == (str(path), "srt", ())
    assert read(str(path)) == file
    first, second = file.track.cues
    assert (first.span.start_ms, first.span.end_ms, first.lines) == (1000, 2000, ("One.",))
    assert (first.source_line, first.id, first.kind, first.speaker) == (2, "1", "speech", None)
    assert (second.source_line, second.id, second.kind) == (6, "2", "sound")


def test_the_functions_are_public() -> None:
    assert {"read", "read_bytes", "CaptionFile"} <= set(subtitles.__all__)


@pytest.mark.parametrize("name", ["missing.srt", "."])
def test_what_is_no_file_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(TranscriptError, match=r"no such file|a folder"):
        read(tmp_path / name)


FILES = {
    "vtt": "WEBVTT\nLanguage: de\n\na\n00:01.000 --> 00:02.000\n<v Ann>One.\n",
    "srt": "1\n00:00:01,000 --> 00:00:02,000\nOne.\n",
    "sbv": "0:00:01.000,0:00:02.000\nOne.\n",
    "ttml": "<tt xmlns='http://www.w3.org/ns/ttml' xml:lang='de'><head><metadata><title>T</title></metadata></head>"
    "<body><p xml:id='a' begin='1s' end='2s'>One.</p></body></tt>",
    "ass": "[Script Info]\nTitle: T\n\n[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,Default,Ann,0,0,0,,One.\n",
    "lrc": "[ti:T]\n[la:de]\n[00:01.00]One.\n[00:02.00]\n",
    "microdvd": "{1}{1}25\n{25}{50}One.\n",
    "json": json.dumps(
        {
            "version": "1.0.0",
            "language": "de",
            "title": "T",
            "segments": [{"id": "a", "speaker": "Ann", "startTime": 1, "endTime": 2, "body": "One."}],
        }
    ),
    "html": "<cite>Ann:</cite><time>0:01</time><p>One.</p>",
    "csv": "id,start,end,speaker,text\na,1,2,Ann,One.\n",
    "tsv": "id\tstart\tend\tspeaker\ttext\na\t1\t2\tAnn\tOne.\n",
}
LANGUAGES, TITLES = ("vtt", "ttml", "lrc", "json"), ("ttml", "ass", "lrc", "json")
SPEAKERS, IDS = ("vtt", "ass", "json", "html", "csv", "tsv"), ("vtt", "ttml", "json", "csv", "tsv")


@pytest.mark.parametrize("form", FILES)
@pytest.mark.parametrize("name", ["stdin", "talk.txt"])
def test_every_format_is_told_by_its_content(form: str, name: str) -> None:
    file = of(FILES[form], name)
    assert file.format == form
    (cue,) = file.track.cues
    assert (cue.span.start_ms, cue.span.end_ms, cue.lines) == (1000, 2000, ("One.",))
    assert file.track.language == ("de" if form in LANGUAGES else None)
    assert file.track.title == ("T" if form in TITLES else None)
    assert cue.speaker == ("Ann" if form in SPEAKERS else None)
    assert cue.id == ("a" if form in IDS else "1" if form == "srt" else None)
    assert {repair.code for repair in file.repairs} == ({"open-end"} if form == "html" else set())


def test_every_reader_has_a_file_here() -> None:
    assert {reader.name for reader in READERS} | {"tsv"} == set(FILES)


def test_the_suffix_decides_only_where_the_content_does_not() -> None:
    assert of(FILES["srt"].replace(",", "."), "talk.vtt").format == "vtt"
    assert of(FILES["srt"], "talk.sbv").format == "srt"
    assert [repair.code for repair in of(FILES["json"], "talk.srt").repairs] == ["suffix"]
    assert of(FILES["sbv"], "talk.sub").repairs == ()
    assert of(FILES["tsv"], "talk.csv").repairs == ()
    with pytest.raises(TranscriptError, match="no captions in it"):
        of("Mara: Hello.\n", "talk.srt")


def test_an_alignment_is_no_caption_file() -> None:
    with pytest.raises(TranscriptError, match="align render"):
        of('{"schema": "alignment/1", "items": []}')


def test_lines_of_several_voices() -> None:
    cue = of("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>One\nmore.</v>\n<v Bob>Two.</v>\nThree.\n").track.cues[0]
    assert (cue.speaker, cue.line_speakers) == ("Ann", ("Ann", "Ann", "Bob", None))
    same = of("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>One\n<v Ann>more.\n").track.cues[0]
    assert (same.speaker, same.line_speakers) == ("Ann", ())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[MUSIC PLAYING]", "sound"),
        ("(applause)\n(cheering)", "sound"),
        ("♪", "sound"),
        ("[laughs] Well.", "speech"),
        ("Music!", "speech"),
    ],
)
def test_a_cue_that_is_a_sound(text: str, kind: str) -> None:
    assert of(f"1\n00:00:01,000 --> 00:00:02,000\n{text}\n").track.cues[0].kind == kind


@pytest.mark.parametrize(
    ("end", "length", "following", "given_ms"),
    [
        ("00:00:00,500", 4, None, 2000),  # at least a second
        ("00:00:01,000", 4, None, 2000),
        ("00:00:01,000", 80, None, 5000),  # 20 characters a second
        ("00:00:01,000", 80, "00:00:03,000", 3000),  # not into the next cue
        ("00:00:01,000", 80, "00:00:00,500", 5000),  # which must be a later one
        ("00:00:01,000", 80, "00:00:01,000", 5000),
    ],
)
def test_the_end_that_a_cue_without_duration_is_given(
    end: str, length: int, following: str | None, given_ms: int
) -> None:
    text = f"1\n00:00:01,000 --> {end}\n{'x' * length}\n"
    text += f"\n2\n{following} --> 00:00:09,000\nNext.\n" if following else ""
    file = of(text)
    assert (file.track.cues[0].span.start_ms, file.track.cues[0].span.end_ms) == (1000, given_ms)
    repair = file.repairs[0]
    assert repair.line == 2
    assert repair.code == ("ends-before-start" if end.endswith("500") else "zero-duration")
    assert "0:00:01.000" in repair.what
    assert f"0:00:0{given_ms / 1000:.3f}" in repair.what


def test_what_is_left_out_is_told_in_words() -> None:
    file = of("Made by Mara\n\n1\n00:00:01,000 --> 00:00:02,000\n\n2\n00:00:03,000 --> 00:00:04,000\nTwo.\n")
    outside, empty = file.repairs
    assert (outside.line, outside.code) == (1, "text-outside")
    assert "Made by Mara" in outside.what
    assert (empty.line, empty.code) == (4, "empty-cue")
    assert "0:00:01.000 to 0:00:02.000" in empty.what


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1\n00:00:xx,000 --> 00:00:02,000\nOne.\n\n2\n00:00:03,000 --> 00:00:04,000\nTwo.\n", "00:00:xx,000"),
        ("1\n-00:00:01,000 --> 00:00:02,000\nOne.\n", "-00:00:01,000"),
        ("start,end,text\n-1,2,One.\n", "-1"),
        ('[{"start": "soon", "end": 2, "text": "One."}]', "soon"),
        ("[Script Info]\n[Events]\nFormat: Start,End,Text\nDialogue: now,0:00:02.00,One.\n", "now"),
        ("<tt xmlns='u'><body><p begin='later' end='2s'>One.</p></body></tt>", "later"),
    ],
)
def test_a_time_that_is_not_kept_is_told_as_it_was_written(text: str, written: str) -> None:
    told = [repair for repair in of(text, "talk.srt").repairs if repair.code in ("time-unreadable", "negative-time")]
    assert len(told) == 1
    assert written in told[0].what


def test_each_kind_of_markup_is_told_once() -> None:
    file = of(
        "1\n00:00:01,000 --> 00:00:02,000\n<i>One.</i> <b>x</b>\n\n2\n00:00:03,000 --> 00:00:04,000\n<i>Two.</i>\n"
    )
    assert [(repair.line, repair.code) for repair in file.repairs] == [(3, "markup"), (3, "markup")]


def test_lines_of_json_are_those_of_the_file() -> None:
    pretty = json.dumps({"segments": [{"startTime": i, "endTime": i + 1, "body": f"a{i}"} for i in range(3)]}, indent=1)
    lines = [cue.source_line or 0 for cue in of(pretty).track.cues]
    assert [pretty.split("\n")[line - 1].strip() for line in lines] == ["{", "{", "{"]
    assert lines == sorted(set(lines))


def test_units_of_times_in_json() -> None:
    cues = of('[{"start": 1500, "end": 3000, "text": "in thousandths"}]').track.cues
    assert (cues[0].span.start_ms, cues[0].span.end_ms) == (1500, 3000)
    cues = of('{"segments": [{"start": 1.5, "end": 3, "text": " of Whisper"}]}').track.cues
    assert (cues[0].span.start_ms, cues[0].lines) == (1500, ("of Whisper",))


@pytest.mark.parametrize(
    "path",
    [*sorted(_SHARED.glob("captions/*/captions.*t")), *sorted(_SHARED.glob("transcripts/*/source.[sv][rt]t"))],
    ids=lambda path: path.parent.name,
)
def test_real_captions_are_read_cue_by_cue(path: Path) -> None:
    file = read(path)
    assert len(file.track.cues) == path.read_text(encoding="utf-8").count(" --> ")
    assert {repair.code for repair in file.repairs} <= {
        *("bom", "comment", "markup", "settings", "signature", "time-form")
    }
