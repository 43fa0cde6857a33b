"""What a page declares of its labels: ``MQ = Mara Quist``, ``MQ: Mara Quist, host``, ``Mara Quist (MQ)``."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from transcripts.speakers.folding import fold
from transcripts.speakers.label_names import LabelName, is_shaped_as_name, read_label, split_role
from transcripts.speakers.mentions import PageText
from transcripts.speakers.names import initials_fit, initials_of, is_initials, only_letters, presents
from transcripts.speakers.vocabulary import PARTICLES

_LONGEST_KEY_LINE = 300
_LONGEST_NAME = 6  # words
_SHORTEST_ABBREVIATION = 3  # letters, where these are not the initials only
_MOST_PEOPLE = 5  # of the same initials
_ENTRY_BREAK = re.compile(r"[;|\t]|,\s(?=[^,=]{1,40}=)")
_SEPARATOR = re.compile(r"\s?[:：]\s?|\s[–—-]\s|\s?→\s?")
_MARKUP = "*_[](){}•·-–—>\"“”' \t"
_ENDS_SENTENCE = re.compile(r"(?:[?!…]|(?<![JS]r)\.)$")
_BRACKETED = re.compile(r"\(([^()\s]{2,8})\)")
_KEY_LINE = re.compile(r"^[^\n=:：–—→]{1,60}[=:：–—→-][^\n]{2,300}$", re.MULTILINE)
_MOST_ENTRIES = 500
_LEAD_CHARS = 80
_NAME_WORD_EDGES = "\"“”'*_[](),;:"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEntry:
    """Whom a label stands for. ``is_equation`` where the page leaves no doubt that this is what it means."""

    label: str
    name: str
    role: str | None = None
    is_equation: bool = False


def key_entry(label: str, text: str) -> KeyEntry | None:
    """What a line says of a label that it follows: ``Mara Quist, host`` after ``MQ:``; ``None`` where it is speech.

    Only a name that the label can stand for is taken: initials have to fit it, a calling can be anyone's.
    """
    return _entry(read_label(label), text)


def _entry(label: LabelName, text: str) -> KeyEntry | None:
    is_calling = label.is_generic and not label.is_crowd
    if not is_calling and not is_initials(label.name):
        return None
    written = text[: _LONGEST_KEY_LINE + 1].strip(_MARKUP)
    if len(written) > _LONGEST_KEY_LINE or _ENDS_SENTENCE.search(written):
        return None
    name, role = split_role(written)
    if not is_shaped_as_name(name) or read_label(name).is_generic:
        return None
    return KeyEntry(label=label.name, name=name, role=role) if is_calling or initials_fit(label.name, name) else None


def keyed_names(labels: Iterable[LabelName], page: PageText) -> Mapping[str, KeyEntry]:
    """The key entries of a page by label as written; none for a label with several."""
    sought: dict[str, list[LabelName]] = {}
    declared: list[KeyEntry] = []
    for label in labels:
        sought.setdefault(fold(label.name), []).append(label)
        if label.initials:
            declared.append(KeyEntry(label=label.initials, name=label.name, role=label.role))
    entries = [*declared, *_in_brackets(sought, page), *_in_lines(sought, page)]
    found: dict[str, dict[str, KeyEntry]] = {}
    for entry in entries:
        for label in sought.get(fold(entry.label), ()):
            if entry.is_equation or not label.is_crowd:
                found.setdefault(label.written, {}).setdefault(fold(entry.name), entry)
    return {label: next(iter(names.values())) for label, names in found.items() if len(names) == 1}


def _in_lines(sought: Mapping[str, list[LabelName]], page: PageText) -> Iterator[KeyEntry]:
    lines = (match.group() for match in _KEY_LINE.finditer(page.notes))
    yield from islice((entry for line in lines for entry in _in_line(sought, line)), _MOST_ENTRIES)
    for labels in sought.values():
        for label in labels:
            first, _, _ = page.said.get(label.written, "")[: _LONGEST_KEY_LINE + 1].partition("\n")
            entry = _entry(label, first)
            if entry:
                yield entry


def _in_line(sought: Mapping[str, list[LabelName]], line: str) -> Iterator[KeyEntry]:
    for piece in _ENTRY_BREAK.split(line):
        left, equals, right = piece.rpartition("=")
        if equals:
            label, (name, role) = left.rpartition(":")[2].strip(_MARKUP), split_role(right.strip(_MARKUP))
            if fold(label) in sought and is_shaped_as_name(f"{name} X"):
                yield KeyEntry(label=label, name=name, role=role, is_equation=True)
            continue
        separator = _SEPARATOR.search(piece)
        label = piece[: separator.start()].strip(_MARKUP) if separator else ""
        if separator and fold(label) in sought:
            entry = _entry(sought[fold(label)][0], piece[separator.end() :])
            if entry:
                yield entry


def _in_brackets(sought: Mapping[str, list[LabelName]], page: PageText) -> Iterator[KeyEntry]:
    for text in (page.notes, page.all_said):
        found = (match for match in _BRACKETED.finditer(text) if fold(match.group(1)) in sought)
        for match in islice(found, _MOST_ENTRIES):
            initials = match.group(1)
            if is_initials(initials):
                name = _name_before(text[max(0, match.start() - _LEAD_CHARS) : match.start()], initials)
                if name:
                    yield KeyEntry(label=initials, name=name)


def _name_before(text: str, initials: str) -> str | None:
    """The fewest words at the end of a text that initials fit."""
    words = [word.strip(_NAME_WORD_EDGES) for word in text.rpartition("\n")[2].split()]
    for count in range(2, min(_LONGEST_NAME, len(words)) + 1):
        name = words[-count:]
        is_named = all(word and (word[0].isupper() or fold(word) in PARTICLES) for word in name)
        if is_named and name[0][0].isupper() and initials_fit(initials, " ".join(name)):
            return " ".join(name)
    return _name_with_letters(words[-2:], initials)


def _name_with_letters(words: Sequence[str], initials: str) -> str | None:
    """The first name and surname whose letters are abbreviated, as clubs do where several have the same initials."""
    letters = only_letters(initials)
    is_name = len(words) > 1 and all(word[:1].isupper() and word != word.upper() for word in words)
    if not is_name or len(letters) < _SHORTEST_ABBREVIATION or not letters.isupper():
        return None
    sought, spelled = letters.casefold(), "".join(map(fold, words))
    remaining = iter(spelled)
    is_spelled = spelled[0] == sought[0] and all(letter in remaining for letter in sought)
    return " ".join(words) if is_spelled else None


def by_initials(names: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """The different people among names, by what their initials can be (small letters), each once."""
    people: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        for initials in initials_of(name):
            same = people.setdefault(initials, [])
            if len(same) < _MOST_PEOPLE and not any(presents(name, other) for other in same):
                same.append(name)
    return people
