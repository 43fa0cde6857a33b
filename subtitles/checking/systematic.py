"""What a whole file does is told once: one decision mends it, and hundreds of findings would bury the others."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median_low

from subtitles.checking.finding import Finding
from subtitles.checking.subject import Subject
from subtitles.checking.timing import ROUNDING_MS, Gaps
from subtitles.checking.wording import seconds
from transcripts.timing import TimeSpan

_GAP_CODES = ("timing-gap", "timing-flash")
_FEWEST = 20  # findings of a rule; fewer are slips, to be put right one by one
_HABIT = 0.5  # of the gaps between neighbours that a style would close


def told_once(findings: Sequence[Finding], subject: Subject) -> tuple[Finding, ...]:
    """The findings, those of gaps as one a rule where the file as a whole keeps other gaps than the style does."""
    if not _has_own_gaps(subject):
        return tuple(findings)
    habits = {
        code: found for code in _GAP_CODES if len(found := [one for one in findings if one.code == code]) >= _FEWEST
    }
    others = (one for one in findings if one.code not in habits)
    return (*(_habit(found, subject) for found in habits.values()), *others)


def _has_own_gaps(subject: Subject) -> bool:
    asked = Gaps.of(subject.limits)
    gaps = list(_close_gaps(subject))
    own = sum(asked.is_close(gap_ms) or asked.is_flash(gap_ms) for gap_ms in gaps)
    return own >= _FEWEST and own >= _HABIT * len(gaps)


def _close_gaps(subject: Subject) -> Iterator[int]:
    """The gaps that a style closes to its smallest, or has closed."""
    for this, following in subject.neighbours():
        gap_ms = following.start_ms - this.end_ms
        if 0 <= gap_ms < max(1, subject.limits.chain_gap_ms - ROUNDING_MS):
            yield gap_ms


def _habit(found: Sequence[Finding], subject: Subject) -> Finding:
    """One finding for all of a rule: how many gaps there are, and how wide."""
    gaps = [round(one.measured) for one in found if one.measured is not None]
    spans = [one.span for one in found if one.span]
    limits = subject.limits
    return replace(
        found[0],
        cue=None,
        line=None,
        span=TimeSpan(min(span.start_ms for span in spans), max(span.end_ms for span in spans)),
        message=f"the file keeps gaps of its own: {len(found)} of {len(list(subject.neighbours()))} are "
        f"{_range(gaps)}; a gap is {seconds(limits.gap_ms)}, or {seconds(limits.chain_gap_ms)} and more",
        suggestion="Check against the style that the file was made in, or let --fix set all out-times anew.",
        measured=median_low(gaps),
        excerpt="",
    )


def _range(gaps_ms: Sequence[int]) -> str:
    least, most = min(gaps_ms), max(gaps_ms)
    return seconds(least) if least == most else f"between {seconds(least)} and {seconds(most)}"
