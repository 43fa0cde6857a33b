"""Other people's readers see the cues that were written: libraries that are installed anyway."""

import html
import io
import re
from collections.abc import Callable
from xml.etree import ElementTree

import av
import pysrt
import pytest
import webvtt
from hypothesis import given, settings
from ttconv import model
from ttconv.imsc import reader as imsc_reader

from subtitles import FORMATS, Cue, Track
from subtitles.converting import convert
from subtitles.formats.ass import rounded
from tests.subtitles.caption_strategies import TRAPS, tracks
from transcripts import TimeSpan

Seen = tuple[int, int, str]


def by_pysrt(text: str) -> list[Seen]:
    items = pysrt.from_string(text, error_handling=pysrt.SubRipFile.ERROR_RAISE)
    return [(item.start.ordinal, item.end.ordinal, words(item.text)) for item in items]


def by_webvtt(text: str) -> list[Seen]:
    seen = _captions(webvtt.from_string(text, strict=True))
    return [(start_ms, end_ms, html.unescape(said)) for start_ms, end_ms, said in seen]


def by_webvtt_sbv(text: str) -> list[Seen]:
    return _captions(webvtt.from_buffer(io.StringIO(text), format="sbv"))


def _captions(read: webvtt.WebVTT) -> list[Seen]:
    return [(c.start_time.in_milliseconds(), c.end_time.in_milliseconds(), words(c.raw_text)) for c in read.captions]


def by_ttconv(text: str) -> list[Seen]:
    root = ElementTree.fromstring(text)  # noqa: S314 - it was just written
    seen = []
    for p in imsc_reader.to_model(ElementTree.ElementTree(root)).get_body().dfs_iterator():
        if isinstance(p, model.P):
            nodes = [node for node in p.dfs_iterator() if isinstance(node, model.Br | model.Text)]
            said = "".join(" " if isinstance(node, model.Br) else node.get_text() for node in nodes)
            seen.append((round((p.get_begin() or 0) * 1000), round(p.get_end() * 1000), " ".join(said.split())))
    return seen


def by_ffmpeg(text: str, name: str) -> list[Seen]:
    seen: list[Seen] = []
    form = {"vtt": "webvtt"}.get(name, name)
    with av.open(io.BytesIO(text.encode("utf-8")), mode="r", format=form) as container:
        stream = container.streams.subtitles[0]
        step = 1000 * (stream.time_base or 1)
        for packet in container.demux(stream):
            decoded = stream.codec_context.decode2(packet) if packet.size else None
            if decoded and packet.pts is not None:
                said = " ".join(map(ffmpeg_text, decoded.rects))
                seen.append((round(packet.pts * step), round((packet.pts + (packet.duration or 0)) * step), said))
    return seen


def ffmpeg_text(rect: object) -> str:
    """The words in the last field of the event, where FFmpeg guards braces and backslashes in ways of its own."""
    event: bytes = rect.ass  # type: ignore[attr-defined]
    text = event.decode("utf-8").split(",", 8)[8].replace("\\N", "\n").replace("{\\i1}{\\i0}", "")
    plain = text.replace("\\{{}", "{").replace("\\{", "{").replace("\\}", "}").replace("\\\u2060", "\\")
    return " ".join(plain.split())


def words(text: str) -> str:
    """The words of a payload, without its markup."""
    return " ".join(re.sub(r"</?[iv](?: [^<>]*)?>|\[br\]", "", text).split())


def expected(track: Track, name: str) -> list[Seen]:
    cues = sorted(track.cues, key=lambda cue: cue.span.start_ms) if name in ("vtt", "ass") else track.cues
    spans = [rounded(cue.span) if name == "ass" else cue.span for cue in cues]
    texts = [" ".join(" ".join(cue.lines).split()) for cue in cues]
    return [(span.start_ms, span.end_ms, text) for span, text in zip(spans, texts, strict=True)]


READERS: dict[str, Callable[[str], list[Seen]]] = {
    "srt": by_pysrt,
    "vtt": by_webvtt,
    "sbv": by_webvtt_sbv,
    "ttml": by_ttconv,
    "ebu-tt-d": by_ttconv,
}


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=12, deadline=None)
@given(track=tracks())
def test_strict_readers_see_the_same_cues(name: str, track: Track) -> None:
    converted = convert(track, name, "never")
    if not any(loss.code == "characters" for loss in converted.losses):
        assert READERS[name](converted.text) == expected(track, name)


@pytest.mark.parametrize("name", ["srt", "vtt", "ass"])
def test_ffmpeg_sees_the_same_cues(name: str) -> None:
    form = FORMATS[name]
    traps = [trap for trap in TRAPS if form.writable(trap) == trap and not (form.markup and form.markup.search(trap))]
    texts = [text for trap in traps for text in (((trap,), None), ((trap, "and"), "Q & A"), (("so", trap), "Lee"))]
    cues = tuple(
        Cue(span=TimeSpan(1000 * at, 1000 * at + 905), lines=lines, speaker=speaker)
        for at, (lines, speaker) in enumerate(texts)
    )
    assert by_ffmpeg(convert(Track(cues=cues), name, "never").text, name) == expected(Track(cues=cues), name)
