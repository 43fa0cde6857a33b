"""Meeting points of text and audio by what a page tells of its times, for where the sounds themselves give none."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from aligner.acoustic import LogProbs
from aligner.anchors import Anchor

_NEAR_FRAMES = 100  # 2 s: how far a page's times are off that are of this edit
_MAX_DOUBT_FRAMES = 150  # by how much what anchors before and after a part say of the page's times may differ
_MIN_PAUSE_FRAMES = 5
_ANCHORS = 5  # on either side that are asked; pages round


def hinted_anchors(
    log_probs: LogProbs, bounds: tuple[Anchor, Anchor], hints: Sequence[Anchor], anchors: Sequence[Anchor]
) -> tuple[Anchor, ...]:
    """Where hints between two bounds lie close to a pause, in the middle of it; ascending in frame and word.

    They are moved by as much as the anchors around tell that the page's times are off. Where those before and after do
    not agree, an advertisement lies between, nobody knows where: then there are none.

    Args:
        log_probs: shape (n_frames, n_columns), the last column being the blank.
        bounds: the beginning and the end of the part.
        hints: frames that words should begin in, ascending in both.
        anchors: safe meeting points of the whole, ascending in both.
    """
    start, end = bounds
    known = [anchor for anchor in anchors if hints and hints[0].word <= anchor.word <= hints[-1].word]
    before = [anchor for anchor in known if anchor.word <= start.word][-_ANCHORS:]
    after = [anchor for anchor in known if anchor.word >= end.word][:_ANCHORS]
    late = [_late(side, hints) for side in (before, after) if side]
    if late and max(late) - min(late) > _MAX_DOUBT_FRAMES:
        return ()
    offset = sum(late) // len(late) if late else 0
    found = [start]
    for hint in hints:
        if start.word < hint.word < end.word:
            frame = _pause(log_probs, hint.frame + offset)
            if frame is not None and found[-1].frame < frame < end.frame:
                found.append(Anchor(frame, hint.word))
    return tuple(found[1:])


def _late(anchors: Sequence[Anchor], hints: Sequence[Anchor]) -> int:
    """How many frames later words are heard than the page says."""
    by_page = np.interp(
        [anchor.word for anchor in anchors], [hint.word for hint in hints], [hint.frame for hint in hints]
    )
    return round(float(np.median([anchor.frame for anchor in anchors] - by_page)))


def _pause(log_probs: LogProbs, frame: int) -> int | None:
    """The middle of the longest pause around a frame; ``None`` if there is none."""
    first = max(0, frame - _NEAR_FRAMES)
    near = log_probs[first : max(0, frame + _NEAR_FRAMES)]
    blank: NDArray[np.bool_] = near.argmax(axis=1) == log_probs.shape[1] - 1
    edges = np.flatnonzero(np.diff(blank.astype(np.int8), prepend=0, append=0)).reshape(-1, 2)
    lengths = edges[:, 1] - edges[:, 0]
    if not len(lengths) or lengths.max() < _MIN_PAUSE_FRAMES:
        return None
    return first + int(edges[lengths.argmax()].sum()) // 2
