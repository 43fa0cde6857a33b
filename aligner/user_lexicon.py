"""A user's own list of words and how they are said.

One line a word: the word as written, a tab, and how it is said: other words that are pronounced as usual
(``Xochitl<TAB>so cheel``), or IPA between slashes or brackets (``Zoidberg<TAB>/ˈzɔɪdbɜːɡ/``). Several lines for a word
are alternatives. Blank lines and lines that begin with ``#`` count for nothing.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from aligner.phonemes import from_ipa
from transcripts.errors import LexiconError

_APOSTROPHES = str.maketrans("’‘ʼ", "'''")
_AROUND = "\"'()[]{}<>.,;:!?…¿¡-–—“”„‘’«»‹›*_"
_IPA = re.compile(r"/(.+)/|\[(.+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """How a word is said: ``text`` is IPA (``notation`` is ``ipa``) or words to be pronounced as usual (``words``)."""

    text: str
    notation: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Written word → how it is said, alternatives in the order of the list. Made by `read_lexicon`."""

    entries: Mapping[str, tuple[Saying, ...]] = field(default_factory=dict)
    _folded: Mapping[str, tuple[Saying, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Where capitals tell two entries apart (Polish, polish), the one without them serves every other writing.
        capitals_first = sorted(self.entries, key=lambda word: word == word.casefold())
        object.__setattr__(self, "_folded", {word.casefold(): self.entries[word] for word in capitals_first})

    def written(self, word: str) -> tuple[Saying, ...]:
        """How a word is said that stands in a text, with the punctuation around it; none when the list lacks it."""
        if not self.entries:
            return ()
        whole = _normal(word)
        bare = whole.strip(_AROUND)
        within = re.sub(r"^\W+|\W+$", "", bare)
        return next(filter(None, map(self.said, (whole, bare, within))), ())

    def said(self, word: str) -> tuple[Saying, ...]:
        """The same for a word without punctuation around it."""
        return self.entries.get(word) or self._folded.get(word.casefold(), ())


NO_ENTRIES = Lexicon()


def read_lexicon(path: str | Path) -> Lexicon:
    """The list in a UTF-8 file. Raises `LexiconError` when it cannot be read or a line is not understood."""
    entries: dict[str, tuple[Saying, ...]] = {}
    for word, saying in _lines(str(path), _text(Path(path))):
        entries[word] = (*entries.get(word, ()), saying)
    return Lexicon(MappingProxyType(entries))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise LexiconError(str(path), None, f"cannot be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise LexiconError(str(path), None, "is not UTF-8 text; save it as UTF-8") from error


def _lines(source: str, text: str) -> Iterator[tuple[str, Saying]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        written, tab, said = line.partition("\t")
        word, said = _normal(written.strip()), said.strip()
        if not tab or not word or not said:
            raise LexiconError(source, number, "a line is a word, a tab and how it is said")
        if len(word.split()) > 1:
            raise LexiconError(source, number, f"{word!r} is more than one word; give each a line of its own")
        yield word, _saying(said, source, number)


def _saying(said: str, source: str, number: int) -> Saying:
    ipa = _IPA.fullmatch(said)
    if ipa:
        text = ipa[1] or ipa[2]
        if not from_ipa(text):
            raise LexiconError(source, number, f"no sound is known in {said}; IPA or plain words are understood")
        return Saying(text=text, notation="ipa")
    if not any(map(str.isalnum, said)):
        raise LexiconError(source, number, f"{said!r} holds no word; say how it is said, in words or as /IPA/")
    return Saying(text=said, notation="words")


def _normal(word: str) -> str:
    return unicodedata.normalize("NFC", word).translate(_APOSTROPHES)
