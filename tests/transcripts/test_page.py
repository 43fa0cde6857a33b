"""The HTML transcript holds every word and name in order, as text, and nothing a user wrote becomes markup."""

from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from tests.strategies import timed_transcripts
from transcripts import (
    AudioInfo,
    Item,
    Sound,
    Speaker,
    TimedTranscript,
    TimeSpan,
    Transcript,
    Turn,
    Word,
    WordTiming,
)
from transcripts.page import render_page

_VOID = frozenset({"meta", "input", "link", "br", "img"})


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


@settings(max_examples=40, deadline=None)
@given(timed_transcripts())
def test_every_turn_name_and_sound_is_on_the_page_in_order(timed: TimedTranscript) -> None:
    page = _tree(timed)
    left_out = [turn for turn in timed.timed_turns if turn.turn.maybe_spoken and turn.span is None]
    kept = [turn for turn in timed.timed_turns if turn not in left_out]
    shown = page.of_class("turn")
    assert [_said(turn) for turn in shown] == [turn.turn.text for turn in kept]
    assert [_said(turn) for turn in page.of_class("left-out")] == [turn.turn.text for turn in left_out]
    for element, turn in zip(shown, kept, strict=True):
        speaker = timed.transcript.speaker_named(turn.turn.speaker)
        assert [name.text for name in element.of_class("speaker")] == ([f"{speaker.name}:"] if speaker else [])
        assert len(element.all("a")) == (1 if turn.span else 0)
        assert len(element.all("p")) == len(turn.turn.paragraph_starts)
    sounds = [f"[{sound.text}]" for sound in timed.transcript.sounds]
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
        (str(timing.span.start_ms), str(timing.span.end_ms), word.text)
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
    assert len(page.all("script")) == len(page.all("style")) == 1
    assert not page.all("img") + page.all("svg")
    assert not [name for element in page.every() for name in element.attributes if name.startswith("on")]
    assert page.all("h1")[0].text == hostile
    assert page.of_class("speaker")[0].all("bdi")[0].text == hostile
    assert _said(page.of_class("turn")[0]) == _said(page.of_class("left-out")[0]) == hostile
    assert all((link.attributes["href"] or "")[:1] in {"?", "#"} for link in page.all("a"))


def test_the_time_of_a_turn_links_to_the_audio_and_names_itself() -> None:
    turn = _tree(_timed(_turn("s1", "Low tide.")))
    link = turn.of_class("turn")[0].all("a")[0]
    assert link.attributes["href"] == "?t=83#t83"
    assert link.attributes["aria-label"] == "Play from 1 minute 23 seconds"
    assert link.text == "1:23"
    assert turn.of_class("turn")[0].attributes["id"] == "t83"


@pytest.mark.parametrize(
    ("first_ms", "said"),
    [(0, "0 seconds"), (1000, "1 second"), (3_600_000, "1 hour"), (7_262_000, "2 hours 1 minute 2 seconds")],
)
def test_a_time_is_said_in_words(first_ms: int, said: str) -> None:
    link = _tree(_timed(_turn("s1", "Low tide."), first_ms=first_ms)).all("main")[0].all("a")[0]
    assert link.attributes["aria-label"] == f"Play from {said}"


def test_without_audio_there_is_no_player_and_times_link_to_their_turns() -> None:
    page = _tree(_timed(_turn("s1", "Low tide.")), audio_href=None)
    assert not page.all("audio") + page.all("script") + page.of_class("skip")
    link = page.of_class("turn")[0].all("a")[0]
    assert (link.attributes["href"], link.attributes["aria-label"]) == ("#t83", "Link to 1 minute 23 seconds")


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


def test_nothing_is_explained_when_all_was_heard() -> None:
    page = _tree(_timed(_turn("s1", "Low tide.")))
    assert "not heard" not in page.all("body")[0].text.replace(page.all("script")[0].text, "")
    assert not page.all("details")


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


def test_words_of_the_page_itself_are_english_whatever_the_transcript_is() -> None:
    timed = _timed(_turn("s1", "Ebbe."))
    page = _tree(replace(timed, transcript=replace(timed.transcript, language="de")))
    assert page.of_class("turn")[0].all("a")[0].attributes["lang"] == "en"
    assert page.of_class("player")[0].attributes["lang"] == "en"


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
        "data:audio/mp3;base64,AA",
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
    assert not page.all("link")
    assert "url(" not in html
    assert "@import" not in html


def test_an_hour_of_speech_stays_light() -> None:
    turns = [_turn("s1" if at % 2 else "s2", "Nevertheless, " * 39) for at in range(100)]
    assert len(render_page(_timed(*turns), audio_href="tide.mp3").encode()) < 600_000
