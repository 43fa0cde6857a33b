"""The alignment file: nothing is lost on the way out and back, and bad files are refused by name of the key."""

import json
from typing import Any

import pytest
from hypothesis import given, settings

from tests.strategies import timed_transcripts
from transcripts import (
    AudioInfo,
    SetAside,
    Sound,
    Speaker,
    TimedTranscript,
    TimeSpan,
    Transcript,
    TranscriptError,
    Turn,
    Word,
    WordTiming,
)
from transcripts.alignment_file import from_json, to_json

# The keys that the layout promises, and none besides.
PLAIN = """
{
  "schema": "alignment/1",
  "audio": {"file": "harbour.mp3", "duration_ms": 60000, "sha256": null},
  "language": "en",
  "engine": "acoustic",
  "speakers": [{"id": "s1", "name": "Ada Wren", "labels": ["WREN"], "role": "HOST"}],
  "turns": [
    {"speaker": "s1", "words": [{"text": "Good", "start_ms": 1000, "end_ms": 1300, "confidence": 0.5},
                                {"text": "morning.", "start_ms": 1300, "end_ms": 1900, "confidence": 1}]},
    {"speaker": null, "words": [{"text": "Morning!", "start_ms": null, "end_ms": null}]}
  ],
  "sounds": [{"text": "Gulls", "start_ms": 0, "end_ms": 900, "after_turn": -1},
             {"text": "Bell", "start_ms": null, "end_ms": null, "after_turn": 0},
             {"text": "Waves", "start_ms": 5000, "end_ms": 9000, "after_turn": 1}],
  "untranscribed": [{"start_ms": 10000, "end_ms": 20000}],
  "unspoken": [{"text": "Morning!", "reason": "not heard in the audio"}]
}
"""


def _small() -> TimedTranscript:
    return TimedTranscript(
        transcript=Transcript(
            source="harbour.txt",
            language="de",
            layout="plain",
            speakers=(Speaker(id="s1", name="Jörg"),),
            items=(
                Turn(speaker="s1", words=(Word(text="Grüße"), Word(text="auch"))),
                SetAside(text="Anzeige", reason="page furniture"),
                Turn(speaker="s1", words=(Word(text="Abo!"),), maybe_spoken=True),
                Sound(text="Möwen"),
            ),
        ),
        timings=(WordTiming(span=TimeSpan(10, 20)), WordTiming(), WordTiming()),
        sound_spans=(None,),
        untranscribed=(),
        audio=AudioInfo(file="harbour.mp3", duration_ms=1000),
        engine="pauses",
    )


@settings(deadline=None)
@given(timed_transcripts())
def test_what_is_written_reads_back_equal(timed: TimedTranscript) -> None:
    text = to_json(timed)
    assert from_json(text, "x.json") == timed
    assert to_json(from_json(text, "x.json")) == text


def test_a_written_file_is_readable_and_compares_line_by_line() -> None:
    text = to_json(_small())
    assert text.endswith("\n}\n")
    assert "Grüße" in text
    word_lines = [line.strip() for line in text.splitlines() if '"confidence"' in line]
    assert word_lines == [
        '{"text": "Grüße", "start_ms": 10, "end_ms": 20, "confidence": null},',
        '{"text": "auch", "start_ms": null, "end_ms": null, "confidence": null}',
        '{"text": "Abo!", "start_ms": null, "end_ms": null, "confidence": null}',
    ]


def test_the_written_document_holds_the_promised_keys_and_positions() -> None:
    document = json.loads(to_json(_small()))
    assert list(document)[:4] == ["schema", "audio", "language", "engine"]
    assert document["sounds"] == [
        {"text": "Möwen", "start_ms": None, "end_ms": None, "after_turn": 1, "item": 3, "line": None}
    ]
    assert document["set_aside"] == [{"text": "Anzeige", "reason": "page furniture", "line": None, "item": 1}]
    assert document["unspoken"] == [
        {"text": "auch", "reason": "not heard in the audio"},
        {"text": "Abo!", "reason": "not heard; the page does not say that it was spoken"},
    ]
    assert "paragraphs" not in document["turns"][0]
    assert document["turns"][1]["maybe_spoken"] is True


def test_a_file_with_only_the_promised_keys_is_read() -> None:
    timed = from_json(PLAIN, "harbour.alignment.json")
    kinds = [item.text for item in timed.transcript.items]
    assert kinds == ["Gulls", "Good morning.", "Bell", "Morning!", "Waves"]
    assert timed.sound_spans == (TimeSpan(0, 900), None, TimeSpan(5000, 9000))
    assert timed.transcript.source == "harbour.alignment.json"
    assert timed.timings[2] == WordTiming()


def test_unknown_keys_are_ignored() -> None:
    document = json.loads(PLAIN)
    document["colour"] = {"deep": [1]}
    document["turns"][0]["words"][0]["phones"] = ["G"]
    assert from_json(json.dumps(document), "x") == from_json(PLAIN, "x")


def test_a_byte_order_mark_is_no_obstacle() -> None:
    assert from_json("\ufeff" + PLAIN, "x") == from_json(PLAIN, "x")


def _set(path: tuple[str | int, ...], value: object) -> str:
    document: Any = json.loads(PLAIN)
    at = document
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    return json.dumps(document)


WORD = ("turns", 0, "words", 1)


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        (("schema",), "alignment/2", "schema"),
        (("audio",), "harbour.mp3", "audio"),
        (("audio", "duration_ms"), "60000", "audio.duration_ms"),
        (("audio", "duration_ms"), -1, "audio.duration_ms"),
        (("audio", "duration_ms"), None, "audio.duration_ms"),
        (("language",), 7, "language"),
        (("speakers",), {}, "speakers"),
        (("speakers", 0, "name"), None, "speakers[0].name"),
        (("speakers", 0, "labels"), "WREN", "speakers[0].labels"),
        (("turns", 0, "speaker"), "s9", "turns[0].speaker"),
        (("turns", 0, "words"), [], "turns[0]"),
        (("turns", 0, "paragraphs"), [1], "turns[0]"),
        (("turns", 0, "maybe_spoken"), 1, "turns[0].maybe_spoken"),
        (("turns", 0, "line"), 0, "turns[0].line"),
        ((*WORD, "text"), "two " * 700, "turns[0].words[1]"),
        ((*WORD, "text"), " ", "turns[0].words[1]"),
        ((*WORD, "text"), "\ud800", "turns[0].words[1].text"),
        ((*WORD, "start_ms"), 999, "turns[0].words[1].start_ms"),
        ((*WORD, "start_ms"), 1300.0, "turns[0].words[1].start_ms"),
        ((*WORD, "start_ms"), True, "turns[0].words[1].start_ms"),
        ((*WORD, "start_ms"), float("nan"), "turns[0].words[1].start_ms"),
        ((*WORD, "start_ms"), None, "turns[0].words[1].start_ms"),
        ((*WORD, "end_ms"), 60_001, "turns[0].words[1].end_ms"),
        ((*WORD, "end_ms"), 1200, "turns[0].words[1].end_ms"),
        ((*WORD, "end_ms"), 1300, "turns[0].words[1]"),
        ((*WORD, "confidence"), float("nan"), "turns[0].words[1].confidence"),
        ((*WORD, "confidence"), 1.5, "turns[0].words[1].confidence"),
        ((*WORD, "confidence"), "high", "turns[0].words[1].confidence"),
        (("turns", 1, "words", 0, "confidence"), 0.5, "turns[1].words[0]"),
        (("sounds", 0, "text"), " ", "sounds[0].text"),
        (("sounds", 0, "after_turn"), 2, "sounds[0].after_turn"),
        (("sounds", 0, "item"), 99, "sounds[0].item"),
        (("set_aside",), [{"text": "Ad", "reason": None}], "set_aside[0].reason"),
        (("untranscribed", 0, "start_ms"), 70_000, "untranscribed[0].start_ms"),
        (("untranscribed", 0), {"start_ms": None, "end_ms": None}, "untranscribed[0]"),
    ],
)
def test_a_bad_value_is_refused_by_the_name_of_its_key(path: tuple[str | int, ...], value: object, named: str) -> None:
    with pytest.raises(TranscriptError) as caught:
        from_json(_set(path, value), "x.json")
    assert caught.value.source == "x.json"
    assert caught.value.reason.startswith(f"{named}:")
    assert len(str(caught.value).splitlines()) == 1


def test_a_word_with_white_space_is_several_that_share_its_time() -> None:
    document: Any = json.loads(_set((*WORD, "text"), " morn -\u2009ing. "))
    words = document["turns"][0]["words"]
    words.append({"text": "So.", "start_ms": 2000, "end_ms": 2100})
    document["turns"][0] |= {
        "paragraphs": [0, 2],
        "notes": [{"text": "[sic]", "before_word": 1}, {"text": "[end]", "before_word": 3}],
        "page_times": [{"word": 2, "start_ms": 2000}],
    }
    timed = from_json(json.dumps(document), "x.json")
    (turn, _) = timed.timed_turns
    assert [word.text for word in turn.turn.words] == ["Good", "morn", "-", "ing.", "So."]
    assert [timing.span for timing in turn.timings] == [
        TimeSpan(1000, 1300),
        TimeSpan(1300, 1566),
        TimeSpan(1566, 1633),
        TimeSpan(1633, 1900),
        TimeSpan(2000, 2100),
    ]
    assert {timing.confidence for timing in turn.timings[1:4]} == {1}
    assert turn.turn.paragraph_starts == (0, 4)
    assert [note.before_word for note in turn.turn.notes] == [1, 5]
    assert [time.word for time in turn.turn.times] == [4]
    unplaced = from_json(_set(("turns", 1, "words", 0, "text"), "Good morning!"), "x.json")
    assert [word.text for word in unplaced.transcript.turns[1].words] == ["Good", "morning!"]
    assert [timing.span for timing in unplaced.timings[-2:]] == [None, None]


@pytest.mark.parametrize(
    "key", ["schema", "audio", "language", "engine", "speakers", "turns", "sounds", "untranscribed"]
)
def test_a_missing_key_is_named(key: str) -> None:
    document = json.loads(PLAIN)
    del document[key]
    with pytest.raises(TranscriptError, match=f"{key}: expected this key"):
        from_json(json.dumps(document), "x")


def test_speakers_with_the_same_id_are_refused() -> None:
    document = json.loads(PLAIN)
    document["speakers"] *= 2
    with pytest.raises(TranscriptError, match="speaker ids are not unique"):
        from_json(json.dumps(document), "x")


def test_untranscribed_stretches_that_overlap_are_refused() -> None:
    text = _set(("untranscribed",), [{"start_ms": 0, "end_ms": 20}, {"start_ms": 10, "end_ms": 30}])
    with pytest.raises(TranscriptError, match="untranscribed"):
        from_json(text, "x")


def test_text_that_is_not_json_is_refused_with_its_line() -> None:
    with pytest.raises(TranscriptError) as caught:
        from_json('{\n  "schema": "alignment/1",\n  oops\n}', "x.json")
    assert caught.value.line == 3


@pytest.mark.parametrize("text", ["", "[]", "null", "7", "[" * 100_000, '{"schema": ' + "9" * 5000 + "}"])
def test_other_documents_are_refused(text: str) -> None:
    with pytest.raises(TranscriptError):
        from_json(text, "x.json")
