"""Where the text of cues breaks, and where else it could: what the rules of layout share.

A rule about a break only speaks where a better one was within reach: both sides keep to the limits of the style.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from subtitles.breaking.phrasing import Gap
from subtitles.checking.shown import Shown, count_columns
from subtitles.cue import Cue
from subtitles.styles import Style

Tell = Callable[[str, str], Gap]  # what a break between two neighbouring words would part

# Marks that open a turn, a sound or a line of a song rather than go on with a sentence.
_OPENERS = ("-", "–", "—", "‐", ">>", "[", "(", "♪", "♫", "#", "*", "「", "『")
_END_OF_LABEL = (":", "：")
_MARKS = (Gap.SENTENCE, Gap.CLAUSE)
# By how much a break there parts.
_ORDER = {
    Gap.SENTENCE: 0,
    Gap.CLAUSE: 1,
    Gap.CONJUNCTION: 2,
    Gap.PREPOSITION: 3,
    Gap.PLAIN: 4,
    Gap.BOUND: 5,
}


def is_running(cue: Cue) -> bool:
    """Whether the lines of a cue are one text of one voice, with spaces where they break."""
    if cue.kind == "sound" or cue.line_speakers or cue.joined_lines:
        return False
    return not any(line.startswith(_OPENERS) or _has_label(line) for line in cue.lines[1:])


def _has_label(line: str) -> bool:
    """Whether a line begins like ``KHAN: `` or ``Dr. Amara Khan: ``."""
    name, colon, _ = line.partition(": ")
    words = name.split()
    return bool(colon) and 0 < len(words) <= 4 and all(word[0].isupper() for word in words)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineBreak:
    """A break between two neighbouring lines of a running cue, and how the words of both could break otherwise.

    ``at`` is how many of the ``words`` stand on the upper line, ``ends`` at which character each ends (see
    `word_ends`); ``before`` is what a label takes of the upper line, in characters.
    """

    shown: Shown
    words: tuple[str, ...]
    ends: tuple[int, ...]
    at: int
    before: int

    def widths(self, at: int) -> tuple[int, int]:
        """The characters of both lines, with ``at`` words on the upper one."""
        return self.before + width(self.ends, 0, at), width(self.ends, at, len(self.words))

    def balance(self, at: int) -> float:
        """The shorter line by the longer one, 0..1."""
        shorter, longer = sorted(self.widths(at))
        return shorter / longer


def line_breaks(cues: Iterable[Shown], limits: Style) -> Iterator[LineBreak]:
    """The breaks within running cues that do not fit on one line."""
    for shown in cues:
        cue = shown.cue
        if len(cue.lines) < 2 or not is_running(cue) or fits_one_line(shown, limits):
            continue
        labelled = count_columns(f"{cue.label} ") if cue.label and cue.label_place == "beside" else 0
        lines = [tuple(line.split()) for line in cue.lines]
        for number, (upper, lower) in enumerate(pairwise(lines)):
            if number == 0 and upper[-1].endswith(_END_OF_LABEL):
                continue  # a name on a line of its own
            words = upper + lower
            yield LineBreak(
                shown=shown, words=words, ends=word_ends(words), at=len(upper), before=0 if number else labelled
            )


def fits_one_line(shown: Shown, limits: Style) -> bool:
    """Whether all that a cue shows has room on one line, spaces where it breaks included."""
    return shown.chars + len(shown.lines) - 1 <= limits.max_chars_per_line


def better_line_break(found: LineBreak, gap_between: Tell, limits: Style, *, least_balance: float) -> int | None:
    """Another place for a line break, the nearest: within the line length, as balanced as ``least_balance``, and
    surely parting less than the break there is (or as little, at another mark)."""
    gap = gap_between(found.words[found.at - 1], found.words[found.at])
    if gap is Gap.BOUND:
        places = unbound_places(found.words, found.at, gap_between)
    else:
        most = _ORDER[gap] - (gap not in _MARKS)
        places = [at for at, kind in enumerate(gaps(found.words, gap_between), 1) if _ORDER[kind] <= most]
    for at in sorted(places, key=lambda at: abs(at - found.at)):
        if at != found.at and found.balance(at) >= least_balance and max(found.widths(at)) <= limits.max_chars_per_line:
            return at
    return None


def gaps(words: Sequence[str], gap_between: Tell) -> list[Gap]:
    """What a break after each of the words but the last would part."""
    return [gap_between(before, after) for before, after in pairwise(words)]


def unbound_places(words: Sequence[str], at: int, gap_between: Tell) -> list[int]:
    """Where words that lean on each other at a place could break instead: after a mark or before what opens a phrase,
    anywhere, and before the first word of those that lean. Between two other words a break is not surely better."""
    kinds = gaps(words, gap_between)
    places = [place for place, kind in enumerate(kinds, 1) if kind not in (Gap.PLAIN, Gap.BOUND)]
    leaning = next((place for place in range(at, 0, -1) if kinds[place - 1] is not Gap.BOUND), 0)
    return [*places, leaning] if leaning and kinds[leaning - 1] is Gap.PLAIN else places


@dataclass(frozen=True, slots=True, kw_only=True)
class CueBreak:
    """The break between two cues of one running speech, and what it takes to move it by some words.

    ``at`` is how many of the ``words`` stand in the first of them.
    """

    this: Shown
    following: Shown
    words: tuple[str, ...]
    at: int

    def could_be(self, at: int, limits: Style) -> bool:
        """Whether both cues keep to the lines and durations of a style with ``at`` words in the first.

        Moved words take the time that they have on screen now, by their share of the characters.
        """
        ends = word_ends(self.words)
        moved_ms = self._moved_ms(at, ends)
        first_ms, second_ms = self.this.duration_ms + moved_ms, self.following.duration_ms - moved_ms
        if min(first_ms, second_ms) < limits.min_duration_ms or max(first_ms, second_ms) > limits.max_duration_ms:
            return False
        first, second = self.words[:at], self.words[at:]
        return _wraps(first, self.this.cue, limits) and _wraps(second, self.following.cue, limits)

    def _moved_ms(self, at: int, ends: Sequence[int]) -> float:
        """The time that the first cue gains; negative for what it gives away."""
        if at < self.at:
            return -self.this.duration_ms * width(ends, at, self.at) / width(ends, 0, self.at)
        following = self.following.duration_ms / width(ends, self.at, len(ends))
        return following * width(ends, self.at, at)


def cue_breaks(in_time: Sequence[Shown], limits: Style) -> Iterator[CueBreak]:
    """The breaks between cues, in the order of time, at which the same voice goes on without a pause; only those of
    cues that have room for their words, however these are divided."""
    room = 2 * limits.max_lines * (limits.max_chars_per_line + 1)
    for this, following in pairwise(in_time):
        if this.chars + following.chars > room:
            continue
        if 0 <= following.start_ms - this.end_ms < limits.pause_ms and _goes_on(this.cue, following.cue):
            words = tuple(this.cue.text.split())
            yield CueBreak(
                this=this, following=following, words=words + tuple(following.cue.text.split()), at=len(words)
            )


def _goes_on(this: Cue, following: Cue) -> bool:
    if this.speaker != following.speaker or following.label is not None:
        return False
    if not (is_running(this) and is_running(following)):
        return False
    first = following.lines[0]
    return not (first.startswith(_OPENERS) or _has_label(first) or this.lines[-1].endswith((")", "]", "♪", "♫")))


def word_ends(words: Iterable[str]) -> tuple[int, ...]:
    """At which character each word ends, with a space after each."""
    return tuple(accumulate(count_columns(word) + 1 for word in words))


def width(ends: Sequence[int], start: int, stop: int) -> int:
    """The characters of the words from ``start`` to before ``stop``, spaces between them included."""
    return ends[stop - 1] - (ends[start - 1] if start else 0) - 1 if stop > start else 0


def sentence_ends(words: Sequence[str], gap_between: Tell) -> Iterator[int]:
    """After how many of the words a sentence ends, the last word left out."""
    for at, (before, after) in enumerate(pairwise(words), 1):
        if not before[-1].isalnum() and gap_between(before, after) is Gap.SENTENCE:
            yield at


def _wraps(words: Sequence[str], cue: Cue, limits: Style) -> bool:
    """Whether the words have room in the lines that a style allows, next to the label of their cue."""
    if not words:
        return False
    lines, width = 1, 0
    if cue.label:
        lines, width = (2, 0) if cue.label_place == "above" else (1, count_columns(f"{cue.label} "))
    for word in words:
        chars = count_columns(word)
        if width and width + 1 + chars > limits.max_chars_per_line:
            lines, width = lines + 1, 0
        width += chars + (width > 0)
        if width > limits.max_chars_per_line:
            return False
    return lines <= limits.max_lines
