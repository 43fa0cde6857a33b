"""Captions show every placed word once, in time and within the style."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import groupby, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from subtitles import DEFAULT_STYLE_NAME, FORMATS, Cue, Track, compose, named_style
from subtitles.cue import count_chars
from subtitles.styles import SpeakerLabels, Style
from tests.subtitles.strategies import SHOWN_NOTES, timed_transcripts
from transcripts import (
    AudioInfo,
    Item,
    Sound,
    Speaker,
    TimedTranscript,
    TimeSpan,
    Transcript,
    Turn,
    Word,
    WordTiming,
)
from transcripts.errors import WriteError
from transcripts.model import TimedTurn

Said = tuple[str | None, str, int, int]
DEFAULT_STYLE = named_style(DEFAULT_STYLE_NAME)
SPEAKERS = (Speaker(id="a", name="Amara Khan"), Speaker(id="b", name="Ben Ruiz"), Speaker(id="c", name="Cleo Ruiz"))


def timed(*said: Said, sounds: tuple[tuple[str, int, int], ...] = ()) -> TimedTranscript:
    """Turns (speaker, text, start, milliseconds a word) and then sounds (text, start, end)."""
    turns = [Turn(speaker=who, words=tuple(Word(text=word) for word in text.split())) for who, text, _, _ in said]
    items: tuple[Item, ...] = (*turns, *(Sound(text=text) for text, _, _ in sounds))
    timings = [
        WordTiming(span=TimeSpan(start + i * step, start + (i + 1) * step))
        for _, text, start, step in said
        for i in range(len(text.split()))
    ]
    return TimedTranscript(
        transcript=Transcript(source="x", language="en", layout="x", speakers=SPEAKERS, items=items),
        timings=tuple(timings),
        sound_spans=tuple(TimeSpan(start, end) for _, start, end in sounds),
        untranscribed=(),
        audio=AudioInfo(file="x.mp3", duration_ms=100_000),
        engine="x",
    )


def placed_words(transcript: TimedTranscript) -> list[str]:
    pairs = zip(transcript.transcript.words, transcript.timings, strict=True)
    return [word.text for word, timing in pairs if timing.span]


def shown_notes(turn: TimedTurn) -> list[str]:
    """The words of the notes that captions show, if the turn has any placed word at all."""
    notes = [note.text for note in turn.turn.notes if note.text in SHOWN_NOTES]
    return [word for note in notes for word in note.split()] if turn.span else []


def speech_words(cues: Sequence[Cue], transcript: TimedTranscript) -> list[str]:
    """The words of the cues without those of sounds, which may also have lines of cues of speech."""
    sounds = {f"[{' '.join(sound.text.split())}]" for sound in transcript.transcript.sounds}
    lines = (line for cue in cues if cue.kind == "speech" for line in cue.lines if line not in sounds)
    return [word for line in lines for word in line.split(" ")]


def styled(**changes: object) -> Style:
    return replace(DEFAULT_STYLE, **changes)  # type: ignore[arg-type]


styles = st.builds(
    styled,
    fps=st.sampled_from([None, Fraction(25), Fraction(24000, 1001), Fraction(60)]),
    max_lines=st.integers(1, 3),
    speaker_labels=st.sampled_from(["changes", "always", "never"]),
    label_form=st.sampled_from(["name", "capitals", "chevrons", "brackets", "parentheses"]),
    two_speakers=st.sampled_from(["apart", "dash", "spaced-dash"]),
    max_wpm=st.none() | st.just(160),
    min_gap_ms=st.sampled_from([0, 83]),
    min_duration_ms=st.sampled_from([1, 833, 1333]),
)


@settings(max_examples=40, deadline=None)
@given(transcript=timed_transcripts(), style=styles)
def test_every_placed_word_is_shown_once_and_unchanged(transcript: TimedTranscript, style: Style) -> None:
    cues = compose(transcript, style)
    notes = [word for turn in transcript.timed_turns for word in shown_notes(turn)]
    assert sorted(speech_words(cues, transcript)) == sorted([*placed_words(transcript), *notes])


@settings(max_examples=30, deadline=None)
@given(transcript=timed_transcripts(), style=styles)
def test_the_words_of_a_speaker_keep_their_order(transcript: TimedTranscript, style: Style) -> None:
    cues = compose(transcript, replace(style, two_speakers="apart"))
    for speaker in transcript.transcript.speakers:
        turns = [turn for turn in transcript.timed_turns if turn.turn.speaker == speaker.id]
        if len(turns) == 1 and not shown_notes(turns[0]):
            said = [w.text for w, t in zip(turns[0].turn.words, turns[0].timings, strict=True) if t.span]
            assert speech_words([cue for cue in cues if cue.speaker == speaker.name], transcript) == said


@settings(max_examples=40, deadline=None)
@given(transcript=timed_transcripts(), style=styles)
def test_cues_ascend_without_overlap_on_whole_frames(transcript: TimedTranscript, style: Style) -> None:
    cues = compose(transcript, style)
    assert all(a.span.end_ms <= b.span.start_ms for a, b in pairwise(cues))
    assert all(cue.span.duration_ms <= style.max_duration_ms for cue in cues)
    if style.fps is not None:
        for time_ms in (time for cue in cues for time in (cue.span.start_ms, cue.span.end_ms)):
            frame = round(time_ms * style.fps / 1000)
            assert abs(time_ms - frame * 1000 / style.fps) <= Fraction(1, 2)


@settings(max_examples=40, deadline=None)
@given(transcript=timed_transcripts(), style=styles)
def test_lines_keep_to_the_style_unless_one_word_does_not(transcript: TimedTranscript, style: Style) -> None:
    for cue in compose(transcript, style):
        is_above = cue.label_place == "above" and cue.label is not None
        assert len(cue.shown_lines) <= max(style.max_lines, 1 + is_above)
        for line in cue.lines if is_above else cue.shown_lines:
            is_long_label = cue.label is not None and line.startswith(cue.label)
            assert count_chars(line) <= style.max_chars_per_line or " " not in line or is_long_label


@settings(max_examples=30, deadline=None)
@given(transcript=timed_transcripts())
def test_every_placed_sound_is_shown(transcript: TimedTranscript) -> None:
    pairs = zip(transcript.transcript.sounds, transcript.sound_spans, strict=True)
    expected = sorted(word for sound, span in pairs if span for word in sound.text.split())
    sounds = {f"[{' '.join(sound.text.split())}]" for sound in transcript.transcript.sounds}
    lines = (line for cue in compose(transcript) for line in cue.lines if cue.kind == "sound" or line in sounds)
    assert sorted(word for line in lines for word in line.replace("[", "").replace("]", "").split()) == expected


@settings(max_examples=30, deadline=None)
@given(transcript=timed_transcripts())
def test_a_label_is_shown_where_the_speaker_changes(transcript: TimedTranscript) -> None:
    speech = [cue for cue in compose(transcript) if cue.kind == "speech"]
    for speaker, cues in groupby(speech, key=lambda cue: cue.speaker):
        labels = [cue.label for cue in cues]
        assert (labels[0] is None) == (speaker is None)
        assert set(labels[1:]) <= {None}


@settings(max_examples=20, deadline=None)
@given(transcript=timed_transcripts(), style=styles)
def test_every_cue_or_none_names_its_speaker_where_a_style_says_so(transcript: TimedTranscript, style: Style) -> None:
    always, never = (compose(transcript, replace(style, speaker_labels=labels)) for labels in ("always", "never"))
    assert all((cue.label is None) == (cue.speaker is None) for cue in always)
    assert all(cue.label is None for cue in never)


@settings(max_examples=30, deadline=None)
@given(transcript=timed_transcripts(), style=styles)
def test_dashes_stand_before_two_speakers_and_only_where_the_style_has_them(
    transcript: TimedTranscript, style: Style
) -> None:
    for cue in compose(transcript, style):
        if cue.dash:
            assert style.two_speakers != "apart"
            assert cue.label is None
            assert None not in cue.line_speakers
            assert len({*cue.line_speakers}) == len(cue.lines) == 2
        else:
            assert len({*cue.line_speakers} - {None}) <= 1


@settings(max_examples=8, deadline=None)
@given(transcript=timed_transcripts())
def test_what_is_composed_can_be_written(transcript: TimedTranscript) -> None:
    for form in FORMATS.values():
        try:
            form.render(Track(cues=compose(transcript)))
        except WriteError as error:
            assert "characters that the format cannot hold" in str(error)  # noqa: PT017 (the only one that may be)


def test_the_full_name_first_and_the_family_name_where_it_is_unmistakable() -> None:
    cues = compose(
        timed(
            ("a", "Welcome back.", 0, 500),
            ("b", "Thank you.", 2000, 500),
            ("a", "And you?", 4000, 500),
            ("c", "Me too.", 6000, 500),
            ("b", "Right then.", 8000, 500),
        )
    )
    assert [cue.label for cue in cues] == ["Amara Khan:", "Ben Ruiz:", "Khan:", "Cleo Ruiz:", "Ben Ruiz:"]


@pytest.mark.parametrize(("labels", "expected"), [("always", 2), ("changes", 1), ("never", 0)])
def test_labels_follow_the_style(labels: SpeakerLabels, expected: int) -> None:
    cues = compose(
        timed(("a", "We came back early. Nobody had expected that.", 0, 500)),
        replace(DEFAULT_STYLE, speaker_labels=labels),
    )
    assert [cue.speaker for cue in cues] == ["Amara Khan"] * 2
    assert sum(cue.label is not None for cue in cues) == expected


def test_a_label_counts_towards_the_line() -> None:
    (cue,) = compose(timed(("a", "The ferry leaves at nine on every Sunday of the year.", 0, 300)))
    assert len(cue.lines) == 2
    assert all(len(line) <= 42 for line in cue.shown_lines)


def test_a_label_never_tears_a_line_apart() -> None:
    (cue,) = compose(timed(("a", "The ferry leaves at nine on Sundays.", 0, 300)))
    assert cue.shown_lines == ("Amara Khan:", "The ferry leaves at nine on Sundays.")


def test_in_on_the_first_word_and_out_half_a_second_after_the_last() -> None:
    (cue,) = compose(timed((None, "Good morning to you.", 5000, 400)))
    assert cue.span == TimeSpan(5000, 7100)


def test_nothing_lingers_after_the_audio() -> None:
    cues = compose(timed((None, "Goodbye.", 99_000, 900), sounds=(("Music", 99_950, 100_000),)))
    assert max(cue.span.end_ms for cue in cues) <= 100_000


def test_a_small_gap_is_closed_to_the_smallest() -> None:
    first, second = compose(timed((None, "Good morning to you.", 0, 400), ("a", "Good morning.", 1900, 400)))
    assert first.span == TimeSpan(0, 1900 - DEFAULT_STYLE.min_gap_ms)
    assert second.span.start_ms == 1900


def test_a_short_word_lasts_a_second_where_there_is_room() -> None:
    (late,) = compose(timed((None, "Yes.", 5000, 100)))
    assert late.span == TimeSpan(5000, 6000)
    borrowed = compose(timed((None, "Yes.", 5000, 200), ("a", "Are you sure of it?", 5500, 300)))[0]
    assert borrowed.span == TimeSpan(5000 - 500, 5500)  # the next is two frames late


def test_a_long_pause_ends_a_cue() -> None:
    words = timed((None, "wait for it", 0, 300)).transcript
    spans = (TimeSpan(0, 300), TimeSpan(300, 600), TimeSpan(2200, 2500))
    paused = TimedTranscript(
        transcript=words,
        timings=tuple(WordTiming(span=span) for span in spans),
        sound_spans=(),
        untranscribed=(),
        audio=AudioInfo(file="x.mp3", duration_ms=9000),
        engine="x",
    )
    assert [cue.text for cue in compose(paused)] == ["wait for", "it"]


def test_an_interjection_comes_where_it_is_heard() -> None:
    long = "Well it was the summer of the flood, and the road was gone, and nobody could get across the river."
    cues = compose(timed(("a", long, 0, 400), ("b", "Goodness me!", 2500, 300)))
    speakers = [cue.speaker for cue in cues]
    assert speakers[0] == speakers[-1] == "Amara Khan"
    assert "Ben Ruiz" in speakers[1:-1]


@pytest.mark.parametrize(
    ("sound", "expected"),
    [
        (("Music", 0, 30_000), TimeSpan(0, 7000)),
        (("Music", 10_500, 14_000), TimeSpan(11_683, 14_500)),
        (("Music", 10_500, 11_300), None),
    ],
    ids=["before speech", "beneath speech", "no room"],
)
def test_a_sound_goes_where_speech_leaves_room(sound: tuple[str, int, int], expected: TimeSpan | None) -> None:
    cues = compose(
        timed(("a", "Good morning to you.", 10_000, 300), ("b", "Hello to you too.", 20_000, 300), sounds=(sound,))
    )
    (shown,) = [cue for cue in cues if cue.kind == "sound"]
    speech = [cue.span.start_ms for cue in cues if cue.kind == "speech"]
    assert speech == [10_000, 20_000]
    assert shown.lines == ("[Music]",)
    assert expected is None or shown.span == expected


@pytest.mark.parametrize(
    "limits",
    [{"max_chars_per_line": 0}, {"max_lines": 0}, {"min_duration_ms": 8000}, {"min_gap_ms": 600}, {"linger_ms": -1}],
    ids=str,
)
def test_a_style_is_possible(limits: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        replace(DEFAULT_STYLE, **limits)  # type: ignore[arg-type]


def test_joined_words_are_shown_as_they_were_written() -> None:
    said = timed((None, "港の 霧笛は、 二年間 鳴りません でした。", 0, 700))
    (turn,) = said.transcript.turns
    joined = tuple(replace(word, joined=at > 0) for at, word in enumerate(turn.words))
    transcript = replace(said.transcript, language="ja", items=(replace(turn, words=joined),))
    cues = compose(replace(said, transcript=transcript), replace(DEFAULT_STYLE, max_chars_per_line=20))
    assert "".join(cue.text for cue in cues) == "港の霧笛は、二年間鳴りませんでした。"
    assert any(len(cue.lines) == 2 for cue in cues)
