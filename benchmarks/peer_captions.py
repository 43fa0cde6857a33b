"""The same timed words as captions: this project's, and the default captions of its peers.

    python benchmarks/peer_captions.py ALIGNMENT.json… [--peer-python PYTHON] [--node NODE] [--echogarden MODULE]
        [--report FILE.md]

Every system is given the same words and times, sentence by sentence, and everything is measured by the same rules:
those of ``align check`` (breaks within a unit, cues that part sentences), and reading speed, cues under a second, cues
with a single word. Peers that are not installed are left out, with a line that says so. stable-ts and Whisper's writer
run in the interpreter of ``--peer-python``, echogarden's in ``--node``; none of them needs a model for this.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from tables import table, write_section

import subtitles
from subtitles.breaking.phrasing import Gap, Phrasing
from transcripts.alignment_file import read_alignment
from transcripts.model import TimedTranscript

ADAPTERS = Path(__file__).parent / "adapters"
FLASH_MS = 1000
MAX_CPS = 20  # of the style youtube, which is that of Netflix


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What a system is given (words by sentence, in seconds, as JSON) and where its captions go."""

    timed: TimedTranscript
    words: Path
    out: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What was counted in the captions of one system."""

    cues: int
    breaks: int
    within_unit: int
    mid_sentence: int
    too_fast: int
    flashes: int
    one_word: int

    def __add__(self, other: "Counts") -> "Counts":
        sums = {name: getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__}
        return Counts(**sums)


NOTHING = Counts(cues=0, breaks=0, within_unit=0, mid_sentence=0, too_fast=0, flashes=0, one_word=0)


def sentences(timed: TimedTranscript) -> Iterator[list[dict[str, object]]]:
    """The placed words of each sentence, as peers take them."""
    phrasing = Phrasing(timed.transcript.language)
    for turn in timed.timed_turns:
        pairs = [(w, t.span) for w, t in zip(turn.turn.words, turn.timings, strict=True) if t.span]
        said = [{"text": w.text, "start": s.start_ms / 1000, "end": s.end_ms / 1000} for w, s in pairs]
        gaps = [phrasing.gap(a.text, b.text) is Gap.SENTENCE for (a, _), (b, _) in pairwise(pairs)]
        ends = [at for at, is_end in enumerate(gaps, 1) if is_end]
        yield from (said[a:b] for a, b in pairwise((0, *ends, len(said))) if a < b)


def own_captions(job: Job) -> None:
    track = subtitles.Track(cues=subtitles.compose(job.timed), language=job.timed.transcript.language)
    job.out.write_text(subtitles.FORMATS["srt"].render(track), encoding="utf-8")


def counted(job: Job) -> Counts:
    """What the rules find in the captions of a job."""
    track = subtitles.read(job.out).track
    language = job.timed.transcript.language
    codes = [finding.code for finding in subtitles.check(track.cues, language=language)]
    return Counts(
        cues=len(track.cues),
        breaks=sum(len(cue.lines) for cue in track.cues) - 1,
        within_unit=codes.count("layout-bad-break"),
        mid_sentence=codes.count("layout-mid-sentence"),
        too_fast=sum(cue.chars_per_second > MAX_CPS for cue in track.cues),
        flashes=sum(cue.span.duration_ms < FLASH_MS for cue in track.cues),
        one_word=sum(len(cue.text.split()) == 1 for cue in track.cues),
    )


def peer(command: Sequence[str], arguments: Sequence[str] = ()) -> Callable[[Job], None]:
    """A system that is a program: COMMAND WORDS OUT ARGUMENTS."""

    def run(job: Job) -> None:
        language = job.timed.transcript.language
        given = [argument.format(language=language) for argument in arguments]
        whole = [*command, str(job.words), str(job.out), *given]
        subprocess.run(whole, check=True, capture_output=True, text=True)  # noqa: S603 (the adapters beside this)

    return run


def systems(options: argparse.Namespace) -> dict[str, Callable[[Job], None]]:
    python, node = options.peer_python, options.node
    whisper = [python, str(ADAPTERS / "whisper_captions.py")]
    echogarden = [node, str(ADAPTERS / "echogarden_captions.mjs")]
    return {
        "saidwhen": own_captions,
        "stable-ts": peer([python, str(ADAPTERS / "stable_ts_captions.py")], ["{language}"]),
        "whisper": peer(whisper),
        "whisper, 42 × 2": peer(whisper, ["42", "2"]),
        "echogarden": peer(echogarden, [options.echogarden]),
    }


def measured(name: str, system: Callable[[Job], None], alignments: Sequence[TimedTranscript]) -> Counts | None:
    """The counts of a system over all alignments; ``None``, and a line on standard error, where it cannot run."""
    total = NOTHING
    with tempfile.TemporaryDirectory() as folder:
        for timed in alignments:
            job = Job(timed=timed, words=Path(folder, "words.json"), out=Path(folder, "captions.srt"))
            job.words.write_text(json.dumps(list(sentences(timed))), encoding="utf-8")
            try:
                system(job)
            except (OSError, subprocess.CalledProcessError) as error:
                reason = getattr(error, "stderr", None) or str(error)
                sys.stderr.write(f"{name}: left out: {reason.strip().splitlines()[-1]}\n")
                return None
            total += counted(job)
    return total


def row(name: str, counts: Counts) -> tuple[str, ...]:
    shares = [
        (counts.within_unit, counts.breaks),
        (counts.mid_sentence, counts.cues),
        (counts.too_fast, counts.cues),
        (counts.flashes, counts.cues),
        (counts.one_word, counts.cues),
    ]
    return (name, str(counts.cues), *(f"{part / max(1, whole):.1%}" for part, whole in shares))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("alignments", nargs="+", type=Path)
    parser.add_argument("--peer-python", default=sys.executable)
    parser.add_argument("--node", default=shutil.which("node") or "node")
    parser.add_argument("--echogarden", default="echogarden")
    parser.add_argument("--report", type=Path, metavar="FILE.md")
    options = parser.parse_args()
    alignments = [read_alignment(path) for path in options.alignments]
    found = {name: measured(name, system, alignments) for name, system in systems(options).items()}
    headings = ("captions by", "cues", "within a unit", "mid-sentence", f"over {MAX_CPS} cps", "under 1 s", "one word")
    rows = [row(name, counts) for name, counts in found.items() if counts]
    write_section(options.report, "caption writers", table(headings, rows))


if __name__ == "__main__":
    main()
