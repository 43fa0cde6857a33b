"""Writing files so that a killed run leaves the old ones or the new ones, never half of one."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

from transcripts.errors import WriteError


def write_files(files: Mapping[Path, str | bytes]) -> None:
    """Write texts as UTF-8 and bytes as they are: all under temporary names in their folders first, then renamed.

    What a symbolic link points to is replaced, not the link.

    Raises:
        WriteError: a file cannot be written; then none of them was changed, unless a rename itself failed.
    """
    temporary = {path: _beside(Path(os.path.realpath(path))) for path in files}
    try:
        for path, content in files.items():
            _write(temporary[path], path, content)
        for path, part in temporary.items():
            _rename(part, path)
    finally:
        for part in temporary.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)


@contextmanager
def new_folders(wanted: Iterable[Path]) -> Iterator[None]:
    """Makes the folders that do not exist, and takes back those it made when the block fails.

    Raises:
        WriteError: a folder cannot be made.
    """
    made: list[Path] = []
    try:
        for folder in dict.fromkeys(wanted):
            _make(folder, made)
        yield
    except BaseException:
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()
        raise


def _beside(path: Path) -> Path:
    """A name of its own, and a short one: the file's name may be as long as the system takes."""
    return path.with_name(f".{token_hex(8)}.part")


def _make(folder: Path, made: list[Path]) -> None:
    missing = [one for one in (folder, *folder.parents) if not os.path.lexists(one)]
    try:
        for one in reversed(missing):
            one.mkdir(exist_ok=True)
            made.append(one)
    except OSError as error:
        raise WriteError(str(folder), _reason(error)) from error


def _write(temporary: Path, path: Path, content: str | bytes) -> None:
    try:
        temporary.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    except (OSError, UnicodeEncodeError) as error:
        raise WriteError(str(path), _reason(error)) from error


def _rename(temporary: Path, path: Path) -> None:
    try:
        temporary.replace(os.path.realpath(path))
    except OSError as error:
        raise WriteError(str(path), _reason(error)) from error


def _reason(error: OSError | UnicodeEncodeError) -> str:
    return (error.strerror or str(error)).lower() if isinstance(error, OSError) else str(error)
