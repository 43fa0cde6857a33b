"""Times words by listening: phoneme posteriors of the embedded model, and the search over them."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from aligner.acoustic import LogProbs, Posteriors, embedded_model, posteriors
from aligner.anchors import Anchor
from aligner.boundaries import word_spans
from aligner.confidence import agreement, confidences
from aligner.engines.base import EngineResult, Job, ends_sentence
from aligner.engines.hints import consistent_knots
from aligner.engines.pace import beats
from aligner.locate import Located, locate
from aligner.pronounce import pronounce_words, pronouncer_for
from aligner.search import HeardWord, SearchCosts, SpokenWord
from aligner.untranscribed import untranscribed_speech
from aligner.user_lexicon import NO_ENTRIES, Lexicon
from transcripts.errors import AudioError
from transcripts.model import Transcript, WordTiming
from transcripts.timing import TimeSpan

_SHARED_END = 0.9  # of a word's time stays its own when a soundless neighbour takes a part
_SURE_AGREEMENT = 0.6  # no text of another recording was found to reach it
_SPEECH_PHONEMES_A_MINUTE = 20  # music and noise alone yield a few; the slowest speech hundreds


def time_words(job: Job) -> EngineResult:
    """The times at which the words were heard; words that were not heard have none.

    Raises:
        EngineUnavailableError: the transcript's language is not one it knows, or the model is missing.
        AudioError: the audio cannot be decoded, or holds no speech.
    """
    pronouncer_for(job.transcript.language)  # a language without a voice is told before anything is listened to
    total_ms = job.audio.declared_ms or 0
    with ThreadPoolExecutor(1) as beside:
        pronouncing = beside.submit(spoken_words, job.transcript, job.lexicon)
        heard = posteriors(embedded_model(), job.audio.blocks(), lambda done: job.progress("listening", done, total_ms))
    _require_speech(heard, job.audio.name)
    words = pronouncing.result()
    n_frames = len(heard.log_probs)
    located = locate(
        heard.log_probs,
        words,
        SearchCosts(),
        lambda done: job.progress("aligning", done, n_frames),
        _hints(job.transcript, heard),
    )
    found = _without_chance_finds(located.heard, words, job.transcript)
    sure = confidences(words, found, heard.log_probs)
    timings = tuple(
        WordTiming(span=span, confidence=confidence)
        for span, confidence in zip(word_spans(found, heard), sure, strict=True)
    )
    return EngineResult(
        timings=_with_soundless_words(timings, words, job.transcript),
        untranscribed=untranscribed_speech(heard, located.wildcard),
        duration_ms=heard.duration_ms,
        fit=_fit(heard.log_probs, words, located),
    )


def spoken_words(transcript: Transcript, lexicon: Lexicon = NO_ENTRIES) -> tuple[SpokenWord, ...]:
    """The words of all turns with their phonemes, and where sentences end (every turn ends one)."""
    written = [word.text for word in transcript.words]
    last_of_turn = np.cumsum([len(turn.words) for turn in transcript.turns]) - 1
    turn_ends = set(last_of_turn.tolist())
    return tuple(
        SpokenWord(pronunciations, index in turn_ends or ends_sentence(written[index]))
        for index, pronunciations in enumerate(pronounce_words(written, transcript.language, lexicon))
    )


def _hints(transcript: Transcript, heard: Posteriors) -> list[Anchor]:
    """The times of the page that can all be true."""
    knots = consistent_knots(transcript, beats(transcript), heard.duration_ms)
    if knots is None:
        return []
    frames = [start_ms // heard.frame_ms for start_ms in knots.starts_ms]
    return [Anchor(frame, word) for frame, word in zip(frames, knots.words, strict=True)]


def _without_chance_finds(
    heard: Sequence[HeardWord | None], words: Sequence[SpokenWord], transcript: Transcript
) -> tuple[HeardWord | None, ...]:
    """What was heard, without the sentences of which less than half was, where the source does not say that they were
    spoken: a few words of show notes find their likes in the music.
    """
    maybe_spoken = [turn.maybe_spoken for turn in transcript.turns for _ in turn.words]
    result = list(heard)
    start = 0
    for end in (index + 1 for index, word in enumerate(words) if word.ends_sentence):
        n_voiced = sum(bool(word.pronunciations) for word in words[start:end])
        if maybe_spoken[start] and 2 * sum(word is not None for word in heard[start:end]) < n_voiced:
            result[start:end] = [None] * (end - start)
        start = end
    return tuple(result)


def _fit(log_probs: LogProbs, words: Sequence[SpokenWord], located: Located) -> float:
    """How much better the words agree with the audio than the same words from last to first.

    A search that may skip and wait finds room for any text; what it finds for the reversed one is chance, whatever the
    language and the noise. Texts that agree well are not put to this test.
    """
    forwards = agreement(words, located.heard, log_probs)
    if forwards >= _SURE_AGREEMENT:
        return forwards
    reversed_words = words[::-1]
    backwards = locate(log_probs, reversed_words, SearchCosts(), _unwatched)
    return forwards - agreement(reversed_words, backwards.heard, log_probs)


def _unwatched(frames: int) -> None:
    """Progress that nobody watches."""


def _require_speech(heard: Posteriors, name: str) -> None:
    best = heard.log_probs.argmax(axis=1)
    onsets = int(((np.diff(best, prepend=-1) != 0) & (best != heard.log_probs.shape[1] - 1)).sum())
    if onsets < 5 or onsets * 60_000 < _SPEECH_PHONEMES_A_MINUTE * heard.duration_ms:
        raise AudioError(name, "no speech was heard in it; check that it is the right file")


def _with_soundless_words(
    timings: Sequence[WordTiming], words: Sequence[SpokenWord], transcript: Transcript
) -> tuple[WordTiming, ...]:
    """Words without a sound of their own (a dash, an emoji) share the time of a neighbour in their turn, if heard."""
    result = list(timings)
    turn_of = [number for number, turn in enumerate(transcript.turns) for _ in turn.words]
    soundless = [index for index, word in enumerate(words) if not word.pronunciations]
    for index in soundless:
        if index and turn_of[index - 1] == turn_of[index]:
            result[index - 1], result[index] = _cut(result[index - 1], _SHARED_END)
    for index in reversed(soundless):
        if result[index].span is None and index + 1 < len(result) and turn_of[index + 1] == turn_of[index]:
            result[index], result[index + 1] = _cut(result[index + 1], 1 - _SHARED_END)
    return tuple(result)


def _cut(timing: WordTiming, share: float) -> tuple[WordTiming, WordTiming]:
    """A word's time in two, ``share`` of it in the first; the longer part keeps the confidence."""
    span = timing.span
    if span is None or span.duration_ms < 2:
        return (timing, WordTiming()) if share > 0.5 else (WordTiming(), timing)
    middle = span.start_ms + min(max(1, round(span.duration_ms * share)), span.duration_ms - 1)
    parts = TimeSpan(span.start_ms, middle), TimeSpan(middle, span.end_ms)
    if share > 0.5:
        return WordTiming(span=parts[0], confidence=timing.confidence), WordTiming(span=parts[1])
    return WordTiming(span=parts[0]), WordTiming(span=parts[1], confidence=timing.confidence)
