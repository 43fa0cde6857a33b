"""Rules about who is said to speak."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from subtitles.checking.finding import Basis, Fault, Quality, Severity, rule
from subtitles.checking.subject import Shown, Subject
from subtitles.checking.wording import counted
from transcripts.timing import TimeSpan

_G158 = "W3C technique G158 (a transcript tells who is speaking for all dialogue) and 47 CFR 79.1(j)(2)(i)"
_ONE_NAME = (
    "W3C WAI, Transcribing: the full name first, then one short name, https://www.w3.org/WAI/media/av/transcribing/"
)
_BASIS = Basis(quality=Quality.ACCURACY, wcag=("1.2.2",), source=_G158)
# A slip is seen once; a name that is seen as often as these is meant.
_MEANT = 3
_LIKE = 0.8  # share of letters in common, as `difflib` counts it: Marie and Maria, Jon and John
_MOST_NAMES = 200  # as many are no speakers but texts that look like names
_MOST_CHARS = 60
_DASHES = ("-", "–", "—", "‐")


@rule("speakers-missing", "Every voice has a name where voices have names", Severity.WARNING, _BASIS)
def missing(subject: Subject) -> Iterator[Fault]:
    """Where most cues name their speaker, each that does not; where names stand at changes only, those before the
    first; and where the transcript has several speakers and the captions no name, the whole file."""
    voices = sorted(subject.named, key=lambda one: one.shown.start_ms)
    voices = [one for one in voices if one.shown.cue.kind == "speech"]
    if not voices:
        return
    speech, named = [one.shown for one in voices], [bool(one.speakers) for one in voices]
    if not any(named):
        yield from _nobody(speech, subject)
        return
    is_usual = 2 * sum(named) > len(named)
    stop = len(speech) if is_usual else named.index(True)
    told = [has_name or _has_dashes(shown) for shown, has_name in zip(speech, named, strict=True)]
    for run in _unnamed_runs(speech[:stop], told):
        yield Fault(
            at=run[0],
            span=TimeSpan(run[0].start_ms, max(shown.end_ms for shown in run)),
            message=f"nobody is named as the speaker of {counted(len(run), 'cue')}, and others are elsewhere",
            suggestion="Say who speaks, in the way the other cues do.",
            measured=len(run),
            limit=0,
            unit="cues",
        )


def _nobody(speech: Sequence[Shown], subject: Subject) -> Iterator[Fault]:
    if subject.transcript is None or subject.style.speaker_labels == "never":
        return
    speaking = {turn.speaker for turn in subject.transcript.turns} - {None}
    if len(speaking) > 1:
        yield Fault(
            at=speech[0],
            span=TimeSpan(speech[0].start_ms, max(shown.end_ms for shown in speech)),
            message=f"no cue names its speaker, and the transcript has {len(speaking)} of them",
            suggestion="Name the speaker where another begins to speak.",
            measured=0,
            limit=len(speaking),
            unit="speakers",
        )


def _has_dashes(shown: Shown) -> bool:
    """Whether dashes tell two voices of a cue apart; who they are, the cues around it tell."""
    return sum(line.startswith(_DASHES) for line in shown.cue.lines) > 1


def _unnamed_runs(speech: Sequence[Shown], named: Sequence[bool]) -> Iterator[list[Shown]]:
    run: list[Shown] = []
    for shown, has_name in zip(speech, named, strict=False):
        if not has_name:
            run.append(shown)
        elif run:
            yield run
            run = []
    if run:
        yield run


@rule(
    "speakers-inconsistent",
    "One person, one spelling",
    Severity.WARNING,
    Basis(quality=Quality.ACCURACY, wcag=("1.2.2",), source=_ONE_NAME),
)
def inconsistent(subject: Subject) -> Iterator[Fault]:
    counts, first = _names(subject)
    usual: dict[str, str] = {}
    for name in sorted(counts, key=lambda name: -counts[name]):
        usual.setdefault(_folded(name), name)
    for name, shown in first.items():
        written = usual[_folded(name)]
        if written != name:
            yield Fault(
                at=shown,
                message=f"“{name}” ({counted(counts[name], 'cue')}) is “{written}” "
                f"({counted(counts[written], 'cue')}) elsewhere",
                suggestion=f"Write “{written}” everywhere.",
                measured=counts[name],
                limit=0,
                unit="cues",
                excerpt=name,
            )


@rule("speakers-unknown", "Names are those of speakers", Severity.NOTE, _BASIS)
def unknown(subject: Subject) -> Iterator[Fault]:
    """A name that the transcript does not have; without one, a name that occurs once and is almost another's."""
    counts, first = _names(subject)
    known = _known(subject)
    meant = {_folded(name)[:_MOST_CHARS]: name for name, count in counts.items() if count >= _MEANT}
    for name, shown in first.items():
        folded = _folded(name)[:_MOST_CHARS]
        if known is not None and folded not in known:
            yield Fault(
                at=shown,
                message=f"“{name}” is nobody who speaks in the transcript",
                suggestion="Write the name as the transcript does, or add the speaker there.",
                measured=counts[name],
                limit=0,
                unit="cues",
                excerpt=name,
            )
        elif known is None and counts[name] == 1 and len(counts) <= _MOST_NAMES:
            like = _nearest(folded, meant)
            if like is not None:
                yield Fault(
                    at=shown,
                    message=f"“{name}” is named once, “{like}” in {counted(counts[like], 'cue')}: one person?",
                    suggestion=f"Write “{like}” if it is.",
                    measured=1,
                    limit=_MEANT,
                    unit="cues",
                    excerpt=name,
                )


def _nearest(folded: str, meant: dict[str, str]) -> str | None:
    """The name meant by one that is written a little otherwise; names told apart by a number are different ones."""
    near = get_close_matches(folded, meant, n=1, cutoff=_LIKE)
    if not near or near[0] == folded or _without_digits(near[0]) == _without_digits(folded):
        return None
    return meant[near[0]]


def _without_digits(text: str) -> str:
    return "".join(character for character in text if not character.isdigit())


def _names(subject: Subject) -> tuple[Counter[str], dict[str, Shown]]:
    """In how many cues each name is written, and the first of them."""
    counts: Counter[str] = Counter()
    first: dict[str, Shown] = {}
    for one in subject.named:
        for name in one.written:
            counts[name] += 1
            first.setdefault(name, one.shown)
    return counts, first


def _known(subject: Subject) -> set[str] | None:
    """The names, labels and parts of names of the transcript's speakers; ``None`` where it has no speakers."""
    if subject.transcript is None or not subject.transcript.speakers:
        return None
    written = [name for speaker in subject.transcript.speakers for name in (speaker.name, *speaker.labels)]
    parts = [part for name in written for part in name.split()]
    return {_folded(name)[:_MOST_CHARS] for name in (*written, *parts)}


def _folded(name: str) -> str:
    """What stays of a name when case, accents, spaces and punctuation do not count."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    return "".join(character for character in letters if character.isalnum()) or name


SPEAKER_RULES = (missing, inconsistent, unknown)
