"""The search finds the cheapest segmentation, and the costs say what captioners do."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subtitles.phrasing import Gap, Phrasing
from subtitles.segment import Block, LabelRoom, PlacedWord, Run, block_cost, segment
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
    """Every way to put words ``start:end`` into one cue of as few lines as hold them, found by trying all."""
    most = run.style.max_lines - (run.label.lines if start == 0 else 0)
    for breaks in range(max(most, 1)):
        found = [
            Block(start, end, (start, *inner))
            for inner in combinations(range(start + 1, end), breaks)
            if all(run.fits(a, b) for a, b in pairwise((start, *inner, end)))
        ]
        if found:
            yield from found
            return


def cheapest_of_all(run: Run) -> float:
    """The least cost over all segmentations, each priced cue by cue."""
    size = len(run.words)
    costs = []
    for breaks in range(size):
        for inner in combinations(range(1, size), breaks):
            cues = [list(all_blocks(run, a, b)) for a, b in pairwise((0, *inner, size))]
            if all(cues):
                costs.append(sum(min(block_cost(run, block) for block in blocks) for blocks in cues))
    return min(costs)


@st.composite
def small_runs(draw: st.DrawFn) -> Run:
    texts = draw(st.lists(word_texts, min_size=1, max_size=7))
    steps = draw(st.lists(st.integers(1, 900), min_size=len(texts), max_size=len(texts)))
    starts = [sum(steps[:i]) for i in range(len(texts))]
    words = [
        PlacedWord(
            word=Word(text=text, joined=draw(st.booleans())), span=TimeSpan(start, start + draw(st.integers(1, 1500)))
        )
        for text, start in zip(texts, starts, strict=True)
    ]
    style = replace(DEFAULT_STYLE, max_chars_per_line=draw(st.integers(5, 20)), max_lines=draw(st.integers(1, 3)))
    return Run(words, Phrasing("en"), style, LabelRoom(chars=draw(st.integers(0, 6)), lines=draw(st.integers(0, 1))))


@given(run=small_runs())
def test_nothing_is_cheaper_than_what_the_search_finds(run: Run) -> None:
    blocks = segment(run)
    assert [block.start for block in blocks] == [0, *(block.end for block in blocks[:-1])]
    assert blocks[-1].end == len(run.words)
    assert sum(block_cost(run, block) for block in blocks) == pytest.approx(cheapest_of_all(run))


def test_what_fits_on_one_line_stays_on_one() -> None:
    assert lines_of("The ferry leaves at nine on Sundays.") == [["The ferry leaves at nine on Sundays."]]


def test_sentences_get_cues_of_their_own() -> None:
    assert lines_of("We came back early. Nobody had expected that.") == [
        ["We came back early."],
        ["Nobody had expected that."],
    ]


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


@pytest.mark.parametrize(
    ("before", "after", "gap"),
    [
        ("home.", "Then", Gap.SENTENCE),
        ("home.”", "Then", Gap.SENTENCE),
        ("“No.", "Never.”", Gap.SENTENCE),
        ("です。", "はい", Gap.SENTENCE),
        ("Dr.", "Khan", Gap.BOUND),
        ("J.", "Doe", Gap.BOUND),
        ("U.S.", "forces", Gap.PLAIN),
        ("home,", "then", Gap.CLAUSE),
        ("home", "—", Gap.BOUND),
        ("—", "then", Gap.CLAUSE),
        ("home", "because", Gap.CONJUNCTION),
        ("home", "under", Gap.PREPOSITION),
        ("the", "house", Gap.BOUND),
        ("old", "house", Gap.PLAIN),
        ("Amara", "Khan", Gap.BOUND),
        ("42", "boxes", Gap.BOUND),
        ("?", "Non", Gap.SENTENCE),
    ],
)
def test_gaps(before: str, after: str, gap: Gap) -> None:
    assert Phrasing("en").gap(before, after) is gap


@pytest.mark.parametrize(("language", "word"), [("fr", "les"), ("de-AT", "der"), ("es", "una"), ("pt_BR", "uma")])
def test_other_languages_have_their_own_function_words(language: str, word: str) -> None:
    assert Phrasing(language).gap(word, "x") is Gap.BOUND
    assert Phrasing("xx").gap(word, "x") is Gap.PLAIN


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
