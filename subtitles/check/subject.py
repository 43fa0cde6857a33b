"""What is checked, and against what."""

from dataclasses import dataclass

from subtitles.check.evidence import AudioEvidence
from subtitles.styles import Style
from subtitles.track import Track
from transcripts.model import Transcript
from transcripts.reading.captions.cue import Repair


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A track and the style it is to keep to, with what else is known.

    ``repairs`` are what the reader of its file had to put right. ``heard`` is what the audio says and ``transcript``
    what was said: ``None`` where there is none to check against; then rules that need it find nothing.
    """

    track: Track
    style: Style
    repairs: tuple[Repair, ...] = ()
    heard: AudioEvidence | None = None
    transcript: Transcript | None = None
