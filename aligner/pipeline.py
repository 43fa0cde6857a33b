"""The pipeline: a transcript and its audio in, the time of every word out."""

from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from aligner.audio import Audio, open_audio, sha256
from aligner.engines import ENGINES, EngineResult, Job, Progress
from aligner.engines.filling import fill_gaps, find_gaps, with_filled
from aligner.sound_places import place_sounds
from aligner.user_lexicon import NO_ENTRIES, Lexicon
from aligner.voice import voice_activity
from transcripts.errors import AlignmentError, EngineUnavailableError, UnknownNameError
from transcripts.model import AudioInfo, Fallback, TimedTranscript, Transcript

if TYPE_CHECKING:
    from pathlib import Path

    from pydub import AudioSegment

AUTO = "auto"
ENGINE_NAMES = (AUTO, *ENGINES)
_MIN_HEARD_SHARE = 0.5
# Texts of the right recording were found to have 0.22 and more (ten languages), those of another one at most 0.06.
_MIN_FIT = 0.12


def _no_progress(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def align(
    audio: "str | Path | BinaryIO | AudioSegment",
    transcript: Transcript,
    engine: str = AUTO,
    progress: Progress = _no_progress,
    lexicon: Lexicon = NO_ENTRIES,
) -> TimedTranscript:
    """Time a transcript against its audio.

    Args:
        audio: a path, an open binary file, or a ``pydub.AudioSegment``.
        transcript: what was said.
        engine: ``acoustic``, ``pauses`` or ``duration``; ``auto`` is the acoustic one, or the pauses one for a language
            it does not speak, and refuses a transcript that the audio does not hold.
        progress: told the stage, how much of it is done and how much there is.
        lexicon: how words are said that no dictionary knows, see `read_lexicon`.

    Raises:
        AudioError: the audio cannot be read or holds no speech.
        AlignmentError: with ``auto``, when text and audio do not belong together.
        EngineUnavailableError: the engine asked for does not serve this language.
        UnknownNameError: there is no such engine.
    """
    if engine not in ENGINE_NAMES:
        raise UnknownNameError("engine", engine, ENGINE_NAMES)
    opened = open_audio(audio)
    job = Job(transcript=transcript, audio=opened, progress=progress, lexicon=lexicon)
    if engine == AUTO:
        engine, result = _listen_or_fall_back(job)
    else:
        result = ENGINES[engine](job)
    return _timed(transcript, opened, engine, result)


def heard_share(transcript: Transcript, result: EngineResult) -> float:
    """The share, 0..1, of the words that the audio holds; words that are only maybe spoken do not count."""
    certain = [not turn.maybe_spoken for turn in transcript.turns for _ in turn.words]
    placed = [timing.span is not None for timing, sure in zip(result.timings, certain, strict=True) if sure]
    return sum(placed) / len(placed) if placed else 0.0


def _listen_or_fall_back(job: Job) -> tuple[str, EngineResult]:
    try:
        result = ENGINES["acoustic"](job)
    except EngineUnavailableError:
        return "pauses", ENGINES["pauses"](job)
    share = heard_share(job.transcript, result)
    if share < _MIN_HEARD_SHARE:
        raise _mismatch(job, f"only {share:.0%} of the words of {job.transcript.source} were heard")
    if result.fit is not None and result.fit < _MIN_FIT:
        raise _mismatch(
            job, f"{share:.0%} of the words of {job.transcript.source} were heard, but no better than chance,"
        )
    return "acoustic", _with_unheard_speech(job, result)


def _with_unheard_speech(job: Job, result: EngineResult) -> EngineResult:
    """Long runs of words that the model could not hear, where a voice can be heard, timed by that voice."""
    gaps = find_gaps(job.transcript, result)
    if not gaps:
        return result
    filled = fill_gaps(job.transcript, gaps, voice_activity(job.audio.blocks(), [gap.span for gap in gaps]))
    return replace(
        result,
        timings=with_filled(result.timings, filled),
        fallbacks=tuple(Fallback(engine="pauses", span=part.span) for part in filled),
    )


def _mismatch(job: Job, finding: str) -> AlignmentError:
    return AlignmentError(
        f"{finding} in {job.audio.name}: is it the transcript of this recording? To time it all the same, force an"
        " engine: --engine acoustic or --engine pauses"
    )


def _timed(transcript: Transcript, audio: Audio, engine: str, result: EngineResult) -> TimedTranscript:
    return TimedTranscript(
        transcript=transcript,
        timings=result.timings,
        sound_spans=place_sounds(transcript, result.timings, result.untranscribed, result.duration_ms),
        untranscribed=result.untranscribed,
        audio=AudioInfo(
            file=audio.file.name if audio.file else audio.name,
            duration_ms=result.duration_ms,
            sha256=sha256(audio.file) if audio.file else None,
        ),
        engine=engine,
        fallbacks=result.fallbacks,
    )
