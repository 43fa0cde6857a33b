"""Words of languages that are written without spaces: found, and joined again as they were written."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts import Turn, read_text
from transcripts.errors import MissingExtraError
from transcripts.model import join_words
from transcripts.splitting import needs_extra, space_between, split_words

JAPANESE = "港の霧笛は、二年間「鳴りません」でした。Radioで聞いた。"


@pytest.fixture
def _without_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icu4py.breakers", None)


def texts(text: str, language: str) -> list[str]:
    return [word.text for word in split_words(text, language)]


def test_a_japanese_word_keeps_its_particles_endings_and_marks() -> None:
    pytest.importorskip("sudachipy")
    assert texts(JAPANESE, "ja") == ["港の", "霧笛は、", "二", "年間", "「鳴りません」でした。", "Radioで", "聞いた。"]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("zh", "他们在“港口”等船。COVID-19", ["他们", "在", "“港口”", "等", "船。", "COVID-19"]),
        ("th", "เรือออกจากท่า 25 ปี", ["เรือ", "ออก", "จาก", "ท่า", "25", "ปี"]),
        ("zh-Hant", "(船)來了", ["(船)", "來了"]),
    ],
)
def test_words_are_split_by_a_dictionary(language: str, text: str, words: list[str]) -> None:
    pytest.importorskip("icu4py")
    assert texts(text, language) == words


@given(st.text(st.sampled_from("港の人间在，。「」(“”A1, ไทย-¥々ー"), max_size=30), st.sampled_from(["ja", "zh", "th"]))
def test_split_words_joined_are_the_text(text: str, language: str) -> None:
    pytest.importorskip("sudachipy")
    pytest.importorskip("icu4py")
    assert join_words(split_words(text, language)) == " ".join(text.split())


@given(st.text(max_size=40))
def test_other_languages_are_split_at_white_space(text: str) -> None:
    assert texts(text, "en") == text.split()


@pytest.mark.usefixtures("_without_libraries")
def test_without_the_libraries_it_is_told_what_to_install() -> None:
    with pytest.raises(MissingExtraError, match=r"split Thai into words: pip install 'saidwhen\[asian\]'"):
        split_words("เรือออกจากท่า", "th")
    assert texts("Hello there", "th") == ["Hello", "there"]


@pytest.mark.parametrize(("language", "needed"), [("ja", True), ("zh-TW", True), ("cmn", True), ("ko", False)])
def test_which_languages_need_the_extra(language: str, needed: bool) -> None:  # noqa: FBT001
    assert needs_extra(language) is needed


def test_lines_of_a_paragraph_are_joined_as_their_script_is_written() -> None:
    assert space_between("low", "tide") == " "
    assert space_between("港の", "霧笛") == ""
    assert space_between("霧笛", "radio") == " "
    assert space_between("", "low") == space_between("low", "") == ""
    assert space_between("안개", "고동") == " "


def test_a_turn_reads_back_as_it_was_written() -> None:
    pytest.importorskip("sudachipy")
    transcript = read_text("港の霧笛は鳴りませんでした。\n船が\n来ました。", "harbour.txt")
    (turn,) = (item for item in transcript.items if isinstance(item, Turn))
    assert transcript.language == "ja"
    assert turn.text == "港の霧笛は鳴りませんでした。船が来ました。"
    assert len(turn.words) > 4
