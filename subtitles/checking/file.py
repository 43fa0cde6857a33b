"""Rules about the file: whether every player reads what its author wrote."""

from collections.abc import Iterator

from subtitles.checking.finding import Basis, Fault, Quality, Severity, rule
from subtitles.checking.repairs import OTHER, repaired
from subtitles.checking.subject import Subject
from subtitles.checking.wording import seconds

_YOUTUBE = (
    "YouTube Help, Supported subtitle and closed caption files, https://support.google.com/youtube/answer/2734698"
)
_KALTURA = "Kaltura, Troubleshooting SRT files, https://knowledge.kaltura.com/help/troubleshooting-srt-files"
_WEBVTT = "W3C WebVTT, 4.1, https://www.w3.org/TR/webvtt1/"
_BOM = "byroot/pysrt #6, glut23/webvtt-py #5, cdown/srt #27, pbs/pycaption #341: readers that stumble over it"
_ROLLING = "W3C WAI, Captions: automatic captions are not sufficient, https://www.w3.org/WAI/media/av/captions/"


def _whole(source: str) -> Basis:
    return Basis(quality=Quality.COMPLETENESS, wcag=("1.2.2",), source=source)


@rule("file-encoding", "The file is UTF-8", Severity.ERROR, Basis(quality=Quality.ACCURACY, source=_YOUTUBE))
def encoding(subject: Subject) -> Iterator[Fault]:
    yield from repaired(subject, "file-encoding", "Save the file as UTF-8 and look whether accented letters are right.")


@rule("file-bom", "No byte order mark", Severity.NOTE, _whole(_BOM))
def bom(subject: Subject) -> Iterator[Fault]:
    yield from repaired(subject, "file-bom", "Save the file as UTF-8 without a byte order mark.")


@rule("file-syntax", "The file is as its format asks", Severity.ERROR, _whole(_WEBVTT))
def syntax(subject: Subject) -> Iterator[Fault]:
    yield from repaired(subject, OTHER, "Write it as the format asks; a copy written anew is right.")


@rule("file-strict-players", "Strict players read it too", Severity.WARNING, _whole(_KALTURA))
def strict_players(subject: Subject) -> Iterator[Fault]:
    advice = "Write it as the format asks: some players show nothing otherwise. A copy written anew is right."
    yield from repaired(subject, "file-strict-players", advice)


@rule("file-ambiguous", "The file can be read in one way only", Severity.NOTE, _whole(_WEBVTT))
def ambiguous(subject: Subject) -> Iterator[Fault]:
    yield from repaired(subject, "file-ambiguous", "Look whether it was meant so, and write what leaves no doubt.")


@rule("file-numbering", "Cues are numbered 1, 2, 3 …", Severity.WARNING, _whole(_KALTURA))
def numbering(subject: Subject) -> Iterator[Fault]:
    yield from repaired(subject, "file-numbering", "Number the cues anew, from 1 on.")


@rule("file-truncated", "The file is whole", Severity.ERROR, _whole(_WEBVTT))
def truncated(subject: Subject) -> Iterator[Fault]:
    yield from repaired(subject, "file-truncated", "Get the file again: its end is missing.")


@rule(
    "file-rolling",
    "No line is shown twice",
    Severity.WARNING,
    Basis(quality=Quality.PLACEMENT, source=_ROLLING),
)
def rolling(subject: Subject) -> Iterator[Fault]:
    advice = (
        "These look like automatic captions: compose cues of whole lines from the words, and have a person read them."
    )
    yield from repaired(subject, "file-rolling", advice)


@rule("file-empty", "The file has cues", Severity.ERROR, _whole("WCAG 2.2, 1.2.2 Captions (Prerecorded)"))
def empty(subject: Subject) -> Iterator[Fault]:
    if not subject.track.cues:
        yield Fault(message="there is no cue", suggestion="Check whether this is the right file.")


@rule("file-order", "Cues stand in the order of their times", Severity.ERROR, _whole(_WEBVTT))
def order(subject: Subject) -> Iterator[Fault]:
    latest = None
    for shown in subject.shown:
        if latest is not None and shown.start_ms < latest.start_ms:
            yield Fault(
                at=shown,
                message=f"begins {seconds(latest.start_ms - shown.start_ms)} before cue {latest.number}, "
                "which stands above it",
                suggestion="Sort the cues by their starts.",
                measured=shown.start_ms - latest.start_ms,
                limit=0,
                unit="ms",
            )
        else:
            latest = shown


FILE_RULES = (encoding, bom, syntax, strict_players, ambiguous, numbering, truncated, rolling, empty, order)
