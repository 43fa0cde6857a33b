"""Labels to speakers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from transcripts.model import Speaker
from transcripts.speakers.folding import fold
from transcripts.speakers.given import chosen_names, names_by_page
from transcripts.speakers.label_names import read_label, read_labels
from transcripts.speakers.mentions import Introduction, PageText, introductions
from transcripts.speakers.names import LONGEST_LABEL, Tokens, in_readable_case, name_tokens, presents, short_forms
from transcripts.speakers.people import Casting, Person
from transcripts.speakers.together import Together, together_in
from transcripts.speakers.vocabulary import LISTS

_NOBODY_CHOSEN: Mapping[str, str] = MappingProxyType({})


def identify(
    labels: Sequence[str], page: PageText, chosen: Mapping[str, str] = _NOBODY_CHOSEN
) -> tuple[dict[str, Speaker], tuple[str, ...]]:
    """The speaker of every label, by the label as written, and warnings about names that could not be told apart.

    ``labels`` has one entry a turn, in order, so that the order of first use and neighbours tell who is who. ``chosen``
    are names that the user gives to labels, in any case, and that win over all evidence; one for a label that does not
    occur is a warning. Ids are s1, s2 … by first use.
    """
    read = read_labels(labels)
    page = _with_lists(page)
    given, warnings = chosen_names([*read.values()], chosen)
    together = together_in([label for written, label in read.items() if written not in given])
    alone = [read[label] for label in labels if label not in together]
    by_page, more = names_by_page(alone, page, given)
    casting = Casting(sequence=alone, given={**by_page, **given}, page=page)
    speakers = _numbered(read, casting.people, together)
    return speakers, (*warnings, *more, *casting.warnings)


def _with_lists(page: PageText) -> PageText:
    """The page with the lists of people in its notes that stand under a heading as if this said them, ``PRESENT:``."""
    headings = [label for label in page.said if not LISTS.isdisjoint(map(fold, label[:LONGEST_LABEL].split()))]
    lists = [page.said[heading] for heading in headings]
    return replace(page, notes="\n".join((page.notes, *lists))) if lists else page


def _numbered(labels: Iterable[str], people: Iterable[Person], together: Mapping[str, Together]) -> dict[str, Speaker]:
    """The speakers by label; ids by the order of ``labels``."""
    by_label = {label: person for person in people for label in person.labels}
    by_name = _by_name(by_label) if together else {}
    members = {label: _members(parts, by_name) for label, parts in together.items()}
    groups: dict[object, list[str]] = {}
    for label in labels:
        groups.setdefault(by_label.get(label) or members[label] or name_tokens(label), []).append(label)
    ids = {group: f"s{number}" for number, group in enumerate(groups, start=1)}
    speakers: dict[str, Speaker] = {}
    for group, written in groups.items():
        if isinstance(group, Person):
            speaker = Speaker(id=ids[group], name=group.name, labels=tuple(written), role=group.role)
        else:
            several = members[written[0]]
            name = together[written[0]].written_with(person.name for person in several) if several else written[0]
            speaker = Speaker(
                id=ids[group],
                name=in_readable_case(name),
                labels=tuple(written),
                members=tuple(ids[person] for person in several),
            )
        speakers.update(dict.fromkeys(written, speaker))
    return speakers


def _by_name(by_label: Mapping[str, Person]) -> Mapping[Tokens, Person | None]:
    """People by the names and short names of their labels; ``None`` where these are of several."""
    exact = {read_label(label).tokens: person for label, person in by_label.items()}
    short: dict[Tokens, Person | None] = {}
    for tokens, person in exact.items():
        for form in short_forms(tokens):
            short[form] = person if short.get(form, person) == person else None
    return {**short, **exact}


def _members(parts: Together, by_name: Mapping[Tokens, Person | None]) -> tuple[Person, ...]:
    """Those who speak together, each once; nobody where one of them is not known."""
    people = [by_name.get(name_tokens(name)) for name in parts.names]
    known = tuple(person for person in dict.fromkeys(people) if person)
    return known if len(known) == len(parts.names) else ()


def is_same_name_part(one: str, other: str) -> bool:
    """Whether one of two names is the beginning or the end of the other."""
    short, full = sorted((name_tokens(one), name_tokens(other)), key=len)
    return bool(short) and (full[: len(short)] == short or full[-len(short) :] == short)


def first_presented(texts: Iterable[str], speakers: Iterable[Speaker]) -> Speaker | None:
    """The one speaker whom a text introduces: "I am …", "hosted by …"; ``None`` for nobody or several."""
    people = tuple(speakers)
    for text in texts:
        for introduced in introductions(text):
            fitting = [speaker for speaker in people if presents(introduced.name, speaker.name)]
            if len(fitting) == 1:
                return fitting[0]
    return None


def is_anonymous(speaker: Speaker) -> bool:
    """Whether a label is anybody's: ``Q``, ``Unknown``, ``AUDIENCE MEMBER``; two turns of it may be of two people."""
    return any(read_label(label).is_crowd or label.strip(".: ") == "Q" for label in speaker.labels)


def sole_speaker(page: PageText) -> Speaker | None:
    """Who speaks on a page without labels, where exactly one person is introduced; ``None`` for nobody or several.

    "I am …" counts only with a full name, and only where nobody is introduced in words that need a name.
    """
    found = introductions(page.all_said)
    certain = [one for one in found if one.is_certain]
    name = _only_name(certain or [one for one in found if len(name_tokens(one.name)) > 1])
    return Speaker(id="s1", name=name) if name else None


def _only_name(found: Sequence[Introduction]) -> str | None:
    fullest = max((one.name for one in found), key=len, default=None)
    return fullest if fullest and all(presents(one.name, fullest) for one in found) else None
