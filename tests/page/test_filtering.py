"""The turns of one speaker, and everyone again."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.page.browsing import Visitor
from tests.page.driving import ask, said, until
from tests.page.pages import EPISODE, heading, page_of, timed, turn

if TYPE_CHECKING:
    from playwright.sync_api import Page

Make = Callable[..., str]


def _shown(page: "Page", kind: str) -> list[str]:
    found: list[str] = ask(
        page,
        """(kind) => [...document.querySelectorAll(`.flow > .${kind}`)]
          .filter((item) => item.checkVisibility())
          .map((item) => item.querySelector(".speaker")?.textContent ?? item.textContent.trim())""",
        kind,
    )
    return found


def _by_mouse(page: "Page", name: str) -> None:
    page.get_by_label("Show").select_option(label=name)


def _by_keyboard(page: "Page", name: str) -> None:
    page.get_by_label("Show").focus()
    page.keyboard.type(name)


def test_only_the_turns_of_a_speaker_are_shown(visitor: Visitor, make: Make) -> None:
    page = visitor.open(make())
    total = len(EPISODE.transcript.turns)
    _by_mouse(page, "Bo Çelik")
    turns = _shown(page, "turn")
    assert set(turns) == {"Bo Çelik:", "Ada and Bo:"}
    assert said(page) == f"{len(turns)} of {total} turns are shown."
    assert _shown(page, "sound") == []
    assert _shown(page, "chapter") == ["The shore", "The long walk", "The end"]


def test_the_speaker_is_chosen_by_keyboard(visitor: Visitor) -> None:
    page = visitor.open(page_of())
    _by_keyboard(page, "Bo")
    until(page, "document.querySelector('.status').textContent !== ''")
    assert set(_shown(page, "turn")) == {"Bo Çelik:", "Ada and Bo:"}


def test_those_who_speak_together_are_shown_under_each_of_them(visitor: Visitor) -> None:
    page = visitor.open(page_of())
    _by_mouse(page, "Ada Wren")
    assert set(_shown(page, "turn")) == {"Ada Wren:", "Ada and Bo:"}
    _by_mouse(page, "Ada and Bo")
    assert _shown(page, "turn") == ["Ada and Bo:"]


def test_a_chapter_in_which_a_speaker_is_silent_is_not_shown(visitor: Visitor) -> None:
    page = visitor.open(
        page_of(timed([heading("One"), turn("s1", "Low."), heading("Two"), turn("s2", "Tide."), turn("s3", "Yes.")]))
    )
    _by_mouse(page, "Bo Çelik")
    assert _shown(page, "chapter") == ["Two"]


def test_everyone_brings_all_back(visitor: Visitor, make: Make) -> None:
    page = visitor.open(make())
    before = [_shown(page, kind) for kind in ("turn", "sound", "chapter")]
    _by_mouse(page, "Bo Çelik")
    _by_mouse(page, "Everyone")
    assert [_shown(page, kind) for kind in ("turn", "sound", "chapter")] == before
    assert said(page) == ""


def test_one_speaker_needs_no_filter(visitor: Visitor) -> None:
    page = visitor.open(page_of(timed([turn("s1", "Low tide.")], speakers=EPISODE.transcript.speakers[:1])))
    assert page.locator(".filter").count() == 0


def test_the_name_is_seen_where_the_turn_before_is_hidden(visitor: Visitor) -> None:
    """A name that the eye has from the turn above must come back when that is not there."""
    talk = timed([turn("s3", "Yes."), turn("s3", "Low."), turn("s1", "Tide.")])
    page = visitor.open(page_of(talk))
    _by_mouse(page, "Ada Wren")
    assert _shown(page, "turn") == ["Ada and Bo:", "Ada and Bo:", "Ada Wren:"]


def test_after_going_back_the_filter_is_what_it_says(visitor: Visitor) -> None:
    page = visitor.open(page_of())
    address = page.url
    _by_mouse(page, "Bo Çelik")
    page.get_by_label("Speed").select_option("2")
    page.goto("about:blank")
    page.go_back()
    assert page.url == address
    chosen = page.locator(".filter").input_value()
    is_all_shown = len(_shown(page, "turn")) == len(EPISODE.transcript.turns)
    assert is_all_shown == (chosen == "")
    assert ask(page, "document.querySelector('audio').playbackRate") == float(page.locator(".speed").input_value())
