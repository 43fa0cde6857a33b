"""What ``run`` and ``render`` can write, and where."""

import logging
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryFile

from aligner.cli.page import PageChoices
from subtitles import FORMATS, Cue, Style, Track, compose
from subtitles.converting import convert
from transcripts.alignment_file import to_json
from transcripts.errors import AudioError, UnknownNameError, WriteError
from transcripts.files import new_folders, write_files
from transcripts.model import TimedTranscript
from transcripts.page import PAGE, PageTemplate, embedded_audio, podcast_episode, render_page

_log = logging.getLogger(__name__)
DEFAULT_OUTPUTS = ("srt", "vtt", "html", "json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """How the page is made: ``audio_href`` is where it finds the audio, an address or the audio itself, if anywhere."""

    audio_href: str | None = None
    template: PageTemplate = PAGE
    has_schema_org: bool = False


@dataclass(frozen=True, kw_only=True)
class Request:
    """What is written: a timed transcript in a style, and how the page is made."""

    timed: TimedTranscript
    style: Style
    page: Page

    @cached_property
    def cues(self) -> tuple[Cue, ...]:
        """The captions, composed once for all formats."""
        return compose(self.timed, self.style)

    @property
    def track(self) -> Track:
        transcript = self.timed.transcript
        return Track(cues=self.cues, language=transcript.language, title=transcript.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputFormat:
    """A kind of file: the name ``-f`` takes, the suffix, and how it is made."""

    name: str
    suffix: str
    render: Callable[[Request], str]


def _captions(name: str) -> OutputFormat:
    return OutputFormat(name=name, suffix=FORMATS[name].suffix, render=lambda request: _converted(request.track, name))


def _converted(track: Track, name: str) -> str:
    """The text of a caption file, whose labels the style has set; a warning tells of text that is not as it was."""
    converted = convert(track, name, "never")
    for loss in converted.losses:
        if loss.code == "characters":
            _log.warning("%s captions: %s", name, loss)
    return converted.text


def _page(request: Request) -> str:
    page, timed = request.page, request.timed
    is_embedded = (page.audio_href or "").startswith("data:")
    return render_page(
        timed,
        audio_href=page.audio_href,
        captions=convert(request.track, "vtt", "never").text if page.audio_href else None,
        linked_data=podcast_episode(timed, None if is_embedded else page.audio_href) if page.has_schema_org else None,
        template=page.template,
    )


OUTPUTS: dict[str, OutputFormat] = {
    output.name: output
    for output in (
        *(_captions(name) for name in FORMATS),
        OutputFormat(
            name="html",
            suffix=".html",
            render=_page,
        ),
        OutputFormat(name="json", suffix=".alignment.json", render=lambda request: to_json(request.timed)),
    )
}


def chosen_outputs(names: Sequence[str]) -> tuple[OutputFormat, ...]:
    """The formats of these names, each once; the default ones for no name. Raises `UnknownNameError`."""
    for name in names:
        if name not in OUTPUTS:
            raise UnknownNameError("format", name, tuple(OUTPUTS))
    return tuple(OUTPUTS[name] for name in dict.fromkeys(names or DEFAULT_OUTPUTS))


def output_folder(named: str | os.PathLike[str]) -> Path:
    """The folder that ``-o`` names. Raises `WriteError` for one that is named as a file of ours, unless it exists."""
    folder = Path(named)
    suffixes = {output.suffix for output in OUTPUTS.values()} | {".txt", ".json", ".xml"}
    if folder.name.casefold().endswith(tuple(suffixes)) and not os.path.lexists(folder):
        reason = "-o names a folder, in which each file is named after what is read; this is a file's name"
        raise WriteError(str(folder), reason)
    return folder


def output_paths(folder: Path, stem: str, outputs: Iterable[OutputFormat]) -> dict[str, Path]:
    """The path of each output, by its name."""
    return {output.name: folder / f"{stem}{output.suffix}" for output in outputs}


def write_outputs(request: Request, paths: Mapping[str, Path]) -> None:
    """Write each output to its path, all or none; missing folders are made. Raises `WriteError`."""
    texts = {path: OUTPUTS[name].render(request) for name, path in paths.items()}
    with new_folders(path.parent for path in texts):
        write_files(texts)


def require_writable(paths: Iterable[Path], *, inputs: Iterable[Path], overwrite: bool) -> None:
    """Find out before the work begins whether the files may be written. Nothing is made or changed.

    Raises:
        WriteError: one exists and ``overwrite`` is not set, one is among the ``inputs``, or the folder cannot be made
            or written to.
    """
    read = [path for path in inputs if path.exists()]
    for path in paths:
        _require_folder(path.parent)
        if not _exists(path):
            continue
        if path.is_dir():
            raise WriteError(str(path), "a folder of that name is in the way")
        if any(os.path.realpath(path) == os.path.realpath(one) for one in read):
            raise WriteError(str(path), "it would replace what is read; -o names another folder")
        if not overwrite:
            raise WriteError(str(path), "it exists already; --overwrite replaces it, -o names another folder")


def _exists(path: Path) -> bool:
    """Whether something is there, a dangling link included. Raises `WriteError` for a name that cannot be."""
    try:
        path.lstat()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise WriteError(str(path), (error.strerror or str(error)).lower()) from error
    return True


def _require_folder(folder: Path) -> None:
    """Tries a file without a name in the folder, or in the nearest one above it that exists."""
    existing = next((one for one in (folder, *folder.parents) if os.path.lexists(one)), Path())
    if not existing.is_dir():
        raise WriteError(str(folder), f"{existing} is not a folder; -o names one")
    try:
        with TemporaryFile(dir=existing):
            pass
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise WriteError(str(folder), f"{reason}; -o names another folder") from error


def made_page(choices: PageChoices, audio: Path | str | None, path: Path) -> Page:
    """The page at a path with this audio, a file or an address.

    Raises `AudioError` for audio that is to be embedded and cannot be.
    """
    if choices.embeds_audio and not isinstance(audio, Path):
        reason = "it is an address, and nothing is downloaded" if audio else "it was not found"
        raise AudioError(audio or "the audio", f"cannot be embedded: {reason}; --audio names a file")
    if choices.embeds_audio and isinstance(audio, Path):
        href: str | None = embedded_audio(audio)
    else:
        href = choices.audio_url or (href_between(path, audio) if isinstance(audio, Path) else audio)
    return Page(audio_href=href, template=choices.template, has_schema_org=choices.has_schema_org)


def href_between(page: Path, audio: Path) -> str | None:
    """The audio's path as seen from the page's folder; ``None`` where there is no relative way (another drive).

    Symbolic links stay what they are: the page may be published with a link beside it that leads elsewhere here.
    """
    try:
        relative = Path(os.path.relpath(audio, page.parent)).as_posix()
    except ValueError:
        return None
    # "./" before a name that would else be read as an address with a scheme or a host: "http:notes.mp3".
    is_plain = relative.startswith("../") or not set(relative) & set(":\\")
    return relative if is_plain else f"./{relative}"
