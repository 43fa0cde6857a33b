"""What the checker says of this project's own captions, in every style.

    python benchmarks/captions.py ALIGNMENT.json... [--fps RATE] [--report FILE.md] [--verbose]

An ALIGNMENT is what ``align run`` writes; its item is called after the folder. "Late" is the share of cues whose
in-time is more than two frames of 24 a second from the start of their first word. Cues that are too fast or too short
are told apart by whether there was room left: silence beside the cue that its style lets it take. The other findings
of the checker are listed by their codes.
"""

import argparse
import re
import sys
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from tables import table, write_section

from subtitles import Cue, Style, Track, compose, named_style, style_names
from subtitles.checking import Finding, Subject, check_subject
from transcripts.alignment_file import read_alignment
from transcripts.model import TimedTranscript

HEADINGS = (
    "item", "style", "cues", "late", "overlaps", "gaps too small", "too short", "with room", "too long", "too fast",
    "with room", "dashed", "sounds", "other findings",
)  # fmt: skip
StartsOfWords = Mapping[tuple[str | None, str], list[int]]  # by who said it and how it is written

_TWO_FRAMES_MS = 83
_ROUNDING_MS = 1
_COUNTED_APART = ("timing-overlap", "timing-gap", "timing-short", "timing-long", "reading-cps", "reading-wpm")


@dataclass(frozen=True)
class Result:
    """The captions of an item in a style, and what the checker says of them."""

    name: str
    timed: TimedTranscript
    style: Style
    cues: tuple[Cue, ...]
    findings: tuple[Finding, ...]

    @classmethod
    def of(cls, name: str, timed: TimedTranscript, style: Style) -> "Result":
        cues, language = compose(timed, style), timed.transcript.language
        track = Track(cues=cues, language=language)
        found = check_subject(Subject(track=track, style=style, transcript=timed.transcript))
        return cls(name, timed, style.for_language(language), cues, found)

    def numbers(self, *codes: str) -> list[int]:
        """The cues, from 0, that rules do not accept."""
        return [finding.cue - 1 for finding in self.findings if finding.code in codes and finding.cue is not None]

    def row(self) -> tuple[str, ...]:
        """The table row."""
        late = [off_ms for off_ms in first_words_off(self.cues, self.starts) if abs(off_ms) > _TWO_FRAMES_MS]
        short, fast = self.numbers("timing-short"), sorted({*self.numbers("reading-cps", "reading-wpm")})
        others = Counter(finding.code for finding in self.findings if finding.code not in _COUNTED_APART)
        placed = sum(span is not None for span in self.timed.sound_spans)
        return (
            self.name,
            self.style.name,
            str(len(self.cues)),
            f"{len(late) / max(1, len(self.cues)):.1%}",
            str(len(self.numbers("timing-overlap"))),
            str(len(self.numbers("timing-gap"))),
            str(len(short)),
            str(sum(self.has_room(at, before=True) for at in short)),
            str(len(self.numbers("timing-long"))),
            f"{len(fast) / max(1, len(self.cues)):.1%}",
            str(sum(self.has_room(at, before=False) for at in fast)),
            str(sum(bool(cue.dash) for cue in self.cues)),
            f"{shown_sounds(self.cues, self.timed)}/{placed}",
            ", ".join(f"{code} {count}" for code, count in sorted(others.items())),
        )

    def has_room(self, at: int, *, before: bool) -> bool:
        """Whether the style would let a cue stay longer than it does or, if that is asked, begin earlier."""
        cue, style = self.cues[at], self.style
        next_ms = self.cues[at + 1].span.start_ms - style.gap_ms if at + 1 < len(self.cues) else self.audio_end_ms
        could_stay = next_ms - cue.span.end_ms > self.tolerance_ms and cue.span.duration_ms < style.max_duration_ms
        earliest_ms = self.cues[at - 1].span.end_ms + style.gap_ms if at else 0
        is_led = not before or cue.span.start_ms - earliest_ms <= self.tolerance_ms or cue.kind == "sound"
        return could_stay or not (is_led or self.lead_ms(at) >= style.max_lead_ms - self.tolerance_ms)

    def lead_ms(self, at: int) -> int:
        """By how much a cue begins before its first word."""
        return max(0, *(-off for off in first_words_off(self.cues[at : at + 1], self.starts)), 0)

    @cached_property
    def starts(self) -> StartsOfWords:
        return starts_of_words(self.timed)

    @property
    def audio_end_ms(self) -> int:
        return self.timed.audio.duration_ms

    @property
    def tolerance_ms(self) -> float:
        return _ROUNDING_MS if self.style.fps is None else float(1000 / self.style.fps) + _ROUNDING_MS


def first_words_off(cues: Sequence[Cue], starts: StartsOfWords) -> Iterator[int]:
    """How much later each cue of speech begins than the nearest word of its speaker that reads as its first one."""
    for cue in cues:
        for word in () if cue.kind == "sound" else cue.text.split():
            known = starts.get((cue.speaker, word))
            if known:
                at = bisect_left(known, cue.span.start_ms)
                near = known[max(0, at - 1) : at + 1]
                yield min((cue.span.start_ms - ms for ms in near), key=abs)
                break


def starts_of_words(timed: TimedTranscript) -> StartsOfWords:
    """When each word was said, by who said it and how it is written."""
    names = {speaker.id: speaker.name for speaker in timed.transcript.speakers}
    starts = defaultdict(list)
    for turn in timed.timed_turns:
        name = names.get(turn.turn.speaker or "")
        for word, timing in zip(turn.turn.words, turn.timings, strict=True):
            if timing.span:
                starts[name, word.text].append(timing.span.start_ms)
    return {key: sorted(times) for key, times in starts.items()}


def shown_sounds(cues: Sequence[Cue], timed: TimedTranscript) -> int:
    """How many of the sounds that were placed are in the text of the cues, whatever their brackets."""
    shown = _bare(" ".join(cue.text for cue in cues))
    sounds = zip(timed.transcript.sounds, timed.sound_spans, strict=True)
    placed = Counter(_bare(sound.text) for sound, span in sounds if span)
    return sum(min(count, shown.count(text)) for text, count in placed.items())


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[][()]", " ", text).casefold().split())


def with_fps(style: Style, fps: Fraction | None) -> Style:
    return replace(style, fps=fps) if fps else style


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("alignments", nargs="+", type=Path, metavar="ALIGNMENT.json")
    parser.add_argument("--fps", type=Fraction, metavar="RATE", help="24, 24000/1001 …")
    parser.add_argument("--report", type=Path, metavar="FILE.md")
    parser.add_argument("--verbose", action="store_true", help="lists every finding but those of reading speed")
    given = parser.parse_args()
    items = [(path.resolve().parent.name, read_alignment(path)) for path in given.alignments]
    styles = [with_fps(named_style(name), given.fps) for name in style_names()]
    results = [Result.of(name, timed, style) for name, timed in items for style in styles]
    write_section(given.report, "captions", table(HEADINGS, [result.row() for result in results]))
    for result in results if given.verbose else ():
        for finding in result.findings:
            if finding.code not in ("reading-cps", "reading-wpm"):
                place = "" if finding.span is None else f" {finding.span.start_ms / 1000:.2f} s"
                sys.stderr.write(f"{result.name} {result.style.name}{place}: {finding.code}: {finding.message}\n")


if __name__ == "__main__":
    main()
