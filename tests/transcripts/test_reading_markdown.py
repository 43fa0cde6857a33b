"""Markdown as pages write it: metadata, labels, lists, tables, links, escapes, templates; and hostile input."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcripts import TranscriptError
from transcripts.reading import read_text
from transcripts.reading.decode import tidy
from transcripts.reading.document import Document, Line, Mark, Source
from transcripts.reading.markdown import is_markdown, read_markdown


def read(text: str) -> Document:
    return read_markdown(Source(name="page.md", text=tidy(text)))


def lines_of(text: str) -> tuple[Line, ...]:
    return read(text).lines


def texts(text: str) -> list[str]:
    return [line.text for line in lines_of(text)]


def marks(text: str) -> list[tuple[str, Mark | None]]:
    return [(line.text, line.mark) for line in lines_of(text)]


def said(document: Document) -> list[str]:
    return [line.text for line in document.lines if line.mark is None]


class TestKnown:
    @pytest.mark.parametrize(
        "text",
        [
            "---\ntitle: A talk\n---\nHello.",
            "**Mara:** Hello.\n\n**Tom:** Hi.",
            "__Mara__: Hello.\n\n__Tom__: Hi.",
            "# A talk\n\nHello.\n\n## Part two\n\nMore.",
            "See [the site](https://a.example/x).",
            "| a | b |\n|---|---|\n| c | d |",
            "{{< audio >}}\n\n# A talk\n\nHello.",
        ],
    )
    def test_markdown(self, text: str) -> None:
        assert is_markdown(Source(name="x", text=text))

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "Mara: Hello.\n\nTom: Hi.",
            "Mara: *sighs* I know.\n\nTom: Do you?",
            "MARA: I have 3 * 4 * 5.\n- Yes?\n- No.",
            "#1 is the best.\n\n#2 is not.",
            "----------\nMara: Hello.\n----------",
            "Mara [laughs]: Hello (quietly).",
        ],
    )
    def test_plain_text(self, text: str) -> None:
        assert not is_markdown(Source(name="x", text=text))


class TestLabels:
    @pytest.mark.parametrize(
        "written",
        [
            "**Mara:** Hello.",
            "**Mara**: Hello.",
            "__Mara:__ Hello.",
            "*Mara:* Hello.",
            "***Mara:*** Hello.",
            "<b>Mara:</b> Hello.",
            "<strong>Mara</strong>: Hello.",
            "**Mara: **Hello.",
            "> **Mara:** Hello.",
        ],
    )
    def test_what_is_set_off(self, written: str) -> None:
        (line,) = lines_of(written)
        assert line.text == "Mara: Hello."
        assert line.text[: line.set_off].rstrip(":") == "Mara"

    def test_a_linked_name(self) -> None:
        (line,) = lines_of("**[Mara Quist](https://a.example/mara):** Hello.")
        assert (line.text, line.text[: line.set_off]) == ("Mara Quist: Hello.", "Mara Quist:")

    def test_stress_amid_a_line_is_none(self) -> None:
        assert [(line.text, line.set_off) for line in lines_of("Mara: I *really* **do**.")] == [
            ("Mara: I really do.", 0)
        ]

    def test_times(self) -> None:
        first, second = lines_of("**[00:01:05] Mara:** Hello.\n\n[1:10](https://a.example?t=70) **Tom:** Hi.")
        assert (first.start_ms, first.text) == (65_000, "Mara: Hello.")
        assert (second.start_ms, second.text) == (None, "1:10 Tom: Hi.") or second.start_ms == 70_000

    def test_headings_may_be_names(self) -> None:
        assert marks("## Mara ##\n\nHello.") == [("Mara", Mark.HEADING), ("Hello.", None)]
        assert marks("Part two\n---\nHello.")[0] == ("Part two", Mark.HEADING)

    def test_sounds_between_asterisks_keep_them(self) -> None:
        assert texts("Well, *sighs* no.") == ["Well, *sighs* no."]
        assert texts("I like *music* a lot.") == ["I like music a lot."]


class TestLines:
    def test_lines_stay_lines(self) -> None:
        first, second, third = lines_of("Mara: Hello,\nand welcome.\n\n\nTom: Hi.")
        assert [(line.number, line.gap) for line in (first, second, third)] == [(1, 0), (2, 0), (5, 2)]

    @pytest.mark.parametrize("end", ["  ", "\\", "<br>", "<br/>"])
    def test_hard_breaks_are_no_text(self, end: str) -> None:
        assert texts(f"Mara: Hello.{end}\nTom: Hi.") == ["Mara: Hello.", "Tom: Hi."]

    def test_a_break_amid_a_line(self) -> None:
        assert [(line.number, line.text) for line in lines_of("Mara: Hello.<br>Tom: Hi.")] == [
            (1, "Mara: Hello."),
            (1, "Tom: Hi."),
        ]

    def test_quotes_are_layout_but_doubled_marks_are_not(self) -> None:
        assert texts("> Mara: Hello.\n>\n> Tom: Hi.\n\n>> NEW VOICE: Hey.") == [
            "Mara: Hello.",
            "Tom: Hi.",
            ">> NEW VOICE: Hey.",
        ]

    def test_emphasis_over_lines(self) -> None:
        assert texts("He said **no\nand yes** then.") == ["He said no", "and yes then."]

    @pytest.mark.parametrize(
        ("written", "text"),
        [
            (r"\[laughs\] 5 \* 6", "[laughs] 5 * 6"),
            ("Q&amp;A &#8212; caf&eacute;&nbsp;au lait", "Q&A — café au lait"),
            ("snake_case_name and 2**3**4", "snake_case_name and 2**3**4"),
            ("s**t happens", "s**t happens"),
            ("use `a_b` here", "use a_b here"),
            ("<inaudible> and <laughs>", "<inaudible> and <laughs>"),
            ("<https://a.example>", "https://a.example"),
            ("~~not~~ so", "not so"),
            ("a < b and c > d", "a < b and c > d"),
            ("AT&T and B&B; so", "AT&T and B&B; so"),
            ("[laughs](quietly) yes", "[laughs](quietly) yes"),
            ("[laughs] yes", "[laughs] yes"),
            ("**never closed", "**never closed"),
        ],
    )
    def test_within_lines(self, written: str, text: str) -> None:
        assert texts(written) == [text]


class TestLinks:
    def test_only_their_text_is_said(self) -> None:
        assert texts("See [the site](https://a.example/x_(y)) and [that][1].\n\n[1]: https://b.example")[0] == (
            "See the site and that."
        )

    def test_a_line_that_is_nothing_but_a_link_keeps_its_address(self) -> None:
        assert texts("- [The ferry](https://a.example/ferry)")[0].endswith("The ferry https://a.example/ferry")

    def test_images_definitions_and_comments_are_set_aside(self) -> None:
        found = marks("Text ![a boat](b.png) here.\n\n<!-- a note -->\n\n[1]: https://a.example\n[^1]: A footnote.")
        assert found == [
            ("Text here.", None),
            ("a boat", Mark.FURNITURE),
            ("<!-- a note -->", Mark.FURNITURE),
            ("[1]: https://a.example", Mark.FURNITURE),
            ("[^1]: A footnote.", Mark.FURNITURE),
        ]


class TestBlocks:
    def test_items_of_lists(self) -> None:
        assert marks("- apples\n- pears\n- plums") == [(name, Mark.LIST) for name in ("apples", "pears", "plums")]

    def test_lists_of_sentences_are_speech(self) -> None:
        assert marks("* **Mara:** I did.\n* **Tom:** Did you?\n* **Mara:** Yes.") == [
            ("Mara: I did.", None),
            ("Tom: Did you?", None),
            ("Mara: Yes.", None),
        ]
        assert {
            mark
            for _, mark in marks(
                "1. to find a lost ship at sea\n2. to win the war at last\n3. to sort all your mail by hand"
            )
        } == {None}

    def test_dashes_of_a_dialogue_stay(self) -> None:
        assert texts("- Did you?\n- I did.\n- No!") == ["- Did you?", "- I did.", "- No!"]

    def test_a_number_that_a_line_begins_with_by_chance(self) -> None:
        assert marks("It was in the summer of\n2015. I recall it.")[1] == ("2015. I recall it.", None)

    def test_tables(self) -> None:
        head, rule, row = lines_of("| Who | What |\n|:---|---:|\n| **Mara** | Hello \\| you |")
        assert (head.cells, row.cells) == (("Who", "What"), ("Mara", "Hello | you"))
        assert rule.mark is Mark.FURNITURE

    def test_a_bar_is_no_table(self) -> None:
        assert lines_of("Mara | Hello.")[0].cells == ()

    def test_code_stays_as_it_stands(self) -> None:
        assert marks("```\nMara: *Hello.*\n\nTom: Hi.\n```") == [
            ("```", Mark.FURNITURE),
            ("Mara: *Hello.*", None),
            ("Tom: Hi.", None),
            ("```", Mark.FURNITURE),
        ]
        assert marks("```\nnever closed")[1] == ("never closed", None)

    @pytest.mark.parametrize(
        "line",
        [
            "***",
            "- - -",
            '{{< audio src="a.mp3" >}}',
            "{% include player.html %}",
            "{: .lead}",
            ":::note",
            "import Player from '../player.js'",
            "<script>var a = 1;</script>",
        ],
    )
    def test_what_is_no_text_is_set_aside(self, line: str) -> None:
        assert marks(f"Mara: Hello.\n\n{line}\n\nTom: Hi.")[1] == (line, Mark.FURNITURE)

    def test_text_within_a_template(self) -> None:
        document = read('{{< transcript "\nMara: Hello.\n\nTom: Hi." >}}')
        assert said(document) == ["Mara: Hello.", "Tom: Hi."]


class TestMetadata:
    def test_yaml(self) -> None:
        document = read(
            "---\ntitle: 'The harbour''s light'\nlang: de_DE\nguests:\n- Mara Quist\n- name: Tom Reed\n  role: x\n"
            "host: Ada Lund and Bo Berg\nauthor: ada-lund\n---\n\nMara: Hello.\n"
        )
        assert document.title == "The harbour's light"
        assert document.language == "de-DE"
        assert set(document.people) == {"Mara Quist", "Tom Reed", "Ada Lund", "Bo Berg"}
        assert said(document) == ["Mara: Hello."]
        assert document.lines[-1].number == 12
        assert sum(line.mark is Mark.FURNITURE for line in document.lines) == 10

    def test_toml(self) -> None:
        document = read('+++\ntitle = "A talk"\nlanguage = "fr"\nguests = ["Mara Quist"]\n+++\nMara: Bonjour.')
        assert (document.title, document.language, document.people) == ("A talk", "fr", ("Mara Quist",))

    def test_json(self) -> None:
        document = read('{\n"title": "A talk",\n"speakers": [{"name": "Mara Quist"}]\n}\n\nMara: Hello.')
        assert (document.title, document.people) == ("A talk", ("Mara Quist",))

    def test_unreadable_metadata_is_told_of(self) -> None:
        document = read("+++\ntitle = = x\n+++\nMara: Hello.")
        assert said(document) == ["Mara: Hello."]
        assert document.warnings == ("line 1: the metadata (TOML) at the beginning cannot be read",)

    def test_text_between_rules_is_none(self) -> None:
        assert said(read("---\nMara said hello to us all\n\nTom: Hi.\n---\nMore.")) == [
            "Mara said hello to us all",
            "Tom: Hi.",
            "More.",
        ]

    @pytest.mark.parametrize("opening", ["---\ntitle: x\n", "+++\nx = 1\n", "{\n"])
    def test_metadata_without_end_is_text(self, opening: str) -> None:
        assert texts(opening + "Mara: Hello.")[-1] == "Mara: Hello."


HOSTILE = (
    *(
        "[",
        "]",
        "[[]]",
        "![",
        "[a](",
        "[a](b(",
        "*",
        "*a ",
        "a* ",
        "**a ",
        "_a ",
        "a_b*c ",
        "***a*b**c ",
        "`",
        "`` a ` ",
    ),
    *(
        "<",
        "<a ",
        "<b>",
        "</b>",
        "<!--",
        "<!-- a\n",
        "&",
        "&a",
        "&amp;",
        "\\",
        "|",
        "|a|\n|-|\n",
        "-",
        "- ",
        "* ",
        "1. ",
    ),
    *("> ", ">", "#", "---\n", "===\n", "a\n===\n", "```\n", "~~~\n", "{{< ", '{{< x "', "{{% a\n", "}}", "<script>\n"),
    *("[x]: /a\n", "| --- ", " ", "\t", '"', "1:", "0:01 a\n", "(1:", "a: ", "- a\n", "**\n", "*sighs* ", "*a\n\n"),
)


class TestSpeechInMetadata:
    FILLING = "    And many more words of hers that tell of the harbour, the lamp and the sea.\n" * 4

    def test_entries_with_names_times_and_headings(self) -> None:
        document = read(
            "---\ntitle: A talk\ntranscript:\n- header: 'Part one: the sea'\n- line: Hello, and\n"
            f"{self.FILLING}  sec: 94\n  time: '1:34'\n  who: Mara\n"
            "- line: '[laughs] It''s so: yes.'\n  time: '2:01'\n  who: Tom\n  mood: merry\nlayout: talk\n---\nLinks:\n"
        )
        spoken = [line for line in document.lines if line.mark is not Mark.FURNITURE]
        assert [(line.number, line.label, line.start_ms, line.mark) for line in spoken] == [
            (4, None, None, Mark.HEADING),
            (5, "Mara", 94_000, None),
            (13, "Tom", 121_000, None),
            (19, None, None, None),
        ]
        assert spoken[1].text.startswith("Hello, and And many more words")
        assert spoken[2].text == "[laughs] It's so: yes."
        furniture = [line.text for line in document.lines if line.mark is Mark.FURNITURE]
        assert furniture == ["---", "title: A talk", "transcript:", "mood: merry", "layout: talk", "---"]

    def test_entries_without_names_go_on(self) -> None:
        entries = "".join(f"- time: '00:{at:02}'\n  text: 'はい、始まりました'\n\n" for at in range(12))
        lines = [line for line in lines_of(f"---\ntranscriptText:\n{entries}---\n") if line.mark is None]
        assert [(line.text, line.gap, line.start_ms) for line in lines] == [
            ("はい、始まりました", 0, at * 1000) for at in range(12)
        ]

    def test_names_as_keys_and_bare_texts(self) -> None:
        document = read(
            f'---\ntranscript:\n  - Mara: Hello to you.\n{self.FILLING}  - Tom: Good day.\n  - "Ada: So."\n---\n'
        )
        spoken = [line for line in document.lines if line.mark is None]
        assert [(line.label, line.text[:12]) for line in spoken] == [
            ("Mara", "Hello to you"),
            ("Tom", "Good day."),
            (None, "Ada: So."),
        ]

    @pytest.mark.parametrize("mark", ["|", "|-", ">"])
    def test_a_block_is_read_as_the_page_is(self, mark: str) -> None:
        document = read(f"---\ntranscript: {mark}\n  **Mara:** Hello.\n\n  **Tom:** Hi.\n{self.FILLING}---\nBody.")
        first, second, *_, last = (line for line in document.lines if line.mark is None)
        assert [(line.number, line.text, line.set_off) for line in (first, second)] == [
            (3, "Mara: Hello.", 5),
            (5, "Tom: Hi.", 4),
        ]
        assert last.text == "Body."

    def test_a_text_in_quotes(self) -> None:
        document = read('---\ntranscript: "Mara: Hello.\\n\\nTom: Hi' + " and hi" * 50 + '."\n---\nBody.')
        assert [line.text[:9] for line in document.lines if line.mark is None] == ["Mara: Hel", "Tom: Hi a", "Body."]

    @pytest.mark.parametrize("value", [" true", " /files/a.vtt", "", "\n- a.vtt\n- b.vtt"])
    def test_what_is_no_transcript_stays_metadata(self, value: str) -> None:
        assert said(read(f"---\ntitle: x\ntranscript:{value}\n---\nBody.")) == ["Body."]


class TestAnyInput:
    @pytest.mark.parametrize("hostile", HOSTILE)
    def test_repeated_without_end(self, hostile: str) -> None:
        text = tidy(hostile * 1_000 + "x")
        is_markdown(Source(name="x", text=text))
        assert lines_of(text)

    @pytest.mark.parametrize("hostile", ["[", "- a: ", "'", '"', "{", " - ", "a, ", "|", "\\"])
    def test_metadata_repeated_without_end(self, hostile: str) -> None:
        assert texts(f"---\nguests: {hostile * 1_000}\n---\nHello.")[-1] == "Hello."
        times = f"  {hostile}: 0:01\n  time: 0:01\n" * 500
        assert texts(f"---\ntranscript:\n- time: 0:01\n{times}---\nHello.")[-1] == "Hello."
        assert texts("---\nguests:\n" + f"- {hostile}\n" * 300 + "---\nHello.")[-1] == "Hello."

    PIECES = st.one_of(
        st.sampled_from([*HOSTILE, "\n", "\n\n", "---\n", "transcript:\n", "- who: a\n", "---\ntitle: x\n"]),
        st.text(max_size=6),
    )

    @settings(deadline=None)
    @given(st.lists(PIECES, max_size=30).map("".join))
    def test_any_text_gives_lines(self, text: str) -> None:
        source = Source(name="x", text=tidy(text))
        is_markdown(source)
        document = read_markdown(source)
        numbers = {number for number, line in enumerate(source.text.split("\n"), start=1) if line.strip()}
        assert {line.number for line in document.lines} <= numbers
        assert [line.number for line in document.lines] == sorted(line.number for line in document.lines)
        for line in document.lines:
            assert line.text == " ".join(line.text.split())
            assert line.text or line.start_ms is not None
            assert 0 <= line.set_off <= len(line.text)

    @settings(deadline=None)
    @given(st.lists(PIECES, max_size=20).map("".join))
    def test_a_whole_reading_ends_well(self, text: str) -> None:
        try:
            read_text(text, "x", "en")
        except TranscriptError as error:
            assert "\n" not in str(error)  # noqa: PT017

    WORDS = st.text("абвгдежз", min_size=1, max_size=6)
    IN_ORDER = (
        *(
            "{} ",
            "**{}** ",
            "*{}* ",
            "_{}_ ",
            "[{}](https://1.2) ",
            "`{}` ",
            "{}\n",
            "\n\n{} ",
            "\n\n# {}\n\n",
            "\n- {}\n",
        ),
        *(
            "\n> {}\n",
            "<b>{}</b> ",
            "<br>{} ",
            "\n\n|{}|\n|-|\n\n",
            "\\*{} ",
            "&#35;{} ",
            "\n```\n{}\n```\n",
            "\n1. {}\n",
        ),
        *("~~{}~~ ", "\n***\n{}\n", "\n\n<!--\n{}\n-->\n\n", "<i>{}</i> ", "\n{{{{< a >}}}}\n{}\n"),
    )
    ASIDE = ("<!-- {} --> ", "![{}](/1) ")  # stand after their line

    @settings(deadline=None)
    @given(st.lists(st.tuples(st.sampled_from((*IN_ORDER, *ASIDE)), WORDS), min_size=1, max_size=25))
    def test_every_word_is_in_exactly_one_line(self, parts: list[tuple[str, str]]) -> None:
        document = read("".join(around.format(word) for around, word in parts))
        found = re.findall("[а-з]+", " ".join(line.text for line in document.lines))
        words = [word for _, word in parts]
        assert sorted(found) == sorted(words)
        if not any(around in self.ASIDE for around, _ in parts):
            assert found == words

    ENTRIES = st.lists(
        st.fixed_dictionaries(
            {}, optional=dict.fromkeys(("who", "time", "line", "header", "other", "text", "speaker", "deep"), WORDS)
        ),
        min_size=1,
        max_size=8,
    )

    @settings(deadline=None)
    @given(ENTRIES, st.sampled_from(("", "  ")))
    def test_every_word_of_entries_is_in_exactly_one_line(self, entries: list[dict[str, str]], indent: str) -> None:
        rows = ["---", "transcript:", f"{indent}- text: {'x ' * 200}"]
        for entry in entries:
            fields = [
                f"{key}: {word}" if key != "deep" else f"deep:\n{indent}    - {word}" for key, word in entry.items()
            ]
            rows += [f"{indent}{'  ' if at else '- '}{one}" for at, one in enumerate(fields)]
        lines = read("\n".join([*rows, "---", "Body."])).lines
        found = re.findall("[а-з]+", " ".join(f"{line.label or ''} {line.text}" for line in lines))
        assert sorted(found) == sorted(word for entry in entries for word in entry.values())
        assert [line.number for line in lines] == sorted(line.number for line in lines)
