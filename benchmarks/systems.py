"""The systems that can be compared: this project's command and each peer's, as anyone would run them."""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from alignment import Alignment, TimedWord, read_alignment_file

ADAPTERS = Path(__file__).parent / "adapters"
# aeneas names languages by ISO 639-3.
ISO_639_3 = {
    "en": "eng", "de": "deu", "fr": "fra", "nl": "nld", "ro": "ron", "ru": "rus", "pt": "por", "es": "spa", "it": "ita",
    "ar": "ara", "hi": "hin", "pl": "pol", "sv": "swe", "da": "dan", "cs": "ces", "el": "ell", "tr": "tur", "uk": "ukr",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One recording to be timed.

    ``transcript`` is the published text, ``lines`` the spoken text in it, one turn each: aligners that read plain text
    are spared the labels, headings and stage directions. ``folder`` is the system's own, for its files.
    """

    audio: Path
    transcript: Path
    lines: tuple[str, ...]
    language: str
    folder: Path

    def text_file(self, lines: Sequence[str] | None = None) -> str:
        """The path of a plain text file of the lines, or of these instead."""
        path = self.folder / "text.txt"
        path.write_text("\n".join(self.lines if lines is None else lines) + "\n", encoding="utf-8")
        return str(path)

    @property
    def output(self) -> Path:
        return self.folder / "output.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """Where peers are looked for: interpreters besides this one, and the Whisper model's name or folder."""

    interpreters: tuple[str, ...] = (sys.executable,)
    whisper_model: str = "tiny.en"


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """A system: how to find, install and run it, and how to read what it wrote.

    ``find`` gives the program to run, ``None`` where it is not installed. ``languages`` are the ones it serves,
    ``None`` for any.
    """

    name: str
    install: str
    find: Callable[[Setup], str | None]
    command: Callable[[str, Task, Setup], tuple[str, ...]]
    read: Callable[[Task], Alignment]
    languages: frozenset[str] | None = None
    variables: Mapping[str, str] = field(default_factory=dict)


def default_setup(interpreters: Sequence[str], whisper_model: str | None) -> Setup:
    """What was asked for, else what ``BENCHMARK_PEER_PYTHON`` and ``BENCHMARK_WHISPER_MODEL`` name."""
    named = interpreters or [p for p in os.environ.get("BENCHMARK_PEER_PYTHON", "").split(os.pathsep) if p]
    model = whisper_model or os.environ.get("BENCHMARK_WHISPER_MODEL", "tiny.en")
    return Setup(interpreters=(*named, sys.executable), whisper_model=model)


# --- this project ---


def _own_command(program: str, task: Task, setup: Setup) -> tuple[str, ...]:
    del setup
    return (program, "run", str(task.audio), "-t", str(task.transcript), "-o", str(task.folder), "--overwrite", "-q")


def _own_read(task: Task) -> Alignment:
    return read_alignment_file(task.folder / f"{task.audio.stem}.alignment.json")


def _own_find(setup: Setup) -> str | None:
    del setup
    beside = Path(sys.executable).with_name("align")
    return shutil.which("align") or (str(beside) if beside.exists() else None)


# --- echogarden ---


def _echogarden_find(setup: Setup) -> str | None:
    del setup
    return shutil.which("echogarden")


def _echogarden_command(program: str, task: Task, setup: Setup) -> tuple[str, ...]:
    del setup
    language = task.language.split("-")[0]
    return (
        program,
        "align",
        str(task.audio),
        task.text_file(),
        str(task.output),
        f"--language={language}",
        "--overwrite",
    )


def _echogarden_read(task: Task) -> Alignment:
    return Alignment(words=tuple(_echogarden_words(json.loads(task.output.read_text(encoding="utf-8")))))


def _echogarden_words(node: Any) -> list[TimedWord]:  # noqa: ANN401 (a tree of lists and objects)
    if isinstance(node, list):
        return [word for child in node for word in _echogarden_words(child)]
    if node.get("type") == "word":
        return [_seconds(node["text"], node["startTime"], node["endTime"])]
    return _echogarden_words(node.get("timeline", []))


# --- aeneas ---


def _aeneas_command(program: str, task: Task, setup: Setup) -> tuple[str, ...]:
    del setup
    sentences = [s for line in task.lines for s in re.split(r"(?<=[.!?])\s+", line) if s]
    language = ISO_639_3.get(task.language.split("-")[0], "eng")
    text = task.text_file([line for sentence in sentences for line in (sentence, "")])
    return (
        program, "-m", "aeneas.tools.execute_task", str(task.audio), text,
        f"task_language={language}|is_text_type=mplain|os_task_file_format=json|os_task_file_levels=3",
        str(task.output), "--presets-word",
    )  # fmt: skip


def _aeneas_read(task: Task) -> Alignment:
    fragments = json.loads(task.output.read_text(encoding="utf-8"))["fragments"]
    return Alignment(words=tuple(_seconds(" ".join(f["lines"]), f["begin"], f["end"]) for f in fragments if f["lines"]))


# --- the others, through small adapters that call their Python interface ---


def _adapted(adapter: str) -> Callable[[str, Task, Setup], tuple[str, ...]]:
    def command(program: str, task: Task, setup: Setup) -> tuple[str, ...]:
        files = (str(task.audio), task.text_file())
        language = task.language.split("-")[0]
        return (program, str(ADAPTERS / adapter), *files, language, setup.whisper_model, str(task.output))

    return command


def _pocketsphinx_command(program: str, task: Task, setup: Setup) -> tuple[str, ...]:
    del setup
    return (program, str(ADAPTERS / "pocketsphinx_align.py"), str(task.audio), task.text_file(), str(task.output))


def _words_read(task: Task) -> Alignment:
    words = json.loads(task.output.read_text(encoding="utf-8"))
    return Alignment(words=tuple(_seconds(word["text"], word["start"], word["end"]) for word in words))


def _seconds(text: str, start: float | str, end: float | str) -> TimedWord:
    return TimedWord(text=text, start_ms=round(float(start) * 1000), end_ms=round(float(end) * 1000))


def _python_with(module: str) -> Callable[[Setup], str | None]:
    def find(setup: Setup) -> str | None:
        return next((python for python in setup.interpreters if _has(python, module)), None)

    return find


def _has(python: str, module: str) -> bool:
    if python == sys.executable:
        return importlib.util.find_spec(module) is not None
    probe = f"import importlib.util, sys; sys.exit(importlib.util.find_spec({module!r}) is None)"
    try:
        return subprocess.run([python, "-c", probe], check=False, capture_output=True).returncode == 0  # noqa: S603
    except OSError:
        return False


OWN = System(name="this project", install="pip install .", find=_own_find, command=_own_command, read=_own_read)
_ENGLISH = frozenset({"en"})

PEERS = {
    "echogarden": System(
        name="echogarden",
        install="npm install -g echogarden (its `echogarden` must be on PATH)",
        find=_echogarden_find,
        command=_echogarden_command,
        read=_echogarden_read,
    ),
    "aeneas": System(
        name="aeneas",
        install="espeak, ffmpeg; pip install 'numpy<1.26' 'setuptools<65' wheel lxml beautifulsoup4; "
        "pip install --no-build-isolation aeneas==1.7.3.0",
        find=_python_with("aeneas"),
        command=_aeneas_command,
        read=_aeneas_read,
        languages=frozenset(ISO_639_3),
        variables={"PYTHONIOENCODING": "UTF-8", "LC_ALL": "C.UTF-8"},
    ),
    "stable-ts": System(
        name="stable-ts",
        install="pip install 'stable-ts[fw]' and a Whisper model (--whisper-model)",
        find=_python_with("stable_whisper"),
        command=_adapted("stable_ts.py"),
        read=_words_read,
        languages=_ENGLISH,
    ),
    "whisper-diff": System(
        name="whisper-diff",
        install="pip install faster-whisper and a Whisper model (--whisper-model)",
        find=_python_with("faster_whisper"),
        command=_adapted("whisper_diff.py"),
        read=_words_read,
        languages=_ENGLISH,
    ),
    "pocketsphinx": System(
        name="pocketsphinx",
        install="ffmpeg; pip install pocketsphinx",
        find=_python_with("pocketsphinx"),
        command=_pocketsphinx_command,
        read=_words_read,
        languages=_ENGLISH,
    ),
}
