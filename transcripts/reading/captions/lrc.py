"""LRC (.lrc): lines that begin with their time, ``[00:12.00]text``, and words that may, ``<00:12.50>word``."""

import re
from collections.abc import Iterator

from transcripts.reading.captions.cue import CaptionCue, Captions, Repair
from transcripts.reading.captions.lines import document_of, language_tag
from transcripts.reading.captions.markup import said
from transcripts.reading.captions.times import time_ms
from transcripts.reading.document import Document, Source

_STAMP = re.compile(r"\[(\d{1,3}:\d{2}(?:[.:]\d{1,3})?)\][ \t]*")
_EXACT_STAMP = re.compile(r"\[\d{1,3}:\d{2}\.\d{2,3}\]")  # pages write whole seconds in brackets, too
_FIELD = re.compile(r"\[(ar|ti|al|au|by|re|ve|la|lang|length|offset|tool):([^\[\]]{0,500})\][ \t]*", re.IGNORECASE)
_SHARE = 0.9  # of the lines, where no field says what the file is


def is_lrc(source: Source) -> bool:
    """Whether it has the fields of the format above lines with times, or nearly nothing but such lines."""
    if "[" not in source.text[:1000]:
        return False
    lines = [line.strip() for line in source.text.split("\n") if line.strip()]
    stamped = sum(_EXACT_STAMP.match(line) is not None for line in lines)
    has_field = any(map(_FIELD.fullmatch, lines[:5]))
    return stamped > 0 if has_field else stamped >= max(_SHARE * len(lines), 3)


def read_lrc(source: Source) -> Document:
    """The lines, in the order of their times. Raises `TranscriptError` where none has any text."""
    return document_of(parse_lrc(source.text), "lrc", source.name)


def parse_lrc(text: str) -> Captions:
    """The lines as cues in the order of their times, see `CaptionCue`. Never raises.

    A line with several times is said at each of them. A line without one belongs to the one above. A cue ends where
    the next begins, the last one where it begins.
    """
    fields: dict[str, str] = {}
    repairs: list[Repair] = []
    found: list[tuple[int, int, str]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        field = _FIELD.fullmatch(line.strip())
        if field:
            fields.setdefault(field[1].casefold(), " ".join(field[2].split()))
            continue
        times, rest = _split_times(line.strip())
        if rest and not times:
            repairs.append(Repair(line=number, what="a line has no time; it was kept below the one above it"))
            times = [found[-1][0] if found else 0]
        found += [(start_ms, number, rest) for start_ms in times]
    return Captions(
        cues=tuple(_cues(sorted(found, key=lambda one: one[0]))),
        repairs=tuple(repairs),
        language=language_tag(fields.get("la", fields.get("lang", ""))),
        title=fields.get("ti") or None,
    )


def _split_times(line: str) -> tuple[list[int], str]:
    times, at = [], 0
    while stamp := _STAMP.match(line, at):
        minutes, seconds, *fraction = re.split(r"[:.]", stamp[1])
        times.append(time_ms(f"{minutes}:{seconds}.{fraction[0] if fraction else 0}"))
        at = stamp.end()
    return times, line[at:]


def _cues(found: list[tuple[int, int, str]]) -> Iterator[CaptionCue]:
    ends = [*(start_ms for start_ms, _, _ in found[1:]), *(start_ms for start_ms, _, _ in found[-1:])]
    for number, ((start_ms, line, text), end_ms) in enumerate(zip(found, ends, strict=True), start=1):
        content = said([(line, text)])
        yield CaptionCue(
            number=number, line=line, start_ms=start_ms, end_ms=end_ms, spoken=content.lines, words=content.words
        )
