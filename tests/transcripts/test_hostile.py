"""Hostile files: each is read, or refused with one clear line, in seconds and in little memory.

The files are read one after the other in a process whose memory and processor time are bounded: one that hangs or
fills the memory leaves no report. `benchmarks/fuzz.py` looks for more of them; what it finds is kept here.
"""

import io
import json
import os
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

import pytest

from transcripts.errors import ToolkitError
from transcripts.reading import READERS, Choices, read_bytes

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="bounds of processes are those of POSIX")

ROOT = Path(__file__).resolve().parents[2]
DEEP = 20_000  # far beyond the interpreter's stack
LONG = 100_000
PROCESSOR_S = 30  # all files together take a tenth of it
ADDRESSES = 1536 * 2**20
PEAK_MB = 300  # of which the libraries are half
SPEECH = "MQ: How long did it take?\n\nTA: Two winters, and then we left.\n\n"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of a file. ``error`` is the type of what was raised, and empty where it was read."""

    name: str
    error: str = ""
    message: str = ""
    is_ours: bool = True
    peak_mb: int = 0


def packed(**parts: str) -> bytes:
    """A Word document of these parts, of which ``document`` is the text."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, xml in parts.items():
            archive.writestr(f"word/{name}.xml", xml)
    return data.getvalue()


def word(body: str, before: str = "") -> str:
    return f'{before}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def of_false_size() -> bytes:
    """A document that claims to be small, and unpacks to 200 MB."""
    unpacked = io.BytesIO()
    with (
        zipfile.ZipFile(unpacked, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("word/document.xml", "w") as part,
    ):
        for _ in range(200):
            part.write(b"a" * 1_000_000)
    data, size = bytearray(unpacked.getvalue()), struct.pack("<I", 1000)
    data[22:26] = size
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = size
    return bytes(data)


def of_many_entries() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for number in range(10_001):
            archive.writestr(str(number), b"")
    return data.getvalue()


def timed(text: str, before: str = "") -> bytes:
    return f'{before}<tt xmlns="http://www.w3.org/ns/ttml"><body><p begin="1s" end="2s">{text}</p></body></tt>'.encode()


def nested(begin: str, end: str, within: str = "MQ: How long?") -> str:
    return begin * DEEP + within + end * DEEP


def page(body: str) -> bytes:
    return f"<!DOCTYPE html><html><body><p>MQ: How long did it take?</p>{body}".encode()


def many_headers(inner: str, count: int) -> bytes:
    headers = {f"header{number}": word(inner) for number in range(count)}
    return packed(document=word(paragraph("MQ: How long?")), **headers)


# The reader is named before the slash; ``auto`` leaves it to the content.
REFUSED: Mapping[str, Callable[[], bytes]] = {
    "auto/nul bytes": lambda: bytes(LONG),
    "auto/bytes of 255": lambda: b"\xff" * LONG,
    "auto/random bytes": lambda: Random(4).randbytes(LONG),  # noqa: S311 - no secret
    "auto/more than a transcript": lambda: b"a" * (51 * 2**20),
    "auto/blank": lambda: b" \n\t\n" * LONG,
    "auto/left-to-right marks alone": lambda: "\u200e".encode() * LONG,
    "docx/bomb": lambda: packed(document=word(paragraph("a" * 33_000_000))),
    "docx/false size": of_false_size,
    "docx/many entries": of_many_entries,
    "docx/headers that are large together": lambda: many_headers(f"<!--{'a' * 9_000_000}-->", 4),
    "docx/headers of many tags together": lambda: many_headers(f"<!--{'<' * 300_000}-->", 5),
    "docx/laughs": lambda: packed(document=word(paragraph("&a11;"), f'<!DOCTYPE w [<!ENTITY a0 "ha">{LAUGHS}]>')),
    "docx/external entity": lambda: packed(
        document=word(paragraph("&e;"), '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]>')
    ),
    "docx/cut off": lambda: packed(document=word(paragraph("MQ: How long?")))[:-30],
    "ttml/laughs": lambda: timed("&a11;", f'<!DOCTYPE tt [<!ENTITY a0 "ha">{LAUGHS}]>'),
    "ttml/external entity": lambda: timed("&e;", '<!DOCTYPE tt [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
    "ttml/parameter entity": lambda: timed("a", '<!DOCTYPE tt [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>'),
    "html/nested divisions": lambda: page(nested("<div>", "</div>")),
    "html/nested tables": lambda: page(nested("<table><tr><td>", "")),
    "html/nested lists": lambda: page(nested("<ul><li>", "")),
    "json/nested arrays": lambda: nested("[", "]", "").encode(),
    "json/nested objects": lambda: nested('{"a":', "}", "1").encode(),
    "json/digits": lambda: b'{"text":' + b"1" * LONG + b"}",
    "json/cut off": lambda: b'{"a":[' * LONG,
}
READ: Mapping[str, Callable[[], bytes]] = {
    "docx/nested tables": lambda: packed(
        document=word(nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", paragraph("MQ: How long?")))
    ),
    "docx/nested boxes": lambda: packed(
        document=word(nested("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>", paragraph("MQ: How long?")))
    ),
    "rtf/nested groups": lambda: (r"{\rtf1 " + nested("{", "}") + "}").encode(),
    "rtf/closing braces": lambda: rb"{\rtf1 MQ: How long?}" + b"}" * 3 * LONG,
    "rtf/closing braces amid text": lambda: rb"{\rtf1 MQ: How long?}" + b"}" * LONG + rb"a\par " + b"}b" * DEEP,
    "rtf/binary data that is not there": lambda: rb"{\rtf1 MQ: How long?" + rb"\bin999999999 " * DEEP,
    "ttml/nested spans": lambda: timed(nested("<span>", "</span>")),
    "html/nested emphasis": lambda: page("<p><b><i>" * 5_000),
    "html/open tags": lambda: page("<" * LONG),
    "html/open comments": lambda: page("<!--" * LONG),
    "markdown/quotes": lambda: b"# T\n\n" + b"> " * LONG + b"MQ: How long?\n",
    "markdown/list levels": lambda: b"# T\n\n" + b"- " * LONG + b"MQ: How long?\n",
    "markdown/indented list levels": lambda: b"# T\n\n" + b"".join(b"  " * n + b"- a\n" for n in range(300)),
    "markdown/stars": lambda: b"# T\n\n" + b"**a " * DEEP,
    "markdown/stars without spaces": lambda: b"# T\n\n" + b"*" * LONG + b"a" + b"*" * LONG,
    "markdown/brackets": lambda: b"# T\n\n" + b"[" * DEEP + b"a" + b"]" * DEEP,
    "markdown/links": lambda: b"# T\n\n" + b"[a](" * DEEP,
    "markdown/back quotes": lambda: b"# T\n\n" + b"".join(b"`" * (n % 300) + b" a " for n in range(2_000)),
    "json/half surrogates": lambda: b'[{"speaker":"MQ","text":"How ' + rb"\ud800" * LONG + b' long?"}]',
    "csv/open quote": lambda: b'speaker,text\nMQ,"' + b"a " * LONG,
    "csv/labels that are slips of each other": lambda: (
        '","\nTAlong,;\nTA;\ufefflong,;\nTA;\ufeff"long"",?\nTA;\ufeff"long"",'.encode()
    ),
    "webvtt/arrows": lambda: b"WEBVTT\n\n00:01.000 --> 00:02.000\nHow long?\n\n" + b"-->\n" * 9_000,
    "subrip/open tags": lambda: b"1\n00:00:01,000 --> 00:00:02,000\nHow long? " + b"<i" * LONG,
    "ass/open braces": lambda: b"[Events]\nFormat: Start, End, Text\nDialogue: 0:00:01.00,0:00:02.00,a" + b"{\\" * LONG,
    "lrc/times": lambda: b"[00:01.00]" * 9_000 + b"How long?",
    "microdvd/bars": lambda: b"{1}{2}How long?" + b"|a" * 9_000,
    "sbv/times": lambda: b"0:00:01.000,0:00:02.000\nHow long?\n\n" + b"0:00:01.000,0:00:02.000\n" * 5_000,
    "alignment/another document": lambda: b'{"format": [], "items": {"a": null}}',
    "auto/combining marks": lambda: b"MQ: a" + "\u0301".encode() * LONG,
    "auto/right-to-left marks": lambda: b"MQ: a" + "\u200f".encode() * LONG + b"b",
    "auto/overrides of the direction": lambda: b"MQ: a" + "\u202e".encode() * LONG + b"b",
    "auto/round brackets": lambda: b"(" * LONG,
    "auto/square brackets": lambda: b"[" * LONG,
    "auto/open brackets and words": lambda: SPEECH.encode() + b"TA: " + b"(a [b " * 20_000,
    "auto/one word": lambda: b"a" * LONG,
    "auto/digits": lambda: b"1" * LONG,
    "auto/angles": lambda: b"<" * LONG,
    "auto/empty lines": lambda: b"MQ: How long?" + b"\n" * 300_000 + b"TA: Two winters.\n",
    "auto/labels": lambda: "".join(f"Name{n}: hello there\n" for n in range(1_000)).encode(),
    "auto/colons": lambda: b"a: " * LONG,
    "auto/quote marks": lambda: b"> " * LONG,
    "auto/dashes": lambda: b"- " * LONG,
    "auto/chevrons": lambda: b">> " * LONG,
    "auto/tabs": lambda: b"\t" * LONG + b"MQ: How long?",
    "auto/columns": lambda: b"a\t" * LONG,
}
CASES: Mapping[str, Callable[[], bytes]] = {**REFUSED, **READ}


def main() -> None:
    """Reads all files and reports on each, a line of JSON."""
    import resource

    with suppress(ValueError, OSError):  # not every system bounds the addresses
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_S, PROCESSOR_S))
    for name, make in CASES.items():
        data = make()
        error = raised(data, name)
        peak = peak_mb()
        report = Report(name=name, peak_mb=peak) if error is None else told(name, error, peak)
        sys.stdout.write(json.dumps(asdict(report)) + "\n")
        sys.stdout.flush()


def peak_mb() -> int:
    """The most memory so far. Linux counts that of the process from which this one was forked to `getrusage`."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) // 2**10
    import resource

    per_mb = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // per_mb


def raised(data: bytes, name: str) -> Exception | None:
    reader = name.partition("/")[0]
    try:
        read_bytes(data, name, "en", Choices(input_format=None if reader == "auto" else reader))
    except Exception as error:  # noqa: BLE001 - whatever it is, the test tells
        return error
    return None


def told(name: str, error: Exception, peak_mb: int) -> Report:
    is_ours = isinstance(error, ToolkitError)
    return Report(name=name, error=type(error).__name__, message=str(error), is_ours=is_ours, peak_mb=peak_mb)


@pytest.fixture(scope="module")
def reports() -> Mapping[str, Report]:
    command = [sys.executable, "-c", "from tests.transcripts.test_hostile import main; main()"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    found = [Report(**json.loads(line)) for line in done.stdout.splitlines()]
    return {report.name: report for report in found}


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_file_is_read_or_refused_with_one_line(name: str, reports: Mapping[str, Report]) -> None:
    assert name in reports, "the process ended at this file or before it"
    report = reports[name]
    assert report.is_ours, f"{report.error}: {report.message}"
    assert not report.message or report.message.startswith(name), "the message names the file"
    assert "\n" not in report.message
    assert len(report.message) < 600


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_transcript_is_refused(name: str, reports: Mapping[str, Report]) -> None:
    assert reports[name].error == "TranscriptError"


def test_no_hostile_file_fills_the_memory(reports: Mapping[str, Report]) -> None:
    large = {report.name: report.peak_mb for report in reports.values() if report.peak_mb > PEAK_MB}
    assert list(large.items())[:1] == [], "the first file that took the memory"


def test_every_reader_has_a_hostile_file() -> None:
    tried = {name.partition("/")[0] for name in CASES}
    assert {reader.name for reader in READERS} - {"text"} <= tried


def inspect(path: Path) -> subprocess.CompletedProcess[str]:
    """``align inspect`` of a path; it is not waited for longer than half a minute."""
    command = [sys.executable, "-c", "from aligner.cli import main; main()", "inspect", "--language", "en", str(path)]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, errors="surrogateescape", check=False, timeout=30
    )


def odd_paths(folder: Path) -> Iterator[Path]:
    """Paths of what is no file with a text."""
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    yield pipe
    loop = folder / "loop"
    loop.symlink_to(loop)
    yield loop
    yield folder
    yield Path(os.devnull)
    yield folder / ("a" * 5_000)


def test_what_is_no_file_is_refused_without_waiting(tmp_path: Path) -> None:
    for path in odd_paths(tmp_path):
        done = inspect(path)
        assert done.returncode == 2, path
        assert done.stdout == "", path
        assert done.stderr.startswith(f"error: {path}: "), path
        assert done.stderr.count("\n") == 1, path


def test_a_missing_file_of_a_hostile_name_is_told_in_one_line(tmp_path: Path) -> None:
    done = inspect(tmp_path / "a\nb\x1b[31m\x9b.txt")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert controls(done.stderr) == set()


def controls(text: str) -> set[str]:
    """The characters of a text that a terminal may obey, ends of lines aside."""
    return {char for char in text if not char.isprintable() and char not in "\n\u202e"}


ESCAPES = r"\u001b[31m \u001b]0;x\u0007 \u009b31m \u0000"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "a.json",
            f'{{"title": "T{ESCAPES}", "segments": [{{"speaker": "M{ESCAPES}", "text": "How {ESCAPES}?"}}]}}',
        ),
        ("a.txt", "T\x1b[31m\n\nMara\x1b]0;x\x07: How \x1b[31m\x9b31m long?\n\n[lau\x1b[31mghter]\n\n© 2031 \x9b31m\n"),
        ("a.html", "<title>T&#27;[31m</title><p>Mara&#27;[31m: How &#x1b;[31m&#x9d;0;x&#7; long?<p>[a&#27;b]"),
        ("a.csv", "speaker,text\nMara&#27;[31m,How \x1b[31m&#x90; long?\n"),
        ("a\x1b[31m\x9b.txt", SPEECH),
        ("a\nb.txt", SPEECH),
    ],
)
def test_no_escape_sequence_of_a_file_reaches_the_terminal(name: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    done = inspect(path)
    assert done.returncode == 0, done.stderr
    assert controls(done.stdout + done.stderr) == set()


if __name__ == "__main__":
    main()
