"""The picture as pixels."""

import re
from html import unescape

from transcripts.errors import WriteError

_FAMILIES = "'Helvetica Neue', Arial, 'Liberation Sans', 'Noto Sans', 'DejaVu Sans', 'Segoe UI', sans-serif"
_PROBE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40">'
    f'<text x="4" y="30" font-size="24" font-family="{_FAMILIES}">{{}}</text></svg>'
)
_NO_LETTER = "\U0010fffd"  # for private use: no font has it
_MOST_LETTERS = 100  # some 5 ms each
_DRAWN = re.compile("<text[^>]*>([^<]*)<")


def to_png(svg: str) -> bytes:
    """The picture in its own size.

    Raises:
        WriteError: this system has no font to write its text in, or the picture is no SVG.
    """
    if _probe("") == _probe("Mn"):  # the renderer leaves text out then, and says nothing
        reason = "no font was found for its text; install one (DejaVu Sans, Liberation Sans …) or name an .svg file"
        raise WriteError("a PNG picture", reason)
    from resvg_py import svg_to_bytes

    try:
        return bytes(svg_to_bytes(svg_string=svg))
    except ValueError as error:
        raise WriteError("a PNG picture", str(error)) from error


def letters_without_font(svg: str) -> str:
    """The letters of a picture, each once, that no font of this system has: a PNG shows boxes for them."""
    drawn = {char for found in _DRAWN.finditer(svg) for char in unescape(found[1]) if char.isalpha()}
    letters = sorted(char for char in drawn if not char.isascii())[:_MOST_LETTERS]
    box = _probe(_NO_LETTER)
    return "".join(char for char in letters if _probe(char) == box)


def _probe(letters: str) -> bytes:
    """A small picture of letters that need no escaping."""
    from resvg_py import svg_to_bytes

    return bytes(svg_to_bytes(svg_string=_PROBE.format(letters)))
