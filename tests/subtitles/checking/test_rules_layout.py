"""The family layout: lines and breaks."""

import pytest

from subtitles import Cue
from tests.subtitles.checking.making import cue, found, values

HARBOUR = "Today we look at the harbour"
FLASK = "There is a very old flask of the captain."


def running(*texts: str, speaker: str | None = None) -> tuple[Cue, ...]:
    """Cues that follow each other closely, each for as long as it takes to read."""
    cues: list[Cue] = []
    for text in texts:
        cues.append(cue(text, cues[-1].span.end_ms + 83 if cues else 0, speaker=speaker))
    return tuple(cues)


def test_lines() -> None:
    three = cue("One thing that is said here,|another thing that is said,|and a third one.")
    assert values(found("layout-lines", three)) == [(1, 3, 2, "lines")]
    assert found("layout-lines", three, max_lines=3) == []
    labelled = cue("One thing that is said here,|another thing that is said.", label="Lee:", label_place="above")
    assert values(found("layout-lines", labelled)) == [(1, 3, 2, "lines")]


def test_line_length() -> None:
    assert values(found("layout-line-length", cue("x" * 43))) == [(1, 43, 42, "characters")]
    assert found("layout-line-length", cue("x" * 42)) == []
    assert values(found("layout-line-length", cue("x" * 38, label="Lee:"))) == [(1, 43, 42, "characters")]
    assert values(found("layout-line-length", cue("日" * 22), language="ja"))[0][1] == 44


def test_every_long_line_is_told() -> None:
    long = found("layout-line-length", cue("x" * 43 + "|short|" + "y" * 50))
    assert [(one.measured, one.excerpt[0]) for one in long] == [(43, "x"), (50, "y")]


def test_one_line() -> None:
    assert values(found("layout-one-line", cue("The harbour lies|below the old town."))) == [(1, 36, 42, "characters")]
    assert found("layout-one-line", cue("The harbour lies just right|below the old town.")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Is it far?|It is not.",  # a new sentence on a new line
        "-Is it far|-Not at all",
        "Lee is here.|Khan: Not yet",
        "♪ Row, row|♪ row your boat",
    ],
)
def test_lines_with_a_reason_stay_two(text: str) -> None:
    assert found("layout-one-line", cue(text)) == []


def test_two_voices_and_sounds_stay_two_lines() -> None:
    assert found("layout-one-line", cue("Yes|No", line_speakers=("Lee", "Khan"))) == []
    assert found("layout-one-line", cue("[Thunder,|rain]", kind="sound")) == []


def test_balance() -> None:
    unbalanced = found("layout-balance", cue("Well then,|the boats had left, and the harbour lay"))
    assert values(unbalanced) == [(1, 0.256, 0.5, "shorter by longer line")]
    assert unbalanced[0].suggestion == "Break after “left,”."
    assert found("layout-balance", cue("Well then, the boats had left,|and the harbour lay")) == []


def test_balance_does_not_ask_for_a_break_that_parts_more() -> None:
    assert found("layout-balance", cue("Well, yes,|the harbour authority has always had walls")) == []


def test_orphan() -> None:
    lonely = cue("And so they came home again, the captain|slept")
    assert values(found("layout-orphan", lonely)) == [(1, 1, 2, "words on a line")]
    assert found("layout-orphan", cue("And so they came home again,|the captain slept")) == []
    assert found("layout-balance", lonely) == []
    assert found("layout-orphan", cue("Gordon:|\"There's iron, they say, in all our blood,")) == []
    assert found("layout-orphan", cue("Donaudampfschifffahrt|Gesellschaftskapitänsmütze"), language="de") == []


def test_bad_break_of_lines() -> None:
    parted = found("layout-bad-break", cue("The old boats had left the|harbour quite empty that day"))
    assert [(one.cue, one.excerpt) for one in parted] == [(1, "the | harbour")]
    assert parted[0].suggestion == "Break after “left”."
    assert found("layout-bad-break", cue("The boats had left|the harbour before the storm began")) == []


def test_a_line_may_begin_with_what_opens_a_phrase() -> None:
    assert (
        found("layout-bad-break", cue("The old boats came so very slowly through|with all their nets on board")) == []
    )


def test_a_bad_break_that_cannot_be_helped_is_none() -> None:
    word = "Donaudampfschifffahrtsgesellschaft"
    assert found("layout-bad-break", cue(f"the|{word}xyz")) == []


def test_bad_break_of_cues() -> None:
    texts = "The boats had already left the", "harbour before the storm began to blow."
    parted = found("layout-bad-break", *running(*texts))
    assert [(one.cue, one.excerpt) for one in parted] == [(1, "the | harbour")]
    better = "The boats had already left", "the harbour before the storm began to blow."
    assert found("layout-bad-break", *running(*better)) == []


def test_a_pause_or_another_voice_excuses_a_bad_break() -> None:
    first, second = running("The boats had already left the", "harbour before the storm began to blow.")
    late = cue("harbour before the storm began to blow.", first.span.end_ms + 1_600)
    assert found("layout-bad-break", first, late) == []
    other = cue("harbour before the storm began to blow.", second.span.start_ms, speaker="Lee")
    assert found("layout-bad-break", first, other) == []


def test_without_a_language_nothing_is_said_of_grammar() -> None:
    parted = cue("The boats had left the|harbour before the storm began")
    assert found("layout-bad-break", parted, language=None) == []
    assert found("layout-balance", cue("Well then,|the boats had left, and the harbour lay"), language=None) == []
    assert found("layout-orphan", cue("And so they came home again, the captain|slept"), language=None) == []


def test_mid_sentence_for_the_beginning_of_the_next() -> None:
    texts = "which is how I solved this. And what I", "also noticed there was the light."
    parted = found("layout-mid-sentence", *running(*texts))
    assert values(parted) == [(1, 3, 0, "words")]
    assert parted[0].suggestion == "Break after “this.”."
    better = "which is how I solved this.", "And what I also noticed there was the light."
    assert found("layout-mid-sentence", *running(*better)) == []


def test_mid_sentence_for_the_end_of_the_one_before() -> None:
    texts = "And what I noticed was the blue", "light. Then it went on for an hour and a half."
    parted = found("layout-mid-sentence", *running(*texts))
    assert values(parted) == [(1, 1, 0, "words")]
    assert parted[0].suggestion == "Break after “light.”."


def test_a_sentence_end_out_of_reach_is_no_fault() -> None:
    full = "light went on and off and on, as it always|did when the boats had come into the bay."
    texts = "which is how I solved this. And so the blue", full
    assert found("layout-mid-sentence", *running(*texts)) == []


def test_two_speakers() -> None:
    speakers = ("Lee", "Khan")
    shared = cue("Is it far?|Not at all.", line_speakers=speakers)
    assert values(found("layout-two-speakers", shared)) == [(1, 2, 1, "speakers")]
    assert found("layout-two-speakers", cue("Is it far?|Not at all.", dash="-", line_speakers=speakers)) == []
    assert found("layout-two-speakers", cue("-Is it far?|-Not at all.", line_speakers=speakers)) == []
    assert found("layout-two-speakers", cue("Is it far?|KHAN: Not at all.", line_speakers=speakers)) == []
    assert found("layout-two-speakers", cue("Is it far?|I wonder.", line_speakers=("Lee", "Lee"))) == []
