"""The list of languages, and how words are read that espeak-ng cannot read."""

import json

import pytest

from aligner.cli import main
from aligner.espeak import voice_for
from aligner.languages import known_languages
from aligner.readings import readings


def test_every_language_listed_has_a_name_and_can_be_asked_for() -> None:
    known = {language.tag: language for language in known_languages()}
    assert len(known) > 100
    assert {"de", "en-us", "fr", "ja", "pt-br", "zh"} <= set(known)
    assert all(language.name != language.tag for language in known.values())
    assert voice_for("zh") == "cmn"
    assert {tag for tag, language in known.items() if language.extra} == {
        "ja",
        "my",
        "th",
        "yue",
        "zh",
        "cmn-latn-pinyin",
    }


def test_figures_are_shares() -> None:
    figures = [f for one in known_languages() for f in (one.people_within_250, one.synthetic_within_250)]
    assert sum(figure is not None for figure in figures) >= 20
    assert all(figure is None or 0 <= figure <= 1 for figure in figures)


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_the_command_lists_them(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["languages", *options])
    out = capsys.readouterr().out
    assert end.value.code == 0
    if options:
        listed = {one["tag"]: one for one in json.loads(out)["languages"]}
        assert listed["ja"]["extra"] == "asian"
    else:
        (line,) = (line for line in out.splitlines() if line.startswith("ja "))
        assert "Japanese" in line
        assert line.endswith("saidwhen[asian]")


def test_japanese_is_read_in_kana() -> None:
    pytest.importorskip("sudachipy")
    assert readings(["東京へ", "港は、", "25年", "2,500円", "思う。"], "ja") == (
        "トーキョーエ",
        "ミナトワ、",
        "ニジュウゴネン",
        "ニセンゴヒャクエン",
        "オモウ。",
    )


def test_other_languages_are_read_as_they_are_written() -> None:
    assert readings(["船", "Hafen"], "zh") == ("船", "Hafen")
