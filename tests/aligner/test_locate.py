"""Every word where it was planted, whatever else the audio and the text hold."""

from collections.abc import Sequence

import numpy as np
import pytest

from aligner.locate import Located, locate
from aligner.search import HeardWord, SearchCosts, SpokenWord, Stretch, best_path
from tests.aligner.synthetic import BLANK, Phonemes, frames_heard, pronounced, random_words, sharp

COSTS = SearchCosts()
SENTENCE = 10  # words
PAUSE = [BLANK] * 25

SPOKEN = random_words(300, seed=5)
ADVERTISEMENT = random_words(60, seed=6)  # heard, not written
LEFT_OUT = random_words(40, seed=7)  # written, not heard


def spoken_words(words: list[Phonemes]) -> list[SpokenWord]:
    return [SpokenWord((word,) if word else (), index % SENTENCE == SENTENCE - 1) for index, word in enumerate(words)]


def find(labels: list[int], words: list[Phonemes]) -> Located:
    return locate(sharp(labels), spoken_words(words), COSTS, lambda _: None)


def recording() -> tuple[list[int], list[tuple[int, int]], range]:
    """The frames of an episode with an advertisement, where its words are, and where the advertisement is."""
    first, second = SPOKEN[:150], SPOKEN[150:]
    labels = [*PAUSE, *pronounced(first), *PAUSE]
    heard = frames_heard(first, len(PAUSE))
    start = len(labels)
    labels += [*pronounced(ADVERTISEMENT), *PAUSE]
    advertisement = range(start, len(labels) - len(PAUSE))
    heard += frames_heard(second, len(labels))
    return [*labels, *pronounced(second), *PAUSE], heard, advertisement


def ends_of(heard: Sequence[HeardWord | None]) -> list[tuple[int, int] | None]:
    """The first and last frame of each word."""
    return [(word.first_frames[0], word.last_frames[-1]) if word else None for word in heard]


WRITTEN = [*SPOKEN[:80], *LEFT_OUT, *SPOKEN[80:]]  # the part left out is a number of whole sentences


@pytest.fixture(scope="module")
def located() -> Located:
    return find(recording()[0], WRITTEN)


def test_every_word_is_found_where_it_was_planted(located: Located) -> None:
    _, planted, _ = recording()
    ends = ends_of(located.heard)
    found = [*ends[:80], *ends[80 + len(LEFT_OUT) :]]
    for at, frames in zip(planted, found, strict=True):
        assert frames
        assert abs(frames[0] - at[0]) <= 1
        assert abs(frames[1] - at[1]) <= 1


def test_words_that_were_never_said_are_not_found(located: Located) -> None:
    assert located.heard[80 : 80 + len(LEFT_OUT)] == (None,) * len(LEFT_OUT)


def test_speech_without_text_goes_to_the_wildcard(located: Located) -> None:
    _, _, advertisement = recording()
    inside = located.wildcard[advertisement.start : advertisement.stop]
    assert inside.mean() > 0.98
    assert located.wildcard.sum() <= inside.sum() + 2


def test_anchors_change_nothing_about_what_is_found(located: Located) -> None:
    """The same as one search from the first frame to the last."""
    words = spoken_words(WRITTEN)
    path = best_path(Stretch(sharp(recording()[0]), words), COSTS)
    assert located.heard == path.words
    assert np.array_equal(located.wildcard, path.wildcard)


def test_words_without_a_sound_are_not_found_and_disturb_nobody() -> None:
    said = SPOKEN[:40]
    with_dashes = [part for word in said for part in (word, ())]
    heard = ends_of(find(pronounced(said), with_dashes).heard)
    assert heard[1::2] == [None] * 40
    assert heard[::2] == frames_heard(said, 0)


@pytest.mark.parametrize("words", [[], [()], SPOKEN[:3]])
@pytest.mark.parametrize("n_frames", [0, 60])
def test_silence_and_no_audio_hold_no_words(n_frames: int, words: list[Phonemes]) -> None:
    found = find([BLANK] * n_frames, words)
    assert found.heard == (None,) * len(words)
    assert len(found.wildcard) == n_frames
    assert not found.wildcard.any()


def test_text_and_audio_too_long_to_search_without_anything_in_common_are_left_apart() -> None:
    words: list[Phonemes] = [(0,)] * 1_001
    found = find([1] * 40_000, words)
    assert found.heard == (None,) * len(words)
    assert found.wildcard.all()


def test_progress_ends_with_all_frames() -> None:
    labels = pronounced(SPOKEN)
    told: list[int] = []
    locate(sharp(labels), spoken_words(SPOKEN), COSTS, told.append)
    assert told == sorted(told)
    assert told[-1] == len(labels)


def test_a_recording_played_several_times_is_found_each_time() -> None:
    said = SPOKEN[:40] * 6
    assert ends_of(find(pronounced(said), said).heard) == frames_heard(said, 0)


def test_words_that_replace_what_is_said_take_no_time_and_leave_their_neighbours_theirs() -> None:
    others = random_words(10, seed=77)
    written = [*SPOKEN[:34], *others, *SPOKEN[44:80]]
    found = ends_of(find(pronounced(SPOKEN[:80]), written).heard)
    planted = frames_heard(SPOKEN[:80], 0)
    assert found[34:44] == [None] * 10
    assert found[:34] == planted[:34]
    assert found[44:] == planted[44:]


def test_what_is_left_out_of_a_sentence_leaves_its_neighbours_their_time() -> None:
    planted = frames_heard(SPOKEN[:80], 0)
    found = ends_of(find(pronounced(SPOKEN[:80]), [*SPOKEN[:34], *SPOKEN[38:80]]).heard)
    assert found == [*planted[:34], *planted[38:]]
