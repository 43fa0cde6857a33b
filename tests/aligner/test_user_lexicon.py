"""A user's own list of pronunciations."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import aligner
import transcripts
from aligner.cli import main
from aligner.engines.acoustic import spoken_words
from aligner.pronounce import pronounce_words
from aligner.user_lexicon import Lexicon, Saying, read_lexicon
from tests.aligner.synthetic import Encoding, tone, write_audio
from tests.aligner.test_pronounce import symbols
from transcripts.errors import LexiconError


def lexicon(folder: Path, text: str) -> Lexicon:
    path = folder / "names.tsv"
    path.write_text(text, encoding="utf-8")
    return read_lexicon(path)


def said(word: str, own: Lexicon, language: str = "en") -> list[str]:
    (ways,) = pronounce_words([word], language, own)
    return [symbols(way) for way in ways]


def test_the_library_reads_one() -> None:
    assert aligner.read_lexicon is read_lexicon
    assert aligner.Lexicon is Lexicon


def test_a_word_is_said_like_other_words_or_by_ipa(tmp_path: Path) -> None:
    own = lexicon(tmp_path, "# names\n\nXochitl\tso cheel\nZoidberg\t/ˈzɔɪdbɜːɡ/\nHermes\t[ˈhɜːmiːz]\n")
    assert said("Zoidberg", own) == ["z ɔɪ d b ɝ ɡ"]
    assert said("Hermes", own) == ["h ɝ m i z"]
    assert all(way.startswith("s oʊ t͡ʃ") and way.endswith("i l") for way in said("Xochitl", own))


def test_an_entry_replaces_the_dictionary(tmp_path: Path) -> None:
    assert said("Reading", lexicon(tmp_path, "Reading\t/ˈrɛdɪŋ/")) == ["ɹ ɛ d ɪ ŋ"]


def test_several_lines_are_alternatives(tmp_path: Path) -> None:
    assert said("gif", lexicon(tmp_path, "GIF\t/ɡɪf/\nGIF\t/dʒɪf/")) == ["ɡ ɪ f", "d͡ʒ ɪ f"]


def test_the_words_of_an_entry_are_said_as_usual(tmp_path: Path) -> None:
    assert said("so", lexicon(tmp_path, "so\tso\ncheel\t/k/")) == ["s oʊ"]


@pytest.mark.parametrize("written", ["Xi", "xi", "XI", "“Xi,”", "(Xi)", "Xi’s", "Xi-led", "*Xi*"])
def test_a_word_is_found_however_it_is_written(tmp_path: Path, written: str) -> None:
    assert all(way.startswith("ʃ i") for way in said(written, lexicon(tmp_path, "Xi\t/ʃiː/")))


def test_capitals_count_where_they_tell_two_words_apart(tmp_path: Path) -> None:
    own = lexicon(tmp_path, "polish\t/ˈpɒlɪʃ/\nPolish\t/ˈpoʊlɪʃ/\n")
    assert said("Polish", own) == ["p oʊ l ɪ ʃ"]
    assert said("polish", own) == ["p ɑ l ɪ ʃ"]
    assert said("POLISH", own) == ["p ɑ l ɪ ʃ"]


def test_signs_that_belong_to_a_word_are_kept(tmp_path: Path) -> None:
    own = lexicon(tmp_path, "C++\t/siː/\nC\t/k/\n")
    assert said("C++,", own) == ["s i"]
    assert said("C,", own) == ["k"]


def test_other_languages_have_lists_too(tmp_path: Path) -> None:
    assert said("Xi", lexicon(tmp_path, "Xi\tschie"), "de") == ["ʃ i"]


def test_line_ends_and_a_byte_order_mark_are_no_part_of_it(tmp_path: Path) -> None:
    own = lexicon(tmp_path, "\ufeffXi\t/ʃiː/\r\nYu\t/juː/  \r\n")
    assert said("Xi", own) == ["ʃ i"]
    assert said("Yu", own) == ["j u"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Xochitl so cheel", "tab"),
        ("Xochitl\t", "tab"),
        ("\tso cheel", "tab"),
        ("Xochitl\t/42/", "IPA"),
        ("Xochitl\t--", "holds no word"),
        ("San Jose\tsan hosay", "more than one word"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, reason: str) -> None:
    with pytest.raises(LexiconError, match=reason) as caught:
        lexicon(tmp_path, f"# names\n{line}\nZoidberg\t/zɔɪd/\n")
    assert caught.value.line == 2
    assert str(caught.value).startswith(f"{tmp_path / 'names.tsv'}, line 2: ")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"missing\.tsv: cannot be read"):
        read_lexicon(tmp_path / "missing.tsv")
    (tmp_path / "latin1.tsv").write_bytes("Ñu\tnyu".encode("latin-1"))
    with pytest.raises(LexiconError, match="UTF-8"):
        read_lexicon(tmp_path / "latin1.tsv")


@given(st.text(max_size=4), st.text("«“(*.,;:!?)”»", max_size=3))
def test_what_stands_around_a_word_does_not_hide_it(word: str, around: str) -> None:
    sayings = (Saying(text="ʃiː", notation="ipa"),)
    own = Lexicon({"xi": sayings})
    assert own.written(f"{around}Xi{around[::-1]}") == sayings
    assert own.written(f"q{word}") == ()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An episode, and a list of pronunciations beside it."""
    write_audio(tmp_path / "episode.wav", tone(3_000)[None], Encoding(suffix=".wav", codec="pcm_s16le", rate_hz=16_000))
    (tmp_path / "episode.txt").write_text("MARA: Hello Zoidberg, and welcome.\n", encoding="utf-8")
    (tmp_path / "names.tsv").write_text("Zoidberg\t/ˈzɔɪdbɜːɡ/\n", encoding="utf-8")
    return tmp_path


def exit_code(*arguments: str | Path) -> object:
    with pytest.raises(SystemExit) as ended:
        main([*map(str, arguments), "--language", "en", "-q"])
    return ended.value.code


def test_the_command_reads_a_list_before_it_listens(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code("run", folder / "episode.wav", "--lexicon", folder / "names.tsv") == 2
    assert "no speech" in capsys.readouterr().err


def test_an_engine_that_does_not_listen_takes_no_list(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code("run", folder / "episode.wav", "--engine", "pauses", "--lexicon", folder / "names.tsv") == 2
    assert "--lexicon is for the acoustic engine" in capsys.readouterr().err


def test_the_command_refuses_a_bad_list_and_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "names.tsv").write_text("Zoidberg zoid berg\n", encoding="utf-8")
    assert exit_code("run", folder / "episode.wav", "--lexicon", folder / "names.tsv") == 2
    assert "names.tsv, line 1: a line is a word, a tab and how it is said" in capsys.readouterr().err
    assert {path.suffix for path in folder.iterdir()} == {".wav", ".txt", ".tsv"}


def test_the_engine_that_listens_is_told_of_the_list(folder: Path) -> None:
    transcript = transcripts.read(folder / "episode.txt", "en")
    spoken = spoken_words(transcript, read_lexicon(folder / "names.tsv"))
    assert [symbols(word.phonemes) for word in spoken][1] == "z ɔɪ d b ɝ ɡ"
