"""Frame rates as people write them."""

import re
from fractions import Fraction

_WRITTEN = re.compile(r"\d{1,6}(?:[.,]\d{1,6}|/\d{1,6})?")
# NTSC rates are 1000/1001 of whole ones and are written with two or three decimals: 23.976 (or 23.98), 29.97, 59.94.
_NTSC = tuple(Fraction(whole * 1000, 1001) for whole in (24, 30, 48, 60, 120))
_ROUNDING = Fraction(5, 1000)
_HIGHEST = 1000


def frame_rate(written: str) -> Fraction:
    """The frame rate in frames a second: ``25``, ``23.976``, ``30000/1001``. Raises `ValueError` for anything else."""
    if not _WRITTEN.fullmatch(written.strip()):
        raise ValueError(f"{written!r} is no frame rate")
    try:
        rate = Fraction(written.strip().replace(",", "."))
    except ZeroDivisionError:
        raise ValueError(f"{written!r} is no frame rate") from None
    if not 1 <= rate <= _HIGHEST:
        raise ValueError(f"{written!r} is no frame rate: 1 to {_HIGHEST} frames a second")
    if rate.denominator == 1 or "/" in written:
        return rate
    return next((ntsc for ntsc in _NTSC if abs(ntsc - rate) < _ROUNDING), rate)
