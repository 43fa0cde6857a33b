"""The JSON of Whisper and what is built on it. Each function returns ``None`` for a value that is not its own."""

from collections.abc import Iterator

from transcripts.reading.records.pieces import Begins, Piece, Talk
from transcripts.reading.records.values import (
    Record,
    Unit,
    child,
    first_string,
    is_of_words,
    milliseconds,
    objects,
    speaker,
    squeezed,
    string,
)

_FARTHEST_WORD = 60  # characters of a text in which the next word is looked for


def whisper_cpp(root: object) -> Talk | None:
    """whisper.cpp: ``transcription[]`` with ``offsets`` in milliseconds; its texts hold the white space."""
    segments = objects(root, "transcription")
    if not any("offsets" in segment or "timestamps" in segment for segment in segments):
        return None
    texts = [string(segment.get("text")) for segment in segments]
    begins = Begins.NOTHING if is_of_words(texts) else Begins.LINE
    pieces = [
        Piece(
            text=text,
            number=number,
            speaker=speaker(segment.get("speaker")),
            start_ms=_first_time(child(segment, "offsets", "from"), child(segment, "timestamps", "from")),
            begins=begins,
            glued=begins is Begins.NOTHING,
        )
        for number, (segment, text) in enumerate(zip(segments, texts, strict=True), start=1)
    ]
    return Talk(pieces=pieces)


def _first_time(offset: object, stamp: object) -> int | None:
    found = milliseconds(offset, Unit.MILLISECONDS)
    return milliseconds(stamp, Unit.SECONDS) if found is None else found


def whisper(root: object) -> Talk | None:
    """Whisper and its kin (faster-whisper, stable-ts, whisperX): ``segments[]`` with words in the same spelling."""
    segments = objects(root, "segments")
    if not any(key in segment for segment in segments for key in ("seek", "avg_logprob", "words")):
        return None
    if not any(string(segment.get("text")).strip() for segment in segments):
        return None
    pieces = [piece for number, segment in enumerate(segments, start=1) for piece in _whisper_pieces(number, segment)]
    return Talk(pieces=pieces, whole=string(child(root, "text")))


def _whisper_pieces(number: int, segment: Record) -> Iterator[Piece]:
    """The text of a segment; by words where whisperX hears several people in it."""
    own, words = speaker(segment.get("speaker")), objects(segment, "words")
    speakers = {found for word in words if (found := speaker(word.get("speaker")))}
    spoken, text = " ".join(first_string(word, ("word", "text")) for word in words), string(segment.get("text"))
    if len(speakers) < 2 or squeezed(spoken) != squeezed(text):
        yield Piece(
            text=text if text.strip() else spoken,
            number=number,
            speaker=own or next(iter(speakers), None),
            start_ms=milliseconds(segment.get("start"), Unit.SECONDS),
            begins=Begins.LINE,
        )
        return
    for at, word in enumerate(words):
        text = first_string(word, ("word", "text"))
        yield Piece(
            text=text,
            number=number,
            speaker=speaker(word.get("speaker")) or (own if at == 0 else None),
            start_ms=milliseconds(word.get("start"), Unit.SECONDS),
            begins=Begins.NOTHING if at else Begins.LINE,
            glued=text[:1].isspace(),
        )


def openai_words(root: object) -> Talk | None:
    """OpenAI's answer with words alone: they have times and no punctuation, which the ``text`` beside them has."""
    text, words = string(child(root, "text")), objects(root, "words")
    if not text.strip() or not words or not all("word" in word and "speaker" not in word for word in words):
        return None
    pieces, done, start_ms, first = [], 0, None, 1
    for number, word in enumerate(words, start=1):
        spelling = string(word.get("word")).strip()
        at = text.find(spelling, done + (number > 1), done + len(spelling) + _FARTHEST_WORD) if spelling else -1
        if at < 0:
            continue
        if number > 1 and at > done:
            pieces.append(Piece(text=text[done:at], number=first, start_ms=start_ms, glued=True))
            done = at
        start_ms, first = milliseconds(word.get("start"), Unit.SECONDS), number
    pieces.append(Piece(text=text[done:], number=first, start_ms=start_ms, glued=True))
    spoken = " ".join(string(word.get("word")) for word in words)
    return Talk(pieces=pieces, whole=spoken)
