"""From timed words to evidence: what of a track is spoken, when its cues are heard, and passages found elsewhere."""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subtitles import Cue, Track
from subtitles.checking.listening import evidence_of, joined, left_out, unclaimed, with_found, without
from subtitles.spoken import spoken_text
from tests.subtitles.checking.making import cue
from transcripts import AudioInfo, TimedTranscript, TimeSpan, WordTiming

_DURATION_MS = 120_000
_WORD_MS = 300


def _track(*cues: Cue) -> Track:
    return Track(cues=cues, language="en")


def _timed(
    track: Track, starts: Mapping[int, int], untranscribed: Sequence[TimeSpan] = (), engine: str = "acoustic"
) -> TimedTranscript:
    """The words of each cue one after the other from a start on; those of cues without one are not heard."""
    spoken = spoken_text(track)
    timings, within = [], 0
    for at, word in enumerate(spoken.words):
        within = 0 if at == 0 or spoken.words[at - 1].cue != word.cue else within + 1
        start = starts.get(word.cue)
        span = None if start is None else TimeSpan(start + within * _WORD_MS, start + (within + 1) * _WORD_MS)
        timings.append(WordTiming(span=span, confidence=0.95 if span else None))
    return TimedTranscript(
        transcript=spoken.transcript("x"),
        timings=tuple(timings),
        sound_spans=(),
        untranscribed=tuple(untranscribed),
        audio=AudioInfo(file="x.mp3", duration_ms=_DURATION_MS),
        engine=engine,
    )


def test_what_is_not_said_is_not_spoken() -> None:
    track = _track(
        cue("[door closes]", kind="sound"),
        cue("KHAN: I am here. (sighs)", 2_000),
        cue("LEE: And so am I.", 4_000),
        cue("KHAN: Good – very good.", 6_000),
        cue("- Really?|- Yes.", 8_000),
        cue("♪ la la ♪", 10_000, kind="sound"),
    )
    spoken = spoken_text(track)
    assert " ".join(word.word.text for word in spoken.words) == ("I am here. And so am I. Good very good. Really? Yes.")
    assert [word.cue for word in spoken.words] == [1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 4]
    assert {word.speaker for word in spoken.words[:3]} == {"Khan"}
    assert [(sound.text, sound.cue, sound.before_word) for sound in spoken.sounds] == [
        ("door closes", 0, 0),
        ("sighs", 1, 3),
        ("la la", 5, 12),
    ]


def test_a_name_at_the_start_of_one_line_is_said() -> None:
    track = _track(
        cue("Printing, in the only sense|with which we are concerned,"), cue("differs from most arts.", 4_000)
    )
    assert " ".join(word.word.text for word in spoken_text(track).words).startswith("Printing, in the only sense")


def test_turns_change_with_the_speaker() -> None:
    track = _track(cue("Yes.", speaker="Amara"), cue("Well.", 2_000, speaker="Amara"), cue("No.", 4_000, speaker="Ben"))
    transcript = spoken_text(track).transcript("x.srt")
    assert [(turn.speaker, turn.text) for turn in transcript.turns] == [("s1", "Yes. Well."), ("s2", "No.")]
    assert [speaker.name for speaker in transcript.speakers] == ["Amara", "Ben"]


def test_when_cues_are_heard() -> None:
    track = _track(cue("One two three."), cue("[rain]", 2_000, kind="sound"), cue("Four five.", 4_000))
    timed = _timed(track, {0: 1_000})
    evidence = evidence_of(spoken_text(track), timed, 3, ())
    assert evidence.cues[0].span == TimeSpan(1_000, 1_900)
    assert evidence.cues[0].confidence == pytest.approx(0.95)
    assert [(one.span, one.words) for one in evidence.cues] == [(TimeSpan(1_000, 1_900), 3), (None, 0), (None, 2)]


def test_speech_that_is_too_short_for_the_aligner_is_untranscribed() -> None:
    track = _track(cue("One two three."), cue("Four five six.", 4_000))
    timed = _timed(track, {0: 1_000, 1: 5_000})
    speech = (TimeSpan(900, 6_000), TimeSpan(8_000, 9_300), TimeSpan(10_000, 10_899), TimeSpan(20_000, 26_000))
    evidence = evidence_of(spoken_text(track), timed, 2, speech)
    assert evidence.untranscribed == (TimeSpan(2_050, 4_850), TimeSpan(8_000, 9_300))
    assert unclaimed(evidence) == (TimeSpan(1_900, 5_000), TimeSpan(5_900, _DURATION_MS))


def test_a_small_word_beside_a_passage_without_text_is_no_start() -> None:
    track = _track(cue("of the letters that are small"))
    timed = _timed(track, {0: 20_000}, [TimeSpan(10_000, 19_000)])
    stray = TimedTranscript(
        transcript=timed.transcript,
        timings=(WordTiming(span=TimeSpan(9_800, 9_950), confidence=0.95), *timed.timings[1:]),
        sound_spans=(),
        untranscribed=timed.untranscribed,
        audio=timed.audio,
        engine=timed.engine,
    )
    (heard,) = evidence_of(spoken_text(track), stray, 1, ()).cues
    assert heard.span == TimeSpan(20_300, 21_800)
    assert heard.confidence == 0.0


def test_a_passage_that_is_said_elsewhere_is_found_there() -> None:
    texts = ("One two three four.", "Five six seven eight.", "Nine ten eleven twelve.", "And that is all.")
    track = _track(*(cue(text, at * 5_000) for at, text in enumerate(texts)))
    spoken = spoken_text(track)
    timed = _timed(track, {0: 1_000, 3: 15_000}, [TimeSpan(60_000, 64_000)])
    evidence = evidence_of(spoken, timed, 4, ())
    (passage,) = left_out(spoken, timed)
    assert [spoken.words[at].word.text for at in (passage.start, passage.end - 1)] == ["Five", "twelve."]
    elsewhere = _timed(track, {1: 60_000, 2: 62_000}).timings[passage.start : passage.end]
    found = with_found(evidence, spoken, passage, elsewhere)
    assert [one.span for one in found.cues[1:3]] == [TimeSpan(60_000, 61_200), TimeSpan(62_000, 63_200)]
    assert found.untranscribed == (TimeSpan(63_200, 64_000),)
    nothing = [WordTiming()] * (passage.end - passage.start)
    assert with_found(evidence, spoken, passage, nothing) == evidence


def test_a_few_words_are_not_looked_for_elsewhere() -> None:
    track = _track(cue("One two three four."), cue("Five six."), cue("Seven eight nine ten."))
    assert left_out(spoken_text(track), _timed(track, {0: 1_000, 2: 9_000})) == ()
    assert left_out(spoken_text(track), _timed(track, {}, engine="pauses")) == ()


_spans = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=8).map(
    lambda rows: [TimeSpan(start, start + length) for start, length in rows]
)


@given(_spans, _spans)
def test_without_leaves_what_nothing_covers(spans: list[TimeSpan], covered: list[TimeSpan]) -> None:
    apart = joined(sorted(spans))
    rest = without(apart, covered)
    kept = {ms for span in rest for ms in range(span.start_ms, span.end_ms)}
    holes = {ms for span in covered for ms in range(span.start_ms, span.end_ms)}
    assert kept == {ms for span in spans for ms in range(span.start_ms, span.end_ms)} - holes
    assert list(rest) == sorted(rest)
