"""LRC (.lrc): lines that begin with their time, ``[00:12.00]text``, and words that may, ``<00:12.50>word``."""

import re
from collections.abc import Sequence
from dataclasses import replace

from transcripts.reading.captions.cue import CaptionCue, Captions, Repair
from transcripts.reading.captions.lines import document_of, language_tag
from transcripts.reading.captions.markup import LeftOut, said
from transcripts.reading.captions.timed_list import until_next
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
    the next one begins, or a time stands alone; the last one where it begins.
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
            what = "a line has no time; it was kept below the one above it"
            repairs.append(Repair(line=number, what=what, code="no-time"))
            times = [found[-1][0] if found else 0]
        found += [(start_ms, number, rest) for start_ms in times]
    left_out = LeftOut()
    cues = _cues(sorted(found, key=lambda one: one[0]), left_out)
    if fields.get("offset", "0").strip("+-0 "):
        what = f"the offset of {fields['offset'][:20]!r} ms is not applied to the times"
        left_out.note_once(1, what, "offset")
    return Captions(
        cues=cues,
        repairs=tuple(repairs),
        notes=tuple(left_out.notes),
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


def _cues(found: Sequence[tuple[int, int, str]], left_out: LeftOut) -> tuple[CaptionCue, ...]:
    """The lines as cues. Those without text say when the line before ends."""
    cues = until_next([_cue(*one, left_out) for one in found])
    spoken = [cue for cue in cues if cue.spoken]
    open_lines = [cue.line for cue in spoken if cue.end_ms == cue.start_ms]
    left_out.notes += [Repair(line=line, what="a cue has no end", code="open-end") for line in open_lines]
    return tuple(replace(cue, number=at) for at, cue in enumerate(spoken, start=1))


def _cue(start_ms: int, line: int, text: str, left_out: LeftOut) -> CaptionCue:
    content = said([(line, text)])
    left_out.note_markup(content)
    return CaptionCue(
        number=0, line=line, start_ms=start_ms, end_ms=start_ms, spoken=content.lines, words=content.words
    )
