"""The kinds of text that can be told apart. A new kind is one module and one line of `READERS`."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

from transcripts.errors import TranscriptError
from transcripts.model import Transcript
from transcripts.reading.press import read_press

Read = Callable[[str, str, str | None], Transcript]

_CUE_TIMES = re.compile(r"^\d{1,3}:\d{2}:\d{2}[,.]\d{3}\s*-->\s*\d{1,3}:\d{2}:\d{2}[,.]\d{3}", re.MULTILINE)
_HTML = re.compile(r"<(?:!doctype html|html|head|body|div|p|article|section|cite)\b", re.IGNORECASE)
_HEAD_CHARS = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One kind of text: how it is recognised, and what reads it.

    ``read`` takes the text, the name of its source, and its language where the user names it.
    """

    name: str
    sniff: Callable[[str], bool]
    read: Read


def reader_for(text: str) -> Reader:
    """The first reader of the table that recognises the text; the last one takes every text."""
    return next(reader for reader in READERS if reader.sniff(text))


def _is_webvtt(text: str) -> bool:
    return text.lstrip().startswith("WEBVTT")


def _is_subrip(text: str) -> bool:
    return _CUE_TIMES.search(text, 0, _HEAD_CHARS) is not None


def _is_html(text: str) -> bool:
    return _HTML.search(text, 0, _HEAD_CHARS) is not None


def _is_json(text: str) -> bool:
    start = text[:_HEAD_CHARS].split()[:2]
    return "".join(start).startswith(('{"', '[{"'))


def _is_rtf(text: str) -> bool:
    return text.startswith("{\\rtf")


def _refuse(kind: str) -> Read:
    def read(_text: str, source: str, _language: str | None) -> NoReturn:
        raise TranscriptError(source, None, f"this is {kind}, which cannot be read yet; save it as plain text (.txt)")

    return read


READERS: tuple[Reader, ...] = (
    Reader(name="webvtt", sniff=_is_webvtt, read=_refuse("WebVTT captions")),
    Reader(name="subrip", sniff=_is_subrip, read=_refuse("SubRip captions")),
    Reader(name="html", sniff=_is_html, read=_refuse("HTML")),
    Reader(name="json", sniff=_is_json, read=_refuse("JSON")),
    Reader(name="rtf", sniff=_is_rtf, read=_refuse("rich text")),
    Reader(name="text", sniff=lambda _text: True, read=read_press),
)
