"""Which language a text is in: what its source declares, else its script, else py3langid. English when unsure."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from transcripts.wordlists import words_of

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)
_SAMPLE_CHARS = 20_000
_LEAST_CHARS = 12
_LEAST_PROBABILITY = 0.5
_LEAST_OF_KIN = 0.3
_LEAST_DOUBT = 0.05
_LEAST_KANA = 0.05  # of Japanese text; in Chinese it is a name now and then

# The languages of a script (the first word of its letters' Unicode names), the likeliest first: those that py3langid
# tells apart of ISO 639-1 and of espeak-ng's voices. A dialect that shares its spelling would win by chance.
_LANGUAGES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "LATIN": words_of(
            "en af an az bs ca cs cy da de eo es et eu fi fo fr ga gd gl gug ha hr ht hu id ig is it jv la lb lt ltg "
            "lv mg ms mt nl nn no oc om pl pt qu ro rw sk sl sn so sq sr sv sw tk tl tr uz vi xh yo zu"
        ),
        "CYRILLIC": words_of("ru ba be bg kk ky mk mn sr tg tt uk uz"),
        "ARABIC": words_of("ar az fa ps ug ur"),
        "DEVANAGARI": words_of("hi gom mr ne sa"),
        "BENGALI": ("bn", "as"),
        "CJK": ("zh", "yue"),
        "ARMENIAN": ("hy",),
        "CHEROKEE": ("chr",),
        "ETHIOPIC": ("am",),
        "GEORGIAN": ("ka",),
        "GREEK": ("el",),
        "GUJARATI": ("gu",),
        "GURMUKHI": ("pa",),
        "HANGUL": ("ko",),
        "HEBREW": ("he",),
        "KANA": ("ja",),
        "KANNADA": ("kn",),
        "KHMER": ("km",),
        "LAO": ("lo",),
        "MALAYALAM": ("ml",),
        "MYANMAR": ("my",),
        "ORIYA": ("or",),
        "SINHALA": ("si",),
        "TAMIL": ("ta",),
        "TELUGU": ("te",),
        "THAI": ("th",),
        "TIBETAN": ("bo",),
    }
)
# What py3langid calls otherwise than BCP 47 and espeak-ng do.
_TAGS: Mapping[str, str] = MappingProxyType({"gom": "kok", "gug": "gn", "no": "nb"})
# Small words that hardly occur in other languages: a tenth of English text, and of no other.
_ENGLISH = frozenset(words_of("the and of to that it you with this have not are they from what there been would which"))
_LEAST_ENGLISH_WORDS = 20
_LEAST_ENGLISH_SHARE = 0.13
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str, *declared: str | None) -> str:
    """The language of a text as a BCP 47 tag: the first of what its source declares that is a tag, else a guess."""
    tags = (tag.strip().replace("_", "-") for tag in declared if tag)
    return next((tag for tag in tags if _TAG.fullmatch(tag)), None) or guess_language(text)


def guess_language(text: str) -> str:
    """A BCP 47 tag. Where the text is too short to tell: the most spoken language of its script, ``en`` for Latin."""
    sample = text[:_SAMPLE_CHARS]
    if _is_evidently_english(sample):
        return "en"
    script = _script(sample)
    languages = _LANGUAGES.get(script, ("en",))
    if len(languages) == 1 or len(sample.strip()) < _LEAST_CHARS:
        return languages[0]
    best = _likeliest(sample, languages)
    return "sr-Latn" if (best, script) == ("sr", "LATIN") else _TAGS.get(best, best)


def _is_evidently_english(text: str) -> bool:
    """Spares most transcripts the second that py3langid takes to load."""
    words = _WORD.findall(text.lower())
    small = sum(word in _ENGLISH for word in words)
    return len(words) >= _LEAST_ENGLISH_WORDS and small > _LEAST_ENGLISH_SHARE * len(words)


def _script(text: str) -> str:
    """The script of most letters; ``KANA`` for Japanese, whatever its share of kanji; empty without letters."""
    letters: Counter[str] = Counter()
    for letter, count in Counter(filter(str.isalpha, text)).items():
        name = unicodedata.name(letter, "").partition(" ")[0]
        letters["KANA" if name in ("HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA") else name] += count
    if letters["KANA"] > _LEAST_KANA * letters["CJK"]:
        letters["KANA"] += letters.pop("CJK", 0)
    # A Japanese or Chinese letter says as much as two or three Latin ones, of which names and terms are made there.
    weights = {script: count * (2 if script in ("KANA", "CJK") else 1) for script, count in letters.items()}
    return max(weights, key=lambda script: weights[script], default="")


def _likeliest(text: str, languages: Sequence[str]) -> str:
    """The likeliest of the languages; the first of them unless another is likely, or near-certain not to be it."""
    shares = {str(label): float(share) for label, share in _identifier().rank(text) if label in languages}
    best = max(shares, key=lambda language: shares[language])
    probability = shares[best] / sum(shares.values())
    # Croatian, Bosnian and Serbian share the probability among them, and none is English.
    is_another = shares[languages[0]] < _LEAST_DOUBT * shares[best]
    return best if probability > (_LEAST_OF_KIN if is_another else _LEAST_PROBABILITY) else languages[0]


@cache
def _identifier() -> "LanguageIdentifier":
    """Takes most of a second to load."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
