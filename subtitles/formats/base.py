"""What a caption format is."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from subtitles.cue import Cue
from subtitles.track import Track
from transcripts.errors import WriteError

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_TOO_LATE_MS = 10_000 * 3_600_000
_MOST_SHOWN = 80  # characters of a text, in a message
_SURROGATE = re.compile("[\ud800-\udfff]")


class Feature(Enum):
    """What some formats hold and others do not, as it is told to people."""

    STARTS = "starts"
    ENDS = "ends"
    LINES = "line breaks"
    SPEAKERS = "speakers"
    SHARED = "cues of several speakers"
    SOUNDS = "what is a sound"
    LANGUAGE = "language"
    TITLE = "title"
    IDS = "names of cues"
    ORDER = "any order"
    OVERLAPS = "overlaps"


def without_surrogates(text: str) -> str:
    """The text with halves of characters, which no file can hold, replaced by the character that stands for them."""
    return _SURROGATE.sub(REPLACEMENT, text)


def no_ids(cues: Sequence[Cue]) -> tuple[None, ...]:
    """The names of cues in a format that gives them none."""
    return (None,) * len(cues)


@dataclass(frozen=True, slots=True)
class SubtitleFormat:
    """A caption format.

    - ``name``, what it is called (``title``), and the ``suffix`` of its files, with the dot.
    - ``render``: how a track becomes the text of a file. It raises ``WriteError`` for cues that would not read back as
      they are. A format that does not hold `Feature.ORDER` sorts them by their starts.
    - ``holds``: what of a track such a file holds besides the text.
    - ``step_ms``: the step of its times, to which they are rounded.
    - ``writable``: a text with whatever the format has no way to hold replaced by something visible.
    - ``ids``: what it calls each of some cues; ``None`` for a cue without a name, or with one that it cannot hold.
    - ``markup``: text that its readers take for markup, and that cannot be escaped, if there is any.
    """

    name: str
    title: str
    suffix: str
    render: Callable[[Track], str]
    holds: frozenset[Feature]
    step_ms: int = 1
    writable: Callable[[str], str] = without_surrogates
    ids: Callable[[Sequence[Cue]], tuple[str | None, ...]] = no_ids
    markup: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """What a file of captions says of one cue. Two readings of the same cue are equal."""

    start_ms: int
    end_ms: int
    lines: tuple[str, ...]
    speaker: str | None = None


def require_same(format_name: str, meant: Sequence[Shown], read: Sequence[Shown]) -> None:
    """Raise ``WriteError`` unless a rendered file, read back, says what was meant."""
    for number, (ours, theirs) in enumerate(zip(meant, read, strict=False), 1):
        if ours != theirs:
            text = excerpt(" / ".join(ours.lines))
            raise WriteError(f"{format_name} captions", f"cue {number} would not read back as it is: {text}")
    if len(meant) != len(read):
        raise WriteError(f"{format_name} captions", f"{len(meant)} cues would read back as {len(read)}")


def require_writable(format_name: str, cues: Sequence[Cue], writable: Callable[[str], str]) -> None:
    """Raise ``WriteError`` for a cue with a character that a format cannot hold (see `SubtitleFormat`), and for one
    with a time that readers do not take: 10,000 hours or more.
    """
    for number, cue in enumerate(cues, 1):
        if cue.span.end_ms >= _TOO_LATE_MS:
            raise WriteError(f"{format_name} captions", f"cue {number} ends past 9,999 hours; check its times")
        for text in texts_of(cue):
            if writable(text) != text:
                what = f"cue {number} has characters that the format cannot hold: {excerpt(text)}"
                raise WriteError(f"{format_name} captions", f"{what}; align convert replaces them")


def excerpt(text: str) -> str:
    """A text as a message shows it: quoted, and not at any length."""
    return repr(text) if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]!r} …"


def texts_of(cue: Cue) -> Iterator[str]:
    """All that a cue says: its lines, its label, and who speaks."""
    yield from cue.lines
    yield from filter(None, (cue.label, cue.dash, cue.speaker, *cue.line_speakers))


def by_start(cues: Sequence[Cue]) -> list[Cue]:
    """The cues in the order of their starts, those that begin together in the order given."""
    return sorted(cues, key=lambda cue: cue.span.start_ms)


def one_voice_each(cue: Cue) -> Iterator[Cue]:
    """The cue, or a cue for each of the voices that share it, all at its time and without dashes."""
    if len(cue.voices) == 1:
        yield cue
        return
    for voice in cue.voices:
        yield replace(
            cue,
            lines=cue.lines[voice.start : voice.end],
            joined_lines=frozenset(at - voice.start for at in cue.joined_lines if voice.start < at < voice.end),
            speaker=voice.speaker,
            line_speakers=(),
            dash="",
            label=None,
        )
