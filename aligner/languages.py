"""The languages that espeak-ng has a voice for, and the figures that exist for them."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from aligner.espeak import all_voices
from transcripts.splitting import EXTRA, needs_extra

# Voices under the tag that people write, which `aligner.espeak.voice_for` leads back to them.
_TAGS = {"cmn": "zh", "fr-fr": "fr"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language by its BCP 47 tag and its English name.

    ``people_within_250`` and ``synthetic_within_250`` are shares, 0..1, of utterances whose start was timed within
    250 ms: of recordings of people, and of a synthetic voice. ``None`` where nothing was measured. ``extra`` names what
    must be installed to split it into words.
    """

    tag: str
    name: str
    people_within_250: float | None
    synthetic_within_250: float | None
    extra: str | None


def known_languages() -> tuple[Language, ...]:
    """All languages that can be pronounced, by name. Raises `EngineUnavailableError` where espeak-ng does not load."""
    table = _table()
    tags = (_TAGS.get(voice, voice) for voice in all_voices())
    return tuple(sorted((_language(tag, table.get(tag, {})) for tag in tags), key=lambda one: (one.name, one.tag)))


def _language(tag: str, row: Mapping[str, str]) -> Language:
    return Language(
        tag=tag,
        name=row.get("name") or tag,
        people_within_250=_share(row.get("people")),
        synthetic_within_250=_share(row.get("synthetic")),
        extra=EXTRA if needs_extra(tag) else None,
    )


def _share(text: str | None) -> float | None:
    return float(text) if text else None


def _table() -> dict[str, dict[str, str]]:
    """Names as espeak-ng gives them; figures of shared recordings of people and of ``benchmarks/synthetic.py``."""
    text = files("aligner").joinpath("languages.tsv").read_text(encoding="utf-8")
    return {row["tag"]: row for row in csv.DictReader(text.splitlines(), delimiter="\t")}
