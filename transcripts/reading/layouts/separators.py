"""Names parted from the text by another sign than a colon: ``Mr. REID. text``, ``A - text``, ``<mara> text``."""

import re
from collections import Counter
from collections.abc import Sequence

from transcripts.reading.document import Line, Mark
from transcripts.reading.layouts.colon import begins_anew
from transcripts.reading.layouts.head import Head, read_head
from transcripts.reading.layouts.label import Found, Label, Labels
from transcripts.reading.layouts.shapes import bare_name, is_counted
from transcripts.speakers import is_in_capitals, name_tokens

_LONGEST_LABEL = 70
_DASHED = re.compile(rf"([^\s–—|>:-][^–—|>:]{{0,{_LONGEST_LABEL}}}?)\s+(?:[–—|]|--?|>)\s+(?=\S)")
_STOPPED = re.compile(
    r"((?:[^\W\d_]{1,5}\.? ){0,2}[^\s.]{2,30}(?: [^.()]{1,40}?)?(?: \([^()]{1,60}\))?)\.(?:--|[ —–-]*\s)\s*"
)
_ANGLED = re.compile(r"<([\w.\-]{1,30})>\s*(?=\S)")
_LEAST_CAPITALS = 3
_LEAST_VOICES, _LEAST_SHARE = 2, 0.2  # voices that return; labels among the lines that begin a paragraph


def find_separators(lines: Sequence[Line]) -> Found:
    """The separator with which most lines begin, if it parts off names that return."""
    anew = [i for i, line in enumerate(lines) if line.mark is not Mark.FURNITURE and begins_anew(i, lines)]
    best = max((_labels(lines, anew, pattern) for pattern in (_DASHED, _STOPPED, _ANGLED)), key=len)
    return Found(lines=lines, labels=best)


def _labels(lines: Sequence[Line], anew: Sequence[int], pattern: re.Pattern[str]) -> Labels:
    labels: Labels = {}
    for i in anew:
        found = pattern.match(lines[i].text)
        head = read_head(found.group(1)) if found else None
        if found and head and (pattern is _ANGLED or (_has_capitals(head) if pattern is _STOPPED else head.style)):
            labels[i] = head.before(lines[i].text[found.end() :])
    counts = Counter(label.key for label in labels.values())
    voices = sum(count >= 2 for count in counts.values())
    is_evident = voices >= _LEAST_VOICES and len(labels) >= _LEAST_SHARE * sum(lines[i].gap > 0 for i in anew)
    return {
        i: label
        for i, label in labels.items()
        if is_evident and (counts[label.key] >= 2 or _is_evident(label, pattern))
    }


def _is_evident(label: Label, pattern: re.Pattern[str]) -> bool:
    """Whether a label that stands once is one: a full name before a dash, a name with its title before a stop."""
    if pattern is _STOPPED:
        return len(name_tokens(label.written or "")) < len((label.written or "").split())
    return pattern is _ANGLED or _is_full_name(label.key)


def _is_full_name(name: str) -> bool:
    return len(name.split()) >= 2 and is_counted(name)


def _has_capitals(head: Head) -> bool:
    """Whether a word of a label is in capitals, as the names and offices of parliaments are: ``The PRESIDENT``."""
    return any(len(word) >= _LEAST_CAPITALS and is_in_capitals(word) for word in bare_name(head.written).split())
