"""What was said and by whom (`Transcript`), and when (`TimedTranscript`). Immutable; invariants checked when made."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from transcripts.timing import TimeSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word as written, punctuation included. Invariant: not empty, no white space.

    ``joined`` tells that the source has no space before it, as between the words of Japanese, Chinese or Thai.
    """

    text: str
    joined: bool = False

    def __post_init__(self) -> None:
        if self.text.split() != [self.text]:
            raise ValueError(f"not one word: {self.text!r}")


def join_words(words: Iterable[Word]) -> str:
    """The words as they were written: single spaces between them, and none before those that are joined."""
    return "".join(word.text if word.joined else f" {word.text}" for word in words).removeprefix(" ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A person (or a crowd) that speaks.

    ``labels`` are the spellings the source uses for this speaker, in order of appearance; ``role`` is what the source
    calls them ("HOST"), as written. ``members`` are the ids of those who speak together under one label.
    """

    id: str
    name: str
    labels: tuple[str, ...] = ()
    role: str | None = None
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A remark of an editor within a turn, as written: ``[inaudible 00:03:11]``, ``[sic]``, ``(ph)``. Nobody said it.

    It stands before the word ``before_word`` of its turn, or after the last one. Invariant: not blank.
    """

    text: str
    before_word: int

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a note has a text")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTime:
    """When the word ``word`` of a turn was said, as the source tells; it may be of another edit of the audio."""

    word: int
    start_ms: int

    def __post_init__(self) -> None:
        if self.start_ms < 0:
            raise ValueError(f"not a time: {self.start_ms} ms")


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What one speaker says until another begins or a sound comes between.

    ``speaker`` is a speaker's id, ``None`` where the source names nobody. ``paragraph_starts`` are the indices into
    ``words`` at which a paragraph begins; the first is always 0. ``maybe_spoken`` marks text of which the source does
    not tell whether it was spoken: the audio decides. ``line`` is the 1-based line of the source, where there is one.
    ``notes`` are the editor's remarks in it, ``times`` what the source tells of when it was said.
    Invariants: at least one word; ``paragraph_starts`` ascending, within the words and starting with 0; ``notes``
    ascending; ``times`` of ascending words of this turn.
    """

    speaker: str | None
    words: tuple[Word, ...]
    paragraph_starts: tuple[int, ...] = (0,)
    maybe_spoken: bool = False
    line: int | None = None
    notes: tuple[Note, ...] = ()
    times: tuple[PageTime, ...] = ()

    def __post_init__(self) -> None:
        if not self.words:
            raise ValueError("a turn has at least one word")
        starts, count = self.paragraph_starts, len(self.words)
        if starts[:1] != (0,) or list(starts) != sorted(set(starts)) or starts[-1] >= count:
            raise ValueError(f"paragraphs of a turn of {count} words cannot start at {starts}")
        noted = [note.before_word for note in self.notes]
        if noted != sorted(noted) or not all(0 <= at <= count for at in noted):
            raise ValueError(f"notes of a turn of {count} words cannot stand at {noted}")
        timed = [time.word for time in self.times]
        if timed != sorted(set(timed)) or not all(0 <= at < count for at in timed):
            raise ValueError(f"a turn of {count} words cannot have times of the words {timed}")

    @property
    def text(self) -> str:
        """The words as written, see `join_words`."""
        return join_words(self.words)

    @property
    def start_ms(self) -> int | None:
        """When the turn begins, as the source tells; ``None`` where it does not."""
        return self.times[0].start_ms if self.times and self.times[0].word == 0 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """A sound the source tells of, without its brackets: ``Theme music in``. Invariant: not blank."""

    text: str
    line: int | None = None

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a sound has a text")


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A passage of the source that the reader judged not spoken, and why."""

    text: str
    reason: str
    line: int | None = None


Item = Turn | Sound | SetAside


@dataclass(frozen=True, kw_only=True)
class Transcript:
    """Who said what, in order.

    ``source`` is where it came from (a path, or a name such as ``stdin``); ``language`` a BCP 47 tag (``en``,
    ``pt-BR``); ``layout`` the name of the layout the reader found, ``evidence`` why that one; ``warnings`` one line
    each, for the person who runs the tool.
    Invariant: the speaker of every turn is in ``speakers``, and their ids are unique.
    """

    source: str
    language: str
    layout: str
    speakers: tuple[Speaker, ...]
    items: tuple[Item, ...]
    title: str | None = None
    warnings: tuple[str, ...] = ()
    evidence: str | None = None

    def __post_init__(self) -> None:
        ids = [speaker.id for speaker in self.speakers]
        if len(set(ids)) < len(ids):
            raise ValueError("speaker ids are not unique")
        unknown = {turn.speaker for turn in self.turns} - {*ids, None}
        if unknown:
            raise ValueError(f"turns name unknown speakers: {sorted(map(str, unknown))}")

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        return tuple(item for item in self.items if isinstance(item, Turn))

    @cached_property
    def sounds(self) -> tuple[Sound, ...]:
        return tuple(item for item in self.items if isinstance(item, Sound))

    @cached_property
    def set_aside(self) -> tuple[SetAside, ...]:
        return tuple(item for item in self.items if isinstance(item, SetAside))

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of all turns, in order."""
        return tuple(word for turn in self.turns for word in turn.words)

    def speaker_named(self, speaker_id: str | None) -> Speaker | None:
        """The speaker with this id; ``None`` for ``None``."""
        return next((speaker for speaker in self.speakers if speaker.id == speaker_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordTiming:
    """When a word was said.

    ``span`` is ``None`` where it was not placed; ``confidence`` is in 0..1, if the engine has one.

    Invariants: a span is not empty; a word without a span has no confidence.
    """

    span: TimeSpan | None = None
    confidence: float | None = None

    def __post_init__(self) -> None:
        if self.span is not None and self.span.duration_ms == 0:
            raise ValueError("a spoken word lasts longer than nothing")
        if self.confidence is not None and (self.span is None or not 0 <= self.confidence <= 1):
            raise ValueError(f"not a confidence of a placed word: {self.confidence}")


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioInfo:
    """The audio a transcript was timed against. ``sha256`` is of the file's bytes, ``None`` if there was no file."""

    file: str
    duration_ms: int
    sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedTurn:
    """One turn with the timings of its words. Invariant: one timing a word."""

    turn: Turn
    timings: tuple[WordTiming, ...]

    @property
    def span(self) -> TimeSpan | None:
        """From the first placed word to the end of the last; ``None`` when no word was placed."""
        spans = [timing.span for timing in self.timings if timing.span]
        return TimeSpan(spans[0].start_ms, max(span.end_ms for span in spans)) if spans else None

    @property
    def paragraphs(self) -> tuple[tuple[tuple[Word, WordTiming], ...], ...]:
        """The paragraphs, each as pairs of a word and its timing."""
        pairs = tuple(zip(self.turn.words, self.timings, strict=True))
        bounds = (*self.turn.paragraph_starts, len(pairs))
        return tuple(pairs[a:b] for a, b in pairwise(bounds))


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedSound:
    """A sound with the stretch of audio it was placed on, ``None`` where it was not placed."""

    sound: Sound
    span: TimeSpan | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unspoken:
    """A run of words that the audio does not hold: ``words[word_start:word_end]`` of the transcript.

    ``maybe_spoken`` as of its turn: then nothing is missing, the page merely held more than was said.
    """

    word_start: int
    word_end: int
    text: str
    maybe_spoken: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallback:
    """A stretch whose words were timed by another engine than the rest, one that is less exact."""

    engine: str
    span: TimeSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful:
    """A run of words, ``words[word_start:word_end]`` of the transcript, that may not be where they were placed.

    ``confidence`` is the mean of theirs, 0..1.
    """

    word_start: int
    word_end: int
    text: str
    span: TimeSpan
    confidence: float


DOUBTFUL_BELOW = 0.8
"""A word with less confidence is doubtful: of five such words, at least one is expected to be misplaced."""


@dataclass(frozen=True, kw_only=True)
class TimedTranscript:
    """A transcript with the time of every word and sound.

    ``timings`` runs parallel to ``transcript.words`` and ``sound_spans`` to ``transcript.sounds``; ``untranscribed``
    are the stretches of speech that no text covers; ``engine`` is the name of what timed it, ``fallbacks`` are the
    stretches that another engine timed instead.
    Invariants: equal lengths; nothing ends after the audio; the words of one turn never start before their predecessor;
    ``untranscribed`` ascends without overlap.
    """

    transcript: Transcript
    timings: tuple[WordTiming, ...]
    sound_spans: tuple[TimeSpan | None, ...]
    untranscribed: tuple[TimeSpan, ...]
    audio: AudioInfo
    engine: str
    fallbacks: tuple[Fallback, ...] = ()

    def __post_init__(self) -> None:
        if len(self.timings) != len(self.transcript.words):
            raise ValueError(f"{len(self.timings)} timings for {len(self.transcript.words)} words")
        if len(self.sound_spans) != len(self.transcript.sounds):
            raise ValueError(f"{len(self.sound_spans)} spans for {len(self.transcript.sounds)} sounds")
        spans = [timing.span for timing in self.timings if timing.span]
        others = (*filter(None, self.sound_spans), *(fallback.span for fallback in self.fallbacks))
        if any(span.end_ms > self.audio.duration_ms for span in (*spans, *self.untranscribed, *others)):
            raise ValueError("a time lies beyond the end of the audio")
        for turn in self.timed_turns:
            starts = [timing.span.start_ms for timing in turn.timings if timing.span]
            if starts != sorted(starts):
                raise ValueError(f"the words of a turn run backwards in time: {turn.turn.text[:40]!r}")
        if any(b.start_ms < a.end_ms for a, b in pairwise(self.untranscribed)):
            raise ValueError("untranscribed stretches overlap or are out of order")

    @cached_property
    def timed_items(self) -> tuple[TimedTurn | TimedSound, ...]:
        """Turns and sounds in the order of the transcript, each with its times."""
        return tuple(self._timed_items())

    def _timed_items(self) -> Iterator[TimedTurn | TimedSound]:
        at, sound_spans = 0, iter(self.sound_spans)
        for item in self.transcript.items:
            if isinstance(item, Turn):
                yield TimedTurn(turn=item, timings=self.timings[at : at + len(item.words)])
                at += len(item.words)
            elif isinstance(item, Sound):
                yield TimedSound(sound=item, span=next(sound_spans))

    @cached_property
    def timed_turns(self) -> tuple[TimedTurn, ...]:
        return tuple(item for item in self.timed_items if isinstance(item, TimedTurn))

    @cached_property
    def unspoken(self) -> tuple[Unspoken, ...]:
        """The runs of words without a time, each within one turn."""
        turns = self.transcript.turns
        owners = [index for index, turn in enumerate(turns) for _ in turn.words]
        found = []
        for (_, placed), run in groupby(
            range(len(owners)), key=lambda i: (owners[i], self.timings[i].span is not None)
        ):
            if not placed:
                indices = list(run)
                text = join_words(self.transcript.words[i] for i in indices)
                maybe = turns[owners[indices[0]]].maybe_spoken
                found.append(Unspoken(word_start=indices[0], word_end=indices[-1] + 1, text=text, maybe_spoken=maybe))
        return tuple(found)

    @cached_property
    def doubtful(self) -> tuple[Doubtful, ...]:
        """The runs of doubtful words (see `DOUBTFUL_BELOW`), each within one turn, the worst first.

        Words without a confidence are not among them.
        """
        at, found = 0, []
        for turn in self.timed_turns:
            found += [_doubtful_run(turn, at, run) for run in _runs_of_doubt(turn.timings)]
            at += len(turn.timings)
        return tuple(sorted(found, key=lambda run: (run.confidence, run.word_start)))


def _runs_of_doubt(timings: tuple[WordTiming, ...]) -> list[range]:
    doubts = [timing.confidence is not None and timing.confidence < DOUBTFUL_BELOW for timing in timings]
    runs = [list(run) for doubtful, run in groupby(range(len(doubts)), key=doubts.__getitem__) if doubtful]
    return [range(run[0], run[-1] + 1) for run in runs]


def _doubtful_run(timed: TimedTurn, first: int, run: range) -> Doubtful:
    timings = timed.timings[run.start : run.stop]
    spans = [timing.span for timing in timings if timing.span]
    return Doubtful(
        word_start=first + run.start,
        word_end=first + run.stop,
        text=join_words(timed.turn.words[run.start : run.stop]),
        span=TimeSpan(spans[0].start_ms, max(span.end_ms for span in spans)),
        confidence=sum(timing.confidence or 0.0 for timing in timings) / len(timings),
    )
