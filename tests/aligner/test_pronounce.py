"""Spoken words → phonemes of the acoustic model."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.phonemes import PHONEMES
from aligner.pronounce import pronounce_words, pronouncer_for
from transcripts.errors import EngineUnavailableError


def symbols(indices: tuple[int, ...]) -> str:
    return " ".join(PHONEMES[index].symbol for index in indices)


def ways(token: str, language: str = "en") -> list[str]:
    return [symbols(way) for way in pronouncer_for(language).ways(token)]


def sounds(token: str, language: str = "en") -> str:
    return ways(token, language)[0]


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("hello", "h ə l oʊ"),
        ("oil", "ɔɪ l"),
        ("a", "ə"),
        ("a.", "eɪ"),
        ("w.", "d ə b ə l j u"),
        ("o.s", "oʊ z"),
        ("s.'s", "ɛ s ɪ z"),
        ("ceos", "s i i oʊ z"),
        ("kazakhstan's", "k ɑ z ɑ k s t ɑ n z"),
        ("walrus's", "w ɔ l ɹ ə s ɪ z"),
        ("aalto", "ɑ l t oʊ"),
    ],
)
def test_english_words(token: str, expected: str) -> None:
    assert sounds(token) == expected


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("read", ["ɹ ɛ d", "ɹ i d"]),
        ("either", ["i ð ɝ", "aɪ ð ɝ"]),
        ("the", ["ð ə", "ð i"]),
        ("leaf", ["l i f"]),
        ("houses's", ["h aʊ s ə z ɪ z", "h aʊ s ɪ z ɪ z"]),
    ],
)
def test_all_pronunciations_of_a_word_compete(token: str, expected: list[str]) -> None:
    assert ways(token) == expected


def test_no_h_is_looked_for_before_w() -> None:
    assert all(not way.startswith("h") for way in ways("what"))
    assert ways("who")[0].startswith("h")


def test_unknown_words_are_read_in_british_and_american() -> None:
    british, american = pronouncer_for("en-GB").ways("quortar"), pronouncer_for("en-US").ways("quortar")
    assert len(american) == 2
    assert british == american[::-1]


def test_the_likeliest_of_each_part_come_first_and_their_number_is_bounded() -> None:
    (whole,) = pronounce_words(["a-the-read-either-the-read"], "en")
    assert symbols(whole[0]) == "ə ð ə ɹ ɛ d i ð ɝ ð ə ɹ ɛ d"
    assert 1 < len(whole) <= 6


def test_unknown_names_are_read_by_rule() -> None:
    assert sounds("tokayev").startswith("t ")
    assert sounds("zelenskyy").startswith("z ɛ l")


@pytest.mark.parametrize(
    ("language", "token", "expected"),
    [
        ("de", "straße", "ʃ t ɹ ɑ s ə"),
        ("de-AT", "ich", "ɪ ʃ"),
        ("de", "c.", "t s ɪ"),
        ("fr", "famille", "f ɑ m i j"),
        ("fr", "y", "i"),
        ("fr", "a-t-il", "ɑ t i l"),
        ("cs", "s", "s"),
        ("cs", "s.", "ɪ s"),
        ("es-MX", "niño", "n i n oʊ"),
        ("pt-BR", "pão", "p aʊ"),
        ("ru", "привет", "p ɹ i v ɪ t"),
        ("en", "привет", "p ɹ i v ɪ t"),
        ("no", "hus", "h u s"),
    ],
)
def test_other_languages(language: str, token: str, expected: str) -> None:
    assert sounds(token, language) == expected


@pytest.mark.parametrize(
    ("language", "voice"),
    [
        ("en", "en-us"),
        ("en-AU", "en-us"),
        ("en-GB", "en-gb"),
        ("fr-CA", "fr-fr"),
        ("pt_BR", "pt-br"),
        ("zh-Hans", "cmn"),
    ],
)
def test_voices_of_language_tags(language: str, voice: str) -> None:
    assert pronouncer_for(language).voice == voice


@pytest.mark.parametrize("language", ["xx", "tlh-unknown", "", "🙂"])
def test_a_language_without_a_voice_is_an_error_that_names_it(language: str) -> None:
    with pytest.raises(EngineUnavailableError, match="acoustic") as caught:
        pronouncer_for(language)
    assert repr(language) in str(caught.value)


def test_words_have_the_phonemes_of_all_that_is_said_for_them() -> None:
    sounds_of_words = pronounce_words(["Hello,", "--", "12%", "hello."], "en")
    assert [symbols(word[0]) if word else "" for word in sounds_of_words] == [
        "h ə l oʊ",
        "",
        "t w ɛ l v p ɝ s ɛ n t",
        "h ə l oʊ",
    ]


def test_no_words() -> None:
    assert pronounce_words([], "en") == ()


@settings(max_examples=60, deadline=None)
@given(
    words=st.lists(st.text(min_size=1, max_size=8), max_size=4),
    language=st.sampled_from(["en", "de", "hi", "cmn"]),
)
def test_any_words_have_valid_phonemes(words: list[str], language: str) -> None:
    found = pronounce_words(words, language)
    assert len(found) == len(words)
    assert all(0 <= index < len(PHONEMES) for word in found for way in word for index in way)
    assert all(way and len(set(word)) == len(word) <= 12 for word in found for way in word)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=6), max_size=4))
def test_any_tokens_can_be_pronounced(tokens: list[str]) -> None:
    pronouncer = pronouncer_for("en")
    assert all(all(pronouncer.ways(token)) for token in tokens)


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [("vi", "sl", "v i"), ("xi", "ca", "ʃ i"), ("mi", "la", "m ɪ"), ("La", "ca", "l ə")],
)
def test_short_words_are_not_taken_for_roman_numerals(word: str, language: str, expected: str) -> None:
    assert expected in [symbols(way) for way in pronounce_words([word], language)[0]]
