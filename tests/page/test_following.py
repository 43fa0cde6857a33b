"""What is heard is marked, and stays in view until the reader goes elsewhere."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.page.browsing import Look, Visitor
from tests.page.driving import (
    ask,
    current_turns,
    find,
    is_playing,
    marked_words,
    pause,
    play,
    seek,
    time_link,
    until,
    wait_until_loaded,
)
from tests.page.pages import EPISODE, at_times, page_of, timed, turn
from transcripts import Sound, TimeSpan

if TYPE_CHECKING:
    from playwright.sync_api import Page

Make = Callable[..., str]


def _heard_at(page: "Page", seconds: float) -> tuple[list[str], list[str]]:
    seek(page, seconds)
    return marked_words(page), current_turns(page)


def test_the_word_that_is_heard_and_its_turn_are_marked(visitor: Visitor, make: Make) -> None:
    page = visitor.open(make())
    wait_until_loaded(page)
    assert (marked_words(page), current_turns(page)) == ([], [])
    assert _heard_at(page, 10.2) == (["café"], ["t9"])
    assert _heard_at(page, 10.45) == ([], ["t9"]), "between two words"
    assert _heard_at(page, 6.1) == (["Low"], ["t6"]), "backward"
    assert _heard_at(page, 4.5) == (["[Gulls cry]"], []), "a sound"
    assert _heard_at(page, 2) == ([], []), "before the first"
    last = EPISODE.timings[-1].span
    assert last
    assert _heard_at(page, last.start_ms / 1000 + 0.2)[0] == ["shore."]
    assert _heard_at(page, last.end_ms / 1000 + 1)[0] == [], "after the last"


def test_the_marks_move_while_it_plays(visitor: Visitor, make: Make) -> None:
    page = visitor.open(make())
    ask(
        page,
        """() => {
          globalThis.log = [];
          globalThis.most = 0;
          const look = () => {
            const now = [...document.querySelectorAll(".now")];
            globalThis.most = Math.max(most, now.length, document.querySelectorAll("[aria-current]").length);
            if (now.length && log.at(-1) !== now[0].textContent) log.push(now[0].textContent);
          };
          new MutationObserver(look).observe(document.body, { subtree: true, attributes: true });
        }""",
    )
    time_link(page, "t9").click()
    until(page, "globalThis.log.length >= 4")
    pause(page)
    assert ask(page, "log.slice(0, 4)") == ["At", "the", "café", "they"]
    assert ask(page, "most") == 1


def test_nothing_is_heard_after_the_end(visitor: Visitor) -> None:
    page = visitor.open(page_of())
    wait_until_loaded(page)
    seek(page, 99.6)
    play(page)
    until(page, "document.querySelector('audio').ended")
    assert marked_words(page) == []


def test_of_turns_that_overlap_the_word_begun_last_is_marked(visitor: Visitor) -> None:
    talk = timed([turn("s1", "Wonderful morning"), turn("s2", "Yes indeed")])
    talk = at_times(talk, (10_000, 13_000), (14_000, 15_000), (11_000, 11_500), (14_500, 16_000))
    page = visitor.open(page_of(talk))
    wait_until_loaded(page)
    assert _heard_at(page, 10.5) == (["Wonderful"], ["t10"])
    assert _heard_at(page, 11.2) == (["Yes"], ["t11"])
    assert _heard_at(page, 14.7) == (["indeed"], ["t11"])
    assert _heard_at(page, 15.5) == (["indeed"], ["t11"])


def test_a_word_is_marked_again_after_one_that_fell_into_it(visitor: Visitor) -> None:
    talk = timed([turn("s1", "Wonderful morning"), turn("s2", "Yes indeed")])
    talk = at_times(talk, (10_000, 13_000), (14_000, 15_000), (11_000, 11_500), (14_500, 16_000))
    page = visitor.open(page_of(talk))
    wait_until_loaded(page)
    assert _heard_at(page, 12) == (["Wonderful"], ["t10"])


def test_a_word_is_marked_while_music_plays_under_it(visitor: Visitor) -> None:
    talk = timed([Sound(text="Music"), turn("s1", "Low tide today")])
    talk = replace(talk, sound_spans=(TimeSpan(6_100, 9_000),))
    page = visitor.open(page_of(talk))
    wait_until_loaded(page)
    assert _heard_at(page, 6.6)[1] == ["t6"]
    assert _heard_at(page, 7.2) == (["today"], ["t6"])


def _far_down(page: "Page") -> None:
    """Plays from a word that is far below what is seen."""
    wait_until_loaded(page)
    seek(page, 80)
    ask(page, "scrollTo(0, 0)")
    play(page)


_SHOWN = """() => {
  const now = document.querySelector(".now")?.getBoundingClientRect();
  return now && now.top >= 0 && now.bottom <= innerHeight;
}"""


@pytest.mark.parametrize("size", [(1280, 800), (700, 320)])
def test_what_is_heard_is_scrolled_into_view(visitor: Visitor, make: Make, size: tuple[int, int]) -> None:
    page = visitor.open(make(), Look(size=size))
    _far_down(page)
    until(page, _SHOWN)
    assert ask(page, "scrollY") > 100


def test_without_the_tick_nothing_scrolls(visitor: Visitor) -> None:
    page = visitor.open(page_of())
    page.get_by_label("Follow along").uncheck()
    _far_down(page)
    first = marked_words(page)
    until(
        page,
        "(first) => { const now = document.querySelector('.now'); return now && now.textContent !== first }",
        first[0],
    )
    assert ask(page, "scrollY") == 0


def _wheel(page: "Page", x: float) -> None:
    page.mouse.move(x, 600)
    page.mouse.wheel(0, -400)


def _touch(page: "Page") -> None:
    ask(
        page,
        """document.querySelector(".turn p").dispatchEvent(new TouchEvent("touchmove", { bubbles: true }))""",
    )


LEAVING: dict[str, Callable[["Page"], None]] = {
    "wheel over the text": lambda page: _wheel(page, 640),
    "wheel over the margin": lambda page: _wheel(page, 20),
    "touch": _touch,
    "PageDown": lambda page: page.keyboard.press("PageDown"),
    "Space": lambda page: page.keyboard.press("Space"),
    "End": lambda page: page.keyboard.press("End"),
}


@pytest.mark.parametrize("way", LEAVING)
def test_who_scrolls_away_is_let_go(visitor: Visitor, way: str) -> None:
    page = visitor.open(page_of())
    _far_down(page)
    until(page, _SHOWN)
    LEAVING[way](page)
    until(page, "!document.querySelector('.follow').checked")
    assert is_playing(page)


def test_who_searches_while_it_plays_stays_at_the_match(visitor: Visitor) -> None:
    page = visitor.open(page_of())
    _far_down(page)
    until(page, _SHOWN)
    assert find(page, "Low tide").endswith("of 4")
    until(page, "!document.querySelector('.follow').checked")


def test_who_goes_to_a_chapter_while_it_plays_stays_there(visitor: Visitor) -> None:
    page = visitor.open(page_of())
    _far_down(page)
    until(page, _SHOWN)
    ask(page, "document.querySelector('.chapters a').click()")
    until(page, "!document.querySelector('.follow').checked")


def test_a_tick_goes_back_to_what_is_heard(visitor: Visitor, make: Make) -> None:
    page = visitor.open(make())
    _far_down(page)
    box = page.get_by_label("Follow along")
    box.uncheck()
    ask(page, "scrollTo(0, 0)")
    pause(page)
    box.check()
    until(
        page,
        """() => {
          const turn = document.querySelector("[aria-current]").getBoundingClientRect();
          return turn.top >= 0 && turn.bottom <= innerHeight;
        }""",
    )


def test_who_scrolls_while_it_is_silent_is_followed_when_it_plays(visitor: Visitor) -> None:
    page = visitor.open(page_of())
    wait_until_loaded(page)
    seek(page, 80)
    _wheel(page, 640)
    assert page.get_by_label("Follow along").is_checked()


def test_with_reduced_motion_it_follows_only_when_asked_and_jumps(visitor: Visitor) -> None:
    page = visitor.open(page_of(), Look(motion="reduce"))
    assert not page.get_by_label("Follow along").is_checked()
    ask(
        page,
        """() => {
          globalThis.ways = [];
          const original = Element.prototype.scrollIntoView;
          Element.prototype.scrollIntoView = function (how) {
            ways.push(how?.behavior ?? "auto");
            original.call(this, how);
          };
        }""",
    )
    _far_down(page)
    page.get_by_label("Follow along").check()
    until(page, _SHOWN)
    assert set(ask(page, "ways")) <= {"auto", "instant"}
    assert ask(page, "getComputedStyle(document.documentElement).scrollBehavior") == "auto"
