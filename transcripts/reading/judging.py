"""Which passages of a page were spoken: those with labels, what opens before them, and where the last turn ends."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from transcripts.furniture import (
    DETAILS,
    Voice,
    begins_reactions,
    chapter_titles,
    closes,
    described,
    ends_sentence,
    is_credit,
    is_dateline,
    is_framed,
    is_list_of_chapters,
    is_only_described,
    is_page_marker,
    is_title,
    is_under_a_rule,
    never_spoken,
    opens_transcript,
    sentence_count,
    tells_nothing,
    voice_of,
)
from transcripts.reading.clips import with_clips
from transcripts.reading.document import Mark, Trust
from transcripts.reading.page_labels import without_page_labels
from transcripts.reading.passages import Passage
from transcripts.sounds import is_editors_note, names_a_sound
from transcripts.vocabulary import word_count, words_in

_AFTER = "after the last turn"
_INSERTED = "in another type than the speech around it"
_FEW_SET_OFF = 0.1  # of all passages
_PAGE_MARKER = "page marker"
_CLOSING = re.compile(
    r"music|theme|outro|jingle|fades?\b|credits|schluss|musik|musique|música|musica|muzi|muzyk|hudb|музык|музик|müzi"
    r"|音楽|音乐|음악|موسيق|संगीत|^end|^ende|^fin",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+")
_MOST_TITLE_WORDS = 25
_MOST_CREDIT_WORDS = 14
_LEAST_CHAPTERS = 3
_SLOWEST_WORDS_A_SECOND = 0.4  # people say two to three; between the times of chapters stand a few in minutes
_LEAST_SAID_WORDS = 4
_LEAST_PUNCTUATED = 0.7
_LEAST_REPEATS = 3
_LEAST_HEAD_WORDS = 4  # a head of so many words need stand only twice
_LEAST_TIMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A passage and the judgement: not spoken for a ``reason``, perhaps spoken, or spoken.

    Both together: it reads like something else, but may have been read out; only the audio can tell. ``interrupts``:
    it is not spoken and stands amid a sentence, as the number of a page does; the passage after it goes on with that.
    """

    passage: Passage
    reason: str | None = None
    maybe_spoken: bool = False
    interrupts: bool = False


def judge(passages: Sequence[Passage], trust: Trust) -> tuple[Judged, ...]:
    """Every passage, judged by its markup, its text and its place among the labelled ones."""
    if trust is Trust.SPEECH:
        return tuple(_judge_captions(passages))
    passages = with_clips(without_page_labels(passages))
    labelled = [i for i, passage in enumerate(passages) if passage.label]
    page = _Page.of(passages)
    if not labelled:
        return tuple(_judge_unlabelled(page))
    first, last = labelled[0], _last_label(passages, labelled)
    return (
        *_judge_opening(page, first),
        *_judge_within(page, first, last + 1),
        *_judge_ending(page, first, last + 1),
    )


def title_of(judged: Sequence[Judged]) -> str | None:
    """The heading of the page: the first short passage before the speech that nothing else explains."""
    return next((one.passage.text for one in judged if one.reason == "title"), None)


def _judge_captions(passages: Sequence[Passage]) -> Iterator[Judged]:
    """All is speech but credits, and the name of a sound that nobody says, where all that is said has full stops."""
    said = [passage for passage in passages if passage.label or len(passage.text.split()) >= _LEAST_SAID_WORDS]
    is_punctuated = len(said) > 1 and _is_punctuated([passage.text for passage in said])
    for passage in passages:
        is_alone = is_punctuated and not passage.label and passage.text.isalpha() and names_a_sound(passage.text)
        yield Judged(
            passage=replace(passage, stands_alone=passage.stands_alone or is_alone),
            reason=_reason_in_captions(passage),
        )


def _is_punctuated(texts: Sequence[str]) -> bool:
    return sum(map(ends_sentence, texts)) >= _LEAST_PUNCTUATED * len(texts)


def _reason_in_captions(passage: Passage) -> str | None:
    is_made_known = not passage.label and word_count(passage.text) <= _MOST_CREDIT_WORDS and is_credit(passage.text)
    return "note on the transcript" if is_made_known else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """The passages, and what holds for all of them.

    ``marks`` are those of the markup that tell something: one that most of the text bears tells nothing.
    ``chapters`` are the passages that list chapters, ``listed`` the headings they name, ``running`` the texts that
    return on every page, ``is_punctuated`` says whether what is said ends with full stops, so that a line without one
    is a heading, ``is_framed`` whether headings stand between dashes or stars, ``has_few_set_off`` whether whole
    paragraphs in bold or italics are rare.
    """

    passages: Sequence[Passage]
    marks: frozenset[Mark]
    chapters: frozenset[int]
    listed: frozenset[str]
    running: frozenset[str]
    is_punctuated: bool
    is_framed: bool
    has_few_set_off: bool

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> "_Page":
        said = [passage.text for passage in _labelled(passages) or _prose(passages) if not passage.stands_alone]
        said = [text for text in said if len(text.split()) >= _LEAST_SAID_WORDS]
        is_punctuated = _is_punctuated(said)
        has_heads = bool(said) and is_punctuated  # where nothing is a sentence, what returns may be a refrain
        chapters = frozenset(_chapters(passages))
        lines = [passage for passage in passages if _may_run(passage)]
        return cls(
            passages=passages,
            marks=_telling_marks(passages),
            chapters=chapters,
            listed=frozenset(_listed(passages, chapters)),
            running=_running_heads(lines) if has_heads else frozenset(),
            is_punctuated=is_punctuated,
            is_framed=sum(is_framed(passage.text) for passage in passages if not passage.label) > 1,
            has_few_set_off=sum(passage.is_set_off for passage in passages) <= _FEW_SET_OFF * len(passages),
        )

    def reason(self, index: int) -> str | None:
        """Why a passage without a label is spoken nowhere, wherever it stands."""
        passage = self.passages[index]
        if passage.stands_alone:
            return "editor's note" if is_editors_note(passage.text) else None
        if index in self.chapters:
            return "chapters"
        if not passage.text:
            return None
        if passage.mark in self.marks and (reason := _reason_of_mark(passage)):
            return reason
        return self._reason_of_place(passage) or _reason_of_text(passage.text)

    def _reason_of_place(self, passage: Passage) -> str | None:
        if passage.text in self.running or is_page_marker(passage.text):
            return _PAGE_MARKER
        is_heading = (self.is_framed and is_framed(passage.text)) or self.is_listed(passage)
        return "heading" if is_heading else None

    def is_listed(self, passage: Passage) -> bool:
        """Whether the page's own list of chapters names it."""
        if not self.listed or passage.gap == 0 or word_count(passage.text) > _MOST_TITLE_WORDS:
            return False
        return not ends_sentence(passage.text) and _title_key(passage.text) in self.listed

    def is_speech_of_label(self, index: int) -> bool:
        """Whether a passage is what a label on a line of its own introduces."""
        before = self.passages[index - 1] if index else None
        return before is not None and before.label is not None and not before.text


def _reason_of_text(text: str) -> str | None:
    if tells_nothing(text):
        return None
    if begins_reactions(text):
        return "comments"
    return "chapters" if is_list_of_chapters(text) else never_spoken(text)


def _labelled(passages: Sequence[Passage]) -> list[Passage]:
    """The passages with labels, or with labels on lines of their own before them."""
    pairs = zip((None, *passages), passages, strict=False)
    return [here for before, here in pairs if here.label or (before and before.label and not before.text)]


def _prose(passages: Sequence[Passage]) -> Sequence[Passage]:
    """The passages from the first sentence of a speech without labels to its last."""
    span = _span([_is_monologue(passage) for passage in passages])
    return passages[span.start : span.stop]


def _span(found: Sequence[bool]) -> range:
    """From the first that holds to the last."""
    there = [i for i, holds in enumerate(found) if holds]
    return range(there[0], there[-1] + 1) if there else range(0)


def _last_label(passages: Sequence[Passage], labelled: Sequence[int]) -> int:
    """The last label of the talk: those of readers' comments, by others than the speakers, come after it."""
    keys: set[str] = set()
    for at, following in zip(labelled, (*labelled[1:], len(passages)), strict=True):
        label = passages[at].label
        keys |= {label.key} if label else set()
        if any(begins_reactions(passages[i].text) for i in range(at + 1, following)):
            later = {label.key for i in labelled if i > at and (label := passages[i].label)}
            if not later & keys:
                return at
    return labelled[-1]


def _telling_marks(passages: Sequence[Passage]) -> frozenset[Mark]:
    chars: Counter[Mark | None] = Counter()
    for passage in passages:
        chars[passage.mark] += len(passage.text)
    return frozenset(mark for mark in Mark if 2 * chars[mark] < chars.total())


def _reason_of_mark(passage: Passage) -> str | None:
    match passage.mark:
        case Mark.FURNITURE:
            return "page furniture"
        case Mark.HEADING:
            return "heading"
        case Mark.LIST:
            return None if ends_sentence(passage.text) else "list"
        case None:
            return None


def _chapters(passages: Sequence[Passage]) -> Iterator[int]:
    """The passages of lists of chapters: times with a few words each, which nobody says as slowly as that."""
    run: list[int] = []
    for i, passage in enumerate(passages):
        if not passage.label and passage.times and not passage.stands_alone and sentence_count(passage.text) <= 1:
            run.append(i)
            continue
        yield from run if _is_slow(passages, run) else ()
        run = []
    yield from run if _is_slow(passages, run) else ()


def _is_slow(passages: Sequence[Passage], run: Sequence[int]) -> bool:
    times = [start_ms for i in run for _, start_ms in passages[i].times]
    if len(times) < _LEAST_CHAPTERS or times != sorted(times):
        return False
    words = sum(word_count(passages[i].text) for i in run)
    return words < _SLOWEST_WORDS_A_SECOND * (times[-1] - times[0]) / 1000


def _running_heads(lines: Sequence[Passage]) -> frozenset[str]:
    """The lines without a full stop that return, whatever numbers they hold.

    Twice is enough of some length, where each is a paragraph.
    """
    keys = {p.text: _NUMBER.sub("#", p.text) for p in lines}
    counts = Counter(keys[p.text] for p in lines)
    paragraphs = Counter(p.text for p in lines if p.gap > 0 and not p.times)
    twice = {text for text, count in paragraphs.items() if count > 1 and word_count(text) >= _LEAST_HEAD_WORDS}
    return frozenset(twice | {text for text, key in keys.items() if counts[key] >= _LEAST_REPEATS})


def _may_run(passage: Passage) -> bool:
    """Whether it may be the head or the foot of a page."""
    if passage.label or passage.stands_alone or passage.mark or not 8 <= len(passage.text) <= 100:
        return False
    return " " in passage.text and not ends_sentence(passage.text)


def _listed(passages: Sequence[Passage], chapters: frozenset[int]) -> Iterator[str]:
    """The headings that lists of chapters name."""
    for i, passage in enumerate(passages):
        if i in chapters or (not passage.label and is_list_of_chapters(passage.text)):
            yield from filter(None, map(_title_key, chapter_titles(passage.text)))


def _title_key(text: str) -> str:
    return " ".join(words_in(text))


# --- between the first and the last label ---


def _judge_within(page: _Page, first: int, end: int) -> Iterator[Judged]:
    said = ""  # the speech before
    for i in range(first, end):
        passage = page.passages[i]
        reason = _reason_within(page, i, said)
        if reason is None and _is_inserted(page, i):
            yield Judged(passage=passage, reason=_INSERTED, maybe_spoken=True)
            continue
        yield Judged(passage=passage, reason=reason, interrupts=reason is not None and _interrupts(page, i, said))
        if reason is None and passage.text and not passage.stands_alone:
            said = passage.text


def _is_inserted(page: _Page, index: int) -> bool:
    """Whether a paragraph is in another type than the turns around it: an advertisement, or a remark of the page."""
    passage = page.passages[index]
    is_between = any(following.label for following in page.passages[index + 1 : index + 3])
    return passage.is_set_off and not passage.stands_alone and is_between and page.has_few_set_off


def _reason_within(page: _Page, index: int, said: str) -> str | None:
    passage = page.passages[index]
    if passage.label or page.is_speech_of_label(index):
        return None
    if passage.mark is Mark.LIST and not passage.stands_alone:
        return never_spoken(passage.text)
    reason = page.reason(index)
    if reason or passage.stands_alone:
        return reason
    return "heading" if _is_heading_within(page, index, said) else None


def _is_heading_within(page: _Page, index: int, said: str) -> bool:
    """Whether a title stands between the end of a turn and the next label, or the head of a page."""
    passage = page.passages[index]
    if not page.is_punctuated or passage.gap == 0 or not is_title(passage.text) or not ends_sentence(said):
        return False
    for at in range(index + 1, len(page.passages)):
        following = page.passages[at]
        if following.label:
            return following.gap > 0
        if page.reason(at) == _PAGE_MARKER:
            return not _goes_on(page, at + 1)
        if not following.stands_alone and not is_title(following.text) and not page.reason(at):
            return False
    return False


def _goes_on(page: _Page, index: int) -> bool:
    """Whether a passage goes on with a sentence."""
    passage = page.passages[index] if index < len(page.passages) else None
    return passage is not None and passage.label is None and passage.text[:1].islower()


def _interrupts(page: _Page, index: int, said: str) -> bool:
    following = page.passages[index + 1] if index + 1 < len(page.passages) else None
    if following is None or following.label or following.stands_alone or not said or ends_sentence(said):
        return False
    return is_page_marker(page.passages[index].text) or following.text[:1].islower()


# --- before the first label ---


def _judge_opening(page: _Page, end: int) -> Iterator[Judged]:
    """Before a heading over the transcript all is the page's; after it, or after a sound, the talk may begin."""
    heading = max((i for i in range(end) if opens_transcript(page.passages[i].text)), default=-1)
    opening = range(heading + 1, end)
    cue = next((i for i in opening if page.passages[i].stands_alone and names_a_sound(page.passages[i].text)), None)
    start = _first_speech(page, opening) if cue is None else cue
    title = _title(page, start)
    for i in range(end):
        if i == title:
            yield Judged(passage=page.passages[i], reason="title")
        elif i <= heading:
            yield Judged(passage=page.passages[i], reason=_reason_around(page, i) or "show notes")
        elif i < start:
            yield _judge_page_head(page, i)
        else:
            yield _judge_without_cue(page, i) if cue is None else _judge_after_cue(page, i)


def _first_speech(page: _Page, opening: range) -> int:
    """Where the talk before the first label may begin: at the first passage that addresses the listener, else where
    paragraphs of several sentences lead up to the label."""
    for i in opening:
        if voice_of(page.passages[i].text) is Voice.SPEAKING and _reason_around(page, i) is None:
            return i
    start = opening.stop
    while start > opening.start and _is_prose(page, start - 1):
        start -= 1
    return start


def _is_prose(page: _Page, index: int) -> bool:
    text = page.passages[index].text
    return voice_of(text) is not Voice.FRAGMENT and sentence_count(text) >= 2 and _reason_around(page, index) is None


def _title(page: _Page, end: int) -> int | None:
    """The first heading of the markup, else the first short passage that nothing else explains."""
    marked = (
        i for i in range(end) if page.passages[i].mark is Mark.HEADING and not never_spoken(page.passages[i].text)
    )
    plain = (i for i in range(end) if _is_heading(page.passages[i].text) and _reason_around(page, i) is None)
    return next(marked, next(plain, None))


def _reason_around(page: _Page, index: int) -> str | None:
    """Why a passage outside the turns is about the episode and not of it."""
    passage = page.passages[index]
    reason = page.reason(index) or ("page furniture" if passage.stands_alone else None)
    return reason or (described(passage.text) if passage.text else None)


def _judge_page_head(page: _Page, index: int) -> Judged:
    passage = page.passages[index]
    reason = _reason_around(page, index)
    if reason is None and voice_of(passage.text) is Voice.SPEAKING:
        return Judged(passage=passage, maybe_spoken=True)
    may_be_read_out = reason != DETAILS and page.reason(index) is None and _may_be_read_out(passage)
    return Judged(passage=passage, reason=reason or "show notes", maybe_spoken=may_be_read_out)


def _may_be_read_out(passage: Passage) -> bool:
    """Whether a passage about the episode is a whole sentence that a host might also say."""
    return not passage.stands_alone and ends_sentence(passage.text) and is_only_described(passage.text)


def _is_heading(text: str) -> bool:
    is_short = 1 <= word_count(text) <= _MOST_TITLE_WORDS
    return is_short and voice_of(text) is Voice.FRAGMENT and text[-1] not in ",;:-–—"


def _judge_after_cue(page: _Page, index: int) -> Judged:
    """After an opening sound the speech has begun."""
    passage = page.passages[index]
    if passage.stands_alone:
        return Judged(passage=passage, reason=None if names_a_sound(passage.text) else "page furniture")
    reason = page.reason(index)
    return Judged(passage=passage, reason=reason, maybe_spoken=reason is None and _is_heading(passage.text))


def _judge_without_cue(page: _Page, index: int) -> Judged:
    reason = _reason_around(page, index)
    return Judged(passage=page.passages[index], reason=reason, maybe_spoken=reason is None)


# --- after the last label ---


def _judge_ending(page: _Page, first: int, start: int) -> Iterator[Judged]:
    gaps = Counter(passage.gap for passage in page.passages[first:start])
    usual_gap = gaps.most_common(1)[0][0]
    count = len(page.passages)
    end = next((i for i in range(start, count) if _ends_before(page, i, usual_gap)), count)
    said = page.passages[start - 1].text
    for i in range(start, end):
        reason = None if page.is_speech_of_label(i) else page.reason(i)
        yield Judged(passage=page.passages[i], reason=reason, interrupts=bool(reason) and _interrupts(page, i, said))
        said = page.passages[i].text if reason is None else said
    closed = next((i for i in range(end, count) if _is_closed_by(page.passages[i])), count)
    for i in range(end, count):
        yield _judge_after(page, i, end) if i < closed else _judge_closed(page, i)


def _ends_before(page: _Page, index: int, usual_gap: int) -> bool:
    """Whether the last turn is over here: at a closing sound, the page's own words, or after a gap."""
    passage, following = page.passages[index], page.passages[index + 1 :]
    if page.is_speech_of_label(index):
        return False
    if closes(passage.text) or is_under_a_rule(passage.text):
        return True
    if passage.stands_alone:
        return _CLOSING.search(passage.text) is not None and not any(map(_is_talk, following[:2]))
    if page.reason(index):
        return page.reason(index) != _PAGE_MARKER or not any(map(_is_talk, following[:2]))
    if passage.gap > max(usual_gap, 1):
        return not _is_talk(passage)
    if passage.gap > 0 and described(passage.text):
        # Before a closing sound the host reads the credits.
        return not any(_is_talk(after) or after.stands_alone for after in following)
    is_heading = passage.gap > 0 and _is_heading(passage.text)
    return is_heading and bool(following) and not any(voice_of(after.text) is Voice.SPEAKING for after in following)


def _is_talk(passage: Passage) -> bool:
    return voice_of(passage.text) is Voice.SPEAKING and not described(passage.text)


def _is_closed_by(passage: Passage) -> bool:
    """Whether nothing after it is of the episode: readers' comments, other episodes, the foot of the page."""
    if passage.label or closes(passage.text):
        return not passage.label
    return begins_reactions(passage.text) or passage.mark is Mark.HEADING


def _judge_closed(page: _Page, index: int) -> Judged:
    return Judged(passage=page.passages[index], reason=_reason_around(page, index) or _AFTER)


def _judge_after(page: _Page, index: int, end: int) -> Judged:
    passage = page.passages[index]
    if passage.stands_alone and (names_a_sound(passage.text) or (index == end and not page.reason(index))):
        return Judged(passage=passage)
    reason = _reason_around(page, index)
    if reason is None and voice_of(passage.text) is Voice.SPEAKING:
        return Judged(passage=passage, maybe_spoken=True)
    may_be_read_out = page.reason(index) is None and _may_be_read_out(passage) and described(passage.text) is not None
    return Judged(passage=passage, reason=reason or _AFTER, maybe_spoken=may_be_read_out)


# --- without labels ---


def _judge_unlabelled(page: _Page) -> Iterator[Judged]:
    """Without labels all is speech but what is plainly the page's; what stands around it may be read out."""
    count = len(page.passages)
    timed = _timed(page)
    reasons = [_reason_unlabelled(page, i) if i in timed else _reason_untimed(page, i, timed) for i in range(count)]
    prose = _span([not reason and _is_monologue(p) for p, reason in zip(page.passages, reasons, strict=True)])
    for i, passage in enumerate(page.passages):
        is_around = bool(prose) and i not in prose and not passage.stands_alone and bool(passage.text)
        about = described(passage.text) if is_around and reasons[i] is None else None
        if about and not ends_sentence(passage.text):
            yield Judged(passage=passage, reason=about)
        else:
            is_doubtful = reasons[i] is None and (about is not None or (bool(prose) and _is_apart(page, i)))
            yield Judged(passage=passage, reason=reasons[i], maybe_spoken=is_doubtful)


def _timed(page: _Page) -> range:
    """From the first time to the last where times stand with all that is said between; else all passages."""
    timed = [i for i, p in enumerate(page.passages) if p.times and not p.stands_alone and i not in page.chapters]
    everything = range(len(page.passages))
    if len(timed) < _LEAST_TIMED:
        return everything
    between = range(timed[0], timed[-1] + 1)
    is_said = (not p.stands_alone and bool(p.text) for p in page.passages[timed[0] : timed[-1] + 1])
    return between if sum(is_said) == len(timed) else everything


def _reason_untimed(page: _Page, index: int, timed: range) -> str | None:
    """Before the first time and after the last: the page's, but for sounds and whole sentences."""
    passage, reason = page.passages[index], _reason_unlabelled(page, index)
    if reason or passage.stands_alone or ends_sentence(passage.text):
        return reason
    return _AFTER if index >= timed.stop else described(passage.text) or "show notes"


def _is_monologue(passage: Passage) -> bool:
    return not passage.stands_alone and voice_of(passage.text) is not Voice.FRAGMENT and not described(passage.text)


def _is_apart(page: _Page, index: int) -> bool:
    """Whether it stands as a heading among sentences; it may be read out."""
    passage, following = page.passages[index], page.passages[index + 1 : index + 2]
    if not page.is_punctuated or passage.stands_alone or passage.times or not passage.text:
        return False
    is_alone = passage.gap > 0 or index == 0
    return is_alone and (not following or following[0].gap > 0) and is_title(passage.text)


def _reason_unlabelled(page: _Page, index: int) -> str | None:
    passage = page.passages[index]
    if passage.stands_alone:
        return page.reason(index)
    if is_dateline(passage.text):
        return "page furniture"
    reason = page.reason(index)
    return "title" if reason == "heading" and not _is_marked_before(page, index) else reason


def _is_marked_before(page: _Page, index: int) -> bool:
    return any(passage.mark is Mark.HEADING for passage in page.passages[:index])
