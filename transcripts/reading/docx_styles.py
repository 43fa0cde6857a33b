"""The styles of Word documents: what is set off, what is a heading, and the language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from transcripts.reading.archive import Archive
from transcripts.reading.document import Mark

PREFIXES = {
    "/wordprocessingml/2006/main": "w",
    "/wordprocessingml/main": "w",  # strict
    "/markup-compatibility/2006": "mc",
    "/2006/math": "m",
    "/dc/elements/1.1/": "dc",
}
# Deleted text, instructions of fields, former formats, readings above characters, and the second of two versions.
SKIPPED = frozenset(
    {
        "w:del",
        "w:moveFrom",
        "w:instrText",
        "w:delInstrText",
        "w:rPrChange",
        "w:pPrChange",
        "w:sdtPr",
        "w:rt",
        "w:sectPr",
        "mc:Fallback",
    }
)
_SET_OFF = ("w:b", "w:i", "w:u", "w:smallCaps", "w:caps")
FORMATS = frozenset({*_SET_OFF, "w:color", "w:vanish"})
BODY_TEXT = "9"  # the outline level that is none
_OFF = frozenset({"0", "false", "off", "none"})
_HEADING = re.compile(r"(?:heading \d|title|subtitle)$", re.IGNORECASE)
_CONTENTS = re.compile(r"toc(?: |\d|$)", re.IGNORECASE)
_DEEPEST = 20  # styles that build on each other

Formats = dict[str, str]  # the values of properties, "w:b": "1"


def stands_out(formats: Mapping[str, str]) -> bool:
    """Whether a text is bold, italic, underlined or in capitals by its type."""
    return any(is_on(formats, name) for name in _SET_OFF)


def is_on(formats: Mapping[str, str], name: str) -> bool:
    return formats.get(name, "0") not in _OFF


def colour_of(formats: Mapping[str, str]) -> str:
    """The colour of a text, empty where it is the usual one."""
    colour = formats.get("w:color", "").casefold()
    return "" if colour in ("auto", "000000") else colour


@dataclass(slots=True, kw_only=True)
class Style:
    """A style. ``base`` is the id of the one it builds on."""

    base: str = ""
    mark: Mark | None = None
    formats: Formats = field(default_factory=dict)


@dataclass(slots=True)
class Styles:
    """The styles of a document by their ids, and its language."""

    styles: dict[str, Style] = field(default_factory=dict)
    defaults: Formats = field(default_factory=dict)
    language: str = ""
    default: str = ""
    _style: Style = field(default_factory=Style)
    _is_default: bool = False
    _skipped: int = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        value = attributes.get("val", "")
        if self._skipped or name in SKIPPED:
            self._skipped += 1
        elif name == "w:docDefaults":
            self._style, self._is_default = Style(formats=self.defaults), True
        elif name == "w:style":
            self._begin(attributes)
        elif name == "w:lang" and self._is_default:
            self.language = value or self.language
        elif name in FORMATS:
            self._style.formats[name] = attributes.get("val", "1")
        else:
            self._describe(name, value)

    def _begin(self, attributes: Mapping[str, str]) -> None:
        self._style = self.styles.setdefault(attributes.get("styleId", ""), Style())
        is_default = attributes.get("default", "0") not in _OFF and attributes.get("type") == "paragraph"
        self._is_default = is_default
        self.default = attributes.get("styleId", "") if is_default else self.default

    def _describe(self, name: str, value: str) -> None:
        if name == "w:basedOn":
            self._style.base = value
        elif (name == "w:name" and _HEADING.match(value)) or (name == "w:outlineLvl" and value != BODY_TEXT):
            self._style.mark = Mark.HEADING
        elif name == "w:name" and _CONTENTS.match(value):
            self._style.mark = Mark.FURNITURE
        elif name == "w:numId" and value != "0" and self._style.mark is None:
            self._style.mark = Mark.LIST

    def end(self, _name: str) -> None:
        self._skipped = max(0, self._skipped - 1)

    def text(self, text: str) -> None:
        """Styles hold none."""

    def resolved(self, style_id: str) -> Style:
        """A style with all it inherits. A circle of styles ends where it began."""
        chain: list[Style] = []
        seen: set[str] = set()
        while style_id in self.styles and style_id not in seen and len(seen) < _DEEPEST:
            seen.add(style_id)
            chain.append(self.styles[style_id])
            style_id = chain[-1].base
        merged = Style()
        for style in reversed(chain):
            merged = Style(mark=style.mark or merged.mark, formats={**merged.formats, **style.formats})
        return merged


def read_styles(archive: Archive) -> Styles:
    styles = Styles()
    if "word/styles.xml" in archive.names:
        archive.parse("word/styles.xml", PREFIXES, styles)
    return styles
