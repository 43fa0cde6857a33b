"""What the user decides, and the table of names beside a transcript."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts.errors import TranscriptError
from transcripts.reading.choices import Choices, names_beside


def test_no_file_means_no_names(tmp_path: Path) -> None:
    assert names_beside(tmp_path / "episode.txt") == {}


def test_names_beside_a_transcript(tmp_path: Path) -> None:
    (tmp_path / "speakers.toml").write_text('MQ = "Mara Quist"\n"SPEAKER 1" = "Tobin Arle"\n', encoding="utf-8")
    assert names_beside(tmp_path / "episode.txt") == {"MQ": "Mara Quist", "SPEAKER 1": "Tobin Arle"}


def test_the_file_of_one_transcript_goes_before_that_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "speakers.toml").write_text('MQ = "Mara Quist"', encoding="utf-8")
    (tmp_path / "episode.speakers.toml").write_text('MQ = "Mo Quail"', encoding="utf-8")
    assert names_beside(tmp_path / "episode.txt") == {"MQ": "Mo Quail"}
    assert names_beside(tmp_path / "other.txt") == {"MQ": "Mara Quist"}


def test_a_byte_order_mark_and_spaces_around_names_do_not_matter(tmp_path: Path) -> None:
    (tmp_path / "speakers.toml").write_text('MQ = " Mara Quist "', encoding="utf-8-sig")
    assert names_beside(tmp_path / "episode.txt") == {"MQ": "Mara Quist"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"MQ = Mara Quist", r"speakers\.toml, line 1: cannot be read as TOML.*write lines such as"),
        (b'A = "Ann"\nMQ = 3', r"'MQ' has no name; write lines such as"),
        (b'MQ = ""', r"'MQ' has no name"),
        (b'[MQ]\nname = "Mara"', r"'MQ' has no name"),
        (b'"" = "Mara"', r"a name without a label: 'Mara'"),
        (b'MQ = "Mara"\nmq = "Mo"', r"'mq' is there twice"),
        (b'MQ = "\xff"', r"speakers\.toml: is no UTF-8 text"),
    ],
)
def test_anything_else_is_one_clear_line(content: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / "speakers.toml").write_bytes(content)
    with pytest.raises(TranscriptError, match=message) as caught:
        names_beside(tmp_path / "episode.txt")
    assert "\n" not in str(caught.value)


def test_a_file_that_cannot_be_opened_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "speakers.toml").touch()
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(TranscriptError, match=r"speakers\.toml: cannot be read: Permission denied"):
        names_beside(tmp_path / "episode.txt")


def test_choices_win_over_names_from_elsewhere_whatever_their_case() -> None:
    choices = Choices(layout="labels", speakers={"mq": "Mara Quist"})
    both = choices.over({"MQ": "Mo Quail", "TA": "Tobin Arle"})
    assert both.speakers == {"mq": "Mara Quist", "TA": "Tobin Arle"}
    assert both.layout == "labels"


_tables = st.dictionaries(st.text(max_size=4), st.text(max_size=4), max_size=4)


@given(_tables, _tables)
def test_no_choice_is_lost(chosen: dict[str, str], others: dict[str, str]) -> None:
    both = Choices(speakers=chosen).over(others).speakers
    assert {**both, **chosen} == both
    assert {label.casefold() for label in both} == {label.casefold() for label in (*chosen, *others)}
