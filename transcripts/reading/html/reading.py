"""Pages to documents."""

import email
import email.policy
from dataclasses import replace

from transcripts.errors import TranscriptError
from transcripts.reading.decode import tidy
from transcripts.reading.document import Document, Line, Mark, Source
from transcripts.reading.html.blocks import Block, Page
from transcripts.reading.html.lines import lines_of_blocks
from transcripts.reading.html.main_text import furniture_of
from transcripts.reading.html.metadata import language_of, people_of, title_of
from transcripts.reading.html.parsing import tree_of
from transcripts.reading.html.rows import with_rows
from transcripts.reading.html.sniffing import is_archive
from transcripts.reading.html.walking import page_of

_READINGS = "the readings beside the characters (ruby) are left out: they would be said twice"
_FEWEST_WORDS = 20  # of a page with scripts; what has fewer is filled by them


def read_html(source: Source) -> Document:
    """Every text of a page in order, with what its markup says about it.

    Lines outside the main text are `Mark.FURNITURE`. Scripts, styles and drawings are no text.
    Raises `TranscriptError` for a page that cannot be parsed, and for one whose text is elsewhere.
    """
    source = _unpacked(source) if is_archive(source) else source
    root = tree_of(source)
    if root is None:
        raise TranscriptError(source.name, None, "a page without content; save it again, or copy its text")
    page = page_of(root)
    language = language_of(root)
    blocks = with_rows(page)
    furniture = furniture_of(blocks, page, language)
    lines = lines_of_blocks(blocks, furniture)
    _refuse_empty(source, page, lines)
    return Document(
        kind="html",
        lines=lines,
        language=language,
        title=_heading(blocks, furniture, page) or title_of(root),
        people=people_of(root),
        warnings=(_READINGS,) if "rt" in page.tags else (),
    )


def _unpacked(source: Source) -> Source:
    """The page in an archive of it (``.mht``, ``.mhtml``)."""
    data = source.data or source.text.encode("utf-8", errors="replace")
    for part in email.message_from_bytes(data, policy=email.policy.default).walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            content = payload if isinstance(payload, bytes) else b""
            text = content.decode(part.get_content_charset("utf-8"), errors="replace")
            return replace(source, text=tidy(text), data=b"")
    raise TranscriptError(source.name, None, "an archive without a page; copy the text from the browser")


def _refuse_empty(source: Source, page: Page, lines: tuple[Line, ...]) -> None:
    words = sum(len(line.text.split()) for line in lines if line.mark is not Mark.FURNITURE)
    if "frame" in page.tags and words < _FEWEST_WORDS:
        reason = "only the frames of a page, without their content; open the frame with the transcript and save that"
        raise TranscriptError(source.name, None, reason)
    if words < (_FEWEST_WORDS if "noscript" in page.tags else 1) and "script" in page.tags:
        reason = (
            "the text of this page is put in by scripts and not in the file; copy it from the browser into a .txt file"
        )
        raise TranscriptError(source.name, None, reason)
    if not lines:
        raise TranscriptError(source.name, None, "no text on this page; save it again, or copy its text")


def _heading(blocks: tuple[Block, ...], furniture: tuple[bool, ...], page: Page) -> str | None:
    """The first heading of the first rank in the main text."""
    for block, is_bad in zip(blocks, furniture, strict=True):
        if is_bad or block.style.mark is not Mark.HEADING:
            continue
        element = block.element
        while element >= 0 and page.tags[element] not in ("h1", "h2", "body"):
            element = page.parents[element]
        if element >= 0 and page.tags[element] == "h1":
            return block.text
    return None
