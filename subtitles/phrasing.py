"""What the gap between two words is, in terms of sentences and phrases."""

import re
from enum import Enum

from subtitles.function_words import FunctionWords, function_words, word_set

# Sentence and clause marks of Latin, Greek, Arabic, Devanagari, Armenian, Ethiopic and East Asian writing.
_SENTENCE_END = re.compile(r"[.!?…\u037e؟۔।։።。！？]+$")
_CLAUSE_END = re.compile(r"(?:[,;:،؛、，；：·]|[-–—]+)$")
_OPENING = "\"'“‘«‹„‚([{¿¡「『（《〈【"
_CLOSING = "\"'”’»›“‘)]}」』）》〉】"
# "you and I." ends a sentence far more often than it is an initial.
_INITIAL = re.compile(r"^[^\W\d_i]\.$")
_DOTTED = re.compile(r"^(?:\w\.){2,}$")
_TITLES = word_set(
    "mr. mrs. ms. dr. prof. st. rev. hon. gen. col. lt. sgt. capt. gov. sen. rep. mme. mlle. hr. fr. sra. srta. dra. "
    "sig. vs. e.g. i.e. z.b. d.h. bzw. approx. fig. pp."
)
# Every noun has a capital in German, so two in a row say nothing about names there.
_CAPITALS_SAY_NOTHING = frozenset({"de", "lb"})


class Gap(Enum):
    """The gap between two neighbouring words, by what a break there would part."""

    SENTENCE = "sentences"
    CLAUSE = "clauses"
    CONJUNCTION = "what stands before a conjunction or relative word"
    PREPOSITION = "what stands before a preposition"
    PLAIN = "two words of a phrase"
    BOUND = "a function word, title, first name or number from what it belongs to"


class Phrasing:
    """Tells the gaps of one language apart."""

    def __init__(self, language: str) -> None:
        self._words: FunctionWords = function_words(language)
        self._names_show = language.split("-")[0].casefold() not in _CAPITALS_SAY_NOTHING

    def gap(self, before: str, after: str) -> Gap:
        """What a break between the neighbouring words ``before`` and ``after``, as written, would part."""
        if not any(map(str.isalnum, after)) and after[0] not in _OPENING:
            return Gap.BOUND
        bare = before.rstrip(_CLOSING) or before
        if _SENTENCE_END.search(bare):
            return self._after_stop(bare, after)
        if _CLAUSE_END.search(bare):
            return Gap.CLAUSE
        return self._unpunctuated(before, after)

    def _after_stop(self, before: str, after: str) -> Gap:
        plain = before.lstrip(_OPENING).casefold()
        after = after.lstrip(_OPENING)
        if plain in _TITLES or _INITIAL.match(plain):
            return Gap.BOUND if after[:1].isupper() or after[:1].isdigit() else Gap.PLAIN
        if before.endswith(".") and after[:1].islower():
            return Gap.CLAUSE if before.endswith("..") else Gap.PLAIN
        return Gap.PLAIN if _DOTTED.match(plain) and not after[:1].isupper() else Gap.SENTENCE

    def _unpunctuated(self, before: str, after: str) -> Gap:
        words, last, first = self._words, _bare(before), _bare(after)
        if last in words.others or last in words.prepositions or last in words.conjunctions or last == "":
            return Gap.BOUND
        if before[-1].isdigit() or (self._names_show and _like_name(before) and _like_name(after)):
            return Gap.BOUND
        if first in words.conjunctions:
            return Gap.CONJUNCTION
        return Gap.PREPOSITION if first in words.prepositions else Gap.PLAIN


def _bare(word: str) -> str:
    return word.strip(_OPENING + _CLOSING + ".,;:!?…-–—").casefold().replace("’", "'")


def _like_name(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word[1:2].islower()
