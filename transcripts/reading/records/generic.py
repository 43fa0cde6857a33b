"""JSON of any layout: of all lists of records in it the one that holds most of the talk."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from transcripts.reading.records.pieces import Begins, Piece, Talk
from transcripts.reading.records.values import (
    Record,
    Unit,
    first_speaker,
    is_mark,
    is_of_words,
    milliseconds,
    squeezed,
    unit_of,
)
from transcripts.wordlists import words_of

# What fields are called, the surest name first, in small letters and without underscores.
_TEXTS = words_of(
    "punctuatedword body text content transcript utterance utt sentence displaytext display transcription word",
    "caption line paragraph message value utf8",
)
_WHOLE_TEXTS = words_of("text transcript transcription content body")  # of a document that has no records
_LISTS_OF_TEXTS = frozenset((*_TEXTS, *(f"{key}s" for key in _TEXTS), "segments", "turns", "dialogue"))
_SPEAKERS = words_of(
    "speakerdisplayname speakername speakerlabel speaker who name author participant character actor voice username",
    "user spk speakerid speakertag participantrole role",
)
_INHERITED = tuple(key for key in _SPEAKERS if key.startswith("speaker") or key == "who")
_MILLISECOND_STARTS = words_of("startms tstartms offsetmilliseconds starttimems beginoffsetmillis")
_STARTS = words_of("start starttime datastart begin from time timestamp ts startoffset offset")
_ENDS = words_of("end endtime dataend to stop endoffset")
_NEAR = 0.9  # of the letters: the same talk in another cut
_LEAST_LEFT_OUT = 20  # letters that are worth a warning
_MOST_COMPARED = 50  # groups, so that a file of countless ones is read in linear time


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shape:
    """Which of the keys of a record mean something here; records of one list share their shape."""

    texts: tuple[str, ...]
    whole_texts: tuple[str, ...]
    speakers: tuple[str, ...]
    inherited: tuple[str, ...]
    starts: tuple[str, ...]
    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A record with a text: who speaks by it or what it stands under, and its times as they are written.

    ``unit`` is that which the name of its time tells.
    """

    text: str
    speaker: str | None
    parent: int
    start: object = None
    end: object = None
    unit: Unit | None = None


@dataclass(slots=True, kw_only=True)
class _Group:
    """All records at one path, whatever the places in the lists on the way."""

    path: tuple[str, ...]
    records: list[_Found] = field(default_factory=list)

    @property
    def letters(self) -> int:
        return len(squeezed("".join(found.text for found in self.records)))

    @property
    def merit(self) -> tuple[bool, bool, bool, int]:
        """What tells the better of two cuts of the same talk: speakers, times, records, and the outer one."""
        has_times = any(found.start is not None for found in self.records)
        has_speakers = any(found.speaker for found in self.records)
        return has_speakers, has_times, len(self.records) > 1, -len(self.path)

    @property
    def name(self) -> str:
        return ".".join(self.path).replace(".[]", "[]") or "the document"


def generic(root: object) -> Talk | None:
    """Records of a text, perhaps a speaker and a time, anywhere in a value; ``None`` where there are none."""
    groups = [(group.letters, group) for group in _groups(root)]
    most = max((letters for letters, _ in groups), default=0)
    if most == 0:
        return None
    chosen = max((group for letters, group in groups if letters >= _NEAR * most), key=lambda group: group.merit)
    others = [pair for pair in groups if pair[0] >= _LEAST_LEFT_OUT and pair[1] is not chosen]
    others.sort(key=lambda pair: -pair[0])
    return Talk(pieces=_pieces(chosen.records), warnings=tuple(_left_out(chosen, [group for _, group in others])))


def _groups(root: object) -> list[_Group]:
    """Breadth first, so that records of one path are found in the order of the document."""
    groups: dict[tuple[str, ...], _Group] = {}
    waiting: deque[tuple[object, tuple[str, ...], str | None, int]] = deque([(root, (), None, 0)])
    count = 0
    while waiting:
        value, path, inherited, parent = waiting.popleft()
        count += 1
        records = [*_found(value, path, inherited, parent)]
        if records:
            groups.setdefault(path, _Group(path=path)).records.extend(records)
        if isinstance(value, dict):
            nested = [(key, part) for key, part in value.items() if isinstance(part, dict | list)]
            who = (first_speaker(value, _shape(tuple(value)).inherited) if nested else None) or inherited
            waiting += [(part, _below(path, key), who, count) for key, part in nested]
        elif isinstance(value, list):
            below = (*path, "[]")
            waiting += [(part, below, inherited, parent or count) for part in value if isinstance(part, dict | list)]
    return list(groups.values())


def _below(path: tuple[str, ...], key: str) -> tuple[str, ...]:
    """Objects numbered by their keys are a list."""
    return (*path, "[]" if key.isdigit() else key)


@lru_cache(maxsize=1024)
def _shape(keys: tuple[str, ...]) -> _Shape:
    written = {_folded(key): key for key in reversed(keys)}

    def those(known: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(written[key] for key in known if key in written)

    return _Shape(
        texts=those(_TEXTS),
        whole_texts=those(_WHOLE_TEXTS),
        speakers=those(_SPEAKERS),
        inherited=those(_INHERITED),
        starts=those((*_MILLISECOND_STARTS, *_STARTS)),
        ends=those(_ENDS),
    )


def _folded(key: str) -> str:
    return key.replace("_", "").casefold()


def _found(value: object, path: tuple[str, ...], inherited: str | None, parent: int) -> Iterator[_Found]:
    if isinstance(value, dict):
        shape = _shape(tuple(value))
        for key in shape.texts if "[]" in path else shape.whole_texts:
            if isinstance(text := value[key], str) and text.strip():
                yield _record(value, shape, text, (inherited, parent))
                return
    elif isinstance(value, list) and (not path or _folded(path[-1]) in _LISTS_OF_TEXTS):
        for text in value:
            if isinstance(text, str) and text.strip():
                yield _Found(text=text, speaker=inherited, parent=parent)


def _record(record: Record, shape: _Shape, text: str, above: tuple[str | None, int]) -> _Found:
    key = next((key for key in shape.starts if record[key] is not None), "")
    start, end = record.get(key), next((record[key] for key in shape.ends if record[key] is not None), None)
    if isinstance(start, list) and start:  # Hugging Face's pipelines: [start, end]
        start, end = start[0], start[-1]
    return _Found(
        text=text,
        speaker=first_speaker(record, shape.speakers) or above[0],
        parent=above[1],
        start=start,
        end=end,
        unit=Unit.MILLISECONDS if _folded(key) in _MILLISECOND_STARTS else None,
    )


def _pieces(records: Sequence[_Found]) -> list[Piece]:
    unit = unit_of((found.start, found.end, found.text) for found in records)
    begins = Begins.NOTHING if len(records) > 1 and is_of_words(found.text for found in records) else Begins.LINE
    pieces = []
    parent = records[0].parent
    for number, found in enumerate(records, start=1):
        piece = Piece(
            text=found.text,
            number=number,
            speaker=found.speaker,
            start_ms=milliseconds(found.start, found.unit or unit),
            begins=begins if found.parent == parent else Begins.PARAGRAPH,
            glued=begins is Begins.NOTHING and (found.text[:1].isspace() or is_mark(found.text.strip())),
        )
        pieces.append(piece)
        parent = found.parent
    return pieces


def _left_out(chosen: _Group, others: Sequence[_Group]) -> Iterator[str]:
    """What stands elsewhere and is not the same talk again."""
    if not others:
        return
    text = squeezed("".join(found.text for found in chosen.records))
    words = {word for found in chosen.records for word in found.text.casefold().split()}
    for other in others[:_MOST_COMPARED]:
        own = " ".join(found.text for found in other.records)
        if squeezed(own) not in text and not set(own.casefold().split()) <= words:
            count = len(own.split())
            yield f"the text under {other.name!r} ({count} words) is left out; {chosen.name!r} holds the talk"
    if len(others) > _MOST_COMPARED:
        yield f"texts under {len(others) - _MOST_COMPARED} further keys are left out; {chosen.name!r} holds the talk"
