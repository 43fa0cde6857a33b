"""Whatever a transcript holds is text on the page: it runs nothing, asks for nothing, and breaks nothing."""

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.page.browsing import PHONE, Look, Visitor
from tests.page.driving import ask, find, found_now, time_link, wait_until_played_from, wait_until_said
from tests.page.pages import FIRST_MS, STEP_MS, TONE, WORD_MS, heading, in_host, noted, timed, turn, words
from transcripts import AudioInfo, Sound, Speaker, TimedTranscript, TimeSpan, Transcript, Turn, WordTiming, read_text
from transcripts.page import FRAGMENT, PAGE, podcast_episode, render_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

_RUN = "globalThis.taken=1;alert(1)"

INJECTIONS = {
    "script": f"<script>{_RUN}</script>",
    "image": f'"><img src=x onerror="{_RUN}">',
    "attribute": f"' onmouseover='{_RUN}' autofocus onfocus='{_RUN}' x='",
    "double attribute": f'" onmouseover="{_RUN}" onfocus="{_RUN}" autofocus tabindex="1" x="',
    "svg": f"<svg/onload={_RUN}><animate onbegin={_RUN} attributeName=x dur=1s>",
    "javascript link": f"<a href=javascript:{_RUN}>more</a> javascript:{_RUN}",
    "end of style": f"</style><script>{_RUN}</script>",
    "end of title": f"</title><script>{_RUN}</script><title>",
    "end of script": f"</script><script>{_RUN}</script>",
    "end of json": f'"}}</script><script>{_RUN}</script><script type=\'application/json\'>{{"x":"',
    "textarea": f"</textarea></select></option></details><script>{_RUN}</script>",
    "comment": "<!-- <!--",
    "end of comment": f"--><script>{_RUN}</script><!--",
    "comment in script": "<!--<script>",
    "cdata": f"<![CDATA[ ]]><script>{_RUN}</script>",
    "jinja": "{{7*7}} {% raw %} {# gone #} {{ self.__init__.__globals__ }}",
    "javascript template": "${globalThis.taken=1} `${alert(1)}`",
    "placeholders": "{time} {seconds} {title} {number} {quote}",
    "entities": "&lt;b&gt; &amp;amp; &#60;i&#62; &nbsp &copy",
    "refresh": "<meta http-equiv=refresh content='0;url=https://attacker.invalid/'>",
    "base": "<base href='https://attacker.invalid/'>",
    "stylesheet": "<link rel=stylesheet href='https://attacker.invalid/x.css'><style>*{display:none}</style>",
    "frame": f"<iframe srcdoc='<script>{_RUN}</script>' src='https://attacker.invalid/'></iframe>",
    "form": "<form action='https://attacker.invalid/'><button autofocus>Go</button></form>",
    "lookalike": '<span data-s="0" data-e="99999999" class="now turn">here</span> data-e=1 class="hidden"',
    "custom element": "<template><slot><x-y is=z></x-y></slot></template><math><mtext><table><mglyph><style><img>",
    "prototype": "__proto__ constructor toString hasOwnProperty",
    "controls": "a\x00b\x01c\x08d\x0be\x7ff\x9fg\ufffeh\U0001fffei\ufdd0j",
    "lone surrogates": "a\ud800b \udfffc \udc00\ud800",
    "line ends": "a\u2028b\u2029c\u0085d",
    "overrides": "\u202egpj.exe \u202dabc",
    "unclosed isolates": "\u2067abc \u2066def \u2068ghi",
    "unclosed embeddings": "\u202babc \u202adef",
    "stray ends": "\u2069\u2069abc \u202c\u202cdef",
    "many isolates": "\u2067" * 200 + "abc",
    "zalgo": "Z" + "\u0301\u0316\u0327\u0489" * 40 + "algo",
    "invisible": "a\u200bb\u200dc\u2060d\ufeffe\U000e0041f\u00adg",
    "only an invisible": "\u200b",
    "long": "W" * 10_000,
    "long without breaks": "\u00a0".join(["no"]) + "\u2011break" * 600,
    "right to left": "שלום עולם (a) 12:30",
    "backslash": "\\u003cscript\\u003e \\x3cscript\\x3e \\",
    "utf-7": "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "number": "1e999 NaN -0 ../../etc/passwd",
}

_SPACES = dict.fromkeys([11, 12, *range(28, 32), 0x85], " ")  # white space that HTML forbids
_DROPPED = dict.fromkeys(
    [*range(9), *range(14, 28), *range(127, 160), *range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF, 0x1FFFE, 0x202D, 0x202E]
)
_TURNING = dict.fromkeys([*range(0x202A, 0x202D), *range(0x2066, 0x206A)])


def _readable(text: str) -> str:
    """What of a text a reader has to get: all but what HTML forbids, and marks that turn what is around them."""
    return "".join(
        "\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text.translate(_SPACES).translate(_DROPPED)
    )


def _bare(text: str) -> str:
    return text.translate(_TURNING)


def _hostile(text: str) -> TimedTranscript:
    """A transcript with a text in every place where there can be one, and harmless turns around it."""
    speaker = Speaker(id=text, name=text, role=text, labels=(text,), members=("s1",))
    hostile = replace(turn(text, "before x after"), words=(*words("before"), *words(text), *words("after")))
    items = (
        Sound(text=text),
        heading(text),
        noted(noted(hostile, text, 0), text, len(hostile.words)),
        turn("s1", "one two three"),
        replace(hostile, maybe_spoken=False),
        turn(None, "four five six"),
        replace(hostile, maybe_spoken=True),
    )
    talk = timed(items, speakers=(Speaker(id="s1", name="Ada"), speaker))
    count = len(talk.timings) - len(hostile.words)
    half = len(hostile.words) + 3
    timings = [
        WordTiming() if at >= count or half <= at < half + len(hostile.words) else one
        for at, one in enumerate(talk.timings)
    ]
    transcript = replace(talk.transcript, title=text, source=text)
    return replace(talk, transcript=transcript, timings=tuple(timings), audio=replace(talk.audio, file=text or TONE))


def _harmless(text: str) -> str:
    """As many words, of which none can do anything."""
    return " ".join("x" for _ in text.split())


_SKELETON = """() => [...document.querySelectorAll("*")]
  .map((one) => `${one.tagName} ${[...one.attributes].map(({ name }) => name).sort()} ${one.className}`)"""

_TRAPS = """() => ({
  taken: globalThis.taken ?? null,
  handlers: [...document.querySelectorAll("head *, body, body *")].flatMap((one) => one.getAttributeNames())
    .filter((name) => name.startsWith("on") || ["style", "srcdoc", "formaction", "action"].includes(name)),
  links: [...document.querySelectorAll("[href]")].map((one) => one.getAttribute("href"))
    .filter((href) => !/^([?]t=[0-9]+)?#[a-z0-9-]+$/.test(href)),
  sources: [...document.querySelectorAll("[src]")].map((one) => one.getAttribute("src")),
  wide: Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth),
  comments: document.createNodeIterator(document, NodeFilter.SHOW_COMMENT).nextNode()?.data ?? null,
})"""

_TRAPPED_BY_NONE = {"taken": None, "handlers": [], "links": [], "sources": [TONE], "wide": 0, "comments": None}


def _order(page: "Page") -> list[str]:
    """The harmless words of each turn as they are seen: from the top, then from the left."""
    found: list[str] = ask(
        page,
        """() => [...document.querySelectorAll(".flow > .turn")].map((turn) =>
          [...turn.querySelectorAll("[data-e]")]
            .filter((word) => /^(one|two|three|four|five|six)$/.test(word.textContent))
            .map((word) => [word.textContent, word.getClientRects()[0]])
            .sort(([, a], [, b]) => a.top - b.top || a.left - b.left)
            .map(([text]) => text).join(" ")).filter(Boolean)""",
    )
    return found


@pytest.fixture(scope="module")
def skeletons() -> dict[str, list[str]]:
    """What pages with harmless words are made of, by these words."""
    return {}


@pytest.mark.parametrize("name", INJECTIONS)
def test_hostile_text_is_text_everywhere(visitor: Visitor, skeletons: dict[str, list[str]], name: str) -> None:
    text = INJECTIONS[name]
    talk = _hostile(text)
    page = visitor.open(_page(talk), Look(size=PHONE))
    assert ask(page, _TRAPS) == _TRAPPED_BY_NONE
    assert _order(page) == ["one two three", "four five six"]
    _assert_readable(page, text)
    skeleton, harmless = ask(page, _SKELETON), _harmless(text)
    if harmless not in skeletons:
        visitor.show(page, _page(_hostile(harmless)))
        skeletons[harmless] = ask(page, _SKELETON)
    assert skeleton == skeletons[harmless], "the same elements, attributes and classes as with harmless words"


def _page(talk: TimedTranscript) -> str:
    return render_page(talk, audio_href=TONE, linked_data=podcast_episode(talk, "https://example.org/a.mp3"))


def _assert_readable(page: "Page", text: str) -> None:
    wanted = _bare(_readable(text))
    texts = ask(
        page,
        """["h1", ".speakers bdi + bdi", ".sound i", ".chapter", ".flow .remark", ".turn .speaker bdi", ".chapters a",
            ".filter option:last-child"].map((one) => document.querySelector(one).textContent)""",
    )
    title, in_list, sound, chapter, remark, speaker, link, option = (" ".join(_bare(one).split()) for one in texts)
    flat = " ".join(wanted.split())
    assert {title, chapter, remark, speaker, link, option} == {flat}
    assert (in_list, sound) == (f"{flat} ({flat})", f"[{flat}]")
    first, unheard = page.locator(".turn > p").nth(0), page.locator(".turn > p").nth(2)
    assert " ".join(_bare(first.text_content() or "").split()) == f"{flat} before {flat} after {flat}"
    assert unheard.locator("mark").count() == 1
    assert f"before {flat} after" in " ".join(_bare(unheard.text_content() or "").split())


def _together() -> TimedTranscript:
    """All of them in one transcript."""
    speakers = tuple(Speaker(id=text, name=text, role=text) for text in INJECTIONS.values())
    items = [item for text in INJECTIONS.values() for item in (heading(text), turn(text, text), Sound(text=text))]
    return replace(timed(items, speakers=speakers))


def test_all_of_it_together_in_a_fragment_and_in_use(visitor: Visitor) -> None:
    talk = _together()
    text = render_page(talk, audio_href=TONE, linked_data=podcast_episode(talk), template=FRAGMENT)
    page = visitor.open(in_host(text))
    assert ask(page, "globalThis.taken") is None
    assert ask(page, "[document.scripts.length, document.querySelectorAll('img, svg, iframe, base, link').length]") == [
        3,
        0,
    ]
    page.locator(".filter").select_option(index=1)
    page.locator(".filter").select_option(index=0)
    find(page, "<script>")
    assert found_now(page) == "<script>"
    time_link(page, "t4").click()
    wait_until_played_from(page, 4)
    page.get_by_role("button", name="Copy quote").click()
    wait_until_said(page, "Copied: <script>")
    html = ask(page, "navigator.clipboard.read().then(([item]) => item.getType('text/html')).then((it) => it.text())")
    assert "<script" not in html
    assert ask(page, "globalThis.taken") is None


def test_data_for_search_engines_holds_the_text_and_ends_where_it_should(visitor: Visitor) -> None:
    talk = _together()
    talk = replace(talk, transcript=replace(talk.transcript, title="</script><!--<script>"))
    page = visitor.open(render_page(talk, audio_href=TONE, linked_data=podcast_episode(talk, '"</script>')))
    data = json.loads(page.locator("script[type='application/ld+json']").text_content() or "")
    assert data["name"] == "</script><!--<script>"
    assert "<" not in data["associatedMedia"]["contentUrl"]
    assert INJECTIONS["end of script"] in data["associatedMedia"]["transcript"]


@pytest.mark.parametrize(
    "language", ['en"><script>globalThis.taken=1</script>', "x" * 300, "", "ar\x00", "<!--", "en' x='"]
)
def test_a_hostile_language_tag_is_an_attribute(visitor: Visitor, language: str) -> None:
    talk = timed([turn("s1", "one two three")])
    talk = replace(talk, transcript=replace(talk.transcript, language=language))
    page = visitor.open(render_page(talk, audio_href=TONE, captions="WEBVTT\n"))
    assert ask(page, "document.documentElement.lang") == language.replace("\x00", "")
    assert ask(page, "[globalThis.taken ?? null, document.scripts.length]") == [None, 2]
    assert _order(page) == ["one two three"]


@pytest.mark.parametrize(
    "name",
    [
        "\"'><img src=x onerror=alert(1)>.wav",
        "a&b #1?x=1 100%.wav",
        "\u202e3pm.wav",
        "{{7*7}}<!--.wav",
        "javascript.wav",
    ],
)
def test_audio_with_a_hostile_name_plays_and_does_nothing_else(
    visitor: Visitor, site: tuple[Path, int], name: str
) -> None:
    folder, _ = site
    (folder / name).hardlink_to(folder / TONE)
    talk = timed([turn("s1", "one two three")])
    talk = replace(talk, transcript=replace(talk.transcript, title=None), audio=replace(talk.audio, file=name))
    page = visitor.open(render_page(talk, audio_href=name))
    time_link(page, "t4").click()
    wait_until_played_from(page, 4)
    assert page.locator("img").count() == 0


def _trivially_timed(transcript: Transcript) -> TimedTranscript:
    starts = [FIRST_MS + STEP_MS * at for at in range(len(transcript.words))]
    return TimedTranscript(
        transcript=transcript,
        timings=tuple(WordTiming(span=TimeSpan(start, start + WORD_MS)) for start in starts),
        sound_spans=tuple(None for _ in transcript.sounds),
        untranscribed=(),
        audio=AudioInfo(file=TONE, duration_ms=10_000_000),
        engine="acoustic",
    )


def test_a_hostile_file_that_is_read_does_nothing(visitor: Visitor) -> None:
    lines = "\n\n".join(
        f"{speaker}: The tide <b>turns</b> {text} and goes on.\n\n[{text}]"
        for speaker, text in zip(["ADA", "BO"] * len(INJECTIONS), INJECTIONS.values(), strict=False)
    )
    transcript = read_text(lines, "hostile.txt", "en")
    assert len(transcript.turns) > 20
    talk = _trivially_timed(transcript)
    page = visitor.open(render_page(talk, audio_href=TONE, linked_data=podcast_episode(talk), template=PAGE))
    traps = ask(page, _TRAPS)
    assert traps == _TRAPPED_BY_NONE
    said = [_bare(" ".join((one or "").split())) for one in page.locator(".flow > .turn").all_text_contents()]
    shown = " ".join(said)
    assert f"The tide <b>turns</b> {INJECTIONS['script']}" in shown
    kept = [turn_words(one) for one in transcript.turns]
    assert all(" ".join(_bare(_readable(text)).split()) in shown for text in kept)


def turn_words(one: Turn) -> str:
    return one.text if not one.notes else one.words[0].text
