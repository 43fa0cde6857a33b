"""HTML of the podcast namespace: ``<cite>Name:</cite><time>0:53</time><p>text</p>``, cue after cue.

https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
"""

import re
from dataclasses import dataclass, field

from transcripts.errors import TranscriptError
from transcripts.reading.captions.cue import CaptionLine, Captions, Repair
from transcripts.reading.captions.lines import language_tag
from transcripts.reading.captions.timed_list import Place, TimedList
from transcripts.reading.document import Source
from transcripts.reading.html.parsing import Element, tree_of, walk
from transcripts.reading.html.sniffing import is_html
from transcripts.reading.html.times import time_of_element, time_of_text

_TIME = re.compile(r"<time\b[^<>]{0,300}>[^<>]{0,40}\d[^<>]{0,40}</time\s{0,9}>", re.IGNORECASE)
_CLOCK_CHARS = frozenset("0123456789:., \t\n")
_HIDDEN = frozenset(("script", "style", "template", "head"))
_INLINE = frozenset(
    ("span", "i", "b", "em", "strong", "a", "u", "small", "sub", "sup", "q", "mark", "abbr", "bdi", "wbr")
)


def is_html_cues(source: Source) -> bool:
    """Whether a source is a page, or begins with the elements of the podcast namespace."""
    return is_html(source) or (source.text.lstrip()[:1] == "<" and _TIME.search(source.text[:5000]) is not None)


def parse_html_cues(source: Source) -> Captions:
    """A cue for each ``<time>`` and the paragraphs below it; see `CaptionCue`. They have no ends.

    Raises `TranscriptError` for a page without them.
    """
    root = tree_of(source) if _TIME.search(source.text) else None
    page = _Page()
    if root is not None:
        walk(root, page)
        page.end_cue()
    cues = page.found.finished()
    if not cues:
        reason = "no captions in this page: no <time> above paragraphs; give the captions themselves (SRT, VTT …)"
        raise TranscriptError(source.name, None, reason)
    return Captions(
        cues=cues,
        repairs=tuple(page.found.repairs),
        notes=tuple(page.found.notes),
        before=tuple(page.outside),
        language=language_tag(page.language) if page.language else None,
        title=" ".join(page.title.split()) or None,
    )


@dataclass(slots=True)
class _Page:
    """Follows the elements of the page. ``_is_cited``: a name was given since the last text of a cue."""

    found: TimedList = field(default_factory=TimedList)
    outside: list[CaptionLine] = field(default_factory=list)
    language: str = ""
    title: str = ""
    _tags: list[str] = field(default_factory=list)
    _hidden: int = 0
    _written: str = ""
    _start: str = ""
    _time: tuple[int, int | None] = (0, None)
    _voice: str | None = None
    _is_cited: bool = False
    _start_ms: int | None = None
    _line: int = 0
    _spoken: list[CaptionLine] = field(default_factory=list)
    _row: list[str] = field(default_factory=list)
    _number: int = 1

    def open(self, element: Element) -> None:
        self._tags.append(element.tag)
        self._hidden += element.tag in _HIDDEN
        self.language = self.language or element.get("lang")
        if element.tag not in _INLINE and element.tag != "time":
            self._end_row()
        self._number = element.number
        if element.tag == "cite":
            self._written = ""
        elif element.tag == "time":
            self._written, self._time = "", (element.number, time_of_element(element))

    def text(self, text: str, number: int) -> None:
        self._number = self._number if self._row else number
        tag = next((tag for tag in reversed(self._tags) if tag not in _INLINE), "")
        if tag == "title":
            self.title += text
        elif tag in ("cite", "time"):
            self._written += text
        elif not self._hidden:
            self._row.append(text)

    def close(self) -> None:
        tag = self._tags.pop()
        self._hidden -= tag in _HIDDEN
        if tag == "cite":
            self._voice = " ".join(self._written.split()).rstrip(":： ") or None
            self._is_cited = True
        elif tag == "time":
            self._take_time(*self._time)
        elif tag not in _INLINE:
            self._end_row()

    def end_cue(self) -> None:
        """Make a cue of what stood below the last time."""
        self._end_row()
        if self._line:
            self.found.add(self._start_ms, None, self._spoken, Place(line=self._line, start=self._start))
        self._spoken, self._line, self._start_ms = [], 0, None

    def _take_time(self, line: int, attribute_ms: int | None) -> None:
        """A cue begins with its time; what is none (the date of a page) is text like any other."""
        written_ms = time_of_text(self._written)
        start_ms = written_ms if attribute_ms is None or not _agree(written_ms, attribute_ms) else attribute_ms
        if start_ms is None and not _CLOCK_CHARS.issuperset(self._written):
            self._row.append(self._written)
            return
        self.end_cue()
        self._voice = self._voice if self._is_cited else None
        self._start, self._line, self._start_ms = self._written.strip(), line, start_ms

    def _end_row(self) -> None:
        text = " ".join("".join(self._row).split())
        self._row = []
        if not text:
            return
        if self._line:
            self._spoken.append(CaptionLine(number=self._number, text=text, voice=self._voice))
            self._is_cited = False
        else:
            self.outside.append(CaptionLine(number=self._number, text=text))
            what = "text above the first cue belongs to none"
            self.found.repairs.append(Repair(line=self._number, what=what, code="text-outside"))


def _agree(written_ms: int | None, attribute_ms: int) -> bool:
    """Whether an attribute tells the time that is written, or tells it more exactly."""
    return written_ms is None or 0 <= attribute_ms - written_ms < 1000
