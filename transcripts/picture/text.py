"""Text in a picture: what an SVG may hold, and how much room it takes."""

import unicodedata

_FEWEST = 3  # characters of a text that is cut; fewer tell nothing
_RTL = frozenset({"R", "AL"})
_RIGHT_TO_LEFT = "\u200f"  # after an ellipsis: it then stands where such a text goes on, at the left
_REPLACEMENT = "\ufffd"
# Marks that turn the direction of what follows them: a name could show the rest of the picture otherwise than written.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NO_XML = frozenset("\ufffe\uffff")  # with the controls and surrogates: https://www.w3.org/TR/xml/#charsets
_NARROW, _BROAD = frozenset("iIjlftr.,:;'|!()[]‘’·"), frozenset("mwMWQOGD@%—…&")
# Shares of the font's size; on the wide side of what usual sans-serif fonts take.
_NARROW_EM, _USUAL_EM, _BROAD_EM, _CAPITAL_EM, _FULL_EM = 0.36, 0.59, 0.9, 0.73, 1.05


def clean(text: str) -> str:
    """On one line; what XML forbids, controls and marks that turn the direction are shown as U+FFFD."""
    return "".join(_REPLACEMENT if _is_unfit(char) else char for char in " ".join(text.split()))


def _is_unfit(char: str) -> bool:
    return char in _TURNING or char in _NO_XML or unicodedata.category(char) in ("Cc", "Cs")


def text_width(text: str, size: float) -> float:
    """About how wide the text is, in the unit of its size; never much less than it is in usual fonts."""
    return sum(map(_em, text)) * size


def _em(char: str) -> float:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(char) in "WF":
        return _FULL_EM
    if char in _NARROW:
        return _NARROW_EM
    if char in _BROAD:
        return _BROAD_EM
    return _CAPITAL_EM if char.isupper() else _USUAL_EM


def fitted(text: str, room: float, size: float) -> str:
    """As much of the text as has room, with an ellipsis where it is cut; empty where not even a few characters have."""
    if text_width(text, size) <= room:
        return text
    taken, kept = text_width("…", size), 0
    for char in text:
        taken += text_width(char, size)
        if taken > room:
            break
        kept += 1
    if kept < _FEWEST:
        return ""
    return f"{text[:kept].rstrip()}…{_RIGHT_TO_LEFT if unicodedata.bidirectional(text[kept - 1]) in _RTL else ''}"
