"""Lines to passages: paragraphs, labelled paragraphs and sound cues that stand alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from transcripts.furniture import closes, ends_sentence
from transcripts.reading.document import Line, Mark
from transcripts.reading.layouts import Label, Labels
from transcripts.sounds import is_editors_note, is_sound_heading, is_sound_line
from transcripts.splitting import space_between

_WRAPPED_CHARS = 120  # a longer line was not broken by hand, so that its end is a paragraph's end

_TITLE_CHARS = 30
_CLOSING_CHARS = 60  # "End of transcript" is no sentence

Time = tuple[int, int]  # an offset into a text, and the milliseconds at which it was said


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph. ``gap`` counts the blank lines before it; ``stands_alone``: its brackets hold all of it.

    ``text`` is empty where a label or a time stands without words. ``times`` ascend. ``is_set_off``: all of it is bold,
    italic or the like.
    """

    text: str
    line: int
    gap: int
    label: Label | None = None
    times: tuple[Time, ...] = ()
    mark: Mark | None = None
    stands_alone: bool = False
    is_set_off: bool = False


def passages_of(lines: Sequence[Line], labels: Labels) -> tuple[Passage, ...]:
    """All lines, each in exactly one passage, in order."""
    return tuple(_passages(lines, labels))


def _passages(lines: Sequence[Line], labels: Labels) -> Iterator[Passage]:
    first: Passage | None = None
    parts: list[Line] = []
    for index, line in enumerate(lines):
        label = labels.get(index)
        goes_on = first is not None and not label and not _begins(line, lines[index - 1], first)
        if goes_on and not _stands_alone(line.text):
            parts.append(line)
            continue
        if first is not None:
            yield _joined(first, parts)
        first, parts = _passage(line, label), []
    if first is not None:
        yield _joined(first, parts)


def _stands_alone(text: str) -> bool:
    return is_sound_line(text) or is_editors_note(text) or is_sound_heading(text)


def _passage(line: Line, label: Label | None) -> Passage:
    given = (line.start_ms, label.start_ms if label else None)
    start_ms = next((time for time in given if time is not None), None)
    return Passage(
        text=label.rest if label else line.text,
        line=line.number,
        gap=line.gap,
        label=label,
        times=() if start_ms is None else ((0, start_ms),),
        mark=line.mark,
        stands_alone=label is None and _stands_alone(line.text),
        is_set_off=label is None and 0 < len(line.text) <= line.set_off,
    )


def _joined(first: Passage, more: Sequence[Line]) -> Passage:
    if not more:
        return first
    texts, times = [first.text], list(first.times)
    length, last = len(first.text), first.text
    for line in more:
        space = space_between(last, line.text)
        length += len(space)
        if line.start_ms is not None:
            times.append((length, line.start_ms))
        texts += (space, line.text)
        length += len(line.text)
        last = line.text or last
    return replace(first, text="".join(texts), times=tuple(times))


def _begins(line: Line, previous: Line, passage: Passage) -> bool:
    """Whether a line without a label begins another paragraph than the passage before it."""
    if passage.stands_alone or line.mark or passage.mark:
        return True
    if line.start_ms is not None and not passage.label and not passage.times:
        return True  # the page's own lines stand around those with times
    if line.start_ms is not None and previous.start_ms is not None and not passage.label:
        return ends_sentence(previous.text)
    if line.gap > 0 or line.indent > previous.indent or len(previous.text) > _WRAPPED_CHARS:
        return True
    return _is_title_of(previous, line) or any(
        len(text) <= _CLOSING_CHARS and closes(text) for text in (line.text, previous.text)
    )


def _is_title_of(previous: Line, line: Line) -> bool:
    """Whether a line is far too short to have been broken because it was full: it stands above the next one."""
    length = len(previous.text)
    is_short = length < _TITLE_CHARS and 2 * length < len(line.text) and previous.text[:1].isalpha()
    return is_short and previous.gap > 0 and line.start_ms is None and not ends_sentence(previous.text)
