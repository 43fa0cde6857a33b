"""What the page shows, decided: names, anchors, links, marks, where each word goes. The templates only lay it out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, groupby, pairwise
from pathlib import PurePath
from typing import ClassVar, Literal

from transcripts.furniture import opens_transcript
from transcripts.model import (
    DOUBTFUL_BELOW,
    Item,
    SetAside,
    Sound,
    Speaker,
    TimedSound,
    TimedTranscript,
    TimedTurn,
    Turn,
    Word,
    WordTiming,
)
from transcripts.timing import TimeSpan, clock

# The style sheet has this many colours for speakers; they are an extra to the names and may repeat.
VOICES = 6

_HEADING = "heading"  # the reason for which a reader sets a heading aside
_ESTIMATING = frozenset({"pauses", "duration"})  # the engines that do not hear words

Mark = Literal["heard", "doubtful", "unheard", "remark"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A word with its time, words that were not heard (``unheard``), or an editor's ``remark``, which nobody said.

    A ``doubtful`` word has a time that may be wrong. ``joined``: no space is written before it.
    """

    text: str
    mark: Mark
    span: TimeSpan | None = None
    joined: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLink:
    """A time as shown (``1:23``), in whole seconds for addresses, and exactly; ``anchor`` is that of the turn there."""

    shown: str
    seconds: int
    start_ms: int
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnView:
    """A turn. ``speaker`` is ``None`` where the source names nobody; ``time`` where no word was heard.

    ``voice`` is a colour, 0 for none; ``voices`` are the numbers in `PageView.speakers` of those who speak, from 1.
    ``continues``: the name is in the text and not shown on the screen.
    """

    kind: ClassVar[str] = "turn"
    anchor: str
    speaker: Speaker | None
    voice: int
    voices: tuple[int, ...]
    continues: bool
    time: TimeLink | None
    paragraphs: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundView:
    """A sound, in the words of the source, and when it is heard, if that is known."""

    kind: ClassVar[str] = "sound"
    text: str
    span: TimeSpan | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A heading of the source between the turns."""

    kind: ClassVar[str] = "chapter"
    anchor: str
    title: str


FlowItem = TurnView | SoundView | Chapter


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """The page: ``flow`` in reading order, and the ``unheard`` turns that are left out of it.

    ``uncovered`` is speech without text, ``estimated`` are stretches whose times are estimates (all, where it is
    ``"all"``), ``marks`` the marks that the words of the flow bear.
    """

    title: str
    speakers: tuple[Speaker, ...]
    chapters: tuple[Chapter, ...]
    flow: tuple[FlowItem, ...]
    marks: frozenset[Mark]
    unheard: tuple[TurnView, ...]
    uncovered: tuple[TimeLink, ...]
    estimated: tuple[TimeLink, ...] | Literal["all"]


def page_view(timed: TimedTranscript) -> PageView:
    """The view of a timed transcript. A turn that may not be speech and was not heard is left out of the flow."""
    speakers = tuple(speaker for speaker in timed.transcript.speakers if speaker.name)
    flow, unheard = _parted(timed, speakers)
    turns = [item for item in flow if isinstance(item, TurnView)]
    stretches = tuple(part.span for part in timed.fallbacks)
    return PageView(
        title=timed.transcript.title or PurePath(timed.audio.file).stem or "Transcript",
        speakers=speakers,
        chapters=tuple(item for item in flow if isinstance(item, Chapter)),
        flow=flow,
        marks=frozenset(run.mark for turn in turns for paragraph in turn.paragraphs for run in paragraph),
        unheard=unheard,
        uncovered=tuple(_stretch_link(span, turns) for span in timed.untranscribed),
        estimated="all" if timed.engine in _ESTIMATING else tuple(_stretch_link(span, turns) for span in stretches),
    )


def _parted(timed: TimedTranscript, speakers: Sequence[Speaker]) -> tuple[tuple[FlowItem, ...], tuple[TurnView, ...]]:
    """What is shown in reading order, and the turns that are not."""
    flow: list[FlowItem] = []
    unheard: list[TurnView] = []
    before: TimedTurn | None = None
    anchors, chapters = _anchors(timed.timed_turns), count(1)
    for item in _items(timed):
        match item:
            case TimedSound():
                flow.append(SoundView(text=item.sound.text, span=item.span))
            case SetAside():
                flow.append(Chapter(anchor=f"chapter-{next(chapters)}", title=item.text))
                before = None
            case TimedTurn():
                view = replace(_turn_view(item, speakers, next(anchors)), continues=_continues(item, before))
                if item.turn.maybe_spoken and item.span is None:
                    unheard.append(view)
                else:
                    flow.append(view)
                    before = item
    return tuple(flow), tuple(unheard)


def _items(timed: TimedTranscript) -> Iterator[TimedTurn | TimedSound | SetAside]:
    """What the page may show, in the order of the source: of what was set aside, the headings over turns."""
    placed = iter(timed.timed_items)
    items = timed.transcript.items
    for at, item in enumerate(items):
        if not isinstance(item, SetAside):
            yield next(placed)
        elif _is_heading(item) and _heads_turns(items[at + 1 :]):
            yield item


def _is_heading(item: Item) -> bool:
    """Whether it is a heading, and not only the one over the whole transcript ("Full transcript")."""
    return isinstance(item, SetAside) and item.reason == _HEADING and not opens_transcript(item.text)


def _heads_turns(following: Iterable[Item]) -> bool:
    """Whether a turn follows; sounds and further headings may come between."""
    after = (item for item in following if not isinstance(item, Sound) and not _is_heading(item))
    return isinstance(next(after, None), Turn)


def _turn_view(item: TimedTurn, speakers: Sequence[Speaker], anchor: str) -> TurnView:
    numbers = {speaker.id: number for number, speaker in enumerate(speakers, 1)}
    number = numbers.get(item.turn.speaker or "", 0)
    speaker = speakers[number - 1] if number else None
    together = (numbers[member] for member in speaker.members if member in numbers) if speaker else ()
    return TurnView(
        anchor=anchor,
        speaker=speaker,
        voice=(number - 1) % VOICES + 1 if number else 0,
        voices=(number, *together) if number else (),
        continues=False,
        time=_time_link(item.span.start_ms, anchor) if item.span else None,
        paragraphs=tuple(_paragraphs(item)),
    )


def _continues(item: TimedTurn, before: TimedTurn | None) -> bool:
    """Whether the eye still has the name: the speaker goes on after a sound, and spoke only one paragraph before it.

    Such a name is in the text for listeners, copies and prints, and not shown on the screen, where it would look as if
    somebody else began.
    """
    if before is None or item.turn.speaker is None:
        return False
    return before.turn.speaker == item.turn.speaker and len(before.turn.paragraph_starts) == 1


def _paragraphs(item: TimedTurn) -> Iterator[tuple[Run, ...]]:
    """The words of each paragraph, the remarks of editors where they stand."""
    turn, end = item.turn, len(item.turn.words)
    remarks: dict[int, list[Run]] = {}
    for note in turn.notes:
        remarks.setdefault(note.before_word, []).append(Run(text=note.text, mark="remark"))
    words = [_word(word, timing) for word, timing in zip(turn.words, item.timings, strict=True)]
    for first, last in pairwise((*turn.paragraph_starts, end)):
        runs = [run for at in range(first, last) for run in (*remarks.get(at, ()), words[at])]
        yield tuple(_gathered(runs + (remarks.get(end, []) if last == end else [])))


def _word(word: Word, timing: WordTiming) -> Run:
    is_doubtful = timing.confidence is not None and timing.confidence < DOUBTFUL_BELOW
    mark: Mark = "unheard" if timing.span is None else "doubtful" if is_doubtful else "heard"
    return Run(text=word.text, mark=mark, span=timing.span, joined=word.joined)


def _gathered(runs: Iterable[Run]) -> Iterator[Run]:
    """Words that were not heard together, as one mark; all others by themselves."""
    for mark, group in groupby(runs, key=lambda run: run.mark):
        if mark != "unheard":
            yield from group
            continue
        first, *more = group
        text = first.text + "".join(run.text if run.joined else f" {run.text}" for run in more)
        yield replace(first, text=text)


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


def _time_link(time_ms: int, anchor: str) -> TimeLink:
    return TimeLink(shown=clock(time_ms), seconds=time_ms // 1000, start_ms=time_ms, anchor=anchor)


def _stretch_link(span: TimeSpan, turns: Iterable[TurnView]) -> TimeLink:
    """A stretch, and the last turn that began before it."""
    anchors = [turn.anchor for turn in turns if turn.time and turn.time.start_ms <= span.start_ms]
    start, end = clock(span.start_ms), clock(span.end_ms)
    link = _time_link(span.start_ms, anchors[-1] if anchors else "transcript")
    return replace(link, shown=start if start == end else f"{start}–{end}")
