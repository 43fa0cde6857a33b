"""What was checked by machine, what was not, and what no machine can check."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType

from subtitles.checking.audio import AUDIO_RULES
from subtitles.checking.evidence import LISTENING_ENGINE
from subtitles.checking.finding import Rule
from subtitles.checking.report.report import Report
from subtitles.checking.transcript import TRANSCRIPT_RULES

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

_BY_AUDIO = frozenset(rule.code for rule in AUDIO_RULES)
_BY_TRANSCRIPT = frozenset(rule.code for rule in TRANSCRIPT_RULES)
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
    """The rules of a family that were asked for; ``ran`` are those that had a limit and what they need.
    ``missing`` says what the others lacked, and how to give it: ``None`` where nothing was."""

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
        ran=tuple(rule for rule, lack in lacks if lack is None and has_limit(report, rule)),
        missing=_missing(lacks),
    )


def _missing(lacks: Sequence[tuple[Rule, str | None]]) -> str | None:
    """What rules lack, each lack once; the rules are named where others of their family ran."""
    missing = {lack: [rule.code for rule, other in lacks if other == lack] for _, lack in lacks if lack}
    is_whole = all(lack for _, lack in lacks)
    return "; ".join(lack if is_whole else f"{', '.join(rules)}: {lack}" for lack, rules in missing.items()) or None


def lacking(report: Report, rule: Rule) -> str | None:
    """Why a rule found nothing whatever the captions are; ``None`` where it could find something."""
    subject = report.subject
    if rule.code in _BY_AUDIO and subject.heard is None:
        return "no audio was given: --audio FILE"
    if rule.code in _BY_AUDIO and subject.heard and subject.heard.engine != LISTENING_ENGINE:
        return f"nobody listened: the {subject.heard.engine} engine only estimates times in this language"
    if rule.code in _BY_TRANSCRIPT and subject.transcript is None:
        return "no transcript was given: --transcript FILE"
    return None


def left_out(report: Report) -> tuple[str, ...]:
    """The rules that were not asked for: the name of a family of which none was, else their codes."""
    asked = {rule.family for rule in report.rules}
    return tuple(dict.fromkeys(rule.code if rule.family in asked else f"{rule.family}-*" for rule in report.left_out))


def without_limit(report: Report) -> tuple[Rule, ...]:
    """The rules that were asked for and whose limit the style does not set: they have nothing to find."""
    return tuple(rule for rule in report.rules if not has_limit(report, rule))


def has_limit(report: Report, rule: Rule) -> bool:
    """Whether the style sets the limit of a rule, if it needs one."""
    return rule.limit_field is None or getattr(report.subject.limits, rule.limit_field, None) is not None
