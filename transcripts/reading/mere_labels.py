"""Labels under which nobody speaks: entries of a key (``MQ: Mara Quist``), sounds (``MUSIC: low strings``), marks."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from transcripts.reading.document import Mark
from transcripts.reading.passages import Passage
from transcripts.sounds import names_a_sound
from transcripts.speakers import key_entry


def without_mere_labels(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages, with sounds and the page's own for those whose label is that of no speaker."""
    counts = Counter(passage.label.key for passage in passages if passage.label)
    with_words = frozenset(key for key, passage in _under_labels(passages) if passage.text)
    key_ends = _end_of_key(passages, counts)
    result = []
    for at, passage in enumerate(passages):
        written = passage.label.written if passage.label else None
        if written and passage.label and (at < key_ends or passage.label.key not in with_words):
            result.append(replace(_unlabelled(passage), mark=Mark.FURNITURE))
        elif written and " " not in written and names_a_sound(written):
            result.append(replace(_unlabelled(passage), stands_alone=True))
        else:
            result.append(passage)
    return tuple(result)


def _under_labels(passages: Sequence[Passage]) -> Iterator[tuple[str, Passage]]:
    """Every passage with the label above it, as far as there is one."""
    key = None
    for passage in passages:
        key = passage.label.key if passage.label else key
        if key is not None:
            yield key, passage


def _end_of_key(passages: Sequence[Passage], counts: Counter[str]) -> int:
    """Where the key to the labels ends: the first labelled passage that is no entry of one."""
    end = 0
    for at, passage in enumerate(passages):
        label = passage.label
        if label and label.written and counts[label.key] >= 2 and key_entry(label.written, passage.text):
            end = at + 1
        elif label:
            break
    return end


def _unlabelled(passage: Passage) -> Passage:
    written = passage.label.written if passage.label else None
    return replace(passage, text=f"{written}: {passage.text}".strip(), label=None)
