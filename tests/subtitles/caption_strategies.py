"""Hypothesis strategies for tracks as they are read from files: any text, any times, any voices."""

from hypothesis import strategies as st

from subtitles import Cue, Track
from transcripts import TimeSpan

_LONGEST_MS = 360_000_000  # a hundred hours

# What formats might take for something else.
TRAPS = (
    "1",
    "2024",
    "NOTE this",
    "STYLE",
    "WEBVTT",
    "00:00:01,000 --> 00:00:02,000",
    "00:00:01.000 --> 00:00:02.000 align:start",
    "00:00:01 → 00:00:02",
    "0:00:01.000,0:00:02.000",
    "0:00:01.000,0:00:02.000 and on",
    "00:00:01.00,00:00:02.00,Default",
    "a --> b",
    "a, b; \"c\" 'd'",
    '"',
    "=1+1",
    "-No.",
    "- No.",
    "a  b",
    "R & D",
    "1 < 2 > 0",
    "{x}",
    "\\",
    "C:\\New",
    "Khan: yes",
    "[Rain]",
    "♪ la ♪",
    "]]>",
    "Dialogue: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,x",
    "日本語です。",
    "שלום \u200fעולם",
    "👩\u200d👩\u200d👧",
)
# What readers take for markup where a format has no escape.
MARKUP = ("<b>bold</b>", "<i>", "{\\an8}up", "a&amp;b", "&lt;", "<v Lee>", "<00:00:01.000>", "[br]", "\\Nigh", "{\\b1}")
markup = st.sampled_from(MARKUP)
names = st.sampled_from(["Amara Khan", "Ben Khan", "Lee", "Q & A <live>", "Khan, Amara", "佐伯", 'D\'Arcy "D"'])


def _lines(text: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    line = st.lists(text, min_size=1, max_size=3).map(" ".join).filter(_is_line)
    return st.lists(line, min_size=1, max_size=3).map(tuple)


def _is_line(text: str) -> bool:
    return text.strip() == text and text.splitlines() == [text] and any(map(str.isprintable, text))


# Control characters and byte order marks have no place in captions: readers drop them.
_letters = st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"], exclude_characters="\ufeff")
plain_texts = st.sampled_from(TRAPS) | st.text(_letters, min_size=1, max_size=9)
hostile_texts = plain_texts | markup | st.text(st.characters(), min_size=1, max_size=9)


@st.composite
def cues(draw: st.DrawFn, text: st.SearchStrategy[str]) -> Cue:
    """A cue of one voice or of several, anywhere in a hundred hours."""
    lines = draw(_lines(text))
    start = draw(st.integers(0, _LONGEST_MS))
    span = TimeSpan(start, start + draw(st.integers(1, 20_000)))
    voices = draw(st.lists(st.none() | names, min_size=len(lines), max_size=len(lines)))
    if len(set(voices)) > 1 and draw(st.booleans()):
        return Cue(span=span, lines=lines, line_speakers=tuple(voices))
    return Cue(span=span, lines=lines, speaker=voices[0])


@st.composite
def tracks(draw: st.DrawFn, text: st.SearchStrategy[str] = plain_texts) -> Track:
    """Up to five cues in any order, on top of each other or not."""
    return Track(
        cues=tuple(draw(st.lists(cues(text), min_size=1, max_size=5))),
        language=draw(st.none() | st.sampled_from(["en", "pt-BR", "ja"])),
        title=draw(st.none() | st.sampled_from(["Q & A <live>", "Harbour"])),
    )
