"""Judged passages to the items of a transcript: turns of words, the sounds between them, what was set aside."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from transcripts.model import Item, Note, PageTime, SetAside, Sound, Speaker, Turn, Word
from transcripts.reading.document import Trust
from transcripts.reading.judging import Judged
from transcripts.reading.layouts import HOST
from transcripts.reading.passages import Passage, Time
from transcripts.sounds import Kind, Piece, bare, split_sounds
from transcripts.speakers import is_anonymous
from transcripts.splitting import split_words

_NOTE = "editor's note"


@dataclass(slots=True, kw_only=True)
class Assembly:
    """The items so far, and the turn that is being put together.

    ``host`` is who speaks before the first label, and where the page leaves the host without one.
    """

    language: str
    trust: Trust
    host: Speaker | None
    speaker: str | None = None
    items: list[Item] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    times: dict[int, int] = field(default_factory=dict)
    within: list[SetAside] = field(default_factory=list)  # what the page put amid a sentence; it follows the turn
    line: int = 0
    maybe_spoken: bool = False

    def items_of(self, judged: Sequence[Judged], speakers: Mapping[str, Speaker]) -> tuple[Item, ...]:
        """Every passage in one item, in order. ``speakers`` are by label as written."""
        self._begin(self.host)
        for one in judged:
            label = one.passage.label
            if label:
                unnamed = self.host if label.key == HOST else None
                self._begin(speakers[label.written] if label.written else unnamed)
            self._add(one)
        self._finish_turn()
        return tuple(self.items)

    def _begin(self, speaker: Speaker | None) -> None:
        """Another turn, unless the same person goes on; of two that nobody is named for, each is one."""
        if speaker is None or speaker.id != self.speaker or is_anonymous(speaker):
            self._finish_turn()
        self.speaker = speaker.id if speaker else None

    def _add(self, one: Judged) -> None:
        passage = one.passage
        if one.reason is not None and one.maybe_spoken:
            self._add_doubtful(passage)
        elif one.reason is not None:
            self._set_aside(one)
        elif passage.stands_alone:
            self._finish_turn()
            self._add_sounds(passage)
        else:
            if one.maybe_spoken != self.maybe_spoken:
                self._finish_turn()
            self.maybe_spoken = one.maybe_spoken
            self._add_speech(passage)

    def _set_aside(self, one: Judged) -> None:
        aside = SetAside(text=one.passage.text, reason=one.reason or "", line=one.passage.line)
        if one.interrupts and self.words:
            self.within.append(aside)
        else:
            self._finish_turn()
            self.items.append(aside)

    def _add_sounds(self, passage: Passage) -> None:
        """The sounds of a passage of brackets alone."""
        pieces = split_sounds(passage.text)
        if not any(piece.kind is Kind.SOUND for piece in pieces):
            self.items.append(Sound(text=bare(passage.text), line=passage.line))
            return
        for piece in pieces:
            if piece.kind is Kind.SOUND:
                self.items.append(Sound(text=piece.text, line=passage.line))
            else:
                self.items.append(SetAside(text=piece.text, reason=_NOTE, line=passage.line))

    def _add_doubtful(self, passage: Passage) -> None:
        """A turn of its own, of nobody: it is about the episode, but may have been read out."""
        self._finish_turn()
        speaker, self.speaker, self.maybe_spoken = self.speaker, None, True
        self._add_speech(passage)
        self._finish_turn()
        self.speaker, self.maybe_spoken = speaker, False

    def _add_speech(self, passage: Passage) -> None:
        is_new_paragraph = not self.within and (self.trust is Trust.PAGE or passage.gap > 0)
        times = deque(passage.times)
        for piece in split_sounds(passage.text):
            if piece.kind is Kind.SOUND:
                self._finish_turn()
                self.items.append(Sound(text=piece.text, line=passage.line))
                continue
            self.line = self.line or passage.line
            if piece.kind is Kind.NOTE:
                self.notes.append(Note(text=piece.text, before_word=len(self.words)))
                continue
            if is_new_paragraph or not self.words:
                self.starts.append(len(self.words))
            self._add_words(piece, times)
            is_new_paragraph = False

    def _add_words(self, piece: Piece, times: deque[Time]) -> None:
        """The words of a piece; those at which the source tells a time keep it."""
        done = 0
        while times and times[0][0] < piece.start + len(piece.text):
            offset, start_ms = times.popleft()
            upto = max(offset - piece.start, done)
            self.words.extend(split_words(piece.text[done:upto], self.language))
            self.times[len(self.words)] = start_ms
            done = upto
        self.words.extend(split_words(piece.text[done:], self.language))

    def _finish_turn(self) -> None:
        if self.words:
            turn = Turn(
                speaker=self.speaker,
                words=tuple(self.words),
                paragraph_starts=tuple(self.starts),
                maybe_spoken=self.maybe_spoken,
                line=self.line,
                notes=tuple(self.notes),
                times=tuple(PageTime(word=word, start_ms=start_ms) for word, start_ms in self.times.items()),
            )
            self.items.append(turn)
        else:
            self.items += [SetAside(text=note.text, reason=_NOTE, line=self.line) for note in self.notes]
        self.items += self.within
        self.within = []
        self.words, self.starts, self.notes, self.times, self.line = [], [], [], {}, 0
