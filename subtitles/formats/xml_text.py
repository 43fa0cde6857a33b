"""Which text XML and HTML hold."""

import re

from subtitles.formats.base import REPLACEMENT

# https://www.w3.org/TR/xml/#charsets
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def writable(text: str) -> str:
    """The text with the control characters that XML forbids replaced."""
    return _NO_XML.sub(REPLACEMENT, text)
