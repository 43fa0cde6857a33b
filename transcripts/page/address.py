"""The address of the audio, as it may stand in a page."""

import re
from urllib.parse import quote

# Browsers drop white space and control characters in and before a scheme: "java\nscript:" runs as well.
_DROPPED = re.compile(r"[\x00-\x20\x7f]+")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_REFUSED = frozenset({"blob", "data", "file", "javascript", "vbscript"})


def audio_address(href: str) -> str:
    """``href`` as a URL that means the same file: a relative path percent-encoded, an http(s) URL kept.

    Raises `ValueError` for an empty address and for every other kind of URL. A colon alone does not make a URL:
    ``Part 2: Home.mp3`` is a file.
    """
    bare = _DROPPED.sub("", href)
    match = _SCHEME.match(bare)
    scheme = match[1].lower() if match else ""
    if not bare or scheme in _REFUSED or bare.replace("\\", "/").startswith("//"):
        raise ValueError(f"not a relative path or an http address of audio: {href!r}")
    if scheme in {"http", "https"}:
        return quote(bare, safe="%/:?#[]@!$&'()*+,;=~")
    return quote(href, safe="/", errors="surrogateescape")
