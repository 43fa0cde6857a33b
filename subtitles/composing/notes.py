"""Editors' notes in captions: which are shown, and on which word they lean, having no time of their own.

Shown, as written, is what tells of what is heard or not understood: ``[inaudible 00:03:11]``, ``[expletive]``,
``[through interpreter]``, ``[Ann: Mm-hmm.]``. What only means something on a page is not: numbers of footnotes and
times that stand alone, addresses, ``[sic]``, ``(ph)``, ``[?``, remarks of the editor on the text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from subtitles.breaking.segment import PlacedWord
from subtitles.cue import count_chars
from transcripts.model import TimedTurn, Word
from transcripts.sounds import is_editors_note
from transcripts.vocabulary import Words, words_in, words_listed

_PAGE = re.compile(r"\W*+(?:pages?|pp?|seiten?|s|col)\.?\s?\d", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://|www\.|mailto:", re.IGNORECASE)
_MARKS_BEHIND = " .,;:!?…\"'”’»"
# The first words of remarks on spelling and wording.
_ON_WORDING = (
    "sic сик ph phon phonet* phonét* fonet* fonét* sp spelling guess verbatim wörtl wörtlich emphasis citation",
    "原文* ママ",
)
# How remarks begin that tell of what is heard all the same: "through an interpreter", "name redacted".
_ON_HEARING = ("through-", "off-", "on-", "name-", "audio-cuts-")


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedWord(PlacedWord):
    """A word with the notes that stand before and after it, from which it is never parted."""

    before: str = ""
    after: str = ""

    @property
    def text(self) -> str:
        return " ".join(filter(None, (self.before, self.word.text, self.after)))


def is_for_the_page(note: str) -> bool:
    """Whether a note, brackets included, means nothing to somebody who reads captions."""
    if not any(map(str.isalpha, note)) or _PAGE.match(note) or _ADDRESS.search(note):
        return True
    words = words_in(note)
    if is_editors_note(note.rstrip(_MARKS_BEHIND)):
        return not "-".join(words).startswith(_ON_HEARING)
    return bool(words) and words[0] in _on_wording()


@cache
def _on_wording() -> Words:
    return words_listed(_ON_WORDING)


def placed_words(turn: TimedTurn, most_chars: int) -> tuple[PlacedWord, ...]:
    """The words of a turn that were placed, in order, with the notes that are shown.

    A note stands behind the word before it, or before the next one at the start of a paragraph; a turn of which no word
    was placed has none. It does not part from its word, unless they would not fit a line of ``most_chars`` characters:
    then its words follow one by one, at the time of that word.
    """
    placed = [
        (at, PlacedWord(word=word, span=timing.span, confidence=timing.confidence))
        for at, (word, timing) in enumerate(zip(turn.turn.words, turn.timings, strict=True))
        if timing.span
    ]
    noted = _noted(placed, turn)
    return tuple(word for one in noted for word in _within(one, most_chars)) if placed else ()


def _noted(placed: Sequence[tuple[int, PlacedWord]], turn: TimedTurn) -> Iterator[PlacedWord]:
    notes = [note for note in turn.turn.notes if not is_for_the_page(note.text)]
    if not notes:
        yield from (word for _, word in placed)
        return
    before: list[list[str]] = [[] for _ in placed]
    after: list[list[str]] = [[] for _ in placed]
    paragraphs, k = frozenset(turn.turn.paragraph_starts), 0
    for note in notes if placed else ():
        while k < len(placed) and placed[k][0] < note.before_word:
            k += 1
        leads = k == 0 or (k < len(placed) and note.before_word in paragraphs)
        (before[k] if leads else after[k - 1]).append(" ".join(note.text.split()))
    for (_, word), leading, trailing in zip(placed, before, after, strict=True):
        yield _with_notes(word, leading, trailing) if leading or trailing else word


def _with_notes(word: PlacedWord, before: Iterable[str], after: Iterable[str]) -> NotedWord:
    return NotedWord(
        word=word.word, span=word.span, confidence=word.confidence, before=" ".join(before), after=" ".join(after)
    )


def _within(word: PlacedWord, most_chars: int) -> Iterator[PlacedWord]:
    if not isinstance(word, NotedWord) or count_chars(word.text) <= most_chars:
        yield word
        return
    yield from _pieces(word.before, word)
    said = replace(word.word, joined=word.word.joined and not word.before)
    yield PlacedWord(word=said, span=word.span, confidence=word.confidence)
    yield from _pieces(word.after, word)


def _pieces(note: str, word: PlacedWord) -> Iterator[PlacedWord]:
    return (PlacedWord(word=Word(text=piece), span=word.span) for piece in note.split())
