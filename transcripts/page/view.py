"""What the page shows, decided: names, anchors, links, and where each word goes. The template only lays it out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count, groupby
from pathlib import PurePath

from transcripts.model import Speaker, TimedSound, TimedTranscript, TimedTurn, Word, WordTiming, join_words
from transcripts.timing import TimeSpan, clock, split_ms

# The style sheet has this many colours for speakers; they are an extra to the names and may repeat.
VOICES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A word with its time, or (``span`` is ``None``) one or more words that were not heard in the audio.

    ``joined``: no space is written before it.
    """

    text: str
    span: TimeSpan | None
    joined: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLink:
    """A time as shown (``1:23``), as said (``1 minute 23 seconds``), in whole seconds for addresses, and exactly."""

    shown: str
    said: str
    seconds: int
    start_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnView:
    """A turn. ``speaker`` is ``None`` where the source names nobody; ``time`` where no word was heard."""

    anchor: str
    speaker: Speaker | None
    voice: int
    continues: bool
    time: TimeLink | None
    paragraphs: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """The page: ``flow`` in reading order (a `str` is a sound), and the ``unheard`` turns that are left out of it."""

    title: str
    speakers: tuple[Speaker, ...]
    flow: tuple[TurnView | str, ...]
    marks_words: bool
    unheard: tuple[TurnView, ...]
    uncovered: tuple[TimeLink, ...]


def page_view(timed: TimedTranscript) -> PageView:
    """The view of a timed transcript. A turn that may not be speech and was not heard is left out of the flow."""
    anchors = _anchors(timed.timed_turns)
    flow: list[TurnView | str] = []
    unheard: list[TurnView] = []
    before: TimedTurn | None = None
    for item in timed.timed_items:
        if isinstance(item, TimedSound):
            flow.append(item.sound.text)
            continue
        view = _turn_view(timed, item, before, next(anchors))
        if item.turn.maybe_spoken and item.span is None:
            unheard.append(view)
        else:
            flow.append(view)
            before = item
    turns = [item for item in flow if isinstance(item, TurnView)]
    return PageView(
        title=timed.transcript.title or PurePath(timed.audio.file).stem or "Transcript",
        speakers=tuple(speaker for speaker in timed.transcript.speakers if speaker.name),
        flow=tuple(flow),
        marks_words=any(not run.span for turn in turns for paragraph in turn.paragraphs for run in paragraph),
        unheard=tuple(unheard),
        uncovered=tuple(_stretch_link(span) for span in timed.untranscribed),
    )


def _turn_view(timed: TimedTranscript, item: TimedTurn, before: TimedTurn | None, anchor: str) -> TurnView:
    speaker_id = item.turn.speaker
    ids = [speaker.id for speaker in timed.transcript.speakers]
    speaker = timed.transcript.speaker_named(speaker_id)
    return TurnView(
        anchor=anchor,
        speaker=speaker if speaker and speaker.name else None,
        voice=ids.index(speaker_id) % VOICES + 1 if speaker_id in ids else 0,
        continues=_continues(item, before),
        time=_time_link(item.span.start_ms) if item.span else None,
        paragraphs=tuple(tuple(_runs(paragraph)) for paragraph in item.paragraphs),
    )


def _continues(item: TimedTurn, before: TimedTurn | None) -> bool:
    """Whether the eye still has the name: the speaker goes on after a sound, and spoke only one paragraph before it.

    Such a name is in the text for listeners, copies and prints, and not shown on the screen, where it would look as if
    somebody else began.
    """
    if before is None or item.turn.speaker is None:
        return False
    return before.turn.speaker == item.turn.speaker and len(before.turn.paragraph_starts) == 1


def _runs(paragraph: Iterable[tuple[Word, WordTiming]]) -> Iterator[Run]:
    """Every heard word by itself, words that were not heard together, as one mark."""
    for heard, pairs in groupby(paragraph, key=lambda pair: pair[1].span is not None):
        if heard:
            yield from (Run(text=word.text, span=timing.span, joined=word.joined) for word, timing in pairs)
        else:
            words = [word for word, _ in pairs]
            yield Run(text=join_words(words), span=None, joined=words[0].joined)


def _anchors(turns: Iterable[TimedTurn]) -> Iterator[str]:
    """``t83`` for the turn that begins 83 seconds in, ``t83-2`` for a second one, ``turn-7`` for one without a time."""
    used: dict[int, int] = {}
    for number, turn in zip(count(1), turns, strict=False):
        if turn.span is None:
            yield f"turn-{number}"
            continue
        seconds = turn.span.start_ms // 1000
        used[seconds] = used.get(seconds, 0) + 1
        yield f"t{seconds}" if used[seconds] == 1 else f"t{seconds}-{used[seconds]}"


def _time_link(time_ms: int) -> TimeLink:
    return TimeLink(shown=clock(time_ms), said=_said(time_ms), seconds=time_ms // 1000, start_ms=time_ms)


def _stretch_link(span: TimeSpan) -> TimeLink:
    start, end = clock(span.start_ms), clock(span.end_ms)
    return TimeLink(
        shown=start if start == end else f"{start}–{end}",
        said=_said(span.start_ms),
        seconds=span.start_ms // 1000,
        start_ms=span.start_ms,
    )


def _said(time_ms: int) -> str:
    """``1 hour 2 minutes 3 seconds``; without parts that are 0, but ``0 seconds`` for the beginning."""
    hours, minutes, seconds, _ = split_ms(time_ms)
    parts = [(hours, "hour"), (minutes, "minute"), (seconds, "second")]
    said = [f"{number} {unit}{'' if number == 1 else 's'}" for number, unit in parts if number]
    return " ".join(said) or "0 seconds"
