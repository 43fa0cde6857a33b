"""The search finds what a reader means, counts it, and goes from one match to the next."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.page.browsing import PHONE, Look, Visitor
from tests.page.driving import ask, find, focused, found_now, until
from tests.page.pages import in_language, joined, page_of, timed, turn
from transcripts import Turn

if TYPE_CHECKING:
    from playwright.sync_api import Page

Make = Callable[..., str]


def _count(page: "Page") -> int:
    return int(ask(page, "CSS.highlights.get('transcript-found')?.size ?? 0"))


def _found(page: "Page") -> str:
    return str(page.locator(".found").inner_text())


def test_the_search_goes_along_with_typing(visitor: Visitor, make: Make) -> None:
    page = visitor.open(make())
    page.locator(".search input").press_sequentially("Low t")
    until(page, "document.querySelector('.found').textContent === '1 of 4'")


def test_matches_are_counted_and_highlighted(visitor: Visitor, make: Make) -> None:
    page = visitor.open(make())
    assert find(page, "Low tide") == "1 of 4"
    assert _count(page) == 4
    assert found_now(page) == "Low tide"
    assert ask(page, "document.querySelector('.found').getAttribute('role')") == "status"


@pytest.mark.parametrize("way", ["buttons", "keys"])
def test_next_and_previous_go_around(visitor: Visitor, make: Make, way: str) -> None:
    page = visitor.open(make())
    find(page, "Low tide")
    acts = {"buttons": _press_button, "keys": _press_key}
    for side, expected in [("Next", 2), ("Next", 3), ("Next", 4), ("Next", 1), ("Previous", 4), ("Previous", 3)]:
        acts[way](page, side)
        assert _found(page) == f"{expected} of 4"
        assert _is_shown(page)


def _press_button(page: "Page", side: str) -> None:
    page.get_by_role("button", name=f"{side} match").click()


def _press_key(page: "Page", side: str) -> None:
    page.keyboard.press("Enter" if side == "Next" else "Shift+Enter")


def _is_shown(page: "Page") -> bool:
    """Whether the match that is shown can be seen, and not under the bar."""
    return bool(
        ask(
            page,
            """() => {
              const [range] = CSS.highlights.get("transcript-found-now");
              const { top, bottom } = range.getBoundingClientRect();
              return top >= document.querySelector(".bar").getBoundingClientRect().bottom && bottom <= innerHeight;
            }""",
        )
    )


_LINES = (
    turn("s1", "Low tide at the café, they don’t know (a+b)* why."),
    turn("s2", "“Quoted” cafe\u0301 Straße ÇELIK İstanbul ΟΔΟΣ οδός"),
    turn("s1", "Pike 🐟🐠 swim"),
)

FINDS = {
    "LOW TIDE": "Low tide",
    "low   tide": "Low tide",
    "  low tide ": "Low tide",
    "tide at the c": "tide at the c",
    "don't": "don’t",
    "don’t": "don’t",
    "(a+b)*": "(a+b)*",
    ".": ".",
    '"quoted"': "“Quoted”",
    "straße": "Straße",
    "çelik": "ÇELIK",
    "celik": "ÇELIK",
    "istanbul": "İstanbul",
    "οδοσ": "ΟΔΟΣ",
    "🐟": "🐟",
    "🐟🐠": "🐟🐠",
}


def test_words_are_found_whatever_their_case_accents_quotes_and_spaces(visitor: Visitor) -> None:
    page = visitor.open(page_of(timed(_LINES)))
    found = {}
    for wanted in FINDS:
        find(page, wanted)
        found[wanted] = found_now(page)
    assert found == FINDS


def test_accents_of_either_kind_are_found_with_and_without(visitor: Visitor) -> None:
    page = visitor.open(page_of(timed(_LINES)))
    for wanted in ("cafe", "café", "cafe\u0301", "CAFÉ"):
        assert find(page, wanted) == "1 of 2"
    page.keyboard.press("Enter")
    assert found_now(page) == "cafe\u0301", "the accent is a part of the match"


@pytest.mark.parametrize("nothing", [".*", "a.b", "[a-z]", "\\w", "tide low", "xyz", "$"])
def test_what_is_not_there_is_not_found(visitor: Visitor, nothing: str) -> None:
    page = visitor.open(page_of(timed([turn("s1", "Low tide ab.")])))
    assert find(page, nothing) == "Nothing found"
    assert _count(page) == 0
    assert page.get_by_role("button", name="Next match").is_disabled()
    page.keyboard.press("Enter")
    assert _found(page) == "Nothing found"


def test_a_search_for_spaces_is_no_search(visitor: Visitor) -> None:
    page = visitor.open(page_of())
    find(page, "tide")
    page.locator(".search input").fill("   ")
    until(page, "document.querySelector('.found').textContent === ''")
    assert _count(page) == 0


def test_clearing_ends_the_search(visitor: Visitor) -> None:
    page = visitor.open(page_of())
    find(page, "tide")
    page.locator(".search input").fill("")
    until(page, "!CSS.highlights.has('transcript-found') && !CSS.highlights.has('transcript-found-now')")
    assert _found(page) == ""
    assert page.get_by_role("button", name="Previous match").is_disabled()


def test_enter_right_after_typing_looks_for_what_was_typed(visitor: Visitor) -> None:
    page = visitor.open(page_of())
    find(page, "Low tide")
    field = page.locator(".search input")
    field.fill("café")
    field.press("Enter")
    assert found_now(page) == "café"


def test_sounds_and_chapters_are_found(visitor: Visitor) -> None:
    page = visitor.open(page_of())
    assert find(page, "gulls") == "1 of 1"
    assert find(page, "long walk") == "1 of 2"
    assert find(page, "[bell rings]") == "1 of 1"


def test_a_match_does_not_go_from_one_paragraph_into_the_next(visitor: Visitor) -> None:
    page = visitor.open(page_of(timed([turn("s1", "One two. Three four.", 2)])))
    assert find(page, "two. three") == "Nothing found"


def test_remarks_and_unheard_words_are_part_of_the_text(visitor: Visitor) -> None:
    from tests.page.pages import noted, unheard

    talk = unheard(timed([noted(turn("s1", "Low tide comes twice."), "[sic]", 2)]), 1, 2)
    page = visitor.open(page_of(talk))
    assert find(page, "low tide [sic] comes twice") == "1 of 1"


@pytest.mark.parametrize("way", ["Escape"])
def test_escape_goes_to_the_time_of_the_match(visitor: Visitor, make: Make, way: str) -> None:
    page = visitor.open(make())
    find(page, "café")
    page.keyboard.press(way)
    assert focused(page) == "0:09"


def test_the_search_looks_only_at_what_is_shown(visitor: Visitor) -> None:
    page = visitor.open(page_of())
    assert find(page, "table").endswith("of 4")
    page.get_by_label("Show").select_option(label="Bo Çelik")
    until(page, "document.querySelector('.found').textContent === 'Nothing found'")
    page.get_by_label("Show").select_option(label="Everyone")
    until(page, "document.querySelector('.found').textContent.endsWith('of 4')")


def _one(*said: str) -> Turn:
    return Turn(speaker="s1", words=tuple(word for text in said for word in joined(text)))


@pytest.mark.parametrize(
    ("said", "language", "finds", "finds_not"),
    [
        ("潮|が|引く|と|かぎ|を", "ja", ("潮が引く", "かぎ"), ("かき", "はは")),
        ("นำ้|ลง|วัน|ละ|สอง", "th", ("ลงวัน",), ("ลงวน",)),
        ("ज्वार|किताब|कताब", "hi", ("किताब",), ("कीताब",)),
        ("각|오|늘", "ko", ("오늘", "각오"), ("가오",)),
    ],
    ids=["ja", "th", "hi", "ko"],
)
def test_scripts_without_spaces_and_with_signs(
    visitor: Visitor, said: str, language: str, finds: tuple[str, ...], finds_not: tuple[str, ...]
) -> None:
    page = visitor.open(page_of(in_language(timed([_one(said)]), language)))
    for wanted in finds:
        find(page, wanted)
        assert found_now(page) == wanted
    for wanted in finds_not:
        find(page, wanted)
        assert found_now(page) == "", wanted


def test_on_a_phone_the_search_is_behind_a_button(visitor: Visitor, make: Make) -> None:
    page = visitor.open(make(), Look(size=PHONE))
    assert not page.locator(".search input").is_visible()
    opener = page.get_by_role("button", name="Search and more")
    assert opener.get_attribute("aria-expanded") == "false"
    opener.press("Enter")
    assert opener.get_attribute("aria-expanded") == "true"
    assert find(page, "café") == "1 of 4"
    assert _is_shown(page)
    opener.click()
    assert not page.locator(".search input").is_visible()
