"""Text in capital letters, as its language writes them."""

_DOTTED_I = frozenset({"az", "tr"})  # their "i" keeps its dot, and the dotless one has a letter of its own


def capitals(text: str, language: str) -> str:
    """The text in capitals; ``language`` is a BCP 47 tag."""
    if language.split("-")[0].casefold() in _DOTTED_I:
        text = text.replace("i", "İ")
    return text.upper()
