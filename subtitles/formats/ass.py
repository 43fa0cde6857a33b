"""Advanced SubStation Alpha (.ass), https://fileformats.fandom.com/wiki/SubStation_Alpha.

Players show the labels of the text; the name of an event, which they do not show, tells who speaks to editors. Times
are in hundredths of a second. Braces enclose codes and ``\\N`` breaks lines; not all readers know an escape for them.
"""

import re

from subtitles.cue import Cue
from subtitles.formats.base import Feature, SubtitleFormat, by_start, require_writable, without_surrogates
from subtitles.formats.srt import PLAIN_TEXT_MARKUP
from subtitles.track import Track
from transcripts.timing import TimeSpan, split_ms

STEP_MS = 10
_CODES = re.compile(r"[{}]|\\(?=[Nnh])")
_WIDE = {
    "{": "\N{FULLWIDTH LEFT CURLY BRACKET}",
    "}": "\N{FULLWIDTH RIGHT CURLY BRACKET}",
    "\\": "\N{FULLWIDTH REVERSE SOLIDUS}",
}
# 1080 lines; white with a black outline, centred at the bottom.
_HEADER = """[Script Info]
{title}ScriptType: v4.00+
WrapStyle: 0
ScaledBorderAndShadow: yes
PlayResX: 1920
PlayResY: 1080

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, \
StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,Arial,60,&H00FFFFFF,&H00FFFFFF,&H00000000,&H80000000,0,0,0,0,100,100,0,0,1,3,1,2,60,60,60,1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""


def writable(text: str) -> str:
    """The text with braces, and with backslashes that would begin a code, replaced by their wide forms."""
    return _CODES.sub(lambda found: _WIDE[found.group()], without_surrogates(text))


def rounded(span: TimeSpan) -> TimeSpan:
    """The span in hundredths of a second, halves up, and of one at least."""
    start, end = ((time + STEP_MS // 2) // STEP_MS * STEP_MS for time in (span.start_ms, span.end_ms))
    return TimeSpan(start, max(end, start + STEP_MS))


def render(track: Track) -> str:
    """A track as the text of an ASS script with ``\\n`` line ends, in the order of the starts.

    Raises ``WriteError`` for text that would be taken for codes.
    """
    cues = by_start(track.cues)
    require_writable("ASS", cues, writable)
    title = f"Title: {writable(' '.join(track.title.split()))}\n" if track.title and track.title.strip() else ""
    return _HEADER.format(title=title) + "".join(map(_event, cues))


def _event(cue: Cue) -> str:
    span = rounded(cue.span)
    speaker = cue.speaker if len(cue.voices) == 1 else None
    name = (speaker or "").replace(",", ";")  # a comma ends the field
    text = r"\N".join(cue.shown_lines)
    return f"Dialogue: 0,{_time(span.start_ms)},{_time(span.end_ms)},Default,{name},0,0,0,,{text}\n"


def _time(time_ms: int) -> str:
    hours, minutes, seconds, ms = split_ms(time_ms)
    return f"{hours}:{minutes:02}:{seconds:02}.{ms // STEP_MS:02}"


ASS = SubtitleFormat(
    "ass",
    "Advanced SubStation Alpha",
    ".ass",
    render,
    frozenset({Feature.STARTS, Feature.ENDS, Feature.LINES, Feature.TITLE, Feature.OVERLAPS}),
    step_ms=STEP_MS,
    writable=writable,
    markup=PLAIN_TEXT_MARKUP,  # tags of SubRip are often left in scripts, so some readers know them
)
