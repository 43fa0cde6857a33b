"""English pronunciations: CMUdict, looked up by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.lexicon import EnglishLexicon, english_lexicon, is_english

LINES = [
    b"read R EH1 D",
    b"read(2) R IY1 D",
    b"reader R IY1 D ER0",
    b"aarhus AA1 R HH UW0 S # place, danish",
    b"'em EH1 M",
]


def test_a_word_has_all_its_pronunciations_in_order() -> None:
    lexicon = EnglishLexicon(LINES)
    assert lexicon.pronunciations("read") == ("R EH1 D", "R IY1 D")
    assert lexicon.pronunciations("reader") == ("R IY1 D ER0",)
    assert lexicon.pronunciations("rea") == ()


def test_a_remark_is_no_sound() -> None:
    assert EnglishLexicon(LINES)["aarhus"] == "AA1 R HH UW0 S"


def test_it_is_a_mapping_of_the_words_to_their_first_pronunciation() -> None:
    lexicon = EnglishLexicon(LINES)
    assert dict(lexicon) == {
        "'em": "EH1 M",
        "aarhus": "AA1 R HH UW0 S",
        "read": "R EH1 D",
        "reader": "R IY1 D ER0",
    }
    assert len(lexicon) == 4
    assert "read" in lexicon
    assert "red" not in lexicon
    with pytest.raises(KeyError):
        lexicon["red"]


@given(st.dictionaries(st.text("abc'", min_size=1), st.sampled_from(["AH0", "B IY1", "S IY1 K"])), st.text("abc'"))
def test_lookup_agrees_with_a_dictionary(words: dict[str, str], other: str) -> None:
    lexicon = EnglishLexicon([f"{word} {said}".encode() for word, said in words.items()])
    assert dict(lexicon) == words
    assert lexicon.get(other) == words.get(other)


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_can_be_looked_up(word: str) -> None:
    assert len(english_lexicon().pronunciations(word)) < 10


@pytest.mark.parametrize(
    ("tag", "english"), [("en", True), ("en-GB", True), ("EN_us", True), ("eng", False), ("", False)]
)
def test_kinds_of_english(tag: str, english: bool) -> None:  # noqa: FBT001
    assert is_english(tag) is english
