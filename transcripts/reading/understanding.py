"""The lines of a document to a transcript: whose the speech is, what is a sound, and what was not spoken."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from transcripts.errors import TranscriptError
from transcripts.language import language_of
from transcripts.model import Item, Note, PageTime, SetAside, Sound, Speaker, Transcript, Turn, Word
from transcripts.reading.choices import Choices
from transcripts.reading.document import Document, Trust
from transcripts.reading.judging import Judged, judge, title_of
from transcripts.reading.layouts import HOST, explain
from transcripts.reading.mere_labels import without_mere_labels
from transcripts.reading.passages import Passage, Time, passages_of
from transcripts.sounds import Kind, Piece, bare, split_sounds
from transcripts.speakers import PageText, first_presented, identify, is_anonymous, sole_speaker
from transcripts.splitting import split_words

_NOTE = "editor's note"
_UNNAMED = "no speaker labels found; the text is taken as one unknown voice"


def understand(document: Document, source: str, language: str | None, choices: Choices) -> Transcript:
    """The transcript of a document, in a language (a BCP 47 tag) that is told from the document where none is named.

    Raises `TranscriptError` where nothing in it was spoken, `UnknownNameError` for a layout that does not exist, and
    `MissingExtraError` where it cannot be split into words.
    """
    explained = explain(document.lines, choices.layout)
    passages = without_mere_labels(passages_of(explained.lines, explained.labels))
    judged = judge(passages, document.trust)
    page = _page_text(judged, document)
    speakers, opener, warnings = _cast(judged, page, choices)
    language = language_of(page.all_said, language, document.language)
    assembly = _Assembly(language=language, trust=document.trust, host=opener)
    items = assembly.items_of(judged, speakers)
    if not any(isinstance(item, Turn) for item in items):
        raise TranscriptError(
            source, None, "no speech in it: everything was taken for headings, notes or sounds of a page"
        )
    people = {speaker.id: speaker for speaker in (*filter(None, [opener]), *speakers.values())}
    return Transcript(
        source=source,
        language=language,
        layout=explained.layout,
        evidence=f"{document.kind}: {explained.evidence}",
        speakers=tuple(sorted(people.values(), key=lambda speaker: int(speaker.id[1:]))),
        items=items,
        title=document.title or title_of(judged),
        warnings=(*document.warnings, *warnings),
    )


def _page_text(judged: Sequence[Judged], document: Document) -> PageText:
    notes: list[str] = [document.title] if document.title else []
    opening: list[str] = []
    said: dict[str, list[str]] = {}
    current = opening
    for one in judged:
        if one.passage.label:
            current = said.setdefault(one.passage.label.written or "", [])
        if one.reason is not None:
            notes.append(one.passage.text)
        elif not one.passage.stands_alone:
            current.append(one.passage.text)
    texts = {label: "\n".join(paragraphs) for label, paragraphs in said.items()}
    return PageText(notes="\n".join(notes), people=document.people, opening="\n".join(opening), said=texts)


def _cast(
    judged: Sequence[Judged], page: PageText, choices: Choices
) -> tuple[dict[str, Speaker], Speaker | None, tuple[str, ...]]:
    """The speakers by label, who speaks before the first label, and warnings."""
    labels = [label for one in judged if (label := one.passage.label)]
    speakers, warnings = identify([label.written for label in labels if label.written], page, choices.speakers)
    if labels:
        return *_numbered(speakers, _opener(page, speakers)), warnings
    opener = sole_speaker(page)
    return speakers, opener, warnings if opener else (_UNNAMED, *warnings)


def _people(speakers: dict[str, Speaker]) -> tuple[Speaker, ...]:
    return tuple({speaker.id: speaker for speaker in speakers.values()}.values())


def _opener(page: PageText, speakers: dict[str, Speaker]) -> Speaker | None:
    """Who speaks before the first label: whom the opening itself introduces, else the host the page names."""
    if not page.opening:
        return None
    presented = first_presented([page.opening, page.notes], _people(speakers))
    return presented or sole_speaker(PageText(opening=page.opening, said={}))


def _numbered(speakers: dict[str, Speaker], opener: Speaker | None) -> tuple[dict[str, Speaker], Speaker | None]:
    """Speakers and opener with ids by first appearance, the opening included."""
    if opener is None:
        return speakers, None
    is_labelled = opener in speakers.values()
    others = [speaker for speaker in _people(speakers) if not is_labelled or speaker.id != opener.id]
    first = [opener] if is_labelled else []
    ids = {speaker.id: f"s{number}" for number, speaker in enumerate((*first, *others), start=1 if first else 2)}
    renamed = {
        label: replace(speaker, id=ids[speaker.id], members=tuple(ids[member] for member in speaker.members))
        for label, speaker in speakers.items()
    }
    return renamed, renamed[opener.labels[0]] if is_labelled else replace(opener, id="s1")


@dataclass(slots=True, kw_only=True)
class _Assembly:
    """The items so far, and the turn that is being put together."""

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

    def items_of(self, judged: Sequence[Judged], speakers: dict[str, Speaker]) -> tuple[Item, ...]:
        self.begin(self.host)
        for one in judged:
            label = one.passage.label
            if label:
                unnamed = self.host if label.key == HOST else None
                self.begin(speakers[label.written] if label.written else unnamed)
            self.add(one)
        self.finish_turn()
        return tuple(self.items)

    def begin(self, speaker: Speaker | None) -> None:
        """Another turn, unless the same person goes on; of two that nobody is named for, each is one."""
        if speaker is None or speaker.id != self.speaker or is_anonymous(speaker):
            self.finish_turn()
        self.speaker = speaker.id if speaker else None

    def add(self, one: Judged) -> None:
        passage = one.passage
        if one.reason is not None and one.maybe_spoken:
            self._add_doubtful(passage)
        elif one.reason is not None:
            self._set_aside(one)
        elif passage.stands_alone:
            self.finish_turn()
            self._add_sounds(passage)
        else:
            if one.maybe_spoken != self.maybe_spoken:
                self.finish_turn()
            self.maybe_spoken = one.maybe_spoken
            self._add_speech(passage)

    def _set_aside(self, one: Judged) -> None:
        aside = SetAside(text=one.passage.text, reason=one.reason or "", line=one.passage.line)
        if one.interrupts and self.words:
            self.within.append(aside)
        else:
            self.finish_turn()
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
        self.finish_turn()
        speaker, self.speaker, self.maybe_spoken = self.speaker, None, True
        self._add_speech(passage)
        self.finish_turn()
        self.speaker, self.maybe_spoken = speaker, False

    def _add_speech(self, passage: Passage) -> None:
        is_new_paragraph = not self.within and (self.trust is Trust.PAGE or passage.gap > 0)
        times = deque(passage.times)
        for piece in split_sounds(passage.text):
            if piece.kind is Kind.SOUND:
                self.finish_turn()
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

    def finish_turn(self) -> None:
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
