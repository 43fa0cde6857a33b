"""What a file of captions says, whatever its format: cues with times and the lines of their text, free of markup."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionLine:
    """One line of a cue's text: no markup, not blank, without white space at its ends; spaces within are kept.

    ``number`` is its 1-based line in the source. ``voice`` is who speaks it where the markup says so.
    """

    number: int
    text: str
    voice: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordTime:
    """When the text of ``lines[line]`` from its character ``offset`` on was said."""

    line: int
    offset: int
    start_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionCue:
    """One cue as the file has it.

    ``number`` is its 1-based place in the file, ``id`` what the file calls it, ``line`` the 1-based line of its time.
    ``spoken`` is empty where a cue shows nothing. ``end_ms`` may lie before ``start_ms``, and cues may overlap or run
    backwards, where the file says so; no time is negative. ``words`` are the times within the text, in its order.
    ``label`` is how a text names the speaker whom the markup names as well (``Khan:``), which is no part of ``spoken``;
    ``is_label_above`` tells whether it has a line of its own.
    """

    number: int
    line: int
    start_ms: int
    end_ms: int
    spoken: tuple[CaptionLine, ...]
    id: str | None = None
    words: tuple[WordTime, ...] = ()
    label: str | None = None
    is_label_above: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the text."""
        return tuple(line.text for line in self.spoken)

    @property
    def voice(self) -> str | None:
        """Who speaks first in it, where the markup names anybody."""
        return next((line.voice for line in self.spoken if line.voice), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """What was not as the format asks at a 1-based line of the source, and how it was taken.

    ``code`` is the kind of it, for programs, a key of `repairs.REPAIR_KINDS` (``syntax`` where no other fits).
    ``written`` is what stands in the source and was not taken as it is (a time), where ``what`` does not tell it.
    """

    line: int
    what: str
    code: str = "syntax"
    written: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Captions:
    """The cues of a file, in its order, and what else it says.

    ``repairs`` concern text and times. ``notes`` do not: they tell what a strict player does not take, and what a
    cue's plain text does not hold (markup, settings, styles). ``before`` is text above the first cue that is no part
    of the format.
    """

    cues: tuple[CaptionCue, ...]
    repairs: tuple[Repair, ...] = ()
    notes: tuple[Repair, ...] = ()
    before: tuple[CaptionLine, ...] = ()
    language: str | None = None
    title: str | None = None
