"""Cleaned transcripts: reading them again gives what was understood."""

from hypothesis import given
from hypothesis import strategies as st

from transcripts import Transcript, Turn, read_text
from transcripts.cleaned import to_markdown, to_text

_SAID = st.sampled_from(
    ["We left at dawn.", "Why?", "It rained. It poured.", "A *star*, an_underscore and [the mayor].", "No."]
)
_VOICES = st.sampled_from(["Mara Quist", "Tobin Arle", "Ines Calder"])
_DIALOGUE = st.lists(st.tuples(_VOICES, st.lists(_SAID, min_size=1, max_size=3)), min_size=2, max_size=8)


def understood(transcript: Transcript) -> list[tuple[str | None, str]]:
    names = {speaker.id: speaker.name for speaker in transcript.speakers}
    said: list[tuple[str | None, str]] = []
    for turn in transcript.turns:
        name = names[turn.speaker] if turn.speaker else None
        if said and said[-1][0] == name:
            said[-1] = (name, f"{said[-1][1]} {turn.text}")
        else:
            said.append((name, turn.text))
    return said


@given(_DIALOGUE)
def test_what_is_written_is_read_the_same(dialogue: list[tuple[str, list[str]]]) -> None:
    opening = [("Mara Quist", ["So."]), ("Tobin Arle", ["Yes."])] * 2  # enough for the layout to be evident
    turns = [f"{name}: " + "\n\n".join(said) for name, said in [*opening, *dialogue]]
    transcript = read_text("\n\n".join(turns), "talk.txt", "en")
    for written in (to_text(transcript), to_markdown(transcript)):
        again = read_text(written, "again", "en")
        assert understood(again) == understood(transcript)


def test_sounds_notes_and_unnamed_voices_are_kept() -> None:
    transcript = read_text(">> MARA: So [sic] it is. (applause)\n\n>> Who is that?\n\n>> MARA: Nobody.", "talk.txt")
    assert to_text(transcript) == "Mara: So [sic] it is.\n\n[applause]\n\n>> Who is that?\n\nMara: Nobody.\n"


def test_only_turns_and_sounds_are_written() -> None:
    transcript = read_text("ANN: So.\n\nBOB: No.\n\nANN: Bye.\n\n© 2031 Tide", "talk.txt")
    assert "2031" not in to_text(transcript)
    assert all(item.text in to_text(transcript) for item in transcript.items if isinstance(item, Turn))
