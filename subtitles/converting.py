"""Tracks into the text of caption files, telling what a format cannot hold."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from subtitles.cue import Cue
from subtitles.formats import FORMATS, Feature, SubtitleFormat
from subtitles.formats.base import texts_of
from subtitles.styles.style import SpeakerLabels
from subtitles.track import Track
from transcripts.errors import UnknownNameError
from transcripts.timing import clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What a format could not hold as it was.

    ``code`` is the kind of it, for programs, ``what`` a line for people. ``count`` is the number of cues that it
    concerns, ``cue`` the 1-based place of the first of them and ``start_ms`` its start; 0, ``None`` and ``None`` where
    it is no cue that it concerns. ``str()`` gives all in one line.
    """

    code: str
    what: str
    count: int = 0
    cue: int | None = None
    start_ms: int | None = None

    def __str__(self) -> str:
        if self.cue is None or self.start_ms is None:
            return self.what
        place = f"cue {self.cue}, at {clock(self.start_ms)}"
        return f"{self.what}: {place}" if self.count == 1 else f"{self.what}: {self.count} cues, the first {place}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """The text of a caption file in the format of that name, and what of the track it does not hold."""

    format: str
    text: str
    losses: tuple[Loss, ...]


def convert(track: Track, format_name: str, speaker_labels: SpeakerLabels = "changes") -> Converted:
    """A track as the text of a file in another format (see `FORMATS`), with everything told that cannot be kept.

    Where the format has no place for speakers, their names are written as labels: where they change, on every cue or
    never; a text that begins with the name already gets none. What the format has no way to hold is replaced visibly.
    Raises ``UnknownNameError`` for a format that does not exist, ``WriteError`` for cues that would not read back.
    """
    form = FORMATS.get(format_name)
    if form is None:
        raise UnknownNameError("caption format", format_name, tuple(FORMATS))
    cues = track.cues if Feature.SPEAKERS in form.holds else tuple(_labelled(track.cues, speaker_labels))
    fitted = replace(track, cues=tuple(_writable(cue, form.writable) for cue in cues))
    losses = (*_not_held(track, form, speaker_labels), *_changed(cues, form))
    return Converted(format=format_name, text=form.render(fitted), losses=losses)


def _labelled(cues: Sequence[Cue], speaker_labels: SpeakerLabels) -> Iterator[Cue]:
    """The cues with labels in the text for those who speak. A sound between two cues of one speaker is no change."""
    before: str | None = None
    for cue in cues:
        if speaker_labels == "never":
            yield cue
        elif len(cue.voices) > 1:
            yield _with_names_in_lines(cue)
        elif cue.speaker and cue.label is None and (speaker_labels == "always" or cue.speaker != before):
            yield cue if _is_named_in(cue.lines[0], cue.speaker) else replace(cue, label=f"{cue.speaker}:")
        else:
            yield cue
        before = before if cue.kind == "sound" else cue.voices[-1].speaker


def _with_names_in_lines(cue: Cue) -> Cue:
    """A cue of several voices, each with its name; those without one keep the dash."""
    lines = list(cue.lines)
    for voice in cue.voices:
        line = lines[voice.start]
        if voice.speaker is None:
            lines[voice.start] = f"{cue.dash}{line}"
        elif not _is_named_in(line, voice.speaker):
            lines[voice.start] = f"{voice.speaker}: {line}"
    return replace(cue, lines=tuple(lines), dash="")


def _is_named_in(line: str, speaker: str) -> bool:
    """Whether a line begins with the name: ``Khan: Yes``, ``>> KHAN: Yes``, ``[Khan] Yes``."""
    start = line.lstrip("-–—>[( ").casefold()
    name = speaker.casefold()
    return start.startswith(name) and start[len(name) :].lstrip()[:1] in frozenset(":：])")


def _writable(cue: Cue, writable: Callable[[str], str]) -> Cue:
    if all(writable(text) == text for text in texts_of(cue)):
        return cue
    return replace(
        cue,
        lines=tuple(map(writable, cue.lines)),
        speaker=cue.speaker and writable(cue.speaker),
        line_speakers=tuple(name and writable(name) for name in cue.line_speakers),
        label=cue.label and writable(cue.label),
        dash=writable(cue.dash),
    )


def _not_held(track: Track, form: SubtitleFormat, speaker_labels: SpeakerLabels) -> Iterator[Loss]:
    """What the format has no place for, of what the track has."""
    for feature, concerned in _CONCERNED.items():
        if feature not in form.holds:
            what = _UNHELD[feature]
            if feature is Feature.SPEAKERS and speaker_labels != "never":
                what = "who speaks is told by labels in the text alone"
            if feature is not Feature.SHARED or Feature.SPEAKERS in form.holds:
                yield from _loss(_code(feature), what, track.cues, concerned(track.cues))
    if track.language and Feature.LANGUAGE not in form.holds:
        yield Loss(code="language", what=f"the language ({track.language}) is not kept")
    if track.title and Feature.TITLE not in form.holds:
        yield Loss(code="title", what="the title is not kept")


def _changed(cues: Sequence[Cue], form: SubtitleFormat) -> Iterator[Loss]:
    """What the format holds in another way than the cues, with their labels, have it."""
    yield from _loss("ids", "the names of cues are not kept", cues, _renamed(cues, form))
    yield from _loss("rounded", f"times are rounded to {form.step_ms} ms", cues, _between_steps(cues, form.step_ms))
    replaced = [at for at, cue in enumerate(cues) if any(form.writable(text) != text for text in texts_of(cue))]
    yield from _loss("characters", "characters that the format cannot hold are replaced", cues, replaced)
    if form.markup:
        alike = [at for at, cue in enumerate(cues) if form.markup.search("\n".join(cue.shown_lines))]
        yield from _loss("markup", "text looks like markup, which players may hide", cues, alike)


def _code(feature: Feature) -> str:
    return feature.name.casefold()


def _loss(code: str, what: str, cues: Sequence[Cue], concerned: Sequence[int]) -> Iterator[Loss]:
    if concerned:
        first = concerned[0]
        yield Loss(code=code, what=what, count=len(concerned), cue=first + 1, start_ms=cues[first].span.start_ms)


def _all(cues: Sequence[Cue]) -> list[int]:
    return list(range(len(cues)))


def _of_several_lines(cues: Sequence[Cue]) -> list[int]:
    return [at for at, cue in enumerate(cues) if len(cue.lines) > 1]


def _named(cues: Sequence[Cue]) -> list[int]:
    return [at for at, cue in enumerate(cues) if any(voice.speaker for voice in cue.voices)]


def _shared(cues: Sequence[Cue]) -> list[int]:
    return [at for at, cue in enumerate(cues) if len(cue.voices) > 1]


def _unmarked_sounds(cues: Sequence[Cue]) -> list[int]:
    """Sounds whose text does not show that they are."""
    marks = ("[", "(", "（", "【", "［", "♪", "♫", "#", "*")
    return [
        at
        for at, cue in enumerate(cues)
        if cue.kind == "sound" and not cue.text.startswith(marks) and not cue.text.isupper()
    ]


def _renamed(cues: Sequence[Cue], form: SubtitleFormat) -> list[int]:
    """Cues that lose a name that is no number: numbers are given anew by players and editors, and so are numbers with
    something before them that is the same for all (``c1``, ``c2``)."""
    numbered = [_NUMBERED.fullmatch(cue.id) for cue in cues if cue.id]
    if len(numbered) > 1 and numbered[0] and len({match and match[1] for match in numbered}) == 1:
        return []
    named = enumerate(zip(cues, form.ids(cues), strict=True))
    return [at for at, (cue, kept) in named if cue.id and cue.id != kept and not cue.id.isdecimal()]


def _out_of_order(cues: Sequence[Cue]) -> list[int]:
    found, latest = [], 0
    for at, cue in enumerate(cues):
        if cue.span.start_ms < latest:
            found.append(at)
        latest = max(latest, cue.span.start_ms)
    return found


def _overlapping(cues: Sequence[Cue]) -> list[int]:
    """Cues that begin while one that began no later is shown."""
    found, end_ms = [], 0
    for at in sorted(range(len(cues)), key=lambda at: cues[at].span):
        if cues[at].span.start_ms < end_ms:
            found.append(at)
        end_ms = max(end_ms, cues[at].span.end_ms)
    return sorted(found)


def _between_steps(cues: Sequence[Cue], step_ms: int) -> list[int]:
    return [at for at, cue in enumerate(cues) if cue.span.start_ms % step_ms or cue.span.end_ms % step_ms]


_NUMBERED = re.compile(r"(\D{0,40})\d{1,9}")
_CONCERNED: Mapping[Feature, Callable[[Sequence[Cue]], list[int]]] = MappingProxyType(
    {
        Feature.STARTS: _all,
        Feature.ENDS: _all,
        Feature.LINES: _of_several_lines,
        Feature.SPEAKERS: _named,
        Feature.SHARED: _shared,
        Feature.SOUNDS: _unmarked_sounds,
        Feature.ORDER: _out_of_order,
        Feature.OVERLAPS: _overlapping,
    }
)
_UNHELD: Mapping[Feature, str] = MappingProxyType(
    {
        Feature.STARTS: "when cues begin is not kept",
        Feature.ENDS: "when cues end is not kept",
        Feature.LINES: "line breaks became spaces",
        Feature.SPEAKERS: "who speaks is not kept",
        Feature.SHARED: "cues of several speakers became one for each of them",
        Feature.SOUNDS: "that a cue is a sound is not kept, and its text does not show it",
        Feature.ORDER: "cues that begin before the one above are sorted by their starts",
        Feature.OVERLAPS: "cues overlap, of which some players show one only",
    }
)
