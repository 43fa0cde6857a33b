"""Frame rates as people write them."""

from fractions import Fraction

import pytest

from subtitles.frame_rates import frame_rate


@pytest.mark.parametrize(
    ("written", "rate"),
    [
        ("25", Fraction(25)),
        (" 24 ", Fraction(24)),
        ("23.976", Fraction(24000, 1001)),
        ("23.98", Fraction(24000, 1001)),
        ("29,97", Fraction(30000, 1001)),
        ("59.94", Fraction(60000, 1001)),
        ("24000/1001", Fraction(24000, 1001)),
        ("12.5", Fraction(25, 2)),
    ],
)
def test_a_frame_rate(written: str, rate: Fraction) -> None:
    assert frame_rate(written) == rate


@pytest.mark.parametrize("written", ["", "fast", "-25", "0", "25/0", "1e9", "0.5", "1001", "nan", "25 fps"])
def test_no_frame_rate(written: str) -> None:
    with pytest.raises(ValueError, match="frame rate"):
        frame_rate(written)
