"""Who speaks, where the text of captions says so: ``NAME: text``, ``>> NAME:``, ``[Name]``, ``- text``.

Labels are told by the layouts of transcripts, from the evidence of the whole file; dashes also from the cue they share.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from subtitles.cue import Cue
from subtitles.track import Track
from transcripts.furniture import ends_sentence
from transcripts.model import Transcript
from transcripts.reading.document import Line
from transcripts.reading.layouts import HOST, UNLABELLED, Explanation, Label, explain
from transcripts.reading.layouts.head import key_of
from transcripts.sounds import names_a_sound
from transcripts.speakers import PageText, identify, name_tokens
from transcripts.speakers.names import short_forms

_DASH = re.compile(r"[-–—‐―](?![-–—‐―>])(?:\s+(?=\S)|(?=[^\W\d]|[\"'“‘«¿¡(\[♪]))")
_WITHIN = re.compile(r"(?<=[.!?…♪)\]\"”»])\s+(?=[-–—‐―]\s+\S)")
_BRACKETS = re.compile(r"[\[(]([^\[\]():]{1,60})[\])]:?\s+(?=\S)")
_LEAD = re.compile(r"(?:[\[(]([^\[\]():]{1,60})[\])]:?|([^\[\]():]{1,60}):)(?:\s+|$)")
_WITHIN_LINES = ("colon", "chevrons")  # layouts of transcripts
_MOST_NAME_WORDS = 4
_PAUSE_MS = 3000
_FEWEST_VOICES = 2  # of names without a colon
_DASHED_CUES = 2  # of two dashes each: then a dash alone tells of another voice, too

DASHES, BRACKETS = "dashes", "brackets"
"""Layouts that captions have besides those of transcripts: dashes within a cue, ``[Name] text``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoicedText:
    """A line of a cue, or the part of it that one voice has.

    ``label`` are its first characters that nobody says, with the white space after them (``KHAN: ``, ``- ``); ``text``
    is the rest, empty where the line is nothing but a label. ``speaker`` is the name of who says it, ``None`` where
    nothing tells. ``begins_turn`` tells whether a label or mark stands here, or the markup names another voice.
    """

    label: str
    text: str
    speaker: str | None
    begins_turn: bool


VoicedLine = tuple[VoicedText, ...]  # all characters of a line, in order


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSpeakers:
    """A track and who speaks in it: for each cue its lines, for each line its parts (one, unless voices share it).

    ``layout`` is the way in which labels are written, ``unlabelled`` for none; ``speakers`` are the names, by their
    first appearance. Nothing of the text is changed: the parts of a line make up the line.
    """

    track: Track
    layout: str
    cues: tuple[tuple[VoicedLine, ...], ...]

    @property
    def speakers(self) -> tuple[str, ...]:
        parts = (part for lines in self.cues for line in lines for part in line)
        return tuple(dict.fromkeys(part.speaker for part in parts if part.speaker))

    def unlabelled_track(self) -> Track:
        """The track with the names as speakers of cues and lines, and without the labels that name them.

        Marks that name nobody stay in the text, and so does a cue that is nothing but a label. A line of several voices
        is parted.
        """
        cues = (_unlabelled(cue, lines) for cue, lines in zip(self.track.cues, self.cues, strict=True))
        return replace(self.track, cues=tuple(cues))


def known_names(transcript: Transcript | None) -> tuple[str, ...]:
    """The names and labels of the speakers of a transcript."""
    speakers = transcript.speakers if transcript else ()
    return tuple(name for speaker in speakers for name in (speaker.name, *speaker.labels))


def with_sounds(track: Track) -> Track:
    """The track with cues in capitals that name a sound as sounds, where speech is not in capitals."""
    shouted = [cue.text.isupper() for cue in track.cues]
    if not any(shouted) or 2 * sum(shouted) > len(shouted):
        return track
    cues = (
        replace(cue, kind="sound") if is_shouted and cue.speaker is None and names_a_sound(cue.text) else cue
        for cue, is_shouted in zip(track.cues, shouted, strict=True)
    )
    return replace(track, cues=tuple(cues))


def speakers_in_text(track: Track, names: Sequence[str] = ()) -> TextSpeakers:
    """Who speaks in each line of each cue, and which characters of it are a label; see `TextSpeakers`.

    A voice speaks on until another one begins. Voices of the markup (`Cue.speaker`) win over labels in the text.
    ``names`` are those of people who are known to speak: each is a label where it stands in brackets or has a colon.
    """
    parts = list(_dashed_parts(track.cues))
    explained = _of_speech(_with_known_names(_explained(parts, track), names), parts, track)
    written = _names(explained.labels.values())
    pieces: dict[int, list[tuple[str, Label | None]]] = {}
    for at, line in enumerate(explained.lines):
        label = explained.labels.get(at)
        pieces.setdefault(line.number, []).append((line.text, label if label and _is_spoken_under(label) else None))
    voices = _Voices(track=track, names=written)
    for number, part in enumerate(parts):
        voices.add(part, pieces.get(number, []))
    layout = DASHES if explained.layout == UNLABELLED and voices.is_labelled else explained.layout
    return TextSpeakers(track=track, layout=layout if voices.is_labelled else UNLABELLED, cues=voices.cues())


# --- dashes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A line of a cue, or its part from a dash on: ``dash`` and the text behind it. ``line`` is its index."""

    cue: int
    line: int
    dash: str
    text: str


def _dashed_parts(cues: Sequence[Cue]) -> Iterator[_Part]:
    marked = [[_DASH.match(line) for line in cue.lines] for cue in cues]
    is_dashed = sum(sum(map(bool, marks)) > 1 for marks in marked) >= _DASHED_CUES
    for at, (cue, marks) in enumerate(zip(cues, marked, strict=True)):
        for index, (line, mark) in enumerate(zip(cue.lines, marks, strict=True)):
            if mark and (is_dashed or sum(map(bool, marks)) > 1 or _answers(cue.lines, index)):
                bounds = [0, *(found.end() for found in _WITHIN.finditer(line)), len(line)]
                for start, end in pairwise(bounds):
                    dash = _DASH.match(line, start, end)
                    after = dash.end() if dash else start
                    yield _Part(cue=at, line=index, dash=line[start:after], text=line[after:end])
            else:
                yield _Part(cue=at, line=index, dash="", text=line)


def _answers(lines: Sequence[str], index: int) -> bool:
    """Whether the voice of a line with a dash follows another one in the same cue."""
    return index > 0 and ends_sentence(lines[index - 1])


# --- labels


def _explained(parts: Sequence[_Part], track: Track) -> Explanation:
    """The labels as transcripts have them; where there are none, names in brackets are read as those with a colon."""
    lines = [_line(number, part, track) for number, part in enumerate(parts)]
    explained = _with_marked_names(explain(lines))
    if any(label.written for label in explained.labels.values()):
        return explained
    with_colons = [_with_colon(line) for line in lines]
    if with_colons == lines:
        return explained
    bracketed = explain(with_colons, "colon")
    at_brackets = {at for at, label in bracketed.labels.items() if label.written and _is_spoken_under(label)}
    voices = {bracketed.labels[at].key for at in at_brackets}
    if len(voices) < _FEWEST_VOICES or len(bracketed.lines) != len(lines):
        return explained
    labels = {at: label for at, label in bracketed.labels.items() if at in at_brackets}
    return replace(bracketed, layout=BRACKETS, lines=lines, labels=labels)


def _with_marked_names(explained: Explanation) -> Explanation:
    """Without names that stand alone on a line as words of captions often do: only brackets or capitals tell them."""
    if explained.layout != "name-lines":
        return explained
    is_shouted = not any(map(str.islower, "".join(line.text for line in explained.lines)))
    labels = {
        at: label
        for at, label in explained.labels.items()
        if (text := explained.lines[at].text)[:1] in "[(" or (text.isupper() and not is_shouted)
    }
    if len({label.key for label in labels.values()}) < _FEWEST_VOICES:
        return replace(explained, labels={}, layout=UNLABELLED)
    return replace(explained, labels=labels)


def _with_known_names(explained: Explanation, names: Sequence[str]) -> Explanation:
    """With the labels of people who are known, whatever the layout of the others."""
    full = {tokens for name in names if (tokens := name_tokens(name))}
    known = full.union(*map(short_forms, full))
    found: dict[int, Label] = {}
    for at, line in enumerate(explained.lines):
        lead = _LEAD.match(line.text) if at not in explained.labels else None
        name = (lead[1] or lead[2]).strip() if lead else ""
        if lead and name and name_tokens(name) in known:
            found[at] = Label(written=name, key=key_of(name), rest=line.text[lead.end() :])
    if not found:
        return explained
    layout = explained.layout if explained.layout in _WITHIN_LINES else BRACKETS
    return replace(explained, labels={**explained.labels, **found}, layout=layout)


def _of_speech(explained: Explanation, parts: Sequence[_Part], track: Track) -> Explanation:
    """Without labels that only cues of sounds have: ``THEME TUNE: “Low Tide”`` names nobody."""
    kinds = {at: track.cues[parts[explained.lines[at].number].cue].kind for at in explained.labels}
    voices = {label.key for at, label in explained.labels.items() if kinds[at] == "speech"}
    labels = {at: label for at, label in explained.labels.items() if label.key in voices}
    return replace(explained, labels=labels)


def _with_colon(line: Line) -> Line:
    """``[Mara] Hello.`` as ``Mara: Hello.``, so that it can be judged as a label."""
    found = _BRACKETS.match(line.text)
    if not found or names_a_sound(found[1]) or len(found[1].split()) > _MOST_NAME_WORDS:
        return line
    name = found[1].strip()
    is_name = name[:1].isalpha() and not name[:1].islower()
    return replace(line, text=f"{name}: {line.text[found.end() :]}") if is_name else line


def _line(number: int, part: _Part, track: Track) -> Line:
    cue = track.cues[part.cue]
    before = track.cues[part.cue - 1].span.end_ms if part.cue else cue.span.start_ms
    gap = int(part.line == 0 and cue.span.start_ms - before >= _PAUSE_MS)
    return Line(number=number, text=" ".join(part.text.split()), gap=gap)  # a time would set it off as a name


def _is_spoken_under(label: Label) -> bool:
    """Whether a label is that of a voice: not of a host whom nothing names, or of a sound (``MUSIC: low strings``)."""
    written = label.written
    if label.key == HOST:
        return False
    return not (written and " " not in written and names_a_sound(written))


def _names(labels: Iterable[Label]) -> Mapping[str, str]:
    """The name of who speaks, by label as written."""
    written = [label.written for label in labels if label.written and _is_spoken_under(label)]
    speakers, _ = identify(written, PageText(said={}))
    return {label: " ".join(speaker.name.split()) for label, speaker in speakers.items()}


@dataclass(slots=True, kw_only=True)
class _Voices:
    """Follows who speaks, part by part."""

    track: Track
    names: Mapping[str, str]
    is_labelled: bool = False
    _speaking: str | None = None
    _voice: str | None = None
    _texts: dict[tuple[int, int], list[VoicedText]] = field(default_factory=dict)

    def add(self, part: _Part, pieces: Sequence[tuple[str, Label | None]]) -> None:
        """Take a part of a line and the pieces that the layout made of it."""
        rest, dash = part.text, part.dash
        for at, (text, label) in enumerate(pieces or [("", None)]):
            size = len(rest) if at + 1 >= len(pieces) else _length(rest, _filled(text))
            own, rest = rest[:size], rest[size:]
            self._add_piece(part, dash, own, label)
            dash = ""

    def _add_piece(self, part: _Part, dash: str, text: str, label: Label | None) -> None:
        said = _length_of_label(text, label)
        cue = self.track.cues[part.cue]
        marked = (cue.line_speakers or (cue.speaker,) * len(cue.lines))[part.line]
        begins = bool(dash or label)
        self.is_labelled = self.is_labelled or begins
        if begins:
            self._speaking = self.names.get(label.written or "") if label else None
        if marked:
            begins, self._speaking = begins or marked != self._voice, marked
        elif self._voice:
            self._speaking = self._speaking if begins else None
        self._voice = marked
        speaker = None if cue.kind == "sound" and not (marked or begins) else self._speaking
        voiced = VoicedText(label=dash + text[:said], text=text[said:], speaker=speaker, begins_turn=begins)
        self._texts.setdefault((part.cue, part.line), []).append(voiced)

    def cues(self) -> tuple[tuple[VoicedLine, ...], ...]:
        """The parts of all lines of all cues."""
        return tuple(
            tuple(tuple(self._texts[at, line]) for line in range(len(cue.lines)))
            for at, cue in enumerate(self.track.cues)
        )


def _filled(text: str) -> int:
    return sum(not char.isspace() for char in text)


def _length(text: str, filled: int) -> int:
    """How many characters hold this many that are no white space, and the white space after them."""
    at = 0
    while at < len(text) and (filled > 0 or text[at].isspace()):
        filled -= not text[at].isspace()
        at += 1
    return at


def _length_of_label(text: str, label: Label | None) -> int:
    """How many characters of a text the label takes; 0 where what follows it is no end of the text."""
    if label is None:
        return 0
    rest = " ".join(label.rest.split())
    squeezed = " ".join(text.split())
    if not squeezed.endswith(rest):
        return 0
    return _length(text, _filled(squeezed) - _filled(rest))


# --- without labels


def _unlabelled(cue: Cue, lines: Sequence[VoicedLine]) -> Cue:
    parts = [part for line in lines for part in line]
    texts = [(text, speaker) for line in lines for text, speaker in _texts(line) if text]
    if not texts:
        return replace(cue, speaker=parts[0].speaker)
    speakers = tuple(speaker for _, speaker in texts)
    is_changed = tuple(text for text, _ in texts) != cue.lines
    dashes = {part.label[: part.label.find(" ") + 1] or part.label[:1] for part in parts if _DASH.match(part.label)}
    is_shared = len(set(speakers)) > 1
    return replace(
        cue,
        lines=tuple(text for text, _ in texts),
        speaker=speakers[0],
        line_speakers=speakers if is_shared else (),
        joined_lines=frozenset() if is_changed else cue.joined_lines,
        dash=dashes.pop() if is_shared and len(dashes) == 1 and is_changed else cue.dash,
    )


def _texts(line: VoicedLine) -> Iterator[tuple[str, str | None]]:
    """What is shown of a line, each part with its speaker; a line that names nobody is shown as it is."""
    if any(part.speaker for part in line):
        yield from (((part.text if part.speaker else part.label + part.text).strip(), part.speaker) for part in line)
    else:
        yield "".join(part.label + part.text for part in line), None
