"""The JSON of publishers and players. Each function returns ``None`` for a value that is not its own."""

import html

from transcripts.reading.records.pieces import NOBODY, Begins, Piece, Talk
from transcripts.reading.records.values import (
    Unit,
    child,
    first_string,
    is_mark,
    is_of_words,
    milliseconds,
    objects,
    speaker,
    string,
)


def podcast(root: object) -> Talk | None:
    """The podcast namespace: ``segments[]`` with speaker, startTime and body; a segment can be one word."""
    segments = objects(root, "segments")
    if not any("body" in segment for segment in segments):
        return None
    texts = [first_string(segment, ("body", "text")) for segment in segments]
    begins = Begins.NOTHING if is_of_words(texts) else Begins.LINE
    pieces = [
        Piece(
            text=text,
            number=number,
            speaker=speaker(segment.get("speaker")),
            start_ms=milliseconds(segment.get("startTime"), Unit.SECONDS),
            begins=begins,
            glued=text[:1].isspace() or is_mark(text),
        )
        for number, (segment, text) in enumerate(zip(segments, texts, strict=True), start=1)
    ]
    return Talk(pieces=pieces)


def oyez(root: object) -> Talk | None:
    """Oyez, the archive of the US Supreme Court: sections of turns of blocks. A turn without a speaker is nobody's."""
    sections = objects(root, "transcript", "sections") or objects(root, "sections")
    turns = [turn for section in sections for turn in objects(section, "turns")]
    if not any("text_blocks" in turn for turn in turns):
        return None
    pieces = [
        Piece(
            text=string(block.get("text")),
            number=number,
            speaker=speaker(turn.get("speaker")) or NOBODY,
            start_ms=milliseconds(block.get("start", turn.get("start")), Unit.SECONDS),
            begins=Begins.PARAGRAPH,
        )
        for number, turn in enumerate(turns, start=1)
        for block in objects(turn, "text_blocks")
    ]
    return Talk(pieces=pieces)


def otter(root: object) -> Talk | None:
    """Otter: ``transcripts[]`` with ``start_offset`` in samples; the ids of its speakers have names beside them."""
    rows = objects(root, "speech", "transcripts") or objects(root, "transcripts")
    if not any("start_offset" in row and "transcript" in row for row in rows):
        return None
    pieces = [
        Piece(
            text=string(row.get("transcript")),
            number=number,
            speaker=speaker(row.get("speaker_name") or row.get("speaker_id")),
            start_ms=milliseconds(row.get("start_offset"), Unit.SAMPLES),
            begins=Begins.PARAGRAPH,
        )
        for number, row in enumerate(rows, start=1)
    ]
    return Talk(pieces=pieces)


def youtube(root: object) -> Talk | None:
    """YouTube's json3: ``events[].segs[].utf8``; events that append only break the lines of rolling captions."""
    events = objects(root, "events")
    if not any("segs" in event for event in events):
        return None
    pieces = []
    for number, event in enumerate(events, start=1):
        text = "".join(string(seg.get("utf8")) for seg in objects(event, "segs"))
        start_ms = milliseconds(event.get("tStartMs"), Unit.MILLISECONDS)
        pieces.append(Piece(text=text, number=number, start_ms=start_ms, begins=Begins.LINE))
    return Talk(pieces=pieces)


def youtube_lines(root: object) -> Talk | None:
    """A list of ``text``, ``start`` and ``duration``, as programs fetch YouTube's captions; its entities are those of
    the XML that they read."""
    records = objects(root)
    if not records or not all({"text", "start", "duration"} >= set(record) >= {"text", "start"} for record in records):
        return None
    if not any("duration" in record for record in records):
        return None
    pieces = [
        Piece(
            text=html.unescape(string(record.get("text"))),
            number=number,
            start_ms=milliseconds(record.get("start"), Unit.SECONDS),
            begins=Begins.LINE,
        )
        for number, record in enumerate(records, start=1)
    ]
    return Talk(pieces=pieces)


def video_indexer(root: object) -> Talk | None:
    """Azure Video Indexer: ``videos[].insights.transcript[]``, each line with its instances."""
    insights = [video.get("insights") for video in objects(root, "videos")] or [child(root, "insights")]
    rows = [row for one in insights for row in objects(one, "transcript") if "instances" in row]
    pieces = [
        Piece(
            text=string(row.get("text")),
            number=number,
            speaker=speaker(row.get("speakerId")),
            start_ms=milliseconds(child(row, "instances", 0, "start"), Unit.SECONDS),
            begins=Begins.LINE,
        )
        for number, row in enumerate(rows, start=1)
    ]
    return Talk(pieces=pieces) if pieces else None


def by_paragraphs(root: object) -> Talk | None:
    """Editors of the BBC's kin: ``words[]`` beside ``paragraphs[]`` that tell from when on who speaks, in seconds."""
    words, paragraphs = objects(root, "words"), objects(root, "paragraphs")
    if not words or not paragraphs or not all("speaker" in one and "start" in one for one in paragraphs):
        return None
    if any("text" in one or "words" in one for one in paragraphs):
        return None
    starts = [(milliseconds(one["start"], Unit.SECONDS) or 0, speaker(one["speaker"])) for one in paragraphs]
    ordered = sorted(starts, key=lambda start: start[0])
    pieces, at, who, begins = [], 0, None, Begins.NOTHING
    for number, word in enumerate(words, start=1):
        start_ms = milliseconds(word.get("start"), Unit.SECONDS)
        while at < len(ordered) and start_ms is not None and ordered[at][0] <= start_ms:
            who, begins, at = ordered[at][1], Begins.PARAGRAPH, at + 1
        text = string(word.get("text")) or string(word.get("word"))
        pieces.append(
            Piece(text=text, number=number, speaker=who, start_ms=start_ms, begins=begins, glued=is_mark(text))
        )
        begins = Begins.NOTHING
    return Talk(pieces=pieces)
