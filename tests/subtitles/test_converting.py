"""Between formats: what a format holds comes back, and what it does not is told."""

import os
from dataclasses import replace

import pytest
from hypothesis import given, settings

from subtitles import FORMATS, Cue, Track
from subtitles.converting import Converted, convert
from subtitles.formats import Feature
from subtitles.formats.ass import rounded
from subtitles.reading import read_bytes
from subtitles.styles import SpeakerLabels
from tests.subtitles.caption_strategies import hostile_texts, markup, plain_texts, tracks
from transcripts import TimeSpan, UnknownNameError

EXAMPLES = int(os.environ.get("CONVERTING_EXAMPLES", "60"))
EXAMPLES_EACH = max(EXAMPLES // 4, 1)  # of tests that every format takes
TIMED = tuple(name for name, form in FORMATS.items() if {Feature.STARTS, Feature.ENDS} <= form.holds)
Said = tuple[TimeSpan, tuple[str, ...], tuple[str | None, ...]]


def cue(*lines: str, start_ms: int = 0, end_ms: int | None = None, speaker: str | None = None) -> Cue:
    return Cue(span=TimeSpan(start_ms, end_ms or start_ms + 1500), lines=lines, speaker=speaker)


def codes(converted: Converted) -> list[str]:
    return [loss.code for loss in converted.losses]


def back(converted: Converted) -> Track:
    """The track that is read from a converted file."""
    return read_bytes(converted.text.encode("utf-8"), f"x{FORMATS[converted.format].suffix}").track


def said(track: Track) -> list[Said]:
    """When, what and by whom, of each cue; names with their white space made single spaces."""
    return [
        (cue.span, cue.lines, tuple(voice.speaker for voice in cue.voices for _ in range(voice.start, voice.end)))
        for cue in track.cues
    ]


def expected(track: Track, name: str) -> list[Said]:
    """What should be read from the track in a format, written without labels."""
    form, cues = FORMATS[name], list(track.cues)
    if Feature.ORDER not in form.holds:
        cues.sort(key=lambda cue: cue.span.start_ms)
    found: list[Said] = []
    for cue in cues:
        span = rounded(cue.span) if form.step_ms > 1 else cue.span
        if Feature.SPEAKERS not in form.holds:
            found.append((span, cue.dashed_lines, (None,) * len(cue.lines)))
        elif Feature.SHARED in form.holds:
            found += said(Track(cues=(replace(cue, span=span),)))
        else:
            found += [(span, cue.lines[v.start : v.end], (v.speaker,) * (v.end - v.start)) for v in cue.voices]
    if Feature.LINES not in form.holds:
        return [(span, (" ".join(lines),), names[:1]) for span, lines, names in found]
    return found


@pytest.mark.parametrize("name", TIMED)
@settings(max_examples=EXAMPLES_EACH, deadline=None)
@given(track=tracks(plain_texts | markup))
def test_what_a_format_holds_is_read_back_and_the_rest_is_told(name: str, track: Track) -> None:
    converted = convert(track, name, "never")
    if {"characters", "markup"} & set(codes(converted)):
        return  # told; what readers make of it is up to them
    found = said(back(converted))
    if name == "ass":  # which tells editors who speaks, besides
        found = [(span, lines, (None,) * len(lines)) for span, lines, _ in found]
    assert found == expected(track, name)


@pytest.mark.parametrize("chain", [("srt", "vtt", "ttml", "sbv", "podcast-json", "srt")], ids="-".join)
@settings(max_examples=EXAMPLES, deadline=None)
@given(track=tracks())
def test_text_and_times_pass_through_all_formats(chain: tuple[str, ...], track: Track) -> None:
    """Without speakers, which SubRip and SBV cannot hold, and in the order of the starts, which WebVTT asks for."""
    cues = tuple(replace(cue, speaker=None, line_speakers=()) for cue in track.cues)
    track = Track(cues=tuple(sorted(cues, key=lambda cue: cue.span.start_ms)))
    before = track
    for name in chain:
        converted = convert(track, name)
        if {"characters", "markup"} & set(codes(converted)):
            return
        track = back(converted)
    assert said(track) == said(before)


@settings(max_examples=EXAMPLES, deadline=None)
@given(track=tracks())
def test_speakers_pass_through_formats_that_hold_them(track: Track) -> None:
    cues = (replace(cue, line_speakers=()) for cue in track.cues)
    track = Track(cues=tuple(sorted(cues, key=lambda cue: cue.span.start_ms)))
    before = track
    for name in ("vtt", "ttml", "ebu-tt-d", "podcast-json", "vtt"):
        track = back(convert(track, name))
    assert said(track) == said(before)


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=EXAMPLES_EACH, deadline=None)
@given(track=tracks(hostile_texts))
def test_any_text_is_written_and_what_is_replaced_is_told(name: str, track: Track) -> None:
    converted = convert(track, name)
    text = converted.text.encode("utf-8").decode("utf-8")  # which lone surrogates would not survive
    assert ("\N{REPLACEMENT CHARACTER}" in text) <= ("characters" in codes(converted) or "\ufffd" in str(track))
    assert "\r" not in text


def test_losses_are_told_with_their_number_and_the_first_place() -> None:
    track = Track(
        cues=(
            replace(cue("Yes.", speaker="Lee"), id="a-1"),
            replace(cue("No.", "Well.", start_ms=62_000, end_ms=70_003), line_speakers=("Lee", None), id="2"),
            replace(cue("Rain", start_ms=61_000), kind="sound"),
        ),
        language="en",
        title="Harbour",
    )
    assert list(map(str, convert(track, "srt").losses)) == [
        "who speaks is told by labels in the text alone: 2 cues, the first cue 1, at 0:00",
        "that a cue is a sound is not kept, and its text does not show it: cue 3, at 1:01",
        "cues overlap, of which some players show one only: cue 2, at 1:02",
        "the language (en) is not kept",
        "the title is not kept",
        "the names of cues are not kept: cue 1, at 0:00",
    ]
    assert codes(convert(track, "ttml")) == ["ids"]
    assert codes(convert(track, "vtt")) == ["sounds", "order", "language", "title"]
    assert codes(convert(track, "podcast-json")) == ["shared", "sounds", "order", "language", "title", "ids"]
    rounded_loss = next(loss for loss in convert(track, "ass").losses if loss.code == "rounded")
    assert str(rounded_loss) == "times are rounded to 10 ms: cue 2, at 1:02"
    assert codes(convert(track, "txt", "never"))[:4] == ["starts", "ends", "lines", "speakers"]
    assert codes(convert(Track(cues=track.cues[:1]), "podcast-html")) == ["ends", "ids"]


def test_names_of_cues_that_webvtt_cannot_hold_are_told() -> None:
    names = ("a", "a", "NOTE x", "x --> y", "x\ny", "b ")
    track = Track(cues=tuple(replace(cue("Yes.", start_ms=2000 * at), id=name) for at, name in enumerate(names)))
    (loss,) = convert(track, "vtt").losses
    assert (loss.code, loss.count, loss.cue) == ("ids", 5, 2)
    assert [c.id for c in back(convert(track, "vtt")).cues] == ["a", None, None, None, None, None]


def test_a_sound_that_its_text_shows_is_no_loss() -> None:
    sounds = ("[Rain]", "(Rain)", "♪ Rain ♪", "RAIN")
    track = Track(cues=tuple(replace(cue(text, start_ms=2000 * at), kind="sound") for at, text in enumerate(sounds)))
    assert codes(convert(track, "srt")) == []


@pytest.mark.parametrize(
    ("labels", "texts"),
    [
        ("changes", ["Lee: Yes.", "So.", "[Rain]", "On.", "Khan: No.", "LEE: Ah.", "Who?", "Lee: Me."]),
        ("always", ["Lee: Yes.", "Lee: So.", "[Rain]", "Lee: On.", "Khan: No.", "LEE: Ah.", "Who?", "Lee: Me."]),
        ("never", ["Yes.", "So.", "[Rain]", "On.", "No.", "LEE: Ah.", "Who?", "Me."]),
    ],
)
@pytest.mark.parametrize("name", ["srt", "sbv", "ass"])
def test_speakers_become_labels_where_a_format_has_none(name: str, labels: SpeakerLabels, texts: list[str]) -> None:
    said = (("Yes.", "Lee"), ("So.", "Lee"), ("[Rain]", None), ("On.", "Lee"), ("No.", "Khan"), ("LEE: Ah.", "Lee"))
    track = Track(
        cues=tuple(
            replace(cue(text, start_ms=2000 * at, speaker=speaker), kind="sound" if text == "[Rain]" else "speech")
            for at, (text, speaker) in enumerate((*said, ("Who?", None), ("Me.", "Lee")))
        )
    )
    assert [" ".join(c.shown_lines) for c in back(convert(track, name, labels)).cues] == texts


def test_a_cue_of_several_speakers_names_each() -> None:
    shared = replace(cue("No.", "Never.", "Yes.", "Who?"), line_speakers=("Lee", "Lee", "Khan", None), dash="- ")
    track = Track(cues=(shared,))
    assert convert(track, "srt").text.split("\n")[2:6] == ["Lee: No.", "Never.", "Khan: Yes.", "- Who?"]
    assert convert(track, "srt", "never").text.split("\n")[2:6] == ["- No.", "Never.", "- Yes.", "- Who?"]
    assert convert(track, "txt").text == "Lee: No. Never.\nKhan: Yes.\n- Who?\n"
    assert convert(track, "vtt").text.split("\n")[3:7] == ["<v Lee>- No.", "Never.</v>", "<v Khan>- Yes.</v>", "- Who?"]


def test_the_name_is_never_written_twice() -> None:
    track = Track(cues=(replace(cue("Yes.", speaker="Amara Khan"), label="Khan:"),))
    assert all(convert(track, name).text.count("Khan") == 1 for name in FORMATS if name not in ("ass", "txt"))
    assert ",Amara Khan,0,0,0,,Khan: Yes." in convert(track, "ass").text  # which only editors show


def test_what_a_format_cannot_hold_is_replaced_visibly() -> None:
    track = Track(cues=(cue("a\x00b \ud800 \x1b", "{x} \\N [BR]"),))
    assert convert(track, "vtt").text.split("\n")[3] == "a\ufffdb \ufffd \x1b"
    assert "a\ufffdb \ufffd \ufffd<br/>{x} \\N [BR]" in convert(track, "ttml").text
    assert "｛x｝ ＼N [BR]" in convert(track, "ass").text
    assert "{x} \\N ［BR]" in convert(track, "sbv").text
    assert all("characters" in codes(convert(track, name)) for name in FORMATS)


@pytest.mark.parametrize("lines", [("<b>",), ("<I", "a --> b"), ("a&amp;b",), ("{\\an8}",), ("<00:01.000>",)], ids=repr)
def test_text_that_looks_like_markup_is_told_where_nothing_escapes_it(lines: tuple[str, ...]) -> None:
    track = Track(cues=(cue("Yes.", end_ms=1000), cue(*lines, start_ms=2000)))
    told = next(loss for loss in convert(track, "srt").losses if loss.code == "markup")
    assert str(told) == "text looks like markup, which players may hide: cue 2, at 0:02"
    for name in ("vtt", "ttml", "podcast-json"):
        assert codes(convert(track, name)) == []
        assert back(convert(track, name)).cues[1].lines == lines


def test_an_unknown_format_is_named_with_a_hint() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'ttml'"):
        convert(Track(cues=()), "tml")
