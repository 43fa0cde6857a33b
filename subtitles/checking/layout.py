"""Rules about lines and cues: how many, how long, and where they break."""

from collections.abc import Iterator, Sequence

from subtitles.breaking.phrasing import Gap
from subtitles.checking.breaks import (
    CueBreak,
    Tell,
    better_line_break,
    fits_one_line,
    is_running,
    sentence_ends,
    unbound_places,
)
from subtitles.checking.finding import Basis, Fault, Quality, Severity, rule
from subtitles.checking.shown import Shown
from subtitles.checking.subject import Subject
from subtitles.checking.wording import counted
from subtitles.cue import Cue

_NETFLIX = (
    "Netflix, Timed Text Style Guide: General Requirements, Line Treatment, "
    "https://partnerhelp.netflixstudios.com/hc/en-us/articles/215758617"
)
_DCMP = "DCMP Captioning Key, Text: Line Division, https://dcmp.org/learn/597"
_TED_LINES = "TED Translators, Cheat sheet, https://translations.ted.com/TED_Translators_Cheat-sheet"
_TED_BREAKS = "TED Translators, How to break lines, https://translations.ted.com/How_to_break_lines"
_SPEAKERS = "FCC, 47 CFR 79.1(j)(2)(i): captions identify the speakers; W3C technique G93"
COLUMNS = "characters of a line: spaces count, combining marks do not, full-width characters count twice"
_LEAST_BALANCE = 0.5  # TED: a line is not shorter than half the other
# A phrase that is kept together is a matter of few words; moving more of them is another way to compose.
_MOST_MOVED = 3
_NO_FUNCTION_WORD = "xxxx"  # in any language
# What is left alone of less words than these has nothing to be parted from.
_FEWEST_WORDS = 4


def _placed(source: str, *, field: str | None = None) -> Basis:
    return Basis(quality=Quality.PLACEMENT, source=source, limit_field=field)


@rule("layout-lines", "No more lines than there is room for", Severity.WARNING, _placed(_NETFLIX, field="max_lines"))
def many_lines(subject: Subject) -> Iterator[Fault]:
    limit = subject.limits.max_lines
    for shown in subject.shown:
        if len(shown.lines) > limit:
            yield Fault(
                at=shown,
                message=f"{counted(len(shown.lines), 'line')}; at most {limit}",
                suggestion="Divide it into two cues where a sentence or clause ends.",
                measured=len(shown.lines),
                limit=limit,
                unit="lines",
            )


@rule(
    "layout-line-length",
    "Lines fit the screen",
    Severity.WARNING,
    _placed(_NETFLIX, field="max_chars_per_line"),
    counting=COLUMNS,
)
def long_lines(subject: Subject) -> Iterator[Fault]:
    limit = subject.limits.max_chars_per_line
    for shown in subject.shown:
        for line, width in zip(shown.lines, shown.widths, strict=True):
            if width > limit:
                yield Fault(
                    at=shown,
                    message=f"a line of {counted(width, 'character')}; at most {limit}",
                    suggestion="Break the line where a clause or phrase ends, or divide the cue.",
                    measured=width,
                    limit=limit,
                    unit="characters",
                    excerpt=line,
                )


@rule("layout-one-line", "What fits on one line stays on one", Severity.NOTE, _placed(_NETFLIX))
def one_line(subject: Subject) -> Iterator[Fault]:
    gap_between = subject.gap
    limit = subject.limits.max_chars_per_line
    for shown in subject.shown:
        lines = shown.cue.lines
        if len(lines) > 1 and fits_one_line(shown, subject.limits) and _is_one_sentence(shown.cue, gap_between):
            chars = shown.chars + len(shown.lines) - 1
            yield Fault(
                at=shown,
                message=f"{counted(len(shown.lines), 'line')} for {counted(chars, 'character')}; "
                f"a line has room for {limit}",
                suggestion="Put it on one line.",
                measured=chars,
                limit=limit,
                unit="characters",
            )


@rule("layout-balance", "Two lines are roughly as long as each other", Severity.NOTE, _placed(_TED_LINES))
def balance(subject: Subject) -> Iterator[Fault]:
    """Only where the lines could be balanced and less be parted: grammar goes before shape (BBC, Netflix), so that
    nothing is said where the language is not known. People leave 7 % of their lines shorter than half the other."""
    if subject.track.language is None:
        return
    gap_between = subject.gap
    for found in subject.line_breaks:
        measured = found.balance(found.at)
        is_orphan = min(found.at, len(found.words) - found.at) == 1
        if measured >= _LEAST_BALANCE or is_orphan or _is_bound(found.words, found.at, gap_between):
            continue
        better = better_line_break(found, gap_between, subject.limits, least_balance=_LEAST_BALANCE)
        if better is not None:
            upper, lower = found.widths(found.at)
            yield Fault(
                at=found.shown,
                message=f"lines of {upper} and {lower} characters: the shorter is {measured:.0%} of the longer; "
                f"at least {_LEAST_BALANCE:.0%}",
                suggestion=f"Break after “{found.words[better - 1]}”.",
                measured=round(measured, 3),
                limit=_LEAST_BALANCE,
                unit="shorter by longer line",
            )


@rule("layout-orphan", "No word stands alone", Severity.NOTE, _placed(_TED_LINES))
def orphan(subject: Subject) -> Iterator[Fault]:
    """A line of one word that could have company, with less parted, in a language that is known."""
    if subject.track.language is None:
        return
    gap_between = subject.gap
    for found in subject.line_breaks:
        count = len(found.words)
        if count < _FEWEST_WORDS or 1 < found.at < count - 1 or found.balance(found.at) >= _LEAST_BALANCE:
            continue
        if _is_bound(found.words, found.at, gap_between):
            continue
        better = better_line_break(found, gap_between, subject.limits, least_balance=_LEAST_BALANCE)
        if better is not None and 1 < better < count - 1:
            word = found.words[0] if found.at == 1 else found.words[-1]
            yield Fault(
                at=found.shown,
                message=f"“{word}” has a line to itself",
                suggestion=f"Break after “{found.words[better - 1]}”.",
                measured=1,
                limit=2,
                unit="words on a line",
            )


@rule("layout-bad-break", "What belongs together is not parted", Severity.WARNING, _placed(_DCMP))
def bad_break(subject: Subject) -> Iterator[Fault]:
    """A line or cue that ends after an article, preposition, title … although a better break was within reach."""
    gap_between = subject.gap
    for line in subject.line_breaks:
        if _is_bound(line.words, line.at, gap_between):
            better = better_line_break(line, gap_between, subject.limits, least_balance=_LEAST_BALANCE)
            if better is not None:
                yield _parted(line.shown, "line", line.words, (line.at, better))
    for cue in subject.cue_breaks:
        if _is_bound(cue.words, cue.at, gap_between):
            better = _near_break(cue, gap_between, subject)
            if better is not None:
                yield _parted(cue.this, "cue", cue.words, (cue.at, better))


def _is_bound(words: Sequence[str], at: int, gap_between: Tell) -> bool:
    """Whether a break after so many of the words parts one from what it leans on.

    A mark that stands alone leans on nothing; and what opens a phrase may begin a line after anything (Netflix: break
    before conjunctions and prepositions).
    """
    before, after = words[at - 1], words[at]
    if gap_between(before, after) is not Gap.BOUND or not any(map(str.isalnum, before)):
        return False
    return gap_between(_NO_FUNCTION_WORD, after) not in (Gap.CONJUNCTION, Gap.PREPOSITION)


def _near_break(found: CueBreak, gap_between: Tell, subject: Subject) -> int | None:
    places = unbound_places(found.words, found.at, gap_between)
    near = [at for at in places if 0 < abs(at - found.at) <= _MOST_MOVED and found.could_be(at, subject.limits)]
    return min(near, key=lambda at: abs(at - found.at), default=None)


def _parted(shown: Shown, what: str, words: tuple[str, ...], at_and_better: tuple[int, int]) -> Fault:
    at, better = at_and_better
    return Fault(
        at=shown,
        message=f"the {what} breaks between “{words[at - 1]}” and “{words[at]}”, which belong together",
        suggestion=f"Break after “{words[better - 1]}”.",
        excerpt=f"{words[at - 1]} | {words[at]}",
    )


@rule("layout-mid-sentence", "Cues end with sentences", Severity.NOTE, _placed(_TED_BREAKS))
def mid_sentence(subject: Subject) -> Iterator[Fault]:
    """A cue break within a sentence, with a sentence end nearby that both cues could have been parted at."""
    gap_between = subject.gap
    for found in subject.cue_breaks:
        if gap_between(found.words[found.at - 1], found.words[found.at]) is Gap.SENTENCE:
            continue
        better = _sentence_end(found, gap_between, subject)
        if better is None:
            continue
        moved = abs(better - found.at)
        yield Fault(
            at=found.this,
            message=f"breaks within a sentence, {counted(moved, 'word')} from the end of one",
            suggestion=f"Break after “{found.words[better - 1]}”.",
            measured=moved,
            limit=0,
            unit="words",
            excerpt=found.this.excerpt if better < found.at else found.following.excerpt,
        )


def _sentence_end(found: CueBreak, gap_between: Tell, subject: Subject) -> int | None:
    """The nearest sentence end within either cue that their break could move to."""
    ends = [at for at in sentence_ends(found.words, gap_between) if found.could_be(at, subject.limits)]
    return min(ends, key=lambda at: abs(at - found.at), default=None)


@rule(
    "layout-two-speakers",
    "Who shares a cue is told apart",
    Severity.WARNING,
    Basis(quality=Quality.ACCURACY, wcag=("1.2.2",), source=_SPEAKERS),
)
def two_speakers(subject: Subject) -> Iterator[Fault]:
    for shown in subject.shown:
        cue = shown.cue
        if len(shown.speakers) > 1 and not cue.dash and is_unmarked(cue):
            yield Fault(
                at=shown,
                message=f"{' and '.join(shown.speakers)} share the cue, and nothing that is shown tells them apart",
                suggestion="Begin each with a dash or a name, on a line of its own, or give each a cue.",
                measured=len(shown.speakers),
                limit=1,
                unit="speakers",
            )


def is_unmarked(cue: Cue) -> bool:
    """Whether no line but the first begins with a dash or a name."""
    lines = Cue(span=cue.span, lines=cue.lines)
    return is_running(lines)


def _is_one_sentence(cue: Cue, gap_between: Tell) -> bool:
    if not is_running(cue):
        return False
    pairs = zip(cue.lines, cue.lines[1:], strict=False)
    return all(gap_between(upper.split()[-1], lower.split()[0]) is not Gap.SENTENCE for upper, lower in pairs)


LAYOUT_RULES = (many_lines, long_lines, one_line, balance, orphan, bad_break, mid_sentence, two_speakers)
