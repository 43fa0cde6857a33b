"""Who is named in each cue: by its markup, or else by labels in its text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from subtitles.checking.shown import Shown
from subtitles.text_speakers import BRACKETS, VoicedLine, speakers_in_text
from subtitles.track import Track

# Other layouts of labels are those of pages.
_LAYOUTS = ("colon", "chevrons", BRACKETS)
# Labels at changes of long turns are still on more lines than these; looking closer takes time.
_FEWEST = 2
_LEAST_SHARE = 0.01
_MOST_LABEL_CHARS = 40
_COLON = re.compile(r":\s|：")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A cue, who speaks in it, and the names that it shows or marks, as they are written there."""

    shown: Shown
    speakers: tuple[str, ...]
    written: tuple[str, ...]


def named_in(track: Track, shown: Sequence[Shown], names: Sequence[str] = ()) -> tuple[Named, ...]:
    """The names in each cue of a track; ``names`` are those of people who are known to speak."""
    if not any(one.speakers for one in shown) and (names or _may_have_labels(shown)):
        found = speakers_in_text(track, names)
        if found.layout in _LAYOUTS:
            return tuple(_labelled(one, lines) for one, lines in zip(shown, found.cues, strict=True))
    return tuple(Named(shown=one, speakers=one.speakers, written=one.speakers) for one in shown)


def _may_have_labels(shown: Sequence[Shown]) -> bool:
    lines = [line for one in shown for line in one.cue.lines]
    return sum(map(_may_be_labelled, lines)) >= max(_FEWEST, _LEAST_SHARE * len(lines))


def _may_be_labelled(line: str) -> bool:
    """Whether a line begins with a mark, with something in brackets, or with words in capitals and a colon."""
    if line.startswith((">>", "[", "(")):
        return not line.endswith(("]", ")"))
    colon = _COLON.search(line, 0, _MOST_LABEL_CHARS)
    return colon is not None and not any(word[0].islower() for word in line[: colon.start()].split())


def _labelled(shown: Shown, lines: Sequence[VoicedLine]) -> Named:
    parts = [part for line in lines for part in line]
    speakers = dict.fromkeys(part.speaker for part in parts if part.speaker)
    written = dict.fromkeys(name for part in parts if part.speaker and (name := _name(part.label)))
    return Named(shown=shown, speakers=tuple(speakers), written=tuple(written))


def _name(label: str) -> str:
    """The name in a label: without the marks around it."""
    return label.strip(" \t>-–—[]():")
