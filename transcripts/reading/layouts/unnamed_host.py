"""A host without a label: pages that name the guests only, and let the host's questions stand between."""

from collections.abc import Sequence
from itertools import groupby

from transcripts.furniture import ends_sentence
from transcripts.reading.document import Line
from transcripts.reading.layouts.label import HOST, Label, Labels
from transcripts.sounds import is_sound_line

_LEAST_RETURNS = 3
_MOSTLY = 0.6


def with_unnamed_host(lines: Sequence[Line], labels: Labels) -> Labels:
    """The labels, and one for every stretch of paragraphs of the host.

    A paragraph without a label mostly goes on with the turn above it, and another speaker follows. Where the same
    label returns after it instead, time and again, somebody else spoke between.
    """
    stretches = _stretches(lines, labels)
    if 2 * sum(bool(label.rest) for label in labels.values()) < len(labels):
        return labels  # the paragraphs are those of the names above them
    returns = sum(before == after for before, after, _ in stretches)
    if returns < _LEAST_RETURNS or returns < _MOSTLY * len(stretches):
        return labels
    closing = max(labels) + 1  # the last word may be the host's as well
    firsts = [first for _, _, first in stretches] + [closing for line in lines[closing : closing + 1] if _is_said(line)]
    hosts = {first: Label(written=None, key=HOST, rest=lines[first].text) for first in firsts}
    return dict(sorted({**labels, **hosts}.items()))


def _stretches(lines: Sequence[Line], labels: Labels) -> list[tuple[str, str, int]]:
    """The labels before and after each stretch of paragraphs without one, and the first line of it."""
    begun = [i for i in range(len(lines)) if i in labels or _is_said(lines[i])]
    keyed = [(labels[i].key if i in labels else None, i) for i in begun]
    runs = [(key, [i for _, i in run]) for key, run in groupby(keyed, key=lambda pair: pair[0])]
    return [
        (before, after, between[0])
        for (before, _), (key, between), (after, _) in zip(runs, runs[1:], runs[2:], strict=False)
        if key is None and before is not None and after is not None
    ]


def _is_said(line: Line) -> bool:
    """Whether a line begins a paragraph of speech."""
    is_closed = ends_sentence(line.text) or line.text[-1:] in ")]）］】"
    return line.gap > 0 and not line.mark and is_closed and not is_sound_line(line.text)
