"""Standard input and output."""

import json
import re
import sys

import click


def read_input(most_bytes: int = -1) -> bytes:
    """All of standard input, or so many bytes of it. Raises `click.UsageError` when it is closed."""
    if sys.stdin is None:
        raise click.UsageError("standard input is closed; name a file instead of -")
    return sys.stdin.buffer.read(most_bytes)


def one_line(message: str) -> str:
    """Without line breaks, and with control characters (of a file's name) as escapes."""
    flat = re.sub(r"\s*[\r\n]+\s*", " ", message.rstrip())
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in flat)


def write_data(text: str) -> None:
    """Text for programs: UTF-8 whatever the terminal's encoding, and line ends as they are."""
    if sys.stdout is None:
        return
    sys.stdout.flush()
    # The only characters UTF-8 lacks are lone surrogates, in file names; their escapes are what JSON wants.
    sys.stdout.buffer.write(text.encode("utf-8", errors="backslashreplace"))
    sys.stdout.buffer.flush()


def write_json(document: object) -> None:
    """One JSON document."""
    write_data(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
