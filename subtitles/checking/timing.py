"""Rules about when cues are shown. Neighbours are those in time, whatever the order of the file."""

from collections.abc import Iterator
from dataclasses import dataclass

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
# Times on no known frames were stretched or come from another rate, and what was two frames there is up to one of
# ours more here: 1/24 s.
_UNKNOWN_FRAME_MS = 42


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """The gaps of a style, in ms: the smallest, the widest that still counts as it, and the least that is seen."""

    smallest_ms: int
    widest_ms: int
    seen_ms: int

    @classmethod
    def of(cls, limits: Style) -> "Gaps":
        """Those of a style; the smallest gap may be less than a frame wider."""
        smallest_ms = limits.gap_ms
        frame_ms = _UNKNOWN_FRAME_MS if limits.fps is None else int(1000 / limits.fps) - 2 * ROUNDING_MS
        widest_ms = smallest_ms + max(ROUNDING_MS, frame_ms)
        return cls(smallest_ms=smallest_ms, widest_ms=widest_ms, seen_ms=limits.chain_gap_ms)

    def is_close(self, gap_ms: int) -> bool:
        """Whether a gap is smaller than the smallest."""
        return 0 <= gap_ms < self.smallest_ms - ROUNDING_MS

    def is_flash(self, gap_ms: int) -> bool:
        """Whether a gap is neither the smallest nor wide enough to be seen as one."""
        return self.widest_ms < gap_ms < self.seen_ms - ROUNDING_MS


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
    smallest = seconds(subject.limits.gap_ms)
    for this, following in subject.neighbours():
        shared_ms = this.end_ms - following.start_ms
        if shared_ms > 0:
            yield Fault(
                at=this,
                message=f"ends {seconds(shared_ms)} after cue {following.number} has begun",
                suggestion=f"End it {smallest} before cue {following.number}, or let both share one cue.",
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
    gaps = Gaps.of(subject.limits)
    smallest = seconds(gaps.smallest_ms)
    for this, following in subject.neighbours():
        gap_ms = following.start_ms - this.end_ms
        if gaps.is_close(gap_ms):
            yield Fault(
                at=this,
                message=f"{seconds(gap_ms)} before cue {following.number}; the smallest gap is {smallest}",
                suggestion=f"End it {smallest} before the next cue.",
                measured=gap_ms,
                limit=gaps.smallest_ms,
                unit="ms",
            )


@rule("timing-flash", "The screen does not go empty for a blink", Severity.WARNING, _of_style("chain_gap_ms"))
def flash(subject: Subject) -> Iterator[Fault]:
    """A gap neither the smallest nor wide enough to be seen as one, where closing it keeps the longest duration."""
    gaps, longest_ms = Gaps.of(subject.limits), subject.limits.max_duration_ms
    smallest, seen = seconds(gaps.smallest_ms), seconds(gaps.seen_ms)
    for this, following in subject.neighbours():
        gap_ms = following.start_ms - this.end_ms
        if gaps.is_flash(gap_ms) and following.start_ms - gaps.smallest_ms - this.start_ms <= longest_ms:
            yield Fault(
                at=this,
                span=TimeSpan(this.end_ms, following.start_ms),
                message=f"the screen is empty for {seconds(gap_ms)} before cue {following.number}; a gap is "
                f"{smallest}, or {seen} and more",
                suggestion=f"Let the cue stay until {smallest} before the next.",
                measured=gap_ms,
                limit=gaps.seen_ms,
                unit="ms",
            )


@rule("timing-frames", "Times are whole frames", Severity.WARNING, _of_style("fps"))
def frames(subject: Subject) -> Iterator[Fault]:
    fps = subject.style.fps
    if fps is None:
        return
    rate, told = float(fps), frames_a_second(fps)
    for shown in subject.shown:
        off_ms = max(_off_grid(shown.start_ms, rate), _off_grid(shown.end_ms, rate))
        if off_ms > ROUNDING_MS:
            yield Fault(
                at=shown,
                message=f"begins or ends {off_ms:.1f} ms off the frames of {told} a second",
                suggestion="Move it to the nearest frame, or check at the frame rate of the video.",
                measured=round(off_ms, 1),
                limit=ROUNDING_MS,
                unit="ms",
            )


def _off_grid(time_ms: int, fps: float) -> float:
    return abs(time_ms - round(time_ms * fps / 1000) * 1000 / fps)


TIMING_RULES = (negative, zero, overlap, short, long, gap, flash, frames)
