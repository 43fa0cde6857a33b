"""How long words take, guessed from how they are written; shared by the engines that do not listen."""

from dataclasses import dataclass

from aligner.engines.base import ends_sentence
from transcripts.model import Transcript

LETTER_MS = 65  # of read speech

# In letters. The pauses are those of read prose: 0.2, 0.5 and 0.8 s.
_DIGIT = 4.0  # "7" is read as several letters
_WORD = 1.0
_CLAUSE_PAUSE, _SENTENCE_PAUSE, _TURN_PAUSE = 3.0, 8.0, 12.0


@dataclass(frozen=True, slots=True)
class Beat:
    """How long a word takes and how long the pause after it, in letters; whether a sentence ends with it."""

    spoken: float
    pause: float
    ends_sentence: bool


def beats(transcript: Transcript) -> tuple[Beat, ...]:
    """One beat a word of the transcript."""
    return tuple(
        _beat(word.text, index == len(turn.words) - 1)
        for turn in transcript.turns
        for index, word in enumerate(turn.words)
    )


def _beat(word: str, last_of_turn: bool) -> Beat:  # noqa: FBT001
    letters = sum(c.isalpha() for c in word) + _DIGIT * sum(c.isdigit() for c in word)
    sentence = last_of_turn or ends_sentence(word)
    if last_of_turn:
        pause = _TURN_PAUSE
    elif sentence:
        pause = _SENTENCE_PAUSE
    else:
        pause = _CLAUSE_PAUSE if word[-1] in ",–—-، 、" else 0.0
    return Beat(letters + _WORD, pause, sentence)
