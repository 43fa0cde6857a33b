"""Rules against the transcript: words, sounds and speakers; and the comparison that they rest on."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subtitles import Cue, Finding, Track, compose, named_style, read, style_names, write
from subtitles.checking import Subject, check_subject
from subtitles.checking.comparing import differences, matches
from tests.subtitles.checking.making import STYLE, cue
from transcripts import (
    AudioInfo,
    Item,
    Note,
    Sound,
    Speaker,
    TimedTranscript,
    TimeSpan,
    Transcript,
    Turn,
    Word,
    WordTiming,
)

_AMARA = Speaker(id="a", name="Amara Khan", labels=("KHAN", "AMARA KHAN"))
_BEN = Speaker(id="b", name="Ben Lee", labels=("LEE",))
_SAID = (
    "The harbour was empty when we came back that evening, and nobody had seen the boat. "
    "We asked at the inn, where twelve fishermen sat at one table. They had heard the bell at 6 o'clock."
)


def _turn(text: str, speaker: Speaker | None = None) -> Turn:
    return Turn(speaker=speaker.id if speaker else None, words=tuple(Word(text=word) for word in text.split()))


def _transcript(*items: Item, language: str = "en") -> Transcript:
    return Transcript(source="x", language=language, layout="x", speakers=(_AMARA, _BEN), items=items)


def _cues(text: str, size: int = 6, **more: str) -> list[Cue]:
    words = text.split()
    return [
        cue(" ".join(words[at : at + size]), at * 500, at * 500 + 400 * size, speaker=more.get("speaker"))
        for at in range(0, len(words), size)
    ]


def _findings(cues: list[Cue], *items: Item) -> list[Finding]:
    subject = Subject(track=Track(cues=tuple(cues), language="en"), style=STYLE, transcript=_transcript(*items))
    return [one for one in check_subject(subject) if one.code.startswith(("transcript-", "speakers-differ"))]


def _told(cues: list[Cue], *items: Item) -> list[tuple[str, int | None, str]]:
    return [(one.code, one.cue, one.excerpt) for one in _findings(cues, *items)]


def test_the_same_words() -> None:
    assert _told(_cues(_SAID), _turn(_SAID)) == []


def test_case_punctuation_and_numerals_are_not_words() -> None:
    shown = _SAID.upper().replace(",", "").replace("TWELVE", "12").replace("6", "SIX").replace("O'CLOCK", "O’CLOCK")
    assert _told(_cues(shown), _turn(_SAID)) == []


@pytest.mark.parametrize(
    ("said", "shown"),
    [("in 1984", "in nineteen eighty-four"), ("1,200 boats", "one thousand two hundred boats"), ("3rd", "third")],
)
def test_numbers_in_digits_and_in_words(said: str, shown: str) -> None:
    assert _told(_cues(_SAID + " " + shown), _turn(_SAID + " " + said)) == []


def test_another_number_is_another_word() -> None:
    assert [one.code for one in _findings(_cues(_SAID.replace("6", "seven")), _turn(_SAID))] == ["transcript-changed"]


def test_missing_words_are_one_finding_where_they_belong() -> None:
    (finding,) = _findings(_cues(_SAID.replace("and nobody had seen the boat.", "")), _turn(_SAID))
    assert (finding.code, finding.cue, finding.measured) == ("transcript-missing", 2, 6)
    assert finding.excerpt == "and nobody had seen the boat."


def test_words_missing_at_the_end_are_told_at_the_last_cue() -> None:
    cues = _cues(_SAID.removesuffix(" at 6 o'clock."))
    assert _told(cues, _turn(_SAID)) == [("transcript-missing", len(cues), "at 6 o'clock.")]


def test_added_and_changed_words() -> None:
    assert _told(_cues(_SAID.replace("empty", "quite empty")), _turn(_SAID)) == [("transcript-extra", 1, "quite")]
    assert _told(_cues(_SAID.replace("the inn", "an inn")), _turn(_SAID)) == [("transcript-changed", 4, "an")]


def test_text_that_may_not_be_spoken_is_not_missing() -> None:
    notes = Turn(speaker=None, words=(Word(text="Subscribe"), Word(text="now.")), maybe_spoken=True)
    assert _told(_cues(_SAID), notes, _turn(_SAID)) == []
    assert _told(_cues("Subscribe now. " + _SAID), notes, _turn(_SAID)) == []


def test_a_passage_elsewhere_is_one_finding() -> None:
    cues = _cues(_SAID)
    (finding,) = _findings([*cues[:1], *cues[3:5], cues[1], cues[2], *cues[5:]], _turn(_SAID))
    assert finding.code == "transcript-order"


def test_another_text_is_one_finding() -> None:
    other = "Completely different sentences about volcanic islands nobody visits because ferries stopped long ago"
    (finding,) = _findings(_cues(other), _turn(_SAID))
    assert (finding.code, finding.unit) == ("transcript-changed", "%")


def test_sounds_of_the_transcript() -> None:
    items = (_turn(_SAID[:84]), Sound(text="Bell rings"), _turn(_SAID[84:]))
    cues = _cues(_SAID)
    assert _told(cues, *items) == [("transcript-sounds", 3, "Bell rings")]
    bell = cue("[a bell]", 7_900, kind="sound")
    assert _told([*cues[:3], bell, *cues[3:]], *items) == []


def test_a_sound_that_moved_with_its_passage_is_told() -> None:
    words = [f"word{at}" for at in range(120)]
    items = (_turn(" ".join(words[:35])), Sound(text="Bell rings"), _turn(" ".join(words[35:])))
    cues = _cues(" ".join(words))
    bell = cue("[a bell]", 99_000, kind="sound")
    moved = [*cues[:4], *cues[8:16], *cues[4:6], bell, *cues[6:8], *cues[16:]]
    assert [one.code for one in _findings(moved, *items)] == ["transcript-order"]


@pytest.mark.parametrize("form", ["[{}] {}", "({}) {}", "[{}]|{}", "{}: {}"])
def test_a_name_of_the_transcript_is_a_label_though_it_stands_once(form: str) -> None:
    cues, turns = _dialogue()
    names = iter(["Amara Khan", "Lee"])
    changes = {0, next(at for at, one in enumerate(cues) if one.speaker == "Ben Lee")}
    shown = [
        cue(form.format(next(names), one.text) if at in changes else one.text, one.span.start_ms)
        for at, one in enumerate(cues)
    ]
    checked = Subject(track=Track(cues=tuple(shown), language="en"), style=STYLE, transcript=_transcript(*turns))
    assert [one.code for one in check_subject(checked) if one.code.startswith(("transcript-", "speakers-"))] == []


def test_brackets_around_another_word_are_no_label() -> None:
    cues = _cues("[Unseen] " + _SAID)
    assert _told(cues, _turn(_SAID, _AMARA)) == [("transcript-extra", 1, "[Unseen]")]


def test_sounds_in_capitals_are_no_words() -> None:
    items = (Sound(text="Theme music in: “Low Tide”"), _turn(_SAID))
    music = cue("THEME MUSIC IN: “LOW TIDE”", 0, 1_000)
    assert _told([music, *_cues(_SAID)], *items) == []
    shouted = [cue(one.text.upper(), one.span.start_ms) for one in _cues(_SAID + " The music stopped.")]
    assert _told(shouted, _turn(_SAID + " The music stopped.")) == []


@pytest.mark.parametrize("style", style_names())
def test_composed_captions_have_what_the_transcript_has(style: str, tmp_path: Path) -> None:
    turns = (
        _turn("Good evening, this is the harbour at low tide.", _AMARA),
        Sound(text="Bell rings"),
        _turn("Who is there? Nobody answers.", _BEN),
        _turn("Well.", _AMARA),
        _turn("No.", _BEN),
        Sound(text="Theme music out"),
        _turn("We asked at the inn, where twelve fishermen sat.", _AMARA),
    )
    notes = (Note(text="[inaudible]", before_word=3), Note(text="[Sichuan dialect]", before_word=4))
    transcript = _transcript(*turns[:2], replace(turns[2], notes=notes), *turns[3:])
    starts_ms = [500 * at + 3_000 * (at >= 9) + 3_000 * (at >= 17) for at in range(len(transcript.words))]
    timings = tuple(WordTiming(span=TimeSpan(start, start + 400), confidence=0.9) for start in starts_ms)
    timed = TimedTranscript(
        transcript=transcript,
        timings=timings,
        sound_spans=(TimeSpan(4_900, 7_000), TimeSpan(12_000, 14_000)),
        untranscribed=(),
        audio=AudioInfo(file="x.wav", duration_ms=60_000),
        engine="acoustic",
    )
    kept = named_style(style)
    write(Track(cues=compose(timed, kept), language="en"), tmp_path / "a.srt")
    track = replace(read(tmp_path / "a.srt").track, language="en")
    findings = check_subject(Subject(track=track, style=kept, transcript=transcript))
    assert [one for one in findings if one.code.startswith(("transcript-", "speakers-"))] == []


def _dialogue() -> tuple[list[Cue], tuple[Turn, Turn]]:
    first, second = _SAID[:84], _SAID[84:]
    cues = [*_cues(first, speaker="Amara Khan"), *_cues(second, speaker="Ben Lee")]
    spread = [cue("|".join(one.lines), at * 3_000, speaker=one.speaker) for at, one in enumerate(cues)]
    return spread, (_turn(first, _AMARA), _turn(second, _BEN))


@pytest.mark.parametrize("name", ["Amara Khan", "KHAN", "Khan", "Amara", "Speaker 1"])
def test_a_speaker_may_be_called_by_any_name(name: str) -> None:
    cues, turns = _dialogue()
    called = [cue(one.text, one.span.start_ms, speaker=name if one.speaker == "Amara Khan" else "Lee") for one in cues]
    assert _told(called, *turns) == []


def test_wrong_speakers_are_one_finding_a_passage() -> None:
    cues, turns = _dialogue()
    wrong = [
        cue(one.text, one.span.start_ms, speaker="Ben Lee" if at in (0, 1) else one.speaker)
        for at, one in enumerate(cues)
    ]
    (finding,) = _findings(wrong, *turns)
    assert (finding.code, finding.cue) == ("speakers-differ", 1)
    assert "2 cues under the name of Ben Lee" in finding.message
    assert "Amara Khan" in finding.suggestion


def test_labels_in_the_text_name_speakers_and_are_no_words() -> None:
    first, second = _SAID[:84], _SAID[84:]
    labelled = [*_cues(f"KHAN: {first}"), cue(f"LEE: {second}", 60_000), cue("KHAN: Well.", 90_000)]
    turns = (_turn(first, _AMARA), _turn(second, _BEN), _turn("Well.", _AMARA))
    assert _told(labelled, *turns) == []
    assert [one.code for one in _findings(labelled, turns[0], _turn(second, _AMARA), turns[2])] == ["speakers-differ"]


_texts = st.lists(st.sampled_from("abcdefgh"), max_size=40)


@given(_texts, _texts)
def test_pairs_are_equal_words_in_order(first: list[str], second: list[str]) -> None:
    pairs = matches(first, second)
    assert all(first[a] == second[b] for a, b in pairs)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))
    parts = differences(pairs, len(first), len(second))
    assert sum(part.a_end - part.a_start for part in parts) + len(pairs) == len(first)
    assert sum(part.b_end - part.b_start for part in parts) + len(pairs) == len(second)


@given(_texts)
def test_a_text_is_equal_to_itself(text: list[str]) -> None:
    assert matches(text, text) == [(at, at) for at in range(len(text))]


@given(_texts, st.integers(0, 40), st.integers(1, 5))
def test_what_is_cut_out_is_what_differs(text: list[str], at: int, size: int) -> None:
    cut = text[:at] + text[at + size :]
    assert len(matches(text, cut)) == len(cut)
