"""Where the cues of sounds go: into the time that speech leaves free."""

import textwrap
from collections.abc import Sequence

from subtitles.styles import Style
from transcripts.timing import TimeSpan


def sound_lines(text: str, style: Style) -> tuple[str, ...]:
    """A sound in brackets, divided into lines at spaces only."""
    bracketed = f"[{' '.join(text.split())}]"
    return tuple(
        textwrap.wrap(bracketed, style.max_chars_per_line, break_long_words=False, break_on_hyphens=False)
        or [bracketed]
    )


def free_time(sound: TimeSpan, speech: Sequence[TimeSpan], style: Style) -> TimeSpan:
    """The stretch in which the cue of a sound is shown, for speech in the order of its starts; never empty.

    It is the first stretch of the sound that speech leaves free for the shortest duration, up to the longest duration.
    Where there is none, the cue stands right before the next speech and takes the time from what is shown before it.
    """
    for start_ms, end_ms in _free_stretches(sound, speech, style):
        if end_ms - start_ms >= style.min_duration_ms:
            return TimeSpan(start_ms, min(end_ms, start_ms + style.max_duration_ms))
    next_ms = next((span.start_ms for span in speech if span.start_ms >= sound.start_ms), None)
    if next_ms is None:
        start_ms = max([sound.start_ms, *(span.end_ms + style.gap_ms for span in speech)])
        return TimeSpan(start_ms, start_ms + style.min_duration_ms)
    last_start_ms = max((span.start_ms + 1 for span in speech if span.start_ms < next_ms), default=0)
    start_ms = min(max(next_ms - style.gap_ms - style.min_duration_ms, last_start_ms), max(next_ms - 1, 0))
    return TimeSpan(start_ms, max(next_ms, start_ms + 1))


def _free_stretches(sound: TimeSpan, speech: Sequence[TimeSpan], style: Style) -> list[tuple[int, int]]:
    """The parts of a sound's time that keep the gap from speech; where there is none, a part ends before its start."""
    stretches, start_ms = [], sound.start_ms
    for span in speech:
        if span.start_ms >= sound.end_ms:
            break
        stretches.append((start_ms, span.start_ms - style.gap_ms))
        start_ms = max(start_ms, span.end_ms + style.gap_ms)
    return [*stretches, (start_ms, sound.end_ms)]
