"""The full name of a person in the spelling of the page."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from transcripts.speakers.folding import fold
from transcripts.speakers.joining import Key
from transcripts.speakers.label_names import LabelName
from transcripts.speakers.mentions import (
    Introduction,
    Mention,
    Mentions,
    PageText,
    first_name_forms,
    introductions,
    leading_name,
    mentions_of,
    name_of,
    surname_forms,
    unspaced_names,
    words_in,
)
from transcripts.speakers.names import (
    Tokens,
    in_readable_case,
    is_abbreviation,
    is_in_capitals,
    is_initials,
    name_tokens,
    presents,
    short_forms,
)

_MOST_COMPARED = 50


@dataclass(frozen=True, kw_only=True)
class Naming:
    """What the page and the labels know of names, looked up by single words.

    ``sought`` are the words (folded) of labels; ``full_labels`` the names of several words by their last; ``initials``
    the names that are left in capitals.
    """

    page: PageText
    sought: frozenset[str]
    full_labels: Mapping[str, Sequence[str]]
    initials: AbstractSet[str] = frozenset()

    @classmethod
    def of(cls, page: PageText, labels: Iterable[LabelName], initials: AbstractSet[str]) -> "Naming":
        full_labels: dict[str, list[str]] = {}
        sought: set[str] = set()
        for label in labels:
            if len(label.tokens) > 1:
                full_labels.setdefault(label.tokens[-1], []).append(label.name)
            if len(label.tokens) == 1 or all(map(is_in_capitals, label.name.split()[-1:])):
                sought.add(label.tokens[0])
        return cls(page=page, sought=frozenset(sought), full_labels=full_labels, initials=initials)

    @cached_property
    def in_notes(self) -> Mentions:
        return mentions_of(self.page.notes, self.sought)

    @cached_property
    def in_speech(self) -> Mentions:
        return mentions_of(self.page.all_said, self.sought)

    @cached_property
    def _introductions(self) -> Mapping[str, Sequence[Introduction]]:
        """The introductions by the label under which they are said; those of the opening under the empty one."""
        texts = {"": self.page.opening, **self.page.said}
        ends = [*accumulate(len(text) + 1 for text in texts.values())]
        labels = [*texts]
        found: dict[str, list[Introduction]] = {}
        for one in introductions("\n".join(texts.values())):
            found.setdefault(labels[bisect_right(ends, one.at)], []).append(one)
        return found

    @cached_property
    def _unspaced_in_notes(self) -> Mapping[str, Sequence[str]]:
        return unspaced_names("\n".join((self.page.notes, *self.page.people)))

    @cached_property
    def _people(self) -> Mapping[str, Sequence[str]]:
        """The names that metadata declares, by their first and their last word."""
        people: dict[str, list[str]] = {}
        for name in dict.fromkeys(self.page.people):
            tokens = name_tokens(name)
            for word in {tokens[0], tokens[-1]} if len(tokens) > 1 else ():
                people.setdefault(word, []).append(name)
        return people

    @cached_property
    def _words_of_notes(self) -> frozenset[str]:
        return words_in("\n".join((self.page.notes, *self.page.people)))

    def is_written(self, word: str) -> bool:
        """Whether the page has a word (folded) outside of the speech."""
        return word in self._words_of_notes

    def contradicts(self, short: Key, full: Key) -> bool:
        """Whether the page tells of another person of this surname."""
        word = short.tokens[-1]
        return len(short.tokens) == 1 and any(
            not presents(other, " ".join(full.tokens)) for other in surname_forms(word, self.in_notes.get(word, ()))
        )

    def full_name(self, labels: Sequence[LabelName]) -> str:
        """The fullest name found, in the spelling of the page; a label in title case where the page has no more."""
        fullest = max(labels, key=lambda label: (len(label.tokens), "," not in label.name, len(label.name)))
        fuller = self._presented_name(fullest, labels) if len(fullest.tokens) == 1 else None
        return fuller or self.own_name(fullest)

    def own_name(self, label: LabelName) -> str:
        """The name of a label in the spelling of the page, and not longer."""
        if label.name in self.initials:
            return label.name
        readable = in_readable_case(label.name)
        if not any(map(is_in_capitals, label.name.split())) or not any(map(str.isupper, label.name)):
            return readable
        return self._spelling(label.name, readable) or readable

    def _presented_name(self, short: LabelName, labels: Sequence[LabelName]) -> str | None:
        """The one person of this surname or first name whom the page presents; ``None`` if none or several."""
        word = short.tokens[0]
        own = [one for key in ("", *(label.written for label in labels)) for one in self._introductions.get(key, ())]
        in_notes = self.in_notes.get(word, ())
        guests = [mention for mention in self.in_speech.get(word, ()) if mention.is_presented]
        firsts = [mention for mention in in_notes if mention.is_presented or self._is_repeated(mention)]
        leading = filter(None, (leading_name(self.page.said.get(label.written, "")) for label in labels))
        presented = [name for name in (*(one.name for one in own), *leading) if _is_full_form(short, name)]
        sources = (
            self._people.get(word, ()),
            self._of_same(presented, surname_forms(word, in_notes)),
            first_name_forms(word, firsts),
            presented,
            self._unspaced(word, own),
            [*surname_forms(word, guests), *first_name_forms(word, guests)],
        )
        for names in sources:
            found = [name for name in names if _is_full_form(short, name) and not self._is_of_another_label(name)]
            fullest = max(found, key=len, default=None)
            if fullest is not None:
                return fullest if all(presents(name, fullest) for name in found) else None
        return None

    def _of_same(self, presented: Sequence[str], names: Sequence[str]) -> Sequence[str]:
        """Of names, those of the person whom the labels themselves present in full, if any is."""
        if not names or not presented or not all(presents(name, presented[0]) for name in presented):
            return names
        return [*presented, *(name for name in names if presents(name, presented[0]))]

    def _is_repeated(self, mention: Mention) -> bool:
        """Whether the page or its voices name a person more than once, so that the row of capitals is no heading."""
        name = name_of(mention.words)
        first = fold(name[0])
        rows = (*self.in_notes.get(first, ()), *self.in_speech.get(first, ()))
        return sum(name_of(row.words)[:2] == name[:2] for row in rows) > 1

    def _unspaced(self, short: str, own: Iterable[Introduction]) -> list[str]:
        if short.isascii():
            return []
        noted = [name for name in self._unspaced_in_notes.get(short[:2], ()) if name.startswith(short)]
        return noted + [one.name[one.name.find(short) :] for one in own if short in one.name]

    def _is_of_another_label(self, name: str) -> bool:
        others = self.full_labels.get((name_tokens(name) or ("",))[-1], ())
        return any(presents(name, other) for other in others[:_MOST_COMPARED])

    def _spelling(self, name: str, readable: str) -> str | None:
        """The spelling of a name in mixed case, from the page where it has one."""
        written = name.split()
        lead = len(written) - len(name_tokens(name))
        sought = tuple(map(fold, written[lead:]))
        for mention in (*self.in_notes.get(sought[0], ()), *self.in_speech.get(sought[0], ())):
            small = tuple(map(fold, mention.words))
            at = small.index(sought[0])
            found = mention.words[at : at + len(sought)]
            if small[at : at + len(sought)] == sought and any(map(str.islower, "".join(found))):
                return " ".join((*readable.split()[:lead], *found))
        return None


def used_as_initials(labels: Iterable[LabelName]) -> AbstractSet[str]:
    """The names that are initials, pronounceable or not, where most names of one word are: ``SYG`` beside ``RJE``."""
    single = {
        label.name for label in labels if label.name.isupper() and len(label.tokens) == 1 and not label.is_generic
    }
    certain = [name for name in single if is_abbreviation(name)]
    return {name for name in single if is_initials(name)} if len(certain) * 2 > max(len(single), 2) else frozenset()


def _is_full_form(short: LabelName, name: str) -> bool:
    full: Tokens = name_tokens(name)
    if len(full) == 1:
        return short.tokens in short_forms(full)
    is_surname = full[-1:] == short.tokens or (short.title and full[-1].endswith(f"-{short.tokens[-1]}"))
    return bool(is_surname) or (not short.gender and full[:1] == short.tokens)
