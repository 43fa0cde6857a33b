"""The phonemes the acoustic search works with, and how IPA and ARPAbet map onto them.

The acoustic model has 191 labels for many languages; a search needs one column a sound. Each kept phoneme is a group of
labels whose probabilities are summed: the sound itself and its variants in other languages. The set is that of English,
the language the model knows best; every other sound maps to the nearest of them.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Manner(StrEnum):
    """How a sound is made; it tells how far before its first peak a sound begins."""

    VOWEL = "vowel"
    PLOSIVE = "plosive"
    FRICATIVE = "fricative"
    AFFRICATE = "affricate"
    NASAL = "nasal"
    APPROXIMANT = "approximant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phoneme:
    """A kept phoneme: its IPA symbol, the model labels summed for it (the symbol is one of them), and its class."""

    symbol: str
    labels: tuple[str, ...]
    manner: Manner


def _phonemes(manner: Manner, groups: Iterable[str]) -> tuple[Phoneme, ...]:
    labels = (tuple(group.split()) for group in groups)
    return tuple(Phoneme(symbol=group[0], labels=group, manner=manner) for group in labels)


PHONEMES: tuple[Phoneme, ...] = (
    *_phonemes(
        Manner.VOWEL,
        (
            "i ĩ ǐ ì wi",
            "ɪ ɨ ɪə",
            "eɪ e ẽ je we",
            "ɛ eə",
            "æ",
            "ɑ ɒ a à ã ä å ja wa",
            "ɔ",
            "oʊ o õ jo",
            "ʊ ɯ ɯi",
            "u ũ ʉ ʏ y ju",
            "ə ʌ ɐ ɘ ɤ ᵊ jʌ wʌ",
            "ɝ ɚ ɜ œ ø ɵ",
            "aɪ",
            "aʊ",
            "ɔɪ",
        ),
    ),
    *_phonemes(
        Manner.PLOSIVE,
        ("p pʰ p͈", "b ɓ ʙ", "t tʰ t͈ ɾ ʔ ʈ", "d ɗ ɖ", "k kʰ k͈ c", "ɡ g ɟ"),
    ),
    *_phonemes(
        Manner.FRICATIVE,
        ("f ɸ", "v β ʋ", "θ", "ð", "s s͈", "z ẑ", "ʃ ç ɕ ʂ", "ʒ ʑ ʐ", "h x χ ħ ɦ ɣ"),
    ),
    *_phonemes(Manner.AFFRICATE, ("t͡ʃ t͡ɕ t͡ɕʰ t͡ɕ͈", "d͡ʒ")),
    *_phonemes(Manner.NASAL, ("m ɱ", "n ɲ ñ", "ŋ ɴ")),
    *_phonemes(Manner.APPROXIMANT, ("l ɫ ʎ ɮ", "ɹ r ʁ ʀ ɻ ɽ", "w ɰ", "j ʝ ɥ")),
)

# IPA → kept phonemes, one row a target (space-separated where a sound becomes two). Vowels go to the nearest of the
# English set by height, then backness; consonants keep their manner before their place. Front rounded vowels keep their
# rounding (y → u, ø → ɝ). In eight languages the model heard the monophthong e as ɪ more often than as eɪ or ɛ, and the
# palatal plosives c ɟ, as espeak-ng writes them for Hindi, as affricates. Sounds without a counterpart (glottal stop,
# pharyngeal ʕ, clicks) are left out: the model shows nothing for them. Affricates and diphthongs are matched before
# their parts; espeak-ng's ``h`` after a plosive of the same segment is aspiration, its dot retroflexion, its ``aa`` a
# long a, its short ``ɜ`` the German final -er, but the third tone after a vowel of the same segment.
_IPA: tuple[tuple[str, str], ...] = (
    ("i", "i"),
    ("ɪ", "ɪ e ɨ ᵻ ɩ ı"),
    ("eɪ", "eɪ ei ɛɪ"),
    ("ɛ", "ɛ eə ɛə ε"),
    ("æ", "æ"),
    ("ɑ", "ɑ ɒ a aa ɶ"),
    ("ɔ", "ɔ"),
    ("oʊ", "oʊ ou əʊ ɔʊ o"),
    ("ʊ", "ʊ ɯ ɷ ᵿ"),
    ("u", "u y ʉ ʏ"),
    ("ə", "ə ʌ ɐ ɘ ɤ ᵊ ɜ"),
    ("ɝ", "ɝ ɚ ø œ ɵ ɞ"),
    ("aɪ", "aɪ ɑɪ ɐɪ ai ae"),
    ("aʊ", "aʊ ɑʊ ɐʊ au ao æʊ"),
    ("ɔɪ", "ɔɪ ɔi ɔø ɔʏ ɔy oɪ oi"),
    ("ɔ ɹ", "oɹ"),
    ("p", "p ph"),
    ("b", "b ɓ ʙ"),
    ("t", "t th ʈ"),
    ("d", "d ɖ ɗ"),
    ("k", "k kh q"),
    ("ɡ", "ɡ g ɢ ɠ ʄ ʛ ɣ"),
    ("f", "f ɸ φ"),
    ("v", "v β ʋ ⱱ"),
    ("θ", "θ"),
    ("ð", "ð"),
    ("s", "s"),
    ("z", "z"),
    ("ʃ", "ʃ ç ɕ ʂ ɧ s."),
    ("ʒ", "ʒ ʑ ʐ z."),
    ("h", "h x χ ħ ɦ ʜ"),
    ("t͡ʃ", "tʃ tɕ tʂ cç c ʧ ʨ tɕh ts. ts.h"),
    ("d͡ʒ", "dʒ dʑ dʐ ɟʝ ɟ ʤ ʥ"),
    ("t s", "ʦ tsh"),
    ("d z", "ʣ"),
    ("m", "m ɱ"),
    ("n", "n ɲ ɳ"),
    ("ŋ", "ŋ ɴ nɡ"),
    ("l", "l ɫ ʎ ɭ ɬ ɮ ɺ ʟ"),
    ("ɹ", "ɹ r ɾ ɽ ɻ ʁ ʀ"),
    ("w", "w ʍ ɰ"),
    ("j", "j ʝ ɥ"),
)

# In the order of `PHONEMES`.
_ARPABET = "IY IH EY EH AE AA AO OW UH UW AH ER AY AW OY P B T D K G F V TH DH S Z SH ZH HH CH JH M N NG L R W Y"

_INDEX = {phoneme.symbol: index for index, phoneme in enumerate(PHONEMES)}
_FROM_ARPABET = {arpabet: index for index, arpabet in enumerate(_ARPABET.split())}
_FROM_IPA = {
    sound: tuple(_INDEX[symbol] for symbol in target.split()) for target, sounds in _IPA for sound in sounds.split()
}
_THIRD_TONE = re.compile(r"(?<=[aeiouyɑɐɔəɛɪʊː-])ɜ(?!ː)")
_SOUND = re.compile("|".join(sorted(map(re.escape, _FROM_IPA), key=len, reverse=True)))


def from_arpabet(arpabet: str) -> tuple[int, ...]:
    """Indices into `PHONEMES` of an ARPAbet pronunciation with or without stress digits, ``HH AH0 L OW1``.

    Raises ``KeyError`` for a symbol that is not ARPAbet.
    """
    return tuple(_FROM_ARPABET[symbol.rstrip("012")] for symbol in arpabet.split())


def from_ipa(ipa: str) -> tuple[int, ...]:
    """Indices into `PHONEMES` of any string: stress, length, tone and other marks count for nothing, unknown signs are
    skipped. A stress mark or a space keeps two vowels from being read as a diphthong (``paˈis``).
    """
    decomposed = unicodedata.normalize("NFD", ipa.lower()).replace("c\u0327", "ç")
    toneless = _THIRD_TONE.sub("", decomposed).replace("ɜː", "ɝ")
    letters = "".join(character for character in toneless if not _is_mark(character))
    return tuple(index for sound in _SOUND.findall(letters) for index in _FROM_IPA[sound])


def _is_mark(character: str) -> bool:
    """Whether a sign only modifies the sound beside it; stress marks are not among them, as they separate syllables."""
    if character in "ˈˌ":
        return False
    return unicodedata.category(character) in {"Mn", "Me", "Lm", "Sk", "Cf"} or character in "͜͡‿"
