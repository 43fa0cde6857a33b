"""What is checked, and against what."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import pairwise, starmap

from subtitles.breaking.phrasing import Phrasing
from subtitles.checking.breaks import CueBreak, LineBreak, Tell, cue_breaks, line_breaks
from subtitles.checking.evidence import AudioEvidence
from subtitles.checking.frame_grid import likely_frame_rate
from subtitles.checking.named import Named, named_in
from subtitles.checking.shown import Shown
from subtitles.styles import Style
from subtitles.text_speakers import known_names, with_sounds
from subtitles.track import Track
from transcripts.model import Transcript
from transcripts.reading.captions.cue import Repair

__all__ = ["Shown", "Subject"]


@dataclass(frozen=True, kw_only=True)
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

    @cached_property
    def limits(self) -> Style:
        """The style with what it asks in the language of the track, and at its frame rate.

        Where the style counts frames and has no rate, the rate is that of the times, if they tell one.
        """
        limits = self.style.for_language(self.track.language)
        if limits.fps is not None or limits.min_gap_frames is None:
            return limits
        times_ms = [time_ms for cue in self.track.cues for time_ms in (cue.span.start_ms, cue.span.end_ms)]
        return replace(limits, fps=likely_frame_rate(times_ms))

    @cached_property
    def shown(self) -> tuple[Shown, ...]:
        """The cues as they are shown, in the order of the track."""
        return tuple(Shown.of(number, cue) for number, cue in enumerate(self.track.cues, 1))

    @cached_property
    def in_time(self) -> tuple[Shown, ...]:
        """The cues in the order in which a viewer sees them: by their starts, those of one start as in the track."""
        return tuple(sorted(self.shown, key=lambda shown: shown.start_ms))

    @cached_property
    def named(self) -> tuple[Named, ...]:
        """Who is named in each cue, in the order of the track."""
        track = with_sounds(self.track)
        told = self.shown if track is self.track else tuple(starmap(Shown.of, enumerate(track.cues, 1)))
        return named_in(track, told, known_names(self.transcript))

    @cached_property
    def gap(self) -> Tell:
        """Tells what a break between two words would part, by the grammar of the track's language where it is known."""
        return cache(Phrasing(self.track.language or "und").gap)

    @cached_property
    def line_breaks(self) -> tuple[LineBreak, ...]:
        """The breaks within running cues that do not fit on one line."""
        return tuple(line_breaks(self.shown, self.limits))

    @cached_property
    def cue_breaks(self) -> tuple[CueBreak, ...]:
        """The breaks between cues at which the same voice goes on without a pause."""
        return tuple(cue_breaks(self.in_time, self.limits))

    def neighbours(self) -> Iterator[tuple[Shown, Shown]]:
        """Each cue and the one that is shown next."""
        return pairwise(self.in_time)
