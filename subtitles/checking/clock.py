"""How the clock of captions stands to that of the audio: an offset, a drift, and which cues keep to neither.

Robust against cues that are wrong one by one or in passages: what counts is the line on which most cues agree.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations
from statistics import fmean, median

from subtitles.checking.evidence import AudioEvidence
from subtitles.track import Track
from transcripts.model import DOUBTFUL_BELOW

AGREE_MS = 500  # how far apart cues may be that are off by the same amount
_FEWEST = 3  # cues that agree; fewer say nothing of all
_MOST = 0.75  # of the cues: where less agree, those that are right as they stand are what others are measured by
_RIGHT = 0.1  # of the cues
_MOST_TRIED = 500  # cues, evenly spread, from which the line is guessed before all are asked
_LAGS = (2, 4, 8)  # shares of the file between two cues whose difference guesses a slope
_ROUNDS = 3
_LEAST_SPREAD_MS = 40.0  # of in-times that are right: a frame
_SURE = 4.0  # standard errors
_LEAST_DRIFT_MS = 200.0  # from the first cue to the last; less is not seen
_NTSC = Fraction(1000, 1001)
FRAME_RATES = {"23.976": 24 * _NTSC, "24": Fraction(24), "25": Fraction(25), "29.97": 30 * _NTSC, "30": Fraction(30)}
_FRAME_RATE_FITS = 1e-4  # difference of slopes
_FRAME_RATES_APART = 1e-3  # of the slopes of the nearest two pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """How much later a cue (its index) begins than its first word, which is heard at ``heard_ms``."""

    cue: int
    heard_ms: int
    late_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Cues begin ``offset_ms + slope * t`` later than what is heard at ``t`` ms.

    ``error`` is the standard error of the slope, 0 for a slope of 0 that was not measured; ``agreeing`` is how many of
    the measured cues keep to it, ``measured`` how many there are.
    """

    offset_ms: float = 0.0
    slope: float = 0.0
    error: float = 0.0
    agreeing: int = 0
    measured: int = 0

    @property
    def is_common(self) -> bool:
        """Whether nearly all cues keep to it."""
        return self.agreeing >= _FEWEST and self.agreeing >= _MOST * self.measured

    def late_ms(self, heard_ms: float) -> float:
        """How much later than it is heard a cue begins by this clock."""
        return self.offset_ms + self.slope * heard_ms

    def heard_ms(self, shown_ms: float) -> float:
        """When the audio says what is shown at a time."""
        return (shown_ms - self.offset_ms) / (1 + self.slope)

    @property
    def frame_rates(self) -> tuple[tuple[str, str], ...]:
        """The pairs of frame rates, of the captions and of the audio, that a slope like this one comes from."""
        fits = min(max(_FRAME_RATE_FITS, 2 * self.error), _FRAME_RATES_APART)
        return tuple(pair for pair, slope in _slopes() if abs(self.slope - slope) <= fits)


def deviations(track: Track, heard: AudioEvidence) -> tuple[Deviation, ...]:
    """Those of the cues that were surely heard, in the order of the track."""
    return tuple(
        Deviation(cue=at, heard_ms=found.span.start_ms, late_ms=cue.span.start_ms - found.span.start_ms)
        for at, (cue, found) in enumerate(zip(track.cues, heard.cues, strict=True))
        if found.span and found.confidence is not None and found.confidence >= DOUBTFUL_BELOW
    )


def clock_of(found: Sequence[Deviation]) -> Clock:
    """The clock on which most cues agree; where many do not, one that is right, if it is for some of them."""
    sample = found[:: -(-len(found) // _MOST_TRIED) or 1]
    guesses = [_densest(sample, slope) for slope in _candidates(sample)]
    if not guesses:
        return Clock(measured=len(found))
    most = max(guess.agreeing for guess in guesses)
    clock = next(guess for guess in guesses if guess.agreeing >= 0.95 * most)  # the simplest come first
    for _ in range(_ROUNDS):
        clock = _fitted([one for one in found if _agrees(one, clock)], clock)
    clock = _counted(found, clock)
    right = _counted(found, Clock())
    is_kept = clock.is_common or (clock.agreeing >= _FEWEST and right.agreeing < _RIGHT * len(found))
    return clock if is_kept else right


def _agrees(one: Deviation, clock: Clock) -> bool:
    return abs(one.late_ms - clock.late_ms(one.heard_ms)) <= AGREE_MS


def _counted(found: Sequence[Deviation], clock: Clock) -> Clock:
    return Clock(
        offset_ms=clock.offset_ms,
        slope=clock.slope,
        error=clock.error,
        agreeing=sum(_agrees(one, clock) for one in found),
        measured=len(found),
    )


def _candidates(found: Sequence[Deviation]) -> Iterator[float]:
    """Slopes worth trying, the simplest first: none, those of wrong frame rates, and the medians of Theil and Sen.

    Of all pairs only those a part of the file apart are asked, which is linear in their number.
    """
    if not found:
        return
    yield 0.0
    yield from dict.fromkeys(slope for _, slope in _slopes())
    for share in _LAGS:
        lag = max(1, len(found) // share)
        pairs = zip(found, found[lag:], strict=False)
        rises = [(b.late_ms - a.late_ms) / (b.heard_ms - a.heard_ms) for a, b in pairs if b.heard_ms > a.heard_ms]
        if rises:
            yield median(rises)


def _slopes() -> Iterator[tuple[tuple[str, str], float]]:
    """How much faster captions run that were timed for one frame rate, where the audio keeps to another."""
    for captions, audio in permutations(FRAME_RATES, 2):
        yield (captions, audio), float(FRAME_RATES[audio] / FRAME_RATES[captions] - 1)


def _densest(found: Sequence[Deviation], slope: float) -> Clock:
    """The offset on which most agree, with a slope that is given."""
    rest = sorted(one.late_ms - slope * one.heard_ms for one in found)
    first, best, at = 0, 0, 0
    for last, value in enumerate(rest):
        while value - rest[first] > 2 * AGREE_MS:
            first += 1
        if last - first + 1 > best:
            best, at = last - first + 1, first
    return Clock(offset_ms=median(rest[at : at + best]), slope=slope, agreeing=best)


def _fitted(agreeing: Sequence[Deviation], guess: Clock) -> Clock:
    """The line through cues that agree, level where its slope is not sure or too small to be seen."""
    times = [float(one.heard_ms) for one in agreeing]
    late = [float(one.late_ms) for one in agreeing]
    if len(agreeing) < _FEWEST:
        return guess
    middle = fmean(times)
    square = sum((time - middle) ** 2 for time in times)
    level = Clock(offset_ms=median(late))
    if not square:
        return level
    height = fmean(late)
    slope = sum((time - middle) * (value - height) for time, value in zip(times, late, strict=True)) / square
    rest = [value - slope * time for time, value in zip(times, late, strict=True)]
    offset_ms = median(rest)
    spread_ms = max(_LEAST_SPREAD_MS, 1.4826 * median(abs(value - offset_ms) for value in rest))
    error = spread_ms / square**0.5
    drift_ms = abs(slope) * (max(times) - min(times))
    if drift_ms < _LEAST_DRIFT_MS or abs(slope) < _SURE * error:
        return level
    return Clock(offset_ms=offset_ms, slope=slope, error=error)
