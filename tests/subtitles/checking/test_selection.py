"""Which rules are asked, on the command line and in files of settings."""

import pickle
from pathlib import Path

import pytest

from subtitles import RULES
from subtitles.checking import FAMILIES, Configuration, Selection, check_subject, configuration_for
from tests.subtitles.checking.making import cue, subject
from transcripts.errors import SettingsError, UnknownNameError


def codes(selection: Selection) -> set[str]:
    return {rule.code for rule in selection.rules}


def test_all_rules_are_asked_unless_told() -> None:
    assert codes(Selection()) == set(RULES)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_is_all_rules_of_its_name(family: str) -> None:
    chosen = codes(Selection(select=(family,)))
    assert chosen == {code for code in RULES if code.startswith(f"{family}-")}
    assert chosen


def test_the_more_exact_name_counts() -> None:
    assert codes(Selection(select=("timing-gap",), ignore=("timing",))) == {"timing-gap"}
    assert "timing-gap" not in codes(Selection(select=("timing",), ignore=("timing-gap",)))
    assert codes(Selection(select=("timing-gap",), ignore=("timing-gap",))) == set()
    assert codes(Selection(select=("timing", "ALL"), ignore=("text",))) == {
        code for code in RULES if not code.startswith("text-")
    }
    assert codes(Selection(select=())) == set()


@pytest.mark.parametrize(
    ("name", "meant"), [("timing-gpa", "timing-gap"), ("Layuot", "layout"), ("text-cap", "text-caps")]
)
def test_an_unknown_name_suggests_the_nearest(name: str, meant: str) -> None:
    with pytest.raises(UnknownNameError, match=f"did you mean '{meant}'") as caught:
        Selection(ignore=(name,))
    assert pickle.loads(pickle.dumps(caught.value)).name == name  # noqa: S301


def test_an_unknown_name_that_is_near_to_none_lists_the_families() -> None:
    with pytest.raises(UnknownNameError, match="known: ALL, file, timing") as caught:
        Selection(select=("zzz",))
    assert "timing-gap" not in str(caught.value)


def test_only_selected_rules_find() -> None:
    checked = subject(cue("Too  short", 0, 100))
    assert {one.code for one in check_subject(checked, Selection(select=("timing",)))} == {"timing-short"}


def test_without_settings(tmp_path: Path) -> None:
    assert Configuration().selection() == Selection()
    assert configuration_for(tmp_path / "a.srt").select is None


def test_settings_of_the_nearest_folder_that_has_any(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.align]\nselect = ["timing"]\nstyle = "youtube"\n')
    inner = tmp_path / "season" / "episode"
    inner.mkdir(parents=True)
    (inner / "pyproject.toml").write_text('[tool.ruff]\nselect = ["E"]\n')  # says nothing here
    found = configuration_for(inner / "a.srt")
    assert (found.source, found.select, found.style) == (tmp_path / "pyproject.toml", ("timing",), "youtube")
    (tmp_path / "season" / "align.toml").write_text('ignore = ["text-caps"]\n')
    nearer = configuration_for(inner / "a.srt")
    assert (nearer.select, nearer.ignore, nearer.style) == (None, ("text-caps",), None)


def test_own_file_goes_before_that_of_the_project(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.align]\nselect = ["timing"]\n')
    (tmp_path / "align.toml").write_text('select = ["text"]\n')
    assert configuration_for(tmp_path / "a.srt").select == ("text",)


def test_a_command_line_goes_before_settings() -> None:
    settings = Configuration(select=("timing",), ignore=("timing-gap",))
    assert settings.selection() == Selection(select=("timing",), ignore=("timing-gap",))
    assert settings.selection(select=("text",)) == Selection(select=("text",), ignore=("timing-gap",))
    assert settings.selection(ignore=("text",)) == Selection(select=("timing",), ignore=("text",))


def test_a_style_of_ones_own_lies_beside_the_settings(tmp_path: Path) -> None:
    (tmp_path / "align.toml").write_text('style = "house/ours.toml"\n')
    assert configuration_for(tmp_path / "a.srt").style == str(tmp_path / "house" / "ours.toml")


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("align.toml", "select = [", "not TOML"),
        ("align.toml", "select = " + "[" * 5_000, "not TOML"),
        ("align.toml", 'select = "timing"', 'select = ["timing"'),
        ("align.toml", "ignore = [1]", "list of rules"),
        ("align.toml", 'ignore = ["timing-gpa"]', "did you mean 'timing-gap'"),
        ("align.toml", "style = 3", 'style = "bbc"'),
        ("align.toml", 'styel = "bbc"', "did you mean 'style'"),
        ("pyproject.toml", "tool = 3", "[tool.align]"),
        ("pyproject.toml", "[tool]\nalign = 3", "[tool.align]"),
        ("align.toml", "\udcff", "cannot be read"),
    ],
)
def test_settings_that_cannot_be_understood(tmp_path: Path, name: str, text: str, told: str) -> None:
    (tmp_path / name).write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(SettingsError) as caught:
        configuration_for(tmp_path / "a.srt")
    assert told in str(caught.value)
    assert name in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1
