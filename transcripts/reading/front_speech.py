"""Transcripts that pages keep in their metadata: a list of entries in YAML, each with a text, a time and a speaker."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from transcripts.reading.document import Line, Mark
from transcripts.reading.stamps import STAMP, stamp_ms
from transcripts.wordlists import words_of

_TRANSCRIPT = re.compile(r"trans[ck]ri|trascri|subtitles|captions|dialogue|文字起こし|逐字稿", re.IGNORECASE)
_ENTRY = re.compile(r"(?P<indent>\s{0,20})-(?:\s+|$)")
_FIELD = re.compile(r"(?P<key>[\w-]{1,40}|\"[\w -]{1,40}\"|'[\w -]{1,40}')\s{0,9}:(?:\s+(?P<value>.*))?$")
_TEXTS = words_of("line text body content transcript sentence utterance quote said dialogue caption words")
_SPEAKERS = words_of("who speaker name author host character voice person")
_TIMES = words_of("time timestamp start start_time starttime startoffset begin from ts sec seconds")
_HEADINGS = words_of("header heading title chapter section topic")
_KEYS = frozenset((*_TEXTS, *_SPEAKERS, *_TIMES, *_HEADINGS))
_STAMP = re.compile(STAMP)
_SECONDS = re.compile(r"\d{1,6}(?:\.\d{1,3})?")
_FEWEST_CHARS = 200  # of a transcript; less is its address, or whether there is one


@dataclass(slots=True, kw_only=True)
class _Field:
    """A key of an entry, its rows as they stand, and what is written in them as a value."""

    name: str
    number: int
    rows: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        return self.name.casefold()

    def text(self) -> str:
        return scalar(self.written)


def is_transcript(key: str, rows: Sequence[str]) -> bool:
    """Whether a key of the metadata holds the transcript. ``rows`` are all those of its value."""
    return _TRANSCRIPT.search(key) is not None and sum(map(len, rows)) >= _FEWEST_CHARS


def is_block(row: str) -> bool:
    """Whether the row of a key begins a text that stands in the rows below as it is: ``transcript: |``."""
    return row.partition(":")[2].strip()[:1] in ("|", ">")


def spoken_lines(rows: Sequence[str], first: int) -> Iterator[Line]:
    """The lines of a transcript in the rows of a key, of which the first one has the number ``first``.

    What is neither a text nor a heading, a time or a name is page furniture.
    """
    entry = next((found for row in rows[1:] if row.strip() and (found := _ENTRY.match(row))), None)
    if entry is None:
        key, _, value = rows[0].partition(":")
        yield Line(number=first, text=f"{key}:", mark=Mark.FURNITURE)
        for text in scalar([value, *rows[1:]]).split("\n"):
            if text.strip():
                yield Line(number=first, text=" ".join(text.split()), gap=1)
        return
    yield Line(number=first, text=" ".join(rows[0].split()), mark=Mark.FURNITURE)
    for fields in _entries(rows[1:], first + 1, len(entry["indent"])):
        yield from _lines_of_entry(fields)


def _entries(rows: Sequence[str], first: int, indent: int) -> Iterator[list[_Field]]:
    """The fields of every entry of the list."""
    fields: list[_Field] = []
    column = 0
    for number, row in enumerate(rows, start=first):
        begun = _ENTRY.match(row)
        if begun and len(begun["indent"]) == indent:
            yield fields
            fields, column = [], begun.end()
            _add(fields, row[column:], number, row)
        elif row.strip() and len(row) - len(row.lstrip()) == column:
            _add(fields, row[column:], number, row)
        elif fields:
            fields[-1].rows.append(row)
            fields[-1].written.append(row)
        elif row.strip():
            yield [_Field(name="", number=number, rows=[row], written=[row])]
    yield fields


def _add(fields: list[_Field], content: str, number: int, row: str) -> None:
    found = _FIELD.match(content)
    is_text = found is None and not fields
    if found or is_text:
        name = found["key"].strip("\"'") if found else "text"
        written = (found["value"] or "") if found else content
        fields.append(_Field(name=name, number=number, rows=[row], written=[written]))
    else:
        fields[-1].rows.append(row)
        fields[-1].written.append(row)


def _lines_of_entry(fields: Sequence[_Field]) -> Iterator[Line]:
    """A heading, a text with its time and who speaks, and whatever else there is."""
    if len(fields) == 1 and _is_turn(fields[0]):
        yield from _lines_of_text(fields[0], fields[0].name, None)
        return
    text, who, heading = (_first(fields, keys) for keys in (_TEXTS, _SPEAKERS, _HEADINGS))
    times = [one for key in _TIMES for one in fields if one.key == key and _time_ms(one.text()) is not None]
    told = {id(one) for one in (who, *times) if text}
    for one in fields:
        if one is heading and one.text().strip():
            yield Line(number=one.number, text=" ".join(one.text().split()), gap=1, mark=Mark.HEADING)
        elif one is text:
            start_ms = _time_ms(times[0].text()) if times else None
            yield from _lines_of_text(one, " ".join(who.text().split()) if who else None, start_ms)
        elif id(one) not in told:
            yield from _furniture(one)


def _is_turn(one: _Field) -> bool:
    """Whether the key is the name of who says the text: ``- Mara: Hello to you.``"""
    return one.name != "" and one.key not in _KEYS and " " in one.text().strip()


def _lines_of_text(one: _Field, label: str | None, start_ms: int | None) -> Iterator[Line]:
    gap = 1 if label else 0
    texts = [" ".join(text.split()) for text in one.text().split("\n")]
    for text in filter(None, texts):
        yield Line(number=one.number, text=text, gap=gap, label=label, start_ms=start_ms)
        label, start_ms = None, None
    if not any(texts) and (label or start_ms is not None):
        yield Line(number=one.number, text="", gap=gap, label=label, start_ms=start_ms)


def _furniture(one: _Field) -> Iterator[Line]:
    for number, row in enumerate(one.rows, start=one.number):
        if row.strip():
            yield Line(number=number, text=" ".join(row.split()), mark=Mark.FURNITURE)


def _first(fields: Sequence[_Field], keys: Iterable[str]) -> _Field | None:
    return next((one for key in keys for one in fields if one.key == key), None)


def _time_ms(text: str) -> int | None:
    bare = text.strip().strip("[]()")
    if _STAMP.fullmatch(bare):
        return stamp_ms(bare)
    return round(float(bare) * 1000) if _SECONDS.fullmatch(bare) else None


def scalar(written: Sequence[str]) -> str:
    """The text that the rows of a value stand for. Source of the rules: YAML 1.2.2 (yaml.org), chapters 7 and 8."""
    first, *others = (row.strip() for row in written)
    if first[:1] == "|":
        return "\n".join(others)
    text = _folded(others if first[:1] == ">" else [first, *others])
    quote = text[:1]
    if len(text) < 2 or quote not in ("'", '"') or text[-1] != quote:
        return text if quote in ("'", '"') or first[:1] == ">" else text.partition(" #")[0].rstrip()
    return text[1:-1].replace("''", "'") if quote == "'" else unquoted(text)


def _folded(rows: Iterable[str]) -> str:
    """The rows as one; a blank one is a line break, and a backslash at the end joins without a space."""
    parts: list[str] = []
    for row in rows:
        if row.endswith("\\"):
            parts.append(row[:-1])
        else:
            parts.append(f"{row} " if row else "\n")
    return "".join(parts).replace("\\ ", "").strip()


def unquoted(text: str) -> str:
    """A text without its double quotes and their escapes."""
    try:
        return str(json.loads(text.replace("\\_", " ").replace("\n", "\\n").replace("\t", " ")))
    except ValueError:
        return text[1:-1]
