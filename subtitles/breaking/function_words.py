"""What kind of word a word is, as far as lists tell: enough to see which words lean on what follows them.

Nothing but a language's grammar is meant to be in the lists: a language that has none is broken by punctuation and
length alone.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files
from types import MappingProxyType

LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pt")


class WordClass(Enum):
    """The kinds that the lists tell apart. Everything else is ``CONTENT``."""

    CONJUNCTION = "conjunction"
    RELATIVE = "relative"
    PREPOSITION = "preposition"
    GENITIVE = "genitive"
    INFINITIVE = "infinitive"
    DETERMINER = "determiner"
    PRONOUN = "pronoun"
    AUXILIARY = "auxiliary"
    NEGATION = "negation"
    ADVERB = "adverb"
    OBJECT = "object"
    PARTICLE = "particle"
    ADJECTIVE = "adjective"
    VERB = "verb"
    PARTICIPLE = "participle"
    NUMBER = "number"
    CONTENT = "content"


LEANING = frozenset(
    {
        WordClass.CONJUNCTION,
        WordClass.RELATIVE,
        WordClass.PREPOSITION,
        WordClass.GENITIVE,
        WordClass.INFINITIVE,
        WordClass.DETERMINER,
        WordClass.PRONOUN,
        WordClass.AUXILIARY,
        WordClass.NEGATION,
        WordClass.ADVERB,
    }
)
"""Words that lean on what follows: a break after one tears a phrase apart."""

_LISTS = MappingProxyType(
    {
        "conjunctions": WordClass.CONJUNCTION,
        "relatives": WordClass.RELATIVE,
        "prepositions": WordClass.PREPOSITION,
        "genitives": WordClass.GENITIVE,
        "infinitives": WordClass.INFINITIVE,
        "determiners": WordClass.DETERMINER,
        "pronouns": WordClass.PRONOUN,
        "auxiliaries": WordClass.AUXILIARY,
        "negations": WordClass.NEGATION,
        "adverbs": WordClass.ADVERB,
        "objects": WordClass.OBJECT,
        "particles": WordClass.PARTICLE,
        "adjectives": WordClass.ADJECTIVE,
        "verbs": WordClass.VERB,
    }
)
_ENDINGS = MappingProxyType(
    {
        "adjective_endings": WordClass.ADJECTIVE,
        "adverb_endings": WordClass.ADVERB,
        "participle_endings": WordClass.PARTICIPLE,
    }
)
_SHORTEST_WITH_ENDING = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionWords:
    """The words of a language by their kind, and endings that tell it of others.

    Case-folded, with straight apostrophes. ``nouns_are_capitals`` where every noun begins with a capital.
    """

    classes: Mapping[str, WordClass]
    endings: tuple[tuple[str, WordClass], ...] = ()
    nouns_are_capitals: bool = False

    def of_last(self, word: str) -> WordClass:
        """The class of a bare, case-folded word as the end of a phrase: ``d'un`` is a determiner."""
        known = self.classes.get(word) or self.classes.get(word.rpartition("'")[2])
        return known or self._of_other(word)

    def of_first(self, word: str) -> WordClass:
        """The class of a bare, case-folded word as the beginning of a phrase: ``I'm`` is a pronoun."""
        head, apostrophe, _ = word.partition("'")
        known = (self.classes.get(f"{head}'") or self.classes.get(head)) if apostrophe else None
        return known or self.classes.get(word) or self._of_other(word)

    def _of_other(self, word: str) -> WordClass:
        if word[-1:].isdigit():
            return WordClass.NUMBER
        if len(word) >= _SHORTEST_WITH_ENDING:
            for ending, kind in self.endings:
                if word.endswith(ending):
                    return kind
        return WordClass.CONTENT


NO_FUNCTION_WORDS = FunctionWords(classes=MappingProxyType({}))


def word_set(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


def function_words(language: str) -> FunctionWords:
    """The words of a language (a BCP 47 tag); no list where there is none for it."""
    subtag = language.replace("_", "-").split("-")[0].casefold()
    return _read(subtag) if subtag in LANGUAGES else NO_FUNCTION_WORDS


@cache
def _read(subtag: str) -> FunctionWords:
    data = tomllib.loads((files("subtitles.breaking.languages") / f"{subtag}.toml").read_text(encoding="utf-8"))
    classes = {word: kind for name, kind in _LISTS.items() for word in data.get(name, "").casefold().split()}
    endings = ((ending, kind) for name, kind in _ENDINGS.items() for ending in data.get(name, "").split())
    return FunctionWords(
        classes=MappingProxyType(classes),
        endings=tuple(endings),
        nouns_are_capitals=data.get("nouns_are_capitals", False),
    )
