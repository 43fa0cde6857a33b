"""Lines of text that readers of SubRip and WebVTT would take for the times of another cue."""

import re

from transcripts.reading.captions.times import timing_of

# It says nothing, and nearly all readers drop it.
SHIELD = "<i></i>"
_STAMP = re.compile(r"\d{1,4}:\d{1,2}[.,]\d{2,3}(?!\d)")  # of text that is no time of a cue, hardly any line has two
_FIRST_PARTS = re.compile(r"\d{1,4}(?::\d{1,2})?(?=:\d)")
_MOST_SHIELDS = 3


def shielded(line: str) -> str:
    """The line with tags that say nothing within its first time, where it could be read as a line of times.

    Many programs take every line with two times for one, wherever they stand.
    """
    if len(_STAMP.findall(line)) < 2 and timing_of(line) is None:
        return line
    first = _FIRST_PARTS.search(line)
    at = first.end() if first else 0
    tries = (f"{line[:at]}{SHIELD * count}{line[at:]}" for count in range(1, _MOST_SHIELDS + 1))
    return next((tried for tried in tries if timing_of(tried) is None), line)


def unshielded(line: str) -> str:
    return line.replace(SHIELD, "")
