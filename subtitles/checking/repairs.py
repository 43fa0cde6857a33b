"""What the reader of a file had to put right, as findings: the kinds of repairs and the rules they break."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from subtitles.checking.finding import Fault
from subtitles.checking.subject import Shown, Subject

OTHER = "file-syntax"
# By the code of the repair (see `REPAIR_KINDS`). What a format may have, and what another rule looks at, is nothing to
# be found.
RULE_OF_REPAIR: Mapping[str, str | None] = MappingProxyType(
    {
        "encoding": "file-encoding",
        "not-utf8": "file-encoding",
        "null-characters": "file-encoding",
        "bom": "file-bom",
        "line-ends": "file-strict-players",
        "suffix": "file-strict-players",
        "signature": "file-strict-players",
        "missing-blank-line": "file-strict-players",
        "blank-line": "file-strict-players",
        "text-on-time-line": "file-strict-players",
        "time-form": "file-strict-players",
        "arrow-in-text": "file-strict-players",
        "unescaped": "file-strict-players",
        "text-outside": OTHER,
        "time-unreadable": OTHER,
        "no-time": OTHER,
        "no-end": OTHER,
        "syntax": OTHER,
        "frame-rate": "file-ambiguous",
        "offset": "file-ambiguous",
        "id-text": "file-ambiguous",
        "numbering": "file-numbering",
        "duplicate-id": "file-numbering",
        "cut-off": "file-truncated",
        "rolling": "file-rolling",
        "negative-time": "timing-negative",
        "ends-before-start": "timing-negative",
        "zero-duration": "timing-zero",
        "empty-cue": "text-empty",
        "markup": "text-markup",
        "style": "text-markup",
        "ruby": "text-markup",
        "references": "text-tags",
        "comment": None,
        "settings": None,
        "columns": None,
        "shared-line": None,
        "out-of-order": None,
        "open-end": None,
    }
)
# What a file that is written anew does not have any more, with no word or time guessed that a person should see.
SETTLED_BY_WRITING = frozenset(
    {
        "encoding",
        "bom",
        "line-ends",
        "null-characters",
        "signature",
        "missing-blank-line",
        "blank-line",
        "text-on-time-line",
        "time-form",
        "unescaped",
        "numbering",
        "duplicate-id",
        "negative-time",
        "ends-before-start",
        "zero-duration",
    }
)
# What the file does not hold any more cannot be pointed at in the track.
_WITHOUT_CUE = frozenset({"empty-cue", "cut-off", "encoding", "not-utf8", "bom", "line-ends"})


def repaired(subject: Subject, code: str, suggestion: str) -> Iterator[Fault]:
    """The repairs that break the rule of this code."""
    mine = [repair for repair in subject.repairs if RULE_OF_REPAIR.get(repair.code, OTHER) == code]
    if not mine:
        return
    placed = [shown for shown in subject.shown if shown.cue.source_line is not None]
    placed.sort(key=_line)
    lines = list(map(_line, placed))
    for repair in mine:
        # The number of a cue stands on the line above its time.
        at = bisect_right(lines, repair.line + 1) - 1
        cue = placed[at] if at >= 0 and repair.code not in _WITHOUT_CUE else None
        yield Fault(at=cue, line=repair.line, message=repair.what, suggestion=suggestion)


def _line(shown: Shown) -> int:
    return shown.cue.source_line or 0
