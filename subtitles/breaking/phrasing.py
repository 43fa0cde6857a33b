"""What the gap between two words is, in terms of sentences and phrases."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from subtitles.breaking.function_words import LEANING, WordClass, function_words, word_set

# Sentence and clause marks of Latin, Greek, Arabic, Devanagari, Armenian, Ethiopic and East Asian writing.
_SENTENCE_MARKS = ".!?…\u037e؟۔।։።。！？"
_COMMAS = ",،、，"
_COLONS = ";:؛：；·"
_DASHES = "-‐‑‒–—―"
_OPENING = "\"'“‘«‹„‚([{¿¡「『（《〈【"
_CLOSING = "\"'”’»›“‘)]}」』）》〉】"
# "you and I." ends a sentence far more often than it is an initial.
_INITIAL = re.compile(r"^[^\W\d_i]\.$")
_DOTTED = re.compile(r"^(?:\w\.){2,}$")
_TITLES = word_set(
    "mr. mrs. ms. dr. prof. st. rev. hon. gen. col. lt. sgt. capt. gov. sen. rep. mme. mlle. hr. fr. sra. srta. dra. "
    "sig. vs. e.g. i.e. z.b. d.h. bzw. approx. fig. pp."
)

_LONGEST_WITH_MARKS = 40


class Gap(Enum):
    """The gap between two neighbouring words, by what a break there would part."""

    SENTENCE = "sentences"
    CLAUSE = "clauses"
    CONJUNCTION = "what stands before a conjunction or relative word"
    PREPOSITION = "what stands before a preposition"
    PLAIN = "two words of a phrase"
    BOUND = "a function word, title, first name, adjective or number from what it belongs to"


class Mark(Enum):
    """The punctuation at a gap. The value names the trait that it gives the gap."""

    SENTENCE = "sentence end"
    ELLIPSIS = "ellipsis within a sentence"
    COMMA = "comma"
    COLON = "colon"
    DASH = "dash"
    CLOSING = "closing mark"
    OPENING = "opening mark"
    NONE = "no mark"
    GLUED = "mark that stands alone"


_CLAUSE_MARKS = frozenset({Mark.COMMA, Mark.COLON, Mark.DASH})
_WITHOUT_STOP = frozenset({Mark.NONE, Mark.OPENING, Mark.CLOSING})
_OPENERS = frozenset({WordClass.CONJUNCTION, WordClass.RELATIVE})
_PREPOSITIONS = frozenset({WordClass.PREPOSITION, WordClass.GENITIVE, WordClass.INFINITIVE})
_NAMING = frozenset({WordClass.CONTENT, WordClass.ADJECTIVE})


@dataclass(frozen=True, slots=True)
class Juncture:
    """A gap between two words: what would be parted, the punctuation there, and the classes of its neighbours."""

    gap: Gap
    mark: Mark
    before: WordClass
    after: WordClass
    is_name: bool = False
    is_turn: bool = False

    @property
    def traits(self) -> tuple[str, ...]:
        """The names of what the gap has in common with others; each has its own cost as a place to break."""
        flags = {"name": self.is_name, "turn": self.is_turn, "bound": self.gap is Gap.BOUND}
        held = tuple(name for name, holds in flags.items() if holds)
        if self.mark not in _WITHOUT_STOP:
            return (self.mark.value, *held)
        return (self.mark.value, f"after {self.before.value}", f"before {self.after.value}", *held)


EDGE = Juncture(Gap.SENTENCE, Mark.SENTENCE, WordClass.CONTENT, WordClass.CONTENT)
"""The beginning or the end of what is segmented."""


class Phrasing:
    """Tells the gaps of one language apart."""

    def __init__(self, language: str) -> None:
        self._words = function_words(language)

    def gap(self, before: str, after: str) -> Gap:
        """What a break between the neighbouring words ``before`` and ``after``, as written, would part."""
        return self.juncture(before, after).gap

    def junctures(self, texts: Sequence[str]) -> tuple[Juncture, ...]:
        """The gaps of a text, given as its words: ``result[k]`` lies before word ``k``, the last after all of them."""
        if not texts:
            return (EDGE,)
        inner = [self.juncture(before, after) for before, after in zip(_with_marks(texts), texts[1:], strict=False)]
        for k in range(len(inner)):
            if texts[k] in _DASHES and (k == 0 or inner[k - 1].mark is Mark.SENTENCE):
                inner[k] = Juncture(Gap.BOUND, Mark.GLUED, inner[k].before, inner[k].after)
        return (EDGE, *inner, EDGE)

    def juncture(self, before: str, after: str) -> Juncture:
        """The gap between the neighbouring words ``before`` and ``after``, as written."""
        mark = _mark_between(before, after)
        last, first = self._words.of_last(_bare(before)), self._words.of_first(_bare(after))
        is_name = self._is_name(before, after) and last in _NAMING and first in _NAMING and mark is Mark.NONE
        bound = mark is Mark.NONE and (is_name or self._is_bound(before, after, last, first))
        return Juncture(
            gap=Gap.BOUND if bound else _gap_of(mark, first),
            mark=mark,
            before=last,
            after=first,
            is_name=is_name,
            is_turn=mark is Mark.SENTENCE and after[0] in _DASHES,
        )

    def _is_bound(self, before: str, after: str, last: WordClass, first: WordClass) -> bool:
        if last in LEANING or not _bare(before) or _is_abbreviation(before):
            return True
        if first in LEANING:
            return False
        if self._words.nouns_are_capitals and last is WordClass.ADJECTIVE:
            return after[:1].isupper()
        return last in (WordClass.ADJECTIVE, WordClass.NUMBER)

    def _is_name(self, before: str, after: str) -> bool:
        # Every noun has a capital in German, so two in a row say nothing about names there.
        return not self._words.nouns_are_capitals and _like_name(before) and _like_name(after)


def _with_marks(texts: Sequence[str]) -> Iterator[str]:
    """Each word, and each mark that stands alone together with the word before it: ``»`` ends what ``.`` ends."""
    before = ""
    for text in texts:
        before = before[-_LONGEST_WITH_MARKS:] + text if before and _is_mark(text) else text
        yield before


def _is_mark(text: str) -> bool:
    return not any(map(str.isalnum, text)) and text[0] not in _OPENING


def _gap_of(mark: Mark, first: WordClass) -> Gap:
    if mark is Mark.SENTENCE:
        return Gap.SENTENCE
    if mark is Mark.GLUED:
        return Gap.BOUND
    if mark is Mark.ELLIPSIS or mark in _CLAUSE_MARKS:
        return Gap.CLAUSE
    if first in _OPENERS:
        return Gap.CONJUNCTION
    return Gap.PREPOSITION if first in _PREPOSITIONS else Gap.PLAIN


def _mark_between(before: str, after: str) -> Mark:
    mark = _mark_after(before, after)
    if _is_mark(after):
        begins_turn = mark is Mark.SENTENCE and after in _DASHES
        return mark if begins_turn else Mark.GLUED
    if mark is not Mark.NONE:
        return mark
    if all(char in _OPENING for char in before):
        return Mark.GLUED
    return Mark.OPENING if after[0] in _OPENING and after[0] not in "'’" else Mark.NONE


def _mark_after(before: str, after: str) -> Mark:
    bare = before.rstrip(_CLOSING) or before
    end = bare[-1]
    if end in _SENTENCE_MARKS:
        return _mark_of_stop(bare, after)
    for marks, mark in ((_COMMAS, Mark.COMMA), (_COLONS, Mark.COLON), (_DASHES, Mark.DASH)):
        if end in marks:
            return mark
    return Mark.CLOSING if len(bare) < len(before) and before[-1] not in "'’" else Mark.NONE


def _mark_of_stop(before: str, after: str) -> Mark:
    """The mark that a full stop or one of its kin is: those of abbreviations and within a sentence end nothing."""
    plain = before.lstrip(_OPENING).casefold()
    after = after.lstrip(_OPENING)
    goes_on = after[:1].islower()
    if plain in _TITLES or _INITIAL.match(plain):
        return Mark.NONE
    if before.endswith(("..", "…")):
        return Mark.ELLIPSIS if goes_on else Mark.SENTENCE
    if before.endswith(".") and goes_on:
        return Mark.NONE
    return Mark.NONE if _DOTTED.match(plain) and not after[:1].isupper() else Mark.SENTENCE


def _is_abbreviation(word: str) -> bool:
    plain = word.lstrip(_OPENING).casefold()
    return plain in _TITLES or bool(_INITIAL.match(plain))


def _bare(word: str) -> str:
    return word.strip(_OPENING + _CLOSING + _DASHES + ".,;:!?…").casefold().replace("’", "'")


def _like_name(word: str) -> bool:
    word = word.lstrip(_OPENING)
    return len(word) > 1 and word[0].isupper() and word[1:2].islower()
