"""The surroundings of a finding as a picture: where its cue and the neighbours stand, and what is heard there.

Everything is decided here; the template only draws it. Lengths are in the units of the picture, `WIDTH` of which span
the stretch of time that is shown.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from subtitles.checking.finding import Finding
from subtitles.checking.report.notation import shortened, timecode, timecodes, visible
from subtitles.checking.subject import Subject
from subtitles.cue import Cue, count_chars
from transcripts.timing import TimeSpan, clock

WIDTH = 420
BAR_HEIGHT = 20
_LANE_TITLE = 14
_ROW = BAR_HEIGHT + 3
_MOST_ROWS = 3
_MARGIN_MS = 2500
_LEAST_MS = 8000
_FARTHEST_HEARD_MS = 30_000
_MOST_CUES = 60
_CHAR_WIDTH = 6.2  # of the font that the picture is drawn in, on average
_BOLD_CHAR_WIDTH = 7.0
_FEWEST_CHARS = 4  # of a text; fewer tell nothing
_STEPS_MS = (100, 200, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000, 3_600_000)
_MOST_TICKS = 7

BarKind = Literal["cue", "concerned", "heard", "speech"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch of time on a lane; ``label`` is as much of its text as fits."""

    kind: BarKind
    x: float
    y: float
    width: float
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A lane by its title, which stands at ``y``."""

    title: str
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A time on the axis."""

    x: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A timeline. ``mark_x`` and ``mark_width`` are the time of the finding; ``description`` says in words what is
    seen."""

    title: str
    description: str
    height: float
    mark_x: float
    mark_width: float
    lanes: tuple[Lane, ...]
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]


@dataclass(frozen=True)
class Timeline:
    """Pictures of one subject. The cues are put in order of time once, for all of them."""

    subject: Subject

    def around(self, finding: Finding) -> Picture | None:
        """The picture of a finding's surroundings; ``None`` for a finding without a time."""
        span = finding.span or self._span_of(finding.cue)
        if span is None:
            return None
        heard = self._heard(finding.cue)
        window = _window(span, heard)
        near = self._cues_in(window)
        return _drawn(self._lanes(near, window, _concerned(finding, near)), window, span, _described(near, heard))

    @cached_property
    def _by_start(self) -> tuple[tuple[int, Cue], ...]:
        """The cues with their 1-based numbers."""
        return tuple(sorted(enumerate(self.subject.track.cues, 1), key=lambda one: one[1].span))

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(cue.span.start_ms for _, cue in self._by_start)

    def _cues_in(self, window: TimeSpan) -> tuple[tuple[int, Cue], ...]:
        """Those that are shown in the window; of what begins far before it, only the nearest are looked at."""
        last = bisect_left(self._starts, window.end_ms)
        first = max(0, bisect_right(self._starts, window.start_ms) - _MOST_CUES)
        within = [one for one in self._by_start[first:last] if one[1].span.end_ms > window.start_ms]
        return tuple(within[:_MOST_CUES])

    def _span_of(self, number: int | None) -> TimeSpan | None:
        cues = self.subject.track.cues
        return cues[number - 1].span if number is not None and 0 < number <= len(cues) else None

    def _heard(self, number: int | None) -> TimeSpan | None:
        evidence = self.subject.heard
        if evidence is None or number is None or not 0 < number <= len(evidence.cues):
            return None
        return evidence.cues[number - 1].span

    def _lanes(
        self, near: Sequence[tuple[int, Cue]], window: TimeSpan, concerned: frozenset[int]
    ) -> Iterator[tuple[str, list[tuple[BarKind, TimeSpan, str]]]]:
        kinds: dict[bool, BarKind] = {True: "concerned", False: "cue"}
        yield "Captions", [(kinds[at in concerned], cue.span, f"{at} {visible(cue.text)}") for at, cue in near]
        if self.subject.heard is None:
            return
        spans = [(at, self._heard(at)) for at, _ in near]
        yield "When their words were heard", [("heard", span, str(at)) for at, span in spans if span]
        speech = [part for part in self.subject.heard.speech if _overlap(part, window)]
        yield "Speech in the audio", [("speech", part, "") for part in speech[:_MOST_CUES]]


def _window(span: TimeSpan, heard: TimeSpan | None) -> TimeSpan:
    """The stretch to show: the span, where its words were heard if not far off, and the neighbourhood."""
    start, end = span.start_ms, span.end_ms
    if heard and abs(heard.start_ms - start) <= _FARTHEST_HEARD_MS:
        start, end = min(start, heard.start_ms), max(end, heard.end_ms)
    margin = max(_MARGIN_MS, (end - start) // 8, (_LEAST_MS - (end - start)) // 2)
    return TimeSpan(max(0, start - margin), end + margin)


def _concerned(finding: Finding, near: Iterable[tuple[int, Cue]]) -> frozenset[int]:
    """The cue that the finding names, and those within its time."""
    span = finding.span
    within = {at for at, cue in near if span and span.start_ms <= cue.span.start_ms and cue.span.end_ms <= span.end_ms}
    return frozenset(within if finding.cue is None else {*within, finding.cue})


def _described(near: Sequence[tuple[int, Cue]], heard: TimeSpan | None) -> str:
    shown = [f"cue {at}, {timecodes(cue.span)}" for at, cue in near[:8]]
    more = [f"{len(near) - len(shown)} more cues"] if len(near) > len(shown) else []
    said = f" Words of the cue heard {timecodes(heard)}." if heard else ""
    return f"Shown here: {'; '.join([*shown, *more]) or 'no cue'}.{said}"


def _drawn(
    lanes: Iterable[tuple[str, list[tuple[BarKind, TimeSpan, str]]]], window: TimeSpan, span: TimeSpan, description: str
) -> Picture:
    titles: list[Lane] = []
    bars: list[Bar] = []
    y = 0.0
    for title, entries in lanes:
        titles.append(Lane(title=title, y=y + _LANE_TITLE - 3))
        y += _LANE_TITLE
        rows = _rows([entry[1] for entry in entries])
        bars += [_bar(entry, window, y + row * _ROW) for entry, row in zip(entries, rows, strict=True)]
        y += (max(rows, default=0) + 1) * _ROW + 3
    left, right = _x(span.start_ms, window), _x(span.end_ms, window)
    return Picture(
        title=f"Timeline from {timecode(window.start_ms)} to {timecode(window.end_ms)}",
        description=description,
        height=y,
        mark_x=left,
        mark_width=max(1.5, right - left),
        lanes=tuple(titles),
        bars=tuple(bars),
        ticks=_ticks(window),
    )


def _rows(spans: Sequence[TimeSpan]) -> list[int]:
    """A row for each span, so that those that overlap stand under one another, as far as there are rows."""
    ends = [0] * _MOST_ROWS
    rows = []
    for span in spans:
        row = next((at for at, end in enumerate(ends) if end <= span.start_ms), _MOST_ROWS - 1)
        ends[row] = max(ends[row], span.end_ms)
        rows.append(row)
    return rows


def _bar(entry: tuple[BarKind, TimeSpan, str], window: TimeSpan, y: float) -> Bar:
    kind, span, text = entry
    left, right = _x(span.start_ms, window), _x(span.end_ms, window)
    width = max(2.0, right - left)
    room = int((width - 6) / (_BOLD_CHAR_WIDTH if kind == "concerned" else _CHAR_WIDTH))
    return Bar(kind=kind, x=left, y=y, width=round(width, 1), label=_fitting(text, room))


def _fitting(text: str, room: int) -> str:
    """As much of a text as has room, no less than its first word (the number of a cue); wide characters take the room
    of two."""
    number = text.partition(" ")[0]
    if len(number) > room:
        return ""
    if len(number) + _FEWEST_CHARS > room:
        return number
    short = shortened(text, room)
    return short if count_chars(short) <= room else shortened(text, max(len(number), room // 2))


def _x(time_ms: int, window: TimeSpan) -> float:
    inside = min(max(time_ms, window.start_ms), window.end_ms)
    return round((inside - window.start_ms) * WIDTH / window.duration_ms, 1)


def _ticks(window: TimeSpan) -> tuple[Tick, ...]:
    step = next((one for one in _STEPS_MS if window.duration_ms / one <= _MOST_TICKS), window.duration_ms)
    first = -(-window.start_ms // step) * step
    times = range(first, window.end_ms + 1, step)
    return tuple(Tick(x=_x(time, window), text=_axis_time(time, step)) for time in times)


def _axis_time(time_ms: int, step_ms: int) -> str:
    return clock(time_ms) if step_ms % 1000 == 0 else f"{clock(time_ms)}.{time_ms % 1000 // 100}"


def _overlap(one: TimeSpan, other: TimeSpan) -> bool:
    return one.start_ms < other.end_ms and other.start_ms < one.end_ms
