"""What on a page was spoken, and why the rest was set aside."""

import pytest

from transcripts import SetAside, Transcript
from transcripts.reading import read_text
from transcripts.reading.document import Mark, Trust
from transcripts.reading.judging import judge
from transcripts.reading.layouts import Label
from transcripts.reading.passages import Passage


def read_lines(*paragraphs: str) -> Transcript:
    return read_text("\n\n".join(paragraphs), "test.txt")


TALK = (
    "MARA QUIST: What happened to the pier in the night?",
    "OMAR HADDAD: It moved with the tide, and nobody saw it.",
    "MARA QUIST: That is a long way for a pier to go.",
    "OMAR HADDAD: We found it in the morning.",
)


def spoken(transcript: Transcript) -> str:
    return " ".join(turn.text for turn in transcript.turns)


def reasons(transcript: Transcript) -> dict[str, str]:
    return {item.text: item.reason for item in transcript.items if isinstance(item, SetAside)}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("© 2031 Tide Lines", "copyright"),
        ("Todos los derechos reservados", "copyright"),
        ("We use cookies to give you the best experience on our site.", "legal notice"),
        ("Datenschutzerklärung", "legal notice"),
        ("Advertisement", "advertisement"),
        ("Share this episode", "page furniture"),
        ("5 min read", "page furniture"),
        ("Lesezeit: 5 Minuten", "page furniture"),
        ("シェアする", "page furniture"),
        ("Transcript", "note on the transcript"),
        ("Transkript", "note on the transcript"),
        ("This is a rush transcript. Copyright may not be in its final form.", "note on the transcript"),
        ("Transcribed by https://otter.ai", "note on the transcript"),
        ("Cette transcription peut contenir des erreurs.", "note on the transcript"),
        ("Notas de lanzamiento: <https://tides.example/a>", "link"),
        ("https://tides.example/a", "link"),
        ("12:57 P.M. EST", "time or date"),
        ("Tuesday 19 July 2031", "time or date"),
        ("19 July 2031 : Column 772", "page marker"),
        ("- 12 -", "page marker"),
        ("Page 3 of 40", "page marker"),
    ],
)
@pytest.mark.parametrize("at", [0, 2, 4])
def test_what_nobody_speaks_is_set_aside_wherever_it_stands(text: str, reason: str, at: int) -> None:
    transcript = read_lines(*TALK[:at], text, *TALK[at:])
    assert reasons(transcript) == {text: reason}
    assert len(transcript.turns) == 4


@pytest.mark.parametrize("title", ["The Harbour Master and the Missing Pier", "Akt eins", "# Introducción", "Pause"])
def test_headings_between_turns_are_set_aside(title: str) -> None:
    transcript = read_lines(*TALK[:2], title, *TALK[2:])
    assert list(reasons(transcript)) == [title]
    assert len(transcript.turns) == 4


def test_text_without_full_stops_has_no_headings_between_its_turns() -> None:
    talk = [paragraph.rstrip(".?") for paragraph in TALK]
    assert not read_lines(*talk[:2], "Well it was the Pier", *talk[2:]).set_aside


@pytest.mark.parametrize(
    "paragraph",
    [
        "It was the longest night of the year and everybody was out on the water.",
        "Fine.",
        "Go to www.tides.example.",
        "You can find all of it at https://tides.example/a.",
        "Copyright is a difficult thing.",
        "Share this with everyone you know, it helps us a lot.",
        "I saw the pier, and then--",
        "and so it went",
    ],
)
def test_a_paragraph_of_a_turn_stays_in_it(paragraph: str) -> None:
    transcript = read_lines(*TALK[:2], paragraph, *TALK[2:])
    assert not transcript.set_aside
    assert transcript.turns[1].text.endswith(paragraph)


def test_a_page_number_amid_a_sentence_interrupts_the_turn_and_does_not_end_it() -> None:
    first = Passage(text="The pier that", line=1, gap=0, label=Label(written="Ann", key="ann", rest="The pier that"))
    marker = Passage(text="19 July 2031 : Column 772", line=2, gap=1)
    rest = Passage(text="we lost is back.", line=3, gap=1)
    last = Passage(text="Good.", line=4, gap=1, label=Label(written="Bob", key="bob", rest="Good."))
    judged = judge([first, marker, rest, last], Trust.PAGE)
    assert [one.reason for one in judged] == [None, "page marker", None, None]
    assert [one.interrupts for one in judged] == [False, True, False, False]


def test_running_heads_are_set_aside() -> None:
    pages = [(*TALK, f"The Greyport Hearing, day {page}") for page in range(1, 5)]
    transcript = read_lines(*(paragraph for page in pages for paragraph in page))
    assert len(transcript.set_aside) == 4
    assert "Hearing" not in spoken(transcript)


def test_a_list_of_chapters_is_none_of_the_talk() -> None:
    chapters = "00:00 Intro\n02:31 Why tides matter\n14:05 The pier\n31:40 Credits"
    transcript = read_lines("Tides for All", chapters, *TALK)
    assert "chapters" in reasons(transcript).values()
    assert len(transcript.turns) == 4


def test_times_of_speech_are_no_chapters() -> None:
    lines = "\n".join(f"00:00:{at:02} the tide came in and took the pier with it and we" for at in range(1, 50, 4))
    transcript = read_lines(lines + "\n00:00:55 went home.")
    assert not transcript.set_aside


def test_what_stands_over_the_heading_of_the_transcript_is_not_spoken() -> None:
    transcript = read_lines("The Pier", "I talk to Omar about the pier. We had a lovely time.", "Transcript", *TALK)
    assert [turn.maybe_spoken for turn in transcript.turns] == [False] * 4
    assert reasons(transcript)["The Pier"] == "title"


def test_show_notes_that_may_be_read_out_are_left_to_the_audio() -> None:
    transcript = read_lines("In this episode, we look for a pier. It has moved.", *TALK)
    assert [turn.maybe_spoken for turn in transcript.turns] == [True, False, False, False, False]


def test_comments_of_readers_are_not_spoken_whoever_they_are_by() -> None:
    comments = ("3 Comments", "Bea: I loved this one, thank you!", "Carl: Me too, I listened to it twice.")
    transcript = read_lines(*TALK, *TALK, *comments)
    assert "loved" not in spoken(transcript)
    assert spoken(transcript).endswith("We found it in the morning.")


@pytest.mark.parametrize(
    "page",
    [
        ("Startseite", "Suche", "Der Pier", "Transkript", "© 2031 Gezeiten", "Ähnliche Folgen"),
        ("Accueil", "Partager", "La jetée", "Transcription", "Tous droits réservés", "Laisser un commentaire"),
        (
            "Inicio",
            "Compartir",
            "El muelle",
            "Transcripción",
            "Todos los derechos reservados",
            "Artículos relacionados",
        ),
        ("Главная", "Поделиться", "Причал", "Расшифровка", "Все права защищены", "Читайте также"),
        ("メニュー", "シェアする", "桟橋", "文字起こし", "無断転載を禁じます", "関連記事"),
        ("الرئيسية", "مشاركة", "الرصيف", "نص الحلقة", "جميع الحقوق محفوظة", "مقالات ذات صلة"),
        ("होम", "साझा करें", "घाट", "प्रतिलेख", "सर्वाधिकार सुरक्षित", "टिप्पणी करें"),
    ],
)
def test_pages_of_many_languages(page: tuple[str, ...]) -> None:
    transcript = read_text("\n\n".join((*page[:4], *TALK, *page[4:])), "test.txt", "en")
    assert list(reasons(transcript)) == list(page)
    assert reasons(transcript)[page[2]] == "title"
    assert len(transcript.turns) == 4


def test_a_monologue_keeps_every_sentence() -> None:
    sentences = ("It was dark out on the water.", "Nobody saw the pier move.", "It did move.")
    transcript = read_lines("Home", "Share", *sentences, "© 2031 Tide Lines", "Read more")
    assert spoken(transcript) == " ".join(sentences)
    assert len(transcript.set_aside) == 4


def passages(mark: Mark | None, *texts: str) -> list[Passage]:
    return [Passage(text=text, line=line, gap=1, mark=mark) for line, text in enumerate(texts, start=1)]


@pytest.mark.parametrize("mark", list(Mark))
def test_markup_is_evidence_where_it_sets_something_apart(mark: Mark) -> None:
    prose = passages(None, "It was dark out on the water.", "Nobody saw the pier move at all.")
    judged = judge([*passages(mark, "Piers of the north"), *prose], Trust.PAGE)
    assert [one.reason is None for one in judged] == [False, True, True]


@pytest.mark.parametrize("mark", list(Mark))
def test_markup_that_all_of_it_bears_tells_nothing(mark: Mark) -> None:
    judged = judge(passages(mark, "It was dark out on the water.", "Nobody saw the pier move."), Trust.PAGE)
    assert [one.reason for one in judged] == [None, None]


def test_captions_are_speech_but_for_their_credits() -> None:
    cues = passages(None, "Share this", "we left", "Subtitles by the Amara.org community", "Untertitel von Ada Moor")
    judged = judge(cues, Trust.SPEECH)
    assert [one.reason for one in judged] == [None, None, "note on the transcript", "note on the transcript"]


def test_headings_in_a_monologue_are_left_to_the_audio() -> None:
    transcript = read_lines(
        "The Pier that Moved",
        "It was dark out on the water.",
        "Chapter Two",
        "Nobody saw the pier move.",
        "By Ada Moor",
    )
    assert [(turn.text, turn.maybe_spoken) for turn in transcript.turns] == [
        ("The Pier that Moved", True),
        ("It was dark out on the water.", False),
        ("Chapter Two", True),
        ("Nobody saw the pier move.", False),
    ]
    assert reasons(transcript) == {"By Ada Moor": "byline"}
