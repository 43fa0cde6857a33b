"""JSON with a list of timed segments: the podcast namespace's, recognisers' and players'.

https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md: ``segments``
of ``speaker``, ``startTime``, ``endTime`` (may be missing) and ``body``, times in seconds.
"""

import json
import re
from collections.abc import Sequence

from transcripts.errors import TranscriptError
from transcripts.reading.captions.cue import CaptionLine, Captions, Repair
from transcripts.reading.captions.lines import language_tag
from transcripts.reading.captions.timed_list import Place, TimedList
from transcripts.reading.document import Source
from transcripts.reading.records.about import about
from transcripts.reading.records.parsing import Parsed, opens_json, parse
from transcripts.reading.records.values import Record, Unit, child, first_speaker, milliseconds, string, unit_of
from transcripts.wordlists import words_of

_LISTS = words_of("segments cues captions subtitles utterances monologues events items results transcript")
_TEXTS = words_of("body text content transcript caption utterance sentence")
_SPEAKERS = words_of("speaker speakerName speaker_name speaker_label name")
_STARTS = words_of("startTime start_time start begin from startMs start_ms")
_ENDS = words_of("endTime end_time end to stop endMs end_ms")
_MILLISECONDS = frozenset(words_of("startMs start_ms endMs end_ms"))
_SECONDS = frozenset(("startTime", "endTime"))
_IDS = ("id",)
_KNOWN = frozenset((*_TEXTS, *_SPEAKERS, *_STARTS, *_ENDS, *_IDS, "words", "tokens"))


def is_json_cues(source: Source) -> bool:
    """Whether a source looks like JSON, whole or broken."""
    return opens_json(source.text)


def parse_json_cues(source: Source) -> Captions:
    """The segments as cues, in the order of the file; see `CaptionCue`.

    ``line`` is that of the segment in the file, or its place in the list where the lines cannot be told.
    Raises `TranscriptError` for broken JSON, and for JSON without timed segments.
    """
    parsed, cut_off = _parsed(source)
    key, records = _segments(parsed.value)
    if not records:
        reason = "no list of segments with times and text in this JSON; give the transcript as published, with times"
        raise TranscriptError(source.name, None, reason)
    found = TimedList()
    lines = _lines_of(source.text, key, len(records))
    unit = _unit(records)
    for record, line in zip(records, lines, strict=True):
        _add(record, line, unit, found)
    facts = about(parsed.value)
    cues = found.finished()
    other = sorted({name for record in records for name in record} - _KNOWN)
    notes = (
        [Repair(line=lines[0], what=f"fields are not kept: {', '.join(other)[:80]}", code="columns")] if other else []
    )
    return Captions(
        cues=cues,
        repairs=(*(Repair(line=1, what=what) for what in parsed.warnings), *cut_off, *found.repairs),
        notes=(*notes, *found.notes),
        language=language_tag(facts.language) if facts.language else None,
        title=facts.title,
    )


def _parsed(source: Source) -> tuple[Parsed, tuple[Repair, ...]]:
    """The value of the file; of one that is cut off the segments above."""
    try:
        return parse(source), ()
    except TranscriptError:
        opening = re.search(r'"(?:segments|cues|captions)"\s{0,99}:\s{0,99}\[', source.text)
        values, end = _values(source.text, opening.end()) if opening else ((), 0)
        rest = source.text[end:].strip(" \t\n,")
        if not values or "}" in rest:
            raise
    line = source.text.count("\n", 0, end) + 1
    what = f"the file is cut off; what stands above was read, and not: {rest[:80]!r}"
    return Parsed(value={"segments": [value for value, _ in values]}), (Repair(line=line, what=what, code="cut-off"),)


def _values(text: str, at: int) -> tuple[Sequence[tuple[object, int]], int]:
    """The values of the list that begins at a place, as far as they are whole, each with its line; where they end."""
    decoder = json.JSONDecoder(strict=False)
    line = 1 + text.count("\n", 0, at)
    values: list[tuple[object, int]] = []
    while True:
        start = _next_value(text, at)
        line += text.count("\n", at, start)
        try:
            value, end = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            return values, start
        values.append((value, line))
        line += text.count("\n", start, end)
        at = end


def _segments(value: object) -> tuple[str | None, list[Record]]:
    """The list of segments, and the key it stands under (``None`` for a list at the top)."""
    places = [(None, value), *((key, child(value, key)) for key in _LISTS)]
    for key, found in places:
        if isinstance(found, list) and any(isinstance(one, dict) and _is_timed(one) for one in found):
            return key, [one if isinstance(one, dict) else {"body": one} for one in found]
    return None, []


def _is_timed(record: Record) -> bool:
    return any(key in record for key in _STARTS) and any(isinstance(record.get(key), str) for key in _TEXTS)


def _unit(records: Sequence[Record]) -> Unit:
    """What numbers count that do not say it by the name of their field."""
    if any(_SECONDS.intersection(record) for record in records):
        return Unit.SECONDS
    return unit_of((_first(record, _STARTS)[1], _first(record, _ENDS)[1], _text(record)) for record in records)


def _first(record: Record, keys: Sequence[str]) -> tuple[str, object]:
    """The first key that the record has, and what it holds; blank and ``None`` for none."""
    return next(((key, record[key]) for key in keys if record.get(key) is not None), ("", None))


def _text(record: Record) -> str:
    return string(_first(record, _TEXTS)[1])


def _add(record: Record, line: int, unit: Unit, found: TimedList) -> None:
    voice = first_speaker(record, _SPEAKERS)
    spoken = [CaptionLine(number=line, text=row.strip(), voice=voice) for row in _text(record).splitlines()]
    (start_key, start), (end_key, end) = _first(record, _STARTS), _first(record, _ENDS)
    name = string(_first(record, _IDS)[1]).strip()
    found.add(
        _time_ms(start_key, start, unit),
        _time_ms(end_key, end, unit),
        [row for row in spoken if row.text],
        Place(line=line, id=name or None, start=_written(start), end=_written(end)),
    )


def _time_ms(key: str, value: object, unit: Unit) -> int | None:
    """The time in ms, a negative one included; ``None`` for what is none."""
    unit = Unit.MILLISECONDS if key in _MILLISECONDS else unit
    if isinstance(value, int | float) and not isinstance(value, bool) and value < 0:
        return -(milliseconds(-value, unit) or 0) or None
    if isinstance(value, str) and value.strip().startswith("-"):
        later = milliseconds(value.strip()[1:], unit)
        return None if later is None else -later
    return milliseconds(value.strip() if isinstance(value, str) else value, unit)


def _written(value: object) -> str:
    return "" if value is None else str(value)[:40]


def _lines_of(text: str, key: str | None, count: int) -> list[int]:
    """The 1-based lines at which the segments begin."""
    opening = re.search(rf'"{re.escape(key)}"\s{{0,99}}:\s{{0,99}}\[' if key else r"\[", text)
    if opening is None or (key is None and text[: opening.start()].strip()):
        return list(range(1, count + 1))
    values, _ = _values(text, opening.end())
    lines = [line for _, line in values]
    return lines if len(lines) == count else list(range(1, count + 1))


def _next_value(text: str, at: int) -> int:
    while at < len(text) and (text[at].isspace() or text[at] == ","):
        at += 1
    return at
