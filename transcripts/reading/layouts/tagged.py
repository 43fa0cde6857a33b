"""Speakers that the markup of a source names: a ``<v>`` tag, a field of JSON, ``<cite>``."""

from collections.abc import Sequence

from transcripts.reading.document import Line
from transcripts.reading.layouts.head import key_of
from transcripts.reading.layouts.label import Found, Label
from transcripts.reading.layouts.shapes import bare_name


def find_tagged(lines: Sequence[Line]) -> Found:
    """The labels that lines bear already."""
    labels = {
        i: Label(written=line.label, key=key_of(bare_name(line.label)), rest=line.text)
        for i, line in enumerate(lines)
        if line.label
    }
    return Found(lines=lines, labels=labels)
