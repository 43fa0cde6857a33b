"""What is written is what is read, by the library that wrote it and by a reader that shares nothing with it."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from subtitles import FORMATS, Cue, SubtitleFormat, Track, write
from subtitles.formats.base import Shown, require_same
from tests.subtitles.strategies import cue_tuples, read_srt, read_vtt
from transcripts import TimeSpan, UnknownNameError, WriteError


def cue(*lines: str, start_ms: int = 0, speaker: str | None = None, label: str | None = None) -> Cue:
    return Cue(span=TimeSpan(start_ms, start_ms + 1500), lines=lines, speaker=speaker, label=label)


@settings(max_examples=60)
@given(cues=cue_tuples())
def test_srt_holds_every_character_and_time(cues: tuple[Cue, ...]) -> None:
    expected = [(c.span.start_ms, c.span.end_ms, c.shown_lines) for c in cues]
    assert read_srt(FORMATS["srt"].render(Track(cues=cues))) == expected


@settings(max_examples=60)
@given(cues=cue_tuples())
def test_vtt_holds_every_character_time_and_voice(cues: tuple[Cue, ...]) -> None:
    expected = [(c.span.start_ms, c.span.end_ms, c.lines, c.speaker) for c in cues]
    assert read_vtt(FORMATS["vtt"].render(Track(cues=cues))) == expected


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


@pytest.mark.parametrize("form", FORMATS.values(), ids=list(FORMATS))
def test_no_cues_make_a_file_too(form: SubtitleFormat) -> None:
    assert form.render(Track(cues=())).split() in ([], ["WEBVTT"])


@pytest.mark.parametrize("form", FORMATS.values(), ids=list(FORMATS))
def test_files_are_utf8_with_plain_line_ends_and_no_mark(form: SubtitleFormat, tmp_path: Path) -> None:
    path = tmp_path / f"episode{form.suffix.upper()}"
    write([cue("Żółć 👋")], path)
    content = path.read_bytes()
    assert "Żółć 👋" in content.decode("utf-8")
    assert b"\r" not in content
    assert not content.startswith(b"\xef\xbb\xbf")
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


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
