"""What is read of a caption file."""

from dataclasses import dataclass

from subtitles.track import Track
from transcripts.reading.captions.cue import Repair


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionFile:
    """What was read of a file: the name of its format, its track, and what was not as the format asks.

    ``source`` is a path, or a name such as ``stdin``; ``format`` is a name of `kinds.READERS` or ``tsv``: the same as
    in `FORMATS`, but for ``json`` and ``html``, which are read of others than the podcast namespace, too. Cues stand in
    the order of the file, each with its ``source_line``; no word and no start is changed. A cue that cannot be shown as
    it stands (it ends before it begins, or with it) is given an end, and one without text is left out: both are among
    the ``repairs``, which stand in the order of their lines. Their codes are the keys of `REPAIR_KINDS`; what strict
    players refuse is in `REFUSED`.
    """

    source: str
    format: str
    track: Track
    repairs: tuple[Repair, ...] = ()
