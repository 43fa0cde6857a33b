"""The text of a file to a value: JSON, or JSON Lines with one value a line."""

import json
import re
from collections import Counter
from dataclasses import dataclass

from transcripts.errors import TranscriptError
from transcripts.reading.document import Source

_OPENING = re.compile(r"\{\s*[\"}]|\[\s*[\"{\[\]]")
_MANY_DUPLICATES = 3  # named in the warning


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A value and what had to be said about it. ``is_lines`` of a list: it was written as JSON Lines."""

    value: object
    warnings: tuple[str, ...] = ()


def opens_json(text: str) -> bool:
    """Whether a text begins as a JSON object or array does, and not as ``[music]`` or ``{\\rtf1``."""
    opening = _OPENING.match(text.lstrip())
    return opening is not None and (text.lstrip()[0] == "{" or text.rstrip()[-1] in "]}")


def parse(source: Source) -> Parsed:
    """The value in a source; a list of the values where it is written one a line.

    Raises `TranscriptError` for what is no JSON, with its line.
    """
    text = source.text.removeprefix("\ufeff")
    repeated: Counter[str] = Counter()

    def to_object(pairs: list[tuple[str, object]]) -> dict[str, object]:
        made = dict(pairs)
        if len(made) < len(pairs):
            repeated.update(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        return made

    decoder = json.JSONDecoder(object_pairs_hook=to_object, strict=False)
    try:
        value: object = decoder.decode(text)
    except json.JSONDecodeError as error:
        if not error.msg.startswith("Extra data"):
            raise _refusal(source, error, error.lineno) from error
        value = _lines(source, text, decoder)
    except (ValueError, RecursionError) as error:
        raise _unreadable(source, None, error) from error
    return Parsed(value=value, warnings=_warnings(repeated))


def _lines(source: Source, text: str, decoder: json.JSONDecoder) -> list[object]:
    values: list[object] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            values.append(decoder.decode(line))
        except json.JSONDecodeError as error:
            raise _refusal(source, error, number) from error
        except (ValueError, RecursionError) as error:
            raise _unreadable(source, number, error) from error
    return values


def _refusal(source: Source, error: json.JSONDecodeError, line: int) -> TranscriptError:
    if not error.doc[error.pos :].strip():
        return TranscriptError(source.name, line, "the JSON ends too early; get the whole file again")
    before = error.doc[: error.pos].rstrip()
    hint = "; there is a comma too many" if before.endswith(",") and error.doc[error.pos] in "]}" else ""
    if error.msg.startswith("Illegal trailing comma"):  # the position is that of the comma
        hint = "; there is a comma too many"
    return TranscriptError(source.name, line, f"not valid JSON at column {error.colno}: {error.msg}{hint}")


def _unreadable(source: Source, line: int | None, error: Exception) -> TranscriptError:
    reason = "it is nested too deeply" if isinstance(error, RecursionError) else "it holds a number of too many digits"
    return TranscriptError(source.name, line, f"JSON that cannot be read: {reason}")


def _warnings(repeated: Counter[str]) -> tuple[str, ...]:
    if not repeated:
        return ()
    keys = ", ".join(repr(key) for key, _ in repeated.most_common(_MANY_DUPLICATES))
    return (f"objects of the JSON hold a key twice ({keys}, {sum(repeated.values())} times); the last one counts",)
