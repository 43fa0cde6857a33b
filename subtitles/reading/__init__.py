"""Caption files into tracks: leniently, with every repair listed.

bytes ─ decoding ─▶ text ─ one of kinds.READERS ─▶ Captions ─ cues ─▶ Track and repairs
"""

from pathlib import Path

from subtitles.reading.caption_file import CaptionFile
from subtitles.reading.cues import track_of
from subtitles.reading.decoding import text_of
from subtitles.reading.kinds import parsed
from transcripts.reading.captions.repairs import REFUSED, REPAIR_KINDS
from transcripts.reading.document import Source
from transcripts.reading.opening import file_bytes, require_size

__all__ = ["REFUSED", "REPAIR_KINDS", "CaptionFile", "read", "read_bytes"]


def read(path: str | Path) -> CaptionFile:
    """The captions in a file, whose format its content tells.

    Raises `TranscriptError` for a file that is missing, unreadable, too large, or holds no captions.
    """
    path = Path(path)
    return read_bytes(file_bytes(path), str(path))


def read_bytes(data: bytes, name: str) -> CaptionFile:
    """The captions in the bytes of a file, as of `read`. ``name`` is that of the file, or says where they came from."""
    require_size(data, name)
    text, of_text = text_of(data, name)
    form, captions, of_form = parsed(Source(name=name, text=text, data=data))
    track, of_cues = track_of(captions, name)
    repairs = sorted((*of_text, *of_form, *of_cues), key=lambda repair: repair.line)
    return CaptionFile(source=name, format=form, track=track, repairs=tuple(repairs))
