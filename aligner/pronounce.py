"""Written words → phonemes of the acoustic model.

A user's own list comes first. English words come from CMUdict, unknown ones and all other languages from espeak-ng,
whose IPA is mapped to the nearest kept phoneme (`aligner.phonemes`). What may be said in more than one way has several
pronunciations; the search finds the one that was used.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import zip_longest

from aligner.espeak import Espeak, voice_for
from aligner.lexicon import english_lexicon, is_english
from aligner.phonemes import PHONEMES, from_arpabet, from_ipa
from aligner.readings import readings
from aligner.spoken import spoken_forms
from aligner.user_lexicon import NO_ENTRIES, Lexicon, Saying

Ways = tuple[tuple[int, ...], ...]
"""Ways to say something, the likeliest first, as indices into `aligner.phonemes.PHONEMES`; none is empty."""

_MOST_WAYS = 6  # of a word; each costs the search as much time as a word of its own
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
_OTHER_ENGLISH = {"en-us": "en-gb", "en-gb": "en-us"}
_SIBILANTS = ("s", "z", "ʃ", "ʒ", "t͡ʃ", "d͡ʒ")
_VOICELESS = ("p", "t", "k", "f", "θ")


class Pronouncer:
    """Turns spoken tokens (see `aligner.spoken`) into phonemes of one language. Made by `pronouncer_for`.

    One object serves one thread at a time: its espeak-ng keeps state.
    """

    def __init__(self, language: str, voice: str, lexicon: Lexicon = NO_ENTRIES) -> None:
        self.language, self.voice, self._lexicon = language, voice, lexicon
        self._espeak = Espeak()
        self._known: dict[str, Ways] = {}
        self._own: dict[tuple[Saying, ...], Ways] = {}

    def ways(self, token: str) -> Ways:
        """How a token may be said; none for what has no pronunciation."""
        if token not in self._known:
            self._known[token] = self._look_up(token)[:_MOST_WAYS]
        return self._known[token]

    def own_ways(self, written: str) -> Ways:
        """How a word as it stands in a text is said by the user's own list; none when that lacks it."""
        return self._ways_of(self._lexicon.written(written))

    def _ways_of(self, sayings: tuple[Saying, ...]) -> Ways:
        if sayings not in self._own:
            self._own[sayings] = _unlike(way for saying in sayings for way in self._ways_of_one(saying))
        return self._own[sayings]

    def _ways_of_one(self, saying: Saying) -> Ways:
        if saying.notation == "ipa":
            return (from_ipa(saying.text),)
        return _in_a_row(_pronounced(saying.text.split(), self._without_list))

    @cached_property
    def _without_list(self) -> "Pronouncer":
        """For the words that entries are made of: entries do not count for one another."""
        return Pronouncer(self.language, self.voice)

    def _look_up(self, token: str) -> Ways:
        if not is_english(self.language):
            return self._in_lists(token) or self._by_rule(token, self.voice)
        known = self._in_lists(token)
        stem = None if known else re.fullmatch(r"(.{2,}?)(?:'s|s'?)", token)
        if stem:
            known = tuple((*way, *_plural_ending(way)) for way in self._in_lists(stem[1]))
        return known or _unlike(
            way for voice in (self.voice, _OTHER_ENGLISH[self.voice]) for way in self._by_rule(token, voice)
        )

    def _in_lists(self, word: str) -> Ways:
        own = self._lexicon.said(word)
        if own:
            return self._ways_of(own)
        return _in_cmudict(word) if is_english(self.language) else ()

    def _by_rule(self, token: str, voice: str) -> Ways:
        """What espeak-ng's letter-to-sound rules say; a letter alone it reads by its name."""
        one_letter_word = _ONE_LETTER_WORDS.get(self.language.lower().partition("-")[0], {}).get(token)
        if one_letter_word:
            return (from_ipa(one_letter_word),)
        letter = _LETTER.fullmatch(token)
        text = letter[1] if letter else token
        return _unlike([from_ipa(self._espeak.ipa(text, voice))])


def pronouncer_for(language: str, lexicon: Lexicon = NO_ENTRIES) -> Pronouncer:
    """The pronouncer for a BCP 47 tag (``en``, ``pt-BR``).

    Raises `EngineUnavailableError` for a language that espeak-ng has no voice for.
    """
    return Pronouncer(language, voice_for(language), lexicon)


def pronounce_words(words: Sequence[str], language: str, lexicon: Lexicon = NO_ENTRIES) -> tuple[Ways, ...]:
    """For each written word its pronunciations, the likeliest first: indices into `aligner.phonemes.PHONEMES`.

    None for a word that is not spoken (``--``) or has no pronunciation. What a user's ``lexicon`` says of a word is all
    that counts for it.

    Raises:
        EngineUnavailableError: espeak-ng has no voice for the language.
        MissingExtraError: the words are Japanese, and the library that knows their readings is not installed.
    """
    return _pronounced(words, pronouncer_for(language, lexicon))


def _pronounced(words: Sequence[str], pronouncer: Pronouncer) -> tuple[Ways, ...]:
    forms = spoken_forms(readings(words, pronouncer.language), pronouncer.language)
    ways = {
        alternatives: _side_by_side([_in_a_row(map(pronouncer.ways, form)) for form in alternatives])
        for alternatives in dict.fromkeys(forms)
    }
    return tuple(
        pronouncer.own_ways(word) or ways[alternatives] for word, alternatives in zip(words, forms, strict=True)
    )


def _in_a_row(parts: Iterable[Ways]) -> Ways:
    """The ways to say all parts one after the other, the likeliest first; soundless ones are left out."""
    rows: list[tuple[int, tuple[int, ...]]] = [(0, ())]
    for ways in filter(None, parts):
        longer = ((rank + own, row + way) for rank, row in rows for own, way in enumerate(ways))
        rows = sorted(longer, key=lambda ranked: ranked[0])[:_MOST_WAYS]
    return _unlike(row for _, row in rows)


def _side_by_side(alternatives: Sequence[Ways]) -> Ways:
    """The ways of all alternatives, the likeliest of each before the second of any."""
    ways = _unlike(way for rank in zip_longest(*alternatives, fillvalue=()) for way in rank)
    return ways[: max(_MOST_WAYS, len(alternatives))]


def _unlike(ways: Iterable[tuple[int, ...]]) -> Ways:
    return tuple(dict.fromkeys(filter(None, ways)))


def _in_cmudict(word: str) -> Ways:
    """How CMUdict pronounces a word or the name of a letter (``c.``)."""
    letter = _LETTER.fullmatch(word)
    # CMUdict's "a" is the article and its "g." a gram, so only the name of A is under the letter with its point.
    key = letter[1] if letter and letter[1] != "a" else word
    found = english_lexicon().pronunciations(key)
    # Where "what" may begin with W or HH W, the model hears only W, and would look for the other before it.
    heard = [way for way in found if not (way.startswith("HH W ") and way.removeprefix("HH ") in found)]
    return _unlike(map(from_arpabet, heard))


def _plural_ending(stem: tuple[int, ...]) -> tuple[int, ...]:
    last = PHONEMES[stem[-1]].symbol
    return from_ipa("ɪz" if last in _SIBILANTS else "s" if last in _VOICELESS else "z")
