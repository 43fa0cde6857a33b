"""Recordings that are played within a talk: ``[AUDIO PLAYBACK]`` … ``[END PLAYBACK]``. Another voice speaks in them."""

from collections.abc import Sequence
from dataclasses import replace

from transcripts.reading.layouts import Label
from transcripts.reading.passages import Passage
from transcripts.sounds import begins_a_clip, ends_a_clip

_VOICE = "\0clip"  # the key of a label that names nobody


def with_clips(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages, with a label of nobody where a clip begins, and with the label before it where the talk goes on.

    A clip needs both its ends; one in which the source has labels is left as it is.
    """
    result = list(passages)
    speaker: Label | None = None
    start: int | None = None
    for at, passage in enumerate(passages):
        if passage.label:
            speaker, start = passage.label, None
        elif passage.stands_alone and speaker and start and start < at and ends_a_clip(passage.text):
            _label(result, start, Label(written=None, key=_VOICE, rest=""))
            _label(result, at + 1, speaker)
            start = None
        elif passage.stands_alone and begins_a_clip(passage.text):
            start = at + 1
    return tuple(result)


def _label(passages: list[Passage], at: int, label: Label) -> None:
    """Puts a label on the passage there, if it is one of words and has none."""
    if at < len(passages) and not passages[at].label and not passages[at].stands_alone:
        passages[at] = replace(passages[at], label=replace(label, rest=passages[at].text))
