"""Files: encodings, line ends, and what is no plain text."""

from pathlib import Path

import pytest

from transcripts import TranscriptError
from transcripts.reading import READERS, read, read_text

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
        (b"PK\x03\x04rest", "cannot be read yet"),
        (b"%PDF-1.7", "cannot be read yet"),
        (b"ID3\x04\x00", "audio"),
        (b"\x00\x00\x00\x20ftypM4A ", "audio"),
        (bytes(range(256)) * 20, "cannot be read yet"),
        (b"<!DOCTYPE html><html><p>Hi</p></html>", "cannot be read yet"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n", "cannot be read yet"),
        (b"1\n00:00:01,000 --> 00:00:02,000\nHi\n", "cannot be read yet"),
        (b'{"turns": []}', "cannot be read yet"),
        (b"{\\rtf1 Hi}", "cannot be read yet"),
    ],
)
def test_what_is_no_plain_text(tmp_path: Path, data: bytes, reason: str) -> None:
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
    assert READERS[-1].sniff("anything")
    assert len({reader.name for reader in READERS}) == len(READERS)
