"""Captions that show lines again while new ones come in below: each line once.

Roll-up captions move a line up and show it a second time; recognisers and YouTube's automatic captions add cues of
10 ms between; live captions show a line while it grows. That somebody says the same again is told from it by the
evidence: a cue of a few milliseconds, or several cues on end that each take over the last lines of the one before.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from transcripts.reading.captions.cue import CaptionCue, CaptionLine, Repair

_MOST_ROWS = 8  # of a screen
_LONGEST_GAP_MS = 1000  # between two states of one screen
_UNREADABLE_MS = 50  # a cue shown for less is none to be read
_EVIDENCE = 3  # of this weight in a run of cues, or
_ROLLING_SHARE = 0.3  # of the weight that every cue after the first could have


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """A cue whose first ``shared`` lines were shown by the cue before; the last of them may have ``grown``.

    ``weight`` is how much that speaks for captions that roll.
    """

    shared: int = 0
    grown: bool = False
    weight: int = 0


_NEW = _Step()


def unrolled(cues: Sequence[CaptionCue]) -> tuple[tuple[CaptionCue, ...], tuple[Repair, ...]]:
    """The cues with each line where it is first shown, and what was left out.

    ``cues`` have text. A line that grew is given in full at its first place. Cues that show nothing new are left out.
    """
    steps = [_NEW, *(_step(previous, cue) for previous, cue in pairwise(cues))]
    steps = _believed(steps)
    kept: list[CaptionCue] = []
    repairs: list[Repair] = []
    for cue, step in zip(cues, steps, strict=True):
        if step.grown and kept:
            kept[-1] = _with_last_line(kept[-1], cue.spoken[step.shared - 1])
        if step.shared:
            what = "lines that are shown again while captions roll were left out"
            repairs.append(Repair(line=cue.line, what=what, code="rolling"))
        rest = _without_first_lines(cue, step.shared)
        if rest.spoken:
            kept.append(rest)
    return tuple(kept), tuple(repairs)


def _step(previous: CaptionCue, cue: CaptionCue) -> _Step:
    if previous.start_ms == cue.start_ms and _seen(previous) == _seen(cue):
        return _Step(shared=len(cue.spoken), weight=_EVIDENCE)  # a segment joined twice
    if max(len(previous.spoken), len(cue.spoken)) > _MOST_ROWS:
        return _NEW
    first, end = cue.spoken[0].text, previous.spoken[-1].text
    if not first.startswith(end) and all(line.text != first for line in previous.spoken):
        return _NEW
    if cue.start_ms < previous.start_ms or cue.start_ms - previous.end_ms >= _LONGEST_GAP_MS:
        return _NEW
    before, now = previous.lines, cue.lines
    for shared in range(min(len(before), len(now)), 0, -1):
        above, last = before[-shared:], now[shared - 1]
        if above[:-1] != now[: shared - 1] or not last.startswith(above[-1]) or _is_timed(cue, shared - 1):
            continue
        grown = last != above[-1]
        if shared < len(now) or grown:
            return _Step(shared=shared, grown=grown, weight=1)
        is_brief = 0 < cue.end_ms - cue.start_ms <= _UNREADABLE_MS
        return _Step(shared=shared, weight=_EVIDENCE if is_brief else 0)
    return _NEW


def _seen(cue: CaptionCue) -> tuple[object, ...]:
    return cue.end_ms, cue.voice, cue.lines


def _is_timed(cue: CaptionCue, line: int) -> bool:
    """Whether words of a line have times of their own: then it is not one that is only shown again."""
    return any(word.line == line for word in cue.words)


def _believed(steps: Sequence[_Step]) -> list[_Step]:
    """The steps; those of a run without enough evidence are new text, unless the whole file is of that kind."""
    if sum(min(step.weight, 1) for step in steps) >= max(_ROLLING_SHARE * len(steps), _EVIDENCE):
        return list(steps)
    believed: list[_Step] = []
    run: list[_Step] = []
    for step in (*steps, _NEW):
        if step.shared:
            run.append(step)
            continue
        enough = sum(one.weight for one in run) >= _EVIDENCE
        believed += run if enough else [_NEW] * len(run)
        run = []
        believed.append(step)
    return believed[:-1]


def _with_last_line(cue: CaptionCue, line: CaptionLine) -> CaptionCue:
    *rest, last = cue.spoken
    return replace(cue, spoken=(*rest, replace(last, text=line.text)))


def _without_first_lines(cue: CaptionCue, count: int) -> CaptionCue:
    if not count:
        return cue
    words = tuple(replace(word, line=word.line - count) for word in cue.words if word.line >= count)
    return replace(cue, spoken=cue.spoken[count:], words=words)
