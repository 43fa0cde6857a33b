"""Wall time, peak memory and exactness against length: one recording and its text repeated.

    python benchmarks/scaling.py FOLDER [--times 1,2,4,8] [--peers echogarden,...] [--report FILE.md]

The audio is repeated as it is stored, without encoding it again, into a temporary folder.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import plots
from compare import add_peer_options, outcomes_of
from running import Outcome, chosen
from systems import OWN, PEERS, default_setup
from tables import share, table, write_section
from truth import Item, Passage, Truth, item_in

import transcripts

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import InputContainer, OutputContainer


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """An item repeated, and how long it is then."""

    item: Item
    times: int
    minutes: float


def repeated(item: Item, times: int, folder: Path) -> Repeated:
    """Writes an item's audio and text this many times into a folder."""
    folder.mkdir()
    audio = folder / f"audio{item.audio.suffix}"
    length_ms = repeat_audio(item.audio, times, audio)
    transcript = folder / "transcript.txt"
    transcript.write_text("\n\n".join(labelled_turns(item.transcript) * times) + "\n", encoding="utf-8")
    segments = tuple(
        Passage(text=s.text, start_ms=s.start_ms + round(k * length_ms), end_ms=s.end_ms + round(k * length_ms))
        for k in range(times)
        for s in item.truth.segments
    )
    truth = Truth(segments=segments, language=item.truth.language)
    made = Item(name=f"{item.name} × {times}", audio=audio, transcript=transcript, truth=truth)
    return Repeated(item=made, times=times, minutes=length_ms * times / 60_000)


def labelled_turns(transcript: Path) -> list[str]:
    """The turns of a transcript, each behind its speaker's name."""
    read = transcripts.read(transcript)
    speakers = [read.speaker_named(turn.speaker) for turn in read.turns]
    return [f"{s.name}: {t.text}" if s else t.text for s, t in zip(speakers, read.turns, strict=True)]


def repeat_audio(source: Path, times: int, target: Path) -> float:
    """Copies the packets of the first audio stream this many times in a row; gives the length of one copy in ms."""
    import av

    with av.open(str(target), "w") as written:
        stream, length = None, 0
        for copy in range(times):
            with av.open(str(source)) as read:
                original = read.streams.audio[0]
                stream = stream or written.add_stream_from_template(original)
                length = _copy_packets(read, written, stream, copy * length)
                length_ms = float(length * (original.time_base or 0) * 1000)
    return length_ms


def _copy_packets(read: "InputContainer", written: "OutputContainer", stream: "AudioStream", offset: int) -> int:
    """Appends one copy that starts at an offset; gives its length, in the stream's time base."""
    at = 0
    for packet in read.demux(read.streams.audio[0]):
        if packet.size:
            packet.pts = packet.dts = offset + at
            at += packet.duration or 0
            packet.stream = stream
            written.mux(packet)
    return at


def rows(lengths: Sequence[Repeated], outcomes: Sequence[Outcome]) -> list[tuple[str, ...]]:
    """One row a system and length; growth is against the shortest."""
    firsts: dict[str, float] = {}
    minutes = {r.item.name: r.minutes for r in lengths}
    made = []
    for o in outcomes:
        head = (o.item, f"{minutes[o.item]:.0f}", o.system)
        if o.run is None or o.score is None:
            made.append((*head, o.remark or "", *[""] * 4))
            continue
        growth = o.run.wall_s / firsts.setdefault(o.system, o.run.wall_s)
        cost = (f"{o.run.wall_s:.1f}", f"{growth:.1f}", f"{o.run.peak_mb:.0f}")
        made.append((*head, *cost, *(share(o.score.segment_start.within(limit)) for limit in (100, 250))))
    return made


def draw(lengths: Sequence[Repeated], outcomes: Sequence[Outcome], path: Path) -> None:
    """Both plots into one file."""
    minutes = {r.item.name: r.minutes for r in lengths}
    wall, memory = [], []
    for name in dict.fromkeys(o.system for o in outcomes):
        done = [(minutes[o.item], o.run) for o in outcomes if o.system == name and o.run and o.score]
        xs = tuple(x for x, _ in done)
        wall.append(plots.Series(name=name, xs=xs, ys=tuple(run.wall_s for _, run in done)))
        memory.append(plots.Series(name=name, xs=xs, ys=tuple(run.peak_mb for _, run in done)))
    plots.against_length(wall, memory, path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--times", default="1,2,4,8", help="how often to repeat it; default: 1,2,4,8")
    add_peer_options(parser, "echogarden")
    given = parser.parse_args()
    setup = default_setup(given.peer_python, given.whisper_model)
    systems = [system for system in (OWN, *chosen(given.peers, PEERS)) if system.find(setup)]
    with tempfile.TemporaryDirectory(prefix="scaling-") as folder:
        item = item_in(given.folder)
        lengths = [repeated(item, int(n), Path(folder) / n) for n in given.times.split(",")]
        outcomes = outcomes_of([r.item for r in lengths], systems, setup, given.timeout)
    headings = ("audio", "minutes", "system", "wall s", "× the shortest", "peak MB", "≤ 100", "≤ 250")
    body = table(headings, rows(lengths, outcomes))
    if given.report is not None:
        try:
            draw(lengths, outcomes, given.report.parent / "img" / "scaling.svg")
            body += "\n\n![Wall time and peak memory against length](img/scaling.svg)"
        except ImportError:
            sys.stderr.write("no plots: matplotlib is not installed\n")
    write_section(given.report, "scaling", body)


if __name__ == "__main__":
    main()
