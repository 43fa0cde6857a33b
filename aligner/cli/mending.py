"""Captions after their safe repairs: the file that they are written to, and what is not kept in it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from subtitles.checking import Selection, Subject, fix
from subtitles.checking.fixing import Fixed
from subtitles.converting import convert
from subtitles.formats import FORMATS
from subtitles.reading import REPAIR_KINDS, CaptionFile
from transcripts.errors import WriteError

_WRITTEN_AS = {"json": "podcast-json", "html": "podcast-html"}  # what is read under another name
# Kinds of repairs by which something of the file has gone (see `REPAIR_KINDS`).
_LOOKS_ALIKE = "markup"  # text that looks like markup did so in the file that was read
_NOT_KEPT = ("comment", "text-outside", "empty-cue", "markup", "settings", "style", "columns", "ruby")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """Captions after their repairs: what is still wrong (``fixed.left``) with ``subject``, the text of their file, and
    what of the file that was read it does not hold."""

    subject: Subject
    fixed: Fixed
    text: str
    not_kept: tuple[str, ...]


def format_of(captions: CaptionFile) -> str:
    """The format that captions are written in again. Raises `WriteError` for one that is only read."""
    name = _WRITTEN_AS.get(captions.format, captions.format)
    if name not in FORMATS:
        raise WriteError(captions.source, f"{name} is read but not written; align convert -f srt makes SubRip of it")
    return name


def mended(subject: Subject, captions: CaptionFile, selection: Selection) -> Mended:
    """The captions with the safe repairs of the selected rules. Raises `WriteError` for what cannot be written."""
    form = format_of(captions)
    fixed = fix(subject, selection)
    # A language that was only told from the words stays out of the file.
    left = tuple(finding for finding in fixed.left if not fixed.applied or finding.code != "text-markup")
    converted = convert(replace(fixed.track, language=captions.track.language), form, "never")
    return Mended(
        subject=_subject_of(fixed, subject),
        fixed=replace(fixed, left=left),  # the file that is written has no markup any more
        text=converted.text,
        not_kept=(*_not_read(captions), *(str(loss) for loss in converted.losses if loss.code != _LOOKS_ALIKE)),
    )


def require_kept(done: Mended, path: str) -> None:
    """Raises `WriteError` where captions that replace their own file would lose something of it."""
    if done.fixed.applied and done.not_kept:
        lost = "; ".join(done.not_kept)
        raise WriteError(path, f"repaired in its place it would lose what is not kept ({lost}); -o names another file")


def _subject_of(fixed: Fixed, subject: Subject) -> Subject:
    """What was checked, in the order of its cues after the repairs."""
    heard = subject.heard
    if heard is not None and any(applied.code == "file-order" for applied in fixed.applied):
        heard = replace(heard, cues=tuple(heard.cues[shown.number - 1] for shown in subject.in_time))
    return replace(subject, track=fixed.track, heard=heard)


def _not_read(captions: CaptionFile) -> Iterator[str]:
    """What the reader left out, of each kind the first line and the number of others."""
    for code in _NOT_KEPT:
        lines = [repair.line for repair in captions.repairs if repair.code == code]
        if lines:
            others = f" and {len(lines) - 1} more" if len(lines) > 1 else ""
            yield f"{REPAIR_KINDS[code]}: line {lines[0]}{others}"
