"""Which passages of a page were spoken: those with labels, what opens before them, and where the last turn ends."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from transcripts.furniture import (
    Voice,
    described,
    ends_sentence,
    is_only_described,
    never_spoken,
    sentence_count,
    voice_of,
)
from transcripts.reading.passages import Passage
from transcripts.sounds import is_editors_note, names_a_sound

_AFTER = "after the last turn"
_CLOSING = re.compile(
    r"music|theme|outro|jingle|fades?\b|credits|schluss|musik|musique|música|musica|muziek|^end|^ende|^fin",
    re.IGNORECASE,
)
_LONGEST_TITLE = 25  # words


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A passage and the judgement: not spoken for a ``reason``, perhaps spoken, or spoken.

    Both together: it reads like something else, but may have been read out; only the audio can tell.
    """

    passage: Passage
    reason: str | None = None
    maybe_spoken: bool = False


def judge(passages: Sequence[Passage]) -> tuple[Judged, ...]:
    """Every passage, judged by its text and by its place among the labelled ones."""
    labelled = [i for i, passage in enumerate(passages) if passage.label]
    if not labelled:
        return _judge_unlabelled(passages)
    first, last = labelled[0], labelled[-1]
    opening = _judge_opening(passages[:first])
    body = [Judged(passage=passage, reason=_reason_within(passage)) for passage in passages[first : last + 1]]
    return (*opening, *body, *_judge_ending(passages[last + 1 :], _usual_gap(passages[first : last + 1])))


def title_of(judged: Sequence[Judged]) -> str | None:
    """The heading of the page: the first short passage before the speech that nothing else explains."""
    return next((one.passage.text for one in judged if one.reason == "title"), None)


def _reason_within(passage: Passage) -> str | None:
    """Why a passage among the turns is none of them."""
    if passage.label:
        return None
    if is_editors_note(passage.text):
        return "editor's note"
    reason = never_spoken(passage.text)
    return None if reason in ("list", "link") else reason


def _judge_opening(passages: Sequence[Passage]) -> list[Judged]:
    cue = next((i for i, p in enumerate(passages) if p.stands_alone and names_a_sound(p.text)), None)
    if cue is not None:
        return _judge_page_head(passages[:cue]) + [_judge_after_cue(passage) for passage in passages[cue:]]
    start = _first_speech(passages)
    return _judge_page_head(passages[:start]) + [_judge_without_cue(passage) for passage in passages[start:]]


def _first_speech(passages: Sequence[Passage]) -> int:
    """Where the talk before the first label may begin: at the first passage that addresses the listener, else where
    paragraphs of several sentences lead up to the label."""
    for i, passage in enumerate(passages):
        if voice_of(passage.text) is Voice.SPEAKING and not described(passage.text):
            return i
    start = len(passages)
    while start and _is_prose(passages[start - 1].text):
        start -= 1
    return start


def _is_prose(text: str) -> bool:
    return voice_of(text) is not Voice.FRAGMENT and sentence_count(text) >= 2 and not described(text)


def _judge_page_head(passages: Sequence[Passage]) -> list[Judged]:
    judged, titled = [], False
    for passage in passages:
        reason = described(passage.text) or ("page furniture" if passage.stands_alone else None)
        if reason is None and voice_of(passage.text) is Voice.SPEAKING:
            judged.append(Judged(passage=passage, maybe_spoken=True))
            continue
        if reason is None and not titled and _is_heading(passage.text):
            reason, titled = "title", True
        judged.append(Judged(passage=passage, reason=reason or "show notes", maybe_spoken=_may_be_read_out(passage)))
    return judged


def _may_be_read_out(passage: Passage) -> bool:
    """Whether a passage about the episode is a whole sentence that a host might also say."""
    return not passage.stands_alone and ends_sentence(passage.text) and is_only_described(passage.text)


def _is_heading(text: str) -> bool:
    return voice_of(text) is Voice.FRAGMENT and text[-1:] not in ",;:-–—" and 1 <= len(text.split()) <= _LONGEST_TITLE


def _judge_after_cue(passage: Passage) -> Judged:
    """After an opening sound the speech has begun."""
    if passage.stands_alone:
        return Judged(passage=passage, reason=None if names_a_sound(passage.text) else "page furniture")
    reason = never_spoken(passage.text)
    return Judged(passage=passage, reason=reason, maybe_spoken=reason is None and _is_heading(passage.text))


def _judge_without_cue(passage: Passage) -> Judged:
    reason = "page furniture" if passage.stands_alone else described(passage.text)
    return Judged(passage=passage, reason=reason, maybe_spoken=reason is None)


def _usual_gap(passages: Sequence[Passage]) -> int:
    gaps = Counter(passage.gap for passage in passages)
    return gaps.most_common(1)[0][0]


def _judge_ending(passages: Sequence[Passage], usual_gap: int) -> list[Judged]:
    end = next((i for i in range(len(passages)) if _ends_before(passages, i, usual_gap)), len(passages))
    spoken = [Judged(passage=passage, reason=_reason_within(passage)) for passage in passages[:end]]
    return spoken + [_judge_after(passage, i) for i, passage in enumerate(passages[end:])]


def _ends_before(passages: Sequence[Passage], index: int, usual_gap: int) -> bool:
    """Whether the last turn is over here: at a closing sound, the page's own words, or after a gap."""
    passage, following = passages[index], passages[index + 1 :]
    if passage.stands_alone:
        return _CLOSING.search(passage.text) is not None and not any(map(_is_talk, following[:2]))
    if never_spoken(passage.text):
        return True
    if passage.gap > max(usual_gap, 1):
        return not _is_talk(passage)
    is_heading = passage.gap > 0 and _is_heading(passage.text)
    return is_heading and bool(following) and not any(voice_of(after.text) is Voice.SPEAKING for after in following)


def _is_talk(passage: Passage) -> bool:
    return voice_of(passage.text) is Voice.SPEAKING and not described(passage.text)


def _judge_after(passage: Passage, index: int) -> Judged:
    reason = described(passage.text)
    if passage.stands_alone and (names_a_sound(passage.text) or (index == 0 and not reason)):
        return Judged(passage=passage)
    if reason is None and voice_of(passage.text) is Voice.SPEAKING:
        return Judged(passage=passage, maybe_spoken=True)
    return Judged(passage=passage, reason=reason or _AFTER)


def _judge_unlabelled(passages: Sequence[Passage]) -> tuple[Judged, ...]:
    """Without labels all is speech but what is plainly the page's; a heading on top may be read out."""
    judged = [Judged(passage=passage, reason=_reason_unlabelled(passage)) for passage in passages]
    top = next((i for i, one in enumerate(judged) if one.reason is None), None)
    if top is None or top + 1 >= len(judged):
        return tuple(judged)
    is_apart = passages[top + 1].gap > 0 and not passages[top].stands_alone and not passages[top].stamps
    if is_apart and _is_heading(passages[top].text) and voice_of(passages[top + 1].text) is not Voice.FRAGMENT:
        judged[top] = Judged(passage=passages[top], maybe_spoken=True)
    return tuple(judged)


def _reason_unlabelled(passage: Passage) -> str | None:
    if passage.stands_alone:
        return "editor's note" if is_editors_note(passage.text) else None
    if _is_dateline(passage.text):
        return "page furniture"
    return never_spoken(passage.text)


def _is_dateline(text: str) -> bool:
    return described(text) == "page furniture"
