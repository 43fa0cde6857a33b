"""One style file as it is written: what it says itself, before that is laid over the style it extends."""

import re
import reprlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath
from types import MappingProxyType
from typing import Any

from subtitles.styles.entries import LANGUAGE_ENTRIES, REQUIRED_ENTRIES, STYLE_ENTRIES, Reader, read_entry
from subtitles.styles.style import LanguageLimits, Source, Style
from transcripts.errors import StyleError, UnknownNameError

_SECTIONS = ("limits", "conventions")  # headings for readers: entries may stand under them or above
_TABLES = ("sources", "languages")
_WORDS = ("title", "extends")
_SOURCE_PARTS = ("page", "url", "date", "note")
_ENTRY_PARTS = ("value", "source", "note")
_MOST_SHOWN = 40  # characters of a wrong name
_LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleDocument:
    """What a style file says. ``sources`` are those of its entries, named as in `Style`."""

    file: str
    title: str | None
    extends: str | None
    entries: Mapping[str, object]
    languages: Mapping[str, Mapping[str, object]]
    sources: Mapping[str, Source]

    def style(self, base: Style | None) -> Style:
        """The base with what this file changes; without a base, what this file says. It is called after the file.

        Raises `StyleError` when entries are lacking or do not fit together.
        """
        missing = [entry for entry in REQUIRED_ENTRIES if base is None and entry not in self.entries]
        if missing:
            raise StyleError(self.file, f'lacks {", ".join(missing)}; add them, or extends = "youtube"')
        name = PurePath(self.file).stem
        changes: dict[str, Any] = {
            **self.entries,
            "name": name,
            "title": self.title or name,
            "languages": self._languages(base.languages if base else {}),
            "sources": MappingProxyType({**(base.sources if base else {}), **self.sources}),
        }
        try:
            return replace(base, **changes) if base else Style(**changes)
        except ValueError as error:
            raise StyleError(self.file, str(error)) from error

    def _languages(self, base: Mapping[str, LanguageLimits]) -> Mapping[str, LanguageLimits]:
        merged = dict(base)
        for language, entries in self.languages.items():
            values: dict[str, Any] = dict(entries)
            merged[language] = replace(merged.get(language, LanguageLimits()), **values)
        return MappingProxyType(merged)


def parse_document(text: str, file: str) -> StyleDocument:
    """Read the text of a style file; ``file`` is what errors call it.

    Raises `StyleError` for text that is no TOML, and for entries that do not exist or cannot be what they are.
    """
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # not TOMLDecodeError alone: int() refuses thousands of digits
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise StyleError(file, f"cannot be read as TOML: {reason}") from error
    try:
        return _Parser(file, _sources(data)).document(data)
    except ValueError as error:
        raise StyleError(file, str(error)) from error


@dataclass(frozen=True, slots=True)
class _Parser:
    """Reads the tables of a file; every method raises `ValueError` with the reason."""

    file: str
    listed: Mapping[str, Source]

    def document(self, data: Mapping[str, object]) -> StyleDocument:
        entries, sources = self._entries(STYLE_ENTRIES, _flat(data), "")
        languages = {}
        for language, table in _tables(data, "languages"):
            if not _LANGUAGE.fullmatch(language):
                raise ValueError(f"languages.{_short(language)}: name the language alone, such as de, without region")
            languages[language], more = self._entries(LANGUAGE_ENTRIES, table.items(), f"languages.{language}.")
            sources.update(more)
        return StyleDocument(
            file=self.file,
            title=_word(data, "title"),
            extends=_word(data, "extends"),
            entries=MappingProxyType(entries),
            languages=MappingProxyType(languages),
            sources=MappingProxyType(sources),
        )

    def _entries(
        self, known: Mapping[str, Reader], items: Iterable[tuple[str, object]], prefix: str
    ) -> tuple[dict[str, object], dict[str, Source]]:
        entries: dict[str, object] = {}
        sources: dict[str, Source] = {}
        for name, given in items:
            _check_known("entry", name, known)
            if name in entries:
                raise ValueError(f"{name} is there twice; keep one")
            parts = given if isinstance(given, Mapping) else {"value": given}
            try:
                entries[name] = read_entry(known, name, _value(parts))
                sources[f"{prefix}{name}"] = self._source(parts)
            except ValueError as error:
                raise ValueError(f"{prefix}{name} {error}") from None
        return entries, sources

    def _source(self, parts: Mapping[str, object]) -> Source:
        """What a file says without a source is its own."""
        given = _word(parts, "source")
        source = Source(page=self.file) if given is None else self.listed.get(given, Source(page=given))
        return replace(source, note=_word(parts, "note") or source.note)


def _flat(data: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for name, value in data.items():
        if name in _SECTIONS:
            yield from _table(value, name).items()
        elif name not in (*_TABLES, *_WORDS):
            _check_known("entry", name, (*STYLE_ENTRIES, *_SECTIONS, *_TABLES, *_WORDS))
            yield name, value


def _sources(data: Mapping[str, object]) -> Mapping[str, Source]:
    return MappingProxyType({name: _listed(table, f"sources.{name}") for name, table in _tables(data, "sources")})


def _listed(table: Mapping[str, object], where: str) -> Source:
    for part in table:
        _check_known(f"part of {where}", part, _SOURCE_PARTS)
    page = _word(table, "page")
    if page is None:
        raise ValueError(f"{where} has no page")
    day = table.get("date")
    written = day.isoformat() if isinstance(day, date) else _word(table, "date")
    return Source(page=page, url=_word(table, "url") or "", date=written or "", note=_word(table, "note") or "")


def _value(parts: Mapping[str, object]) -> object:
    for part in parts:
        _check_known("part of an entry", part, _ENTRY_PARTS)
    if "value" not in parts:
        raise ValueError("has no value")
    return parts["value"]


def _tables(data: Mapping[str, object], name: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    for key, table in _table(data.get(name, {}), name).items():
        yield key, _table(table, f"{name}.{key}")


def _table(value: object, where: str) -> Mapping[str, object]:
    if isinstance(value, Mapping):
        return value
    raise ValueError(f"{where} is {reprlib.repr(value)}; it must be a table of entries")


def _word(parts: Mapping[str, object], name: str) -> str | None:
    word = parts.get(name)
    if word is not None and not isinstance(word, str):
        raise ValueError(f"{name} is {reprlib.repr(word)}; it must be text in quotes")
    return word and (" ".join(word.split()) or None)


def _check_known(kind: str, name: str, known: Iterable[str]) -> None:
    if name not in known:
        raise ValueError(str(UnknownNameError(kind, _short(name), tuple(known))))


def _short(name: str) -> str:
    return name if len(name) <= _MOST_SHOWN else f"{name[:_MOST_SHOWN]}…"
