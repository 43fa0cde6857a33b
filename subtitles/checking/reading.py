"""Rules about the time there is for reading."""

from collections.abc import Iterator

from subtitles.checking.finding import Basis, Fault, Quality, Severity, rule
from subtitles.checking.subject import Shown, Subject
from subtitles.checking.wording import rate, seconds

CHARACTERS = (
    "characters of all lines a second on screen: labels, sounds, spaces and punctuation count, line breaks and "
    "combining marks do not, full-width characters count twice"
)
WORDS = "words between spaces a minute on screen, labels and sounds among them"
_ADVICE = "Show it longer where nobody speaks, or divide the speech otherwise; shorten the words only as a last resort."


def _of_style(field: str) -> Basis:
    return Basis(quality=Quality.SYNCHRONICITY, source=f"the house style ({field})", limit_field=field)


@rule(
    "reading-cps", "There is time to read the characters", Severity.WARNING, _of_style("max_cps"), counting=CHARACTERS
)
def characters(subject: Subject) -> Iterator[Fault]:
    limit = subject.limits.max_cps
    if limit is None:
        return
    for shown in subject.shown:
        speed = shown.chars * 1000 / shown.duration_ms
        if speed > limit:
            yield _too_fast(shown, speed, limit, "characters a second")


@rule("reading-wpm", "There is time to read the words", Severity.WARNING, _of_style("max_wpm"), counting=WORDS)
def words(subject: Subject) -> Iterator[Fault]:
    limit = subject.limits.max_wpm
    if limit is None:
        return
    for shown in subject.shown:
        speed = count_words(shown) * 60_000 / shown.duration_ms
        if speed > limit:
            yield _too_fast(shown, speed, limit, "words a minute")


def count_words(shown: Shown) -> int:
    """The words of a cue as they are counted for its speed: what stands between spaces and has a letter or a digit."""
    return sum(any(map(str.isalnum, word)) for line in shown.lines for word in line.split())


def _too_fast(shown: Shown, speed: float, limit: float, unit: str) -> Fault:
    return Fault(
        at=shown,
        message=f"{rate(speed)} {unit} in {seconds(shown.duration_ms)}; at most {limit:g}",
        suggestion=_ADVICE,
        measured=round(speed, 2),
        limit=limit,
        unit=unit,
    )


READING_RULES = (characters, words)
