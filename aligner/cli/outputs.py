"""What ``run`` and ``render`` can write, and where."""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from subtitles import FORMATS, Cue, Style, compose
from transcripts.alignment_file import to_json
from transcripts.errors import UnknownNameError, WriteError
from transcripts.model import TimedTranscript
from transcripts.page import render_page


@dataclass(frozen=True, kw_only=True)
class Request:
    """What is written: a timed transcript in a style; ``audio_href`` is where the page finds the audio, if anywhere."""

    timed: TimedTranscript
    style: Style
    audio_href: str | None

    @cached_property
    def cues(self) -> tuple[Cue, ...]:
        """The captions, composed once for all formats."""
        return compose(self.timed, self.style)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputFormat:
    """A kind of file: the name ``-f`` takes, the suffix, and how it is made."""

    name: str
    suffix: str
    render: Callable[[Request], str]


def _captions(name: str) -> OutputFormat:
    form = FORMATS[name]
    return OutputFormat(name=name, suffix=form.suffix, render=lambda request: form.render(request.cues))


OUTPUTS: dict[str, OutputFormat] = {
    output.name: output
    for output in (
        *(_captions(name) for name in FORMATS),
        OutputFormat(
            name="html",
            suffix=".html",
            render=lambda request: render_page(request.timed, audio_href=request.audio_href),
        ),
        OutputFormat(name="json", suffix=".alignment.json", render=lambda request: to_json(request.timed)),
    )
}


def chosen_outputs(names: Sequence[str]) -> tuple[OutputFormat, ...]:
    """The formats of these names, each once; all of them for no name. Raises `UnknownNameError`."""
    for name in names:
        if name not in OUTPUTS:
            raise UnknownNameError("format", name, tuple(OUTPUTS))
    return tuple(OUTPUTS[name] for name in dict.fromkeys(names or OUTPUTS))


def output_paths(folder: Path, stem: str, outputs: Iterable[OutputFormat]) -> dict[str, Path]:
    """The path of each output, by its name."""
    return {output.name: folder / f"{stem}{output.suffix}" for output in outputs}


def require_writable(paths: Iterable[Path], *, overwrite: bool) -> None:
    """Find out before the work begins whether the files may be written.

    Raises:
        WriteError: one exists and ``overwrite`` is not set, or the folder is missing or not writable.
    """
    for path in paths:
        if path.is_dir():
            raise WriteError(str(path), "a folder of that name is in the way")
        if path.exists() and not overwrite:
            raise WriteError(str(path), "it exists already; --overwrite replaces it, -o names another folder")
        _require_folder(path.parent)


def _require_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".align.{os.getpid()}.part"
        probe.touch()
        probe.unlink()
    except FileExistsError:
        raise WriteError(str(folder), "it is a file; -o names a folder") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise WriteError(str(folder), f"{reason}; -o names another folder") from error


def href_between(page: Path, audio: Path) -> str | None:
    """The audio's path as seen from the page's folder; ``None`` where there is no relative way (another drive)."""
    try:
        relative = os.path.relpath(audio.resolve(), page.parent.resolve())
    except ValueError:
        return None
    return Path(relative).as_posix() if not urlsplit(relative).scheme else f"./{relative}"
