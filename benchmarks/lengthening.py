"""A long episode made of a short one: the same words again, later."""

from collections.abc import Iterator
from dataclasses import replace

from transcripts.model import Item, TimedTranscript, Turn, WordTiming
from transcripts.timing import TimeSpan


def lengthened(timed: TimedTranscript, at_least_ms: int) -> TimedTranscript:
    """The episode repeated as a whole, until it lasts this long; each copy begins where the one before it ends.

    What was set aside, the speakers and the title stay as they are; there is no audio file with these bytes.
    Raises `ValueError` for an episode of no length.
    """
    length_ms = timed.audio.duration_ms
    if length_ms <= 0:
        raise ValueError("an episode of no length can be repeated for ever")
    shifts = [copy * length_ms for copy in range(max(1, -(-at_least_ms // length_ms)))]
    return replace(
        timed,
        transcript=replace(timed.transcript, items=tuple(_items(timed, shifts))),
        timings=tuple(_timing(timing, shift) for shift in shifts for timing in timed.timings),
        sound_spans=tuple(_span(span, shift) if span else None for shift in shifts for span in timed.sound_spans),
        untranscribed=tuple(_span(span, shift) for shift in shifts for span in timed.untranscribed),
        fallbacks=tuple(replace(f, span=_span(f.span, shift)) for shift in shifts for f in timed.fallbacks),
        audio=replace(timed.audio, duration_ms=length_ms * len(shifts), sha256=None),
    )


def _items(timed: TimedTranscript, shifts: list[int]) -> Iterator[Item]:
    for shift in shifts:
        for item in timed.transcript.items:
            yield _turn(item, shift) if isinstance(item, Turn) else item


def _turn(turn: Turn, shift_ms: int) -> Turn:
    return replace(turn, times=tuple(replace(time, start_ms=time.start_ms + shift_ms) for time in turn.times))


def _timing(timing: WordTiming, shift_ms: int) -> WordTiming:
    return replace(timing, span=_span(timing.span, shift_ms)) if timing.span else timing


def _span(span: TimeSpan, shift_ms: int) -> TimeSpan:
    return TimeSpan(span.start_ms + shift_ms, span.end_ms + shift_ms)
