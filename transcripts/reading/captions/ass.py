"""SubStation Alpha (.ass, .ssa): the events of the script, without their styles."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from transcripts.reading.captions.cue import CaptionCue, CaptionLine, Captions, Repair
from transcripts.reading.captions.lines import document_of
from transcripts.reading.captions.markup import LeftOut, said
from transcripts.reading.captions.times import time_ms
from transcripts.reading.document import Document, Source

_FIELDS = "Layer,Start,End,Style,Name,MarginL,MarginR,MarginV,Effect,Text"  # where no "Format:" line says otherwise
_BREAK = re.compile(r"\\[Nn]")
_DRAWING = re.compile(
    r"\{[^{}]{0,300}\\p[1-9][^{}]{0,300}\}[^{}]{0,20000}(?:\{\\p0\})?"
)  # "{\p1}m 0 0 l 10 0": a shape
_HIDDEN = re.compile(r"\{([^{}\\]{0,300})\}")  # "{a remark}": players show nothing of it
_LABEL_END = re.compile(r"(?:[:：]|[\])][:：]?)(?=\s|$)")
_LABEL_MARKS = "->–— [("  # before the name in a label
_SECTION = re.compile(r"\[[A-Za-z0-9+ ]{1,40}\]")


def is_ass(source: Source) -> bool:
    """Whether it begins as a script of the format."""
    return re.match(r"\s{0,99}\[script info\]", source.text, re.IGNORECASE) is not None


def read_ass(source: Source) -> Document:
    """The lines of the events in the order of their starts, as players show them.

    Raises `TranscriptError` where none has any text.
    """
    found = parse_ass(source.text)
    in_order = sorted(found.cues, key=lambda cue: cue.start_ms)
    return document_of(replace(found, cues=tuple(in_order)), "ass", source.name)


def parse_ass(text: str) -> Captions:
    """The events as cues, in the order of the file; see `CaptionCue`. Never raises.

    The name of an event is the voice of its lines. A text that begins with it as well (``Khan: Yes``) is parted from
    this label, so that nobody is named twice.
    """
    script = _Script()
    script.read(text)
    title = re.search(r"^title:[ \t]*(\S.*)$", text[:5000], re.IGNORECASE | re.MULTILINE)
    return Captions(
        cues=tuple(script.cues),
        repairs=tuple(script.repairs),
        notes=tuple(script.left_out.notes),
        title=" ".join(title[1].split()) if title else None,
    )


@dataclass(slots=True)
class _Script:
    """The events of a script so far, and what was repaired. ``names`` are those with commas, which no name of an event
    has, by the names of the events."""

    cues: list[CaptionCue] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    left_out: LeftOut = field(default_factory=LeftOut)
    names: dict[str, str] = field(default_factory=dict)

    def read(self, text: str) -> None:
        """Take the events of the section that holds them."""
        fields, in_events = _FIELDS.split(","), False
        for number, line in enumerate(text.split("\n"), start=1):
            kind, _, values = line.strip().partition(":")
            if _SECTION.fullmatch(line.strip()):
                in_events = line.strip().casefold() == "[events]"
            elif kind == "Style" and not in_events:
                self.left_out.note_once(number, "the definitions of [Styles] are not kept", "style")
            elif not in_events or not line.strip() or line.startswith(";"):
                continue
            elif kind == "Format":
                fields = [name.strip() for name in values.split(",")]
            elif kind == "Comment":
                self._note(number, "a comment was left out", "comment")
            elif kind == "Dialogue":
                self._add(self._given(fields, values, number), number)
            else:
                what = f"a line that is no event with text was left out: {line.strip()[:80]!r}"
                self.left_out.notes.append(Repair(line=number, what=what, code="text-outside"))

    def _note(self, number: int, what: str, code: str) -> None:
        self.repairs.append(Repair(line=number, what=what, code=code))

    def _given(self, fields: Sequence[str], values: str, number: int) -> Mapping[str, str]:
        """What an event has in each field; the text is its last value, whatever is missing before."""
        parts = values.split(",", len(fields) - 1)
        if len(parts) < len(fields):
            self._note(
                number, "a line of dialogue has too few fields; what it ends with was taken as its text", "syntax"
            )
            return {**dict(zip(fields, parts[:-1], strict=False)), "Text": parts[-1]}
        return dict(zip(fields, parts, strict=True))

    def _add(self, given: Mapping[str, str], number: int) -> None:
        name = " ".join(given.get("Name", given.get("Actor", "")).split()) or None
        found = said([(number, part) for part in _BREAK.split(self._shown(given.get("Text", ""), number))])
        self.left_out.note_markup(found)
        start_ms, end_ms = self._times(given, number)
        label, texts = self._unlabelled(name, [line.text for line in found.lines])
        voice = name and self.names.get(name, name)
        self.cues.append(
            CaptionCue(
                number=len(self.cues) + 1,
                line=number,
                start_ms=start_ms,
                end_ms=end_ms,
                spoken=tuple(CaptionLine(number=number, text=text, voice=voice) for text in texts),
                label=label,
                is_label_above=label is not None and len(texts) < len(found.lines),
            )
        )

    def _unlabelled(self, name: str | None, texts: list[str]) -> tuple[str | None, list[str]]:
        """The label that names who the event says is speaking, if there is one, and the texts without it."""
        label = _label_of(texts[0], name) if name and texts else ""
        rest = [texts[0][len(label) :].strip(), *texts[1:]] if label else texts
        rest = rest if rest and rest[0] else rest[1:]
        if not name or not label or not rest:
            return None, texts
        written = label.lstrip(_LABEL_MARKS)[: len(name)]
        if "," in written and written.replace(",", ";") == name:
            self.names[name] = written
        return label, rest

    def _shown(self, text: str, number: int) -> str:
        """The text without shapes that are drawn and remarks that are hidden."""
        if "{" in text:
            drawn = _DRAWING.sub("", text)
            if drawn != text:
                self.left_out.note_once(number, "shapes that are drawn ({\\p}) are not kept", "markup")
            for hidden in _HIDDEN.finditer(drawn):
                self._note(number, f"a remark that players hide was left out: {hidden[1][:60]!r}", "comment")
            text = _HIDDEN.sub("", drawn)
        return text.replace("\\h", " ")

    def _times(self, given: Mapping[str, str], number: int) -> tuple[int, int]:
        start_ms, end_ms = (_time_or_none(given.get(key, "")) for key in ("Start", "End"))
        if start_ms is None:
            what = "a time cannot be read; the cue is taken to begin where the one before ends"
            self._note_time(number, given, what, "time-unreadable")
            start_ms = self.cues[-1].end_ms if self.cues else 0
        if end_ms is None:
            self._note_time(number, given, "a cue has no end that can be read", "time-unreadable")
            end_ms = start_ms
        if start_ms < 0 or end_ms < 0:
            self._note_time(number, given, "a negative time was taken as 0", "negative-time")
        return max(start_ms, 0), max(end_ms, 0)

    def _note_time(self, number: int, given: Mapping[str, str], what: str, code: str) -> None:
        written = f"{given.get('Start', '')[:40]}, {given.get('End', '')[:40]}"
        self.repairs.append(Repair(line=number, what=what, code=code, written=written))


def _label_of(text: str, name: str) -> str:
    """The beginning of a text that is a label with the name: ``Khan:``, ``>> KHAN:``, ``[Khan]``; empty for none."""
    start = len(text) - len(text.lstrip(_LABEL_MARKS))
    end = start + len(name)
    closing = _LABEL_END.match(text, end)
    is_named = text[start:end].replace(",", ";").casefold() == name.replace(",", ";").casefold()
    return text[: closing.end()] if is_named and closing else ""


def _time_or_none(written: str) -> int | None:
    try:
        return time_ms(written.strip())
    except ValueError:
        return None
