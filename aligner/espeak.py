"""espeak-ng: which of its voices reads what, and the IPA it gives for a word."""

import re
import unicodedata
from collections.abc import Sequence
from difflib import get_close_matches
from itertools import groupby
from pathlib import Path
from typing import Protocol

from transcripts.errors import EngineUnavailableError

# Tags whose espeak-ng voice has a name of its own; the others are found by the tag or by its first part.
_VOICES = {
    "en": "en-us",
    "fr": "fr-fr",
    "in": "id",
    "iw": "he",
    "mo": "ro",
    "nn": "nb",
    "no": "nb",
    "pt-pt": "pt",
    "sh": "hr",
    "zh": "cmn",
    "zh-hk": "yue",
    "zh-yue": "yue",
}
# The first of each row reads words of its script within a language of another (a Russian name in English text).
_SCRIPTS = {
    "ARABIC": ("ar", "fa", "ku", "sd", "ug", "ur"),
    "ARMENIAN": ("hy", "hyw"),
    "BENGALI": ("bn", "as", "bpy"),
    "CHEROKEE": ("chr-US-Qaaa-x-west", "chr"),
    "CJK": ("cmn", "hak", "ja", "yue"),
    "CYRILLIC": ("ru", "ba", "be", "bg", "cv", "kk", "ky", "mk", "sr", "tt", "uk", "uz"),
    "DEVANAGARI": ("hi", "kok", "mr", "ne"),
    "ETHIOPIC": ("am", "ti"),
    "GEORGIAN": ("ka",),
    "GREEK": ("el", "grc"),
    "GUJARATI": ("gu",),
    "GURMUKHI": ("pa",),
    "HANGUL": ("ko",),
    "HEBREW": ("he",),
    "HIRAGANA": ("ja",),
    "KANNADA": ("kn",),
    "KATAKANA": ("ja",),
    "MALAYALAM": ("ml",),
    "MYANMAR": ("my", "shn"),
    "ORIYA": ("or",),
    "SINHALA": ("si",),
    "TAMIL": ("ta",),
    "TELUGU": ("te",),
    "THAI": ("th",),
}
# The Greenlandic voice ends the process at a sign of foreign names. The Japanese one reads kana, and names other signs
# ("Chinese letter").
_UNREADABLE = {
    "ja": (re.compile("[ーｰ々〆\u3400-\u4dbf\u4e00-\u9fff]"), ""),
    "kl": (re.compile("[åÅ]"), "aa"),
}
# These languages have no front rounded vowel: "y" is what their voices write for the ɨ of ы or for a weak i.
_IPA_OF_VOICES = dict.fromkeys(("pt", "ru", "uz"), str.maketrans("y", "ɨ"))
# Ligatures and forms of letters by position or width, which are spelt out instead of read.
_PRESENTATION_FORM = re.compile("[\ufb00-\ufdff\ufe70-\ufefc\uff01-\uffdc]+")
# Several voices read Slovenian "vi", Catalan "xi" or Latin "mi" as numerals, but none reads "Vi" so.
_LIKE_A_NUMERAL = re.compile("[ivxlcdm]{2,}")
_LANGUAGE_SWITCH = re.compile(r"\([a-z0-9-]+\)", re.IGNORECASE)


class _Voice(Protocol):
    language: str
    identifier: str


class _Wrapper(Protocol):
    def available_voices(self) -> Sequence[_Voice]: ...

    def set_voice(self, voice_code: str) -> None: ...

    def text_to_phonemes(self, text: str) -> str: ...


class Espeak:
    """Reads single words with the voices it is asked for.

    One object serves one thread at a time: its copies of espeak-ng, one a voice, keep state.
    """

    def __init__(self) -> None:
        self._readers: dict[str, _Wrapper] = {}

    def ipa(self, word: str, voice: str) -> str:
        """How a word is read in IPA, ``_`` between segments; parts in a foreign script by a voice of their own."""
        plain = _PRESENTATION_FORM.sub(lambda forms: unicodedata.normalize("NFKC", forms[0]), word)
        return "_".join(self._read(part, _voice_of_script(part, voice) or voice) for part in _by_script(plain))

    def _read(self, text: str, voice: str) -> str:
        # A zero byte would end the text, and with it the pairing of words and sounds.
        readable = _romanised(text.replace("\0", ""))
        if _LIKE_A_NUMERAL.fullmatch(readable):
            readable = readable.capitalize()
        if voice in _UNREADABLE:
            sign, substitute = _UNREADABLE[voice]
            readable = sign.sub(substitute, readable)
        ipa = _LANGUAGE_SWITCH.sub("", self._reader(voice).text_to_phonemes(readable))
        return ipa.translate(_IPA_OF_VOICES.get(voice.partition("-")[0], {}))

    def _reader(self, voice: str) -> _Wrapper:
        """Made when first needed: English text may do without, and the import takes a while."""
        if voice not in self._readers:
            reader = _new_wrapper()
            reader.set_voice(voice)
            self._readers[voice] = reader
        return self._readers[voice]


def voice_for(language: str) -> str:
    """The voice of a BCP 47 tag. Raises `EngineUnavailableError` for a language that espeak-ng has no voice for."""
    tag = language.lower().replace("_", "-")
    main = tag.partition("-")[0]
    if main == "en":
        return "en-gb" if tag == "en-gb" else "en-us"
    voices = {voice.lower(): voice for voice in all_voices()}
    regional = next((voice for voice in voices if main and voice.startswith(f"{main}-")), None)
    for name in (_VOICES.get(tag), tag, _VOICES.get(main), main, regional):
        if name in voices:
            return voices[name]
    near = ", ".join(get_close_matches(tag, voices, n=3))
    hint = f"did you mean {near}?" if near else "use an engine that needs no pronunciation"
    raise EngineUnavailableError("acoustic", f"espeak-ng has no voice for the language {language!r}; {hint}")


def all_voices() -> tuple[str, ...]:
    """The names of all voices that can read."""
    import espeakng_loader

    data = Path(espeakng_loader.get_data_path())
    voices = (voice for voice in _new_wrapper().available_voices() if _has_dictionary(voice, data))
    return tuple(dict.fromkeys(voice.language for voice in voices))


def _has_dictionary(voice: _Voice, data: Path) -> bool:
    """Whether the dictionary a voice reads with is there; a voice without it reads nothing, or ends the process."""
    path = data / "lang" / voice.identifier
    own = re.search(rb"^dictionary\s+(\S+)", path.read_bytes(), re.MULTILINE) if path.is_file() else None
    return (data / f"{own[1].decode() if own else voice.language.partition('-')[0]}_dict").is_file()


def _romanised(text: str) -> str:
    """Cherokee in Latin letters, which is what its voice reads: they are in the names of its signs."""
    names = (unicodedata.name(character, "") for character in text)
    return "".join(
        name.split()[-1].lower() if name.startswith("CHEROKEE") else character
        for name, character in zip(names, text, strict=True)
    )


def _by_script(word: str) -> list[str]:
    """A word cut where its script changes; signs and digits go with what stands before them."""
    if word.isascii():
        return [word]
    scripts: list[str] = []
    for character in word:
        before = scripts[-1] if scripts else ""
        scripts.append(_script(character) if character.isalpha() else before)
    signs = iter(word)
    return ["".join(next(signs) for _ in run) for _, run in groupby(scripts)]


def _voice_of_script(text: str, voice: str) -> str | None:
    """The voice for a script that a voice's language is not written in; ``None`` where its own voice will do."""
    if text.isascii():
        return None
    readers = _SCRIPTS.get(next(filter(None, map(_script, text)), ""), ())
    return readers[0] if readers and voice.lower().partition("-")[0] not in readers else None


def _script(character: str) -> str:
    """The first word of a letter's Unicode name (``LATIN``, ``CJK``), which tells its script well enough."""
    return unicodedata.name(character, "").partition(" ")[0] if character.isalpha() else ""


def _new_wrapper() -> _Wrapper:
    """An espeak-ng of its own, from the wheel: no installation on the system is asked for."""
    import espeakng_loader
    from phonemizer.backend.espeak.wrapper import EspeakWrapper

    EspeakWrapper.set_library(espeakng_loader.get_library_path())
    EspeakWrapper.set_data_path(espeakng_loader.get_data_path())
    try:
        espeak: _Wrapper = EspeakWrapper()
    except (OSError, RuntimeError) as error:
        raise EngineUnavailableError("acoustic", f"espeak-ng cannot be loaded ({error})") from error
    return espeak
