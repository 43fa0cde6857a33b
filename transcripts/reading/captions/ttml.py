"""TTML, IMSC and DFXP (.ttml, .dfxp, .xml), https://www.w3.org/TR/ttml2/: what a player would show as text, in order.

Names are taken without their namespaces, which older files have others for.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from transcripts.reading.captions.cue import CaptionCue, Captions, Repair
from transcripts.reading.captions.lines import document_of, language_tag
from transcripts.reading.captions.markup import LeftOut, TextBuilder
from transcripts.reading.captions.xml_events import first_stray, parse_xml, root_name
from transcripts.reading.document import Document, Source

_BLOCKS = frozenset(("body", "div", "p"))
_NOT_SHOWN = frozenset(("head", "metadata", "title", "desc", "copyright", "name", "image", "set"))
_TIMES = ("begin", "end", "dur")
_STYLED = frozenset(("body", "div", "p", "span"))
_STYLES = frozenset(("region", "style", "color", "backgroundColor", "fontStyle", "fontWeight", "textDecoration"))
_READINGS = frozenset(("textContainer", "text", "delimiter"))  # values of tts:ruby
_CLOCK = re.compile(r"(\d{1,6}):(\d{1,2}):(\d{1,2})(?:[.,](\d{1,9})|[:;](\d{1,3})(?:\.\d{1,3})?)?")
_OFFSET = re.compile(r"(\d{1,12}(?:[.,]\d{1,9})?)(h|ms|m|s|f|t)?")
_UNITS_MS = {"h": 3_600_000, "m": 60_000, "s": 1000, "ms": 1, "": 1000}


def is_ttml(source: Source) -> bool:
    """Whether the root element is that of TTML; ``tt`` of HTML does not hold a ``body`` or a namespace."""
    return root_name(source.text) == "tt" and ("xmlns" in source.text or "body" in source.text)


def read_ttml(source: Source) -> Document:
    """The lines of the paragraphs.

    Raises `TranscriptError` where none has any text, for broken XML, and for XML that declares entities.
    """
    return document_of(parse_ttml(source.text, source.name), "ttml", source.name)


def parse_ttml(text: str, source: str) -> Captions:
    """The paragraphs as cues, and what was repaired; see `CaptionCue`. ``source`` names the file in messages.

    Raises `TranscriptError` for broken XML, and for XML that declares entities.
    """
    reader = _Reader()
    stray = first_stray(text)
    if stray is not None:
        what = "& or a reference that only HTML knows; XML has &amp; and numbers for them"
        reader.left_out.notes.append(Repair(line=stray, what=what, code="unescaped"))
    cut_off = parse_xml(text, reader, source)
    reader.flush()
    if cut_off is not None:
        what = "the file is cut off; what stands above was read"
        reader.repairs.append(Repair(line=cut_off, what=what, code="cut-off"))
    return Captions(
        cues=tuple(reader.cues),
        repairs=tuple(reader.repairs),
        notes=tuple(reader.left_out.notes),
        language=reader.language,
        title=" ".join(reader.title.split()) or None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rates:
    """What frames and ticks last."""

    frame_ms: float = 1000 / 30
    tick_ms: float = 1000.0

    def time_ms(self, written: str) -> int | None:
        """A clock time or an offset in milliseconds, ``None`` for anything else."""
        clock = _CLOCK.fullmatch(written.strip())
        if clock:
            hours, minutes, seconds, fraction, frames = clock.groups()
            whole = ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000
            return whole + round(float(f"0.{fraction or 0}") * 1000 + int(frames or 0) * self.frame_ms)
        offset = _OFFSET.fullmatch(written.strip())
        if offset is None:
            return None
        unit = offset[2] or ""
        unit_ms = {"f": self.frame_ms, "t": self.tick_ms}.get(unit) or _UNITS_MS[unit]
        return round(float(offset[1].replace(",", ".")) * unit_ms)


def _rates(attributes: Mapping[str, str]) -> _Rates:
    """The rates that a file declares; ``frameRateMultiplier`` is "1000 1001", in older files "1000:1001"."""
    frame_rate = _positive(attributes.get("frameRate"))
    numerator, _, denominator = attributes.get("frameRateMultiplier", "").replace(":", " ").partition(" ")
    multiplier = (_positive(numerator) or 1.0) / (_positive(denominator) or 1.0)
    frame_ms = 1000 / ((frame_rate or 30.0) * multiplier)
    tick_rate = _positive(attributes.get("tickRate"))
    return _Rates(frame_ms=frame_ms, tick_ms=1000 / tick_rate if tick_rate else frame_ms if frame_rate else 1000.0)


def _positive(written: str | None) -> float:
    """A number, 0 for anything else."""
    return float(written) if written and re.fullmatch(r"\d{1,9}(?:\.\d{1,6})?", written.strip()) else 0.0


@dataclass(slots=True, kw_only=True)
class _Element:
    """An open element: its interval, where it or one around it has times; ``next_ms`` is where a child begins.

    ``times`` are its own as they are written, ``cues_above`` counts the cues before it.
    """

    name: str
    line: int
    id: str | None = None
    times: str = ""
    cues_above: int = 0
    begin_ms: int | None = None
    end_ms: int | None = None
    next_ms: int | None = None
    in_sequence: bool = False
    voice: str | None = None
    keeps_breaks: bool = False
    is_shown: bool = True
    is_timed: bool = False


@dataclass(slots=True)
class _Reader:
    """Follows the events of the file."""

    cues: list[CaptionCue] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    left_out: LeftOut = field(default_factory=LeftOut)
    language: str | None = None
    title: str = ""
    _rates: _Rates = field(default_factory=_Rates)
    _open: list[_Element] = field(default_factory=list)
    _agents: dict[str, str] = field(default_factory=dict)
    _agent: str | None = None
    _builder: TextBuilder = field(default_factory=lambda: TextBuilder(0))
    _until_ms: int | None = None

    def start(self, name: str, attributes: Mapping[str, str], line: int) -> None:
        if name == "tt":
            self._rates = _rates(attributes)
        elif name == "agent":
            self._agent = attributes.get("id")
        elif name in _BLOCKS:
            self.flush()
        if "lang" in attributes and self.language is None:
            self.language = language_tag(attributes["lang"])
        self._note_styles(name, attributes, line)
        element = self._element(name, attributes, line)
        self._open.append(element)
        if element.is_shown:
            self._begin(element)

    def _begin(self, element: _Element) -> None:
        if element.name == "br":
            self._builder.end_line()
        self._builder.number = element.line
        self._builder.speak(element.voice)
        if self._builder.shared:
            what = "two voices share a line; it was parted, so that each line has one voice"
            self.left_out.notes.append(Repair(line=element.line, what=what, code="shared-line"))
            self._builder.shared = False
        if element.name == "span" and element.is_timed:
            self._builder.say_at(element.begin_ms or 0)
            self._until_ms = max(element.end_ms or 0, self._until_ms or 0)

    def end(self, name: str) -> None:
        if name in _BLOCKS:
            self.flush()
        element = self._open.pop()
        if name == "p" and element.is_shown and element.times and len(self.cues) == element.cues_above:
            what = f"a cue has no text and was left out ({element.times})"
            self.left_out.notes.append(Repair(line=element.line, what=what, code="empty-cue"))
        if self._open:
            parent = self._open[-1]
            if parent.in_sequence and element.end_ms is not None:
                parent.next_ms = element.end_ms
            if element.is_shown:
                self._builder.speak(parent.voice)

    def text(self, text: str) -> None:
        element = self._open[-1]
        if element.is_shown:
            self._add(text, element)
        elif element.name == "title":
            self.title += text
        elif element.name == "name" and self._agent:
            self._agents.setdefault(self._agent, " ".join(text.split()))

    def flush(self) -> None:
        """Make a cue of the text since the last one."""
        builder = self._builder
        builder.end_line()
        if builder.lines:
            self._add_cue(self._open[-1] if self._open else _Element(name="", line=builder.number))
        self._builder = TextBuilder(builder.number, builder.voice)
        self._until_ms = None

    def _note_styles(self, name: str, attributes: Mapping[str, str], line: int) -> None:
        if name in _STYLED:
            for key in _STYLES.intersection(attributes):
                what = "regions (positions) are not kept" if key == "region" else "styles are not kept"
                self.left_out.note_once(line, what, "settings" if key == "region" else "markup")
        if name == "span" and "begin" in attributes:
            what = "markup (times within the text) is not kept: captions here are plain text"
            self.left_out.note_once(line, what, "markup")
        if attributes.get("ruby") in _READINGS:
            self.left_out.note_once(line, "how words are read (ruby text) was left out", "ruby")

    def _add(self, text: str, element: _Element) -> None:
        self._builder.keeps_spaces = element.keeps_breaks
        first, *others = text.split("\n") if element.keeps_breaks else (text,)
        self._builder.add(first)
        for other in others:
            self._builder.end_line()
            self._builder.add(other)

    def _add_cue(self, element: _Element) -> None:
        words = tuple(self._builder.words)
        is_timed_within = bool(words) and (words[0].line, words[0].offset) == (0, 0)
        start_ms = words[0].start_ms if is_timed_within else element.begin_ms
        if start_ms is None:
            start_ms = self.cues[-1].end_ms if self.cues else 0
            self._note(element.line, "text has no time; it is taken to begin where the text before it ends", "no-time")
        ends = (element.end_ms, self._until_ms, start_ms)
        if ends[:2] == (None, None):
            self.left_out.notes.append(Repair(line=element.line, what="a cue has no end", code="open-end"))
        self.cues.append(
            CaptionCue(
                number=len(self.cues) + 1,
                line=element.line,
                start_ms=start_ms,
                end_ms=next(end for end in ends if end is not None),
                spoken=tuple(self._builder.lines),
                id=element.id,
                words=words,
            )
        )

    def _element(self, name: str, attributes: Mapping[str, str], line: int) -> _Element:
        parent = self._open[-1] if self._open else _Element(name="", line=line, is_shown=False)
        base_ms = parent.next_ms if parent.in_sequence else parent.begin_ms
        begin, end, duration = [self._time_ms(attributes.get(key), line) for key in _TIMES]
        begin_ms = base_ms if begin is None else begin + (base_ms or 0)
        ends = [] if parent.end_ms is None else [parent.end_ms]
        if end is not None:
            ends.append((base_ms or 0) + end)
        if duration is not None:
            ends.append((begin_ms or 0) + duration)
        return _Element(
            name=name,
            line=line,
            id=attributes.get("id"),
            times=" ".join(f'{key}="{attributes[key][:30]}"' for key in _TIMES if key in attributes),
            cues_above=len(self.cues),
            begin_ms=begin_ms,
            end_ms=min(ends, default=None),
            next_ms=begin_ms,
            in_sequence=attributes.get("timeContainer") == "seq",
            voice=self._voice(attributes) or parent.voice,
            keeps_breaks=attributes.get("space", "preserve" if parent.keeps_breaks else "") == "preserve",
            is_timed=begin is not None,
            is_shown=name == "body"
            or (parent.is_shown and name not in _NOT_SHOWN and attributes.get("ruby") not in _READINGS),
        )

    def _voice(self, attributes: Mapping[str, str]) -> str | None:
        if "agent" not in attributes:
            return None
        agents = attributes["agent"].split()
        return " & ".join(self._agents.get(agent) or agent for agent in agents) or None

    def _time_ms(self, written: str | None, line: int) -> int | None:
        if written is None:
            return None
        time_ms = self._rates.time_ms(written)
        if time_ms is None:
            self.repairs.append(
                Repair(line=line, what="a time cannot be read", code="time-unreadable", written=written[:40])
            )
        return time_ms

    def _note(self, line: int, what: str, code: str) -> None:
        self.repairs.append(Repair(line=line, what=what, code=code))
