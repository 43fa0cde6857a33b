"""The picture of an episode: what it shows, how it is laid out, and what hostile texts do to it."""

import re
import struct
from dataclasses import replace
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.strategies import timed_transcripts
from transcripts import (
    AudioInfo,
    Fallback,
    Sound,
    Speaker,
    TimedTranscript,
    TimeSpan,
    Transcript,
    Turn,
    Word,
    WordTiming,
    WriteError,
    render_picture,
)
from transcripts.picture import LEAST_WIDTH, MOST_WIDTH, letters_without_font, to_png
from transcripts.picture.axis import drawable, merged, ticks
from transcripts.picture.drawing import SIZE
from transcripts.picture.labels import labels
from transcripts.picture.lanes import MOST_LANES
from transcripts.picture.text import clean, fitted, text_width
from transcripts.picture.view import picture_view
from transcripts.timing import clock

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    "<script>alert(1)</script>",
    "]]>",
    '"><image href="x" onerror="alert(1)"/>',
    "A\u202eevil\u2066",
    "bell\x07 null\x00 \x1b[31m \ufffe\uffff",
    "\ud800 alone",
    "&amp; &#0; &evil;",
    "x" * 500,
    "م" * 500,
    "中" * 500,
]


def spoken(count: int, start_ms: int, *, confidence: float | None = 0.99, step_ms: int = 300) -> list[WordTiming]:
    """Words of 250 ms, one every 300 ms."""
    return [
        WordTiming(span=TimeSpan(at, at + 250), confidence=confidence)
        for at in range(start_ms, start_ms + count * step_ms, step_ms)
    ]


def turn(speaker: str | None, count: int, *, maybe: bool = False) -> Turn:
    return Turn(speaker=speaker, words=(Word(text="so"),) * count, maybe_spoken=maybe)


def episode(
    *parts: tuple[Turn | Sound, list[WordTiming] | TimeSpan | None], duration_ms: int = 60_000
) -> TimedTranscript:
    """A timed transcript of turns with their timings and sounds with their spans; speakers are named by their ids."""
    items = tuple(item for item, _ in parts)
    names = dict.fromkeys(item.speaker for item in items if isinstance(item, Turn) and item.speaker)
    return TimedTranscript(
        transcript=Transcript(
            source="e.txt",
            language="en",
            layout="colon",
            speakers=tuple(Speaker(id=name, name=name) for name in names),
            items=items,
            title="The Lamp Room",
        ),
        timings=tuple(timing for _, times in parts if isinstance(times, list) for timing in times),
        sound_spans=tuple(times for item, times in parts if isinstance(item, Sound) and not isinstance(times, list)),
        untranscribed=(),
        audio=AudioInfo(file="lamp.mp3", duration_ms=duration_ms),
        engine="acoustic",
    )


def parsed(svg: str) -> etree._Element:
    return etree.fromstring(svg.encode("utf-8"))


def description(svg: str) -> str:
    found = parsed(svg).find(f"{SVG}desc")
    assert found is not None
    return str(found.text)


def drawn_texts(svg: str) -> list[str]:
    return ["".join(node.itertext()) for node in parsed(svg).iter(f"{SVG}text")]


def blocks(svg: str, kind: str = "voice-") -> list[list[tuple[float, float]]]:
    """The left and right edges of the bars of each lane."""
    lanes = [node.get("d", "") for node in parsed(svg).iter(f"{SVG}path") if node.get("class", "").startswith(kind)]
    return [[(float(a), float(b)) for a, b in re.findall(r"M([\d.]+) [\d.]+H([\d.]+)v", lane)] for lane in lanes]


def canvas(svg: str) -> tuple[float, float]:
    _, _, width, height = parsed(svg).get("viewBox", "").split()
    return float(width), float(height)


TWO = episode((turn("Ana", 20), spoken(20, 1000)), (turn("Bo", 10), spoken(10, 20_000)))


def test_there_is_a_lane_for_each_speaker_in_order_of_the_first_word() -> None:
    view = picture_view(episode((turn("Bo", 4), spoken(4, 30_000)), (turn("Ana", 4), spoken(4, 1000))), 500)
    assert [lane.name for lane in view.lanes] == ["Ana", "Bo"]


def test_shares_are_of_the_time_that_is_spoken() -> None:
    view = picture_view(TWO, 500)
    assert [round(lane.share, 2) for lane in view.lanes] == [0.67, 0.33]
    assert "Ana 67% (0:05); Bo 33% (0:02)" in description(render_picture(TWO))


def test_speech_without_names_is_one_lane_called_speech() -> None:
    view = picture_view(episode((turn(None, 4), spoken(4, 0))), 500)
    assert [lane.name for lane in view.lanes] == ["Speech"]


def test_turns_without_a_name_among_named_ones_have_a_lane_that_says_so() -> None:
    view = picture_view(episode((turn("Ana", 4), spoken(4, 0)), (turn(None, 4), spoken(4, 9000))), 500)
    assert [lane.name for lane in view.lanes] == ["Ana", "No name"]


def test_many_speakers_are_put_together_and_all_are_told() -> None:
    names = [f"Caller {number}" for number in range(40)]
    timed = episode(
        *((turn(name, 5 + at), spoken(5 + at, at * 60_000)) for at, name in enumerate(names)), duration_ms=3_600_000
    )
    view = picture_view(timed, 500)
    assert len(view.lanes) == MOST_LANES
    assert view.lanes[-1].name == "29 others"
    assert [lane.name for lane in view.lanes[:-1]] == names[29:]
    told = description(render_picture(timed))
    assert all(name in told for name in names)


def test_a_speaker_who_is_not_heard_is_told() -> None:
    timed = episode((turn("Ana", 2), spoken(2, 0)), (turn("Bo", 1), [WordTiming()]))
    assert "Bo not heard" in description(render_picture(timed))


def test_blocks_without_a_pause_between_them_are_one() -> None:
    timed = episode((turn("Ana", 10), [*spoken(5, 1000), *spoken(5, 3100)]), (turn("Ana", 5), spoken(5, 9000)))
    assert [len(lane.blocks) for lane in picture_view(timed, 1200).lanes] == [2]


def test_sounds_are_named_where_they_fit_and_all_are_told() -> None:
    sounds = [(Sound(text=f"A very loud noise, number {at}"), TimeSpan(at * 500, at * 500 + 400)) for at in range(30)]
    svg = render_picture(episode(*sounds, (Sound(text="Applause"), None)))
    assert 3 <= sum("noise" in text for text in drawn_texts(svg)) < 30
    assert all(f"number {at} (" in description(svg) for at in range(30))
    assert "Sounds without a place: Applause" in description(svg)


def test_speech_without_text_is_a_hatched_lane() -> None:
    svg = render_picture(replace(TWO, untranscribed=(TimeSpan(40_000, 50_000),)))
    assert "Speech without text" in drawn_texts(svg)
    assert "Speech without text: 0:40–0:50." in description(svg)
    assert "url(#picture-hatch)" in svg
    assert "Speech without text" not in render_picture(TWO)


def test_words_that_were_not_heard_are_marked_where_they_would_stand() -> None:
    timed = episode((turn("Ana", 7), [*spoken(5, 1000), WordTiming(), WordTiming()]))
    view = picture_view(timed, 500)
    assert [(one.at_ms, one.words) for one in view.absent] == [(2450, 2)]
    svg = render_picture(timed)
    assert "Not heard, 2 words: “so so” after 0:02." in description(svg)
    assert "Not heard" in drawn_texts(svg)


def test_what_may_not_be_speech_is_told_and_not_marked_as_missing() -> None:
    timed = episode((turn("Ana", 5), spoken(5, 1000)), (turn(None, 2, maybe=True), [WordTiming(), WordTiming()]))
    svg = render_picture(timed)
    assert "Not heard" not in drawn_texts(svg)
    assert "2 words about the episode" in description(svg)


def test_doubtful_and_estimated_places_are_told_and_explained() -> None:
    timed = episode((turn("Ana", 6), [*spoken(5, 1000), *spoken(1, 30_000, confidence=0.4)]))
    timed = replace(timed, fallbacks=(Fallback(engine="pace", span=TimeSpan(10_000, 20_000)),))
    svg = render_picture(timed)
    assert "Doubtful places: 0:30." in description(svg)
    assert "Estimated times: 0:10–0:20." in description(svg)
    assert {"estimated times", "words below 80% confidence: perhaps misplaced"} <= set(drawn_texts(svg))
    assert "estimated times" not in drawn_texts(render_picture(TWO))


def test_without_confidence_the_engine_is_named_instead() -> None:
    timed = replace(episode((turn("Ana", 5), spoken(5, 0, confidence=None))), engine="duration")
    texts = drawn_texts(render_picture(timed))
    assert "Confidence" not in texts
    assert any("times by the duration engine" in text for text in texts)


def test_without_peaks_there_is_no_waveform() -> None:
    assert "Loudness" not in drawn_texts(render_picture(TWO))
    assert "Loudness" in drawn_texts(render_picture(TWO, peaks=[0.5, 1.0]))


@pytest.mark.parametrize("peaks", [[0.0], [2.0, -1.0], [0.5] * 20_000])
def test_a_waveform_stays_within_its_row(peaks: list[float]) -> None:
    svg = render_picture(TWO, peaks=peaks)
    (wave,) = [node.get("d", "") for node in parsed(svg).iter(f"{SVG}path") if node.get("class") == "wave"]
    places = [(float(x), float(y)) for x, y in re.findall(r"([\d.-]+) ([\d.-]+)", wave)]
    assert all(0 <= x <= canvas(svg)[0] and 0 <= y <= 72 for x, y in places)
    assert len(places) < 5000


def test_the_text_alternative_is_named_as_such() -> None:
    root = parsed(render_picture(TWO))
    assert root.get("role") == "img"
    ids = {node.get("id"): node.tag for node in root if node.get("id")}
    assert [ids[name] for name in root.get("aria-labelledby", "").split()] == [f"{SVG}title", f"{SVG}desc"]
    assert root.findtext(f"{SVG}title") == "Timeline of The Lamp Room"


def test_long_names_are_shortened_and_told_in_full() -> None:
    name = "Dr. Wilhelmina Featherstonehaugh-Cholmondeley of the Lighthouse Board"
    svg = render_picture(episode((turn(name, 5), spoken(5, 0)), (turn("Bo", 5), spoken(5, 9000))))
    assert any(text.startswith("Dr. Wilhelmina") and text.endswith("…") for text in drawn_texts(svg))
    assert any(f"{name}: 50%" in (node.text or "") for node in parsed(svg).iter(f"{SVG}title"))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(text: str) -> None:
    timed = episode((turn(text, 5), spoken(5, 0)), (Sound(text=text), TimeSpan(9000, 12_000)))
    svg = render_picture(replace(timed, transcript=replace(timed.transcript, title=text)))
    root = parsed(svg)
    tags = {etree.QName(node).localname for node in root.iter()}
    assert tags <= {"svg", "title", "desc", "style", "defs", "pattern", "path", "circle", "g", "rect", "text"}
    assert not set(svg) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00\x07\x1b")
    assert not [name for node in root.iter() for name in node.attrib if name.startswith("on") or "href" in name]
    assert clean(text) in description(svg)


@settings(max_examples=50, deadline=None)
@given(timed_transcripts(), st.sampled_from([LEAST_WIDTH, 1200, 4000]))
def test_any_transcript_gives_a_picture_that_holds_all_of_it(timed: TimedTranscript, width: int) -> None:
    svg = render_picture(timed, width=width, peaks=(0.1, 0.9, 0.4))
    right, bottom = canvas(svg)
    assert bottom > 100
    for lane in blocks(svg):
        assert all(0 <= a < b <= right for a, b in lane)
        assert all(before[1] < after[0] for before, after in pairwise(lane))
    told = description(svg)
    for speaker in timed.transcript.speakers:
        assert clean(speaker.name) in told
    for sound in timed.transcript.sounds:
        assert clean(sound.text) in told


@settings(max_examples=20, deadline=None)
@given(timed_transcripts())
def test_lanes_share_what_is_spoken(timed: TimedTranscript) -> None:
    view = picture_view(timed, 600)
    assert sum(lane.share for lane in view.lanes) == pytest.approx(1 if view.lanes else 0)
    assert sum(lane.spoken_ms for lane in view.lanes) == sum(voice.spoken_ms for voice in view.voices)
    assert {timing.span is not None for timing in timed.timings} <= {bool(view.lanes), False}


def test_three_hours_stay_small() -> None:
    names = [f"Guest {number}" for number in range(8)]
    parts = [(turn(names[at % 8], 8), spoken(8, at * 3000, confidence=0.5 + at % 50 / 100)) for at in range(3550)]
    svg = render_picture(episode(*parts, duration_ms=3 * 3_600_000), peaks=[0.123, 0.7] * 600)
    assert len(svg.encode()) < 300_000


@pytest.mark.parametrize("width", [LEAST_WIDTH, 830, 1200, 4000, MOST_WIDTH])
def test_a_wider_picture_has_larger_text_and_more_room_for_time(width: int) -> None:
    svg = render_picture(TWO, width=width)
    assert parsed(svg).get("width") == str(width)
    pixels_per_unit = width / canvas(svg)[0]
    # At 11 pixels where 1200 of them are shown on 830, and where a narrower one is shown as it is.
    assert SIZE * pixels_per_unit * min(1.0, 830 / min(width, 1200)) >= 11 or width < 830
    assert SIZE * pixels_per_unit >= 11


@pytest.mark.parametrize("width", [LEAST_WIDTH - 1, MOST_WIDTH + 1])
def test_a_width_that_is_none_is_refused(width: int) -> None:
    with pytest.raises(ValueError, match="not a width"):
        render_picture(TWO, width=width)


@pytest.mark.parametrize("duration_ms", [1, 400, 60_000, 61_000, 3_600_000, 36_000_000, 400_000_000])
@pytest.mark.parametrize("most", [1, 4, 9])
def test_times_of_the_axis_are_round_and_few(duration_ms: int, most: int) -> None:
    found = ticks(duration_ms, most)
    assert found[0] == 0
    assert found[-1] <= duration_ms
    assert 1 <= len(found) <= most
    assert len({b - a for a, b in pairwise(found)}) <= 1
    assert len({clock(time) for time in found}) == len(found)


def test_an_hour_is_marked_at_round_minutes() -> None:
    assert [clock(time) for time in ticks(3_600_000, 9)] == [
        "0:00",
        "10:00",
        "20:00",
        "30:00",
        "40:00",
        "50:00",
        "1:00:00",
    ]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 990), st.integers(0, 10))), st.integers(1, 40))
def test_what_is_drawn_keeps_its_distance(pairs: list[tuple[int, int]], least_ms: int) -> None:
    spans = [TimeSpan(start, start + length) for start, length in pairs]
    found = drawable(spans, least_ms, 1000)
    assert all(span.duration_ms >= least_ms and span.end_ms <= 1000 for span in found)
    assert all(b.start_ms - a.end_ms >= least_ms for a, b in pairwise(found))
    assert all(any(one.start_ms <= span.start_ms and span.end_ms <= one.end_ms for one in found) for span in spans)
    assert merged(found, 1) == found


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(0, 900), st.text("iMw ", min_size=1, max_size=60)), max_size=12))
def test_names_of_sounds_never_meet_each_other_or_a_leader(marks: list[tuple[float, str]]) -> None:
    placed = labels(sorted(marks), 900)
    boxes = [
        (
            label,
            label.x - text_width(label.text, SIZE) if label.is_before else label.x,
            label.x + (0 if label.is_before else text_width(label.text, SIZE)),
        )
        for label in placed
    ]
    for at, (label, left, right) in enumerate(boxes):
        assert right <= 900
        for other, other_left, other_right in boxes[at + 1 :]:
            if other.line == label.line:
                assert right <= other_left or other_right <= left
            for high, low, low_left, low_right in (
                (label, other, other_left, other_right),
                (other, label, left, right),
            ):
                if high.line > low.line:
                    assert not low_left < high.mark_x < low_right


@settings(deadline=None)
@given(st.text(), st.floats(0, 300))
def test_what_is_cut_has_room(text: str, room: float) -> None:
    found = fitted(text, room, SIZE)
    assert not found or text_width(found, SIZE) <= room + SIZE


def test_a_cut_name_that_runs_to_the_left_goes_on_at_the_left() -> None:
    assert fitted("م" * 50, 100, SIZE).endswith("…\u200f")


LIGHT, DARK = ("#ffffff", "#f3f4f6"), ("#15181d", "#1e2229")


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("theme", "grounds"), [(0, LIGHT), (1, DARK)])
def test_colours_stand_out(theme: int, grounds: tuple[str, str]) -> None:
    """WCAG 2.2: 4.5:1 for text (1.4.3), 3:1 for what is to be told apart (1.4.11), unlike tracks and the grid."""
    css = files("transcripts.picture").joinpath("picture.css").read_text(encoding="utf-8")
    part = css.split("@media (prefers-color-scheme: dark) {")[theme]
    rules = re.findall(r"([\w.,\- ]+?)\s*\{([^}]*)\}", part)
    colours = {
        name.split()[-1]: found[0]
        for names, body in rules
        for name in names.split(",")
        if (found := re.findall(r"(?:fill|stroke): (#[0-9a-f]{6})", body))
    }
    for name in ("text", ".quiet"):
        assert _contrast(colours[name], grounds[0]) >= 4.5, name
    for name in colours.keys() - {"text", ".quiet", ".paper", ".track", ".grid", ".sure"}:
        assert all(_contrast(colours[name], ground) >= 3 for ground in grounds), name
    assert len(colours) > 20


def _size(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_a_png_has_the_size_of_the_picture_and_its_text() -> None:
    svg = render_picture(TWO, width=900)
    png = to_png(svg)
    assert _size(png) == (900, int(parsed(svg).get("height", "")))
    assert to_png(re.sub("<text.*?</text>", "", svg)) != png
    assert to_png(re.sub('<path class="voice.*?/>', "", svg)) != png
    assert len(png) > 5000


def test_a_system_without_fonts_gives_no_picture_without_text(monkeypatch: pytest.MonkeyPatch) -> None:
    import resvg_py

    usual = resvg_py.svg_to_bytes
    monkeypatch.setattr(
        resvg_py, "svg_to_bytes", lambda svg_string: usual(svg_string=svg_string, skip_system_fonts=True)
    )
    with pytest.raises(WriteError, match="no font"):
        to_png(render_picture(TWO))


def test_what_is_no_picture_is_told() -> None:
    with pytest.raises(WriteError):
        to_png("<svg")


def test_letters_that_no_font_has_are_told() -> None:
    private = "\U0003134a\U0002ffff"  # an ideograph that hardly any font has, and one that is none
    svg = render_picture(episode((turn(f"Ana {private[0]}", 5), spoken(5, 0))))
    assert set(letters_without_font(svg)) <= {private[0]}
    assert letters_without_font(render_picture(TWO)) == ""
