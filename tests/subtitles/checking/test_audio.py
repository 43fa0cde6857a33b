"""Rules against the audio, with evidence made by hand: what is found, where, how much, and that one cause is one
finding."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subtitles import Cue, Finding, Track
from subtitles.checking import AudioEvidence, HeardCue, Subject, check_subject
from subtitles.checking.clock import FRAME_RATES, Deviation, clock_of
from tests.subtitles.checking.making import STYLE
from transcripts import TimeSpan

_STEP_MS, _SAID_MS = 4_000, 3_000
Clock = Callable[[int], float]


def _right(ms: int) -> float:
    return ms


def _heard(n: int) -> list[HeardCue]:
    """A cue every four seconds, said in three, clearly heard."""
    return [HeardCue(span=TimeSpan(at * _STEP_MS, at * _STEP_MS + _SAID_MS), confidence=0.97) for at in range(n)]


def _cues(n: int, clock: Clock = _right, jitter_ms: int = 0) -> list[Cue]:
    """Cues that begin when they are said by a clock, give or take a jitter."""
    noise = random.Random(1)  # noqa: S311
    times = [at * _STEP_MS + noise.randint(-jitter_ms, jitter_ms) for at in range(n)]
    spans = [TimeSpan(max(0, round(clock(ms))), round(clock(ms + _SAID_MS))) for ms in times]
    return [Cue(span=span, lines=(f"Number {at} of the words.",)) for at, span in enumerate(spans)]


def _moved(cue: Cue, by_ms: int) -> Cue:
    return replace(cue, span=TimeSpan(cue.span.start_ms + by_ms, cue.span.end_ms + by_ms))


def _subject(cues: Sequence[Cue], heard: Sequence[HeardCue], *, untranscribed: tuple[TimeSpan, ...] = ()) -> Subject:
    duration_ms = len(heard) * _STEP_MS + 200_000
    speech = tuple(cue.span for cue in heard if cue.span)
    evidence = AudioEvidence(cues=tuple(heard), speech=speech, untranscribed=untranscribed, duration_ms=duration_ms)
    return Subject(track=Track(cues=tuple(cues), language="en"), style=STYLE, heard=evidence)


def _findings(subject: Subject) -> list[Finding]:
    return [finding for finding in check_subject(subject) if finding.code.startswith("audio-")]


def _codes(subject: Subject) -> list[tuple[str, int | None]]:
    return [(finding.code, finding.cue) for finding in _findings(subject)]


def test_captions_in_time_have_no_findings() -> None:
    assert _codes(_subject(_cues(100), _heard(100))) == []


def test_captions_as_people_make_them_have_no_findings() -> None:
    early = _cues(100, lambda ms: max(0, ms - 250), jitter_ms=300)
    assert _codes(_subject(early, _heard(100))) == []


def test_without_evidence_nothing_is_found() -> None:
    assert _findings(Subject(track=Track(cues=tuple(_cues(3, lambda ms: ms + 9_000))), style=STYLE)) == []


@pytest.mark.parametrize(("late_ms", "jitter_ms"), [(700, 0), (-700, 0), (700, 250), (10_000, 100)])
def test_an_offset_is_one_finding_with_its_amount(late_ms: int, jitter_ms: int) -> None:
    cues = _cues(100, lambda ms: ms + 20_000 + late_ms, jitter_ms)
    heard = [
        replace(one, span=TimeSpan(one.span.start_ms + 20_000, one.span.end_ms + 20_000))
        for one in _heard(100)
        if one.span
    ]
    (finding,) = _findings(_subject(cues, heard))
    assert finding.code == "audio-offset"
    assert finding.measured == pytest.approx(late_ms, abs=60)
    assert f"{'late' if late_ms > 0 else 'early'}" in finding.message


def test_the_largest_offset_that_is_none() -> None:
    assert _codes(_subject(_cues(50, lambda ms: ms + 399), _heard(50))) == []
    assert _codes(_subject(_cues(50, lambda ms: ms + 400), _heard(50))) == [("audio-offset", None)]


@pytest.mark.parametrize(
    ("captions", "audio"), [("25", "24"), ("24", "25"), ("25", "23.976"), ("23.976", "25"), ("24", "23.976")]
)
@pytest.mark.parametrize("jitter_ms", [0, 150])
def test_a_wrong_frame_rate_is_named(captions: str, audio: str, jitter_ms: int) -> None:
    factor = float(FRAME_RATES[audio] / FRAME_RATES[captions])
    (finding,) = _findings(_subject(_cues(200, lambda ms: ms * factor, jitter_ms), _heard(200)))
    assert finding.code == "audio-frame-rate"
    assert finding.measured == pytest.approx(100 * (factor - 1), abs=0.02)
    assert f"{captions} frames a second for audio at {audio}" in finding.suggestion


@pytest.mark.parametrize("factor", [1.003, 0.995, 1.02])
def test_a_drift_that_no_frame_rate_explains(factor: float) -> None:
    (finding,) = _findings(_subject(_cues(150, lambda ms: ms * factor, 100), _heard(150)))
    assert finding.code == "audio-drift"
    assert finding.measured is not None
    assert finding.measured == pytest.approx(100 * (factor - 1), abs=0.02)
    assert f"{abs(finding.measured) * 600:.0f} ms a minute" in finding.message


def test_a_drift_and_an_offset_are_two_findings() -> None:
    subject = _subject(_cues(150, lambda ms: ms * 1.003 + 2_000), _heard(150))
    assert _codes(subject) == [("audio-drift", None), ("audio-offset", None)]
    assert _findings(subject)[1].measured == pytest.approx(2_000, abs=20)


@pytest.mark.parametrize(("by_ms", "code"), [(1_500, "audio-late"), (-1_500, "audio-early")])
@pytest.mark.parametrize("offset_ms", [0, 5_000])
def test_a_single_cue_is_measured_against_the_others(by_ms: int, code: str, offset_ms: int) -> None:
    cues = _cues(40, lambda ms: ms + offset_ms)
    cues[20] = _moved(cues[20], by_ms)
    alone = [finding for finding in _findings(_subject(cues, _heard(40))) if finding.code != "audio-offset"]
    assert [(finding.code, finding.cue, finding.measured) for finding in alone] == [(code, 21, by_ms)]


def test_the_largest_deviation_of_one_cue_that_is_none() -> None:
    cues = _cues(40)
    cues[20] = _moved(cues[20], 1_000)
    assert _codes(_subject(cues, _heard(40))) == []


def test_a_moved_passage_is_one_finding_with_its_shift() -> None:
    cues = _cues(60)
    cues[20:28] = [_moved(cue, 40_000) for cue in cues[20:28]]
    (finding,) = _findings(_subject(cues, _heard(60)))
    assert (finding.code, finding.cue, finding.measured) == ("audio-moved", 21, 40_000)
    assert finding.span == TimeSpan(cues[20].span.start_ms, cues[27].span.end_ms)
    assert "8 cues (21 to 28)" in finding.message


def test_a_doubtful_cue_within_a_moved_passage_does_not_divide_it() -> None:
    cues, heard = _cues(60), _heard(60)
    cues[20:28] = [_moved(cue, 40_000) for cue in cues[20:28]]
    heard[23] = replace(heard[23], confidence=0.3)
    assert _codes(_subject(cues, heard)) == [("audio-moved", 21)]


def test_from_an_inserted_advertisement_on_all_is_displaced() -> None:
    cues = _cues(60)
    cues[40:] = [_moved(cue, -30_000) for cue in cues[40:]]
    (finding,) = _findings(_subject(cues, _heard(60)))
    assert (finding.code, finding.cue, finding.measured) == ("audio-moved", 41, -30_000)


def test_doubtful_cues_and_engines_that_do_not_listen_prove_nothing() -> None:
    cues = _cues(40, lambda ms: ms + 5_000)
    doubtful = [replace(one, confidence=0.5) for one in _heard(40)]
    unlistened = [replace(one, confidence=None) for one in _heard(40)]
    assert _codes(_subject(cues, doubtful)) == _codes(_subject(cues, unlistened)) == []


def test_speech_without_a_caption() -> None:
    heard = _heard(40)
    gap = TimeSpan(61_000, 63_000)
    (finding,) = _findings(_subject(_cues(40), heard, untranscribed=(gap,)))
    assert (finding.code, finding.span, finding.measured) == ("audio-uncaptioned", gap, 2_000)
    assert _codes(_subject(_cues(40), heard, untranscribed=(TimeSpan(61_000, 61_899),))) == []


def test_a_caption_of_a_song_covers_what_is_sung() -> None:
    cues, heard = _cues(40), _heard(40)
    song = Cue(span=TimeSpan(170_000, 178_000), lines=("♪ The water is wide ♪",), kind="sound")
    evidence = _subject(
        [*cues, song], [*heard, HeardCue(span=None, words=0)], untranscribed=(TimeSpan(171_000, 177_000),)
    )
    assert _codes(evidence) == []


def test_captions_over_silence_and_words_that_nobody_says() -> None:
    cues, heard = _cues(40), _heard(40)
    heard[10] = heard[11] = HeardCue(span=None, confidence=0.0, words=5)
    over_silence = _subject(cues, heard)
    assert _codes(over_silence) == [("audio-silence", 11)]
    assert "2 cues" in _findings(over_silence)[0].message
    assert over_silence.heard
    spoken = replace(
        over_silence.heard, speech=tuple(sorted((*over_silence.heard.speech, cues[10].span, cues[11].span)))
    )
    assert _codes(replace(over_silence, heard=spoken)) == [("audio-unheard", 11)]


def test_sounds_are_not_listened_for() -> None:
    cues, heard = _cues(40), _heard(40)
    heard[10] = HeardCue(span=None, words=0)
    assert _codes(_subject(cues, heard)) == []


@given(
    offset_ms=st.integers(-20_000, 20_000),
    drift=st.sampled_from([-0.04, -0.003, 0.0, 0.003, 0.04]),
    wrong=st.sets(st.integers(0, 99), max_size=20),
)
def test_the_clock_is_that_of_most_cues(offset_ms: int, drift: float, wrong: set[int]) -> None:
    found = [Deviation(cue=at, heard_ms=at * 5_000, late_ms=round(offset_ms + drift * at * 5_000)) for at in range(100)]
    noise = random.Random(2)  # noqa: S311
    spoilt = [
        replace(one, late_ms=one.late_ms + noise.choice([-1, 1]) * noise.randint(3_000, 90_000))
        if one.cue in wrong
        else one
        for one in found
    ]
    clock = clock_of(spoilt)
    assert clock.offset_ms == pytest.approx(offset_ms, abs=25)
    assert clock.slope == pytest.approx(drift, abs=1e-4)


@given(st.lists(st.tuples(st.integers(0, 10_000_000), st.integers(-10_000_000, 10_000_000)), max_size=30))
def test_any_deviations_have_a_clock(rows: list[tuple[int, int]]) -> None:
    found = [Deviation(cue=at, heard_ms=heard, late_ms=late) for at, (heard, late) in enumerate(sorted(rows))]
    clock = clock_of(found)
    assert clock.agreeing <= clock.measured == len(found)
