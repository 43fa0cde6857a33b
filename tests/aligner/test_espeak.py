"""espeak-ng's voices, and what they say."""

import unicodedata

import pytest

from aligner.espeak import Espeak, all_voices, voice_for
from aligner.phonemes import from_ipa

# A word of each script: those that a voice's language is written in, and those that it may meet.
WORDS = {
    "am": "ኢትዮጵያ",
    "ar": "السلام",
    "bn": "বাংলা",
    "chr-US-Qaaa-x-west": "ᏣᎳᎩ",
    "cmn": "你好",
    "de": "Straße",
    "el": "Καλημέρα",
    "gu": "ગુજરાતી",
    "he": "שלום",
    "hi": "नमस्ते",
    "hy": "Բարեւ",
    "ja": "ありがとう",
    "ka": "გამარჯობა",
    "kn": "ಕನ್ನಡ",
    "ko": "안녕하세요",
    "ml": "മലയാളം",
    "my": "မြန်မာ",
    "or": "ଓଡ଼ିଆ",
    "pa": "ਪੰਜਾਬੀ",
    "ru": "привет",
    "si": "සිංහල",
    "ta": "தமிழ்",
    "te": "తెలుగు",
    "th": "สวัสดี",
    "ti": "ትግርኛ",
    "ur": "پاکستان",
    "vi": "nghiêng",
    "yue": "你好",
}
BARE = "banana"


@pytest.fixture(scope="module")
def espeak() -> Espeak:
    return Espeak()


def test_every_voice_has_sounds_for_a_word(espeak: Espeak) -> None:
    voices = [voice for voice in all_voices() if voice not in _OTHER_SCRIPT]
    assert len(voices) > 100
    silent = [voice for voice in voices if len(from_ipa(espeak.ipa(BARE, voice))) < 4]
    assert silent == []


# Their only letters are those of scripts that no other voice reads: Shavian, Klingon.
_OTHER_SCRIPT = {"en-shaw", "piqd"}


@pytest.mark.parametrize("voice", WORDS)
def test_a_word_in_the_script_of_the_language_has_sounds(espeak: Espeak, voice: str) -> None:
    letters = sum(unicodedata.category(c) == "Lo" or c.isalpha() for c in WORDS[voice])
    sounds = from_ipa(espeak.ipa(WORDS[voice], voice))
    assert letters / 2 <= len(sounds) <= 4 * letters


def test_a_part_in_another_script_is_read_by_its_own_voice(espeak: Espeak) -> None:
    russian = espeak.ipa("привет", "ru")
    assert espeak.ipa("привет", "en-us") == russian
    assert espeak.ipa("YouTubeпривет", "en-us").endswith(russian)


@pytest.mark.parametrize(("voice", "word"), [("kl", "Ålandi"), ("hi", "Ꮵüэตを乕βâᎽ"), ("cmn", "a\0b"), ("en-us", "")])
def test_no_word_ends_the_process(espeak: Espeak, voice: str, word: str) -> None:
    assert isinstance(espeak.ipa(word, voice), str)


def test_the_japanese_voice_does_not_name_what_it_cannot_read(espeak: Espeak) -> None:
    assert from_ipa(espeak.ipa("コーヒー", "ja")) == from_ipa(espeak.ipa("コヒ", "ja"))
    assert from_ipa(espeak.ipa("東京", "ja")) == ()


def test_only_languages_with_a_front_rounded_vowel_have_one(espeak: Espeak) -> None:
    for word, voice in (("вы", "ru"), ("Caribe", "pt-br"), ("Amerika", "uz")):
        assert "y" not in espeak.ipa(word, voice)
    assert "y" in espeak.ipa("tu", "fr-fr")


def test_forms_of_letters_are_read_as_the_letters(espeak: Espeak) -> None:
    assert espeak.ipa("ﬁnal", "en-us") == espeak.ipa("final", "en-us")
    assert espeak.ipa("ﺳﻼم", "ar") == espeak.ipa("سلام", "ar")


def test_every_voice_is_found_by_its_name() -> None:
    voices = all_voices()
    assert {"de", "hi", "cmn", "ja", "pt-br"} <= set(voices)
    found = {voice: voice_for(voice) for voice in ("de", "pt-br", "chr-US-Qaaa-x-west", "vi-vn-x-south")}
    assert all(voice == name for voice, name in found.items())


@pytest.mark.parametrize(
    ("tag", "voice"),
    [("chr", "chr-US-Qaaa-x-west"), ("es-MX", "es"), ("pt-PT", "pt"), ("zh-HK", "yue"), ("EN_gb", "en-gb")],
)
def test_tags_find_the_nearest_voice(tag: str, voice: str) -> None:
    assert voice_for(tag) == voice
