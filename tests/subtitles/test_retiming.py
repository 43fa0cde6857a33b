"""Existing captions at the times of their audio: nothing but times changes, and what was not heard is told."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subtitles import Cue, Track, named_style
from subtitles.checking import AudioEvidence, HeardCue
from subtitles.retiming import Reordered, Retimed, retimed
from tests.subtitles.strategies import cue_tuples
from transcripts import TimeSpan

_STYLE = named_style("youtube")
_DURATION_MS = 300_000


def _cue(text: str, start_ms: int, end_ms: int) -> Cue:
    return Cue(span=TimeSpan(start_ms, end_ms), lines=tuple(text.split("|")))


def _retimed(cues: Sequence[Cue], spans: Sequence[TimeSpan | None]) -> Retimed:
    heard = AudioEvidence(
        cues=tuple(HeardCue(span=span) for span in spans), speech=(), untranscribed=(), duration_ms=_DURATION_MS
    )
    return retimed(Track(cues=tuple(cues), language="en"), heard, _STYLE)


def test_cues_begin_on_their_first_word_and_linger_as_the_style_allows() -> None:
    cues = [
        replace(_cue("Good morning,|and welcome.", 9_000, 9_500), speaker="Khan", id="7", source_line=3),
        _cue("It rains.", 9_600, 12_000),
    ]
    found = _retimed(cues, [TimeSpan(1_000, 2_400), TimeSpan(20_000, 20_600)])
    assert [cue.span.start_ms for cue in found.track.cues] == [1_000, 20_000]
    assert all(heard <= cue.span.end_ms for cue, heard in zip(found.track.cues, (2_400, 20_600), strict=True))
    assert [replace(cue, span=before.span) for cue, before in zip(found.track.cues, cues, strict=True)] == cues
    assert (found.numbers, found.estimated, found.reordered) == ((1, 2), (), ())


def test_what_was_not_heard_stands_between_its_neighbours_in_proportion() -> None:
    cues = [_cue("First.", 0, 2_000), _cue("[rain]", 5_000, 7_000), _cue("Last.", 10_000, 12_000)]
    found = _retimed(cues, [TimeSpan(1_000, 2_000), None, TimeSpan(21_000, 22_000)])
    assert found.track.cues[1].span.start_ms == pytest.approx(11_000, abs=1)
    assert found.estimated == (1,)


def test_what_was_not_heard_at_either_end_moves_with_its_neighbour() -> None:
    cues = [_cue("[music]", 1_000, 3_000), _cue("First.", 5_000, 7_000), _cue("[applause]", 9_000, 11_000)]
    found = _retimed(cues, [None, TimeSpan(5_700, 6_500), None])
    assert [cue.span.start_ms for cue in found.track.cues] == [1_700, 5_700, 9_700]
    assert found.estimated == (0, 2)


def test_a_sound_between_passages_that_were_parted_stays_with_the_nearer() -> None:
    cues = [_cue("First.", 0, 2_000), _cue("[rain]", 2_500, 3_500), _cue("Last.", 10_000, 12_000)]
    found = _retimed(cues, [TimeSpan(1_000, 2_000), None, TimeSpan(200_000, 201_000)])
    assert found.track.cues[1].span.start_ms == 3_500


def test_a_passage_that_is_said_elsewhere_goes_there() -> None:
    cues = [_cue(f"Cue number {at}.", at * 5_000, at * 5_000 + 3_000) for at in range(10)]
    places = [0, 1, 2, 6, 7, 8, 9, 3, 4, 5]  # the last three are said before the four
    found = _retimed(cues, [TimeSpan(place * 5_000, place * 5_000 + 2_000) for place in places])
    assert found.numbers == (1, 2, 3, 8, 9, 10, 4, 5, 6, 7)
    assert found.reordered == (Reordered(first=8, last=10, now=4),)
    assert [cue.span.start_ms for cue in found.track.cues] == [place * 5_000 for place in range(10)]


def test_evidence_of_another_track_is_refused() -> None:
    with pytest.raises(ValueError, match="evidence of 1 cues for 2"):
        _retimed([_cue("One.", 0, 1_000), _cue("Two.", 2_000, 3_000)], [None])


@given(cue_tuples(), st.data())
def test_no_cue_is_lost_or_changed_and_none_overlap(cues: tuple[Cue, ...], data: st.DataObject) -> None:
    spans = st.builds(
        lambda start, length: TimeSpan(start, start + length), st.integers(0, 200_000), st.integers(1, 50_000)
    )
    heard = data.draw(st.lists(st.none() | spans, min_size=len(cues), max_size=len(cues)))
    found = _retimed(cues, heard)
    ours = Counter((cue.lines, cue.speaker, cue.label) for cue in found.track.cues)
    assert ours == Counter((cue.lines, cue.speaker, cue.label) for cue in cues)
    assert sorted(found.numbers) == list(range(1, len(cues) + 1))
    assert [cues[number - 1].lines for number in found.numbers] == [cue.lines for cue in found.track.cues]
    assert all(a.span.end_ms <= b.span.start_ms for a, b in pairwise(found.track.cues))
    assert len(found.estimated) == sum(span is None for span in heard)
