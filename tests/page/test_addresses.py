"""Addresses with a time lead there, and nothing starts by itself."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.page.browsing import Look, Visitor
from tests.page.driving import (
    ask,
    current_turns,
    is_playing,
    position,
    time_link,
    until,
    wait_until_loaded,
    wait_until_played_from,
)
from tests.page.pages import page_of, timed, turn

if TYPE_CHECKING:
    from playwright.sync_api import Page

Make = Callable[..., str]

# In the turn that begins at 74.5 s.
LINKS = {
    "?t=76": 76,
    "?t=76.5": 76.5,
    "?t=1m16s": 76,
    "?t=0h1m16s": 76,
    "?t=76s": 76,
    "?t=74#t74": 74.5,
    "?t=76#t74": 76,
    "?t=76#no-such": 76,
    "?t=abc#t74": 74.5,
    "#t74": 74.5,
}
NONSENSE = [
    "?t=abc",
    "?t=-5",
    "?t=1e9",
    "?t=",
    "?t=Infinity",
    "?t=NaN",
    "?t=%00",
    "#no-such",
    "#",
    "#transcript",
    "#__proto__",
    "#<img src=x onerror=alert(1)>",
    "#%E0%A4%A",
    "#100%",
]


def _in_view(page: "Page", anchor: str) -> bool:
    return bool(
        ask(
            page,
            """(anchor) => {
              const box = document.getElementById(anchor).getBoundingClientRect();
              return box.top >= 0 && box.top < innerHeight;
            }""",
            anchor,
        )
    )


def test_an_address_leads_to_its_time_and_waits(visitor: Visitor) -> None:
    page = visitor.open(page_of())
    for address, seconds in LINKS.items():
        visitor.show(page, page_of(), address)
        wait_until_loaded(page)
        assert (position(page), is_playing(page)) == (seconds, False), address
        assert page.url.endswith(address)
        assert current_turns(page) == ["t74"], address
        assert _in_view(page, "t74"), address


def test_the_first_moment_has_an_address(visitor: Visitor) -> None:
    page = visitor.open(page_of(), Look(address="?t=0"))
    wait_until_loaded(page)
    assert (position(page), is_playing(page)) == (0, False)


def test_nonsense_in_an_address_does_nothing(visitor: Visitor) -> None:
    page = visitor.open(page_of())
    for address in NONSENSE:
        visitor.show(page, page_of(), address)
        wait_until_loaded(page)
        assert (position(page), is_playing(page)) == (0, False), address
    time_link(page, "t9").click()
    wait_until_played_from(page, 9)


def test_a_time_after_the_end_is_the_end(visitor: Visitor) -> None:
    page = visitor.open(page_of())
    for seconds in ("101", "999999999", "9" * 400):
        visitor.show(page, page_of(), f"?t={seconds}")
        wait_until_loaded(page)
        assert position(page) in {0, 100}
        assert not is_playing(page)
        time_link(page, "t9").click()
        wait_until_played_from(page, 9)


def test_a_fragment_reads_the_time_of_the_page_that_holds_it(visitor: Visitor, make: Make) -> None:
    page = visitor.open(make(), Look(address="?t=76"))
    wait_until_loaded(page)
    assert position(page) == 76
    assert not is_playing(page)


def test_what_else_is_in_the_address_stays(visitor: Visitor, make: Make) -> None:
    page = visitor.open(make(), Look(address="?episode=12&t=76&x=a%20b", server="http"))
    wait_until_loaded(page)
    assert position(page) == 76
    length = ask(page, "history.length")
    time_link(page, "t9").click()
    until(page, "location.hash === '#t9'")
    found = ask(page, "Object.fromEntries(new URLSearchParams(location.search))")
    assert found == {"episode": "12", "t": "9", "x": "a b"}
    assert ask(page, "history.length") == length, "times do not fill the way back"


def test_the_turn_of_the_address_is_marked_when_two_begin_in_one_second(visitor: Visitor) -> None:
    page = visitor.open(page_of(timed([turn("s1", "Low."), turn("s2", "What?")])), Look(address="?t=4#t4-2"))
    wait_until_loaded(page)
    assert position(page) == 4.5
    assert current_turns(page) == ["t4-2"]


@pytest.mark.parametrize("size", [(1280, 800), (390, 800)])
def test_the_turn_of_the_address_is_not_under_the_player(visitor: Visitor, make: Make, size: tuple[int, int]) -> None:
    page = visitor.open(make(), Look(address="?t=74#t74", size=size))
    wait_until_loaded(page)
    top, covered = ask(
        page,
        """[document.getElementById("t74").getBoundingClientRect().top,
            document.querySelector(".bar").getBoundingClientRect().bottom]""",
    )
    assert top >= covered
