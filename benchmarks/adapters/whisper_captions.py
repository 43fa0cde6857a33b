"""Captions of timed words by Whisper's own writer: ``whisper_captions.py WORDS.json OUT.srt [WIDTH LINES]``.

WORDS.json holds the words of each sentence, in seconds; a sentence is a segment. WIDTH and LINES are its options
--max_line_width and --max_line_count, which it does without by default. Runs in the peer's interpreter; no model is
needed.
"""

import json
import sys
from pathlib import Path


def main() -> None:
    words, out, *limits = sys.argv[1:]
    from whisper.utils import get_writer

    segments = []
    for sentence in json.loads(Path(words).read_text(encoding="utf-8")):
        timed = [{"word": f" {word['text']}", "start": word["start"], "end": word["end"]} for word in sentence]
        text = "".join(word["word"] for word in timed)
        segments.append({"start": timed[0]["start"], "end": timed[-1]["end"], "text": text, "words": timed})
    options = {"max_line_width": int(limits[0]), "max_line_count": int(limits[1])} if limits else {}
    target = Path(out)
    get_writer("srt", str(target.parent))({"segments": segments}, f"{target.stem}.x", options)


if __name__ == "__main__":
    main()
