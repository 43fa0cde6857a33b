"""How loud audio is along its length, for a picture."""

import numpy as np

from aligner.audio import SAMPLE_RATE_HZ, Audio
from transcripts.errors import AudioError
from transcripts.timing import clock

# Stevens (1955): loudness grows as the 0.6th power of sound pressure. Quiet speech thus keeps a height that is seen.
_LOUDNESS_POWER = 0.6
_LOUD_SHARE = 0.98  # of the parts reach up to 1: a foghorn or a bang does not make all speech look low
_MOST_APART_MS = 2_000  # two decoders differ by some frames of padding


def waveform(audio: Audio, duration_ms: int, parts: int = 2_000) -> tuple[float, ...]:
    """The loudness of equal parts of ``duration_ms``, each in 0..1. Streams; linear in the length.

    Raises:
        AudioError: it cannot be decoded, or it is not of that length: the picture of another recording.
    """
    part_samples = max(1.0, duration_ms * SAMPLE_RATE_HZ / 1000 / parts)
    energy, count, done = np.zeros(parts), np.zeros(parts), 0
    for block in audio.blocks():
        places = ((done + np.arange(len(block))) / part_samples).astype(np.int64)
        within = places < parts
        energy += np.bincount(places[within], np.square(block[within], dtype=np.float64), parts)
        count += np.bincount(places[within], minlength=parts)
        done += len(block)
    found_ms = done * 1000 // SAMPLE_RATE_HZ
    if abs(found_ms - duration_ms) > _MOST_APART_MS:
        lengths = f"it is {clock(found_ms)} long and the alignment is of {clock(duration_ms)}"
        raise AudioError(audio.name, f"{lengths}; name the audio that was aligned")
    pressure = np.sqrt(energy / np.maximum(count, 1))
    loud = float(np.quantile(pressure, _LOUD_SHARE)) or float(pressure.max())
    if not loud:
        return (0.0,) * parts
    return tuple((np.minimum(pressure / loud, 1) ** _LOUDNESS_POWER).round(4).tolist())
