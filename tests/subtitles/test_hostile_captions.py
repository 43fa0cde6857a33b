"""Damaged and odd caption files: text and times are kept, and every repair is listed with its code."""

import html
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from subtitles.reading import REFUSED, REPAIR_KINDS, CaptionFile, read_bytes
from transcripts.errors import ToolkitError, TranscriptError

Shown = tuple[int, int, tuple[str, ...]]  # start and end in ms, lines


@dataclass(frozen=True, kw_only=True)
class Hostile:
    """A file, the cues in it, the codes of what is repaired, by line, and who speaks."""

    file: str | bytes
    cues: Sequence[Shown]
    repairs: Sequence[tuple[int, str]] = ()
    speakers: Sequence[str | None] = ()
    name: str = "talk"
    format: str = ""

    @property
    def data(self) -> bytes:
        return self.file.encode() if isinstance(self.file, str) else self.file


ONE = (1000, 2000, ("One.",))
TWO = (3000, 4000, ("Two.",))
AT_1, AT_3 = "00:00:01,000 --> 00:00:02,000", "00:00:03,000 --> 00:00:04,000"
VTT_1, VTT_3 = "00:01.000 --> 00:02.000", "00:03.000 --> 00:04.000"
SRT = f"1\n{AT_1}\nOne.\n\n2\n{AT_3}\nTwo.\n"
VTT = f"WEBVTT\n\n{VTT_1}\nOne.\n\n{VTT_3}\nTwo.\n"


def srt(text: str) -> str:
    return f"1\n{AT_1}\n{text}\n"


def timed(line: str) -> str:
    return f"1\n{line}\nOne.\n\n2\n{AT_3}\nTwo.\n"


def vtt(text: str) -> str:
    return f"WEBVTT\n\n{VTT_1}\n{text}\n"


def tt(body: str, attributes: str = "") -> str:
    return f'<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="urn:p" {attributes}>\n{body}\n</tt>'


def ass(*events: str) -> str:
    return "[Script Info]\n\n[Events]\nFormat: Start, End, Name, Text\n" + "".join(f"{event}\n" for event in events)


HOSTILE: dict[str, Hostile] = {
    # --- research, section 2d: what pysrt, webvtt-py and others lose
    "bom": Hostile(file=f"\ufeff{SRT}", cues=[ONE, TWO], repairs=[(1, "bom")]),
    "blank line within": Hostile(
        file=f"1\n{AT_1}\nOne\n\nmore.\n\n2\n{AT_3}\nTwo.\n",
        cues=[(1000, 2000, ("One", "more.")), TWO],
        repairs=[(5, "blank-line")],
    ),
    "no blank line between": Hostile(
        file=f"1\n{AT_1}\nOne.\n2\n{AT_3}\nTwo.\n", cues=[ONE, TWO], repairs=[(5, "missing-blank-line")]
    ),
    "one digit of a fraction": Hostile(
        file=timed("00:00:01,5 --> 00:00:02,0"), cues=[(1500, 2000, ("One.",)), TWO], repairs=[(2, "time-form")]
    ),
    "a start that cannot be read": Hostile(
        file=f"1\n{AT_1}\nOne.\n\n2\n00:00:xx,000 --> 00:00:04,000\nTwo.\n",
        cues=[ONE, (2000, 4000, ("Two.",))],
        repairs=[(6, "time-form"), (6, "time-unreadable")],
    ),
    "points for commas": Hostile(
        file=SRT.replace(",", "."), cues=[ONE, TWO], repairs=[(2, "time-form"), (6, "time-form")]
    ),
    "no numbers": Hostile(
        file=f"{AT_1}\nOne.\n\n{AT_3}\nTwo.\n", cues=[ONE, TWO], repairs=[(1, "numbering"), (4, "numbering")]
    ),
    "latin-1": Hostile(
        file=srt("Où êtes-vous ?").encode("latin-1"),
        cues=[(1000, 2000, ("Où êtes-vous ?",))],
        repairs=[(1, "encoding")],
    ),
    "utf-16 with bom": Hostile(file=SRT.encode("utf-16"), cues=[ONE, TWO], repairs=[(1, "encoding")]),
    "crlf": Hostile(file=SRT.replace("\n", "\r\n"), cues=[ONE, TWO]),
    "empty cue": Hostile(file=f"1\n{AT_1}\n\n2\n{AT_3}\nTwo.\n", cues=[TWO], repairs=[(2, "empty-cue")]),
    "arrow in a text": Hostile(file=srt("from a --> b"), cues=[(1000, 2000, ("from a --> b",))]),
    "arrow in a text of webvtt": Hostile(
        file=vtt("from a --> b"), cues=[(1000, 2000, ("from a --> b",))], repairs=[(4, "arrow-in-text")]
    ),
    "ampersands in webvtt": Hostile(
        file=vtt("R&D <3 <i>x</i>\nI <think>"),
        cues=[(1000, 2000, ("R&D <3 x", "I <think>"))],
        repairs=[(4, "markup"), (4, "unescaped"), (5, "unescaped")],
    ),
    "webvtt without a blank line on top": Hostile(
        file=f"WEBVTT\n{VTT_1}\nOne.\n", cues=[ONE], repairs=[(2, "missing-blank-line")]
    ),
    "ass without its first section": Hostile(
        file="[Events]\nFormat: Start, End, Text\nDialogue: 0:00:01.00,0:00:02.00,One.\n",
        name="talk.ass",
        format="ass",
        cues=[ONE],
    ),
    "ampersands": Hostile(file=srt("A & B <3"), cues=[(1000, 2000, ("A & B <3",))]),
    "escapes of webvtt": Hostile(file=vtt("A &amp; B &lt;3"), cues=[(1000, 2000, ("A & B <3",))]),
    "two voices": Hostile(
        file=vtt("<v Ann>One.</v>\n<v Bob Lee>Two.</v>"),
        cues=[(1000, 2000, ("One.", "Two."))],
        speakers=["Ann", "Bob Lee"],
    ),
    "end before start": Hostile(
        file=timed("00:00:02,000 --> 00:00:01,000"),
        cues=[(2000, 3000, ("One.",)), TWO],
        repairs=[(2, "ends-before-start")],
    ),
    "unsorted": Hostile(file=f"1\n{AT_3}\nTwo.\n\n2\n{AT_1}\nOne.\n", cues=[TWO, ONE], repairs=[(6, "out-of-order")]),
    "overlap": Hostile(file=timed("00:00:01,000 --> 00:00:09,000"), cues=[(1000, 9000, ("One.",)), TWO]),
    "commas in webvtt": Hostile(file=f"WEBVTT\n\n{AT_1}\nOne.\n", cues=[ONE], repairs=[(3, "time-form")]),
    "braces": Hostile(file=srt("a {x} b"), cues=[(1000, 2000, ("a {x} b",))]),
    # --- bytes and characters
    "utf-16 without bom": Hostile(file=SRT.encode("utf-16-be"), cues=[ONE, TWO], repairs=[(1, "encoding")]),
    "utf-16 of another script": Hostile(
        file=srt("これは日本語の字幕です。").encode("utf-16-le"),
        cues=[(1000, 2000, ("これは日本語の字幕です。",))],
        repairs=[(1, "encoding")],
    ),
    "cp1252": Hostile(
        file=srt("“Go” – she’s off…").encode("cp1252"),
        cues=[(1000, 2000, ("“Go” – she’s off…",))],
        repairs=[(1, "encoding")],
    ),
    "cp1250": Hostile(
        file=srt("Dobrý den, jak se máte?\nŘekl, že příště přijde žlutý kůň.").encode("cp1250"),
        cues=[(1000, 2000, ("Dobrý den, jak se máte?", "Řekl, že příště přijde žlutý kůň."))],
        repairs=[(1, "encoding")],
    ),
    "cp1251": Hostile(
        file=srt("Привет, как дела сегодня?\nМы начинаем наш подкаст.").encode("cp1251"),
        cues=[(1000, 2000, ("Привет, как дела сегодня?", "Мы начинаем наш подкаст."))],
        repairs=[(1, "encoding")],
    ),
    "cp1254": Hostile(
        file=srt("Günaydın, nasılsınız?\nŞimdi başlıyoruz, çok güzel bir gün.").encode("cp1254"),
        cues=[(1000, 2000, ("Günaydın, nasılsınız?", "Şimdi başlıyoruz, çok güzel bir gün."))],
        repairs=[(1, "encoding")],
    ),
    "two encodings": Hostile(
        file=srt("Grüße, ça").encode() + "\n2\n00:00:03,000 --> 00:00:04,000\nTschüs\n".encode("latin-1"),
        cues=[(1000, 2000, ("Grüße, ça",)), (3000, 4000, ("Tschüs",))],
        repairs=[(7, "not-utf8")],
    ),
    "cut off within a character": Hostile(
        file=srt("Grüße\nan alle à").encode()[:-2],
        cues=[(1000, 2000, ("Grüße", "an alle"))],
        repairs=[(4, "cut-off")],
    ),
    "carriage returns alone": Hostile(file=SRT.replace("\n", "\r"), cues=[ONE, TWO], repairs=[(1, "line-ends")]),
    "mixed line ends": Hostile(file=SRT.replace("One.\n", "One.\r\n"), cues=[ONE, TWO], repairs=[(3, "line-ends")]),
    "nul": Hostile(file=srt("O\0ne."), cues=[ONE], repairs=[(3, "null-characters")]),
    "escape sequences": Hostile(
        file=srt("O\x1b[31mne."), cues=[(1000, 2000, ("O[31mne.",))], repairs=[(3, "null-characters")]
    ),
    "bom in the middle": Hostile(
        file=f"1\n{AT_1}\nOne.\n\n\ufeff2\n{AT_3}\nTwo.\n", cues=[ONE, TWO], repairs=[(5, "bom")]
    ),
    "bom in a text": Hostile(file=srt("\ufeffOne\ufeff"), cues=[(1000, 2000, ("\ufeffOne\ufeff",))]),
    "two boms": Hostile(file=f"\ufeff\ufeff{VTT}", cues=[ONE, TWO], repairs=[(1, "bom"), (1, "bom")]),
    "line separator": Hostile(
        file=srt("One\u2028two"), cues=[(1000, 2000, ("One", "two"))], repairs=[(3, "line-ends")]
    ),
    "emoji and joiners": Hostile(file=srt("👩‍🚀 ok 🇫🇷 e\u0301"), cues=[(1000, 2000, ("👩‍🚀 ok 🇫🇷 e\u0301",))]),
    "marks of direction": Hostile(
        file=srt("\u200fשלום, \u2067world\u2069!"), cues=[(1000, 2000, ("\u200fשלום, \u2067world\u2069!",))]
    ),
    "soft hyphens": Hostile(file=srt("Sil\u00adben"), cues=[(1000, 2000, ("Sil\u00adben",))]),
    "double spaces": Hostile(file=srt("  a  b   c "), cues=[(1000, 2000, ("a  b   c",))]),
    # --- the frame of cues
    "duplicate numbers": Hostile(
        file=f"1\n{AT_1}\nOne.\n\n1\n{AT_3}\nTwo.\n", cues=[ONE, TWO], repairs=[(6, "numbering")]
    ),
    "a number that is missing": Hostile(
        file=f"1\n{AT_1}\nOne.\n\n3\n{AT_3}\nTwo.\n", cues=[ONE, TWO], repairs=[(6, "numbering")]
    ),
    "numbers that are said": Hostile(
        file=f"1\n{AT_1}\n1984\n7\n\n2\n{AT_3}\n2\n", cues=[(1000, 2000, ("1984", "7")), (3000, 4000, ("2",))]
    ),
    "blank lines everywhere": Hostile(
        file=f"1\n\n{AT_1}\n\nOne.\n\n2\n\n{AT_3}\n\nTwo.\n\n",
        cues=[ONE, TWO],
        repairs=[(5, "blank-line"), (11, "blank-line")],
    ),
    "text above": Hostile(file=f"Captions by Mara\n\n{SRT}", cues=[ONE, TWO], repairs=[(1, "text-outside")]),
    "text beside the times": Hostile(
        file=f"1\n{AT_1} One.\n\n2\n{AT_3}\nTwo.\n", cues=[ONE, TWO], repairs=[(2, "text-on-time-line")]
    ),
    "settings of subrip": Hostile(
        file=timed(f"{AT_1} X1:40 X2:600 Y1:20 Y2:50"), cues=[ONE, TWO], repairs=[(2, "settings")]
    ),
    "cut off in a time": Hostile(file=f"{SRT}\n3\n00:00:05,000 --", cues=[ONE, TWO], repairs=[(9, "cut-off")]),
    "cut off after a time": Hostile(
        file=f"{SRT}\n3\n00:00:05,000 --> 00:00:06,000\n", cues=[ONE, TWO], repairs=[(10, "empty-cue")]
    ),
    "a very long cue": Hostile(
        file=srt("\n".join(f"line {i}" for i in range(10_000))),
        cues=[(1000, 2000, tuple(f"line {i}" for i in range(10_000)))],
    ),
    "a very long line": Hostile(file=srt(f"{'word ' * 200_000}end"), cues=[(1000, 2000, (f"{'word ' * 200_000}end",))]),
    "subrip named as webvtt": Hostile(
        file=f"{AT_1.replace(',', '.')}\nOne.\n",
        name="talk.vtt",
        format="vtt",
        cues=[ONE],
        repairs=[(1, "signature")],
    ),
    "webvtt named as subrip": Hostile(
        file=VTT, name="talk.srt", format="vtt", cues=[ONE, TWO], repairs=[(1, "suffix")]
    ),
    # --- times
    "no spaces around the arrow": Hostile(
        file=timed("00:00:01,000-->00:00:02,000"), cues=[ONE, TWO], repairs=[(2, "time-form")]
    ),
    "other arrows": Hostile(file=timed("00:00:01,000 → 00:00:02,000"), cues=[ONE, TWO], repairs=[(2, "time-form")]),
    "commas and points": Hostile(
        file=timed("00:00:01,000 --> 00:00:02.000"), cues=[ONE, TWO], repairs=[(2, "time-form")]
    ),
    "no hours": Hostile(file=timed("00:01,000 --> 00:02,000"), cues=[ONE, TWO], repairs=[(2, "time-form")]),
    "three digits of hours in subrip": Hostile(
        file=f"1\n{AT_1}\nOne.\n\n2\n100:00:01,000 --> 100:00:02,000\nTwo.\n",
        cues=[ONE, (360_001_000, 360_002_000, ("Two.",))],
        repairs=[(6, "time-form")],
    ),
    "three digits of hours in webvtt": Hostile(
        file="WEBVTT\n\n100:00:01.000 --> 100:00:02.000\nOne.\n", cues=[(360_001_000, 360_002_000, ("One.",))]
    ),
    "seventy seconds": Hostile(
        file=f"1\n{AT_1}\nOne.\n\n2\n00:00:70,000 --> 00:01:20,000\nTwo.\n",
        cues=[ONE, (70_000, 80_000, ("Two.",))],
        repairs=[(6, "time-form")],
    ),
    "spaces in times": Hostile(
        file=timed("00: 00: 01, 000 -> 00: 00: 02, 000"), cues=[ONE, TWO], repairs=[(2, "time-form")]
    ),
    "negative start": Hostile(
        file=timed("-00:00:01,000 --> 00:00:02,000"),
        cues=[(0, 2000, ("One.",)), TWO],
        repairs=[(2, "negative-time"), (2, "time-form")],
    ),
    "no end": Hostile(
        file=timed("00:00:01,000 -->"),
        cues=[ONE, TWO],
        repairs=[(2, "no-end"), (2, "time-form")],
    ),
    "an end that cannot be read": Hostile(
        file=timed("00:00:01,000 --> 00:00:0x,000"),
        cues=[ONE, TWO],
        repairs=[(2, "time-form"), (2, "time-unreadable")],
    ),
    "zero duration": Hostile(
        file=f"1\n{AT_1}\nOne.\n\n2\n00:00:03,000 --> 00:00:03,000\n{'x' * 60}\n",
        cues=[ONE, (3000, 6000, ("x" * 60,))],
        repairs=[(6, "zero-duration")],
    ),
    "zero duration before another": Hostile(
        file=f"1\n00:00:02,900 --> 00:00:02,900\nOne.\n\n2\n{AT_3}\nTwo.\n",
        cues=[(2900, 3000, ("One.",)), TWO],
        repairs=[(2, "zero-duration")],
    ),
    "all at one time": Hostile(file=f"1\n{AT_1}\nOne.\n\n2\n{AT_1}\nTwo.\n", cues=[ONE, (1000, 2000, ("Two.",))]),
    # --- markup
    "tags without ends": Hostile(
        file=srt("<i>One <b>two</i> </font>three"),
        cues=[(1000, 2000, ("One two three",))],
        repairs=[(3, "markup"), (3, "markup"), (3, "markup")],
    ),
    "codes of ass in subrip": Hostile(
        file=srt(r"{\an8}{\i1}Top{\i0}"), cues=[(1000, 2000, ("Top",))], repairs=[(3, "markup"), (3, "markup")]
    ),
    "entities of html in subrip": Hostile(
        file=srt("R&amp;B &eacute; &#39;x&#x27;"), cues=[(1000, 2000, ("R&B é 'x'",))], repairs=[(3, "references")]
    ),
    "what looks like markup": Hostile(
        file=srt("<laughs> a < b > c <John> &notit; <3"),
        cues=[(1000, 2000, ("<laughs> a < b > c <John> ¬it; <3",))],
        repairs=[(3, "references")],
    ),
    "a line of markup only": Hostile(file=srt("<i></i>\nOne."), cues=[ONE], repairs=[(3, "markup")]),
    "comments, styles and regions": Hostile(
        file="WEBVTT\nLanguage: fr\n\nNOTE one\nmore\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\n\n"
        f"{VTT_1}\nOne.\n",
        cues=[ONE],
        repairs=[(4, "comment"), (7, "style"), (10, "style")],
    ),
    "a segment of a stream": Hostile(
        file=VTT.replace("WEBVTT", "WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000"),
        cues=[ONE, TWO],
        repairs=[(2, "offset")],
    ),
    "settings of webvtt": Hostile(
        file=f"WEBVTT\n\n{VTT_1} line:0 position:20% align:start\nOne.\n", cues=[ONE], repairs=[(3, "settings")]
    ),
    "voices within voices": Hostile(
        file=vtt("<v Ann>one <v Bob>two</v> three</v>"),
        cues=[(1000, 2000, ("one", "two", "three"))],
        speakers=["Ann", "Bob", "Ann"],
        repairs=[(4, "shared-line")],
    ),
    "classes of voices": Hostile(
        file=vtt("<v.loud.first Mary &amp; Jo>Yes."), cues=[(1000, 2000, ("Yes.",))], speakers=["Mary & Jo"]
    ),
    "a voice without a name": Hostile(file=vtt("<v>Yes.</v>"), cues=[(1000, 2000, ("Yes.",))], speakers=[None]),
    "times of words": Hostile(
        file=vtt("We<00:00:01.200><c> go</c><00:00:01.500><c.yellow> on</c>"),
        cues=[(1000, 2000, ("We go on",))],
        repairs=[(4, "markup"), (4, "markup")],
    ),
    "ruby": Hostile(
        file=vtt("<ruby>漢字<rt>かんじ</rt></ruby>です"), cues=[(1000, 2000, ("漢字です",))], repairs=[(4, "ruby")]
    ),
    "names of cues": Hostile(
        file=f"WEBVTT\n\na\n{VTT_1}\nOne.\n\na\n{VTT_3}\nTwo.\n", cues=[ONE, TWO], repairs=[(8, "duplicate-id")]
    ),
    "a name of a cue among unnamed ones": Hostile(
        file=f"{VTT}\nchapter\n00:05.000 --> 00:06.000\nThree.\n",
        cues=[ONE, TWO, (5000, 6000, ("Three.",))],
        repairs=[(9, "id-text")],
    ),
    "text above the signature": Hostile(
        file=f"Hello\n\n{VTT}", cues=[ONE, TWO], repairs=[(1, "signature"), (1, "text-outside")]
    ),
    "marks by name": Hostile(file=vtt("a&lrm;b&nbsp;c"), cues=[(1000, 2000, ("a\u200eb\u00a0c",))]),
    "rolling": Hostile(
        file="WEBVTT\n\n00:00.000 --> 00:02.000\n \nwe start\n\n00:02.000 --> 00:02.010\nwe start\n \n\n"
        "00:02.010 --> 00:04.000\nwe start\nand go\n\n00:04.000 --> 00:04.010\nand go\n\n",
        cues=[
            (0, 2000, ("we start",)),
            (2000, 2010, ("we start",)),
            (2010, 4000, ("we start", "and go")),
            (4000, 4010, ("and go",)),
        ],
        repairs=[(7, "rolling")],
    ),
    # --- SubViewer
    "breaks of subviewer": Hostile(
        file="0:00:01.000,0:00:02.000\nOne[br]two\n\n0:00:03.000,0:00:04.000\nTwo.\n",
        format="sbv",
        cues=[(1000, 2000, ("One", "two")), TWO],
    ),
    "subviewer without blank lines": Hostile(
        file="0:00:01.000,0:00:02.000\nOne.\n0:00:03.000,0:00:04.000\nTwo.\n",
        cues=[ONE, TWO],
        repairs=[(3, "missing-blank-line")],
    ),
    # --- TTML
    "times in frames": Hostile(
        file=tt('<body><div><p begin="00:00:01:12" end="00:00:02:00">One.</p></div></body>', 'ttp:frameRate="24"'),
        format="ttml",
        cues=[(1500, 2000, ("One.",))],
    ),
    "times in ticks": Hostile(
        file=tt('<body><div><p begin="10000000t" end="20000000t">One.</p></div></body>', 'ttp:tickRate="10000000"'),
        cues=[ONE],
    ),
    "times as offsets": Hostile(
        file=tt('<body><div begin="1s"><p begin="0ms" dur="0.5m">One.</p></div></body>'),
        cues=[(1000, 31_000, ("One.",))],
    ),
    "spans and breaks": Hostile(
        file=tt('<body><div><p begin="1s" end="2s"><span>One<span> two</span></span><br/>\n  three </p></div></body>'),
        cues=[(1000, 2000, ("One two", "three"))],
    ),
    "preserved spaces": Hostile(
        file=tt('<body xml:space="preserve"><div><p begin="1s" end="2s">a  b<br/>c</p></div></body>'),
        cues=[(1000, 2000, ("a  b", "c"))],
    ),
    "a foreign prefix": Hostile(
        file='<x:tt xmlns:x="http://www.w3.org/ns/ttml"><x:body><x:p begin="1s" end="2s">One.</x:p></x:body></x:tt>',
        cues=[ONE],
    ),
    "regions and styles": Hostile(
        file=tt('<body><div region="r"><p begin="1s" end="2s" style="s">One.</p></div></body>'),
        cues=[ONE],
        repairs=[(2, "markup"), (2, "settings")],
    ),
    "agents": Hostile(
        file=tt(
            '<head><metadata><agent xml:id="a"><name>Ann Lee</name></agent></metadata></head>\n'
            '<body><div><p xml:id="c1" agent="a" begin="1s" end="2s">One.</p></div></body>'
        ),
        cues=[ONE],
        speakers=["Ann Lee"],
    ),
    "an empty paragraph": Hostile(
        file=tt('<body><div><p begin="1s" end="2s">One.</p>\n<p begin="2s" end="3s"/></div></body>'),
        cues=[ONE],
        repairs=[(3, "empty-cue")],
    ),
    "a paragraph without an end": Hostile(
        file=tt('<body><div><p begin="1s">One.</p></div></body>'), cues=[ONE], repairs=[(2, "open-end")]
    ),
    "a time that is none": Hostile(
        file=tt('<body><div><p begin="1s" end="soon">One.</p></div></body>'),
        cues=[ONE],
        repairs=[(2, "open-end"), (2, "time-unreadable")],
    ),
    "xml cut off": Hostile(
        file=tt('<body><div><p begin="1s" end="2s">One.</p>\n<p begin="3s" end="4s">Two.</p>')[:-8],
        cues=[ONE, TWO],
        repairs=[(3, "cut-off")],
    ),
    "references of html in ttml": Hostile(
        file=tt('<body><div><p begin="1s" end="2s">R&D&nbsp;&eacute; &#38;</p></div></body>'),
        cues=[(1000, 2000, ("R&D\u00a0é &",))],
        repairs=[(2, "unescaped")],
    ),
    "ruby of ttml": Hostile(
        file=tt(
            '<body><p begin="1s" end="2s"><span ruby="container"><span ruby="base">漢</span>'
            '<span ruby="text">かん</span></span></p></body>'
        ),
        cues=[(1000, 2000, ("漢",))],
        repairs=[(2, "ruby")],
    ),
    # --- ASS
    "commas and breaks of ass": Hostile(
        file=ass(r"Dialogue: 0:00:01.00,0:00:02.00,Ann,Well, yes\Nand,\hno"),
        format="ass",
        cues=[(1000, 2000, ("Well, yes", "and, no"))],
        speakers=["Ann", "Ann"],
    ),
    "codes, shapes and remarks of ass": Hostile(
        file=ass(
            r"Dialogue: 0:00:01.00,0:00:02.00,,{\an8}{\k20}One.{a remark}",
            r"Comment: 0:00:01.00,0:00:02.00,,hidden",
            r"Dialogue: 0:00:02.00,0:00:03.00,,{\p1}m 0 0 l 10 0{\p0}",
        ),
        cues=[ONE],
        repairs=[(5, "comment"), (5, "markup"), (5, "markup"), (6, "comment"), (7, "empty-cue"), (7, "markup")],
    ),
    "events of ass out of order": Hostile(
        file=ass("Dialogue: 0:00:03.00,0:00:04.00,,Two.", "Dialogue: 0:00:01.00,0:00:02.00,,One."),
        cues=[TWO, ONE],
        repairs=[(6, "out-of-order")],
    ),
    "a line of ass that is no event": Hostile(
        file=ass("Dialogue: 0:00:01.00,0:00:02.00,,One.", "and more", "Movie: 0:00:01.00,0:00:02.00,,a.avi"),
        cues=[ONE],
        repairs=[(6, "text-outside"), (7, "text-outside")],
    ),
    "too few fields in ass": Hostile(
        file=ass("Dialogue: 0:00:01.00,0:00:02.00,One."), cues=[ONE], repairs=[(5, "syntax")]
    ),
    # --- LRC and MicroDVD
    "lrc": Hostile(
        file="[ti:Song]\n[offset:+500]\n[00:01.00]One.\n[00:02.00]\n[00:03.00][00:09.00]Two.\n",
        format="lrc",
        cues=[ONE, (3000, 9000, ("Two.",)), (9000, 10_000, ("Two.",))],
        repairs=[(1, "offset"), (5, "open-end")],
    ),
    "microdvd": Hostile(
        file="{1}{1}25\n{25}{50}{y:i}One.\n{75}{100}Two|lines\n",
        format="microdvd",
        cues=[ONE, (3000, 4000, ("Two", "lines"))],
        repairs=[(2, "markup")],
    ),
    "microdvd without a rate": Hostile(file="{0}{24}One.\n", cues=[(0, 1001, ("One.",))], repairs=[(1, "frame-rate")]),
    # --- JSON
    "json with times in strings": Hostile(
        file='{"segments": [\n{"startTime": "1.0", "endTime": "2", "body": "One."},\n'
        '{"startTime": "0:03", "endTime": "0:04,000", "body": "Two."}]}',
        format="json",
        cues=[ONE, TWO],
    ),
    "json without an end": Hostile(
        file='{"segments":[{"startTime":1,"endTime":2,"body":"One."},\n\n{"startTime":3,"endTime":null,"body":"Two."}]}',
        cues=[ONE, TWO],
        repairs=[(3, "open-end")],
    ),
    "json without ends": Hostile(
        file='{"segments":[{"startTime":1,"body":"One."},{"startTime":3,"body":"Two."}]}',
        cues=[(1000, 3000, ("One.",)), TWO],
        repairs=[(1, "open-end")],
    ),
    "json with breaks and a half character": Hostile(
        file='{"segments":[{"speaker":"Ann","startTime":1,"endTime":2,'
        '"body":" One\\r\\n\\n two\\u2028x\\ud800","foo":1}]}',
        cues=[(1000, 2000, ("One", "two", "x\ufffd"))],
        repairs=[(1, "columns"), (1, "not-utf8")],
        speakers=["Ann", "Ann", "Ann"],
    ),
    "json with an empty and a negative segment": Hostile(
        file='[{"start":-1,"end":2,"text":"One."},{"start":2,"end":3,"text":" "},{"start":3,"end":4,"text":"Two."}]',
        cues=[(0, 2000, ("One.",)), TWO],
        repairs=[(1, "empty-cue"), (1, "negative-time")],
    ),
    "json cut off": Hostile(
        file='{"segments":[{"startTime":1,"endTime":2,"body":"One."},\n{"startTime":3,"endTime":4,"body":"Two',
        cues=[ONE],
        repairs=[(2, "cut-off")],
    ),
    "json with a segment without times": Hostile(
        file='{"segments":[{"startTime":1,"endTime":2,"body":"One."},{"endTime":4,"body":"Two."}]}',
        cues=[ONE, (2000, 4000, ("Two.",))],
        repairs=[(1, "no-time")],
    ),
    # --- HTML
    "a page around podcast html": Hostile(
        file="<!DOCTYPE html><html lang='en'><head><title>A talk</title><style>p {}</style></head><body>\n"
        "<h1>A talk</h1>\n<time>2026-01-01</time>\n<cite>Ann</cite><time datetime='PT1S'>1 s</time><p>One.</p>\n"
        "<p>On <time>2026-01-02</time> too.</p></body></html>",
        cues=[(1000, 2100, ("One.", "On 2026-01-02 too."))],
        repairs=[(2, "text-outside"), (3, "text-outside"), (4, "open-end")],
    ),
    "podcast html": Hostile(
        file="<cite>Ann:</cite>\n<time>0:01</time>\n<p>It&#39;s <b>one</b>.<br>Yes</p>\n"
        "<cite>Bob:</cite><time>0:03</time><p>Two.</p>\n",
        format="html",
        cues=[(1000, 3000, ("It's one.", "Yes")), TWO],
        repairs=[(2, "open-end"), (4, "open-end")],
        speakers=["Ann", "Ann", "Bob"],
    ),
    "podcast html with names after times, and none": Hostile(
        file="<time>0:01</time><cite>Ann:</cite><p>One.</p><time>0:03</time><p>Two.</p><time>0:04</time>\n",
        cues=[(1000, 3000, ("One.",)), TWO],
        repairs=[(1, "empty-cue"), (1, "open-end")],
        speakers=["Ann", None],
    ),
    # --- tables
    "tsv of whisper": Hostile(
        file='start\tend\ttext\n1000\t2000\tOne.\n3000\t4000\t"Two\n',
        format="tsv",
        cues=[ONE, (3000, 4000, ('"Two',))],
    ),
    "csv with commas, breaks and other columns": Hostile(
        file='Start Time,End Time,Speaker,Shot,Text\n00:00:01.000,00:00:02.000,Ann,7,"One, ""two""\nthree"\n',
        format="csv",
        cues=[(1000, 2000, ('One, "two"', "three"))],
        repairs=[(1, "columns")],
        speakers=["Ann", "Ann"],
    ),
    "csv with a quotation mark too many": Hostile(
        file='start,end,text\n1,2,"One.\n3,4,Two.\n', cues=[ONE, TWO], repairs=[(1, "syntax")]
    ),
    "csv with commas in a text that is not quoted": Hostile(
        file="start;end;text;speaker\n1;2;One; two;;Ann\n3;4;Two.;Bob;;\n",
        format="csv",
        cues=[(1000, 2000, ("One; two;",)), TWO],
        repairs=[(2, "syntax")],
        speakers=["Ann", "Bob"],
    ),
    "tsv with a line end in a text": Hostile(
        file="start\tend\ttext\n1\t2\tOne\nmore.\n3\t4\tTwo.\nlast\trow\n",
        cues=[(1000, 2000, ("One", "more.")), TWO, (4000, 5000, ("last\trow",))],
        repairs=[(3, "syntax"), (5, "no-time"), (5, "open-end")],
    ),
    "csv with durations and frames": Hostile(
        file="Timecode In,Duration,Dialogue\n00:00:01:00,00:00:01:00,One.\n00:00:03:00,00:00:01:00,Two.\n",
        cues=[ONE, TWO],
        repairs=[(2, "frame-rate")],
    ),
    "labels of audacity": Hostile(
        file="1.000000\t2.000000\tOne.\n3.000000\t4.000000\tTwo.\n", format="tsv", cues=[ONE, TWO]
    ),
    "tsv with a time that is none": Hostile(
        file="start\tend\ttext\n0:01\t0:02\tOne.\nsoon\t0:04\tTwo.\n",
        cues=[ONE, (2000, 4000, ("Two.",))],
        repairs=[(3, "time-unreadable")],
    ),
}


def shown(file: CaptionFile) -> list[Shown]:
    return [(cue.span.start_ms, cue.span.end_ms, cue.lines) for cue in file.track.cues]


@pytest.mark.parametrize("name", HOSTILE)
def test_text_and_times_are_kept_and_repairs_are_listed(name: str) -> None:
    hostile = HOSTILE[name]
    file = read_bytes(hostile.data, hostile.name)
    assert shown(file) == list(hostile.cues)
    assert sorted((repair.line, repair.code) for repair in file.repairs) == sorted(hostile.repairs)
    assert hostile.format in ("", file.format)
    if hostile.speakers:
        cues = file.track.cues
        said = [voice for cue in cues for voice in cue.line_speakers or (cue.speaker,) * len(cue.lines)]
        assert said == list(hostile.speakers)
    assert all("\n" not in repair.what and repair.what for repair in file.repairs)


def test_the_table_of_repairs_names_every_code() -> None:
    used = {code for hostile in HOSTILE.values() for _, code in hostile.repairs}
    assert used == REPAIR_KINDS.keys()
    assert REPAIR_KINDS.keys() > REFUSED


def test_there_are_enough_hostile_files() -> None:
    assert len(HOSTILE) >= 80


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no text"),
        (b"\xef\xbb\xbf \n", "no text"),
        (b"ID3\x04\x00\x00" + bytes(range(256)) * 20, "audio"),
        (b"\xff\xfb\x90\x64" + bytes(range(256)) * 20, "binary"),
        (b"PK\x03\x04" + bytes(range(256)) * 20, "binary|archive|no captions"),
        (b"Mara: Hello.\nTobin: Yes.\n", "no captions in it"),
        (b"[00:12:33] Kofi: Right.\n[00:12:41] Ines: Exactly.\n", "no captions in it"),
        (b"<!DOCTYPE html><html><body><p>Hello</p><time>2026-01-01</time></body></html>", "no captions in this page"),
        (b'{"name": "x"}', "no list of segments"),
        (b'{"segments": [{"startTime": 1, "body": "On', "not valid JSON"),
        (b'{"segments": [{"startTime": 1, "body": "a"} {"startTime": 2, "body": "b"}, {,}]}', "not valid JSON"),
        (b'{"segments": []}', "no list of segments"),
        (b"WEBVTT\n", "none of the cues"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n<i></i>\n", "none of the cues"),
        (b"[Script Info]\n\n[Events]\n", "none of the cues"),
        (b"start,end,text\n", "none of the cues"),
        (b"<!DOCTYPE tt [<!ENTITY a 'b'>]><tt xmlns='u'><body><p begin='1s'>&a;</p></body></tt>", "declares entities"),
        (b"<tt xmlns='u'><body><p begin='1s'>One</x></body></tt>", "broken"),
        (b"1\n" * 200_001, "200,000 lines"),
        (b"x" * (20 * 2**20 + 1), "20 MB"),
    ],
)
def test_what_is_no_caption_file_is_refused_in_one_line(data: bytes, reason: str) -> None:
    with pytest.raises(TranscriptError, match=reason) as caught:
        read_bytes(data, "talk")
    assert "\n" not in str(caught.value)


# --- properties

_junk = st.sampled_from(
    [
        *("WEBVTT", "NOTE", "STYLE", "1", "2", AT_1, VTT_1, "-->", "00:", "\n", "\n\n", " ", "\r", "\r\n", "\t", ","),
        *(
            "<v Ann>",
            "</v>",
            "<i>",
            "<00:00:01.000>",
            "<",
            ">",
            "&amp;",
            "&#x2028;",
            "&#55555555;",
            "&",
            "{\\an8}",
            "{x}",
        ),
        *("<ruby>", "<rt>", "</rt>", "<br>", "0:00:01.000,0:00:02.000", "[br]", "[ti:x]", "[00:01.00]", "[00:99:99]"),
        *(
            "<tt xmlns='u'>",
            "<body>",
            "<p begin='1s'>",
            "</p>",
            "<span begin='9x'>",
            "</tt>",
            "<br/>",
            "<![CDATA[",
            "]]>",
        ),
        *("<cite>", "</cite>", "<time>0:01</time>", "<time>", "</time>", "<p>", "<div>", "<title>", "<script>"),
        *('{"segments":[', '{"startTime":1,"body":"x"}', '"endTime":-1', "]}", '{"start":"a","text":5}', "[]", "null"),
        *("start,end,text\n", "1,2,x\n", '"', "start\ttext\n", "0:01\tx\n", "1e999\t2\n", "-5,2,y\n"),
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
        *(
            "word",
            "Ann: word",
            "\ud800",
            "\x00",
            "\u2028",
            "\x85",
            "\x1c",
            "\ufeff",
            "²",
            "٣",
            "<!--",
            "<?xml?>",
            "1.0\t",
        ),
    ]
)


def read_or_none(data: bytes, name: str) -> CaptionFile | None:
    """The captions, ``None`` where they are refused in one line."""
    try:
        return read_bytes(data, name)
    except ToolkitError as error:
        told = str(error)
    assert "\n" not in told
    return None


@settings(max_examples=300, deadline=None)
@given(
    st.lists(_junk | st.text(max_size=6), max_size=25).map("".join),
    st.sampled_from(["talk", "talk.vtt", "talk.srt", "talk.sbv", "talk.csv"]),
    st.sampled_from(["utf-8", "utf-16", "utf-16-le", "latin-1"]),
)
@example("<time>0:01</time><p>x</p><time></time>y", "talk", "utf-8")
def test_reading_raises_nothing_but_errors_of_its_own(text: str, name: str, encoding: str) -> None:
    errors = "surrogatepass" if encoding.startswith("utf") else "replace"
    file = read_or_none(text.encode(encoding, errors), name)
    if file is None:
        return
    assert file.track.cues
    assert all(repair.code in REPAIR_KINDS and repair.line >= 1 for repair in file.repairs)
    assert [repair.line for repair in file.repairs] == sorted(repair.line for repair in file.repairs)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    file = read_or_none(data, "talk.srt")
    assert file is None or file.track.cues


_words = st.text(st.sampled_from("abcXYZäß日本7 0'\".,:;!?-()♪#%"), min_size=1, max_size=8).filter(
    lambda text: bool(text.strip()) and "->" not in text
)
_lines = st.lists(_words, min_size=1, max_size=4).map(lambda words: " ".join(" ".join(words).split()))
_texts = st.lists(st.lists(_lines, min_size=1, max_size=3), min_size=1, max_size=6)
_damage = st.sampled_from(
    [
        ("\n\n", "\n"),
        ("\n\n", "\n\n\n"),
        ("\n", "\r\n"),
        (" --> ", "-->"),
        (",000", ".000"),
        ("00:00:0", "0:0"),
        (",000", ""),
        ("\n1\n", "\n9\n"),
        (",000\n", ",000\n\n"),
    ]
)


@settings(max_examples=120, deadline=None)
@given(_texts, _damage)
def test_every_word_of_damaged_subrip_is_in_one_cue(texts: list[list[str]], damage: tuple[str, str]) -> None:
    marked = [[f"w{i}.{k} {line}" for k, line in enumerate(lines)] for i, lines in enumerate(texts)]
    times = [f"00:00:0{i},000 --> 00:00:0{i + 1},000" for i in range(len(texts))]
    whole = "\n".join(
        f"{i + 1}\n{time}\n" + "".join(f"{line}\n" for line in lines)
        for i, (time, lines) in enumerate(zip(times, marked, strict=True))
    )
    file = read_bytes(whole.replace(*damage).encode(), "talk.srt")
    assert [list(cue.lines) for cue in file.track.cues] == marked
    assert [cue.span.start_ms for cue in file.track.cues] == [1000 * i for i in range(len(texts))]


@settings(max_examples=100, deadline=None)
@given(_texts)
def test_every_word_of_json_is_in_one_cue(texts: list[list[str]]) -> None:
    segments = [{"startTime": i, "endTime": i + 1, "body": "\n".join(lines)} for i, lines in enumerate(texts)]
    file = read_bytes(json.dumps({"version": "1.0.0", "segments": segments}).encode(), "talk.json")
    assert shown(file) == [(1000 * i, 1000 * i + 1000, tuple(lines)) for i, lines in enumerate(texts)]


def clock(second: int, point: str = ".") -> str:
    return f"00:{second // 60:02}:{second % 60:02}{point}000"


def as_vtt(start: int, lines: Sequence[str]) -> str:
    return f"{clock(start)} --> {clock(start + 1)}\n" + "".join(f"{html.escape(line)}\n" for line in lines) + "\n"


def as_sbv(start: int, lines: Sequence[str]) -> str:
    return f"{clock(start)},{clock(start + 1)}\n{'[br]'.join(lines)}\n\n"


def as_ttml(start: int, lines: Sequence[str]) -> str:
    return f'<p begin="{start}s" end="{start + 1}s">{"<br/>".join(map(html.escape, lines))}</p>\n'


def as_ass(start: int, lines: Sequence[str]) -> str:
    text = r"\N".join(lines)
    return f"Dialogue: {clock(start)[1:-1]},{clock(start + 1)[1:-1]},{text}\n"


def as_microdvd(start: int, lines: Sequence[str]) -> str:
    return f"{{{25 * start}}}{{{25 * start + 25}}}{'|'.join(lines)}\n"


def as_csv(start: int, lines: Sequence[str]) -> str:
    text = "\n".join(lines).replace('"', '""')
    return f'{start},{start + 1},"{text}"\n'


def as_html(start: int, lines: Sequence[str]) -> str:
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    return f"<cite>Ann:</cite><time>0:{start:02}</time>{paragraphs}\n"


@settings(max_examples=25, deadline=None)
@given(_texts)
@pytest.mark.parametrize(
    ("head", "write", "tail"),
    [
        ("WEBVTT\n\n", as_vtt, ""),
        ("", as_sbv, ""),
        ("<tt xmlns='http://www.w3.org/ns/ttml'><body><div>\n", as_ttml, "</div></body></tt>"),
        ("[Script Info]\n[Events]\nFormat: Start, End, Text\n", as_ass, ""),
        ("{1}{1}25\n", as_microdvd, ""),
        ("start,end,text\n", as_csv, ""),
        ("", as_html, ""),
    ],
)
def test_every_word_of_every_format_is_in_one_cue(
    head: str, write: Callable[[int, Sequence[str]], str], tail: str, texts: list[list[str]]
) -> None:
    said = [[f"w{i}.{k} {line}" for k, line in enumerate(lines)] for i, lines in enumerate(texts)]
    body = "".join(write(1 + i, lines) for i, lines in enumerate(said))
    file = read_bytes(f"{head}{body}{tail}".encode(), "talk")
    assert [list(cue.lines) for cue in file.track.cues] == said
    assert [cue.span.start_ms for cue in file.track.cues] == [1000 + 1000 * i for i in range(len(said))]
