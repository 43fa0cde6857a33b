"""The text of a cue without its markup: tags of WebVTT and HTML, codes of ASS, character references."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from transcripts.reading.captions.cue import CaptionLine, Repair, WordTime
from transcripts.reading.captions.times import time_ms

RawLine = tuple[int, str]  # a 1-based line of the source, and what it holds

# Other things in angle brackets are text: "<laughs>", "<John>", "3 <b and> 2".
_ATTRIBUTE = r"\s{1,9}[\w:-]{1,30}(?:\s?=\s?(?:\"[^\"<>]{0,250}\"|'[^'<>]{0,250}'|[^\s\"'<>]{1,99}))"
_MARKUP = re.compile(
    r"<(?P<close>/?)(?:"
    r"(?P<name>v|lang|(?P<time>\d{1,4}(?::\d{1,2}){1,2}(?:[.,]\d{1,6})?))(?P<rest>[.\s/][^<>]{0,300})?"
    r"|(?P<plain>[abcius]|ruby|r[tp]|font|span|br|p|div|em|strong|strike|small|big|su[bp]|center)"
    rf"(?:\.[^\s<>]{{0,300}})?(?:{_ATTRIBUTE}){{0,9}}\s{{0,9}}/?"
    r")>|\{\\[^{}]{0,300}\}|\n",
    re.IGNORECASE,
)
_READING = re.compile(r"<r[tp](?:[.\s][^<>]{0,300})?>[^<\n]{0,1000}(?:</r[tp]>|(?=</ruby>|<r[tp]>))", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)
_CODE = re.compile(r"\{\\([0-9]?[a-zA-Z]{1,10})")
_BREAKING = re.compile("[\t-\r\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_XML_SPACES = re.compile("[ \t\r\n]+")
_TEXT_TAGS = frozenset(("v", "br", "p", "div", "ruby", "rt", "rp"))  # what they say is kept, or told as ruby text
_BREAKS = frozenset(("br", "p", "div"))
_USUAL = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&nbsp;": "\u00a0"}


@dataclass(slots=True)
class TextBuilder:
    """Collects the text of a cue, line by line, with the voice and the times that its markup gives.

    ``shared`` tells whether a line was parted because another voice begins within it.
    """

    number: int
    voice: str | None = None
    keeps_spaces: bool = True
    shared: bool = False
    lines: list[CaptionLine] = field(default_factory=list)
    words: list[WordTime] = field(default_factory=list)
    _voices: list[str | None] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _space: bool = False
    _time_ms: int | None = None

    def add(self, chunk: str) -> None:
        """Text without line breaks that count; white space beside markup is collapsed."""
        text = chunk.strip() if self.keeps_spaces else _XML_SPACES.sub(" ", chunk).strip()
        if not text:
            self._space = self._space or bool(chunk)
            return
        is_apart = bool(self._parts) and (self._space or chunk[0].isspace())
        if self._time_ms is not None:
            offset = self._length + is_apart
            self.words.append(WordTime(line=len(self.lines), offset=offset, start_ms=self._time_ms))
            self._time_ms = None
        text = f" {text}" if is_apart else text
        self._parts.append(text)
        self._length += len(text)
        self._space = chunk[-1].isspace()

    def say_at(self, start_ms: int) -> None:
        """The next text was said at this time."""
        self._time_ms = max(start_ms, 0)

    def speak(self, voice: str | None) -> None:
        """The next text is spoken by somebody else, and is a line of its own."""
        if voice != self.voice:
            self.shared = self.shared or bool(self._parts and voice)
            self.end_line()
        self.voice = voice

    def open_voice(self, voice: str | None) -> None:
        """The next text is spoken by somebody, until the voice is closed."""
        self._voices.append(self.voice)
        self.speak(voice)

    def close_voice(self) -> None:
        """The next text is spoken by whoever spoke around the voice that was opened last."""
        self.speak(self._voices.pop() if self._voices else None)

    def end_line(self) -> None:
        """End the line, if it holds any text."""
        if self._parts:
            self.lines.append(CaptionLine(number=self.number, text="".join(self._parts), voice=self.voice))
        self._parts, self._length, self._space = [], 0, False


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The lines of a cue, the times within them, and what was left out.

    ``markup`` are the kinds of markup that plain text does not hold, each with the line of its first use; ``shared``
    tells whether a line was parted because another voice begins within it.
    """

    lines: tuple[CaptionLine, ...]
    words: tuple[WordTime, ...] = ()
    repairs: tuple[Repair, ...] = ()
    markup: tuple[tuple[str, int], ...] = ()
    shared: bool = False


@dataclass(slots=True)
class LeftOut:
    """Notes what the plain text of cues does not hold, each kind once in a file."""

    notes: list[Repair] = field(default_factory=list)
    _kinds: set[str] = field(default_factory=set)

    def note_markup(self, found: Said) -> None:
        """Note the markup in a cue that none before it had."""
        for kind, line in found.markup:
            self.note_once(line, f"markup ({kind}) is not kept: captions here are plain text", "markup")
        if found.shared and found.lines:
            what = "two voices share a line; it was parted, so that each line has one voice"
            self.notes.append(Repair(line=found.lines[0].number, what=what, code="shared-line"))

    def note_once(self, line: int, what: str, code: str) -> None:
        """Note something, unless it was noted before."""
        if what not in self._kinds:
            self._kinds.add(what)
            self.notes.append(Repair(line=line, what=what, code=code))


def said(raw: Sequence[RawLine]) -> Said:
    """What the lines of a cue say; those without any text are left out."""
    whole = "\n".join([text for _, text in raw])
    if "<" not in whole and "{" not in whole:
        texts = [(number, plain(text).strip()) for number, text in raw]
        return Said(lines=tuple([CaptionLine(number=number, text=text) for number, text in texts if text]))
    reading = _READING.search(whole)
    repairs = (_left_out(raw[whole.count("\n", 0, reading.start())][0]),) if reading else ()
    whole = _READING.sub("", whole) if reading else whole
    builder, ends, at = TextBuilder(raw[0][0]), iter(raw[1:]), 0
    kinds: dict[str, int] = {}
    for markup in _MARKUP.finditer(whole):
        builder.add(plain(whole[at : markup.start()]))
        at = markup.end()
        if markup.group() == "\n":
            builder.end_line()
            builder.number = next(ends)[0]
        else:
            _apply(markup, builder)
            kind = _kind(markup)
            if kind:
                kinds.setdefault(kind, builder.number)
    builder.add(plain(whole[at:]))
    builder.end_line()
    return Said(
        lines=tuple(builder.lines),
        words=tuple(builder.words),
        repairs=repairs,
        markup=tuple(kinds.items()),
        shared=builder.shared,
    )


def _left_out(line: int) -> Repair:
    return Repair(line=line, what="how words are read (ruby text) was left out", code="ruby")


def plain(text: str) -> str:
    """The text with its character references replaced."""
    if "&" not in text:
        return text
    return _REFERENCE.sub(_character, text)


def is_unescaped(text: str) -> bool:
    """Whether a line has an ampersand or an angle bracket that is part of no reference and no markup."""
    if "&" not in text and "<" not in text:
        return False
    rest = _REFERENCE.sub("", _MARKUP.sub("", text))
    return "&" in rest or "<" in rest


def first_reference(lines: Sequence[str]) -> int | None:
    """The 1-based line of the first character reference, ``None`` where there is none."""
    return next((at for at, line in enumerate(lines, start=1) if plain(line) != line), None)


def _character(reference: re.Match[str]) -> str:
    return _USUAL.get(reference.group()) or _CONTROL.sub("", _BREAKING.sub(" ", html.unescape(reference.group())))


def _kind(markup: re.Match[str]) -> str | None:
    """What a person calls the markup, ``None`` where the text of the cue says the same without it."""
    if markup["time"]:
        return "times within the text"
    name = (markup["name"] or markup["plain"] or "").casefold()
    if not name:
        code = _CODE.match(markup.group())
        return f"{{\\{code[1]}}}" if code else "{\\}"
    return None if name in _TEXT_TAGS else f"<{name}>"


def _apply(markup: re.Match[str], builder: TextBuilder) -> None:
    name = (markup["name"] or markup["plain"] or "").casefold()
    if markup["time"]:
        builder.say_at(time_ms(markup["time"]))
    elif name == "v":
        if markup["close"]:
            builder.close_voice()
        else:
            builder.open_voice(_annotation(markup["rest"] or ""))
    elif name in _BREAKS:
        builder.end_line()


def _annotation(rest: str) -> str | None:
    """The name in ``<v Name>`` or ``<v.loud.far Name>``."""
    words = plain(rest).split()
    return " ".join(words[1:] if rest.startswith(".") else words) or None
