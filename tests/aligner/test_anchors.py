"""Where text and audio surely meet."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.anchors import NGRAM, Anchor, find_anchors
from tests.aligner.synthetic import BLANK, Phonemes, frames_heard, pronounced, random_words, sharp

MIN_FRAMES = 40


def anchors_of(labels: list[int], words: list[Phonemes], min_frames: int = MIN_FRAMES) -> tuple[Anchor, ...]:
    return find_anchors(sharp(labels), words, NGRAM, min_frames)


@pytest.fixture(scope="module")
def words() -> list[Phonemes]:
    return random_words(120, seed=1)


def test_planted_words_are_met_where_they_begin(words: list[Phonemes]) -> None:
    anchors = anchors_of([BLANK] * 30 + pronounced(words), words)
    starts = [first for first, _ in frames_heard(words, 30)]
    assert len(anchors) > 20
    assert all(anchor.frame == starts[anchor.word] for anchor in anchors)


@pytest.mark.parametrize("min_frames", [1, 40, 150, 600])
def test_anchors_keep_their_distance(words: list[Phonemes], min_frames: int) -> None:
    anchors = anchors_of(pronounced(words), words, min_frames)
    assert len(anchors) > 1
    assert all(b.frame - a.frame >= min_frames and b.word > a.word for a, b in pairwise(anchors))


def test_words_without_a_sound_do_not_shift_the_numbering(words: list[Phonemes]) -> None:
    silent: list[Phonemes] = [part for word in words for part in (word, ())]
    anchors = anchors_of(pronounced(words), silent)
    starts = [first for first, _ in frames_heard(words, 0)]
    assert len(anchors) > 20
    assert all(anchor.frame == starts[anchor.word // 2] and anchor.word % 2 == 0 for anchor in anchors)


def test_a_passage_that_is_said_twice_meets_in_order(words: list[Phonemes]) -> None:
    refrain, between = words[:20], words[20:60]
    said = [*refrain, *between, *refrain]
    anchors = anchors_of(pronounced(said), said)
    starts = [first for first, _ in frames_heard(said, 0)]
    assert all(anchor.frame == starts[anchor.word] for anchor in anchors)
    assert sum(anchor.word < len(refrain) for anchor in anchors) > 3
    assert sum(anchor.word > len(refrain) + len(between) for anchor in anchors) > 3


def test_a_recording_played_several_times_meets_its_text_each_time(words: list[Phonemes]) -> None:
    said = words[:60] * 5
    anchors = anchors_of(pronounced(said), said)
    starts = [first for first, _ in frames_heard(said, 0)]
    assert all(anchor.frame == starts[anchor.word] for anchor in anchors)
    assert all(sum(anchor.word // 60 == time for anchor in anchors) > 5 for time in range(5))


def test_a_refrain_that_is_written_once_and_said_twice_is_no_anchor(words: list[Phonemes]) -> None:
    refrain, rest = words[:20], words[20:60]
    anchors = anchors_of(pronounced([*refrain, *rest, *refrain]), [*rest, *refrain])
    assert anchors
    assert all(anchor.word <= len(rest) for anchor in anchors)


def test_passages_that_changed_places_meet_once(words: list[Phonemes]) -> None:
    """Only one order can be kept: the longer passage wins."""
    short, long = words[:15], words[15:60]
    anchors = anchors_of(pronounced([*long, *short]), [*short, *long])
    assert anchors
    assert all(anchor.word >= len(short) for anchor in anchors)


def test_a_chance_match_far_from_any_other_is_dropped(words: list[Phonemes]) -> None:
    """Two words of the text, one run long, are heard in the middle of other speech and the rest of it never."""
    other = random_words(200, seed=2)
    at = next(at for at in range(50, 110) if len(words[at]) + len(words[at + 1]) == NGRAM)
    assert anchors_of(pronounced([*other[:100], *words[at : at + 2], *other[100:]]), words) == ()
    in_company = anchors_of(pronounced([*other[:100], *words[at - 5 : at + 7], *other[100:]]), words, 1)
    assert at + 1 in {anchor.word for anchor in in_company}


def test_matches_at_a_pace_that_nobody_speaks_at_are_dropped(words: list[Phonemes]) -> None:
    slowly = [label for label in pronounced(words) for _ in range(12)]
    assert anchors_of(slowly, words) == ()


@pytest.mark.parametrize(
    ("labels", "written"),
    [([], []), ([], random_words(5, seed=3)), ([BLANK] * 50, random_words(5, seed=3)), ([1, 2, 3], []), ([1], [(1,)])],
)
def test_nothing_to_match_gives_no_anchor(labels: list[int], written: list[Phonemes]) -> None:
    assert anchors_of(labels, written) == ()


_few = st.lists(st.lists(st.integers(0, 5), max_size=5).map(tuple), max_size=25)


@given(said=_few, written=_few, same=_few, min_frames=st.integers(1, 60), ngram=st.sampled_from([5, 7, NGRAM]))
def test_anchors_always_ascend(
    said: list[Phonemes], written: list[Phonemes], same: list[Phonemes], min_frames: int, ngram: int
) -> None:
    labels, text = pronounced([*said, *same, *said]), [*same, *written, *same]
    anchors = find_anchors(sharp(labels), text, ngram, min_frames)
    assert all(0 <= anchor.frame < len(labels) and 0 <= anchor.word < len(text) for anchor in anchors)
    assert all(text[anchor.word] for anchor in anchors)
    assert all(b.frame - a.frame >= min_frames and b.word > a.word for a, b in pairwise(anchors))


@given(st.permutations(range(30)))
def test_anchors_ascend_in_a_shuffled_text(order: list[int]) -> None:
    said = random_words(30, seed=4)
    anchors = anchors_of(pronounced(said), [said[index] for index in order], 1)
    assert anchors == tuple(sorted(anchors))
    assert np.all(np.diff([anchor.word for anchor in anchors]) > 0)
