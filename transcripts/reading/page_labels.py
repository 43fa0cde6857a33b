"""What stands before a colon as a label does, and is the page's: ``Duration: 3 min``, ``Recent Posts``, dates of heads.

Speakers return. What stands once, before those who return or after them, needs little more to be told from a speaker.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from transcripts.furniture import ends_sentence, holds_a_date, is_page_key, never_spoken
from transcripts.reading.document import Mark
from transcripts.reading.passages import Passage
from transcripts.vocabulary import word_count

_OF_PAGE = Mark.FURNITURE
_LEAST_HEADINGS = 2
_MOST_KEY_WORDS = 25
_MOST_FIGURE_WORDS = 8


def without_page_labels(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages, with no label and the mark of furniture for those whose label is the page's."""
    counts = Counter(passage.label.key for passage in passages if passage.label)
    dated = {written for written in set(map(_written, passages)) if written and holds_a_date(written)}
    returning = [i for i, p in enumerate(passages) if p.label and counts[p.label.key] > 1 and _written(p) not in dated]
    first, last = (returning[0], returning[-1]) if returning else (0, len(passages))
    result = list(passages)
    end = len(passages)
    for i in reversed(range(len(passages))):
        label, written = passages[i].label, _written(passages[i])
        if label is None:
            continue
        once = written is not None and counts[label.key] == 1
        is_before = once and i < first and _is_about(passages[i:end])
        is_around = once and not first <= i <= last and (is_page_key(written or "") or "://" in passages[i].text)
        if written is None and never_spoken(passages[i].text):
            result[i] = replace(passages[i], label=None)
        elif is_before or is_around or written in dated:
            result[i] = replace(passages[i], text=f"{written}: {passages[i].text}".strip(), label=None, mark=_OF_PAGE)
        end = i
    return tuple(result)


def _written(passage: Passage) -> str | None:
    return passage.label.written if passage.label else None


def _is_about(section: Sequence[Passage]) -> bool:
    """Whether what stands under a label is a list, a figure, or a line over other parts of the page."""
    first = section[0].text.split()
    if 0 < len(first) <= _MOST_FIGURE_WORDS and 2 * sum(any(map(str.isdigit, word)) for word in first) >= len(first):
        return True
    texts = [passage.text for passage in section if passage.text and not passage.stands_alone]
    if not any(map(ends_sentence, texts)):
        return len(texts) > 1 or section[-1].mark is not None
    headings = sum(passage.mark is Mark.HEADING for passage in section)
    return headings >= _LEAST_HEADINGS and 0 < word_count(section[0].text) <= _MOST_KEY_WORDS
