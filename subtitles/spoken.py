"""What of captions is spoken: their words as a transcript to be timed, each with the cue that shows it.

Sounds, notes of the editor, dashes and the names of speakers are shown and not said.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from subtitles.cue import Cue
from subtitles.text_speakers import VoicedText, speakers_in_text, with_sounds
from subtitles.track import Track
from transcripts.language import language_of
from transcripts.model import Speaker, Transcript, Turn, Word
from transcripts.sounds import Kind, bare, split_sounds
from transcripts.splitting import split_words

_MARKS_OF_SPEECH = "-–—‐>» "  # before the words of another voice; a dash alone is no word
_LABEL_STARTS, _LABEL_ENDS = tuple(">[(-–—‐―（［【"), tuple(":：])）］】>-–—―")
_SPOKEN_SIGNS = "&%@+=€$£"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownWord:
    """A spoken word, the index of its cue in the track and the name of who says it, where anybody is named."""

    word: Word
    cue: int
    speaker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSound:
    """A sound without its brackets, the index of its cue, and the index of the spoken word before which it stands."""

    text: str
    cue: int
    before_word: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenText:
    """The spoken words of cues and their sounds, in the order in which the cues were given.

    ``language`` is a BCP 47 tag: that of the track, else told from the words.
    """

    words: tuple[ShownWord, ...]
    sounds: tuple[ShownSound, ...]
    language: str

    def transcript(self, source: str) -> Transcript:
        """The words as a transcript, a turn for each change of speakers. ``source`` is for messages."""
        names = dict.fromkeys(shown.speaker for shown in self.words if shown.speaker)
        ids = {name: f"s{at}" for at, name in enumerate(names, 1)}
        runs = groupby(self.words, key=lambda shown: shown.speaker)
        return Transcript(
            source=source,
            language=self.language,
            layout="captions",
            speakers=tuple(Speaker(id=key, name=name) for name, key in ids.items()),
            items=tuple(
                Turn(speaker=ids[name] if name else None, words=tuple(shown.word for shown in run))
                for name, run in runs
            ),
        )


def spoken_text(track: Track, order: Sequence[int] | None = None, names: Sequence[str] = ()) -> SpokenText:
    """What is said in the cues of a track, in the order of the file or in another ``order`` of their indices.

    Names that stand in the text are not taken for speech where the file as a whole shows that they are labels, or
    where they are among the ``names`` of those who are known to speak. Raises `MissingExtraError` where words of the
    language are told apart by a library that is not installed.
    """
    track = with_sounds(track)
    language = track.language or language_of("\n".join(cue.text for cue in track.cues))
    voiced = speakers_in_text(track, names).cues
    labels = Counter(part.label.strip() for lines in voiced for line in lines for part in line)
    words: list[ShownWord] = []
    sounds: list[ShownSound] = []
    for at in range(len(voiced)) if order is None else order:
        if track.cues[at].kind == "sound":
            sounds.append(ShownSound(text=bare(track.cues[at].text), cue=at, before_word=len(words)))
            continue
        for text, speaker in _voices(track.cues[at], voiced[at], labels):
            for piece in split_sounds(text):
                if piece.kind is Kind.SOUND:
                    sounds.append(ShownSound(text=piece.text, cue=at, before_word=len(words)))
                elif piece.kind is Kind.SPOKEN:
                    said = split_words(piece.text, language)
                    words += [ShownWord(word=word, cue=at, speaker=speaker) for word in said if _is_said(word)]
    return SpokenText(words=tuple(words), sounds=tuple(sounds), language=language)


def _voices(
    cue: Cue, lines: Sequence[Sequence[VoicedText]], labels: Mapping[str, int]
) -> Iterator[tuple[str, str | None]]:
    """The text of each voice of a cue, without labels and marks of a change of speakers, and who it is."""
    parts = [
        ("" if at in cue.joined_lines else " ", _said(part, labels).lstrip(_MARKS_OF_SPEECH), part.speaker)
        for at, line in enumerate(lines)
        for part in line
    ]
    for speaker, run in groupby(parts, key=lambda part: part[2]):
        yield "".join(gap + text for gap, text, _ in run).strip(), speaker


def _said(part: VoicedText, labels: Mapping[str, int]) -> str:
    """What is said of a part. Words that look like a name once, without a mark, are rather the beginning of a line."""
    label = part.label.strip()
    is_label = label.startswith(_LABEL_STARTS) or label.endswith(_LABEL_ENDS) or labels[label] > 1
    return part.text if is_label else part.label + part.text


def _is_said(word: Word) -> bool:
    return any(char.isalnum() or char in _SPOKEN_SIGNS for char in word.text)
