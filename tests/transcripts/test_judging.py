"""What on a page was spoken, and why the rest was set aside."""

from dataclasses import replace

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


def labelled(name: str, text: str, line: int = 1) -> Passage:
    return Passage(text=text, line=line, gap=1, label=Label(written=name, key=name.casefold(), rest=text))


def talk(*between: Passage) -> list[Passage]:
    first = [labelled("Ann", "We lost the pier."), labelled("Bob", "It moved with the tide.")]
    return [*first, *between, labelled("Ann", "A long way for a pier to go."), labelled("Bob", "We found it.")]


def unspoken(passages: list[Passage]) -> list[str]:
    return [one.passage.text for one in judge(passages, Trust.PAGE) if one.reason]


@pytest.mark.parametrize(
    "line",
    [
        "Duration: 3 min. 40 s",
        "Anzeige: Diese Folge wird unterstützt von der Sparkasse.",
        "Tue, Feb 11, 2031 4:02PM: ",
        "公開日: ２０３１年２月１４日",
        "Длительность: 3 мин. 40 сек.",
    ],
)
def test_a_word_of_the_page_before_the_talk_is_no_speaker(line: str) -> None:
    written, _, text = line.partition(": ")
    judged = judge([labelled(written, text), *talk()], Trust.PAGE)
    assert [one.passage.label is None for one in judged] == [True, False, False, False, False]
    assert judged[0].reason
    assert judged[0].passage.text == line.strip()


def test_a_voice_that_is_heard_once_before_the_talk_speaks() -> None:
    headings = passages(Mark.HEADING, "One", "Two")
    announced = labelled("Announcer", "This is Tides for All, a programme about the sea.")
    empty = labelled("Zoe", "")
    said = Passage(text="Hello, this is an announcement.", line=2, gap=1)
    assert not unspoken([announced, *talk()])
    assert unspoken([empty, said, *headings, *talk()]) == ["One", "Two"]


def test_a_key_word_amid_the_talk_is_a_speaker() -> None:
    assert not unspoken(talk(labelled("Guest", "I saw it move.")))


def test_related_pages_after_the_talk_are_no_turns() -> None:
    related = labelled("Recent Posts", "The Pier that Stayed. I saw it myself.")
    assert unspoken([*talk(), related]) == ["Recent Posts: The Pier that Stayed. I saw it myself."]
    more = labelled("MORE INFO", "See all of it at https://tides.example/a.")
    assert unspoken([*talk(), more]) == ["MORE INFO: See all of it at https://tides.example/a."]


@pytest.mark.parametrize(
    "closing", ["[End of meeting]", "END OF TRANSCRIPT", "Конец записи.", "Ende der Aufnahme", "[録音終了]", "* * *"]
)
def test_after_a_closing_nothing_is_of_the_talk(closing: str) -> None:
    lines = [Passage(text=closing, line=9, gap=1, stands_alone=closing.startswith("["))]
    lines += passages(None, "Was this helpful?", "It may hold mistakes of the software that wrote it.")
    judged = judge([*talk(), *lines], Trust.PAGE)
    assert not [one.passage.text for one in judged[5:] if one.reason is None and not one.maybe_spoken]


def test_headings_that_the_list_of_chapters_names_are_set_aside() -> None:
    chapters = Passage(text="0:00 Introduction 4:10 How the pier went 9:30 Home again", line=1, gap=1)
    heading = Passage(text="How the pier went", line=5, gap=1)
    cut_off = labelled("Bob", "It moved and then")
    assert unspoken([chapters, *talk(cut_off, heading, labelled("Ann", "Did it?"))]) == [chapters.text, heading.text]


def test_headings_between_dashes_are_set_aside_and_broken_off_speech_is_not() -> None:
    said = ("I saw it move in the night.", "--and then it--", "Nobody was there.")
    framed = ("--A title page--", *said[:1], "-- A (very) long pier...--", *said[1:])
    assert unspoken(passages(None, *framed)) == [framed[0], framed[2]]
    assert not unspoken(passages(None, *said))


def test_the_foot_of_two_pages_is_set_aside_and_a_refrain_without_full_stops_is_not() -> None:
    foot = Passage(text="Greyport Reporting Inc (555) 0100", line=9, gap=1)
    assert unspoken([*talk(foot), foot]) == [foot.text] * 2
    song = passages(None, *("over the sea we go", "down to the pier", "over the sea we go", "home again we row") * 2)
    assert not unspoken(song)


def test_a_heading_before_the_head_of_a_page_is_set_aside_and_a_sentence_over_two_pages_is_not() -> None:
    head = Passage(text="- 12 -", line=8, gap=1)
    heading = Passage(text="Mr B OAK", line=7, gap=1)
    assert unspoken(talk(heading, head)) == [heading.text, head.text]
    rest = Passage(text="and so we went home.", line=9, gap=1)
    assert unspoken(talk(Passage(text="We saw the Pier", line=7, gap=1), head, rest)) == [head.text]


def test_around_lines_with_times_what_has_none_is_the_pages() -> None:
    lines = passages(
        None, "Doomed Pier", "48.2K subscribers", "so it was gone", "we looked", "see you", "English (auto)"
    )
    timed = [replace(line, times=((0, 1000 * at),)) if 2 <= at <= 4 else line for at, line in enumerate(lines)]
    assert unspoken(timed) == ["Doomed Pier", "48.2K subscribers", "English (auto)"]
    assert not unspoken([timed[2], *passages(None, "and it came back"), *timed[3:5]])


def test_a_recording_that_is_played_is_another_voice() -> None:
    def cue(text: str) -> Passage:
        return Passage(text=text, line=1, gap=1, stands_alone=True)

    clip, after = passages(None, "This is a voice on tape.", "Good, is it not?")
    judged = judge(talk(cue("[AUDIO PLAYBACK]"), clip, cue("[END PLAYBACK]"), after), Trust.PAGE)
    assert [one.passage.label.written if one.passage.label else "-" for one in judged[3:6]] == [None, "-", "Bob"]
    unclosed = judge(talk(cue("[AUDIO PLAYBACK]"), clip, after), Trust.PAGE)
    assert [one.passage.label for one in unclosed[3:5]] == [None, None]


def test_the_name_of_a_sound_is_a_sound_where_speech_has_full_stops() -> None:
    cues = [*passages(None, "Intro"), labelled("Ann", "We lost the pier."), labelled("Bob", "It moved.")]
    assert [one.passage.stands_alone for one in judge(cues, Trust.SPEECH)] == [True, False, False]
    unmarked = passages(None, "music", "is what we all like best", "it moves with the tide")
    assert not any(one.passage.stands_alone for one in judge(unmarked, Trust.SPEECH))


@pytest.mark.parametrize("field", ["_comment: (he called twice)", "_lang: ru"])
def test_fields_of_data_beside_the_speech_are_set_aside(field: str) -> None:
    assert unspoken(talk(Passage(text=field, line=5, gap=1))) == [field]
