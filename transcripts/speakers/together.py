"""Labels of several people who speak together: ``KHAN and BARTLETT``, ``Ann, Bob und Carla``, ``ANN/BOB``."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from transcripts.speakers.label_names import LabelName, read_label
from transcripts.speakers.names import Tokens, is_surname_first, name_tokens, short_forms

_CONNECTOR = re.compile(
    r"( ?[,/&+、，＆／] ?(?:(?:and|und|et) )?| (?:and|und|et|y|e|og|och|en|i|и|та|oraz) |と)", re.IGNORECASE
)
_JOINT = re.compile(r"\s(?:and|und|et)\s|[/&+、＆／]", re.IGNORECASE)
_MOST_TOGETHER = 12
_LONGEST_TOGETHER = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """The parts of a label: ``names`` of people, and what stands between them."""

    names: tuple[str, ...]
    between: tuple[str, ...]

    def written_with(self, names: Iterable[str]) -> str:
        """The label with other names: ``Khan and Bartlett`` → ``Wajahat Khan and Paul Bartlett``."""
        between = (joint.casefold() if joint.strip().isalpha() else joint for joint in (*self.between, ""))
        return "".join(part for pair in zip(names, between, strict=True) for part in pair)


def names_several(label: LabelName) -> bool:
    """Whether a label has the shape of several names, be they known or not: ``Marks and Spencer``."""
    return _JOINT.search(label.name, 0, _LONGEST_TOGETHER) is not None


def together_in(labels: Sequence[LabelName]) -> Mapping[str, Together]:
    """By label as written, those whose every part is the name, or a short form of it, of another label."""
    parted = {label.written: parts for label in labels if (parts := _parts(label))}
    if not parted:
        return {}
    together = _known(parted, (label for label in labels if label.written not in parted))
    roles = {label.written for label in labels if label.written not in together and not names_several(label)}
    joint = {written: parts for written, parts in parted.items() if written not in roles}
    return {**together, **_known(joint, (label for label in labels if label.written in roles))}


def _known(parted: Mapping[str, Together], labels: Iterable[LabelName]) -> dict[str, Together]:
    """Those of whom every part is a label or a short form of one, and of whom there are two at least."""
    exact: set[Tokens] = set()
    known: set[Tokens] = set()
    for label in labels:
        exact.add(label.tokens)
        known |= {label.tokens, *short_forms(label.tokens)}
    return {
        written: parts
        for written, parts in parted.items()
        if {*map(name_tokens, parts.names)} <= (exact if is_surname_first(written) else known)
        and len(set(map(name_tokens, parts.names))) > 1
        and name_tokens(written) not in exact
    }


def _parts(label: LabelName) -> Together | None:
    if len(label.written) > _LONGEST_TOGETHER or not _CONNECTOR.search(label.written):
        return None
    for text in dict.fromkeys((label.written.strip(), label.name)):
        pieces = _CONNECTOR.split(text)
        names = tuple(pieces[::2])
        if any("," in joint for joint in pieces[1::2]) and any(read_label(name).is_generic for name in names):
            continue  # a name and a role
        if 1 < len(names) <= _MOST_TOGETHER and all(name and name[-1] not in ")]" for name in names):
            return Together(names=names, between=tuple(pieces[1::2]))
    return None
