"""Spoken words → phonemes of the acoustic model.

English words come from CMUdict, unknown ones and all other languages from espeak-ng, whose IPA is mapped to the nearest
kept phoneme (`aligner.phonemes`).
"""

import re
import unicodedata
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Protocol

from aligner.lexicon import english_lexicon, is_english
from aligner.phonemes import PHONEMES, from_arpabet, from_ipa
from aligner.spoken import spoken_forms
from transcripts.errors import EngineUnavailableError

# Tags whose espeak-ng voice has a name of its own; the others are found by the tag or by its first part.
_VOICES = {
    "en": "en-us",
    "fr": "fr-fr",
    "iw": "he",
    "nn": "nb",
    "no": "nb",
    "sh": "hr",
    "zh": "cmn",
    "zh-hk": "yue",
    "zh-yue": "yue",
}
# The first of each row reads words of its script within a language of another (a Russian name in English text).
_SCRIPTS = {
    "ARABIC": ("ar", "fa", "ku", "sd", "ug", "ur"),
    "CJK": ("cmn", "hak", "ja", "yue", "zh"),
    "CYRILLIC": ("ru", "ba", "be", "bg", "cv", "kk", "ky", "mk", "sr", "tt", "uk", "uz"),
    "DEVANAGARI": ("hi", "kok", "mr", "ne"),
    "GREEK": ("el", "grc"),
    "HANGUL": ("ko",),
    "HEBREW": ("he", "iw"),
    "HIRAGANA": ("ja",),
    "KATAKANA": ("ja",),
    "THAI": ("th",),
}
# espeak-ng reads a letter that stands alone by its name, also where it is a word: IPA of those words by language.
_ONE_LETTER_WORDS = {
    "bg": {"в": "v", "с": "s"},
    "cs": {"k": "k", "s": "s", "v": "v", "z": "z"},
    "fr": {"y": "i"},
    "hr": {"k": "k", "s": "s"},
    "hu": {"s": "ʃ"},
    "pl": {"w": "v", "z": "z"},
    "pt": {"à": "a", "é": "ɛ"},
    "ru": {"б": "b", "в": "v", "к": "k", "с": "s"},
    "sk": {"k": "k", "s": "s", "v": "v", "z": "z"},
    "sl": {"h": "h", "k": "k", "s": "s", "v": "v", "z": "z"},
    "sr": {"k": "k", "s": "s", "к": "k", "с": "s"},
}
_LETTER = re.compile(r"([^\W\d_])\.")
_LANGUAGE_SWITCH = re.compile(r"\([a-z0-9-]+\)", re.IGNORECASE)
_SIBILANTS = ("s", "z", "ʃ", "ʒ", "t͡ʃ", "d͡ʒ")
_VOICELESS = ("p", "t", "k", "f", "θ")


class _Voice(Protocol):
    language: str


class _Espeak(Protocol):
    def available_voices(self) -> Sequence[_Voice]: ...

    def set_voice(self, voice_code: str) -> None: ...

    def text_to_phonemes(self, text: str) -> str: ...


class Pronouncer:
    """Turns spoken tokens (see `aligner.spoken`) into phonemes of one language. Made by `pronouncer_for`.

    One object serves one thread at a time: its copy of espeak-ng keeps state.
    """

    def __init__(self, language: str, voice: str) -> None:
        self.language, self.voice = language, voice
        self._voices: dict[str, _Espeak] = {}

    def pronounce(self, tokens: Sequence[str]) -> tuple[tuple[int, ...], ...]:
        """For each token its indices into `aligner.phonemes.PHONEMES`; empty for what has no pronunciation."""
        known = {token: self._phonemes(token) for token in dict.fromkeys(tokens)}
        return tuple(known[token] for token in tokens)

    def _phonemes(self, token: str) -> tuple[int, ...]:
        found = _english(token) if is_english(self.language) else None
        return self._by_rule(token) if found is None else found

    def _by_rule(self, token: str) -> tuple[int, ...]:
        """What espeak-ng's letter-to-sound rules say; a letter alone it reads by its name."""
        one_letter_word = _ONE_LETTER_WORDS.get(self.language.lower().partition("-")[0], {}).get(token)
        if one_letter_word:
            return from_ipa(one_letter_word)
        letter = _LETTER.fullmatch(token)
        # A zero byte would end the text, and with it the pairing of words and sounds.
        text = letter[1] if letter else token.replace("\0", "")
        ipa = self._espeak(_voice_of_script(text, self.language) or self.voice).text_to_phonemes(text)
        return from_ipa(_LANGUAGE_SWITCH.sub("", ipa))

    def _espeak(self, voice: str) -> _Espeak:
        """Made when first needed: English text may do without, and the import takes a third of a second."""
        if voice not in self._voices:
            espeak = _new_espeak()
            espeak.set_voice(voice)
            self._voices[voice] = espeak
        return self._voices[voice]


def pronouncer_for(language: str) -> Pronouncer:
    """The pronouncer for a BCP 47 tag (``en``, ``pt-BR``).

    Raises `EngineUnavailableError` for a language that espeak-ng has no voice for.
    """
    if is_english(language):
        return Pronouncer(language, "en-gb" if language.lower() == "en-gb" else "en-us")
    return Pronouncer(language, _voice_for(language))


def pronounce_words(words: Sequence[str], language: str) -> tuple[tuple[tuple[int, ...], ...], ...]:
    """For each written word its pronunciations, the likeliest first: indices into `aligner.phonemes.PHONEMES`.

    None for a word that is not spoken (``--``) or has no pronunciation. Raises `EngineUnavailableError` for a language
    that espeak-ng has no voice for.
    """
    pronouncer = pronouncer_for(language)
    forms = spoken_forms(words, language)
    sounds = iter(pronouncer.pronounce([token for alternatives in forms for form in alternatives for token in form]))
    return tuple(
        tuple(dict.fromkeys(filter(None, (tuple(i for _ in form for i in next(sounds)) for form in alternatives))))
        for alternatives in forms
    )


def _english(token: str) -> tuple[int, ...] | None:
    """How CMUdict pronounces a word, the name of a letter (``c.``), or either with a plural or possessive s."""
    known = _known(token)
    stem = re.fullmatch(r"(.{2,}?)(?:'s|s'?)", token)
    if known is not None or stem is None:
        return known
    base = _known(stem[1])
    return None if base is None else base + _plural_ending(base)


def _known(word: str) -> tuple[int, ...] | None:
    letter = _LETTER.fullmatch(word)
    # CMUdict's "a" is the article and its "g." a gram, so only the name of A is under the letter with its point.
    entry = english_lexicon().get(letter[1] if letter and letter[1] != "a" else word)
    return None if entry is None else from_arpabet(entry.partition("#")[0])


def _plural_ending(stem: tuple[int, ...]) -> tuple[int, ...]:
    last = PHONEMES[stem[-1]].symbol
    return from_ipa("ɪz" if last in _SIBILANTS else "s" if last in _VOICELESS else "z")


def _voice_for(language: str) -> str:
    voices = tuple(dict.fromkeys(voice.language for voice in _new_espeak().available_voices()))
    tag = language.lower().replace("_", "-")
    main = tag.partition("-")[0]
    for name in (_VOICES.get(tag), tag, _VOICES.get(main), main):
        if name in voices:
            return str(name)
    near = ", ".join(get_close_matches(tag, voices, n=3))
    hint = f"did you mean {near}?" if near else "use an engine that needs no pronunciation"
    raise EngineUnavailableError("acoustic", f"espeak-ng has no voice for the language {language!r}; {hint}")


def _voice_of_script(text: str, language: str) -> str | None:
    """The voice for a word in a script that the language is not written in; ``None`` where its own voice will do."""
    if text.isascii():
        return None
    script = unicodedata.name(text[0], "").partition(" ")[0]
    readers = _SCRIPTS.get(script, ())
    return readers[0] if readers and language.lower().partition("-")[0] not in readers else None


def _new_espeak() -> _Espeak:
    """An espeak-ng of its own, from the wheel: no installation on the system is asked for."""
    import espeakng_loader
    from phonemizer.backend.espeak.wrapper import EspeakWrapper

    EspeakWrapper.set_library(espeakng_loader.get_library_path())
    EspeakWrapper.set_data_path(espeakng_loader.get_data_path())
    try:
        espeak: _Espeak = EspeakWrapper()
    except (OSError, RuntimeError) as error:
        raise EngineUnavailableError("acoustic", f"espeak-ng cannot be loaded ({error})") from error
    return espeak
