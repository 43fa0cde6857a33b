"""What stands in a JSON value: objects, texts, times and names, or nothing where it is of another type."""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from statistics import median

Record = dict[str, object]

_LATEST_MS = 3_600_000_000  # a thousand hours; what lies beyond is no time of an episode
_SLOWEST_WORD = 20  # s; where a word lasts longer by the numbers, they are milliseconds
_ISO = re.compile(r"PT(?:(\d{1,4})H)?(?:(\d{1,6})M)?(?:(\d{1,9}(?:\.\d{0,9})?)S)?")
_CLOCK = re.compile(r"(?:(\d{1,4}):)?(\d{1,4}):(\d{1,2}(?:[.,]\d{1,9})?)")
_SPEAKER_NAMES = ("name", "full_name", "fullName", "display_name", "displayName", "label", "title", "id")


_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")


class Unit(float, Enum):
    """What a bare number counts, as its length in milliseconds."""

    SECONDS = 1000.0
    MILLISECONDS = 1.0
    TICKS = 0.0001  # of 100 ns
    SAMPLES = 0.0625  # at 16 kHz


def child(value: object, *path: str | int) -> object:
    """What stands at a path of keys and indices; ``None`` where nothing does."""
    for key in path:
        if isinstance(key, str):
            value = value.get(key) if isinstance(value, dict) else None
        else:
            value = value[key] if isinstance(value, list) and -len(value) <= key < len(value) else None
    return value


def objects(value: object, *path: str | int) -> list[Record]:
    """The objects of the list at a path; empty where there is none."""
    found = child(value, *path)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def string(value: object) -> str:
    """A text, white space included, or a number as written; empty for anything else."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15 else ""


def first_string(record: Record, keys: Iterable[str]) -> str:
    """The text under the first of the keys that has one; it can be blank. Empty where none has."""
    for key in keys:
        if key in record and (text := string(record[key])):
            return text
    return ""


def first_speaker(record: Record, keys: Iterable[str]) -> str | None:
    """Who is named under the first of the keys that names somebody; ``None`` where none does."""
    for key in keys:
        if key in record and (who := speaker(record[key])):
            return who
    return None


def squeezed(text: str) -> str:
    """The letters and digits of a text, for comparing."""
    return _NOT_ALPHANUMERIC.sub("", text).casefold()


def is_of_words(texts: Iterable[str]) -> bool:
    """Whether records are words or a few of them, to be joined, and not sentences or lines."""
    counts = [len(text.split()) for text in texts if text.strip()]
    return bool(counts) and sum(counts) <= 3 * len(counts) and max(counts) <= 12


def is_mark(text: str) -> bool:
    """Whether a record is a mark of punctuation that belongs to the word before."""
    return bool(text) and len(text) <= 3 and not text.strip(".,;:!?…。、，！？)]”’")


def best(record: Record) -> Record:
    """The first of the alternatives that a recogniser offers; empty without one."""
    return next(iter(objects(record, "alternatives")), {})


def speaker(value: object) -> str | None:
    """Who speaks: a name, an id, an object with either, or a list of those; ``None`` where nobody is named."""
    if value is None or isinstance(value, str):
        return (value and " ".join(value.split())) or None
    if isinstance(value, dict):
        return next((found for key in _SPEAKER_NAMES if (found := _name(value.get(key)))), None)
    if isinstance(value, list):
        names = [found for one in value[:9] if (found := speaker(one) if not isinstance(one, list) else None)]
        return " and ".join(names) or None
    return _name(value)


def _name(value: object) -> str | None:
    whole = int(value) if isinstance(value, float) and value.is_integer() else value
    return " ".join(string(whole).split()) or None


def milliseconds(value: object, unit: Unit) -> int | None:
    """A time in ms; ``unit`` is that of a number that does not name its own (``1.2s``, ``PT1.2S``, ``0:01,200``).

    ``None`` for what is no time: negative, not finite, or beyond a thousand hours.
    """
    if isinstance(value, float):
        return _bounded(value * unit)
    if isinstance(value, dict):  # of protocol buffers: {"seconds": "1", "nanos": 200000000}
        parts = (_number(value.get("seconds", 0)), _number(value.get("nanos", 0)))
        return _bounded(parts[0] * 1000 + parts[1] / 1_000_000)
    if isinstance(value, str) and not _is_plain(value):
        return _written(value.strip())
    return _bounded(_number(value) * unit)


def _is_plain(text: str) -> bool:
    return not math.isnan(_number(text))


def _number(value: object) -> float:
    """NaN for what is no number."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return math.nan
    try:
        return float(value)
    except (ValueError, OverflowError):
        return math.nan


def _bounded(time_ms: float) -> int | None:
    return round(time_ms) if 0 <= time_ms <= _LATEST_MS else None


def _written(text: str) -> int | None:
    if text.endswith("s"):
        return _bounded(_number(text[:-1]) * 1000)
    parts = _ISO.fullmatch(text) or _CLOCK.fullmatch(text)
    if parts is None:
        return None
    hours, minutes, seconds = ((part or "0").replace(",", ".") for part in parts.groups())
    return _bounded((int(hours) * 3600 + int(minutes) * 60 + float(seconds)) * 1000)


def unit_of(spans: Iterable[tuple[object, object, str]]) -> Unit:
    """What the numbers of records count, by how long a word would last. A span is a start, an end and its text."""
    lengths = list(_lengths([(_number(start), _number(end), len(text.split())) for start, end, text in spans]))
    return Unit.MILLISECONDS if lengths and median(lengths) > _SLOWEST_WORD else Unit.SECONDS


def _lengths(spans: Sequence[tuple[float, float, int]]) -> Iterator[float]:
    following = [start for start, _, _ in spans[1:]]
    for (start, end, words), after in zip(spans, (*following, math.nan), strict=True):
        length = (after if math.isnan(end) else end) - start
        if words and 0 < length < math.inf:
            yield length / words
