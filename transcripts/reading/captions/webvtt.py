"""WebVTT (.vtt), https://www.w3.org/TR/webvtt1/, read as leniently as people write it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transcripts.reading.captions.blocks import (
    CueBuilder,
    Timings,
    filled,
    is_number,
    number_heads,
    split_blocks,
    timings_in,
)
from transcripts.reading.captions.cue import CaptionCue, Captions, Repair
from transcripts.reading.captions.lines import document_of, language_tag
from transcripts.reading.captions.markup import RawLine, is_unescaped, said
from transcripts.reading.captions.times import timing_of
from transcripts.reading.document import Document, Source

_SIGNATURE = re.compile(r"WEBVTT(?:[ \t].*)?")
_COMMENT = re.compile(r"NOTE(?:[ \t].*)?")
_DEFINITION = re.compile(r"(?:STYLE|REGION)[ \t]*")
_LANGUAGE = re.compile(r"(?:^|;|WEBVTT|NOTE)[ \t]{0,9}(?:language|lang|srclang)[ \t]{0,9}[:=]", re.I)
_REMARK = re.compile(r"WEBVTT[ \t]+(?![\w-]+[ \t]*[:=])\S.*")
_MOST_ABOVE = 20  # filled lines above a signature


def is_webvtt(source: Source) -> bool:
    """Whether it has the signature of the format, first of all or above lines of times."""
    head = [line.strip() for line in source.text[:10_000].split("\n") if line.strip()][:_MOST_ABOVE]
    signed = [index for index, line in enumerate(head) if _SIGNATURE.fullmatch(line)]
    if not signed:
        return False
    if signed[0] == 0 and head[0] == "WEBVTT":
        return True
    return any(timing_of(line) for line in source.text.split("\n"))


def read_webvtt(source: Source) -> Document:
    """The lines of the cues. Raises `TranscriptError` where no cue has any text."""
    return document_of(parse_webvtt(source.text), "webvtt", source.name)


def parse_webvtt(text: str) -> Captions:
    r"""The cues of a text with ``\n`` line ends, and what was repaired; see `CaptionCue`. Never raises."""
    lines = text.split("\n")
    timings = timings_in(lines, timing_of)
    blocks = split_blocks(lines, timings, _heads(lines, timings))
    builder = CueBuilder(repairs=list(blocks.repairs))
    header = _Header(builder)
    before = said(header.text_of(_parted(blocks.before))).lines
    for line in before:
        builder.note(line.number, "text above the first cue belongs to none", "text-outside")
    identified = sum(block.id is not None for block in blocks.cues)
    for block in blocks.cues:
        if block.id and not is_number(block.id) and 2 * identified < len(blocks.cues):
            what = "a line above the times was taken for the name of the cue, and left out"
            builder.note(block.line - 1, what, "id-text")
        if not block.timing.form or "," in block.timing.form:
            builder.note(block.line, "times are not written as 00:00:01.000 --> 00:00:02.000", "time-form")
        body = filled(header.text_of(block.body), builder)
        builder.notes.extend(_odd_text(body))
        builder.add(block, body)
    builder.notes.extend(_odd_form(lines, builder.cues))
    return Captions(
        cues=tuple(builder.cues),
        repairs=tuple(builder.repairs),
        notes=tuple(builder.notes),
        before=before,
        language=header.language,
    )


def _odd_form(lines: Sequence[str], cues: Sequence[CaptionCue]) -> Iterator[Repair]:
    """What browsers do not take: no signature at the very top, no blank line below it, a name of a cue used again."""
    if not _SIGNATURE.fullmatch(lines[0]):
        yield Repair(line=1, what="the file does not begin with WEBVTT, as players ask", code="signature")
    seen: set[str] = set()
    for cue in cues:
        if cue.id in seen:
            yield Repair(line=cue.line, what=f"a cue above has the name {cue.id[:40]!r}, too", code="duplicate-id")
        if cue.id:
            seen.add(cue.id)


def _odd_text(body: Sequence[RawLine]) -> Iterator[Repair]:
    """What browsers show less of than is written: an arrow ends a cue, and a stray bracket begins a tag."""
    for number, text in body:
        if "-->" in text:
            yield Repair(
                line=number, what="an arrow (-->) stands in a text; it is written --&gt;", code="arrow-in-text"
            )
        if is_unescaped(text):
            yield Repair(line=number, what="& or < stands in a text; they are written &amp; and &lt;", code="unescaped")


def _parted(before: Sequence[RawLine]) -> list[RawLine]:
    """The lines above the first cue, with blank lines where a block can begin: on top, and at a signature."""
    parted: list[RawLine] = [(0, "")]
    for number, text in before:
        parted += [(number, ""), (number, text)] if _SIGNATURE.fullmatch(text) else [(number, text)]
    return parted


def _heads(lines: Sequence[str], timings: Timings) -> dict[int, int]:
    """The lines that identify cues: right above their times, and below a blank line."""
    numbers = number_heads(lines, timings)
    above = {index: index - 1 for index in timings if _can_identify(lines, index, timings)}
    are_common = 2 * len(above) > len(timings)
    heads: dict[int, int] = {}
    previous = -1
    for index in timings:
        if index in numbers:
            heads[index] = numbers[index]
        elif index in above:
            is_id = len(lines[index - 1].split()) == 1
            if previous >= 0 and not any(line.strip() for line in lines[previous + 1 : index - 1]):
                is_id = is_id and any(map(str.isdigit, lines[index - 1]))  # else it is the text that was missing
            elif previous < 0 or are_common:
                is_id = True
            if is_id:
                heads[index] = index - 1
        previous = index
    return heads


def _can_identify(lines: Sequence[str], index: int, timings: Timings) -> bool:
    if index == 0 or not lines[index - 1].strip() or index - 1 in timings:
        return False
    return not _SIGNATURE.fullmatch(lines[index - 1]) and (index == 1 or not lines[index - 2].strip())


@dataclass(slots=True)
class _Header:
    """Takes the blocks that are no cues out of the lines, and keeps the language that one declares.

    There may be several headers: segments of a stream are joined to one file.
    """

    builder: CueBuilder
    language: str | None = None

    def text_of(self, raw_lines: Sequence[RawLine]) -> list[RawLine]:
        """The lines that are in no header, comment, style or region."""
        kept: list[RawLine] = []
        in_block, parted = False, False
        for number, text in raw_lines:
            if not text.strip():
                in_block, parted = False, True
                kept.append((number, text))
                continue
            if in_block:
                self._declare(number, text)
            elif parted:
                in_block = self._opens_block(number, text)
            parted = False
            if not in_block:
                kept.append((number, text))
        return kept

    def _opens_block(self, number: int, text: str) -> bool:
        if _COMMENT.fullmatch(text):
            self.builder.note(number, "a comment (NOTE) was left out", "comment")
            return True
        if _SIGNATURE.fullmatch(text):
            self._declare(number, text)
            if _REMARK.fullmatch(text):
                self.builder.note(number, "a remark in the header was left out", "comment")
            return True
        if _DEFINITION.fullmatch(text):
            what = f"the definitions of {text.strip()} are not kept"
            self.builder.left_out.note_once(number, what, "style")
            return True
        return False

    def _declare(self, number: int, text: str) -> None:
        if text.startswith("X-TIMESTAMP-MAP"):
            what = "the offset of a stream (X-TIMESTAMP-MAP) is not applied to the times"
            self.builder.left_out.note_once(number, what, "offset")
        found = _LANGUAGE.search(text)
        if found and self.language is None:
            self.language = language_tag(text[found.end() :])
