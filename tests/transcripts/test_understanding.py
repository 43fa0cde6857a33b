"""Transcripts of lines: labels in their variants, what is no label, the page around the speech, nothing lost."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcripts import Transcript, TranscriptError
from transcripts.reading import read, read_text

SEED = Path(__file__).resolve().parents[2] / ".." / "shared" / "seed"


def read_lines(*lines: str) -> Transcript:
    return read_text("\n".join(lines), "test.txt")


def spoken(transcript: Transcript) -> list[tuple[str | None, str]]:
    names = {speaker.id: speaker.name for speaker in transcript.speakers}
    return [(names[turn.speaker] if turn.speaker else None, turn.text) for turn in transcript.turns]


@pytest.mark.parametrize(
    ("text", "layout", "names"),
    [
        ("ANN: Hello.\n\nBOB: Hi.\n\nANN: So.", "colon", ["Ann", "Bob", "Ann"]),
        ("Ann: Hello.\nBob: Hi.\nAnn: So.", "colon", ["Ann", "Bob", "Ann"]),
        ("Ann: Hello.\n\nBob: Hi.", "colon", ["Ann", "Bob"]),
        (
            "J.R. OAK: Hello.\n\nDR. ÉVA ROTH: Hi.\n\nJ.R. OAK: So.",
            "colon",
            ["J.R. Oak", "Dr. Éva Roth", "J.R. Oak"],
        ),
        ("**Ann Oak:** Hello.\n\n**Bob:** Hi.\n\n**Ann Oak:** So.", "colon", ["Ann Oak", "Bob", "Ann Oak"]),
        (
            "Ann Oak\n\nHello.\n\nBob Elm\n\nHi.\n\nAnn Oak\n\nSo.\n\nBob Elm\nYes.",
            "name-lines",
            ["Ann Oak", "Bob Elm"] * 2,
        ),
        ("Ann  0:01\nHello.\n\nBob  0:04\nHi.", "name-lines", ["Ann", "Bob"]),
        ("ANN:\n\nHello.\n\nBOB:\n\nHi.", "colon", ["Ann", "Bob"]),
        ("Q: Why?\n\nA: Because.\n\nQ: Oh?\n\nA: Yes.", "colon", ["Q", "A", "Q", "A"]),
        (
            "Speaker 1: Hello.\n\nSpeaker 2: Hi.\n\nSpeaker 1: So.",
            "colon",
            ["Speaker 1", "Speaker 2", "Speaker 1"],
        ),
        ("ليلى: أهلا بكم.\n\nسامي: شكرا ليلى.\n\nليلى: ومن يقرأ الجدول؟", "colon", ["ليلى", "سامي", "ليلى"]),
        ("سارہ: خوش آمدید۔\n\nعلی: شکریہ سارہ۔\n\nسارہ: یہ کیا ہے؟", "colon", ["سارہ", "علی", "سارہ"]),
        ("सारा: आपका स्वागत है।\n\nअली: धन्यवाद सारा।\n\nसारा: यह क्या है?", "colon", ["सारा", "अली", "सारा"]),
        ("Hello to all.\n\nIt rains.", "unlabelled", [None]),
    ],
)
def test_layouts(text: str, layout: str, names: list[str | None]) -> None:
    transcript = read_text(text, "test.txt")
    assert transcript.layout == layout
    assert [name for name, _ in spoken(transcript)] == names


@pytest.mark.parametrize(
    "sentence",
    [
        "Note: it was late.",
        "10:30 is when it began.",
        "https://example.org is where it is.",
        "Act One: the storm.",
        "Re: your letter, no.",
        "John 3:16 was on the wall.",
        "The result was this: nothing.",
        "Today's episode: the storm.",
        "Mentioned in this episode: nothing.",
        "As of Wednesday: none.",
        '"Bob: come here," she said.',
        "THIS IS NO DRILL AT ALL. RUN.",
    ],
)
def test_what_looks_like_a_label_and_is_none_stays_in_the_turn(sentence: str) -> None:
    transcript = read_lines("MARA QUIST: Hello.", "", sentence, "", "It goes on.", "", "OMAR: Yes.", "", "QUIST: Bye.")
    assert spoken(transcript)[0] == ("Mara Quist", f"Hello. {sentence} It goes on.")
    assert transcript.turns[0].paragraph_starts == (0, 1, 1 + len(sentence.split()))


def test_full_name_and_short_name_are_one_speaker_with_the_role_as_written() -> None:
    transcript = read_lines("MARA QUIST, HOST: Hello.", "", "OMAR: Hi.", "", "QUIST: So.")
    first = transcript.speakers[0]
    assert (first.id, first.name, first.labels, first.role) == (
        "s1",
        "Mara Quist",
        ("MARA QUIST, HOST", "QUIST"),
        "HOST",
    )
    assert [turn.speaker for turn in transcript.turns] == ["s1", "s2", "s1"]


def test_sounds_part_a_turn_and_asides_do_not() -> None:
    transcript = read_lines(
        "ANN: One (laughs) two (I think it was March). [applause]", "[door slams]", "BOB: [sic] Three."
    )
    assert spoken(transcript) == [("Ann", "One"), ("Ann", "two (I think it was March)."), ("Bob", "Three.")]
    assert [note.text for turn in transcript.turns for note in turn.notes] == ["[sic]"]
    assert [sound.text for sound in transcript.sounds] == ["laughs", "applause", "door slams"]


PAGE = """Home Menu Search Share

Tide Lines: the harbour that moved

GREYPORT -- A storm took the pier.

Tide Lines is hosted by Mara T. Quist.

Mentioned in this episode:

The pier, a history

(Theme music in)

Hello and welcome. I am Mara Quist.

It is a long story.

(Theme music out)

QUIST: What happened?

HADDAD: It moved.

Nobody saw it.

(Music)

QUIST: That is it.

We are back next week.

(Theme music out)


Sponsored content

Discover the new Tide app

• Read it offline

Tide Media, a member of the Harbour Group

Find out more
"""


def test_the_page_around_the_speech_is_set_aside_with_reasons() -> None:
    transcript = read_text(PAGE, "page.txt")
    assert transcript.title == "Tide Lines: the harbour that moved"
    assert spoken(transcript) == [
        (None, "Tide Lines is hosted by Mara T. Quist."),  # may be read out: the audio decides
        ("Mara T. Quist", "Hello and welcome. I am Mara Quist. It is a long story."),
        ("Mara T. Quist", "What happened?"),
        ("Haddad", "It moved. Nobody saw it."),
        ("Mara T. Quist", "That is it. We are back next week."),
    ]
    assert [turn.maybe_spoken for turn in transcript.turns] == [True, False, False, False, False]
    assert len(transcript.sounds) == 4
    reasons = {item.text: item.reason for item in transcript.set_aside}
    assert reasons["Sponsored content"] == "advertisement"
    assert reasons["Tide Media, a member of the Harbour Group"] == "after the last turn"
    assert len(reasons) == 10


def test_opening_text_of_uncertain_status_is_maybe_spoken() -> None:
    transcript = read_lines(
        "It was dark. The ship had left. Nobody knew.", "", "ANN: Yes.", "", "BOB: No.", "", "ANN: So."
    )
    assert [turn.maybe_spoken for turn in transcript.turns] == [True, False, False, False]
    assert transcript.turns[0].speaker is None


def test_a_last_turn_of_several_paragraphs_ends_at_the_page() -> None:
    transcript = read_lines(
        "ANN: So.", "", "BOB: No.", "", "ANN: Bye.", "", "We are back on Monday.", "", "© 2031 Tide", "", "Read more"
    )
    assert spoken(transcript)[-1] == ("Ann", "Bye. We are back on Monday.")
    assert [item.text for item in transcript.set_aside] == ["© 2031 Tide", "Read more"]


def test_times_before_lines_are_kept_and_fragments_joined() -> None:
    transcript = read_lines("00:00:01 One day we", "", "00:00:04 left the port.", "", "00:00:07 It rained.")
    assert spoken(transcript) == [(None, "One day we left the port. It rained.")]
    assert transcript.turns[0].paragraph_starts == (0, 6)
    assert [(time.word, time.start_ms) for time in transcript.turns[0].times] == [(0, 1000), (3, 4000), (6, 7000)]
    assert transcript.set_aside == ()


def test_lines_are_those_of_the_source() -> None:
    transcript = read_lines("", "ANN: One.", "", "(Music)", "", "BOB: Two.", "", "ANN: Three.")
    assert [item.line for item in transcript.items] == [2, 4, 6, 8]


@pytest.mark.parametrize("text", ["Menu Share Facebook Twitter\n\nCopyright 2031 Tide\n", "(Music)\n"])
def test_a_page_without_speech_is_an_error(text: str) -> None:
    with pytest.raises(TranscriptError, match="no speech in it"):
        read_text(text, "page.txt")


LINES = st.one_of(
    st.sampled_from(
        [
            "",
            "",
            "ANN: Hello.",
            "Bob Elm: Hi (laughs) there.",
            "(Music)",
            "[inaudible]",
            "ANN OAK, HOST:",
            "Note: no.",
            "00:01 a",
            "© 2031 Tide",
            "• item",
            "> *Ann:* hi",
            "♪ la ♪",
            "*sighs*",
            "Bob",
            "Read more",
            "I am Ann Oak.",
            "[00:12] BOB: so",
        ]
    ),
    st.text(max_size=40),
    st.text(alphabet="aB. :()[]*♪>_-,1\t\u00ad\r", max_size=30),
)


def letters(text: str) -> Counter[str]:
    return Counter(re.sub(r"[\W_]", "", text))


@settings(max_examples=2000, deadline=None)
@given(st.lists(LINES, max_size=25).map("\n".join))
def test_every_word_is_in_one_item_or_one_label(text: str) -> None:
    try:
        transcript = read_text(text, "any.txt", "en")
    except TranscriptError:
        return
    left = letters(text)
    left.subtract(letters(" ".join(item.text for item in transcript.items)))
    left.subtract(letters(" ".join(note.text for turn in transcript.turns for note in turn.notes)))
    added = {char: -count for char, count in left.items() if count < 0}
    assert set("".join(added)) <= set("sound"), "an item holds what the text does not"
    label_letters = set("".join(label for speaker in transcript.speakers for label in speaker.labels))
    of_times = set("0123456789") if ":" in text else set()  # a time that the page gives is in no item
    assert {char for char, count in left.items() if count > 0} <= label_letters | of_times


PATTERNS = st.sampled_from(
    [
        "ANN: Hello w{}.",
        "BOB: Hi w{} (laughs) there.",
        "And w{} it goes on.",
        "(Music w{})",
        "[inaudible w{}]",
        "w{}",
        "Share w{} Facebook",
        "© 2031 w{}",
        "• w{}",
        "Ann Oak\nSo w{} it was.",
        "Q. Why w{}?",
        ">> No w{}.",
        "- Yes w{}.",
        "[00:0{}] text",
        "### w{}",
        "00:12\tAnn\tw{} so",
    ]
)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.tuples(PATTERNS, st.sampled_from(["\n", "\n\n"])), min_size=1, max_size=25))
def test_every_line_is_in_exactly_one_item(lines: list[tuple[str, str]]) -> None:
    text = "".join(pattern.format(number) + end for number, (pattern, end) in enumerate(lines))
    try:
        transcript = read_text(text, "any.txt", "en")
    except TranscriptError:
        return
    items = [item.text for item in transcript.items]
    notes = [note.text for turn in transcript.turns for note in turn.notes]
    found = Counter(re.findall(r"w\d+", " ".join((*items, *notes))))
    assert found == Counter(re.findall(r"w\d+", text))


@given(st.lists(st.sampled_from(["one", "two.", "(three)", "[four]", "Five!"]), min_size=1, max_size=30))
def test_unlabelled_words_stay_in_order(words: list[str]) -> None:
    transcript = read_text("Well, " + " ".join(words), "any.txt", "en")
    assert [word.text for word in transcript.words] == ["Well,", *words]


@pytest.mark.skipif(not SEED.exists(), reason="the shared recordings are not here")
def test_seed_page() -> None:
    transcript = read(SEED / "episode.txt")
    truth = json.loads((SEED / "truth.json").read_text(encoding="utf-8"))
    assert {speaker.name for speaker in transcript.speakers} == {turn["speaker"] for turn in truth["turns"]}
    by_name = {name: "" for name, _ in spoken(transcript)}
    for name, text in spoken(transcript):
        by_name[name] += " " + text
    assert all(segment["text"] in by_name[segment["speaker"]] for segment in truth["segments"])
    doubtful = (turn.text for turn in transcript.turns if turn.maybe_spoken)
    aside = " ".join((*(passage.text for passage in transcript.set_aside), *doubtful))
    assert all(text in aside for text in truth["unspoken"])
    assert len(transcript.sounds) == len(truth["sounds"])


def test_what_a_person_should_look_at_is_told_with_its_line() -> None:
    turns = [f"[00:{at:02}:00] {'ANN' if at % 2 else 'BOB'}: So." for at in range(20)]
    transcript = read_lines(*turns[:10], "[00:03:00] FACT: It was so.", *turns[10:])
    assert "line 11: 'FACT' is taken for a speaker, who speaks only here" in transcript.warnings
    assert "line 11: the page's time 0:03:00 comes after 0:09:00" in transcript.warnings
    assert read_lines(*turns).warnings == ()
