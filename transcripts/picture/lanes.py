"""Who speaks how long, and the lanes that show when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from transcripts.picture.axis import drawable, merged
from transcripts.timing import TimeSpan

MOST_LANES = 12  # of speakers; more are no longer told apart
_PAUSE_MS = 1000  # a shorter one belongs to somebody's speech


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """How long somebody speaks; ``share`` is of all that is spoken here, 0..1. ``name`` is ``None`` for no name."""

    name: str | None
    speech: tuple[TimeSpan, ...]
    spoken_ms: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A lane of a speaker (``is_named``), of speech without a name or of several; ``blocks`` ascend, never touching."""

    name: str
    is_named: bool
    blocks: tuple[TimeSpan, ...]
    spoken_ms: int
    share: float


def voices_of(said: Iterable[tuple[str | None, Sequence[TimeSpan]]]) -> tuple[Voice, ...]:
    """Who speaks, from names and the spans of what each says: by their first word, those who say nothing last."""
    speech = [(name, merged(spans, _PAUSE_MS)) for name, spans in said]
    total_ms = sum(_length_ms(spans) for _, spans in speech)
    ordered = [
        *sorted((one for one in speech if one[1]), key=lambda one: one[1][0]),
        *(one for one in speech if not one[1]),
    ]
    return tuple(
        Voice(name=name, speech=spans, spoken_ms=_length_ms(spans), share=_length_ms(spans) / max(1, total_ms))
        for name, spans in ordered
    )


def lanes_of(voices: Sequence[Voice], least_ms: int, end_ms: int, most: int = MOST_LANES) -> tuple[Lane, ...]:
    """A lane for everybody who is heard, or for those who speak most and one for all others; at most ``most``.

    Blocks and the gaps between them are no shorter than ``least_ms``, and lie within ``end_ms``.
    """
    heard = [voice for voice in voices if voice.speech]
    by_length = sorted(range(len(heard)), key=lambda place: -heard[place].spoken_ms)
    kept = len(heard) if len(heard) <= most else most - 1
    own, others = ([heard[place] for place in sorted(places)] for places in (by_length[:kept], by_length[kept:]))
    nameless = "No name" if any(voice.name for voice in heard) else "Speech"
    lanes = [_lane(voice.name or nameless, [voice], least_ms, end_ms) for voice in own]
    return (*lanes, _lane(f"{len(others)} others", others, least_ms, end_ms)) if others else tuple(lanes)


def _lane(name: str, voices: Sequence[Voice], least_ms: int, end_ms: int) -> Lane:
    return Lane(
        name=name,
        is_named=len(voices) == 1 and voices[0].name is not None,
        blocks=drawable((span for voice in voices for span in voice.speech), least_ms, end_ms),
        spoken_ms=sum(voice.spoken_ms for voice in voices),
        share=sum(voice.share for voice in voices),
    )


def _length_ms(spans: Iterable[TimeSpan]) -> int:
    return sum(span.duration_ms for span in spans)
