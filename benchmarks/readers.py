"""Whether other people's readers see the same cues in caption files: how many, when, and their text.

    pip install pysubs2 pycaption
    python benchmarks/readers.py FILE... [--chromium PATH]

The FILEs are captions in any of the formats that ``align render`` writes. What a reader sees is compared with what
this project's own reader sees: the number of cues, the times (to the step of the format), and the words, without markup
and with white space made single spaces. A reader that is not installed, or that does not know the format, is left out.
"""

import argparse
import http.server
import importlib.util
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from xml.etree import ElementTree

from tables import table

from subtitles.formats import FORMATS
from subtitles.reading import read

Seen = tuple[int, int, str]  # start and end in ms, the words
_MARKUP = re.compile(r"</?(?:v|i|b|u|c|font)(?:[ .][^<>]*)?>|\{\\[^{}]*\}")
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
_CODECS = MappingProxyType({"srt": "srt", "vtt": "webvtt", "ass": "ass"})
_PAGE = """<!DOCTYPE html><meta charset="utf-8"><video><track default src="captions.vtt"></video><pre id="seen"></pre>
<script>
const track = document.querySelector("track");
track.track.mode = "hidden";
track.addEventListener("load", () => {
  const seen = Array.from(track.track.cues, (cue) => [cue.startTime, cue.endTime, cue.getCueAsHTML().textContent]);
  document.getElementById("seen").textContent = JSON.stringify(seen);
});
</script>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Somebody else's reader: the module it needs, if any, and how it reads the formats it knows, by their names."""

    name: str
    module: str | None
    read: Mapping[str, Callable[[Path], list[Seen]]]


def words(text: str) -> str:
    return " ".join(text.split())


def plain(text: str) -> str:
    """The words of a text with the markup that its format has."""
    import html

    return words(html.unescape(_MARKUP.sub("", text)))


# --- readers


def by_pysrt(path: Path) -> list[Seen]:
    import pysrt

    items = pysrt.open(str(path), encoding="utf-8", error_handling=pysrt.SubRipFile.ERROR_RAISE)
    return [(item.start.ordinal, item.end.ordinal, words(item.text.replace("<i></i>", ""))) for item in items]


def by_webvtt(path: Path, form: str) -> list[Seen]:
    import webvtt

    text = path.read_text("utf-8")
    read = webvtt.from_string(text, strict=True) if form == "vtt" else webvtt.from_buffer(io.StringIO(text), form)
    return [
        (
            cue.start_time.in_milliseconds(),
            cue.end_time.in_milliseconds(),
            plain(cue.raw_text) if form == "vtt" else words(cue.raw_text.replace("[br]", " ").replace("<i></i>", "")),
        )
        for cue in read.captions
    ]


def by_pysubs2(path: Path, form: str) -> list[Seen]:
    import pysubs2

    events = pysubs2.load(str(path), encoding="utf-8", format_=form)
    return [(event.start, event.end, plain(event.text.replace("\\N", "\n"))) for event in events]


def by_pycaption(path: Path, reader: str) -> list[Seen]:
    import pycaption

    found = getattr(pycaption, reader)().read(path.read_text("utf-8"))
    language = found.get_languages()[0]
    return [(round(c.start / 1000), round(c.end / 1000), words(c.get_text())) for c in found.get_captions(language)]


def by_ttconv(path: Path) -> list[Seen]:
    """IMSC and EBU-TT-D: the paragraphs of the model."""
    from ttconv import model
    from ttconv.imsc import reader

    document = reader.to_model(ElementTree.parse(path))  # noqa: S314 - files that were just written
    body = document.get_body()
    return [_seen_p(p, model) for p in body.dfs_iterator() if isinstance(p, model.P)] if body is not None else []


def by_ttconv_text(path: Path, form: str) -> list[Seen]:
    """SubRip and WebVTT."""
    from ttconv import model

    reader = importlib.import_module(f"ttconv.{form}.reader")
    body = reader.to_model(io.StringIO(path.read_text("utf-8")), None, lambda _: None).get_body()
    return [_seen_p(p, model) for p in body.dfs_iterator() if isinstance(p, model.P)] if body is not None else []


def _seen_p(p: object, model: object) -> Seen:
    pieces = (
        "\n" if isinstance(node, model.Br) else node.get_text()
        for node in p.dfs_iterator()
        if isinstance(node, model.Br | model.Text)
    )
    return round((p.get_begin() or 0) * 1000), round(p.get_end() * 1000), words("".join(pieces))


def by_ffmpeg(path: Path) -> list[Seen]:
    """FFmpeg's demuxer and decoder, through PyAV: an event's fields stand before its text."""
    import av

    found = []
    with av.open(str(path)) as container:
        stream = container.streams.subtitles[0]
        for packet in container.demux(stream):
            if packet.pts is None:
                continue
            start, length = (round(float(time * stream.time_base) * 1000) for time in (packet.pts, packet.duration))
            decoded = stream.codec_context.decode2(packet)
            text = "\n".join(map(_event_text, decoded.rects if decoded else ()))
            found.append((start, start + length, plain(text)))
    return found


def _event_text(rect: object) -> str:
    """The last of the nine fields of an event of ASS, in which braces and backslashes of the text are guarded."""
    text = rect.ass.decode("utf-8").split(",", 8)[8].replace("\\{{}", "\\{").replace("\\N", "\n")
    text = re.sub(r"(?<!\\)\{\\[^{}]*\}", "", text)
    return text.replace("\\{", "{").replace("\\}", "}").replace("\\\u2060", "\\")


def by_browser(path: Path, browser: str) -> list[Seen]:
    """The browser's own ``<track>``, from a server of this machine: pages of files may not load tracks."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(path, Path(folder) / "captions.vtt")
        (Path(folder) / "page.html").write_text(_PAGE, encoding="utf-8")
        handler = partial(_QuietHandler, directory=folder)
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            command = [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile"]
            command += ["--virtual-time-budget=20000", "--dump-dom", f"http://127.0.0.1:{server.server_port}/page.html"]
            page = subprocess.run(command, capture_output=True, timeout=120, check=True).stdout.decode()  # noqa: S603
            server.shutdown()
    import html

    found = re.search(r'<pre id="seen">(.*?)</pre>', page, re.DOTALL)
    rows = json.loads(html.unescape(found[1])) if found and found[1] else []
    return [(round(start * 1000), round(end * 1000), words(text)) for start, end, text in rows]


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        """Nothing: the table is the output."""


def readers(browser: str | None) -> list[Reader]:
    ttml = {"ttml": by_ttconv, "ebu-tt-d": by_ttconv}
    found = [
        Reader(name="pysrt, strict", module="pysrt", read={"srt": by_pysrt}),
        Reader(
            name="webvtt-py, strict",
            module="webvtt",
            read={form: partial(by_webvtt, form=form) for form in ("vtt", "srt", "sbv")},
        ),
        Reader(
            name="pysubs2",
            module="pysubs2",
            read={form: partial(by_pysubs2, form=form) for form in ("srt", "vtt", "ass", "ttml")}
            | {"ebu-tt-d": partial(by_pysubs2, form="ttml")},
        ),
        Reader(
            name="pycaption",
            module="pycaption",
            read={
                "srt": partial(by_pycaption, reader="SRTReader"),
                "vtt": partial(by_pycaption, reader="WebVTTReader"),
                "ttml": partial(by_pycaption, reader="DFXPReader"),
                "ebu-tt-d": partial(by_pycaption, reader="DFXPReader"),
            },
        ),
        Reader(
            name="ttconv",
            module="ttconv",
            read=ttml | {form: partial(by_ttconv_text, form=form) for form in ("srt", "vtt")},
        ),
        Reader(name="FFmpeg (PyAV)", module="av", read=dict.fromkeys(_CODECS, by_ffmpeg)),
    ]
    if browser:
        found.append(Reader(name="browser's <track>", module=None, read={"vtt": partial(by_browser, browser=browser)}))
    return found


# --- comparing


def format_of(path: Path) -> str | None:
    named = [form for form in FORMATS.values() if path.name.endswith(form.suffix)]
    return max(named, key=lambda form: len(form.suffix)).name if named else None


def own_readings(path: Path) -> tuple[list[Seen], list[Seen]]:
    """What this project sees; and the same with the names of voices before the text, as some readers show them."""
    plain_cues, named = [], []
    for cue in read(path).track.cues:
        times = cue.span.start_ms, cue.span.end_ms
        lines = list(cue.shown_lines)
        plain_cues.append((*times, words(" ".join(lines))))
        for voice in cue.voices:
            if voice.speaker:
                lines[voice.start] = f"{voice.speaker}: {lines[voice.start]}"
        named.append((*times, words(" ".join(lines))))
    return plain_cues, named


def differences(ours: Sequence[Seen], theirs: Sequence[Seen]) -> str:
    """What differs, in a few words; empty where nothing does."""
    if len(ours) != len(theirs):
        return f"{len(theirs)} of {len(ours)} cues"
    times = [at for at, (a, b) in enumerate(zip(ours, theirs, strict=True)) if a[:2] != b[:2]]
    texts = [at for at, (a, b) in enumerate(zip(ours, theirs, strict=True)) if a[2] != b[2]]
    told = [f"{len(times)} times (cue {times[0] + 1}: {theirs[times[0]][:2]})"] if times else []
    told += [f"{len(texts)} texts (cue {texts[0] + 1}: {theirs[texts[0]][2]!r})"] if texts else []
    return "; ".join(told)


def rows(paths: Sequence[Path], known: Sequence[Reader]) -> Iterator[tuple[str, str, str, str]]:
    for path in paths:
        form = format_of(path)
        if form is None or "STARTS" not in {feature.name for feature in FORMATS[form].holds}:
            continue
        ours, named = own_readings(path)
        for reader in known:
            if form in reader.read:
                yield path.name, reader.name, str(len(ours)), _verdict(reader.read[form], path, ours, named)


def _verdict(reading: Callable[[Path], list[Seen]], path: Path, ours: Sequence[Seen], named: Sequence[Seen]) -> str:
    try:
        theirs = reading(path)
    except Exception as error:  # noqa: BLE001 - whatever a reader raises is what is to be told
        return f"{type(error).__name__}: {error}".splitlines()[0]
    told = differences(ours, theirs)
    if told and not differences(named, theirs):
        return "the same, with names before the text"
    return told or "the same"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--chromium", default=next(filter(None, map(shutil.which, _BROWSERS)), None))
    arguments = parser.parse_args()
    known = readers(arguments.chromium)
    installed = [reader for reader in known if reader.module is None or importlib.util.find_spec(reader.module)]
    for reader in known:
        if reader not in installed:
            print(f"{reader.name} is not installed: left out", file=sys.stderr)  # noqa: T201
    if not arguments.chromium:
        print("no browser found (--chromium names one): left out", file=sys.stderr)  # noqa: T201
    found = list(rows(arguments.files, installed))
    print(table(("file", "reader", "cues", "sees"), found))  # noqa: T201
    sys.exit(any(not row[3].startswith("the same") for row in found))


if __name__ == "__main__":
    main()
