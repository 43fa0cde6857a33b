"""Styles from TOML files: those in this folder, by name, and the user's own, which may extend one of them."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from subtitles.styles.style import Source, Style
from transcripts.errors import UnknownNameError

DEFAULT_STYLE_NAME = "youtube"
STYLE_NAMES = ("youtube",)


@cache
def named_style(name: str) -> Style:
    """The style of this name. Raises `UnknownNameError`."""
    if name not in STYLE_NAMES:
        raise UnknownNameError("style", name, STYLE_NAMES)
    data = tomllib.loads((files("subtitles.styles") / f"{name}.toml").read_text(encoding="utf-8"))
    return _style(name, data)


def _style(name: str, data: Mapping[str, Any]) -> Style:
    sources = {key: Source(**entry) for key, entry in data["sources"].items()}
    entries = {**data["limits"], **data["conventions"]}
    return Style(
        name=name,
        title=data["title"],
        **{key: entry["value"] for key, entry in entries.items()},
        sources=MappingProxyType({key: sources[entry["source"]] for key, entry in entries.items()}),
    )
