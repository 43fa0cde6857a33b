"""Rich Text Format as programs write it: code pages, what is set off, tables, what stands beside; and hostile files."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcripts import TranscriptError
from transcripts.reading import read_bytes
from transcripts.reading.decode import source_of
from transcripts.reading.document import Document, Line, Mark, Source
from transcripts.reading.rtf import is_rtf, read_rtf

TEXTEDIT = r"""{\rtf1\ansi\ansicpg1252\cocoartf2639
\cocoatextscaling0\cocoaplatform0{\fonttbl\f0\fswiss\fcharset0 Helvetica-Bold;\f1\fswiss\fcharset0 Helvetica;}
{\colortbl;\red255\green255\blue255;}
{\*\expandedcolortbl;;}
\paperw11900\paperh16840\margl1440\margr1440\vieww11520\viewh8400\viewkind0
\pard\tx566\pardirnatural\partightenfactor0

\f0\b\fs24 \cf0 Mara Quist:
\f1\b0  So you were on the quay \'97 alone?\
\
\f0\b Tom Reed:
\f1\b0  Caf\'e9, \uc0\u8220 yes\u8221 .}"""

WORDPAD = (
    "{\\rtf1\\ansi\\ansicpg1252\\deff0\\nouicompat\\deflang1031{\\fonttbl{\\f0\\fnil\\fcharset0 Calibri;}}\r\n"
    "{\\*\\generator Riched20 10.0.19041}\\viewkind4\\uc1 \r\n"
    "\\pard\\sa200\\sl276\\slmult1\\b\\f0\\fs22\\lang7 MARA:\\b0  Gr\\'fc\\'dfe.\\par\r\n"
    "TOM: \\u20320?\\u22909?.\\par\r\n}\r\n\x00"
)

WORD = r"""{\rtf1\adeflang1025\ansi\ansicpg1252\uc1\deff0\stshfdbch0
{\fonttbl{\f0\froman\fcharset0 Times New Roman{\*\falt Times};}
{\f40\froman\fcharset204\fprq2 Times New Roman Cyr;}}{\colortbl;\red0\green0\blue0;\red0\green0\blue255;}
{\stylesheet{\ql \snext0 Normal;}{\s1\ql \sbasedon0 heading 1;}{\*\cs10 \additive Default Paragraph Font;}}
{\*\rsidtbl \rsid1}{\info{\title The  harbour}{\author Someone}{\creatim\yr2020}}\widowctrl
{\header \pard\plain \qc Harbour Radio\par}{\footer \pard\plain Page {\field{\*\fldinst PAGE}{\fldrslt 1}}\par}
\pard\plain \s1\ql {\rtlch\fcs1 \af0 \ltrch\fcs0 \b The interview\par }
\pard\plain \ql {\b Mara:}{\insrsid1  Hello{\*\bkmkstart x}{\*\bkmkend x}.
{\super \chftn}{\footnote \pard {\super \chftn} A remark.}\par }
{\b\cf2 Tom:}{ I {\deleted did not }{\revised do}.\par }
{\f40 \'cf\'f0\'e8\'e2\'e5\'f2\par}
{\*\themedata 504b0304}{\*\datastore 0105}}"""


def read(text: str, encoding: str = "latin-1") -> Document:
    return read_rtf(source_of(text.encode(encoding), "talk.rtf"))


def body(text: str) -> tuple[Line, ...]:
    return read(r"{\rtf1\ansi\deff0 " + text + "}").lines


def texts(text: str) -> list[str]:
    return [line.text for line in body(text)]


class TestPrograms:
    def test_textedit(self) -> None:
        first, second = read(TEXTEDIT).lines
        assert first.text == "Mara Quist: So you were on the quay — alone?"
        assert first.text[: first.set_off] == "Mara Quist:"
        assert second.text == "Tom Reed: Café, “yes”."
        assert (first.gap, second.gap) == (1, 2)

    def test_wordpad(self) -> None:
        first, second = read(WORDPAD).lines
        assert (first.text, first.text[: first.set_off]) == ("MARA: Grüße.", "MARA:")
        assert (second.text, second.set_off) == ("TOM: 你好.", 0)

    def test_word(self) -> None:
        document = read(WORD)
        assert document.title == "The harbour"
        assert [(line.text, line.mark) for line in document.lines] == [
            ("Harbour Radio", Mark.FURNITURE),
            ("The interview", Mark.HEADING),
            ("Mara: Hello.", None),
            ("Tom: I do.", None),
            ("Привет", None),
            ("Page 1", Mark.FURNITURE),
            ("A remark.", Mark.FURNITURE),
        ]
        assert [line.set_off for line in document.lines if line.mark is None] == [5, 4, 0]
        assert document.warnings == ()

    def test_utf_8_against_the_rules(self) -> None:
        assert read(r"{\rtf1\ansi Grüße — 你好\par}", "utf-8").lines[0].text == "Grüße — 你好"

    def test_white_space_and_a_mark_before_the_beginning(self) -> None:
        assert read("\ufeff \n{\\rtf1 Hello.}", "utf-8").lines[0].text == "Hello."


class TestCharacters:
    @pytest.mark.parametrize(
        ("head", "written", "text"),
        [
            (r"\ansicpg1252", r"\'93a\'94", "“a”"),
            (r"\ansicpg1251", r"\'cf\'f0", "Пр"),
            (r"\ansicpg1250", r"\'b9\'ea", "ąę"),
            (r"\ansicpg932", r"\'93\'fa\'96\'7b", "日本"),
            (r"\ansicpg932", r"\'83A", "ア"),
            (r"\ansicpg936", r"\'c4\'e3", "你"),
            (r"\mac", r"\'8e", "é"),
            (r"\pc", r"\'82", "é"),
            (r"\ansicpg99999", r"\'e9", "é"),
        ],
    )
    def test_code_pages(self, head: str, written: str, text: str) -> None:
        assert read("{\\rtf1\\ansi" + head + " " + written + "}").lines[0].text == text

    def test_the_character_set_of_a_font(self) -> None:
        fonts = r"{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset161 B;}}"
        assert texts(fonts + r"\f0 \'e1\f1 \'e1") == ["áα"]

    @pytest.mark.parametrize(
        ("written", "text"),
        [
            (r"\u8212?a", "—a"),
            (r"\u8212\'97a", "—a"),
            (r"\uc2\u8212\'81\'5ca", "—a"),
            (r"\uc0\u8212 a", "—a"),
            (r"{\uc0\u8212}\u233 ?a", "—éa"),
            (r"\u-10179?\u-8704?", "\U0001f600"),
            (r"\u55357?x", "�x"),
            (r"\emdash\endash\lquote a\rquote\ldblquote\rdblquote", "—–‘a’“”"),
            (r"a\~b\_c\-d", "a b-cd"),
            (r"\{a\}\\", "{a}\\"),
        ],
    )
    def test_written_characters(self, written: str, text: str) -> None:
        assert texts(written) == [text]

    def test_line_ends_of_the_file_are_nothing(self) -> None:
        assert texts("Hel\r\nlo \nyou") == ["Hello you"]


class TestText:
    def test_paragraphs_lines_and_tabs(self) -> None:
        first, second, third = body(r"Mara\tab Hello\line again\par\par Tom")
        assert (first.number, first.cells, first.text) == (1, ("Mara", "Hello"), "Mara Hello")
        assert (second.number, second.gap, second.text) == (1, 0, "again")
        assert (third.number, third.gap) == (3, 2)

    @pytest.mark.parametrize("kind", ["b", "i", "ul", "caps", "scaps"])
    def test_what_is_set_off(self, kind: str) -> None:
        for written in (
            f"{{\\{kind} Mara:}} Hello",
            f"\\{kind} Mara:\\{kind}0  Hello",
            f"\\{kind} Mara:\\plain  Hello",
        ):
            (line,) = body(written)
            assert (line.text, line.set_off) == ("Mara: Hello", 5)

    def test_a_colour_that_is_not_the_usual_one(self) -> None:
        colours = r"{\colortbl;\red0\green0\blue0;\red200\green0\blue0;}"
        (line,) = body(colours + r"\cf2 Mara:\cf1  Hello, and welcome.")
        assert line.text[: line.set_off] == "Mara:"

    def test_hidden_and_deleted_text(self) -> None:
        shown, hidden = body(r"Shown {\v secret }{\deleted gone }here.")
        assert (shown.text, shown.mark) == ("Shown here.", None)
        assert (hidden.text, hidden.mark) == ("secret", Mark.FURNITURE)

    def test_times_are_taken_out(self) -> None:
        (line,) = body(r"[1:05] {\b Mara:} Hello.")
        assert (line.start_ms, line.text[: line.set_off]) == (65_000, "Mara:")

    def test_rows_of_tables(self) -> None:
        row = r"\trowd\cellx1\cellx2\pard\intbl {\b Mara}\cell Hello.\par And more.\cell\row "
        lines = body(row * 2 + r"\pard After.\par")
        assert [line.text for line in lines] == ["Mara Hello.", "And more."] * 2 + ["After."]
        assert [line.cells for line in lines] == [("Mara", "Hello."), ()] * 2 + [()]
        assert lines[0].set_off == 4

    def test_lists(self) -> None:
        item = r"{\listtext\tab 1.\tab}\ls1 apples\par\pard "
        assert [(line.text, line.mark) for line in body(item * 2 + "Speech.")] == [
            ("apples", Mark.LIST),
            ("apples", Mark.LIST),
            ("Speech.", None),
        ]

    def test_outline_levels_are_headings(self) -> None:
        assert body(r"\outlinelevel0 Part\par\pard Text\par")[0].mark is Mark.HEADING

    def test_pictures_and_unknown_groups_are_no_text(self) -> None:
        assert texts(r"a{\pict\pngblip 89504e47}{\*\unknown gone}{\known kept}b") == ["akeptb"]

    def test_binary_data_is_skipped(self) -> None:
        assert texts("a{\\pict\\bin5 }{}}\\}b") == ["ab"]

    def test_links_show_their_text(self) -> None:
        link = r'{\field{\*\fldinst HYPERLINK "http://a.example"}{\fldrslt a link}}'
        assert texts(link) == ["a link"]


class TestDamaged:
    def test_cut_off(self) -> None:
        document = read(r"{\rtf1\ansi {\b Mara:} Hello")
        assert document.lines[0].text == "Mara: Hello"
        assert document.warnings == ("line 1: the file ends within a group; it may be incomplete",)

    def test_a_brace_too_many_loses_nothing(self) -> None:
        document = read("{\\rtf1\\ansi Hello.\\par}}\nMore.")
        assert [line.text for line in document.lines] == ["Hello.", "More."]
        assert document.warnings == ("line 1: a closing brace too many",)

    def test_binary_data_beyond_the_end(self) -> None:
        document = read(r"{\rtf1\ansi Hello.\bin99999 more}")
        assert [line.text for line in document.lines] == ["Hello.more"]
        assert "line 1: binary data" in document.warnings[0]

    @pytest.mark.parametrize("text", ["{\\rtf1}", "{\\rtf", "{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}\\par}"])
    def test_no_text(self, text: str) -> None:
        with pytest.raises(TranscriptError, match=r"talk\.rtf: this RTF file has no text in it"):
            read_bytes(text.encode(), "talk.rtf")

    @pytest.mark.parametrize(
        "hostile",
        [
            "a}",
            "{",
            "{\\b ",
            "a\\par ",
            "\\trowd a\\cell ",
            "{\\footnote a",
            "{\\header a}",
            "\\u55357 ?",
            "\\'e9",
            "\\*\\x",
        ],
    )
    def test_repeated_without_end(self, hostile: str) -> None:
        document = read("{\\rtf1\\ansi b" + hostile * 1_500)
        assert document.lines[0].text
        assert len(document.warnings) <= 1


class TestAnyInput:
    def test_only_its_own(self) -> None:
        assert is_rtf(Source(name="x", text="{\\rtf1 a}"))
        assert not is_rtf(Source(name="x", text="Mara: {\\rtf1 a}"))
        assert not is_rtf(Source(name="x", text=""))

    PIECES = st.one_of(
        st.sampled_from(
            [
                *"{}\\;*",
                "\\par ",
                "\\'e9",
                "\\'",
                "\\u233 ?",
                "\\uc9",
                "\\bin3 ",
                "\\*\\x",
                "{\\fonttbl{\\f1\\fcharset128 x;}}",
                "\\f1 ",
                "\\trowd",
                "\\cell",
                "\\row",
                "{\\footnote ",
                "\\v ",
                "\\b",
                "\\uc-1",
                "{\\colortbl;\\red1;}",
                "\\cf1 ",
                "\\ansicpg65001",
                "\\ansicpg0",
                "\\mac",
                "{\\stylesheet{\\s1 heading 1;}}",
                "\\s1 ",
                "\\bin-9 ",
                "\\u-99999 ",
            ]
        ),
        st.text(max_size=6),
    )

    @settings(deadline=None)
    @given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(("utf-8", "latin-1", "cp1252")))
    def test_any_text_gives_lines_or_a_clear_error(self, text: str, encoding: str) -> None:
        data = ("{\\rtf1" + text).encode(encoding, "replace")
        try:
            document = read_rtf(source_of(data, "x"))
        except TranscriptError as error:
            assert "\n" not in str(error)  # noqa: PT017
            return
        for line in document.lines:
            assert line.text == " ".join(line.text.split()) != ""
            assert 0 <= line.set_off <= len(line.text)

    WORDS = st.text("abcdefgh", min_size=1, max_size=6)
    AROUND = st.sampled_from(("{} ", "{{\\b {} }}", "\\i {} \\i0 ", "{}\\par ", "{}\\line ", "{{{}}} ", "{}\\~"))

    @settings(deadline=None)
    @given(st.lists(st.tuples(AROUND, WORDS), min_size=1, max_size=30))
    def test_every_word_is_in_exactly_one_line(self, parts: list[tuple[str, str]]) -> None:
        lines = body("".join(around.format(word) for around, word in parts))
        assert " ".join(line.text for line in lines).split() == [word for _, word in parts]
        assert [line.number for line in lines] == sorted(line.number for line in lines)
