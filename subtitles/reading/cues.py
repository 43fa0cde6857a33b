"""Cues as they stand in a file to cues as they are shown, one for each that has text."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from subtitles.cue import Cue, count_chars
from subtitles.track import Track
from transcripts.errors import TranscriptError
from transcripts.reading.captions.cue import CaptionCue, CaptionLine, Captions, Repair
from transcripts.reading.captions.rolling import unrolled
from transcripts.sounds import is_sound_line
from transcripts.timing import TimeSpan, split_ms

_CHARS_PER_SECOND = 20  # the reading speed of adults in Netflix's timed text style guide for English
_SHORTEST_MS = 1000
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
# Not the minus of a number, and not of two spaces, which no dash of a cue has.
_DASH = re.compile(r"[-–—‐―](?: (?=[^\s\-–—‐―])|(?=[^\W\d]|[\"'“‘«¿¡(\[♪]))")
_SURROGATE = re.compile("[\ud800-\udfff]")
_NO_TEXT = "none of the cues has any text; give captions with the words"
_WITHOUT_END = frozenset(("no-end", "open-end", "time-unreadable", "no-time"))


def track_of(captions: Captions, source: str) -> tuple[Track, tuple[Repair, ...]]:
    """The cues that have text, in the order of the file, and everything that was repaired.

    Raises `TranscriptError` where no cue has text. ``source`` names the file in its message.
    """
    if not any(cue.spoken for cue in captions.cues):
        raise TranscriptError(source, captions.cues[0].line if captions.cues else None, _NO_TEXT)
    builder = _Builder(
        starts=sorted({cue.start_ms for cue in captions.cues if cue.spoken}),
        open_lines={found.line for found in (*captions.repairs, *captions.notes) if found.code in _WITHOUT_END},
    )
    for cue in captions.cues:
        builder.add(cue)
    if not builder.cues:
        raise TranscriptError(source, captions.cues[0].line, _NO_TEXT)
    track = Track(cues=tuple(builder.cues), language=captions.language, title=_clean(captions.title or "") or None)
    told = (_in_full(repair) for repair in captions.repairs if repair.code != "text-outside")
    return track, (
        *told,
        *captions.notes,
        *map(_outside, captions.before),
        *builder.repairs,
        *_out_of_order(captions.cues),
        *_rolling(captions.cues),
    )


@dataclass(slots=True, kw_only=True)
class _Builder:
    """The cues so far. ``starts`` are those of all cues, ascending; ``open_lines`` the lines of cues whose end is not
    given, which is told already."""

    starts: Sequence[int]
    open_lines: set[int]
    cues: list[Cue] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)

    def add(self, cue: CaptionCue) -> None:
        """Take a cue, unless it has no text."""
        lines = [(part, _name(line.voice)) for line in cue.spoken for part in self._lines_of(line)]
        if not lines:
            what = f"a cue from {_clock(cue.start_ms)} to {_clock(cue.end_ms)} has no text; it was left out"
            self._note(cue.line, what, "empty-cue")
            return
        texts = tuple(text for text, _ in lines)
        voices = tuple(voice for _, voice in lines)
        is_shared = len(set(voices)) > 1
        dash = _dash(texts, voices) if is_shared else ""
        self.cues.append(
            Cue(
                span=self._span(cue, texts),
                lines=_undashed(texts, voices, dash) if dash else texts,
                speaker=voices[0],
                line_speakers=voices if is_shared else (),
                dash=dash,
                label=_clean(cue.label or ""),
                label_place="above" if cue.is_label_above else "beside",
                kind="sound" if _is_sound(texts) else "speech",
                source_line=cue.line,
                id=_clean(cue.id or "") or None,
            )
        )

    def _lines_of(self, line: CaptionLine) -> Iterator[str]:
        text = line.text
        if _CONTROL.search(text):
            self._note(line.number, "control characters (NUL and the like) were left out", "null-characters")
            text = _CONTROL.sub("", text)
        if _SURROGATE.search(text):
            self._note(line.number, "half a character (a lone surrogate) became \ufffd", "not-utf8")
            text = _SURROGATE.sub("\ufffd", text)
        yield from filter(None, map(str.strip, text.splitlines()))

    def _span(self, cue: CaptionCue, lines: Sequence[str]) -> TimeSpan:
        if cue.end_ms > cue.start_ms:
            return TimeSpan(cue.start_ms, cue.end_ms)
        chars = sum(map(count_chars, lines))
        end_ms = cue.start_ms + max(_SHORTEST_MS, chars * 1000 // _CHARS_PER_SECOND)
        later = bisect_right(self.starts, cue.start_ms)
        if later < len(self.starts):
            end_ms = min(end_ms, self.starts[later])
        self._note_end(cue, end_ms)
        return TimeSpan(cue.start_ms, end_ms)

    def _note_end(self, cue: CaptionCue, end_ms: int) -> None:
        given = f"it was given the end {_clock(end_ms)}"
        if cue.end_ms < cue.start_ms:
            what = f"a cue from {_clock(cue.start_ms)} ends before it begins, at {_clock(cue.end_ms)}; {given}"
            self._note(cue.line, what, "ends-before-start")
        elif cue.line not in self.open_lines:
            self._note(cue.line, f"a cue ends where it begins, at {_clock(cue.start_ms)}; {given}", "zero-duration")

    def _note(self, line: int, what: str, code: str) -> None:
        self.repairs.append(Repair(line=line, what=what, code=code))


def _turn_starts(voices: Sequence[str | None]) -> list[int]:
    """The lines with which a voice begins."""
    return [at for at, voice in enumerate(voices) if at == 0 or voice != voices[at - 1]]


def _dash(lines: Sequence[str], voices: Sequence[str | None]) -> str:
    """The dash that marks where each of the voices begins; empty where not all of them have the same one."""
    found = [_DASH.match(lines[at]) for at in _turn_starts(voices)]
    dashes = {match.group() if match else "" for match in found}
    return dashes.pop() if len(dashes) == 1 else ""


def _undashed(lines: Sequence[str], voices: Sequence[str | None], dash: str) -> tuple[str, ...]:
    starts = set(_turn_starts(voices))
    return tuple(line[len(dash) :] if at in starts else line for at, line in enumerate(lines))


def _is_sound(lines: Sequence[str]) -> bool:
    """Whether the lines are one sound, or one each."""
    return is_sound_line(" ".join(lines)) or (len(lines) > 1 and all(map(is_sound_line, lines)))


def _name(voice: str | None) -> str | None:
    return _clean(voice) if voice else None


def _clean(text: str) -> str | None:
    return " ".join(_SURROGATE.sub("\ufffd", _CONTROL.sub("", text)).split()) or None


def _clock(time_ms: int) -> str:
    hours, minutes, seconds, ms = split_ms(time_ms)
    return f"{hours}:{minutes:02}:{seconds:02}.{ms:03}"


def _in_full(repair: Repair) -> Repair:
    """The repair with what was written, which is not kept elsewhere."""
    return replace(repair, what=f"{repair.what}: {repair.written!r}") if repair.written else repair


def _outside(line: CaptionLine) -> Repair:
    return Repair(
        line=line.number, what=f"text above the first cue belongs to none: {line.text!r}", code="text-outside"
    )


def _out_of_order(cues: Sequence[CaptionCue]) -> Iterator[Repair]:
    for previous, cue in pairwise(cues):
        if cue.start_ms < previous.start_ms:
            times = f"{_clock(cue.start_ms)}, after {_clock(previous.start_ms)}"
            what = f"a cue begins before the one above it ({times}); the order of the file was kept"
            yield Repair(line=cue.line, what=what, code="out-of-order")


def _rolling(cues: Sequence[CaptionCue]) -> Iterator[Repair]:
    _, again = unrolled([cue for cue in cues if cue.spoken])
    if again:
        what = f"{len(again)} cues show lines of the cue before again, as automatic captions roll; they were kept"
        yield Repair(line=again[0].line, what=what, code="rolling")
