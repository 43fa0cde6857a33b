"""Text that nobody speaks, planted in a transcript at random places: what it gets is what confidence is worth."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from transcripts.model import Item, Transcript, Turn, Word

WORDS_A_PLANT = 60
SENTENCE_WORDS = (6, 14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A transcript with planted words; ``indices`` are those of the planted ones in ``transcript.words``."""

    transcript: Transcript
    indices: frozenset[int]


def plant(transcript: Transcript, foreign: Sequence[Word], seed: int) -> Planted:
    """Inserts single words and runs of a sentence's length of the foreign text, as many of each.

    The same seed plants the same. A turn keeps its first word, and a paragraph what it began with.
    """
    chance = random.Random(seed)  # noqa: S311 (not a secret)
    places = [(t, w) for t, turn in enumerate(transcript.turns) for w in range(1, len(turn.words))]
    count = min(len(places), max(2, len(places) // WORDS_A_PLANT))
    plants: dict[tuple[int, int], tuple[Word, ...]] = {}
    for number, place in enumerate(sorted(chance.sample(places, count))):
        length = chance.randint(*SENTENCE_WORDS) if number % 2 else 1
        start = chance.randrange(max(1, len(foreign) - length))
        plants[place] = tuple(foreign[start : start + length])
    return _with_plants(transcript, plants)


def _with_plants(transcript: Transcript, plants: dict[tuple[int, int], tuple[Word, ...]]) -> Planted:
    items: list[Item] = []
    indices: set[int] = set()
    turn_number = at = 0
    for item in transcript.items:
        if isinstance(item, Turn):
            inserts = {w: words for (t, w), words in plants.items() if t == turn_number}
            turn, planted = _grown(item, inserts)
            indices |= {at + index for index in planted}
            at, turn_number = at + len(turn.words), turn_number + 1
            items.append(turn)
        else:
            items.append(item)
    return Planted(transcript=replace(transcript, items=tuple(items)), indices=frozenset(indices))


def _grown(turn: Turn, inserts: dict[int, tuple[Word, ...]]) -> tuple[Turn, set[int]]:
    """The turn with words inserted before these indices, and the indices of the inserted."""
    words: list[Word] = []
    planted: set[int] = set()
    moved: dict[int, int] = {}
    for index, word in enumerate(turn.words):
        new = inserts.get(index, ())
        planted |= set(range(len(words), len(words) + len(new)))
        words += new
        moved[index] = len(words)
        words.append(word)
    starts = tuple(moved[start] for start in turn.paragraph_starts)
    return replace(turn, words=tuple(words), paragraph_starts=starts), planted
