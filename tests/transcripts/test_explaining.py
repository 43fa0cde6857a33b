"""Which layout explains a text best, and what its labels are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts import UnknownNameError
from transcripts.reading.document import Line
from transcripts.reading.layouts import HOST, LAYOUTS, UNLABELLED, explain
from transcripts.reading.plain import lines_of

NAMES = ("Mara Quist", "Tobin Arle", "Mara Quist", "Ines Calder", "Tobin Arle", "Mara Quist")
SAID = ("We left at dawn.", "Who is we?", "My brother and I.", "So did I, you know.", "No.", "Yes, it rained.")


def written(pattern: str) -> str:
    """A dialogue in a layout; ``pattern`` has places for the name and the words."""
    return "\n\n".join(
        pattern.format(name=name, caps=name.upper(), nick=name.split()[0].lower(), said=said)
        for name, said in zip(NAMES, SAID, strict=True)
    )


@pytest.mark.parametrize(
    ("layout", "pattern"),
    [
        ("colon", "{caps}: {said}"),
        ("colon", "{name}: {said}"),
        ("colon", "{name} : {said}"),
        ("colon", "{name}：{said}"),
        ("colon", "[{name}]: {said}"),
        ("colon", "{name} (00:12:33): {said}"),
        ("colon", "{name}: [12:33] {said}"),
        ("colon", "{name} (Quay Labs): {said}"),
        ("colon", "1. {name}: {said}"),
        ("name-lines", "{name}\n{said}"),
        ("name-lines", "{name}  0:12\n{said}"),
        ("name-lines", "{name} | 0:12\n{said}"),
        ("name-lines", "({name})\n{said}"),
        ("chevrons", ">> {caps} {said}"),
        ("separators", "{name} - {said}"),
        ("separators", "<{nick}> {said}"),
        ("columns", "00:12\t{name}\t{said}"),
        ("dashes", "- {said}"),
        ("dashes", "— {said}"),
    ],
)
def test_each_layout_is_told_and_its_words_are_those_after_the_labels(layout: str, pattern: str) -> None:
    explained = explain(lines_of(written(pattern)))
    assert explained.layout == layout
    rests = [label.rest for label in explained.labels.values()]
    named = {label.written for label in explained.labels.values() if label.written}
    if layout == "name-lines":
        assert rests == [""] * len(SAID)
    elif layout != "chevrons":
        assert rests == list(SAID)
    if layout not in ("chevrons", "dashes") and "{nick}" not in pattern:
        assert {name.title().split(" (")[0] for name in named} == set(NAMES)


@pytest.mark.parametrize(
    "remark",
    [
        "Note: it was late.",
        "10:30 is when it began.",
        "https://example.org is where it is.",
        "Act One: the storm.",
        "Re: your letter, no.",
        "John 3:16 was on the wall.",
        "The score was 3:2.",
        "He said: Come here.",
        '"Bob: come here," she said.',
        "THIS IS NO DRILL AT ALL. RUN.",
        "- a list",
        "1. a list",
    ],
)
@pytest.mark.parametrize("pattern", ["{caps}: {said}", "{name}: {said}", "{name}  0:12\n{said}"])
def test_what_looks_like_a_label_and_is_none(pattern: str, remark: str) -> None:
    text = written(pattern)
    plain = explain(lines_of(text))
    dressed = explain(lines_of(f"{text}\n\n{remark}\n\n{text}"))
    assert dressed.layout == plain.layout
    assert [label.key for label in dressed.labels.values()] == 2 * [label.key for label in plain.labels.values()]


def test_labels_within_a_line_begin_lines_of_their_own() -> None:
    explained = explain(lines_of("MARA: So. TOBIN: Yes? MARA: It left. [laughter] TOBIN: Oh. MARA: Indeed."))
    assert [(label.written, label.rest) for label in explained.labels.values()] == [
        ("MARA", "So."),
        ("TOBIN", "Yes?"),
        ("MARA", "It left. [laughter]"),
        ("TOBIN", "Oh."),
        ("MARA", "Indeed."),
    ]


def test_a_label_behind_an_opening_sound() -> None:
    explained = explain(lines_of("[MUSIC PLAYING] MARA: Hello.\n\nTOBIN: Hi.\n\nMARA: So."))
    assert [line.text for line in explained.lines][:2] == ["[MUSIC PLAYING]", "MARA: Hello."]
    assert list(explained.labels) == [1, 2, 3]


def test_two_voices_in_one_line() -> None:
    explained = explain(lines_of("- Thanks, Mara.\n- Any time. - It was a joy.\n- Bye."))
    assert [label.rest for label in explained.labels.values()] == [
        "Thanks, Mara.",
        "Any time.",
        "It was a joy.",
        "Bye.",
    ]


def test_those_who_ask_without_a_name_between_those_who_have_one() -> None:
    text = "MS. ARLE: So.\n\nQ Will it rain?\n\nMS. ARLE: It will.\n\nQ When?\n\nQ And where?\n\nMS. ARLE: Here."
    explained = explain(lines_of(text))
    assert [label.written for label in explained.labels.values()] == ["MS. ARLE", "Q", "MS. ARLE", "Q", "Q", "MS. ARLE"]


def test_questions_and_answers_among_named_voices() -> None:
    text = "\n\n".join(
        ["MR. OAK: Good morning.", "Q. Your name?", "A. Mara.", "Q. Your trade?", "A. Nets.", "MR. OAK: So."]
    )
    assert len(explain(lines_of(text)).labels) == 6


def test_a_host_without_a_label() -> None:
    turns = [
        "MARA: It began so.",
        "How did it?",
        "MARA: With a storm.",
        "In May?",
        "MARA: In June.",
        "So late?",
        "MARA: Yes.",
    ]
    labels = explain(lines_of("\n\n".join(turns))).labels
    assert [label.key == HOST for label in labels.values()] == [False, True, False, True, False, True, False]


def test_further_paragraphs_of_a_turn_are_no_host() -> None:
    turns = [
        "MARA: It began so.",
        "It was late.",
        "TOBIN: Oh.",
        "MARA: In May.",
        "Or June.",
        "TOBIN: I see.",
        "MARA: Yes.",
    ]
    assert len(explain(lines_of("\n\n".join(turns))).labels) == 5


@given(st.lists(st.text(max_size=30), max_size=20), st.sampled_from([None, UNLABELLED, *(one.name for one in LAYOUTS)]))
def test_any_lines_are_explained_and_none_is_lost(texts: list[str], pinned: str | None) -> None:
    lines = lines_of("\n".join(texts))
    explained = explain(lines, pinned)
    assert set(explained.labels) <= set(range(len(explained.lines)))
    assert "".join("".join(line.text.split()) for line in explained.lines) == "".join(
        "".join(line.text.split()) for line in lines
    )


def test_an_unknown_layout_is_an_error() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'colon'"):
        explain((Line(number=1, text="a"),), "colons")
