"""``align styles``: the table of styles, and one with the sources of its numbers."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aligner.cli import main
from aligner.cli.commands import align
from subtitles.styles import named_style, style_names

DOCS = Path(__file__).resolve().parents[2] / "docs" / "styles.md"


def styles(*arguments: str) -> Result:
    result = CliRunner().invoke(align, ["styles", *arguments])
    assert result.exit_code == 0, result.output
    return result


def test_the_table_has_every_style_and_is_that_of_the_documentation() -> None:
    headings, *rows = styles().output.splitlines()
    assert [row.split()[0] for row in rows] == list(style_names())
    table = [line for line in DOCS.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    documented = [[cell.strip() for cell in line.strip("|").split("|")] for line in table[: len(rows) + 2]]
    del documented[1]
    for line, cells in zip([headings, *rows], documented, strict=True):
        assert line.split() == " ".join(cells).split()


@pytest.mark.parametrize("name", style_names())
def test_one_style_is_shown_with_the_source_of_each_entry(name: str) -> None:
    style, output = named_style(name), styles(name).output
    lines = {line.split()[0]: line for line in output.splitlines() if line.startswith("  ")}
    assert output.splitlines()[0] == f"{name}: {style.title}"
    for entry, source in style.sources.items():
        assert source.page in lines[entry]
        assert source.note in lines[entry]
        assert f"{source.url} ({source.date})" in output
    assert lines["min_duration_ms"].split()[1] == str(style.min_duration_ms)


def test_programs_get_the_same() -> None:
    document = json.loads(styles("--json").output)
    assert document["schema"] == "styles/1"
    by_name = {style["name"]: style for style in document["styles"]}
    assert list(by_name) == list(style_names())
    assert by_name["bbc"]["max_cps"] is None
    assert by_name["bbc"]["sources"]["max_wpm"]["url"].startswith("https://www.bbc.co.uk/")
    assert by_name["netflix-en"]["languages"]["ja"]["max_chars_per_line"] == 26


def test_a_file_is_shown_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "house.toml"
    path.write_text('extends = "ted"\nfps = "30000/1001"\nmax_cps = 12.5\n', encoding="utf-8")
    lines = {line.split()[0]: line for line in styles(str(path)).output.splitlines()}
    assert lines["max_cps"].split()[1:] == ["12.5", str(path)]
    assert lines["fps"].split()[1:] == ["30000/1001", str(path)]
    (document,) = json.loads(styles(str(path), "--json").output)["styles"]
    assert (document["name"], document["fps"], document["max_cps"]) == ("house", "30000/1001", 12.5)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("you-tube", "error: unknown style 'you-tube'; did you mean 'youtube'?\n"),
        ("nowhere.toml", "error: nowhere.toml: cannot be read: no such file or directory\n"),
    ],
)
def test_what_does_not_exist_is_one_line_and_exit_code_2(
    name: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(["styles", name])
    assert end.value.code == 2
    assert capsys.readouterr().err == message
