"""Synthetic speech with exact times, in languages that recordings with a truth are rare for.

    python benchmarks/synthetic.py FOLDER [--language TAG]... [--report FILE.md]

Speaks the lines of each ``texts/TAG.txt`` with espeak-ng (the library that comes with the aligner), joins them with
pauses of 0.3 to 1.2 s under the faint noise of a room, and writes one item a language (``transcript.txt``,
``truth.json``, ``audio.wav``) into FOLDER. A line starts at its first sample above silence. Printed by language: how
late lines were placed, in ms, and the share within 100 and 250 ms. The voice is the one that the aligner asks for its
pronunciations, so the figures show that a language is recognised, split, read out and mapped to the model's sounds
without a gap; how differently people speak, only recordings of people can tell. So clear are the pauses of this speech
that ``--engine pauses``, which knows no language, finds nearly all of them too: run both to compare.
"""

import argparse
import ctypes
import json
import random
import wave
from collections.abc import Sequence
from pathlib import Path

import espeakng_loader
import numpy as np
from scoring import Errors
from tables import number, share, table, write_section
from truth import Item, Passage, item_in

import transcripts
from aligner.espeak import voice_for
from aligner.pipeline import ENGINE_NAMES, align
from aligner.readings import readings
from transcripts.model import TimedTranscript

TEXTS = Path(__file__).with_name("texts")
HEADINGS = ("language", "lines", "median", "mean", "≤ 100", "≤ 250", "worst")
PAUSES_MS = (300, 1200)
SILENCE = 300  # of 32768: below any sound of the voices
NOISE = 60  # its root mean square: that of a quiet room
_SYNCHRONOUS, _UTF8 = 2, 1
_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


class Speaker:
    """espeak-ng as a voice; one at a time in a process."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = espeakng_loader.get_data_path().encode()
        self.rate = int(self._library.espeak_Initialize(_SYNCHRONOUS, 0, data, 0))
        if self.rate <= 0:
            raise OSError("espeak-ng cannot be started")

    def say(self, text: str, voice: str) -> np.ndarray:
        """The samples of a spoken text, 16-bit mono, without the silence around it."""
        blocks: list[np.ndarray] = []

        def take(samples: "ctypes._Pointer[ctypes.c_short]", count: int, _events: int) -> int:
            if samples and count:
                blocks.append(np.ctypeslib.as_array(samples, shape=(count,)).copy())
            return 0

        callback = _Callback(take)
        self._library.espeak_SetSynthCallback(callback)
        if self._library.espeak_SetVoiceByName(voice.encode()) != 0:
            raise ValueError(f"espeak-ng has no voice {voice!r}")
        said = text.encode()
        self._library.espeak_Synth(said, len(said) + 1, 0, 0, 0, _UTF8, None, None)
        self._library.espeak_Synchronize()
        samples = np.concatenate(blocks)
        loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > SILENCE)
        return samples[loud[0] : loud[-1] + 1]


def write_item(folder: Path, language: str, lines: Sequence[str], speaker: Speaker) -> Item:
    """Speak the lines of a language and write them as an item."""
    chance = random.Random(language)  # noqa: S311 - no secret
    voice, rate = voice_for(language), speaker.rate
    blocks: list[np.ndarray] = []
    segments = []
    at = 0
    for line in lines:
        pause = np.zeros(rate * chance.randint(*PAUSES_MS) // 1000, np.int16)
        said = speaker.say(_as_read(line, language), voice)
        start, end = at + len(pause), at + len(pause) + len(said)
        segments.append({"text": line, "start_ms": start * 1000 // rate, "end_ms": end * 1000 // rate})
        blocks += [pause, said]
        at = end
    folder.mkdir(parents=True, exist_ok=True)
    _write_wave(folder / "audio.wav", _in_a_room(np.concatenate([*blocks, np.zeros(rate // 2, np.int16)])), rate)
    (folder / "transcript.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    truth = {"kind": "synthetic", "language": language, "segments": segments}
    (folder / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1), encoding="utf-8")
    return item_in(folder)


def _in_a_room(samples: np.ndarray) -> np.ndarray:
    """With faint noise: in perfect silence the edges of speech would be found by looking for zeros."""
    noise = np.random.default_rng(0).normal(0, NOISE, len(samples))
    return np.clip(np.round(samples + noise), -32768, 32767)


def _as_read(line: str, language: str) -> str:
    words = transcripts.read_text(line, "line", language).words
    return " ".join(readings([word.text for word in words], language)) if language == "ja" else line


def _write_wave(path: Path, samples: np.ndarray, rate: int) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.astype("<i2").tobytes())


def start_errors(timed: TimedTranscript, lines: Sequence[Passage]) -> Errors:
    """How late the word was placed that a line begins with, wherever words are split: lines and words are one text."""
    owners = [at for at, word in enumerate(timed.transcript.words) for _ in filter(str.isalnum, word.text)]
    errors: list[int | None] = []
    first = 0
    for line in lines:
        span = timed.timings[owners[first]].span
        errors.append(span.start_ms - line.start_ms if span else None)
        first += sum(map(str.isalnum, line.text))
    return Errors(values=tuple(errors))


def row(item: Item, engine: str) -> tuple[str, ...]:
    """The table row of one item. The aligner has to find out the language by itself."""
    start = start_errors(align(item.audio, transcripts.read(item.transcript), engine), item.truth.segments)
    shares = (share(start.within(limit)) for limit in (100, 250))
    return (item.name, str(len(start.values)), number(start.median), number(start.mean), *shares, number(start.worst))


def main() -> None:
    known = sorted(path.stem for path in TEXTS.glob("*.txt"))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--language", action="append", choices=known, help="may be repeated; else all")
    parser.add_argument("--engine", choices=ENGINE_NAMES, default="acoustic")
    parser.add_argument("--report", type=Path, metavar="FILE.md", help="rewrite this section of the file")
    given = parser.parse_args()
    speaker = Speaker()
    rows = []
    for language in given.language or known:
        lines = (TEXTS / f"{language}.txt").read_text(encoding="utf-8").splitlines()
        rows.append(row(write_item(given.folder / language, language, lines, speaker), given.engine))
    write_section(given.report, "synthetic speech", table(HEADINGS, rows))


if __name__ == "__main__":
    main()
