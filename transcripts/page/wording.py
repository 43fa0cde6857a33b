"""The page's own words, in the language of the transcript where there are such, else in English.

A language is a file in ``wording/``: the words of the templates, and under ``[script]`` those that the script needs.
``{name}`` stands for what is filled in, and ``[…]`` for what bears the mark that is explained.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pt")
_DEFAULT = "en"


@dataclass(frozen=True, slots=True)
class Wording:
    """Words in a ``language`` (BCP 47), those of the templates and those of the script, by their keys."""

    language: str
    page: Mapping[str, str]
    script: dict[str, str]


@cache
def wording(tag: str) -> Wording:
    """The words for a transcript in the language of a BCP 47 tag."""
    language = tag.replace("_", "-").partition("-")[0].casefold()
    language = language if language in LANGUAGES else _DEFAULT
    table = tomllib.loads(files(__package__).joinpath("wording", f"{language}.toml").read_text(encoding="utf-8"))
    script = table.pop("script")
    return Wording(language, MappingProxyType(table), script)
