"""Time along a picture: where its axis is marked, and stretches that are drawn as one."""

from collections.abc import Iterable

from transcripts.timing import TimeSpan

_SECOND, _MINUTE, _HOUR = 1000, 60_000, 3_600_000
_STEPS_MS = (
    *(count * _SECOND for count in (1, 2, 5, 10, 15, 30)),
    *(count * _MINUTE for count in (1, 2, 5, 10, 15, 30)),
    *(count * _HOUR for count in (1, 2, 3, 6, 12, 24)),
)


def ticks(duration_ms: int, most: int) -> tuple[int, ...]:
    """Round times from 0 on, at most so many (at least one) within the duration."""
    step_ms = next((step for step in _STEPS_MS if duration_ms // step < most), None)
    if step_ms is None:
        days = -(-(duration_ms + 1) // (max(1, most) * _STEPS_MS[-1]))
        step_ms = days * _STEPS_MS[-1]
    return tuple(range(0, duration_ms + 1, step_ms))


def merged(spans: Iterable[TimeSpan], gap_ms: int) -> tuple[TimeSpan, ...]:
    """The spans in order, as one where less than ``gap_ms`` is between them or they overlap or touch."""
    found: list[TimeSpan] = []
    for span in sorted(spans):
        if found and span.start_ms - found[-1].end_ms < max(1, gap_ms):
            found[-1] = TimeSpan(found[-1].start_ms, max(found[-1].end_ms, span.end_ms))
        else:
            found.append(span)
    return tuple(found)


def drawable(spans: Iterable[TimeSpan], least_ms: int, end_ms: int) -> tuple[TimeSpan, ...]:
    """The spans within ``0..end_ms`` such that neither they nor the gaps between them are shorter than ``least_ms``."""
    return merged((_at_least(span, least_ms, end_ms) for span in spans), least_ms)


def _at_least(span: TimeSpan, least_ms: int, end_ms: int) -> TimeSpan:
    start_ms = max(0, min(span.start_ms, end_ms - least_ms))
    return TimeSpan(start_ms, min(end_ms, max(span.end_ms, start_ms + least_ms)))
