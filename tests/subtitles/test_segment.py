"""The search finds the best segmentation, and the costs say what captioners do."""

import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from subtitles.breaking.break_costs import BreakCosts, break_costs
from subtitles.breaking.candidates import CueSearch
from subtitles.breaking.function_words import WordClass
from subtitles.breaking.phrasing import Gap, Mark, Phrasing
from subtitles.breaking.pricing import EASE
from subtitles.breaking.search import Lattice
from subtitles.breaking.segment import Block, LabelRoom, PlacedWord, Run, segment
from subtitles.breaking.shapes import Shapes
from subtitles.styles import Style, named_style
from tests.subtitles.strategies import word_texts
from transcripts import TimeSpan, Word

DEFAULT_STYLE = named_style("youtube")


def placed(text: str, word_ms: int = 300) -> tuple[PlacedWord, ...]:
    return tuple(
        PlacedWord(word=Word(text=word), span=TimeSpan(i * word_ms, (i + 1) * word_ms))
        for i, word in enumerate(text.split())
    )


def lines_of(text: str, style: Style | None = None, language: str = "en") -> list[list[str]]:
    """The lines of every cue."""
    words = placed(text)
    blocks = segment(Run(words, Phrasing(language), style or DEFAULT_STYLE))
    return [
        [" ".join(word.text for word in words[a:b]) for a, b in pairwise((*block.line_starts, block.end))]
        for block in blocks
    ]


def all_blocks(run: Run, start: int, end: int) -> Iterator[Block]:
    """Every way to put words ``start:end`` into one cue, found by trying all.

    In as few lines as hold them; in one line more only where the last begins another turn.
    """
    most_ms = run.style.max_duration_ms
    if end > start + 1 and max(word.span.end_ms for word in run.words[:end]) - run.words[start].span.start_ms > most_ms:
        return
    fewest = None
    for breaks in range(max(1, run.style.max_lines - (run.label.lines if start == 0 else 0))):
        for inner in combinations(range(start + 1, end), breaks):
            if all(run.fits(a, b) for a, b in pairwise((start, *inner, end))):
                fewest = breaks if fewest is None else fewest
                if breaks == fewest or run.junctures[inner[-1]].is_turn:
                    yield Block(start, end, (start, *inner))


def all_segmentations(run: Run) -> Iterator[tuple[Block, ...]]:
    blocks = {
        (a, b): list(all_blocks(run, a, b)) for a in range(len(run.words)) for b in range(a + 1, len(run.words) + 1)
    }

    def following(at: int) -> Iterator[tuple[Block, ...]]:
        if at == len(run.words):
            yield ()
        for end in range(at + 1, len(run.words) + 1):
            for block in blocks[at, end]:
                yield from ((block, *rest) for rest in following(end))

    yield from following(0)


def prices_of(lattice: Lattice) -> dict[Block, float]:
    """What each cue that the run could be cut into costs."""
    return {lattice.cues.block(row): float(price) for row, price in enumerate(lattice.prices)}


@st.composite
def small_runs(draw: st.DrawFn) -> Run:
    texts = draw(st.lists(word_texts, min_size=1, max_size=6))
    steps = draw(st.lists(st.integers(1, 900), min_size=len(texts), max_size=len(texts)))
    starts = [sum(steps[:i]) for i in range(len(texts))]
    words = [
        PlacedWord(
            word=Word(text=text, joined=draw(st.booleans())), span=TimeSpan(start, start + draw(st.integers(1, 1500)))
        )
        for text, start in zip(texts, starts, strict=True)
    ]
    style = replace(
        DEFAULT_STYLE,
        max_chars_per_line=draw(st.integers(5, 20)),
        max_lines=draw(st.integers(1, 3)),
        max_duration_ms=draw(st.sampled_from([1500, 7000])),
    )
    return Run(words, Phrasing("en"), style, LabelRoom(chars=draw(st.integers(0, 6)), lines=draw(st.integers(0, 1))))


@given(run=small_runs())
@settings(max_examples=40, deadline=None)
def test_every_cue_that_keeps_the_limits_is_a_candidate(run: Run) -> None:
    count = len(run.words)
    everything = {
        block for start in range(count) for end in range(start + 1, count + 1) for block in all_blocks(run, start, end)
    }
    assert set(prices_of(Lattice.of(run, break_costs()))) == everything


@given(run=small_runs())
@settings(max_examples=40, deadline=None)
def test_nothing_is_better_than_what_the_search_finds(run: Run) -> None:
    costs = break_costs()
    lattice = Lattice.of(run, costs)
    prices = prices_of(lattice)
    everything = {blocks: sum(prices[block] for block in blocks) for blocks in all_segmentations(run)}
    least = min(everything.values())
    weights = {blocks: math.exp(least - price) for blocks, price in everything.items()}
    total = sum(weights.values())

    def chance_of_cue_break(at: int) -> float:
        return sum(weight for blocks, weight in weights.items() if any(at == block.end for block in blocks)) / total

    def chance_of_line_break(at: int) -> float:
        holding = (weight for blocks, weight in weights.items() if any(at in b.line_starts[1:] for b in blocks))
        return sum(holding) / total

    def risk(blocks: tuple[Block, ...]) -> float:
        cue_breaks = [costs.risk["cue break"] - chance_of_cue_break(block.end) for block in blocks]
        lines = [at for block in blocks for at in block.line_starts[1:]]
        line_breaks = [costs.risk["line break"] - chance_of_line_break(at) for at in lines]
        return sum(cue_breaks) + sum(line_breaks) + costs.risk["nat"] * everything[blocks]

    assert everything[lattice.cheapest(lattice.prices)] == pytest.approx(least)
    assert risk(lattice.cheapest(lattice.risks(costs))) == pytest.approx(min(map(risk, everything)), abs=1e-6)


@given(run=small_runs())
@settings(max_examples=40, deadline=None)
def test_each_cue_has_the_lines_that_cost_least_in_it(run: Run) -> None:
    costs = break_costs()
    lattice = Lattice.of(run, costs)
    prices, blocks = prices_of(lattice), segment(run)
    assert [(block.start, block.end) for block in blocks] == [
        (block.start, block.end) for block in lattice.cheapest(lattice.risks(costs))
    ]
    for block in blocks:
        others = [price for other, price in prices.items() if (other.start, other.end) == (block.start, block.end)]
        assert prices[block] == pytest.approx(min(others))


@given(run=small_runs())
@settings(max_examples=40, deadline=None)
def test_the_chances_of_cue_ends_add_up_to_the_words(run: Run) -> None:
    lattice = Lattice.of(run, break_costs())
    covered = np.zeros(len(run.words))
    for row, chance in enumerate(lattice.chances()):
        block = lattice.cues.block(row)
        covered[block.start : block.end] += chance
    assert covered == pytest.approx(np.ones(len(run.words)))


def test_the_number_of_candidates_grows_with_the_words_not_with_their_square() -> None:
    text = "She had kept all of the letters, and the photographs too, in a shoebox under the bed. "
    runs = [Run(placed(text * times), Phrasing("en"), DEFAULT_STYLE) for times in (10, 20, 40)]
    few, more, most = [len(Lattice.of(run, break_costs()).cues) for run in runs]
    assert most - more == 2 * (more - few)


def test_every_shape_that_has_a_cost_is_a_shape_of_cues() -> None:
    run = Run(placed("We came back early, all of us."), Phrasing("en"), DEFAULT_STYLE)
    cues = CueSearch(run).candidates(0, 1)
    costs = break_costs()
    assert set(Shapes(run).of_lines(cues)) == set(costs.layout)
    strains = set(costs.house) - {"stray mark", "torn name", "torn phrase"}
    assert {*Shapes(run).of_cues(cues), EASE} == set(costs.shape) | strains


def test_the_lines_of_a_cue_that_are_likely_take_from_each_other_not_from_other_cues() -> None:
    run = Run(placed("The lanterns along the harbour wall had burned all night."), Phrasing("en"), DEFAULT_STYLE)
    learned = break_costs()
    indifferent = replace(learned, shape={**learned.shape, EASE: 0.0}, house={**learned.house, "torn phrase": 0.0})
    without = replace(indifferent, line={}, layout={})

    def chance_of_cues(costs: BreakCosts) -> dict[tuple[int, int], float]:
        chances: dict[tuple[int, int], float] = {}
        lattice = Lattice.of(run, costs)
        for row, chance in enumerate(lattice.chances()):
            block = lattice.cues.block(row)
            chances[block.start, block.end] = chances.get((block.start, block.end), 0.0) + float(chance)
        return chances

    assert chance_of_cues(indifferent) == pytest.approx(chance_of_cues(without))


def test_every_gap_that_has_a_cost_is_one_that_texts_have() -> None:
    classes = [kind.value for kind in WordClass]
    known = {f"{side} {kind}" for side in ("after", "before") for kind in classes}
    known |= {mark.value for mark in Mark} | {"name", "turn", "bound"}
    near = {f"near the {which} {what}" for which in ("last", "next") for what in ("stop", "sentence end")}
    known |= {f"{mark}, {how}" for mark in ("no mark", "comma") for how in near}
    assert set(break_costs().cue) == set(break_costs().line)
    assert set(break_costs().cue) <= known


def test_what_fits_on_one_line_stays_on_one() -> None:
    assert lines_of("The ferry leaves at nine on Sundays.") == [["The ferry leaves at nine on Sundays."]]


def test_sentences_get_cues_of_their_own() -> None:
    assert lines_of("We came back early. Nobody had expected that.") == [
        ["We came back early."],
        ["Nobody had expected that."],
    ]


def test_turns_that_share_a_cue_have_lines_of_their_own() -> None:
    style = replace(DEFAULT_STYLE, min_duration_ms=3000)
    words = placed("- Who was it? - Only me.", 150)
    for block in segment(Run(words, Phrasing("en"), style)):
        for start, end in pairwise((*block.line_starts, block.end)):
            assert [word.text for word in words[start:end]].count("-") <= 1
            assert words[end - 1].text != "-"


def test_a_line_breaks_before_a_phrase_not_inside_it() -> None:
    cues = lines_of("She had kept all of the letters and the photographs in a shoebox under the bed.")
    for line in [line for cue in cues for line in cue][:-1]:
        assert line.split()[-1] not in {"and", "the", "of", "in", "a", "under", "all", "had"}


@pytest.mark.parametrize("width", range(18, 42, 3))
def test_names_titles_and_numbers_stay_together(width: int) -> None:
    text = "then there was an old friend of theirs Amara Khan who met Dr. Ruiz with 42 boxes near Lake Geneva yesterday"
    lines = [line for cue in lines_of(text, replace(DEFAULT_STYLE, max_chars_per_line=width)) for line in cue]
    for together in ("Amara Khan", "Dr. Ruiz", "42 boxes", "Lake Geneva"):
        assert any(together in line for line in lines), lines


def test_a_word_too_long_for_a_line_has_one_of_its_own_and_is_whole() -> None:
    address = "https://example.org/" + "a" * 60
    lines = [line for cue in lines_of(f"Look at {address} for more of it.") for line in cue]
    assert address in lines


@pytest.mark.parametrize(("width", "lines"), [(42, 2), (37, 2), (32, 2), (24, 3), (18, 1)])
def test_the_limits_of_a_style_are_kept(width: int, lines: int) -> None:
    style = replace(DEFAULT_STYLE, max_chars_per_line=width, max_lines=lines, max_duration_ms=4000)
    text = "Nobody on the island could say when the horn had last been heard, though some of them claimed to know, and "
    words = placed(text * 6)
    for block in segment(Run(words, Phrasing("en"), style)):
        assert len(block.line_starts) <= lines
        assert words[block.end - 1].span.end_ms - words[block.start].span.start_ms <= 4000
        for start, end in pairwise((*block.line_starts, block.end)):
            assert len(" ".join(word.text for word in words[start:end])) <= width


def test_a_line_may_break_between_joined_words_and_shows_no_space_there() -> None:
    style = replace(DEFAULT_STYLE, max_chars_per_line=14)
    texts = ["港の", "霧笛は、", "二年間", "鳴りませんでした。"]
    words = tuple(
        PlacedWord(word=Word(text=text, joined=i > 0), span=TimeSpan(i * 300, (i + 1) * 300))
        for i, text in enumerate(texts)
    )
    run = Run(words, Phrasing("ja"), style)
    assert run.line_chars(0, 2) == 12  # six letters of double width
    for block in segment(run):
        for start, end in pairwise((*block.line_starts, block.end)):
            assert run.fits(start, end)


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() -> None:
    texts = ["霧笛", "は", "「", "もう", "鳴ら", "ない", "」", "と", "言っ", "た", "。"] * 4
    words = [
        PlacedWord(word=Word(text=text, joined=i > 0), span=TimeSpan(i * 200, (i + 1) * 200))
        for i, text in enumerate(texts)
    ]
    run = Run(words, Phrasing("ja"), replace(DEFAULT_STYLE, max_chars_per_line=16))
    for block in segment(run):
        for start in block.line_starts:
            assert texts[start] not in "」。"
            assert run.junctures[start].gap is not Gap.BOUND
