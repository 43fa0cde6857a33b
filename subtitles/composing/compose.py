"""From placed words to captions."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from subtitles.breaking.phrasing import Phrasing
from subtitles.breaking.segment import PlacedWord
from subtitles.composing.brief import join_brief
from subtitles.composing.dialogue import share_cues
from subtitles.composing.draft import Divider, Draft, Passage
from subtitles.composing.labelling import labelled
from subtitles.composing.labels import one_line
from subtitles.composing.notes import placed_words
from subtitles.composing.schedule import Heard, show_times
from subtitles.composing.sound_cues import with_sounds
from subtitles.cue import Cue
from subtitles.styles import DEFAULT_STYLE_NAME, Style, named_style
from transcripts.model import TimedTranscript
from transcripts.timing import TimeSpan


def compose(timed: TimedTranscript, style: Style | str = DEFAULT_STYLE_NAME) -> tuple[Cue, ...]:
    """Captions for everything that was placed, in order of time and without overlap.

    Every placed word is in exactly one cue, as written and in the order of its turn. A cue holds words of two turns
    only where a style lets two speakers share one, each on a line (`Cue.line_speakers`). Words and sounds without a
    time are not shown, nor are notes that mean nothing outside a page (`subtitles.composing.notes`). Cues that cannot
    keep to the style (speech that is too fast, a word that is too long) are made all the same: see `check`.
    With a frame rate (``Style.fps``) all times are those of whole frames.
    Raises ``UnknownNameError`` for the name of a style that does not exist.
    """
    language = timed.transcript.language
    style = (named_style(style) if isinstance(style, str) else style).for_language(language)
    divider = Divider(Phrasing(language), style)
    speech = tuple(labelled(tuple(_passages(timed, style)), timed.transcript, divider))
    drafts = with_sounds(share_cues(speech, style), timed, divider)
    drafts = join_brief(drafts, divider, _brief(drafts, timed, style))
    drafts = share_cues(drafts, style, _brief(drafts, timed, style))
    return tuple(draft.cue(span) for draft, span in zip(drafts, _spans(drafts, timed, style), strict=True))


def _passages(timed: TimedTranscript, style: Style) -> Iterator[Passage]:
    names = {speaker.id: one_line(speaker.name) for speaker in timed.transcript.speakers}
    for at, turn in enumerate(timed.timed_turns):
        words = placed_words(turn, style.max_chars_per_line)
        name = names[turn.turn.speaker] if turn.turn.speaker is not None else None
        for start, end in _between_pauses(words, style.pause_ms):
            yield Passage(words=words[start:end], place=(at, start), speaker=name)


def _between_pauses(words: Sequence[PlacedWord], pause_ms: int) -> Iterator[tuple[int, int]]:
    """The ranges of words that no pause longer than ``pause_ms`` divides."""
    pauses = (i for i, (a, b) in enumerate(pairwise(words), 1) if b.span.start_ms - a.span.end_ms > pause_ms)
    return ((start, end) for start, end in pairwise((0, *pauses, len(words))) if start < end)


def _spans(drafts: Sequence[Draft], timed: TimedTranscript, style: Style) -> tuple[TimeSpan, ...]:
    return show_times([_heard(draft, style) for draft in drafts], timed.audio.duration_ms, style)


def _brief(drafts: Sequence[Draft], timed: TimedTranscript, style: Style) -> frozenset[int]:
    """The indices of drafts that would be shown for less than the shortest duration."""
    spans = _spans(drafts, timed, style)
    return frozenset(at for at, span in enumerate(spans) if span.duration_ms < style.min_duration_ms)


def _heard(draft: Draft, style: Style) -> Heard:
    cue = draft.cue(draft.heard)
    words = (word for line in cue.shown_lines for word in line.split())
    slack_ms = max(0, cue.span.duration_ms - style.min_duration_ms) if cue.kind == "sound" else 0
    return Heard(cue.span, cue.shown_chars, sum(any(map(str.isalnum, word)) for word in words), slack_ms)
