"""The head of a label: a name, what is added to it, and a time."""

import re
from dataclasses import dataclass
from functools import lru_cache

from transcripts.reading.layouts.label import Label
from transcripts.reading.layouts.shapes import Style, bare_name, style_of
from transcripts.reading.stamps import TRAILING_STAMP, stamp_ms

_BRACKETED = re.compile(r"[\[(<]([^\[\]()<>]{1,60})[\])>]:?")
_AROUND_TIME = " |-–—·,:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Words that may be a label. ``style`` is ``None`` where they do not have the shape of a name.

    ``key`` is the bare name in small letters; ``is_bracketed``: brackets held all of it.
    """

    written: str
    key: str
    style: Style | None
    start_ms: int | None
    is_bracketed: bool

    def before(self, rest: str) -> Label:
        """The label with this head before the rest of a line."""
        return Label(written=self.written, key=self.key, rest=rest, start_ms=self.start_ms)


@lru_cache(maxsize=10_000)  # a transcript has a few, over and over
def read_head(text: str) -> Head:
    """``[Mara Quist] 0:12``, ``MARA QUIST, HOST``, ``Mara Quist (Quay Labs) | 00:01:23`` taken apart."""
    stamp = TRAILING_STAMP.search(text)
    written = text[: stamp.start()].rstrip(_AROUND_TIME) if stamp else text.strip()
    bracketed = _BRACKETED.fullmatch(written)
    written = bracketed.group(1).strip() if bracketed else written
    name = bare_name(written)
    return Head(
        written=written,
        key=key_of(name),
        style=style_of(name) if name else None,
        start_ms=stamp_ms(stamp.group()) if stamp else None,
        is_bracketed=bracketed is not None,
    )


def key_of(name: str) -> str:
    """What is equal for equal names: small letters, single spaces."""
    return " ".join(name.casefold().split())
