"""Posteriors and phonemes to the best path: a Viterbi search that survives what does not match.

The words stand in a row, each a chain of phonemes with an optional blank between any two (CTC). Between words lie
boundaries. Besides passing through a word, the best path may

- rest in a boundary's *blank*: silence, at the cost of the blank;
- rest in a boundary's *wildcard*: music, advertisements, speech without text, at a fixed cost below the best label;
- *skip* words: text that is not spoken, at a cost for starting to skip and one a phoneme.

All arithmetic is on arrays; the only loop is over frames, so cost is (frames × phonemes) of the stretch searched.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.acoustic import LogProbs

NEVER = np.float32(-1e30)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchCosts:
    """Costs in nats.

    ``wildcard`` is a frame, ``wildcard_entry`` once where a sentence ends and ``wildcard_inside`` once elsewhere;
    ``skip_entry`` is once a run of skipped words and ``skip_phoneme`` a phoneme of them; ``pause_in_word`` and
    ``pause_in_sentence`` are a frame of blank at places where nobody rests for long. ``floor`` is the least log
    probability that counts: a sound the model did not hear at all costs no more than that.
    """

    wildcard: float = 1.5
    wildcard_entry: float = 2.0
    wildcard_inside: float = 12.0
    skip_entry: float = 12.0
    skip_phoneme: float = 2.5
    pause_in_word: float = 0.1
    pause_in_sentence: float = 0.05
    floor: float = -7.5


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """What the search knows of a word: the columns of its phonemes, and whether a sentence or a turn ends with it."""

    phonemes: tuple[int, ...]
    ends_sentence: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """The best path through one stretch.

    ``first_frames`` and ``last_frames`` have shape (n_phonemes,): the frames in which a phoneme was heard, both
    included, -1 for the phonemes of a skipped word. ``wildcard`` has shape (n_frames,): whether the
    wildcard took the frame.
    """

    first_frames: NDArray[np.int64]
    last_frames: NDArray[np.int64]
    wildcard: NDArray[np.bool_]
    score: float


@dataclass(frozen=True, slots=True)
class _Chain:
    """The words of a stretch as flat arrays; boundary b lies before word b, the last one after all words."""

    columns: NDArray[np.int64]  # (n_phonemes,) columns of the posteriors
    first: NDArray[np.int64]  # (n_words,) index of a word's first phoneme
    last: NDArray[np.int64]  # (n_words,) index of a word's last phoneme
    inner: NDArray[np.int64]  # phonemes that follow another one of their word
    repeats: NDArray[np.bool_]  # (len(inner),) the same sound twice: only a blank can part the two
    skip_total: NDArray[np.float32]  # (n_words + 1,) cost of skipping all words before a boundary
    wildcard_entry: NDArray[np.float32]  # (n_words + 1,)
    pause: NDArray[np.float32]  # (n_words + 1,) cost of a frame of blank at a boundary


# Where a state came from, one byte a state and frame.
_STAY, _FROM_BLANK, _FROM_PHONEME = 0, 1, 2
_EXIT, _BLANK, _WILDCARD, _SKIP = 0, 1, 2, 3


def best_path(log_probs: LogProbs, words: Sequence[SpokenWord], costs: SearchCosts) -> Path:
    """The best path of ``words`` through the frames, from the first boundary to the last one.

    Args:
        log_probs: shape (n_frames, n_columns), the last column being the blank; a stretch of `Posteriors.log_probs`.
        words: at least one phoneme each.
        costs: what silence, music and skipping cost.
    """
    if not all(word.phonemes for word in words):
        raise ValueError("every word of the search has at least one phoneme")
    chain = _chain(words, costs)
    trellis = _forward(log_probs, chain, costs)
    return _backtrack(trellis, chain, len(log_probs))


def _chain(words: Sequence[SpokenWord], costs: SearchCosts) -> _Chain:
    columns = np.array([column for word in words for column in word.phonemes], np.int64)
    lengths = np.array([len(word.phonemes) for word in words], np.int64)
    # A stretch begins and ends at an anchor, in the middle of speech: its outer boundaries are no place to rest.
    at_rest = np.array([False, *(word.ends_sentence for word in words)], np.bool_)
    ends = np.cumsum(lengths)
    first = ends - lengths
    inner = np.setdiff1d(np.arange(len(columns)), first)
    skip_total = np.concatenate(([0.0], np.cumsum(lengths * costs.skip_phoneme))).astype(np.float32)
    return _Chain(
        columns=columns,
        first=first,
        last=ends - 1,
        inner=inner,
        repeats=columns[inner] == columns[inner - 1],
        skip_total=skip_total,
        wildcard_entry=np.where(at_rest, costs.wildcard_entry, costs.wildcard_inside).astype(np.float32),
        pause=np.where(at_rest, 0, costs.pause_in_sentence).astype(np.float32),
    )


@dataclass(frozen=True, slots=True)
class _Trellis:
    """Back-pointers of all frames, and what was best at the end."""

    phoneme_from: NDArray[np.int8]  # (n_frames, n_phonemes)
    blank_from: NDArray[np.bool_]  # (n_frames, n_phonemes) the blank after a phoneme: entered from it now
    wildcard_entered: NDArray[np.bool_]  # (n_frames, n_words + 1)
    boundary_kind: NDArray[np.int8]  # (n_frames + 1, n_words + 1), row t: how a boundary was reached before frame t
    boundary_from: NDArray[np.int32]  # (n_frames + 1, n_words + 1): for skips, the boundary it began at
    score: float


def _forward(log_probs: LogProbs, chain: _Chain, costs: SearchCosts) -> _Trellis:
    n_frames, n_phonemes, n_bounds = len(log_probs), len(chain.columns), len(chain.first) + 1
    emission = np.maximum(log_probs[:, chain.columns], np.float32(costs.floor))
    blank_cost = np.maximum(log_probs[:, -1], np.float32(costs.floor))
    wild_cost = log_probs.max(axis=1) - np.float32(costs.wildcard)
    phoneme_from = np.zeros((n_frames, n_phonemes), np.int8)
    blank_from = np.zeros((n_frames, n_phonemes), np.bool_)
    wildcard_entered = np.zeros((n_frames, n_bounds), np.bool_)
    boundary_kind = np.zeros((n_frames + 1, n_bounds), np.int8)
    boundary_from = np.zeros((n_frames + 1, n_bounds), np.int32)

    phoneme = np.full(n_phonemes, NEVER)
    gap = np.full(n_phonemes, NEVER)  # the blank after a phoneme, within words
    reached = np.full((3, n_bounds), NEVER)  # rows: by a word's exit, in the blank, in the wildcard
    reached[_BLANK, 0] = 0
    arrive, inner, first, last = np.full(n_phonemes, NEVER), chain.inner, chain.first, chain.last
    before = inner - 1
    repeat_cost = np.where(chain.repeats, NEVER, np.float32(0))
    for t in range(n_frames):
        boundary, boundary_kind[t], boundary_from[t] = _close_over_skips(reached, chain, costs)
        direct, parted = phoneme[before] + repeat_cost, gap[before]
        arrive[inner] = np.maximum(direct, parted)
        arrive[first] = boundary[:-1]
        source = np.full(n_phonemes, _FROM_PHONEME, np.int8)
        source[inner[parted > direct]] = _FROM_BLANK
        source[phoneme >= arrive] = _STAY
        phoneme_from[t] = source
        blank_from[t] = phoneme > gap
        gap = np.maximum(phoneme, gap) + (blank_cost[t] - np.float32(costs.pause_in_word))
        phoneme = np.maximum(phoneme, arrive) + emission[t]
        entering = boundary - chain.wildcard_entry
        wildcard_entered[t] = entering > reached[_WILDCARD]
        reached[_WILDCARD] = np.maximum(reached[_WILDCARD], entering) + wild_cost[t]
        reached[_BLANK] = boundary + blank_cost[t] - chain.pause
        reached[_EXIT, 1:] = phoneme[last]
    boundary, boundary_kind[-1], boundary_from[-1] = _close_over_skips(reached, chain, costs)
    return _Trellis(phoneme_from, blank_from, wildcard_entered, boundary_kind, boundary_from, float(boundary[-1]))


def _close_over_skips(
    reached: NDArray[np.float32], chain: _Chain, costs: SearchCosts
) -> tuple[NDArray[np.float32], NDArray[np.int64], NDArray[np.int64]]:
    """Best score of standing at each boundary now, how it was reached, and where a skip to it began."""
    kind = reached.argmax(axis=0)
    here = reached.max(axis=0)
    running = here + chain.skip_total
    best = np.maximum.accumulate(running)
    begins = np.maximum.accumulate(np.where(running == best, np.arange(len(running)), 0))
    skipped = np.full_like(here, NEVER)
    skipped[1:] = best[:-1] - chain.skip_total[1:] - np.float32(costs.skip_entry)
    skips = skipped > here
    kind[skips] = _SKIP
    begin = np.zeros_like(begins)
    begin[1:] = begins[:-1]
    return np.maximum(here, skipped), kind, begin


def _backtrack(trellis: _Trellis, chain: _Chain, n_frames: int) -> Path:
    first_frames = np.full(len(chain.columns), -1, np.int64)
    last_frames = np.full(len(chain.columns), -1, np.int64)
    wildcard = np.zeros(n_frames, np.bool_)
    bound, t = len(chain.first), n_frames  # standing at a boundary before frame t
    kind = int(trellis.boundary_kind[t, bound])
    while t > 0 or kind == _SKIP:
        if kind == _SKIP:
            bound = int(trellis.boundary_from[t, bound])
            kind = _kind_without_skip(trellis, t, bound)
        elif kind == _BLANK:
            t -= 1
            kind = int(trellis.boundary_kind[t, bound])
        elif kind == _WILDCARD:
            t -= 1
            wildcard[t] = True
            kind = int(trellis.boundary_kind[t, bound]) if trellis.wildcard_entered[t, bound] else _WILDCARD
        else:
            bound -= 1
            t = _through_word(trellis, chain, (bound, t), (first_frames, last_frames))
            kind = int(trellis.boundary_kind[t, bound])
    return Path(first_frames=first_frames, last_frames=last_frames, wildcard=wildcard, score=trellis.score)


def _kind_without_skip(trellis: _Trellis, t: int, bound: int) -> int:
    """How the boundary at which a skip began was reached; a skip never begins where another one ended."""
    kind = int(trellis.boundary_kind[t, bound])
    if kind == _SKIP:
        raise RuntimeError("a skip began where another skip ended")
    return kind


def _through_word(
    trellis: _Trellis, chain: _Chain, at: tuple[int, int], found: tuple[NDArray[np.int64], NDArray[np.int64]]
) -> int:
    """Walk back through the word before frame ``t``; notes its phonemes' frames and returns the frame it began in."""
    (word, t), (first_frames, last_frames) = at, found
    phoneme = int(chain.last[word])
    t -= 1
    last_frames[phoneme] = t
    while True:
        source = trellis.phoneme_from[t, phoneme]
        if source == _STAY:
            t -= 1
            continue
        first_frames[phoneme] = t
        if phoneme == chain.first[word]:
            return t
        phoneme -= 1
        t -= 1
        if source == _FROM_BLANK:
            while not trellis.blank_from[t, phoneme]:
                t -= 1
            t -= 1
        last_frames[phoneme] = t
