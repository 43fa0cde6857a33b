"""Whisper's own transcript with word times, carried over to the text where the two agree.

``whisper_diff.py AUDIO TEXT LANGUAGE MODEL OUT.json``. Words between agreements share the time between them evenly.
Runs in the peer's interpreter.
"""

import difflib
import json
import re
import sys
from itertools import pairwise
from pathlib import Path


def heard_words(audio: str, language: str, model_name: str) -> list[tuple[str, float, float]]:
    from faster_whisper import WhisperModel

    model = WhisperModel(model_name, device="cpu", compute_type="int8")
    segments, _ = model.transcribe(audio, language=language, word_timestamps=True, condition_on_previous_text=False)
    return [(word.word, float(word.start), float(word.end)) for segment in segments for word in segment.words]


def plain(word: str) -> str:
    return re.sub(r"\W", "", word.lower())


def carried_over(words: list[str], heard: list[tuple[str, float, float]]) -> list[tuple[float, float]]:
    """The time of every word of the text, in seconds."""
    ours, theirs = [plain(word) for word in words], [plain(word) for word, _, _ in heard]
    times: dict[int, tuple[float, float]] = {}
    for block in difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks():
        times.update({block.a + k: heard[block.b + k][1:] for k in range(block.size)})
    fixed = sorted({**times, -1: (0.0, 0.0), len(words): (heard[-1][2],) * 2}.items())
    for (before, (_, start)), (after, (end, _)) in pairwise(fixed):
        step = max(0.0, end - start) / max(1, after - before - 1)
        times.update({i: (start + step * n, start + step * (n + 1)) for n, i in enumerate(range(before + 1, after))})
    return [times[index] for index in range(len(words))]


def main() -> None:
    audio, text, language, model_name, out = sys.argv[1:]
    words = Path(text).read_text(encoding="utf-8").split()
    times = carried_over(words, heard_words(audio, language, model_name))
    timed = [{"text": word, "start": start, "end": end} for word, (start, end) in zip(words, times, strict=True)]
    Path(out).write_text(json.dumps(timed), encoding="utf-8")


if __name__ == "__main__":
    main()
