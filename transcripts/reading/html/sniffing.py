"""Tells pages and fragments of HTML from plain text that holds a tag or two, and from other languages of markup."""

import re

from transcripts.reading.document import Source
from transcripts.reading.html.vocabulary import BLOCKS, INLINE

_LOOKED_AT = 65_536  # characters
_FIRST_TAG = re.compile(r"<([a-z][a-z0-9:-]{0,30})(?=[\s/>])", re.IGNORECASE)
_SKIPPED = (("<!--", "-->"), ("<?", ">"), ("<!doctype", ">"))
_DOCTYPE = re.compile(r"<!doctype\s{1,9}html\b", re.IGNORECASE)
_PAGE = re.compile(r"<(?:html|body)(?:\s[^<>]{0,2000})?>", re.IGNORECASE)
_BLOCK = re.compile(
    r"<(?:/(?:p|div|li|ul|ol|td|tr|table|dl|dd|dt|h[1-6]|cite|section|article|details|blockquote|pre|center)|br|p)"
    r"(?:[\s/][^<>]{0,500})?>",
    re.IGNORECASE,
)
_PAGE_TAGS = frozenset(("html", "head", "body", "frameset"))
_TAGS = (BLOCKS | INLINE | _PAGE_TAGS | {"title", "meta", "link", "script", "style", "base"}) - {"tt"}  # that of TTML
_LEAST_BLOCKS = 3
_LEAST_SHARE = 0.3  # of the lines


def is_html(source: Source) -> bool:
    """Whether a source is a page, a fragment of one, or an archive of one, by its content."""
    text = source.text[:_LOOKED_AT]
    start = _after_prolog(text)
    first = _FIRST_TAG.match(text, start)
    if _DOCTYPE.search(text, 0, start) or (first and first.group(1).lower() in _PAGE_TAGS):
        return True
    if first:
        return first.group(1).lower() in _TAGS and (_is_all_markup(text) or _is_laid_out(text))
    return is_archive(source) or _is_laid_out(text)


def is_archive(source: Source) -> bool:
    """Whether a source is a page with its images in one file (``.mht``, ``.mhtml``)."""
    head = source.text[:4096].lower()
    return "mime-version:" in head and "multipart/related" in head and "text/html" in source.text[:_LOOKED_AT].lower()


def _after_prolog(text: str) -> int:
    """Where the first element or text begins: after declarations and comments."""
    at = len(text) - len(text.lstrip())
    while skipped := next((ends for ends in _SKIPPED if text[at : at + 9].lower().startswith(ends[0])), None):
        end = text.find(skipped[1], at)
        if end < 0:
            return at
        at = end + len(skipped[1])
        at += len(text[at:]) - len(text[at:].lstrip())
    return at


def _is_all_markup(text: str) -> bool:
    """Whether a text that begins with a tag is a page, or ends with a tag too."""
    return _PAGE.search(text) is not None or (text.rstrip().endswith(">") and _BLOCK.search(text) is not None)


def _is_laid_out(text: str) -> bool:
    """Whether tags of blocks are how a text is laid out."""
    blocks = len(_BLOCK.findall(text))
    lines = sum(bool(line.strip()) for line in text.split("\n"))
    return blocks >= _LEAST_BLOCKS and blocks >= _LEAST_SHARE * lines
