"""Sounds are shown where they are heard, as the style writes them."""

from dataclasses import replace
from itertools import pairwise

import pytest

from subtitles import Cue, Style, compose, named_style
from subtitles.composing.sound_cues import sound_text
from subtitles.styles import SoundForm
from tests.subtitles.test_compose import Said, timed

STYLE = replace(named_style("youtube"), speaker_labels="never")
TALK: tuple[Said, ...] = (("a", "Good morning to you.", 10_000, 300), ("b", "Hello to you too.", 20_000, 300))


def captions(*sounds: tuple[str, int, int], talk: tuple[Said, ...] = TALK, style: Style = STYLE) -> tuple[Cue, ...]:
    return compose(timed(*talk, sounds=sounds), style)


def sounds_of(cues: tuple[Cue, ...]) -> list[tuple[str, int]]:
    return [(cue.text, cue.span.start_ms) for cue in cues if cue.kind == "sound"]


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("brackets", "Door closes", "[Door closes]"),
        ("parentheses", " Door\ncloses ", "(Door closes)"),
        ("capitals", "Door closes", "DOOR CLOSES"),
        ("brackets", "(laughs)", "[laughs]"),
        ("parentheses", "[laughs]", "(laughs)"),
        ("brackets", "(one) and (two)", "[(one) and (two)]"),
        ("brackets", "♪ Amazing grace ♪", "♪ Amazing grace ♪"),
        ("capitals", "♪", "♪"),
        ("brackets", "♪ to", "[♪ to]"),
        ("brackets", "()", "[()]"),
    ],
)
def test_a_sound_is_written_as_the_style_has_it(form: SoundForm, text: str, expected: str) -> None:
    assert sound_text(text, replace(STYLE, sound_form=form), "en") == expected


def test_capitals_are_those_of_the_language() -> None:
    assert sound_text("gülüşmeler ıslık", replace(STYLE, sound_form="capitals"), "tr-TR") == "GÜLÜŞMELER ISLIK"
    assert sound_text("zil", replace(STYLE, sound_form="capitals"), "tr") == "ZİL"


def test_a_sound_in_a_pause_is_shown_when_it_is_heard() -> None:
    assert sounds_of(captions(("Door slams", 15_000, 15_200))) == [("[Door slams]", 15_000)]


def test_a_sound_at_the_end_of_a_pause_begins_a_little_early() -> None:
    assert sounds_of(captions(("Door slams", 19_300, 19_500))) == [("[Door slams]", 18_917)]


def test_a_sound_beneath_speech_is_a_line_of_the_cue_that_is_shown() -> None:
    first, *_ = captions(("Laughter", 10_300, 10_700))
    assert first.lines == ("Good morning to you.", "[Laughter]")
    assert first.line_speakers == ("Amara Khan", None)
    assert first.span.start_ms == 10_000
    before, *_ = captions(("Laughter", 9_900, 10_100), talk=(("a", "Good morning.", 9_950, 300),))
    assert before.lines == ("[Laughter]", "Good morning.")
    assert before.line_speakers == (None, "Amara Khan")


def test_the_label_stays_on_the_first_line() -> None:
    first, *_ = captions(("Laughter", 9_900, 10_100), style=named_style("youtube"))
    assert first.shown_lines == ("Amara Khan: Good morning to you.", "[Laughter]")


def test_a_sound_without_room_anywhere_takes_the_time_before_the_next_speech() -> None:
    long = "It was the summer of the flood, and no road was left, and nobody could cross the wide river any more."
    talk: tuple[Said, ...] = (("a", long, 0, 180), ("b", long, 20 * 180, 180))
    cues = captions(("Laughter", 1_000, 1_300), talk=talk)
    assert [text for text, _ in sounds_of(cues)] == ["[Laughter]"]
    assert all(a.span.end_ms <= b.span.start_ms for a, b in pairwise(cues))


def test_two_sounds_at_once_follow_each_other() -> None:
    cues = captions(("Rain", 0, 9_000), ("Wind", 0, 9_000))
    assert [text for text, _ in sounds_of(cues)] == ["[Rain]", "[Wind]"]
    assert all(cue.span.duration_ms >= STYLE.min_duration_ms for cue in cues)


def test_a_sound_that_is_too_long_for_a_cue_has_several() -> None:
    cues = [cue for cue in captions(("rain and wind " * 12, 0, 9_000)) if cue.kind == "sound"]
    assert len(cues) == 3
    assert all(cue.text[0] + cue.text[-1] == "[]" and len(cue.lines) <= 2 for cue in cues)
    assert " ".join(cue.text.strip("[]") for cue in cues).split() == ("rain and wind " * 12).split()
    assert all(len(line) <= 42 for cue in cues for line in cue.lines)


def test_sounds_alone_are_captions_too() -> None:
    assert sounds_of(captions(("Rain", 500, 30_000), talk=())) == [("[Rain]", 500)]


def test_a_sound_without_a_place_is_not_shown() -> None:
    said = timed(*TALK, sounds=(("Rain", 0, 900),))
    assert not sounds_of(compose(replace(said, sound_spans=(None,)), STYLE))
