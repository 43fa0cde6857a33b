"""The search against planted paths and against a plain reference implementation of the same costs."""

from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.acoustic import LogProbs
from aligner.search import Path, SearchCosts, SpokenWord, Stretch, best_path, best_paths

N_COLUMNS = 5  # four phonemes and the blank
BLANK = N_COLUMNS - 1
COSTS = SearchCosts()


def sharp(labels: list[int], probability: float = 0.96) -> LogProbs:
    """Posteriors that favour one label a frame."""
    rest = (1 - probability) / (N_COLUMNS - 1)
    rows = np.full((len(labels), N_COLUMNS), rest, np.float32)
    rows[np.arange(len(labels)), labels] = probability
    return np.log(rows)


def word(*phonemes: int, ends: bool = False) -> SpokenWord:
    return SpokenWord((phonemes,), ends)


def frames_of(path: Path) -> list[tuple[int, int]]:
    """First and last frame of every phoneme heard."""
    heard = [word for word in path.words if word]
    return [frames for word in heard for frames in zip(word.first_frames, word.last_frames, strict=True)]


def test_finds_planted_words_and_keeps_the_pause_out_of_them() -> None:
    log_probs = sharp([BLANK, 0, 0, 1, BLANK, BLANK, BLANK, 2, BLANK, 3, BLANK])
    path = best_path(Stretch(log_probs, [word(0, 1, ends=True), word(2, 3, ends=True)]), COSTS)
    assert frames_of(path) == [(1, 2), (3, 3), (7, 7), (9, 9)]
    assert not path.wildcard.any()


def test_parts_a_doubled_sound_by_a_blank() -> None:
    path = best_path(Stretch(sharp([0, BLANK, 0]), [word(0, 0)]), COSTS)
    assert frames_of(path) == [(0, 0), (2, 2)]


def test_skips_words_that_are_not_spoken() -> None:
    log_probs = sharp([0, 1, 2, BLANK, 2, 3, 0, BLANK])
    unspoken = word(3, 1, 3, 1, 3, 1, ends=True)
    path = best_path(Stretch(log_probs, [word(0, 1, 2, ends=True), unspoken, word(2, 3, 0, ends=True)]), COSTS)
    assert path.words[1] is None
    assert frames_of(path) == [(0, 0), (1, 1), (2, 2), (4, 4), (5, 5), (6, 6)]


def test_gives_speech_without_text_to_the_wildcard() -> None:
    advertisement = [3, 1, 3, 1, 3, 2, 3, 1, 3, 1, 3, 1]
    log_probs = sharp([0, 1, *advertisement, 2, 0])
    path = best_path(Stretch(log_probs, [word(0, 1, ends=True), word(2, 0, ends=True)]), COSTS)
    assert path.wildcard.tolist() == [False] * 2 + [True] * len(advertisement) + [False] * 2
    assert frames_of(path) == [(0, 0), (1, 1), (14, 14), (15, 15)]


def test_hears_the_pronunciation_that_was_used() -> None:
    ways = ((0, 1, 2), (3, 2), (0, 2))
    words = [SpokenWord(ways, ends_sentence=False)] * 3
    path = best_path(Stretch(sharp([3, 2, 0, 1, 2, BLANK, 0, BLANK, 2]), words), COSTS)
    assert [word.phonemes for word in path.words if word] == [(3, 2), (0, 1, 2), (0, 2)]
    assert frames_of(path) == [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (6, 6), (8, 8)]


def test_refuses_words_without_a_sound() -> None:
    with pytest.raises(ValueError, match="at least one pronunciation"):
        Stretch(sharp([0]), [SpokenWord((), ends_sentence=False)])
    with pytest.raises(ValueError, match="at least one phoneme"):
        SpokenWord(((0,), ()), ends_sentence=False)


def test_stretch_without_words_is_silence_or_wildcard() -> None:
    silent, spoken = best_paths([Stretch(sharp([BLANK] * 3), []), Stretch(sharp([0, 1] * 8), [])], COSTS)
    assert not silent.wildcard.any()
    assert spoken.wildcard.all()


@st.composite
def stretches(draw: st.DrawFn) -> Stretch:
    """Small random stretches, the kind that a plain implementation can do too."""
    n_frames = draw(st.integers(1, 7))
    weights = draw(
        st.lists(
            st.lists(st.integers(1, 60), min_size=N_COLUMNS, max_size=N_COLUMNS), min_size=n_frames, max_size=n_frames
        )
    )
    probabilities = np.array(weights, np.float32)
    pronunciation = st.lists(st.integers(0, BLANK - 1), min_size=1, max_size=3).map(tuple)
    spoken = st.builds(SpokenWord, st.lists(pronunciation, min_size=1, max_size=3).map(tuple), st.booleans())
    words = draw(st.lists(spoken, max_size=4))
    log_probs = np.log(probabilities / probabilities.sum(axis=1, keepdims=True))
    return Stretch(log_probs, words, draw(st.booleans()))


costs = st.builds(
    SearchCosts,
    wildcard=st.sampled_from([0.3, 1.5]),
    wildcard_entry=st.sampled_from([0.5, 2.0]),
    wildcard_inside=st.sampled_from([2.0, 12.0]),
    skip_edge=st.sampled_from([0.25, 1.5, 6.0]),
    skip_edge_inside=st.sampled_from([0.25, 2.0, 8.0]),
    skip_phoneme=st.sampled_from([0.5, 2.5]),
)


def reference_score(stretch: Stretch, given_costs: SearchCosts) -> float:  # noqa: C901
    """The best score by plain recursion over (frame, state): the module's docstring, written down literally."""
    words = stretch.words
    rows: list[list[float]] = np.maximum(stretch.log_probs, given_costs.floor).tolist()
    best_label: list[float] = stretch.log_probs.max(axis=1).tolist()
    at_rest = [stretch.starts_sentence, *(w.ends_sentence for w in words)]

    def skip_cost(a: int, b: int) -> float:
        edges = sum(given_costs.skip_edge if at_rest[bound] else given_costs.skip_edge_inside for bound in (a, b))
        return edges + given_costs.skip_phoneme * sum(len(w.phonemes) for w in words[a:b])

    @cache
    def boundary(t: int, b: int) -> float:
        """Standing at boundary b before frame t."""
        return max([reached(t, b)] + [reached(t, a) - skip_cost(a, b) for a in range(b)])

    @cache
    def reached(t: int, b: int) -> float:
        if t == 0:
            return 0.0 if b == 0 else -np.inf
        pause = 0.0 if at_rest[b] else given_costs.pause_in_sentence
        resting = boundary(t - 1, b) + rows[t - 1][BLANK] - pause
        ways = words[b - 1].pronunciations if b else ()
        exiting = max((phoneme(t - 1, b - 1, way, len(way) - 1) for way in ways), default=-np.inf)
        return max(resting, exiting, wildcard(t - 1, b))

    @cache
    def wildcard(t: int, b: int) -> float:
        """In the wildcard of boundary b during frame t."""
        if t < 0:
            return -np.inf
        entry = given_costs.wildcard_entry if at_rest[b] else given_costs.wildcard_inside
        return max(wildcard(t - 1, b), boundary(t, b) - entry) + best_label[t] - given_costs.wildcard

    @cache
    def phoneme(t: int, w: int, phonemes: tuple[int, ...], k: int) -> float:
        """In phoneme k of a pronunciation of word w during frame t."""
        if t < 0:
            return -np.inf
        if k == 0:
            arriving = boundary(t, w)
        else:
            direct = phoneme(t - 1, w, phonemes, k - 1) if phonemes[k] != phonemes[k - 1] else -np.inf
            arriving = max(direct, gap(t - 1, w, phonemes, k - 1))
        return max(phoneme(t - 1, w, phonemes, k), arriving) + rows[t][phonemes[k]]

    @cache
    def gap(t: int, w: int, phonemes: tuple[int, ...], k: int) -> float:
        """In the blank after phoneme k of a pronunciation of word w during frame t."""
        if t < 0:
            return -np.inf
        return (
            max(gap(t - 1, w, phonemes, k), phoneme(t - 1, w, phonemes, k)) + rows[t][BLANK] - given_costs.pause_in_word
        )

    return float(boundary(len(rows), len(words)))


@given(stretches(), costs)
def test_scores_as_the_reference(stretch: Stretch, given_costs: SearchCosts) -> None:
    assert best_path(stretch, given_costs).score == pytest.approx(reference_score(stretch, given_costs), abs=1e-3)


@given(st.lists(stretches(), min_size=1, max_size=5), costs)
def test_stretches_side_by_side_score_as_alone(several: list[Stretch], given_costs: SearchCosts) -> None:
    together = best_paths(several, given_costs)
    for stretch, path in zip(several, together, strict=True):
        assert path.score == pytest.approx(best_path(stretch, given_costs).score, abs=1e-3)
        assert len(path.wildcard) == len(stretch.log_probs)
        for spoken, heard in zip(stretch.words, path.words, strict=True):
            assert heard is None or heard.phonemes in spoken.pronunciations
        placed = frames_of(path)
        assert all(first <= last for first, last in placed)
        assert all(a[1] < b[0] for a, b in pairwise(placed))


@given(st.integers(1, 6), st.integers(1, 6))
def test_a_shift_of_the_audio_shifts_the_path(lead: int, tail: int) -> None:
    spoken = [0, 1, BLANK, 2, 3]
    words = [word(0, 1), word(2, 3, ends=True)]
    alone = best_path(Stretch(sharp(spoken), words), COSTS)
    moved = best_path(Stretch(sharp([BLANK] * lead + spoken + [BLANK] * tail), words), COSTS)
    assert list(moved.words) == [heard and heard.later(lead) for heard in alone.words]
