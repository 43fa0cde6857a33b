"""Rules about the characters of captions."""

import re
import unicodedata
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from subtitles.checking.finding import Basis, Fault, Quality, Severity, rule
from subtitles.checking.repairs import repaired
from subtitles.checking.subject import Shown, Subject
from subtitles.checking.wording import counted

_EDIT = (
    "Subtitle Edit, Fix common errors and Netflix quality check, "
    "https://github.com/SubtitleEdit/subtitleedit/tree/main/docs/features"
)
_NETFLIX = (
    "Netflix, Timed Text Style Guide: General Requirements, Glyph List, "
    "https://partnerhelp.netflixstudios.com/hc/en-us/articles/215758617"
)
_YOUTUBE = (
    "YouTube Help, Supported subtitle and closed caption files: no style information (markup) is recognised, "
    "https://support.google.com/youtube/answer/2734698"
)
_CASE = "DCMP Captioning Key, Text: Case (capitals are for shouting), https://dcmp.org/learn/597"
_F8 = "W3C, failure F8 of WCAG 1.2.2: captions that leave out dialogue or important sounds"


def _accurate(source: str, *wcag: str) -> Basis:
    return Basis(quality=Quality.ACCURACY, wcag=wcag, source=source)


@rule(
    "text-empty",
    "Every cue shows something",
    Severity.ERROR,
    Basis(quality=Quality.COMPLETENESS, wcag=("1.2.2",), source=_F8),
)
def empty(subject: Subject) -> Iterator[Fault]:
    yield from repaired(subject, "text-empty", "Write what is said or heard there, or take the cue out.")


@rule("text-double-space", "Single spaces between words", Severity.NOTE, _accurate(_EDIT))
def double_space(subject: Subject) -> Iterator[Fault]:
    for shown in subject.shown:
        for line in shown.cue.lines:
            longest = widest_space(line)
            if longest > 1:
                yield Fault(
                    at=shown,
                    message=f"{longest} spaces in a row",
                    suggestion="Leave one.",
                    measured=longest,
                    limit=1,
                    unit="spaces",
                    excerpt=line,
                )


def widest_space(line: str) -> int:
    """The longest run of spaces and tabs in a line; a tab alone counts as two spaces."""
    if "  " not in line and "\t" not in line:
        return 1
    return max(len(run.group()) + run.group().count("\t") for run in _SPACES.finditer(line))


def single_spaced(line: str) -> str:
    """A line with one space where it has several, or tabs."""
    return _SPACES.sub(" ", line)


_SPACES = re.compile(r"[ \t]+")

_BRACKETS = re.compile(r"[()\[\]{}（）【】]")
_CLOSES = {")": "(", "]": "[", "}": "{", "）": "（", "】": "【"}
# ``a)`` and ``1.)`` number a list, ``:)`` is a face.
_ALONE = re.compile(r"(?:(?:^|\s)\w{1,3}\.?|[:;=8xX]-?)[)\]}]$|[:;=]-?[(\[{]$")
_MOST_BEFORE = 6
_MOST_CUES_BRACKETED = 4  # a sound or an aside that goes on longer is a bracket that was forgotten


@dataclass(frozen=True, slots=True)
class _Bracket:
    """A bracket in the cue at a place in time; ``may_be_alone`` if it looks like part of a list or a face."""

    mark: str
    shown: Shown
    place: int
    may_be_alone: bool


@rule("text-brackets", "Brackets come in pairs", Severity.WARNING, _accurate(_EDIT))
def brackets(subject: Subject) -> Iterator[Fault]:
    """A pair may open in one cue and close in one of the next."""
    opened: deque[_Bracket] = deque()
    for place, shown in enumerate(subject.in_time):
        while opened and place - opened[0].place >= _MOST_CUES_BRACKETED:
            yield _unpaired(opened.popleft(), "is not closed")
        for bracket in _brackets(shown, place):
            if opened and opened[-1].mark == _CLOSES.get(bracket.mark):
                opened.pop()
            elif bracket.mark not in _CLOSES and not bracket.may_be_alone:
                opened.append(bracket)
            elif not bracket.may_be_alone:
                yield _unpaired(bracket, "closes what was not opened")
    for bracket in opened:
        yield _unpaired(bracket, "is not closed")


def _brackets(shown: Shown, place: int) -> Iterator[_Bracket]:
    for line in shown.cue.lines:
        for found in _BRACKETS.finditer(line):
            around = line[max(0, found.start() - _MOST_BEFORE) : found.end()]
            yield _Bracket(found.group(), shown, place, _ALONE.search(around) is not None)


def _unpaired(bracket: _Bracket, what: str) -> Fault:
    return Fault(
        at=bracket.shown,
        message=f"the bracket “{bracket.mark}” {what}",
        suggestion="Write the bracket that is missing, or drop this one.",
    )


_TAGS = re.compile(
    r"</?[A-Za-z][^<>]{0,60}>|\{\\[^{}]{0,60}\}|&(?:amp|lt|gt|nbsp|quot|apos|lrm|rlm|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});"
)


@rule("text-markup", "No formatting that players drop", Severity.NOTE, _accurate(_YOUTUBE))
def markup(subject: Subject) -> Iterator[Fault]:
    advice = "Say in words what the formatting means (who speaks, what is heard): YouTube and others drop it."
    yield from repaired(subject, "text-markup", advice)


@rule("text-tags", "No code in the text", Severity.WARNING, _accurate(_YOUTUBE))
def tags(subject: Subject) -> Iterator[Fault]:
    """Tags, settings and character references that are shown to viewers as they stand."""
    yield from repaired(subject, "text-tags", "Write the character that the reference stands for.")
    for shown in subject.shown:
        for line in shown.cue.lines:
            if "<" not in line and "{" not in line and "&" not in line:
                continue
            codes = _TAGS.findall(line)
            if codes:
                yield Fault(
                    at=shown,
                    message=f"“{codes[0]}” is shown as it stands",
                    suggestion="Take it out, or write the character that it stands for.",
                    measured=len(codes),
                    limit=0,
                    unit="codes",
                    excerpt=line,
                )


# Joiners and marks of direction have no glyph of their own either, but are right in many scripts.
_BOM = "\ufeff"
_ZERO_WIDTH_SPACE = "\u200b"
_SCRIPTS_WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")  # where it parts words
_WRONG = {
    "\ufffd": "a replacement character: what stood there is lost",
    _BOM: "a byte order mark",
    _ZERO_WIDTH_SPACE: "a zero-width space",
    "\u2060": "a word joiner",
    "\u00ad": "a soft hyphen",
    "\U0001f3b5": "an emoji: use ♪ for music (BBC Subtitle Guidelines)",
    "\U0001f3b6": "an emoji: use ♫ for music (BBC Subtitle Guidelines)",
}
_CONTROLS = "\x00-\x08\x0a-\x1f\x7f-\x9f"
_PRIVATE_USE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_SURROGATES = "\ud800-\udfff"
_STRAY = re.compile(f"[{_CONTROLS}{_BOM}]")
_WITHOUT_GLYPH = re.compile(f"[{_CONTROLS}{_PRIVATE_USE}{_SURROGATES}{''.join(_WRONG)}]")


@rule("text-glyphs", "Characters that every font has", Severity.WARNING, _accurate(_NETFLIX))
def glyphs(subject: Subject) -> Iterator[Fault]:
    for shown in subject.shown:
        for line in shown.cue.lines:
            wrong = wrong_glyphs(line)
            if wrong:
                yield Fault(
                    at=shown,
                    message=f"U+{ord(wrong[0]):04X}, {_what(wrong[0])}",
                    suggestion="Take it out, or write the character that is meant.",
                    measured=len(wrong),
                    limit=0,
                    unit="characters",
                    excerpt=line,
                )


def wrong_glyphs(line: str) -> list[str]:
    """The characters of a line that a font need not have, in their order."""
    wrong = _WITHOUT_GLYPH.findall(line)
    return [one for one in wrong if one != _ZERO_WIDTH_SPACE] if _SCRIPTS_WITHOUT_SPACES.search(line) else wrong


def without_stray(line: str) -> str:
    """A line without what says nothing wherever it stands: control characters, and byte order marks within text."""
    return _STRAY.sub("", line)


def _what(character: str) -> str:
    if character in _WRONG:
        return _WRONG[character]
    return "a control character" if unicodedata.category(character) == "Cc" else "a private use character"


_FEWEST_CAPITALS = 8  # letters, in words of two and more: shorter ones may be names of firms and the like
_USUALLY = 0.5


@rule("text-caps", "Mixed case", Severity.NOTE, _accurate(_CASE))
def capitals(subject: Subject) -> Iterator[Fault]:
    """Speech in capitals; one finding where most of the file is. Styles that write sounds so are not asked."""
    if subject.limits.sound_form == "capitals":
        return
    speech = [shown for shown in subject.shown if shown.cue.kind == "speech"]
    loud = [shown for shown in speech if _is_loud(shown)]
    if len(loud) > _USUALLY * len(speech):
        yield Fault(
            at=loud[0],
            message=f"{counted(len(loud), 'cue')} of {len(speech)} in capitals",
            suggestion="Write the speech in mixed case: capitals are slower to read, and mean shouting.",
            measured=len(loud),
            limit=0,
            unit="cues",
        )
        return
    for shown in loud:
        yield Fault(
            at=shown, message="speech in capitals", suggestion="Write it in mixed case, unless somebody shouts here."
        )


def _is_loud(shown: Shown) -> bool:
    lines = shown.cue.lines
    if not all(map(str.isupper, lines)) or lines[0].startswith(("[", "(", "♪", "#")):
        return False
    words = [word for line in lines for word in line.split()]
    return sum(map(str.isalpha, "".join(lines))) >= _FEWEST_CAPITALS and sum(len(word) > 1 for word in words) > 1


_UNHEARD = re.compile(r"\[[^\[\]]{1,60}\]|\([^()]{1,60}\)")


@rule(
    "text-unheard",
    "Every word was understood",
    Severity.NOTE,
    Basis(quality=Quality.COMPLETENESS, wcag=("1.2.2",), source=_F8),
)
def unheard(subject: Subject) -> Iterator[Fault]:
    """What whoever wrote the captions marked as not understood."""
    for shown in subject.shown:
        for line in shown.cue.lines:
            if "[" not in line and "(" not in line:
                continue
            for mark in _UNHEARD.findall(line):
                if _UNCLEAR.search(mark):
                    yield Fault(
                        at=shown,
                        message=f"{mark}: words that were not understood",
                        suggestion="Listen again; if nobody can tell, say why (BBC: “APPLAUSE DROWNS SPEECH”).",
                        excerpt=line,
                    )


_UNCLEAR = re.compile(
    r"inaud|unintelligible|indistinct|indiscernible|incompr[eé]hens|unverständlich|ininteligible|incomprensible|"
    r"inint[eé]lligible|incomprensibile|onverstaanbaar|\?{2,}|^[\[(]\?|\?[\])]$",
    re.I,
)

TEXT_RULES = (empty, double_space, brackets, markup, tags, glyphs, capitals, unheard)
