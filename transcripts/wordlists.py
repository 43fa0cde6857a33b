"""Lists of words as they are written in this package: lines of words, apart by spaces."""


def words_of(*lines: str) -> tuple[str, ...]:
    """The words of all lines, in order."""
    return tuple(word for line in lines for word in line.split())
