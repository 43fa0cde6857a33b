"""What has the shape of a name, and how it is written."""

import re
from enum import Enum

from transcripts.speakers import is_in_capitals, name_tokens
from transcripts.wordlists import words_of


class Style(Enum):
    """How a name is written."""

    CAPS = "caps"
    MIXED = "mixed"
    LOWER = "lower"


_MOST_NAME_WORDS = 6
# Vowel signs and joiners of Arabic, Indic, Thai, Burmese and Khmer are no letters to the regular expressions of Python.
_SIGNS = r"\u0300-\u036f\u064b-\u0655\u0670\u0900-\u0dff\u0e31-\u0e4e\u102b-\u103e\u17b4-\u17d3\u200c\u200d"
# A double quote marks Hebrew abbreviations.
_NAME_WORD = re.compile(rf"[^\W\d_][\w.'’\-–&/״׳\"{_SIGNS}]*|&|#?\d{{1,3}}")
_NUMBERED_NAME = re.compile(r"[^\W\d_]+_\d{1,3}")
_NAME_ENDS = re.compile(r"[,(\[（【]|\s(?:[-–—|])\s|\s[|·]")
_PARTICLES = frozenset(
    words_of(
        "de del della der den di da do dos das du la le van von zu zum ter ten bin ibn al el and und et y e of the och",
        "og en i",
    )
)
_ARTICLES = frozenset(words_of("a an"))  # "An HON MEMBER"
# Words that begin a heading, a remark or a row of a page's data, never a name.
_NOT_A_NAME = frozenset(
    words_of(
        "note notes nb ps re act chapter part section scene season volume track step day week month lesson verse page",
        "line figure table item rule option level phase number tip example reminder important warning breaking",
        "correction today tomorrow yesterday update updated series episode date title subject topic source file",
        "archive",
        "description summary duration length published recorded time location place keywords tags category links link",
        "resources references credits transcript copyright website web email e-mail phone tel url http https download",
        "speakers participants guests hosts hosted produced music show about contact subscribe mentioned related",
        "previous next this that these those in on at as for if and but or so because however also first second",
        "third finally result results conclusion conclusions pros cons i he she it we they you my your his her our",
        "their what when where why how who which see read watch listen monday tuesday wednesday thursday friday",
        "saturday sunday question answer share copy yes no well okay ok hello hi thanks",
        "yeah yep nope right sure great cool exactly absolutely thank",
        "tagesordnungspunkt anlage drucksache hinweis kapitel titel datum thema folge sendung quelle",
        "fecha tema título capítulo enlaces notas titre sujet chapitre liens durée publié",
    )
)
_NUMBERED = frozenset(
    words_of(
        "speaker sprecher sprecherin caller voice guest man woman person participant student respondent interviewer",
        "locuteur intervenant hablante orador falante voz spreker talare mówca lektor спикер",
    )
)


def bare_name(written: str) -> str:
    """A label without what is added to a name: a role after a comma or dash, brackets, a bar."""
    end = _NAME_ENDS.search(written, 1)
    return written[: end.start()].strip() if end else written.strip()


def style_of(name: str) -> Style | None:
    """The style of a name; ``None`` for words that are none. Scripts without capitals count as mixed."""
    words = name.split()
    if not 1 <= len(words) <= _MOST_NAME_WORDS or not all(map(_is_name_word, words)):
        return None
    first = words[0].casefold().strip(".")
    if not words[0][0].isalpha() or any(word.endswith('"') for word in words):
        return None
    if first in _NOT_A_NAME and words != ["A"]:
        return None
    if not _is_capitalised(words[0]):
        return Style.LOWER if len(words) == 1 else None
    proper = set(name_tokens(name)) - _PARTICLES - _ARTICLES  # titles are written in mixed case everywhere
    names = [word for word in words if word.isupper() or word.casefold().replace("’", "'") in proper]
    if names and all(map(is_in_capitals, names)) and any(map(str.isupper, name)):
        return Style.CAPS
    return Style.MIXED if all(map(_is_capitalised, names)) else None


def is_counted(name: str) -> bool:
    """Whether a name that ends in a number is one of several voices, and not "Chapter 2"."""
    first, *_, last = (*name.casefold().split(), "")
    return not last.isdigit() or first in _NUMBERED


def _is_name_word(word: str) -> bool:
    if not _NAME_WORD.fullmatch(word):
        return _NUMBERED_NAME.fullmatch(word) is not None
    return not word.endswith(".") or len(word) <= 5 or "." in word[:-1]


def _is_capitalised(word: str) -> bool:
    return not word[0].islower() or word.casefold() in _PARTICLES
