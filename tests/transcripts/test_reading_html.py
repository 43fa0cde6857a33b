"""Pages of many outlets, invented: what is main text, what is furniture, who speaks and when; and hostile input."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts import TranscriptError
from transcripts.reading.decode import source_of
from transcripts.reading.document import Document, Line, Mark, Source
from transcripts.reading.html import is_html, read_html

PAGES = Path(__file__).parent / "pages"
SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "transcripts"


def document_of(html: str) -> Document:
    return read_html(Source(name="page.html", text=html))


def lines_of(html: str) -> tuple[Line, ...]:
    return document_of(html).lines


def page(name: str) -> Document:
    path = PAGES / f"{name}.html"
    return read_html(source_of(path.read_bytes(), path.name))


def said(document: Document) -> list[str]:
    """The texts that are not marked."""
    return [line.text for line in document.lines if line.mark is None]


def marked(document: Document, mark: Mark) -> list[str]:
    return [line.text for line in document.lines if line.mark is mark]


def texts(html: str) -> list[str]:
    return [line.text for line in lines_of(html)]


class TestPages:
    def test_a_radio_page_with_player_and_embed_code(self) -> None:
        document = page("radio")
        assert said(document)[:3] == [
            "(SOUNDBITE OF FOGHORN)",
            "ELIN VOSS, HOST:",
            "For two hundred years the lamp at Quay Point was never off. Last winter it was switched off, "
            "and hardly anyone noticed.",
        ]
        assert len(said(document)) == 13  # two of them notices that the words tell
        furniture = marked(document, Mark.FURNITURE)
        for text in ("Skip to main content", "Podcasts & Shows", "Search", "Download", "Embed", "Transcript"):
            assert text in furniture
        for text in ("More stories from Harbor Radio", "A ferry that never left the dock", "Sponsor Message"):
            assert text in furniture
        assert any(text.startswith("<iframe src=") for text in furniture)
        assert document.title == "Why lighthouses went dark"
        assert document.language == "en-US"

    def test_names_as_headings_within_acts(self) -> None:
        document = page("name-headings")
        headings = marked(document, Mark.HEADING)
        assert headings[:3] == ["412: The Long Way Home", "Prologue: Prologue", "Mara Quist"]
        assert headings.count("Mara Quist") == 2
        assert len(said(document)) == 10
        assert [line.start_ms for line in document.lines if line.start_ms is not None][:3] == [520, 7100, 12_400]
        assert marked(document, Mark.FURNITURE) == [
            "Home Archive Store",
            "© 2023 Eastbound Public Media",
            "Facebook",
            "Instagram",
        ]

    def test_a_transcript_in_a_collapsed_part_of_a_post(self) -> None:
        document = page("accordion")
        spoken = [line for line in document.lines if line.mark is None and line.text.startswith(("Sana:", "Piet:"))]
        assert [line.text[: line.set_off] for line in spoken] == ["Sana:", "Piet:", "Sana:", "Piet:", "Sana:"]
        assert spoken[2].text == "Sana: There's a lot of flour in your hair."
        assert "So, what did people do before the tax?" in said(document)
        furniture = marked(document, Mark.FURNITURE)
        for text in ("2 Comments", "Lovely.", "Post comment", "Sign Up", "Your name", "Made in Wick"):
            assert text in furniture
        assert any("I have baked without salt" in text for text in furniture)
        assert set(document.people) == {"Sana Orlov", "Piet Harrow"}
        assert document.title == "Episode 18: Bread and Salt"

    def test_the_page_of_a_recogniser(self) -> None:
        document = page("otter")
        turns = [(line.label, line.start_ms, line.text) for line in document.lines if line.label]
        assert turns == [
            ("Kofi Amand", 400, "So tell me how the survey began."),
            ("Ines Calder", 6200, "It began with one phone call from a farmer at 10:30 at night."),
            ("Kofi Amand", 83_000, "And you picked up."),
            ("Ines Calder", 3_605_500, "I always pick up."),
        ]
        assert {"Share", "AI Chat", "Summary"} <= set(marked(document, Mark.FURNITURE))

    def test_names_with_links_into_the_recording(self) -> None:
        document = page("recogniser")
        timed = [(line.text, line.start_ms) for line in document.lines if line.start_ms is not None]
        assert timed == [("Dario Penn:", 0), ("Tobin Arle:", 4000), ("Dario Penn:", 12_000), ("Tobin Arle:", 15_000)]
        assert "Only my pride, and a duck." in said(document)
        assert {"Recent posts", "Ten microphones compared"} <= set(marked(document, Mark.FURNITURE))

    def test_a_stenographic_report(self) -> None:
        document = page("hansard")
        names = [line.text[: line.set_off] for line in document.lines if line.set_off and line.mark is None]
        assert names == [
            "1. Mrs Ada Brill (North Quay) (Ind):",
            "The Minister for Harbours (Mr Owen Tarn):",
            "Mrs Brill:",
            "Mr Tarn:",
        ]
        furniture = marked(document, Mark.FURNITURE)
        assert furniture == [
            "Previous Section",
            "Next Section",
            "3 May 2012 : Column 41",
            "3 May 2012 : Column 42",
        ]
        assert "commissioned last year found no change." in said(document)

    def test_a_table_of_speakers(self) -> None:
        document = page("parliament-table")
        rows = [line for line in document.lines if line.cells and line.mark is None]
        assert [row.cells[1] for row in rows] == [
            "Mme la présidente",
            "M. Luc Renard",
            "Mme la présidente",
            "Mme Inès Vidal",
        ]
        assert rows[1].text.endswith("Merci, madame la présidente.")
        assert "Le port de Sainte-Aube attend sa digue depuis dix ans." in said(document)
        assert "Heure Orateur Intervention" in marked(document, Mark.FURNITURE)
        assert document.language == "fr"

    def test_another_language_with_a_cookie_banner(self) -> None:
        document = page("norwegian")
        assert len([text for text in said(document) if text.startswith(("PROGRAMLEDER:", "ARNE SOLVIK:"))]) == 5
        furniture = " ".join(marked(document, Mark.FURNITURE))
        for text in ("informasjonskapsler", "personvernerklæring", "Nyheter", "Del denne siden", "vaske", "Vilkår"):
            assert text in furniture
        assert document.language == "nb"

    def test_a_page_laid_out_with_a_table(self) -> None:
        document = page("layout-table")
        assert not any(line.cells for line in document.lines)
        assert marked(document, Mark.FURNITURE)[1:5] == ["Home", "Shows", "Guestbook", "Links"]
        assert "GULL: So you never left the rock?" in said(document)
        crab = next(line for line in document.lines if line.text == "Sometimes a crab.")
        assert crab.gap == 0

    def test_a_list_of_terms_as_dialogue(self) -> None:
        document = page("definition-list")
        labels = [line.label for line in document.lines if line.label]
        assert labels == ["Anke Roth", "Jost Heller", "Anke Roth", "Jost Heller"]
        assert {"Dauer", "42 Minuten", "Impressum"} <= set(marked(document, Mark.FURNITURE))

    def test_a_fragment_of_the_podcast_namespace(self) -> None:
        document = page("cite-fragment")
        assert [(line.label, line.start_ms, line.number) for line in document.lines] == [
            ("Sana", 0, 3),
            ("Piet", 9000, 6),
            (None, None, 7),
            ("Sana", 3_723_000, 10),
        ]

    @pytest.mark.parametrize("path", sorted(PAGES.glob("*.html")), ids=lambda path: path.stem)
    def test_every_page_is_recognised_and_keeps_its_order(self, path: Path) -> None:
        source = source_of(path.read_bytes(), path.name)
        assert is_html(source)
        numbers = [line.number for line in read_html(source).lines]
        assert numbers == sorted(numbers)


class TestLines:
    def test_blocks_begin_paragraphs_and_breaks_lines(self) -> None:
        lines = lines_of("<p>One <i>and</i>\n one.<br>Two.<br><br>Three.</p><div>Four.</div>")
        assert [(line.text, line.gap) for line in lines] == [
            ("One and one.", 1),
            ("Two.", 0),
            ("Three.", 1),
            ("Four.", 1),
        ]

    def test_entities_and_invisible_characters(self) -> None:
        assert texts("<p>Rock&nbsp;&amp; roll&shy;ing &#8220;on&#8221;&#8203;.</p>") == ["Rock & rolling “on”."]

    def test_scripts_and_styles_are_no_text(self) -> None:
        html = "<p>Said.</p><script>var a='no';</script><style>p{}</style><template><p>no</p></template>"
        assert texts(f"{html}<svg><text>no</text></svg>") == ["Said."]

    def test_readings_of_characters_are_left_out_with_a_warning(self) -> None:
        document = document_of("<p><ruby>佐伯<rp>(</rp><rt>さえき</rt><rp>)</rp></ruby>：始めましょう。</p>")
        assert [line.text for line in document.lines] == ["佐伯：始めましょう。"]
        assert len(document.warnings) == 1

    def test_a_root_of_shadow_is_text(self) -> None:
        assert texts('<x-app><template shadowrootmode="open"><p>Said.</p></template></x-app>') == ["Said."]

    def test_lines_of_preformatted_text_are_kept(self) -> None:
        lines = lines_of("<h1>Show</h1><pre>MARA: Hello.\n    Indented.\n\nTOBIN: Good evening.</pre>")
        assert [(line.text, line.gap, line.indent, line.number) for line in lines[1:]] == [
            ("MARA: Hello.", 1, 0, 1),
            ("Indented.", 0, 4, 2),
            ("TOBIN: Good evening.", 1, 0, 4),
        ]

    def test_a_transcript_in_a_field_of_a_form(self) -> None:
        field = "<textarea>MARA: Hello there.\nTOBIN: Good evening.</textarea>"
        lines = lines_of(f"<form><label>Embed</label>{field}</form><footer>Us</footer>")
        assert [line.text for line in lines if line.mark is None][-2:] == ["MARA: Hello there.", "TOBIN: Good evening."]

    @pytest.mark.parametrize(
        "around",
        [
            '<div style="display:none">{}</div>',
            "<details><summary>Show</summary>{}</details>",
            '<div role="tabpanel" hidden>{}</div>',
            '<div class="modal">{}</div>',
            '<aside class="sidebar">{}</aside>',
            "<form>{}</form>",
            '<div class="related-transcript share">{}</div>',
            "<noscript>{}</noscript>",
            "<table><tr><td>{}</td></tr></table>",
        ],
    )
    def test_speech_is_never_furniture_whatever_it_stands_in(self, around: str) -> None:
        turns = "".join(
            f"<p><b>{name}:</b> {text}</p>"
            for name, text in (("Mara", "Was it cold?"), ("Bo", "It was."), ("Mara", "How cold was it, in truth?"))
        )
        html = f"<body><nav><a href=/>Home</a></nav><h1>Cold</h1>{around.format(turns)}<footer>Us</footer></body>"
        spoken = [line for line in lines_of(html) if line.mark is None]
        assert [line.text for line in spoken][-3:] == [
            "Mara: Was it cold?",
            "Bo: It was.",
            "Mara: How cold was it, in truth?",
        ]

    def test_captions_without_full_stops_in_a_side_bar(self) -> None:
        texts = ("so we begin", "at the harbour wall", "and nobody", "is there")
        turns = "".join(f'<div><div class="ts">0:0{at}</div><div>{text}</div></div>' for at, text in enumerate(texts))
        html = f'<h1>Wall</h1><p>Posted in May</p><div class="sidebar">{turns}</div><footer>Us</footer>'
        spoken = [
            (line.text, line.start_ms) for line in lines_of(html) if line.mark is None and line.start_ms is not None
        ]
        assert spoken == [(text, 1000 * at) for at, text in enumerate(texts)]

    def test_a_wrong_language_costs_no_speech(self) -> None:
        talk = (
            "Hier kommt ein langer Absatz, der nichts mit der Sprache zu tun hat, die angegeben ist, und weitergeht. "
        )
        html = f"<html lang='en'><p>{talk * 2}</p><div>{f'<p>{talk * 3}</p>' * 4}</div></html>"
        assert all(line.mark is None for line in lines_of(html))

    def test_an_original_and_its_copy_without_scripts(self) -> None:
        turns = "<p>Mara: Was it cold?</p><p>Bo: It was.</p>"
        html = f"<body><div>{turns}</div><noscript>{turns}</noscript><p>Thank you for listening to us today.</p></body>"
        assert [line.mark for line in lines_of(html)] == [None, None, Mark.FURNITURE, Mark.FURNITURE, None]

    def test_words_with_times_of_their_own_are_parted(self) -> None:
        html = "<p>" + "".join(f'<span data-start="{i}.5">word{i}</span>' for i in range(3)) + "</p>"
        assert [(line.text, line.start_ms) for line in lines_of(html)] == [("word0 word1 word2", 500)]

    @pytest.mark.parametrize(
        ("html", "start_ms", "text"),
        [
            ("<p><time>1:23</time> Hello there.</p>", 83_000, "Hello there."),
            ('<p><span class="timestamp">[00:01:23]</span> Hello there.</p>', 83_000, "Hello there."),
            ('<p><span class="timecode">1m 23s</span> Hello there.</p>', 83_000, "Hello there."),
            ('<p><time datetime="PT1M23S"></time>Hello there.</p>', 83_000, "Hello there."),
            ('<p><a href="https://x.example/e?t=83">1:23</a> Hello there.</p>', 83_000, "Hello there."),
            ('<p data-time="83.25">Hello there.</p>', 83_250, "Hello there."),
            ('<p data-start-ms="83250">Hello there.</p>', 83_250, "Hello there."),
            ('<p>Read <a href="/bible">3:16</a> again.</p>', None, "Read 3:16 again."),
            ("<p><time>11 Feb</time> Hello there.</p>", None, "11 Feb Hello there."),
            ('<p><time datetime="PT45M">45 min</time></p>', None, "45 min"),
        ],
    )
    def test_times(self, html: str, start_ms: int | None, text: str) -> None:
        line = lines_of(html)[0]
        assert (line.start_ms, line.text) == (start_ms, text)

    def test_a_time_within_a_paragraph_begins_a_line(self) -> None:
        long = "It was a long day and it went on for longer than anybody had thought it would."
        lines = lines_of(f'<p><a href="?t=0">0:00</a> {long} <a href="?t=9">0:09</a> And then it ended.</p>')
        assert [(line.text, line.start_ms, line.gap) for line in lines] == [
            (long, 0, 1),
            ("And then it ended.", 9000, 0),
        ]

    def test_a_byline_is_no_speaker(self) -> None:
        html = '<h1>Cold</h1><div class="author">Ada Brill</div><p>It was the coldest day. Nobody went out.</p>'
        assert [line.label for line in lines_of(html)] == [None, None, None]

    def test_paragraphs_of_speech_in_a_list_are_no_list(self) -> None:
        speech = "<ol><li>Mara: Was it cold?</li><li>Bo: It was.</li></ol>"
        html = f"<h1>Cold</h1>{speech}<p>Salts.</p><ul><li>Salt</li><li>Rye</li></ul>"
        assert [(line.text, line.mark) for line in lines_of(html)][1:] == [
            ("Mara: Was it cold?", None),
            ("Bo: It was.", None),
            ("Salts.", None),
            ("Salt", Mark.LIST),
            ("Rye", Mark.LIST),
        ]

    def test_italics_of_a_style_sheet(self) -> None:
        line = lines_of('<b style="font-weight:normal"><p><span style="font-weight:700">Mara:</span> Yes.</p></b>')[0]
        assert line.text[: line.set_off] == "Mara:"


class TestSources:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("<!DOCTYPE html><p>x", True),
            ("\n<!-- saved from url=(0020)https://x.example/ -->\n<html><body>x</body></html>", True),
            ('<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>', True),
            ("<p>Hello.</p>\n<p>Hello.</p>", True),
            ("Mara: Hello.<br>\nBo: Hello.<br />\nMara: Bye.<br>", True),
            ("<cite>Sana:</cite><time>0:01</time><p>Yes.</p>", True),
            ("Mara: Hello. <laughs>\nBo: Hello.\n", False),
            ("<laughs> Hello.\n", False),
            ("He wrote <p> in the margin.\nAnd then he left.", False),
            ('<?xml version="1.0"?><tt xmlns="http://www.w3.org/ns/ttml"><body><div><p>x</p></div></body></tt>', False),
            ('<rss version="2.0"><channel><description>&lt;p&gt;x&lt;/p&gt;</description></channel></rss>', False),
            ("# Show\n\n**Mara:** Hello.\n\n<details>\nMore\n</details>\n", False),
            ("WEBVTT\n\n00:00.000 --> 00:01.000\n<v Mara>Hello.</v>\n", False),
            ("1\n00:00:00,000 --> 00:00:01,000\n<i>Hello.</i>\n", False),
            ("", False),
        ],
    )
    def test_recognised_by_content(self, text: str, expected: bool) -> None:  # noqa: FBT001
        assert is_html(Source(name="x", text=text)) is expected

    def test_the_declared_encoding(self) -> None:
        html = '<html><head><meta charset="windows-1251"></head><body><p>Мара: Добрый вечер, друзья.</p></body></html>'
        source = source_of(html.encode("cp1251"), "page.html")
        assert [line.text for line in read_html(source).lines] == ["Мара: Добрый вечер, друзья."]

    def test_a_wrong_declaration_is_ignored(self) -> None:
        html = '<meta charset="iso-8859-1"><p>Inès: Déjà vu.</p>'
        assert read_html(source_of(html.encode(), "x")).lines[0].text == "Inès: Déjà vu."
        broken = '<meta charset="no-such-thing"><p>Inès: Déjà vu.</p>'
        assert read_html(source_of(broken.encode("cp1252"), "x")).lines[0].text == "Inès: Déjà vu."

    def test_names_of_attributes_that_are_none(self) -> None:
        assert texts('<p {x="1" {}="2" }{ "=3>Mara: Hello.</p>') == ["Mara: Hello."]

    def test_a_page_in_one_file(self) -> None:
        archive = (
            "From: <Saved by Blink>\nMIME-Version: 1.0\n"
            'Content-Type: multipart/related; type="text/html"; boundary="b"\n\n'
            "--b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
            "<html><body><p>Mara: D=C3=A9j=C3=A0 vu, and it is a long=\n way home.</p></body></html>\n--b--\n"
        )
        source = source_of(archive.encode(), "page.mhtml")
        assert is_html(source)
        assert [line.text for line in read_html(source).lines] == ["Mara: Déjà vu, and it is a long way home."]

    def test_empty_elements_of_xhtml(self) -> None:
        html = (
            '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="de"><head><title/>'
            '<script src="x"/></head><body><p><a name="x"/>Anke: Guten Abend.</p></body></html>'
        )
        document = document_of(html)
        assert [line.text for line in document.lines] == ["Anke: Guten Abend."]
        assert document.language == "de"

    @pytest.mark.parametrize(
        ("html", "reason"),
        [
            ('<html><frameset cols="20,80"><frame src="a"><frame src="b"></frameset></html>', "frames"),
            ('<html><body><div id="root"></div><script src="a.js"></script></body></html>', "scripts"),
            ('<body><noscript>Please enable it.</noscript><div id="app"></div><script></script></body>', "scripts"),
            ("<html><body></body></html>", "no text"),
            ("<div>" * 100_000 + "x", "nested too deeply"),
            ("<p>x" * 500_001, "elements"),
        ],
    )
    def test_pages_without_their_text(self, html: str, reason: str) -> None:
        with pytest.raises(TranscriptError, match=reason) as raised:
            document_of(html)
        assert "\n" not in str(raised.value)


MARKUP = (
    '<p>', '</p>', '<b>', '</b>', '<br>', '<li>', '<ul>', '</ul>', '<table>', '<tr>', '<td>', '</td>', '</table>',
    '<cite>', '</cite>', '<time>', '</time>', '<dt>', '<dd>', '<div>', '</div>', '<nav>', '</nav>', '<pre>',
    '</pre>', '<h1>', '<textarea>', '<noscript>', '&amp;', '&#0;', '<', '>', '0:12', '[', '(', 'Mara:', '1.',
    "<a href='?t=3'>", "<span class='speaker'>", '</span>', "<div data-start='x'>", '\x00',
)  # fmt: skip


class TestAnything:
    @given(
        st.lists(
            st.one_of(
                st.sampled_from(MARKUP),
                st.text(max_size=12),
            ),
            max_size=40,
        )
    )
    def test_nothing_else_than_a_document_or_a_clear_error(self, parts: list[str]) -> None:
        source = Source(name="x", text="<p>Words.</p>" + " ".join(parts))
        is_html(source)
        try:
            document = read_html(source)
        except TranscriptError as error:
            assert "\n" not in str(error)  # noqa: PT017
            return
        for line in document.lines:
            assert line.text == " ".join(line.text.split())
            assert 0 <= line.set_off <= len(line.text)
            assert line.text or line.start_ms is not None or line.label

    WORDS = st.text("abcdefgh", min_size=1, max_size=6)

    @given(
        st.lists(
            st.tuples(
                st.sampled_from(
                    ("p", "div", "li", "td", "nav", "b", "span", "cite", "dt", "h2", "footer", "button", "a", "pre")
                ),
                st.sampled_from(
                    ("", " class='speaker'", " class='share'", " hidden", " role='row'", " data-start='3'")
                ),
                WORDS,
            ),
            min_size=1,
            max_size=25,
        )
    )
    def test_no_word_is_lost_and_the_order_is_kept(self, elements: list[tuple[str, str, str]]) -> None:
        html = "".join(f"<{tag}{attribute}> {word} </{tag}>" for tag, attribute, word in elements)
        document = document_of(f"<html><body>{html}</body></html>")
        found = " ".join(part for line in document.lines for part in (line.label or "", line.text)).split()
        words = [word for _, _, word in elements]
        assert sorted(found) == sorted(words)
        # A name joins its text, which may stand after a button or the like.
        assert found == words or any(line.mark is Mark.FURNITURE for line in document.lines)


@pytest.mark.skipif(not SHARED.exists(), reason="the shared transcripts are not here")
class TestPublished:
    def test_every_word_of_the_report_is_kept_in_order(self) -> None:
        path = SHARED / "uk_hansard_html" / "source.html"
        document = read_html(source_of(path.read_bytes(), path.name))
        assert sum(line.mark is None and line.set_off > 0 for line in document.lines) == 10
        assert sum(line.mark is Mark.FURNITURE for line in document.lines) == 5

    def test_the_names_and_times_of_a_podcast(self) -> None:
        path = SHARED / "buzzsprout_html" / "source.html"
        document = read_html(source_of(path.read_bytes(), path.name))
        assert [line.label for line in document.lines][:2] == ["Travis", "Sarah"]
        assert [line.start_ms for line in document.lines][:3] == [0, 53_000, 102_000]
