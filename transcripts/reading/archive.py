"""Documents that are zip archives of XML: their parts, within bounds, and what an archive is by what it holds."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import Protocol
from xml.parsers import expat

from transcripts.errors import TranscriptError
from transcripts.reading.document import Source

# Of all parts that are read.
_MOST_UNPACKED = 32_000_000  # bytes; ten hours of speech, every word in a run of its own, are about half of it
_MOST_TAGS = 1_200_000  # beginning or ending an element
_MOST_ENTRIES = 10_000
_DIRECTORY_ENTRY = b"PK\x01\x02"
# OPC and ODF allow no other methods, and of others the library does not bound what a step unpacks.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    RuntimeError,
    OverflowError,
)


class Handler(Protocol):
    """What takes in a part. Names are ``prefix:name`` as of the reader's table, attributes have no prefix."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def text(self, text: str) -> None: ...


class Archive:
    """The parts of an archive by name. Its methods raise `TranscriptError` where it is damaged, locked or a bomb."""

    def __init__(self, source: Source) -> None:
        self._name = source.name
        # Counted before the library makes an object of each.
        if source.data.count(_DIRECTORY_ENTRY) > _MOST_ENTRIES:
            raise self._refused(f"it is an archive of more than {_MOST_ENTRIES:,} files, no document")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(source.data))
        except _DAMAGED as error:
            raise self._refused("the file is damaged or incomplete; download or save it again") from error
        self.names = tuple(self._zip.namelist())
        self._unpacked, self._tags = 0, 0

    def parse(self, part: str, prefixes: Mapping[str, str], handler: Handler) -> None:
        """Sends the XML of a part to a handler. ``prefixes`` are those of namespaces by the ends of their URIs."""
        data = self.read(part)
        self._tags += data.count(b"<")
        if self._tags > _MOST_TAGS:
            raise self._refused(f"its {part} has more than {_MOST_TAGS:,} tags, too much for a transcript")
        parser = _Parser(self._name, part, prefixes, handler)
        try:
            parser.parse(data)
        except (expat.ExpatError, LookupError, ValueError) as error:
            raise self._refused(f"its {part} is damaged ({error}); save it again, or as plain text") from error

    def read(self, part: str) -> bytes:
        """The bytes of a part."""
        try:
            entry = self._zip.getinfo(part)
            if entry.flag_bits & _ENCRYPTED:
                raise self._refused("it is locked by a password; save it without one")
            if entry.compress_type not in _METHODS:
                raise self._refused(f"its {part} is packed in an unknown way; save it again, or as plain text")
            self._unpacked += entry.file_size
            if self._unpacked > _MOST_UNPACKED:
                raise self._refused(f"its {part} unpacks to {entry.file_size:,} bytes, too much for a transcript")
            # A false size is a wrong checksum. Without a number the library unpacks all before it looks at the size.
            with self._zip.open(entry) as packed:
                return packed.read(entry.file_size + 1)
        except _DAMAGED as error:
            raise self._refused(f"its {part} is damaged; download or save it again") from error

    def _refused(self, reason: str) -> TranscriptError:
        return TranscriptError(self._name, None, reason)


class _Parser:
    """Expat with bounds. It has no recursion, and what declares entities is refused."""

    def __init__(self, source: str, part: str, prefixes: Mapping[str, str], handler: Handler) -> None:
        self._source, self._part, self._prefixes, self._handler = source, part, prefixes, handler
        self._names: dict[str, str] = {}

    def parse(self, data: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._handler.text
        is_all = True  # expat before 2.6 reads a long tag anew for every chunk
        parser.Parse(data, is_all)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = {key[key.rfind(" ") + 1 :]: attributes[key] for key in attributes} if attributes else attributes
        self._handler.start(self._names.get(name) or self._shortened(name), local)

    def _end(self, name: str) -> None:
        self._handler.end(self._names[name])

    def _shortened(self, name: str) -> str:
        uri, _, local = name.rpartition(" ")
        prefix = next((prefix for end, prefix in self._prefixes.items() if uri.endswith(end)), "other")
        self._names[name] = f"{prefix}:{local}"
        return self._names[name]

    def _refuse_doctype(self, *_declaration: object) -> None:
        raise TranscriptError(self._source, None, f"its {self._part} declares entities, as no document does")
