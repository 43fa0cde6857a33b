"""The kinds of repairs: the codes of `Repair`, what each says of a file, and which of them strict players refuse."""

from collections.abc import Mapping
from types import MappingProxyType

REPAIR_KINDS: Mapping[str, str] = MappingProxyType(
    {
        # the file as bytes and characters
        "encoding": "the file is not UTF-8",
        "not-utf8": "single bytes or characters are broken",
        "bom": "a byte order mark stands at the beginning or within",
        "line-ends": "line ends of several kinds, or of carriage returns alone",
        "null-characters": "NUL or other control characters were left out",
        # the file as a whole
        "suffix": "the name of the file says another format than its content",
        "signature": "WEBVTT does not stand at the very top",
        "cut-off": "the file ends within a cue",
        "text-outside": "text that belongs to no cue",
        "comment": "a comment, which nobody is shown",
        "rolling": "lines of the cue before are shown again, as automatic captions roll",
        "out-of-order": "a cue begins before the one above it",
        "frame-rate": "times in frames without a frame rate; one was assumed",
        "offset": "an offset of all times (LRC's, or that of a stream) is declared and not applied",
        "syntax": "anything else that the format does not allow",
        # the frame of a cue
        "numbering": "a number is missing or not the next one",
        "duplicate-id": "two cues have one name",
        "id-text": "a line above the times, which may be text, was taken for the name of the cue",
        "missing-blank-line": "no blank line stands above a cue",
        "blank-line": "a blank line stands within a cue, or below its times",
        "text-on-time-line": "text stands on the line of the times",
        "empty-cue": "a cue without text was left out",
        # text
        "arrow-in-text": "an arrow (-->) in a text, where the format forbids it",
        "unescaped": "& or < in a text, where the format asks for &amp; and &lt;",
        # times
        "time-form": "times are written in another way than the format's",
        "time-unreadable": "a time cannot be read; one was put in its place",
        "no-time": "text without a time",
        "no-end": "a cue has no end, which the format asks for; it was given one",
        "open-end": "a cue has no end, as the format allows; it was given one",
        "negative-time": "a negative time was taken as 0",
        "ends-before-start": "a cue ends before it begins; it was given an end",
        "zero-duration": "a cue ends where it begins; it was given an end",
        # what plain text does not hold
        "markup": "markup that is not kept: type, colours, times of words",
        "references": "character references in a format that has none; players show them as they are",
        "settings": "positions, alignments and regions that are not kept",
        "style": "definitions of styles and regions that are not kept",
        "columns": "columns of a table, or fields of records, that are not kept",
        "ruby": "how words are read (ruby text) was left out",
        "shared-line": "a line of two voices was parted",
    }
)

REFUSED: frozenset[str] = frozenset(
    (
        "encoding",
        "not-utf8",
        "null-characters",
        "suffix",
        "signature",
        "cut-off",
        "text-outside",
        "syntax",
        "numbering",
        "duplicate-id",
        "missing-blank-line",
        "blank-line",
        "text-on-time-line",
        "arrow-in-text",
        "unescaped",
        "time-form",
        "time-unreadable",
        "no-time",
        "no-end",
        "negative-time",
        "ends-before-start",
        "zero-duration",
    )
)
"""The codes of what a player or importer that keeps to the format does not take: it drops the cue or the file, or shows
something else than what was read."""
