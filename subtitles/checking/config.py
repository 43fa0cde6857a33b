"""What a project asks of its captions: ``align.toml``, or the table ``[tool.align]`` of ``pyproject.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from subtitles.checking.selection import Selection
from transcripts.errors import SettingsError, UnknownNameError

OWN_FILE = "align.toml"
PROJECT_FILE = "pyproject.toml"
_KEYS = ("select", "ignore", "style")


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """What a file of settings says; ``None`` where it says nothing. ``source`` is the file, ``None`` for none.

    ``style`` is a name, or the path of a TOML file.
    """

    source: Path | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    style: str | None = None

    def selection(self, select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> Selection:
        """The rules to ask: those of a command line, each list where it is not empty, or else those of the file.

        Raises `UnknownNameError` for a rule that there is not.
        """
        return Selection(select=select or self.select or Selection().select, ignore=ignore or self.ignore or ())


def configuration_for(path: Path) -> Configuration:
    """The settings that apply to a file: those of the nearest folder above it that has any.

    In one folder `OWN_FILE` goes before `PROJECT_FILE`. Raises `SettingsError` for settings that cannot be understood.
    """
    for folder in path.absolute().parents:
        for name in (OWN_FILE, PROJECT_FILE):
            found = _read(folder / name)
            if found is not None:
                return found
    return Configuration()


def _read(path: Path) -> Configuration | None:
    """The settings of a file; ``None`` where it does not exist or has none."""
    if not path.is_file():
        return None
    try:
        table: Any = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(str(path), f"the settings cannot be read: {error}") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(str(path), f"the settings are not TOML: {error}") from error
    if path.name == PROJECT_FILE:
        table = _table(table.get("tool", {}), path).get("align")
        if table is None:
            return None
    return _configuration(_table(table, path), path)


def _configuration(table: Mapping[str, Any], path: Path) -> Configuration:
    for key in table:
        if key not in _KEYS:
            raise SettingsError(str(path), str(UnknownNameError("setting", key, _KEYS)))
    found = Configuration(
        source=path,
        select=_names(table, "select", path),
        ignore=_names(table, "ignore", path),
        style=_style(table.get("style"), path),
    )
    try:
        found.selection()
    except UnknownNameError as error:
        raise SettingsError(str(path), str(error)) from error
    return found


def _table(value: object, path: Path) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise SettingsError(str(path), "align must be a table of settings: [tool.align]")
    return value


def _names(table: Mapping[str, Any], key: str, path: Path) -> tuple[str, ...] | None:
    value = table.get(key)
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise SettingsError(str(path), f'{key} must be a list of rules: {key} = ["timing", "text-caps"]')
    return tuple(value)


def _style(value: object, path: Path) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not value:
        raise SettingsError(str(path), 'style must be the name of a style or a TOML file: style = "bbc"')
    return str(path.parent / value) if value.endswith(".toml") else value
