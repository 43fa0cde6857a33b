"""JSON to lines, whatever its schema."""

import re

from transcripts.errors import TranscriptError
from transcripts.reading.decode import tidy
from transcripts.reading.document import Document, Source, Trust
from transcripts.reading.records.about import About, about
from transcripts.reading.records.parsing import opens_json, parse
from transcripts.reading.records.pieces import Talk, lines_of
from transcripts.reading.records.schemas import SCHEMAS
from transcripts.reading.records.values import squeezed

_MOST_KEYS = 8  # named in a message
_SURROGATE = re.compile("[\ud800-\udfff]")


def is_json(source: Source) -> bool:
    """Whether a source looks like JSON, whole or broken."""
    return opens_json(source.text)


def read_json(source: Source) -> Document:
    """The talk in a JSON document of any schema that is known, or of records that look like talk.

    A line is a sentence of a speaker, or a segment where the source has no words; JSON has no lines, so that its number
    is the 1-based place of its first record in the list of records.
    Raises `TranscriptError` for what is no JSON, with its line, and for JSON without a transcript.
    """
    parsed = parse(source)
    facts = about(parsed.value)
    talk = _talk(parsed.value)
    lines, warnings = lines_of(talk.pieces, facts.names) if talk else ((), ())
    if talk is None or not lines:
        raise TranscriptError(source.name, None, _nothing_in(parsed.value))
    return Document(
        kind="json",
        lines=lines,
        trust=Trust.SPEECH,
        language=_clean(facts.language),
        title=_clean(facts.title),
        people=_people(facts),
        warnings=(*parsed.warnings, *talk.warnings, *warnings, *_disagreement(talk)),
    )


def _talk(value: object) -> Talk | None:
    for _, schema in SCHEMAS:
        talk = schema(value)
        if talk is not None and any(piece.text.strip() for piece in talk.pieces):
            return talk
    return None


def _nothing_in(value: object) -> str:
    keys = [repr(key if len(key) <= 30 else f"{key[:29]}…") for key in value] if isinstance(value, dict) else []
    found = f"its keys are {', '.join(keys[:_MOST_KEYS])}" if keys else "it is a list" if value else "it is empty"
    known = ", ".join(name for name, _ in SCHEMAS)
    return f"no transcript in this JSON: {found}; known are {known}"


def _disagreement(talk: Talk) -> tuple[str, ...]:
    if not talk.whole.strip():
        return ()
    taken = squeezed("".join(piece.text for piece in talk.pieces))
    if taken == squeezed(talk.whole):
        return ()
    return ("the whole text in this JSON differs from its words and segments, which were taken",)


def _people(facts: About) -> tuple[str, ...]:
    return tuple(name for one in facts.people if (name := _clean(one)))


def _clean(text: str | None) -> str | None:
    return " ".join(tidy(_SURROGATE.sub("\ufffd", text)).split()) or None if text else None
