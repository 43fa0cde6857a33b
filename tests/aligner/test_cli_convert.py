"""``align convert`` and ``align formats``: what is written, where, and what is told."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aligner.cli.commands import align
from subtitles import FORMATS

VTT = """WEBVTT

00:00:01.000 --> 00:00:02.500
<v Amara Khan>Good <i>morning</i> & hello.

00:00:03.000 --> 00:00:04.505
<v Amara Khan>No.</v>
<v Lee>Yes {really}.</v>
"""


@pytest.fixture
def captions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("ep.one.vtt")
    path.write_text(VTT, encoding="utf-8")
    return path


def convert(*arguments: str | Path, given: str | None = None) -> Result:
    return CliRunner().invoke(align, ["convert", *map(str, arguments)], input=given)


def test_files_lie_beside_the_captions_and_are_named(captions: Path) -> None:
    ended = convert(captions, "-f", "srt", "-f", "podcast-json", "-f", "srt")
    assert ended.exit_code == 0
    assert ended.stdout.split() == ["ep.one.srt", "ep.one.podcast.json"]
    assert (
        Path("ep.one.srt")
        .read_text(encoding="utf-8")
        .startswith("1\n00:00:01,000 --> 00:00:02,500\nAmara Khan: Good morning & hello.\n\n2\n")
    )
    assert len(json.loads(Path("ep.one.podcast.json").read_text(encoding="utf-8"))["segments"]) == 3


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written(captions: Path, name: str) -> None:
    ended = convert(captions, "-f", name, "-o", "new/folder")
    assert ended.exit_code == 0, ended.output
    assert [path.name for path in Path("new/folder").iterdir()] == [f"ep.one{FORMATS[name].suffix}"]


def test_repairs_and_losses_are_told_on_standard_error(captions: Path) -> None:
    ended = convert(captions, "-f", "ass", "-o", "-")
    assert ended.stdout.startswith("[Script Info]")
    assert "note: ep.one.vtt, line 4: markup (<i>)" in ended.stderr
    assert "note: ass: times are rounded to 10 ms: cue 2, at 0:03\n" in ended.stderr
    assert "note: ass: characters that the format cannot hold are replaced: cue 2, at 0:03\n" in ended.stderr


def test_repairs_of_a_kind_are_told_in_few_lines(captions: Path) -> None:
    zero = "".join(f"{at}\n00:{at:02}:01,000 --> 00:{at:02}:01,000\nOne.\n\n" for at in range(1, 40))
    captions.with_suffix(".srt").write_text(zero, encoding="utf-8")
    told = convert("ep.one.srt", "-f", "csv").stderr.splitlines()
    assert 2 < len(told) < 10
    assert told[0].startswith("note: ep.one.srt, line 2: a cue ends where it begins, at 0:01:01.000")
    assert told[-1] == "note: ep.one.srt: 34 more notes like this one, to line 154; --json lists them"
    listed = json.loads(convert("ep.one.srt", "-f", "csv", "--overwrite", "--json").stdout)["repairs"]
    assert len(listed) == 39


def test_programs_get_them_in_the_document(captions: Path) -> None:
    ended = convert(captions, "-f", "csv", "-o", "new", "--json")
    assert ended.stderr == ""
    document = json.loads(ended.stdout)
    assert (document["schema"], document["source"], document["format"]) == ("convert/1", "ep.one.vtt", "vtt")
    assert document["cues"] == 2
    assert "markup" in [repair["code"] for repair in document["repairs"]]
    (file,) = document["files"]
    assert (file["path"], file["format"]) == ("new/ep.one.csv", "csv")
    assert [(loss["code"], loss["count"], loss["cue"], loss["start_ms"]) for loss in file["losses"]] == [
        ("shared", 1, 2, 3000)
    ]


@pytest.mark.parametrize("arguments", [(), ("-o", "-")])
def test_standard_input_goes_to_standard_output(captions: Path, arguments: tuple[str, ...]) -> None:
    ended = convert("-", "-f", "txt", *arguments, given=VTT)
    assert ended.stdout == "Amara Khan: Good morning & hello.\nAmara Khan: No.\nLee: Yes {really}.\n"
    assert [path.name for path in Path().iterdir()] == [captions.name]


def test_labels_are_given_as_asked(captions: Path) -> None:
    told = [convert(captions, "-f", "srt", "-o", "-", "--speaker-labels", x).stdout for x in ("always", "never")]
    assert [text.count("Khan") for text in told] == [2, 0]


def test_names_in_the_text_become_speakers_if_asked(captions: Path) -> None:
    del captions
    texts = ("KHAN: Good morning.", "LEE: Hello.", "And so on.", "KHAN: Yes, indeed.", "LEE: No.")
    times = (f"00:00:0{at},000 --> 00:00:0{at},900" for at in range(1, 9))
    srt = "\n".join(f"{at}\n{time}\n{text}\n" for at, (time, text) in enumerate(zip(times, texts, strict=False), 1))
    vtt = convert("-", "-f", "vtt", "--speakers-from-text", given=srt).stdout
    assert [line for line in vtt.split("\n") if line.startswith("<v")] == [
        "<v Khan>Good morning.", "<v Lee>Hello.", "<v Lee>And so on.", "<v Khan>Yes, indeed.", "<v Lee>No."
    ]  # fmt: skip
    plain = convert("-", "-f", "vtt", given=srt).stdout
    assert "\nKHAN: Good morning." in plain
    unnamed = convert("-", "-f", "vtt", "--speakers-from-text", given="1\n00:00:01,000 --> 00:00:02,000\nYes.\n")
    assert "no names of speakers were found in the text of standard input" in unnamed.stderr


def test_nothing_is_replaced_unasked(captions: Path) -> None:
    Path("ep.one.srt").write_text("old", encoding="utf-8")
    assert "--overwrite" in convert(captions, "-f", "srt").stderr
    assert "what is read" in convert(captions, "-f", "vtt", "--overwrite").stderr
    assert Path("ep.one.srt").read_text(encoding="utf-8") == "old"
    assert convert(captions, "-f", "srt", "--overwrite").exit_code == 0
    assert Path("ep.one.srt").read_text(encoding="utf-8").startswith("1\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("ep.one.vtt",), "--format"),
        (("ep.one.vtt", "-f", "vttt"), "did you mean 'vtt'?"),
        (("ep.one.vtt", "-f", "vttt", "-o", "-"), "did you mean 'vtt'?"),
        (("ep.one.vtt", "-f", "html"), "unknown caption format 'html'; known: podcast-html"),
        (("ep.one.vtt", "-f", "JSON"), "known: podcast-json"),
        (("ep.one.vtt", "-f", "srt", "-f", "tls"), "unknown caption format"),
        (("ep.one.vtt", "-f", "srt", "-o", "out.srt"), "-o names a folder"),
        (("ep.one.vtt", "-f", "srt", "-o", "new/out.HTML"), "-o names a folder"),
        (("", "-f", "srt"), "CAPTIONS is empty; give a file"),
        (("ep.one.vtt", "-f", "srt", "-f", "ass", "-o", "-"), "one format"),
        (("ep.one.vtt", "-f", "srt", "-o", "-", "--json"), "one format"),
        (("ep.one.vtt", "-f", "srt", "--speaker-labels", "change"), "did you mean 'changes'?"),
        (("nowhere.srt", "-f", "vtt"), "nowhere.srt"),
        (("ep.alignment.json", "-f", "srt"), "align render"),
        (("prose.txt", "-f", "srt"), "no captions"),
    ],
)
def test_bad_use_gives_one_line_and_no_file(captions: Path, arguments: tuple[str, ...], message: str) -> None:
    del captions
    Path("ep.alignment.json").write_text('{"schema": "alignment/1", "turns": []}', encoding="utf-8")
    Path("prose.txt").write_text("Nothing but prose.\n", encoding="utf-8")
    before = sorted(Path().iterdir())
    ended = convert(*arguments)
    assert ended.exit_code != 0
    assert message in ended.stderr
    assert "Traceback" not in ended.stderr
    assert sorted(Path().iterdir()) == before


def test_a_folder_may_be_named_like_a_file(captions: Path) -> None:
    Path("out.srt").mkdir()
    assert convert(captions, "-f", "srt", "-o", "out.srt").stdout == "out.srt/ep.one.srt\n"


def test_formats_are_listed() -> None:
    _, *rows = CliRunner().invoke(align, ["formats"]).stdout.splitlines()
    assert [row.split()[0] for row in rows][: len(FORMATS)] == list(FORMATS)
    document = json.loads(CliRunner().invoke(align, ["formats", "--json"]).stdout)
    assert document["schema"] == "formats/1"
    by_name = {row["name"]: row for row in document["formats"]}
    assert (by_name["srt"]["reads"], by_name["srt"]["writes"], by_name["srt"]["suffix"]) == (True, True, ".srt")
    assert "speakers" in by_name["vtt"]["holds"]
    assert "speakers" not in by_name["srt"]["holds"]
    assert (by_name["lrc"]["reads"], by_name["lrc"]["writes"], by_name["lrc"]["holds"]) == (True, False, None)
    assert not by_name["txt"]["reads"]
