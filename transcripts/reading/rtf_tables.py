"""The tables at the head of an RTF file: character sets of fonts, colours, and the names of styles."""

import re
from dataclasses import dataclass, field
from enum import Enum, auto

_CODE_PAGES = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "cp936",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}  # by the character set of a font
_HEADING = re.compile(r"(?:heading \d|title|subtitle)$", re.IGNORECASE)
_AFTER_THE_END = re.compile(r"[\x00\r\n }]*\Z")


class Target(Enum):
    """What the text of a group is."""

    TEXT = auto()
    SKIPPED = auto()
    FONTS = auto()
    COLOURS = auto()
    STYLES = auto()
    TITLE = auto()


@dataclass(slots=True)
class Tables:
    """What the head of the file declares: character sets of fonts, colours, and the names of styles."""

    code_pages: dict[int, str] = field(default_factory=dict)
    colours: list[str] = field(default_factory=list)
    styles: dict[int, str] = field(default_factory=dict)
    font: int = 0
    style: int = 0
    colour: list[int] = field(default_factory=list)

    def take_text(self, target: Target, text: str) -> None:
        if target is Target.COLOURS:
            for _ in range(text.count(";")):
                self.colours.append(",".join(map(str, self.colour)) if any(self.colour) else "")
                self.colour.clear()
        elif target is Target.STYLES:
            self.styles[self.style] = (self.styles.get(self.style, "") + text).strip(" ;")

    def take_character_set(self, number: int) -> None:
        self.code_pages[self.font] = _CODE_PAGES.get(number, "")

    def colour_of(self, number: int) -> str:
        """The colour, empty for black and the usual one."""
        return self.colours[number] if 0 <= number < len(self.colours) else ""

    def is_heading(self, style: int) -> bool:
        return _HEADING.match(self.styles.get(style, "")) is not None
