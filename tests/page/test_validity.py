"""The Nu HTML checker has nothing to say of the pages, as they are written and after their script ran.

``VNU_JAR`` names its jar (https://github.com/validator/validator); it needs Java.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.page.browsing import Look, Visitor
from tests.page.driving import ask, find, until
from tests.page.gallery import PAGES

# The checker guesses languages, and the words of the extremes are of none.
_NAMES = [name for name in PAGES if name != "extremes"]


@pytest.fixture(scope="session")
def jar() -> Path:
    jar = Path(os.environ.get("VNU_JAR", ""))
    if not jar.is_file():
        pytest.skip("no Nu HTML checker: the environment variable VNU_JAR names no jar")
    if shutil.which("java") is None:
        pytest.skip("no java, which the Nu HTML checker runs on")
    return jar


def _messages(jar: Path, folder: Path) -> list[str]:
    """Errors and warnings of every page in a folder."""
    command = [
        "java",
        "-Xss4m",
        "-jar",
        str(jar),
        "--exit-zero-always",
        "--format",
        "json",
        "--skip-non-html",
        str(folder),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    found = json.loads(done.stderr or done.stdout)["messages"]
    return sorted({f"{Path(one['url']).stem}: {one['message']} {one.get('extract', '')[:150]}" for one in found})


def test_pages_as_they_are_written_are_valid(jar: Path, tmp_path: Path) -> None:
    for name in _NAMES:
        (tmp_path / f"{name}.html").write_text(PAGES[name](), encoding="utf-8")
    assert _messages(jar, tmp_path) == []


def test_the_checker_finds_what_is_wrong(jar: Path, tmp_path: Path) -> None:
    (tmp_path / "wrong.html").write_text("<!DOCTYPE html><title>x</title><p id=a><p id=a><blink>")
    assert len(_messages(jar, tmp_path)) >= 2


def test_pages_are_valid_after_their_script_ran(jar: Path, visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.open(PAGES["ordinary"](), Look())
    for name in _NAMES:
        visitor.show(page, PAGES[name]())
        (tmp_path / f"{name}.html").write_text(page.content(), encoding="utf-8")
        if page.locator("audio").count():
            page.locator(".turn > .time").first.click()
            until(page, "document.querySelector('.now')")
            page.locator(".turn > .time").first.focus()
            page.keyboard.press("ArrowLeft" if "Arabic" in name else "ArrowRight")
            assert page.locator("[role=button]").count() == 1
        if page.locator(".filter").count():
            page.locator(".filter").select_option(index=1)
        find(page, "e")
        ask(page, "document.activeElement.id")
        (tmp_path / f"{name} in use.html").write_text(page.content(), encoding="utf-8")
    assert _messages(jar, tmp_path) == []
