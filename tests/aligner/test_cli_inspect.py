"""``align inspect`` and what its options decide: how a transcript is read, and who its labels are."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aligner.cli.commands import align

TEXT = """\
Tide Lines

MQ: How long did it take?

TA: Two winters. [laughter] It was [inaudible 00:03:11] cold.

MQ: And then?

TA: Then we left.

© 2031 Tide
"""


def inspect(*arguments: str, text: str = TEXT) -> Result:
    return CliRunner().invoke(align, ["inspect", "-", *arguments], input=text, catch_exceptions=True)


def test_what_was_understood_is_shown() -> None:
    lines = inspect().output.splitlines()
    assert lines[0] == "standard input: layout colon, language en"
    assert lines[1] == "Read as text: 4 labels of 2 voices explain 4 lines"
    assert "Title: Tide Lines" in lines
    assert any(line.split()[1:3] == ["2", "7"] for line in lines), "two turns and seven words of MQ"
    assert "  line 5: laughter" in lines
    assert "  line 5: [inaudible 00:03:11]" in lines
    assert "  line 11: copyright: © 2031 Tide" in lines


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--speaker", "MQ=Mara Quist"], ["Mara Quist", "TA"]),
        (["--speaker", "mq = Mara Quist", "--speaker", "TA=Tobin Arle"], ["Mara Quist", "Tobin Arle"]),
        (["--speaker", "MQ=Mara Quist", "--speaker", "TA=Mara Quist"], ["Mara Quist"]),
    ],
)
def test_labels_get_the_names_that_the_user_gives(arguments: Sequence[str], expected: list[str]) -> None:
    document = json.loads(inspect("--json", *arguments).output)
    assert [speaker["name"] for speaker in document["speakers"]] == expected


def test_a_label_that_does_not_occur_is_told() -> None:
    assert "'MZ'" in inspect("--speaker", "MZ=Mara Quist").output.partition("Warnings")[2]


@pytest.mark.parametrize("value", ["MQ", "=Mara", "MQ=", " = "])
def test_a_speaker_without_label_or_name_is_refused(value: str) -> None:
    ended = inspect("--speaker", value)
    assert ended.exit_code == 2
    assert '"MQ=Mara Quist"' in ended.output


def test_speakers_toml_beside_the_transcript(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_text(TEXT, encoding="utf-8")
    (tmp_path / "speakers.toml").write_text('MQ = "Mara Quist"\nTA = "Tobin Arle"\n', encoding="utf-8")
    ended = CliRunner().invoke(align, ["inspect", str(path), "--speaker", "TA=Tobias Arle", "--json"])
    assert [speaker["name"] for speaker in json.loads(ended.output)["speakers"]] == ["Mara Quist", "Tobias Arle"]


def test_a_pinned_layout_and_a_pinned_kind_of_file() -> None:
    assert "layout unlabelled" in inspect("--layout", "unlabelled").output
    unmet = inspect("--layout", "columns").output
    assert "no labels of the layout 'columns' were found" in unmet.partition("Warnings")[2]
    assert "Read as text" in inspect("--input-format", "text", text="WEBVTT\n\n" + TEXT).output


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--layout", "colons"], "unknown layout 'colons'; did you mean 'colon'?"),
        (["--input-format", "jsn"], "unknown input format 'jsn'; did you mean 'json'?"),
        (["--as", "markdwn"], "did you mean 'markdown'?"),
        (["--as", "text", "--json"], "choose one"),
    ],
)
def test_a_wrong_choice_is_told_with_the_nearest_right_one(arguments: list[str], expected: str) -> None:
    ended = inspect(*arguments)
    assert ended.exit_code != 0
    assert expected in f"{ended.output}{ended.exception}"


def test_the_transcript_without_its_page() -> None:
    assert inspect("--as", "text", "--speaker", "MQ=Mara Quist").output == (
        "Tide Lines\n\nMara Quist: How long did it take?\n\nTA: Two winters.\n\n[laughter]\n\n"
        "It was [inaudible 00:03:11] cold.\n\nMara Quist: And then?\n\nTA: Then we left.\n"
    )
    markdown = inspect("--as", "markdown", "--speaker", "MQ=Mara Quist").output
    assert markdown.startswith(
        "# Tide Lines\n\n**Mara Quist:** How long did it take?\n\n**TA:** Two winters.\n\n\\[laughter\\]"
    )
