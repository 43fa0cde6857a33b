"""Repairs that cannot do harm: order, times where there is room, spaces and stray characters.

Words, line breaks and in-times are left alone: they are for people. A repair that would bring up a finding that was
not there is not made.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from subtitles.checking.check import EVERY_RULE, every_finding, in_order
from subtitles.checking.finding import Finding
from subtitles.checking.reading import count_words
from subtitles.checking.repairs import OTHER, RULE_OF_REPAIR, SETTLED_BY_WRITING
from subtitles.checking.selection import Selection
from subtitles.checking.subject import Shown, Subject
from subtitles.checking.systematic import told_once
from subtitles.checking.text import single_spaced, widest_space, without_stray
from subtitles.checking.timing import ROUNDING_MS, Gaps
from subtitles.checking.wording import seconds
from subtitles.composing.frames import Grid
from subtitles.cue import Cue
from subtitles.styles import Style
from subtitles.track import Track
from transcripts.reading.captions.cue import Repair
from transcripts.timing import TimeSpan

_MOST_ROUNDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """A repair that was made: for which rule, to which cue (its 1-based number before) or line of the file, and what
    changed from what to what."""

    code: str
    what: str
    before: str
    after: str
    cue: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """A track after its safe repairs, what they were, and what is left to find."""

    track: Track
    applied: tuple[Applied, ...]
    left: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Change:
    """How a cue would be changed, and for which rule."""

    code: str
    before: Cue
    after: Cue


_Changes = Mapping[int, _Change]  # by the number of the cue


@dataclass(frozen=True, slots=True)
class _Mended:
    """A subject after some changes, and what is left to find."""

    changes: _Changes
    subject: Subject
    left: tuple[Finding, ...]


def fix(subject: Subject, selection: Selection = EVERY_RULE) -> Fixed:
    """Make the safe repairs for the selected rules. Fixing what was fixed changes nothing."""
    asked = frozenset(rule.code for rule in selection.rules)
    applied = list(_written_anew(subject, asked))
    subject = replace(subject, repairs=tuple(one for one in subject.repairs if not _is_settled(one, asked)))
    numbers: tuple[int, ...] = tuple(range(1, len(subject.track.cues) + 1))
    if "file-order" in asked:
        numbers, subject = _sorted(subject)
        applied += _moved(numbers)
    left = every_finding(subject, selection)
    for _ in range(_MOST_ROUNDS):
        before = subject.track
        for proposed in (_texts, _out_times):
            mended = _harmless(proposed(subject, asked), _Mended({}, subject, left), selection)
            applied += (_applied(change, numbers[number - 1]) for number, change in mended.changes.items())
            subject, left = mended.subject, mended.left
        if subject.track == before:
            break
    return Fixed(track=subject.track, applied=tuple(applied), left=in_order(told_once(left, subject)))


def _is_settled(repair: Repair, asked: frozenset[str]) -> bool:
    return repair.code in SETTLED_BY_WRITING and RULE_OF_REPAIR.get(repair.code, OTHER) in asked


def _written_anew(subject: Subject, asked: frozenset[str]) -> Iterator[Applied]:
    for repair in subject.repairs:
        if _is_settled(repair, asked):
            code = RULE_OF_REPAIR.get(repair.code, OTHER) or OTHER
            yield Applied(
                code=code, line=repair.line, what="written anew", before=repair.what, after="as the format asks"
            )


def _sorted(subject: Subject) -> tuple[tuple[int, ...], Subject]:
    """The numbers of the cues in the order of their starts, and the subject in that order."""
    numbers = tuple(shown.number for shown in subject.in_time)
    if numbers == tuple(range(1, len(numbers) + 1)):
        return numbers, subject
    cues = subject.track.cues
    heard = subject.heard
    if heard is not None:
        heard = replace(heard, cues=tuple(heard.cues[number - 1] for number in numbers))
    track = replace(subject.track, cues=tuple(cues[number - 1] for number in numbers))
    return numbers, replace(subject, track=track, heard=heard)


def _moved(numbers: Sequence[int]) -> Iterator[Applied]:
    """What was moved: the cues that stood below one that begins later."""
    latest = 0
    places = {number: place for place, number in enumerate(numbers, 1)}
    for number in range(1, len(numbers) + 1):
        if places[number] < latest:
            yield Applied(
                code="file-order",
                cue=number,
                what="sorted by start",
                before=f"place {number}",
                after=f"place {places[number]}",
            )
        latest = max(latest, places[number])


def _texts(subject: Subject, asked: frozenset[str]) -> _Changes:
    """Single spaces, and no control characters."""
    changes = {}
    for shown in subject.shown:
        lines = shown.cue.lines
        code = _wrong_in(lines, asked)
        mended = tuple(_mended(line, asked) for line in lines) if code else lines
        if code and mended != lines and all(mended):
            changes[shown.number] = _Change(code, shown.cue, replace(shown.cue, lines=mended))
    return changes


def _wrong_in(lines: Sequence[str], asked: frozenset[str]) -> str | None:
    if "text-glyphs" in asked and any(without_stray(line) != line for line in lines):
        return "text-glyphs"
    if "text-double-space" in asked and any(widest_space(line) > 1 for line in lines):
        return "text-double-space"
    return None


def _mended(line: str, asked: frozenset[str]) -> str:
    if "text-glyphs" in asked:
        line = without_stray(line)
    if "text-double-space" in asked:
        line = single_spaced(line)
    return line.strip()


def _out_times(subject: Subject, asked: frozenset[str]) -> _Changes:
    """Out-times before the next cue, and late enough, where both can be had."""
    following = {this.number: after for this, after in subject.neighbours()}
    changes = {}
    for shown in subject.shown:
        after = following.get(shown.number)
        code, end_ms = _out_time(shown, after.start_ms if after else None, subject)
        if code in asked and end_ms != shown.end_ms:
            cue = replace(shown.cue, span=TimeSpan(shown.start_ms, end_ms))
            changes[shown.number] = _Change(code, shown.cue, cue)
    return changes


def _out_time(shown: Shown, next_ms: int | None, subject: Subject) -> tuple[str, int]:
    """The out-time that a cue should have, and the rule for which; the one that it has where there is no room."""
    limits, grid = subject.limits, Grid.of(subject.limits.fps)
    shortest_ms = grid.ms(grid.ceil(shown.start_ms + limits.min_duration_ms))
    last_ms = None if next_ms is None else grid.ms(grid.floor(max(0, next_ms - limits.gap_ms)))
    if next_ms is not None and last_ms is not None and next_ms - shown.end_ms < limits.gap_ms - ROUNDING_MS:
        code = "timing-overlap" if next_ms < shown.end_ms else "timing-gap"
        is_long_enough = last_ms - shown.start_ms >= limits.min_duration_ms and _is_read(shown, last_ms, limits)
        return code, last_ms if is_long_enough else shown.end_ms
    code, end_ms = "timing-flash", shown.end_ms
    if shown.duration_ms < limits.min_duration_ms - ROUNDING_MS:
        if last_ms is not None and last_ms < shortest_ms:
            return code, end_ms
        code, end_ms = "timing-short", shortest_ms
    if next_ms is not None and last_ms is not None and Gaps.of(limits).is_flash(next_ms - end_ms):
        is_closed = end_ms < last_ms <= shown.start_ms + limits.max_duration_ms
        end_ms = last_ms if is_closed else end_ms
    return code, end_ms


def _is_read(shown: Shown, end_ms: int, limits: Style) -> bool:
    """Whether a cue can be read until an earlier out-time, or could not be read before."""
    cps, wpm = limits.max_cps or math.inf, limits.max_wpm or math.inf
    chars, words = shown.chars * 1000, count_words(shown) * 60_000
    duration_ms = end_ms - shown.start_ms
    is_slow = chars <= cps * duration_ms and words <= wpm * duration_ms
    return is_slow or chars > cps * shown.duration_ms or words > wpm * shown.duration_ms


def _harmless(changes: _Changes, mended: _Mended, selection: Selection) -> _Mended:
    """The changes made, without those near which a finding would come up that was not there."""
    subject, known = mended.subject, _places(mended.left)
    place = {shown.number: at for at, shown in enumerate(subject.in_time)}
    for _ in range(_MOST_ROUNDS):
        if not changes:
            break
        changed = _changed(subject, changes)
        left = every_finding(changed, selection)
        new = _places(left) - known
        if not new:
            return _Mended(changes, changed, left)
        near = {at for _, cue in new if cue is not None for at in range(place[cue] - 1, place[cue] + 2)}
        changes = {number: change for number, change in changes.items() if place[number] not in near}
    return mended


def _places(findings: Iterable[Finding]) -> Counter[tuple[str, int | None]]:
    return Counter((finding.code, finding.cue) for finding in findings)


def _changed(subject: Subject, changes: _Changes) -> Subject:
    cues = list(subject.track.cues)
    for number, change in changes.items():
        cues[number - 1] = change.after
    return replace(subject, track=replace(subject.track, cues=tuple(cues)))


def _applied(change: _Change, number: int) -> Applied:
    before, after = change.before, change.after
    if before.lines != after.lines:
        what, texts = "text", tuple(" | ".join(cue.lines) for cue in (before, after))
    else:
        what, texts = "out-time", tuple(seconds(cue.span.end_ms) for cue in (before, after))
    return Applied(code=change.code, cue=number, line=before.source_line, what=what, before=texts[0], after=texts[1])
