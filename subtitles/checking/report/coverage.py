"""What was checked by machine, what was not, and what no machine can check."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType

from subtitles.checking.evidence import LISTENING_ENGINE
from subtitles.checking.finding import Rule
from subtitles.checking.report.report import Report

TITLES: Mapping[str, str] = MappingProxyType(
    {
        "file": "The file",
        "timing": "Times",
        "reading": "Reading speed",
        "layout": "Lines and breaks",
        "speakers": "Speakers",
        "text": "Text",
        "audio": "Against the audio",
        "transcript": "Against the transcript",
    }
)
"""The families of rules as they are told; others are told by their name."""

FOR_A_PERSON = (
    "Whether the words, names and numbers are what was said: a transcript may share a mistake with the captions.",
    "Whether every sound that matters is described, and described well.",
    "Whether it is clear who speaks, also where nobody is named.",
    "Whether captions cover faces, names or other text in the picture.",
    "Whether the captions can be switched on, and are legible, in the player that shows them.",
)
"""What stays to be judged, whatever was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The rules of a family that were asked for; ``ran`` are those that had what they need. ``missing`` says what
    the others lacked, and how to give it: ``None`` where all ran."""

    name: str
    rules: tuple[Rule, ...]
    ran: tuple[Rule, ...]
    missing: str | None

    @property
    def title(self) -> str:
        return TITLES.get(self.name, self.name.capitalize())


def families(report: Report) -> tuple[Family, ...]:
    """The families of the report's rules, in the order of `TITLES`."""
    places = {name: place for place, name in enumerate(TITLES)}
    ordered = sorted(report.rules, key=lambda rule: (places.get(rule.family, len(places)), rule.family))
    return tuple(_family(report, name, tuple(rules)) for name, rules in groupby(ordered, key=lambda rule: rule.family))


def _family(report: Report, name: str, rules: tuple[Rule, ...]) -> Family:
    lacks = [(rule, lacking(report, rule)) for rule in rules]
    return Family(
        name=name,
        rules=rules,
        ran=tuple(rule for rule, lack in lacks if lack is None),
        missing="; ".join(dict.fromkeys(lack for _, lack in lacks if lack)) or None,
    )


def lacking(report: Report, rule: Rule) -> str | None:
    """Why a rule found nothing whatever the captions are; ``None`` where it could find something."""
    subject = report.subject
    if rule.family == "audio" and subject.heard is None:
        return "no audio was given: --audio FILE"
    if rule.family == "audio" and subject.heard and subject.heard.engine != LISTENING_ENGINE:
        return f"nothing was heard: the {subject.heard.engine} engine only estimates times"
    if rule.family == "transcript" and subject.transcript is None:
        return "no transcript was given: --transcript FILE"
    if rule.limit_field and getattr(subject.style, rule.limit_field, None) is None:
        return f"{rule.code}: the style sets no such limit"
    return None
