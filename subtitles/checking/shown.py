"""A cue as viewers see it."""

from dataclasses import dataclass
from functools import lru_cache

from subtitles.cue import Cue, count_chars


def count_columns(text: str) -> int:
    """As `count_chars`, and as quick for other alphabets: a file has few different characters."""
    return len(text) if text.isascii() else sum(map(_columns, text))


_columns = lru_cache(maxsize=4096)(count_chars)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A cue as it is shown: its 1-based ``number`` in the track, its lines with labels and dashes, how many characters
    each has (see `count_chars`), and who is named as speaking in it."""

    number: int
    cue: Cue
    lines: tuple[str, ...]
    widths: tuple[int, ...]
    speakers: tuple[str, ...]

    @classmethod
    def of(cls, number: int, cue: Cue) -> "Shown":
        """A cue that stands at this 1-based number."""
        lines = cue.shown_lines
        named = dict.fromkeys(name for name in cue.line_speakers or (cue.speaker,) if name)
        widths = tuple(map(count_columns, lines))
        return cls(number=number, cue=cue, lines=lines, widths=widths, speakers=tuple(named))

    @property
    def start_ms(self) -> int:
        return self.cue.span.start_ms

    @property
    def end_ms(self) -> int:
        return self.cue.span.end_ms

    @property
    def duration_ms(self) -> int:
        return self.cue.span.duration_ms

    @property
    def chars(self) -> int:
        """Characters of all lines, label and spaces included, line breaks not."""
        return sum(self.widths)

    @property
    def excerpt(self) -> str:
        """The lines as one, with a bar where the line breaks."""
        return " | ".join(self.lines)
