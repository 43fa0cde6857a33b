"""What an element adds to the style of the text in it, and whether it may be furniture."""

import re
from dataclasses import replace

from transcripts.reading.document import Mark
from transcripts.reading.html.blocks import Style, Suspect
from transcripts.reading.html.parsing import Element
from transcripts.reading.html.times import seeks, time_of_element
from transcripts.reading.html.vocabulary import (
    BLOCKS,
    CELLS,
    CLOCK_WORDS,
    FURNITURE_ROLES,
    FURNITURE_TAGS,
    FURNITURE_WORDS,
    HEADINGS,
    INLINE,
    NAME_WORDS,
    NO_TEXT,
    PERHAPS_ROLES,
    PERHAPS_TAGS,
    PERHAPS_WORDS,
    STANDS_OUT,
    VOICE_WORDS,
    words_in,
)

_HEAVY = re.compile(r"font-weight\s{0,3}:\s{0,3}(?:bold|[6-9]00)|font-style\s{0,3}:\s{0,3}(?:italic|oblique)", re.I)
_LIGHT = re.compile(r"font-weight\s{0,3}:\s{0,3}(?:normal|[1-4]00)", re.I)
_COLOUR = re.compile(r"(?:^|[;\s])color\s{0,3}:\s{0,3}([#\w(),. %]{1,40})", re.I)
_KEEPS_LINES = re.compile(r"white-space\s{0,3}:\s{0,3}(?:pre|break-spaces)", re.I)
_IS_BLOCK = re.compile(r"display\s{0,3}:\s{0,3}(?:block|flex|grid|table|list-item)", re.I)
_DIGITS = re.compile(r"\d+")
_SUSPECT_TAGS = FURNITURE_TAGS | PERHAPS_TAGS
_NEVER_IN_TURNS = frozenset(("form", "dialog", "label", "legend", "figcaption", "fieldset"))
_NEVER_SUSPECT = frozenset(("html", "body", "main", "article", "br", "hr"))


def begins_block(element: Element, around: str) -> bool:
    """Whether an element begins a line of its own; ``around`` is the tag of the element that it stands in."""
    if element.tag in BLOCKS:
        return element.tag != "button" or (around not in INLINE and around != "p")
    return "style" in element.attributes and _IS_BLOCK.search(element.get("style")) is not None


def is_row(element: Element) -> bool:
    return element.tag == "tr" or element.get("role") == "row"


def is_cell(element: Element) -> bool:
    return element.tag in CELLS or element.get("role") in ("cell", "gridcell", "rowheader", "columnheader")


def style_in(element: Element, around: Style) -> Style:
    """The style of text in an element that stands in text of the style ``around``. Rows and cells are left to it."""
    style = _of_tag(element, around)
    return _of_attributes(element, style) if element.attributes or element.tag == "time" else style


def suspicion(element: Element) -> Suspect | None:
    """Why an element may be furniture."""
    if not element.attributes and element.tag not in _SUSPECT_TAGS:
        return None
    if element.tag in _NEVER_SUSPECT or element.get("role") == "main":
        return None
    words = words_in(f"{element.get('class')} {element.get('id')}")
    if words & VOICE_WORDS:
        return None
    role = element.get("role")
    is_sure = element.tag in FURNITURE_TAGS or role in FURNITURE_ROLES or bool(words & FURNITURE_WORDS)
    if is_sure or element.tag in PERHAPS_TAGS or role in PERHAPS_ROLES or words & PERHAPS_WORDS:
        look = element.get("class") if element.tag not in _NEVER_IN_TURNS else str(element.order)
        return Suspect(kind=f"{element.tag} {look}", is_sure=is_sure)
    return None


def _of_tag(element: Element, around: Style) -> Style:
    tag = element.tag
    if tag in STANDS_OUT:
        around = replace(around, stands_out=True)
    if tag in HEADINGS:
        return replace(around, mark=Mark.HEADING)
    if tag == "li":
        return replace(around, mark=Mark.LIST, item=element.order)
    if tag in ("pre", "textarea"):
        return replace(around, is_kept=True)
    if tag == "cite":
        return replace(around, voice="cite")
    if tag == "dt":
        return replace(around, voice=f"dt {element.parent}")
    if tag in NO_TEXT or (tag == "template" and not element.get("shadowrootmode")):
        return replace(around, is_silent=True)
    return around


def _of_attributes(element: Element, style: Style) -> Style:
    style = _of_css(element, style)
    if element.tag == "a" and (href := element.get("href")):
        is_outward = not href.startswith(("#", "javascript:")) and not seeks(element)
        style = replace(style, is_link=is_outward)
    if element.get("role") == "heading":
        style = replace(style, mark=Mark.HEADING)
    words = words_in(element.get("class"))
    if words & VOICE_WORDS or (words & NAME_WORDS and element.tag not in ("body", "article", "section")):
        style = replace(style, stands_out=True, voice=_DIGITS.sub("", f"class {element.get('class')}"))
    if _is_clock(element, words):
        style = replace(style, clock=element.order)
    return style


def _of_css(element: Element, style: Style) -> Style:
    css = element.get("style")
    if not css and element.tag != "font":
        return style
    if _HEAVY.search(css):
        style = replace(style, stands_out=True)
    elif _LIGHT.search(css):
        style = replace(style, stands_out=False)
    if _KEEPS_LINES.search(css):
        style = replace(style, is_kept=True)
    found = _COLOUR.search(css)
    colour = found.group(1) if found else element.get("color")
    return replace(style, colour=colour.strip().lower()) if colour else style


def _is_clock(element: Element, words: frozenset[str]) -> bool:
    return element.tag == "time" or bool(words & CLOCK_WORDS) or seeks(element) or time_of_element(element) is not None
