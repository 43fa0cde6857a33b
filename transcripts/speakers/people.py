"""Labels of one person put together, with the name and the role of that person."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise

from transcripts.speakers.given import Given
from transcripts.speakers.joining import Cast, Key, join_short_forms, join_spellings
from transcripts.speakers.label_names import LabelName, is_pronouns
from transcripts.speakers.mentions import PageText
from transcripts.speakers.names import Tokens, in_readable_case, name_tokens
from transcripts.speakers.naming import Naming, used_as_initials
from transcripts.speakers.together import names_several


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One speaker: the labels as written, by first use, the name, and the role if the source tells one."""

    labels: tuple[str, ...]
    name: str
    role: str | None


@dataclass(frozen=True, kw_only=True)
class Casting:
    """The labels, one a turn in ``sequence``, the names that some of them are ``given``, and what the page tells."""

    sequence: Sequence[LabelName]
    given: Mapping[str, Given]
    page: PageText

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody who speaks alone, by first use."""
        merged = self._merged
        groups: dict[Key, list[LabelName]] = {}
        for root, labels in self._groups.items():
            groups.setdefault(merged.get(root, root), []).extend(labels)
        return tuple(
            Person(
                labels=tuple(label.written for label in labels), name=self._final_name(root), role=self._role_of(labels)
            )
            for root, labels in groups.items()
        )

    @property
    def warnings(self) -> tuple[str, ...]:
        """What could not be told apart, and what was taken for a slip of the pen."""
        names = {key: label.name for key, label in self._first_labels.items()}
        ambiguous = (
            f"the label {self._first_labels[key].name!r} could be "
            f"{' or '.join(sorted(in_readable_case(names[full]) for full in people))}; kept as a speaker of its own"
            for key, people in self._short_forms[1].items()
        )
        return (*ambiguous, *self._warnings_of_spelling())

    @cached_property
    def _labels(self) -> tuple[LabelName, ...]:
        return tuple({label.written: label for label in self.sequence}.values())

    @cached_property
    def _keys(self) -> Mapping[str, Key]:
        """What identifies each label, as written; titles count where a page has a Mr Oak and a Mrs Oak."""
        genders: dict[Tokens, set[str]] = {}
        for label in self._labels:
            if label.gender:
                genders.setdefault(label.tokens, set()).add(label.gender)
        told_apart = self._told_apart
        return {
            label.written: Key(tokens=name_tokens(given.name) or (given.name,))
            if (given := self.given.get(label.written))
            else Key(tokens=label.tokens, title=label.title)
            if (label.tokens, label.title) in told_apart
            else Key(tokens=label.tokens, title=label.gender if len(genders.get(label.tokens, ())) > 1 else None)
            for label in self._labels
        }

    @cached_property
    def _told_apart(self) -> AbstractSet[tuple[Tokens, str | None]]:
        """The surnames of several people with the titles that one of them alone has: Mr. Ed Oak and Dr. Ann Oak."""
        people: dict[Tokens, dict[str, set[Tokens]]] = {}
        for label in self._labels:
            if label.title and len(label.tokens) > 1:
                people.setdefault(label.tokens[-1:], {}).setdefault(label.title, set()).add(label.tokens)
        return {
            (surname, title)
            for surname, by_title in people.items()
            if len(by_title) > 1
            for title, names in by_title.items()
            if len(names) == 1
        }

    @cached_property
    def _first_labels(self) -> Mapping[Key, LabelName]:
        return {self._keys[label.written]: label for label in reversed(self._labels)}

    @cached_property
    def _cast(self) -> Cast:
        keys = self._keys
        named = [label for label in self._labels if label.written not in self.given]
        return Cast(
            sequence=[keys[label.written] for label in self.sequence],
            apart={keys[label.written] for label in named if label.is_generic or names_several(label)},
            chosen={keys[written] for written, given in self.given.items() if given.is_chosen and written in keys},
            genders={keys[label.written]: label.gender for label in named if label.gender},
            titles=self._titles(named),
        )

    def _titles(self, labels: Sequence[LabelName]) -> Mapping[Key, AbstractSet[str]]:
        titles: dict[Key, set[str]] = {}
        for label in labels:
            if label.title:
                titles.setdefault(self._keys[label.written], set()).add(label.title)
        return titles

    @cached_property
    def _naming(self) -> Naming:
        labels = [label for label in self._labels if label.written not in self.given and not label.is_generic]
        return Naming.of(self.page, labels, used_as_initials(self._labels))

    @cached_property
    def _short_forms(self) -> tuple[Mapping[Key, Key], Mapping[Key, Sequence[Key]]]:
        return join_short_forms(self._cast, self._naming.contradicts)

    @cached_property
    def _slips(self) -> Mapping[Key, Key]:
        joined, cast = self._short_forms[0], self._cast
        roots = [joined[key] for key in cast.sequence]
        genders = {joined[key]: gender for key, gender in cast.genders.items()}
        one_each = Cast(sequence=roots, apart=cast.apart, chosen=cast.chosen, genders=genders, titles={})
        return join_spellings(one_each, self._naming.is_written)

    @cached_property
    def _roots(self) -> Mapping[str, Key]:
        """What identifies the person of each label, as written."""
        joined, slips = self._short_forms[0], self._slips
        full = {label.written: joined[self._keys[label.written]] for label in self._labels}
        return {written: slips.get(key, key) for written, key in full.items()}

    @cached_property
    def _groups(self) -> Mapping[Key, Sequence[LabelName]]:
        groups: dict[Key, list[LabelName]] = {}
        for label in self._labels:
            groups.setdefault(self._roots[label.written], []).append(label)
        return groups

    @cached_property
    def _names(self) -> Mapping[Key, str]:
        return {root: self._name_of(labels) for root, labels in self._groups.items()}

    def _name_of(self, labels: Sequence[LabelName]) -> str:
        given = [self.given[label.written] for label in labels if label.written in self.given]
        chosen = next((one.name for one in given if one.is_chosen), None)
        if chosen:
            return chosen
        if not given and labels[0].is_generic:
            return in_readable_case(labels[0].name.replace("_", " "))
        own = [label for label in labels if label.written not in self.given]
        found = [label for label in own if self._slips_not(label)]
        if not found and not given:  # slips of each other
            found = own
        names = [self._naming.full_name(found)] if found else []
        names += [in_readable_case(one.name) for one in given]
        return max(names, key=lambda name: len(name_tokens(name))) if len(names) > 1 else names[0]

    def _slips_not(self, label: LabelName) -> bool:
        key = self._keys[label.written]
        return self._short_forms[0][key] not in self._slips

    def _final_name(self, root: Key) -> str:
        """The name of a person; of those whom the page seems to call the same, that of their label."""
        return self._naming.own_name(self._groups[root][0]) if root in self._disputed else self._names[root]

    @cached_property
    def _same_names(self) -> tuple[tuple[Key, ...], ...]:
        """Those who have one full name, several each."""
        same: dict[Tokens, list[Key]] = {}
        for root, name in self._names.items():
            if root not in self._cast.apart and root not in self._cast.chosen and " " in name:
                same.setdefault(name_tokens(name), []).append(root)
        return tuple(tuple(roots) for tokens, roots in same.items() if min(len(roots), len(tokens)) > 1)

    @cached_property
    def _merged(self) -> Mapping[Key, Key]:
        """Those who are somebody else under the same full name: ``MARA`` and ``QUIST`` of a page with Mara Quist."""
        return {other: roots[0] for roots in self._same_names if not self._talk(roots) for other in roots[1:]}

    @cached_property
    def _disputed(self) -> frozenset[Key]:
        """Those who would have one name but talk to each other: each keeps the name of the label."""
        named = {root for roots in self._same_names if self._talk(roots) for root in roots}
        return frozenset(root for root in named if len(root.tokens) == 1)

    def _talk(self, roots: Sequence[Key]) -> bool:
        return any(pair in self._neighbours for pair in combinations(roots, 2))

    @cached_property
    def _neighbours(self) -> frozenset[tuple[Key, Key]]:
        turns = [self._roots[label.written] for label in self.sequence]
        return frozenset(pair for one, other in pairwise(turns) for pair in ((one, other), (other, one)))

    def _role_of(self, labels: Sequence[LabelName]) -> str | None:
        roles = [role for label in labels for role in (label.role, self._given_role(label)) if role]
        return next((role for role in roles if not is_pronouns(role)), roles[0] if roles else None)

    def _given_role(self, label: LabelName) -> str | None:
        given = self.given.get(label.written)
        return given.role if given else None

    def _warnings_of_spelling(self) -> Iterator[str]:
        for labels in self._groups.values():
            spellings: dict[Tokens, dict[Tokens, str]] = {}
            for label in labels if len(labels) > 1 else ():
                if label.written in self.given:
                    continue
                key = self._slips.get(self._keys[label.written], self._keys[label.written])
                spellings.setdefault(key.tokens, {}).setdefault(_spelling(label), label.name)
            for same in spellings.values():
                if len(same) > 1:
                    yield f"the labels {' and '.join(map(repr, same.values()))} were taken for spellings of one name"


def _spelling(label: LabelName) -> Tokens:
    """The words of a name in small letters, accents and all, without title."""
    words = tuple(word.casefold().strip(".,") for word in label.name.split())
    return words[-len(label.tokens) :] if label.name.lower() != label.name.upper() else label.tokens
