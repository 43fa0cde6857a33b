"""Whether the checker finds what is wrong with captions that were damaged on purpose, and `align retime` puts it right.

    python benchmarks/damage.py FOLDER... [--report FILE.md]

A FOLDER is an item or holds items (layout: truth.py). The captions are composed from the transcript, aligned, with the
start of each utterance put where the truth has it. Found: the rule that the damage should break has a finding; located:
at the cues or the times that were damaged. Others are findings of the audio, the transcript, the timing and the
speakers that neither the damage nor speech without a text explains. Within 250 ms: the share of utterances that begin a
cue and whose cue, timed anew, begins no farther from the truth; damage of the text keeps what it damaged.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tables import share, table, write_section
from truth import Item, items_in

import transcripts
from aligner import align
from aligner.cli.listening import listen
from subtitles import Cue, Finding, Subject, Track, check_subject, compose, named_style
from subtitles.checking.comparing import matches
from subtitles.checking.evidence import AudioEvidence
from subtitles.retiming import retimed
from transcripts import TimedTranscript, TimeSpan, Transcript

HEADINGS = ("item", "damage", "rule", "found", "located", "truth", "measured", "others", "n", "≤ 250 ms")
FAMILIES = ("audio", "transcript", "timing", "speakers")
LIMIT_MS = 250
PASSAGE = 8  # cues


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """Damaged captions: the code that should find it, where (``None`` for everywhere), and how much, in its unit."""

    name: str
    track: Track
    code: str | None = None
    span: TimeSpan | None = None
    measured: float | None = None


def damages(track: Track) -> Iterator[Damage]:
    """The captions as they are, and damaged in each way."""
    yield Damage(name="none", track=track)
    late = timed_by(track, lambda ms: ms + 700)
    yield Damage(name="0.7 s late", track=late, code="audio-offset", measured=700)
    stretched = timed_by(track, lambda ms: ms * 1.001)
    yield Damage(name="stretched 0.1 %", track=stretched, code="audio-frame-rate", measured=0.1)
    slower = timed_by(track, lambda ms: ms * 25 / 23.976)
    yield Damage(name="25 for 23.976", track=slower, code="audio-frame-rate", measured=4.2709)
    yield missing(track)
    yield displaced(track)
    yield elsewhere(track)
    yield overlapping(track)
    yield from renamed(track)


def timed_by(track: Track, clock: Callable[[int], float]) -> Track:
    """The captions by another clock."""
    return replace(track, cues=tuple(moved(cue, clock) for cue in track.cues))


def moved(cue: Cue, clock: Callable[[int], float]) -> Cue:
    return replace(cue, span=TimeSpan(round(clock(cue.span.start_ms)), round(clock(cue.span.end_ms))))


def missing(track: Track) -> Damage:
    """Without the longest of the cues of speech in the middle third."""
    third = len(track.cues) // 3
    speech = [at for at in range(third, 2 * third) if track.cues[at].kind == "speech"]
    at = max(speech, key=lambda at: track.cues[at].span.duration_ms)
    gone = track.cues[at]
    cues = (*track.cues[:at], *track.cues[at + 1 :])
    return Damage(
        name="a cue missing",
        track=replace(track, cues=cues),
        code="audio-uncaptioned",
        span=gone.span,
        measured=gone.span.duration_ms,
    )


def displaced(track: Track) -> Damage:
    """A passage 40 s late, its place in the file kept."""
    at = len(track.cues) // 3
    late = [moved(cue, lambda ms: ms + 40_000) for cue in track.cues[at : at + PASSAGE]]
    cues = (*track.cues[:at], *late, *track.cues[at + PASSAGE :])
    span = TimeSpan(late[0].span.start_ms, late[-1].span.end_ms)
    name = "a passage 40 s late"
    return Damage(name=name, track=replace(track, cues=cues), code="audio-moved", span=span, measured=40_000)


def elsewhere(track: Track) -> Damage:
    """A passage cut out and put in elsewhere, with the times of that place."""
    at, to = len(track.cues) // 3, 2 * len(track.cues) // 3
    later_ms = track.cues[to].span.start_ms - track.cues[at].span.start_ms
    passage = [moved(cue, lambda ms: ms + later_ms) for cue in track.cues[at : at + PASSAGE]]
    cues = (*track.cues[:at], *track.cues[at + PASSAGE : to], *passage, *track.cues[to:])
    span = TimeSpan(passage[0].span.start_ms, passage[-1].span.end_ms)
    name = "a passage elsewhere"
    return Damage(name=name, track=replace(track, cues=cues), code="audio-moved", span=span, measured=later_ms)


def overlapping(track: Track) -> Damage:
    """A cue that stays 0.8 s into the next."""
    at = len(track.cues) // 2
    end_ms = track.cues[at + 1].span.start_ms + 800
    longer = replace(track.cues[at], span=TimeSpan(track.cues[at].span.start_ms, end_ms))
    cues = (*track.cues[:at], longer, *track.cues[at + 1 :])
    return Damage(
        name="an overlap", track=replace(track, cues=cues), code="timing-overlap", span=longer.span, measured=800
    )


def renamed(track: Track) -> Iterator[Damage]:
    """A cue under another's name, where there is another."""
    at = len(track.cues) // 2
    names = {cue.speaker for cue in track.cues} - {None, track.cues[at].speaker}
    if track.cues[at].speaker and names:
        wrong = replace(track.cues[at], speaker=sorted(filter(None, names))[0], label=None)
        cues = (*track.cues[:at], wrong, *track.cues[at + 1 :])
        track = replace(track, cues=cues)
        yield Damage(name="a wrong speaker", track=track, code="speakers-differ", span=wrong.span)


def right_captions(item: Item, transcript: Transcript) -> Track:
    """Captions composed from the transcript, each utterance beginning where the truth has it."""
    timed = with_truth(align(item.audio, transcript), item)
    return Track(cues=compose(timed), language=transcript.language)


def with_truth(timed: TimedTranscript, item: Item) -> TimedTranscript:
    """Times with the start of each utterance put where the truth has it, as far as no word before or after is hit."""
    timings = list(timed.timings)
    for word, start_ms in utterance_starts([word.text for word in timed.transcript.words], item):
        span = timings[word].span
        before = timings[word - 1].span if word else None
        if span and start_ms < span.end_ms and (before is None or before.start_ms < start_ms):
            timings[word] = replace(timings[word], span=TimeSpan(start_ms, span.end_ms))
    return replace(timed, timings=tuple(timings))


def utterance_starts(words: Sequence[str], item: Item) -> list[tuple[int, int]]:
    """The first word of each utterance that is among the words, and when it begins."""
    said = [plain(word) for segment in item.truth.segments for word in segment.text.split()]
    starts, at = {}, 0
    for segment in item.truth.segments:
        starts[at] = segment.start_ms
        at += len(segment.text.split())
    return [(b, starts[a]) for a, b in matches(said, [plain(word) for word in words]) if a in starts]


def plain(word: str) -> str:
    return "".join(filter(str.isalnum, word)).casefold()


def row(item: Item, damage: Damage, transcript: Transcript) -> tuple[str, ...]:
    """The table row of one damage."""
    heard = listen(damage.track, item.audio, unwatched)
    subject = Subject(track=damage.track, style=named_style("youtube"), heard=heard, transcript=transcript)
    findings = [one for one in check_subject(subject) if one.code.partition("-")[0] in FAMILIES]
    ours = [one for one in findings if one.code == damage.code and not is_untranscribed(one, item)]
    located = [one for one in ours if damage.span is None or touches(one.span, damage.span)]
    others = [one for one in findings if one not in ours and not explained(one, damage, item)]
    for one in others:
        sys.stderr.write(f"  {damage.name}: {one.code} cue {one.cue}: {one.message}\n")
    errors = start_errors(item, damage, heard)
    return (
        item.name,
        damage.name,
        damage.code or "",
        "" if damage.code is None else yes(len(ours) == 1),
        "" if damage.code is None else yes(len(located) == 1),
        "" if damage.measured is None else f"{damage.measured:g}",
        f"{ours[0].measured:g} {ours[0].unit}" if ours and ours[0].measured is not None else "",
        str(len(others)),
        str(len(errors)),
        share(sum(error <= LIMIT_MS for error in errors) / len(errors) if errors else None),
    )


def start_errors(item: Item, damage: Damage, heard: AudioEvidence) -> list[int]:
    """How far from the truth the cues begin that begin with an utterance, timed anew, in ms."""
    track = retimed(damage.track, heard, named_style("youtube")).track
    words = [word for cue in track.cues for word in cue.text.split()]
    firsts, at = {}, 0
    for cue in track.cues:
        firsts[at] = cue.span.start_ms
        at += len(cue.text.split())
    return [abs(firsts[word] - ms) for word, ms in utterance_starts(words, item) if word in firsts]


def explained(finding: Finding, damage: Damage, item: Item) -> bool:
    """Whether the damage must lead to a finding of another family as well, or speech without a text does."""
    follows = {
        "stretched 0.1 %": {"timing-long"},  # the longest cues are longer
        "25 for 23.976": {"timing-flash", "timing-long"},  # and the smallest gaps are wider
        "a cue missing": {"transcript-missing"},
        "a passage 40 s late": {"timing-overlap"},
        "a passage elsewhere": {"transcript-order"},
    }
    if is_untranscribed(finding, item) or finding.code in follows.get(damage.name, set()):
        return True
    if damage.span is None or not finding.code.startswith("timing-"):
        return False
    # What lies under a displaced passage overlaps and flashes; a missing cue leaves a gap.
    around = TimeSpan(max(0, damage.span.start_ms - 1_000), damage.span.end_ms + 1_000)
    return touches(finding.span, around)


def is_untranscribed(finding: Finding, item: Item) -> bool:
    if finding.code != "audio-uncaptioned":
        return False
    known = [TimeSpan(one.start_ms, one.end_ms) for one in item.truth.untranscribed]
    return any(touches(finding.span, span) for span in known)


def touches(one: TimeSpan | None, other: TimeSpan) -> bool:
    return one is not None and one.start_ms < other.end_ms and other.start_ms < one.end_ms


def unwatched(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def yes(value: object) -> str:
    return "yes" if value else "NO"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--report", type=Path, metavar="FILE.md", help="rewrite this section of the file")
    given = parser.parse_args()
    rows = []
    for item in items_in(given.folders):
        transcript = transcripts.read(item.transcript)
        for damage in damages(right_captions(item, transcript)):
            rows.append(row(item, damage, transcript))
            sys.stderr.write(f"{' | '.join(rows[-1])}\n")
    write_section(given.report, "damage", table(HEADINGS, rows))


if __name__ == "__main__":
    main()
