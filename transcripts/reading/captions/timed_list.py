"""Cues of formats that may leave out ends, or all times of some cues."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from transcripts.reading.captions.cue import CaptionCue, CaptionLine, Repair

_NO_ENDS = "this file has no ends of cues; each is taken to last until the next one begins"


@dataclass(slots=True)
class TimedList:
    """Takes cues one after the other, with the times that could be read, and notes what was not there."""

    cues: list[CaptionCue] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    notes: list[Repair] = field(default_factory=list)
    _open: list[int] = field(default_factory=list)

    def note(self, line: int, what: str, code: str, written: str = "") -> None:
        """Note a repair of text or times."""
        self.repairs.append(Repair(line=line, what=what, code=code, written=written))

    def add(self, start_ms: int | None, end_ms: int | None, spoken: Sequence[CaptionLine], place: "Place") -> None:
        """Add a cue. A time is ``None`` where there is none, or none that can be read."""
        if start_ms is None:
            code = "time-unreadable" if place.start else "no-time"
            what = "time cannot be read" if place.start else "cue has no time"
            self.note(place.line, f"a {what}; it is taken to begin where the one before ends", code, place.start)
            start_ms = self.cues[-1].end_ms if self.cues else 0
        if end_ms is None:
            self._open.append(len(self.cues))
            if place.end:
                self.note(place.line, "the end of a cue cannot be read", "time-unreadable", place.end)
            end_ms = start_ms
        if start_ms < 0 or end_ms < 0:
            written = f"{place.start}, {place.end}"
            self.note(place.line, "a negative time was taken as 0", "negative-time", written)
        self.cues.append(
            CaptionCue(
                number=len(self.cues) + 1,
                line=place.line,
                start_ms=max(start_ms, 0),
                end_ms=max(end_ms, 0),
                spoken=tuple(spoken),
                id=place.id,
            )
        )

    def finished(self) -> tuple[CaptionCue, ...]:
        """All cues. Where none of them has an end, each lasts until the next one begins."""
        if len(self._open) < len(self.cues):
            self.notes += [Repair(line=self.cues[i].line, what="a cue has no end", code="open-end") for i in self._open]
            return tuple(self.cues)
        cues = until_next(self.cues)
        lines = {cue.line: "a cue has no end" for cue in cues if cue.end_ms == cue.start_ms}
        if cues:
            lines = {cues[0].line: _NO_ENDS, **lines}
        self.notes += [Repair(line=line, what=what, code="open-end") for line, what in lines.items()]
        return cues


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a cue stands: its 1-based line, its name, and its times as they are written (blank for none)."""

    line: int
    id: str | None = None
    start: str = ""
    end: str = ""


def until_next(cues: Sequence[CaptionCue]) -> tuple[CaptionCue, ...]:
    """The cues, each lasting until the next later start; the last ones end where they begin."""
    later_ms: int | None = None
    done: list[CaptionCue] = []
    for cue in reversed(cues):
        if done and done[-1].start_ms > cue.start_ms:
            later_ms = done[-1].start_ms
        ends_ms = later_ms if later_ms is not None and later_ms > cue.start_ms else cue.start_ms
        done.append(replace(cue, end_ms=ends_ms))
    return tuple(reversed(done))
