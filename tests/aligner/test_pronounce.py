"""Spoken words → phonemes of the acoustic model."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.phonemes import PHONEMES, Manner, from_arpabet, from_ipa
from aligner.pronounce import pronounce_words, pronouncer_for
from transcripts.errors import EngineUnavailableError

IPA_SIGNS = (
    "iyɨʉɯuɪʏʊeøɘɵɤoəɛœɜɞʌɔæɐaɶɑɒpbtdʈɖcɟkɡqɢʔmɱnɳɲŋɴʙrʀⱱɾɽɸβfvθðszʃʒʂʐçʝxɣχʁħʕhɦɬɮʋɹɻjɰlɭʎʟʘǀɓɗʍwɥʜɕʑɺɧ͡ˈˌːˑ̩̃˥ʰʲ_. "
)


def symbols(indices: tuple[int, ...]) -> str:
    return " ".join(PHONEMES[index].symbol for index in indices)


def sounds(token: str, language: str = "en") -> str:
    (indices,) = pronouncer_for(language).pronounce([token])
    return symbols(indices)


def test_every_label_belongs_to_one_phoneme_of_the_model() -> None:
    vocabulary = pytest.importorskip("hama.vocab").Vocabulary.load(None).decoder
    labels = [label for phoneme in PHONEMES for label in phoneme.labels]
    assert len(labels) == len(set(labels))
    assert set(labels) <= set(vocabulary)


def test_phonemes_are_named_by_a_label_and_classed() -> None:
    assert all(phoneme.symbol in phoneme.labels for phoneme in PHONEMES)
    manners = {phoneme.symbol: phoneme.manner for phoneme in PHONEMES}
    assert [manners[symbol] for symbol in ("ə", "t", "s", "t͡ʃ", "ŋ", "ɹ")] == list(Manner)


@pytest.mark.parametrize(
    ("ipa", "expected"),
    [
        ("həˈloʊ", "h ə l oʊ"),
        ("t͡ʃɜːt͡ʃ", "t͡ʃ ɝ t͡ʃ"),
        ("ɪç", "ɪ ʃ"),
        ("ʁy", "ɹ u"),
        ("ɲøβʎx", "n ɝ v l h"),
        ("paˈis", "p ɑ i s"),
        ("pais", "p aɪ s"),
        ("kɐ̃ʊ̃", "k aʊ"),
        ("foːɹ", "f ɔ ɹ"),
        ("t_s", "t s"),
        ("ʔ˥ǀ42", ""),
    ],
)
def test_ipa_maps_to_the_nearest_phonemes(ipa: str, expected: str) -> None:
    assert symbols(from_ipa(ipa)) == expected


@given(st.text() | st.text(IPA_SIGNS))
def test_any_ipa_maps_to_phonemes(ipa: str) -> None:
    assert all(0 <= index < len(PHONEMES) for index in from_ipa(ipa))


@given(st.lists(st.sampled_from([phoneme.symbol for phoneme in PHONEMES])))
def test_the_kept_phonemes_map_to_themselves(kept: list[str]) -> None:
    assert symbols(from_ipa(" ".join(kept))) == " ".join(kept)


def test_arpabet_is_mapped_without_its_stress() -> None:
    assert symbols(from_arpabet("HH AH0 L OW1")) == "h ə l oʊ"
    with pytest.raises(KeyError):
        from_arpabet("QQ")


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
    assert [" / ".join(map(symbols, word)) for word in sounds_of_words] == [
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


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=6), max_size=4))
def test_any_tokens_can_be_pronounced(tokens: list[str]) -> None:
    assert len(pronouncer_for("en").pronounce(tokens)) == len(tokens)
