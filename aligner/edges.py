"""Where words begin and end in the audio, given the frames in which their first and last sounds were heard.

Each edge is the hop with the best balance between what is usual (how long before its spike a sound of this sort begins,
how long after its last spike a word dies away) and what the audio shows: between words that touch, one spectrum giving
way to the other; beside a pause, the voice rising or dying away. The louder the background, the less the audio has to
say. What is usual was fitted to 950 words that touch, of eight voices, placed by a Gaussian mixture aligner; the
thresholds were chosen on the recordings that docs/benchmarks.md names as tuned on. All edges are weighed at once, on
arrays of shape (n_edges, n_hops).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.features import HOP_MS, BandLevels, level_db
from aligner.phonemes import PHONEMES, Manner
from aligner.search import HeardWord
from aligner.spectra import learn_spectra, sort_of

# How long before its spike a sound begins: a part of its own and a share of the time since the spike before.
_LEAD_MS = {Manner.VOWEL: 18, Manner.FRICATIVE: 55, Manner.AFFRICATE: 55}
_LEAD_MS_OF = {"ð": 18, "h": 18}
_OTHER_LEAD_MS = 34
_LEAD_SHARE = 0.41
_LONGEST_GAP_MS, _PAUSE_AS_GAP_MS = 160, 110  # of a longer gap no more is shared; a pause counts like a short one
_TAIL_MS = 100  # how long before a pause, which lengthens the last syllable, a word goes on after its last spike
_SEAM_SPREAD_MS, _ONSET_SPREAD_MS, _OFFSET_SPREAD_MS = 20, 30, 40  # standard deviations of these

_ONSET_HOPS = np.arange(-30, 3)  # beside the spike
_OFFSET_HOPS = np.arange(0, 41)
_LONGEST_SEAM_HOPS = 40
_ALIKE_SPECTRA, _ALIKE_LEVELS = 5.0, 1.5  # neighbouring hops tell much the same: so many count as one

_VOICE_BEFORE_HOPS, _VOICE_AFTER_HOPS = 15, 20  # where the level of a word's end or beginning is measured
_NOISE_HOPS, _NOISE_AROUND_HOPS = 100, 200  # and that of the background
_ROOM_HOPS = 100  # and what the room and the recording leave between the sounds of a word
_ONSET_DROP_DB, _OFFSET_DROP_DB, _PAUSE_DROP_DB = 34, 25, 24  # a voice so much weaker is not there
_ROOM_DROP_DB = 16  # and so much weaker need not be one, if the room is as loud
_OVER_NOISE_DB, _PAUSE_OVER_NOISE_DB = 14, 6
_UNSURE_DB = 8  # about the threshold, either way
_LEAST_SNR_DB, _CLEAR_SNR_DB = 10, 30  # of less the level tells nothing, from more it tells all it can

_SHORTEST_GAP_HOPS = 18  # between the spikes about a pause
_PAUSE_HOPS, _CLOSURE_HOPS = 6, 13  # shortest pause; before a plosive its closure is silent, too

Hops = NDArray[np.int64]
Values = NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Scene:
    """Words in the audio, all times in hops, all but ``bands`` and ``level`` of shape (n_words,).

    ``first`` and ``last`` are the middles of the first and last frames the words were heard in, ``opening`` and
    ``closing`` their first and last phonemes.
    """

    words: Sequence[HeardWord]
    bands: BandLevels
    level: Values
    first: Hops
    last: Hops
    opening: Hops
    closing: Hops
    frame_ms: int

    @classmethod
    def of(cls, words: Sequence[HeardWord], bands: BandLevels, frame_ms: int) -> "Scene":
        """The scene of at least one word and one hop."""
        middle = (np.array([(w.first_frames[0], w.last_frames[-1]) for w in words]) * 2 + 1) * frame_ms // (2 * HOP_MS)
        first, last = np.minimum(middle, len(bands) - 1).T
        opening, closing = np.array([(word.phonemes[0], word.phonemes[-1]) for word in words]).T
        return cls(words, bands, level_db(bands), first, last, opening, closing, frame_ms)


def pauses(scene: Scene) -> NDArray[np.bool_]:
    """Whether there is a pause after each word but the last; shape (n_words - 1,)."""
    a, b = scene.last[:-1], scene.first[1:]
    voice = np.minimum(_voice_at_end(scene)[:-1], _voice_at_start(scene)[1:])
    plosive = np.array([PHONEMES[p].manner in {Manner.PLOSIVE, Manner.AFFRICATE} for p in scene.opening[1:]], np.bool_)
    held, held_long = _sustained(scene.level, _PAUSE_HOPS), _sustained(scene.level, _CLOSURE_HOPS)
    noise = _over(np.minimum, held, a - _NOISE_AROUND_HOPS, b + _NOISE_AROUND_HOPS)
    threshold = np.minimum(np.maximum(voice - _PAUSE_DROP_DB, noise + _PAUSE_OVER_NOISE_DB), voice - _LEAST_SNR_DB)
    quietest = np.where(
        plosive,
        _over(np.minimum, held_long, a, b - _CLOSURE_HOPS + 1),
        _over(np.minimum, held, a, b - _PAUSE_HOPS + 1),
    )
    quiet = (b - a >= _SHORTEST_GAP_HOPS) & (quietest < threshold)
    return np.asarray(quiet | (b - a > _LONGEST_SEAM_HOPS))


def onsets(scene: Scene) -> Hops:
    """Where each word begins if it begins after a pause."""
    after = np.concatenate(([0], scene.last[:-1]))
    hops = scene.first[:, None] + _ONSET_HOPS
    noise = _over(np.minimum, scene.level, np.maximum(after, scene.first - _NOISE_HOPS), scene.first + 1)
    room = _over(np.minimum, scene.level, scene.first, scene.first + _ROOM_HOPS)
    voiced = _voiced(scene, hops, _Levels(_voice_at_start(scene), noise, room, _ONSET_DROP_DB))
    expected = scene.first * HOP_MS - _lead_ms(scene.opening, np.full(len(after), _PAUSE_AS_GAP_MS))
    allowed = (hops >= after[:, None]) & (hops < len(scene.level))
    return _change(hops, allowed, voiced / _ALIKE_LEVELS, (expected, _ONSET_SPREAD_MS))


def offsets(scene: Scene, until: Hops) -> Hops:
    """Where each word ends if a pause follows, no later than the hops in ``until``."""
    hops = scene.last[:, None] + _OFFSET_HOPS
    before = np.concatenate((scene.first[1:], [len(scene.level)]))
    noise = _over(np.minimum, scene.level, scene.last, np.minimum(before, scene.last + _NOISE_HOPS))
    room = _over(np.minimum, scene.level, scene.last - _ROOM_HOPS, scene.last)
    voiced = _voiced(scene, hops, _Levels(_voice_at_end(scene), noise, room, _OFFSET_DROP_DB))
    allowed = (hops <= until[:, None]) | (_OFFSET_HOPS == 0)
    return _change(hops, allowed, -voiced / _ALIKE_LEVELS, (scene.last * HOP_MS + _TAIL_MS, _OFFSET_SPREAD_MS))


def seams(scene: Scene) -> Hops:
    """Where each word but the last gives way to the next if they touch; shape (n_words - 1,)."""
    a, b = scene.last[:-1], scene.first[1:]
    hops = a[:, None] + np.arange(-1, _LONGEST_SEAM_HOPS + 2)
    sorts = np.array([sort_of(phoneme) for phoneme in range(len(PHONEMES))])
    spectra = learn_spectra(scene.words, scene.bands, scene.frame_ms)
    around = scene.bands[np.clip(hops, 0, len(scene.bands) - 1)]
    gain = spectra.favour(around, sorts[scene.closing[:-1]], sorts[scene.opening[1:]])
    expected = b * HOP_MS - _lead_ms(scene.opening[1:], (b - a) * HOP_MS)
    allowed = (hops >= 0) & ((hops <= (b + 1)[:, None]) | (hops == np.maximum(a, 0)[:, None]))
    return _change(hops, allowed, gain / _ALIKE_SPECTRA, (expected, _SEAM_SPREAD_MS))


def _lead_ms(phonemes: Hops, gap_ms: Hops) -> Values:
    leads = np.array([_LEAD_MS_OF.get(p.symbol, _LEAD_MS.get(p.manner, _OTHER_LEAD_MS)) for p in PHONEMES])
    lead: Values = leads[phonemes] + _LEAD_SHARE * np.minimum(gap_ms, _LONGEST_GAP_MS)
    return lead


@dataclass(frozen=True, slots=True)
class _Levels:
    """Levels at each edge, in dB: of the voice at its loudest, of the background in the pause, and of the softest
    moment of the speech beside it; and by how much a voice may be weaker than at its loudest.
    """

    voice: Values
    noise: Values
    room: Values
    drop_db: float


def _voiced(scene: Scene, hops: Hops, levels: _Levels) -> Values:
    """From -1, silent, to 1, voiced; nearer to 0 the louder the background is beside the voice."""
    snr = levels.voice - levels.noise
    over_noise = np.minimum(levels.noise + _OVER_NOISE_DB, levels.noise + snr / 2)
    over_room = np.minimum(levels.room, levels.voice - _ROOM_DROP_DB)
    threshold = np.maximum(np.maximum(levels.voice - levels.drop_db, over_noise), over_room)[:, None]
    trust = np.clip((snr - _LEAST_SNR_DB) / (_CLEAR_SNR_DB - _LEAST_SNR_DB), 0, 1)[:, None]
    level = scene.level[np.clip(hops, 0, len(scene.level) - 1)]
    voiced: Values = np.clip((level - threshold) / _UNSURE_DB, -1, 1) * trust
    return voiced


def _change(hops: Hops, allowed: NDArray[np.bool_], gain: Values, usual: tuple[Hops | Values, float]) -> Hops:
    """The hop of each row from which on things are as after the change.

    Args:
        hops: shape (n, n_hops), the hops to choose from, ascending by one, where ``allowed``; one in each row is.
        gain: shape (n, n_hops), by how many nats each hop looks more like what follows the change.
        usual: where the change is expected, shape (n,), and the standard deviation of that, in ms.
    """
    expected, spread = usual
    cost = np.cumsum(gain, axis=1) - gain + np.square((hops * HOP_MS - expected[:, None]) / spread) / 2
    best = np.where(allowed, cost, np.inf).argmin(axis=1)
    chosen: Hops = hops[np.arange(len(hops)), best]
    return chosen


def _voice_at_start(scene: Scene) -> Values:
    return _over(np.maximum, scene.level, scene.first - 2, scene.first + _VOICE_AFTER_HOPS)


def _voice_at_end(scene: Scene) -> Values:
    return _over(np.maximum, scene.level, scene.last - _VOICE_BEFORE_HOPS, scene.last + 5)


def _sustained(level: Values, n_hops: int) -> Values:
    """The level that is exceeded nowhere in the ``n_hops`` from each hop on."""
    padded = np.pad(level, (0, n_hops - 1), mode="edge")
    highest: Values = np.lib.stride_tricks.sliding_window_view(padded, n_hops).max(axis=1)
    return highest


def _over(extreme: np.ufunc, level: Values, starts: Hops, ends: Hops) -> Values:
    """The least or greatest level between hops ``starts`` and ``ends``, of one hop at least."""
    starts = np.clip(starts, 0, len(level) - 1)
    bounds = np.column_stack((starts, np.clip(ends, starts + 1, len(level))))
    found: Values = extreme.reduceat(np.append(level, level[-1:]), bounds.ravel())[::2]
    return found
