"""The whole file on one axis, in the HTML report."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from subtitles import RULES, Cue, Finding, Severity, check_subject
from subtitles.checking import AudioEvidence, HeardCue, Subject
from subtitles.checking.report import CheckedFile, Report, page
from subtitles.checking.report.overview import WIDTH, Overview, overview
from tests.subtitles.checking.making import cue, subject
from transcripts import TimeSpan


def report(checked: Subject, findings: tuple[Finding, ...] | None = None) -> Report:
    return Report(
        file=CheckedFile(name="show.vtt", sha256="0" * 64, format="vtt"),
        subject=checked,
        rules=tuple(RULES.values()),
        findings=check_subject(checked) if findings is None else findings,
        tool="align 1.0",
    )


def shown(checked: Subject, findings: tuple[Finding, ...] | None = None) -> Overview:
    found = overview(report(checked, findings))
    assert found is not None
    return found


def finding(start_ms: int, code: str = "timing-gap") -> Finding:
    return Finding(
        code=code,
        severity=RULES[code].severity,
        message="the gap is small",
        suggestion="Widen it.",
        span=TimeSpan(start_ms, start_ms + 100),
    )


def spoken(speaker: str, start_ms: int, end_ms: int) -> Cue:
    return replace(cue("So it goes.", start_ms, end_ms), speaker=speaker)


def edges(path: str) -> list[tuple[float, float]]:
    return [(float(a), float(b)) for a, b in re.findall(r"M([\d.]+) 3H([\d.]+)V", path)]


TWO = subject(spoken("Ana", 0, 6_000), spoken("Bo", 8_000, 10_000), cue("Nobody says who.", 20_000, 22_000))


def test_there_is_a_lane_for_each_speaker_with_the_share_of_the_captioned_time() -> None:
    strips = [(strip.name, strip.figure) for strip in shown(TWO, ()).strips]
    assert strips == [("Ana", "60%"), ("Bo", "20%"), ("No name", "20%")]
    assert "Ana 60%; Bo 20%; no name 20%" in shown(TWO, ()).description


def test_captions_without_names_are_one_lane() -> None:
    found = shown(subject(cue("One.", 0, 1_000), cue("Two.", 5_000, 6_000)), (finding(100),))
    assert found.strips[0].name == "Captions"
    assert found.strips[0].figure == ""


def test_without_times_and_names_there_is_no_picture() -> None:
    assert overview(report(subject(cue("One.", 0, 1_000)), ())) is None
    assert overview(report(subject(), ())) is None


def test_of_many_speakers_the_rest_is_counted() -> None:
    cues = [spoken(f"Guest {number}", number * 3_000, number * 3_000 + 1_000 + number) for number in range(20)]
    names = [strip.name for strip in shown(subject(*cues), ()).strips]
    assert len(names) == 8
    assert names[-1] == "13 others"


def test_speech_without_captions_is_hatched_and_told() -> None:
    evidence = AudioEvidence(
        cues=tuple(HeardCue(span=one.span, confidence=0.9) for one in TWO.track.cues),
        speech=(TimeSpan(0, 30_000),),
        untranscribed=(TimeSpan(23_000, 29_000),),
        duration_ms=30_000,
    )
    heard = replace(TWO, heard=evidence)
    strips = {strip.name: strip for strip in shown(heard, ()).strips}
    assert strips["Speech without captions"].figure == "0:06"
    assert strips["Speech in the audio"].figure == "0:30"
    assert "Speech without captions: 0:23–0:29." in shown(heard, ()).description
    assert "fill: url(#hatch)" in page(report(heard, ()))
    assert page(report(heard, ())).count('id="hatch"') == 1


def test_findings_are_marks_on_the_same_axis_the_higher_the_more() -> None:
    found = shown(TWO, (finding(11_000), finding(11_010), finding(0, "timing-overlap")))
    marks = {strip.name: strip for strip in found.strips if strip.kind in {one.value for one in Severity}}
    assert sum(int(strip.figure) for strip in marks.values()) == 3
    (gap,) = [strip for strip in marks.values() if strip.figure == "2"]
    assert gap.path.startswith(f"M{WIDTH / 2:.1f} 20v-20.0")
    assert "3 findings with a time: " in found.description


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 3_600_000), st.integers(1, 9_000)), min_size=1, max_size=30))
def test_all_that_is_drawn_lies_within_the_picture(times: list[tuple[int, int]]) -> None:
    found = shown(subject(*(spoken("Ana", start, start + length) for start, length in sorted(times))), ())
    for strip in found.strips:
        bars = edges(strip.path)
        assert bars
        assert all(0 <= a < b <= WIDTH for a, b in bars)
        assert all(one[1] < other[0] for one, other in pairwise(bars))
    assert all(0 <= tick.percent <= 100 for tick in found.ticks)
    assert 1 <= len(found.ticks) <= 5


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "A\u202eevil", "x" * 500])
def test_hostile_names_are_only_text(name: str) -> None:
    written = page(report(subject(spoken(name, 0, 2_000)), ()))
    assert "<script" not in written
    assert "\u202e" not in written
    assert "x" * 61 not in written.split('class="overview"')[1].split("</figure>")[0]


def test_names_are_text_of_the_page_that_keeps_its_size() -> None:
    figure = page(report(TWO, ())).split('class="overview"')[1].split("</figure>")[0]
    assert "<text" not in figure
    assert "<bdi>Ana</bdi>" in figure
