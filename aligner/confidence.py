"""How sure it is that a word was said where it was placed."""

import numpy as np

from aligner.acoustic import LogProbs
from aligner.search import HeardWord


def confidence(word: HeardWord, log_probs: LogProbs) -> float:
    """How well the phonemes stand against the best label where they were heard: the mean probability ratio, 0..1."""
    frames = log_probs[list(word.first_frames)]
    own = frames[np.arange(len(frames)), list(word.phonemes)]
    return float(np.exp(own - frames.max(axis=1)).mean())
