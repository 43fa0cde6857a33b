"""Editors' notes in captions."""

from dataclasses import replace

import pytest

from subtitles import compose, named_style
from subtitles.composing.notes import is_for_the_page, placed_words
from tests.subtitles.test_compose import timed
from transcripts import Note, TimedTranscript

STYLE = named_style("youtube")


def noted(text: str, *notes: tuple[str, int], paragraphs: tuple[int, ...] = (0,)) -> TimedTranscript:
    said = timed(("a", text, 0, 300))
    (turn,) = said.transcript.turns
    turn = replace(
        turn, notes=tuple(Note(text=note, before_word=at) for note, at in notes), paragraph_starts=paragraphs
    )
    return replace(said, transcript=replace(said.transcript, items=(turn,)))


def captions(said: TimedTranscript) -> str:
    return " / ".join(cue.text for cue in compose(said, replace(STYLE, speaker_labels="never")))


@pytest.mark.parametrize(
    "note",
    ["[inaudible]", "[inaudible 00:03:11]", "[expletive]", "[through interpreter]", "[Ann: Mm-hmm.]", "[聞き取れず]",
     "[unverständlich]", "(неразборчиво)", "[edited]", "[notable pause]", "[speaks Kazakh]", "[off-mic]",
     "[name redacted]", "[audio cuts out]", "[Sichuan dialect]"],
)  # fmt: skip
def test_what_tells_of_what_is_heard_is_shown(note: str) -> None:
    assert not is_for_the_page(note)
    assert captions(noted("We went there.", (note, 2))) == f"We went {note} there."


@pytest.mark.parametrize(
    "note",
    ["[sic]", "(ph)", "[ph.]", "(sp?)", "[?", "?]", "[12]", "[00:03:11]", "¹²", "[…]", "[p. 12]", "(Seite 4)",
     "[https://example.org/a]", "[Editor's note: he means 1999.]", "[Ed. note: 1999]", "[Anm. d. Red.]", "[原文ママ]",
     "(emphasis added)", "[End of recording]", "[Ende der Aufnahme]", "[Примечание: 1999]", "[sic],"],
)  # fmt: skip
def test_what_means_something_on_a_page_alone_is_not(note: str) -> None:
    assert is_for_the_page(note)
    assert captions(noted("We went there.", (note, 2))) == "We went there."


def test_a_note_stands_at_its_place() -> None:
    assert (
        captions(noted("We went there.", ("[one]", 0), ("[two]", 1), ("[three]", 3)))
        == "[one] We [two] went there. [three]"
    )


def test_a_note_at_the_start_of_a_paragraph_goes_with_what_follows() -> None:
    first, second = placed_words(
        noted("Done. Next.", ("[through interpreter]", 1), paragraphs=(0, 1)).timed_turns[0], 42
    )
    assert (first.text, second.text) == ("Done.", "[through interpreter] Next.")


def test_a_note_beside_words_that_were_not_said_leans_on_the_nearest_that_was() -> None:
    said = noted("We never went there.", ("[inaudible]", 2))
    timings = (
        said.timings[0],
        replace(said.timings[1], span=None),
        replace(said.timings[2], span=None),
        said.timings[3],
    )
    assert captions(replace(said, timings=timings)) == "We [inaudible] there."
    unsaid = tuple(replace(timing, span=None) for timing in said.timings)
    assert captions(replace(said, timings=unsaid)) == ""


def test_a_note_never_moves_the_time_of_a_cue() -> None:
    with_note = noted(
        "We went there and then came back to the harbour again, all of us.", ("[inaudible]", 0), ("[all]", 14)
    )
    (first, *_, last) = compose(with_note, STYLE)
    assert first.span.start_ms == 0
    assert last.span.end_ms == 14 * 300 + STYLE.linger_ms
    assert "[inaudible]" in first.text
    assert last.text.endswith("[all]")


def test_a_note_and_its_word_are_never_parted() -> None:
    said = noted("We went there and then we all came back again to the old harbour of that town by night.",
                 *(("[inaudible at 00:03]", at) for at in range(1, 18)))  # fmt: skip
    for cue in compose(said, STYLE):
        assert all(line.endswith("00:03]") for line in cue.lines[:-1])


def test_a_note_that_fits_no_line_is_divided() -> None:
    note = "[" + "through an interpreter who is not always heard " * 3 + "at all]"
    cues = compose(noted("We went there.", (note, 2)), STYLE)
    assert " ".join(cue.text for cue in cues) == f"We went {note} there."
    assert all(len(line) <= 42 for cue in cues for line in cue.shown_lines)
    assert all(cue.span.duration_ms > 0 for cue in cues)
    assert cues[0].span.start_ms == 0
