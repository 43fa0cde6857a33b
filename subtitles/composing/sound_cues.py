"""Sounds in captions: how they are written, and where they are shown: on what is heard, in the time that speech leaves
free."""

import textwrap
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from subtitles.breaking.segment import PlacedWord
from subtitles.composing.capitals import capitals
from subtitles.composing.draft import Divider, Draft, Passage
from subtitles.styles import Style
from transcripts.model import TimedTranscript, Word
from transcripts.timing import TimeSpan

_MUSIC = "♪♫♬🎵🎶"
_CLOSING = {"[": "]", "(": ")", "（": "）", "［": "］", "【": "】", "*": "*"}
# Where speech leaves no time of its own, a sound joins a cue that is shown within the BBC's limit of synchrony.
_MOST_APART_MS = 1500
_BRACKETS = 2  # characters that a part of a long sound is given


def sound_text(text: str, style: Style, language: str) -> str:
    """A sound as a style writes it, on one line. Notes of music are kept as they are, and take no brackets."""
    text = " ".join(text.split())
    if text[0] in _MUSIC and text[-1] in _MUSIC:
        return text
    if _CLOSING.get(text[0]) is not None and text.find(_CLOSING[text[0]], 1) == len(text) - 1:
        text = text[1:-1].strip() or text
    match style.sound_form:
        case "brackets":
            return f"[{text}]"
        case "parentheses":
            return f"({text})"
        case "capitals":
            return capitals(text, language)


def with_sounds(speech: Sequence[Draft], timed: TimedTranscript, divider: Divider) -> tuple[Draft, ...]:
    """Drafts of speech, in order of time, with those of the sounds that have a time.

    A sound has a cue of its own where speech leaves free as much as the shortest duration while it is heard, or so soon
    that the cue may begin early. Else it is a line of a cue that is shown then, if one has room. Else it takes the time
    of what is shown before the next speech.
    """
    stage = _Stage.of(speech, timed.audio.duration_ms, divider.style)
    drafts = list(speech)
    alone: list[Draft] = []
    after_turns = len(timed.timed_turns)
    for at, (sound, span) in enumerate(zip(timed.transcript.sounds, timed.sound_spans, strict=True)):
        if span is None:
            continue
        parts = _parts(sound.text, timed.transcript.language, divider)
        free = stage.free_time(span)
        host = stage.host(drafts, span, len(parts[0])) if free is None and len(parts) == 1 else None
        if host is None:
            alone += _drafts(parts, free or stage.taken_time(span), (after_turns, at))
        else:
            drafts[host] = _with_lines(drafts[host], span, parts[0])
    return tuple(sorted((*drafts, *alone), key=lambda draft: draft.order))


def _parts(text: str, language: str, divider: Divider) -> tuple[tuple[str, ...], ...]:
    """The lines of a sound; of one that is too long for a cue, those of several, each with its brackets."""
    style = divider.style
    whole = _lines(sound_text(text, style, language), divider)
    if len(whole) <= style.max_lines:
        return (whole,)
    bare = _filled(text, max(1, style.max_chars_per_line - _BRACKETS))
    groups = (" ".join(bare[at : at + style.max_lines]) for at in range(0, len(bare), style.max_lines))
    return tuple(_filled(sound_text(group, style, language), style.max_chars_per_line) for group in groups)


def _lines(text: str, divider: Divider) -> tuple[str, ...]:
    """A text on one line, or divided at its phrases into those of one cue, or filled where that does not fit."""
    style = divider.style
    filled = _filled(text, style.max_chars_per_line)
    if not 1 < len(filled) <= style.max_lines:
        return filled
    step_ms = style.max_duration_ms // (text.count(" ") + 1)
    spans = (TimeSpan(at * step_ms, (at + 1) * step_ms) for at in range(text.count(" ") + 1))
    words = tuple(PlacedWord(word=Word(text=one), span=span) for one, span in zip(text.split(), spans, strict=True))
    pressed = replace(style, min_duration_ms=style.max_duration_ms)  # as little divided as a cue can hold
    drafts = Divider(divider.phrasing, pressed).divide(Passage(words=words, place=(0, 0), speaker=None))
    return drafts[0].lines if len(drafts) == 1 else filled


def _filled(text: str, width: int) -> tuple[str, ...]:
    words = " ".join(text.split())
    return tuple(textwrap.wrap(words, width, break_long_words=False, break_on_hyphens=False)) or (words,)


def _drafts(parts: Sequence[tuple[str, ...]], heard: TimeSpan, place: tuple[int, int]) -> Iterator[Draft]:
    """The parts of a sound one after the other; those for which there is no time left follow at its end."""
    step_ms = heard.duration_ms // len(parts)
    for at, lines in enumerate(parts):
        start_ms = heard.start_ms + at * step_ms
        span = TimeSpan(start_ms, max(start_ms + 1, heard.start_ms + (at + 1) * step_ms))
        yield Draft(heard=span, place=place, lines=lines, kind="sound")


def _with_lines(draft: Draft, sound: TimeSpan, lines: tuple[str, ...]) -> Draft:
    """The draft with a sound on lines of its own, before or after the words as it is heard; never before the label.
    Nobody speaks these lines."""
    said = draft.line_speakers or (draft.speaker,) * len(draft.lines)
    nobody = (None,) * len(lines)
    if draft.label is not None or sound.start_ms > draft.heard.start_ms:
        return replace(draft, lines=(*draft.lines, *lines), line_speakers=(*said, *nobody))
    joined = frozenset(at + len(lines) for at in draft.joined_lines)
    return replace(draft, lines=(*lines, *draft.lines), joined_lines=joined, line_speakers=(*nobody, *said))


@dataclass(frozen=True, slots=True)
class _Stage:
    """When speech is heard and when not: the starts of its drafts, the end of the last, and what is free between for
    at least the shortest duration, the gaps to the cues on both sides left out."""

    style: Style
    starts: tuple[int, ...]
    last_end_ms: int
    free: tuple[TimeSpan, ...]

    @classmethod
    def of(cls, speech: Sequence[Draft], end_ms: int, style: Style) -> "_Stage":
        starts = tuple(draft.heard.start_ms for draft in speech)
        heard_until = tuple(accumulate((draft.heard.end_ms for draft in speech), max))
        begins = (0, *(until + style.gap_ms for until in heard_until))
        ends = (*(start - style.gap_ms for start in starts), end_ms)
        stretches = zip(begins, ends, strict=True)
        free = tuple(TimeSpan(begin, end) for begin, end in stretches if end - begin >= style.min_duration_ms)
        return cls(style, starts, heard_until[-1] if heard_until else 0, free)

    def free_time(self, sound: TimeSpan) -> TimeSpan | None:
        """The first free stretch in which the sound is heard, up to the longest duration; ``None`` if there is none."""
        style = self.style
        at = bisect_right(self.free, sound.start_ms, key=lambda span: span.end_ms)
        for span in self.free[at : at + 2]:
            in_ms = min(max(span.start_ms, sound.start_ms), span.end_ms - style.min_duration_ms)
            is_heard = span.start_ms - style.gap_ms <= sound.end_ms
            if is_heard and in_ms >= max(span.start_ms, sound.start_ms - style.max_lead_ms):
                out_ms = max(in_ms + style.min_duration_ms, min(sound.end_ms, in_ms + style.max_duration_ms))
                return TimeSpan(in_ms, min(out_ms, span.end_ms))
        return None

    def host(self, drafts: Sequence[Draft], sound: TimeSpan, lines: int) -> int | None:
        """The index of the draft that is shown when the sound is heard and has room for so many lines, if any."""
        at = bisect_right(self.starts, sound.start_ms) - 1
        for index in (at, at + 1, at - 1):
            if 0 <= index < len(drafts) and self._is_host(drafts[index], sound, lines):
                return index
        return None

    def _is_host(self, draft: Draft, sound: TimeSpan, lines: int) -> bool:
        shown = len(draft.lines) + (draft.label is not None and draft.label_place == "above")
        early_ms, late_ms = sound.start_ms - draft.heard.end_ms, draft.heard.start_ms - sound.start_ms
        is_near = max(early_ms, late_ms) <= _MOST_APART_MS
        return is_near and not draft.dash and shown + lines <= self.style.max_lines

    def taken_time(self, sound: TimeSpan) -> TimeSpan:
        """The last moment before the next speech, taken from what is shown before it; after all speech the first."""
        shortest_ms, gap_ms = self.style.min_duration_ms, self.style.gap_ms
        following = bisect_left(self.starts, sound.start_ms)
        if following == len(self.starts):
            start_ms = max(sound.start_ms, self.last_end_ms + gap_ms)
            return TimeSpan(start_ms, start_ms + shortest_ms)
        next_ms = self.starts[following]
        earliest_ms = self.starts[following - 1] + 1 if following else 0
        start_ms = min(max(next_ms - gap_ms - shortest_ms, earliest_ms), max(next_ms - 1, 0))
        return TimeSpan(start_ms, max(next_ms, start_ms + 1))
