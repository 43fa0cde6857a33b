"""Which lines begin with a speaker's label. Decided over the whole file: ``Note: …`` has the shape of a label too."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from transcripts.reading.lines import TRAILING_STAMP, Line
from transcripts.speakers import Tokens, is_in_capitals, name_parts, name_tokens, split_role
from transcripts.wordlists import words_of


class Style(Enum):
    """How a label is written."""

    CAPS = "caps"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label as ``written``, without colon and markup; ``rest`` is what follows it on its line.

    ``key`` identifies equal labels whatever their case or role.
    """

    written: str
    key: str
    style: Style
    rest: str
    stamp: str | None = None


Labels = dict[int, Label]  # by index into the lines

_LONGEST_LABEL = 110
_MOST_NAME_WORDS = 6
_COLON = re.compile(r"[:：](?=[\s*_]|$)")
_MARKUP = re.compile(r"[*_]{1,3}")
_LEAD = re.compile(r"^(?:>>+|[-–—])\s*")
_NAME_WORD = re.compile(r"[^\W\d_][\w.'’\-–&/]*|&|#?\d{1,3}")
_ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’)\]*_]*$")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]*_]*(?:\s|$)")
_HAND_BROKEN_CHARS = 60  # a shorter line was not broken because it was full
_PARTICLES = frozenset(
    words_of(
        "de del della der den di da do dos das du la le van von zu zum ter ten bin ibn al el and und et y e of the",
    )
)
# Words that begin a heading, a remark or a row of a page's data, never a name.
_NOT_A_NAME = frozenset(
    words_of(
        "note notes nb ps re act chapter part section scene season volume track step day week month lesson verse page",
        "line",
        "figure table item rule option level phase number tip example reminder important warning breaking correction",
        "today tomorrow yesterday update updated series episode date title subject topic source file archive",
        "description",
        "summary duration length published recorded time location place keywords tags category links link resources",
        "references credits transcript copyright website web email e-mail phone tel url http https download speakers",
        "participants guests hosts hosted produced music show about contact subscribe mentioned related previous next",
        "the this that these those an in on at as for if and but or so because however also first second third finally",
        "result results conclusion conclusions pros cons i he she it we they you my your his her our their what when",
        "where",
        "why how who which see read watch listen monday tuesday wednesday thursday friday saturday sunday",
        "tagesordnungspunkt anlage drucksache hinweis kapitel titel datum thema fecha tema título capítulo titre sujet",
    )
)
_NUMBERED = frozenset(
    words_of(
        "speaker sprecher sprecherin caller voice guest man woman person participant student respondent interviewer"
    )
)


def find_labels(lines: Sequence[Line]) -> Labels:
    """The labels of the file by the index of their line; empty where nobody is named."""
    candidates = {i: label for i, line in enumerate(lines) if (label := parse_label(line.text))}
    return _accept(candidates, lines) or _accept_name_lines(lines)


def parse_label(text: str) -> Label | None:
    """A label with a colon at the start of a line, if there is the shape of one."""
    lead = _LEAD.match(text)
    content = text[lead.end() :] if lead else text
    colon = _COLON.search(content, 0, _LONGEST_LABEL)
    if colon is None or colon.start() == 0:
        return None
    head, rest = content[: colon.start()], content[colon.end() :]
    opening = _MARKUP.match(head)
    if opening:
        head, rest = head[opening.end() :].rstrip("*_"), rest.removeprefix(opening.group()[::-1])
    return _label(head.strip(), rest.strip())


def _label(head: str, rest: str) -> Label | None:
    stamp = TRAILING_STAMP.search(head)
    written = head[: stamp.start()].strip() if stamp else head
    name, _ = split_role(written)
    style = _style_of(name.split())
    if style is None:
        return None
    key = " ".join(name.casefold().split())
    return Label(written=written, key=key, style=style, rest=rest, stamp=stamp.group() if stamp else None)


def _style_of(words: list[str]) -> Style | None:
    """The style of a name; ``None`` for words that are none."""
    if not 1 <= len(words) <= _MOST_NAME_WORDS or not all(map(_is_name_word, words)):
        return None
    if (
        not words[0][0].isalpha()
        or (words[0].casefold().strip(".") in _NOT_A_NAME and words != ["A"])
        or not _is_capitalised(words[0])
    ):
        return None
    letters = [word for word in words if word.casefold() not in _PARTICLES or word.isupper()]
    if all(map(is_in_capitals, letters)):
        return Style.CAPS
    return Style.MIXED if all(map(_is_capitalised, letters)) else None


def _is_name_word(word: str) -> bool:
    if not _NAME_WORD.fullmatch(word):
        return False
    return not word.endswith(".") or len(word) <= 5 or "." in word[:-1]


def _is_capitalised(word: str) -> bool:
    return not word[0].islower() or word.casefold() in _PARTICLES


def _accept(candidates: Labels, lines: Sequence[Line]) -> Labels:
    """The candidates that are labels: those used often, and those used once in the same style and kind of place."""
    counts = Counter(label.key for label in candidates.values())
    often = [label for label in candidates.values() if counts[label.key] >= 2]
    capitals = sum(label.style is Style.CAPS for label in often)
    style = Style.CAPS if 2 * capitals >= len(often) and not _is_shouted(lines) else Style.MIXED
    strong = {label.key for label in often if label.style is style or style is Style.MIXED}
    is_evident = len(strong) >= 2 or len(often) >= 3 or (strong and style is Style.CAPS)
    if not is_evident:
        return _accept_singles(candidates, lines)
    related = _parts_of(strong)
    first = min(i for i, label in candidates.items() if label.key in strong)
    return {
        i: label
        for i, label in candidates.items()
        if label.key in strong or (_is_single_label(label, style, related) and _stands_as_label(i, label, lines, first))
    }


def _parts_of(keys: set[str]) -> set[Tokens]:
    """The names, and their first and last words where they are of several."""
    return {part for key in keys for part in name_parts(name_tokens(key))}


def _is_single_label(label: Label, style: Style, related: set[Tokens]) -> bool:
    """Whether a label used once has the style of those used often."""
    if name_parts(name_tokens(label.key)) & related:
        return True
    first, *_, last = (*label.key.split(), "")
    if last.isdigit() and first not in _NUMBERED:
        return False
    return style is Style.MIXED or label.style is Style.CAPS


def _stands_as_label(index: int, label: Label, lines: Sequence[Line], first: int) -> bool:
    """Whether the place of a label used once is that of a turn: not amid a sentence, not in a page's table of data."""
    return _begins_anew(index, lines) and (index > first or _SENTENCE_END.search(label.rest) is not None)


def _has_speech(index: int, label: Label, lines: Sequence[Line]) -> bool:
    """Whether a sentence follows, and no mere name or number as in a page's table of data."""
    following = lines[index + 1] if index + 1 < len(lines) else None
    if not label.rest:
        return following is not None
    is_wrapped = following is not None and following.gap == 0 and not parse_label(following.text)
    return _SENTENCE_END.search(label.rest) is not None or is_wrapped


def _begins_anew(index: int, lines: Sequence[Line]) -> bool:
    if index == 0 or lines[index].gap > 0:
        return True
    previous = lines[index - 1].text
    return len(previous) < _HAND_BROKEN_CHARS or _ENDS_SENTENCE.search(previous) is not None


def _accept_singles(candidates: Labels, lines: Sequence[Line]) -> Labels:
    """The labels of a file with hardly any: a short exchange, or one person's speech."""
    fit = {i: label for i, label in candidates.items() if _begins_anew(i, lines) and _has_speech(i, label, lines)}
    capitals = {i: label for i, label in fit.items() if label.style is Style.CAPS}
    if capitals and not _is_shouted(lines):
        return capitals
    keys = {label.key for label in fit.values()}
    if len(keys) >= 2:
        paragraphs = sum(line.gap > 0 for line in lines[min(fit) : max(fit)])
        return fit if len(fit) >= 0.6 * paragraphs else {}
    is_speech = len(keys) == 1 and " " in min(keys) and min(fit) <= len(lines) // 2
    return fit if is_speech else {}


def _is_shouted(lines: Sequence[Line]) -> bool:
    """Whether nearly the whole text is in capitals, so that capitals do not mark a label."""
    capitals = sum(sum(map(str.isupper, line.text)) for line in lines)
    smalls = sum(sum(map(str.islower, line.text)) for line in lines)
    return capitals > 2 * smalls


def _accept_name_lines(lines: Sequence[Line]) -> Labels:
    """Names alone on their lines, without a colon, the speech below."""
    shaped = {i: label for i, line in enumerate(lines) if (label := _name_line(i, lines))}
    candidates = {i: label for i, label in shaped.items() if i + 1 < len(lines) and i + 1 not in shaped}
    counts = Counter(label.key for label in candidates.values())
    strong = {label.key for label in candidates.values() if counts[label.key] >= 2}
    timed = sum(label.stamp is not None for label in candidates.values())
    if sum(counts[key] for key in strong) < 3 and len(strong) < 2 and timed < 2:
        return {}
    styles = {label.style for label in candidates.values() if label.key in strong}
    return {
        i: label for i, label in candidates.items() if label.key in strong or _is_single_name(label, styles, strong)
    }


def _is_single_name(label: Label, styles: set[Style], strong: set[str]) -> bool:
    if label.stamp or name_parts(name_tokens(label.key)) & _parts_of(strong):
        return True
    return styles == {Style.CAPS} and label.style is Style.CAPS


def _name_line(index: int, lines: Sequence[Line]) -> Label | None:
    line = lines[index]
    text = _MARKUP.sub("", line.text).strip()
    if len(text) > _HAND_BROKEN_CHARS or _ENDS_SENTENCE.search(text):
        return None
    return _label(text, "") if index == 0 or line.gap or lines[index - 1].gap else None
