"""The page with audio that is missing, embedded, or not there at all; captions in the player."""

from pathlib import Path
from typing import Literal

import pytest

from tests.page.browsing import Look, Visitor
from tests.page.driving import (
    ask,
    find,
    focused,
    is_playing,
    said,
    time_link,
    until,
    wait_until_loaded,
    wait_until_played_from,
    wait_until_said,
)
from tests.page.pages import EPISODE, TONE, fragment_of, page_of
from tests.page.test_playing import Make
from transcripts.page import embedded_audio, own_template, render_page

_MISSING = Look(expected_errors=("ERR_FILE_NOT_FOUND", "404"))


@pytest.mark.parametrize("server", ["file", "http"])
def test_missing_audio_is_told_and_the_rest_works(
    visitor: Visitor, make: Make, server: Literal["file", "http"]
) -> None:
    look = Look(expected_errors=_MISSING.expected_errors, server=server)
    page = visitor.open(make(EPISODE, "missing.wav"), look)
    wait_until_said(page, "The audio could not be loaded.")
    assert not page.locator("audio").is_visible()
    assert not page.get_by_role("button", name="Back 10 s").is_visible()
    link = time_link(page, "t74")
    assert link.get_attribute("aria-label") == "Link to 1:14"
    link.press("Enter")
    until(page, "location.hash === '#t74'")
    assert find(page, "café").endswith("of 4")
    page.get_by_label("Show").select_option(label="Ada and Bo")
    assert said(page) == "1 of 28 turns are shown."


def test_without_its_audio_no_word_claims_to_be_a_button(visitor: Visitor) -> None:
    page = visitor.open(page_of(EPISODE, "missing.wav"), _MISSING)
    wait_until_said(page, "The audio could not be loaded.")
    time_link(page, "t9").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator(".flow [role=button]").count() == 0
    assert ask(page, "getComputedStyle(document.querySelector('.flow [data-e]')).cursor") != "pointer"
    details = page.locator(".keys")
    assert not details.count() or "K plays" not in details.inner_text()


def test_a_template_that_leaves_the_bar_out_leaves_out_what_it_does(visitor: Visitor, tmp_path: Path) -> None:
    parts = "{{ parts.flow('h2') }}{{ parts.behaviour() }}"
    template = '{% set address = "" %}{% import "parts.html" as parts with context %}'
    (tmp_path / "own.html").write_text(f'{template}<div class="transcript flow">{parts}</div>', encoding="utf-8")
    page = visitor.open(render_page(EPISODE, template=own_template(tmp_path / "own.html")))
    assert page.locator(".turn").first.is_visible()


def test_a_page_without_audio_has_no_player(visitor: Visitor) -> None:
    for html in (page_of(EPISODE, None), fragment_of(EPISODE, None)):
        page = visitor.open(html)
        assert page.locator("audio, .player, .follow").count() == 0
        assert find(page, "café") == "1 of 4"
        page.keyboard.press("Escape")
        assert focused(page) == "0:09"
        page.keyboard.press("Enter")
        until(page, "location.hash === '#t9'")
        page.get_by_label("Show").select_option(label="Ada and Bo")
        assert said(page) == "1 of 28 turns are shown."
        page.get_by_label("Show").select_option(label="Everyone")
        page.get_by_text("café", exact=True).first.dblclick()
        page.get_by_role("button", name="Copy quote").click()
        wait_until_said(page, "Copied: Bo Çelik, 0:10")


def test_embedded_audio_plays_from_a_time(visitor: Visitor, site: tuple[Path, int], make: Make) -> None:
    page = visitor.open(make(EPISODE, embedded_audio(site[0] / TONE)))
    wait_until_loaded(page)
    time_link(page, "t74").click()
    wait_until_played_from(page, 74.5)
    assert is_playing(page)


_CAPTIONS = "WEBVTT\n\n00:06.000 --> 00:08.900\nLow tide comes <i>twice</i> a day.\n\n00:09.000 --> 00:11.900\n– Café\n"


@pytest.mark.parametrize("server", ["file", "http"])
def test_captions_are_a_track_of_the_audio(visitor: Visitor, server: Literal["file", "http"]) -> None:
    html = render_page(EPISODE, audio_href=TONE, captions=_CAPTIONS)
    page = visitor.open(html, Look(server=server))
    wait_until_loaded(page)
    assert ask(page, "document.querySelector('audio').textTracks[0].label") == "Captions"
    ask(page, "document.querySelector('audio').textTracks[0].mode = 'hidden'")
    until(page, "document.querySelector('audio').textTracks[0].cues?.length === 2")
    assert ask(page, "[...document.querySelector('audio').textTracks[0].cues].map((cue) => cue.startTime)") == [6, 9]
