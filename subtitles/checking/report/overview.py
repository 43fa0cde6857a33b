"""The whole file on one axis: who is captioned when, where somebody speaks, and where the findings are.

Everything is decided here; the template only draws it. Labels are text of the page, so that they keep their size where
the strips get narrow.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from subtitles.checking.finding import Severity
from subtitles.checking.report.notation import counted, shortened, visible
from subtitles.checking.report.report import Report
from subtitles.checking.subject import Subject
from transcripts.picture.axis import drawable, ticks
from transcripts.picture.description import percent, stretch
from transcripts.picture.lanes import Voice, lanes_of, voices_of
from transcripts.timing import TimeSpan, clock

WIDTH = 900
STRIP_HEIGHT = 20
_PARTS = 150
_MOST_LANES = 8
_MOST_TICKS = 5  # as many times as have room on a phone
_EDGE = 0.08  # of the axis: half a time on a phone
_MOST_NAME = 60  # characters
_MOST_STRETCHES = 20  # that are told in words

StripKind = Literal["captions", "sounds", "speech", "missing", "error", "warning", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A strip by its name; ``figure`` is how much it is of, ``path`` what is drawn on it, in units of the picture."""

    kind: StripKind
    name: str
    figure: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A time of the axis, ``percent`` of its length from the left; its text stands after, on or before it."""

    percent: float
    text: str
    anchor: Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The strips on one axis with its ticks, and the same in words."""

    strips: tuple[Strip, ...]
    ticks: tuple[Tick, ...]
    grid: str
    description: str


def overview(report: Report) -> Overview | None:
    """``None`` where there is nothing to show: no finding has a time, and nothing tells who speaks when."""
    subject = report.subject
    end_ms = max((cue.span.end_ms for cue in subject.track.cues), default=0)
    if subject.heard:
        end_ms = max(end_ms, subject.heard.duration_ms)
    found = [(finding.severity, finding.span) for finding in report.findings if finding.span]
    voices = _voices(subject)
    if not end_ms or not (found or subject.heard or any(voice.name for voice in voices)):
        return None
    at = ticks(end_ms, _MOST_TICKS)
    return Overview(
        strips=(*_lanes(subject, voices, end_ms), *_heard(subject, end_ms), *_findings(found, end_ms)),
        ticks=tuple(_tick(time, end_ms) for time in at),
        grid="".join(f"M{_x(time, end_ms)} 0V{STRIP_HEIGHT}" for time in at),
        description=" ".join(_sentences(subject, voices, [span for _, span in found], end_ms)),
    )


def _tick(time_ms: int, end_ms: int) -> Tick:
    share = time_ms / end_ms
    anchor: Literal["start", "middle", "end"] = "start" if share < _EDGE else "end" if share > 1 - _EDGE else "middle"
    return Tick(percent=round(100 * share, 2), text=clock(time_ms), anchor=anchor)


def _voices(subject: Subject) -> tuple[Voice, ...]:
    """Who is captioned; a cue of several counts for each of them."""
    said: dict[str | None, list[TimeSpan]] = {}
    for named in subject.named:
        if named.shown.cue.kind == "speech":
            for speaker in named.speakers or (None,):
                said.setdefault(speaker, []).append(named.shown.cue.span)
    return voices_of((name and shortened(visible(name), _MOST_NAME), spans) for name, spans in said.items())


def _lanes(subject: Subject, voices: Sequence[Voice], end_ms: int) -> Iterator[Strip]:
    has_names = any(voice.name for voice in voices)
    for lane in lanes_of(voices, _least_ms(end_ms), end_ms, _MOST_LANES):
        name = lane.name if has_names else "Captions"
        figure = percent(lane.share) if has_names else ""
        yield Strip(kind="captions", name=name, figure=figure, path=_bars(lane.blocks, end_ms))
    sounds = [cue.span for cue in subject.track.cues if cue.kind == "sound"]
    if sounds:
        yield _strip("sounds", "Sounds", str(len(sounds)), sounds, end_ms)


def _heard(subject: Subject, end_ms: int) -> Iterator[Strip]:
    if subject.heard is None:
        return
    if subject.heard.speech:
        yield _strip("speech", "Speech in the audio", _length(subject.heard.speech), subject.heard.speech, end_ms)
    missing = subject.heard.untranscribed
    if missing:
        yield _strip("missing", "Speech without captions", _length(missing), missing, end_ms)


def _strip(kind: StripKind, name: str, figure: str, spans: Iterable[TimeSpan], end_ms: int) -> Strip:
    blocks = drawable(spans, _least_ms(end_ms), end_ms)
    return Strip(kind=kind, name=name, figure=figure, path=_bars(blocks, end_ms))


def _findings(found: Sequence[tuple[Severity, TimeSpan]], end_ms: int) -> Iterator[Strip]:
    """For each severity how many findings are where, the highest where most are."""
    for severity in Severity:
        numbers = Counter(_part(span, end_ms, _PARTS) for one, span in found if one is severity)
        if not numbers:
            continue
        most, room = max(numbers.values()), STRIP_HEIGHT - 5
        bars = (_bar(part, 5 + room * number / most) for part, number in sorted(numbers.items()))
        name = f"{severity.value.capitalize()}s"
        yield Strip(kind=severity.value, name=name, figure=f"{numbers.total():,}", path="".join(bars))


def _bar(part: int, height: float) -> str:
    width = WIDTH / _PARTS
    return f"M{part * width:.1f} {STRIP_HEIGHT}v{-height:.1f}h{width - 1:.1f}v{height:.1f}z"


def _bars(blocks: Iterable[TimeSpan], end_ms: int) -> str:
    return "".join(
        f"M{_x(block.start_ms, end_ms)} 3H{_x(block.end_ms, end_ms)}V{STRIP_HEIGHT - 3}H{_x(block.start_ms, end_ms)}z"
        for block in blocks
    )


def _x(time_ms: int, end_ms: int) -> float:
    return round(time_ms * WIDTH / end_ms, 1)


def _least_ms(end_ms: int) -> int:
    return max(1, 2 * end_ms // WIDTH)


def _length(spans: Iterable[TimeSpan]) -> str:
    return clock(sum(span.duration_ms for span in spans))


def _sentences(subject: Subject, voices: Sequence[Voice], found: Sequence[TimeSpan], end_ms: int) -> Iterator[str]:
    """What is seen, as a person who cannot see it would want it."""
    if any(voice.name for voice in voices):
        shares = "; ".join(f"{voice.name or 'no name'} {percent(voice.share)}" for voice in voices)
        yield f"Share of the captioned time: {shares}."
    if subject.heard and subject.heard.untranscribed:
        told = [stretch(span) for span in subject.heard.untranscribed]
        more = f"; and {len(told) - _MOST_STRETCHES:,} more" if len(told) > _MOST_STRETCHES else ""
        yield f"Speech without captions: {'; '.join(told[:_MOST_STRETCHES])}{more}."
    numbers = Counter(_part(span, end_ms, 10) for span in found)
    tenths = [
        f"{clock(end_ms * part // 10)} to {clock(end_ms * (part + 1) // 10)}: {number}"
        for part, number in sorted(numbers.items())
    ]
    yield f"{counted(len(found), 'finding')} with a time{': ' if tenths else ''}{'; '.join(tenths)}."


def _part(span: TimeSpan, end_ms: int, parts: int) -> int:
    return min(parts - 1, span.start_ms * parts // end_ms)
