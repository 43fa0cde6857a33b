"""XML as a series of events, safe for the files of strangers.

Straight on expat: it keeps its stack on the heap, tells lines, fetches nothing, and a tree of elements is not needed.
Entities are refused where they are declared, so that none can be expanded.
"""

import html
import re
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Protocol

from transcripts.errors import TranscriptError

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

_STRAY = re.compile(r"&(?!#?\w{1,32};)")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]{1,31};")
_TAG = re.compile(r"<(?:[A-Za-z_][\w.-]{0,60}:)?([A-Za-z_][\w.-]{0,60})[\s/>]")
_SUBSET_END = re.compile(r"\]\s{0,99}>")
_MOST_BEFORE_ROOT = 50  # comments and declarations
_CUT_OFF = frozenset((3, 5, 20))  # expat's codes: no element found, unclosed token, unclosed CDATA section


class Listener(Protocol):
    """What is told of the events, in order. Names are without their prefixes."""

    def start(self, name: str, attributes: Mapping[str, str], line: int) -> None:
        """An element begins at a 1-based line."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Text within the element that began last and has not ended."""


def root_name(text: str) -> str | None:
    """The name of the first element, without its prefix; ``None`` where the text does not begin as XML does."""
    at = 0
    for _ in range(_MOST_BEFORE_ROOT):
        while text[at : at + 1].isspace():
            at += 1
        if text.startswith("<?", at):
            at = _after(text, "?>", at)
        elif text.startswith("<!--", at):
            at = _after(text, "-->", at)
        elif text.startswith("<!", at):
            at = _after_doctype(text, at)
        else:
            found = _TAG.match(text, at)
            return found[1] if found else None
    return None


def _after(text: str, mark: str, at: int) -> int:
    end = text.find(mark, at)
    return len(text) if end < 0 else end + len(mark)


def _after_doctype(text: str, at: int) -> int:
    end = _after(text, ">", at)
    subset = text.find("[", at, end)
    if subset < 0:
        return end
    found = _SUBSET_END.search(text, subset)
    return found.end() if found else len(text)


def parse_xml(text: str, listener: Listener, source: str) -> int | None:
    """Tell the listener of all events. The 1-based line at which the text is cut off, ``None`` where it is whole.

    Ampersands that escape nothing and the characters that HTML has names for are read as meant.
    Raises `TranscriptError` for XML that is broken, and for any that declares entities.
    """
    from xml.parsers import expat

    body = text.lstrip()
    above = text.count("\n", 0, len(text) - len(body))
    parser = expat.ParserCreate("utf-8")
    _connect(parser, listener, source, above)
    try:
        parser.ParseFile(BytesIO(_with_plain_references(body).encode("utf-8", "replace")))
    except expat.ExpatError as error:
        parser.buffer_text = False  # hands out the text that was read last
        line = above + error.lineno
        if error.code in _CUT_OFF:
            return line
        what = expat.ErrorString(error.code)
        raise TranscriptError(source, line, f"the XML is broken here ({what}); repair or export it again") from error
    return None


def _connect(parser: "XMLParserType", listener: Listener, source: str, above: int) -> None:
    """Let the parser tell the listener; ``above`` counts the lines that it does not see."""

    def refuse(*_declaration: object) -> None:
        line = above + parser.CurrentLineNumber
        raise TranscriptError(source, line, "this XML declares entities, which is not safe to read; remove its DOCTYPE")

    def start(name: str, attributes: dict[str, str]) -> None:
        local = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        listener.start(name.rpartition(":")[2], local, above + parser.CurrentLineNumber)

    parser.buffer_text = True
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: listener.end(name.rpartition(":")[2])
    parser.CharacterDataHandler = listener.text


def first_stray(text: str) -> int | None:
    """The 1-based line of the first ampersand that escapes nothing XML knows, ``None`` where there is none."""
    if "&" not in text or "<![CDATA[" in text:
        return None
    found = min((match.start() for pattern in (_STRAY, _NAMED) if (match := pattern.search(text))), default=None)
    return None if found is None else text.count("\n", 0, found) + 1


def _with_plain_references(text: str) -> str:
    if "&" not in text or "<![CDATA[" in text:
        return text
    named = _NAMED.sub(lambda found: html.escape(html.unescape(found.group())), text)
    return _STRAY.sub("&amp;", named)
