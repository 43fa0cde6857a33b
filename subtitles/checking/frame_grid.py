"""The frame rate that the times of captions give away."""

from collections.abc import Sequence
from fractions import Fraction

from subtitles.composing.frames import Grid

_NTSC = Fraction(1000, 1001)
# The coarser first: times of 25 frames a second are also times of 50.
_RATES = (24 * _NTSC, Fraction(24), Fraction(25), 30 * _NTSC, Fraction(30), Fraction(50), 60 * _NTSC, Fraction(60))
_FEWEST = 20  # times; any one lies on the frames of 60 a second by chance in one case of six
_MOST_OFF = 0.01  # share of times that were set by hand afterwards; one at least
_ROUNDING_MS = 1


def likely_frame_rate(times_ms: Sequence[int]) -> Fraction | None:
    """The frame rate on whose frames the times lie; ``None`` where they lie on none, or are too few to tell."""
    if len(times_ms) < _FEWEST:
        return None
    return next((rate for rate in _RATES if _fits(times_ms, Grid.of(rate))), None)


def _fits(times_ms: Sequence[int], grid: Grid) -> bool:
    left = max(1, int(_MOST_OFF * len(times_ms)))
    for time_ms in times_ms:
        tick = grid.floor(time_ms + _ROUNDING_MS)
        if time_ms - grid.ms(tick) > _ROUNDING_MS:
            left -= 1
            if left < 0:
                return False
    return True
