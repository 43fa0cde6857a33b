"""The shape of names: their words, titles and roles, initials, capitals."""

import re

from transcripts.speakers.folding import fold
from transcripts.speakers.vocabulary import (
    ARTICLES,
    BEFORE_A_NAME,
    NO_NAMES,
    OFFICE_ENDINGS,
    OFFICE_LINKS,
    OFFICES,
    PARTICLES,
    SUFFIXES,
    TITLES,
    TRAILING_TITLES,
)
from transcripts.wordlists import words_of

Tokens = tuple[str, ...]

_WORD_GAP = re.compile(r"[\s・＝]+")
_LETTERS = re.compile(r"[^\W\d_]+")
NUMBER = re.compile(r"[#№]?\d+\.?|[a-z]")
_CASELESS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")  # kana, Han, Hangul: names without a space
_SMALL_WORDS = PARTICLES | OFFICE_LINKS
_VOWELS = frozenset("aeiouyаеёиоуыэюя")
LONGEST_LABEL = 300
_MOST_FIRST_NAMES = 3
_NAME_JOINTS = re.compile("['’-]")
_CLUSTER = 2  # consonants in a row
_ONSETS = frozenset(
    words_of("bj bl br ch cl cr dj dr fl fr gh gl gr gw jh kh kl kn kr ll ph pl pr rh sc sh sk sl sm sn sp")
    + words_of("st sv sw sz th tr ts tw vl wr zh")
)
_BEFORE_CONSONANTS = frozenset("hlrnmsckz")
_SHORTEST_CLIPPED = 3  # letters of a first name that stand for the whole: Dan, Tim, Waj


def name_tokens(name: str) -> Tokens:
    """The words of a name in small letters without accents, titles and final dots; of a mere title, the title."""
    words = tuple(filter(None, (fold(word) for word in _WORD_GAP.split(name))))
    if len(words) == 1:
        return (_without_trailing_title(words[0]),)
    if "," in name and is_surname_first(name):
        firsts = name.partition(",")[2].split()
        words = (*words[-len(firsts) :], *words[: -len(firsts)])
    at = 0
    while at < len(words) - 1 and _is_before_name(words[at], words[at + 1 :]):
        at += 1
    return words[at:]


def _is_before_name(word: str, rest: Tokens) -> bool:
    following = rest[0]
    if word in ARTICLES:
        return following in TITLES or is_office_word(following)
    is_initial = len(rest) > 1 and following.isalpha() and word in TITLES  # Ms A van Wyk, but Doctor A
    if following in OFFICE_LINKS or (NUMBER.fullmatch(following) and not is_initial):
        return False
    return word in TITLES or is_office_word(word)


def is_surname_first(name: str) -> bool:
    """Whether a name is written as in a register: ``Quist, Mara``; ``MARA, HOST`` and ``Mara, Producer`` are not."""
    surname, comma, firsts = name.partition(",")
    before, after = surname.split(), firsts.split()
    if not comma or not before or not 1 <= len(after) <= _MOST_FIRST_NAMES:
        return False
    if not all(fold(word) in PARTICLES for word in before[:-1]) or not _is_name_word(before[-1]):
        return False
    return all(_is_name_word(word) and any(map(str.islower, word)) for word in after if not _is_initial(word))


def _is_name_word(word: str) -> bool:
    """Whether a word can be one of a name: of letters, with a capital, more than an initial, and no role."""
    is_cased = len(word) > 1 and word[0].isupper() and "".join(_NAME_JOINTS.split(word)).isalpha()
    return is_cased and not (fold(word) in NO_NAMES or is_office_word(fold(word)))


def _is_initial(word: str) -> bool:
    return word.isupper() and len(word.rstrip(".")) == 1


def name_parts(name: Tokens) -> frozenset[Tokens]:
    """All beginnings and ends of a name, the name included."""
    return frozenset(part for at in range(1, len(name) + 1) for part in (name[:at], name[-at:]))


def short_forms(name: Tokens) -> frozenset[Tokens]:
    """What a person may be called besides the full name: ``Quist``, ``Mara``, ``M. Quist``, ``Mara Q.``, ``佐伯``."""
    if len(name) == 1:
        return _short_forms_of_characters(name[0]) if _CASELESS.fullmatch(name[0]) else frozenset()
    core = name[:-1] if len(name) > 2 and name[-1] in SUFFIXES else name
    first, last = core[0], core[-1]
    clipped = {(first[:end], last) for end in range(_SHORTEST_CLIPPED, min(len(first), 12))}
    return (name_parts(core) | {(first, last), (first[0], last), (first, last[0])} | clipped) - {name}


def _short_forms_of_characters(name: str) -> frozenset[Tokens]:
    beginnings = {(name[:end],) for end in range(1, min(len(name), 8))}
    return frozenset(beginnings | {(name[start:],) for start in range(1, min(len(name) - 1, 8))})


def presents(introduced: str, name: str) -> bool:
    """Whether an introduction can be that of this person: ``Jo Quist`` of ``Joan M. Quist``, ``Jo`` of both."""
    short, full = name_tokens(introduced), name_tokens(name)
    if not short or not full:
        return False
    if len(short) == 1 or len(full) == 1:
        return full[0] == short[0] or full[-1] == short[-1]
    return short[-1] == full[-1] and (short[0].startswith(full[0]) or full[0].startswith(short[0]))


def is_in_capitals(word: str) -> bool:
    """Capitals, but for the small letters of ``McKAY`` and ``DeSANTIS``."""
    return word.upper() == word or (word[0].isupper() and len(word) > 4 and word[3:].upper() == word[3:])


def in_readable_case(name: str) -> str:
    """A name in capitals in the case of a name, ``MARA VAN QUIST`` → ``Mara van Quist``; any other as it is."""
    words = name.split() if len(name) <= LONGEST_LABEL and not name.istitle() else []
    telling = [word for word in words if fold(word) not in TITLES | ARTICLES and len(only_letters(word)) > 1]
    if not telling or not all(map(is_in_capitals, telling)) or is_abbreviation(name):
        return name
    return " ".join(
        word.casefold() if at and word.casefold() in _SMALL_WORDS else _title_case(word)
        for at, word in enumerate(words)
    )


def is_abbreviation(name: str) -> bool:
    """Whether letters are no word: ``MQ``, ``TA``, ``JKR``, ``AvW``."""
    letters = only_letters(name[:9])
    return is_initials(name) and (len(letters) == 2 or not letters.isupper() or not _is_speakable(letters.casefold()))


def _is_speakable(word: str) -> bool:
    """Whether a word has a vowel and no more consonants around it than a name: ``leo`` and ``tim``, not ``rje``."""
    vowels = [at for at, letter in enumerate(word) if letter in _VOWELS and (at or letter not in "yй")]
    if not vowels or not word.isascii():
        return bool(vowels)
    onset, coda = word[: vowels[0]], word[vowels[-1] + 1 :]
    is_onset = len(onset) < _CLUSTER or onset in _ONSETS or onset[:2] in _ONSETS
    return is_onset and (len(coda) < _CLUSTER or coda[0] in _BEFORE_CONSONANTS or coda[0] == coda[1] or coda[1] == "h")


def _title_case(word: str) -> str:
    """``HUNTER-HART`` → ``Hunter-Hart``; ``J.R.``, ``O'NEIL`` and ``McKAY`` keep the capitals that are theirs."""
    smalls = [place for place, letter in enumerate(word) if letter.islower()]
    lead = smalls[-1] + 1 if smalls else 0
    return word[:lead] + _LETTERS.sub(lambda part: part.group().capitalize(), word[lead:])


def is_initials(label: str) -> bool:
    """Whether a label has the shape of initials: ``MQ``, ``AvW``, ``J.K.R.``; ``Ed`` has not."""
    letters = only_letters(label[:9])
    return (
        2 <= len(letters) <= 4
        and letters[0].isupper()
        and letters[-1].isupper()
        and len(label) - len(letters) == label.count(".")
    )


def initials_fit(initials: str, name: str) -> bool:
    """Whether initials are those of a name, with or without its particles and its middle names."""
    return only_letters(initials).casefold() in initials_of(name)


def initials_of(name: str) -> frozenset[str]:
    """What the initials of a name of several words can be, in small letters."""
    words = [word for part in name_tokens(name) for word in part.split("-") if word]
    if len(words) < 2:
        return frozenset()
    heads = "".join(word[0] for word in words)
    main = "".join(word[0] for word in words if word not in PARTICLES)
    return frozenset({heads, main, heads[0] + heads[-1]})


def only_letters(text: str) -> str:
    """A text without all that is no letter."""
    return "".join(_LETTERS.findall(text))


def is_capitalised(word: str) -> bool:
    return word[0].isupper() or not _has_case(word) or fold(word) in PARTICLES


def is_office_word(word: str) -> bool:
    return word in OFFICES or word.endswith(OFFICE_ENDINGS)


def _has_case(word: str) -> bool:
    return word.lower() != word.upper()


def _without_trailing_title(word: str) -> str:
    for title in TRAILING_TITLES:
        if word.endswith(title) and len(word) > len(title):
            return word[: -len(title)]
    return word


def is_before_a_name(word: str) -> bool:
    """Whether a folded word stands before a name in a row of capitals and is no part of it: ``secretary``."""
    return word in BEFORE_A_NAME or is_office_word(word)
