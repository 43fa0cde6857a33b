"""The text of a cue without its markup: tags of WebVTT and HTML, codes of ASS, character references."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from transcripts.reading.captions.cue import CaptionLine, Repair, WordTime
from transcripts.reading.captions.times import time_ms
from transcripts.reading.decode import tidy

RawLine = tuple[int, str]  # a 1-based line of the source, and what it holds

# Other things in angle brackets are text: "<laughs>", "<John>".
_MARKUP = re.compile(
    r"<(?P<close>/?)(?P<name>c|i|b|u|s|v|a|lang|ruby|r[tp]|font|span|br|p|div|em|strong|strike|small|big|su[bp]|center"
    r"|(?P<time>\d{1,4}(?::\d{1,2}){1,2}(?:[.,]\d{1,6})?))(?P<rest>[.\s/][^<>]{0,300})?>|\{\\[^{}]{0,300}\}|\n",
    re.IGNORECASE,
)
_READING = re.compile(r"<r[tp](?:[.\s][^<>]{0,300})?>[^<\n]{0,1000}(?:</r[tp]>|(?=</ruby>|<r[tp]>))", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)
_LEFT_OUT = "how words are read (ruby text) was left out"
_BREAKS = frozenset(("br", "p", "div"))
_USUAL = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&nbsp;": " "}


@dataclass(slots=True)
class TextBuilder:
    """Collects the text of a cue, line by line, with the voice and the times that its markup gives."""

    number: int
    voice: str | None = None
    lines: list[CaptionLine] = field(default_factory=list)
    words: list[WordTime] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _space: bool = False
    _time_ms: int | None = None

    def add(self, chunk: str) -> None:
        """Text without line breaks that count; white space is collapsed."""
        words = chunk.split()
        if not words:
            self._space = self._space or bool(chunk)
            return
        if self._parts and (self._space or chunk[0].isspace()):
            words[0] = " " + words[0]
        if self._time_ms is not None:
            offset = self._length + words[0].startswith(" ")
            self.words.append(WordTime(line=len(self.lines), offset=offset, start_ms=self._time_ms))
            self._time_ms = None
        text = " ".join(words)
        self._parts.append(text)
        self._length += len(text)
        self._space = chunk[-1].isspace()

    def say_at(self, start_ms: int) -> None:
        """The next text was said at this time."""
        self._time_ms = max(start_ms, 0)

    def speak(self, voice: str | None) -> None:
        """The next text is spoken by somebody else, and is a line of its own."""
        if voice != self.voice:
            self.end_line()
        self.voice = voice

    def end_line(self) -> None:
        """End the line, if it holds any text."""
        if self._parts:
            self.lines.append(CaptionLine(number=self.number, text="".join(self._parts), voice=self.voice))
        self._parts, self._length, self._space = [], 0, False


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The lines of a cue, the times within them, and what was left out."""

    lines: tuple[CaptionLine, ...]
    words: tuple[WordTime, ...] = ()
    repairs: tuple[Repair, ...] = ()


def said(raw: Sequence[RawLine]) -> Said:
    """What the lines of a cue say; those without any text are left out."""
    whole = "\n".join([text for _, text in raw])
    if "<" not in whole and "{" not in whole:
        texts = [(number, " ".join(plain(text).split())) for number, text in raw]
        return Said(lines=tuple([CaptionLine(number=number, text=text) for number, text in texts if text]))
    reading = _READING.search(whole)
    repairs = (Repair(line=raw[whole.count("\n", 0, reading.start())][0], what=_LEFT_OUT),) if reading else ()
    whole = _READING.sub("", whole) if reading else whole
    builder, ends, at = TextBuilder(raw[0][0]), iter(raw[1:]), 0
    for markup in _MARKUP.finditer(whole):
        builder.add(plain(whole[at : markup.start()]))
        at = markup.end()
        if markup.group() == "\n":
            builder.end_line()
            builder.number = next(ends)[0]
        else:
            _apply(markup, builder)
    builder.add(plain(whole[at:]))
    builder.end_line()
    return Said(lines=tuple(builder.lines), words=tuple(builder.words), repairs=repairs)


def plain(text: str) -> str:
    """The text with its character references replaced."""
    if "&" not in text:
        return text
    return _REFERENCE.sub(_character, text)


def _character(reference: re.Match[str]) -> str:
    return _USUAL.get(reference.group()) or tidy(html.unescape(reference.group()))


def _apply(markup: re.Match[str], builder: TextBuilder) -> None:
    name = (markup["name"] or "").casefold()
    if markup["time"]:
        builder.say_at(time_ms(markup["time"]))
    elif name == "v":
        builder.speak(None if markup["close"] else _annotation(markup["rest"] or ""))
    elif name in _BREAKS:
        builder.end_line()


def _annotation(rest: str) -> str | None:
    """The name in ``<v Name>`` or ``<v.loud.far Name>``."""
    words = plain(rest).split()
    return " ".join(words[1:] if rest.startswith(".") else words) or None
