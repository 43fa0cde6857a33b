"""Lines to passages: paragraphs, labelled paragraphs and sound cues that stand alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from transcripts.furniture import ends_sentence
from transcripts.reading.labels import Label, Labels
from transcripts.reading.lines import Line
from transcripts.sounds import is_editors_note, is_sound_line
from transcripts.splitting import join_lines

_OPENS = frozenset("([*♪♫🎵")
_WRAPPED_CHARS = 120  # a longer line was not broken by hand, so that its end is a paragraph's end


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph. ``gap`` counts the blank lines before it; ``stands_alone``: its brackets hold all of it.

    ``text`` is empty where a label or a time stands without words.
    """

    text: str
    line: int
    gap: int
    label: Label | None = None
    stamps: tuple[str, ...] = ()
    stands_alone: bool = False


def passages_of(lines: Sequence[Line], labels: Labels) -> tuple[Passage, ...]:
    """All lines, each in exactly one passage, in order."""
    return tuple(_passages(lines, labels))


def _passages(lines: Sequence[Line], labels: Labels) -> Iterator[Passage]:
    passage: Passage | None = None
    parts: list[str] = []
    for index, line in enumerate(lines):
        following = _passage(line, labels.get(index))
        if passage is not None and not _begins(following, line, lines[index - 1], passage):
            parts.append(following.text)
            passage = replace(passage, stamps=passage.stamps + following.stamps) if following.stamps else passage
            continue
        if passage is not None:
            yield replace(passage, text=join_lines(parts))
        passage, parts = following, [following.text]
    if passage is not None:
        yield replace(passage, text=join_lines(parts))


def _passage(line: Line, label: Label | None) -> Passage:
    text = label.rest if label else line.text
    stamps = tuple(stamp for stamp in (line.stamp, label.stamp if label else None) if stamp)
    alone = label is None and text[:1] in _OPENS and (is_sound_line(text) or is_editors_note(text))
    return Passage(text=text, line=line.number, gap=line.gap, label=label, stamps=stamps, stands_alone=alone)


def _begins(following: Passage, line: Line, previous: Line, passage: Passage) -> bool:
    if following.label or following.stands_alone or passage.stands_alone:
        return True
    if line.stamp and previous.stamp and not passage.label:
        return ends_sentence(previous.text)
    return line.gap > 0 or line.indent > previous.indent or len(previous.text) > _WRAPPED_CHARS
