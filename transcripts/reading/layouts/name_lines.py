"""Names alone on their lines, the speech below: with a time, in brackets, bold, as a heading or in capitals."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from transcripts.furniture import ends_sentence
from transcripts.reading.document import Line, Mark
from transcripts.reading.layouts.colon import begins_anew
from transcripts.reading.layouts.head import Head, key_of, read_head
from transcripts.reading.layouts.label import Found, Label, Labels
from transcripts.reading.layouts.shapes import Style, is_counted
from transcripts.sounds import names_a_sound
from transcripts.speakers import Tokens, name_parts, name_tokens

_LONGEST_NAME_LINE = 90
_ENDS_TEXT = ".!?…,;。！？؟،؛۔।։"
_BRACKETED_LEAD = re.compile(r"(?:[-–—]\s*)?[\[(]([^\[\]()]{1,60})[\])]:?\s+(?=\S)")
_LEAST_SPOKEN_WORDS = 5  # a line of fewer words that ends no sentence may be a button
_MOSTLY, _NEARLY_ALL = 0.6, 0.9
_MOST_WORDS_WITH_ROLE = 10  # of a name and what is added to it
_CLAUSE = re.compile(r",.*[\w)][.!?] ")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dress:
    """How a name line is written."""

    style: Style
    is_set_off: bool
    is_timed: bool
    is_bracketed: bool
    is_heading: bool

    @property
    def trim(self) -> tuple[bool, bool, bool, bool]:
        """All but the style of the letters."""
        return self.is_set_off, self.is_timed, self.is_bracketed, self.is_heading

    @property
    def is_plain(self) -> bool:
        """Whether nothing but the name itself tells it from a heading."""
        return not (self.is_set_off or self.is_timed or self.is_bracketed or self.style is Style.CAPS)


_NameLines = dict[int, tuple[Label, _Dress]]


def find_name_lines(lines: Sequence[Line]) -> Found:
    """Lines that hold a name, and a time at most, before speech."""
    timed = _timed_names(lines)
    shaped = {i: found for i in range(len(lines)) if (found := _name_line(i, lines, timed)) and begins_anew(i, lines)}
    usual = _usual_dress(shaped)
    candidates = {i: found for i, found in shaped.items() if found[1].trim == usual.trim} if usual else {}
    following = {i: _following(i, lines) for i in candidates}
    candidates = {i: candidates[i] for i, at in following.items() if at is not None and at not in candidates}
    strong = _strong_keys(candidates, lines)
    related = {part for key in strong for part in name_parts(name_tokens(key))} - {("the",)}
    on_top = _on_top(candidates, strong, lines)
    first = min((i for i, (label, _) in candidates.items() if label.key in strong), default=len(lines))
    labels: Labels = {
        i: label
        for i, (label, dress) in candidates.items()
        if label.key in strong or (i > first and (i in on_top or _is_single(label, dress, usual, related)))
    }
    if usual and usual.is_bracketed:
        labels |= _before_text(lines, {key for key in strong if key}, labels)
    return Found(lines=lines, labels=dict(sorted(labels.items())))


def _before_text(lines: Sequence[Line], strong: set[str], labels: Labels) -> Labels:
    """Names in brackets that stand before text on one line: ``-(Tobin) It was elected.``"""
    found: Labels = {}
    for i, line in enumerate(lines):
        lead = _BRACKETED_LEAD.match(line.text)
        key = key_of(lead.group(1)) if lead else ""
        if lead and i not in labels and key in strong:
            found[i] = Label(written=lead.group(1).strip(), key=key, rest=line.text[lead.end() :])
    return found


def _usual_dress(shaped: _NameLines) -> _Dress | None:
    """How the names that return, or bear times, are mostly written."""
    counts = Counter(label.key for label, _ in shaped.values())
    dresses = Counter(dress for label, dress in shaped.values() if counts[label.key] >= 2 or dress.is_timed)
    return dresses.most_common(1)[0][0] if dresses else None


def _timed_names(lines: Sequence[Line]) -> frozenset[int]:
    """The lines whose time tells that they are names: all that bear one above a line that bears none.

    There are none where most such lines cannot be names: times of captions stand with the first line of each cue.
    """
    timed = [i for i, line in enumerate(lines) if line.start_ms is not None and not _is_timed(i + 1, lines)]
    names = sum(_head(lines[i]) is not None for i in timed)
    return frozenset(timed) if names >= _MOSTLY * len(timed) else frozenset()


def _head(line: Line) -> Head | None:
    """The name that a line may hold."""
    is_none = not 0 < len(line.text) <= _LONGEST_NAME_LINE or line.text[-1] in _ENDS_TEXT
    head = None if is_none or line.mark is Mark.FURNITURE else read_head(line.text)
    is_name = head and head.style and not _is_clause(head) and not (head.is_bracketed and names_a_sound(head.written))
    return head if is_name else None


def _name_line(index: int, lines: Sequence[Line], timed: frozenset[int]) -> tuple[Label, _Dress] | None:
    line = lines[index]
    head = _head(line)
    if head is None or head.style is None:
        return None
    is_timed = head.start_ms is not None or index in timed
    if head.style is Style.LOWER and not is_timed:
        return None
    dress = _Dress(
        style=head.style,
        is_set_off=line.set_off >= len(head.key),
        is_timed=is_timed,
        is_bracketed=head.is_bracketed,
        is_heading=line.mark is Mark.HEADING,
    )
    return head.before(""), dress


def _is_clause(head: Head) -> bool:
    """Whether a line with a name at its beginning is the beginning of a sentence: "Yes, it rained"."""
    written = head.written
    if ends_sentence(head.key) or (ends_sentence(written) and not written.endswith(")")):
        return True
    return _CLAUSE.search(written) is not None or len(written.split()) > _MOST_WORDS_WITH_ROLE


def _is_timed(index: int, lines: Sequence[Line]) -> bool:
    return index < len(lines) and lines[index].start_ms is not None


def _following(index: int, lines: Sequence[Line]) -> int | None:
    """The next line that holds more than a time."""
    return next((i for i in range(index + 1, min(index + 3, len(lines))) if lines[i].text), None)


def _strong_keys(candidates: _NameLines, lines: Sequence[Line]) -> frozenset[str]:
    """The names that return, or bear times, and mostly lead to speech; none where the file has hardly any."""
    counts = Counter(label.key for label, _ in candidates.values())
    led = Counter(label.key for i, (label, _) in candidates.items() if _is_speech(i, lines))
    timed = Counter(label.key for label, dress in candidates.values() if dress.is_timed)
    written: dict[str, list[str | None]] = {key: [] for key in counts}
    for label, _ in candidates.values():
        written[label.key].append(label.written)
    strong = {
        key
        for key, count in counts.items()
        if (timed[key] or (count >= 2 and led[key] >= _MOSTLY * count))
        and is_counted(key)
        and not _is_varied(written[key])
    }
    uses = sum(counts[key] for key in strong)
    is_evident = len(strong) >= 2 or uses >= 3 or sum(timed[key] for key in strong) >= 2
    return frozenset(strong) if is_evident else frozenset()


def _is_varied(written: Sequence[str | None]) -> bool:
    """Whether something else follows each time, as in sentences that begin alike: "Then, in May", "Then, at sea"."""
    return len(written) >= 2 and len(set(written)) == len(written) and all("," in (text or "") for text in written)


def _is_speech(index: int, lines: Sequence[Line]) -> bool:
    following = _following(index, lines)
    text = lines[following].text if following is not None else ""
    return ends_sentence(text) or len(text.split()) >= _LEAST_SPOKEN_WORDS or text[:1] in "([♪"


def _on_top(candidates: _NameLines, strong: frozenset[str], lines: Sequence[Line]) -> frozenset[int]:
    """Full names right above their text, with a blank line before, where all names stand so and headings do not."""
    above = {i for i in candidates if (lines[i].gap > 0 or i == 0) and lines[i + 1].gap == 0}
    named = {i for i, (label, _) in candidates.items() if label.key in strong}
    if len(named & above) < _NEARLY_ALL * len(named):
        return frozenset()
    return frozenset(i for i in above if " " in candidates[i][0].key and is_counted(candidates[i][0].key))


def _is_single(label: Label, dress: _Dress, usual: _Dress | None, related: set[Tokens]) -> bool:
    """Whether a name that stands once is one of those who speak, and no heading."""
    if name_parts(name_tokens(label.key)) & related:
        return True
    return dress == usual and not dress.is_plain and is_counted(label.key)
