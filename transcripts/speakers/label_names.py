"""Labels taken apart: the name, the title, the role, and whether there is a name at all."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from transcripts.speakers.folding import fold
from transcripts.speakers.names import (
    LONGEST_LABEL,
    NUMBER,
    Tokens,
    initials_fit,
    is_capitalised,
    is_initials,
    is_office_word,
    is_surname_first,
    name_tokens,
)
from transcripts.speakers.vocabulary import (
    ARTICLES,
    CALLINGS,
    CONTINUED,
    CRIES,
    CROWDS,
    FEMALE_TITLES,
    GENERIC,
    INDEFINITE,
    MALE_TITLES,
    OFFICE_LEADS,
    OFFICE_LINKS,
    PRONOUNS,
    ROLES_BEFORE_A_NAME,
    SUFFIXES,
    TITLE_FORMS,
    TITLES,
)

_DASHED_ROLE = re.compile(r" (?:[-–—]|\|) |\|")
_AFTER_NAME = re.compile(r"(?<=[^\W\d_][^\W\d_][^\W\d_])[.,;] | [-–] ")  # not after Mr. or J.
_OPENERS, _CLOSERS = "([（［", ")]）］"
_FRENCH_TITLES = frozenset({"mme", "mlle", "madame"})
_AROUND_NO_NAME = GENERIC | ARTICLES | INDEFINITE | TITLES | OFFICE_LEADS


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelName:
    """A label taken apart.

    ``name`` and ``role`` are as written; ``initials`` are those it declares, ``Aaron van Wirdum (AvW)``; ``tokens``
    are the words of the name, see `name_tokens`; ``title`` is the title or office before it (folded), ``gender``
    ``"m"`` or ``"f"`` where that tells. A label ``is_generic`` that says what somebody is and names nobody, ``HOST``,
    ``Speaker 2``, and ``is_crowd`` where it stands for people unknown or several, ``UNIDENTIFIED MALE #1``, who never
    are a person of another label.
    """

    written: str
    name: str
    role: str | None
    initials: str | None
    tokens: Tokens
    title: str | None
    gender: str | None
    is_generic: bool
    is_crowd: bool


def read_labels(labels: Iterable[str]) -> dict[str, LabelName]:
    """The labels of a page taken apart, each once. Beside a Mme, ``M.`` is no initial but a title."""
    read = _without_registers({label: read_label(label) for label in dict.fromkeys(labels)})
    if not any(fold(label.name.partition(" ")[0]) in _FRENCH_TITLES for label in read.values()):
        return read
    return {
        written: replace(label, tokens=label.tokens[1:], title="m", gender="m")
        if label.name.startswith("M. ") and label.tokens[:-1][:1] == ("m",)
        else label
        for written, label in read.items()
    }


def _without_registers(read: dict[str, LabelName]) -> dict[str, LabelName]:
    """``Ann, Acme`` and ``Bob, Acme`` work for one firm rather than to be called Acme Ann and Acme Bob."""
    registered = {label.name: label for label in read.values() if "," in label.name and is_surname_first(label.name)}
    firsts = {name.partition(",")[2] for name in registered}
    if len(firsts) * 2 > len(registered):
        return read
    return {
        written: _with_role(label, *map(str.strip, label.name.split(","))) if label.name in registered else label
        for written, label in read.items()
    }


def _with_role(label: LabelName, name: str, role: str) -> LabelName:
    return replace(label, name=name, role=", ".join(filter(None, (role, label.role))), tokens=name_tokens(name))


def read_label(written: str) -> LabelName:
    """A label taken apart. A label that consists of a role alone has this as its name."""
    return _read_label(written) if len(written) <= LONGEST_LABEL else _nobody(written)


@lru_cache(maxsize=16384)
def _read_label(written: str) -> LabelName:
    name, role = split_role(written)
    initials = None
    if role and is_initials(role) and initials_fit(role, name):
        role, initials = None, role
    words = [fold(word).strip("?()") for word in name.replace("_", " ").split()]
    is_cry = _is_cry(words)
    generic = is_cry or _is_generic(words)
    return LabelName(
        written=written,
        name=name,
        role=role,
        initials=initials,
        tokens=name_tokens(name) or (written.casefold(),),
        title=_title(name, role),
        gender=_gender(name),
        is_generic=generic,
        is_crowd=is_cry or (generic and not CROWDS.isdisjoint(words)),
    )


def _nobody(written: str) -> LabelName:
    return LabelName(
        written=written,
        name=written,
        role=None,
        initials=None,
        tokens=(written,),
        title=None,
        gender=None,
        is_generic=True,
        is_crowd=True,
    )


def split_role(written: str) -> tuple[str, str | None]:
    """A label's name and its role: ``MARA QUIST, HOST``, ``Mara Quist (Host)``, ``Mara Quist - Host``.

    An office before the name is a role as well, ``Präsident Dr. Norbert Lammert``, and so is one that the name follows
    in brackets, ``The Secretary of State (Mr William Hague)``.
    """
    written = " ".join(written.split())
    outside, inside = _split_brackets(written)
    if not outside:
        return (inside[0] if inside else written).strip(), None
    if inside and _is_office(outside):
        name, *more = _AFTER_NAME.split(inside[0], maxsplit=1)
        if is_shaped_as_name(name):
            return name, ", ".join([outside, *more])
    name, role = (outside, None) if is_surname_first(outside) else _split_comma(outside)
    name, amid = _split_brackets(name) if role else (name, [])
    if role is None:
        name, role = (*_DASHED_ROLE.split(outside, maxsplit=1), "")[:2]
    lead, name = _split_lead(name.strip())
    roles = [part.strip() for part in (lead, _bracketed(amid), role or "", _bracketed(inside)) if part and part.strip()]
    return (name, ", ".join(roles) or None) if name else (outside, None)


def _is_generic(words: list[str]) -> bool:
    core = [word for word in words if word and not (len(words) > 1 and NUMBER.fullmatch(word))]
    return not core or all(word in _AROUND_NO_NAME or is_office_word(word) for word in core)


def _is_cry(words: list[str]) -> bool:
    start = 1 if len(words) > 1 and words[0] in ARTICLES | INDEFINITE else 0
    return words[start : start + 1] != [] and words[start] in CRIES


def calling_of(text: str) -> str | None:
    """What a label or role calls a person, of `CALLINGS`; ``None`` for none of them."""
    words = {fold(word) for word in text.split()}
    return next((calling for calling, stems in CALLINGS.items() if words & stems), None)


def is_pronouns(role: str) -> bool:
    """Whether a role is pronouns: ``he/him``."""
    return all(word in PRONOUNS for word in re.split(r"[/,\s]+", role.casefold().strip()) if word)


def _split_brackets(text: str) -> tuple[str, list[str]]:
    """What stands before the brackets at the end of a label, and what they hold, in order."""
    inside: list[str] = []
    while text and text[-1] in _CLOSERS:
        start = max(map(text.rfind, _OPENERS))
        if start < 0:
            break
        held = text[start + 1 : -1].strip()
        if fold(held) not in CONTINUED:
            inside.append(held)
        text = text[:start].rstrip()
    return text, inside[::-1]


def _bracketed(inside: list[str]) -> str:
    """``(Delyn) (Lab)`` → ``Delyn (Lab)``."""
    return " ".join([*inside[:1], *(f"({more})" for more in inside[1:])])


def _split_comma(text: str) -> tuple[str, str | None]:
    name, comma, role = text.partition(",")
    suffix, more, further = role.partition(",")
    if comma and fold(suffix.strip()) in SUFFIXES:
        return f"{name},{suffix}", further.strip() or None if more else None
    return name.strip(), (role.strip() or None) if comma else None


def _split_lead(name: str) -> tuple[str, str]:
    """The office before a name, and the name; no office where nothing or a mere number would remain."""
    words = name.split()
    at = 0
    while at < len(words) - 1 and (_is_role_word(words[at]) or _leads_to_office(words, at)):
        at += 1
    rest = words[at:]
    first = fold(rest[0]) if at else ""
    if at == 0 or first in OFFICE_LINKS or NUMBER.fullmatch(first) or all(fold(word) in GENERIC for word in rest):
        return "", name
    if not all(map(is_capitalised, rest)):
        return "", name
    return " ".join(words[:at]), " ".join(rest)


def _leads_to_office(words: list[str], at: int) -> bool:
    return fold(words[at]) in OFFICE_LEADS and at + 2 < len(words) and _is_role_word(words[at + 1])


def _is_role_word(word: str) -> bool:
    return is_office_word(fold(word)) or fold(word) in ROLES_BEFORE_A_NAME


def _is_office(text: str) -> bool:
    """Whether a text is an office or a calling and no name: ``The Secretary of State for …``, ``Host``."""
    words = [fold(word) for word in text.split()]
    lead = words[0] in ARTICLES | TITLES | OFFICE_LEADS or is_office_word(words[0])
    return (lead and any(map(is_office_word, words))) or all(
        word in GENERIC or NUMBER.fullmatch(word) for word in words
    )


def is_shaped_as_name(text: str) -> bool:
    """Whether a text can be a person's name: two to six words, and capitals where there are any."""
    words = text.split()
    return 2 <= len(words) <= 6 and all(word[0].isalpha() and is_capitalised(word) for word in words)


def _title(name: str, role: str | None) -> str | None:
    """The title before a name, or the office in its stead: ``Sen. Oak`` and ``Senator Oak`` have the same."""
    word = next((word for word in map(fold, name.split()[:2]) if word not in ARTICLES), "")
    if word not in TITLES and role:
        word = fold(role.split()[-1])
    return TITLE_FORMS.get(word, word) if word in TITLES or is_office_word(word) else None


def _gender(name: str) -> str | None:
    for word in map(fold, name.split()[:2]):
        if word in MALE_TITLES:
            return "m"
        if word in FEMALE_TITLES:
            return "f"
    return None
