"""The options of the page: what `align run` and `align render` make of them, and what they say of wrong ones."""

import base64
import json
import re
import wave
from pathlib import Path

import pytest

from tests.aligner.command import Align

_TEXT = "MARK BELL, HOST: Low tide comes twice a day.\n\nJANE DOE: And leaves twice a day.\n"


@pytest.fixture(name="audio")
def audio_with_a_transcript(tmp_path: Path) -> Path:
    (tmp_path / "ep.txt").write_text(_TEXT, encoding="utf-8")
    with wave.open(str(tmp_path / "ep.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(16_000 * 4))
    return tmp_path / "ep.wav"


@pytest.fixture(name="alignment")
def alignment_beside_its_audio(align: Align, audio: Path) -> Path:
    assert align("run", audio, "--engine", "duration", "-f", "json").code == 0
    return audio.with_name("ep.alignment.json")


def _page(align: Align, alignment: Path, *options: str) -> str:
    ended = align("render", alignment, "-f", "html", "-o", "-", *options)
    assert (ended.code, ended.err) == (0, "")
    return ended.out


def _source(page: str) -> str:
    match = re.search(r'<audio [^>]*src="([^"]*)"', page)
    assert match
    return match[1]


def test_a_run_makes_the_page_as_it_is_told(align: Align, audio: Path) -> None:
    address = "https://example.org/ep.mp3"
    options = ("-f", "html", "--audio-url", address, "--schema-org", "--fragment")
    ended = align("run", audio, "--engine", "duration", *options)
    assert ended.code == 0
    page = audio.with_name("ep.html").read_text(encoding="utf-8")
    assert _source(page) == address
    assert page.lstrip().startswith("<section")
    data = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert data["associatedMedia"]["contentUrl"] == address


def test_the_page_has_the_captions_of_its_style(align: Align, alignment: Path) -> None:
    assert align("render", alignment, "-f", "vtt").code == 0
    track = re.search(r'<track [^>]*src="data:text/vtt;base64,([^"]*)"', _page(align, alignment))
    assert track
    assert base64.b64decode(track[1]).decode() == alignment.with_name("ep.vtt").read_text(encoding="utf-8")


def test_audio_is_put_into_the_page(align: Align, alignment: Path, audio: Path) -> None:
    page = _page(align, alignment, "--embed-audio", "--schema-org")
    assert base64.b64decode(_source(page).removeprefix("data:audio/wav;base64,")) == audio.read_bytes()
    assert "contentUrl" not in page


def test_a_template_of_ones_own_makes_the_page(align: Align, alignment: Path, tmp_path: Path) -> None:
    (tmp_path / "own.html").write_text("<title>{{ view.title }}</title>{{ view.speakers[0].name }}", encoding="utf-8")
    assert _page(align, alignment, "--template", "own.html") == "<title>ep</title>Mark Bell"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("-f", "vtt", "--fragment"), "--fragment is for the page, which is not among the outputs; add -f html"),
        (("-f", "html", "--fragment", "--template", "own.html"), "give it or --template"),
        (("-f", "html", "--template", "none.html"), "none.html: no such file"),
        (("-f", "html", "--template", "."), "no such file"),
        (("-f", "html", "--template", "wrong.html"), "wrong.html, line 2: 'titel' is undefined"),
        (("-f", "html", "--embed-audio", "--audio", "https://example.org/a.mp3"), "nothing is downloaded"),
        (("-f", "html", "--embed-audio", "--audio", "ep.txt"), "browsers do not play this kind"),
    ],
)
def test_options_that_cannot_be_followed_are_refused_in_one_line(
    align: Align, alignment: Path, tmp_path: Path, options: tuple[str, ...], told: str
) -> None:
    (tmp_path / "own.html").write_text("{{ view.title }}", encoding="utf-8")
    (tmp_path / "wrong.html").write_text("\n{{ titel }}", encoding="utf-8")
    ended = align("render", alignment, *options)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err.splitlines()[-1]
    assert not list(tmp_path.glob("ep.html"))


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--audio-url", "ftp://example.org/a.mp3"), "begins with https:// or http://"),
        (("--audio-url", "https://example.org/a.mp3", "--embed-audio"), "give --embed-audio or --audio-url"),
        (("--template", "none.html"), "none.html: no such file"),
        (("-f", "srt", "--audio-url", "https://example.org/a.mp3"), "add -f html"),
    ],
)
def test_a_run_refuses_them_before_it_begins(
    align: Align, audio: Path, tmp_path: Path, options: tuple[str, ...], told: str
) -> None:
    ended = align("run", audio, *options)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err.splitlines()[-1]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ep.txt", "ep.wav"]


def test_audio_that_is_not_there_cannot_be_put_into_the_page(align: Align, alignment: Path, audio: Path) -> None:
    audio.unlink()
    ended = align("render", alignment, "-f", "html", "--embed-audio")
    assert ended.code == 2
    assert "cannot be embedded: it was not found; --audio names a file" in ended.err
