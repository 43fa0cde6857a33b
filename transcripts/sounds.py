"""What is a sound cue: ``(Theme music in)``, ``[laughter]``, ``♪ … ♪``, ``*sighs*``; what is an editor's note:
``[inaudible 00:03:11]``, ``(ph)``, ``[sic]``; and what in brackets is speech: ``(I think it was March)``."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache, lru_cache
from itertools import islice, pairwise
from typing import NamedTuple

from transcripts.vocabulary import Words, data_of, is_unspaced, word_count, words_in, words_listed

_DATA = "sounds.toml"
_MUSIC = "♪♫♬🎵🎶"
_PAIRS = {"(": ")", "[": "]", "{": "}", "<": ">", "*": "*", "（": "）", "【": "】", "［": "］", "〔": "〕", "〈": "〉"}
_SQUARE = "[【［〔"
_FOOTNOTE = "⁰¹²³⁴⁵⁶⁷⁸⁹†‡"

_OPENER = re.compile(rf"[\\\[({{<*（【［〔〈{_MUSIC}{_FOOTNOTE}](?!\(\(|\[\[)")
# Possessive, so that a bracket which is never closed costs no more than its length.
_MARK = re.compile(
    r"\\\[[^\[\]\\]{0,400}+\\\]|\\\([^()\\]{0,400}+\\\)"
    r"|\[[^\[\]]{0,1500}+(?:\[[^\[\]]{0,200}+\][^\[\]]{0,400}+){0,4}+\]"
    r"|\([^()]{0,1500}+(?:\([^()]{0,200}+\)[^()]{0,400}+){0,4}+\)"
    r"|\{[^{}]{1,80}+\}|<[^<>]{1,300}+>"
    r"|（[^（）]{0,400}+）|【[^【】]{0,400}+】|［[^［］]{0,400}+］|〔[^〔〕]{0,400}+〕|〈[^〈〉]{0,80}+〉"
    rf"|[{_MUSIC}]++(?:[^{_MUSIC}]{{0,400}}+[{_MUSIC}]++)?"
    r"|\*(?<![\w*]\*)(?=[^\s*])[^*]{1,60}+(?<!\s)\*(?![\w*])"
    rf"|[{_FOOTNOTE}]++"
)
_STAMP = r"-?(?:\d{1,2}:){0,2}\d{1,3}:\d{2}(?:[.,]\d{1,3})?"
_TIMES = re.compile(rf"{_STAMP}(?:\s?[-–—]\s?{_STAMP})?")
_TIMES_AT_END = re.compile(rf"[\s@]{_TIMES.pattern}$")
_WRITTEN_AS_TIME = re.compile(r"0\d?:|\d+:\d\d:")  # and not as a verse: "(3:16)"
_REFERENCE = re.compile(r"\^?\d{1,6}[a-z]?(?:\s?[,;–-]\s?\d{1,6})*|\^[\w-]{1,20}")
_PAGE = re.compile(
    r"(?:pages?|pp?\.|seiten?|s\.|página|pagina|strona|sida|side|страница|стор\.|column|col\.|spalte|colonne|folio|f\.)"
    r"\s?[a-z]{0,2}\d{1,6}[a-z]?(?:\s?[,–-]\s?\d{1,6})?",
    re.IGNORECASE,
)
_INTERJECTION = re.compile(r"(?=[^\W\d_])[\w.'’-]{1,30}(?: [\w.'’-]{1,30}){0,2}\s?[:：]\s*(\S.*)?")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_ADDRESS = re.compile(r"(?:https?://|www\.|mailto:)\S+", re.IGNORECASE)
_LINK = re.compile(r"\((?:https?:|mailto:|www\.|[/#])", re.IGNORECASE)
_DOUBTFUL = re.compile(r"\[\?\s?([^?]*[^\W_][^?]*)\?\]")
_TRAILING = re.compile(r"[.,;:!?…。、，！？]+[\"'”’»]*")
_PAUSE = tuple('.,;:!?…。、，！？—–-"”’»)]}*）】］' + _MUSIC)
_FULL_STOP = tuple('.!?…。！？—–"”’»)]}*）】］' + _MUSIC)
_SENTENCE_WITHIN = re.compile(r"[.!?…]\s")
_REMARK = re.compile(r"[^\W_]+(?:[.:：]|\s\d)")
_OF_DIRECTIONS = ("s", "ing", "ly")  # "shrugs", "looking around", "sadly"
_MOST_BRACKETS = 20_000  # of one paragraph; one with more is no speech, and shall not take long
_MOST_MARGIN = 40
_MOST_CLIP_CHARS = 80
_MOST_WORDS_WITHIN = 10
_MOST_WORDS_ALONE = 80
_MOST_DIRECTION_WORDS = 5  # in square brackets, which editors also put around whole sentences
_MOST_INTERJECTED_WORDS = 8
_MOST_UNSPACED_CHARS = 14


class Kind(Enum):
    """What a stretch of a text is."""

    SPOKEN = "spoken"
    SOUND = "sound"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a text from its character ``start`` on: words, a sound without its brackets, or a note with them.

    Marks that follow a bracket immediately stand behind the words before it, so that no mark becomes a word.
    """

    text: str
    kind: Kind
    start: int


def split_sounds(text: str) -> tuple[Piece, ...]:
    """The pieces of a paragraph, in order. Every character but white space and the brackets of sounds is in one."""
    if not _OPENER.search(text):
        content = text.strip()
        start = len(text) - len(text.lstrip())
        return (Piece(text=content, kind=Kind.SPOKEN, start=start),) if content else ()
    return tuple(_pieces(text, _spans(text)))


def is_sound_line(line: str) -> bool:
    """Whether a line is nothing but one sound. ``line`` still has its brackets."""
    mark = _only_mark(line)
    return mark is not None and _kind(mark) is Kind.SOUND


def is_sound_heading(line: str) -> bool:
    """Whether a line says itself that it is one, as scripts do: ``SOUND: RAIN``, ``MUSIC: low strings``."""
    head, colon, told = line.partition(":")
    return bool(colon and told.strip()) and head.isupper() and head.isalpha() and names_a_sound(head)


def is_editors_note(line: str) -> bool:
    """Whether a line is nothing but a bracketed remark of an editor on the text: ``[Editor's note: …]``."""
    mark = _only_mark(line)
    return mark is not None and (_is_remark(_Bracket.of(mark)) or _ADDRESS.fullmatch(mark.inner) is not None)


def names_a_sound(text: str) -> bool:
    """Whether one of the words is a word for a sound."""
    vocabulary = _vocabulary()
    if any(word in vocabulary.voices or word in vocabulary.things for word in words_in(text)):
        return True
    return text[:1] in _MUSIC or (is_unspaced(text) and vocabulary.unspaced.search(text) is not None)


def begins_a_clip(line: str) -> bool:
    """Whether a line of brackets says that a recording is played from here on: ``[AUDIO PLAYBACK]``."""
    words = words_in(line) if len(line) <= _MOST_CLIP_CHARS else []
    return any(word in _vocabulary().clips for word in words) and words[0] not in _vocabulary().ends


def ends_a_clip(line: str) -> bool:
    """Whether a line of brackets says that a recording ends here: ``[END PLAYBACK]``."""
    words = words_in(line) if len(line) <= _MOST_CLIP_CHARS else []
    is_end = bool(words) and (words[0] in _vocabulary().ends or words[-1] in _vocabulary().ends)
    return is_end and any(word in _vocabulary().clips for word in words)


def bare(mark: str) -> str:
    """A sound without its brackets, asterisks or notes; a lone note stays."""
    text = mark.strip()
    return (_content(text).inner if text else "") or text or "sound"


# --- from marks to pieces ---

_Span = tuple[Kind, int, int]


def _spans(text: str) -> Iterator[_Span]:
    """The text in stretches without gaps, but for white space and the brackets of sounds."""
    done = 0
    for opener in islice(_OPENER.finditer(text), _MOST_BRACKETS):
        if opener.start() < done:
            continue
        found = _MARK.match(text, opener.start())
        cut = _cut(_Mark.of(text, found.start(), found.end())) if found else ()
        if found and cut:
            yield Kind.SPOKEN, done, found.start()
            yield from cut
            done = found.end()
    yield Kind.SPOKEN, done, len(text)


def _cut(mark: "_Mark") -> tuple[_Span, ...]:
    """The spans of a bracket; none where it is part of the sentence."""
    doubtful = _DOUBTFUL.fullmatch(mark.text, mark.start, mark.end)
    if doubtful:  # a word of which the editor was not sure: it was said, the marks were not
        start, end = doubtful.span(1)
        return (
            (Kind.NOTE, mark.start, mark.start + 2),
            (Kind.SPOKEN, start, end),
            (Kind.NOTE, mark.end - 2, mark.end),
        )
    kind = _kind(mark)
    if kind is Kind.NOTE:
        return ((kind, mark.start, mark.end),)
    if kind is Kind.SOUND:
        start, end = mark.start + mark.content.start, mark.start + mark.content.end
        times = _TIMES_AT_END.search(mark.text, start, end) if mark.text[end - 1].isdigit() else None
        if times:
            return (kind, start, times.start()), (Kind.NOTE, times.start() + 1, end)
        return ((kind, start, end),)
    return ()


def _pieces(text: str, spans: Iterable[_Span]) -> list[Piece]:
    pieces: list[Piece] = []
    lead = ""  # an opening quote or dash before the first words
    for kind, span_start, end in spans:
        content = text[span_start:end].lstrip()
        start = end - len(content)
        content = content.rstrip()
        if kind is Kind.SPOKEN and pieces and start == span_start:
            content = _without_trailing_marks(content, pieces)
            start = start + len(text[start:end].rstrip()) - len(content)
            content = content.lstrip()
        if kind is not Kind.SPOKEN:
            pieces += [Piece(text=content, kind=kind, start=start)] if content else []
        elif any(map(str.isalnum, content)):
            pieces.append(Piece(text=lead + content, kind=kind, start=max(start - len(lead), 0)))
            lead = ""
        elif content and pieces:
            pieces[-1] = replace(pieces[-1], text=f"{pieces[-1].text} {content}")
        else:
            lead += content
    return _with_lead(lead, pieces)


def _without_trailing_marks(content: str, pieces: list[Piece]) -> str:
    """What is left of the text behind a bracket when the marks that follow at once have been put where they belong."""
    trailing = _TRAILING.match(content)
    if not trailing:
        return content
    is_after_words = len(pieces) > 1 and pieces[-2].kind is Kind.SPOKEN and pieces[-2].text[-1].isalnum()
    at = -2 if is_after_words else -1
    pieces[at] = replace(pieces[at], text=pieces[at].text + trailing.group())
    return content[trailing.end() :]


def _with_lead(lead: str, pieces: list[Piece]) -> list[Piece]:
    if lead and pieces:
        return [replace(pieces[0], text=lead + pieces[0].text), *pieces[1:]]
    return [Piece(text=lead, kind=Kind.SPOKEN, start=0)] if lead else pieces


# --- what a bracket holds ---


class _Content(NamedTuple):
    """What a bracket holds, from its character ``start`` to ``end``. Named tuples: many are made, and looked up."""

    opener: str
    inner: str
    start: int
    end: int


@lru_cache(maxsize=4096)  # a transcript has the same few notes and cues all over
def _content(mark: str) -> _Content:
    start, end = _inner_span(mark, 0, len(mark))
    return _Content(opener=mark[1:2] if mark[0] == "\\" else mark[0], inner=mark[start:end], start=start, end=end)


class _Mark(NamedTuple):
    """A bracket, from ``start`` to ``end`` of a text; also asterisks and notes of music."""

    text: str
    start: int
    end: int
    content: _Content

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "_Mark":
        return cls(text=text, start=start, end=end, content=_content(text[start:end]))

    @property
    def opener(self) -> str:
        return self.content.opener

    @property
    def inner(self) -> str:
        return self.content.inner

    @property
    def before(self) -> str:
        """What stands before it, as far as that matters."""
        return self.text[max(0, self.start - 40) : self.start].rstrip()

    @property
    def after(self) -> str:
        return self.text[self.end : self.end + 40].lstrip()

    @property
    def is_alone(self) -> bool:
        """Whether the text holds nothing else."""
        rest = len(self.text) - self.end
        if self.start > _MOST_MARGIN or rest > _MOST_MARGIN:
            return False
        return not self.text[: self.start].strip() and not self.text[self.end :].strip(" \n.")

    @property
    def is_square(self) -> bool:
        return self.opener in _SQUARE

    @property
    def is_at_a_pause(self) -> bool:
        """Whether it does not stand amid a clause."""
        before, after = self.before, self.after
        return not before or before.endswith(_PAUSE) or not after or not (after[0].islower() or after[0].isdigit())

    @property
    def is_between_sentences(self) -> bool:
        before, after = self.before, self.after
        return (not before or before.endswith(_FULL_STOP)) and not (after[:1].islower() or after[:1].isdigit())


def _only_mark(line: str) -> _Mark | None:
    text = line.strip()
    found = _MARK.match(text) if text[:1] and _OPENER.match(text) else None
    return _Mark.of(text, 0, found.end()) if found and not text[found.end() :].strip(" .") else None


def _inner_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of what is within the brackets, also where they are doubled."""
    if text.startswith("\\", start) and end - start >= 4:
        start, end = start + 2, end - 2
    elif end - start >= 2 and _PAIRS.get(text[start]) == text[end - 1]:
        start, end = start + 1, end - 1
    start, end = _trimmed(text, start, end, " \n\t")
    if end - start >= 2 and text.find(_PAIRS.get(text[start], "\0"), start + 1, end) == end - 1:
        start, end = _trimmed(text, start + 1, end - 1, " \n\t")
    within = _trimmed(text, start, end, f" \n\t{_MUSIC}")
    return within if within[0] < within[1] else (start, end)


def _trimmed(text: str, start: int, end: int, marks: str) -> tuple[int, int]:
    content = text[start:end]
    return end - len(content.lstrip(marks)), start + len(content.rstrip(marks))


def _kind(mark: _Mark) -> Kind | None:
    """What a bracket is; ``None`` where it belongs to what is said."""
    opener, inner = mark.opener, mark.inner
    if opener in _MUSIC:
        return Kind.SOUND
    if opener not in _FOOTNOTE and not any(map(str.isalnum, inner)):
        return Kind.SOUND if any(char in _MUSIC for char in inner) else Kind.NOTE
    if _is_note(mark):
        return Kind.NOTE
    is_sound = _is_acted(mark) if opener in "*{<" else _is_sound(mark)
    return Kind.SOUND if is_sound else None


def _is_note(mark: _Mark) -> bool:
    opener, inner = mark.opener, mark.inner
    if opener in _FOOTNOTE:
        return _is_footnote(mark)
    if opener == "<":
        return _ADDRESS.fullmatch(inner) is not None
    if opener in "*{" or _LINK.match(mark.text, mark.end):  # the text of a link
        return False
    return _is_noted(_Bracket.of(mark))


class _Bracket(NamedTuple):
    """What tells a note wherever it stands."""

    opener: str
    inner: str
    is_alone: bool

    @classmethod
    def of(cls, mark: _Mark) -> "_Bracket":
        return cls(opener=mark.opener, inner=mark.inner, is_alone=mark.is_alone)

    @property
    def is_square(self) -> bool:
        return self.opener in _SQUARE


@lru_cache(maxsize=4096)
def _is_noted(mark: _Bracket) -> bool:
    return _is_reference(mark) or _is_remark(mark) or _is_unclear(mark) or _is_interjection(mark)


def _is_interjection(mark: _Bracket) -> bool:
    """Whether another is quoted who falls in with a few words while the speaker goes on: ``[Ann: Mm-hmm.]``."""
    if not mark.is_square or mark.is_alone or not mark.inner[0].isupper():
        return False
    said = _INTERJECTION.fullmatch(mark.inner)
    if not said or len(words_in(said.group(1) or "")) > _MOST_INTERJECTED_WORDS:
        return False
    return not is_sound_line(said.group(1) or "")


def _is_footnote(mark: _Mark) -> bool:
    """Whether a raised number stands behind a word or a sentence, and not behind a unit: "20 km²"."""
    before = mark.text[max(0, mark.start - 3) : mark.start]
    return before[-1:] in tuple('.,;:!?"”’)]') or (len(before) == 3 and before.isalpha())


def _is_reference(mark: _Bracket) -> bool:
    """Whether it is a time, a number of a note or a question, or an address."""
    inner = mark.inner
    if _TIMES.fullmatch(inner):
        return mark.is_square or mark.is_alone or _WRITTEN_AS_TIME.match(inner) is not None
    if mark.is_square and (_REFERENCE.fullmatch(inner) or _PAGE.fullmatch(inner)):
        return not _YEAR.fullmatch(inner)
    if mark.is_alone and not any(map(str.isalpha, inner)):
        return True
    address = _ADDRESS.search(inner)
    return address is not None and len(words_in(inner[: address.start()] + inner[address.end() :])) <= 4


def _is_remark(mark: _Bracket) -> bool:
    """Whether it begins as editors' remarks do: "Editor's note", "Anm. d. Red.:"."""
    remarks, inner = _vocabulary().remarks, mark.inner
    if mark.opener in "*{<":
        return False
    if is_unspaced(inner):
        return inner.startswith(_vocabulary().unspaced_remarks)
    words = words_in(inner[:80])
    first = _REMARK.match(inner)
    if first and words[0].partition(".")[0] in remarks:
        return first.group().endswith(".") or mark.is_square or mark.is_alone or not _holds_aside(words_in(inner))
    return any("-".join(words[:count]) in remarks for count in range(2, 5) if count <= len(words))


def _is_unclear(mark: _Bracket) -> bool:
    """Whether it says that something could not be heard, is doubtful or was left out."""
    vocabulary, inner = _vocabulary(), mark.inner
    if is_unspaced(inner):
        return len(inner) <= _MOST_UNSPACED_CHARS and vocabulary.unspaced_notes.search(inner) is not None
    words = words_in(_TIMES.sub(" ", inner)) if len(inner) <= 120 else []
    if not words or len(words) > (8 if mark.is_square else 3) or _holds_aside(words):
        return False
    if words[0] in vocabulary.notes:
        return words[-1] not in vocabulary.voices
    if not mark.is_square:
        return False
    is_untold = not mark.is_alone and any("-".join(pair) in vocabulary.notes for pair in pairwise(words))
    return words[-1] in vocabulary.notes or is_untold


def _is_acted(mark: _Mark) -> bool:
    """Whether words between asterisks are what somebody does, and not stressed: ``*sighs*``."""
    words, voices = words_in(mark.inner), _vocabulary().voices
    if not words or len(words) > 6 or _holds_aside(words):
        return False
    if mark.is_alone or mark.is_between_sentences:
        return names_a_sound(words[0]) or names_a_sound(words[-1])
    return words[0] in voices and (mark.is_at_a_pause or not words[0].endswith("ing"))


def _is_sound(mark: _Mark) -> bool:
    if is_unspaced(mark.inner):
        return _is_unspaced_sound(mark)
    told = _told(mark.inner)
    if told.speaks or (told.tells and not _is_narrated(mark, told)):
        return False
    if mark.is_alone:
        return _is_sound_alone(mark, told)
    return _is_sound_within(mark, told) or _is_direction(mark, told) or _is_sound_of_another(mark.inner)


def _is_sound_of_another(inner: str) -> bool:
    """Whether a name and a sound stand in a bracket: ``[L: [rires]]``."""
    said = _INTERJECTION.fullmatch(inner) if inner.endswith(("]", ")")) else None
    return said is not None and is_sound_line(said.group(1) or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """The words in a bracket; which of them name what people are heard to do, and which name any sound.

    ``speaks``: there are none, or one that only somebody who speaks says, as "I" and "because". ``tells``: one is of a
    whole sentence, as "he" and "is", and the sentence does not end with a sound. ``leads``: the first ties them to the
    words before.
    """

    words: tuple[str, ...]
    voiced: tuple[bool, ...]
    named: tuple[bool, ...]
    speaks: bool
    tells: bool
    leads: bool


@lru_cache(maxsize=4096)
def _told(inner: str) -> _Told:
    """The words in a bracket. A heckle names who called before the colon; only what follows may speak of "we"."""
    words, vocabulary = words_in(_TIMES_AT_END.sub("", inner).partition(":")[0]), _vocabulary()
    voiced = [word in vocabulary.voices for word in words]
    named = [voice or word in vocabulary.things for voice, word in zip(voiced, words, strict=True)]
    is_event = bool(words) and (voiced[-1] or (named[0] and named[-1]))
    speaks = not words or any(word in vocabulary.asides for word in words)
    tells = not is_event and any(word in vocabulary.others for word in words)
    leads = bool(words) and words[0] in vocabulary.leads
    return _Told(words=tuple(words), voiced=tuple(voiced), named=tuple(named), speaks=speaks, tells=tells, leads=leads)


def _is_narrated(mark: _Mark, told: _Told) -> bool:
    """Whether a whole sentence on a line of its own tells what happens: ``(He sits down.)``."""
    return mark.is_alone and (mark.is_square or told.words[0] in _vocabulary().actors)


def _is_unspaced_sound(mark: _Mark) -> bool:
    inner = mark.inner
    if mark.is_alone and len(inner) <= 3 * _MOST_UNSPACED_CHARS:
        return not inner.endswith(("。", "？", "！", "?", "!"))
    return len(inner) <= _MOST_UNSPACED_CHARS and _vocabulary().unspaced.search(inner) is not None


def _is_sound_alone(mark: _Mark, told: _Told) -> bool:
    """A bracket on a line of its own is a direction, unless it is evidently talk."""
    inner = mark.inner
    if any(told.named):
        return word_count(inner) <= _MOST_WORDS_ALONE
    if (
        ":" not in inner
        and not told.tells
        and (_SENTENCE_WITHIN.search(inner) or (inner[-1] in "?!" and not mark.is_square))
    ):
        return False
    return len(told.words) <= _MOST_WORDS_ALONE // 2 and any(w not in _vocabulary().answers for w in told.words)


def _is_sound_within(mark: _Mark, told: _Told) -> bool:
    """A bracket amid speech is a sound when its first or last word says so."""
    words, voiced, named = told.words, told.voiced, told.named
    if len(words) > (_MOST_WORDS_ALONE if voiced[0] else _MOST_WORDS_WITHIN):
        return False
    if told.leads:
        return voiced[-1] and mark.is_at_a_pause
    if voiced[0] or voiced[-1]:
        return True
    if named[0] or named[-1] or (mark.is_square and any(named)):
        is_cue = mark.is_square or (named[0] and named[-1])
        return mark.is_at_a_pause or (is_cue and not _follows_determiner(mark))
    return mark.is_square and mark.is_between_sentences and _is_written_as_cue(mark.inner, words)


def _is_direction(mark: _Mark, told: _Told) -> bool:
    """Whether it stands where directions do, before the words of a turn or between sentences, and is written as one."""
    inner, words, vocabulary = mark.inner, told.words, _vocabulary()
    if not mark.is_between_sentences or any(char.isdigit() or char in "?!:" for char in inner):
        return False
    if len(words) > _MOST_WORDS_WITHIN or words[0] in vocabulary.joins or _SENTENCE_WITHIN.search(inner):
        return False
    if all(word in vocabulary.answers for word in words) or sum(map(str.isalpha, inner)) < 4:
        return False
    if mark.is_square:
        is_name = inner == inner.title() if len(words) > 1 else bool(mark.after) or not inner[0].isupper()
        return len(words) <= _MOST_DIRECTION_WORDS and words[0] not in vocabulary.leads and not is_name
    if mark.opener != "(":
        return False
    is_begun = inner[0].islower() and not inner.endswith(".")
    is_shaped = len(words[0]) >= 4 and words[0].endswith(_OF_DIRECTIONS)
    return (is_begun or is_shaped) if not mark.before else is_begun and (is_shaped or words[0] in vocabulary.voices)


def _follows_determiner(mark: _Mark) -> bool:
    """Whether the bracket completes a phrase: "answer the [phone]"."""
    vocabulary, before = _vocabulary(), words_in(mark.before)
    return bool(before) and (before[-1] in vocabulary.leads or before[-1] in vocabulary.asides)


def _is_written_as_cue(inner: str, words: Sequence[str]) -> bool:
    """Whether unknown words are dressed as a cue: all in capitals, or a verb in the present: "[shrugs]"."""
    if any(char in "?!:" for char in inner) or any(map(str.isdigit, inner)) or not 1 <= len(words) <= 6:
        return False
    if inner.isupper():
        return sum(map(str.isalpha, inner)) >= 5
    return len(words[0]) >= 4 and words[0].endswith(_OF_DIRECTIONS) and not _holds_aside(words)


def _holds_aside(words: Sequence[str]) -> bool:
    vocabulary = _vocabulary()
    return any(word in vocabulary.asides or word in vocabulary.others for word in words)


# --- the words ---


@dataclass(frozen=True, slots=True, kw_only=True)
class _Vocabulary:
    """The lists of ``sounds.toml``, those of all languages together: a page may hold several."""

    voices: Words
    things: Words
    notes: Words
    remarks: Words
    asides: Words
    others: Words
    actors: Words
    leads: Words
    joins: Words
    clips: Words
    ends: Words
    answers: Words
    unspaced: re.Pattern[str]
    unspaced_notes: re.Pattern[str]
    unspaced_remarks: tuple[str, ...]


@cache
def _vocabulary() -> _Vocabulary:
    data = data_of(_DATA)
    spaced = (
        "voices",
        "things",
        "notes",
        "remarks",
        "asides",
        "others",
        "actors",
        "leads",
        "joins",
        "clips",
        "ends",
        "answers",
    )
    lists = {name: words_listed(data[name].values()) for name in spaced}
    unspaced = {name: " ".join(data[name].values()).split() for name in data if name not in spaced}
    return _Vocabulary(
        **lists,
        unspaced=re.compile("|".join(map(re.escape, unspaced["unspaced"]))),
        unspaced_notes=re.compile("|".join(map(re.escape, unspaced["unspaced_notes"]))),
        unspaced_remarks=tuple(unspaced["unspaced_remarks"]),
    )
