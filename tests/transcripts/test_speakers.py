"""Labels to speakers: one person under several labels, and never two persons under one."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts.model import Speaker
from transcripts.speakers import PageText, first_presented, identify, is_anonymous, key_entry, sole_speaker, split_role

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "transcripts"


def names(labels: list[str], notes: str = "", said: dict[str, str] | None = None) -> list[str]:
    speakers, _ = identify(labels, PageText(notes=notes, said=said or {}))
    return [speakers[label].name for label in labels]


def warnings(labels: list[str], notes: str = "") -> tuple[str, ...]:
    return identify(labels, PageText(notes=notes, said={}))[1]


@pytest.mark.parametrize(
    ("labels", "notes", "expected"),
    [
        (["ANN OAK, GUEST", "BOB", "OAK"], "", ["Ann Oak", "Bob", "Ann Oak"]),
        (["Ann Oak", "Bob", "Ann"], "", ["Ann Oak", "Bob", "Ann Oak"]),
        (["ANN OAK", "TOM OAK", "OAK"], "", ["Ann Oak", "Tom Oak", "Oak"]),
        (["ANN OAK", "OAK", "TOM OAK", "OAK"], "", ["Ann Oak", "Oak", "Tom Oak", "Oak"]),
        (["OAK", "ELM", "OAK"], "Hosted by Ann B. Oak.", ["Ann B. Oak", "Elm", "Ann B. Oak"]),
        (["OAK", "TOM OAK, GUEST"], "Hosted by Ann B. Oak. The guest is Tom Oak.", ["Ann B. Oak", "Tom Oak"]),
        (["OAK-ROTH", "ELM"], "Our correspondents Ann Oak-Roth, Joe Elm and Ed Ash.", ["Ann Oak-Roth", "Joe Elm"]),
        (["OAK"], "With Ann Oak and Tom Oak.", ["Oak"]),
        (["OAK", "OAK"], "With Ann Oak. By Annette Oak.", ["Annette Oak", "Annette Oak"]),
        (["ANONYMOUS", "O'NEIL", "McKAY"], "", ["Anonymous", "O'Neil", "McKay"]),
        (["MS. OAK", "Q"], "A Talk by Press Secretary Jen Oak Aboard Ship One", ["Jen Oak", "Q"]),
        (["ANN", "ELM"], "Ann Talks Trees", ["Ann", "Elm"]),
        (["ANN", "BOB", "OAK"], "With Ann Oak.", ["Ann Oak", "Bob", "Ann Oak"]),
        (["ANN", "OAK", "BOB"], "With Ann Oak.", ["Ann", "Oak", "Bob"]),
        (["A. Oak", "Bob", "Ann Oak", "Ann O."], "", ["Ann Oak", "Bob", "Ann Oak", "Ann Oak"]),
        (["佐伯太郎", "田中", "佐伯さん"], "", ["佐伯太郎", "田中", "佐伯太郎"]),
        (["王", "李"], "嘉宾：李大力", ["王", "李大力"]),
    ],
)
def test_names(labels: list[str], notes: str, expected: list[str]) -> None:
    assert names(labels, notes) == expected


@pytest.mark.parametrize(
    ("label", "said", "name"),
    [
        ("OAK", "I'm Ann Oak.", "Ann Oak"),
        ("Ann", "Hello, my name is\nAnn, Oak, and then", "Ann Oak"),
        ("Anna", "Ich bin Anna Eiche und", "Anna Eiche"),
        ("Anne", "Je m’appelle Anne du Chêne.", "Anne du Chêne"),
        ("Ana", "Hola, me llamo Ana Roble.", "Ana Roble"),
        ("Anna", "Mi chiamo Anna Quercia.", "Anna Quercia"),
        ("Anna", "Ik ben Anna van der Eik.", "Anna van der Eik"),
        ("Anna", "Jag heter Anna Ek.", "Anna Ek"),
        ("Анна", "Привет, меня зовут Анна Дуб.", "Анна Дуб"),
        ("Anna", "Nazywam się Anna Dąb.", "Anna Dąb"),
        ("王", "大家好，我是王小明，欢迎。", "王小明"),
        ("佐伯", "私は佐伯太郎です。", "佐伯太郎"),
        ("سارة", "مرحبا، اسمي سارة خالد، أهلا", "سارة خالد"),
        ("ELM", 'He said, "I am Tom Elm", and left.', "Elm"),
        ("ELM", "Tom Elm wrote a book on trees.", "Elm"),
        ("ANN", "I am Ann Oak. She said that I am Ann Elm.", "Ann"),
    ],
)
def test_a_speaker_can_introduce_themselves_but_not_name_another(label: str, said: str, name: str) -> None:
    assert names([label, "BOB"], said={label: said}) == [name, "Bob"]


def test_metadata_tells_full_names() -> None:
    page = PageText(notes="Ann Elm is mentioned.", people=("Ann Oak", "Bob Ash"), said={})
    speakers, _ = identify(["ANN", "BOB"], page)
    assert [speaker.name for speaker in speakers.values()] == ["Ann Oak", "Bob Ash"]


@pytest.mark.parametrize(
    ("labels", "notes", "expected"),
    [
        (["Ann van Oak (AvO)", "AvO"], "", {"Ann van Oak"}),
        (["Ann Oak", "Bob", "AO"], "", {"Ann Oak", "Bob"}),
        (["TC", "Tom Cope", "TC"], "", {"TC", "Tom Cope"}),
        (["AO", "BQ"], "AO = Ann Oak, BQ = Bob Quist", {"Ann Oak", "Bob Quist"}),
        (["AO", "BQ"], "AO: Ann Oak, host\nBQ: Bob Quist", {"Ann Oak", "Bob Quist"}),
        (["AO", "BQ"], "Key: AO = Ann Oak; BQ = Bob Quist", {"Ann Oak", "Bob Quist"}),
        (["AO", "BQ"], "Ann Oak (AO) talks to Bob Quist (BQ).", {"Ann Oak", "Bob Quist"}),
        (["AO", "BQ"], "Ann Oak talks to Bob Quist.", {"Ann Oak", "Bob Quist"}),
        (["Q", "A"], "Q: Ann Oak\nA: Bob Quist", {"Ann Oak", "Bob Quist"}),
        (["ANN", "BOB"], "Adam Noel Nash drew the cover.", {"Ann", "Bob"}),
        (["Ann Oak", "Bob", "Adam N. Nash", "Bob", "ANN"], "", {"Ann Oak", "Bob", "Adam N. Nash"}),
        (["AO", "Ann Oak", "Al Orr"], "", {"AO", "Ann Oak", "Al Orr"}),
        (["TQ", "AO"], "TQ: Ann Oak", {"TQ", "Ann Oak"}),
        (["AOK", "BQU"], "Remote:\nEd Ash (EAS), Ann Oak (AOK), Bob Quist (BQU)", {"Ann Oak", "Bob Quist"}),
        (["AXK", "Bob"], "Ann Oak (AXK)", {"AXK", "Bob"}),
        (["PA", "NQ"], "Interviewer: Ann Quist (NQ)\nPresent: Peter Asaro (PA)", {"Peter Asaro", "NQ"}),
    ],
)
def test_initials_and_keys(labels: list[str], notes: str, expected: set[str]) -> None:
    assert set(names(labels, notes)) == expected


@pytest.mark.parametrize(
    ("label", "text", "found"),
    [
        ("MQ", "Mara Quist, host", ("Mara Quist", "host")),
        ("Q", "Mara Quist", ("Mara Quist", None)),
        ("MQ", "Tobin Arle", None),
        ("MQ", "Mara Quist?", None),
        ("MQ", "Well, here we are.", None),
        ("Mara", "Mara Quist", None),
        ("ALL", "Mara Quist", None),
    ],
)
def test_a_line_of_a_key(label: str, text: str, found: tuple[str, str | None] | None) -> None:
    entry = key_entry(label, text)
    assert (entry and (entry.name, entry.role)) == found


@pytest.mark.parametrize(
    ("labels", "name", "role"),
    [
        (["Präsident Dr. Otto Elm", "Dr. Otto Elm"], "Dr. Otto Elm", "Präsident"),
        (["Dr. Ann Oak, Bundeskanzlerin", "Dr. Ann Oak"], "Dr. Ann Oak", "Bundeskanzlerin"),
        (
            ["The Secretary of State for Trees (Mr Ed Ash)", "Mr Ash", "Mr Ed Ash (Dell, Yorks) (Con)"],
            "Mr Ed Ash",
            "The Secretary of State for Trees",
        ),
        (["Ed Ash (Quay, West Dell) (Lab/Co-op)"], "Ed Ash", "Quay, West Dell (Lab/Co-op)"),
        (["Ed Ash (he/him)", "Ed Ash (Quay Labs)"], "Ed Ash", "Quay Labs"),
        (["Ed Ash | Quay Labs", "Ed Ash - Quay Labs"], "Ed Ash", "Quay Labs"),
        (['Mr. ED ASH (Author, "Low Tide")', "ASH"], "Mr. Ed Ash", 'Author, "Low Tide"'),
        (["El señor PRESIDENTE"], "El señor Presidente", None),
        (["M. le président"], "M. le président", None),
        (["Ed Ash, Jr., HOST", "Ed Ash"], "Ed Ash, Jr.", "HOST"),
        (["ED ASH, HOST", "HOST"], "Ed Ash", "HOST"),
        (["PRESIDENT ASH", "THE PRESIDENT"], "Ash", "PRESIDENT"),
        (["Speaker 1 (Ed Ash)", "Speaker 1"], "Ed Ash", "Speaker 1"),
    ],
)
def test_titles_offices_and_roles(labels: list[str], name: str, role: str | None) -> None:
    turns = [turn for label in labels for turn in (label, "Bob Elm")]
    speakers, _ = identify(turns, PageText(said={}))
    assert {(speakers[label].name, speakers[label].role) for label in labels} == {(name, role)}


def test_m_is_monsieur_beside_madame() -> None:
    labels = ["M. Jean Oak", "Mme Anne Oak", "M. Oak", "Mme Oak", "M. le président"]
    assert names(labels) == ["M. Jean Oak", "Mme Anne Oak", "M. Jean Oak", "Mme Anne Oak", "M. le président"]
    assert names(["M. Oak", "Bob", "Mara Oak"]) == ["Mara Oak", "Bob", "Mara Oak"]


def test_after_a_title_stands_a_surname() -> None:
    assert names(["Ann Lee", "Lee Ash", "Bob", "MS. LEE"])[-1] == "Ann Lee"
    assert names(["Keir Oak", "Bob", "Sir Keir"])[-1] == "Keir Oak"


def test_titles_tell_people_of_one_surname_apart() -> None:
    labels = ["MR. OAK", "MRS. OAK", "Mr Ed Oak", "Mrs Ann Oak"]
    assert names(labels) == ["Mr Ed Oak", "Mrs Ann Oak", "Mr Ed Oak", "Mrs Ann Oak"]


def test_titles_tell_people_of_one_surname_and_gender_unknown_apart() -> None:
    labels = ["Mr. ED OAK (Author)", "Dr. ANN OAK (Builder)", "Mr. OAK", "Dr. OAK"]
    assert names(labels) == ["Mr. Ed Oak", "Dr. Ann Oak", "Mr. Ed Oak", "Dr. Ann Oak"]
    assert names(["Senator Ed Oak", "Rep. Ann Oak", "Sen. Oak", "OAK"]) == ["Ed Oak", "Rep. Ann Oak", "Ed Oak", "Oak"]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["Quist, Mara", "Bob", "Mara Quist", "Quist"], ["Mara Quist", "Bob", "Mara Quist", "Mara Quist"]),
        (["Quist, Mara", "Bob", "Mara"], ["Quist, Mara", "Bob", "Quist, Mara"]),
        (["van der Elm, Jo P.", "Bob"], ["van der Elm, Jo P.", "Bob"]),
        (["Mara, Producer", "QUIST, BYLINE", "Tim, CNN"], ["Mara", "Quist", "Tim"]),
        (["Ann, Acme", "Bob, Acme"], ["Ann", "Bob"]),
        (["Khan", "Elm", "Khan, Elm"], ["Khan", "Elm", "Khan, Elm"]),
    ],
)
def test_a_surname_before_the_first_name(labels: list[str], expected: list[str]) -> None:
    assert names(labels) == expected


def test_initials_stay_in_capitals() -> None:
    assert names(["RJE", "SYG", "TST", "Bob"]) == ["RJE", "SYG", "TST", "Bob"]
    assert names(["SAM", "LEO", "JOHN", "YSV"]) == ["Sam", "Leo", "John", "YSV"]


def test_who_is_asked_for_a_name_tells_it_first() -> None:
    assert names(["MR. OAK", "Q"], "A Elm Oak", {"MR. OAK": "Ed Flynn-Oak, counsel."}) == ["Ed Flynn-Oak", "Q"]
    assert names(["MR. OAK", "Q"], said={"PRESENT": "Ed Oak, counsel, Elm Oak Ash."}) == ["Ed Oak", "Q"]


@pytest.mark.parametrize(
    "label",
    ["Głos z sali", "Zurufe von der Galerie", "Une voix à gauche", "Voci", "Голос из зала", "観客", "An HON MEMBER"],
)
def test_cries_are_nobody_in_particular(label: str) -> None:
    speakers, _ = identify([label, "Ann Oak"], PageText(said={}))
    assert is_anonymous(speakers[label])


@pytest.mark.parametrize(
    ("label", "readable"),
    [
        ("Speaker 1", "Speaker 1"),
        ("SPEAKER_00", "Speaker 00"),
        ("UNIDENTIFIED MALE", "Unidentified Male"),
        ("UNIDENTIFIED PERSON #1", "Unidentified Person #1"),
        ("AUDIENCE MEMBER", "Audience Member"),
        ("MULTIPLE SPEAKERS", "Multiple Speakers"),
        ("ALL", "All"),
        ("Unknown", "Unknown"),
        ("Q", "Q"),
    ],
)
def test_voices_without_a_name_are_never_somebody(label: str, readable: str) -> None:
    found = names([label, "Ann Oak", "SPEAKER 2"], "Hosted by Bob Male and Person All.", {label: "I'm Ed Elm."})
    assert found == [readable, "Ann Oak", "Speaker 2"]


@pytest.mark.parametrize(
    ("notes", "name"),
    [("This is your host, Ann Oak.", "Ann Oak"), ("Hosted by Ann Oak and Ed Ash.", "Host"), ("", "Host")],
)
def test_a_calling_is_a_person_where_the_page_leaves_no_doubt(notes: str, name: str) -> None:
    assert names(["HOST", "BOB"], notes) == [name, "Bob"]


def test_a_calling_is_not_the_person_it_talks_to() -> None:
    assert names(["HOST", "Ann Oak", "HOST"], "Hosted by Ann Oak.") == ["Host", "Ann Oak", "Host"]


@pytest.mark.parametrize(
    ("labels", "people"),
    [
        (["Ann Tolinski", "Bob", "Tolinksi"], 1),
        (["Éva", "Bob", "Eva"], 1),
        (["Mc Kay", "Bob", "McKay"], 1),
        (["Albritton", "Bob", "Albriton"], 1),
        (["Ed Ouellette", "Bob", "Ed Ouellette", "Bob", "Ed Ouellette", "Bob", "Ed Oulette"], 1),
        (["Ed Ouellette", "Bob", "Ed Oulette"], 2),
        (["Daniel", "Bob", "Daniela"], 2),
        (["Hanson", "Bob", "Manson"], 2),
        (["Albritton", "Albriton", "Bob"], 2),
        (["Frances", "Bob", "Francis"], 2),
        (["Jon", "Bob", "Jan"], 2),
    ],
)
def test_spellings_of_one_name(labels: list[str], people: int) -> None:
    speakers, warned = identify(labels, PageText(said={}))
    others = {speakers[label].id for label in labels if label != "Bob"}
    assert len(others) == people
    assert any("spellings of one name" in warning for warning in warned) == (people == 1)


def test_spellings_that_the_page_introduces_are_two_people() -> None:
    assert len(set(names(["Albritton", "Bob", "Albriton"], "With Ann Albritton and Ed Albriton."))) == 3


@pytest.mark.parametrize(
    ("label", "name", "members"),
    [
        ("KHAN and ELM", "Khan and Bob Elm", ("s1", "s2")),
        ("Khan/Bob", "Khan/Bob Elm", ("s1", "s2")),
        ("Khan, Bob und Ann", "Khan, Bob Elm und Ann", ("s1", "s2", "s3")),
        ("Marks and Spencer", "Marks and Spencer", ()),
        ("Ann & Dora", "Ann & Dora", ()),
    ],
)
def test_several_people_in_one_label(label: str, name: str, members: tuple[str, ...]) -> None:
    speakers, _ = identify(["KHAN", "Bob Elm", "Ann", label], PageText(said={}))
    assert (speakers[label].name, speakers[label].members) == (name, members)
    assert speakers["KHAN"].labels == ("KHAN",)


def test_a_name_and_a_role_are_not_two_people() -> None:
    labels = ["Ann Oak, Head and Founder", "Bob", "ANN & BOB", "Ann Ann, Ann", "ANN ANN, ANN"]
    speakers, _ = identify(labels, PageText(said={}))
    assert (speakers[labels[0]].name, speakers[labels[0]].role) == ("Ann Oak", "Head and Founder")
    assert speakers["Ann Ann, Ann"] == speakers["ANN ANN, ANN"]
    assert speakers["Ann Ann, Ann"].members == ()


def test_an_ambiguous_label_is_a_warning() -> None:
    assert warnings(["ANN OAK", "TOM OAK", "OAK"]) == (
        "the label 'OAK' could be Ann Oak or Tom Oak; kept as a speaker of its own",
    )
    assert warnings(["Ann Oak", "Al Orr", "AO"]) == (
        "the label 'AO' could be Al Orr or Ann Oak; kept as a speaker of its own",
    )


def test_the_user_decides() -> None:
    chosen = {"ao": "Mara Quist", "OAK": "Mara Quist", "BOP": "Nobody"}
    speakers, warned = identify(["AO", "BOB", "OAK, HOST", "Ann Oak"], PageText(notes="AO = Al Orr", said={}), chosen)
    assert speakers["AO"].name == "Mara Quist"
    assert speakers["AO"].labels == ("AO", "OAK, HOST")
    assert speakers["Ann Oak"].name == "Ann Oak"
    assert warned == ("no speaker is labelled 'BOP'; did you mean 'BOB'?",)


@pytest.mark.parametrize(
    ("opening", "name"),
    [
        ("Hello. This is your host, Ann Oak. I'm Irish, and I am Glad.", "Ann Oak"),
        ("I'm Irish. I am Ann Oak.", "Ann Oak"),
        ("My name is Ann Oak. My name is Bob Elm.", None),
        ("I'm Irish.", None),
        ("", None),
    ],
)
def test_who_speaks_where_nobody_is_labelled(opening: str, name: str | None) -> None:
    speaker = sole_speaker(PageText(opening=opening, said={}))
    assert (speaker.name if speaker else None) == name


def test_who_is_presented_before_the_first_label() -> None:
    speakers = [Speaker(id="s1", name="Wajahat S. Khan"), Speaker(id="s2", name="Ann Oak")]
    assert first_presented(["Hello. I am Waj Khan."], speakers) == speakers[0]
    assert first_presented(["Hello."], speakers) is None


@pytest.mark.parametrize(
    ("label", "parts"),
    [
        ("ANN OAK, HOST", ("ANN OAK", "HOST")),
        ("Ann Oak (Host)", ("Ann Oak", "Host")),
        ("Ann Oak - Host", ("Ann Oak", "Host")),
        ("ANN", ("ANN", None)),
        ("ANN (CONT'D)", ("ANN", None)),
        ("MAYOR ANN OAK (D), LOST RIVER", ("ANN OAK", "MAYOR, D, LOST RIVER")),
        ("O SR. PRESIDENTE (Ed Oak. PP - AL)", ("Ed Oak", "O SR. PRESIDENTE, PP - AL")),
        ("Oak, Ann", ("Oak, Ann", None)),
        ("(Ann Oak)", ("Ann Oak", None)),
        ("Host (Ann Oak)", ("Ann Oak", "Host")),
        ("SECRETARY MAYORKAS", ("MAYORKAS", "SECRETARY")),
        ("Chief Justice Oak", ("Oak", "Chief Justice")),
        ("Speaker 1", ("Speaker 1", None)),
        ("La Toya Oak (Singer)", ("La Toya Oak", "Singer")),
    ],
)
def test_roles(label: str, parts: tuple[str, str | None]) -> None:
    assert split_role(label) == parts


_words = st.sampled_from(
    [
        "ANN",
        "Ann",
        "Oak",
        "OAK",
        "Éva",
        "AO",
        "HOST",
        "and",
        "&",
        "/",
        ",",
        "(he)",
        "Mr",
        "Dr.",
        "Q",
        "ALL",
        "佐伯",
        "1",
    ]
)
_labels = st.lists(st.lists(_words, min_size=1, max_size=4).map(" ".join) | st.text(max_size=8), max_size=12)
_texts = st.lists(_words | st.sampled_from(["=", "I am", "\n", "hosted by", "."]), max_size=12).map(" ".join)


@given(_labels, _texts, _texts)
def test_every_label_has_a_speaker_numbered_by_first_use(labels: list[str], notes: str, said: str) -> None:
    page = PageText(notes=notes, said=dict.fromkeys(labels, said))
    speakers, _ = identify(labels, page)
    assert set(speakers) == set(labels)
    assert all(label in speaker.labels for label, speaker in speakers.items())
    ids = list(dict.fromkeys(speakers[label].id for label in labels))
    assert ids == [f"s{number}" for number in range(1, len(ids) + 1)]
    assert {member for speaker in speakers.values() for member in speaker.members} <= set(ids)
    assert identify(labels, page)[0] == speakers


_plain_names = st.lists(st.sampled_from(["Ann", "Oak", "ELM", "Mr", "Dr.", "Host", "All", "Q", "McKay"]), min_size=1)


@given(st.lists(_plain_names.map(" ".join), max_size=8))
def test_the_case_of_a_label_does_not_matter(labels: list[str]) -> None:
    speakers, _ = identify([*labels, *map(str.upper, labels)], PageText(said={}))
    assert all(speakers[label].id == speakers[label.upper()].id for label in labels)


def test_one_huge_label_and_many_labels_are_read() -> None:
    labels = ["x " * 50_000, "(" * 50_000, *(f"Speaker {number}" for number in range(1000))]
    speakers, _ = identify(labels, PageText(said={}))
    assert len({speaker.id for speaker in speakers.values()}) == len(labels)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the published transcripts are not here")
@pytest.mark.parametrize("folder", sorted(path.name for path in SHARED.glob("*") if path.is_dir()))
def test_the_people_of_published_transcripts(folder: str) -> None:
    """Labels of one true speaker become one, those of two stay two."""
    truth = json.loads((SHARED / folder / "truth.json").read_text(encoding="utf-8"))
    turns = [(turn.get("label") or turn["speaker"], turn["speaker"]) for turn in truth["turns"]]
    speakers, _ = identify([label for label, _ in turns], PageText(said={}))
    pairs = {(speakers[label].id, speaker) for label, speaker in turns}
    assert len(pairs) == len({speaker for _, speaker in turns}) == len({speaker.id for speaker in speakers.values()})
