"""Who the labels are: full names out of short ones, and the spelling of a name as the page has it.

Two labels are one person only where the source leaves no other reading: two people of one surname stay apart.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from transcripts.model import Speaker
from transcripts.wordlists import words_of

_TITLES = frozenset(
    words_of(
        "dr dr. mr mr. mrs mrs. ms ms. miss prof prof. professor sir dame lord lady rev rev. sen sen. rep rep. gov",
        "gov.",
        "president präsident präsidentin vizepräsident vizepräsidentin herr frau judge justice capt capt. gen gen.",
        "col col.",
        "sgt sgt. hon. the",
    )
)
# Capitalised words that stand before a name without being a part of it.
_BEFORE_A_NAME = _TITLES | frozenset(
    words_of(
        "but thanks and joining hosted with by host hi hello welcome thank here so now yes no our meet when reporter"
    )
)
_DASHED_ROLE = re.compile(r"\s+(?:[-–—]|\|)\s+")
_NAME_WORD = r"(?:[^\W\d_a-zß-ÿ]\.(?:[^\W\d_a-zß-ÿ]\.)?|(?:Dr|St|Jr|Sr|Mr|Mrs|Ms|Prof)\.|[^\W\d_a-zß-ÿ][\w'’\-]*)"
_PARTICLE = "(?:de|del|della|der|den|di|da|do|dos|du|la|le|van|von|zu|zum|ter|bin|ibn|al|el)"
_NAMES = re.compile(rf"{_NAME_WORD}(?: (?:{_PARTICLE} ){{0,2}}{_NAME_WORD}){{0,5}}")
_PRESENTATION = re.compile(
    r"\b(?:hosted by|(?:this is )?your host|I am|I['’]m|my name is|ich bin|mein Name ist|je suis"
    r"|je m['’]appelle|me llamo|mi chiamo)"
    rf",? (?:your host,? )?(?-i:({_NAME_WORD}(?: {_NAME_WORD}){{0,3}}))",
    re.IGNORECASE,
)
_LEADS_TO_A_GUEST = re.compile(
    r"\b(?:joined by|joining|with us|guests?|here is|here['’]s|this is|welcome|correspondents?|reporters?"
    r"|contributors?|"
    r"professor|(?:speak|talk|spoke|talked)(?:ing)? (?:to|with)|thank you|thanks)\b",
    re.IGNORECASE,
)
_SENTENCE_BREAK = re.compile(r"[.!?\n]")
_MOST_MENTIONS = 50  # of one word; enough to see whether a page speaks of one person or of several
_LEAD_CHARS = 80  # how far before a name the words that present it may stand

Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """What tells who the speakers are.

    ``notes`` is what surrounds the speech: people named there belong to the episode. ``opening`` is what is said before
    the first label, ``said`` what is said under each label.
    """

    notes: str = ""
    opening: str = ""
    said: Mapping[str, str]

    @property
    def all_said(self) -> str:
        return "\n".join((self.opening, *self.said.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mention:
    """Capitalised words in a row, and whether what stands before them leads to a guest of the episode."""

    words: Tokens
    is_presented: bool


_Mentions = Mapping[str, Sequence[_Mention]]  # by each of their words, in small letters


def split_role(written: str) -> tuple[str, str | None]:
    """A label's name and its role: ``MARA QUIST, HOST``, ``Mara Quist (Host)``, ``Mara Quist - Host``."""
    name, comma, role = written.partition(",")
    if not comma and written.endswith(")"):
        name, _, role = written[:-1].partition("(")
    elif not comma:
        name, role = (*_DASHED_ROLE.split(written, maxsplit=1), "")[:2]
    return name.strip(), role.strip() or None


def name_tokens(name: str) -> Tokens:
    """The words of a name in small letters, without titles."""
    words = tuple(word.strip(",") for word in name.casefold().replace("’", "'").split())
    return tuple(word for word in words if word not in _TITLES) or words


def is_in_capitals(word: str) -> bool:
    """Capitals, but for the small letters of ``McKAY`` and ``DeSANTIS``."""
    return word.upper() == word or (word[0].isupper() and len(word) > 4 and word[3:].upper() == word[3:])


def is_same_name_part(one: str, other: str) -> bool:
    """Whether one of two names is the beginning or the end of the other."""
    return _is_part(*sorted((name_tokens(one), name_tokens(other)), key=len))


def name_parts(name: Tokens) -> frozenset[Tokens]:
    """All beginnings and ends of a name, the name included."""
    return frozenset(part for at in range(1, len(name) + 1) for part in (name[:at], name[-at:]))


def presents(introduced: str, name: str) -> bool:
    """Whether an introduction can be that of this person: ``Jo Quist`` of ``Joan M. Quist``, ``Jo`` of both."""
    short, full = name_tokens(introduced), name_tokens(name)
    if not short or not full:
        return False
    if len(short) == 1 or len(full) == 1:
        return full[0] == short[0] or full[-1] == short[-1]
    return short[-1] == full[-1] and _is_short_form(short[0], full[0])


def first_presented(texts: Iterable[str], speakers: Iterable[Speaker]) -> Speaker | None:
    """The one speaker whom a text introduces: "I am …", "hosted by …"; ``None`` for nobody or several."""
    people = tuple(speakers)
    for text in texts:
        for introduced in _presentations(text):
            fitting = [speaker for speaker in people if presents(introduced, speaker.name)]
            if len(fitting) == 1:
                return fitting[0]
    return None


def identify(labels: Sequence[str], page: PageText) -> tuple[dict[str, Speaker], tuple[str, ...]]:
    """The speaker of every label, by the label as written, and warnings about names that could not be told apart.

    ``labels`` has one entry a turn, in order, so that the order of first use and neighbours tell who is who. Ids are
    s1, s2 … by first use.
    """
    tokens = {label: name_tokens(split_role(label)[0]) for label in dict.fromkeys(labels)}
    naming = _Naming.of(page, tokens.values())
    joined, warnings = _join([tokens[label] for label in labels], naming)
    spellings: dict[Tokens, list[str]] = {}
    for label, name in tokens.items():
        spellings.setdefault(joined[name], []).append(label)
    speakers: dict[str, Speaker] = {}
    for number, (name, labels_of_one) in enumerate(spellings.items(), start=1):
        speaker = Speaker(
            id=f"s{number}",
            name=naming.full_name(name, labels_of_one),
            labels=tuple(labels_of_one),
            role=next((role for label in labels_of_one if (role := split_role(label)[1])), None),
        )
        speakers.update(dict.fromkeys(labels_of_one, speaker))
    return speakers, warnings


def _join(sequence: Sequence[Tokens], naming: "_Naming") -> tuple[dict[Tokens, Tokens], tuple[str, ...]]:
    """For every name used as a label the fullest label of that person, and warnings."""
    first_use = {name: place for place, name in reversed([*enumerate(sequence)])}
    fuller: dict[Tokens, list[Tokens]] = {}
    for name in dict.fromkeys(sequence):
        for part in name_parts(name) - {name}:
            fuller.setdefault(part, []).append(name)
    neighbours = set(pairwise(sequence))
    joined: dict[Tokens, Tokens] = {}
    warnings = []
    for name in dict.fromkeys(sequence):
        people = _distinct(fuller.get(name, [])[:_MOST_MENTIONS])
        before = [full for full in people if first_use[full] < first_use[name]]
        full = (before if len(people) > 1 else people)[0] if len(people) == 1 or len(before) == 1 else name
        if len(people) > 1 and len(before) != 1:
            warnings.append(_ambiguity(name, people))
        is_other = full not in before and ((name, full) in neighbours or naming.contradicts(name, full))
        joined[name] = name if is_other else full
    return joined, tuple(warnings)


def _ambiguity(name: Tokens, people: Sequence[Tokens]) -> str:
    several = " or ".join(" ".join(full).title() for full in sorted(people))
    return f"the label {' '.join(name).upper()!r} could be {several}; kept as a speaker of its own"


def _distinct(names: Sequence[Tokens]) -> list[Tokens]:
    """Names without those that are a part of another."""
    return [name for name in names if not any(len(o) > len(name) and _is_part(name, o) for o in names)]


def _is_part(short: Tokens, full: Tokens) -> bool:
    return bool(short) and (full[: len(short)] == short or full[-len(short) :] == short)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Naming:
    """What the page and the labels know of names, looked up by single words."""

    page: PageText
    in_notes: _Mentions
    in_speech: _Mentions
    full_labels: Mapping[str, Sequence[Tokens]]  # labels of several words by their last

    @classmethod
    def of(cls, page: PageText, labels: Iterable[Tokens]) -> "_Naming":
        full_labels: dict[str, list[Tokens]] = {}
        for name in labels:
            if len(name) > 1:
                full_labels.setdefault(name[-1], []).append(name)
        in_notes, in_speech = _mentions(page.notes), _mentions(page.all_said)
        return cls(page=page, in_notes=in_notes, in_speech=in_speech, full_labels=full_labels)

    def contradicts(self, name: Tokens, full: Tokens) -> bool:
        """Whether the page tells of another person of this surname."""
        return any(not presents(other, " ".join(full)) for other in _full_forms(name, self.in_notes.get(name[0], ())))

    def full_name(self, tokens: Tokens, labels: Sequence[str]) -> str:
        """The fullest name found, in the spelling of the page; a label in title case where the page has no more."""
        written = max((split_role(label)[0] for label in labels), key=lambda name: (len(name_tokens(name)), len(name)))
        fuller = self._presented_name(tokens, labels) if len(tokens) == 1 else None
        if fuller or not all(map(is_in_capitals, written.split())):
            return fuller or written
        return self._spelling(written) or " ".join(map(_title_case, written.split()))

    def _presented_name(self, tokens: Tokens, labels: Sequence[str]) -> str | None:
        """The one person of this surname or first name whom the page presents; ``None`` if none or several."""
        own = "\n".join((self.page.opening, *(self.page.said.get(label, "") for label in labels)))
        guests = [mention for mention in self.in_speech.get(tokens[0], ()) if mention.is_presented]
        sources = (
            _full_forms(tokens, self.in_notes.get(tokens[0], ())),
            [name for name in _presentations(own) if _is_full_form(tokens, name)],
            _full_forms(tokens, guests),
        )
        for names in sources:
            found = [name for name in names if not self._is_of_another_label(name)]
            fullest = max(found, key=len, default=None)
            if fullest is not None:
                return fullest if all(presents(name, fullest) for name in found) else None
        return None

    def _is_of_another_label(self, name: str) -> bool:
        return any(presents(name, " ".join(other)) for other in self.full_labels.get(name_tokens(name)[-1], ()))

    def _spelling(self, name: str) -> str | None:
        """The spelling of a name in mixed case, from the page where it has one."""
        sought = tuple(name.casefold().split())
        for mention in (*self.in_notes.get(sought[0], ()), *self.in_speech.get(sought[0], ())):
            small = tuple(map(str.casefold, mention.words))
            at = small.index(sought[0])
            found = mention.words[at : at + len(sought)]
            if small[at : at + len(sought)] == sought and any(map(str.islower, "".join(found))):
                return " ".join(found)
        return None


def _mentions(text: str) -> _Mentions:
    """All capitalised words in a row of a text; of those that share a word, the first ones."""
    mentions: dict[str, list[_Mention]] = {}
    for match in _NAMES.finditer(text):
        lead = text[max(0, match.start() - _LEAD_CHARS) : match.start()]
        words = tuple(word.removesuffix("'s").removesuffix("’s") for word in match.group().split())
        if len(words) == 1 and words[0].casefold() in mentions:
            continue
        is_presented = len(words) > 1 and _LEADS_TO_A_GUEST.search(_SENTENCE_BREAK.split(lead)[-1]) is not None
        mention = _Mention(words=words, is_presented=is_presented)
        for word in {word.casefold() for word in words}:
            same = mentions.setdefault(word, [])
            if len(same) < _MOST_MENTIONS:
                same.append(mention)
    return mentions


def _full_forms(tokens: Tokens, mentions: Iterable[_Mention]) -> list[str]:
    """Full names that end with a surname, or begin with a first name."""
    found = []
    for mention in mentions:
        words = mention.words
        while len(words) > 1 and words[0].casefold() in _BEFORE_A_NAME:
            words = words[1:]
        ends = [end for end in range(len(words), 1, -1) if _is_full_form(tokens, " ".join(words[:end]))]
        found += [" ".join(words[: ends[0]])] if ends else []
    return found


def _presentations(text: str) -> tuple[str, ...]:
    """The names with which voices or the page present who speaks."""
    return tuple(match.group(1) for match in _PRESENTATION.finditer(text))


def _is_full_form(tokens: Tokens, name: str) -> bool:
    full = name_tokens(name)
    return len(full) > 1 and tokens[0] in (full[0], full[-1])


def _title_case(word: str) -> str:
    """``HUNTER-HART`` → ``Hunter-Hart``; ``J.R.``, ``O'NEIL`` and ``McKAY`` keep the capitals that are theirs."""
    smalls = [place for place, letter in enumerate(word) if letter.islower()]
    lead = smalls[-1] + 1 if smalls else 0
    return word[:lead] + re.sub(r"[^\W\d_]+", lambda part: part.group().capitalize(), word[lead:])


def _is_short_form(one: str, other: str) -> bool:
    short, full = sorted((one.rstrip("."), other.rstrip(".")), key=len)
    return full.startswith(short)
