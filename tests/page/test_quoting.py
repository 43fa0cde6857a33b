"""A quote holds the words, who says them, and a link to their time."""

from collections.abc import Callable
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from tests.page.browsing import Look, Server, Visitor
from tests.page.driving import ask, said, seek, time_link, until, wait_until_loaded, wait_until_said
from tests.page.pages import page_of, timed, turn, unheard

if TYPE_CHECKING:
    from playwright.sync_api import Page

Make = Callable[..., str]


def _select(page: "Page", first: tuple[str, int], last: tuple[str, int]) -> None:
    """Selects from a place within a word to a place within another; each is the word's text and an offset."""
    ask(
        page,
        """([[first, from], [last, to]]) => {
          const texts = [...document.querySelectorAll(".flow p *")].filter((one) => !one.children.length);
          const node = (text) => texts.find((one) => one.textContent === text).firstChild;
          getSelection().setBaseAndExtent(node(first), from, node(last), to);
        }""",
        [first, last],
    )


def _copy(page: "Page") -> str:
    ask(page, "document.querySelector('.status').textContent = ''")
    page.get_by_role("button", name="Copy quote").click()
    wait_until_said(page, "Copied: ")
    return str(ask(page, "navigator.clipboard.readText()"))


def test_the_selected_words_are_copied_whole(visitor: Visitor, make: Make) -> None:
    page = visitor.open(make())
    _select(page, ("café", 2), ("don’t", 1))
    address = page.url
    assert _copy(page).splitlines() == ["“café they don’t”", f"— Bo Çelik, 0:10, {address}?t=10#t9"]
    assert said(page) == "Copied: Bo Çelik, 0:10"


def test_the_button_is_pressed_by_keyboard(visitor: Visitor) -> None:
    page = visitor.open(page_of())
    _select(page, ("café", 0), ("café", 4))
    page.get_by_role("button", name="Copy quote").press("Enter")
    wait_until_said(page, "Copied: Bo Çelik, 0:10")


def test_what_is_copied_leads_back_to_the_words(visitor: Visitor) -> None:
    page = visitor.open(page_of(), Look(server="http", address="?episode=12"))
    _select(page, ("café", 0), ("café", 4))
    link = _copy(page).rpartition(" ")[2]
    assert "episode=12" in link
    page.goto(link)
    wait_until_loaded(page)
    assert ask(page, "document.querySelector('audio').currentTime") == 10


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.links: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value for name, value in attrs if (tag, name) == ("a", "href")]

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def test_the_quote_is_html_too(visitor: Visitor) -> None:
    page = visitor.open(page_of(timed([turn("s1", "Look: <b>tide</b> & more.")])))
    _select(page, ("<b>tide</b>", 1), ("more.", 1))
    _copy(page)
    html = ask(page, "navigator.clipboard.read().then(([item]) => item.getType('text/html')).then((it) => it.text())")
    reader = _Text()
    reader.feed(html)
    assert "<blockquote" in html
    assert "“<b>tide</b> & more.”" in "".join(reader.parts)
    assert "Ada Wren, 0:04" in "".join(reader.parts)
    assert reader.links == [f"{page.url}?t=4#t4"]


def test_several_turns_are_copied_with_their_names(visitor: Visitor) -> None:
    page = visitor.open(page_of())
    _select(page, ("twice", 0), ("they", 4))
    assert _copy(page).splitlines()[:2] == ["Ada Wren: twice a day.", "Bo Çelik: At the café they"]
    assert _copy(page).splitlines()[2].startswith("— 0:07, ")


def test_turns_that_are_not_shown_are_not_copied(visitor: Visitor) -> None:
    talk = timed([turn("s1", "One two."), turn("s2", "Three four."), turn("s1", "Five six.")])
    page = visitor.open(page_of(talk))
    page.get_by_label("Show").select_option(label="Ada Wren")
    _select(page, ("One", 0), ("six.", 4))
    assert _copy(page).startswith("“One two. Five six.”\n— Ada Wren, 0:04")


def test_without_a_selection_the_turn_that_is_heard_is_copied(visitor: Visitor, make: Make) -> None:
    page = visitor.open(make())
    wait_until_loaded(page)
    seek(page, 10.2)
    assert _copy(page).startswith("“At the café they don’t know.”\n— Bo Çelik, 0:09, ")


def test_with_nothing_to_copy_it_says_so(visitor: Visitor, make: Make) -> None:
    page = visitor.open(make())
    page.get_by_role("button", name="Copy quote").click()
    wait_until_said(page, "Select the words to copy first.")


def test_a_selection_outside_of_the_text_is_none(visitor: Visitor) -> None:
    page = visitor.open(page_of())
    ask(page, "getSelection().selectAllChildren(document.querySelector('h1'))")
    page.get_by_role("button", name="Copy quote").click()
    wait_until_said(page, "Select the words to copy first.")


def test_a_selection_that_begins_behind_a_word_has_the_time_of_the_next(visitor: Visitor) -> None:
    page = visitor.open(page_of())
    _select(page, ("At", 2), ("café", 4))
    assert _copy(page).startswith("“the café”\n— Bo Çelik, 0:09")
    _select(page, ("the", 3), ("café", 4))
    assert _copy(page).startswith("“café”\n— Bo Çelik, 0:10")


def test_a_selection_that_ends_before_a_word_is_without_it(visitor: Visitor) -> None:
    page = visitor.open(page_of())
    _select(page, ("At", 0), ("café", 0))
    assert _copy(page).startswith("“At the”\n")


def test_of_words_that_were_not_heard_only_those_selected_are_copied(visitor: Visitor) -> None:
    talk = unheard(timed([turn("s1", "Low tide comes twice a day."), turn("s2", "Yes.")]), 0, 1, 2, 3, 4, 5)
    page = visitor.open(page_of(talk))
    _select(page, ("Low tide comes twice a day.", 5), ("Low tide comes twice a day.", 11))
    assert _copy(page).startswith("“tide comes”\n— Ada Wren, ")


def test_a_turn_without_a_time_does_not_take_that_of_another(visitor: Visitor) -> None:
    talk = unheard(timed([turn("s1", "Low tide."), turn("s2", "Yes.")]), 2)
    page = visitor.open(page_of(talk))
    time_link(page, "t4").click()
    until(page, "location.hash === '#t4'")
    _select(page, ("Yes.", 0), ("Yes.", 4))
    assert _copy(page).endswith(".html#turn-2")


@pytest.mark.parametrize("server", ["insecure http"])
def test_without_https_the_old_way_works(visitor: Visitor, server: Server) -> None:
    page = visitor.open(page_of(), Look(server=server))
    assert not ask(page, "isSecureContext")
    _select(page, ("café", 0), ("café", 4))
    page.get_by_role("button", name="Copy quote").click()
    wait_until_said(page, "Copied: Bo Çelik, 0:10")
    page.locator(".search input").press("Control+v")
    assert "“café” — Bo Çelik, 0:10, http://" in page.locator(".search input").input_value().replace("\n", " ")
