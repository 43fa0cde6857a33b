"""``NAME: text``, in all its dress: with a role, a time, bold, in brackets or after an opening sound cue.

Decided over the whole file: ``Note: …`` has the shape of a label too.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from transcripts.reading.document import Line, Mark
from transcripts.reading.layouts.head import Head, read_head
from transcripts.reading.layouts.label import Found, Label, Labels, split_line
from transcripts.reading.layouts.shapes import Style, is_counted, style_of
from transcripts.reading.stamps import BARE_STAMP, BRACKETED_STAMP, STAMP, stamp_ms
from transcripts.speakers import Tokens, name_parts, name_tokens

_LONGEST_LABEL = 110
_LEAD = re.compile(r"(?:>>+|[-–—]|\d{1,4}[.)])\s+|>>+")
# A colon outside brackets and times. The branches begin with different characters, so that none is tried twice.
_HEAD = re.compile(
    rf"(?:[^()\[\]（）:：\d]|\([^()]{{0,90}}\)|\[[^\[\]]{{0,40}}\]|（[^（）]{{0,40}}）|{STAMP}|\d){{1,{_LONGEST_LABEL}}}?"
    r"\s?[:：]"
)
_IN_BRACKETS = re.compile(r"[(\[（]([^()\[\]（）]{1,20})[)\]）]$")
_CUE = re.compile(r"(?:\[[^\[\]]{1,80}\]|\([^()]{1,80}\))\s*")
_TITLES = ("Mr.", "Ms.", "Mrs.", "Dr.", "MR.", "MS.", "MRS.", "DR.", "Rep.", "Sen.", "Gen.", "Gov.", "REP.", "SEN.")
_NO_TITLE = "".join(rf"(?<!{re.escape(title)})" for title in _TITLES) + r"(?<!\b[A-Z]\.)"
_AFTER_SENTENCE = rf"(?<=[.!?…؟۔।։)\]\"”’]){_NO_TITLE}\s"
_MAYBE_INLINE = re.compile(rf"{_AFTER_SENTENCE}[^\W\d_][^:.!?]{{0,80}}:\s")
_INLINE = re.compile(rf"{_AFTER_SENTENCE}([^\W\d_][^\W\d_a-zß-ÿ.'’ -]{{1,40}}):\s")
_QUOTES = re.compile(r"[\"'“”„»«*_`]")
_ENDS_SENTENCE = re.compile(r"[.!?…。！？؟۔।։][\"'”’)\]*_]*$")
_SENTENCE_END = re.compile(r"[.!?…؟۔।։][\"'”’)\]*_]*(?:\s|$)|[。！？]")
_HAND_BROKEN_CHARS = 60  # a shorter line was not broken because it was full
_MOST_INLINE_NAMES = 100
# Among labels in capitals another one is a voice ("AvW") if it returns as those do, and a remark ("Note") if not.
_LEAST_USES = 3
_LEAST_SHARE = 0.1
_MOST_OFFICE_WORDS = 16
_SAMPLE_LINES = 500
_NEARLY_ALL = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """What has the shape of a label. ``style`` is ``None`` for one that only its markup (``is_set_off``) tells."""

    label: Label
    style: Style | None
    is_set_off: bool
    is_tight: bool  # no space after the colon, as in "10:30"


_Candidates = dict[int, _Candidate]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dress:
    """How most labels of a file are written: also whether they stand on lines of their own or before text."""

    style: Style
    is_set_off: bool
    stands_alone: bool
    leads_text: bool


def find_colons(lines: Sequence[Line]) -> Found:
    """Labels that end with a colon at the beginning of a line, or within one after the end of a sentence."""
    parted = _inline_apart(tuple(_cues_apart(lines)))
    candidates = {i: found for i, line in enumerate(parted) if (found := _candidate(line))}
    labels = _accept(candidates, parted)
    return Found(lines=parted, labels=labels) if labels else Found(lines=lines, labels={})


def parse_label(line: Line) -> Label | None:
    """The label with which a line begins, if it begins with the shape of one."""
    found = _candidate(line)
    return found.label if found else None


def begins_anew(index: int, lines: Sequence[Line]) -> bool:
    """Whether a line begins a paragraph and does not go on with a sentence."""
    if index == 0 or lines[index].gap > 0 or lines[index].start_ms is not None:
        return True
    previous = lines[index - 1].text
    return len(previous) < _HAND_BROKEN_CHARS or _ENDS_SENTENCE.search(previous) is not None


# --- one line ---


def _candidate(line: Line) -> _Candidate | None:
    text = line.text
    start = lead.end() if (lead := _LEAD.match(text)) else 0
    head = _HEAD.match(text, start) if _has_colon(line) else None
    if head is None:
        return None
    rest = text[head.end() :]
    is_tight = rest[:1] not in ("", " ") and head.group()[-1] == ":" and not _QUOTES.match(rest)
    if is_tight and (rest[0].isdigit() or rest[0] in "/\\"):
        return None
    read, is_set_off = read_head(head.group()[:-1]), start < line.set_off
    if read.style is None and not (is_set_off and _may_be_an_office(read)):
        return None
    label = _with_time(read.before(rest.strip()))
    return _Candidate(label=label, style=read.style, is_set_off=is_set_off, is_tight=is_tight)


def _has_colon(line: Line) -> bool:
    near = line.text[: _LONGEST_LABEL + 20]
    return line.mark is not Mark.FURNITURE and (":" in near or "：" in near)


def _with_time(label: Label) -> Label:
    """A label before a time: ``Mara Quist: 00:12:33``, ``Mara: [0:12] text``."""
    stamp = BRACKETED_STAMP.match(label.rest) or BARE_STAMP.fullmatch(label.rest)
    if stamp is None:
        return label
    return replace(label, rest=label.rest[stamp.end() :].strip(), start_ms=stamp_ms(stamp.group()))


def _short_form(label: Label) -> str | None:
    """What stands in brackets behind a name: ``Mara Quist (MQ)``."""
    bracket = _IN_BRACKETS.search(label.written or "")
    return bracket.group(1).casefold() if bracket else None


def _may_be_an_office(head: Head) -> bool:
    """Whether words that are no name may still be what the page calls a person: "The Minister for Fisheries"."""
    is_short = len(head.written.split()) <= _MOST_OFFICE_WORDS
    return bool(head.key) and is_short and not _SENTENCE_END.search(head.written)


# --- the whole file ---


def _accept(candidates: _Candidates, lines: Sequence[Line]) -> Labels:
    """The candidates that are labels: those used often, and those used once in the same dress and kind of place."""
    spaced = {i: found for i, found in candidates.items() if not found.is_tight}
    counts = Counter(found.label.key for found in spaced.values())
    often = [found for found in spaced.values() if counts[found.label.key] >= 2]
    strong = _strong_keys(often, lines)
    if not strong:
        return _accept_singles(spaced, lines)
    dress = _dress_of([found for found in often if found.label.key in strong])
    related = {part for key in strong for part in name_parts(name_tokens(key))}
    first = min(i for i, found in spaced.items() if found.label.key in strong)
    return {
        i: found.label
        for i, found in candidates.items()
        if found.label.key in strong
        or _short_form(found.label) in strong
        or (i in spaced and _is_dressed(found, dress, related) and _stands_as_label(i, found.label, lines, first))
    }


def _strong_keys(often: Sequence[_Candidate], lines: Sequence[Line]) -> frozenset[str]:
    """The keys that are evidently labels; none where the file has hardly any."""
    capitals = sum(found.style is Style.CAPS for found in often)
    in_capitals = 2 * capitals >= len(often) and capitals and not _is_shouted(lines)
    counts = Counter(found.label.key for found in often)
    lower = [found.label.key for found in often if found.style is Style.LOWER]
    is_chat = 2 * len(lower) >= len(lines) and len(set(lower)) >= 2
    strong = {
        found.label.key
        for found in often
        if (
            found.is_set_off
            or not in_capitals
            or found.style is Style.CAPS
            or counts[found.label.key] >= max(_LEAST_USES, _LEAST_SHARE * capitals)
        )
        and (found.is_set_off or is_chat or found.style is not Style.LOWER)
    }
    is_evident = len(strong) >= 2 or (strong and (len(often) >= 3 or in_capitals))
    return frozenset(strong) if is_evident else frozenset()


def _dress_of(labels: Sequence[_Candidate]) -> _Dress:
    capitals = sum(found.style is Style.CAPS for found in labels)
    set_off = sum(found.is_set_off for found in labels)
    alone = sum(not found.label.rest for found in labels)
    return _Dress(
        style=Style.CAPS if capitals >= 3 / 4 * len(labels) else Style.MIXED,
        is_set_off=set_off >= 3 / 5 * len(labels),
        stands_alone=alone >= _NEARLY_ALL * len(labels),
        leads_text=alone <= (1 - _NEARLY_ALL) * len(labels),
    )


def _is_dressed(found: _Candidate, dress: _Dress, related: set[Tokens]) -> bool:
    """Whether a label used once is written as those used often."""
    if name_parts(name_tokens(found.label.key)) & related:
        return True
    if dress.is_set_off and not found.is_set_off:
        return False
    if not _stands_as_most(found.label, dress):
        return False
    if found.is_set_off:
        return True
    if found.style in (None, Style.LOWER) or not is_counted(found.label.key):
        return False
    return dress.style is Style.MIXED or found.style is Style.CAPS


def _stands_as_most(label: Label, dress: _Dress) -> bool:
    """Whether a label stands before text, or alone, as the others do; one with a time or a role may do either."""
    if label.rest:
        return not dress.stands_alone
    return not dress.leads_text or label.start_ms is not None or "," in (label.written or "")


def _stands_as_label(index: int, label: Label, lines: Sequence[Line], first: int) -> bool:
    """Whether the place of a label used once is that of a turn: not amid a sentence, not in a page's table of data."""
    return begins_anew(index, lines) and (index > first or _has_speech(index, label, lines))


def _accept_singles(candidates: _Candidates, lines: Sequence[Line]) -> Labels:
    """The labels of a file with hardly any: a short exchange, or one person's speech."""
    fit = {
        i: found
        for i, found in candidates.items()
        if found.style is not Style.LOWER and begins_anew(i, lines) and _has_speech(i, found.label, lines)
    }
    capitals = {i: found.label for i, found in fit.items() if found.style is Style.CAPS}
    if capitals and not _is_shouted(lines):
        return capitals
    labels = {i: found.label for i, found in fit.items()}
    keys = {label.key for label in labels.values()}
    if len(keys) >= 2:
        paragraphs = sum(line.gap > 0 for line in lines[min(fit) : max(fit)])
        return labels if len(fit) >= 0.6 * paragraphs else {}
    is_speech = len(keys) == 1 and " " in min(keys) and min(fit) <= len(lines) // 2
    return labels if is_speech else {}


def _has_speech(index: int, label: Label, lines: Sequence[Line]) -> bool:
    """Whether a sentence follows, and no mere name or number as in a page's table of data."""
    following = lines[index + 1] if index + 1 < len(lines) else None
    if not label.rest:
        return following is not None
    is_wrapped = following is not None and following.gap == 0 and not _candidate(following)
    return _SENTENCE_END.search(label.rest) is not None or is_wrapped


def _is_shouted(lines: Sequence[Line]) -> bool:
    """Whether nearly the whole text is in capitals, so that capitals do not mark a label."""
    text = "".join(line.text for line in lines[:_SAMPLE_LINES])
    return sum(map(str.isupper, text)) > 2 * sum(map(str.islower, text))


# --- labels within lines ---


def _cues_apart(lines: Sequence[Line]) -> Iterator[Line]:
    """A sound cue before a label as a line of its own: ``[MUSIC PLAYING] MARA: Hello.``"""
    for line in lines:
        cue = _CUE.match(line.text) if line.text[:1] in "[(" and ":" in line.text else None
        pieces = split_line(line, [cue.end()]) if cue else ()
        if len(pieces) == 2 and parse_label(pieces[1]):
            yield from pieces
        else:
            yield line


def _inline_apart(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines, parted before labels within them, as where a page lost its line ends: ``So. TOBIN: Yes?``

    Names in capitals part a line where they return, others only where they stand at the beginning of lines as well.
    """
    if not any(":" in line.text and _MAYBE_INLINE.search(line.text) for line in lines):
        return lines
    leading = Counter(label.written for line in lines if (label := parse_label(line)) and label.written)
    within = Counter(name for line in lines if ": " in line.text for name in _INLINE.findall(line.text))
    names = {name for name, count in leading.items() if count >= 2}
    names |= {name for name, count in within.items() if count + leading[name] >= 2 and style_of(name) is Style.CAPS}
    if not names:
        return lines
    choice = "|".join(re.escape(name) for name in sorted(names)[:_MOST_INLINE_NAMES])
    inline = re.compile(rf"{_AFTER_SENTENCE}(?=(?:{choice})\s?:\s)")
    return tuple(piece for line in lines for piece in split_line(line, (m.end() for m in inline.finditer(line.text))))
