"""The picture as SVG: lays the view out from top to bottom."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import accumulate
from math import sqrt
from xml.etree.ElementTree import Element, SubElement, tostring

from transcripts.model import TimedTranscript
from transcripts.picture import rows
from transcripts.picture.description import described
from transcripts.picture.drawing import SIZE, Axis, Row, node
from transcripts.picture.legend import legend
from transcripts.picture.text import text_width
from transcripts.picture.view import PictureView, picture_view

LEAST_WIDTH, MOST_WIDTH = 600, 10_000
_USUAL_WIDTH = 1200
_MARGIN = 28.0
_LEAST_LABEL, _MOST_LABEL = 110.0, 216.0
_FIGURES = 72.0  # room right of the names
_PIXELS_APART = 2  # what is nearer on the axis is drawn as one


def render_picture(timed: TimedTranscript, *, peaks: Sequence[float] = (), width: int = _USUAL_WIDTH) -> str:
    """The picture as SVG, with its description inside; for light and dark.

    ``peaks`` is the loudness of equal parts of the audio, each in 0..1, as many as there are; without them there is no
    waveform. ``width`` is in pixels, `LEAST_WIDTH` to `MOST_WIDTH`: a wider picture has larger text and more detail,
    each by the square root. The same arguments give the same text. Raises `ValueError` for another width.
    """
    if not LEAST_WIDTH <= width <= MOST_WIDTH:
        raise ValueError(f"not a width between {LEAST_WIDTH} and {MOST_WIDTH}: {width}")
    scale = sqrt(width / _USUAL_WIDTH)
    view = picture_view(timed, int(width / _PIXELS_APART))
    axis = _axis(view, width / scale)
    return tostring(_document(view, axis, peaks, scale), encoding="unicode") + "\n"


def _axis(view: PictureView, width: float) -> Axis:
    names = ["Loudness", *(lane.name for lane in view.lanes), *(["Speech without text"] if view.uncovered else [])]
    widest = max(text_width(name, SIZE) for name in names)
    left = _MARGIN + min(_MOST_LABEL, max(_LEAST_LABEL, widest)) + _FIGURES
    return Axis(edge=_MARGIN, left=left, width=width - _MARGIN - left, duration_ms=view.duration_ms)


def _document(view: PictureView, axis: Axis, peaks: Sequence[float], scale: float) -> Element:
    placed, top, y = [], 0.0, _MARGIN
    for row in _rows(view, axis, peaks):
        row.group.set("transform", f"translate(0 {y:.1f})")
        row.group.tail = "\n"
        placed.append(row.group)
        y += row.height + row.tail
        top = top or y
    width, foot = axis.right + _MARGIN, y
    explained = legend(view, axis)
    if explained:
        explained.group.set("transform", f"translate(0 {foot + 14:.1f})")
        placed.append(explained.group)
        y += 14 + explained.height
    height = y + _MARGIN - 6
    paper = node("rect", {"class": "paper", "width": width, "height": height})
    return _root(view, (width, height, scale), [paper, rows.grid(axis, top + 30, foot), *placed])


def _root(view: PictureView, size: tuple[float, float, float], parts: list[Element]) -> Element:
    width, height, scale = size
    root = node(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": "episode-picture",
            "width": str(round(width * scale)),
            "height": str(round(height * scale)),
            "viewBox": f"0 0 {width:.1f} {height:.1f}",
            "role": "img",
            "aria-labelledby": "picture-title picture-description",
        },
    )
    SubElement(root, "title", {"id": "picture-title"}).text = f"Timeline of {view.title}"
    SubElement(root, "desc", {"id": "picture-description"}).text = described(view)
    SubElement(root, "style").text = _style()
    root.append(_patterns())
    root.extend(parts)
    return root


def _rows(view: PictureView, axis: Axis, peaks: Sequence[float]) -> Iterator[Row]:
    yield rows.head(view, axis)
    yield rows.times(axis)
    if peaks:
        yield rows.waveform(peaks, axis)
    named = accumulate(int(lane.is_named) for lane in view.lanes)
    colours = [number if lane.is_named else 0 for number, lane in zip(named, view.lanes, strict=True)]
    yield from _together([rows.speaker(*one, axis) for one in zip(view.lanes, colours, strict=True)])
    yield from _together(list(_marks(view, axis)))
    if view.confidence or view.estimated:
        yield rows.confidence(view, axis)


def _together(members: Sequence[Row]) -> Sequence[Row]:
    """Rows that belong together, with room after the last one."""
    return [*members[:-1], *(replace(last, tail=last.tail + rows.APART) for last in members[-1:])]


def _marks(view: PictureView, axis: Axis) -> Iterator[Row]:
    if view.uncovered:
        yield rows.uncovered(view.uncovered, axis)
    if any(not one.maybe for one in view.absent):
        yield rows.absent(view, axis)
    if view.sounds:
        yield rows.sounds(view, axis)


def _patterns() -> Element:
    """Hatching and dots: they tell apart what colours alone would not."""
    size = {"width": "6", "height": "6", "patternUnits": "userSpaceOnUse"}
    lines = node("path", {"class": "hatch", "d": "M-1 7L7 -1M-1 1L1 -1M5 7L7 5"})
    dots = [node("circle", {"class": "dots", "cx": x, "cy": x, "r": "1"}) for x in (1.5, 4.5)]
    return node(
        "defs",
        {},
        [
            node("pattern", {"id": "picture-hatch"} | size, [lines]),
            node("pattern", {"id": "picture-dots"} | size, dots),
        ],
    )


@cache
def _style() -> str:
    return files(__package__).joinpath("picture.css").read_text(encoding="utf-8")
