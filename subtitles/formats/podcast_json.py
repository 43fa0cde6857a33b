"""The JSON transcripts of the podcast namespace.

https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md: a segment has
one speaker, so cues that several share become one for each of them.
"""

import json

from subtitles.cue import Cue
from subtitles.formats.base import (
    Feature,
    SubtitleFormat,
    by_start,
    one_voice_each,
    require_writable,
    without_surrogates,
)
from subtitles.track import Track


def render(track: Track) -> str:
    """A track as a JSON document, times in seconds, in the order of the starts.

    Raises ``WriteError`` for text that UTF-8 cannot hold.
    """
    cues = by_start(track.cues)
    require_writable("podcast JSON", cues, without_surrogates)
    segments = [_segment(part) for cue in cues for part in one_voice_each(cue)]
    return json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=False, indent=1) + "\n"


def _segment(cue: Cue) -> dict[str, object]:
    speaker = {} if cue.speaker is None else {"speaker": cue.speaker}
    times = {"startTime": cue.span.start_ms / 1000, "endTime": cue.span.end_ms / 1000}
    return {**speaker, **times, "body": "\n".join(cue.lines)}


PODCAST_JSON = SubtitleFormat(
    "podcast-json",
    "Podcast namespace JSON",
    ".podcast.json",
    render,
    frozenset({Feature.STARTS, Feature.ENDS, Feature.LINES, Feature.SPEAKERS, Feature.OVERLAPS}),
)
