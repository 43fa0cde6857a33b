"""What is written is what is read, by the library that wrote it and by a reader that shares nothing with it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from lxml import etree

from subtitles import FORMATS, Cue, SubtitleFormat, Track, write
from subtitles.converting import convert
from subtitles.formats.base import Shown, require_same
from subtitles.writing import format_for
from tests.subtitles.strategies import cue_tuples, read_srt, read_vtt
from transcripts import TimeSpan, UnknownNameError, WriteError


def cue(*lines: str, start_ms: int = 0, speaker: str | None = None, label: str | None = None) -> Cue:
    return Cue(span=TimeSpan(start_ms, start_ms + 1500), lines=lines, speaker=speaker, label=label)


@settings(max_examples=40)
@given(cues=cue_tuples())
def test_srt_holds_every_character_and_time(cues: tuple[Cue, ...]) -> None:
    expected = [(c.span.start_ms, c.span.end_ms, c.shown_lines) for c in cues]
    assert read_srt(FORMATS["srt"].render(Track(cues=cues))) == expected


@settings(max_examples=40)
@given(cues=cue_tuples())
def test_vtt_holds_every_character_time_and_voice(cues: tuple[Cue, ...]) -> None:
    assume(not any("\0" in text for c in cues for text in (*c.lines, c.label or "")))
    expected = [(c.span.start_ms, c.span.end_ms, c.lines, c.speaker) for c in cues]
    assert read_vtt(FORMATS["vtt"].render(Track(cues=cues)).replace("<i></i>", "")) == expected


def test_srt_as_written() -> None:
    cues = (cue("Good", "morning.", label="Khan:"), cue("1", start_ms=3_600_000))
    assert FORMATS["srt"].render(Track(cues=cues)) == (
        "1\n00:00:00,000 --> 00:00:01,500\nKhan: Good\nmorning.\n\n2\n01:00:00,000 --> 01:00:01,500\n1\n\n"
    )


def test_vtt_as_written() -> None:
    cues = (cue("a < b & c --> d", speaker="R & D <x>", label="R & D:"), cue("[Rain]", start_ms=2000))
    assert FORMATS["vtt"].render(Track(cues=cues)) == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:01.500\n<v R &amp; D &lt;x&gt;>a &lt; b &amp; c --&gt; d\n\n"
        "00:00:02.000 --> 00:00:03.500\n[Rain]\n"
    )


def test_vtt_names_each_voice_of_a_cue_and_sorts_by_starts() -> None:
    shared = replace(cue("No.", "Never.", "Yes.", "What?", start_ms=2000), line_speakers=("Lee", "Lee", "R & D", None))
    named = [replace(cue("Hi.", speaker="Lee"), id=name) for name in ("a 1", "a 1", "NOTE x", "x --> y", " ")]
    lines = FORMATS["vtt"].render(Track(cues=(shared, *named))).split("\n")
    assert lines[-5:] == ["<v Lee>No.", "Never.</v>", "<v R &amp; D>Yes.</v>", "What?", ""]
    assert [line for line in lines if line.startswith(("a 1", "NOTE", "x"))] == ["a 1"]


@pytest.mark.parametrize("line", ["00:00:01,000 --> 00:00:02,000", "00:00:01 → 00:00:02", "1:2 --> 3:4"])
def test_a_line_that_looks_like_times_is_no_line_of_times(line: str) -> None:
    between = Track(cues=(cue("one", line, "two"),))
    assert line not in FORMATS["srt"].render(between)
    assert FORMATS["srt"].render(between).replace("<i></i>", "").split("\n")[2:5] == ["one", line, "two"]
    payload = FORMATS["vtt"].render(between).replace("<i></i>", "").replace("&gt;", ">").split("\n")[3:6]
    assert payload == ["one", line, "two"]


def test_times_in_a_sentence_are_written_as_they_are() -> None:
    line = "from 10:30 to 11:45, at 1:05.5 and 00:00:01.000"
    assert line in FORMATS["srt"].render(Track(cues=(cue(line),)))


def test_sbv_as_written() -> None:
    cues = (cue("Good", "0:00:01.000,0:00:02.000", label="Khan:"), cue("1", start_ms=3_600_000))
    assert FORMATS["sbv"].render(Track(cues=cues)) == (
        "0:00:00.000,0:00:01.500\nKhan: Good\n[br]0:00:01.000,0:00:02.000\n\n1:00:00.000,1:00:01.500\n1\n"
    )


def test_podcast_json_as_written() -> None:
    shared = replace(cue("No.", "Never.", "Yes."), line_speakers=("Lee", "Lee", None), dash="-")
    assert json.loads(FORMATS["podcast-json"].render(Track(cues=(shared,)))) == {
        "version": "1.0.0",
        "segments": [
            {"speaker": "Lee", "startTime": 0.0, "endTime": 1.5, "body": "No.\nNever."},
            {"startTime": 0.0, "endTime": 1.5, "body": "Yes."},
        ],
    }


def test_podcast_html_as_written() -> None:
    cues = (cue("a < b", "& c", speaker="R & D", start_ms=61_005), cue("[Rain]"))
    assert FORMATS["podcast-html"].render(Track(cues=cues, language="pt-BR", title="Q & A")) == (
        '<!DOCTYPE html>\n<html lang="pt-BR">\n<meta charset="utf-8">\n<title>Q &amp; A</title>\n'
        '<time datetime="PT0.000S">0:00</time>\n<p>[Rain]</p>\n'
        '<cite>R &amp; D:</cite>\n<time datetime="PT61.005S">1:01</time>\n<p>a &lt; b<br>&amp; c</p>\n</html>\n'
    )


def test_ass_as_written() -> None:
    cues = (cue("Good", "morning, all.", speaker="Khan, Amara", label="Khan:"), cue("1", start_ms=3_600_005))
    events = FORMATS["ass"].render(Track(cues=cues, title="Harbour")).split("\n")
    assert events[1] == "Title: Harbour"
    assert events[-3:] == [
        "Dialogue: 0,0:00:00.00,0:00:01.50,Default,Khan; Amara,0,0,0,,Khan: Good\\Nmorning, all.",
        "Dialogue: 0,1:00:00.01,1:00:01.51,Default,,0,0,0,,1",
        "",
    ]


def test_an_event_of_ass_lasts_however_short_the_cue() -> None:
    brief = replace(cue("Ah."), span=TimeSpan(1, 2))
    assert "0:00:00.00,0:00:00.01," in FORMATS["ass"].render(Track(cues=(brief,)))


def test_tables_as_written() -> None:
    cues = (cue('"Good,', "all", speaker="Lee"), cue("a\tb", start_ms=3000))
    assert FORMATS["csv"].render(Track(cues=cues)) == (
        'start,end,speaker,text\n00:00:00.000,00:00:01.500,Lee,"""Good,\nall"\n00:00:03.000,00:00:04.500,,a\tb\n'
    )
    assert FORMATS["tsv"].render(Track(cues=cues)) == (
        'start\tend\tspeaker\ttext\n00:00:00.000\t00:00:01.500\tLee\t"""Good, all"\n'
        '00:00:03.000\t00:00:04.500\t\t"a\tb"\n'
    )


def test_plain_text_as_written() -> None:
    joined = replace(cue("日本語", "です。", start_ms=4000), joined_lines=frozenset({1}))
    cues = (
        cue("Yes,", "so.", label="Lee:"),
        cue("On.", start_ms=2000),
        joined,
        cue("No.", label="Khan:", start_ms=6000),
    )
    assert FORMATS["txt"].render(Track(cues=cues)) == "Lee: Yes, so.\nOn.\n日本語です。\n\nKhan: No.\n"


_TT = "{http://www.w3.org/ns/ttml}"
_TTM, _XML = "{http://www.w3.org/ns/ttml#metadata}", "{http://www.w3.org/XML/1998/namespace}"


@pytest.mark.parametrize("name", ["ttml", "ebu-tt-d"])
def test_ttml_tells_who_speaks_and_what_is_a_sound(name: str) -> None:
    shared = replace(cue("No.", "Yes.", start_ms=2000), line_speakers=("Lee", "R & D"))
    cues = (cue("Good  morning", "]]>", speaker="Lee"), shared, replace(cue("Rain", start_ms=4000), kind="sound"))
    root = _parsed(FORMATS[name].render(Track(cues=cues, language="pt-BR", title="Q & A")))
    names = {agent.get(f"{_XML}id"): agent[0].text for agent in root.iter(f"{_TTM}agent")}
    assert names == {"s1": "Lee", "s2": "R & D"}
    assert root.get(f"{_XML}lang") == "pt-BR"
    assert [title.text for title in root.iter(f"{_TTM}title")] == ["Q & A"]
    first, second, third = root.iter(f"{_TT}p")
    assert dict(first.attrib) == {
        f"{_XML}id": "c1", "begin": "00:00:00.000", "end": "00:00:01.500", f"{_TTM}agent": "s1"
    }  # fmt: skip
    assert list(first.itertext()) == ["Good  morning", "]]>"]
    assert [child.tag for child in first[0]] == [f"{_TT}br"]
    assert [(child.tag, child.get(f"{_TTM}agent")) for child in second] == [
        (f"{_TT}span", "s1"), (f"{_TT}br", None), (f"{_TT}span", "s2")
    ]  # fmt: skip
    assert third.get(f"{_TTM}role") == "sound"


def test_ttml_names_its_profile_and_ebu_tt_d_the_standards_that_it_keeps_to() -> None:
    track = Track(cues=(cue("Yes."),))
    imsc, ebu = (_parsed(FORMATS[name].render(track)) for name in ("ttml", "ebu-tt-d"))
    parameter, styling = "{http://www.w3.org/ns/ttml#parameter}", "{http://www.w3.org/ns/ttml#styling}"
    assert imsc.get(f"{parameter}profile") == "http://www.w3.org/ns/ttml/profile/imsc1/text"
    assert ebu.get(f"{parameter}profile") is None  # which EBU Tech 3380 forbids
    standards = [element.text for element in ebu.iter("{urn:ebu:tt:metadata}conformsToStandard")]
    assert standards == ["urn:ebu:tt:distribution:2018-04", "http://www.w3.org/ns/ttml/profile/imsc1/text"]
    for element in ebu.find(f"{_TT}body").iter():
        assert not any(key.startswith(styling) for key in element.attrib)  # styles are referred to
    known = {element.get(f"{_XML}id") for element in ebu.iter(f"{_TT}style", f"{_TT}region")}
    referred = {element.get(key) for element in ebu.iter() for key in ("style", "region")}
    assert referred - {None} <= known


def _parsed(text: str) -> etree._Element:
    return etree.fromstring(text.encode("utf-8"))


@pytest.mark.parametrize("form", FORMATS.values(), ids=list(FORMATS))
def test_no_cues_make_a_file_too(form: SubtitleFormat) -> None:
    assert "00:00" not in form.render(Track(cues=()))
    assert convert(Track(cues=()), form.name).losses == ()


@pytest.mark.parametrize("form", FORMATS.values(), ids=list(FORMATS))
def test_suffixes_tell_formats(form: SubtitleFormat) -> None:
    assert [format_for(Path(f"Ep.1{suffix}")) for suffix in (form.suffix, form.suffix.upper())] == [form, form]


@pytest.mark.parametrize("form", FORMATS.values(), ids=list(FORMATS))
def test_what_a_format_cannot_hold_is_refused(form: SubtitleFormat) -> None:
    with pytest.raises(WriteError, match=r"cue 2 .*align convert replaces them"):
        form.render(Track(cues=(cue("a"), cue("lone \ud800"))))
    with pytest.raises(WriteError, match="cue 1 ends past 9,999 hours"):
        form.render(Track(cues=(cue("a", start_ms=36_000_000_000),)))


@pytest.mark.parametrize("form", FORMATS.values(), ids=list(FORMATS))
def test_files_are_utf8_with_plain_line_ends_and_no_mark(form: SubtitleFormat, tmp_path: Path) -> None:
    path = tmp_path / f"episode{form.suffix.upper()}"
    write([cue("Żółć 👋")], path)
    content = path.read_bytes()
    assert "Żółć 👋" in content.decode("utf-8")
    assert b"\r" not in content
    assert not content.startswith(b"\xef\xbb\xbf")
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_a_track_is_written_with_what_it_tells_of_itself(tmp_path: Path) -> None:
    path = tmp_path / "episode.ttml"
    write(Track(cues=(cue("Sim."),), language="pt-BR"), path)
    assert 'xml:lang="pt-BR"' in path.read_text(encoding="utf-8")


def test_an_unknown_suffix_is_named_with_a_hint(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'srt'"):
        write([], tmp_path / "episode.srtt")


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "episode.srt"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(WriteError):
        write([cue("lone \ud800 surrogate")], path)
    assert path.read_text(encoding="utf-8") == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_a_missing_folder_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="nowhere"):
        write([cue("hello")], tmp_path / "nowhere" / "episode.vtt")


@pytest.mark.parametrize(
    "read",
    [[], [Shown(0, 9, ("a", "b"))], [Shown(0, 10, ("a b",))], [Shown(0, 10, ("a", "b"))] * 2],
    ids=["lost", "time", "line break", "doubled"],
)
def test_what_would_not_read_back_is_refused(read: list[Shown]) -> None:
    with pytest.raises(WriteError, match="SRT"):
        require_same("SRT", [Shown(0, 10, ("a", "b"))], read)


@pytest.mark.parametrize("lines", [(), ("",), (" ",), ("a\nb",), ("a\u2028b",), (" a",), ("a ",)], ids=repr)
def test_a_cue_has_clean_lines(lines: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="line"):
        Cue(span=TimeSpan(0, 1), lines=lines)


def test_a_cue_lasts() -> None:
    with pytest.raises(ValueError, match="longer than nothing"):
        Cue(span=TimeSpan(5, 5), lines=("a",))


def test_a_label_stands_beside_or_above_the_text() -> None:
    beside = cue("So.", label="Lee:")
    assert beside.shown_lines == ("Lee: So.",)
    assert replace(beside, label_place="above").shown_lines == ("Lee:", "So.")
