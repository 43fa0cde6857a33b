"""The table of rules, and the families file, timing and reading: what breaks each rule and what just does not."""

import re
from collections import Counter
from fractions import Fraction
from itertools import accumulate, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from subtitles import RULES, Cue, Severity, check, compose, named_style
from subtitles.checking import Quality, Selection, check_subject, fix
from subtitles.checking.check import every_finding
from subtitles.checking.repairs import OTHER, RULE_OF_REPAIR, SETTLED_BY_WRITING
from tests.subtitles.checking.making import STYLE, cue, found, of, repair, subject, values
from tests.subtitles.strategies import cue_tuples, timed_transcripts, word_texts
from transcripts import TimedTranscript, TimeSpan
from transcripts.errors import UnknownNameError
from transcripts.reading.captions.repairs import REFUSED, REPAIR_KINDS

CRITERIA = {"1.2.1", "1.2.2", "1.2.3", "1.3.1", "3.1.1", "3.1.2"}


@pytest.mark.parametrize("code", RULES)
def test_every_rule_says_what_it_asks_and_what_it_rests_on(code: str) -> None:
    rule = RULES[code]
    assert rule.code == code
    assert re.fullmatch(r"[a-z]+-[a-z]+(-[a-z]+)*", code)
    assert rule.family == code.split("-")[0]
    assert rule.title
    assert not rule.title.endswith(".")
    assert len(rule.source) > 15
    assert isinstance(rule.quality, Quality)
    assert set(rule.wcag) <= CRITERIA
    if rule.limit_field is not None:
        assert hasattr(STYLE, rule.limit_field)


@pytest.mark.parametrize("code", [code for code, rule in RULES.items() if rule.limit_field])
def test_a_limit_of_a_style_is_no_failure_of_wcag_and_has_the_source_of_the_style(code: str) -> None:
    rule = RULES[code]
    field = rule.limit_field
    assert rule.wcag == ()
    assert rule.severity is not Severity.ERROR
    if field is not None and field in STYLE.sources:
        assert STYLE.sources[field].url in rule.source_in(STYLE)


def test_every_reading_speed_says_how_it_is_counted() -> None:
    assert all(rule.counting for rule in RULES.values() if rule.family == "reading")


def test_repairs_are_of_rules_that_there_are() -> None:
    assert {code for code in RULE_OF_REPAIR.values() if code} | {OTHER} <= set(RULES)
    assert set(RULE_OF_REPAIR) >= SETTLED_BY_WRITING


def test_every_kind_of_repair_has_a_rule_or_is_allowed_on_purpose() -> None:
    assert set(RULE_OF_REPAIR) == set(REPAIR_KINDS)
    silent = {code for code, rule in RULE_OF_REPAIR.items() if rule is None}
    assert not silent & REFUSED


def test_cues_that_keep_to_everything() -> None:
    cues = (
        cue("Good morning, welcome back.", 0, 2_000, speaker="Amara Khan", label="Amara Khan:"),
        cue("Today we look at the harbour,|and at those who work there.", 2_083, 5_083, speaker="Amara Khan"),
        cue("[A ship's horn]", 6_000, 8_000, kind="sound"),
    )
    assert check(cues, language="en") == ()


def test_findings_stand_in_the_order_of_the_cues_then_by_code() -> None:
    late, early = cue("Too  late", 5_000, 5_100), cue("Too  early", 0, 100)
    places = [(finding.cue or 0, finding.code) for finding in check((late, early))]
    assert places == sorted(places)
    assert {number for number, _ in places} == {1, 2}


def test_check_takes_a_style_or_its_name() -> None:
    cues = (cue("A line that is much longer than any style but this one would ever accept"),)
    assert check(cues, "youtube") == check(cues, STYLE)
    with pytest.raises(UnknownNameError, match="youtube"):
        check(cues, "yotube")


# file

FROM_REPAIRS = sorted((repaired, code) for repaired, code in RULE_OF_REPAIR.items() if code)


@pytest.mark.parametrize(("repaired", "code"), [*FROM_REPAIRS, ("something-new", OTHER)])
def test_what_the_reader_put_right_is_found(repaired: str, code: str) -> None:
    checked = subject(cue("Good morning."), repairs=(repair(repaired, 7, "as it was"),))
    assert [(one.line, one.message) for one in of(code, checked)] == [(7, "as it was")]


@pytest.mark.parametrize("allowed", [code for code, rule in RULE_OF_REPAIR.items() if rule is None])
def test_what_a_format_may_have_is_no_finding(allowed: str) -> None:
    assert check_subject(subject(cue("Good morning."), repairs=(repair(allowed),))) == ()


def test_a_repair_is_told_with_its_cue() -> None:
    cues = (cue("One thing.", 0, source_line=2), cue("Another thing.", 9_000, source_line=6))
    lines = [of("file-numbering", subject(*cues, repairs=(repair("numbering", line),)))[0].cue for line in (1, 2, 5, 8)]
    assert lines == [1, 1, 2, 2]
    assert of("text-empty", subject(*cues, repairs=(repair("empty-cue", 4),)))[0].cue is None


def test_a_file_without_cues() -> None:
    assert [finding.code for finding in check(())] == ["file-empty"]


def test_order() -> None:
    cues = (cue("First.", 5_000), cue("Second.", 4_999, 6_499), cue("Third.", 5_000))
    assert values(found("file-order", *cues)) == [(2, -1, 0, "ms")]
    assert found("file-order", cue("First.", 5_000), cue("Second.", 5_000)) == []


# timing


def test_overlap() -> None:
    assert values(found("timing-overlap", cue("First.", 0, 3_001), cue("Second.", 3_000))) == [(1, 1, 0, "ms")]
    assert found("timing-overlap", cue("First.", 0, 3_000), cue("Second.", 3_000)) == []


def test_overlap_is_seen_in_a_file_that_is_out_of_order() -> None:
    assert values(found("timing-overlap", cue("Second.", 3_000), cue("First.", 0, 3_200))) == [(2, 200, 0, "ms")]


def test_short() -> None:
    assert values(found("timing-short", cue("Yes.", 0, 998))) == [(1, 998, 1_000, "ms")]
    assert found("timing-short", cue("Yes.", 0, 999)) == []  # frames are no whole milliseconds
    assert found("timing-short", cue("Yes.", 0, 900), min_duration_ms=833) == []


def test_long() -> None:
    assert values(found("timing-long", cue("Yes.", 0, 7_002))) == [(1, 7_002, 7_000, "ms")]
    assert found("timing-long", cue("Yes.", 0, 7_001)) == []


def test_gap() -> None:
    assert values(found("timing-gap", cue("One.", 0, 2_000), cue("Two.", 2_081))) == [(1, 81, 83, "ms")]
    assert found("timing-gap", cue("One.", 0, 2_000), cue("Two.", 2_082)) == []
    assert found("timing-gap", cue("One.", 0, 2_000), cue("Two.", 1_999)) == []  # that is an overlap


def test_gap_counts_frames_where_their_rate_is_known() -> None:
    cues = cue("One.", 0, 2_000), cue("Two.", 2_066, 4_066)
    assert found("timing-gap", *cues, fps=Fraction(30)) == []
    assert values(found("timing-gap", *cues, fps=Fraction(25))) == [(1, 66, 80, "ms")]


@pytest.mark.parametrize(("fps", "limit"), [(Fraction(25), 80), (Fraction(30_000, 1_001), 67), (Fraction(24), 83)])
def test_times_on_frames_tell_the_rate_that_gaps_are_counted_at(fps: Fraction, limit: int) -> None:
    cues = [cue("Yes.", round(100 * at / fps * 1000), round((100 * at + 98) / fps * 1000)) for at in range(20)]
    assert found("timing-gap", *cues) == []
    closer = cue("Yes.", cues[-1].span.end_ms + round(1000 / fps), cues[-1].span.end_ms + 3_000)
    assert values(found("timing-gap", *cues, closer)) == [(20, round(1000 / fps), limit, "ms")]
    assert found("timing-frames", *cues, cue("Yes.", 100_007, 103_011)) == []  # nobody asked for frames


def test_a_gap_of_three_frames_is_a_flash() -> None:
    ntsc = Fraction(24_000, 1_001)
    frames = [round(at / ntsc * 1000) for at in (0, 48, 50, 98, 101, 150, 161, 200, 212, 250)]
    cues = [cue("Yes.", start, end) for start, end in zip(frames[::2], frames[1::2], strict=True)]
    assert [one.cue for one in found("timing-flash", *cues, fps=ntsc)] == [2, 3]


def test_flash() -> None:
    assert values(found("timing-flash", cue("One.", 0, 2_000), cue("Two.", 2_498))) == [(1, 498, 500, "ms")]
    assert found("timing-flash", cue("One.", 0, 2_000), cue("Two.", 2_499)) == []
    assert found("timing-flash", cue("One.", 0, 6_900), cue("Two.", 7_200)) == []  # closing it would be too long


def test_a_gap_is_no_flash_for_a_frame_where_nothing_tells_how_long_frames_are() -> None:
    assert values(found("timing-flash", cue("One.", 0, 2_000), cue("Two.", 2_126))) == [(1, 126, 500, "ms")]
    assert found("timing-flash", cue("One.", 0, 2_000), cue("Two.", 2_125)) == []
    assert found("timing-flash", cue("One.", 0, 2_000), cue("Two.", 2_042), min_gap_ms=0, min_gap_frames=None) == []


def _with_gaps(*gaps_ms: int) -> list[Cue]:
    starts_ms = accumulate((1_911 + gap_ms for gap_ms in gaps_ms), initial=0)
    return [cue("Yes.", start_ms, start_ms + 1_911) for start_ms in starts_ms]


def test_gaps_of_its_own_are_one_finding_of_a_file() -> None:
    gaps = [0, 301, 3_007] * 20
    cues = _with_gaps(*gaps)
    checked = subject(*cues)
    whole = TimeSpan(0, cues[57].span.end_ms)
    (close,), (flash,) = of("timing-gap", checked), of("timing-flash", checked)
    assert (close.cue, close.measured, close.limit, close.span) == (None, 0, 83, whole)
    assert (flash.cue, flash.measured, flash.limit) == (None, 301, 500)
    assert "20 of 60 are 0.000 s" in close.message
    assert [one.code for one in every_finding(checked)].count("timing-flash") == 20


def test_slips_in_a_file_that_keeps_to_the_style_are_told_one_by_one() -> None:
    assert len(found("timing-flash", *_with_gaps(*[83, 301, 83] * 25))) == 25
    assert len(found("timing-gap", *_with_gaps(*[0] * 19))) == 19


def test_a_habit_is_told_whatever_else_is_asked() -> None:
    checked = subject(*_with_gaps(*[0, 301, 301, 83] * 20))
    (finding,) = check_subject(checked, Selection(select=("timing-gap",)))
    assert finding.cue is None


def test_gaps_of_its_own_are_fixed_cue_by_cue() -> None:
    fixed = fix(subject(*_with_gaps(*[0, 301] * 20)), Selection(select=("timing",)))
    assert Counter(one.code for one in fixed.applied) == {"timing-gap": 20, "timing-flash": 20}
    assert fixed.left == ()


def test_frames() -> None:
    ntsc = Fraction(24_000, 1_001)
    assert values(found("timing-frames", cue("Yes.", 1_001, 2_010), fps=ntsc)) == [(1, 8.0, 1, "ms")]
    assert found("timing-frames", cue("Yes.", 1_001, 2_002), fps=ntsc) == []
    assert found("timing-frames", cue("Yes.", 1_001, 2_010)) == []


# reading


def test_characters_a_second() -> None:
    assert values(found("reading-cps", cue("x" * 41, 0, 2_000))) == [(1, 20.5, 20, "characters a second")]
    assert found("reading-cps", cue("x" * 40, 0, 2_000)) == []
    assert found("reading-cps", cue("x" * 400, 0, 2_000), max_cps=None) == []


def test_labels_count_and_line_breaks_do_not() -> None:
    assert found("reading-cps", cue("x" * 20 + "|" + "x" * 20, 0, 2_000)) == []
    assert values(found("reading-cps", cue("x" * 36, 0, 2_000, label="Lee:"))) == [(1, 20.5, 20, "characters a second")]


def test_full_width_characters_count_twice() -> None:
    assert values(found("reading-cps", cue("日" * 21, 0, 2_000), language="ja"))[0][1] == 21


def test_a_speed_never_reads_like_its_limit() -> None:
    assert "20.1" in found("reading-cps", cue("x" * 200 + "y", 0, 10_000))[0].message


def test_words_a_minute() -> None:
    spoken = cue("one two three four five", 0, 1_500)
    assert values(found("reading-wpm", spoken, max_wpm=199)) == [(1, 200, 199, "words a minute")]
    assert found("reading-wpm", spoken, max_wpm=200) == []
    assert found("reading-wpm", spoken) == []


# everything


@given(cue_tuples(), st.sampled_from(["en", "fr", "ja", None]))
@settings(max_examples=60, deadline=None)
def test_any_cues_can_be_checked(cues: tuple[Cue, ...], language: str | None) -> None:
    for finding in check(cues, language=language):
        assert finding.code in RULES
        assert finding.severity is RULES[finding.code].severity
        assert finding.message
        assert finding.suggestion.endswith((".", "?", "…", ")"))
        assert finding.cue is None or 1 <= finding.cue <= len(cues)
        assert (finding.measured is None) == (finding.limit is None) == (finding.unit is None)


@given(st.lists(st.tuples(st.integers(0, 9_000), st.integers(1, 9_000), word_texts), max_size=9))
@settings(max_examples=100, deadline=None)
def test_cues_in_any_order_can_be_checked(rows: list[tuple[int, int, str]]) -> None:
    cues = tuple(cue(text.replace("|", "/"), start_ms, start_ms + length_ms) for start_ms, length_ms, text in rows)
    codes = Counter(finding.code for finding in check(cues))
    in_time = sorted(cues, key=lambda one: one.span.start_ms)
    assert codes["timing-overlap"] == sum(a.span.end_ms > b.span.start_ms for a, b in pairwise(in_time))
    assert codes["timing-long"] == sum(one.span.duration_ms > 7_001 for one in cues)


@given(timed_transcripts())
@settings(max_examples=40, deadline=None)
def test_composed_cues_have_order_and_room(timed: TimedTranscript) -> None:
    cues = compose(timed, named_style("youtube"))
    codes = {finding.code for finding in check(cues, language=timed.transcript.language)}
    assert not codes & {"file-order", "timing-overlap", "file-syntax", "timing-long", "layout-two-speakers"}
