"""Which names are one person's: a short form of a full name, and a spelling that slipped."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise
from typing import NamedTuple

from transcripts.speakers.names import Tokens, short_forms

_MOST_PEOPLE = 20  # that a short form is compared with; more than two already leave it a name of its own
_SHORTEST_SLIP = 6  # letters of a word in which one may differ
_LONGEST_SLIP = 24
_SHORTEST_WIDE_SLIP = 7  # letters of a surname in which two may differ, where the first names are the same
_WIDE_SLIP = 2
_RARE = 3  # a spelling that has another letter is a slip only where the right one is that many times as frequent


class Key(NamedTuple):
    """What labels of one name have in common. ``title`` is set only where it tells two apart, Mr Oak and Mrs Oak."""

    tokens: Tokens
    title: str | None = None


@dataclass(frozen=True, kw_only=True)
class Cast:
    """The names that speak, in order, one entry a turn.

    ``apart`` are names that are no part of another and have none: callings, crowds, several people at once. ``chosen``
    are those that are decided: others may be a part of them, they of none. ``titles`` are those of their labels,
    ``genders`` what these tell.
    """

    sequence: Sequence[Key]
    apart: AbstractSet[Key] = frozenset()
    chosen: AbstractSet[Key] = frozenset()
    genders: Mapping[Key, str]
    titles: Mapping[Key, AbstractSet[str]]

    @cached_property
    def turns(self) -> Mapping[Key, int]:
        return Counter(self.sequence)

    @cached_property
    def names(self) -> tuple[Key, ...]:
        """Each name once, by first use."""
        return tuple(self.turns)

    @cached_property
    def first_use(self) -> Mapping[Key, int]:
        return {key: place for place, key in reversed([*enumerate(self.sequence)])}

    @cached_property
    def last_use(self) -> Mapping[Key, int]:
        return {key: place for place, key in enumerate(self.sequence)}

    @cached_property
    def neighbours(self) -> AbstractSet[tuple[Key, Key]]:
        return set(pairwise(self.sequence))

    def are_neighbours(self, one: Key, other: Key) -> bool:
        """Whether one speaks directly after the other, as two people do."""
        return (one, other) in self.neighbours or (other, one) in self.neighbours


def join_short_forms(
    cast: Cast, contradicts: Callable[[Key, Key], bool]
) -> tuple[dict[Key, Key], dict[Key, tuple[Key, ...]]]:
    """For every name the fullest one of that person, and the people that a name could be if they are several.

    ``contradicts`` tells whether the page knows of another person of a short name than the one of a full name.
    """
    fuller: dict[Tokens, list[Key]] = {}
    for key in cast.names:
        for form in short_forms(key.tokens) if key not in cast.apart else ():
            fuller.setdefault(form, []).append(key)
    joined: dict[Key, Key] = {}
    ambiguous: dict[Key, tuple[Key, ...]] = {}
    for key in cast.names:
        is_settled = key in cast.apart or key in cast.chosen
        people = () if is_settled else _people(cast, key, fuller.get(key.tokens, ())[:_MOST_PEOPLE])
        meant = [full for full in people if cast.first_use[full] < cast.last_use[key]] if len(people) > 1 else people
        joined[key] = key
        if len(meant) == 1 and not _is_other(cast, key, meant[0], contradicts):
            joined[key] = meant[0]
        elif len(people) > 1:
            ambiguous[key] = tuple(people)
    return joined, ambiguous


def _people(cast: Cast, key: Key, fuller: Iterable[Key]) -> list[Key]:
    """Those whom a short form can mean, without those who are a short form of another of them."""
    gender = cast.genders.get(key)
    fitting = [full for full in fuller if not gender or cast.genders.get(full, gender) == gender]
    if gender:  # after a title stands a surname, if anybody has it: Ms. Lee is Ann Lee rather than Lee Ash
        fitting = [full for full in fitting if key.tokens[-1] in full.tokens[1:]] or fitting
    titles = cast.titles.get(key, frozenset())
    if titles and len(fitting) > 1:
        fitting = [full for full in fitting if titles <= cast.titles.get(full, frozenset())] or fitting
    short = {form for full in fitting for form in short_forms(full.tokens)} if len(fitting) > 1 else set()
    return [full for full in fitting if full.tokens not in short]


def _is_other(cast: Cast, key: Key, full: Key, contradicts: Callable[[Key, Key], bool]) -> bool:
    if cast.first_use[full] < cast.first_use[key]:
        return False
    return (key, full) in cast.neighbours or contradicts(key, full)


def join_spellings(cast: Cast, is_written: Callable[[str], bool]) -> dict[Key, Key]:
    """Names that are another name misspelled, with the one that is more frequent.

    ``cast`` has one name a person. ``is_written`` tells whether the page has a word (folded) outside of the speech:
    where it has both, they are two.
    """
    names = [key for key in cast.names if key not in cast.apart and key not in cast.chosen]
    slips: dict[Key, Key] = {}
    for one, other in (*_same_letters(names), *_one_letter_apart(names), *_two_letters_apart(names)):
        rare, common = sorted((one, other), key=lambda key: (cast.turns[key], -cast.first_use[key]))
        genders = {cast.genders[key] for key in (one, other) if key in cast.genders}
        if rare in slips or common in slips or len(genders) > 1:
            continue
        if _squeezed(one) == _squeezed(other) or _is_slip_of(cast, rare, common, is_written):
            slips[rare] = common
    return slips


def _is_slip_of(cast: Cast, rare: Key, common: Key, is_written: Callable[[str], bool]) -> bool:
    words = _differing_words(rare.tokens, common.tokens)
    if cast.are_neighbours(rare, common) or words is None or all(map(is_written, words)):
        return False
    is_rare = _RARE * cast.turns[rare] <= cast.turns[common]
    if not is_slip(*words):
        return is_rare and len(rare.tokens) > 1 and is_wide_slip(*words)
    is_other_letter = len(words[0]) == len(words[1]) and Counter(words[0]) != Counter(words[1])
    return is_rare or not is_other_letter


def is_slip(one: str, other: str) -> bool:
    """Whether two words differ by one letter or by two that changed places, neither at the beginning nor at the end.

    There a letter makes another name: Hanson and Manson, Daniel and Daniela, Christian and Christina.
    """
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST_SLIP - 1 or not (short + long).isalpha() or short[0] != long[0]:
        return False
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(long) == len(short) + 1:
        is_within = at < len(short) or long[-1] == long[-2]
        return is_within and short[at:] == long[at + 1 :]
    if len(long) != len(short) or at >= len(short) - 1:
        return False
    is_swapped = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return (is_swapped and at + 2 < len(short)) or short[at + 1 :] == long[at + 1 :]


def is_wide_slip(one: str, other: str) -> bool:
    """Whether two long words differ by two letters within, in one place: ``Ouellette`` and ``Oulette``."""
    if one[1:2] != other[1:2] and one[-2:-1] != other[-2:-1]:
        return False
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST_WIDE_SLIP or len(long) > len(short) + _WIDE_SLIP or not (short + long).isalpha():
        return False
    same = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    rest, longer = short[same:], long[same:]
    at = next((i for i, (a, b) in enumerate(zip(rest[::-1], longer[::-1], strict=False)) if a != b), len(rest))
    return same > 0 and at > 0 and len(longer) - at <= _WIDE_SLIP


def _differing_words(one: Tokens, other: Tokens) -> tuple[str, str] | None:
    """The only words in which two names differ; of a name of one word, the one it is compared with."""
    if len(one) == len(other):
        differing = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
        return differing[0] if len(differing) == 1 else None
    short, full = sorted((one, other), key=len)
    if len(short) > 1:
        return None
    return next(((short[0], word) for word in (full[0], full[-1]) if is_slip(short[0], word)), None)


def _squeezed(key: Key) -> str:
    return "".join(filter(str.isalnum, "".join(key.tokens)))


def _same_letters(names: Sequence[Key]) -> list[tuple[Key, Key]]:
    """Pairs such as ``Mc Kay`` and ``McKay``."""
    first: dict[str, Key] = {}
    pairs = ((first.setdefault(_squeezed(key), key), key) for key in names if len(_squeezed(key)) >= _SHORTEST_SLIP - 1)
    return [(one, other) for one, other in pairs if one != other and one.title == other.title]


def _one_letter_apart(names: Sequence[Key]) -> list[tuple[Key, Key]]:
    """Pairs with a word that becomes equal if one letter is left out, so that no name is compared with all others."""
    first: dict[str, Key] = {}
    pairs: dict[tuple[Key, Key], None] = {}
    has_single = any(len(key.tokens) == 1 and len(key.tokens[0]) >= _SHORTEST_SLIP - 1 for key in names)
    for key in names:
        for form in _forms(key.tokens) if has_single else (key.tokens,):
            for clipped in _clipped(form):
                other = first.setdefault(clipped, key)
                if other != key:
                    pairs[other, key] = None
    return [*pairs]


def _two_letters_apart(names: Sequence[Key]) -> list[tuple[Key, Key]]:
    """Pairs that share all but the middle of a long last word; none where many people are called so."""
    same: dict[tuple[Tokens, str], list[Key]] = {}
    for key in names:
        last = key.tokens[-1]
        if len(key.tokens) > 1 and len(last) >= _SHORTEST_WIDE_SLIP:
            same.setdefault((key.tokens[:-1], last[0] + last[-1]), []).append(key)
    pairs = (pair for keys in same.values() if len(keys) <= _MOST_PEOPLE for pair in combinations(keys, 2))
    return [(one, other) for one, other in pairs if is_wide_slip(one.tokens[-1], other.tokens[-1])]


def _forms(tokens: Tokens) -> set[Tokens]:
    return {tokens, tokens[:1], tokens[-1:]}


def _clipped(tokens: Tokens) -> list[str]:
    return [
        f"{' '.join(tokens[:at])} {word[:cut]}{word[cut + 1 :]} {' '.join(tokens[at + 1 :])}"
        for at, word in enumerate(tokens)
        if len(word) >= _SHORTEST_SLIP - 1
        for cut in range(1, min(len(word), _LONGEST_SLIP) + 1)  # the last leaves the word as it is
    ]
