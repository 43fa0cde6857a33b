"""When each cue is shown: in on its first word, out when it can have been read, never into the next cue.

All is reckoned in whole ticks (see `Grid`), so that a frame rate changes nothing but the unit. In-times are settled
first, forwards where voices overlap and backwards where a cue needs a lead; what they leave is for the out-times.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from subtitles.composing.frames import Grid
from subtitles.styles import Style
from transcripts.timing import TimeSpan

# No caption comes later after its words (BBC, Subtitle Guidelines, Timing), but for crosstalk without end.
_MOST_LATE_MS = 1500
# Amara, subtitle guidelines: no subtitle begins more than half a second before or after its words.
_MOST_OFF_MS = 500
# Netflix, Subtitle Timing Guidelines: an in-time is on the first frame of sound, one or two off are accepted.
_UNSEEN_MS = 83


@dataclass(frozen=True, slots=True)
class Heard:
    """What a cue covers: when its words (or its sound) are heard, and how many characters and words are to be read
    meanwhile. ``slack_ms`` is by how much it may begin later and end earlier: no word waits for the name of a sound."""

    span: TimeSpan
    chars: int
    words: int
    slack_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Limits:
    """Those of a style in ticks, rounded so that none is missed."""

    shortest: int
    longest: int
    gap: int
    chain: int
    linger: int
    lead: int
    lag: int
    off: int
    unseen: int

    @classmethod
    def of(cls, style: Style, grid: Grid) -> "_Limits":
        shortest = max(1, grid.ceil(style.min_duration_ms))
        counts_frames = style.fps is not None and style.min_gap_frames is not None
        return cls(
            shortest=shortest,
            longest=max(shortest, grid.floor(style.max_duration_ms)),
            gap=style.min_gap_frames or 0 if counts_frames else grid.ceil(style.gap_ms),
            chain=grid.ceil(style.chain_gap_ms),
            linger=grid.floor(style.linger_ms),
            lead=grid.floor(style.max_lead_ms),
            lag=grid.floor(_MOST_LATE_MS),
            off=grid.floor(_MOST_OFF_MS),
            unseen=grid.floor(_UNSEEN_MS),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Slot:
    """A cue in ticks: when it is heard first and last, how long its text takes to read, and its slack."""

    start: int
    end: int
    reading: int
    slack: int

    def read_at(self, in_time: int, limits: _Limits) -> int:
        """When a cue that is shown from a tick on has been read, at the earliest after the shortest duration."""
        return in_time + max(limits.shortest, self.reading)

    def spared_from(self, in_time: int, limits: _Limits) -> int:
        """When a cue that is shown from a tick on may go if the next needs its time: when it was shown for the
        shortest duration, and has been read or heard."""
        return max(in_time + limits.shortest, min(self.end - self.slack, in_time + self.reading))


def show_times(heard: Sequence[Heard], end_ms: int, style: Style) -> tuple[TimeSpan, ...]:
    """The times at which cues are shown, for cues in the order of their starts in audio that ends at ``end_ms``.

    With a frame rate each is that of a whole frame. The result ascends without overlap and every time is positive,
    however much the voices overlap: where the next begins before this one has ended, the earlier cue keeps up to its
    shortest duration and the later one follows it.
    """
    grid = Grid.of(style.fps)
    limits, end = _Limits.of(style, grid), grid.floor(end_ms)
    slots = [_slot(one, style, grid) for one in heard]
    led = _with_leads(_after_crosstalk(slots, limits), slots, end, limits)
    in_times = _with_delays(led, slots, end, limits)
    next_times = [*in_times, end + limits.longest + limits.chain + limits.gap][1:]
    spans = []
    for slot, in_time, next_time in zip(slots, in_times, next_times, strict=True):
        out_time = min(_out_time(slot, in_time, next_time, limits), max(end, in_time + 1))
        spans.append(TimeSpan(grid.ms(in_time), grid.ms(out_time)))
    return tuple(spans)


def _slot(heard: Heard, style: Style, grid: Grid) -> _Slot:
    by_chars = heard.chars / style.max_cps if style.max_cps else 0.0
    by_words = heard.words * 60 / style.max_wpm if style.max_wpm else 0.0
    reading = grid.ceil(math.ceil(max(by_chars, by_words) * 1000))
    start, end = grid.floor(heard.span.start_ms), grid.ceil(heard.span.end_ms)
    return _Slot(start=start, end=end, reading=reading, slack=grid.floor(heard.slack_ms))


def _after_crosstalk(slots: Sequence[_Slot], limits: _Limits) -> list[int]:
    """In-times on what is heard first; they ascend without a pair.

    A cue that begins while another is heard waits until that one had its shortest duration, and within the lag also
    until it has been read; a sound waits for that as long as it is heard.
    """
    times: list[int] = []
    for i, slot in enumerate(slots):
        time = slot.start
        if times:
            before = slots[i - 1]
            shown, read = (times[-1] + ticks + limits.gap for ticks in (limits.shortest, before.reading))
            heard = before.end - before.slack - 1  # less a tick, as rounding is no crosstalk
            until = min(heard, max(shown, min(read, slot.start + limits.lag)))
            quiet = min(max(before.end + limits.gap, read, shown), slot.start + slot.slack)
            time = max(time, until, quiet, times[-1] + 1)
        times.append(time)
    return times


def _with_leads(in_times: Sequence[int], slots: Sequence[_Slot], end: int, limits: _Limits) -> list[int]:
    """Earlier in-times for cues that cannot reach their shortest duration otherwise, as far as the style allows and the
    cue before can spare it; and by what nobody sees for those that can be read then. None is after the end."""
    times = list(in_times)
    room_end, latest = end, max(end, len(times)) - 1
    for i in reversed(range(len(times))):
        slot, time = slots[i], times[i]
        too_short, unread = (time + ticks - room_end for ticks in (limits.shortest, slot.reading))
        spared = slots[i - 1].spared_from(in_times[i - 1], limits) + limits.gap if i else 0
        read = slots[i - 1].read_at(in_times[i - 1], limits) + limits.gap if i else 0
        if too_short > 0:
            time = min(time, max(time - too_short, slot.start - limits.lead, spared, 0))
        elif unread > 0 and max(read, slot.start - limits.unseen, 0) <= time - unread:
            time -= unread
        times[i] = min(time, latest)
        room_end, latest = times[i] - limits.gap, times[i] - 1
    return times


def _with_delays(in_times: Sequence[int], slots: Sequence[_Slot], end: int, limits: _Limits) -> list[int]:
    """Later in-times after cues that are too short all the same: by what nobody sees to give them their shortest
    duration, or by half a second at most to give them half of it, so that none is a mere flash. And after cues that can
    be read then, if that is not seen and leaves the next enough to be read as well. None is after the end."""
    times = list(in_times)
    for i in range(1, len(times)):
        before, slot, earliest = times[i - 1] + limits.gap, slots[i], times[i - 1] + 1
        shown = min(before + limits.shortest, slot.start + limits.unseen)
        flashed = min(before + limits.shortest // 2, slot.start + limits.off, end - limits.shortest // 2)
        time = max(times[i], shown, flashed, earliest)
        read = slots[i - 1].read_at(before, limits)
        next_time = times[i + 1] if i + 1 < len(times) else end
        if time < read <= slot.start + limits.unseen and slot.read_at(read, limits) + limits.gap <= next_time:
            time = read
        times[i] = min(time, max(end, len(times)) - len(times) + i)
    return times


def _out_time(slot: _Slot, in_time: int, next_time: int, limits: _Limits) -> int:
    """Half a moment after the last word, or when the text has been read, if that is later: as far as there is room.

    Then the gap to the next cue is the smallest, or one that is wide enough to be seen as a gap.
    """
    shortest, longest = in_time + limits.shortest, in_time + limits.longest
    wanted = min(max(slot.end + limits.linger, in_time + slot.reading, shortest), longest)
    if next_time - wanted >= limits.chain:
        return wanted
    last = next_time - min(limits.gap, (next_time - in_time) // 2)
    return last if last <= longest else min(longest, max(next_time - limits.chain, slot.end, shortest))
