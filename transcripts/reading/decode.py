"""Bytes to text: encodings, line ends, and characters that are no part of a word."""

import codecs
import re

from transcripts.errors import TranscriptError
from transcripts.reading.document import Source

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LINE_END = re.compile("\r\n|[\r\u2028\u2029\x85]")
_PAGE_BREAK = re.compile("[\x0b\x0c]")
# Soft hyphens, zero-width spaces, joiners' marks and control characters are invisible and would split words.
_INVISIBLE = re.compile("[\xad\u200b\u200e\u200f\u2060\ufeff\x00-\x08\x0e-\x1f\x7f-\x9f]")
ZIP = b"PK\x03\x04"
_MAGIC = (
    (b"%PDF", "a PDF", "save its text as .txt"),
    (b"\xd0\xcf\x11\xe0", "an old office document (.doc)", "save it as plain text (.txt)"),
    (b"ID3", "audio", "give the transcript here and the recording as AUDIO"),
    (b"RIFF", "audio", "give the transcript here and the recording as AUDIO"),
    (b"OggS", "audio", "give the transcript here and the recording as AUDIO"),
    (b"fLaC", "audio", "give the transcript here and the recording as AUDIO"),
    (b"\x1a\x45\xdf\xa3", "a video", "give the transcript here and the recording as AUDIO"),
    (b"\x89PNG", "an image", "give the text itself as .txt"),
    (b"\xff\xd8\xff", "an image", "give the text itself as .txt"),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
)


def source_of(data: bytes, name: str) -> Source:
    """A file's bytes as a source; without text where they are a zip archive, which may be a document.

    Raises `TranscriptError` for bytes that hold neither.
    """
    return Source(name=name, text="" if data.startswith(ZIP) else decode(data, name), data=data)


def decode(data: bytes, source: str) -> str:
    """The text of a file's bytes, see `tidy`. Raises `TranscriptError` for bytes that hold no text."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return tidy(data[len(mark) :].decode(encoding, errors="replace"))
    _refuse_binary(data, source)
    encoding = _utf16_without_bom(data) or "utf-8"
    try:
        return tidy(data.decode(encoding))
    except UnicodeDecodeError:
        return tidy(_decode_legacy(data, source))


def tidy(text: str) -> str:
    r"""The text with ``\n`` line ends and without invisible characters."""
    return _INVISIBLE.sub("", _PAGE_BREAK.sub("\n", _LINE_END.sub("\n", text)))


def _refuse_binary(data: bytes, source: str) -> None:
    for magic, kind, advice in _MAGIC:
        if data.startswith(magic):
            raise TranscriptError(source, None, f"this is {kind}, which cannot be read yet as a transcript; {advice}")
    if data[4:8] == b"ftyp":
        raise TranscriptError(source, None, "this is audio or video, not a transcript; give the recording as AUDIO")


def _utf16_without_bom(data: bytes) -> str | None:
    """Latin text in UTF-16 has a zero in nearly every other byte."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < 2:
        return None
    if sample[1::2].count(0) > 0.7 * half and sample[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _decode_legacy(data: bytes, source: str) -> str:
    from charset_normalizer import from_bytes

    sample = data[:65536]
    control = sum(byte < 9 or 13 < byte < 32 for byte in sample)
    if control > 0.02 * len(sample):
        raise TranscriptError(
            source, None, "this is a binary file, which cannot be read yet; give the transcript as plain text"
        )
    # Of single-byte encodings that all decode, the Western one is by far the likeliest to be published.
    western = _decoded(data, "cp1252")
    if western is not None and _is_western(western):
        return western
    best = from_bytes(data).best()
    return str(best) if best is not None else data.decode("latin-1")


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_western(text: str) -> bool:
    """Whether the characters beyond ASCII are few, as in Western words, and not those of another script."""
    letters = [char for char in text if char.isalpha()]
    return sum(ord(char) > 127 for char in letters) <= 0.4 * len(letters)
