"""Plain text as the press publishes it: ``NAME: text``, names on lines of their own, or no names at all."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from transcripts.errors import TranscriptError
from transcripts.language import language_of
from transcripts.model import Item, SetAside, Sound, Speaker, Transcript, Turn, Word
from transcripts.reading.judging import Judged, judge, title_of
from transcripts.reading.labels import Labels, Style, find_labels
from transcripts.reading.lines import lines_of
from transcripts.reading.passages import Passage, passages_of
from transcripts.sounds import bare, split_sounds
from transcripts.speakers import PageText, first_presented, identify
from transcripts.splitting import split_words

_UNNAMED = "no speaker labels found; the text is taken as one unknown voice"


def read_press(text: str, source: str, language: str | None = None) -> Transcript:
    """The transcript of a plain text, in a language (a BCP 47 tag) that is told from the text where none is named.

    Raises `TranscriptError` where nothing in it was spoken, `MissingExtraError` where it cannot be split into words.
    """
    lines = lines_of(text)
    labels = find_labels(lines)
    judged = judge(passages_of(lines, labels))
    page = _page_text(judged)
    written = [one.passage.label.written for one in judged if one.passage.label]
    speakers, warnings = identify(written, page)
    speakers, opener = _numbered(speakers, _opener(page, speakers))
    language = language_of(page.all_said, language)
    assembly = _Assembly(language=language, speaker=opener.id if opener else None)
    items = assembly.items_of(judged, speakers)
    if not any(isinstance(item, Turn) for item in items):
        raise TranscriptError(
            source, None, "no speech in it: everything was taken for headings, notes or sounds of a page"
        )
    return Transcript(
        source=source,
        language=language,
        layout=_layout(labels),
        speakers=tuple(sorted(_people(speakers), key=lambda speaker: int(speaker.id[1:]))),
        items=items,
        title=title_of(judged),
        warnings=warnings if labels else (_UNNAMED, *warnings),
    )


def _page_text(judged: Sequence[Judged]) -> PageText:
    notes: list[str] = []
    opening: list[str] = []
    said: dict[str, list[str]] = {}
    current = opening
    for one in judged:
        if one.passage.label:
            current = said.setdefault(one.passage.label.written, [])
        if one.reason is not None:
            notes.append(one.passage.text)
        elif not one.passage.stands_alone:
            current.append(one.passage.text)
    texts = {label: "\n".join(paragraphs) for label, paragraphs in said.items()}
    return PageText(notes="\n".join(notes), opening="\n".join(opening), said=texts)


def _layout(labels: Labels) -> str:
    if not labels:
        return "unlabelled"
    if 2 * sum(not label.rest for label in labels.values()) > len(labels):
        return "name-lines"
    capitals = sum(label.style is Style.CAPS for label in labels.values())
    return "labels-caps" if 2 * capitals >= len(labels) else "labels-mixed"


def _people(speakers: dict[str, Speaker]) -> tuple[Speaker, ...]:
    return tuple({speaker.id: speaker for speaker in speakers.values()}.values())


def _opener(page: PageText, speakers: dict[str, Speaker]) -> Speaker | None:
    """Who speaks before the first label: whom the opening itself introduces, else the host the page names."""
    return first_presented([page.opening, page.notes], _people(speakers)) if page.opening else None


def _numbered(speakers: dict[str, Speaker], opener: Speaker | None) -> tuple[dict[str, Speaker], Speaker | None]:
    """Ids by first appearance, the opening included."""
    if opener is None:
        return speakers, None
    others = [speaker for speaker in _people(speakers) if speaker.id != opener.id]
    ids = {speaker.id: f"s{number}" for number, speaker in enumerate((opener, *others), start=1)}
    renamed = {label: replace(speaker, id=ids[speaker.id]) for label, speaker in speakers.items()}
    return renamed, renamed[opener.labels[0]]


@dataclass(slots=True, kw_only=True)
class _Assembly:
    """The items so far, and the turn that is being put together."""

    language: str
    speaker: str | None
    items: list[Item] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    stamps: list[str] = field(default_factory=list)
    line: int = 0
    maybe_spoken: bool = False

    def items_of(self, judged: Sequence[Judged], speakers: dict[str, Speaker]) -> tuple[Item, ...]:
        for one in judged:
            label = one.passage.label
            if label:
                self.begin(speakers[label.written].id)
            self.add(one)
        self.finish_turn()
        return tuple(self.items)

    def begin(self, speaker: str) -> None:
        self.finish_turn()
        self.speaker = speaker

    def add(self, one: Judged) -> None:
        passage = one.passage
        self.stamps.extend(passage.stamps)
        if one.reason is not None and one.maybe_spoken:
            self._add_doubtful(passage)
        elif one.reason is not None:
            self.finish_turn()
            self.items.append(SetAside(text=passage.text, reason=one.reason, line=passage.line))
        elif passage.stands_alone:
            self.finish_turn()
            self.items.append(Sound(text=bare(passage.text), line=passage.line))
        else:
            if one.maybe_spoken != self.maybe_spoken:
                self.finish_turn()
            self.maybe_spoken = one.maybe_spoken
            self._add_speech(passage)

    def _add_doubtful(self, passage: Passage) -> None:
        """A turn of its own, of nobody: it is about the episode, but may have been read out."""
        self.finish_turn()
        speaker, self.speaker, self.maybe_spoken = self.speaker, None, True
        self._add_speech(passage)
        self.finish_turn()
        self.speaker, self.maybe_spoken = speaker, False

    def _add_speech(self, passage: Passage) -> None:
        is_new_paragraph = True
        for piece in split_sounds(passage.text):
            if piece.is_sound:
                self.finish_turn()
                self.items.append(Sound(text=piece.text, line=passage.line))
                continue
            if is_new_paragraph or not self.words:
                self.starts.append(len(self.words))
            if not self.words:
                self.line = passage.line
            self.words.extend(split_words(piece.text, self.language))
            is_new_paragraph = False

    def finish_turn(self) -> None:
        """Closes the turn, and sets aside the times that stood in it."""
        if self.words:
            turn = Turn(
                speaker=self.speaker,
                words=tuple(self.words),
                paragraph_starts=tuple(self.starts),
                maybe_spoken=self.maybe_spoken,
                line=self.line,
            )
            self.items.append(turn)
        if self.stamps:
            self.items.append(SetAside(text=" ".join(self.stamps), reason="time stamps", line=self.line or None))
        self.words, self.starts, self.stamps = [], [], []
