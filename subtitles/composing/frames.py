"""Times as whole ticks: frames of a video, or milliseconds where no frame rate is known."""

from dataclasses import dataclass
from fractions import Fraction

_MS_A_SECOND = 1000


@dataclass(frozen=True, slots=True)
class Grid:
    """Ticks of equal length, the first at 0; ``rate`` is how many there are in a second."""

    rate: Fraction

    @classmethod
    def of(cls, fps: Fraction | None) -> "Grid":
        """The frames of a rate; milliseconds for ``None``, and for frames that are shorter."""
        return cls(Fraction(_MS_A_SECOND) if fps is None else min(fps, Fraction(_MS_A_SECOND)))

    def floor(self, ms: int) -> int:
        """The tick that contains a time."""
        return ms * self.rate.numerator // (_MS_A_SECOND * self.rate.denominator)

    def ceil(self, ms: int) -> int:
        """The first tick that begins at a time or after it."""
        return -(-ms * self.rate.numerator // (_MS_A_SECOND * self.rate.denominator))

    def ms(self, tick: int) -> int:
        """When a tick begins, to the nearest millisecond, halves up."""
        scale = 2 * self.rate.numerator
        return (2 * tick * _MS_A_SECOND * self.rate.denominator + self.rate.numerator) // scale
