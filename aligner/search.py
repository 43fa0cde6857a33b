"""Posteriors and phonemes to the best path: a Viterbi search that survives what does not match.

The words stand in a row; each is one of several chains of phonemes, its pronunciations, with an optional blank between
any two phonemes (CTC). Between words lie boundaries. Besides passing through a word, the best path may

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
    ``skip_edge`` is for either end of a run of skipped words where a sentence begins or ends, ``skip_edge_inside`` for
    one elsewhere, and ``skip_phoneme`` a phoneme of them; ``pause_in_word`` and ``pause_in_sentence`` are a frame of
    blank at places where nobody rests for long. ``floor`` is the least log probability that counts: a sound the model
    did not hear at all costs no more than that.
    """

    wildcard: float = 0.3
    wildcard_entry: float = 2.0
    wildcard_inside: float = 12.0
    skip_edge: float = 6.0
    skip_edge_inside: float = 8.0
    skip_phoneme: float = 2.5
    pause_in_word: float = 0.1
    pause_in_sentence: float = 0.05
    floor: float = -7.5


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """What the search knows of a word: how it may be pronounced, and whether a sentence or a turn ends with it.

    ``pronunciations`` are alternatives, the likeliest first, each the columns of its phonemes. A word without a sound
    has none; no pronunciation is empty.
    """

    pronunciations: tuple[tuple[int, ...], ...]
    ends_sentence: bool

    def __post_init__(self) -> None:
        if not all(self.pronunciations):
            raise ValueError("a pronunciation has at least one phoneme")

    @property
    def phonemes(self) -> tuple[int, ...]:
        """The likeliest pronunciation, empty for a word without a sound."""
        return self.pronunciations[0] if self.pronunciations else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardWord:
    """A word that was heard: the pronunciation found, and the frames of each of its phonemes, both included."""

    phonemes: tuple[int, ...]
    first_frames: tuple[int, ...]
    last_frames: tuple[int, ...]

    def later(self, frames: int) -> "HeardWord":
        """The same word so many frames later."""
        return HeardWord(
            phonemes=self.phonemes,
            first_frames=tuple(frame + frames for frame in self.first_frames),
            last_frames=tuple(frame + frames for frame in self.last_frames),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """The best path through one stretch.

    ``words`` has one entry a word, ``None`` for a skipped one; ``wildcard`` has shape (n_frames,): whether the wildcard
    took the frame.
    """

    words: tuple[HeardWord | None, ...]
    wildcard: NDArray[np.bool_]
    score: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """Frames and the words that lie in them, from the first frame to the last.

    ``log_probs`` has shape (n_frames, n_columns), the last column being the blank; a part of `Posteriors.log_probs`.
    Every word has a pronunciation. ``starts_sentence`` tells whether a sentence begins with the first word, so that
    silence or music may come before it; else the stretch begins at an anchor in the middle of speech.
    """

    log_probs: LogProbs
    words: Sequence[SpokenWord]
    starts_sentence: bool = True

    def __post_init__(self) -> None:
        if not all(word.pronunciations for word in self.words):
            raise ValueError("every word of the search has at least one pronunciation")

    @property
    def cells(self) -> int:
        """Frames × phonemes: what a search of it costs."""
        return len(self.log_probs) * sum(map(n_phonemes, self.words))


def n_phonemes(word: SpokenWord) -> int:
    """The phonemes of all pronunciations: what a frame of searching for a word costs."""
    return sum(map(len, word.pronunciations))


def best_path(stretch: Stretch, costs: SearchCosts) -> Path:
    """The best path of a stretch, from its first boundary to its last one."""
    return best_paths([stretch], costs)[0]


def best_paths(stretches: Sequence[Stretch], costs: SearchCosts) -> list[Path]:
    """The best path of each stretch. They are searched side by side, which is fastest for stretches of like length."""
    chains = _chains(stretches, costs)
    trellis = _forward(stretches, chains, costs)
    return [_backtrack(trellis, chains, index, len(stretch.log_probs)) for index, stretch in enumerate(stretches)]


@dataclass(frozen=True, slots=True)
class _Chains:
    """The words of all stretches as flat arrays; the boundaries of stretch s as row s of a table padded at its end.

    A chain is a pronunciation of a word. Boundary b lies before word b of its stretch, the last one after all its
    words.
    """

    columns: NDArray[np.int64]  # (n_phonemes,) columns of the posteriors
    owner: NDArray[np.int64]  # (n_phonemes,) the stretch of each
    first: NDArray[np.int64]  # (n_chains,) index of a chain's first phoneme
    last: NDArray[np.int64]  # (n_chains,) index of a chain's last phoneme
    word: NDArray[np.int64]  # (n_chains,) the word of each
    first_chain: NDArray[np.int64]  # (n_words + 1,) index of a word's first chain
    before: NDArray[np.int64]  # (n_words,) flat index of the boundary before a word
    first_word: NDArray[np.int64]  # (n_stretches + 1,) index of each stretch's first word
    inner: NDArray[np.int64]  # phonemes that follow another one of their chain
    repeat_cost: NDArray[np.float32]  # (len(inner),) the same sound twice: only a blank can part the two
    skip_total: NDArray[np.float32]  # (n_stretches, n_bounds) cost of skipping all words before a boundary
    skip_edge: NDArray[np.float32]  # (n_stretches, n_bounds) cost of beginning or ending a skip at a boundary
    wildcard_entry: NDArray[np.float32]  # (n_stretches, n_bounds)
    pause: NDArray[np.float32]  # (n_stretches, n_bounds) cost of a frame of blank at a boundary


def _chains(stretches: Sequence[Stretch], costs: SearchCosts) -> _Chains:
    words = [word for stretch in stretches for word in stretch.words]
    chains = [chain for word in words for chain in word.pronunciations]
    first_word = _bounds([len(stretch.words) for stretch in stretches])
    first_chain = _bounds([len(word.pronunciations) for word in words])
    first_phoneme = _bounds([len(chain) for chain in chains])
    columns = np.array([column for chain in chains for column in chain], np.int64)
    inner = np.setdiff1d(np.arange(len(columns)), first_phoneme)
    stretch_of_word = np.repeat(np.arange(len(stretches)), np.diff(first_word))
    word_of_chain = np.repeat(np.arange(len(words)), np.diff(first_chain))
    place = np.arange(len(words)) - first_word[stretch_of_word]
    shape = (len(stretches), int(np.diff(first_word).max(initial=0)) + 1)
    skip = np.zeros(shape, np.float32)
    skip[stretch_of_word, place + 1] = [len(word.phonemes) * costs.skip_phoneme for word in words]
    at_rest = np.zeros(shape, np.bool_)
    at_rest[:, 0] = [stretch.starts_sentence for stretch in stretches]
    at_rest[stretch_of_word, place + 1] = [word.ends_sentence for word in words]
    return _Chains(
        columns=columns,
        owner=np.repeat(stretch_of_word[word_of_chain], np.diff(first_phoneme)),
        first=first_phoneme[:-1],
        last=first_phoneme[1:] - 1,
        word=word_of_chain,
        first_chain=first_chain,
        before=stretch_of_word * shape[1] + place,
        first_word=first_word,
        inner=inner,
        repeat_cost=np.where(columns[inner] == columns[inner - 1], NEVER, np.float32(0)),
        skip_total=np.cumsum(skip, axis=1),
        skip_edge=np.where(at_rest, costs.skip_edge, costs.skip_edge_inside).astype(np.float32),
        wildcard_entry=np.where(at_rest, costs.wildcard_entry, costs.wildcard_inside).astype(np.float32),
        pause=np.where(at_rest, 0, costs.pause_in_sentence).astype(np.float32),
    )


def _bounds(lengths: Sequence[int]) -> NDArray[np.int64]:
    """Where each of some runs begins when they stand in a row, and where the last one ends."""
    return np.concatenate(([0], np.cumsum(np.array(lengths, np.int64))))


# Where a state came from, one byte a state and frame.
_STAY, _FROM_BLANK, _FROM_PHONEME = 0, 1, 2
_EXIT, _BLANK, _WILDCARD, _SKIP = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class _Trellis:
    """Back-pointers of all frames; row t of the boundary tables tells how a boundary was reached before frame t."""

    phoneme_from: NDArray[np.int8]  # (n_frames, n_phonemes)
    blank_from: NDArray[np.bool_]  # (n_frames, n_phonemes) the blank after a phoneme: entered from it now
    best_chain: NDArray[np.bool_]  # (n_frames, n_chains) whether no pronunciation of the word is better by this frame
    wildcard_entered: NDArray[np.bool_]  # (n_frames, n_stretches, n_bounds)
    boundary_kind: NDArray[np.int8]  # (n_frames + 1, n_stretches, n_bounds)
    boundary_from: NDArray[np.int32]  # (n_frames + 1, n_stretches, n_bounds): for skips, the boundary it began at
    boundary_score: NDArray[np.float32]  # (n_frames + 1, n_stretches, n_bounds)


@dataclass(frozen=True, slots=True)
class _Emissions:
    """What each frame costs, with a stretch's frames padded at their end."""

    phoneme: NDArray[np.float32]  # (n_frames, n_phonemes)
    blank: NDArray[np.float32]  # (n_frames, n_stretches, 1)
    wildcard: NDArray[np.float32]  # (n_frames, n_stretches, 1)


def _emissions(stretches: Sequence[Stretch], chains: _Chains, costs: SearchCosts) -> _Emissions:
    n_frames = max(len(stretch.log_probs) for stretch in stretches)
    phoneme = np.zeros((n_frames, len(chains.columns)), np.float32)
    blank = np.zeros((n_frames, len(stretches), 1), np.float32)
    wildcard = np.zeros((n_frames, len(stretches), 1), np.float32)
    for index, stretch in enumerate(stretches):
        own = np.flatnonzero(chains.owner == index)
        rows = slice(0, len(stretch.log_probs))
        phoneme[rows, own] = stretch.log_probs[:, chains.columns[own]]
        blank[rows, index, 0] = stretch.log_probs[:, -1]
        wildcard[rows, index, 0] = stretch.log_probs.max(axis=1) - costs.wildcard
    floor = np.float32(costs.floor)
    return _Emissions(np.maximum(phoneme, floor), np.maximum(blank, floor), wildcard)


def _forward(stretches: Sequence[Stretch], chains: _Chains, costs: SearchCosts) -> _Trellis:
    emissions = _emissions(stretches, chains, costs)
    n_frames, n_phonemes = emissions.phoneme.shape
    shape = chains.skip_total.shape
    trellis = _Trellis(
        phoneme_from=np.empty((n_frames, n_phonemes), np.int8),
        blank_from=np.empty((n_frames, n_phonemes), np.bool_),
        best_chain=np.empty((n_frames, len(chains.first)), np.bool_),
        wildcard_entered=np.empty((n_frames, *shape), np.bool_),
        boundary_kind=np.empty((n_frames + 1, *shape), np.int8),
        boundary_from=np.empty((n_frames + 1, *shape), np.int32),
        boundary_score=np.empty((n_frames + 1, *shape), np.float32),
    )
    phoneme = np.full(n_phonemes, NEVER)
    gap = np.full(n_phonemes, NEVER)  # the blank after a phoneme, within words
    reached = np.full((3, *shape), NEVER)  # by a word's exit, in the blank, in the wildcard
    reached[_BLANK, :, 0] = 0
    exits = reached[_EXIT].reshape(-1)
    before_chain, chain_starts = chains.before[chains.word], chains.first_chain[:-1]
    arrive, inner, before_inner = np.full(n_phonemes, NEVER), chains.inner, chains.inner - 1
    for t in range(n_frames):
        boundary = _close_over_skips(reached, chains, (trellis, t))
        direct, parted = phoneme[before_inner] + chains.repeat_cost, gap[before_inner]
        arrive[inner] = np.maximum(direct, parted)
        arrive[chains.first] = boundary.reshape(-1)[before_chain]
        source = trellis.phoneme_from[t]
        source[:] = _FROM_PHONEME
        source[inner[parted > direct]] = _FROM_BLANK
        source[phoneme >= arrive] = _STAY
        np.greater(phoneme, gap, out=trellis.blank_from[t])
        gap = np.maximum(phoneme, gap) + (emissions.blank[t, chains.owner, 0] - np.float32(costs.pause_in_word))
        phoneme = np.maximum(phoneme, arrive) + emissions.phoneme[t]
        entering = boundary - chains.wildcard_entry
        np.greater(entering, reached[_WILDCARD], out=trellis.wildcard_entered[t])
        reached[_WILDCARD] = np.maximum(reached[_WILDCARD], entering) + emissions.wildcard[t]
        reached[_BLANK] = boundary + (emissions.blank[t] - chains.pause)
        ended = phoneme[chains.last]
        best = np.maximum.reduceat(ended, chain_starts) if len(ended) else ended
        np.equal(ended, best[chains.word], out=trellis.best_chain[t])
        exits[chains.before + 1] = best
    _close_over_skips(reached, chains, (trellis, n_frames))
    return trellis


def _close_over_skips(
    reached: NDArray[np.float32], chains: _Chains, record: tuple[_Trellis, int]
) -> NDArray[np.float32]:
    """Best score of standing at each boundary now; how it was reached goes into row t of the trellis."""
    trellis, t = record
    kind, begin = trellis.boundary_kind[t], trellis.boundary_from[t]
    kind[:] = reached.argmax(axis=0)
    here: NDArray[np.float32] = reached.max(axis=0)
    running = here + chains.skip_total - chains.skip_edge
    best = np.maximum.accumulate(running, axis=1)
    begin[:, :1] = 0
    begin[:, 1:] = np.maximum.accumulate(np.where(running == best, np.arange(running.shape[1]), 0), axis=1)[:, :-1]
    skipped = best[:, :-1] - chains.skip_total[:, 1:] - chains.skip_edge[:, 1:]
    kind[:, 1:][skipped > here[:, 1:]] = _SKIP
    np.maximum(here[:, 1:], skipped, out=here[:, 1:])
    trellis.boundary_score[t] = here
    return here


def _backtrack(trellis: _Trellis, chains: _Chains, index: int, n_frames: int) -> Path:
    """The path of stretch number ``index``, walked from its end to its beginning."""
    first_word = int(chains.first_word[index])
    bound = int(chains.first_word[index + 1]) - first_word
    kinds, begins = trellis.boundary_kind[:, index], trellis.boundary_from[:, index]
    entered = trellis.wildcard_entered[:, index]
    words: list[HeardWord | None] = [None] * bound
    wildcard = np.zeros(n_frames, np.bool_)
    score = float(trellis.boundary_score[n_frames, index, bound])
    t, kind = n_frames, int(kinds[n_frames, bound])  # standing at a boundary before frame t
    while t > 0 or kind == _SKIP:
        if kind == _EXIT:
            bound -= 1
            heard = words[bound] = _through_word(trellis, chains, first_word + bound, t)
            t = heard.first_frames[0]
        elif kind == _SKIP:
            bound = int(begins[t, bound])
        else:
            t -= 1
            wildcard[t] = kind == _WILDCARD
            if kind == _WILDCARD and not entered[t, bound]:
                continue
        kind = int(kinds[t, bound])
    return Path(words=tuple(words), wildcard=wildcard, score=score)


def _through_word(trellis: _Trellis, chains: _Chains, word: int, t: int) -> HeardWord:
    """Walk back through the word that ends before frame ``t``."""
    alternatives = slice(*chains.first_chain[word : word + 2].tolist())
    chain = alternatives.start + int(trellis.best_chain[t - 1, alternatives].argmax())
    first, last = int(chains.first[chain]), int(chains.last[chain])
    first_frames, last_frames = [0] * (last + 1 - first), [0] * (last + 1 - first)
    for phoneme in range(last, first - 1, -1):
        t -= 1
        last_frames[phoneme - first] = t
        while trellis.phoneme_from[t, phoneme] == _STAY:
            t -= 1
        first_frames[phoneme - first] = t
        if trellis.phoneme_from[t, phoneme] == _FROM_BLANK:
            t -= 1
            while not trellis.blank_from[t, phoneme - 1]:
                t -= 1
    columns = tuple(chains.columns[first : last + 1].tolist())
    return HeardWord(phonemes=columns, first_frames=tuple(first_frames), last_frames=tuple(last_frames))
