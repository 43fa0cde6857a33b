"""Two short turns in one cue, each on a line after a dash."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from subtitles.composing.draft import Draft
from subtitles.cue import count_chars
from subtitles.styles import Style
from transcripts.timing import TimeSpan

_DASHES = {"dash": "-", "spaced-dash": "- "}
# The second turn is shown with the first, so before it is heard: the BBC's guidelines on timing accept 1.5 s.
_MOST_EARLY_MS = 1500


def share_cues(drafts: Sequence[Draft], style: Style, brief: Collection[int] = ()) -> tuple[Draft, ...]:
    """The drafts in order of time, with a single one for two short turns where the style has dashes.

    Both are one line, by different people. They are whole turns that follow each other closely, or one of them is
    ``brief`` (indices) and the other is heard soon. No name is lost by it: where labels tell of changes, the two are
    the only people who speak, both have been named before, and the first answers the second. Where every cue is to have
    a label nothing is shared.
    """
    dash = _DASHES.get(style.two_speakers)
    if dash is None or style.max_lines < 2 or style.speaker_labels == "always":
        return tuple(drafts)
    scene = _Scene.of(drafts, style, brief)
    shared: list[Draft] = []
    at = 0
    while at < len(drafts):
        pair = drafts[at : at + 2]
        if len(pair) == 2 and scene.may_share(at):
            shared.append(_shared(pair[0], pair[1], dash))
            at += 2
        else:
            shared.append(drafts[at])
            at += 1
    return tuple(shared)


@dataclass(frozen=True, slots=True)
class _Scene:
    """Drafts in order of time, and of which of them it is known that they are brief; how many drafts each turn has;
    the index of the first draft that names somebody; how many people speak."""

    drafts: Sequence[Draft]
    style: Style
    brief: frozenset[int]
    parts: Mapping[int, int]
    named_at: Mapping[str | None, int]
    speakers: int

    @classmethod
    def of(cls, drafts: Sequence[Draft], style: Style, brief: Collection[int]) -> "_Scene":
        named = {draft.speaker: at for at, draft in reversed(tuple(enumerate(drafts))) if draft.label}
        parts = Counter(draft.place[0] for draft in drafts)
        speakers = len({draft.speaker for draft in drafts if draft.kind == "speech"})
        return cls(drafts, style, frozenset(brief), parts, named, speakers)

    def may_share(self, at: int) -> bool:
        """Whether the draft with this index and the next may be one."""
        first, second = self.drafts[at : at + 2]
        if first.speaker is None or second.speaker is None or first.speaker == second.speaker:
            return False
        is_needed = not self.brief.isdisjoint((at, at + 1))
        are_whole = self.parts[first.place[0]] == self.parts[second.place[0]] == 1
        are_close = second.heard.start_ms - first.heard.end_ms <= self.style.chain_gap_ms
        if not is_needed and not (are_whole and are_close):
            return False
        return self._is_line(first) and self._is_line(second) and self._is_soon(at) and self._is_clear(at)

    def _is_line(self, draft: Draft) -> bool:
        width = count_chars(_DASHES[self.style.two_speakers] + draft.lines[0])
        return len(draft.lines) == 1 and not draft.line_speakers and width <= self.style.max_chars_per_line

    def _is_soon(self, at: int) -> bool:
        """Whether the second is not shown much too early, and both are heard within the longest duration."""
        first, second = self.drafts[at].heard, self.drafts[at + 1].heard
        together_ms = max(first.end_ms, second.end_ms) - first.start_ms
        is_too_early = second.start_ms - first.start_ms > _MOST_EARLY_MS
        return not is_too_early and together_ms <= self.style.max_duration_ms

    def _is_clear(self, at: int) -> bool:
        """Whether the dashes tell who speaks."""
        if self.style.speaker_labels == "never":
            return True
        first, second = self.drafts[at : at + 2]
        are_known = max(self.named_at.get(draft.speaker, at) for draft in (first, second)) < at
        return self.speakers == 2 and are_known and self.drafts[at - 1].speaker == second.speaker


def _shared(first: Draft, second: Draft, dash: str) -> Draft:
    return Draft(
        heard=TimeSpan(first.heard.start_ms, max(first.heard.end_ms, second.heard.end_ms)),
        place=first.place,
        lines=(*first.lines, *second.lines),
        words=(*first.words, *second.words),
        speaker=first.speaker,
        line_speakers=(first.speaker, second.speaker),
        dash=dash,
    )
