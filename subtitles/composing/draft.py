"""A cue before it has its time."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from subtitles.breaking.phrasing import Phrasing
from subtitles.breaking.segment import NO_LABEL, Block, LabelRoom, PlacedWord, Run, segment
from subtitles.cue import Cue, CueKind, LabelPlace, count_chars
from subtitles.styles import Style
from transcripts.timing import TimeSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words that one speaker says without a long pause. ``place``: the indices of their turn and of the first in it."""

    words: tuple[PlacedWord, ...]
    place: tuple[int, int]
    speaker: str | None

    @property
    def order(self) -> tuple[int, tuple[int, int]]:
        return self.words[0].span.start_ms, self.place


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a cue covers and its text. ``heard`` is when its words or its sound are heard; ``place`` (turn, word) orders
    those that begin together. The other fields are those of `Cue`."""

    heard: TimeSpan
    place: tuple[int, int]
    lines: tuple[str, ...]
    joined_lines: frozenset[int] = frozenset()
    words: tuple[PlacedWord, ...] = ()
    speaker: str | None = None
    line_speakers: tuple[str | None, ...] = ()
    dash: str = ""
    label: str | None = None
    label_place: LabelPlace = "beside"
    kind: CueKind = "speech"

    @property
    def order(self) -> tuple[int, tuple[int, int]]:
        return self.heard.start_ms, self.place

    @property
    def confidence(self) -> float | None:
        known = [word.confidence for word in self.words if word.confidence is not None]
        return sum(known) / len(known) if known else None

    def is_joined(self, line: int) -> bool:
        """Whether a line goes on without a space, the first where its first word does."""
        return line in self.joined_lines if line else bool(self.words) and self.words[0].word.joined

    def cue(self, span: TimeSpan) -> Cue:
        """The cue, shown during ``span``."""
        return Cue(
            span=span,
            lines=self.lines,
            joined_lines=self.joined_lines,
            speaker=self.speaker,
            line_speakers=self.line_speakers,
            dash=self.dash,
            label=self.label,
            label_place=self.label_place,
            kind=self.kind,
            confidence=self.confidence,
        )


def room_of(draft: Draft) -> LabelRoom:
    """The room that the label of a draft takes."""
    if draft.label is None:
        return NO_LABEL
    return LabelRoom(lines=1) if draft.label_place == "above" else LabelRoom(chars=count_chars(f"{draft.label} "))


@dataclass(frozen=True, slots=True)
class Divider:
    """Divides words into drafts, as a style and the phrases of the language ask."""

    phrasing: Phrasing
    style: Style

    def divide(self, passage: Passage, room: LabelRoom = NO_LABEL) -> tuple[Draft, ...]:
        """The drafts of a passage, in order; the first leaves room for a label."""
        turn, first = passage.place
        drafts = []
        for block in self._blocks(passage.words, room):
            words = passage.words[block.start : block.end]
            starts = tuple(k - block.start for k in block.line_starts)
            draft = Draft(
                heard=TimeSpan(words[0].span.start_ms, max(word.span.end_ms for word in words)),
                place=(turn, first + block.start),
                lines=tuple(_text(words[a:b]) for a, b in pairwise((*starts, len(words)))),
                joined_lines=frozenset(at for at, k in enumerate(starts) if at and words[k].word.joined),
                words=words,
                speaker=passage.speaker,
            )
            drafts.append(draft)
        return tuple(drafts)

    def _blocks(self, words: Sequence[PlacedWord], room: LabelRoom) -> Sequence[Block]:
        """How the words are cut. A single one, of which a lively conversation has many, needs no search."""
        if len(words) == 1:
            return (Block(0, 1, (0,)),)
        return segment(Run(words, self.phrasing, self.style, room))


def _text(words: Sequence[PlacedWord]) -> str:
    first, *rest = words
    return first.text + "".join(f"{' ' * word.space}{word.text}" for word in rest)
