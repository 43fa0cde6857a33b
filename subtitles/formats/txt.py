"""Plain text: a line for each cue, without times; an empty one above where the label of another speaker begins.

The suffix is not ``.txt`` alone, as a transcript's is: the captions of an episode lie beside its transcript.
"""

from subtitles.cue import Cue
from subtitles.formats.base import Feature, SubtitleFormat, one_voice_each, require_writable, without_surrogates
from subtitles.track import Track


def render(track: Track) -> str:
    """The words of a track. Raises ``WriteError`` for text that UTF-8 cannot hold."""
    require_writable("plain text", track.cues, without_surrogates)
    text = "".join(("\n" if at and cue.label else "") + _line(cue) for at, cue in enumerate(track.cues))
    return text or "\n"


def _line(cue: Cue) -> str:
    if len(cue.voices) > 1:
        return "".join(f"{cue.dash}{part.text}\n" for part in one_voice_each(cue))
    return f"{cue.label} {cue.text}\n" if cue.label else f"{cue.text}\n"


TXT = SubtitleFormat("txt", "Plain text", ".captions.txt", render, frozenset({Feature.ORDER, Feature.OVERLAPS}))
