"""Safe repairs: what is mended, what is left alone, and that mending does no harm."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from subtitles import Cue, Track
from subtitles.checking import AudioEvidence, HeardCue, Selection, Subject, check_subject, fix
from tests.subtitles.checking.making import cue, repair, subject
from tests.subtitles.strategies import word_texts
from transcripts import TimeSpan


def times(track: Track) -> list[tuple[int, int]]:
    return [(one.span.start_ms, one.span.end_ms) for one in track.cues]


def made(*cues: Cue) -> list[tuple[str, int | None, str, str]]:
    """What was mended, as code, cue, before and after."""
    return [(one.code, one.cue, one.before, one.after) for one in fix(subject(*cues)).applied]


def test_what_is_right_stays() -> None:
    checked = subject(cue("Good morning.", 0, 2_000), cue("Good evening.", 2_083, 4_000))
    fixed = fix(checked)
    assert fixed.track == checked.track
    assert fixed.applied == ()
    assert fixed.left == ()


def test_order() -> None:
    fixed = fix(subject(cue("Two.", 5_000), cue("Three.", 9_000), cue("One.", 0)))
    assert [one.text for one in fixed.track.cues] == ["One.", "Two.", "Three."]
    assert [(one.code, one.cue, one.before, one.after) for one in fixed.applied] == [
        ("file-order", 3, "place 3", "place 1")
    ]


def test_what_was_heard_moves_with_its_cue() -> None:
    heard = (HeardCue(span=TimeSpan(5_000, 6_000)), HeardCue(span=TimeSpan(0, 900)))
    evidence = AudioEvidence(cues=heard, speech=(), untranscribed=(), duration_ms=9_000)
    checked = replace(subject(cue("Two.", 5_000), cue("One.", 0)), heard=evidence)
    assert [one.text for one in fix(checked).track.cues] == ["One.", "Two."]


def test_an_overlap_ends_before_the_next_cue() -> None:
    assert made(cue("Good morning.", 0, 3_200), cue("Good evening.", 3_000)) == [
        ("timing-overlap", 1, "3.200 s", "2.917 s")
    ]


def test_an_overlap_without_room_is_left() -> None:
    fixed = fix(subject(cue("Good morning.", 0, 3_200), cue("Good evening.", 1_000)))
    assert fixed.applied == ()
    assert [one.code for one in fixed.left] == ["timing-overlap"]


def test_an_overlap_is_left_where_its_repair_would_be_too_fast_to_read() -> None:
    text = "Good morning to all of you out there"
    assert made(cue(text, 0, 3_000), cue("Good evening.", 1_600)) == []


def test_a_gap_that_is_too_small() -> None:
    assert made(cue("Good morning.", 0, 2_960), cue("Good evening.", 3_000)) == [
        ("timing-gap", 1, "2.960 s", "2.917 s")
    ]


def test_a_flash_is_closed() -> None:
    assert made(cue("Good morning.", 0, 2_700), cue("Good evening.", 3_000)) == [
        ("timing-flash", 1, "2.700 s", "2.917 s")
    ]
    assert made(cue("Good morning.", 0, 6_800), cue("Good evening.", 7_200)) == []


def test_a_short_cue_stays_longer_where_there_is_room() -> None:
    assert made(cue("Yes.", 0, 400), cue("No.", 9_000)) == [("timing-short", 1, "0.400 s", "1.000 s")]
    assert made(cue("Yes.", 0, 400)) == [("timing-short", 1, "0.400 s", "1.000 s")]
    assert made(cue("Yes.", 0, 400), cue("No.", 1_300)) == [("timing-short", 1, "0.400 s", "1.217 s")]
    assert made(cue("Yes.", 0, 400), cue("No.", 1_050)) == []


def test_frames_are_kept() -> None:
    fps = Fraction(25)
    cues = cue("Good morning.", 0, 3_200), cue("Good evening.", 3_000, 5_000)
    assert times(fix(subject(*cues, fps=fps)).track)[0] == (0, 2_920)


def test_spaces_and_stray_characters() -> None:
    assert made(cue("Good\tmorning,  all.")) == [("text-double-space", 1, "Good\tmorning,  all.", "Good morning, all.")]
    assert made(cue("Good  \x07morning, \ufeffall.")) == [
        ("text-glyphs", 1, "Good  \x07morning, \ufeffall.", "Good morning, all.")
    ]


@pytest.mark.parametrize("text", ["\x07", "Good \ufffd", "GOOD MORNING TO YOU", "(laughs", "the|end", "x" * 50])
def test_words_and_lines_are_left_alone(text: str) -> None:
    checked = subject(cue(text, 0, 5_000))
    fixed = fix(checked)
    assert fixed.track == checked.track
    assert fixed.left == check_subject(checked)


def test_only_selected_rules_are_mended() -> None:
    checked = subject(cue("Too  short.", 0, 400))
    fixed = fix(checked, Selection(ignore=("timing",)))
    assert [one.code for one in fixed.applied] == ["text-double-space"]
    assert times(fixed.track) == [(0, 400)]


def test_what_writing_settles_and_what_a_person_must_see() -> None:
    repairs = tuple(repair(code, line) for line, code in enumerate(("bom", "numbering", "cut-off", "empty-cue"), 1))
    fixed = fix(subject(cue("Good morning."), repairs=repairs))
    assert [(one.code, one.line) for one in fixed.applied] == [("file-bom", 1), ("file-numbering", 2)]
    assert {one.code for one in fixed.left} == {"file-truncated", "text-empty"}


def test_a_repair_that_would_bring_up_a_finding_is_not_made() -> None:
    """Without its spaces the text would fit on one line, which is another matter of taste."""
    text = "The  harbour   lies right|below the  old  town."
    assert made(cue(text, 0, 5_000)) == []


@st.composite
def subjects(draw: st.DrawFn) -> Subject:
    """Cues in any order, with faults of time and text."""
    gaps = st.sampled_from([-3_000, -400, 0, 40, 83, 84, 200, 499, 500, 1_500, 4_000])
    lengths = st.sampled_from([1, 300, 998, 1_000, 1_500, 2_500, 6_900, 7_200])
    line = st.lists(word_texts | st.sampled_from(["a  b", "x\ty", "\x07", "yes.", "the"]), min_size=1, max_size=6)
    frame = draw(st.sampled_from([1, 1, 40]))  # times may lie on frames of which nobody is told
    clock, cues = 4_000, []
    for _ in range(draw(st.integers(0, 7) | st.integers(10, 14))):
        clock = max(0, clock + draw(gaps) // frame * frame)
        length = -(-draw(lengths) // frame) * frame
        lines = draw(st.lists(line.map(" ".join), min_size=1, max_size=2))
        cues.append(Cue(span=TimeSpan(clock, clock + length), lines=tuple(lines)))
        clock += length
    fps = draw(st.sampled_from([None, Fraction(25), Fraction(24_000, 1_001)]))
    return subject(*draw(st.permutations(cues)), language=draw(st.sampled_from(["en", None])), fps=fps)


def unspaced(track: Track) -> Counter[str]:
    """The texts of a track without white space and control characters."""
    kept = ("".join(c for c in one.text if not c.isspace() and c.isprintable()) for one in track.cues)
    return Counter(kept)


@given(subjects())
@settings(max_examples=50, deadline=None)
def test_mending_does_no_harm(checked: Subject) -> None:
    before = Counter(one.code for one in check_subject(checked))
    fixed = fix(checked)
    after = Counter(one.code for one in fixed.left)
    assert after <= before
    assert after["file-order"] == 0
    assert Counter(one.span.start_ms for one in fixed.track.cues) == Counter(
        one.span.start_ms for one in checked.track.cues
    )
    assert unspaced(fixed.track) == unspaced(checked.track)
    assert (fixed.track == checked.track) == (fixed.applied == ())


@given(subjects())
@settings(max_examples=40, deadline=None)
def test_mending_twice_changes_nothing_more(checked: Subject) -> None:
    once = fix(checked)
    twice = fix(replace(checked, track=once.track, repairs=()))
    assert twice.track == once.track
    assert twice.applied == ()
    assert twice.left == once.left
