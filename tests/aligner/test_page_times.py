"""The times of a page: held against what was heard, told after a run, and used by engines that do not listen."""

import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.acoustic import LogProbs
from aligner.anchors import Anchor
from aligner.audio import Audio, Samples
from aligner.cli.summary import document, lines, summarize
from aligner.engines import ENGINES, EngineResult, Job
from aligner.engines.hints import consistent_knots, letters_before, moved_knots
from aligner.engines.pace import beats
from aligner.hinted import hinted_anchors
from aligner.locate import locate
from aligner.page_times import PageTimesCheck, check_page_times, hints_of
from aligner.search import SearchCosts, SpokenWord
from subtitles import named_style
from tests import strategies
from tests.aligner.synthetic import BLANK, Phonemes, noise, pronounced, random_words, sharp, silence, transcript_of
from transcripts import (
    AudioInfo,
    PageTime,
    TimedTranscript,
    TimeSpan,
    Transcript,
    WordTiming,
)

TURN = "Then the lights came on again all over the harbour."
WORDS = len(TURN.split())
STEP_MS = 10_000


def with_times(transcript: Transcript, times: Sequence[int | None]) -> Transcript:
    """Each turn with what the page gives for its first word."""
    turns = [
        replace(turn, line=2 * number + 1, times=() if at is None else (PageTime(word=0, start_ms=at),))
        for number, (turn, at) in enumerate(zip(transcript.turns, times, strict=True))
    ]
    return replace(transcript, items=tuple(turns))


def heard(times: Sequence[int | None], heard_ms: Sequence[int], confidence: float | None = 0.99) -> TimedTranscript:
    """Turns that begin at ``heard_ms`` in the audio and at ``times`` on the page."""
    transcript = with_times(transcript_of(*[TURN] * len(times)), times)
    timings = tuple(
        WordTiming(span=TimeSpan(at + 300 * word, at + 300 * word + 250), confidence=confidence)
        for at in heard_ms
        for word in range(WORDS)
    )
    return TimedTranscript(
        transcript=transcript,
        timings=timings,
        sound_spans=(),
        untranscribed=(),
        audio=AudioInfo(file="ep.mp3", duration_ms=3_600_000),
        engine="acoustic" if confidence is not None else "pauses",
    )


def checked(times: Sequence[int | None], heard_ms: Sequence[int]) -> PageTimesCheck:
    check = check_page_times(heard(times, heard_ms))
    assert check
    return check


def told(timed: TimedTranscript) -> list[str]:
    """The lines of the summary on the times of the page."""
    every = list(lines(summarize(timed, (), named_style("youtube"), [])))
    first = next((at for at, line in enumerate(every) if line.startswith("Times ")), len(every))
    rest = next((at for at, line in enumerate(every) if at > first and not line.startswith(" ")), len(every))
    return [line[10:] for line in every[first:rest]]


SAID = [STEP_MS * number + 437 * (number % 3) for number in range(120)]
CUT = [at // 1000 * 1000 for at in SAID]  # to the second, as pages do


# --- the check ------------------------------------------------------------------------------------------------------


def test_a_page_without_times_is_not_checked_nor_mentioned() -> None:
    timed = heard([None] * 3, SAID[:3])
    assert check_page_times(timed) is None
    assert told(timed) == []
    assert "page_times" not in document(summarize(timed, (), named_style("youtube"), []))


def test_right_times_agree() -> None:
    check = checked(CUT, SAID)
    assert (check.count, check.checked, check.agreeing, check.wrong) == (120, 120, 120, ())
    assert told(heard(CUT, SAID)) == ["120 of 120 agree with the audio within 2 s"]


def test_an_advertisement_in_the_audio_is_an_offset_from_there_on() -> None:
    later = [at if at < 760_000 else at + 31_000 for at in SAID]
    check = checked(CUT, later)
    assert check.agreeing == 120
    assert [(offset.agreeing, offset.from_ms) for offset in check.offsets] == [(76, later[0]), (44, later[76])]
    assert check.offsets[1].offset_ms == pytest.approx(31_437, abs=500)
    assert told(heard(CUT, later)) == ["the page's times run 31 s early from 13:11 on: 120 of 120 agree then"]


@pytest.mark.parametrize(("off_ms", "how"), [(42_000, "42 s late"), (-35_000, "35 s early")])
def test_times_of_another_beginning_are_off_throughout(off_ms: int, how: str) -> None:
    said = [at + 40_000 for at in SAID]
    page = [at + 40_000 + off_ms for at in CUT]
    assert told(heard(page, said)) == [f"the page's times run {how}: 120 of 120 agree then"]


def test_an_offset_that_ends_is_right_again() -> None:
    page = [at + (60_000 if 40 <= number < 80 else 0) for number, at in enumerate(CUT)]
    assert told(heard(page, SAID)) == [
        "the page's times run 60 s late from 6:40 on, right from 13:20 on: 120 of 120 agree then"
    ]


def test_many_offsets_are_those_of_another_edit() -> None:
    page = [at + 20_000 * (number // 20) for number, at in enumerate(CUT)]
    assert told(heard(page, SAID)) == [
        "the page's times are those of another edit, 6 offsets from this one: 120 of 120 agree then"
    ]


def test_a_time_that_is_wrong_alone_is_listed_for_an_editor() -> None:
    page = list(CUT)
    page[7] += 600_000
    page[30] = 0
    check = checked(page, SAID)
    assert check.agreeing == 118
    assert [(wrong.line, wrong.page_ms, wrong.heard_ms) for wrong in check.wrong] == [
        (15, 670_000, SAID[7]),
        (61, 0, SAID[30]),
    ]
    assert told(heard(page, SAID)) == [
        "118 of 120 agree with the audio within 2 s",
        "line 15: 11:10 on the page, said at 1:10: “Then the lights came on again”",
        "line 61: 0:00 on the page, said at 5:00: “Then the lights came on again”",
    ]


def test_a_wrong_time_among_shifted_ones_tells_what_the_page_should_give() -> None:
    page = [*CUT[:50], 0, *CUT[51:]]
    (wrong,) = checked(page, [at + 31_000 for at in SAID]).wrong
    assert wrong.should_be_ms == pytest.approx(CUT[50], abs=1_000)
    assert "said at 8:51, 8:20 by the times around it:" in told(heard(page, [at + 31_000 for at in SAID]))[1]


def test_a_little_off_does_not_agree_and_is_not_listed() -> None:
    check = checked([*CUT[:50], CUT[50] + 4_000, *CUT[51:]], SAID)
    assert (check.agreeing, check.wrong) == (119, ())


def test_times_at_random_are_not_of_this_audio() -> None:
    page = np.random.default_rng(3).integers(0, 3_600_000, 120).tolist()
    check = checked(page, SAID)
    assert not check.same_recording
    assert (check.wrong, check.offsets) == ((), ())
    (line,) = told(heard(page, SAID))
    assert line.startswith("the page's times are not those of this audio: ")


@pytest.mark.parametrize("confidence", [None, 0.5])
def test_words_that_were_not_surely_heard_tell_nothing(confidence: float | None) -> None:
    check = check_page_times(heard(CUT, SAID, confidence))
    assert check
    assert (check.count, check.checked, check.agreeing, check.wrong) == (120, 0, 0, ())
    (line,) = told(heard(CUT, SAID, confidence))
    assert line.startswith("120 given by the page; not checked: no word of theirs was surely heard")


def test_two_times_make_an_offset_and_one_does_not() -> None:
    assert [offset.offset_ms for offset in checked([0, 10_000], [31_000, 41_000]).offsets] == [31_000]
    assert checked([0], [31_000]).agreeing == 0


def test_the_json_document_tells_all_of_it() -> None:
    timed = heard([*CUT[:50], 0, *CUT[51:]], SAID)
    found = document(summarize(timed, (), named_style("youtube"), []))["page_times"]
    assert json.loads(json.dumps(found)) == {
        "count": 120,
        "checked": 120,
        "agreeing": 119,
        "offsets": [{"from_ms": 0, "offset_ms": 437, "agreeing": 119}],
        "wrong": [
            {
                "line": 101,
                "text": "Then the lights came on again",
                "page_ms": 0,
                "heard_ms": SAID[50],
                "should_be_ms": SAID[50] - 437,
            }
        ],
    }


@settings(max_examples=50)
@given(strategies.timed_transcripts())
def test_any_times_can_be_checked_and_told(timed: TimedTranscript) -> None:
    check = check_page_times(timed)
    hints = hints_of(timed.transcript)
    assert (check is None) == (not hints)
    if check:
        assert 0 <= check.agreeing <= check.checked <= check.count == len(hints)
        assert check.agreeing + len(check.wrong) <= check.checked
        assert told(timed)
        assert all(hints[at].word < hints[at + 1].word for at in range(len(hints) - 1))


# --- knots ----------------------------------------------------------------------------------------------------------

TALK = transcript_of(*[TURN] * 120)
ROW = beats(TALK)
DURATION_MS = 1_300_000


def knots_of(page: Sequence[int | None]) -> dict[int, int]:
    found = consistent_knots(with_times(TALK, page), ROW, DURATION_MS)
    return dict(zip(found.words, found.starts_ms, strict=True)) if found else {}


def test_times_that_can_be_true_are_all_kept() -> None:
    assert knots_of(CUT) == {WORDS * number: at for number, at in enumerate(CUT)}


def test_single_wrong_times_are_left_out() -> None:
    page = list(CUT)
    for number, wrong in ((3, 1_100_000), (50, 0), (51, 900_000), (80, 700_000), (119, 9_000_000)):
        page[number] = wrong
    assert knots_of(page) == {WORDS * number: at for number, at in enumerate(CUT) if page[number] == at}


def test_a_jump_forward_is_kept() -> None:
    page = [at if number < 60 else at + 60_000 for number, at in enumerate(CUT)]
    assert knots_of(page) == {WORDS * number: at for number, at in enumerate(page)}


def test_of_times_that_begin_again_the_longer_run_is_kept() -> None:
    page = [*CUT[:80], *CUT[:40]]
    assert knots_of(page) == {WORDS * number: at for number, at in enumerate(CUT[:80])}


def test_times_to_the_second_of_many_words_leave_time_for_each() -> None:
    (turn,) = transcript_of("word " * 600).turns
    times = tuple(PageTime(word=word, start_ms=word // 3 * 1000) for word in range(600))
    transcript = replace(transcript_of(), items=(replace(turn, times=times),))
    knots = consistent_knots(transcript, beats(transcript), 210_000)
    assert knots
    assert knots.words == tuple(range(0, 600, 3))


def test_text_that_may_not_be_spoken_needs_no_time() -> None:
    (notes,) = transcript_of("Subscribe wherever you listen to podcasts. " * 40).turns
    said = with_times(transcript_of(*[TURN] * 20), CUT[1:21])
    transcript = replace(said, items=(replace(notes, maybe_spoken=True), *said.turns))
    knots = consistent_knots(transcript, beats(transcript), 250_000)
    assert knots
    assert knots.starts_ms == tuple(CUT[1:21])


@settings(max_examples=50)
@given(st.lists(st.none() | st.integers(0, 2 * DURATION_MS), min_size=120, max_size=120))
def test_knots_of_any_times_ascend_and_leave_time_for_all_words(page: list[int | None]) -> None:
    knots = [(0, 0), *knots_of(page).items(), (len(ROW), DURATION_MS)]
    letters = letters_before(ROW)
    for (a, start_ms), (b, end_ms) in pairwise(knots):
        assert a <= b
        assert end_ms - start_ms >= 10 * (letters[b] - letters[a])


# --- engines that do not listen -------------------------------------------------------------------------------------


def timed_by(engine: str, transcript: Transcript, sound: Samples) -> EngineResult:
    audio = Audio(name="talk.wav", file=None, declared_ms=None, blocks=lambda: iter((sound,)))
    return ENGINES[engine](Job(transcript=transcript, audio=audio, progress=lambda *_: None))


def turn_starts(transcript: Transcript, result: EngineResult) -> list[int]:
    firsts = np.cumsum([0, *(len(turn.words) for turn in transcript.turns)])[:-1]
    spans = [timing.span for timing in result.timings]
    assert all(a and b and a.end_ms <= b.start_ms for a, b in pairwise(spans))
    return [span.start_ms for first in firsts.tolist() if (span := spans[first])]


def test_duration_puts_words_between_the_times_of_the_page() -> None:
    page = [None if number % 4 else at + (200_000 if number >= 60 else 0) for number, at in enumerate(CUT)]
    transcript = with_times(TALK, page)
    found = turn_starts(transcript, timed_by("duration", transcript, silence(1_500_000)))
    assert found[::4] == [at for at in page if at is not None]
    assert found[1:60] == pytest.approx(SAID[1:60], abs=1_500)
    assert found[60:] == pytest.approx([at + 200_000 for at in SAID[60:]], abs=1_500)


def test_duration_does_not_stretch_words_over_music() -> None:
    """Before the first time, and between two of them."""
    page = [None, 100_000, 110_000, 120_000, 130_000, 140_000, 350_000, 360_000]
    transcript = with_times(transcript_of(*[TURN] * 8), page)
    spans = [timing.span for timing in timed_by("duration", transcript, silence(500_000)).timings]
    assert all(span and span.duration_ms < 3_000 for span in spans)
    assert spans[0]
    assert 80_000 < spans[0].start_ms < 95_000


def with_an_advertisement(*, at: int) -> tuple[Transcript, Samples, list[int]]:
    """Bursts of noise for turns of different lengths, and among them speech-like bursts that no text belongs to."""
    chance = np.random.default_rng(5)
    said = [" ".join(["lighthouse"] * chance.integers(3, 14)) + "." for _ in range(16)]
    pieces: list[Samples] = []
    starts = []
    for number, text in enumerate(said):
        if number == at:
            for length in chance.integers(1_000, 4_000, 12).tolist():
                pieces += [silence(500), noise(length, 0.2)]
        pieces.append(silence(int(chance.integers(400, 900))))
        starts.append(sum(map(len, pieces)) // 16)
        pieces.append(noise(65 * 11 * len(text.split()), 0.2))
    sound = np.concatenate([*pieces, silence(700)])
    return transcript_of(*said), (sound + noise(len(sound) // 16 + 1, 0.0005)[: len(sound)]).astype(np.float32), starts


def test_pauses_finds_sentences_after_an_advertisement_by_the_times_of_the_page() -> None:
    transcript, sound, starts = with_an_advertisement(at=4)
    page = with_times(transcript, [None if number % 2 else at // 1000 * 1000 for number, at in enumerate(starts)])
    assert turn_starts(page, timed_by("pauses", page, sound)) == pytest.approx(starts, abs=150)


def test_knots_of_another_edit_are_moved_to_where_words_were_placed() -> None:
    """31 s early from the middle on; three sentences were misplaced."""
    knots = consistent_knots(with_times(TALK, CUT), ROW, DURATION_MS)
    assert knots
    placed = [at + (0 if number < 60 else 31_000) for number, at in enumerate(SAID)]
    placed[90:93] = [at + 8_000 for at in placed[90:93]]
    runs = [(WORDS * n, WORDS * (n + 1), TimeSpan(at, at + 3_000)) for n, at in enumerate(placed)]
    moved = moved_knots(knots, runs, letters_before(ROW))
    assert moved
    assert moved.words == knots.words
    assert moved.starts_ms[:60] == pytest.approx(SAID[:60], abs=1_000)
    assert moved.starts_ms[60:] == pytest.approx([at + 31_000 for at in SAID[60:]], abs=1_000)


def test_knots_of_this_edit_are_not_moved() -> None:
    knots = consistent_knots(with_times(TALK, CUT), ROW, DURATION_MS)
    assert knots
    runs = [(WORDS * n, WORDS * (n + 1), TimeSpan(at, at + 3_000)) for n, at in enumerate(SAID)]
    assert moved_knots(knots, runs, letters_before(ROW)) is None


def test_pauses_is_not_misled_by_the_times_of_another_edit() -> None:
    """The page knows nothing of the advertisement."""
    transcript, sound, starts = with_an_advertisement(at=8)
    length_ms = starts[8] - with_an_advertisement(at=99)[2][8]
    page = with_times(transcript, [at - (length_ms if number >= 8 else 0) for number, at in enumerate(starts)])
    found = turn_starts(page, timed_by("pauses", page, sound))
    assert found[:7] == pytest.approx(starts[:7], abs=150)
    assert found[9:] == pytest.approx(starts[9:], abs=150)


def test_pauses_begins_where_the_page_says() -> None:
    transcript, sound, starts = with_an_advertisement(at=0)
    page = with_times(transcript, [at // 1000 * 1000 for at in starts])
    assert turn_starts(page, timed_by("pauses", page, sound)) == pytest.approx(starts, abs=150)
    assert turn_starts(transcript, timed_by("pauses", transcript, sound))[0] < starts[0] - 10_000


@pytest.mark.parametrize("engine", ["pauses", "duration"])
def test_times_that_cannot_be_true_change_nothing(engine: str) -> None:
    transcript, sound, starts = with_an_advertisement(at=4)
    page = with_times(transcript, [10_000_000 for _ in starts])
    assert timed_by(engine, page, sound) == timed_by(engine, transcript, sound)


# --- the engine that listens ----------------------------------------------------------------------------------------

SENTENCE = 10  # words
PAUSE_FRAMES = 20


def heard_badly(words: Sequence[Phonemes], seed: int) -> tuple[LogProbs, list[int]]:
    """Sentences whose every third phoneme sounds more like another one, so that no run of sounds is like the text; and
    the first frame of each sentence.
    """
    chance = np.random.default_rng(seed)
    labels: list[int] = []
    starts = []
    for first in range(0, len(words), SENTENCE):
        labels += [BLANK] * PAUSE_FRAMES
        starts.append(len(labels))
        labels += pronounced(words[first : first + SENTENCE])
    log_probs = sharp(labels)
    spoken = np.flatnonzero(np.array(labels) != BLANK)
    wrong = spoken[spoken // 3 % 3 == 0]
    log_probs[wrong, np.array(labels)[wrong]] = np.log(0.4)
    log_probs[wrong, chance.integers(0, BLANK, len(wrong) // 2 + 1).repeat(2)[: len(wrong)]] = np.log(0.5)
    return log_probs, starts


def found_sentences(log_probs: LogProbs, words: Sequence[Phonemes], hints: Sequence[Anchor]) -> list[int | None]:
    """The first frame of each sentence."""
    spoken = [SpokenWord((word,), index % SENTENCE == SENTENCE - 1) for index, word in enumerate(words)]
    heard = locate(log_probs, spoken, SearchCosts(), lambda _: None, hints).heard
    return [word.first_frames[0] if word else None for word in heard[::SENTENCE]]


LONG = random_words(740, seed=11)  # more than 40 million cells


def test_times_of_the_page_divide_what_is_too_large_to_search() -> None:
    log_probs, starts = heard_badly(LONG, seed=12)
    hints = [Anchor(at + 60, SENTENCE * number) for number, at in enumerate(starts)][::6]
    assert set(found_sentences(log_probs, LONG, [])) == {None}
    found = found_sentences(log_probs, LONG, hints)
    right = sum(at is not None and abs(at - planted) <= 2 for at, planted in zip(found, starts, strict=True))
    assert right >= 0.95 * len(starts)


def test_anchors_around_tell_how_far_the_times_of_the_page_are_off() -> None:
    """Sentences of 300 frames with a pause of 20 after each; the page gives them 1,500 frames late."""
    log_probs = sharp(([0, 1] * 140 + [BLANK] * 20) * 30)
    hints = [Anchor(300 * number + 1_500, SENTENCE * number) for number in range(30)]
    anchors = [Anchor(300 * number, SENTENCE * number) for number in (1, 2, 3, 26, 27)]
    found = hinted_anchors(log_probs, (anchors[2], anchors[3]), hints, anchors)
    assert found == tuple(Anchor(300 * number - 10, SENTENCE * number) for number in range(4, 26))


def test_where_anchors_disagree_about_the_page_it_is_not_asked() -> None:
    hints = [Anchor(frame, frame // 10) for frame in range(0, 10_000, 100)]
    anchors = [Anchor(1_000, 100), Anchor(3_500, 300)]
    silent = sharp([BLANK] * 10_000)
    assert hinted_anchors(silent, (anchors[0], anchors[1]), hints, anchors) == ()
    assert hinted_anchors(silent, (anchors[0], Anchor(3_000, 300)), hints, anchors[:1])


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 90))), st.lists(st.integers(0, 3), max_size=900))
def test_hinted_anchors_ascend_within_the_bounds(pairs: list[tuple[int, int]], labels: list[int]) -> None:
    frames, words = sorted({frame for frame, _ in pairs}), sorted({word for _, word in pairs})
    hints = [Anchor(frame, word) for frame, word in zip(frames, words, strict=False)]
    log_probs = sharp([BLANK if label else 0 for label in labels for _ in range(6)][:900])
    bounds = (Anchor(100, 10), Anchor(len(log_probs), 80))
    found = (bounds[0], *hinted_anchors(log_probs, bounds, hints, [Anchor(50, 5)]), bounds[1])
    assert all(a.frame < b.frame and a.word < b.word for a, b in pairwise(found)) or len(found) == 2
