"""How sure a word is."""

import numpy as np

from aligner.confidence import confidence
from aligner.search import HeardWord
from tests.aligner.synthetic import sharp


def heard(*phonemes: int) -> HeardWord:
    """A word heard one phoneme a frame from the first frame on."""
    frames = tuple(range(len(phonemes)))
    return HeardWord(phonemes=phonemes, first_frames=frames, last_frames=frames)


def test_a_word_heard_clearly_is_sure_and_one_heard_badly_is_not() -> None:
    log_probs = sharp([3, 4, 5])
    assert confidence(heard(3, 4, 5), log_probs) > 0.9
    assert 0.5 < confidence(heard(3, 4, 6), log_probs) < 0.9
    assert 0 <= confidence(heard(6, 7, 8), log_probs) < 0.2


def test_it_stays_a_share_where_nothing_is_certain() -> None:
    even = np.full((2, 40), -np.log(40), np.float32)
    assert 0 <= confidence(heard(1, 2), even) <= 1
