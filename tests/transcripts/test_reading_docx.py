"""Word documents, built here part by part: what is said, who, what is set off, what stands beside; and hostile ones."""

import io
import zipfile
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcripts import TranscriptError
from transcripts.reading import read_bytes
from transcripts.reading.decode import source_of
from transcripts.reading.document import Document, Line, Mark, Source
from transcripts.reading.docx import is_docx, read_docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def zipped(parts: dict[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def part(body: str, root: str = "document", uri: str = W) -> str:
    inner = f"<w:body>{body}</w:body>" if root == "document" else body
    return f'<?xml version="1.0"?><w:{root} xmlns:w="{uri}" xmlns:mc="{MC}">{inner}</w:{root}>'


def docx(body: str, **others: str) -> bytes:
    """A document of a body and other parts, those by their names: ``styles=…``, ``footnotes=…``."""
    parts: dict[str, str | bytes] = {"word/document.xml": part(body)}
    parts |= {f"word/{name}.xml": content for name, content in others.items()}
    return zipped(parts)


def read(data: bytes) -> Document:
    return read_docx(source_of(data, "talk.docx"))


def lines_of(body: str, **others: str) -> tuple[Line, ...]:
    return read(docx(body, **others)).lines


def texts(body: str, **others: str) -> list[str]:
    return [line.text for line in lines_of(body, **others)]


def run(text: str, properties: str = "") -> str:
    formats = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{formats}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*runs: str, properties: str = "") -> str:
    formats = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{formats}{''.join(runs)}</w:p>"


def cell(*paragraphs: str) -> str:
    return f"<w:tc>{''.join(paragraphs)}</w:tc>"


def table(*rows: tuple[str, ...]) -> str:
    written = ("<w:tr>" + "".join(cells) + "</w:tr>" for cells in rows)
    return f"<w:tbl>{''.join(written)}</w:tbl>"


def box(*paragraphs: str) -> str:
    return f"<w:r><w:pict><w:txbxContent>{''.join(paragraphs)}</w:txbxContent></w:pict></w:r>"


def style(style_id: str, name: str, inner: str = "", default: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{style_id}"{default}><w:name w:val="{name}"/>{inner}</w:style>'


class TestText:
    def test_paragraphs_are_numbered_and_empty_ones_are_gaps(self) -> None:
        first, second = lines_of(p(run("Mara: Hello.")) + p() + p(run("Tom: Hi.")))
        assert (first.number, first.text) == (1, "Mara: Hello.")
        assert (second.number, second.text) == (3, "Tom: Hi.")
        assert second.gap > first.gap

    def test_text_in_many_runs_is_one_line(self) -> None:
        assert texts(p(run("Hel"), run("lo  the"), run("re."))) == ["Hello there."]

    def test_breaks_begin_lines_and_tabs_are_cells(self) -> None:
        first, second = lines_of(
            p(run("Mara"), "<w:r><w:tab/></w:r>", run("Hello"), "<w:r><w:br/></w:r>", run("again"))
        )
        assert first.cells == ("Mara", "Hello")
        assert (second.text, second.gap) == ("again", 0)

    def test_a_tab_stop_of_a_paragraph_is_no_text(self) -> None:
        assert lines_of(p(run("Hello."), properties='<w:tabs><w:tab w:pos="720"/></w:tabs>'))[0].cells == ()

    def test_hyphens_that_do_not_break_and_formulas(self) -> None:
        body = p(run("well"), "<w:r><w:noBreakHyphen/></w:r>", run("known"))
        assert texts(body) == ["well-known"]

    def test_inserted_text_stays_and_deleted_text_goes(self) -> None:
        inserted = f"<w:ins>{run('very ')}</w:ins>"
        deleted = "<w:del><w:r><w:delText>not </w:delText></w:r></w:del>"
        moved = f"<w:moveFrom>{run('gone')}</w:moveFrom>"
        assert texts(p(run("It is "), inserted, deleted, moved, run("good."))) == ["It is very good."]

    def test_fields_show_their_result_only(self) -> None:
        field = '<w:r><w:fldChar/><w:instrText>HYPERLINK "http://a.example"</w:instrText></w:r>'
        assert texts(p(field, f"<w:hyperlink>{run('a link')}</w:hyperlink>")) == ["a link"]

    def test_content_controls_and_smart_tags_are_gone_through(self) -> None:
        control = f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{p(run('Inside.'))}</w:sdtContent></w:sdt>"
        assert texts(control + p(f"<w:smartTag>{run('Tagged.')}</w:smartTag>")) == ["Inside.", "Tagged."]

    def test_hidden_text_is_kept_apart(self) -> None:
        shown, hidden = lines_of(p(run("Shown."), run("Secret.", "<w:vanish/>")))
        assert (shown.text, shown.mark) == ("Shown.", None)
        assert (hidden.text, hidden.mark) == ("Secret.", Mark.FURNITURE)

    def test_times_are_taken_out(self) -> None:
        first, second = lines_of(p(run("[00:01:05] Hello.")) + p(run("It was 10:30.")))
        assert (first.start_ms, first.text) == (65_000, "Hello.")
        assert (second.start_ms, second.text) == (None, "It was 10:30.")

    def test_the_strict_namespace(self) -> None:
        data = zipped({"word/document.xml": part(p(run("Mara: ", "<w:b/>"), run("Hello.")), uri=STRICT)})
        assert [(line.text, line.set_off) for line in read(data).lines] == [("Mara: Hello.", 5)]

    def test_the_part_may_have_a_number(self) -> None:
        assert read(zipped({"word/document2.xml": part(p(run("Hello.")))})).lines[0].text == "Hello."


class TestSetOff:
    @pytest.mark.parametrize("kind", ["b", "i", "u", "caps", "smallCaps"])
    def test_a_label_in_another_type(self, kind: str) -> None:
        (line,) = lines_of(p(run("Mara Quist:", f"<w:{kind}/>"), run(" Hello.")))
        assert line.text[: line.set_off] == "Mara Quist:"

    def test_off_is_off(self) -> None:
        assert lines_of(p(run("Mara:", '<w:b w:val="0"/>'), run(" Hello.")))[0].set_off == 0
        assert lines_of(p(run("Mara:", '<w:u w:val="none"/>'), run(" Hello.")))[0].set_off == 0

    def test_emphasis_amid_a_line_is_none(self) -> None:
        assert lines_of(p(run("I "), run("really", "<w:i/>"), run(" do.")))[0].set_off == 0

    def test_a_colour_that_is_not_the_usual_one(self) -> None:
        other, usual = '<w:color w:val="C00000"/>', '<w:color w:val="333333"/>'
        line = lines_of(p(run("Mara:", other), run(" Hello to you all.", usual)))[0]
        assert line.text[: line.set_off] == "Mara:"

    def test_styles_of_characters_and_paragraphs(self) -> None:
        styles = part(
            style("Base", "Base", "<w:rPr><w:b/></w:rPr>") + style("Name", "Name", '<w:basedOn w:val="Base"/>'),
            "styles",
        )
        by_run, by_paragraph = lines_of(
            p(run("Mara:", '<w:rStyle w:val="Name"/>'), run(" Hello."))
            + p(run("All bold."), properties='<w:pStyle w:val="Name"/>'),
            styles=styles,
        )
        assert by_run.text[: by_run.set_off] == "Mara:"
        assert by_paragraph.set_off == len("All bold.")

    def test_styles_that_build_on_each_other_in_a_circle(self) -> None:
        styles = part(style("A", "A", '<w:basedOn w:val="B"/>') + style("B", "B", '<w:basedOn w:val="A"/>'), "styles")
        assert texts(p(run("Hello."), properties='<w:pStyle w:val="A"/>'), styles=styles) == ["Hello."]

    def test_a_time_before_the_label(self) -> None:
        (line,) = lines_of(p(run("[0:05] "), run("Mara:", "<w:b/>"), run(" Hello.")))
        assert (line.start_ms, line.text[: line.set_off]) == (5_000, "Mara:")


class TestMarks:
    STYLES = part(
        style("Heading1", "heading 1") + style("Titel", "Title") + style("TOC1", "toc 1") + style("Normal", "Normal"),
        "styles",
    )

    @pytest.mark.parametrize(
        ("style_id", "mark"),
        [("Heading1", Mark.HEADING), ("Titel", Mark.HEADING), ("TOC1", Mark.FURNITURE), ("Normal", None)],
    )
    def test_styles_tell(self, style_id: str, mark: Mark | None) -> None:
        body = p(run("The harbour"), properties=f'<w:pStyle w:val="{style_id}"/>')
        assert lines_of(body, styles=self.STYLES)[0].mark is mark

    def test_an_outline_level_tells(self) -> None:
        level, body_text = '<w:outlineLvl w:val="1"/>', '<w:outlineLvl w:val="9"/>'
        assert lines_of(p(run("Part"), properties=level))[0].mark is Mark.HEADING
        assert lines_of(p(run("Part"), properties=body_text))[0].mark is None

    def test_items_of_lists(self) -> None:
        item = '<w:numPr><w:numId w:val="3"/></w:numPr>'
        none = '<w:numPr><w:numId w:val="0"/></w:numPr>'
        lines = lines_of(
            p(run("apples"), properties=item) + p(run("pears"), properties=item) + p(run("x"), properties=none)
        )
        assert [line.mark for line in lines] == [Mark.LIST, Mark.LIST, None]

    def test_lists_of_sentences_are_speech(self) -> None:
        item = '<w:numPr><w:numId w:val="3"/></w:numPr>'
        turns = "".join(p(run(text), properties=item) for text in ("Mara: I did.", "Tom: Did you?", "Mara: Yes."))
        assert {line.mark for line in lines_of(turns)} == {None}
        rest = "".join(p(run(f"to find a lost ship {at} the sea;"), properties=item) for at in ("in", "by", "under"))
        assert {line.mark for line in lines_of(p(run("We have:")) + rest)} == {None}

    def test_headers_stand_before_and_footers_after(self) -> None:
        header = part(p(run("Harbour Radio")), "hdr")
        footer = part(p(run("Page 1 of 9")), "ftr")
        lines = lines_of(p(run("Hello.")), header1=header, header2=header, footer1=footer)
        assert [(line.text, line.mark) for line in lines] == [
            ("Harbour Radio", Mark.FURNITURE),
            ("Hello.", None),
            ("Page 1 of 9", Mark.FURNITURE),
        ]

    @pytest.mark.parametrize("kind", ["footnotes", "endnotes", "comments"])
    def test_notes_are_set_aside(self, kind: str) -> None:
        lines = lines_of(p(run("Hello.")), **{kind: part(f"<w:x>{p(run('A remark.'))}</w:x>", kind)})
        assert [(line.text, line.mark) for line in lines] == [("Hello.", None), ("A remark.", Mark.FURNITURE)]


class TestTables:
    def test_rows_are_lines_with_cells(self) -> None:
        rows = ((cell(p(run("0:05"))), cell(p(run("Mara"))), cell(p(run("Hello.")))),) * 2
        assert [line.cells for line in lines_of(table(*rows))] == [("0:05", "Mara", "Hello.")] * 2

    def test_further_paragraphs_of_the_last_cell_follow(self) -> None:
        lines = lines_of(table((cell(p(run("Mara"))), cell(p(run("Hello.")), p(run("And more."))))))
        assert [line.text for line in lines] == ["Mara Hello.", "And more."]
        assert lines[0].cells == ("Mara", "Hello.")

    def test_empty_cells_keep_their_column(self) -> None:
        assert lines_of(table((cell(p()), cell(p(run("Tom"))), cell(p(run("Hi."))))))[0].cells == ("", "Tom", "Hi.")

    def test_a_frame_of_one_cell_is_paragraphs(self) -> None:
        lines = lines_of(table((cell(p(run("Mara: Hello.")), p(run("Tom: Hi."))),)))
        assert [(line.text, line.cells) for line in lines] == [("Mara: Hello.", ()), ("Tom: Hi.", ())]

    def test_tables_within_tables_lose_nothing(self) -> None:
        inner = table((cell(p(run("b"))), cell(p(run("c")))))
        assert " ".join(texts(table((cell(p(run("a"))), cell(inner, p(run("d"))))))).split() == ["a", "b", "c", "d"]

    def test_what_follows_a_table_is_text_again(self) -> None:
        lines = lines_of(table((cell(p(run("Mara"))), cell(p(run("Hello."))))) + p(run("After.")))
        assert (lines[-1].text, lines[-1].cells) == ("After.", ())


class TestTextBoxes:
    def test_their_text_follows_the_paragraph(self) -> None:
        assert texts(p(run("Outside "), box(p(run("Within."))), run("still."))) == ["Outside still.", "Within."]

    def test_the_older_copy_is_left_out(self) -> None:
        choice = f"<mc:Choice>{box(p(run('Within.')))}</mc:Choice>"
        copy = f"<mc:Fallback>{box(p(run('Within.')))}</mc:Fallback>"
        assert texts(p(f"<mc:AlternateContent>{choice}{copy}</mc:AlternateContent>", run("Text."))) == [
            "Text.",
            "Within.",
        ]

    def test_boxes_in_boxes_are_read_however_deep(self) -> None:
        depth = 500
        opening = "<w:p><w:r><w:t>word </w:t></w:r><w:r><w:txbxContent>"
        body = opening * depth + p(run("deepest")) + "</w:txbxContent></w:r></w:p>" * depth
        found = " ".join(texts(body)).split()
        assert (found.count("word"), found.count("deepest")) == (depth, 1)

    def test_a_box_outside_of_paragraphs(self) -> None:
        assert texts(f"<w:txbxContent>{p(run('Within.'))}</w:txbxContent>" + p(run("After."))) == ["Within.", "After."]


class TestDeclared:
    CORE = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title><dc:creator>Someone</dc:creator>'
        "</cp:coreProperties>"
    )

    def titled(self, title: str) -> str | None:
        parts = {"word/document.xml": part(p(run("Hello."))), "docProps/core.xml": self.CORE.format(title)}
        return read(zipped({**parts})).title

    def test_the_title(self) -> None:
        assert self.titled("The  harbour &amp; the sea") == "The harbour & the sea"
        assert self.titled("") is None
        assert self.titled("Microsoft Word - draft3.doc") is None

    @pytest.mark.parametrize(("tag", "language"), [("de-DE", "de-DE"), ("en-GB", "en-GB"), ("en-US", None)])
    def test_the_language_but_not_that_of_every_program(self, tag: str, language: str | None) -> None:
        defaults = f'<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="{tag}"/></w:rPr></w:rPrDefault></w:docDefaults>'
        assert read(docx(p(run("Hello.")), styles=part(defaults, "styles"))).language == language


def refusal(data: bytes) -> str:
    with pytest.raises(TranscriptError) as found:
        read_bytes(data, "talk.docx")
    message = str(found.value)
    assert "\n" not in message
    assert "talk.docx" in message
    return message


class TestRefused:
    @pytest.mark.parametrize(
        ("name", "told"),
        [
            ("xl/workbook.xml", "a spreadsheet"),
            ("ppt/presentation.xml", "a presentation"),
            ("Index/Document.iwa", "Pages"),
            ("META-INF/container.xml", "an e-book"),
            ("content.xml", "OpenDocument"),
            ("notes.txt", "a zip archive"),
        ],
    )
    def test_other_archives_by_what_they_are(self, name: str, told: str) -> None:
        assert told in refusal(zipped({name: "x"}))

    def test_no_text(self) -> None:
        assert "no text" in refusal(docx(p()))

    def test_text_in_an_embedded_file(self) -> None:
        assert "embedded" in refusal(docx('<w:altChunk r="x"/>'.replace(" r=", " id=")))

    @pytest.mark.parametrize("kept", [4, 30, 100, 200])
    def test_truncated(self, kept: int) -> None:
        assert "damaged" in refusal(docx(p(run("Hello.")))[:kept])

    def test_damaged_xml_and_damaged_bytes(self) -> None:
        assert "damaged" in refusal(zipped({"word/document.xml": "<w:document"}))
        data = bytearray(docx(p(*(run(f"word{i} ") for i in range(300)))))
        data[60:90] = bytes(30)
        assert "damaged" in refusal(bytes(data))

    def test_locked(self) -> None:
        data = bytearray(docx(p(run("Hello."))))
        data[6] |= 1
        directory = data.find(b"PK\x01\x02")
        data[directory + 8] |= 1
        assert "password" in refusal(bytes(data))

    def test_a_bomb(self) -> None:
        assert "unpacks to" in refusal(zipped({"word/document.xml": b" " * 40_000_000}))

    def test_too_many_files(self) -> None:
        assert "10,000 files" in refusal(zipped({"a": "x"}) + b"PK\x01\x02" * 10_001)

    def test_too_many_tags(self) -> None:
        assert "1,200,000 tags" in refusal(docx("<w:p/>" * 1_200_000))

    def test_entities_that_expand(self) -> None:
        tens = ("&" + chr(97 + i) + ";" for i in range(9))
        entities = '<!ENTITY a "ha">' + "".join(f'<!ENTITY {chr(98 + i)} "{one * 10}">' for i, one in enumerate(tens))
        xml = f'<!DOCTYPE d [{entities}]><w:document xmlns:w="{W}"><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:document>'
        assert "declares entities" in refusal(zipped({"word/document.xml": xml}))

    def test_a_part_packed_in_another_way(self) -> None:
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_LZMA) as archive:
            archive.writestr("word/document.xml", part(p(run("Hello."))))
        assert "packed in an unknown way" in refusal(target.getvalue())


class TestAnyInput:
    @settings(deadline=None)
    @given(st.binary(max_size=300))
    def test_any_bytes_are_refused_in_one_line(self, data: bytes) -> None:
        source = Source(name="x", text="", data=b"PK\x03\x04" + data)
        assert is_docx(source)
        with pytest.raises(TranscriptError) as found:
            read_docx(source)
        assert "\n" not in str(found.value)

    @settings(deadline=None)
    @given(st.data())
    def test_changed_bytes(self, data: st.DataObject) -> None:
        document = bytearray(
            docx(p(run("Mara: ", "<w:b/>"), run("Hello.")) + table((cell(p(run("a"))), cell(p(run("b"))))))
        )
        for _ in range(data.draw(st.integers(1, 4))):
            document[data.draw(st.integers(4, len(document) - 1))] = data.draw(st.integers(0, 255))
        try:
            read_docx(Source(name="x", text="", data=bytes(document)))
        except TranscriptError as error:
            assert "\n" not in str(error)  # noqa: PT017

    NAMES = ("p", "r", "t", "tbl", "tr", "tc", "txbxContent", "del", "br", "tab", "pPr", "rPr", "b", "vanish", "body")

    @settings(deadline=None)
    @given(st.lists(st.sampled_from(NAMES), max_size=30))
    def test_any_nesting_of_elements(self, names: list[str]) -> None:
        opening = "".join(f"<w:{name}>x" for name in names)
        closing = "".join(f"</w:{name}>" for name in reversed(names))
        try:
            lines = lines_of(opening + closing + p(run("Hello.")))
        except TranscriptError:
            return
        assert all(line.text for line in lines)

    WORDS = st.text("abcdefgh", min_size=1, max_size=6)
    RUNS = st.tuples(WORDS, st.sampled_from(("", "<w:b/>", "<w:i/>", "<w:vanish/>")))
    PARAGRAPHS = st.lists(RUNS, max_size=4)
    ROWS = st.lists(st.lists(PARAGRAPHS, min_size=1, max_size=3), max_size=3)

    @settings(deadline=None)
    @given(st.lists(st.tuples(st.sampled_from(("text", "table")), ROWS), max_size=6))
    def test_every_word_is_in_exactly_one_line(
        self, blocks: list[tuple[str, list[list[list[tuple[str, str]]]]]]
    ) -> None:
        body, words = "", list[str]()
        for kind, rows in blocks:
            written = [[p(*(run(word + " ", formats) for word, formats in one)) for one in row] for row in rows]
            if kind == "table":
                body += table(*(tuple(map(cell, row)) for row in written))
            else:
                body += "".join(one for row in written for one in row)
            words += [word for row in rows for one in row for word, _ in one]
        lines = lines_of(body + p(run("END")))
        found = [word for line in lines for word in line.text.split()]
        assert sorted(found) == sorted([*words, "END"])
        if "vanish" not in body:
            assert found == [*words, "END"]
        assert [line.number for line in lines] == sorted(line.number for line in lines)
