"""Cues that there is no time for: they are divided anew with a neighbour of the same turn."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from subtitles.composing.draft import Divider, Draft, Passage, room_of
from subtitles.cue import count_chars
from subtitles.styles import Style
from transcripts.timing import TimeSpan

# How many cues behind a brief one, and from it on, are taken together: the least that helps.
_WINDOWS = ((0, 2), (1, 1), (0, 3), (1, 2), (2, 1))


def join_brief(drafts: Sequence[Draft], divider: Divider, brief: Collection[int]) -> tuple[Draft, ...]:
    """The drafts in order of time, where those that are ``brief`` (indices) are one with what is after or before them
    in their turn, or part of fewer with it, if that leaves none that is brief."""
    done: list[Draft] = []
    at, is_waiting = 0, frozenset(brief)
    while at < len(drafts):
        ahead = 1
        for behind, ahead in _WINDOWS if at in is_waiting else ():
            since = max(0, len(done) - behind)
            fewer = _fewer((*done[since:], *drafts[at : at + ahead]), divider)
            if fewer:
                done[since:] = fewer
                break
        else:
            done.append(drafts[at])
            ahead = 1
        at += ahead
    return tuple(done)


def _fewer(drafts: Sequence[Draft], divider: Divider) -> tuple[Draft, ...]:
    """Drafts as fewer, which are all long enough; nothing where that cannot be, or they are not neighbours in a
    turn."""
    if len(drafts) < 2 or not all(_are_neighbours(a, b, divider.style) for a, b in pairwise(drafts)):
        return ()
    return _stacked(drafts, divider.style) if len(drafts) == 2 else _divided(drafts, divider)


def _stacked(drafts: Sequence[Draft], style: Style) -> tuple[Draft, ...]:
    """Drafts as one, with the line breaks that they have, or as few as hold the words."""
    first = drafts[0]
    heard = TimeSpan(first.heard.start_ms, max(draft.heard.end_ms for draft in drafts))
    pieces = [(line, draft.is_joined(at)) for draft in drafts for at, line in enumerate(draft.lines)]
    most = style.max_lines - (first.label is not None and first.label_place == "above")
    filled = _filled(pieces, first, style)
    lines = filled if len(filled) == 1 or len(pieces) > most else pieces
    if len(lines) > most or heard.duration_ms > style.max_duration_ms:
        return ()
    joined = frozenset(at for at, (_, is_joined) in enumerate(lines) if at and is_joined)
    words = tuple(word for draft in drafts for word in draft.words)
    return (replace(first, heard=heard, words=words, lines=tuple(line for line, _ in lines), joined_lines=joined),)


def _filled(pieces: Sequence[tuple[str, bool]], first: Draft, style: Style) -> list[tuple[str, bool]]:
    """Pieces of lines as lines, each as full as it can be; the flag of each tells that no space is before it."""
    label = f"{first.label} " if first.label and first.label_place == "beside" else ""
    lines = [pieces[0]]
    for text, is_joined in pieces[1:]:
        longer = f"{lines[-1][0]}{'' if is_joined else ' '}{text}"
        if count_chars((label if len(lines) == 1 else "") + longer) <= style.max_chars_per_line:
            lines[-1] = longer, lines[-1][1]
        else:
            lines.append((text, is_joined))
    return lines


def _divided(drafts: Sequence[Draft], divider: Divider) -> tuple[Draft, ...]:
    """Drafts as fewer, divided elsewhere."""
    first, style = drafts[0], divider.style
    all_ms = max(draft.heard.end_ms for draft in drafts) - first.heard.start_ms
    # Where nothing less is long enough, as little is divided as the cues can hold.
    pressed = replace(style, min_duration_ms=max(style.min_duration_ms, min(all_ms, style.max_duration_ms)))
    words = tuple(word for draft in drafts for word in draft.words)
    passage = Passage(words=words, place=first.place, speaker=first.speaker)
    whole, *rest = Divider(divider.phrasing, pressed).divide(passage, room_of(first))
    divided = (replace(whole, label=first.label, label_place=first.label_place), *rest)
    is_long_enough = all(lasts_ms >= style.min_duration_ms for lasts_ms in _lasting(divided, style))
    return divided if is_long_enough and len(divided) < len(drafts) else ()


def _lasting(drafts: Sequence[Draft], style: Style) -> list[int]:
    """How long each of several drafts is shown before the next; a single one as long as it may."""
    starts = [draft.heard.start_ms for draft in drafts]
    last_ms = drafts[-1].heard.duration_ms if len(drafts) > 1 else style.max_duration_ms
    return [*(b - a - style.gap_ms for a, b in pairwise(starts)), last_ms]


def _are_neighbours(first: Draft, second: Draft, style: Style) -> bool:
    """Whether the second goes on where the first ends, without a label of its own or a long pause between."""
    (turn, at), gap_ms = first.place, second.heard.start_ms - first.heard.end_ms
    are_speech = bool(first.words and second.words) and not (first.line_speakers or second.line_speakers)
    goes_on = second.place == (turn, at + len(first.words)) and gap_ms <= style.pause_ms
    return are_speech and goes_on and second.label is None
