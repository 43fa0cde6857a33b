"""Files: encodings, line ends, and what is no plain text."""

from pathlib import Path

import pytest

from transcripts import TranscriptError
from transcripts.reading import READERS, read, read_text
from transcripts.reading.document import Source

TEXT = "ÉVA: Grüße, café – naïve “coeur”.\n\nBOB: Olé.\n\nÉVA: Là-bas.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(tmp_path: Path, encoding: str, line_end: str) -> None:
    path = tmp_path / "talk.txt"
    path.write_bytes(TEXT.replace("\n", line_end).encode(encoding))
    transcript = read(path)
    assert [turn.text for turn in transcript.turns] == ["Grüße, café – naïve “coeur”.", "Olé.", "Là-bas."]
    assert transcript.speakers[0].name == "Éva"


def test_invisible_characters_do_not_split_words() -> None:
    assert [word.text for word in read_text("A won\u00adder\x00ful day\u200b.", "x").words] == [
        "A",
        "wonderful",
        "day.",
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no text in it"),
        (b" \r\n\t\n", "no text in it"),
        (b"PK\x03\x04rest", "damaged"),
        (b"%PDF-1.7", "cannot be read yet"),
        (b"ID3\x04\x00", "audio"),
        (b"\x00\x00\x00\x20ftypM4A ", "audio"),
        (bytes(range(256)) * 20, "cannot be read yet"),
        (b'{"turns": []}', "no transcript in this JSON"),
    ],
)
def test_what_is_no_transcript(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "talk.txt"
    path.write_bytes(data)
    with pytest.raises(TranscriptError, match=reason) as caught:
        read(path)
    assert caught.value.source == str(path)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(TranscriptError, match="no such file"):
        read(tmp_path / "none.txt")
    with pytest.raises(TranscriptError, match="folder"):
        read(str(tmp_path))


def test_the_last_reader_takes_every_text() -> None:
    assert READERS[-1].sniff(Source(name="x", text="anything"))
    assert len({reader.name for reader in READERS}) == len(READERS)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"MARA: So.\n\nTOBIN: No.\n", "text"),
        (b"<!DOCTYPE html><html><body><p><b>Mara:</b> So.</p><p><b>Tobin:</b> No.</p></body></html>", "html"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nSo.\n", "webvtt"),
        (b"1\n00:00:01,000 --> 00:00:02,000\nSo.\n", "srt"),
        (b"0:00:01.000,0:00:02.000\nSo.\n\n0:00:02.000,0:00:03.000\nNo.\n", "sbv"),
        (b'<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="1s" end="2s">So.</p></div></body></tt>', "ttml"),
        (b'{"segments": [{"speaker": "Mara", "startTime": 1, "endTime": 2, "body": "So."}]}', "json"),
        (b"# Talk\n\n**Mara:** So.\n\n**Tobin:** No.\n\n**Mara:** *Yes.*\n", "markdown"),
        (b"{\\rtf1\\ansi {\\b Mara:} So.\\par {\\b Tobin:} No.\\par}", "rtf"),
        (b"start,speaker,text\n1,Mara,So.\n2,Tobin,No.\n3,Mara,Yes.\n4,Tobin,Oh.\n", "table"),
    ],
)
@pytest.mark.parametrize("suffix", [".txt", ".html", ""])
def test_the_kind_is_told_by_content_whatever_the_suffix(tmp_path: Path, data: bytes, kind: str, suffix: str) -> None:
    path = tmp_path / f"talk{suffix}"
    path.write_bytes(data)
    transcript = read(path)
    assert (transcript.evidence or "").partition(":")[0] == kind
    assert transcript.words[0].text == "So."
