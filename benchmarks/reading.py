"""How well published transcripts are understood: turns, names, sounds, and what was not spoken.

    python benchmarks/reading.py FOLDER... [--report FILE.md]

A FOLDER is an item or holds items: a ``source.*`` and a ``truth.json`` with ``speakers``, ``turns`` (``speaker``,
``text_start`` and ``text_end``: the first and the last words, ``continues``), ``sound_cues`` and
``not_spoken_examples``. Turn recall is the share of true turns that were found with their speaker, their first and
their last words; precision the share of found turns that are true, whoever speaks. Consecutive turns of one speaker
count as one, but for those whom the truth parts. The second table tells what a megabyte of text costs, as a multiple of
splitting it at white space and of a loop of ten million additions.
"""

import argparse
import json
import re
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path

from tables import share, table, write_section

import transcripts
from transcripts import Transcript
from transcripts.model import Turn

FIGURES = ("turn recall", "turn precision", "names", "sounds", "set aside")
_LOOKAHEAD = 60  # turns; a found one further on is another
_MEGABYTE = 1_000_000
_LEAST_WORDS = 3  # of a passage that was not spoken; fewer are spoken by chance


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One turn: who, and the letters of its first and last words (a true one) or passages (a found one)."""

    speaker: tuple[str, ...]
    first: str
    last: str


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text.lower())


def is_person(name: str, known: Iterable[str]) -> bool:
    """Whether a true name is one of those known for a speaker, as a whole or in part; nobody is known of "unknown"."""
    sought = set(map(letters, name.split())) - {""}
    parts = [set(map(letters, other.split())) - {""} for other in known if other]
    if sought <= {"unknown", "speaker"}:
        return not parts or any("unknown" in part for part in parts)
    return any(part and (part <= sought or sought <= part) for part in parts)


def true_turns(truth: dict[str, list[dict[str, str]]]) -> tuple[Said, ...]:
    """The turns with words; those that go on, or that a mere sound parts, are one."""
    turns: list[Said] = []
    after_sound = False
    for turn in truth["turns"]:
        if not letters(turn["text_start"]):
            after_sound = True
            continue
        said = Said(speaker=(turn["speaker"],), first=letters(turn["text_start"]), last=letters(turn["text_end"]))
        if turns and (turn.get("continues") or after_sound) and turns[-1].speaker == said.speaker:
            turns[-1] = Said(speaker=said.speaker, first=turns[-1].first, last=said.last)
        else:
            turns.append(said)
        after_sound = False
    return tuple(turns)


def found_turns(transcript: Transcript, apart: Sequence[str]) -> tuple[Said, ...]:
    """The turns of the transcript; consecutive ones of a speaker are one, but of those whom the truth parts."""
    spoken = [turn for turn in transcript.turns if not (turn.maybe_spoken and turn.speaker is None)]
    keys = [_key(turn, at, transcript, apart) for at, turn in enumerate(spoken)]
    runs = groupby(zip(keys, spoken, strict=True), key=lambda pair: pair[0])
    said = []
    for _, pairs in runs:
        turns = [turn for _, turn in pairs]
        names = _names(turns[0], transcript)
        said.append(Said(speaker=names, first=letters(turns[0].text), last=letters(turns[-1].text)))
    return tuple(one for one in said if one.first)


def _key(turn: Turn, at: int, transcript: Transcript, apart: Sequence[str]) -> object:
    is_one = not transcript.speakers or turn.speaker is not None
    is_apart = any(is_person(name, _names(turn, transcript)) for name in apart)
    return turn.speaker if is_one and not is_apart else at


def _names(turn: Turn, transcript: Transcript) -> tuple[str, ...]:
    speaker = transcript.speaker_named(turn.speaker)
    return (speaker.name, *speaker.labels) if speaker else ()


def figures(truth: dict[str, list[dict[str, str]]], transcript: Transcript) -> tuple[float | None, ...]:
    """The five figures, 0..1, ``None`` where the truth has nothing to find."""
    wanted = true_turns(truth)
    apart = [a.speaker[0] for a, b in pairwise(wanted) if a.speaker == b.speaker]
    found = found_turns(transcript, apart)
    right, bounded = _matches(wanted, found)
    names = [name for speaker in transcript.speakers for name in (speaker.name, *speaker.labels)]
    speakers: Sequence[str] = truth.get("speakers", [])  # type: ignore[assignment]
    sounds = [letters(sound.text) for sound in transcript.sounds]
    cues = [cue for cue in map(letters, truth.get("sound_cues", [])) if cue]  # type: ignore[arg-type]
    text = " ".join(letters(word.text) for turn in transcript.turns for word in turn.words)
    unspoken = [_spaced(one) for one in truth.get("not_spoken_examples", [])]  # type: ignore[arg-type]
    unspoken = [one for one in unspoken if one.count(" ") >= _LEAST_WORDS - 1]
    return (
        right / len(wanted) if wanted else None,
        bounded / len(found) if found else None,
        _part(speakers, lambda name: is_person(name, names)),
        _part(cues, lambda cue: any(cue in sound or sound in cue for sound in sounds if sound)),
        _part(unspoken, lambda one: one not in text),
    )


def _matches(wanted: Sequence[Said], found: Sequence[Said]) -> tuple[int, int]:
    """How many true turns were found with their speaker, and how many whoever is said to speak."""
    right = bounded = start = 0
    for turn in wanted:
        for at in range(start, min(len(found), start + _LOOKAHEAD)):
            if found[at].first.startswith(turn.first) and found[at].last.endswith(turn.last):
                bounded += 1
                right += is_person(turn.speaker[0], found[at].speaker)
                start = at + 1
                break
    return right, bounded


def _spaced(text: str) -> str:
    return " ".join(filter(None, map(letters, text.split())))


def _part(values: Sequence[str], holds: Callable[[str], bool]) -> float | None:
    return sum(map(holds, values)) / len(values) if values else None


def items(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        for item in (folder, *sorted(folder.iterdir())):
            if (item / "truth.json").is_file():
                yield item


def cost(text: str) -> tuple[str, str, str]:
    """Seconds for a megabyte of a text, and how often it could have been split, and the loop have run, meanwhile."""
    megabyte = text * (_MEGABYTE // len(text) + 1)
    started = time.process_time()
    transcripts.read_text(megabyte[:_MEGABYTE], "text")
    reading_s = time.process_time() - started
    started = time.process_time()
    for _ in range(10):
        megabyte[:_MEGABYTE].split()
    splitting_s = (time.process_time() - started) / 10
    started = time.process_time()
    total = 0
    for number in range(10_000_000):
        total += number
    loop_s = time.process_time() - started
    return f"{reading_s:.2f}", f"{reading_s / splitting_s:.0f}", f"{reading_s / loop_s:.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--report", type=Path, metavar="FILE.md", help="rewrite the section of this document")
    given = parser.parse_args()
    rows, scores, costs = [], [], []
    for item in items(given.folders):
        source = next(path for path in sorted(item.iterdir()) if path.stem == "source")
        transcript = transcripts.read(source)
        score = figures(json.loads((item / "truth.json").read_text(encoding="utf-8")), transcript)
        scores.append(score)
        kind = (transcript.evidence or "").partition(":")[0]
        rows.append((item.name, kind, transcript.layout, *map(share, score)))
        if kind in ("text", "markdown"):
            costs.append((item.name, *cost(source.read_text(encoding="utf-8-sig"))))
    columns = [[value for value in column if value is not None] for column in zip(*scores, strict=True)]
    rows.append(("mean", "", "", *(share(statistics.mean(column) if column else None) for column in columns)))
    accuracy = table(("page", "kind", "layout", *FIGURES), rows)
    speed = table(("1 MB of", "s", "× splitting", "× ten million additions"), costs)
    write_section(given.report, "reading", f"{accuracy}\n\n{speed}")


if __name__ == "__main__":
    main()
