"""How long the rules take over many cues: ``python benchmarks/check_speed.py``.

Prints the time for every style over 10,000 cues of invented speech with the faults that people make, how much
longer ten times as many cues take (linear: 10), and the rules that take longest.
"""

import random
from time import perf_counter, process_time

from subtitles import DEFAULT_STYLE_NAME, Cue, Track, named_style, style_names
from subtitles.checking import Rule, Selection, Subject, check_subject, fix
from transcripts.timing import TimeSpan

CUES = 10_000
_TEXT = (
    "the harbour lies below old town and its walls which were built by a captain who came home in 1904, with two "
    "boats. Nobody knew then that it would be theirs for good! Mr. Lee says “never again”, but [bell] what of Khan?"
)


def invented(count: int) -> Track:
    """Cues as they might be: mostly well, some too short, too fast, overlapping or badly broken."""
    pick = random.Random(5)  # noqa: S311
    words = _TEXT.split()
    clock_ms, cues = 0, []
    for _ in range(count):
        lines = tuple(" ".join(pick.choices(words, k=pick.randint(2, 9))) for _ in range(pick.choice((1, 1, 2))))
        length_ms = pick.choice((700, 2_000, 2_500, 3_000, 4_500))
        speaker = pick.choice(("Amara Khan", "Ben Lee", "BEN LEE"))
        cues.append(Cue(span=TimeSpan(clock_ms, clock_ms + length_ms), lines=lines, speaker=speaker))
        clock_ms += length_ms + pick.choice((-200, 0, 83, 83, 83, 300, 1_200))
    return Track(cues=tuple(cues), language="en")


def timed(style_name: str, track: Track) -> tuple[float, float, int]:
    """Seconds for all rules by the clock and of this process, the shortest of three runs, and how much they find."""
    times, found = [], 0
    for _ in range(3):
        subject = Subject(track=track, style=named_style(style_name))
        begin, busy = perf_counter(), process_time()
        found = len(check_subject(subject))
        times.append((perf_counter() - begin, process_time() - busy))
    return *min(times), found


def rule_time(rule: Rule, subject: Subject) -> float:
    begin = perf_counter()
    for _ in rule.find(subject):
        pass
    return perf_counter() - begin


def main() -> None:
    track = invented(CUES)
    for name in style_names():
        wall, busy, found = timed(name, track)
        print(f"{name:17} {CUES} cues: {wall:5.2f} s, {busy:5.2f} s of a processor, {found:6} findings")  # noqa: T201
    one, ten = timed(DEFAULT_STYLE_NAME, track)[1], timed(DEFAULT_STYLE_NAME, invented(10 * CUES))[1]
    print(f"ten times as many cues: {ten:.2f} s of a processor, {ten / one:.1f} times as long")  # noqa: T201
    subject = Subject(track=track, style=named_style(DEFAULT_STYLE_NAME))
    check_subject(subject)
    slowest = sorted(((rule_time(rule, subject), rule.code) for rule in Selection().rules), reverse=True)[:5]
    print("slowest rules:", ", ".join(f"{code} {seconds:.2f} s" for seconds, code in slowest))  # noqa: T201
    begin = perf_counter()
    fixed = fix(subject)
    print(f"fix: {perf_counter() - begin:.2f} s, {len(fixed.applied)} repairs, {len(fixed.left)} findings left")  # noqa: T201


if __name__ == "__main__":
    main()
