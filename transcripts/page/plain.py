"""Text as a page may hold it: no characters that HTML forbids, and none that turn the text around them."""

import re

# Overrides show letters in another order than they are read, and serve no transcript.
_OVERRIDES = "\u202d\u202e"
# HTML forbids controls, surrogates and noncharacters ("in a text node", WHATWG HTML 13.2 and Infra 4.5).
_FORBIDDEN = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff{_OVERRIDES}]"
    "|[" + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)) + "]"
)
_SPACES = re.compile("[\x0b\x0c\x1c-\x1f\x85]")  # those that part words, as Word's line break within a paragraph does
_SURROGATES = re.compile("[\ud800-\udfff]")
_TURNING = re.compile("[\u202a\u202b\u202c\u2066-\u2069]")
_EMBEDDING, _ISOLATING = "\u202c", "\u2069"  # what ends an embedding, and an isolate


def plain(text: str) -> str:
    """The text without forbidden characters; embeddings and isolates (UAX #9) that it opens end with it.

    Those that are white space are spaces.
    """
    if text.isascii() and text.isprintable():
        return text
    return _closed(_SURROGATES.sub("\ufffd", _FORBIDDEN.sub("", _SPACES.sub(" ", text))))


def _closed(text: str) -> str:
    """With an end for each embedding and isolate, and no end that has no beginning."""
    open_: list[str] = []
    parts = []
    for part in re.split(f"({_TURNING.pattern})", text):
        if part in (_EMBEDDING, _ISOLATING):
            if open_[-1:] == [part]:
                parts.append(open_.pop())
            continue
        if _TURNING.fullmatch(part):
            open_.append(_EMBEDDING if part < _EMBEDDING else _ISOLATING)
        parts.append(part)
    return "".join((*parts, *reversed(open_)))
