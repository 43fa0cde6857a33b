"""No word of captions is lost or said twice: rolling captions, and properties over any cues and any text."""

import html
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from transcripts.errors import TranscriptError
from transcripts.reading.captions.ass import is_ass, parse_ass, read_ass
from transcripts.reading.captions.cue import CaptionCue
from transcripts.reading.captions.lrc import is_lrc, read_lrc
from transcripts.reading.captions.microdvd import is_microdvd, parse_microdvd, read_microdvd
from transcripts.reading.captions.sbv import is_sbv, parse_sbv, read_sbv
from transcripts.reading.captions.subrip import is_subrip, parse_subrip, read_subrip
from transcripts.reading.captions.ttml import is_ttml, parse_ttml, read_ttml
from transcripts.reading.captions.webvtt import is_webvtt, parse_webvtt, read_webvtt
from transcripts.reading.decode import source_of, tidy
from transcripts.reading.document import Document, Source

Cue = tuple[int, int, tuple[str, ...]]  # start and end in ms, lines

_SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"
_REAL = sorted((*_SHARED.glob("captions/*/captions.*t"), *_SHARED.glob("transcripts/*_srt/source.srt")))
_REAL += sorted(_SHARED.glob("transcripts/*_vtt/source.vtt"))


def source(text: str) -> Source:
    return Source(name="talk", text=tidy(text))


def texts(document: Document) -> list[str]:
    return [line.text for line in document.lines]


def clock(time_ms: int, point: str) -> str:
    seconds, ms = divmod(time_ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{point}{ms:03}"


def as_srt(cues: Sequence[Cue]) -> str:
    return "\n".join(
        f"{number}\n{clock(start, ',')} --> {clock(end, ',')}\n" + "".join(f"{line}\n" for line in lines)
        for number, (start, end, lines) in enumerate(cues, start=1)
    )


def as_vtt(cues: Sequence[Cue]) -> str:
    return "WEBVTT\n\n" + "\n".join(
        f"{clock(start, '.')} --> {clock(end, '.')} align:start\n" + "".join(f"{html.escape(line)}\n" for line in lines)
        for start, end, lines in cues
    )


def as_sbv(cues: Sequence[Cue]) -> str:
    return "\n".join(
        f"{clock(start, '.')},{clock(end, '.')}\n" + "".join(f"{line}\n" for line in lines)
        for start, end, lines in cues
    )


def as_ttml(cues: Sequence[Cue]) -> str:
    paragraphs = (
        f'<p begin="{clock(start, ".")}" end="{clock(end, ".")}">{"<br/>".join(map(html.escape, lines))}</p>\n'
        for start, end, lines in cues
    )
    return f'<tt xmlns="http://www.w3.org/ns/ttml"><body><div>{"".join(paragraphs)}</div></body></tt>'


# --- rolling captions


def youtube(lines: Sequence[str]) -> str:
    """Lines as YouTube's automatic captions show them: twice or three times, the new one with the times of words."""
    cues, above = ["WEBVTT\nKind: captions\nLanguage: en\n"], " "
    for index, line in enumerate(lines):
        start, end = 2000 * index, 2000 * index + 1990
        first, *rest = line.split()
        words = [f"<{clock(start + 100 + i, '.')}><c> {html.escape(word)}</c>" for i, word in enumerate(rest)]
        timing = "{} --> {} align:start position:0%"
        cues += [
            timing.format(clock(start, "."), clock(end, ".")),
            above,
            html.escape(first) + "".join(words),
            "",
            timing.format(clock(end, "."), clock(end + 10, ".")),
            html.escape(line),
            " ",
            "",
        ]
        above = html.escape(line)
    return "\n".join(cues)


def rolled(lines: Sequence[str], rows: int) -> list[Cue]:
    return [(1000 * i, 1000 * i + 1000, tuple(lines[max(0, i + 1 - rows) : i + 1])) for i in range(len(lines))]


LINES = ("we start with this", "and then go", "no", ">> yes & so on", "the end of it")


def test_automatic_captions_say_every_word_once() -> None:
    document = read_webvtt(source(youtube(LINES)))
    assert [(line.start_ms, line.text) for line in document.lines] == [(2000 * i, text) for i, text in enumerate(LINES)]
    assert document.language == "en"
    assert "shown again" in document.warnings[0]


def test_automatic_captions_repeat_what_is_said_again() -> None:
    assert texts(read_webvtt(source(youtube(["very very", "very very", "very very", "good"])))) == [
        "very very",
        "very very",
        "very very",
        "good",
    ]


def test_automatic_captions_of_one_line() -> None:
    assert texts(read_webvtt(source(youtube(["only this"])))) == ["only this"]


def test_automatic_captions_turned_into_subrip() -> None:
    cues = parse_webvtt(youtube(LINES)).cues
    text = as_srt([(cue.start_ms, cue.end_ms, cue.lines) for cue in cues])
    assert texts(read_subrip(source(text))) == list(LINES)


@pytest.mark.parametrize("rows", [2, 3, 4])
@pytest.mark.parametrize("write", [as_srt, as_vtt, as_sbv, as_ttml])
def test_roll_up_captions(rows: int, write: Callable[[Sequence[Cue]], str]) -> None:
    text = write(rolled(LINES, rows))
    reader = next(read for sniff, read in READERS if sniff(source(text)))
    assert texts(reader(source(text))) == list(LINES)


def test_captions_that_grow() -> None:
    shown = ["so", "so what", "so what we", "so what we do is"]
    cues: list[Cue] = [(500 * i, 500 * i + 500, (text,)) for i, text in enumerate(shown)]
    cues += [(2000, 2500, ("so what we do is", "we wa")), (2500, 3000, ("so what we do is", "we walk"))]
    document = read_subrip(source(as_srt(cues)))
    assert [(line.start_ms, line.text) for line in document.lines] == [(0, "so what we do is"), (2000, "we walk")]


def test_roll_up_captions_among_others() -> None:
    others: list[Cue] = [(10_000 + 2000 * i, 11_000 + 2000 * i, (f"Sentence {i}.", "More.")) for i in range(40)]
    document = read_subrip(source(as_srt([*rolled(LINES, 2), *others])))
    assert texts(document) == [*LINES, *(line for _, _, lines in others for line in lines)]


@pytest.mark.parametrize(
    "said",
    [
        [("No.",), ("No.",), ("No.",)],
        [("Yes.", "No."), ("No.", "Really?"), ("Well.",), ("Well.", "so")],
        [("Row, row",), ("Row, row",), ("your boat",), ("Row, row",), ("Row, row",)],
        [("Row, row", "your boat"), ("your boat", "row, row"), ("row, row", "your boat")],
        [("I",), ("I think",), ("Then.",), ("Then he",), ("left.",)],
    ],
)
def test_what_is_said_again_is_kept(said: list[tuple[str, ...]]) -> None:
    cues: list[Cue] = [(1000 * i, 1000 * i + 1000, lines) for i, lines in enumerate(said)]
    filler: list[Cue] = [(20_000 + i, 20_001 + i, (f"Other {i}.",)) for i in range(20)]
    document = read_subrip(source(as_srt([*cues, *filler])))
    assert texts(document)[: -len(filler)] == [line for lines in said for line in lines]
    assert document.warnings == ()


# --- properties

READERS = (
    (is_webvtt, read_webvtt),
    (is_subrip, read_subrip),
    (is_sbv, read_sbv),
    (is_ttml, read_ttml),
    (is_lrc, read_lrc),
    (is_ass, read_ass),
    (is_microdvd, read_microdvd),
)

_words = st.text(st.sampled_from("abcXYZäß日本7 0'\".,:;!?-()[]♪>#%"), min_size=1, max_size=8).filter(
    lambda text: bool(text.strip()) and "-->" not in text and "->" not in text
)
_lines = st.lists(_words, min_size=1, max_size=4).map(lambda words: " ".join(" ".join(words).split()))
_times = st.integers(min_value=0, max_value=99 * 3_600_000)


@st.composite
def cue_lists(draw: st.DrawFn) -> list[Cue]:
    """Cues as editors write them: every line with text, in order."""
    starts = sorted(draw(st.lists(_times, min_size=1, max_size=8)))
    return [
        (
            start,
            start + draw(st.integers(min_value=1, max_value=9000)),
            draw(st.lists(_lines, min_size=1, max_size=3).map(tuple)),
        )
        for start in starts
    ]


def read_back(cues: Sequence[CaptionCue]) -> list[Cue]:
    return [(cue.start_ms, cue.end_ms, cue.lines) for cue in cues]


@settings(max_examples=40)
@given(cue_lists())
@example([(0, 1, ("1984", "7")), (5, 6, ("1",)), (5, 6, ("WEBVTT",)), (7, 8, ("NOTE",)), (9, 10, ("3", "4"))])
def test_cues_are_read_back_as_they_were_written(cues: list[Cue]) -> None:
    assert read_back(parse_subrip(as_srt(cues)).cues) == cues
    assert read_back(parse_webvtt(as_vtt(cues)).cues) == cues
    assert read_back(parse_ttml(as_ttml(cues), "talk").cues) == cues
    sbv = [cue for cue in cues if not any("[br]" in line for line in cue[2])]
    assert read_back(parse_sbv(as_sbv(sbv)).cues) == sbv
    for captions in (parse_subrip(as_srt(cues)), parse_webvtt(as_vtt(cues)), parse_sbv(as_sbv(cues))):
        assert captions.repairs == ()


@settings(max_examples=40)
@given(cue_lists())
def test_every_word_of_every_cue_is_in_one_line(cues: list[Cue]) -> None:
    said = [line for _, _, lines in cues for line in lines]
    for text in (as_srt(cues), as_vtt(cues), as_ttml(cues)):
        reader = next(read for sniff, read in READERS if sniff(source(text)))
        document = reader(source(text))
        if not any("shown again" in warning for warning in document.warnings):
            assert texts(document) == said


@settings(max_examples=40)
@given(st.lists(_lines, min_size=1, max_size=12, unique=True))
def test_rolling_captions_say_every_line_once(lines: list[str]) -> None:
    numbered = [f"{line} {index}" for index, line in enumerate(lines)]
    assert texts(read_webvtt(source(youtube(numbered)))) == numbered
    if len(lines) > 3:
        assert texts(read_subrip(source(as_srt(rolled(numbered, 2))))) == numbered


_pieces = st.sampled_from(
    [
        *(
            "WEBVTT",
            "NOTE",
            "STYLE",
            "1",
            "2",
            "00:00:01,000 --> 00:00:02,000",
            "00:01.000 --> 00:02.000",
            "-->",
            "00:",
        ),
        *(
            "\n",
            "\n\n",
            " ",
            "<v Ann>",
            "</v>",
            "<i>",
            "<00:00:01.000>",
            "<",
            ">",
            "&amp;",
            "&#55555555;",
            "&",
            "{\\an8}",
        ),
        *("<ruby>", "<rt>", "</rt>", "<br>", "0:00:01.000,0:00:02.000", "[br]", "[ti:x]", "[00:01.00]", "[00:99:99]"),
        *(
            "<tt>",
            "<body>",
            "<p begin='1s'>",
            "</p>",
            "<span begin='9x'>",
            "</tt>",
            "<br/>",
            "&nbsp;",
            "<![CDATA[",
            "]]>",
        ),
        *("<tt ttp:frameRate='0' ttp:tickRate='0' ttp:frameRateMultiplier='1 0'>", "<!DOCTYPE tt [", "<!ENTITY a 'b'>"),
        *(
            "[Script Info]",
            "[Events]",
            "Dialogue: 0,0:00:01.00,x,y",
            "Dialogue: ",
            "Format: ,,",
            "{1}{2}",
            "{1}{}",
            "|",
        ),
        *("word", "Ann: word", "\ud800", "\x00", "\u2028", "²", "٣", "<!--", "-->", "<?xml?>", "]>", "hour:min"),
    ]
)


def outcome(read: Callable[[Source], Document], text: str) -> Document | str:
    """The document, or why it is none."""
    try:
        return read(source(text))
    except TranscriptError as error:
        return str(error)


@settings(max_examples=300)
@given(st.lists(_pieces | st.text(max_size=6), max_size=25).map("".join))
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    for sniff, read in READERS:
        sniff(source(text))
        found = outcome(read, text)
        if isinstance(found, str):
            assert "\n" not in found
        else:
            assert all(line.text == " ".join(line.text.split()) != "" for line in found.lines)
            assert all(line.start_ms is None or line.start_ms >= 0 for line in found.lines)
    assert all(cue.number == at for at, cue in enumerate(parse_ass(text).cues, start=1))
    assert all(cue.start_ms >= 0 for cue in parse_microdvd(text).cues)


# --- captions made by people


@pytest.mark.parametrize("path", _REAL, ids=lambda path: path.parent.name)
def test_every_word_of_real_captions_is_said_once(path: Path) -> None:
    read = source_of(path.read_bytes(), path.name)
    reader = next(read_kind for sniff, read_kind in READERS if sniff(read))
    said = " ".join(texts(reader(read))).split()
    assert said == _words_of_blocks(read.text)


def _words_of_blocks(text: str) -> list[str]:
    """The words below the times of well-formed captions."""
    words: list[str] = []
    for block in re.split(r"\n[ \t]*\n", text):
        _, arrow, payload = block.partition(" --> ")
        if arrow:
            words += html.unescape(re.sub(r"<[^>]*>", " ", payload.partition("\n")[2])).split()
    return words
