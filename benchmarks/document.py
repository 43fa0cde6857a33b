"""Rewrites all figures and plots of a document, one script after the other.

    python benchmarks/document.py --report docs/benchmarks.md --compare FOLDER... --accuracy FOLDER...
        --scaling FOLDER --confidence FOLDER... [--results FILE.json] [--peers ...] [--timeout S]
        [--peer-python PYTHON]...

Those of ``--compare``, ``--accuracy``, ``--scaling`` and ``--confidence`` that are given are run; a FOLDER is an item
or holds items. The environment variables ``BENCHMARK_PEER_PYTHON`` and ``BENCHMARK_WHISPER_MODEL`` reach them as well.
"""

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent


def run(script: str, arguments: Sequence[str]) -> None:
    """Runs one script with this interpreter; raises if it fails."""
    sys.stderr.write(f"== {script}\n")
    command = [sys.executable, str(HERE / script), *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 (this benchmark's own scripts)


def peer_arguments(given: argparse.Namespace) -> list[str]:
    """The options about peers, as they were given."""
    peers = [] if given.peers is None else ["--peers", given.peers]
    pythons = [argument for python in given.peer_python for argument in ("--peer-python", python)]
    model = [] if given.whisper_model is None else ["--whisper-model", given.whisper_model]
    timeout = [] if given.timeout is None else ["--timeout", given.timeout]
    return [*peers, *pythons, *model, *timeout]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--report", type=Path, required=True, metavar="FILE.md")
    for name in ("compare", "accuracy", "confidence"):
        parser.add_argument(f"--{name}", nargs="+", default=[], metavar="FOLDER")
    parser.add_argument("--scaling", metavar="FOLDER")
    parser.add_argument("--results", metavar="FILE.json")
    parser.add_argument("--peers")
    parser.add_argument("--peer-python", action="append", default=[], metavar="PYTHON")
    parser.add_argument("--whisper-model", metavar="NAME_OR_FOLDER")
    parser.add_argument("--timeout", metavar="S", help="for one system on one item")
    given = parser.parse_args()
    report = ["--report", str(given.report)]
    if given.compare:
        kept = ["--results", given.results] if given.results else []
        run("compare.py", [*given.compare, *peer_arguments(given), *kept, *report])
    if given.accuracy:
        run("accuracy.py", [*given.accuracy, *report])
    if given.scaling:
        run("scaling.py", [given.scaling, *report])
    if given.confidence:
        run("confidence.py", [*given.confidence, *report])


if __name__ == "__main__":
    main()
