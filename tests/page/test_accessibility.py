"""What a reviewer of accessibility looks at: axe-core, names, targets, focus, and the order for a screen reader."""

import json
from collections.abc import Iterator
from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal

import pytest

from tests.page.browsing import DESKTOP, PHONE, Look, Visitor
from tests.page.driving import ask, find, focused, pause, time_link, until, wait_until_loaded
from tests.page.gallery import ARABIC, MARKED, PAGES, TALKS, in_reading_order, missing_from
from tests.page.pages import EPISODE, fragment_of, page_of, timed, turn
from tests.page.test_playing import Make

if TYPE_CHECKING:
    from playwright.sync_api import Page

_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_OPTIONS = {
    "runOnly": {"type": "tag", "values": _TAGS},
    "rules": {"label-content-name-mismatch": {"enabled": True}, "target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
_LOOKS = {
    "light": Look(),
    "dark phone": Look(size=PHONE, scheme="dark"),
    "dark": Look(scheme="dark"),
    "light phone": Look(size=PHONE),
    "reduced motion": Look(motion="reduce"),
    "forced colours": Look(colours="active"),
}


@pytest.fixture(scope="session")
def axe() -> str:
    if find_spec("axe_playwright_python") is None:
        pytest.skip("no axe-core: pip install axe-playwright-python")
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def _violations(page: "Page", axe: str) -> list[str]:
    if not ask(page, "'axe' in globalThis"):
        ask(page, axe + "\n;0")
    found = ask(page, "(options) => axe.run(document, options)", _OPTIONS)["violations"]
    return [f"{one['id']}: {node['html'][:200]} {node['failureSummary']}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_every_kind_have_no_violations(visitor: Visitor, axe: str, name: str) -> None:
    page = visitor.open(PAGES[name]())
    assert _violations(page, axe) == []
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.emulate_media(color_scheme="dark")
    assert _violations(page, axe) == [], "dark, on a phone"
    if page.locator("audio").count():
        page.locator(".turn > .time").first.click()
        until(page, "document.querySelector('.now')")
        assert _violations(page, axe) == [], "while it plays"


@pytest.mark.parametrize("look", _LOOKS)
def test_a_page_in_use_has_no_violations(visitor: Visitor, axe: str, look: str) -> None:
    page = visitor.open(page_of(MARKED), _LOOKS[look])
    opener = page.get_by_role("button", name="Search and more")
    if opener.is_visible():
        opener.click()
    time_link(page, "t6").click()
    until(page, "document.querySelector('.now')")
    find(page, "ti")
    page.locator(".filter").select_option(label="Ada Wren")
    for summary in page.locator("summary").all():
        summary.click()
    time_link(page, "t6").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("[role=button]").count() == 1
    assert _violations(page, axe) == []


def test_the_checker_finds_what_is_wrong(visitor: Visitor, axe: str) -> None:
    page = visitor.open("<!DOCTYPE html><title>x</title><img src='data:,'><p style='color: #eee'>Pale</p>")
    assert len(_violations(page, axe)) > 2


_CONTRASTS = """() => {
  const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const style = getComputedStyle(document.querySelector(".transcript"));
  const luminance = (name) => {
    context.fillStyle = style.getPropertyValue(`--${name}`);
    context.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const voices = [1, 2, 3, 4, 5, 6].map((number) => `voice-${number}`);
  const inks = ["ink", "quiet", "link", ...voices];
  const texts = ["paper", "turn"].flatMap((ground) => inks.map((text) => [text, ground]));
  const marks = ["now", "found", "found-now"].map((ground) => ["ink", ground]);
  const edges = ["paper", "turn"].map((ground) => ["edge", ground]);
  return [...texts, ...marks].filter((pair) => contrast(...pair) < 4.5)
    .concat(edges.filter((pair) => contrast(...pair) < 3));
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_colours_have_contrast_on_every_ground(visitor: Visitor, scheme: Literal["light", "dark"]) -> None:
    """4.5 for text (WCAG 1.4.3), 3 for the edges of controls (1.4.11); marks by highlights are not seen by axe."""
    page = visitor.open(page_of(), Look(scheme=scheme))
    assert ask(page, _CONTRASTS) == []


_CONTROLS = ":is(a[href], button, select, input, summary, audio):not([hidden] *)"


@pytest.mark.parametrize("name", ["marked", "Arabic", "Polish", "fragment", "without audio"])
def test_every_control_has_a_name_that_holds_its_text(visitor: Visitor, axe: str, name: str) -> None:
    page = visitor.open(PAGES[name]())
    ask(page, axe + "\n;axe.setup(document)")
    named = ask(
        page,
        """(controls) => [...document.querySelectorAll(controls)]
          .filter((one) => one.checkVisibility() && one.closest(".transcript"))
          .map((one) => [one.outerHTML.slice(0, 200), axe.commons.text.accessibleText(one),
                         one.matches("select") ? "" : one.innerText])""",
        _CONTROLS,
    )
    assert len(named) > 4
    for html, accessible, seen in named:
        assert accessible.strip(), html
        assert seen.strip().casefold() in accessible.casefold(), html


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize("name", ["marked", "Japanese", "fragment"])
def test_every_target_is_large_enough(visitor: Visitor, name: str, size: tuple[int, int]) -> None:
    """24 px (WCAG 2.5.8), or as far from others; links within a sentence are excepted."""
    page = visitor.open(PAGES[name](), Look(size=size))
    opener = page.locator(".opener")
    if opener.is_visible():
        opener.click()
    small = ask(
        page,
        """(controls) => {
          const isInSentence = (one) => one.matches(".note a, .remainder p a");
          const targets = [...document.querySelectorAll(controls)]
            .filter((one) => one.checkVisibility() && one.closest(".transcript"))
            .filter((one) => !isInSentence(one) && !one.matches(".skip"))
            .map((one) => (one.labels?.length ? one.labels[0] : one))
            .map((one) => [one, one.getBoundingClientRect()]);
          const middle = ({ left, top, width, height }) => [left + width / 2, top + height / 2];
          const isSmall = ({ width, height }) => width < 24 || height < 24;
          const distance = ([x, y], { left, right, top, bottom }) =>
            Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
          const isNear = (box, other) =>
            distance(middle(box), other) < 12 ||
            (isSmall(other) && Math.hypot(...middle(box).map((at, axis) => at - middle(other)[axis])) < 24);
          return targets
            .filter(([, box]) => isSmall(box))
            .filter(([one, box]) => targets.some(([other, its]) => other !== one && isNear(box, its)))
            .map(([one, box]) => `${one.outerHTML.slice(0, 120)} ${box.width}x${box.height}`);
        }""",
        _CONTROLS,
    )
    assert small == []


@pytest.mark.parametrize(
    ("make", "size"), [(page_of, DESKTOP), (page_of, PHONE), (page_of, (700, 320)), (fragment_of, PHONE)]
)
def test_what_has_the_focus_is_never_covered(visitor: Visitor, make: Make, size: tuple[int, int]) -> None:
    page = visitor.open(make(), Look(size=size))
    wait_until_loaded(page)
    for key in ("Tab", "Shift+Tab"):
        covered = [found for found in _focus_by(page, key) if found]
        assert covered == [], key


def _focus_by(page: "Page", key: str) -> Iterator[str]:
    """Presses a key until the focus has been everywhere; of each place, what of it is not to be seen."""
    for _ in range(120):
        page.keyboard.press(key)
        place, trouble = ask(
            page,
            """() => {
              const one = document.activeElement;
              const bar = document.querySelector(".bar");
              const { top, bottom } = one.getBoundingClientRect();
              const isStuck = getComputedStyle(bar).position === "sticky" && !bar.contains(one);
              const covered = isStuck ? bar.getBoundingClientRect() : { top: 0, bottom: 0 };
              const isUnder = top < covered.bottom - 1 && bottom > covered.top + 1;
              const isOutside = top < -1 || bottom > innerHeight + 1;
              const trouble = one !== document.body && !one.matches("main") && (isUnder || isOutside);
              const text = `${one.tagName} ${one.textContent.slice(0, 20)} ${top}-${bottom} of ${covered.bottom}`;
              return [one === document.body ? "" : one.tagName, trouble ? text : ""];
            }""",
        )
        if not place:
            return
        yield trouble


def test_a_word_that_is_walked_to_is_never_covered(visitor: Visitor) -> None:
    page = visitor.open(page_of(timed([turn("s1", "Low tide comes. " * 80)])), Look(size=PHONE))
    wait_until_loaded(page)
    time_link(page, "t4").focus()
    for key, times in (("ArrowRight", 200), ("ArrowLeft", 160)):
        for _ in range(times):
            page.keyboard.press(key)
        seen = ask(
            page,
            """() => {
              const { top, bottom } = document.activeElement.getBoundingClientRect();
              return [top >= document.querySelector(".bar").getBoundingClientRect().bottom, bottom <= innerHeight];
            }""",
        )
        assert seen == [True, True], key


def test_the_skip_link_leads_past_the_player(visitor: Visitor) -> None:
    page = visitor.open(page_of())
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the transcript"
    box = page.locator(".skip").bounding_box()
    assert box
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    assert ask(page, "document.activeElement.id") == "transcript"
    page.keyboard.press("Tab")
    assert focused(page) == "0:06"


class _Tree:
    """The tree of accessibility, as the browser hands it to a screen reader."""

    def __init__(self, page: "Page") -> None:
        session = page.context.new_cdp_session(page)
        nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
        self._by_id = {node["nodeId"]: node for node in nodes}
        self._root = nodes[0]

    def nodes(self) -> Iterator[dict[str, Any]]:
        """In reading order."""
        waiting = [self._root]
        while waiting:
            node = waiting.pop()
            yield node
            children = [self._by_id[child] for child in node.get("childIds", ()) if child in self._by_id]
            waiting += reversed(children)

    def named(self, role: str) -> list[str]:
        return [_name(node) for node in self.nodes() if not node["ignored"] and _role(node) == role]

    def headings(self) -> list[tuple[int, str]]:
        return [
            (next(one["value"]["value"] for one in node["properties"] if one["name"] == "level"), _name(node))
            for node in self.nodes()
            if not node["ignored"] and _role(node) == "heading"
        ]


def _role(node: dict[str, Any]) -> str:
    return str(node["role"]["value"])


def _name(node: dict[str, Any]) -> str:
    return str(node.get("name", {}).get("value", ""))


@pytest.mark.parametrize("scripts", ["on", "off"])
def test_a_screen_reader_gets_every_word_name_and_sound_in_order(
    visitor: Visitor, scripts: Literal["on", "off"]
) -> None:
    page = visitor.open(page_of(EPISODE), Look(scripts=scripts))
    for name, talk in TALKS.items():
        visitor.show(page, page_of(talk))
        text = "".join(_Tree(page).named("StaticText"))
        assert missing_from(text, in_reading_order(talk)) == [], name


def test_headings_and_landmarks_of_a_page(visitor: Visitor) -> None:
    tree = _Tree(visitor.open(page_of(MARKED)))
    assert tree.headings() == [(1, "Low tide"), (2, "The shore"), (2, "The pier")]
    assert len(tree.named("banner")) == len(tree.named("main")) == len(tree.named("search")) == 1
    assert tree.named("navigation") == ["Chapters"]
    assert tree.named("complementary") == ["About this transcript"]
    assert "Player" in tree.named("region")


def test_headings_of_a_fragment_go_under_those_of_its_page(visitor: Visitor) -> None:
    tree = _Tree(visitor.open(PAGES["fragment"]()))
    assert tree.headings() == [(1, "Episode 12"), (2, "Low tide"), (3, "The shore"), (3, "The pier")]
    assert len(tree.named("main")) == len(tree.named("banner")) == 1


def test_the_language_of_what_is_foreign_is_marked(visitor: Visitor) -> None:
    page = visitor.open(PAGES["Polish"]())
    languages = ask(
        page,
        """(selectors) => selectors.map((one) => document.querySelector(one).closest("[lang]").lang)""",
        [".turn p", ".turn .speaker", "h1", ".bar", ".time", ".speakers bdi", ".speakers", ".filter option + option"],
    )
    assert languages == ["pl", "pl", "pl", "en", "en", "pl", "en", "pl"]


def test_the_direction_is_that_of_the_language(visitor: Visitor) -> None:
    page = visitor.open(page_of(ARABIC))
    first, second = (page.locator(".flow [data-e]").nth(at).bounding_box() for at in (1, 2))
    assert first
    assert second
    assert first["x"] > second["x"]
    name, time = page.locator(".speaker").first.bounding_box(), page.locator(".turn > .time").first.bounding_box()
    assert name
    assert time
    assert time["x"] > name["x"]


def test_what_changes_is_announced(visitor: Visitor) -> None:
    page = visitor.open(page_of(EPISODE))
    pause(page)
    roles = ask(page, "[...document.querySelectorAll('.found, .status')].map((one) => one.getAttribute('role'))")
    assert roles == ["status", "status"]
    assert json.loads(page.locator(".wording").inner_text() or "{}") != {}
