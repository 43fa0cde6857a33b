"""The parts that a picture is made of: elements of SVG, and where a time lies on its axis."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from transcripts.timing import TimeSpan

SIZE = 16.0  # of the font


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """Time from ``left`` on, ``width`` units for ``duration_ms``; ``edge`` is the left edge of the labels."""

    edge: float
    left: float
    width: float
    duration_ms: int

    @property
    def right(self) -> float:
        return self.left + self.width

    def x(self, time_ms: int) -> float:
        return self.left + self.width * min(max(0, time_ms), self.duration_ms) / self.duration_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A part of the picture that takes its whole width, drawn from ``y = 0`` down; ``tail`` is empty room below it."""

    group: Element
    height: float
    tail: float = 0.0


def node(tag: str, attributes: Mapping[str, str | float], children: Iterable[Element] = ()) -> Element:
    """An element; numbers are written with one decimal at most."""
    made = Element(tag, {name: written(value) for name, value in attributes.items()})
    made.extend(children)
    return made


def text(content: str, x: float, y: float, kind: str = "") -> Element:
    """A line of text whose baseline is at ``y``."""
    made = node("text", {"x": x, "y": y} | ({"class": kind} if kind else {}))
    made.text = content
    return made


def titled(title: str, children: Iterable[Element]) -> Element:
    """A group that tells its title when it is pointed at."""
    first = Element("title")
    first.text = title
    return node("g", {}, [first, *children])


def bars(spans: Iterable[TimeSpan], axis: Axis, y: float, height: float) -> str:
    """The path of rectangles, one a span."""
    drawn = []
    for span in spans:
        start, end = written(axis.x(span.start_ms)), written(axis.x(span.end_ms))
        drawn.append(f"M{start} {written(y)}H{end}v{written(height)}H{start}z")
    return "".join(drawn)


def written(value: str | float) -> str:
    """A number as SVG has it, to a tenth of a unit."""
    if isinstance(value, str):
        return value
    number = f"{value:.1f}".removesuffix(".0")
    return "0" if number == "-0" else number
