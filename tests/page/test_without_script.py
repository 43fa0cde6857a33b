"""Every word, name and sound without scripts, on paper, magnified, and on screens of every width."""

import io
from typing import TYPE_CHECKING, Literal

import pytest

from tests.page.browsing import Look, Visitor
from tests.page.driving import ask, find, time_link, until
from tests.page.gallery import EXTREMES, MARKED, PAGES, TALKS, in_reading_order, missing_from
from tests.page.pages import EPISODE, page_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Not in scripts for which a machine may have no letters.
_ON_PAPER = ("ordinary", "marked", "German", "Polish", "estimated", "nobody")


def test_everything_can_be_read_without_scripts(visitor: Visitor) -> None:
    page = visitor.open(page_of(EPISODE), Look(scripts="off"))
    for name, talk in TALKS.items():
        visitor.show(page, page_of(talk))
        assert missing_from(page.locator(".flow").inner_text(), in_reading_order(talk)) == [], name


def test_without_scripts_there_are_no_controls_that_do_nothing(visitor: Visitor) -> None:
    page = visitor.open(page_of(EPISODE), Look(scripts="off"))
    for make in PAGES.values():
        visitor.show(page, make())
        dead = ask(
            page,
            """[...document.querySelectorAll(".transcript :is(button, select, input, form, label)")]
              .filter((one) => one.checkVisibility()).map((one) => one.outerHTML)""",
        )
        assert dead == []
        assert "K plays" not in page.locator("body").inner_text()


def test_without_scripts_the_browsers_own_player_is_there_and_links_lead_somewhere(visitor: Visitor) -> None:
    page = visitor.open(page_of(MARKED), Look(scripts="off"))
    assert page.locator("audio[controls]").is_visible()
    lost = ask(
        page,
        """[...document.querySelectorAll("a")].map((link) => link.hash)
          .filter((hash) => !document.getElementById(hash.slice(1)))""",
    )
    assert lost == []
    for summary in page.locator("summary").all():
        if summary.is_visible():
            summary.click()
    text = page.locator("body").inner_text()
    assert missing_from(text, ["Subscribe to our letter.", "1:00–1:12"]) == []
    assert "were not heard in the audio" in text


def _printed(page: "Page") -> str:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(page.pdf(format="A4")))
    return "\n".join(one.extract_text() for one in reader.pages)


@pytest.mark.parametrize("scripts", ["on", "off"])
def test_a_print_holds_every_word_name_and_sound(visitor: Visitor, scripts: Literal["on", "off"]) -> None:
    pytest.importorskip("pypdf", reason="no pypdf: pip install pypdf")
    page = visitor.open(page_of(EPISODE), Look(scripts=scripts))
    for name in _ON_PAPER:
        visitor.show(page, page_of(TALKS[name]))
        assert missing_from(_printed(page), in_reading_order(TALKS[name])) == [], name


def test_a_print_holds_what_closed_sections_hold_and_nothing_to_press(visitor: Visitor) -> None:
    pytest.importorskip("pypdf", reason="no pypdf: pip install pypdf")
    page = visitor.open(page_of(MARKED))
    text = _printed(page)
    assert missing_from(text, ["Subscribe to our letter.", "1:00–1:12"]) == []
    for control in ("Copy quote", "Follow along", "Everyone", "K plays"):
        assert control not in text


def test_a_print_of_a_page_in_use_holds_everything(visitor: Visitor) -> None:
    pytest.importorskip("pypdf", reason="no pypdf: pip install pypdf")
    page = visitor.open(page_of(EPISODE))
    time_link(page, "t9").click()
    until(page, "document.querySelector('.now')")
    page.get_by_label("Show").select_option(label="Bo Çelik")
    find(page, "café")
    assert missing_from(_printed(page), in_reading_order(EPISODE)) == []


_WIDTHS = ((320, 256), (320, 640), (390, 800), (768, 1024), (1280, 800))

_FLAWS = """() => {
  const width = document.documentElement.clientWidth;
  const flaws = [];
  if (document.documentElement.scrollWidth > width) {
    const isWide = (one) => one.getBoundingClientRect().right > width + 1;
    const wide = [...document.querySelectorAll("body *")].filter(isWide).map((one) => one.className || one.tagName);
    flaws.push(`scrolls: ${document.documentElement.scrollWidth} > ${width} ${wide}`);
  }
  const pieces = document.querySelectorAll(".flow :is([data-e], mark, .remark, bdi, .time), h1 bdi, .speakers bdi");
  for (const piece of pieces) {
    if (piece.closest(".continues > .speaker")) continue;
    const boxes = [...piece.getClientRects()];
    const isFlawed = (box) => box.left < -1 || box.right > width + 1 || box.width === 0 || box.height < 8;
    if (boxes.length === 0 || boxes.some(isFlawed)) flaws.push(`not in view: ${piece.outerHTML.slice(0, 200)}`);
  }
  return flaws;
}"""


@pytest.mark.parametrize("scripts", ["on", "off"])
@pytest.mark.parametrize("name", ["extremes", "ordinary", "Arabic", "Japanese", "fragment"])
def test_nothing_is_cut_off_or_needs_scrolling_sideways(
    visitor: Visitor, name: str, scripts: Literal["on", "off"]
) -> None:
    """From a wide screen to 400 % zoom of a small one (WCAG 1.4.10: 320 by 256)."""
    page = visitor.open(PAGES[name](), Look(scripts=scripts))
    if scripts == "on":
        for part in page.locator(".opener, summary").all():
            part.evaluate("(one) => one.click()")
    for width, height in _WIDTHS:
        page.set_viewport_size({"width": width, "height": height})
        assert ask(page, _FLAWS) == [], (width, height)


def test_a_page_in_use_needs_no_scrolling_sideways(visitor: Visitor) -> None:
    page = visitor.open(page_of(EXTREMES))
    time_link(page, "t6").click()
    until(page, "document.querySelector('.now')")
    page.locator(".filter").select_option(index=3)
    find(page, "Fluss")
    for width, height in _WIDTHS:
        page.set_viewport_size({"width": width, "height": height})
        assert not ask(page, "document.documentElement.scrollWidth > document.documentElement.clientWidth"), width


def test_larger_letters_and_spacing_fit(visitor: Visitor) -> None:
    """WCAG 1.4.12 (spacing) and 1.4.4 (200 % letters)."""
    page = visitor.open(page_of(EXTREMES), Look(size=(390, 800)))
    page.add_style_tag(
        content="""html { font-size: 200% }
        * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
        p { margin-block-end: 2em !important }"""
    )
    page.locator(".opener").click()
    assert ask(page, _FLAWS) == []


def test_pieces_of_the_bar_stay_in_it(visitor: Visitor) -> None:
    page = visitor.open(page_of(EPISODE))
    for width, height in _WIDTHS:
        page.set_viewport_size({"width": width, "height": height})
        outside = ask(
            page,
            """() => {
              const bar = document.querySelector(".bar").getBoundingClientRect();
              return [...document.querySelectorAll(".bar :is(button, select, input, audio, .found)")]
                .filter((one) => one.checkVisibility())
                .filter((one) => {
                  const { left, right, bottom } = one.getBoundingClientRect();
                  return left < bar.left || right > bar.right + 1 || bottom > bar.bottom + 1;
                }).map((one) => one.className);
            }""",
        )
        assert outside == [], width
