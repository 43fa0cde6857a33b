"""The text of a page to its tree of elements, walked without recursion."""

import codecs
import re
from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol

from transcripts.errors import TranscriptError
from transcripts.reading.decode import tidy
from transcripts.reading.document import Source

_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^<>]{0,200}?(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{2,40})", re.I
)
_MOST_ELEMENTS = 500_000  # each word of a recording of two days may be one
_MOST_TAGS = 2 * _MOST_ELEMENTS
_DECLARED_WITHIN = 4096  # bytes; browsers look no further than the first 1024
# Browsers read these as their supersets (WHATWG Encoding Standard).
_SUPERSETS = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932"}
_XHTML = re.compile(r"\s*<\?xml|<!DOCTYPE[^<>]{0,200}XHTML|<html[^<>]{0,400}xmlns", re.IGNORECASE)
# In XHTML such an element may be empty; the parser would take the rest of the page for its text.
_SELF_CLOSED = re.compile(
    r"<(script|style|title|textarea|iframe|noscript|a|div|span|p|b|i|td)\b([^<>]{0,2000})/>", re.IGNORECASE
)


class Element(NamedTuple):
    """``order`` counts the elements in document order, ``parent`` is that of the one around it, -1 for none."""

    order: int
    parent: int
    tag: str
    attributes: Mapping[str, str]
    number: int

    def get(self, name: str) -> str:
        """The attribute, or an empty string."""
        return self.attributes.get(name, "")


class Visitor(Protocol):
    """What is told about the elements and texts of a page, in order. ``number`` is the line of the source."""

    def open(self, element: Element) -> None: ...
    def text(self, text: str, number: int) -> None: ...
    def close(self) -> None: ...


def tree_of(source: Source) -> Any:  # noqa: ANN401 - lxml has no types
    """The tree of a page, as of `lxml.etree`. Raises `TranscriptError` for what cannot be parsed or is too large."""
    from lxml import etree

    text = _declared_text(source)
    if text.count("<") > _MOST_TAGS:  # the parser would need gigabytes for them
        raise _too_many(source.name)
    if _XHTML.search(text[:_DECLARED_WITHIN]):
        text = _SELF_CLOSED.sub(r"<\1\2></\1>", text)
    # Without huge_tree a text of 10 MB ends the page; comments would part the text around them.
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    except etree.ParserError:
        root = None
    except etree.XMLSyntaxError as error:
        line = error.lineno or None
        raise TranscriptError(source.name, line, "cannot be read as HTML; save its text as .txt") from error
    if parser.error_log.filter_from_fatals():
        line = parser.error_log.filter_from_fatals()[0].line
        reason = "its tags are nested too deeply to be a page; copy the text from the browser into a .txt file"
        raise TranscriptError(source.name, line, reason)
    if root is not None and root.xpath("count(//*)") > _MOST_ELEMENTS:
        raise _too_many(source.name)
    return root


def _too_many(name: str) -> TranscriptError:
    reason = f"more than {_MOST_ELEMENTS:,} elements, which no transcript has; copy its text into a .txt file"
    return TranscriptError(name, None, reason)


def walk(root: Any, visitor: Visitor) -> None:  # noqa: ANN401 - lxml has no types
    """Tells the visitor of everything in the tree."""
    from lxml import etree

    around = [(-1, 1)]  # the index and the line of each element
    index = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            number = node.sourceline or 1
            visitor.open(Element(index, around[-1][0], _tag(node.tag), dict(node.items()), number))
            around.append((index, number))
            index += 1
            if text := node.text:
                visitor.text(text, number)
            continue
        visitor.close()
        _, number = around.pop()
        if node is not root and (tail := node.tail):
            visitor.text(tail, number)


def _tag(written: str) -> str:
    return written.rpartition("}")[2].lower()


def _declared_text(source: Source) -> str:
    """The text; decoded as the page declares it where its bytes are at hand and were not plainly of Unicode."""
    declared = _DECLARED.search(source.data[:_DECLARED_WITHIN])
    if declared is None or _is_unicode(source.data):
        return source.text
    try:
        name = codecs.lookup(declared.group(1).decode("ascii")).name
        return tidy(source.data.decode(_SUPERSETS.get(name, name)))
    except (LookupError, UnicodeDecodeError):
        return source.text


def _is_unicode(data: bytes) -> bool:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data[:_DECLARED_WITHIN]:
        return True
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
