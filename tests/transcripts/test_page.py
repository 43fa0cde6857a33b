"""The HTML transcript holds every word and name in order, as text, and nothing a user wrote becomes markup."""

import base64
import json
import re
import unicodedata
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategies import timed_transcripts
from transcripts import (
    AudioError,
    AudioInfo,
    Fallback,
    Item,
    Note,
    SetAside,
    Sound,
    Speaker,
    TimedTranscript,
    TimedTurn,
    TimeSpan,
    Transcript,
    Turn,
    Word,
    WordTiming,
)
from transcripts.errors import TemplateError
from transcripts.page import FRAGMENT, embedded_audio, own_template, podcast_episode, render_page
from transcripts.page.plain import plain
from transcripts.page.wording import LANGUAGES, wording

_VOID = frozenset({"meta", "input", "link", "br", "img", "track"})


@dataclass
class _Element:
    tag: str
    attributes: dict[str, str | None]
    children: "list[_Element | str]" = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def classes(self) -> list[str]:
        return (self.attributes.get("class") or "").split()

    def all(self, tag: str) -> "list[_Element]":
        found = []
        for child in self.children:
            if isinstance(child, _Element):
                found += [child] if child.tag == tag else []
                found += child.all(tag)
        return found

    def every(self) -> "list[_Element]":
        inner = [one for child in self.children if isinstance(child, _Element) for one in child.every()]
        return [self, *inner]

    def of_class(self, name: str) -> "list[_Element]":
        return [element for element in self.every() if name in element.classes]


class _Reader(HTMLParser):
    """Builds the tree, and fails where an element is not closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.root = _Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs)
        element = _Element(tag, dict(attrs))
        self.open[-1].children.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def _read(html: str) -> _Element:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == [reader.root]
    return reader.root


def _turn(speaker: str | None, text: str, starts: tuple[int, ...] = (0,)) -> Turn:
    words = tuple(Word(text=word) for word in text.split())
    return Turn(speaker=speaker, words=words, paragraph_starts=starts)


def _perhaps(turn: Turn) -> Turn:
    return replace(turn, maybe_spoken=True)


ADA, BO = Speaker(id="s1", name="Ada Wren", role="HOST"), Speaker(id="s2", name="Bo")


def _timed(*items: Item, unplaced: frozenset[int] = frozenset(), first_ms: int = 83_000) -> TimedTranscript:
    """Items of Ada and Bo, a word every half second; the words with the numbers ``unplaced`` were not heard."""
    transcript = Transcript(
        source="tide.txt", language="en", layout="plain", speakers=(ADA, BO), items=items, title="Low tide"
    )
    timings = tuple(
        WordTiming() if at in unplaced else WordTiming(span=TimeSpan(first_ms + 500 * at, first_ms + 500 * at + 400))
        for at in range(len(transcript.words))
    )
    return TimedTranscript(
        transcript=transcript,
        timings=timings,
        sound_spans=tuple(None for _ in transcript.sounds),
        untranscribed=(),
        audio=AudioInfo(file="tide 1.mp3", duration_ms=10_000_000),
        engine="acoustic",
    )


def _tree(timed: TimedTranscript, audio_href: str | None = "tide.mp3") -> _Element:
    return _read(render_page(timed, audio_href=audio_href))


def _said(turn: _Element) -> str:
    return " ".join(paragraph.text for paragraph in turn.all("p"))


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _expected(timed: TimedTurn) -> str:
    """The words and the remarks of a turn in order, as a page may hold them, without spaces."""
    parts = [word.text for word in timed.turn.words]
    for note in reversed(timed.turn.notes):
        parts.insert(note.before_word, note.text)
    return _squeezed("".join(map(plain, parts)))


@settings(max_examples=40, deadline=None)
@given(timed_transcripts())
def test_every_turn_name_and_sound_is_on_the_page_in_order(timed: TimedTranscript) -> None:
    page = _tree(timed)
    left_out = [turn for turn in timed.timed_turns if turn.turn.maybe_spoken and turn.span is None]
    kept = [turn for turn in timed.timed_turns if turn not in left_out]
    shown = page.of_class("turn")
    assert [_squeezed(_said(turn)) for turn in shown] == [_expected(turn) for turn in kept]
    assert [_squeezed(_said(turn)) for turn in page.of_class("left-out")] == [_expected(turn) for turn in left_out]
    for element, turn in zip(shown, kept, strict=True):
        speaker = timed.transcript.speaker_named(turn.turn.speaker)
        assert [name.text for name in element.of_class("speaker")] == ([f"{plain(speaker.name)}:"] if speaker else [])
        assert len(element.all("a")) == (1 if turn.span else 0)
        assert len(element.all("p")) == len(turn.turn.paragraph_starts)
    sounds = [f"[{plain(sound.text)}]" for sound in timed.transcript.sounds]
    assert [sound.text for sound in page.of_class("sound")] == sounds


@settings(max_examples=40, deadline=None)
@given(timed_transcripts())
def test_ids_are_unique_and_links_inside_the_page_lead_somewhere(timed: TimedTranscript) -> None:
    for audio_href in ("tide.mp3", None):
        page = _tree(timed, audio_href)
        ids = [element.attributes["id"] for element in page.every() if "id" in element.attributes]
        assert len(set(ids)) == len(ids)
        targets = [(link.attributes["href"] or "").partition("#")[2] for link in page.all("main")[0].all("a")]
        assert set(targets) <= set(ids)


@settings(max_examples=40, deadline=None)
@given(timed_transcripts())
def test_every_placed_word_carries_its_times(timed: TimedTranscript) -> None:
    spans = [
        (span.attributes["data-s"], span.attributes["data-e"], span.text)
        for span in _tree(timed).all("main")[0].all("span")
    ]
    placed = [
        (str(timing.span.start_ms), str(timing.span.end_ms), plain(word.text))
        for word, timing in zip(timed.transcript.words, timed.timings, strict=True)
        if timing.span
    ]
    assert spans == placed


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img/src=x/onerror=alert(1)>',
    "'onmouseover='alert(1)",
    "</style><script>alert(1)</script>",
    "</title><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "{{7*7}}",
    "&lt;b&gt;",
    "<!--",
    "\u202egnp.exe",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_stays_text(hostile: str) -> None:
    speaker = Speaker(id=hostile, name=hostile, role=hostile)
    timed = _timed(_turn("s1", "x"), Sound(text=hostile))
    transcript = replace(
        timed.transcript,
        title=hostile,
        language=hostile,
        speakers=(speaker,),
        items=(_turn(hostile, hostile), Sound(text=hostile), _perhaps(_turn(None, hostile))),
    )
    timed = replace(timed, transcript=transcript, timings=(*timed.timings, WordTiming()))
    page = _tree(timed)
    assert [script.attributes.get("type") for script in page.all("script")] == ["application/json", None]
    assert len(page.all("style")) == 1
    assert not page.all("img") + page.all("svg")
    assert not [name for element in page.every() for name in element.attributes if name.startswith("on")]
    assert page.all("h1")[0].text == plain(hostile)
    assert page.of_class("speaker")[0].all("bdi")[0].text == plain(hostile)
    assert _said(page.of_class("turn")[0]) == _said(page.of_class("left-out")[0]) == plain(hostile)
    assert all((link.attributes["href"] or "")[:1] in {"?", "#"} for link in page.all("a"))


def test_the_time_of_a_turn_links_to_the_audio_and_names_itself() -> None:
    turn = _tree(_timed(_turn("s1", "Low tide.")))
    link = turn.of_class("turn")[0].all("a")[0]
    assert link.attributes["href"] == "?t=83#t83"
    assert link.attributes["aria-label"] == "Play from 1:23"
    assert link.text == "1:23"
    assert turn.of_class("turn")[0].attributes["id"] == "t83"


def test_without_audio_there_is_no_player_and_times_link_to_their_turns() -> None:
    page = _tree(_timed(_turn("s1", "Low tide.")), audio_href=None)
    assert not page.all("audio") + page.of_class("controls")
    link = page.of_class("turn")[0].all("a")[0]
    assert (link.attributes["href"], link.attributes["aria-label"]) == ("#t83", "Link to 1:23")


def test_turns_that_begin_in_the_same_second_have_anchors_of_their_own() -> None:
    page = _tree(_timed(_turn("s1", "Low."), _turn("s2", "What?"), _turn("s1", "Tide."), unplaced=frozenset({2})))
    assert [turn.attributes["id"] for turn in page.of_class("turn")] == ["t83", "t83-2", "turn-3"]


def test_a_name_is_hidden_from_the_eye_only_where_the_speaker_goes_on_after_one_paragraph() -> None:
    page = _tree(
        _timed(
            _turn("s1", "Low tide."),
            Sound(text="Gulls"),
            _turn("s1", "One. Two.", starts=(0, 1)),
            Sound(text="Bell"),
            _turn("s1", "Three."),
            _turn("s2", "Four."),
            _turn(None, "Five."),
            _turn(None, "Six."),
        )
    )
    assert ["continues" in turn.classes for turn in page.of_class("turn")] == [False, True, False, False, False, False]
    assert [len(turn.of_class("speaker")) for turn in page.of_class("turn")] == [1, 1, 1, 1, 0, 0]


def test_words_that_were_not_heard_are_marked_and_explained() -> None:
    page = _tree(_timed(_turn("s1", "Low tide comes twice a day."), unplaced=frozenset({1, 2, 4})))
    turn = page.of_class("turn")[0]
    assert [mark.text for mark in turn.all("mark")] == ["tide comes", "a"]
    assert _said(turn) == "Low tide comes twice a day."
    assert "not heard in the audio" in page.all("header")[0].text


def test_words_in_doubt_are_marked_and_explained() -> None:
    timed = _timed(_turn("s1", "Low tide comes."))
    doubts = [
        replace(timing, confidence=confidence)
        for timing, confidence in zip(timed.timings, (0.9, 0.5, None), strict=True)
    ]
    page = _tree(replace(timed, timings=tuple(doubts)))
    assert [word.text for word in page.of_class("turn")[0].of_class("doubtful")] == ["tide"]
    assert "times of words with a dashed underline are uncertain" in page.all("header")[0].text


def test_remarks_of_the_editor_stand_where_they_stood_and_are_told_from_words() -> None:
    notes = [("[sic]", 1), ("[crosstalk]", 2), ("[inaudible 0:12]", 3)]
    turn = replace(
        _turn("s1", "Low tide comes.", starts=(0, 2)),
        notes=tuple(Note(text=text, before_word=at) for text, at in notes),
    )
    page = _tree(_timed(turn))
    paragraphs = [paragraph.text for paragraph in page.of_class("turn")[0].all("p")]
    assert paragraphs == ["Low [sic] tide", "[crosstalk] comes. [inaudible 0:12]"]
    assert [remark.text for remark in page.of_class("turn")[0].of_class("remark")] == [text for text, _ in notes]
    assert "remarks of the editor" in page.all("header")[0].text


@pytest.mark.parametrize(("engine", "told"), [("acoustic", 0), ("pauses", 1), ("duration", 1)])
def test_estimated_times_are_told(engine: str, told: int) -> None:
    page = _tree(replace(_timed(_turn("s1", "Low tide.")), engine=engine))
    assert page.all("header")[0].text.count("All times are estimates.") == told


def test_stretches_with_estimated_times_are_told() -> None:
    fallback = Fallback(engine="duration", span=TimeSpan(83_000, 90_000))
    header = _tree(replace(_timed(_turn("s1", "Low tide.")), fallbacks=(fallback,))).all("header")[0]
    assert "These times are estimates: 1:23–1:30" in " ".join(header.text.split())
    assert header.all("a")[0].attributes["href"] == "?t=83#t83"


def test_headings_over_turns_are_chapters() -> None:
    page = _tree(
        _timed(
            SetAside(text="Full transcript", reason="heading"),
            SetAside(text="One: The <sea>", reason="heading"),
            _turn("s1", "Low tide."),
            SetAside(text="Subscribe now", reason="advertisement"),
            SetAside(text="Two: The shore", reason="heading"),
            SetAside(text="Part A", reason="heading"),
            Sound(text="Gulls"),
            _turn("s1", "High tide."),
            SetAside(text="Comments", reason="heading"),
            SetAside(text="Nice!", reason="comments"),
        )
    )
    titles = ["One: The <sea>", "Two: The shore", "Part A"]
    assert [heading.text for heading in page.all("h2")] == titles
    links = page.of_class("chapters")[0].all("a")
    assert [link.text for link in links] == titles
    assert [link.attributes["href"] for link in links] == [f"#{one.attributes['id']}" for one in page.all("h2")]
    assert not page.of_class("continues"), "under a heading the name is shown again"


def test_a_sound_carries_its_time() -> None:
    timed = _timed(_turn("s1", "Low."), Sound(text="Gulls"), Sound(text="Bell"))
    page = _tree(replace(timed, sound_spans=(TimeSpan(84_000, 90_000), None)))
    assert [one.all("i")[0].attributes for one in page.of_class("sound")] == [
        {"data-s": "84000", "data-e": "90000"},
        {},
    ]


def test_nothing_is_explained_when_all_was_heard() -> None:
    page = _tree(_timed(_turn("s1", "Low tide.")))
    assert not page.of_class("note")
    assert "hidden" in page.of_class("remainder")[0].attributes


def test_text_that_was_perhaps_never_spoken_is_listed_at_the_end() -> None:
    page = _tree(_timed(_turn("s1", "Low tide."), _perhaps(_turn("s2", "Subscribe now.")), unplaced=frozenset({2, 3})))
    details = page.all("details")[0]
    assert details.all("summary")[0].text == "On the page but not heard in the audio"
    assert [_said(turn) for turn in details.of_class("left-out")] == ["Subscribe now."]
    assert "Subscribe" not in page.all("main")[0].text
    assert not page.all("mark"), "what is listed at the end needs no note at the top"


def test_speech_that_no_text_covers_is_listed_at_the_end() -> None:
    timed = replace(_timed(_turn("s1", "Low tide.")), untranscribed=(TimeSpan(315_054, 344_609),))
    for audio_href in ("tide.mp3", None):
        text = " ".join(_tree(timed, audio_href).all("details")[0].text.split())
        assert text.endswith("Speech that the transcript does not cover: 5:15–5:44")


def test_the_page_is_named_and_tells_who_speaks() -> None:
    page = _tree(_timed(_turn("s1", "Low tide.")))
    assert page.all("title")[0].text == "Low tide: transcript"
    assert page.all("h1")[0].text == "Low tide"
    assert " ".join(page.of_class("speakers")[0].text.split()) == "Speakers: Ada Wren (HOST), Bo"
    untitled = _timed(_turn("s1", "Low tide."))
    untitled = replace(untitled, transcript=replace(untitled.transcript, title=None))
    assert _tree(untitled).all("h1")[0].text == "tide 1"


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        ("en", "ltr"),
        ("ar", "rtl"),
        ("he-IL", "rtl"),
        ("FA", "rtl"),
        ("az-Arab-IR", "rtl"),
        ("ku-Latn", "ltr"),
        ("", "ltr"),
    ],
)
def test_the_page_is_in_the_language_of_the_transcript(language: str, direction: str) -> None:
    timed = _timed(_turn("s1", "Low tide."))
    html = _tree(replace(timed, transcript=replace(timed.transcript, language=language))).all("html")[0]
    assert html.attributes == {"lang": language, "dir": direction}


def _in(language: str) -> _Element:
    timed = _timed(_turn("s1", "Ebbe."))
    return _tree(replace(timed, transcript=replace(timed.transcript, language=language)))


def test_the_page_speaks_the_language_of_the_transcript() -> None:
    page = _in("de-AT")
    assert page.of_class("turn")[0].all("a")[0].attributes["aria-label"] == "Abspielen ab 1:23"
    assert page.all("title")[0].text == "Low tide: Transkript"
    assert [one for one in page.every() if "lang" in one.attributes] == page.all("html")


def test_words_of_the_page_itself_are_marked_as_english_where_they_are_in_no_other() -> None:
    page = _in("cy")
    assert page.of_class("turn")[0].all("a")[0].attributes["lang"] == "en"
    assert page.of_class("bar")[0].attributes["lang"] == "en"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_all_words_and_what_they_are_filled_with(language: str) -> None:
    english, other = wording("en"), wording(language)
    assert other.language == language
    for ours, theirs in ((english.page, other.page), (english.script, other.script)):
        assert ours.keys() == theirs.keys()
        for key, text in ours.items():
            assert re.findall(r"\{\w+\}|[\[\]]", theirs[key]) == re.findall(r"\{\w+\}|[\[\]]", text), key
            assert theirs[key].strip()


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("tide.mp3", "tide.mp3"),
        ("../audio/Low tide #3?.mp3", "../audio/Low%20tide%20%233%3F.mp3"),
        ("100%.mp3", "100%25.mp3"),
        ("Part 2: Home.mp3", "Part%202%3A%20Home.mp3"),
        ("Gezeiten-März.mp3", "Gezeiten-M%C3%A4rz.mp3"),
        ('a"b<c>.mp3', "a%22b%3Cc%3E.mp3"),
        ("https://example.org/a%20b.mp3?x=1&y=2", "https://example.org/a%20b.mp3?x=1&y=2"),
    ],
)
def test_the_address_of_the_audio_means_the_same_file(href: str, address: str) -> None:
    assert _tree(_timed(_turn("s1", "Low tide.")), href).all("audio")[0].attributes["src"] == address


@pytest.mark.parametrize(
    "href",
    [
        "",
        " ",
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html;base64,AA",
        "data:audio/mpeg,<script>",
        'data:audio/mpeg;base64,AA"onerror=',
        "vbscript:x",
        "file:///tide.mp3",
        "blob:x",
        "//example.org/a.mp3",
        "\\\\example.org\\a.mp3",
    ],
)
def test_other_addresses_are_refused(href: str) -> None:
    with pytest.raises(ValueError, match="not a relative path or an http address"):
        render_page(_timed(_turn("s1", "Low tide.")), audio_href=href)


def test_the_page_is_one_file_that_fetches_nothing_but_the_audio() -> None:
    html = render_page(_timed(_turn("s1", "Low tide.")), audio_href="tide.mp3")
    page = _read(html)
    assert html.startswith("<!DOCTYPE html>\n")
    assert [element.tag for element in page.every() if "src" in element.attributes] == ["audio"]
    assert not [one for one in page.every() if one.tag in {"link", "iframe", "object", "img"}]
    assert "url(" not in html
    assert "@import" not in html


def test_an_hour_of_speech_stays_light() -> None:
    turns = [_turn("s1" if at % 2 else "s2", "Nevertheless, " * 39) for at in range(100)]
    assert len(render_page(_timed(*turns), audio_href="tide.mp3").encode()) < 600_000


def test_captions_come_with_the_player() -> None:
    captions = "WEBVTT\n\n00:00.000 --> 00:01.000\nEbbe – été\n"
    page = _read(render_page(_timed(_turn("s1", "Low tide.")), audio_href="tide.mp3", captions=captions))
    track = page.all("audio")[0].all("track")[0].attributes
    assert (track["kind"], track["srclang"]) == ("captions", "en")
    assert base64.b64decode((track["src"] or "").removeprefix("data:text/vtt;base64,")).decode() == captions


def test_audio_can_stand_in_the_page(tmp_path: Path) -> None:
    audio = tmp_path / "Tide.MP3"
    audio.write_bytes(bytes(range(256)))
    source = _tree(_timed(_turn("s1", "Low tide.")), embedded_audio(audio)).all("audio")[0].attributes["src"] or ""
    assert base64.b64decode(source.removeprefix("data:audio/mpeg;base64,")) == bytes(range(256))


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [("a.wma", b"x", "browsers do not play"), ("a.mp3", b"", "empty"), ("b.mp3", None, "no such")],
)
def test_audio_that_cannot_stand_in_a_page_is_told(tmp_path: Path, name: str, content: bytes | None, told: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(AudioError, match=told) as error:
        embedded_audio(tmp_path / name)
    assert name in str(error.value)


def test_search_engines_can_be_given_the_episode_and_its_transcript() -> None:
    timed = _timed(_turn("s1", "Low </script> tide."), Sound(text="Gulls"), _perhaps(_turn(None, "Subscribe.")))
    timed = replace(timed, timings=(*timed.timings[:-1], WordTiming()))
    html = render_page(timed, audio_href="tide.mp3", linked_data=podcast_episode(timed, "low tide.mp3"))
    scripts = [script for script in _read(html).all("script") if script.attributes.get("type") == "application/ld+json"]
    data = json.loads(scripts[0].text)
    assert (data["@type"], data["name"], data["inLanguage"], data["duration"]) == (
        "PodcastEpisode",
        "Low tide",
        "en",
        "PT10000S",
    )
    assert data["associatedMedia"]["contentUrl"] == "low%20tide.mp3"
    assert data["associatedMedia"]["transcript"] == "Low tide\n\nAda Wren: Low </script> tide.\n\n[Gulls]\n"
    assert [person["name"] for person in data["contributor"]] == ["Ada Wren", "Bo"]


def _split_outside_brackets(selectors: str) -> list[str]:
    depths = list(accumulate((char == "(") - (char == ")") for char in selectors))
    cuts = [at for at, char in enumerate(selectors) if char == "," and depths[at] == 0]
    return [selectors[a + 1 : b].strip() for a, b in pairwise([-1, *cuts, len(selectors)])]


def test_a_fragment_is_one_section_that_leaves_the_page_around_it_alone() -> None:
    html = render_page(_timed(_turn("s1", "Low tide.")), audio_href="tide.mp3", template=FRAGMENT)
    fragment = _read(html.strip())
    assert [child.tag for child in fragment.children if isinstance(child, _Element)] == ["section"]
    assert not [one for one in fragment.every() if one.tag in {"html", "head", "body", "title", "main", "h1", "header"}]
    style = fragment.all("style")[0].text
    rules = re.findall(r"^ *([^@{}/*\n-][^{}\n]*) \{", style, re.MULTILINE)
    selectors = [part for rule in rules for part in _split_outside_brackets(rule)]
    assert len(selectors) > 50
    assert not [selector for selector in selectors if not selector.startswith(".transcript")]
    assert fragment.of_class("turn")[0].all("a")[0].attributes["href"] == "#t83", "it knows no address of its page"


def test_a_template_of_ones_own_is_filled(tmp_path: Path) -> None:
    (tmp_path / "head.html").write_text("<header>{{ view.title }}</header>", encoding="utf-8")
    own = tmp_path / "own.html"
    own.write_text(
        '{% set address = "" %}{% import "parts.html" as parts with context %}'
        '{% include "head.html" %}<main>{{ parts.flow("h2") }}</main>',
        encoding="utf-8",
    )
    timed = _timed(_turn("s1", "Low <tide>."))
    timed = replace(timed, transcript=replace(timed.transcript, title="<Low>"))
    page = _read(render_page(timed, template=own_template(own)))
    assert page.all("header")[0].text == "<Low>"
    assert _said(page.all("main")[0].of_class("turn")[0]) == "Low <tide>."


@pytest.mark.parametrize(
    ("content", "line", "told"),
    [
        ("<p>\n{% if %}", 2, "Expected an expression"),
        ("{% for x in y %}", 1, "Unexpected end of template"),
        ("\n\n{{ titel }}", 3, "'titel' is undefined"),
        ("{{ 1 / 0 }}", 1, "division by zero"),
        ("\n{% include 'none.html' %}", 2, "there is no none.html"),
        ("\n{{ ''.__class__.__mro__ }}", 2, "unsafe"),
        ("<p>\n\n{{ view.titel }}", 3, "no attribute 'titel'"),
    ],
)
def test_a_mistake_in_a_template_is_told_with_its_line(tmp_path: Path, content: str, line: int, told: str) -> None:
    own = tmp_path / "own.html"
    own.write_text(content, encoding="utf-8")
    with pytest.raises(TemplateError, match=re.escape(told)) as error:
        own_template(own)
    assert (error.value.source, error.value.line) == (str(own), line)


def test_a_mistake_in_a_part_of_a_template_is_told_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "own.html").write_text("{% include 'part.html' %}", encoding="utf-8")
    (tmp_path / "part.html").write_text("\n\n{% if %}", encoding="utf-8")
    with pytest.raises(TemplateError, match="Expected an expression") as error:
        own_template(tmp_path / "own.html")
    assert (error.value.source, error.value.line) == (str(tmp_path / "part.html"), 3)


@pytest.mark.parametrize(("content", "told"), [(b"\xff\xfe\x00", "not text in UTF-8"), (None, "no such file")])
def test_a_file_that_is_no_template_is_told(tmp_path: Path, content: bytes | None, told: str) -> None:
    own = tmp_path / "own.html"
    if content is not None:
        own.write_bytes(content)
    with pytest.raises(TemplateError, match=told):
        own_template(own)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Low tide – été", "Low tide – été"),
        ("\u202egnp.exe", "gnp.exe"),
        ("a\x00b\x08c\ufdd0\U0001ffff", "abc"),
        ("\ud800x", "\ufffdx"),
        ("Part\x0bOne\x85Two", "Part One Two"),
        ("\u2067abc", "\u2067abc\u2069"),
        ("\u2067\u202babc", "\u2067\u202babc\u202c\u2069"),
        ("abc\u2069\u202c", "abc"),
        ("\u200f\u2067שלום\u2069", "\u200f\u2067שלום\u2069"),
    ],
)
def test_text_is_shown_without_what_html_forbids_or_what_turns_the_text_around_it(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(st.text())
def test_all_other_text_is_shown_as_it_is(text: str) -> None:
    kept = [c for c in text if unicodedata.category(c) not in ("Cc", "Cs", "Cn") and not "\u202a" <= c <= "\u202e"]
    plainer = "".join(c for c in kept if not "\u2066" <= c <= "\u2069")
    assert plain(plainer) == plainer
