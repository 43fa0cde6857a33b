"""The words of captions beside those of a transcript: which are the same, whatever their case, marks and numerals."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

from subtitles.checking.comparing import Difference, differences, joined, matches
from subtitles.spoken import SpokenText, spoken_text
from subtitles.text_speakers import known_names
from subtitles.track import Track
from transcripts.model import Sound, Transcript, Turn

_GAP = re.compile(r"[-‐–—/…]+")
_NO_LETTER = re.compile(r"[\W_]+")
_NUMERAL = re.compile(r"\d[\d.,]*")
_FORMS = ("cardinal", "year", "ordinal")
_MOST_DIGITS = 12
_MOST_SPELLED = 12  # tokens; numbers are short
_BETWEEN = 2  # equal words within one difference


@dataclass(frozen=True, kw_only=True)
class Matched:
    """Captions and a transcript side by side. ``pairs`` are the indices of equal tokens (of the transcript, of the
    captions), ascending; a token is a word, or the part of one that a hyphen or dash divides, in small letters."""

    spoken: SpokenText
    transcript: Transcript
    said: tuple[str, ...]
    said_words: tuple[int, ...]
    shown: tuple[str, ...]
    shown_words: tuple[int, ...]
    pairs: tuple[tuple[int, int], ...]

    @property
    def share(self) -> float:
        """The share, 0..1, of the tokens of the shorter text that the other has too."""
        return len(self.pairs) / max(1, min(len(self.said), len(self.shown)))

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """The turn of each word of the transcript."""
        return tuple(turn for turn in self.transcript.turns for _ in turn.words)

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """Where the texts differ, in tokens; neighbouring differences are one. Text that may not be spoken is not
        missing, a number is the same in digits and in words, and a note of the transcript may be shown."""
        found = differences(self.pairs, len(self.said), len(self.shown))
        notes = {_tokens(note.text.split())[0] for turn in self.transcript.turns for note in turn.notes}
        own = [part for part in found if not (self._is_left_open(part) or self._is_same_number(part))]
        own = [part for part in own if part.a_start < part.a_end or self.shown[part.b_start : part.b_end] not in notes]
        return tuple(joined(own, _BETWEEN))

    def said_text(self, part: Difference) -> str:
        """The words of the transcript in a difference."""
        words = _words(self.said_words, part.a_start, part.a_end)
        return " ".join(self.transcript.words[at].text for at in words)

    def shown_text(self, part: Difference) -> str:
        """The words of the captions in a difference."""
        return " ".join(self.spoken.words[at].word.text for at in _words(self.shown_words, part.b_start, part.b_end))

    def cue_at(self, token: int) -> int:
        """The index of the cue with a token of the captions, or with the last one before the end of the text."""
        word = self.shown_words[min(token, len(self.shown_words) - 1)]
        return self.spoken.words[word].cue

    def sounds(self) -> Iterator[tuple[Sound, int]]:
        """The sounds of the transcript, each with the word of the captions before which it belongs."""
        firsts = [self.said_words[a] for a, _ in self.pairs]
        counts = accumulate(
            (len(item.words) if isinstance(item, Turn) else 0 for item in self.transcript.items), initial=0
        )
        at = 0
        for item, before in zip(self.transcript.items, counts, strict=False):
            while at < len(firsts) and firsts[at] < before:
                at += 1
            if isinstance(item, Sound):
                end = len(self.spoken.words)
                yield item, self.shown_words[self.pairs[at][1]] if at < len(firsts) else end

    def _is_left_open(self, part: Difference) -> bool:
        words = [self.said_words[at] for at in range(part.a_start, part.a_end)]
        return part.b_start == part.b_end and all(self.turns[word].maybe_spoken for word in words)

    def _is_same_number(self, part: Difference) -> bool:
        said, shown = self.said[part.a_start : part.a_end], self.shown[part.b_start : part.b_end]
        has_digits = any(map(_NUMERAL.match, (*said, *shown)))
        if not has_digits or not said or not shown or max(len(said), len(shown)) > _MOST_SPELLED:
            return False
        language = self.transcript.language
        return any(_spelled(said, language, form) == _spelled(shown, language, form) for form in _FORMS)


@lru_cache(maxsize=1)  # every rule of the family asks for the same one
def matched(track: Track, transcript: Transcript) -> Matched:
    """Captions and transcript side by side. Raises `MissingExtraError` as `spoken_text` does."""
    spoken = spoken_text(track, names=known_names(transcript))
    said, said_words = _tokens([word.text for word in transcript.words])
    shown, shown_words = _tokens([shown.word.text for shown in spoken.words])
    return Matched(
        spoken=spoken,
        transcript=transcript,
        said=said,
        said_words=said_words,
        shown=shown,
        shown_words=shown_words,
        pairs=tuple(matches(said, shown)),
    )


def _tokens(words: Sequence[str]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The tokens of words, and the word of each."""
    found = [
        (token, at) for at, word in enumerate(words) for part in _GAP.split(word) if (token := _NO_LETTER.sub("", part))
    ]
    return tuple(token.casefold() for token, _ in found), tuple(at for _, at in found)


def _words(owners: Sequence[int], start: int, end: int) -> Sequence[int]:
    return tuple(dict.fromkeys(owners[start:end]))


def _spelled(tokens: Sequence[str], language: str, form: str) -> str:
    """Tokens as letters only, numerals as they are read."""
    read = " ".join(_read(token, language, form) for token in tokens).replace(" and ", " ")
    return _NO_LETTER.sub("", read).casefold()


def _read(token: str, language: str, form: str) -> str:
    found = _NUMERAL.match(token)
    if not found or len(token) > _MOST_DIGITS:
        return token
    from num2words import num2words

    try:
        return str(num2words(int(found[0]), lang=language.replace("-", "_"), to=form))
    except (NotImplementedError, OverflowError, ValueError, TypeError):  # a language or form that it does not know
        return token
