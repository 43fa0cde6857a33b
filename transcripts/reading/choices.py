"""What the user decides about a transcript instead of the evidence, and the ``speakers.toml`` that lies beside it."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from transcripts.errors import TranscriptError

_FILE = "speakers.toml"
_ADVICE = 'write lines such as MQ = "Mara Quist"'
_LINE = re.compile(r"at line (\d+)")


@dataclass(frozen=True, kw_only=True)
class Choices:
    """Decisions of the user. ``speakers`` are names by label: ``{"MQ": "Mara Quist"}``; case does not matter."""

    input_format: str | None = None
    layout: str | None = None
    speakers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def over(self, speakers: Mapping[str, str]) -> "Choices":
        """These choices, which win whatever the case of their labels, with names from elsewhere added."""
        decided = {label.casefold() for label in self.speakers}
        added = {label: name for label, name in speakers.items() if label.casefold() not in decided}
        return replace(self, speakers=MappingProxyType({**added, **self.speakers}))


NO_CHOICES = Choices()


def names_beside(transcript: Path) -> Mapping[str, str]:
    """The names in the ``STEM.speakers.toml`` or, without one, the ``speakers.toml`` beside a transcript.

    The file is a table of labels: ``MQ = "Mara Quist"``. Raises `TranscriptError` for one that is anything else.
    """
    for path in (transcript.with_name(f"{transcript.stem}.{_FILE}"), transcript.with_name(_FILE)):
        if path.is_file():
            return _names_in(path)
    return MappingProxyType({})


def _names_in(path: Path) -> Mapping[str, str]:
    try:
        table = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise TranscriptError(str(path), None, f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise TranscriptError(str(path), None, "is no UTF-8 text; save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        line = _LINE.search(str(error))
        reason = f"cannot be read as TOML: {error}; {_ADVICE}"
        raise TranscriptError(str(path), int(line.group(1)) if line else None, reason) from error
    return MappingProxyType(dict(_checked(path, table)))


def _checked(path: Path, table: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for label, name in table.items():
        if not isinstance(name, str) or not name.strip():
            raise TranscriptError(str(path), None, f"{label!r} has no name; {_ADVICE}")
        if not label.strip():
            raise TranscriptError(str(path), None, f"a name without a label: {name!r}; {_ADVICE}")
        if label.casefold() in seen:
            raise TranscriptError(str(path), None, f"{label!r} is there twice, and case does not matter; keep one")
        seen.add(label.casefold())
        yield label, name.strip()
