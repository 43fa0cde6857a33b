"""What the marks of the picture mean: only of those that it has."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from transcripts.model import DOUBTFUL_BELOW
from transcripts.picture.drawing import SIZE, Axis, Row, node, text, titled
from transcripts.picture.text import text_width
from transcripts.picture.view import PictureView

_LINE, _SIGN, _GAP = 26.0, 26.0, 20.0


def legend(view: PictureView, axis: Axis) -> Row | None:
    """As many lines as it takes; ``None`` where there is nothing to explain."""
    parts: list[Element] = []
    x, y = axis.edge, 0.0
    for signs, meaning in _entries(view):
        indent = _SIGN if signs else 0.0
        width = indent + text_width(meaning, SIZE)
        if x > axis.edge and x + width > axis.right:
            x, y = axis.edge, y + _LINE
        parts.append(
            node("g", {"transform": f"translate({x:.1f} {y:.1f})"}, [*signs, text(meaning, indent, 18, "quiet")])
        )
        x += width + _GAP
    return Row(group=titled("What the marks mean", parts), height=y + _LINE) if parts else None


def _entries(view: PictureView) -> Iterator[tuple[list[Element], str]]:
    box = {"x": 0, "y": 5, "width": 18, "height": 15}
    if len(view.lanes) > 1:
        yield [], "%: of the speaking time"
    if any(not one.maybe for one in view.absent):
        yield [node("path", {"class": "cross", "d": "M4 7l10 10m0-10l-10 10"})], "text that was not heard"
    if view.mean_confidence is not None:
        yield (
            [node("rect", box | {"class": "sure"}), node("path", {"class": "line", "d": "M0 6H18"})],
            "confidence, 50% to 100%",
        )
    if view.doubtful:
        sign = node("path", {"class": "doubt", "d": "M9 6l6 11h-12z"})
        yield [sign], f"words below {DOUBTFUL_BELOW:.0%} confidence: perhaps misplaced"
    if view.estimated:
        signs = [node("rect", box | {"fill": "url(#picture-dots)"}), node("rect", box | {"class": "guess"})]
        yield signs, "estimated times"
