"""The audio and the captions of a page: their addresses, as they may stand in it, or themselves as ``data:`` URLs."""

import base64
import re
from pathlib import Path
from urllib.parse import quote

from transcripts.errors import AudioError

# Browsers drop white space and control characters in and before a scheme: "java\nscript:" runs as well.
_DROPPED = re.compile(r"[\x00-\x20\x7f]+")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_REFUSED = frozenset({"blob", "data", "file", "javascript", "vbscript"})
_EMBEDDED = re.compile(r"data:audio/[a-z0-9.+-]+;base64,[A-Za-z0-9+/]+=*")
# What today's browsers play, by the suffix of the file (MDN, "Media container formats").
_TYPES = {
    ".aac": "audio/aac",
    ".flac": "audio/flac",
    ".m4a": "audio/mp4",
    ".m4b": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".mp4": "audio/mp4",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".wav": "audio/wav",
    ".webm": "audio/webm",
}


def audio_address(href: str) -> str:
    """``href`` as a URL that means the same file: a relative path percent-encoded, an http(s) URL kept.

    What `embedded_audio` made stays as it is. Raises `ValueError` for an empty address and for every other kind of
    URL. A colon alone does not make a URL: ``Part 2: Home.mp3`` is a file.
    """
    if _EMBEDDED.fullmatch(href):
        return href
    bare = _DROPPED.sub("", href)
    match = _SCHEME.match(bare)
    scheme = match[1].lower() if match else ""
    if not bare or scheme in _REFUSED or bare.replace("\\", "/").startswith("//"):
        raise ValueError(f"not a relative path or an http address of audio: {href[:80]!r}")
    if scheme in {"http", "https"}:
        return quote(bare, safe="%/:?#[]@!$&'()*+,;=~")
    return quote(href, safe="/", errors="surrogateescape")


def embedded_audio(path: Path) -> str:
    """The bytes of an audio file as a ``data:`` URL, a third longer than they are.

    Raises `AudioError` for a file that cannot be read, or of a kind that browsers do not play.
    """
    media_type = _TYPES.get(path.suffix.casefold())
    if media_type is None:
        kinds = ", ".join(suffix.removeprefix(".") for suffix in _TYPES)
        raise AudioError(str(path), f"browsers do not play this kind; convert it to one of {kinds} to embed it")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise AudioError(str(path), (error.strerror or str(error)).lower()) from error
    if not content:
        raise AudioError(str(path), "the file is empty")
    return _data_url(media_type, content)


def embedded_captions(webvtt: str) -> str:
    """The text of a WebVTT file as a ``data:`` URL. Browsers load no captions from beside a page on a disk."""
    return _data_url("text/vtt", webvtt.encode("utf-8"))


def _data_url(media_type: str, content: bytes) -> str:
    return f"data:{media_type};base64,{base64.b64encode(content).decode('ascii')}"
