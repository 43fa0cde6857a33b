"""Sound cues, and what in brackets is speech."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts.sounds import is_sound_line, split_sounds


@pytest.mark.parametrize(
    "line",
    ["(Theme music in)", "[LAUGHTER]", "♪ la la ♪", "♪", "*sighs*", "(Beifall im Saal)", "[door opens]", "(All rise)"],
)
def test_sound_lines(line: str) -> None:
    assert is_sound_line(line)


@pytest.mark.parametrize(
    "line", ["(I think it was March)", "[inaudible]", "[sic]", "Music", "(one) and (two)", "*really*", ""]
)
def test_lines_that_are_no_sounds(line: str) -> None:
    assert not is_sound_line(line)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("One (laughs) two.", ["One", "<laughs>", "two."]),
        ("One (laughs), two.", ["One,", "<laughs>", "two."]),
        ("[applause] One.", ["<applause>", "One."]),
        ("(the music industry) is (GDP) big", ["(the music industry) is (GDP) big"]),
        ("so [inaudible 1:07] it [the boat] went", ["so [inaudible 1:07] it [the boat] went"]),
        ("*sighs* it *really* did", ["<sighs>", "it *really* did"]),
    ],
)
def test_sounds_within_a_line(text: str, pieces: list[str]) -> None:
    assert [f"<{piece.text}>" if piece.is_sound else piece.text for piece in split_sounds(text)] == pieces


@given(st.text(alphabet="ab.,()[]*♪ laughs", max_size=60))
def test_no_letter_is_lost(text: str) -> None:
    found = "".join(piece.text for piece in split_sounds(text) if piece.text != "sound")
    assert [char for char in found if char.isalpha()] == [char for char in text if char.isalpha()]
