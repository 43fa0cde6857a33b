"""The metadata that pages of static sites begin with, in YAML, TOML or JSON: title, language, and who speaks."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from transcripts.reading.front_speech import is_transcript, scalar

LONGEST = 30_000  # lines of YAML, in which some pages keep a whole transcript; what has no end so far is no metadata
_LONGEST_OTHER = 2_000  # lines of TOML or JSON
_KEY = re.compile(r"(?P<key>[\w.-]{1,60}|\"[^\"]{1,60}\"|'[^']{1,60}')\s{0,9}:(?:\s+(?P<value>.*))?$")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_SEVERAL = re.compile(r"\s*,\s+|\s+(?:and|&|und|et|y|e|en)\s+")
_TITLE_KEYS = ("title", "titel", "titre", "titulo", "título", "titolo")
_LANGUAGE_KEYS = ("language", "lang", "locale")
_PEOPLE_KEYS = tuple(
    key + plural
    for key in ("speaker", "host", "cohost", "co-host", "guest", "presenter", "interviewer", "interviewee", "author")
    for plural in ("", "s")
)
_NAME_KEYS = ("name", "title", "full_name", "fullname")

Value = object  # a text, a number, a list, or a mapping by keys


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What the first lines of a file declare. ``end`` is the number of those lines, both fences included.

    ``speech`` are the places of the lines that hold the transcript, if they do.
    """

    end: int
    title: str | None = None
    language: str | None = None
    people: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    speech: range = range(0)


def front_matter_of(lines: Sequence[str]) -> FrontMatter | None:
    """The metadata at the beginning of a file; ``None`` where it begins with something else."""
    start = next((i for i, line in enumerate(lines[:20]) if line.strip()), None)
    if start is None:
        return None
    opening = lines[start].rstrip()
    if opening == "---":
        return _yaml(lines, start)
    if opening == "+++":
        return _toml(lines, start)
    return _json(lines, start) if opening == "{" else None


def _closing(lines: Sequence[str], start: int, fences: tuple[str, ...], longest: int = _LONGEST_OTHER) -> int | None:
    upto = min(len(lines), start + longest)
    return next((i for i in range(start + 1, upto) if lines[i].rstrip() in fences), None)


def _yaml(lines: Sequence[str], start: int) -> FrontMatter | None:
    end = _closing(lines, start, ("---", "..."), LONGEST)
    if end is None:
        return None
    body = lines[start + 1 : end]
    written = [line for line in body if line.strip()]
    keys = sum(_KEY.match(line) is not None for line in written)
    # Text between two rules is no metadata.
    if not keys or any(not _may_be_yaml(line) for line in written):
        return None
    entries = list(_yaml_entries(body))
    declared = _declared({key: _yaml_value(first, body[at + 1 : stop]) for key, first, at, stop in entries}, end + 1)
    spoken = (
        range(start + 1 + at, start + 1 + stop) for key, _, at, stop in entries if is_transcript(key, body[at:stop])
    )
    return replace(declared, speech=next(spoken, range(0)))


def _may_be_yaml(line: str) -> bool:
    return line[0] in " \t#-" or _KEY.match(line) is not None or line.strip() in "]}\"'"


def _yaml_entries(lines: Sequence[str]) -> Iterator[tuple[str, str, int, int]]:
    """The keys of the top level, what follows them in their line, and where their lines begin and end.

    Only that much of YAML is read: what is needed here is written so, and the rest is not looked at.
    """
    starts = [(at, found) for at, line in enumerate(lines) if (found := _KEY.match(line))]
    stops = [*(at for at, _ in starts[1:]), len(lines)]
    for (at, found), stop in zip(starts, stops, strict=False):
        yield found["key"].strip("\"'").casefold(), (found["value"] or "").strip(), at, stop


def _yaml_value(first: str, inner: Sequence[str]) -> Value:
    written = [line.strip() for line in inner if line.strip() and not line.lstrip().startswith("#")]
    if first.startswith("["):
        return [scalar([item]) for item in " ".join((first, *written)).strip("[] ").split(",")]
    if first:
        return " ".join(scalar([first, *written]).split())
    return [_item(line[2:].strip()) for line in written if line.startswith("- ")]


def _item(written: str) -> Value:
    """An item of a list: a text, or the name in a mapping that begins with it."""
    named = _KEY.match(written)
    if named is None:
        return scalar([written])
    return scalar([named["value"] or ""]) if named["key"].casefold() in _NAME_KEYS else None


def _toml(lines: Sequence[str], start: int) -> FrontMatter | None:
    end = _closing(lines, start, ("+++",))
    if end is None:
        return None
    try:
        values = tomllib.loads("\n".join(lines[start + 1 : end]))
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        warning = f"line {start + 1}: the metadata (TOML) at the beginning cannot be read"
        return FrontMatter(end=end + 1, warnings=(warning,))
    return _declared({key.casefold(): value for key, value in values.items()}, end + 1)


def _json(lines: Sequence[str], start: int) -> FrontMatter | None:
    end = _closing(lines, start, ("}",))
    if end is None:
        return None
    try:
        values = json.loads("\n".join(lines[start : end + 1]))
    except (ValueError, RecursionError):
        return None
    return _declared({key.casefold(): value for key, value in values.items()}, end + 1)


def _declared(values: Mapping[str, Value], end: int) -> FrontMatter:
    title = next((text for key in _TITLE_KEYS for text in _texts(values.get(key))), None)
    tags = (text for key in _LANGUAGE_KEYS for text in _texts(values.get(key)))
    language = next((tag.replace("_", "-") for tag in tags if _LANGUAGE.fullmatch(tag)), None)
    people = [name for key in _PEOPLE_KEYS for text in _texts(values.get(key)) for name in _names(text)]
    return FrontMatter(end=end, title=title, language=language, people=tuple(dict.fromkeys(people)))


def _texts(value: Value) -> Iterator[str]:
    """The texts in a value: itself, its items, or the names of its items."""
    items = value if isinstance(value, list) else [value]
    for item in items:
        named = next((item[key] for key in _NAME_KEYS if key in item), None) if isinstance(item, dict) else item
        if isinstance(named, str) and named.strip():
            yield " ".join(named.split())


def _names(text: str) -> Iterator[str]:
    """The names in a text; the key of a record elsewhere (``mara-quist``) is none."""
    names = _SEVERAL.split(text)
    whole = len(names) > 1 and not all(" " in name for name in names)
    for name in [text] if whole else names:
        if not _SLUG.fullmatch(name):
            yield name
