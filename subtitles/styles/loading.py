"""Styles by name, from the TOML files of this folder, and from the files of users, which may extend others."""

import os
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from subtitles.styles.document import StyleDocument, parse_document
from subtitles.styles.style import Style
from transcripts.errors import StyleError, UnknownNameError

DEFAULT_STYLE_NAME = "youtube"

_SUFFIX = ".toml"
_MOST_BYTES = 1_000_000  # a style has about 5000


@cache
def style_names() -> tuple[str, ...]:
    """The names of the styles that come along, the default one first."""
    found = (file.name for file in files(__package__).iterdir())
    names = {name.removesuffix(_SUFFIX) for name in found if name.endswith(_SUFFIX)}
    return (DEFAULT_STYLE_NAME, *sorted(names - {DEFAULT_STYLE_NAME}))


@cache
def named_style(name: str) -> Style:
    """The style of this name. Raises `UnknownNameError`."""
    if name not in style_names():
        raise UnknownNameError("style", name, style_names())
    file = f"{name}{_SUFFIX}"
    return parse_document((files(__package__) / file).read_text(encoding="utf-8"), file).style(None)


def read_style(path: Path | str) -> Style:
    """The style in a TOML file, called after the file. What it extends is looked for from the folder it is in.

    Raises `StyleError` for a file that cannot be read or holds no style.
    """
    documents: list[StyleDocument] = []
    file, seen = Path(path), set[str]()
    while True:
        document = parse_document(_text(file), str(file))
        if os.path.realpath(file) in seen:
            raise StyleError(documents[-1].file, f"extends {documents[-1].extends}, which extends it in turn")
        seen.add(os.path.realpath(file))
        documents.append(document)
        if document.extends is None or not _is_file(document.extends):
            return _laid_over_each_other(documents)
        file = file.parent / document.extends


def style_of(name_or_path: str) -> Style:
    """The style of this name, or in this file when it ends in ``.toml``.

    Raises `UnknownNameError` for a name that does not exist, and what `read_style` raises.
    """
    return read_style(name_or_path) if _is_file(name_or_path) else named_style(name_or_path)


def _laid_over_each_other(documents: Sequence[StyleDocument]) -> Style:
    *changes, last = documents
    style = last.style(_base(last))
    for document in reversed(changes):
        style = document.style(style)
    return style


def _base(document: StyleDocument) -> Style | None:
    try:
        return None if document.extends is None else named_style(document.extends)
    except UnknownNameError as error:
        raise StyleError(document.file, f"extends an {error}") from error


def _is_file(name: str) -> bool:
    return name.casefold().endswith(_SUFFIX)


def _text(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
        if len(data) > _MOST_BYTES:
            raise StyleError(str(file), f"has more than {_MOST_BYTES:,} bytes; that is no style")
        return data.decode("utf-8-sig")
    except OSError as error:
        raise StyleError(str(file), f"cannot be read: {(error.strerror or str(error)).lower()}") from error
    except UnicodeDecodeError as error:
        raise StyleError(str(file), "is no UTF-8 text; save it as UTF-8") from error
    except ValueError as error:  # a name with a null character
        raise StyleError(str(file), f"cannot be read: {error}") from error
