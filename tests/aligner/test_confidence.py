"""How sure a word is."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from aligner.confidence import agreement, confidences
from aligner.search import HeardWord, SpokenWord
from tests.aligner.synthetic import BLANK, N_PHONEMES, sharp

SAID = [(index % N_PHONEMES, (index + 1) % N_PHONEMES) for index in range(20)]
LOG_PROBS = sharp([phoneme for word in SAID for phoneme in word])


def spoken(*pronunciations: tuple[int, ...]) -> list[SpokenWord]:
    return [SpokenWord((way,) if way else (), ends_sentence=False) for way in pronunciations]


def heard(index: int, *phonemes: int) -> HeardWord:
    """A word heard where word number ``index`` was said."""
    frames = (2 * index, 2 * index + 1)
    return HeardWord(phonemes=phonemes, first_frames=frames, last_frames=frames)


def test_words_heard_clearly_are_sure() -> None:
    found = confidences(spoken(*SAID), [heard(index, *word) for index, word in enumerate(SAID)], LOG_PROBS)
    assert min(value for value in found if value is not None) > 0.95


def test_a_run_of_words_that_are_not_in_the_audio_is_doubtful_and_its_surroundings_stay_sure() -> None:
    others = [(BLANK - 1 - index, BLANK - 2 - index) for index in range(20)]
    row = [*SAID[:6], *others[6:14], *SAID[14:]]
    found = confidences(spoken(*row), [heard(index, *word) for index, word in enumerate(row)], LOG_PROBS)
    assert max(value for value in found[8:12] if value is not None) < 0.3
    assert min(value for value in (*found[:3], *found[17:]) if value is not None) > 0.95


def test_a_word_among_words_that_were_not_heard_is_doubtful() -> None:
    places = [heard(index, *word) if index == 10 else None for index, word in enumerate(SAID)]
    found = confidences(spoken(*SAID), places, LOG_PROBS)
    assert found[10] is not None
    assert found[10] < 0.5
    assert found[:10] == (None,) * 10


def test_words_without_a_sound_have_none_and_do_not_count_as_unheard() -> None:
    row = [part for word in SAID for part in (word, ())]
    places = [heard(index // 2, *word) if word else None for index, word in enumerate(row)]
    found = confidences(spoken(*row), places, LOG_PROBS)
    assert found[1::2] == (None,) * len(SAID)
    assert min(value for value in found[::2] if value is not None) > 0.95


def test_agreement_is_1_for_what_was_said_and_0_for_what_was_not_heard() -> None:
    words = spoken(*SAID, ())
    assert agreement(words, [*(heard(i, *word) for i, word in enumerate(SAID)), None], LOG_PROBS) > 0.99
    assert agreement(words, [None] * len(words), LOG_PROBS) < 0.01
    assert agreement([], [], LOG_PROBS) == 0


@given(st.lists(st.one_of(st.none(), st.tuples(st.integers(0, 38), st.integers(0, 38))), max_size=20))
def test_it_is_a_probability_where_nothing_is_certain(row: list[tuple[int, int] | None]) -> None:
    even = np.full((40, N_PHONEMES + 1), -np.log(N_PHONEMES + 1), np.float32)
    places = [heard(index, *word) if word else None for index, word in enumerate(row)]
    found = confidences(spoken(*(word or (0,) for word in row)), places, even)
    assert [value is None for value in found] == [word is None for word in row]
    assert all(0 <= value <= 1 for value in found if value is not None)
