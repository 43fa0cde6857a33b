"""Sound cues, editors' notes, and what in brackets is speech."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcripts.sounds import Kind, Piece, bare, is_editors_note, is_sound_line, split_sounds


def shown(text: str) -> list[str]:
    """The pieces, a sound in angle brackets, a note in braces."""
    frames = {Kind.SPOKEN: "{}", Kind.SOUND: "<{}>", Kind.NOTE: "{{{}}}"}
    return [frames[piece.kind].format(piece.text) for piece in split_sounds(text)]


@pytest.mark.parametrize(
    "line",
    [
        "(Theme music in)",
        "[LAUGHTER]",
        "♪ la la ♪",
        "♪",
        "*sighs*",
        "(Beifall im Saal)",
        "[door opens]",
        "(All rise)",
        "(SOUNDBITE OF MUSIC)",
        "(He drops it into the water.)",
        "[Everybody is there. The door is open.]",
        '(SOUNDBITE OF SONG, "LOW TIDE")',
        "(Beifall bei der Fraktion sowie der Abg. Ada Moor [NORDEN])",
        "(Jan Moor [NORDEN]: Das haben wir gehört!)",
        "【笑い】",
        "（拍手）",
        "[BLANK_AUDIO]",
        "[Foreign language]",
        "\\[laughter\\]",
    ],
)
def test_sound_lines(line: str) -> None:
    assert is_sound_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "(I think it was March)",
        "(creo que fue en marzo)",
        "(Really?)",
        "(Yeah.)",
        "[inaudible]",
        "[sic]",
        "[Editor's note: cut.]",
        "Music",
        "(one) and (two)",
        "*really*",
        "(laughs",
        "",
    ],
)
def test_lines_that_are_no_sounds(line: str) -> None:
    assert not is_sound_line(line)


@pytest.mark.parametrize(
    "line", ["[Editor's note: cut.]", "[End of audio]", "(Anm. d. Red.: gekürzt)", "[N. del T.: sic]", "[編注：省略]"]
)
def test_remarks_of_editors(line: str) -> None:
    assert is_editors_note(line)


@pytest.mark.parametrize("line", ["[inaudible]", "[laughs]", "(ph)", "[the president]", "[ed]"])
def test_what_is_no_remark(line: str) -> None:
    assert not is_editors_note(line)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("One (laughs) two.", ["One", "<laughs>", "two."]),
        ("One (laughs), two.", ["One,", "<laughs>", "two."]),
        ("[applause] One.", ["<applause>", "One."]),
        ("[Music]. One.", ["<Music.>", "One."]),
        ('"[laughs] Yes," he said.', ["<laughs>", '"Yes," he said.']),
        ("*sighs* it *really* did", ["<sighs>", "it *really* did"]),
        ("One. [win sound] Two.", ["One.", "<win sound>", "Two."]),
        ("[INTERPOSING VOICES] No.", ["<INTERPOSING VOICES>", "No."]),
        ("Yes [POLTERING] it is.", ["Yes [POLTERING] it is."]),
        ("I was ((lacht)) da.", ["I was", "<lacht>", "da."]),
        ("x [crosstalk 00:01:02] go", ["x", "<crosstalk>", "{00:01:02}", "go"]),
        (":( I was [laughs] sad :)", [":( I was", "<laughs>", "sad :)"]),
    ],
)
def test_sounds_within_a_line(text: str, pieces: list[str]) -> None:
    assert shown(text) == pieces


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("Oui. [rires] Non.", "rires"),
        ("Sí. (Aplausos.) No.", "Aplausos."),
        ("Sim. (risos) Não.", "risos"),
        ("Sì. (risate) No.", "risate"),
        ("Ja. (gelach) Nee.", "gelach"),
        ("Ja. (skratt) Nej.", "skratt"),
        ("Tak. (śmiech) Nie.", "śmiech"),
        ("Ano. (potlesk) Ne.", "potlesk"),
        ("Да. (Смех) Нет.", "Смех"),
        ("Так. (оплески) Ні.", "оплески"),
        ("Evet. (gülüşmeler) Hayır.", "gülüşmeler"),
        ("そうです（笑）はい。", "笑"),
        ("是的。（掌声）不是。", "掌声"),
        ("네. (웃음) 아니요.", "웃음"),
        ("نعم. [ضحك] لا.", "ضحك"),
        ("हाँ। [हँसी] नहीं।", "हँसी"),
    ],
)
def test_sounds_of_many_languages(text: str, sound: str) -> None:
    assert [piece.text for piece in split_sounds(text) if piece.kind is Kind.SOUND] == [sound]


@pytest.mark.parametrize(
    "text",
    [
        "<entering> Hello there.",
        "<to Ross> Hello there.",
        "<Searches in the bag.> Hello there.",
        "It was late. <looking around> Hello there.",
    ],
)
def test_directions_in_round_brackets(text: str) -> None:
    assert shown(text.replace("<", "(").replace(">", ")")) == [
        part for part in re.split(r"(<[^>]+>)|\s(?=<)|(?<=>)\s", text) if part and part.strip()
    ]


@pytest.mark.parametrize(
    "cue", ["Kratzen am Mikrofon", "Kasse klappert", "Zustimmung", "sadly", "claquement de langue"]
)
def test_cues_in_square_brackets_between_sentences(cue: str) -> None:
    assert shown(f"So. [{cue}] Yes.") == ["So.", f"<{cue}>", "Yes."]


@pytest.mark.parametrize(
    "text",
    [
        "(and we went back) It was late.",
        "(I think so) It was late.",
        "(It was late.) Good.",
        "It was. (long story) Then we left.",
        "So. [I mean it] Yes.",
        "So. [Ada Moor] Yes.",
        "So. [four] Yes.",
        "[Harbour] Station is near.",
        "So. (He works at the pier.) Yes.",
        "So. [The] Yes.",
        "So. [Yes] No.",
        "We saw [Leute am Steg] and left.",
    ],
)
def test_asides_between_sentences_stay_words(text: str) -> None:
    assert [piece.kind for piece in split_sounds(text)] == [Kind.SPOKEN]


def test_a_sound_of_another_keeps_who_it_is_of() -> None:
    assert shown("On va [L: [rires]] à Albi.") == ["On va", "<L: [rires]>", "à Albi."]


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("so [inaudible 1:07] it went", ["[inaudible 1:07]"]),
        ("So (inaudible) it went", ["(inaudible)"]),
        ("Smyth (ph) or Smith (sp?) said [sic] so", ["(ph)", "(sp?)", "[sic]"]),
        ("so \\[04:04\\] we [00:12:33] went", ["\\[04:04\\]", "[00:12:33]"]),
        ("Why is that? [66855]", ["[66855]"]),
        ("a word.[1] Another word¹ and 20 km² of it.[^a]", ["[1]", "¹", "[^a]"]),
        ("see it (https://tides.example/a) now", ["(https://tides.example/a)"]),
        ("I saw [? thwart ?] there", ["[?", "?]"]),
        ("Das ist [unverständlich] so", ["[unverständlich]"]),
        ("Да (неразборчиво) нет", ["(неразборчиво)"]),
        ("そう（聞き取れず）です", ["（聞き取れず）"]),
        ("it [Ann: Really?] was", ["[Ann: Really?]"]),
        ("and [[Page S8505]] so, [p. 12] he [Seite 3] said", ["[[Page S8505]]", "[p. 12]", "[Seite 3]"]),
        (
            "In the [foreign language 00:02:14] hood, the [foreign language]",
            ["[foreign language 00:02:14]", "[foreign language]"],
        ),
        ("[-00:01:57:00] so", ["[-00:01:57:00]"]),
        ("a [redacted] name [Editor's note: not hers] here", ["[redacted]", "[Editor's note: not hers]"]),
    ],
)
def test_notes_of_editors(text: str, notes: list[str]) -> None:
    assert [piece.text for piece in split_sounds(text) if piece.kind is Kind.NOTE] == notes


@pytest.mark.parametrize(
    "text",
    [
        "(the music industry) is (GDP) big",
        "it [the boat] went to [companies] of that standard[s]",
        "under 501(c)(3) and (c)(3)",
        "we (I think it was March) left",
        "Ada Moor [NORDEN] and Jan Oak (Greyport) (Lab) spoke",
        "in [2019] we left (laughs",
        "answer the [phone] now",
        "John (3:16) is on the wall",
    ],
)
def test_brackets_that_belong_to_the_sentence_stay_words(text: str) -> None:
    assert split_sounds(text) == (Piece(text=text, kind=Kind.SPOKEN, start=0),)


def test_a_doubtful_word_is_spoken_and_its_marks_are_not() -> None:
    assert shown("I saw [? thwart ?], and") == ["I saw", "{[?}", "thwart,", "{?]}", "and"]


def test_pieces_tell_where_they_start() -> None:
    text = "  One (laughs)  two [sic] three"
    assert all(text.startswith(piece.text, piece.start) for piece in split_sounds(text) if piece.kind is Kind.SPOKEN)


@pytest.mark.parametrize(("mark", "text"), [("[laughs]", "laughs"), ("♪ la ♪", "la"), ("♪", "♪"), ("((x))", "x")])
def test_bare(mark: str, text: str) -> None:
    assert bare(mark) == text


_TEXTS = st.one_of(
    st.text(alphabet="ab.,()[]*♪\\<>{}（）【】¹?:1 \n", max_size=60),
    st.lists(
        st.sampled_from(
            [
                "(laughs)",
                "[sic]",
                " ",
                "one",
                ",",
                ".",
                '"',
                "—",
                "(",
                "]",
                "[? x ?]",
                "♪",
                "*sighs*",
                "[crosstalk 0:01]",
            ]
        ),
        max_size=20,
    ).map("".join),
    st.text(max_size=40),
)


@settings(max_examples=300)
@given(_TEXTS)
def test_every_character_is_in_one_piece(text: str) -> None:
    pieces = split_sounds(text)
    found = Counter("".join("".join(piece.text for piece in pieces).split()))
    written = Counter("".join(text.split()))
    assert not found - written, "a piece holds what the text does not"
    assert set(written - found) <= set("()[]*♪\\<>{}（）【】［］〔〕〈〉♫♬🎵🎶")
    letters = [char for piece in pieces for char in piece.text if char.isalpha()]
    assert letters == [char for char in text if char.isalpha()]
    assert all(piece.text.strip() == piece.text != "" for piece in pieces)


@pytest.mark.parametrize("part", ["(", "[", "*a", "♪", "(a", "[[a]", "((((a)", "(laughs) ", "<a", "\\["])
def test_a_million_brackets_lose_nothing(part: str) -> None:
    text = part * (200_000 // len(part))
    words = sum(piece.text.count("a") for piece in split_sounds(text))
    assert words == text.count("a")
