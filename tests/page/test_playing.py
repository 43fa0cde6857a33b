"""Times and words play from where they stand, by mouse and by keyboard; the player's buttons and keys."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.page.browsing import Look, Visitor
from tests.page.driving import (
    ask,
    focused,
    is_playing,
    position,
    said,
    seek,
    time_link,
    until,
    wait_until_loaded,
    wait_until_played_from,
    word,
)
from tests.page.pages import EPISODE, TONE_S, in_language, page_of, timed, turn

if TYPE_CHECKING:
    from playwright.sync_api import Page

Make = Callable[..., str]

# The second turn of the episode begins here: two seconds of gulls and six words after the fourth second.
SECOND = "t9"


@pytest.mark.parametrize("act", ["click", "press"])
def test_a_time_plays_from_there(visitor: Visitor, make: Make, act: str) -> None:
    page = visitor.open(make())
    link = time_link(page, SECOND)
    link.click() if act == "click" else link.press("Enter")
    wait_until_played_from(page, 9)
    assert page.url.endswith("?t=9#t9")
    assert ask(page, "document.activeElement.closest('.turn').id") == SECOND


@pytest.mark.parametrize("keys", [["Control"], ["Shift"], ["Alt"], ["Meta"]])
def test_a_click_with_a_key_held_down_is_the_browsers(visitor: Visitor, keys: list[str]) -> None:
    page = visitor.open(page_of())
    ask(
        page,
        """addEventListener("click", (event) => {
          globalThis.taken = event.defaultPrevented;
          event.preventDefault();
        })""",
    )
    for key in keys:
        page.keyboard.down(key)
    time_link(page, SECOND).click()
    assert ask(page, "globalThis.taken") is False
    assert not is_playing(page)


def test_a_click_with_the_middle_button_opens_the_address_elsewhere(visitor: Visitor) -> None:
    page = visitor.open(page_of())
    with page.context.expect_page() as other:
        time_link(page, SECOND).click(button="middle")
    assert other.value.url.endswith("?t=9#t9")
    assert not is_playing(page)


def test_a_word_plays_from_its_time(visitor: Visitor, make: Make) -> None:
    page = visitor.open(make())
    word(page, "café").click()
    wait_until_played_from(page, 10)


def test_what_no_key_reaches_no_click_plays(visitor: Visitor) -> None:
    page = visitor.open(page_of())
    page.get_by_text("[Gulls cry]").click()
    assert not is_playing(page)


def test_selecting_words_does_not_play(visitor: Visitor, make: Make) -> None:
    page = visitor.open(make())
    drag(page, "tide", "twice")
    assert "comes" in ask(page, "String(getSelection())")
    assert not is_playing(page)
    assert position(page) == 0


def drag(page: "Page", first: str, last: str) -> None:
    """Selects with the mouse from the middle of a word to the middle of another."""
    word(page, first).scroll_into_view_if_needed()
    start, end = word(page, first).bounding_box(), word(page, last).bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=5)
    page.mouse.up()


def _tab_stops(page: "Page") -> int:
    """How often Tab is pressed before the focus leaves the page or comes back to where it began."""
    seen = 0
    ask(page, "globalThis.stops = new Set()")
    while seen < 200:
        page.keyboard.press("Tab")
        fresh = ask(
            page,
            """() => {
              const { activeElement: now } = document;
              const isNew = now !== document.body && !globalThis.stops.has(now);
              globalThis.stops.add(now);
              return isNew || now.matches("audio");
            }""",
        )
        if not fresh:
            return seen
        seen += 1
    raise AssertionError("the focus never leaves the page")


def test_more_words_make_no_more_tab_stops(visitor: Visitor) -> None:
    few = visitor.open(page_of(timed([turn("s1", "Low tide."), turn("s2", "Yes.")])))
    many = visitor.open(page_of(timed([turn("s1", "Low tide " * 40), turn("s2", "Yes " * 40)])))
    for page in (few, many):
        wait_until_loaded(page)
    assert _tab_stops(few) == _tab_stops(many) > 2


def test_the_arrows_walk_along_the_words(visitor: Visitor, make: Make) -> None:
    page = visitor.open(make())
    time_link(page, SECOND).focus()
    for expected in ("At", "the", "café"):
        page.keyboard.press("ArrowRight")
        assert focused(page) == expected
    page.keyboard.press("ArrowLeft")
    assert focused(page) == "the"
    page.keyboard.press("Enter")
    wait_until_played_from(page, 9.5)
    assert focused(page) == "the"
    page.keyboard.press("Escape")
    assert focused(page) == "0:09"


def test_a_word_that_is_walked_to_answers_to_space_like_any_button(visitor: Visitor) -> None:
    page = visitor.open(page_of())
    time_link(page, SECOND).focus()
    page.keyboard.press("ArrowRight")
    assert ask(page, "document.activeElement.getAttribute('role')") == "button"
    before = ask(page, "scrollY")
    page.keyboard.press("Space")
    wait_until_played_from(page, 9)
    assert ask(page, "scrollY") == before


def test_the_walk_ends_at_both_ends_of_the_turn(visitor: Visitor) -> None:
    page = visitor.open(page_of(timed([turn("s1", "Low tide."), turn("s2", "Yes.")])))
    time_link(page, "t4").focus()
    page.keyboard.press("ArrowLeft")
    assert focused(page) == "0:04"
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    assert focused(page) == "tide."
    page.keyboard.press("Tab")
    assert focused(page) == "0:05"
    assert not ask(page, "document.querySelectorAll('.flow :is([tabindex], [role])').length"), "a walk leaves no trace"


def test_the_arrows_are_mirrored_from_right_to_left(visitor: Visitor) -> None:
    arabic = in_language(timed([turn("s1", "يأتي الجزر مرتين")]), "ar")
    page = visitor.open(page_of(arabic))
    time_link(page, "t4").focus()
    page.keyboard.press("ArrowRight")
    assert focused(page) == "0:04"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert focused(page) == "الجزر"
    page.keyboard.press("ArrowRight")
    assert focused(page) == "يأتي"


@pytest.mark.parametrize("act", ["click", "press"])
def test_the_buttons_go_ten_seconds_and_stop_at_the_ends(visitor: Visitor, make: Make, act: str) -> None:
    page = visitor.open(make())
    wait_until_loaded(page)

    def use(name: str) -> float:
        button = page.get_by_role("button", name=name)
        button.click() if act == "click" else button.press("Enter")
        until(page, "!document.querySelector('audio').seeking")
        return position(page)

    assert use("Back 10 s") == 0
    assert use("Forward 10 s") == 10
    assert use("Forward 10 s") == 20
    assert use("Back 10 s") == 10
    seek(page, TONE_S - 4)
    assert use("Forward 10 s") == TONE_S


def test_keys_work_within_the_player(visitor: Visitor, make: Make) -> None:
    page = visitor.open(make())
    wait_until_loaded(page)
    page.locator(".follow").focus()
    for key, seconds in (("l", 10), ("l", 20), ("j", 10)):
        page.keyboard.press(key)
        until(page, "!document.querySelector('audio').seeking")
        assert position(page) == seconds
    page.keyboard.press("k")
    wait_until_played_from(page, 10)
    page.keyboard.press("k")
    assert not is_playing(page)
    page.keyboard.press(">")
    assert (_rate(page), said(page)) == (1.25, "Speed 1.25×")
    for _ in range(9):
        page.keyboard.press("<")
    assert (_rate(page), said(page)) == (0.5, "Speed 0.5×")
    assert page.locator(".speed").input_value() == "0.5"


def test_quick_seeks_do_not_stick(visitor: Visitor) -> None:
    """Chromium never ends a seek to a time that another, interrupted one went to."""
    page = visitor.open(page_of())
    wait_until_loaded(page)
    ask(
        page,
        """() => {
          const [back, forward] = [document.querySelector(".back"), document.querySelector(".forward")];
          for (const button of [forward, forward, back]) button.click();
        }""",
    )
    until(page, "!document.querySelector('audio').seeking && document.querySelector('audio').currentTime === 10")
    page.locator(".follow").focus()
    page.keyboard.press("k")
    wait_until_played_from(page, 10)


def _rate(page: "Page") -> float:
    return float(ask(page, "document.querySelector('audio').playbackRate"))


def test_the_speed_is_chosen(visitor: Visitor) -> None:
    page = visitor.open(page_of())
    page.get_by_label("Speed").select_option("1.5")
    assert _rate(page) == 1.5
    page.get_by_label("Speed").focus()
    page.keyboard.press("ArrowDown")
    assert _rate(page) == 1.75


@pytest.mark.parametrize("place", [".search input", ".flow .time", ".filter", ".quote", "body"])
def test_keys_do_nothing_outside_of_the_player(visitor: Visitor, place: str) -> None:
    page = visitor.open(page_of())
    wait_until_loaded(page)
    page.locator(place).first.focus()
    for key in ("k", "l", ">"):
        page.keyboard.press(key)
    assert (is_playing(page), position(page), _rate(page)) == (False, 0, 1)


def test_keys_with_a_modifier_are_the_browsers(visitor: Visitor) -> None:
    page = visitor.open(page_of())
    wait_until_loaded(page)
    page.locator(".follow").focus()
    page.keyboard.press("Control+l")
    page.keyboard.press("Alt+k")
    assert (is_playing(page), position(page)) == (False, 0)


@pytest.mark.parametrize("size", [(1280, 800), (390, 800)])
def test_the_player_stays_in_view(visitor: Visitor, make: Make, size: tuple[int, int]) -> None:
    page = visitor.open(make(), Look(size=size))
    page.locator(".turn").last.scroll_into_view_if_needed()
    assert ask(page, "scrollY") > 100
    for control in (".player audio", ".back", ".speed"):
        box = page.locator(control).bounding_box()
        assert box
        assert 0 <= box["y"] < box["y"] + box["height"] <= size[1] / 2


def test_the_controls_of_a_low_screen_leave_the_text_free(visitor: Visitor) -> None:
    page = visitor.open(page_of(EPISODE), Look(size=(700, 320)))
    page.locator(".turn").last.scroll_into_view_if_needed()
    assert ask(page, "document.querySelector('.bar').getBoundingClientRect().bottom <= 0")
