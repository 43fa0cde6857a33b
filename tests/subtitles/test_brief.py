"""Cues that there is no time for join their neighbours."""

from dataclasses import replace

import pytest

from subtitles import named_style
from subtitles.breaking.phrasing import Phrasing
from subtitles.breaking.segment import PlacedWord
from subtitles.composing.brief import join_brief
from subtitles.composing.draft import Divider, Draft
from transcripts import TimeSpan, Word

STYLE = named_style("youtube")
DIVIDER = Divider(Phrasing("en"), STYLE)


def draft(lines: str, at: int, *, start_ms: int, turn: int = 0) -> Draft:
    """A cue of lines, a bar between them, from word ``at`` of a turn on; a word takes 100 ms."""
    texts = lines.replace("|", " ").split()
    spans = [TimeSpan(start_ms + k * 100, start_ms + (k + 1) * 100) for k in range(len(texts))]
    words = tuple(PlacedWord(word=Word(text=text), span=span) for text, span in zip(texts, spans, strict=True))
    heard = TimeSpan(start_ms, spans[-1].end_ms)
    return Draft(heard=heard, place=(turn, at), lines=tuple(lines.split("|")), words=words, speaker="Amara Khan")


def joined(*drafts: Draft, brief: int) -> list[tuple[str, ...]]:
    return [one.lines for one in join_brief(drafts, DIVIDER, {brief})]


def test_a_brief_cue_goes_on_one_line_with_the_next() -> None:
    assert joined(draft("Right.", 0, start_ms=0), draft("Let us go.", 1, start_ms=100), brief=0) == [
        ("Right. Let us go.",)
    ]


def test_or_above_it() -> None:
    following = draft("Let us all go to the harbour and wait.", 1, start_ms=100)
    assert joined(draft("Right.", 0, start_ms=0), following, brief=0) == [("Right.", following.lines[0])]


def test_or_the_lines_are_filled_anew() -> None:
    following = draft("Now let us all go there|and wait for the ferry.", 1, start_ms=100)
    (lines,) = joined(draft("Right.", 0, start_ms=0), following, brief=0)
    assert lines == ("Right. Now let us all go there", "and wait for the ferry.")


def test_or_it_joins_the_one_before() -> None:
    full = "It was the summer of the flood here and no|ferry could cross the river any more now,"
    first, last = draft("We left.", 0, start_ms=0), draft("Right?", 2, start_ms=200)
    after = draft(full, 3, start_ms=300)
    assert joined(first, last, after, brief=1) == [("We left. Right?",), after.lines]


@pytest.mark.parametrize(
    "following",
    [
        draft("Let us go.", 0, start_ms=100, turn=1),
        draft("Let us go.", 1, start_ms=5_000),
        replace(draft("Let us go.", 1, start_ms=100), label="Khan:"),
        Draft(heard=TimeSpan(100, 900), place=(9, 0), lines=("[Laughter]",), kind="sound"),
    ],
    ids=["another turn", "a long pause", "a label of its own", "a sound"],
)
def test_what_is_no_neighbour_is_left_alone(following: Draft) -> None:
    assert joined(draft("Right.", 0, start_ms=0), following, brief=0) == [("Right.",), following.lines]


def test_a_label_takes_room() -> None:
    first = replace(draft("Right.", 0, start_ms=0), label="Amara Khan:")
    following = draft("Let us all go and wait.", 1, start_ms=100)
    (beside,) = join_brief((first, following), DIVIDER, {0})
    assert beside.lines == ("Right. Let us all go and wait.",)
    (two,) = join_brief((first, draft("Let us all go and wait there.", 1, start_ms=100)), DIVIDER, {0})
    assert two.lines == ("Right.", "Let us all go and wait there.")
    above = replace(first, label_place="above")
    assert len(join_brief((above, draft("Let us all go to the harbour and wait.", 1, start_ms=100)), DIVIDER, {0})) == 2


def test_words_without_spaces_are_joined_without_them() -> None:
    first, second = draft("はい。", 0, start_ms=0), draft("行きましょう。", 1, start_ms=100)
    words = tuple(replace(word, word=replace(word.word, joined=True)) for word in second.words)
    (one,) = join_brief((first, replace(second, words=words)), DIVIDER, {0})
    assert one.lines == ("はい。行きましょう。",)
    narrow = Divider(Phrasing("ja"), replace(STYLE, max_chars_per_line=14))
    (two,) = join_brief((first, replace(second, words=words)), narrow, {0})
    assert (two.lines, two.joined_lines) == (("はい。", "行きましょう。"), frozenset({1}))
