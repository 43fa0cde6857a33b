"""The alignment file: a `TimedTranscript` as JSON that people can read and compare, and back without loss."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise
from pathlib import Path
from typing import TypeGuard

from transcripts.errors import TranscriptError
from transcripts.model import (
    AudioInfo,
    Fallback,
    Item,
    Note,
    PageTime,
    SetAside,
    Sound,
    Speaker,
    TimedTranscript,
    TimedTurn,
    Transcript,
    Turn,
    Word,
    WordTiming,
)
from transcripts.timing import TimeSpan

SCHEMA = "alignment/1"

NOT_HEARD = "not heard in the audio"
NOT_HEARD_MAYBE_SPOKEN = "not heard; the page does not say that it was spoken"

Placed = tuple[Item, TimeSpan | None]
_Place = Callable[[int], int]  # from the index of an entry in the file to that of its first word


def to_json(timed: TimedTranscript) -> str:
    """The text of the alignment file: one word a line, a newline at the end, nothing but Unicode as it is.

    ``from_json`` gives an equal value back.
    """
    return _laid_out(_document(timed), indent="") + "\n"


def from_json(text: str, source: str) -> TimedTranscript:
    """Reads an alignment file. ``source`` is where it came from, for messages.

    Keys that are not of the layout are ignored; ``unspoken`` and ``doubtful`` are derived from the words and therefore
    ignored as well.
    Raises `TranscriptError` that names the key and what was expected there.
    """
    try:
        value = json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        raise TranscriptError(source, error.lineno, f"not JSON: {error.msg}, column {error.colno}") from error
    except (ValueError, RecursionError) as error:
        raise TranscriptError(source, None, f"not JSON that can be read: {error}") from error
    return _timed_transcript(_Node(source=source, path="", value=value))


# --- writing ---


def _laid_out(value: object, indent: str) -> str:
    """JSON that breaks lines only around objects that hold objects, so that one word or speaker is one line."""
    if not _holds_objects(value):
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    deeper = indent + "  "
    if isinstance(value, dict):
        parts = [f"{json.dumps(key)}: {_laid_out(part, deeper)}" for key, part in value.items()]
        opening, closing = "{}"
    else:
        parts = [_laid_out(part, deeper) for part in _parts(value)]
        opening, closing = "[]"
    return f"{opening}\n{deeper}" + f",\n{deeper}".join(parts) + f"\n{indent}{closing}"


def _parts(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _holds_objects(value: object) -> bool:
    return any(isinstance(part, dict) or _holds_objects(part) for part in _parts(value))


def _document(timed: TimedTranscript) -> Mapping[str, object]:
    transcript = timed.transcript
    return {
        "schema": SCHEMA,
        "audio": {
            "file": timed.audio.file,
            "duration_ms": timed.audio.duration_ms,
            "sha256": timed.audio.sha256,
        },
        "language": transcript.language,
        "engine": timed.engine,
        "transcript": {
            "source": transcript.source,
            "layout": transcript.layout,
            "evidence": transcript.evidence,
            "title": transcript.title,
            "warnings": list(transcript.warnings),
        },
        "speakers": [
            {
                "id": speaker.id,
                "name": speaker.name,
                "labels": list(speaker.labels),
                "role": speaker.role,
                **({"members": list(speaker.members)} if speaker.members else {}),
            }
            for speaker in transcript.speakers
        ],
        "turns": [_turn_object(turn) for turn in timed.timed_turns],
        "sounds": _sound_objects(timed),
        "set_aside": [
            {"text": item.text, "reason": item.reason, "line": item.line, "item": at}
            for at, item in enumerate(transcript.items)
            if isinstance(item, SetAside)
        ],
        "untranscribed": [_times_object(span) for span in timed.untranscribed],
        "unspoken": _unspoken_objects(timed),
        "fallbacks": [{"engine": part.engine, **_times_object(part.span)} for part in timed.fallbacks],
        "doubtful": [
            {"text": run.text, **_times_object(run.span), "confidence": round(run.confidence, 3)}
            for run in timed.doubtful
        ],
    }


def _times_object(span: TimeSpan | None) -> dict[str, object]:
    return {"start_ms": span.start_ms if span else None, "end_ms": span.end_ms if span else None}


def _turn_object(timed: TimedTurn) -> dict[str, object]:
    turn = timed.turn
    head: dict[str, object] = {"speaker": turn.speaker}
    if turn.line is not None:
        head["line"] = turn.line
    if turn.maybe_spoken:
        head["maybe_spoken"] = True
    if turn.paragraph_starts != (0,):
        head["paragraphs"] = list(turn.paragraph_starts)
    if turn.notes:
        head["notes"] = [{"text": note.text, "before_word": note.before_word} for note in turn.notes]
    if turn.times:
        head["page_times"] = [{"word": time.word, "start_ms": time.start_ms} for time in turn.times]
    words = [
        {
            "text": word.text,
            **({"joined": True} if word.joined else {}),
            **_times_object(timing.span),
            "confidence": timing.confidence,
        }
        for word, timing in zip(turn.words, timed.timings, strict=True)
    ]
    return {**head, "words": words}


def _sound_objects(timed: TimedTranscript) -> list[dict[str, object]]:
    objects: list[dict[str, object]] = []
    after_turn, spans = -1, iter(timed.sound_spans)
    for at, item in enumerate(timed.transcript.items):
        if isinstance(item, Turn):
            after_turn += 1
        elif isinstance(item, Sound):
            times = _times_object(next(spans))
            objects.append({"text": item.text, **times, "after_turn": after_turn, "item": at, "line": item.line})
    return objects


def _unspoken_objects(timed: TimedTranscript) -> list[dict[str, object]]:
    return [
        {"text": run.text, "reason": NOT_HEARD_MAYBE_SPOKEN if run.maybe_spoken else NOT_HEARD}
        for run in timed.unspoken
    ]


# --- reading ---


def _is_integer(value: object) -> TypeGuard[int]:
    """JSON's ``true`` is an ``int`` in Python, and no number here."""
    return isinstance(value, int) and not isinstance(value, bool)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Node:
    """A value in the document and the path of keys to it, ``turns[3].words[0].text``."""

    source: str
    path: str
    value: object

    def error(self, expected: str) -> TranscriptError:
        shown = json.dumps(self.value, default=str)
        found = shown if len(shown) <= 40 else f"{shown[:39]}…"
        return TranscriptError(self.source, None, f"{self.path or 'the document'}: expected {expected}, found {found}")

    def get(self, key: str) -> "_Node | None":
        """The value of a key; ``None`` where the key is missing or null."""
        value = self._object().get(key)
        return None if value is None else self._below(key, value)

    def need(self, key: str) -> "_Node":
        """The value of a key that must be there. It may be null, which the typed accessors refuse."""
        members = self._object()
        node = self._below(key, members.get(key))
        if key not in members:
            raise TranscriptError(self.source, None, f"{node.path}: expected this key, found no such key")
        return node

    def _object(self) -> dict[str, object]:
        if not isinstance(self.value, dict):
            raise self.error("an object")
        return self.value

    def _below(self, key: str, value: object) -> "_Node":
        return _Node(source=self.source, path=f"{self.path}.{key}" if self.path else key, value=value)

    def elements(self) -> "tuple[_Node, ...]":
        if not isinstance(self.value, list):
            raise self.error("a list")
        return tuple(
            _Node(source=self.source, path=f"{self.path}[{index}]", value=value)
            for index, value in enumerate(self.value)
        )

    def text(self) -> str:
        if not isinstance(self.value, str):
            raise self.error("a text")
        if any("\ud800" <= char <= "\udfff" for char in self.value):
            raise self.error("a text of whole Unicode characters")
        return self.value

    def integer(self, lowest: int, highest: int | None = None) -> int:
        if not _is_integer(self.value) or self.value < lowest or (highest is not None and self.value > highest):
            raise self.error(f"a whole number, {lowest} or more" if highest is None else f"{lowest} to {highest}")
        return self.value

    def share(self) -> float:
        number = self.value
        # NaN is in no range, and so refused here.
        if not (isinstance(number, float) or _is_integer(number)) or not 0 <= number <= 1:
            raise self.error("a number from 0 to 1")
        return number

    def flag(self) -> bool:
        if not isinstance(self.value, bool):
            raise self.error("true or false")
        return self.value

    def span(self, duration_ms: int) -> TimeSpan | None:
        """The times of an object with ``start_ms`` and ``end_ms``, both within the audio or both null."""
        start, end = self.need("start_ms"), self.need("end_ms")
        if start.value is None and end.value is None:
            return None
        start_ms = start.integer(0, duration_ms)
        return TimeSpan(start_ms, end.integer(start_ms, duration_ms))


def _timed_transcript(root: _Node) -> TimedTranscript:
    schema = root.need("schema")
    if schema.value != SCHEMA:
        raise schema.error(json.dumps(SCHEMA))
    audio = _audio(root.need("audio"))
    speakers = tuple(_speaker(node) for node in root.need("speakers").elements())
    turns = tuple(_turn(node, speakers, audio) for node in root.need("turns").elements())
    others = _in_order(root, tuple(turn for turn, _ in turns), audio.duration_ms)
    try:
        return TimedTranscript(
            transcript=_transcript(root, speakers, tuple(item for item, _ in others)),
            timings=tuple(timing for _, timings in turns for timing in timings),
            sound_spans=tuple(span for item, span in others if isinstance(item, Sound)),
            untranscribed=_untranscribed(root.need("untranscribed"), audio.duration_ms),
            audio=audio,
            engine=root.need("engine").text(),
            fallbacks=_fallbacks(root.get("fallbacks"), audio.duration_ms),
        )
    except ValueError as error:
        raise TranscriptError(root.source, None, str(error)) from error


def _transcript(root: _Node, speakers: tuple[Speaker, ...], items: tuple[Item, ...]) -> Transcript:
    about = root.get("transcript")
    warnings = about and about.get("warnings")
    source, layout = _text(about, "source"), _text(about, "layout")
    return Transcript(
        source=root.source if source is None else source,
        language=root.need("language").text(),
        layout="alignment" if layout is None else layout,
        speakers=speakers,
        items=items,
        title=_text(about, "title"),
        evidence=_text(about, "evidence"),
        warnings=tuple(node.text() for node in warnings.elements()) if warnings else (),
    )


def _text(node: _Node | None, key: str) -> str | None:
    found = node and node.get(key)
    return found.text() if found else None


def _line(node: _Node) -> int | None:
    found = node.get("line")
    return found.integer(1) if found else None


def _audio(node: _Node) -> AudioInfo:
    return AudioInfo(
        file=node.need("file").text(),
        duration_ms=node.need("duration_ms").integer(0),
        sha256=_text(node, "sha256"),
    )


def _speaker(node: _Node) -> Speaker:
    labels, members = node.get("labels"), node.get("members")
    return Speaker(
        id=node.need("id").text(),
        name=node.need("name").text(),
        labels=tuple(label.text() for label in labels.elements()) if labels else (),
        role=_text(node, "role"),
        members=tuple(member.text() for member in members.elements()) if members else (),
    )


def _turn(node: _Node, speakers: tuple[Speaker, ...], audio: AudioInfo) -> tuple[Turn, tuple[WordTiming, ...]]:
    speaker, words = node.need("speaker"), node.need("words")
    if speaker.value is not None and speaker.text() not in {known.id for known in speakers}:
        raise speaker.error("the id of one of the speakers, or null")
    starts, maybe_spoken = node.get("paragraphs"), node.get("maybe_spoken")
    entries = [_words(word, audio.duration_ms) for word in words.elements()]
    pairs = tuple(chain.from_iterable(entries))
    timings = tuple(timing for _, timing in pairs)
    _refuse_running_backwards(words, entries)
    place = _places(entries)
    try:
        turn = Turn(
            speaker=None if speaker.value is None else speaker.text(),
            words=tuple(word for word, _ in pairs),
            paragraph_starts=tuple(place(start.integer(0)) for start in starts.elements()) if starts else (0,),
            maybe_spoken=maybe_spoken.flag() if maybe_spoken else False,
            line=_line(node),
            notes=_notes(node, place),
            times=_page_times(node, place),
        )
    except ValueError as error:
        raise TranscriptError(node.source, None, f"{node.path}: {error}") from error
    return turn, timings


def _notes(turn: _Node, place: _Place) -> tuple[Note, ...]:
    notes = turn.get("notes")
    return tuple(
        Note(text=node.need("text").text(), before_word=place(node.need("before_word").integer(0)))
        for node in (notes.elements() if notes else ())
    )


def _page_times(turn: _Node, place: _Place) -> tuple[PageTime, ...]:
    times = turn.get("page_times")
    return tuple(
        PageTime(word=place(node.need("word").integer(0)), start_ms=node.need("start_ms").integer(0))
        for node in (times.elements() if times else ())
    )


def _words(node: _Node, duration_ms: int) -> tuple[tuple[Word, WordTiming], ...]:
    """One word; or, where another program left white space in it ("it -"), several that share its time by length."""
    text, joined, confidence = node.need("text").text(), node.get("joined"), node.get("confidence")
    is_joined = joined.flag() if joined else False
    share = confidence.share() if confidence else None
    parts = text.split() or [text]
    try:
        return tuple(
            (Word(text=part, joined=is_joined and at == 0), WordTiming(span=span, confidence=share))
            for at, (part, span) in enumerate(zip(parts, _shared(node.span(duration_ms), parts), strict=True))
        )
    except ValueError as error:
        raise TranscriptError(node.source, None, f"{node.path}: {error}") from error


def _shared(span: TimeSpan | None, parts: Sequence[str]) -> Sequence[TimeSpan | None]:
    if span is None or len(parts) == 1:
        return [span] * len(parts)
    chars = list(accumulate(map(len, parts), initial=0))
    bounds = [span.start_ms + span.duration_ms * until // chars[-1] for until in chars]
    return [TimeSpan(start_ms, end_ms) for start_ms, end_ms in pairwise(bounds)]


def _places(entries: Sequence[Sequence[object]]) -> _Place:
    """From the index of an entry to that of its first word. One beyond the last stays beyond it, and is refused."""
    starts = list(accumulate(map(len, entries), initial=0))
    return lambda index: starts[index] if index < len(starts) else starts[-1] + index


def _refuse_running_backwards(words: _Node, entries: Sequence[tuple[tuple[Word, WordTiming], ...]]) -> None:
    spans = [(index, entry[0][1].span) for index, entry in enumerate(entries)]
    placed = [(index, span.start_ms) for index, span in spans if span]
    for (_, before_ms), (index, start_ms) in pairwise(placed):
        if start_ms < before_ms:
            start = words.elements()[index].need("start_ms")
            raise start.error(f"{before_ms} or more, as words of a turn do not run backwards in time")


def _untranscribed(node: _Node, duration_ms: int) -> tuple[TimeSpan, ...]:
    spans = [(stretch, stretch.span(duration_ms)) for stretch in node.elements()]
    for stretch, span in spans:
        if span is None:
            raise stretch.error("start_ms and end_ms, not null")
    return tuple(span for _, span in spans if span)


def _fallbacks(node: _Node | None, duration_ms: int) -> tuple[Fallback, ...]:
    found = []
    for part in node.elements() if node else ():
        span = part.span(duration_ms)
        if span is None:
            raise part.error("start_ms and end_ms, not null")
        found.append(Fallback(engine=part.need("engine").text(), span=span))
    return tuple(found)


def _in_order(root: _Node, turns: tuple[Turn, ...], duration_ms: int) -> tuple[Placed, ...]:
    """Turns, sounds and set-aside passages in the order of the transcript.

    A sound stands where ``item`` says, else behind the turn ``after_turn``; a set-aside passage without ``item`` ends
    the list, as nothing tells where it stood.
    """
    sounds = [(node, _sound(node, duration_ms)) for node in root.need("sounds").elements()]
    set_aside = root.get("set_aside")
    aside = [(node, _set_aside(node)) for node in set_aside.elements()] if set_aside else []
    last = len(turns) - 1
    loose = [(node.need("after_turn").integer(-1, last), placed) for node, placed in sounds if not _has_item(node)]
    ordered: list[Placed] = [placed for after, placed in loose if after == -1]
    for index, turn in enumerate(turns):
        ordered += [(turn, None), *(placed for after, placed in loose if after == index)]
    ordered += [placed for node, placed in aside if not _has_item(node)]
    fixed = [(node.need("item"), placed) for node, placed in (*sounds, *aside) if _has_item(node)]
    # In ascending order every insertion leaves those before it where they are.
    for at, placed in sorted(fixed, key=lambda pair: pair[0].integer(0)):
        ordered.insert(at.integer(0, len(ordered)), placed)
    return tuple(ordered)


def _has_item(node: _Node) -> bool:
    return node.get("item") is not None


def _sound(node: _Node, duration_ms: int) -> Placed:
    text, span = node.need("text"), node.span(duration_ms)
    if not text.text().strip():
        raise text.error("the sound in words")
    return Sound(text=text.text(), line=_line(node)), span


def _set_aside(node: _Node) -> Placed:
    return SetAside(text=node.need("text").text(), reason=node.need("reason").text(), line=_line(node)), None


def read_alignment(path: Path) -> TimedTranscript:
    """The alignment in a file. Raises `TranscriptError` for one that is missing, unreadable or no alignment."""
    try:
        return from_json(path.read_text(encoding="utf-8-sig"), str(path))
    except OSError as error:
        raise TranscriptError(str(path), None, (error.strerror or str(error)).lower()) from error
    except UnicodeDecodeError as error:
        raise TranscriptError(str(path), None, "it is not UTF-8 text") from error
