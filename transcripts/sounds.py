"""What is a sound cue: ``(Theme music in)``, ``[laughter]``, ``♪ … ♪``, ``*sighs*``; and what in brackets is speech."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from transcripts.wordlists import words_of

# Stems of the words that name sounds in the languages of language.py; each is matched at the start of a word.
_SOUND_STEMS = words_of(
    "music theme laugh applau cheer sigh cough gasp chuckl giggl crosstalk cross-talk overlapping sound noise clip",
    "audio",
    "jingle intro outro fade fading drift play ring door footstep bell whistl bark silence pause sing whisper",
    "cry cries",
    "sob",
    "scream shout groan moan grunt snort sniff yawn clear throat beep buzz static knock snap clap bang thud siren",
    "chirp",
    "thunder engine horn tape recording record song instrumental ambient ambience background chatter speaking",
    "speech booing",
    "hum humming mimick imitat inhal exhal breath hiss pop click",
    "beifall heiterkeit lachen lacht musik zuruf applaus gelächter unterbrechung seufz geräusch",
    "rires rire musique applaudiss soupir bruit risas risa música aplauso suspiro ruido sonido",
    "risate risata musica applausi sospir rumore gelach muziek gelui geluid risos riso silêncio ruído som",
)
_SOUND_WORD = re.compile(rf"(?:{'|'.join(sorted(_SOUND_STEMS, key=len, reverse=True))})\w{{0,4}}$", re.IGNORECASE)
_NOTE = re.compile(
    r"(?:inaudible|unintelligible|indistinct|indiscernible|sic|ph|phonetic|sp\.?|\?|unverständlich|inaudible|ininteligible"
    r"|incomprensibile|onverstaanbaar|editor|ed\.|redacted|bleep|foreign)\b",
    re.IGNORECASE,
)
_EDITOR = re.compile(r"(?:editor['’]?s? note|ed\.|eds?\. note|transcri(?:pt|ber)[\w'’]* note|note)\b", re.IGNORECASE)
_ASIDE_WORD = re.compile(
    r"\b(?:i|i['’]m|i['’]ve|we|you|my|our|your|he|she|they|it|it['’]s|is|are|was|were|which|who|that|because|ich|wir|sie|je|nous)\b",
    re.IGNORECASE,
)
_LEADS_AN_ASIDE = frozenset(words_of("a an the and or but not like with in of for from to as e.g i.e see so even"))
_MARKED = re.compile(r"\([^()]{1,400}\)|\[[^\[\]]{1,400}\]|[♪♫🎵][^♪♫🎵]{0,400}[♪♫🎵]|[♪♫🎵]|\*[^*]{1,60}\*")
_TRAILING_MARKS = re.compile(r"[.,;:!?…]+")
_MUSIC_MARKS = "♪♫🎵"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a line: words that are spoken, or a sound without its brackets."""

    text: str
    is_sound: bool


def is_sound_line(line: str) -> bool:
    """Whether a line that stands alone tells of a sound. ``line`` still has its brackets."""
    inner = _whole_mark(line)
    if inner is None or _NOTE.match(inner):
        return False
    if line[0] in _MUSIC_MARKS or names_a_sound(inner):
        return True
    # A heckle names who called before the colon; only what follows may speak of "we".
    return line[0] in "([" and not _ASIDE_WORD.search(inner.split(":")[0])


def is_editors_note(line: str) -> bool:
    """Whether a line that stands alone is a bracketed remark of an editor: ``[Editor's note: …]``."""
    inner = _whole_mark(line)
    return inner is not None and _EDITOR.match(inner) is not None


def names_a_sound(inner: str) -> bool:
    """Whether one of the words is a word for a sound."""
    return any(_SOUND_WORD.match(word.strip(".,;:!?'\"’“”")) for word in inner.strip(_MUSIC_MARKS + "()[]* ").split())


def bare(mark: str) -> str:
    """A sound without its brackets, asterisks or notes; a lone note stays."""
    pairs = {"(": ")", "[": "]", "*": "*"}
    if len(mark) > 1 and pairs.get(mark[0]) == mark[-1]:
        mark = mark[1:-1]
    return mark.strip(_MUSIC_MARKS + " ") or mark.strip() or "sound"


def split_sounds(text: str) -> Iterator[Piece]:
    """Spoken stretches and sounds of a paragraph in order; punctuation after a bracket stays with the words."""
    start = 0
    for mark in _MARKED.finditer(text):
        if mark.start() < start or not _is_sound_within(mark.group()):
            continue
        trailing = _TRAILING_MARKS.match(text, mark.end())
        before = text[start : mark.start()].strip()
        if before:
            yield Piece(text=before + (trailing.group() if trailing else ""), is_sound=False)
        yield Piece(text=bare(mark.group()), is_sound=True)
        start = trailing.end() if trailing else mark.end()
    if text[start:].strip():
        yield Piece(text=text[start:].strip(), is_sound=False)


def _whole_mark(line: str) -> str | None:
    mark = _MARKED.fullmatch(line.rstrip(".").strip())
    return bare(mark.group()) if mark else None


def _is_sound_within(mark: str) -> bool:
    """Whether a bracket amid speech is a sound: short, a sound word first or last, no remark to the listener."""
    if mark[0] in _MUSIC_MARKS:
        return True
    words = [word.strip(".,;:!?").casefold() for word in bare(mark).split()]
    if not words or len(words) > 8 or _NOTE.match(bare(mark)) or words[0] in _LEADS_AN_ASIDE:
        return False
    if _ASIDE_WORD.search(bare(mark)):
        return False
    named = [_SOUND_WORD.match(word) is not None for word in words]
    return named[0] or named[-1] or (mark[0] == "[" and any(named))
