"""What the audio says of captions: when each cue is heard, and what is said without one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from aligner.audio import SAMPLE_RATE_HZ, Samples, open_audio
from aligner.engines import Progress
from aligner.pipeline import align
from aligner.voice import Activity, voice_activity
from subtitles.checking.evidence import LISTENING_ENGINE, AudioEvidence
from subtitles.checking.listening import LeftOut, evidence_of, joined, left_out, unclaimed, with_found
from subtitles.spoken import SpokenText, spoken_text
from subtitles.track import Track
from transcripts.errors import AlignmentError, AudioError, TranscriptError
from transcripts.model import TimedTranscript, WordTiming
from transcripts.timing import TimeSpan

if TYPE_CHECKING:
    from pydub import AudioSegment

_PASSAGES = 8  # looked for elsewhere: more of them are captions of another recording
_MARGIN_MS = 500  # of the audio around speech without a text
_SAMPLES_A_MS = SAMPLE_RATE_HZ // 1000
_PAUSE_MS = 500  # shorter ones do not divide speech


def listen(track: Track, audio: Path, progress: Progress, source: str = "captions") -> AudioEvidence:
    """Time the words of captions against their audio and tell when each cue was heard.

    Cues need not stand in the order in which they are said: passages that the audio holds elsewhere are found there.
    The language is that of the track, else told from its words.

    Args:
        track: the captions.
        audio: the path of their audio.
        progress: told the stage, how much of it is done and how much there is.
        source: what the captions are called in messages.

    Raises:
        AudioError: the audio cannot be read or holds no speech.
        AlignmentError: the captions are not of this recording.
        TranscriptError: no cue has a word that is spoken.
        MissingExtraError: the language needs a library that is not installed.
    """
    spoken, timed = _timed_in_best_order(track, audio, progress, source)
    evidence = evidence_of(spoken, timed, len(track.cues), _speech(voice_activity(open_audio(audio).blocks())))
    for passage in left_out(spoken, timed)[:_PASSAGES]:
        if timings := _timed_elsewhere(spoken, passage, unclaimed(evidence), audio):
            evidence = with_found(evidence, spoken, passage, timings)
    return evidence


def _timed_in_best_order(
    track: Track, audio: Path, progress: Progress, source: str
) -> tuple[SpokenText, TimedTranscript]:
    """Timed in the order of the file; where that is not the order of its times, in that of which more is heard."""
    texts = [spoken_text(track)]
    starts = [cue.span.start_ms for cue in track.cues]
    by_time = sorted(range(len(starts)), key=starts.__getitem__)
    if by_time != list(range(len(starts))):
        texts.append(spoken_text(track, by_time))
    if not texts[0].words:
        raise TranscriptError(source, None, "none of the captions has a word that is spoken")
    results = [(text, result) for text in texts if (result := _aligned(text, audio, progress, source))]
    if not results:
        raise AlignmentError(f"{audio} does not hold what the captions say: are they of this recording? ({source})")
    return max(results, key=lambda entry: sum(timing.confidence or 0.0 for timing in entry[1].timings))


def _aligned(text: SpokenText, audio: Path, progress: Progress, source: str) -> TimedTranscript | None:
    try:
        return align(audio, text.transcript(source), progress=progress)
    except AlignmentError:
        return None


def _timed_elsewhere(
    spoken: SpokenText, passage: LeftOut, stretches: Sequence[TimeSpan], audio: Path
) -> tuple[WordTiming, ...] | None:
    """The times of a passage's words in stretches that have no text, ``None`` where nothing can be heard of it."""
    if not stretches:
        return None
    with_margins = (TimeSpan(max(0, span.start_ms - _MARGIN_MS), span.end_ms + _MARGIN_MS) for span in stretches)
    around = joined(with_margins)
    part = replace(spoken, words=spoken.words[passage.start : passage.end], sounds=())
    try:
        timed = align(_clip(audio, around), part.transcript("passage"), LISTENING_ENGINE)
    except AudioError:  # no speech in it after all
        return None
    return tuple(_moved(timing, around) for timing in timed.timings)


def _clip(audio: Path, stretches: Sequence[TimeSpan]) -> "AudioSegment":
    """The stretches of an audio, one after the other."""
    from pydub import AudioSegment

    kept = np.concatenate([np.zeros(0, np.float32), *_within(open_audio(audio).blocks(), stretches)])
    pcm = (np.clip(kept, -1, 1) * 32_767).astype("<i2").tobytes()
    return AudioSegment(data=pcm, sample_width=2, frame_rate=SAMPLE_RATE_HZ, channels=1)


def _within(blocks: Iterable[Samples], stretches: Sequence[TimeSpan]) -> Iterator[Samples]:
    """The samples of ascending stretches that do not overlap."""
    done = 0
    for block in blocks:
        for span in stretches:
            start, end = (time_ms * _SAMPLES_A_MS - done for time_ms in (span.start_ms, span.end_ms))
            if start < len(block) and end > 0:
                yield block[max(0, start) : end]
        done += len(block)


def _moved(timing: WordTiming, stretches: Sequence[TimeSpan]) -> WordTiming:
    """A time in the stretches, one after the other, as one of the audio they are from."""
    if timing.span is None:
        return timing
    before_ms = 0
    for span in stretches:
        later_ms = span.start_ms - before_ms
        before_ms += span.duration_ms
        if timing.span.start_ms < before_ms:
            end_ms = min(timing.span.end_ms, before_ms)
            return replace(timing, span=TimeSpan(timing.span.start_ms + later_ms, end_ms + later_ms))
    return WordTiming()


def _speech(activity: Activity) -> tuple[TimeSpan, ...]:
    """Where a voice is heard, its short pauses included."""
    edges = np.flatnonzero(np.diff(activity.voiced.astype(np.int8), prepend=0, append=0)) * activity.frame_ms
    voiced = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    spans = (TimeSpan(start_ms, min(end_ms, activity.duration_ms)) for start_ms, end_ms in voiced)
    return joined((span for span in spans if span.duration_ms), _PAUSE_MS)
