"""A browser for the session, and a visitor for each test that fails it for whatever went wrong on its pages."""

from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.page.browsing import ARGUMENTS, Visitor, Windows, find_browser, serving
from tests.page.pages import MAKERS, TONE, write_tone

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    if find_spec("playwright") is None:
        pytest.skip("no playwright: pip install playwright")
    executable = find_browser()
    if executable is None:
        pytest.skip("no browser: install chromium (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, int]]:
    """A folder with audio, and the port at which it is served."""
    folder = tmp_path_factory.mktemp("site")
    write_tone(folder / TONE)
    (folder / "favicon.ico").touch()  # which browsers ask every server for
    with serving(folder) as port:
        yield folder, port


@pytest.fixture(scope="session")
def windows(browser: "Browser") -> Windows:
    return Windows(browser)


@pytest.fixture
def visitor(windows: Windows, site: tuple[Path, int]) -> Iterator[Visitor]:
    visitor = Visitor(windows, *site)
    yield visitor
    assert visitor.troubles() == []


@pytest.fixture(params=MAKERS)
def make(request: pytest.FixtureRequest) -> Callable[..., str]:
    """Makes the whole page, and the fragment within another page."""
    return MAKERS[request.param]
