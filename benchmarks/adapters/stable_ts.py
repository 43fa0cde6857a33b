"""stable-ts through its own interface: ``stable_ts.py AUDIO TEXT LANGUAGE MODEL OUT.json``.

Runs in the peer's interpreter.
"""

import importlib.util
import json
import sys
from pathlib import Path


def main() -> None:
    audio, text, language, model_name, out = sys.argv[1:]
    import stable_whisper

    if importlib.util.find_spec("faster_whisper"):
        model = stable_whisper.load_faster_whisper(model_name, device="cpu", compute_type="int8")
    else:
        model = stable_whisper.load_model(model_name, device="cpu")
    result = model.align(audio, Path(text).read_text(encoding="utf-8"), language=language, verbose=None)
    if result is None:
        sys.exit("stable-ts gave no result")
    words = [{"text": w.word.strip(), "start": float(w.start), "end": float(w.end)} for w in result.all_words()]
    Path(out).write_text(json.dumps(words), encoding="utf-8")


if __name__ == "__main__":
    main()
