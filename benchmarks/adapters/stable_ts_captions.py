"""stable-ts's default captions of timed words: ``stable_ts_captions.py WORDS.json OUT.srt LANGUAGE``.

WORDS.json holds the words of each sentence, in seconds. Runs in the peer's interpreter; no model is needed.
"""

import json
import sys
from pathlib import Path


def main() -> None:
    words, out, language = sys.argv[1:]
    import stable_whisper

    sentences = json.loads(Path(words).read_text(encoding="utf-8"))
    segments = [[_word(word) for word in sentence] for sentence in sentences]
    result = stable_whisper.WhisperResult({"language": language, "segments": [_segment(words) for words in segments]})
    result.regroup()  # what transcribe() and align() do unless told not to
    result.to_srt_vtt(out, segment_level=True, word_level=False)


def _word(word: dict[str, object]) -> dict[str, object]:
    return {"word": f" {word['text']}", "start": word["start"], "end": word["end"]}


def _segment(words: list[dict[str, object]]) -> dict[str, object]:
    text = "".join(str(word["word"]) for word in words)
    return {"start": words[0]["start"], "end": words[-1]["end"], "text": text, "words": words}


if __name__ == "__main__":
    main()
