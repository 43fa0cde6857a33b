"""Rules about when cues are shown. Neighbours are those in time, whatever the order of the file."""

from collections.abc import Iterator

from subtitles.checking.finding import Basis, Fault, Quality, Severity, rule
from subtitles.checking.repairs import repaired
from subtitles.checking.subject import Subject
from subtitles.checking.wording import frames_a_second, seconds
from subtitles.styles import Style
from transcripts.timing import TimeSpan

_WEBVTT = "W3C WebVTT, 4.1: a cue ends after it starts, https://www.w3.org/TR/webvtt1/"
_PLACED = "FCC, 47 CFR 79.1(j)(2)(iv): captions do not overlap one another"
# Times of a file are whole milliseconds, frames are not: two frames of 1/24 s may be 82, 83 or 84 ms apart.
ROUNDING_MS = 1


def _of_style(field: str) -> Basis:
    return Basis(quality=Quality.SYNCHRONICITY, source=f"the house style ({field})", limit_field=field)


_IN_SYNC = Basis(quality=Quality.SYNCHRONICITY, wcag=("1.2.2",), source=_WEBVTT)


@rule("timing-negative", "No cue ends before it begins", Severity.ERROR, _IN_SYNC)
def negative(subject: Subject) -> Iterator[Fault]:
    yield from repaired(subject, "timing-negative", "Give the cue the time at which its last word ends.")


@rule("timing-zero", "No cue ends as it begins", Severity.ERROR, _IN_SYNC)
def zero(subject: Subject) -> Iterator[Fault]:
    yield from repaired(subject, "timing-zero", "Give the cue the time at which its last word ends.")


@rule("timing-overlap", "One cue is shown at a time", Severity.ERROR, Basis(quality=Quality.PLACEMENT, source=_PLACED))
def overlap(subject: Subject) -> Iterator[Fault]:
    for this, following in subject.neighbours():
        shared_ms = this.end_ms - following.start_ms
        if shared_ms > 0:
            yield Fault(
                at=this,
                message=f"ends {seconds(shared_ms)} after cue {following.number} has begun",
                suggestion=f"End it {_gap(subject)} before cue {following.number}, or let both share one cue.",
                measured=shared_ms,
                limit=0,
                unit="ms",
            )


@rule("timing-short", "A cue is shown long enough to be noticed", Severity.WARNING, _of_style("min_duration_ms"))
def short(subject: Subject) -> Iterator[Fault]:
    limit_ms = subject.limits.min_duration_ms
    for shown in subject.shown:
        if shown.duration_ms < limit_ms - ROUNDING_MS:
            yield Fault(
                at=shown,
                message=f"is shown for {seconds(shown.duration_ms)}; the shortest is {seconds(limit_ms)}",
                suggestion="Let it begin earlier or stay longer where nobody speaks, or join it with a neighbour.",
                measured=shown.duration_ms,
                limit=limit_ms,
                unit="ms",
            )


@rule("timing-long", "A cue does not outstay its reading", Severity.WARNING, _of_style("max_duration_ms"))
def long(subject: Subject) -> Iterator[Fault]:
    limit_ms = subject.limits.max_duration_ms
    for shown in subject.shown:
        if shown.duration_ms > limit_ms + ROUNDING_MS:
            yield Fault(
                at=shown,
                message=f"is shown for {seconds(shown.duration_ms)}; the longest is {seconds(limit_ms)}",
                suggestion="Take it away after its last word, or divide it at the end of a clause.",
                measured=shown.duration_ms,
                limit=limit_ms,
                unit="ms",
            )


@rule("timing-gap", "The eye sees that the cue has changed", Severity.WARNING, _of_style("min_gap_ms"))
def gap(subject: Subject) -> Iterator[Fault]:
    limit_ms = subject.limits.gap_ms
    for this, following in subject.neighbours():
        gap_ms = following.start_ms - this.end_ms
        if 0 <= gap_ms < limit_ms - ROUNDING_MS:
            yield Fault(
                at=this,
                message=f"{seconds(gap_ms)} before cue {following.number}; the smallest gap is {seconds(limit_ms)}",
                suggestion=f"End it {_gap(subject)} before the next cue.",
                measured=gap_ms,
                limit=limit_ms,
                unit="ms",
            )


@rule("timing-flash", "The screen does not go empty for a blink", Severity.WARNING, _of_style("chain_gap_ms"))
def flash(subject: Subject) -> Iterator[Fault]:
    """A gap neither the smallest nor wide enough to be seen as one, where closing it keeps the longest duration."""
    limits = subject.limits
    for this, following in subject.neighbours():
        gap_ms = following.start_ms - this.end_ms
        if is_flash(gap_ms, limits) and following.start_ms - limits.gap_ms - this.start_ms <= limits.max_duration_ms:
            yield Fault(
                at=this,
                span=TimeSpan(this.end_ms, following.start_ms),
                message=f"the screen is empty for {seconds(gap_ms)} before cue {following.number}; a gap is "
                f"{seconds(limits.gap_ms)}, or {seconds(limits.chain_gap_ms)} and more",
                suggestion=f"Let the cue stay until {_gap(subject)} before the next.",
                measured=gap_ms,
                limit=limits.chain_gap_ms,
                unit="ms",
            )


@rule("timing-frames", "Times are whole frames", Severity.WARNING, _of_style("fps"))
def frames(subject: Subject) -> Iterator[Fault]:
    fps = subject.style.fps
    if fps is None:
        return
    for shown in subject.shown:
        off_ms = max(_off_grid(shown.start_ms, float(fps)), _off_grid(shown.end_ms, float(fps)))
        if off_ms > ROUNDING_MS:
            yield Fault(
                at=shown,
                message=f"begins or ends {off_ms:.1f} ms off the frames of {frames_a_second(fps)} a second",
                suggestion="Move it to the nearest frame, or check at the frame rate of the video.",
                measured=round(off_ms, 1),
                limit=ROUNDING_MS,
                unit="ms",
            )


def is_flash(gap_ms: int, limits: Style) -> bool:
    """Whether a gap is neither the smallest, or that and less than a frame, nor wide enough to be seen as one."""
    frame_ms = 0 if limits.fps is None else int(1000 / limits.fps)
    smallest_ms = limits.gap_ms + max(ROUNDING_MS, frame_ms - 2 * ROUNDING_MS)
    return smallest_ms < gap_ms < limits.chain_gap_ms - ROUNDING_MS


def _off_grid(time_ms: int, fps: float) -> float:
    return abs(time_ms - round(time_ms * fps / 1000) * 1000 / fps)


def _gap(subject: Subject) -> str:
    return seconds(subject.limits.gap_ms)


TIMING_RULES = (negative, zero, overlap, short, long, gap, flash, frames)
