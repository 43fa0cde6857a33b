"""The picture in words, for those who do not see it."""

from collections.abc import Iterable, Iterator

from transcripts.picture.lanes import Voice
from transcripts.picture.view import Absent, PictureView
from transcripts.timing import TimeSpan, clock

_MOST_STRETCHES = 40  # more are no overview when they are read aloud; the transcript page has them all
_MOST_TEXT = 80  # characters of what was not heard


def described(view: PictureView) -> str:
    """All that the picture shows, in sentences."""
    return " ".join(_sentences(view))


def percent(share: float) -> str:
    """``41%``; ``<1%`` for a little, and never 0 or 100 for what is more or less than that."""
    if 0 < share < 0.01:
        return "<1%"
    return ">99%" if 0.99 < share < 1 else f"{share:.0%}"


def stretch(span: TimeSpan) -> str:
    """``0:07–0:12``, or one time where both are the same second."""
    start, end = clock(span.start_ms), clock(span.end_ms)
    return start if start == end else f"{start}–{end}"


def counted(number: int, noun: str) -> str:
    """``1 word``, ``4,005 words``"""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _sentences(view: PictureView) -> Iterator[str]:
    yield f"{clock(view.duration_ms)} of audio, {counted(view.words, 'word')}."
    if view.voices:
        yield f"Share of the speaking time: {_listed(map(_voice, view.voices))}."
    if view.sounds:
        yield f"Sounds: {_listed(f'{text} ({stretch(span)})' for text, span in view.sounds)}."
    if view.unplaced_sounds:
        yield f"Sounds without a place: {_listed(view.unplaced_sounds)}."
    if view.uncovered:
        yield f"Speech without text: {_some(map(stretch, view.uncovered))}."
    yield from _doubts(view)
    yield from _absences(view)


def _voice(voice: Voice) -> str:
    name = voice.name or "no name"
    return f"{name} {percent(voice.share)} ({clock(voice.spoken_ms)})" if voice.speech else f"{name} not heard"


def _doubts(view: PictureView) -> Iterator[str]:
    if view.mean_confidence is not None:
        yield f"Mean confidence {percent(view.mean_confidence)}."
    if view.doubtful:
        yield f"Doubtful places: {_some(stretch(run.span) for run in view.doubtful)}."
    if view.estimated:
        yield f"Estimated times: {_some(stretch(part.span) for part in view.estimated)}."


def _absences(view: PictureView) -> Iterator[str]:
    missing = [one for one in view.absent if not one.maybe]
    if missing:
        words = counted(sum(one.words for one in missing), "word")
        yield f"Not heard, {words}: {_some(map(_absence, missing))}."
    left_out = sum(one.words for one in view.absent if one.maybe)
    if left_out:
        yield f"{counted(left_out, 'word')} about the episode that nobody says in it left out."


def _absence(one: Absent) -> str:
    text = one.text if len(one.text) <= _MOST_TEXT else f"{one.text[: _MOST_TEXT - 1].rstrip()}…"
    return f"“{text}” after {clock(one.at_ms)}"


def _listed(parts: Iterable[str]) -> str:
    return "; ".join(parts)


def _some(parts: Iterable[str]) -> str:
    told = list(parts)
    more = [f"and {len(told) - _MOST_STRETCHES:,} more"] if len(told) > _MOST_STRETCHES else []
    return _listed([*told[:_MOST_STRETCHES], *more])
