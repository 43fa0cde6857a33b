"""pocketsphinx's forced alignment: ``pocketsphinx_align.py AUDIO TEXT OUT.json``. Runs in the peer's interpreter.

Words outside its dictionary are left out, since one of them stops it. ffmpeg decodes, as its documentation suggests.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

FRAMES_PER_S = 100


def main() -> None:
    audio, text, out = sys.argv[1:]
    from pocketsphinx import Decoder

    decoder = Decoder(samprate=16000, beam=1e-80, wbeam=1e-60, pbeam=1e-80, loglevel="ERROR")
    words = [re.sub(r"[^a-z']", "", w.lower().replace("’", "'")).strip("'") for w in Path(text).read_text().split()]
    known = [word for word in words if word and decoder.lookup_word(word)]
    command = ["ffmpeg", "-v", "error", "-i", audio, "-f", "s16le", "-ac", "1", "-ar", "16000", "-"]
    samples = subprocess.run(command, capture_output=True, check=True).stdout  # noqa: S603
    decoder.set_align_text(" ".join(known))
    decoder.start_utt()
    decoder.process_raw(samples, full_utt=True)
    decoder.end_utt()
    if decoder.hyp() is None:
        sys.exit("pocketsphinx: error: the audio does not match the text")
    timed = [
        {
            "text": re.sub(r"\(\d+\)$", "", segment.word),
            "start": segment.start_frame / FRAMES_PER_S,
            "end": (segment.end_frame + 1) / FRAMES_PER_S,
        }
        for segment in decoder.seg()
        if not segment.word.startswith(("<", "[", "("))
    ]
    Path(out).write_text(json.dumps(timed), encoding="utf-8")


if __name__ == "__main__":
    main()
