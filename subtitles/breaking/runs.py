"""A run of words that is to be cut into cues, with what is needed to price them."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from subtitles.breaking.phrasing import Gap, Juncture, Mark, Phrasing
from subtitles.cue import count_chars
from subtitles.styles import Style
from transcripts.model import Word
from transcripts.timing import TimeSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedWord:
    """A word, when it was said and how sure that is, 0..1 (``None`` where nothing tells)."""

    word: Word
    span: TimeSpan
    confidence: float | None = None

    @property
    def text(self) -> str:
        return self.word.text

    @property
    def space(self) -> int:
        """Characters between it and the word before it on a line."""
        return 0 if self.word.joined else 1


@dataclass(frozen=True, slots=True)
class Block:
    """Words ``start:end`` of a run as one cue; ``line_starts`` are the indices at which its lines begin."""

    start: int
    end: int
    line_starts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelRoom:
    """What a speaker label takes of a run's first cue: characters of its first line, or lines above it."""

    chars: int = 0
    lines: int = 0


NO_LABEL = LabelRoom()

PHRASE_CHARS = 42
"""What is long for a phrase, whatever the width of a line: the measure of the lengths of cues and of distances."""

_STOPS = frozenset({Mark.SENTENCE, Mark.ELLIPSIS, Mark.COMMA, Mark.COLON, Mark.DASH})


@dataclass(frozen=True)
class Run:
    """Words of one speaker between two forced breaks, with what is needed to price their segmentations."""

    words: Sequence[PlacedWord]
    phrasing: Phrasing
    style: Style
    label: LabelRoom = NO_LABEL

    @cached_property
    def junctures(self) -> tuple[Juncture, ...]:
        """``junctures[k]`` lies before word ``k``; the first and the last are the ends of the run."""
        return self.phrasing.junctures([word.text for word in self.words])

    @cached_property
    def traits(self) -> tuple[Mapping[str, float], ...]:
        """How much each gap has of what makes it a better or worse place to break, by the names in `Juncture.traits`.

        How near marks are counts where there is none, and at commas: from 0 (far) to 1 (here).
        """
        stops = [*self._nearness(_STOPS)]
        ends = [*self._nearness(frozenset({Mark.SENTENCE}))]
        return tuple(
            {**dict.fromkeys(juncture.traits, 1.0), **_near(juncture.mark, stops[k], ends[k])}
            for k, juncture in enumerate(self.junctures)
        )

    def _nearness(self, marks: frozenset[Mark]) -> Iterator[tuple[float, float]]:
        """How near the last and the next of these marks are to each gap."""
        until = self.chars_until
        places = [k for k, juncture in enumerate(self.junctures) if juncture.mark in marks]
        at = 0  # the first of the places that is not before the gap
        for k in range(len(until)):
            while at < len(places) and places[at] < k:
                at += 1
            last = places[at - 1] if at else 0
            following = places[min(at + (at < len(places) and places[at] == k), len(places) - 1)]
            yield (
                max(0.0, 1 - (until[k] - until[last]) / PHRASE_CHARS),
                max(0.0, 1 - (until[following] - until[k]) / PHRASE_CHARS),
            )

    @cached_property
    def next_sentence_ends(self) -> tuple[int, ...]:
        """The first sentence end after each gap but the last."""
        result = []
        following = len(self.words)
        for k in range(len(self.words) - 1, -1, -1):
            result.append(following)
            if self.junctures[k].gap is Gap.SENTENCE:
                following = k
        return tuple(reversed(result))

    @cached_property
    def pauses_until_ms(self) -> tuple[int, ...]:
        """The silence at all gaps up to the one before word ``k``."""
        pauses_ms = (max(0, b.span.start_ms - a.span.end_ms) for a, b in pairwise(self.words))
        return tuple(accumulate(pauses_ms, initial=0))

    @cached_property
    def shown_until_ms(self) -> tuple[int, ...]:
        """Until when a cue can be shown that ends with word ``k``: the next word, or lingering after its last."""
        lingering = [word.span.end_ms + self.style.linger_ms for word in self.words]
        next_ms = (word.span.start_ms - self.style.gap_ms for word in self.words[1:])
        return (*map(min, lingering, next_ms), lingering[-1])

    @cached_property
    def chars_until(self) -> tuple[int, ...]:
        """Characters of the first ``k`` words, each with the space before it."""
        return tuple(accumulate((word.space + count_chars(word.text) for word in self.words), initial=0))

    @cached_property
    def chars_before(self) -> tuple[int, ...]:
        """Characters before a line that begins with word ``k``, less the label that stands on the first line."""
        chars = [until + word.space for until, word in zip(self.chars_until, self.words, strict=False)]
        return (chars[0] - self.label.chars, *chars[1:])

    @cached_property
    def line_ends(self) -> tuple[int, ...]:
        """Where the longest line ends that begins with word ``k``. Never falls, nor stays at ``k`` but after the last.

        A word that is too long for any line gets one of its own.
        """
        most = self.style.max_chars_per_line
        ends = (bisect_right(self.chars_until, before + most) - 1 for before in self.chars_before)
        return (*(max(k + 1, end) for k, end in enumerate(ends)), len(self.words))

    @cached_property
    def cue_ends(self) -> tuple[int, ...]:
        """Where the longest cue ends that begins with word ``k``: by its lines, and by how long a cue may last.

        A word that is too long for any cue gets one of its own.
        """
        most_ms = self.style.max_duration_ms
        ends_ms = tuple(accumulate((word.span.end_ms for word in self.words), max))
        in_time = (bisect_right(ends_ms, word.span.start_ms + most_ms) for word in self.words)
        return tuple(max(k + 1, min(self._after_lines(k), end)) for k, end in enumerate(in_time))

    def _after_lines(self, start: int) -> int:
        at = start
        for _ in range(self.lines_of_cue(start)):
            at = self.line_ends[at]
        return at

    def lines_of_cue(self, start: int) -> int:
        """How many lines a cue may have that begins with word ``start``: what the label leaves, at least one."""
        return max(1, self.style.max_lines - (self.label.lines if start == 0 else 0))

    def line_chars(self, start: int, end: int) -> int:
        """Length of the line that words ``start:end`` make, with the label where it carries one."""
        return self.chars_until[end] - self.chars_before[start]

    def fits(self, start: int, end: int) -> bool:
        """Whether words ``start:end`` may be one line. A word that is too long for any line gets one of its own."""
        return end <= self.line_ends[start]


def _near(mark: Mark, stops: tuple[float, float], ends: tuple[float, float]) -> Mapping[str, float]:
    if mark not in (Mark.NONE, Mark.COMMA):
        return {}
    return {
        f"{mark.value}, near the last stop": stops[0],
        f"{mark.value}, near the next stop": stops[1],
        f"{mark.value}, near the last sentence end": ends[0],
        f"{mark.value}, near the next sentence end": ends[1],
    }
