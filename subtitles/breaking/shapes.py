"""The shapes of cues, as numbers: their length, how even their lines are, where sentences end in them, their time."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from subtitles.breaking.candidates import Candidates, FloatColumn, IntColumn
from subtitles.breaking.phrasing import Gap
from subtitles.breaking.runs import PHRASE_CHARS, Run

_TOO_FAST_AT_ALL = 0.2  # what a cue costs that cannot quite be read, as a share of one that takes e times as long


class Shapes:
    """What candidates of a run look like, by the names that the costs have for it."""

    def __init__(self, run: Run) -> None:
        self._style = run.style
        self._until = np.array(run.chars_until)
        self._before = np.array(run.chars_before)
        gaps = [juncture.gap for juncture in run.junctures]
        self._is_end = np.array([gap is Gap.SENTENCE for gap in gaps])
        self._ends_until = np.cumsum(self._is_end)
        self._next_end = np.array(run.next_sentence_ends)
        self._cue_ends = np.array(run.cue_ends)
        self._line_ends = np.array(run.line_ends)
        self._pauses_s = np.array(run.pauses_until_ms) / 1000
        self._start_ms = np.array([word.span.start_ms for word in run.words])
        self._end_ms = np.array([word.span.end_ms for word in run.words])
        self._shown_until_ms = np.array(run.shown_until_ms)

    def of_cues(self, cues: Candidates) -> Mapping[str, FloatColumn]:
        """For each name, how much of it every candidate has, whatever its lines."""
        return {**self._lengths(cues), **self._needs(cues), **self._sentences(cues), **self._times(cues)}

    def _chars(self, starts: IntColumn, ends: IntColumn) -> FloatColumn:
        chars: FloatColumn = (self._until[ends] - self._before[starts]).astype(np.float64)
        return chars

    def _lengths(self, cues: Candidates) -> Mapping[str, FloatColumn]:
        length = self._chars(cues.starts, cues.ends) / PHRASE_CHARS
        return {
            "cue": np.ones(len(cues)),
            "shorter than a quarter": np.maximum(0, 0.25 - length),
            "shorter than a half": np.maximum(0, 0.5 - length),
            "shorter than three quarters": np.maximum(0, 0.75 - length),
            "longer than one": np.maximum(0, length - 1),
            "longer than one and a half": np.maximum(0, length - 1.5),
        }

    def _needs(self, cues: Candidates) -> Mapping[str, FloatColumn]:
        fits = cues.ends <= self._line_ends[cues.starts]
        length = self._chars(cues.starts, cues.ends) / self._style.max_chars_per_line
        return {
            "more than a line": (~fits).astype(np.float64),
            "crowded only line": np.where(fits, np.maximum(0, length - 0.75), 0.0),
            "one word": self._is_orphan(cues.starts, cues.ends).astype(np.float64),
        }

    def of_lines(self, cues: Candidates) -> Mapping[str, FloatColumn]:
        """For each name, how much of it the lines of every candidate have; nothing where there is but one."""
        width, further = self._style.max_chars_per_line, cues.breaks >= 0
        several = further.any(axis=0)
        lines, orphans = self._chars_of_lines(cues)
        longest, shortest = np.nanmax(lines, axis=0), np.nanmin(lines, axis=0)
        total = np.maximum(1, self._chars(cues.starts, cues.ends))
        last = lines[further.sum(axis=0), np.arange(len(cues))]
        return {
            "further line": further.sum(axis=0).astype(np.float64),
            "lopsided": several * (longest - shortest) / total,
            "lopsided, squared": several * ((longest - shortest) / total) ** 2,
            "last line shorter": several * (longest - last) / total,
            "short line": several * np.maximum(0, 0.3 - shortest / width),
            "crowded line": several * np.nansum(np.maximum(0, lines / width - 0.8), axis=0),
            "one word on a line": several * orphans,
        }

    def _chars_of_lines(self, cues: Candidates) -> tuple[FloatColumn, FloatColumn]:
        """The length of each line, one row a line, NaN where there is none; and how many lines are one stray word."""
        lines = np.full((len(cues.breaks) + 1, len(cues)), np.nan)
        orphans = np.zeros(len(cues))
        ends = cues.ends
        for row, starts in reversed([*enumerate((cues.starts, *cues.breaks))]):
            there = starts >= 0
            lines[row, there] = self._chars(starts[there], ends[there])
            orphans += there & self._is_orphan(starts, ends)
            ends = np.where(there, starts, ends)
        return lines, orphans

    def _is_orphan(self, starts: IntColumn, ends: IntColumn) -> NDArray[np.bool_]:
        """Whether a cue or line is one word and that is no sentence."""
        orphan: NDArray[np.bool_] = (ends - starts == 1) & ~(self._is_end[starts] & self._is_end[ends])
        return orphan

    def _sentences(self, cues: Candidates) -> Mapping[str, FloatColumn]:
        starts, ends = cues.starts, cues.ends
        holds_end = self._ends_until[ends - 1] > self._ends_until[starts]
        begins_within, ends_within = ~self._is_end[starts], ~self._is_end[ends]
        sentence_end = self._next_end[starts]
        goes_on = sentence_end > ends
        fits_line = sentence_end <= self._line_ends[starts]
        fits = sentence_end <= self._cue_ends[starts]
        return {
            "sentence end inside, end of cue not one": (holds_end & ends_within).astype(np.float64),
            "sentence end inside, start of cue none": (holds_end & begins_within).astype(np.float64),
            "within a sentence": (begins_within & ends_within).astype(np.float64),
            "rest of the sentence would fit the line": (goes_on & fits_line).astype(np.float64),
            "rest of the sentence would fit the cue": (goes_on & fits & ~fits_line).astype(np.float64),
        }

    def _times(self, cues: Candidates) -> Mapping[str, FloatColumn]:
        style, start_ms = self._style, self._start_ms[cues.starts]
        shown_ms = np.maximum(self._shown_until_ms[cues.ends - 1] - start_ms, 1)
        missing = np.maximum(0, 1 - shown_ms / style.min_duration_ms)
        needed_ms = self._chars(cues.starts, cues.ends) * 1000 / style.max_cps if style.max_cps else np.zeros(len(cues))
        over_ms = self._end_ms[cues.ends - 1] - start_ms - style.max_duration_ms
        return {
            "too short": np.where(missing > 0, 1 + missing, 0),
            "too fast": np.where(
                needed_ms > shown_ms, _TOO_FAST_AT_ALL + np.log(np.maximum(needed_ms / shown_ms, 1)), 0
            ),
            "second too long": np.maximum(0, over_ms) / 1000,
            "second of pause inside": self._pauses_s[cues.ends - 1] - self._pauses_s[cues.starts],
        }
