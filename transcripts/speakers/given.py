"""The names that labels are given by the user, by the page's key, by their initials, or by what they are called."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise

from transcripts.speakers.keys import by_initials, keyed_names
from transcripts.speakers.label_names import LabelName, calling_of
from transcripts.speakers.mentions import PageText, callings_in, names_in
from transcripts.speakers.names import Tokens, is_abbreviation, is_initials, name_tokens, only_letters, presents

_LONGEST_LISTED = 5  # labels that a warning lists


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The name of a label, and a role if there is one. ``is_chosen`` where the user decided."""

    name: str
    role: str | None = None
    is_chosen: bool = False


def chosen_names(labels: Sequence[LabelName], chosen: Mapping[str, str]) -> tuple[dict[str, Given], tuple[str, ...]]:
    """The names by the user, by label as written, and a warning for each that fits no label. Case does not matter."""
    written: dict[str, list[LabelName]] = {}
    for label in labels if chosen else ():
        for spelling in {_plain(label.written), _plain(label.name)}:
            written.setdefault(spelling, []).append(label)
    given: dict[str, Given] = {}
    warnings = []
    for spelling, name in chosen.items():
        fitting = written.get(_plain(spelling), ())
        given |= {label.written: Given(name=name.strip(), is_chosen=True) for label in fitting if name.strip()}
        if not fitting:
            warnings.append(f"no speaker is labelled {spelling!r}; {_suggestion(_plain(spelling), written)}")
    return given, tuple(warnings)


def _plain(label: str) -> str:
    return " ".join(label.casefold().split()).rstrip(":").rstrip()


def _suggestion(spelling: str, labels: Mapping[str, Sequence[LabelName]]) -> str:
    near = get_close_matches(spelling, labels, n=1)
    if near:
        return f"did you mean {labels[near[0]][0].name!r}?"
    known = list(dict.fromkeys(label.name for same in labels.values() for label in same))
    return f"the labels are {', '.join(known[:_LONGEST_LISTED])}{' …' if len(known) > _LONGEST_LISTED else ''}"


def names_by_page(
    sequence: Sequence[LabelName], page: PageText, given: Mapping[str, Given]
) -> tuple[dict[str, Given], tuple[str, ...]]:
    """The names that the page gives to labels that ``given`` leaves open, and warnings about initials of several.

    ``sequence`` has one label a turn.
    """
    labels = [label for label in {label.written: label for label in sequence}.values() if label.written not in given]
    found = {written: Given(name=entry.name, role=entry.role) for written, entry in keyed_names(labels, page).items()}
    open_ones = [label for label in labels if label.written not in found]
    by_letters, warnings = _by_initials([label for label in open_ones if not label.is_generic], sequence, page)
    called = {label.written: name for label, name in _by_calling(open_ones, sequence, page)}
    return {**called, **by_letters, **found}, warnings


def _by_initials(
    labels: Sequence[LabelName], sequence: Sequence[LabelName], page: PageText
) -> tuple[dict[str, Given], tuple[str, ...]]:
    """The one full name whose initials a label is: of another label or in the metadata, else in the notes.

    In the notes they are sought only where all short labels are initials, since ``ANN`` is rather a name. Initials that
    talk to the full name are those of somebody else: of a magazine, say.
    """
    all_labels = list(dict.fromkeys(sequence))
    full_names = [*(label.name for label in all_labels if len(label.tokens) > 1), *page.people]
    words = {word for name in full_names for word in name_tokens(name)}
    initials = [label for label in labels if is_initials(label.name) and label.tokens[0] not in words]
    if not initials:
        return {}, ()
    known = by_initials(full_names)
    short = [label for label in all_labels if len(label.tokens) == 1 and not label.is_generic]
    is_all_initials = all(is_abbreviation(label.name) for label in short)
    noted = by_initials(names_in(page.notes, {label.name[0] for label in initials})) if is_all_initials else {}
    neighbours = _neighbours(sequence)
    given: dict[str, Given] = {}
    warnings = []
    for label in initials:
        letters = only_letters(label.name).casefold()
        people = known.get(letters) or noted.get(letters, ())
        if len(people) == 1 and (name_tokens(people[0]), label.tokens) in neighbours:
            continue
        if len(people) == 1:
            given[label.written] = Given(name=people[0])
        elif people:
            several = " or ".join(sorted(people))
            warnings.append(f"the label {label.name!r} could be {several}; kept as a speaker of its own")
    return given, tuple(warnings)


def _by_calling(
    labels: Sequence[LabelName], sequence: Sequence[LabelName], page: PageText
) -> Iterator[tuple[LabelName, Given]]:
    """The one person who has the calling that a label is: ``HOST`` where the page says "your host, Mara Quist"."""
    called = [label for label in labels if label.is_generic and not label.is_crowd]
    if not called:
        return
    neighbours = _neighbours(sequence)
    holders = _holders(dict.fromkeys(sequence))
    presented = {calling: callings_in(page, calling) for label in called if (calling := _calling(label))}
    for label in called:
        calling = _calling(label)
        same = holders.get(calling or label.tokens, ())
        names = [one.name for one in same] or presented.get(calling or "", ())
        fullest = max(names, key=len, default="")
        is_one = bool(fullest) and all(presents(name, fullest) for name in names)
        people = {name_tokens(fullest), *(one.tokens for one in same)}
        if is_one and not any((one, label.tokens) in neighbours for one in people):
            yield label, Given(name=fullest, role=label.name)


def _neighbours(sequence: Sequence[LabelName]) -> AbstractSet[tuple[Tokens, Tokens]]:
    """The names that follow each other, in both orders: those of people who talk to each other."""
    turns = pairwise(label.tokens for label in sequence)
    return {pair for one, other in turns for pair in ((one, other), (other, one))}


def _calling(label: LabelName) -> str | None:
    return calling_of(label.name) if len(label.tokens) == 1 else None


def _holders(labels: Iterable[LabelName]) -> Mapping[str | Tokens, Sequence[LabelName]]:
    """The people by the calling of their role, and by the words of it: ``PRESIDENT BIDEN``, ``THE PRESIDENT``."""
    holders: dict[str | Tokens, list[LabelName]] = {}
    for label in labels:
        if label.role and not label.is_generic:
            holders.setdefault(name_tokens(label.role), []).append(label)
            calling = calling_of(label.role)
            if calling:
                holders.setdefault(calling, []).append(label)
    return holders
