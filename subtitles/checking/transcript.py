"""Captions against the transcript: words that are missing, added or others, sounds, and who speaks."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from subtitles.checking.comparing import Difference
from subtitles.checking.finding import Basis, Fault, Quality, Severity, rule
from subtitles.checking.matching import Matched, matched
from subtitles.checking.subject import Shown, Subject
from subtitles.checking.wording import counted
from transcripts.model import Speaker, Transcript
from transcripts.speakers.names import name_tokens, short_forms
from transcripts.timing import TimeSpan

_FCC = "FCC, 47 CFR 79.1(j)(2)"
_WORDS = f"{_FCC}(i): captions match the spoken words, in their order"
_SOUNDS = f"{_FCC}(i): captions convey nonverbal information; WCAG failure F8: important sounds are omitted"
_SPEAKERS = f"{_FCC}(i): captions convey the identity of who speaks"
_ALL = f"{_FCC}(iii): captions run from the beginning to the end"
_MATCH = Basis(quality=Quality.ACCURACY, wcag=("1.2.2",), source=_WORDS)
_LEAST_SHARE = 0.3  # of the words; texts with less in common are not of one recording
_NEAR_WORDS = 15  # from where the transcript has a sound to where the captions have one
_FEWEST_MOVED = 4  # words; fewer are found twice by chance
_LEAST_AGREEMENT = 0.6  # of the words under a name that the transcript does not have, for it to be somebody's
_COUNTING = "words, as written; case, punctuation and digits or words for numbers aside"
_SHOWN_CHARS = 160


@rule("transcript-missing", "No word of the transcript is missing", Severity.WARNING,
      Basis(quality=Quality.COMPLETENESS, wcag=("1.2.2",), source=_ALL), counting=_COUNTING)  # fmt: skip
def missing(subject: Subject) -> Iterator[Fault]:
    for place in _places(subject):
        if not place.shown:
            message = f"{_count(place.said)} of the transcript {_are(place.said)} missing: {_quoted(place.said)}"
            yield _fault(place, place.said, message, "Add what is missing, unless the audio does not have it.")


@rule("transcript-extra", "No word is added to the transcript", Severity.WARNING, _MATCH, counting=_COUNTING)
def extra(subject: Subject) -> Iterator[Fault]:
    for place in _places(subject):
        if not place.said:
            message = f"{_count(place.shown)} {_are(place.shown)} not in the transcript: {_quoted(place.shown)}"
            yield _fault(place, place.shown, message, "Take it away, unless the audio has it.")


@rule("transcript-changed", "The words are those of the transcript", Severity.WARNING, _MATCH, counting=_COUNTING)
def changed(subject: Subject) -> Iterator[Fault]:
    found = _matched(subject)
    if found and found.share < _LEAST_SHARE:
        yield Fault(
            message=f"captions and transcript have {found.share:.0%} of their words in common",
            suggestion="Give the transcript of this recording.",
            measured=round(found.share * 100, 1),
            limit=_LEAST_SHARE * 100,
            unit="%",
        )
    for place in _places(subject):
        if place.said and place.shown:
            message = f"{_quoted(place.shown)} where the transcript has {_quoted(place.said)}"
            yield _fault(place, place.shown, message, "Listen, and write what is said.")


@rule("transcript-order", "Passages stand in the order of the transcript", Severity.WARNING, _MATCH, counting=_COUNTING)
def order(subject: Subject) -> Iterator[Fault]:
    found = _matched(subject)
    if found is None:
        return
    for left, put in _moved(found):
        place, before = _place(subject, found, put), _place(subject, found, left).at.number
        message = f"{_count(place.shown)} stand elsewhere in the transcript, at cue {before}: {_quoted(place.shown)}"
        yield _fault(place, place.shown, message, f"Move the passage to cue {before}.")


@rule("transcript-sounds", "Sounds of the transcript are told", Severity.WARNING,
      Basis(quality=Quality.COMPLETENESS, wcag=("1.2.2",), source=_SOUNDS))  # fmt: skip
def sounds(subject: Subject) -> Iterator[Fault]:
    found = _matched(subject)
    if found is None or found.share < _LEAST_SHARE:
        return
    told = [sound.before_word for sound in found.spoken.sounds]
    for sound, place in found.sounds():
        near = [place, *_places_after_move(found, place)]
        if not any(abs(at - other) <= _NEAR_WORDS for at in near for other in told):
            at = subject.shown[found.spoken.words[min(place, len(found.spoken.words) - 1)].cue]
            yield Fault(
                at=at,
                message=f"the transcript has a sound here: {_quoted(sound.text)}",
                suggestion="Add a caption that tells of it, if it matters for what is going on.",
                excerpt=sound.text,
            )


def _places_after_move(found: Matched, place: int) -> Iterator[int]:
    """The words of a passage that is missing at this word and stands elsewhere: its sounds went with it."""
    for left, put in _moved(found):
        if found.shown_words[min(left.b_start, len(found.shown_words) - 1)] == place:
            yield from found.shown_words[put.b_start : put.b_end]


@dataclass(frozen=True, slots=True)
class _Attributed:
    """Words of a cue under a name, and who says them in the transcript."""

    cue: int
    shown: str
    said: Speaker


@rule("speakers-differ", "Captions name who speaks", Severity.ERROR,
      Basis(quality=Quality.ACCURACY, wcag=("1.2.2",), source=_SPEAKERS))  # fmt: skip
def speakers_differ(subject: Subject) -> Iterator[Fault]:
    found = _matched(subject)
    if found is None or found.share < _LEAST_SHARE:
        return
    words = list(_attributed(found))
    known = _known_names(words, found.transcript)
    wrong = [
        (cue, shown, said)
        for (cue, shown), run in groupby(words, key=lambda word: (word.cue, word.shown))
        if (said := _contradicted(list(run), known))
    ]
    for run in _neighbouring(wrong):
        first, shown, said = run[0]
        cues = [subject.shown[cue] for cue, _, _ in run]
        yield Fault(
            at=subject.shown[first],
            span=_span(cues),
            message=f"{counted(len(cues), 'cue')} under the name of {shown}; in the transcript {said.name} says this",
            suggestion=f"Name {said.name}, if that is who speaks.",
        )


TRANSCRIPT_RULES = (missing, extra, changed, order, sounds, speakers_differ)


# --- words


def _matched(subject: Subject) -> Matched | None:
    """Captions and transcript side by side, ``None`` where there is nothing to compare."""
    if subject.transcript is None:
        return None
    found = matched(subject.track, subject.transcript)
    return found if found.said and found.shown else None


@dataclass(frozen=True, slots=True)
class _Place:
    """A difference: what the transcript has, what the captions show instead, at which cue and when."""

    said: str
    shown: str
    at: Shown
    span: TimeSpan


def _places(subject: Subject) -> Iterator[_Place]:
    """The differences, but for passages that stand elsewhere; none where the texts have nothing to do with another."""
    found = _matched(subject)
    if found is None or found.share < _LEAST_SHARE:
        return
    elsewhere = {part for pair in _moved(found) for part in pair}
    yield from (_place(subject, found, part) for part in found.differences if part not in elsewhere)


def _place(subject: Subject, found: Matched, part: Difference) -> _Place:
    first = subject.shown[found.cue_at(part.b_start)]
    last = subject.shown[found.cue_at(max(part.b_start, part.b_end - 1))]
    return _Place(said=found.said_text(part), shown=found.shown_text(part), at=first, span=_span([first, last]))


def _moved(found: Matched) -> list[tuple[Difference, Difference]]:
    """The passages that are missing at one place and stand at another."""
    if found.share < _LEAST_SHARE:
        return []
    put = {
        found.shown[part.b_start : part.b_end]: part
        for part in found.differences
        if part.a_start == part.a_end and part.b_end - part.b_start >= _FEWEST_MOVED
    }
    left = (part for part in found.differences if part.b_start == part.b_end)
    return [(part, other) for part in left if (other := put.get(found.said[part.a_start : part.a_end]))]


def _fault(place: _Place, words: str, message: str, suggestion: str) -> Fault:
    return Fault(
        at=place.at,
        span=place.span,
        message=message,
        suggestion=suggestion,
        measured=len(words.split()),
        limit=0,
        unit="words",
        excerpt=_cut(words),
    )


def _span(cues: Sequence[Shown]) -> TimeSpan:
    return TimeSpan(min(shown.start_ms for shown in cues), max(shown.end_ms for shown in cues))


def _count(words: str) -> str:
    return counted(len(words.split()), "word")


def _are(words: str) -> str:
    return "is" if len(words.split()) == 1 else "are"


def _quoted(words: str) -> str:
    return f"“{_cut(words)}”"


def _cut(words: str) -> str:
    return words if len(words) <= _SHOWN_CHARS else words[: _SHOWN_CHARS - 1] + "…"


# --- speakers


def _attributed(found: Matched) -> Iterator[_Attributed]:
    """The words that captions and transcript share and both have a name for."""
    people = {speaker.id: speaker for speaker in found.transcript.speakers}
    for a, b in found.pairs:
        shown = found.spoken.words[found.shown_words[b]]
        key = found.turns[found.said_words[a]].speaker
        if shown.speaker and key:
            yield _Attributed(cue=shown.cue, shown=shown.speaker, said=people[key])


def _known_names(words: Sequence[_Attributed], transcript: Transcript) -> Mapping[str, frozenset[str]]:
    """The ids of those whom each name of the captions may mean: by the name, else by what most of its words say."""
    known = {}
    for name in dict.fromkeys(word.shown for word in words):
        ids = frozenset(speaker.id for speaker in transcript.speakers if _may_be(name, speaker))
        known[name] = ids or _by_words([word.said.id for word in words if word.shown == name])
    return known


def _by_words(ids: Sequence[str]) -> frozenset[str]:
    most, count = Counter(ids).most_common(1)[0]
    return frozenset({most} if count >= _LEAST_AGREEMENT * len(ids) else ())


def _may_be(name: str, speaker: Speaker) -> bool:
    own = name_tokens(name)
    others = {name_tokens(other) for other in (speaker.name, *speaker.labels)}
    if own in others or name.casefold() in {speaker.name.casefold(), *map(str.casefold, speaker.labels)}:
        return True
    return any(own in short_forms(other) or other in short_forms(own) for other in others)


def _contradicted(run: Sequence[_Attributed], known: Mapping[str, frozenset[str]]) -> Speaker | None:
    """Who says the words of a cue in the transcript, where that is somebody else for most of them."""
    wrong = [word.said for word in run if not known[word.shown] & {word.said.id, *word.said.members}]
    if 2 * len(wrong) <= len(run):
        return None
    return Counter(wrong).most_common(1)[0][0]


def _neighbouring(
    wrong: Sequence[tuple[int, str, Speaker]],
) -> Iterator[Sequence[tuple[int, str, Speaker]]]:
    run: list[tuple[int, str, Speaker]] = []
    for entry in wrong:
        if run and (entry[0] - run[-1][0] > 1 or entry[1:] != run[-1][1:]):
            yield run
            run = []
        run.append(entry)
    if run:
        yield run
