"""Two short turns in one cue, labels in their forms, and cues that there is no time for."""

from dataclasses import replace

import pytest

from subtitles import Cue, Style, compose, named_style
from subtitles.styles import LabelForm
from tests.subtitles.test_compose import SPEAKERS, Said, timed

STYLE = replace(named_style("youtube"), two_speakers="dash")
WELCOME: tuple[Said, ...] = (
    ("a", "Welcome back to the harbour, everybody.", 0, 300),
    ("b", "Thank you, I am glad to be here again.", 2_500, 300),
)
QUESTION: tuple[Said, ...] = (("a", "Are you coming?", 6_000, 250), ("b", "In a minute.", 6_800, 250))


def captions(*said: Said, style: Style = STYLE) -> tuple[Cue, ...]:
    return compose(timed(*said), style)


def dashed(cues: tuple[Cue, ...]) -> list[tuple[str, ...]]:
    return [cue.shown_lines for cue in cues if cue.dash]


def test_a_question_and_its_answer_share_a_cue() -> None:
    *_, cue = captions(*WELCOME, *QUESTION)
    assert cue.shown_lines == ("-Are you coming?", "-In a minute.")
    assert cue.line_speakers == ("Amara Khan", "Ben Ruiz")
    assert cue.label is None
    assert cue.span.start_ms == 6_000


def test_the_dash_is_that_of_the_style() -> None:
    spaced = replace(STYLE, two_speakers="spaced-dash")
    assert dashed(captions(*WELCOME, *QUESTION, style=spaced)) == [("- Are you coming?", "- In a minute.")]
    assert not dashed(captions(*WELCOME, *QUESTION, style=replace(STYLE, two_speakers="apart")))


@pytest.mark.parametrize(
    "said",
    [
        QUESTION,
        (*WELCOME, ("c", "Who is there?", 5_500, 100), *QUESTION),
        (*WELCOME, QUESTION[0], ("b", "In a minute.", 8_000, 250)),
        (*WELCOME, QUESTION[0], ("b", "In a minute, but not before I have found my other shoe.", 6_800, 150)),
        (*WELCOME, QUESTION[0], ("a", "In a minute.", 6_800, 250)),
        (*WELCOME, ("b", "Are you coming?", 6_000, 250), ("a", "In a minute.", 6_800, 250)),
        (*WELCOME, (None, "Are you coming?", 6_000, 250), ("b", "In a minute.", 6_800, 250)),
    ],
    ids=[
        "not named yet", "three people", "not close", "too long", "one speaker", "not the other's turn", "nobody named",
    ],
)  # fmt: skip
def test_where_dashes_would_not_tell_who_speaks_each_has_a_cue(said: tuple[Said, ...]) -> None:
    assert not dashed(captions(*said))


def test_where_every_cue_has_a_label_none_is_shared() -> None:
    assert not dashed(captions(*WELCOME, *QUESTION, style=replace(STYLE, speaker_labels="always")))


def test_where_none_has_a_label_the_first_can_be_shared() -> None:
    assert dashed(captions(*QUESTION, style=replace(STYLE, speaker_labels="never")))


def test_after_two_in_one_cue_the_next_turn_has_its_label() -> None:
    *_, last = captions(*WELCOME, *QUESTION, ("a", "Then let us all go home.", 9_000, 300))
    assert last.label == "Khan:"


def test_a_brief_cue_shares_one_with_the_end_of_a_longer_turn() -> None:
    said: tuple[Said, ...] = (
        ("a", "It was a long day for all of us on the water. Was it not?", 0, 250),
        ("b", "Yes.", 3_500, 250),
        ("a", "So the ferry had to wait for more than an hour.", 3_750, 250),
    )
    lines = dashed(captions(*said, style=replace(STYLE, speaker_labels="never")))
    assert lines == [("-Was it not?", "-Yes.")]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("name", ("Amara Khan:", "Khan:")),
        ("capitals", ("AMARA KHAN:", "KHAN:")),
        ("chevrons", (">> AMARA KHAN:", ">> KHAN:")),
        ("brackets", ("[Amara Khan]", "[Khan]")),
        ("parentheses", ("(Amara Khan)", "(Khan)")),
    ],
)
def test_a_label_has_the_form_of_the_style(form: LabelForm, expected: tuple[str, str]) -> None:
    style = replace(STYLE, label_form=form, speaker_labels="always")
    cues = captions(("a", "We came back early. Nobody had expected that.", 0, 500), style=style)
    assert tuple(cue.label for cue in cues) == expected


def test_capitals_follow_the_language() -> None:
    said = timed(("a", "Merhaba.", 0, 500))
    speakers = (replace(SPEAKERS[0], name="Deniz Işık"), *SPEAKERS[1:])
    turkish = replace(said, transcript=replace(said.transcript, language="tr", speakers=speakers))
    assert compose(turkish, replace(STYLE, label_form="capitals"))[0].label == "DENİZ IŞIK:"


def test_a_name_that_no_line_holds_is_the_short_one_from_the_start() -> None:
    style = replace(STYLE, max_chars_per_line=10)
    assert captions(("a", "We came back.", 0, 500), style=style)[0].label == "Khan:"


def test_a_style_of_one_line_has_the_label_on_it() -> None:
    style = replace(STYLE, max_lines=1, max_chars_per_line=32)
    for cue in captions(("a", "We came back early because of the storm on the river.", 0, 300), style=style):
        assert len(cue.shown_lines) == 1


def test_a_label_counts_towards_the_reading_speed() -> None:
    with_label, without = (
        captions(("a", "We came back.", 0, 100), style=replace(STYLE, speaker_labels=labels, max_cps=10))[0].span
        for labels in ("always", "never")
    )
    assert with_label.duration_ms == (13 + len("Amara Khan: ")) * 100
    assert without.duration_ms == 13 * 100


def test_a_brief_cue_joins_its_neighbour_in_the_turn() -> None:
    said: tuple[Said, ...] = (
        ("b", "They sell the fish at the highest price.", 0, 250),
        ("a", "Right. That is simple economics, as they say.", 2_000, 250),
    )
    cues = captions(*said)
    assert min(cue.span.duration_ms for cue in cues) >= STYLE.min_duration_ms
    assert [cue.speaker for cue in cues] == ["Ben Ruiz", "Amara Khan"]
    assert cues[1].text == said[1][1]
