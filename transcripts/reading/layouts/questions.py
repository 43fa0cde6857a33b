"""Questions and answers: ``Q. text`` and ``A. text``, or ``Q    text`` where only those who ask have no name."""

import re
from collections import Counter
from collections.abc import Sequence

from transcripts.reading.document import Line
from transcripts.reading.layouts.label import Found, Label, Labels

# The letters of English, French, German, Spanish and Portuguese transcripts.
_DOTTED = re.compile(r"(?:\d{1,4}\s+)?([QAFPR])[.)]\s+(?=\S)")
_BARE = re.compile(r"(Q)\s+(?=\S)")
_BY = re.compile(r"(BY (?:MR|MS|MRS|DR)\. [A-Z][A-Z'’\-]+):?")


def find_questions(lines: Sequence[Line]) -> Found:
    """``Q`` and ``A`` before the paragraphs of a hearing, an interview or a briefing."""
    dotted = _labels(lines, _DOTTED)
    letters = Counter(label.key for label in dotted.values())
    if len(letters) >= 2 and min(count for _, count in letters.most_common(2)) >= 2:
        return Found(lines=lines, labels=dotted)
    bare = _labels(lines, _BARE)
    return Found(lines=lines, labels=bare if len(bare) >= 2 else {})


def _labels(lines: Sequence[Line], pattern: re.Pattern[str]) -> Labels:
    labels: Labels = {}
    for i, line in enumerate(lines):
        found = pattern.match(line.text)
        if found:
            labels[i] = Label(written=found.group(1), key=found.group(1).casefold(), rest=line.text[found.end() :])
    return labels
