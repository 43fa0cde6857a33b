"""Which cues name their speaker, and where the name stands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from heapq import heapify, heappop, heappush

from subtitles.breaking.segment import LabelRoom
from subtitles.composing.draft import Divider, Draft, Passage
from subtitles.composing.labels import label_text, short_names
from subtitles.cue import count_chars
from subtitles.styles import Style
from transcripts.model import Transcript

_CUES_MOVED_BY_A_LABEL = 3  # so many of a passage are divided anew to make room for it: the rest stays as it is best


def labelled(passages: Sequence[Passage], transcript: Transcript, divider: Divider) -> Iterator[Draft]:
    """The passages as drafts in the order of time, with the labels that the style asks for.

    A passage is divided with the label that its first cue will have. Where voices interrupt each other another cue may
    need one for which it has no room: it is divided anew, and what is cut off waits for its time like any other.
    """
    names = short_names(transcript.speakers, transcript.language)
    labels = _Labels(names, transcript.language, divider.style)
    waiting: list[tuple[tuple[int, tuple[int, int]], Draft]] = []  # no two drafts have the same order
    for passage in sorted(passages, key=lambda passage: passage.order):
        drafts = divider.divide(passage)
        label = labels.next(passage.speaker)
        waiting += [(draft.order, draft) for draft in (_headed(drafts, label, divider) if label else drafts)]
    heapify(waiting)
    labels = _Labels(names, transcript.language, divider.style)
    while waiting:
        _, draft = heappop(waiting)
        label = labels.next(draft.speaker)
        if label is None:
            yield draft
            continue
        first, *rest = _headed((draft,), label, divider)
        yield replace(
            first, label=label, label_place="beside" if _fits_beside(first, label, divider.style) else "above"
        )
        for cut_off in rest:
            heappush(waiting, (cut_off.order, cut_off))


class _Labels:
    """The labels of cues, given from first to last."""

    def __init__(self, short: Mapping[str, str], language: str, style: Style) -> None:
        self._short, self._language, self._style = short, language, style
        self._introduced: set[str] = set()
        self._before: str | None = None

    def next(self, name: str | None) -> str | None:
        """The label of the next cue, whose speaker has this name: in full at first, if a line holds it."""
        shown, before = self._style.speaker_labels, self._before
        self._before = name
        if name is None or shown == "never" or (shown == "changes" and name == before):
            return None
        forms = [label_text(one, self._style.label_form, self._language) for one in (name, self._short[name])]
        is_known = name in self._introduced or count_chars(forms[0]) > self._style.max_chars_per_line
        self._introduced.add(name)
        return forms[is_known]


def _headed(drafts: tuple[Draft, ...], label: str, divider: Divider) -> tuple[Draft, ...]:
    """Drafts of one speaker that follow each other, of which the first has room for its label."""
    head = drafts[:_CUES_MOVED_BY_A_LABEL]
    first, style = head[0], divider.style
    if _fits_beside(first, label, style) or len(first.lines) < style.max_lines:
        return drafts
    words = tuple(word for draft in head for word in draft.words)
    passage = Passage(words=words, place=first.place, speaker=first.speaker)
    return (*divider.divide(passage, _room(first, label, style)), *drafts[len(head) :])


def _fits_beside(draft: Draft, label: str, style: Style) -> bool:
    return count_chars(f"{label} {draft.lines[0]}") <= style.max_chars_per_line


def _room(draft: Draft, label: str, style: Style) -> LabelRoom:
    """Beside the first words, but above, as the BBC has it, where that would leave no room for a phrase."""
    chars, most = count_chars(f"{label} "), style.max_chars_per_line
    is_above = chars + count_chars(draft.words[0].text) > most or (style.max_lines > 1 and chars > most / 2)
    return LabelRoom(lines=1) if is_above else LabelRoom(chars=chars)
