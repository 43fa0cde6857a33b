"""Names set off by bold or italics, without a colon: ``**Mara Quist** text``, ``**M. le président.** text``."""

from collections import Counter
from collections.abc import Sequence

from transcripts.reading.document import Line, Mark
from transcripts.reading.layouts.head import read_head
from transcripts.reading.layouts.label import Found, Label

_LONGEST_LABEL = 90
_ENDS = " .:：–—-"


def find_emphasis(lines: Sequence[Line]) -> Found:
    """Paragraphs that begin with a name in another type, often enough that it is no stress."""
    candidates = {i: label for i, line in enumerate(lines) if (label := _label(line))}
    counts = Counter(label.key for label in candidates.values())
    strong = {key for key, count in counts.items() if count >= 2}
    if len(strong) < 2 and sum(counts[key] for key in strong) < 3:
        return Found(lines=lines, labels={})
    return Found(lines=lines, labels=candidates)


def _label(line: Line) -> Label | None:
    if not 0 < line.set_off < len(line.text) or line.set_off > _LONGEST_LABEL or line.mark is Mark.FURNITURE:
        return None
    written, rest = line.text[: line.set_off].rstrip(_ENDS), line.text[line.set_off :].lstrip(_ENDS)
    if line.text[len(written) :].lstrip().startswith((":", "：")):
        return None  # that is a layout of its own
    head = read_head(written)
    return head.before(rest) if rest and head.style else None
