"""Captions as transcripts: what each format says, how it is repaired, and that no word is lost or said twice."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from transcripts import read_text
from transcripts.errors import TranscriptError
from transcripts.reading.captions.ass import is_ass, read_ass
from transcripts.reading.captions.lrc import is_lrc, read_lrc
from transcripts.reading.captions.microdvd import is_microdvd, read_microdvd
from transcripts.reading.captions.sbv import is_sbv, parse_sbv, read_sbv
from transcripts.reading.captions.subrip import is_subrip, parse_subrip, read_subrip
from transcripts.reading.captions.ttml import is_ttml, parse_ttml, read_ttml
from transcripts.reading.captions.webvtt import is_webvtt, parse_webvtt, read_webvtt
from transcripts.reading.decode import source_of, tidy
from transcripts.reading.document import Document, Line, Mark, Source, Trust

Shown = list[tuple[int | None, str]]


def source(text: str) -> Source:
    return Source(name="talk", text=tidy(text))


def srt(text: str) -> Document:
    assert is_subrip(source(text))
    return read_subrip(source(text))


def vtt(text: str) -> Document:
    assert is_webvtt(source(text))
    return read_webvtt(source(text))


def ttml(text: str) -> Document:
    assert is_ttml(source(text))
    return read_ttml(source(text))


def shown(document: Document) -> Shown:
    return [(line.start_ms, line.text) for line in document.lines]


def texts(document: Document) -> list[str]:
    return [line.text for line in document.lines]


def voices(document: Document) -> list[tuple[str | None, str]]:
    return [(line.label, line.text) for line in document.lines]


# --- SubRip


def test_subrip_lines_times_and_pauses() -> None:
    document = srt(
        "1\n00:00:01,000 --> 00:00:02,500\nGood\nmorning.\n\n"
        "2\n00:00:02,500 --> 00:00:04,000\nSana: Hello\n\n"
        "3\n00:01:07,000 --> 00:01:08,000\nThen.\n"
    )
    assert document == Document(
        kind="srt",
        trust=Trust.SPEECH,
        lines=(
            Line(number=3, text="Good", start_ms=1000),
            Line(number=4, text="morning."),
            Line(number=8, text="Sana: Hello", start_ms=2500),
            Line(number=12, text="Then.", gap=1, start_ms=67_000),
        ),
    )


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_bytes_of_subrip(line_end: str, encoding: str) -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nGrüße\n\n2\n00:00:02,000 --> 00:00:03,000\nà tous\n"
    read = source_of(text.replace("\n", line_end).encode(encoding), "talk.srt")
    assert is_subrip(read)
    assert shown(read_subrip(read)) == [(1000, "Grüße"), (2000, "à tous")]


@pytest.mark.parametrize(
    ("line", "start_ms"),
    [
        ("00:00:01.500 --> 00:00:02.000", 1500),
        ("00:00:01,5 --> 00:00:02,0", 1500),
        ("0:00:01,500-->0:00:02,000", 1500),
        ("00:01,500 --> 00:02,000", 1500),
        ("00: 00: 01, 500 -> 00: 00: 02, 000", 1500),
        ("00:00:01,500 –> 00:00:02,000", 1500),
        ("  00:00:01:500  →  00:00:02:000  ", 1500),
        ("100:00:01,500 --> 100:00:02,000", 360_001_500),
        ("00:00:01 --> 00:00:02", 1000),
        ("-00:00:01,500 --> 00:00:02,000", 0),
        ("00:00:01,500 -->", 1500),
        ("00:00:01,500 --> 00:00:xx,000", 1500),
        ("00:00:xx,000 --> 00:00:02,000", 0),
        ("--> 00:00:02,000", 0),
    ],
)
def test_times_that_are_not_well_formed(line: str, start_ms: int) -> None:
    document = read_subrip(source(f"1\n{line}\nHello.\n"))
    assert shown(document) == [(start_ms, "Hello.")]
    assert any("line 2: " in warning for warning in document.warnings)


@pytest.mark.parametrize(
    "text", ["a --> b", "--> this way", "At 0:30 --> 0:45 it rains", "Go --> 12:30", "see 12:30 ->"]
)
def test_arrows_in_a_text_are_text(text: str) -> None:
    assert texts(srt(f"1\n00:00:01,000 --> 00:00:02,000\n{text}\n\n2\n00:00:03,000 --> 00:00:04,000\nEnd.\n")) == [
        text,
        "End.",
    ]


def test_settings_and_text_on_the_line_of_times() -> None:
    assert texts(srt("1\n00:00:01,000 --> 00:00:02,000 X1:40 X2:600 Y1:20 Y2:50\nOne.\n")) == ["One."]
    assert texts(srt("1\n00:00:01,000 --> 00:00:02,000 Ann:yes\nTwo.\n")) == ["Ann:yes", "Two."]
    printed = "[00:00.000 --> 00:02.500]  One,\n[00:02.500 --> 00:04.000]  two.\n"
    assert shown(srt(printed)) == [(0, "One,"), (2500, "two.")]
    document = srt("1\n00:00:01,000 --> 00:00:02,000 One more.\nTwo.\n")
    assert texts(document) == ["One more.", "Two."]
    assert document.warnings == ("line 2: text on the line of the times was taken as the text of the cue",)


def test_blank_lines_within_a_cue() -> None:
    document = srt(
        "1\n00:00:01,000 --> 00:00:02,000\n\nOne\n\ntwo.\n\n\n2\n00:00:02,000 --> 00:00:03,000\nThree.\n\nFour.\n"
    )
    assert shown(document) == [(1000, "One"), (None, "two."), (2000, "Three."), (None, "Four.")]
    assert document.warnings == (
        "line 4: text after a blank line was kept with the cue above it (and 2 more, to line 13)",
    )


def test_no_blank_lines_between_cues() -> None:
    document = srt(
        "1\n00:00:01,000 --> 00:00:02,000\nIn 1984\n1984\n2\n00:00:02,000 --> 00:00:03,000\nit was.\n"
        "3\n00:00:03,000 --> 00:00:04,000\nYes.\n"
    )
    assert shown(document) == [(1000, "In 1984"), (None, "1984"), (2000, "it was."), (3000, "Yes.")]


def test_a_file_with_a_blank_line_after_every_line() -> None:
    document = srt("1\n\n00:00:01,000 --> 00:00:02,000\n\nOne.\n\n2\n\n00:00:02,000 --> 00:00:03,000\n\nTwo.\n\n")
    assert shown(document) == [(1000, "One."), (2000, "Two.")]


def test_numbers_that_are_said_are_no_numbers_of_cues() -> None:
    unnumbered = (
        "00:00:01,000 --> 00:00:02,000\n1984\n\n00:00:02,000 --> 00:00:03,000\nfour\n7\n"
        "00:00:03,000 --> 00:00:04,000\nx\n"
    )
    assert texts(srt(unnumbered)) == ["1984", "four", "7", "x"]
    one_missing = (
        "1\n00:00:01,000 --> 00:00:02,000\nIt was\n1984\n\n00:00:02,000 --> 00:00:03,000\na year.\n\n"
        "3\n00:00:03,000 --> 00:00:04,000\nYes.\n"
    )
    assert texts(srt(one_missing)) == ["It was", "1984", "a year.", "Yes."]


def test_wrong_numbers_are_told() -> None:
    cues = [(1, "a"), (2, "b"), (2, "c"), (7, "d")]
    document = srt(
        "\n".join(f"{number}\n00:00:0{i},000 --> 00:00:0{i},900\n{text}\n" for i, (number, text) in enumerate(cues))
    )
    assert texts(document) == ["a", "b", "c", "d"]
    assert document.warnings == (
        "line 10: the cue after number 2 has the number 2",
        "line 14: the cue after number 2 has the number 7",
    )


def test_times_that_run_backwards_are_kept_and_told() -> None:
    text = (
        "1\n00:00:05,000 --> 00:00:04,000\nOne.\n\n2\n00:00:01,000 --> 00:00:09,000\nTwo.\n\n"
        "3\n00:00:02,000 --> 00:00:03,000\nThree.\n"
    )
    assert shown(srt(text)) == [(5000, "One."), (1000, "Two."), (2000, "Three.")]
    assert [(cue.start_ms, cue.end_ms) for cue in parse_subrip(text).cues] == [(5000, 4000), (1000, 9000), (2000, 3000)]
    assert srt(text).warnings == (
        "line 2: a cue ends before it begins",
        "line 6: a cue begins before the one above it; the order of the file was kept",
    )


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("<i>Well,</i> <b>yes</b>", "Well, yes"),
        ('<font color="#ff0">Yes</font>', "Yes"),
        (r"{\an8}{\i1}Top{\i0}", "Top"),
        ("A &amp; B &lt;3 &nbsp;C&#39;s", "A & B <3 C's"),
        ("R&D and AT&T; a &notit", "R&D and AT&T; a &notit"),
        ("I <3 you, a < b > c", "I <3 you, a < b > c"),
        ("<laughs> <John> {x}", "<laughs> <John> {x}"),
        ("Is 3 <b and > 2? <i or not>", "Is 3 <b and > 2? <i or not>"),
        ("<b >Yes</b> <span class='x' dir=rtl>so</span>", "Yes so"),
        ("  a\t b  ", "a b"),
        ("un<i>believ</i>able", "unbelievable"),
        ("&lt;i&gt;", "<i>"),
        ("a <rt>b", "a b"),
        ("<ruby>a<rt>x<rp>y</ruby> b", "a b"),
    ],
)
def test_markup_of_subrip(written: str, text: str) -> None:
    assert texts(srt(f"1\n00:00:01,000 --> 00:00:02,000\n{written}\n")) == [text]


@pytest.mark.parametrize(
    "tail",
    [
        "4",
        "4\n00:",
        "4\n00:00:05,0",
        "4\n00:00:05,000 --> 00:00:0",
        "4\n00:00:05,000 --",
        "4\n00:00:05,000 --> 00:00:06,000\n",
    ],
)
def test_a_file_that_is_cut_off(tail: str) -> None:
    document = srt(f"3\n00:00:01,000 --> 00:00:02,000\nOne.\n\n{tail}")
    assert texts(document) == ["One."]
    assert any("cut off" in warning and "line " in warning for warning in document.warnings)


def test_text_above_the_cues_is_set_apart() -> None:
    document = srt(
        "Captions by Mara\n\n1\n00:00:01,000 --> 00:00:02,000\nOne.\n\n2\n00:00:02,000 --> 00:00:03,000\nTwo."
    )
    assert [(line.text, line.mark) for line in document.lines] == [
        ("Captions by Mara", Mark.FURNITURE),
        ("One.", None),
        ("Two.", None),
    ]
    assert document.warnings == ("line 1: text above the first cue belongs to none",)


# --- WebVTT


def test_webvtt_header_comments_and_settings() -> None:
    document = vtt(
        "WEBVTT Kind: captions\nLanguage: en_GB\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000\n\n"
        "NOTE\nA comment\nof two lines\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\nwidth:40%\n\n"
        "intro\n00:01.000 --> 00:02.000 align:start position:0%\nOne.\n\n"
        "NOTE language is fine\n\n00:02.000 --> 01:00:03.000\nNOTE this is said\n"
    )
    assert shown(document) == [(1000, "One."), (2000, "NOTE this is said")]
    assert document.language == "en-GB"
    assert document.warnings == ("line 5: a comment (NOTE) was left out (and 1 more, to line 20)",)


@pytest.mark.parametrize("first", ["\ufeffWEBVTT", "WEBVTT - a talk", "Some text\n\nWEBVTT", "Some text\nWEBVTT"])
def test_what_stands_above_or_beside_the_signature(first: str) -> None:
    document = vtt(f"{first}\n\n00:01.000 --> 00:02.000\nOne.\n")
    assert texts(document)[-1] == "One."
    assert [line.text for line in document.lines if line.mark] == (["Some text"] if "Some" in first else [])
    assert bool(document.warnings) == (not first.endswith("\ufeffWEBVTT"))


def test_voices_of_webvtt() -> None:
    document = vtt(
        "WEBVTT\n\na1b2-c3/41-0\n00:01.000 --> 00:02.000\n<v Ines Calder>Can you\nhear me?</v>\n\n"
        "a1b2-c3/42-0\n00:02.000 --> 00:03.000\n<v Ines Calder>Hello?</v>\n\n"
        "a1b2-c3/43-0\n00:03.000 --> 00:04.000\n<v.loud.far Tom &amp; Co>Yes.</v> <v Ines Calder>Good.</v>\n\n"
        "a1b2-c3/44-0\n00:04.000 --> 00:05.000\nNobody is named.\n\n"
        "a1b2-c3/45-0\n00:05.000 --> 00:06.000\n<v Tom &amp; Co>\nBye.\n"
    )
    assert voices(document) == [
        ("Ines Calder", "Can you"),
        (None, "hear me?"),
        (None, "Hello?"),
        ("Tom & Co", "Yes."),
        ("Ines Calder", "Good."),
        (None, "Nobody is named."),
        ("Tom & Co", "Bye."),
    ]
    assert document.warnings == ()


def test_markup_of_webvtt() -> None:
    document = vtt(
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<c.yellow.bg_blue>One</c> <lang en-GB>two</lang> <00:01.500>three&lrm; "
        "&lt;4&gt;\n<ruby>漢字<rt>かんじ</rt></ruby>です\n"
    )
    assert texts(document) == ["One two three <4>", "漢字です"]
    assert document.warnings == ("line 5: how words are read (ruby text) was left out",)


def test_identifiers_of_webvtt_are_not_said() -> None:
    document = vtt("WEBVTT\n\nThe intro\n00:01.000 --> 00:02.000\nOne.\n\nThe end\n00:02.000 --> 00:03.000\nTwo.\n")
    assert texts(document) == ["One.", "Two."]
    assert [cue.id for cue in parse_webvtt("WEBVTT\n\n1\n00:01.000 --> 00:02.000\nHi\n").cues] == ["1"]


def test_a_name_of_a_cue_among_unnamed_ones_is_told() -> None:
    plain = "".join(f"00:0{i}.000 --> 00:0{i}.900\nText {i}.\n\n" for i in range(3))
    document = vtt(f"WEBVTT\n\n{plain}chapter\n00:05.000 --> 00:06.000\nOne.\n")
    assert texts(document)[-1] == "One."
    assert document.warnings == ("line 12: a line above the times was taken for the name of the cue, and left out",)


def test_text_that_a_blank_line_parts_from_its_times_is_no_identifier() -> None:
    document = vtt("WEBVTT\n\n00:01.000 --> 00:02.000\n\nOne, two.\n00:02.000 --> 00:03.000\n\nThree.\n")
    assert shown(document) == [(1000, "One, two."), (2000, "Three.")]


def test_webvtt_with_times_of_subrip() -> None:
    document = vtt("WEBVTT\n\n1\n00:00:01,000 --> 00:00:02,000\nOne.\n2\n00:00:02.000 --> 00:00:03.000\nTwo.\n")
    assert shown(document) == [(1000, "One."), (2000, "Two.")]
    assert document.warnings == ("line 4: times are not written as 00:00:01.000 --> 00:00:02.000",)


def test_joined_segments_of_a_stream() -> None:
    segment = "WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0\n\n"
    document = vtt(
        f"{segment}00:01.000 --> 00:03.000\nOver the edge.\n\n{segment}00:01.000 --> 00:03.000\nOver the edge.\n\n"
        "00:03.000 --> 00:04.000\nDone.\n"
    )
    assert texts(document) == ["Over the edge.", "Done."]


def test_word_times_of_webvtt() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:04.000\none<00:01.500><c>  two</c>\n<00:02.000>three <00:00:02.500>\nfour\n"
    (cue,) = parse_webvtt(text).cues
    assert cue.lines == ("one two", "three", "four")
    assert [(word.start_ms, cue.lines[word.line][word.offset :]) for word in cue.words] == [
        (1500, "two"),
        (2000, "three"),
        (2500, "four"),
    ]
    assert shown(vtt(text)) == [(1000, "one two"), (2000, "three"), (2500, "four")]


# --- SBV


def test_sbv() -> None:
    document = read_sbv(
        source("0:00:00.599,0:00:04.160\n>> ALICE: Hi, my name\n\n0:00:04.160,0:00:06.770\nis[br]Bob\n\n")
    )
    assert is_sbv(source("0:00:00.599,0:00:04.160\nHi\n"))
    assert shown(document) == [(599, ">> ALICE: Hi, my name"), (4160, "is"), (None, "Bob")]
    assert document.kind == "sbv"


def test_sub_viewer_header() -> None:
    text = "[INFORMATION]\n[TITLE]Bees\n[END INFORMATION]\n[SUBTITLE]\n00:00:01.50,00:00:02.00\nHi[br]there\n"
    assert is_sbv(source(text))
    assert [cue.lines for cue in parse_sbv(text).cues] == [("Hi", "there")]
    assert shown(read_sbv(source(text)))[0] == (1500, "Hi")


# --- TTML

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="urn:m" xmlns:ttp="urn:p" '
    'xml:lang="de" ttp:frameRate="25" ttp:tickRate="1000"><head><metadata><ttm:title>Ein  Titel</ttm:title>'
    '<ttm:agent xml:id="a1" type="person"><ttm:name type="full">Ann Lee</ttm:name></ttm:agent></metadata>'
    '<styling><style xml:id="s"/></styling></head><body><div>\n'
)
TAIL = "\n</div></body></tt>"


def test_ttml_text_breaks_and_metadata() -> None:
    document = ttml(
        HEAD + '<p begin="00:00:01.500" end="00:00:02.500">Hallo<br/>du &amp; <span>ich</span></p>\n'
        '<p begin="3s">  Ja\n  doch. </p>'
        '<p begin="9s" end="10s"/>' + TAIL
    )
    assert shown(document) == [(1500, "Hallo"), (None, "du & ich"), (3000, "Ja doch.")]
    assert (document.kind, document.language, document.title) == ("ttml", "de", "Ein Titel")
    assert [line.number for line in document.lines] == [3, 3, 4]


@pytest.mark.parametrize(
    ("written", "start_ms"),
    [
        ("00:00:12.3", 12_300),
        ("01:00:00", 3_600_000),
        ("00:00:12:05", 12_200),
        ("12.3s", 12_300),
        ("1500ms", 1500),
        ("2m", 120_000),
        ("0.5h", 1_800_000),
        ("50f", 2000),
        ("1234t", 1234),
        ("12.3", 12_300),
    ],
)
def test_times_of_ttml(written: str, start_ms: int) -> None:
    assert shown(ttml(f'{HEAD}<p begin="{written}">Ja.</p>{TAIL}')) == [(start_ms, "Ja.")]


def test_nested_times_of_ttml() -> None:
    cues = parse_ttml(
        HEAD + '<div begin="10s" end="16s"><p begin="1s" dur="2s">Eins.</p><p begin="4s" end="9s">Zwei.</p>'
        "<p>Drei.</p></div>"
        '<div timeContainer="seq"><p dur="20s">Vier.</p><p dur="1s">Fünf.</p></div>'
        '<p><span begin="30s" end="31s">Sechs </span><span begin="31s" end="32s">sieben.</span></p>' + TAIL,
        "talk",
    ).cues
    assert [(cue.start_ms, cue.end_ms, cue.lines) for cue in cues[:3]] == [
        (11_000, 13_000, ("Eins.",)),
        (14_000, 16_000, ("Zwei.",)),
        (10_000, 16_000, ("Drei.",)),
    ]
    assert (cues[4].start_ms, cues[5].start_ms, cues[5].end_ms) == (20_000, 30_000, 32_000)
    assert [(word.offset, word.start_ms) for word in cues[5].words] == [(0, 30_000), (6, 31_000)]


def test_voices_of_ttml() -> None:
    document = ttml(
        HEAD + '<p begin="1s" ttm:agent="a1">Hallo.</p><p begin="2s"><span ttm:agent="a1">Ja.</span> '
        '<span ttm:agent="a2">Nein.</span></p>' + TAIL
    )
    assert voices(document) == [("Ann Lee", "Hallo."), (None, "Ja."), ("a2", "Nein.")]


def test_preserved_breaks_references_and_foreign_prefixes() -> None:
    assert texts(ttml('<tt xml:space="preserve"><body><p begin="1s">a \n  b</p></body></tt>')) == ["a", "b"]
    assert texts(
        ttml('<tt:tt xmlns:tt="u"><tt:body><tt:p begin="1s">R&D&nbsp;&copy; &#39;x</tt:p></tt:body></tt:tt>')
    ) == ["R&D © 'x"]
    assert texts(ttml('<tt><body><p begin="1s">a<![CDATA[ <b> & ]]>c</p></body></tt>')) == ["a <b> & c"]


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "ha"><!ENTITY b "&a;&a;">',
        '<!ENTITY b SYSTEM "file:///etc/hostname">',
        '<!ENTITY % p "x">',
    ],
)
def test_entities_are_refused(declared: str) -> None:
    text = f'<?xml version="1.0"?>\n<!DOCTYPE tt [{declared}]>\n<tt><body><p begin="1s">&b;</p></body></tt>'
    assert is_ttml(source(text))
    with pytest.raises(TranscriptError, match="declares entities") as caught:
        read_ttml(source(text))
    assert caught.value.line == 2


def test_broken_and_cut_off_xml() -> None:
    with pytest.raises(TranscriptError, match="broken") as caught:
        ttml('<tt><body>\n<p begin="1s">Hi <b>x</p></body></tt>')
    assert caught.value.line == 2
    document = ttml('<tt><body>\n<p begin="1s">One.</p>\n<p begin="2s">Two <sp')
    assert shown(document) == [(1000, "One."), (2000, "Two")]
    assert document.warnings == ("line 3: the file is cut off; what stands above was read",)


def test_deep_ttml_is_read() -> None:
    depth = 20_000
    assert texts(ttml(f"<tt><body><p begin='1s'>{'<span>' * depth}x{'</span>' * depth}</p></body></tt>")) == ["x"]


# --- others


def test_lrc() -> None:
    text = "[ti:A song]\n[la:en]\n\n[00:12.00]We <00:12.50>walk\n[00:10.50][00:20.00]Home\nalone\n"
    assert is_lrc(source(text))
    document = read_lrc(source(text))
    assert shown(document) == [(10_500, "Home"), (12_000, "We walk"), (20_000, "Home"), (20_000, "alone")]
    assert (document.title, document.language) == ("A song", "en")
    assert document.warnings == ("line 6: a line has no time; it was kept below the one above it",)
    assert not is_lrc(source("[00:12] Kofi: Right.\n[00:14] Ines: Yes.\n[00:16] Kofi: Well.\n"))


def test_ass() -> None:
    text = (
        "[Script Info]\nTitle: Bees\n\n[V4+ Styles]\nFormat: Name\nStyle: Default\n\n[Events]\n"
        "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
        "Comment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,no\n"
        r"Dialogue: 0,0:00:05.00,0:00:06.00,Default,Ann,0,0,0,,Well, {\i1}yes\Nand\hno"
        "\n"
        r"Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\p1}m 0 0 l 10 0{\p0}First."
        "\n"
    )
    assert is_ass(source(text))
    document = read_ass(source(text))
    assert shown(document) == [(1000, "First."), (5000, "Well, yes"), (None, "and no")]
    assert [line.label for line in document.lines] == [None, "Ann", None]
    assert document.title == "Bees"


def test_microdvd() -> None:
    text = "{1}{1}25\n{25}{50}{y:i}Hi|there\n{75}{100}Bye\n"
    assert is_microdvd(source(text))
    assert shown(read_microdvd(source(text))) == [(1000, "Hi"), (None, "there"), (3000, "Bye")]
    assert "23.976" in read_microdvd(source("{0}{50}Hi\n")).warnings[0]


# --- all


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (read_webvtt, "WEBVTT\n"),
        (read_webvtt, "WEBVTT\n\nNOTE nothing\n"),
        (read_webvtt, "WEBVTT\n\n00:01.000 --> 00:02.000\n\n"),
        (read_subrip, "1\n00:00:01,000 --> 00:00:02,000\n<i></i>\n\n"),
        (read_sbv, "0:00:01.000,0:00:02.000\n\n"),
        (read_ttml, "<tt><body><p begin='1s'> </p></body></tt>"),
        (read_lrc, "[ti:a]\n[00:01.00]\n"),
        (read_ass, "[Script Info]\n"),
    ],
)
def test_captions_without_text_are_refused(read: Callable[[Source], Document], text: str) -> None:
    with pytest.raises(TranscriptError, match=r"no cue|none of the cues") as caught:
        read(source(text))
    assert "\n" not in str(caught.value)


SNIFFERS = (is_webvtt, is_subrip, is_sbv, is_ttml, is_lrc, is_ass, is_microdvd)


@pytest.mark.parametrize(
    "text",
    [
        "MARA: We wrote a --> b on the board.\nTOBIN: And 00:01 --> 00:02 below it.\n",
        "A cue looks like this:\n\n1\n00:00:01,000 --> 00:00:02,000\nHello\n\nand so on.\nMore.\nMore.\nMore.\nMore.\n",
        "WEBVTT is a format.\nIt begins with WEBVTT.\n",
        "<html><body><tt>typed</tt></body></html>",
        "<tt>typed</tt>",
        "[00:12:33] Kofi: Right.\n[00:12:41] Ines: Exactly.\n",
        "0:15\nIt was a bad year.\n0:20\nYes.\n",
        "{\\rtf1 Hi}",
        '{"a": 1}',
        "",
    ],
)
def test_what_is_no_caption_file(text: str) -> None:
    assert not any(sniff(source(text)) for sniff in SNIFFERS)


def test_every_kind_is_recognised_by_one_sniffer_only() -> None:
    files = (
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nHi\n",
        "1\n00:00:01,000 --> 00:00:02,000\nHi\n",
        "0:00:01.000,0:00:02.000\nHi\n",
        "<tt xmlns='u'><body/></tt>",
        "[ar:x]\n[00:01.00]Hi\n",
        "[Script Info]\n",
        "{1}{2}Hi\n",
    )
    for text, own in zip(files, SNIFFERS, strict=True):
        assert [sniff for sniff in SNIFFERS if sniff(source(text))] == [own]


def test_numbers_of_cues_ascend() -> None:
    cues = parse_subrip("00:01,000 --> 00:02,000\na\n\n00:03,000 --> 00:04,000\n\n00:05,000 --> 00:06,000\nb").cues
    assert all(b.number == a.number + 1 and b.line > a.line for a, b in pairwise(cues))
    assert [cue.lines for cue in cues] == [("a",), (), ("b",)]


_FIRST_LINES = """
Sometimes, though, the tide and
we took the boat out to the
Like, the old ferry
it was so cold that the rope
Then, at noon
(Applause)
nobody knew where the horn
Then, in the evening
the light went out, and with it
(Applause)
Then, for a week
and that was the last we
they had told us that there was
""".strip().split("\n")
_SECOND_LINE = "went on until the morning after."
CUES = "WEBVTT\n\n" + "\n".join(
    f"00:{at:02}.000 --> 00:{at + 1:02}.000\n{first}\n" + ("" if first[0] == "(" else f"{_SECOND_LINE}\n")
    for at, first in enumerate(_FIRST_LINES)
)


def test_the_first_lines_of_cues_are_no_names_for_having_times() -> None:
    transcript = read_text(CUES, "talk.vtt")
    assert transcript.layout == "unlabelled"
    assert transcript.speakers == ()
    assert [sound.text for sound in transcript.sounds] == ["Applause", "Applause"]
