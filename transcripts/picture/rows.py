"""The rows of the picture, each from a part of the view."""

from collections.abc import Sequence
from itertools import groupby
from xml.etree.ElementTree import Element

from transcripts.picture.axis import drawable, ticks
from transcripts.picture.description import counted, percent, stretch
from transcripts.picture.drawing import SIZE, Axis, Row, bars, node, text, titled, written
from transcripts.picture.labels import labels
from transcripts.picture.lanes import Lane
from transcripts.picture.text import fitted, text_width
from transcripts.picture.view import PictureView
from transcripts.timing import TimeSpan, clock

_PITCH, _BAR = 34.0, 20.0
_MIDDLE = _PITCH / 2
_BAR_TOP = (_PITCH - _BAR) / 2
_NUMBER_ROOM = 58.0  # of the figures right of the names
_WAVE, _SURE = 72.0, 34.0
APART = 12.0  # what does not belong together
_TITLE_SIZE, _BOLD = 25.0, 1.15  # bold letters are wider by so much
_TICK_ROOM = 96.0
_COLOURS = 6
_LOWEST = 0.5  # confidence at the foot of its row; words are hardly ever placed with less


def head(view: PictureView, axis: Axis) -> Row:
    """The title, and a line of figures."""
    room = axis.right - axis.edge
    named = sum(1 for voice in view.voices if voice.name and voice.speech)
    figures = [clock(view.duration_ms), counted(named, "speaker") if named else "", counted(view.words, "word")]
    if view.mean_confidence is None and view.words:
        figures.append(f"times by the {view.engine} engine" if view.engine else "times without confidence")
    line = " · ".join(figure for figure in figures if figure)
    group = [
        text(fitted(view.title, room / _BOLD, _TITLE_SIZE), axis.edge, 26, "title"),
        text(fitted(line, room, SIZE), axis.edge, 54, "quiet"),
    ]
    return Row(group=titled(view.title, group), height=64, tail=14)


def times(axis: Axis) -> Row:
    """The axis with round times."""
    at = ticks(axis.duration_ms, max(1, int(axis.width // _TICK_ROOM)))
    marks = "".join(f"M{written(axis.x(time))} 24v6" for time in at)
    shown = [_time(time, axis) for time in at]
    rule = f"M{written(axis.left)} 30H{written(axis.right)}"
    return Row(group=titled("Time", [*shown, node("path", {"class": "lead", "d": marks + rule})]), height=30, tail=6)


def _time(time_ms: int, axis: Axis) -> Element:
    """A time over its tick, at the edges within them."""
    x, half = axis.x(time_ms), text_width(clock(time_ms), SIZE) / 2
    anchor = "" if time_ms == 0 else " end" if x + half > axis.right else " middle"
    return text(clock(time_ms), x, 17, f"quiet{anchor}")


def grid(axis: Axis, top: float, bottom: float) -> Element:
    """Lines from each round time down."""
    at = ticks(axis.duration_ms, max(1, int(axis.width // _TICK_ROOM)))
    lines = "".join(f"M{written(axis.x(time))} {written(top)}V{written(bottom)}" for time in at)
    return node("path", {"class": "grid", "d": lines})


def waveform(peaks: Sequence[float], axis: Axis) -> Row:
    """Loudness as an area around a middle line."""
    group = [_label("Loudness", axis, _WAVE / 2), node("path", {"class": "wave", "d": _envelope(peaks, axis)})]
    return Row(group=titled("Loudness", group), height=_WAVE, tail=APART)


def _envelope(peaks: Sequence[float], axis: Axis) -> str:
    """The outline, to the right along its upper edge and back along the lower one."""
    together = max(1, int(len(peaks) // axis.width))
    parts = [peaks[first : first + together] for first in range(0, len(peaks), together)]
    middle, step = _WAVE / 2, axis.width * together / len(peaks)
    reach = [max(0.5, middle * min(1.0, max(part))) for part in parts]
    xs = [written(min(axis.right, axis.left + (place + 0.5) * step)) for place in range(len(parts))]
    upper = [f"{x} {written(middle - high)}" for x, high in zip(xs, reach, strict=True)]
    lower = [f"{x} {written(middle + high)}" for x, high in zip(xs, reach, strict=True)]
    return f"M{'L'.join([*upper, *reversed(lower)])}z"


def speaker(lane: Lane, number: int, axis: Axis) -> Row:
    """When somebody speaks, and their share; ``number`` from 1 on, 0 for nobody or several."""
    colour = (number - 1) % _COLOURS + 1 if number else 0
    share = percent(lane.share)
    group = [
        _label(lane.name, axis, _MIDDLE),
        *([_figure(share, axis, _MIDDLE)] if lane.share < 1 else []),
        _track(axis),
        node("path", {"class": f"voice-{colour}", "d": bars(lane.blocks, axis, _BAR_TOP, _BAR)}),
    ]
    return Row(group=titled(f"{lane.name}: {share}, {clock(lane.spoken_ms)}", group), height=_PITCH)


def uncovered(spans: Sequence[TimeSpan], axis: Axis) -> Row:
    """Speech without text, hatched."""
    shape = bars(drawable(spans, _least_ms(axis, 3), axis.duration_ms), axis, _BAR_TOP, _BAR)
    group = [
        _label("Speech without text", axis, _MIDDLE),
        _figure(clock(sum(span.duration_ms for span in spans)), axis, _MIDDLE),
        _track(axis),
        node("path", {"fill": "url(#picture-hatch)", "d": shape}),
        node("path", {"class": "outline", "d": shape}),
    ]
    return Row(group=titled(f"Speech without text: {'; '.join(map(stretch, spans[:20]))}", group), height=_PITCH)


def absent(view: PictureView, axis: Axis) -> Row:
    """Where words would stand that were not heard, as crosses."""
    missing = [one for one in view.absent if not one.maybe]
    words = counted(sum(one.words for one in missing), "word")
    places = _marked([TimeSpan(one.at_ms, one.at_ms) for one in missing], axis)
    crosses = "".join(f"M{written(x - 5)} 12l10 10m0-10l-10 10" for x in places)
    group = [
        _label("Not heard", axis, _MIDDLE),
        _figure(f"{sum(one.words for one in missing):,}", axis, _MIDDLE),
        _track(axis),
        node("path", {"class": "cross", "d": crosses}),
    ]
    return Row(group=titled(f"Text that was not heard: {words}", group), height=_PITCH)


def sounds(view: PictureView, axis: Axis) -> Row:
    """Sounds, and the names of those that find a place."""
    least_ms = _least_ms(axis, 3)
    blocks = drawable((span for _, span in view.sounds), least_ms, axis.duration_ms)
    marks = sorted((axis.x(span.start_ms), name) for name, span in view.sounds)
    named = labels(marks, axis.right)
    lines = max((label.line + 1 for label in named), default=0)
    leaders = "".join(
        f"M{written(label.mark_x)} {written(_BAR_TOP + _BAR)}V{written(_PITCH + 20 * label.line + 15)}"
        for label in named
    )
    group = [
        _label("Sounds", axis, _MIDDLE),
        _track(axis),
        node("path", {"class": "sound", "d": bars(blocks, axis, _BAR_TOP, _BAR)}),
        node("path", {"class": "lead", "d": leaders}),
        *(
            text(label.text, label.x, _PITCH + 20 * label.line + 14, "end" if label.is_before else "")
            for label in named
        ),
    ]
    told = "; ".join(f"{name} ({stretch(span)})" for name, span in view.sounds[:20])
    return Row(group=titled(f"Sounds: {told}", group), height=_PITCH + 20 * lines, tail=4 if lines else 0)


def confidence(view: PictureView, axis: Axis) -> Row:
    """How sure the times are: the higher the surer; doubtful and estimated places are marked."""
    group = [_label("Confidence", axis, _SURE / 2), _track(axis, 0, _SURE)]
    if view.mean_confidence is not None:
        group.append(_figure(percent(view.mean_confidence), axis, _SURE / 2))
        areas, lines = _steps(view.confidence, axis)
        group += [node("path", {"class": "sure", "d": areas}), node("path", {"class": "line", "d": lines})]
    if view.estimated:
        shape = bars(
            drawable((part.span for part in view.estimated), _least_ms(axis, 3), axis.duration_ms), axis, 0, _SURE
        )
        group.append(node("path", {"fill": "url(#picture-dots)", "d": shape}))
        group.append(node("path", {"class": "guess", "d": shape}))
    places = _marked([run.span for run in view.doubtful], axis)
    triangles = "".join(f"M{written(x)} {written(_SURE + 3)}l6 11h-12z" for x in places)
    group.append(node("path", {"class": "doubt", "d": triangles}))
    return Row(group=titled("Confidence of the times", group), height=_SURE + (16 if places else 0), tail=8)


def _steps(means: Sequence[float | None], axis: Axis) -> tuple[str, str]:
    """Areas and their upper edges: steps, one a part of the axis, interrupted where there is no value."""
    areas, lines = [], []
    places = [axis.left + axis.width * place / len(means) for place in range(len(means) + 1)]
    for known, run in groupby(range(len(means)), key=lambda place: means[place] is not None):
        if known:
            part = list(run)
            steps = "V".join(f"{_depth(means[place])}H{written(places[place + 1])}" for place in part)
            start = written(places[part[0]])
            lines.append(f"M{start} {steps}")
            areas.append(f"M{start} {steps}V{written(_SURE)}H{start}z")
    return "".join(areas), "".join(lines)


def _depth(mean: float | None) -> str:
    """How far below the top of the row a confidence stands."""
    return written(_SURE * min(1.0, (1 - (mean or 0.0)) / (1 - _LOWEST)))


def _marked(spans: Sequence[TimeSpan], axis: Axis) -> list[float]:
    """Where marks stand for spans, one for those that would lie on each other."""
    shown = drawable(spans, _least_ms(axis, 8), axis.duration_ms)
    return [(axis.x(span.start_ms) + axis.x(span.end_ms)) / 2 for span in shown]


def _least_ms(axis: Axis, units: float) -> int:
    return max(1, int(axis.duration_ms * units / axis.width))


def _label(name: str, axis: Axis, middle: float) -> Element:
    return text(fitted(name, axis.left - axis.edge - _NUMBER_ROOM - 14, SIZE), axis.edge, middle + 5.5)


def _figure(content: str, axis: Axis, middle: float) -> Element:
    return text(content, axis.left - 14, middle + 5.5, "quiet end")


def _track(axis: Axis, top: float = _BAR_TOP, height: float = _BAR) -> Element:
    return node("rect", {"class": "track", "x": axis.left, "y": top, "width": axis.width, "height": height})
