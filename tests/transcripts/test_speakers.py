"""Labels to speakers: one person under several labels, and never two persons under one."""

import pytest

from transcripts.speakers import PageText, identify, split_role


def names(labels: list[str], notes: str = "", said: dict[str, str] | None = None) -> list[str]:
    speakers, _ = identify(labels, PageText(notes=notes, said=said or {}))
    return [speakers[label].name for label in labels]


@pytest.mark.parametrize(
    ("labels", "notes", "expected"),
    [
        (["ANN OAK, GUEST", "BOB", "OAK"], "", ["Ann Oak", "Bob", "Ann Oak"]),
        (["Ann Oak", "Bob", "Ann"], "", ["Ann Oak", "Bob", "Ann Oak"]),
        (["ANN OAK", "TOM OAK", "OAK"], "", ["Ann Oak", "Tom Oak", "Oak"]),
        (["OAK", "ELM", "OAK"], "Hosted by Ann B. Oak.", ["Ann B. Oak", "Elm", "Ann B. Oak"]),
        (["OAK", "TOM OAK, GUEST"], "Hosted by Ann B. Oak. The guest is Tom Oak.", ["Ann B. Oak", "Tom Oak"]),
        (["OAK-ROTH", "ELM"], "Our correspondents Ann Oak-Roth, Joe Elm and Ed Ash.", ["Ann Oak-Roth", "Joe Elm"]),
        (["OAK"], "With Ann Oak and Tom Oak.", ["Oak"]),
        (["OAK", "OAK"], "With Ann Oak. By Annette Oak.", ["Annette Oak", "Annette Oak"]),
        (["ANONYMOUS", "O'NEIL", "McKAY"], "", ["Anonymous", "O'Neil", "McKay"]),
    ],
)
def test_names(labels: list[str], notes: str, expected: list[str]) -> None:
    assert names(labels, notes) == expected


def test_a_speaker_can_introduce_themselves_but_not_name_another() -> None:
    said = {"OAK": "I'm Ann Oak.", "ELM": "Tom Elm wrote a book on trees."}
    assert names(["OAK", "ELM"], said=said) == ["Ann Oak", "Elm"]


def test_an_ambiguous_label_is_a_warning() -> None:
    _, warnings = identify(["ANN OAK", "TOM OAK", "OAK"], PageText(said={}))
    assert warnings == ("the label 'OAK' could be Ann Oak or Tom Oak; kept as a speaker of its own",)


@pytest.mark.parametrize(
    ("label", "parts"),
    [
        ("ANN OAK, HOST", ("ANN OAK", "HOST")),
        ("Ann Oak (Host)", ("Ann Oak", "Host")),
        ("Ann Oak - Host", ("Ann Oak", "Host")),
        ("ANN", ("ANN", None)),
    ],
)
def test_roles(label: str, parts: tuple[str, str | None]) -> None:
    assert split_role(label) == parts
