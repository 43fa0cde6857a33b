"""IPA and ARPAbet → the sounds of the acoustic model."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.phonemes import PHONEMES, Manner, from_arpabet, from_ipa
from tests.aligner.test_pronounce import symbols

IPA_SIGNS = (
    "iyɨʉɯuɪʏʊeøɘɵɤoəɛœɜɞʌɔæɐaɶɑɒpbtdʈɖcɟkɡqɢʔmɱnɳɲŋɴʙrʀⱱɾɽɸβfvθðszʃʒʂʐçʝxɣχʁħʕhɦɬɮʋɹɻjɰlɭʎʟʘǀɓɗʍwɥʜɕʑɺɧ͡ˈˌːˑ̩̃˥ʰʲ_. "
)


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
        ("k_ˈuoɜ_", "k u oʊ"),
        ("b_ˈɛ_s_ɜ", "b ɛ s ə"),
        ("d_ˈaa1_i", "d ɑ i"),
        ("ts._ˈonɡ5_", "t͡ʃ oʊ ŋ"),
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
