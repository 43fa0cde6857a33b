"""Writing files so that a killed run leaves the old ones or the new ones, never half of one."""

import os
from collections.abc import Mapping
from pathlib import Path

from transcripts.errors import WriteError


def write_files(files: Mapping[Path, str]) -> None:
    """Write texts as UTF-8: all under temporary names in their folders first, then renamed.

    Raises:
        WriteError: a file cannot be written; then none of them was changed, unless a rename itself failed.
    """
    finished: dict[Path, Path] = {}
    try:
        for path, text in files.items():
            temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
            finished[path] = temporary
            _write(temporary, path, text)
        for path, temporary in finished.items():
            _rename(temporary, path)
    finally:
        for temporary in finished.values():
            temporary.unlink(missing_ok=True)


def _write(temporary: Path, path: Path, text: str) -> None:
    try:
        temporary.write_bytes(text.encode("utf-8"))
    except (OSError, UnicodeEncodeError) as error:
        raise WriteError(str(path), _reason(error)) from error


def _rename(temporary: Path, path: Path) -> None:
    try:
        temporary.replace(path)
    except OSError as error:
        raise WriteError(str(path), _reason(error)) from error


def _reason(error: OSError | UnicodeEncodeError) -> str:
    return (error.strerror or str(error)).lower() if isinstance(error, OSError) else str(error)
