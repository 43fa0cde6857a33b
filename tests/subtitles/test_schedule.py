"""Cues are shown on what is heard, long enough, and never two at once."""

from dataclasses import replace
from fractions import Fraction
from itertools import accumulate, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from subtitles import Style, named_style
from subtitles.composing.frames import Grid
from subtitles.composing.schedule import Heard, show_times
from transcripts import TimeSpan

STYLE = named_style("youtube")
FILM = Fraction(24000, 1001)
END_MS = 600_000
RATES = st.sampled_from([None, Fraction(24), FILM, Fraction(25), Fraction(30000, 1001), Fraction(60)])


def heard(*spans: tuple[int, int], chars: int = 10) -> list[Heard]:
    return [Heard(TimeSpan(start, end), chars, 2) for start, end in spans]


def shown(cues: list[Heard], style: Style = STYLE, end_ms: int = END_MS) -> list[tuple[int, int]]:
    return [(span.start_ms, span.end_ms) for span in show_times(cues, end_ms, style)]


any_heard = st.lists(
    st.builds(
        lambda start, length, chars, slack: Heard(
            TimeSpan(start, min(start + length, END_MS)), chars, chars // 5, slack
        ),
        st.integers(0, END_MS - 1) | st.integers(END_MS - 3_000, END_MS - 1),
        st.integers(1, 20_000),
        st.integers(1, 90),
        st.sampled_from([0, 0, 0, 2_000]),
    ),
    max_size=12,
).map(lambda cues: sorted(cues, key=lambda cue: cue.span.start_ms))


@settings(max_examples=100, deadline=None)
@given(cues=any_heard, fps=RATES)
def test_whatever_is_heard_cues_ascend_within_the_audio_and_the_longest_duration(
    cues: list[Heard], fps: Fraction | None
) -> None:
    times = shown(cues, replace(STYLE, fps=fps))
    assert len(times) == len(cues)
    assert all(start < end <= start + STYLE.max_duration_ms for start, end in times)
    assert all(end <= following for (_, end), (following, _) in pairwise(times))
    assert all(end <= END_MS for _, end in times)


@settings(max_examples=60, deadline=None)
@given(cues=any_heard, fps=RATES)
def test_no_cue_is_earlier_than_the_style_allows(cues: list[Heard], fps: Fraction | None) -> None:
    frame_ms = 0 if fps is None else 1000 / fps
    for cue, (start, _) in zip(cues, shown(cues, replace(STYLE, fps=fps)), strict=True):
        assert start >= cue.span.start_ms - STYLE.max_lead_ms - frame_ms


@settings(max_examples=100, deadline=None)
@given(rows=st.lists(st.tuples(st.integers(0, 900), st.integers(1_200, 6_000)), min_size=1, max_size=12), fps=RATES)
def test_where_nobody_interrupts_all_limits_hold(rows: list[tuple[int, int]], fps: Fraction | None) -> None:
    style = replace(STYLE, fps=fps)
    ends = list(accumulate(pause + length for pause, length in rows))
    cues = heard(*((end - length, end) for end, (_, length) in zip(ends, rows, strict=True)))
    times = shown(cues, style)
    frame_ms = 0 if fps is None else 1000 / fps
    for cue, (start, end) in zip(cues, times, strict=True):
        assert abs(start - cue.span.start_ms) <= frame_ms + Fraction(1, 2)
        assert style.min_duration_ms <= end - start <= style.max_duration_ms
    for (_, end), (following, _) in pairwise(times):
        gap_ms = following - end
        assert gap_ms >= style.gap_ms - 1  # that of whole frames may be a fraction of a millisecond less
        assert gap_ms <= style.gap_ms + frame_ms + 1 or gap_ms >= style.chain_gap_ms - 1


@settings(max_examples=100, deadline=None)
@given(ms=st.integers(0, 10**9), fps=RATES)
def test_a_frame_contains_its_time_and_comes_back_to_itself(ms: int, fps: Fraction | None) -> None:
    grid = Grid.of(fps)
    rate = fps or Fraction(1000)
    assert grid.floor(ms) / rate * 1000 <= ms < (grid.floor(ms) + 1) / rate * 1000
    assert grid.ceil(ms) - grid.floor(ms) == (0 if (ms * rate / 1000).denominator == 1 else 1)
    assert abs(grid.ms(grid.floor(ms)) - grid.floor(ms) * 1000 / rate) <= Fraction(1, 2)


def test_frames_of_film_are_rounded_from_exact_times() -> None:
    hour_ms = 3_600_000
    ((start, end),) = shown(heard((hour_ms + 10, hour_ms + 2000)), replace(STYLE, fps=FILM), 2 * hour_ms)
    frame = hour_ms * 24 // 1001  # at 3,599,971.4 ms, not at 86,313 times 42 ms
    assert (start, frame) == (3_599_971, 86_313)
    assert (end * FILM / 1000 - round(end * FILM / 1000)) * 1000 / FILM <= Fraction(1, 2)


def test_a_cue_lingers_for_reading_and_never_into_the_next() -> None:
    slow, fast = heard((0, 2000), chars=20), heard((0, 2000), chars=60)
    assert shown(slow) == [(0, 2500)]
    assert shown(fast) == [(0, 3000)]
    assert shown([*fast, *heard((2800, 6000), chars=60)])[0] == (0, 2717)


def test_words_a_minute_count_as_well() -> None:
    style = replace(STYLE, max_cps=None, max_wpm=120)
    assert shown([Heard(TimeSpan(0, 1000), 40, 8)], style) == [(0, 4000)]


@pytest.mark.parametrize(
    ("next_ms", "end"),
    [(2900, 2817), (3050, 2500), (2500, 2417)],
    ids=["a small gap is closed", "a wide one is kept", "no room to linger"],
)
def test_gaps_are_closed_or_kept(next_ms: int, end: int) -> None:
    assert shown(heard((0, 2000), (next_ms, next_ms + 2000)))[0] == (0, end)


def test_a_gap_that_cannot_be_closed_is_widened() -> None:
    (first, second) = shown(heard((0, 6500), (7300, 9000)))
    assert first == (0, 6800)
    assert second[0] == 7300


def test_a_short_cue_takes_the_silence_before_it_even_where_the_last_one_lingers() -> None:
    first, short, _ = shown(heard((0, 2000), (3200, 3400), (3400, 6000)))
    assert short == (2700, 3400)  # half a second early, and the next two frames late
    assert first == (0, 2617)


def test_the_cue_before_is_read_or_heard_before_it_gives_time_away() -> None:
    first, short, _ = shown([*heard((0, 2000), chars=38), *heard((2000, 2600), (2600, 6000))])
    assert first == (0, 1900)
    assert short == (1983, 2600)


def test_two_frames_that_nobody_sees_make_a_fast_cue_readable() -> None:
    delayed = shown([*heard((0, 2000), chars=39), *heard((2000, 6000))])
    assert delayed == [(0, 1950), (2033, 6500)]
    hopeless = shown([*heard((0, 2000), chars=45), *heard((2000, 6000))])
    assert hopeless == [(0, 1917), (2000, 6500)]


def test_no_cue_is_a_mere_flash() -> None:
    flash = shown(heard((0, 2000), (2000, 2100), (2100, 5000), chars=38))
    assert [end - start for start, end in flash][1] == 500


def test_who_interrupts_waits_until_the_first_can_be_read() -> None:
    first, second = shown([*heard((0, 4000), chars=40), *heard((1000, 6000))])
    assert first == (0, 2000)
    assert second[0] == 2083


def test_an_interruption_is_not_later_than_a_second_and_a_half() -> None:
    first, second = shown([*heard((0, 9000), chars=80), *heard((1000, 6000))])
    assert first == (0, 2417)
    assert second[0] == 2500


def test_a_sound_waits_for_words_and_gives_way_to_words() -> None:
    sound = Heard(TimeSpan(700, 6000), 10, 1, slack_ms=4300)
    before, shown_sound, after = shown([*heard((0, 700)), sound, *heard((6000, 6500), (6500, 9000))])[:3]
    assert before == (0, 1000)
    assert shown_sound == (1083, 5417)
    assert after == (5500, 6500)


def test_many_voices_at_once_still_follow_each_other() -> None:
    times = shown(heard(*((5000, 5001) for _ in range(300))), end_ms=6000)
    assert all(a[1] <= b[0] for a, b in pairwise(times))
    assert times[-1][1] <= 6000


def test_more_cues_than_there_is_time_for_are_all_shown() -> None:
    assert len(shown(heard(*((0, 1) for _ in range(20))), end_ms=5)) == 20
