"""Crossings between formats where something was lost, doubled or refused, and the names of files."""

from dataclasses import replace
from pathlib import Path

import pytest

from subtitles import FORMATS, Cue, Track, read, write
from subtitles.converting import convert
from subtitles.reading import read_bytes
from subtitles.writing import format_for
from transcripts import TimeSpan, TranscriptError, WriteError
from transcripts.reading import read_bytes as read_transcript

AMARA, LEE = "Amara Khan", "Lee, Jr."


def cue(*lines: str, start_ms: int = 1003, speaker: str | None = None) -> Cue:
    return Cue(span=TimeSpan(start_ms, start_ms + 1501), lines=lines, speaker=speaker)


def back(track: Track, name: str) -> Track:
    text = convert(track, name).text
    return read_bytes(text.encode("utf-8"), f"x{FORMATS[name].suffix}").track


def crossed(track: Track, *names: str) -> str:
    """The text of the last format, after the track went through all of them."""
    for name in names[:-1]:
        track = back(track, name)
    return convert(track, names[-1]).text


# --- labels of ASS


def test_a_label_of_ass_is_the_name_of_its_event() -> None:
    track = Track(cues=(cue("Good day.", speaker=AMARA), cue("And so on.", start_ms=3000, speaker=AMARA)))
    first, second = back(track, "ass").cues
    assert (first.speaker, first.label, first.lines) == (AMARA, "Amara Khan:", ("Good day.",))
    assert (second.speaker, second.label, second.lines) == (AMARA, None, ("And so on.",))
    assert "<v Amara Khan>Good day.\n" in crossed(track, "ass", "vtt")
    written = convert(track, "srt").text.replace("1,003", "1,000").replace("2,504", "2,500").replace("4,501", "4,500")
    assert crossed(track, "ass", "srt") == written
    assert crossed(track, "ass", "ass") == convert(track, "ass").text


@pytest.mark.parametrize("label", ["KHAN:", ">> Khan:", "[Khan]", "(KHAN)", "Khan："])
def test_labels_of_every_form_are_told(label: str) -> None:
    beside = replace(cue("Good day.", speaker="Khan"), label=label)
    above = replace(beside, label_place="above")
    for meant in (beside, above):
        (found,) = back(Track(cues=(meant,)), "ass").cues
        assert (found.label, found.label_place, found.lines) == (label, meant.label_place, ("Good day.",))
        assert found.shown_lines == meant.shown_lines


@pytest.mark.parametrize("text", ["Khan", "Khan said: no.", "Khan:no", "Khan:", "Khanna: no.", "12: no."])
def test_what_is_no_label_stays_text(text: str) -> None:
    (found,) = back(Track(cues=(replace(cue(text, speaker="Khan"), label=None),)), "ass").cues
    assert found.shown_lines[-1].endswith(text)
    (event,) = read_bytes(
        f"[Script Info]\n\n[Events]\nFormat: Start, End, Name, Text\nDialogue: 0:00:01.00,0:00:02.00,Khan,{text}\n"
        .encode(),
        "x.ass",
    ).track.cues  # fmt: skip
    assert (event.label, event.lines) == (None, (text,))


def test_a_comma_in_a_name_passes_through_ass() -> None:
    track = Track(cues=(cue("Yes.", speaker=LEE), cue("So.", start_ms=3000, speaker=LEE)))
    assert [found.speaker for found in back(track, "ass").cues] == [LEE, LEE]
    assert crossed(track, "ass", "ass") == convert(track, "ass").text


def test_a_transcript_of_ass_says_no_name_twice() -> None:
    text = convert(Track(cues=(cue("Good day to you all.", speaker=AMARA),)), "ass").text
    transcript = read_transcript(text.encode(), "x.ass")
    assert [word.text for turn in transcript.turns for word in turn.words] == ["Good", "day", "to", "you", "all."]


# --- dashes of cues that voices share


@pytest.mark.parametrize("name", ["vtt", "ttml", "ebu-tt-d"])
@pytest.mark.parametrize("dash", ["- ", "-", "–"])
def test_dashes_of_two_voices_are_marks_and_no_text(name: str, dash: str) -> None:
    shared = replace(cue("No.", "Yes!", speaker=AMARA), line_speakers=(AMARA, "Lee"), dash=dash)
    (found,) = back(Track(cues=(shared,)), name).cues
    assert (found.dash, found.lines, found.line_speakers) == (dash, shared.lines, shared.line_speakers)
    assert "\nAmara Khan: No.\nLee: Yes!\n" in crossed(Track(cues=(shared,)), name, "srt")


@pytest.mark.parametrize("lines", [("-5 degrees.", "-7 here."), ("- No.", "Yes."), ("- No.", "-Yes."), ("--", "- No.")])
def test_dashes_that_are_no_marks_stay_text(lines: tuple[str, str]) -> None:
    shared = replace(cue(*lines, speaker=AMARA), line_speakers=(AMARA, "Lee"))
    (found,) = back(Track(cues=(shared,)), "vtt").cues
    assert (found.dash, found.lines) == ("", lines)


# --- times, tabs, control characters, long texts


def test_podcast_html_keeps_milliseconds() -> None:
    track = Track(cues=(cue("One."), cue("Two.", start_ms=3_601_987)))
    assert [found.span.start_ms for found in back(track, "podcast-html").cues] == [1003, 3_601_987]


def test_a_written_time_wins_over_another_one_in_its_attribute() -> None:
    page = '<time datetime="PT9S">0:01</time><p>One.</p><time datetime="PT4.5S">0:04</time><p>Two.</p>'
    assert [found.span.start_ms for found in read_bytes(page.encode(), "x.html").track.cues] == [1000, 4500]


def test_a_tab_in_a_text_passes_through_tables() -> None:
    track = Track(cues=(cue('He said "a"\tthen', speaker='Q "Z"'), cue('"Quoted"', start_ms=3000)))
    for name in ("tsv", "csv"):
        found = read_bytes(convert(track, name).text.encode(), f"x.{name}")
        assert [c.lines for c in found.track.cues] == [c.lines for c in track.cues]
        assert [c.speaker for c in found.track.cues] == ['Q "Z"', None]
        assert found.repairs == ()


def test_quotation_marks_that_quote_no_cell_of_tabs_are_text() -> None:
    said = ('"Yes," she said, "and no."', '"Open', 'shut"')
    table = "start\tend\ttext\n" + "".join(f"{at}000\t{at}900\t{text}\n" for at, text in enumerate(said))
    assert [c.text for c in read_bytes(table.encode(), "x.tsv").track.cues] == list(said)


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_times_in_the_text_of_a_table_are_text(name: str) -> None:
    line = "00:00:01,000 --> 00:00:02,000"
    track = Track(cues=tuple(cue(line, f"{line} x", start_ms=3000 * at) for at in range(3)))
    text = convert(track, name).text
    for file_name in (f"x.{name}", "standard input"):
        found = read_bytes(text.encode(), file_name)
        assert found.format == name
        assert [c.text for c in found.track.cues] == [c.text for c in track.cues]


def test_subrip_that_begins_with_names_of_columns_is_subrip() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nStart, end, text\n\n2\n00:00:03,000 --> 00:00:04,000\nOne.\n"
    assert read_bytes(text.encode(), "x").format == "srt"


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_a_text_that_no_table_holds_is_refused_in_one_line(name: str) -> None:
    with pytest.raises(WriteError, match="cue 2 is longer") as caught:
        convert(Track(cues=(cue("One."), cue("x" * 140_000, start_ms=3000))), name)
    assert len(str(caught.value)) < 200


def test_a_refused_cue_is_told_in_short() -> None:
    with pytest.raises(WriteError, match="cue 1 ") as caught:
        FORMATS["srt"].render(Track(cues=(cue("x" * 1_000_000 + "\ud800"),)))
    assert len(str(caught.value)) < 300


def test_control_characters_of_a_page_are_left_out_and_told() -> None:
    found = read_bytes(b"<cite>Ann&#3;:</cite><time>0:01</time><p>On&#3;e.</p><p>&#2;</p>", "x.html")
    assert [(c.text, c.speaker) for c in found.track.cues] == [("One.", "Ann")]
    assert "null-characters" in [repair.code for repair in found.repairs]


# --- names of cues


def test_numbers_with_a_common_name_are_numbers() -> None:
    track = Track(cues=tuple(replace(cue("One.", start_ms=2000 * at), id=f"c{at}") for at in range(3)))
    assert convert(track, "srt").losses == ()
    named = replace(track, cues=(*track.cues, replace(cue("Two.", start_ms=9000), id="intro")))
    (loss,) = convert(named, "srt").losses
    assert (loss.code, loss.count) == ("ids", 4)


# --- names of files


def test_plain_text_lies_beside_a_transcript_and_is_not_taken_for_it(tmp_path: Path) -> None:
    assert FORMATS["txt"].suffix == ".captions.txt"
    for name in ("x.txt", "x.TXT", "x.captions.txt"):
        write([cue("One.")], tmp_path / name)
        assert (tmp_path / name).read_text(encoding="utf-8") == "One.\n"
    assert format_for(Path("x.html.txt")).name == "txt"


@pytest.mark.parametrize("content", [b"\x7fELF" + bytes(range(256)) * 9, b"%PDF-1.4\n" + bytes(range(256)) * 9])
def test_other_files_are_told_from_captions(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.srt"
    path.write_bytes(content)
    with pytest.raises(TranscriptError, match=r"x\.srt: this is a (PDF|binary file), no captions; give a caption file"):
        read(path)


@pytest.mark.parametrize("encoding", ["cp1253", "iso8859_7", "mac_greek", "utf-8"])
def test_greek_is_read_in_its_encoding(encoding: str) -> None:
    said = ("Καλησπέρα σας.", "Σήμερα θα μιλήσουμε για τα μυστικά της θάλασσας.", "Κύριε, τι μελετάτε τώρα;")
    text = "".join(f"{at}\n00:00:0{at},000 --> 00:00:0{at},900\n{line}\n\n" for at, line in enumerate(said, 1))
    found = read_bytes(text.encode(encoding), "x.srt")
    assert [c.text for c in found.track.cues] == list(said)
    assert [repair.code for repair in found.repairs] == [] if encoding == "utf-8" else ["encoding"]
