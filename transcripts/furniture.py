"""What on a published page was not spoken, and why. The phrases of many languages are in ``furniture.toml``."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from typing import Any

from transcripts.vocabulary import Words, data_of, is_unspaced, word_count, words_in, words_listed

DETAILS = "details of the episode"
_DATA = "furniture.toml"
_MOST_WORDS = 60  # a longer passage is no button, notice or heading, whatever words it holds
_MOST_CHARS = 600
_MOST_BUTTON_WORDS = 12
_MOST_TITLE_WORDS = 14
_MOST_DATE_WORDS = 9
_MOST_BYLINE_WORDS = 8
_MOST_CLOSING_WORDS = 8

_LETTER = re.compile(r"[^\W_]")
_DIGIT = re.compile(r"\d")
_CAMEL_CASE = re.compile(r"[^\W\d_]?[^\W\d_A-Z]+|[A-Z]+")
_COPYRIGHT = re.compile(r"©|℗|\(c\)\s?\d{4}|copyright (?:©|\(c\)|\d{4}|by\b)|\d{4} ©", re.IGNORECASE)
_ADDRESS = re.compile(r"<?(?:https?://|www\.)\S+", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.\w")
_BULLET = re.compile(r"([•‣▪◦●·*–-])\s+\S")
_DATELINE = re.compile(r"[A-Z][A-Z .,'’/]{2,40}(?:\([A-Z][\w ]{1,20}\) )?(?:--|—|–|-) ")
_STOPS = frozenset(".!?…。！？")
_ENDS_SENTENCE = re.compile(r"[.!?…。！？｡؟।۔։][\"'”’)\]」』）*_»]*$")
_SENTENCE = re.compile(r"[.!?…؟।۔։][\"'”’)\]»]*(?:\s|$)|[。！？｡]")
_PAGE = re.compile(
    r"[-–—\[(\s]*(?:page|seite|página|pagina|strona|strana|sida|side|страница|сторінка|sayfa|p\.|s\.)?\s?\d{1,4}"
    r"(?:\s?(?:of|/|von|de|sur|di|van|av|z|из|з)\s?\d{1,4})?[-–—\])\s]*",
    re.IGNORECASE,
)
_COLUMN = re.compile(r"\b(?:column|page|seite|spalte|colonne|página|pagina)\b", re.IGNORECASE)
_BYLINE = re.compile(r"(?:By|BY|Von|Par|Por|Door|Av|Af|Autor|Text:?)(?: [^\W\d_a-zß-ÿа-я][\w.'’-]*){1,4}")
_KEY = re.compile(r"([^\W\d_]+)(?: [^\W\d_]{1,12}){0,2}\s?[:：]")
_FRAMED = re.compile(r"([-–—=*~_#])\1+ ?(?:[^\W_]|[(\[\"'“‘.…]).{0,120}(?<=[^\s\-–—=*~_#]) ?\1{2,}")
_RULE = re.compile(r"([*_=~#•·—–-])(?: ?\1){2,}(?= |$)")
_FIELD = re.compile(r"_[a-z]\w{0,30}:")  # of data beside the speech
_STAMP = re.compile(r"(?<![\d:])(?:\d{1,2}:)?\d{1,2}:\d{2}(?![\d:])")


class Voice(Enum):
    """How much a passage sounds like somebody talking to a listener."""

    SPEAKING = "speaking"
    PROSE = "prose"
    FRAGMENT = "fragment"


def tells_nothing(text: str) -> bool:
    """Whether a text is nothing but letters, in words that no phrase of pages begins with."""
    if not text.replace(" ", "").isalpha() or is_unspaced(text) or "Icon" in text:
        return False
    return _furniture().telling.isdisjoint(text.casefold().split())


def never_spoken(text: str) -> str | None:
    """The reason why this passage is spoken nowhere; ``None`` where nothing says so."""
    return None if len(text) > _MOST_CHARS else _never_spoken(text)


@lru_cache(maxsize=20_000)  # a passage is asked about by several judges, and those of pages return
def _never_spoken(text: str) -> str | None:
    if not _LETTER.search(text):
        return "page furniture"
    count = word_count(text)
    if count > _MOST_WORDS:
        return None
    if _COPYRIGHT.match(text):
        return "copyright"
    if text[0] == "_" and _FIELD.match(text):
        return "page furniture"
    words = words_in(text)
    return _furniture().everywhere.reason_in(words, text) or _looks_like(text, words, count)


def described(text: str) -> str | None:
    """The reason why this passage, before or after the speech, is about the episode and not of it."""
    if _DATELINE.match(text):
        return "page furniture"
    return (never_spoken(text) or listed(text)) if len(text) > _MOST_CHARS else _described(text)


@lru_cache(maxsize=20_000)
def _described(text: str) -> str | None:
    reason = never_spoken(text) or listed(text)
    if reason or word_count(text) > _MOST_WORDS:
        return reason
    if _MAIL.search(text) and not ends_sentence(text):
        return "link"
    if _BYLINE.match(text) and len(text.split()) <= _MOST_BYLINE_WORDS and not ends_sentence(text):
        return "byline"
    key = _KEY.match(text)
    if key and words_in(key.group(1))[0] in _furniture().keys:
        return DETAILS
    return _furniture().around.reason_for(text)


def listed(text: str) -> str | None:
    """ "list" for an item of a list. Items with a dash may be talk where they are sentences."""
    bullet = _BULLET.match(text)
    return "list" if bullet and (bullet.group(1) not in "*–-" or not ends_sentence(text)) else None


def is_only_described(text: str) -> bool:
    """Whether nothing but what it is about speaks against this passage having been spoken."""
    return not _DATELINE.match(text) and never_spoken(text) is None and listed(text) is None


def is_dateline(text: str) -> bool:
    """Whether it begins with the place of a report: ``NEW YORK -- ``."""
    return _DATELINE.match(text) is not None


def is_credit(text: str) -> bool:
    """Whether a cue of captions tells who made them."""
    return _furniture().everywhere.reason_for(text) == "note on the transcript"


def is_page_marker(text: str) -> bool:
    """Whether it is the number of a page or a column: ``- 12 -``, ``Page 3 of 40``, ``19 July : Column 3``."""
    if len(text) > 40 or not _DIGIT.search(text):
        return False
    return _PAGE.fullmatch(text) is not None or (_COLUMN.search(text) is not None and _looks_like_date(text))


def begins_reactions(text: str) -> bool:
    """Whether the comments of readers follow."""
    if len(text) > 60 or ends_sentence(text):
        return False
    words = [word for word in words_in(text) if not word.isdigit()]
    return "-".join(words) in _furniture().reactions


def opens_transcript(text: str) -> bool:
    """Whether it is a heading over the transcript: what stands before it is the page's."""
    return word_count(text) <= 5 and not ends_sentence(text) and is_credit(text)


def is_list_of_chapters(text: str) -> bool:
    """Whether times stand between a few words each: ``00:00 Intro 02:31 Why tides matter``."""
    stamps = len(_STAMP.findall(text)) if text.count(":") >= 3 else 0
    return stamps >= 3 and word_count(text) <= 12 * stamps and sentence_count(text) * 3 <= stamps


def is_title(text: str) -> bool:
    """Whether a passage is written as a heading: short, no sentence, nothing that goes on."""
    if ends_sentence(text) or text[-1:] in ",;-–—…" or word_count(text) > _MOST_TITLE_WORDS:
        return False
    words = text.lstrip("# ").split()
    if not words:
        return False
    if text.startswith("#") or text.isupper():
        return True
    if words[0][0].islower():
        return False
    long = [word for word in words[1:] if len(word) >= 4 and word[0].isalpha()]
    is_capitalised = len(long) > 0 and sum(not word[0].islower() for word in long) >= 0.6 * len(long)
    return is_capitalised or (len(words) <= 9 and not _furniture().speaking.reason_for(text))


def is_framed(text: str) -> bool:
    """Whether a short text stands between dashes, stars or the like: ``--Title page--``, ``=== Act Two ===``."""
    if text[:1] not in tuple("-–—=*~_#") or len(text) > 130 or not _FRAMED.fullmatch(text):
        return False
    return not text.lstrip(text[0]).lstrip()[0].islower()  # as speech is that was broken off: "--and then he--"


def is_under_a_rule(text: str) -> bool:
    """Whether a line of stars or dashes stands before it, or is all of it: ``* * *``."""
    return _RULE.match(text) is not None


@lru_cache(maxsize=1024)  # asked of every line twice: as the last and as the next one
def closes(text: str) -> bool:
    """Whether it says that the transcript or the recording ends here: ``[End of meeting]``, ``END OF TRANSCRIPT``."""
    return (
        len(text) <= 80
        and word_count(text) <= _MOST_CLOSING_WORDS
        and _furniture().closings.reason_for(text) is not None
    )


def chapter_titles(text: str) -> list[str]:
    """What stands between the times of a list of chapters."""
    return [title.strip(" -–—:|•·.)(\t") for title in _STAMP.split(text)]


def is_page_key(written: str) -> bool:
    """Whether what looks like a label is a word of a page: ``Duration``, ``Advertisement``, ``Recent Posts``."""
    words = words_in(written)
    if not words:
        return False
    return (len(words) <= 3 and words[0] in _furniture().keys) or never_spoken(written) is not None


def holds_a_date(text: str) -> bool:
    """Whether words and numbers of a date stand in it: ``Wednesday, 22 May 2013 Take``."""
    words = words_in(text)
    dates = _furniture().dates
    named = [word for word in words if word in dates and len(word) > 2]
    return len(named) > 0 and any(word.isdigit() for word in words) and 2 * len(named) + 2 >= len(words)


def voice_of(text: str) -> Voice:
    """What a passage sounds like, by its sentences and whom it addresses."""
    if not ends_sentence(text):
        return Voice.FRAGMENT
    return Voice.SPEAKING if _furniture().speaking.reason_for(text) else Voice.PROSE


def sentence_count(text: str) -> int:
    """How many sentences end in a text."""
    return len(_SENTENCE.findall(text))


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does, in any script; closing quotes and brackets may follow."""
    last = text[-1:]
    if last.isalpha():
        return False
    return last in _STOPS if last.isalnum() or last in _STOPS else _ENDS_SENTENCE.search(text[-10:]) is not None


def _looks_like(text: str, words: list[str], count: int) -> str | None:
    """What the shape of a short passage says: a link, a date, names of buttons run together."""
    if count > _MOST_WORDS // 2:
        return None
    if "://" in text or "www." in text.casefold():
        rest = _ADDRESS.sub("", text).strip(" <>()[]|")
        if not rest or (len(rest.split()) <= 12 and rest[-1] in ":：–—-|,"):
            return "link"
    if count <= _MOST_DATE_WORDS and _looks_like_date(text):
        return "time or date"
    return "page furniture" if _is_navigation(text, words) else None


def _looks_like_date(text: str) -> bool:
    if not _DIGIT.search(text) or (ends_sentence(text) and not text.casefold().endswith("m.")):
        return False
    words = words_in(text)
    dates = _furniture().dates
    named = sum(word in dates for word in words)
    others = sum(word not in dates and not word[0].isdigit() for word in words)
    return named > 0 and others == 0 and len(words) <= _MOST_DATE_WORDS


def _is_navigation(text: str, words: list[str]) -> bool:
    """Names of buttons and icons run together, without a sentence: ``ChevronIcon FacebookIcon Mail``."""
    icons = _furniture().icons
    if len(words) < 2 or ends_sentence(text) or (icons.isdisjoint(words) and "Icon" not in text):
        return False
    parts = [word.casefold() for word in _CAMEL_CASE.findall(text)]
    return 2 * sum(part in icons for part in parts) >= max(len(parts), 4)


# --- phrases ---


class _Place(Enum):
    """Where in a passage a phrase tells something; see ``furniture.toml``."""

    IS = "is"
    BUTTON = "button"
    BEGINS = "begins"
    ENDS = "ends"
    HOLDS = "holds"


_Phrase = tuple[tuple[str, ...], _Place, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Phrases:
    """Phrases by their first words, each with the place it tells something at and the reason."""

    by_first_word: Mapping[str, tuple[_Phrase, ...]]
    unspaced: tuple[tuple[re.Pattern[str], str], ...]

    def reason_for(self, text: str) -> str | None:
        return self.reason_in(words_in(text), text)

    def reason_in(self, words: list[str], text: str) -> str | None:
        """The reason of the first phrase that tells something in a text of these words."""
        if not is_unspaced(text) and self.by_first_word.keys().isdisjoint(words):
            return None
        starts = (i for i, word in enumerate(words) if word in self.by_first_word)
        for i in starts:
            for phrase, place, reason in self.by_first_word[words[i]]:
                if tuple(words[i : i + len(phrase)]) == phrase and _tells(place, i, len(words) - len(phrase), text):
                    return reason
        if is_unspaced(text):
            return next((reason for pattern, reason in self.unspaced if pattern.search(text)), None)
        return None


def _tells(place: _Place, start: int, other_words: int, text: str) -> bool:
    match place:
        case _Place.ENDS:
            return start == other_words
        case _Place.HOLDS:
            return True
        case _Place.BEGINS:
            return start == 0
        case _Place.BUTTON:
            return start == 0 and other_words <= _MOST_BUTTON_WORDS and not ends_sentence(text)
        case _Place.IS:
            return other_words == 0 and not ends_sentence(text)


def _phrases(groups: Iterable[Mapping[str, Any]]) -> _Phrases:
    by_first_word: defaultdict[str, list[_Phrase]] = defaultdict(list)
    unspaced = []
    for group in groups:
        reason = str(group["reason"])
        for place in _Place:
            for phrase in map(words_in, group.get(place.value, ())):
                by_first_word[phrase[0]].append((tuple(phrase), place, reason))
        if "unspaced" in group:
            unspaced.append((re.compile("|".join(map(re.escape, group["unspaced"]))), reason))
    return _Phrases(
        by_first_word={first: tuple(phrases) for first, phrases in by_first_word.items()}, unspaced=tuple(unspaced)
    )


def _buttons(groups: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The buttons of one word."""
    for group in groups:
        if group["reason"] == "page furniture":
            yield from (phrase for phrase in group.get("is", ()) if " " not in phrase)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Furniture:
    """The lists of ``furniture.toml``."""

    telling: frozenset[str]
    everywhere: _Phrases
    around: _Phrases
    speaking: _Phrases
    keys: Words
    closings: _Phrases
    reactions: frozenset[str]
    icons: frozenset[str]
    dates: frozenset[str]


@cache
def _furniture() -> _Furniture:
    data = data_of(_DATA)
    speaking = data["speaking"]["words"].split()
    addresses = {"reason": "speaking", "holds": [*speaking, *(word.replace("-", " ") for word in speaking)]}
    everywhere = _phrases(data["everywhere"])
    icons = frozenset((*data["icons"]["words"].split(), *_buttons(data["everywhere"])))
    reactions = frozenset(data["reactions"]["is"].split())
    others = (word for phrase in reactions for word in phrase.split("-"))
    return _Furniture(
        telling=frozenset((*everywhere.by_first_word, *icons, *others, "copyright")),
        everywhere=everywhere,
        around=_phrases(data["around"]),
        speaking=_phrases([{**addresses, "unspaced": data["speaking"]["unspaced"]}]),
        keys=words_listed([data["keys"]["words"]]),
        closings=_phrases([{"reason": "closing", **data["closings"]}]),
        reactions=reactions,
        icons=icons,
        dates=frozenset(data["dates"]["words"].split()),
    )
