"""Who speaks in captions whose text says so, and what of a line is a label."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from subtitles.cue import Cue, CueKind
from subtitles.text_speakers import TextSpeakers, speakers_in_text
from subtitles.track import Track
from transcripts.timing import TimeSpan

Part = tuple[str, str, str | None]  # label, text, speaker


def of(*texts: str) -> TextSpeakers:
    cues = (
        Cue(
            span=TimeSpan(2000 * i, 2000 * i + 1900),
            lines=tuple(text.split("\n")),
            kind="sound" if text == "[music]" else "speech",
        )
        for i, text in enumerate(texts)
    )
    return speakers_in_text(Track(cues=tuple(cues)))


def parts(found: TextSpeakers) -> list[Part]:
    return [(part.label, part.text, part.speaker) for lines in found.cues for line in lines for part in line]


def test_names_with_colons_on_changes() -> None:
    found = of(
        "MARA QUIST: Okay,  now.", "MARA: [laughs] Yes.", "And so.", "[music]", "TOBIN ARLE: Note: no.", "TOBIN: I see."
    )
    assert parts(found) == [
        ("MARA QUIST: ", "Okay,  now.", "Mara Quist"),
        ("MARA: ", "[laughs] Yes.", "Mara Quist"),
        ("", "And so.", "Mara Quist"),
        ("", "[music]", None),
        ("TOBIN ARLE: ", "Note: no.", "Tobin Arle"),
        ("TOBIN: ", "I see.", "Tobin Arle"),
    ]
    assert (found.layout, found.speakers) == ("colon", ("Mara Quist", "Tobin Arle"))
    assert [line[0].begins_turn for lines in found.cues for line in lines] == [True, True, False, False, True, True]


def test_chevrons() -> None:
    found = of(">> ELIN: Welcome back", "to the show.", ">> Thanks.", "It is good.", ">> ELIN: Yes.")
    assert parts(found) == [
        (">> ELIN: ", "Welcome back", "Elin"),
        ("", "to the show.", "Elin"),
        (">> ", "Thanks.", None),
        ("", "It is good.", None),
        (">> ELIN: ", "Yes.", "Elin"),
    ]
    assert [cue.lines[0] for cue in found.unlabelled_track().cues] == [
        "Welcome back",
        "to the show.",
        ">> Thanks.",
        "It is good.",
        "Yes.",
    ]


@pytest.mark.parametrize("form", ["[{}] ", "({}) ", "({})\n", "[{}]\n"])
def test_names_in_brackets(form: str) -> None:
    ann, bob = form.format("Ann Lee"), form.format("Bob")
    found = of(f"{ann}Hello there.", f"{bob}Hi, you.", "[laughs]", f"{ann}So.", f"{bob}Yes.")
    assert found.speakers == ("Ann Lee", "Bob")
    assert [(cue.speaker, cue.lines) for cue in found.unlabelled_track().cues if "laughs" not in cue.text] == [
        ("Ann Lee", ("Hello there.",)),
        ("Bob", ("Hi, you.",)),
        ("Ann Lee", ("So.",)),
        ("Bob", ("Yes.",)),
    ]


def test_dashes_tell_of_two_voices() -> None:
    found = of("- Hi there.\n- Hello.", "How are you?", "-Fine.\n-Good.", "- And now? - Yes.", "–5 degrees\n-- so")
    assert found.layout == "dashes"
    assert parts(found) == [
        ("- ", "Hi there.", None),
        ("- ", "Hello.", None),
        ("", "How are you?", None),
        ("-", "Fine.", None),
        ("-", "Good.", None),
        ("- ", "And now? ", None),
        ("- ", "Yes.", None),
        ("", "–5 degrees", None),
        ("", "-- so", None),
    ]
    assert found.unlabelled_track() == found.track


def test_dashes_with_names() -> None:
    found = of("- MARA: Hello.\n- TOM: Hi.", "MARA: So what?\n- TOM: Nothing.")
    cues = found.unlabelled_track().cues
    assert [(cue.lines, cue.line_speakers, cue.dash) for cue in cues] == [
        (("Hello.", "Hi."), ("Mara", "Tom"), "- "),
        (("So what?", "Nothing."), ("Mara", "Tom"), "- "),
    ]


def test_a_name_within_a_line() -> None:
    found = of("Sana: It is.", "Bob: Ok. Sana: Yes.", "Bob: Good.", "Sana: Bye.")
    assert parts(found)[1:3] == [("Bob: ", "Ok. ", "Bob"), ("Sana: ", "Yes.", "Sana")]
    cue = found.unlabelled_track().cues[1]
    assert (cue.lines, cue.line_speakers) == (("Ok.", "Yes."), ("Bob", "Sana"))


@pytest.mark.parametrize(
    "texts",
    [
        ("It's 10:30 now.", "Note: that was fine.", "He said: go.", "see https://a.example"),
        ("Sometimes\nI think", "Well", "Sometimes", "that it is\nSo", "Well"),
        ("OUR WAY OF WORKING\nWe meet on Mondays.", "and on Fridays", "OUR WAY OF WORKING\nWe talk a lot.", "All day."),
        ("[Whispering] Come.", "[Whispering] Go.", "[Laughing] No.", "[Laughing] Yes."),
        ("MUSIC: low strings", "One.", "MUSIC: fades", "Two."),
        ("One.\ntwo", "- three"),
    ],
)
def test_what_is_no_label(texts: tuple[str, ...]) -> None:
    found = of(*texts)
    assert (found.layout, found.speakers) == ("unlabelled", ())
    assert found.unlabelled_track() == found.track


def test_what_only_sounds_have_is_no_voice() -> None:
    rows: list[tuple[str, CueKind, str | None]] = [
        ("THEME TUNE IN: “LOW TIDE”", "sound", None),
        ("And so we came back.", "speech", "Mara"),
        ("We saw nobody.", "speech", "Tom"),
        ("THEME TUNE IN: “LOW TIDE”", "sound", None),
    ]
    cues = tuple(
        Cue(span=TimeSpan(2000 * at, 2000 * at + 1900), lines=(text,), speaker=speaker, kind=kind)
        for at, (text, kind, speaker) in enumerate(rows)
    )
    assert speakers_in_text(Track(cues=cues)).speakers == ("Mara", "Tom")


def test_a_label_stays_where_a_sound_is_all_its_cue_has() -> None:
    found = of("MARA: Good morning.", "MARA: [laughs]", "TOM: Fine.")
    laughing = replace(found.track.cues[1], kind="sound")
    track = replace(found.track, cues=(found.track.cues[0], laughing, found.track.cues[2]))
    assert parts(speakers_in_text(track)) == parts(found)


def test_voices_of_the_markup_win() -> None:
    spans = [TimeSpan(1000 * i, 1000 * i + 900) for i in range(4)]
    cues = (
        Cue(span=spans[0], lines=("Hello.",), speaker="Ann"),
        Cue(span=spans[1], lines=("Yes.", "No."), speaker="Ann", line_speakers=("Ann", "Bob")),
        Cue(span=spans[2], lines=("Well.",), speaker="Bob"),
        Cue(span=spans[3], lines=("So.",)),
    )
    found = speakers_in_text(Track(cues=cues))
    assert [(part.speaker, part.begins_turn) for lines in found.cues for line in lines for part in line] == [
        ("Ann", True),
        ("Ann", False),
        ("Bob", True),
        ("Bob", False),
        (None, False),
    ]
    assert found.unlabelled_track() == found.track


def test_a_cue_that_is_only_a_name_keeps_it() -> None:
    found = of(
        "(Tom Brown)\nHi there, all.",
        "(Ines Calder)",
        "Hello to you.",
        "(Tom Brown)\nIt is good.",
        "(Ines Calder)\nYes.",
    )
    assert [(cue.speaker, cue.lines) for cue in found.unlabelled_track().cues] == [
        ("Tom Brown", ("Hi there, all.",)),
        ("Ines Calder", ("(Ines Calder)",)),
        ("Ines Calder", ("Hello to you.",)),
        ("Tom Brown", ("It is good.",)),
        ("Ines Calder", ("Yes.",)),
    ]


def test_an_empty_track() -> None:
    assert speakers_in_text(Track(cues=())).cues == ()


_line = st.lists(
    st.sampled_from(
        [
            *("ANN: ", "Bob Lee: ", ">> ", "- ", "-", "[Ann] ", "(Bob)", "[music]", "♪", "—"),
            *("one", "two.", "  ", " ", "10:30", "三", "é", "A: ", "Q. ", "\u200f", "\u3000", "?", " - Yes."),
        ]
    ),
    min_size=1,
    max_size=6,
).map(lambda pieces: "".join(pieces).strip())


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(_line.filter(bool), min_size=1, max_size=3).map("\n".join), min_size=1, max_size=8))
def test_the_parts_of_a_line_make_up_the_line(texts: list[str]) -> None:
    found = of(*texts)
    for cue, lines in zip(found.track.cues, found.cues, strict=True):
        assert tuple("".join(part.label + part.text for part in line) for line in lines) == cue.lines
    assert len(found.unlabelled_track().cues) == len(texts)
