"""When each cue is shown: in on its first word, out when it can have been read, never into the next cue."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from subtitles.styles import Style
from transcripts.timing import TimeSpan


@dataclass(frozen=True, slots=True)
class Heard:
    """What a cue covers: when its words (or its sound) are heard, and how many characters are to be read meanwhile."""

    span: TimeSpan
    chars: int


def show_times(heard: Sequence[Heard], end_ms: int, style: Style) -> tuple[TimeSpan, ...]:
    """The times at which cues are shown, for cues in the order of their starts in audio that ends at ``end_ms``.

    The result ascends without overlap and every time is positive, however much the voices overlap: where the next
    begins before this one has ended, the earlier cue keeps up to its shortest duration and the later one follows it.
    """
    in_times = _in_times(heard, style)
    out_times = [
        min(_out_time(this, in_ms, style), max(end_ms, in_ms + 1)) for this, in_ms in zip(heard, in_times, strict=True)
    ]
    for i, (in_ms, next_in_ms) in enumerate(pairwise(in_times)):
        out_times[i] = _before_next(in_ms, out_times[i], next_in_ms, style)
    previous_out_ms = -style.gap_ms
    spans = []
    for in_ms, out_ms in zip(in_times, out_times, strict=True):
        in_ms = _with_lead(in_ms, out_ms, previous_out_ms + style.gap_ms, style)
        spans.append(TimeSpan(in_ms, out_ms))
        previous_out_ms = out_ms
    return tuple(spans)


def _in_times(heard: Sequence[Heard], style: Style) -> list[int]:
    times: list[int] = []
    for i, this in enumerate(heard):
        in_ms = this.span.start_ms
        if times:
            crosstalk_until_ms = min(heard[i - 1].span.end_ms, times[-1] + style.min_duration_ms)
            in_ms = max(in_ms, crosstalk_until_ms, times[-1] + 1)
        times.append(in_ms)
    return times


def _out_time(heard: Heard, in_ms: int, style: Style) -> int:
    """Where there is room: half a moment after the last word, or when the text has been read, if that is later."""
    read_ms = in_ms + (round(heard.chars * 1000 / style.max_cps) if style.max_cps else 0)
    out_ms = max(heard.span.end_ms + style.linger_ms, read_ms, in_ms + style.min_duration_ms)
    return min(out_ms, in_ms + style.max_duration_ms)


def _before_next(in_ms: int, out_ms: int, next_in_ms: int, style: Style) -> int:
    """The out-time with a gap to the next cue: the smallest one, or one that is wide enough to be seen as a gap."""
    last_ms = next_in_ms - min(style.gap_ms, (next_in_ms - in_ms) // 2)
    if next_in_ms - out_ms < style.chain_gap_ms:
        return min(last_ms, in_ms + style.max_duration_ms)
    return out_ms


def _with_lead(in_ms: int, out_ms: int, earliest_ms: int, style: Style) -> int:
    """An earlier in-time for a cue that cannot reach its shortest duration otherwise."""
    wanted_ms = max(out_ms - style.min_duration_ms, in_ms - style.max_lead_ms, earliest_ms, 0)
    return min(in_ms, wanted_ms)
