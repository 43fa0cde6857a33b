"""JSON as transcripts: every schema reads to the same words and speakers, and nothing but `TranscriptError` comes."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import strategies
from transcripts import TimedTranscript, Transcript, TranscriptError, Turn
from transcripts.alignment_file import to_json
from transcripts.inspection import to_document
from transcripts.reading import read_text
from transcripts.reading.choices import NO_CHOICES
from transcripts.reading.decode import source_of
from transcripts.reading.document import Document, Line, Source, Trust
from transcripts.reading.plain import read_plain
from transcripts.reading.records import is_json, read_json
from transcripts.reading.records.own_files import is_own, read_own, transcript_of
from transcripts.reading.understanding import understand
from transcripts.wordlists import words_of as wordlist

Talk = Sequence[tuple[int, str]]  # who, by number, and a turn of words
Record = dict[str, object]

TALK: Talk = (
    (0, "Welcome back to Harbour Lights, the show about small boats. Who is with us?"),
    (1, "Hello! It is good to be here."),
    (0, "How long did the crossing take?"),
    (1, "Two winters, and one very long spring. We never gave up."),
)
WORD_MS = 250


def document_of(value: object) -> Document:
    return read_json(Source(name="talk.json", text=json.dumps(value)))


def lines_of(value: object) -> tuple[Line, ...]:
    return document_of(value).lines


def said(document: Document) -> list[tuple[str | None, str]]:
    """Runs of one label, and their text."""
    turns: list[tuple[str | None, list[str]]] = []
    for line in document.lines:
        if line.label or not turns:
            turns.append((line.label, []))
        turns[-1][1].append(line.text)
    return [(label, " ".join(texts)) for label, texts in turns]


def words_of(talk: Talk) -> Iterator[tuple[int, str, int, int]]:
    """Speaker, word, start and end in ms."""
    at = 0
    for who, text in talk:
        for word in text.split():
            yield who, word, at, at + WORD_MS - 50
            at += WORD_MS


def turns_of(talk: Talk) -> Iterator[tuple[int, str, int, int]]:
    at = 0
    for who, text in talk:
        end = at + WORD_MS * len(text.split())
        yield who, text, at, end
        at = end


def marks_of(talk: Talk) -> Iterator[tuple[int, str, bool, int]]:
    """Speaker, text, whether it is a mark, and start; marks apart from their words."""
    for who, word, start, _ in words_of(talk):
        for part in re.findall(r"[.,!?]+|[^.,!?]+", word):
            yield who, part, part[0] in ".,!?", start


def podcast_words(talk: Talk) -> object:
    segments = [
        {"speaker": f"Host {who}", "startTime": start / 1000, "endTime": end / 1000, "body": word}
        for who, word, start, end in words_of(talk)
    ]
    return {"version": "1.0.0", "segments": segments}


def podcast_turns(talk: Talk) -> object:
    return {
        "version": "1.0.0",
        "segments": [
            {"speaker": f"Host {who}", "startTime": s / 1000, "endTime": e / 1000, "body": text}
            for who, text, s, e in turns_of(talk)
        ],
    }


def whisperx(talk: Talk) -> object:
    """All in one segment: the words tell who speaks."""
    words = [
        {"word": word, "start": start / 1000, "end": end / 1000, "score": 0.9, "speaker": f"SPEAKER_0{who}"}
        for who, word, start, end in words_of(talk)
    ]
    text = " ".join(text for _, text in talk)
    segment = {"start": 0.0, "end": 9.0, "text": f" {text}", "words": words, "speaker": "SPEAKER_00"}
    return {"segments": [segment], "word_segments": words, "language": "en"}


def whisper_cpp(talk: Talk) -> object:
    rows = [
        {
            "timestamps": {"from": "00:00:00,000"},
            "offsets": {"from": s, "to": e},
            "text": f" {text}",
            "speaker": str(who),
        }
        for who, text, s, e in turns_of(talk)
    ]
    return {"systeminfo": "x", "result": {"language": "en"}, "transcription": rows}


def diarized(talk: Talk) -> object:
    rows = [
        {"type": "transcript.text.segment", "id": f"seg_{s}", "start": s / 1000, "end": e / 1000, "text": f" {t}"}
        | {"speaker": "AB"[who]}
        for who, t, s, e in turns_of(talk)
    ]
    return {"task": "transcribe", "text": "".join(str(row["text"]) for row in rows), "segments": rows}


def deepgram(talk: Talk) -> object:
    words = [
        {
            "word": word.strip(".,!?").lower(),
            "start": s / 1000,
            "end": e / 1000,
            "speaker": who,
            "punctuated_word": word,
        }
        for who, word, s, e in words_of(talk)
    ]
    paragraphs = [
        {"sentences": [{"text": text, "start": s / 1000}], "speaker": who, "start": s / 1000, "end": e / 1000}
        for who, text, s, e in turns_of(talk)
    ]
    whole = " ".join(text for _, text in talk)
    alternative = {"transcript": whole, "confidence": 0.99, "words": words, "paragraphs": {"paragraphs": paragraphs}}
    return {"metadata": {"request_id": "x"}, "results": {"channels": [{"alternatives": [alternative]}]}}


def deepgram_channels(talk: Talk) -> object:
    channels: list[Record] = []
    for channel in (0, 1):
        words = [
            {"punctuated_word": word, "start": s / 1000, "end": e / 1000}
            for who, word, s, e in words_of(talk)
            if who == channel
        ]
        channels.append({"alternatives": [{"words": words}]})
    return {"results": {"channels": channels}}


def assemblyai(talk: Talk) -> object:
    words = [{"text": w, "start": s, "end": e, "speaker": "AB"[who]} for who, w, s, e in words_of(talk)]
    utterances = [
        {"speaker": "AB"[who], "text": text, "start": s, "end": e, "confidence": 0.9, "words": []}
        for who, text, s, e in turns_of(talk)
    ]
    whole = " ".join(text for _, text in talk)
    return {"id": "x", "language_code": "en_us", "text": whole, "words": words, "utterances": utterances}


def aws(talk: Talk) -> object:
    items: list[Record] = []
    labels: list[Record] = []
    for who, text, is_mark, start in marks_of(talk):
        kind = {"type": "punctuation"} if is_mark else {"type": "pronunciation", "start_time": f"{start / 1000}"}
        items.append({**kind, "alternatives": [{"confidence": "0.9", "content": text}]})
        if not is_mark:
            labels.append({"start_time": f"{start / 1000}", "speaker_label": f"spk_{who}"})
    whole = " ".join(text for _, text in talk)
    results = {
        "transcripts": [{"transcript": whole}],
        "speaker_labels": {"speakers": 2, "segments": [{"start_time": "0", "items": labels}]},
        "items": items,
    }
    return {"jobName": "x", "results": results, "status": "COMPLETED"}


def google(talk: Talk) -> object:
    """Each turn a result, and all words once more with their tags."""
    words = [{"startTime": f"{s / 1000:.3f}s", "word": word, "speakerTag": who} for who, word, s, _ in words_of(talk)]
    results: list[Record] = []
    at = 0
    for _, text in talk:
        count = len(text.split())
        untagged = [{key: word[key] for key in ("startTime", "word")} for word in words[at : at + count]]
        results.append({"alternatives": [{"transcript": text, "words": untagged}, {"transcript": "other"}]})
        at += count
    tagged = [{**word, "speakerTag": int(str(word["speakerTag"])) + 1} for word in words]
    return {"response": {"results": [*results, {"alternatives": [{"words": tagged}]}]}}


def rev(talk: Talk) -> object:
    monologues: list[Record] = []
    for who, group in groupby(marks_of(talk), key=lambda part: part[0]):
        elements: list[Record] = []
        for _, text, is_mark, start in group:
            if elements and not is_mark:
                elements.append({"type": "punct", "value": " "})
            kind = {"type": "punct"} if is_mark else {"type": "text", "ts": start / 1000}
            elements.append({**kind, "value": text})
        monologues.append({"speaker": who, "elements": elements})
    return {"monologues": monologues}


def speechmatics(talk: Talk) -> object:
    results = [
        {"type": "punctuation" if is_mark else "word", "start_time": start / 1000}
        | ({"attaches_to": "previous"} if is_mark else {})
        | {"alternatives": [{"content": text, "speaker": f"S{who + 1}"}]}
        for who, text, is_mark, start in marks_of(talk)
    ]
    return {"format": "2.9", "metadata": {"transcription_config": {"language": "en"}}, "results": results}


def elevenlabs(talk: Talk) -> object:
    words: list[Record] = []
    for who, word, start, _ in words_of(talk):
        words.append({"text": word, "start": start / 1000, "type": "word", "speaker_id": f"speaker_{who}"})
        words.append({"text": " ", "start": start / 1000, "type": "spacing", "speaker_id": f"speaker_{who}"})
    return {"language_code": "eng", "text": " ".join(text for _, text in talk), "words": words}


def azure(talk: Talk) -> object:
    phrases = [
        {"recognitionStatus": "Success", "channel": 0, "speaker": who, "offset": f"PT{s / 1000}S"}
        | {"nBest": [{"display": text, "lexical": text.lower()}, {"display": "other"}]}
        for who, text, s, _ in turns_of(talk)
    ]
    return {"recognizedPhrases": phrases, "combinedRecognizedPhrases": [{"channel": 0, "display": "…"}]}


def azure_fast(talk: Talk) -> object:
    phrases = [
        {"speaker": who, "offsetMilliseconds": s, "durationMilliseconds": e - s, "text": text}
        for who, text, s, e in turns_of(talk)
    ]
    return {"combinedPhrases": [{"text": "…"}], "phrases": phrases}


def watson(talk: Talk) -> object:
    results: list[Record] = [
        {"alternatives": [{"transcript": " ".join(w for _, w, _, _ in words_of(talk)), "timestamps": stamps}]}
        for stamps in [[[word, s / 1000, e / 1000] for _, word, s, e in words_of(talk)]]
    ]
    labels = [{"from": s / 1000, "to": e / 1000, "speaker": who} for who, _, s, e in words_of(talk)]
    return {"result_index": 0, "results": results, "speaker_labels": labels}


def oyez(talk: Talk) -> object:
    turns = [
        {
            "start": s / 1000,
            "speaker": {"ID": who, "name": f"Judge {who}"},
            "text_blocks": [{"text": text, "start": s / 1000}],
        }
        for who, text, s, _ in turns_of(talk)
    ]
    return {"title": "A hearing", "transcript": {"sections": [{"turns": turns[:2]}, {"turns": turns[2:]}]}}


def happyscribe(talk: Talk) -> object:
    return [
        {
            "speaker": f"Speaker {who}",
            "words": [{"text": word, "type": "text", "data_start": 0.1} for word in text.split()],
        }
        for who, text in talk
    ]


def trint(talk: Talk) -> object:
    """Ids of speakers stand for names in a table."""
    paragraphs = [
        {"speaker": f"x{who}", "words": [{"value": word, "time": 100, "duration": 10} for word in text.split()]}
        for who, text in talk
    ]
    people = [{"id": "x0", "name": "Mara Quist"}, {"id": "x1", "name": "Tobin Arle"}]
    return {"transcript": {"speakers": people, "paragraphs": paragraphs}}


def editor(talk: Talk) -> object:
    words = [{"id": s, "start": s / 1000, "end": e / 1000, "text": word} for _, word, s, e in words_of(talk)]
    paragraphs = [
        {"id": s, "start": s / 1000, "end": e / 1000, "speaker": f"P{who}"} for who, _, s, e in turns_of(talk)
    ]
    return {"words": words, "paragraphs": paragraphs}


def otter(talk: Talk) -> object:
    rows = [
        {"uuid": "x", "transcript": text, "start_offset": 16 * s, "end_offset": 16 * e, "speaker_id": 70 + who}
        for who, text, s, e in turns_of(talk)
    ]
    people = [{"id": 70, "speaker_name": "Mara Quist"}, {"id": 71, "speaker_name": "Tobin Arle"}]
    return {"speech": {"title": "Boats", "speakers": people, "transcripts": rows}}


def gong(talk: Talk) -> object:
    rows = [
        {"speakerId": f"p{who}", "topic": None, "sentences": [{"start": s, "end": e, "text": text}]}
        for who, text, s, e in turns_of(talk)
    ]
    return {"callTranscripts": [{"callId": "x", "transcript": rows}]}


def teams(talk: Talk) -> object:
    entries = [
        {"text": text, "speakerId": "x@y", "speakerDisplayName": f"Guest {who}", "startOffset": f"00:00:{s / 1000:.3f}"}
        for who, text, s, _ in turns_of(talk)
    ]
    return {"version": "1.0.0", "type": "Transcript", "entries": entries}


def video_indexer(talk: Talk) -> object:
    rows = [
        {"id": s, "text": text, "speakerId": who + 1, "instances": [{"start": f"0:00:{s / 1000}", "end": "0:00:10"}]}
        for who, text, s, _ in turns_of(talk)
    ]
    people = [{"id": 1, "name": "Speaker #1"}, {"id": 2, "name": "Speaker #2"}]
    return {"videos": [{"insights": {"language": "en-US", "transcript": rows, "speakers": people}}]}


def contact_center(talk: Talk) -> object:
    rows = [
        {"Content": text, "ParticipantRole": "Agent" if who == 0 else "Customer", "BeginOffsetMillis": s}
        for who, text, s, _ in turns_of(talk)
    ]
    return {"AccountId": "1", "Transcript": rows}


def plain_list(talk: Talk) -> object:
    return [{"author": f"Guest {who}", "content": text} for who, text in talk]


def nested(talk: Talk) -> object:
    rows = [{"who": f"Guest {who}", "utterance": text, "start_ms": s} for who, text, s, _ in turns_of(talk)]
    return {"status": "ok", "data": {"tags": ["sea", "boat"], "episode": {"name": "One", "parts": {"rows": rows}}}}


SCHEMAS: dict[Callable[[Talk], object], str] = {
    podcast_words: "Host 0/Host 1",
    podcast_turns: "Host 0/Host 1",
    whisperx: "SPEAKER_00/SPEAKER_01",
    whisper_cpp: "Speaker 0/Speaker 1",
    diarized: "A/B",
    deepgram: "Speaker 0/Speaker 1",
    deepgram_channels: "Channel 1/Channel 2",
    assemblyai: "A/B",
    aws: "spk_0/spk_1",
    google: "Speaker 1/Speaker 2",
    rev: "Speaker 0/Speaker 1",
    speechmatics: "S1/S2",
    elevenlabs: "speaker_0/speaker_1",
    azure: "Speaker 0/Speaker 1",
    azure_fast: "Speaker 0/Speaker 1",
    watson: "Speaker 0/Speaker 1",
    oyez: "Judge 0/Judge 1",
    happyscribe: "Speaker 0/Speaker 1",
    trint: "Mara Quist/Tobin Arle",
    editor: "P0/P1",
    otter: "Mara Quist/Tobin Arle",
    gong: "p0/p1",
    teams: "Guest 0/Guest 1",
    video_indexer: "Speaker #1/Speaker #2",
    contact_center: "Agent/Customer",
    plain_list: "Guest 0/Guest 1",
    nested: "Guest 0/Guest 1",
}
TIMED = [build for build in SCHEMAS if build not in (plain_list, happyscribe, trint)]


@pytest.mark.parametrize("build", SCHEMAS, ids=lambda build: build.__name__)
def test_every_schema_reads_to_the_same_talk(build: Callable[[Talk], object]) -> None:
    document = document_of(build(TALK))
    names = SCHEMAS[build].split("/")
    assert said(document) == [(names[who], text) for who, text in TALK]
    assert (document.kind, document.trust, document.warnings) == ("json", Trust.SPEECH, ())


@pytest.mark.parametrize("build", TIMED, ids=lambda build: build.__name__)
def test_turns_begin_at_their_times(build: Callable[[Talk], object]) -> None:
    starts = [line.start_ms for line in lines_of(build(TALK)) if line.label]
    assert starts == [start for _, _, start, _ in turns_of(TALK)]


@pytest.mark.parametrize("build", TIMED, ids=lambda build: build.__name__)
def test_json_lines_and_json_are_told_by_content(build: Callable[[Talk], object]) -> None:
    assert is_json(Source(name="x", text=json.dumps(build(TALK), indent=1)))


_words = st.text(alphabet="abcdefghijklmnopqrstuvwxyzéß", min_size=2, max_size=9)
_sentences = st.lists(_words, min_size=3, max_size=12).map(lambda words: " ".join(words).capitalize() + ".")


@given(sentences=st.lists(_sentences, min_size=2, max_size=6), build=st.sampled_from(list(SCHEMAS)))
def test_any_talk_of_two_reads_alike(sentences: list[str], build: Callable[[Talk], object]) -> None:
    talk = tuple((at % 2, text) for at, text in enumerate(sentences))
    names = SCHEMAS[build].split("/")
    assert said(document_of(build(talk))) == [(names[who], text) for who, text in talk]


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(value=_json)
def test_any_json_value(value: object) -> None:
    refuses_or_reads(json.dumps(value))


_KEYS = wordlist(
    "words text start speaker results channels alternatives items segments body transcript monologues elements type",
    "value events segs utf8 transcription offsets sections turns text_blocks phrases paragraphs id name transcripts",
    "speaker_labels timestamps word content startTime speakers language title is_final channel",
)
_scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(_KEYS)
_likely = st.recursive(
    _scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(_KEYS), inner, max_size=5),
    max_leaves=40,
)


@given(value=_likely)
def test_any_json_value_of_the_known_keys(value: object) -> None:
    refuses_or_reads(json.dumps(value))


@given(build=st.sampled_from(list(SCHEMAS)), junk=_likely, data=st.data())
def test_a_schema_with_one_value_replaced(build: Callable[[Talk], object], junk: object, data: st.DataObject) -> None:
    value = build(TALK)
    holders = [*_holders(value)]
    holder = data.draw(st.sampled_from(holders))
    if isinstance(holder, dict):
        holder[data.draw(st.sampled_from(sorted(holder)))] = junk
    else:
        holder[data.draw(st.integers(0, len(holder) - 1))] = junk
    refuses_or_reads(json.dumps(value))


def _holders(value: object) -> Iterator[dict[str, object] | list[object]]:
    if isinstance(value, dict | list) and value:
        yield value
        for part in value.values() if isinstance(value, dict) else value:
            yield from _holders(part)


def refuses_or_reads(text: str) -> None:
    try:
        document = read_json(Source(name="x.json", text=text))
    except TranscriptError:
        return
    assert document.lines
    for line in document.lines:
        assert line.text == " ".join(line.text.split()) != ""
        assert line.number >= 1
        assert line.start_ms is None or line.start_ms >= 0
        json.dumps([line.text, line.label], ensure_ascii=False).encode()


@given(text=st.text(alphabet='{}[]",:truefals0123.-eE \n\\u', max_size=60))
def test_any_text_that_looks_like_json(text: str) -> None:
    refuses_or_reads(text)


# --- words and lines ---


def test_words_make_sentences_and_long_ones_several_lines() -> None:
    words = [{"punctuated_word": f"word{i}", "start": i, "speaker": 0} for i in range(60)]
    words += [
        {"punctuated_word": text, "start": 60 + at, "speaker": 0} for at, text in enumerate(["Dr.", "Oak", "left."])
    ]
    words += [{"punctuated_word": "Then", "start": 70, "speaker": 0}]
    lines = lines_of({"results": {"channels": [{"alternatives": [{"words": words}]}]}})
    assert max(len(line.text) for line in lines) <= 100
    assert [(line.text, line.start_ms, line.number) for line in lines][-1] == ("Then", 70_000, 64)
    assert lines[-2].text.endswith("Dr. Oak left.")


def test_deepgrams_paragraphs_are_kept() -> None:
    talk = ((0, "One two three. Four five six."), (0, "Seven eight nine."))
    assert [line.gap for line in lines_of(deepgram(talk))] == [1, 0, 1]


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (["今日", "は", "海", "です", "。"], "今日は海です。"),
        (["วันนี้", "อากาศ", "ดี"], "วันนี้อากาศดี"),
        (["오늘은", "바다"], "오늘은 바다"),
    ],
)
def test_languages_without_spaces(pieces: list[str], text: str) -> None:
    words = [{"punctuated_word": piece, "start": at, "speaker": 0} for at, piece in enumerate(pieces)]
    assert [line.text for line in lines_of({"results": {"channels": [{"alternatives": [{"words": words}]}]}})] == [text]


def test_words_with_white_space_of_their_own_keep_it() -> None:
    rows = [
        {"offsets": {"from": at}, "text": text} for at, text in enumerate([" Un", "believ", "able", ",", " he said."])
    ]
    assert [line.text for line in lines_of({"transcription": rows})] == ["Unbelievable, he said."]


def test_a_missing_speaker_goes_on_with_a_warning() -> None:
    segments = [{"speaker": "Ann", "body": "Hi."}, {"body": "More."}, {"speaker": "", "body": "Yet more."}]
    document = document_of({"segments": segments})
    assert said(document) == [("Ann", "Hi. More. Yet more.")]
    assert any("without a speaker" in warning for warning in document.warnings)


def test_a_turn_that_oyez_gives_to_nobody_is_not_that_of_the_one_before() -> None:
    turns = [{"speaker": {"name": "Ann Oak"}, "text_blocks": [{"text": "We rise."}]}]
    turns += [{"speaker": None, "text_blocks": [{"text": "All rise."}]}]  # type: ignore[dict-item]
    assert said(document_of({"transcript": {"sections": [{"turns": turns}]}})) == [
        ("Ann Oak", "We rise."),
        ("Unknown speaker", "All rise."),
    ]


def test_openai_words_take_their_marks_from_the_text() -> None:
    words = [{"word": word, "start": at} for at, word in enumerate(["Hello", "there", "my", "friend"])]
    document = document_of({"text": "Hello there, my friend.", "words": words})
    assert [line.text for line in document.lines] == ["Hello there, my friend."]
    assert document.warnings == ()


def test_google_tags_nobody_where_nothing_is_repeated() -> None:
    parts = [[{"startTime": "0s", "word": "Yes."}], [{"startTime": "2.5s", "word": "Yes."}]]
    value = {"results": [{"alternatives": [{"transcript": "Yes.", "words": words}]} for words in parts]}
    assert [(line.text, line.start_ms) for line in lines_of(value)] == [("Yes.", 0), ("Yes.", 2500)]


def test_google_channels_are_put_in_order() -> None:
    parts = [("1", "0s", "Hello."), ("1", "9s", "Bye."), ("2", "4s", "Hi.")]
    results = [
        {"channelTag": int(tag), "alternatives": [{"transcript": word, "words": [{"startTime": start, "word": word}]}]}
        for tag, start, word in parts
    ]
    assert said(document_of({"results": results})) == [
        ("Channel 1", "Hello."),
        ("Channel 2", "Hi."),
        ("Channel 1", "Bye."),
    ]
    interim = [{"isFinal": False, "alternatives": [{"transcript": "Hel"}]}]
    final = [{"isFinal": True, "alternatives": [{"transcript": "Hello."}]}]
    assert said(document_of({"results": interim + final})) == [(None, "Hello.")]


def test_whispers_words_serve_where_a_segment_has_no_text() -> None:
    segments = [{"start": 0, "text": " Hello there."}, {"start": 1, "words": [{"word": " And"}, {"word": " you."}]}]
    assert [line.text for line in lines_of({"segments": segments})] == ["Hello there.", "And you."]


def test_no_number_is_a_name() -> None:
    segments = [{"speaker": "SPEAKER_00", "text": "Hello there."}]
    document = document_of({"speakers": {"SPEAKER_00": 12.5}, "segments": segments})
    assert (document.people, document.lines[0].label) == ((), "SPEAKER_00")


def test_youtube_captions() -> None:
    events = [
        {"tStartMs": 0, "dDurationMs": 5000, "id": 1},
        {"tStartMs": 80, "segs": [{"utf8": "we"}, {"utf8": " start", "tOffsetMs": 200}, {"utf8": " here"}]},
        {"tStartMs": 900, "aAppend": 1, "segs": [{"utf8": "\n"}]},
        {"tStartMs": 1200, "segs": [{"utf8": "and go\non"}]},
    ]
    lines = lines_of({"wireMagic": "pb3", "events": events})
    assert [(line.text, line.start_ms) for line in lines] == [("we start here", 80), ("and go", 1200), ("on", None)]
    fetched = lines_of([{"text": "it&#39;s &amp; was", "start": 1.5, "duration": 2.0}])
    assert [(line.text, line.start_ms) for line in fetched] == [("it's & was", 1500)]


def test_other_schemas_keep_what_looks_like_markup() -> None:
    assert lines_of({"segments": [{"body": "AT&amp;T <b>said</b> so"}]})[0].text == "AT&amp;T <b>said</b> so"


def test_json_lines() -> None:
    text = '{"speaker": "Ann", "text": "Hi there."}\n\n{"speaker": "Bo", "text": "Hello."}\n'
    assert said(read_json(Source(name="x", text=text))) == [("Ann", "Hi there."), ("Bo", "Hello.")]


def _spoken_by_one(words: list[str]) -> list[Record]:
    return [{"punctuated_word": word, "start": 1, "speaker": 0} for word in words]


def test_deepgrams_stream_drops_what_is_not_final() -> None:
    parts: list[tuple[bool, list[str]]] = [(False, ["Hel"]), (True, ["Hello", "there."]), (True, ["Bye."])]
    rows = [
        {"type": "Results", "is_final": is_final, "channel": {"alternatives": [{"words": _spoken_by_one(words)}]}}
        for is_final, words in parts
    ]
    text = "\n".join(map(json.dumps, rows))
    assert said(read_json(Source(name="x", text=text))) == [("Speaker 0", "Hello there. Bye.")]


@pytest.mark.parametrize(
    "value",
    [
        {"text": "ANN: Hello there.\nBOB: Hi, Ann."},
        {"data": {"transcript": "ANN: Hello there.\nBOB: Hi, Ann."}},
        {"lines": ["ANN: Hello there.", "BOB: Hi, Ann."]},
        ["ANN: Hello there.", "BOB: Hi, Ann."],
    ],
)
def test_json_around_a_plain_transcript(value: object) -> None:
    assert [line.text for line in lines_of(value)] == ["ANN: Hello there.", "BOB: Hi, Ann."]


@pytest.mark.parametrize(
    ("rows", "start_ms"),
    [
        ([{"text": "Well, hello there", "start": 5, "end": 7}], 5000),
        ([{"text": "Well, hello there", "start": 5000, "end": 6100}], 5000),
        ([{"text": "Well, hello there", "start": "5.25", "end": "7"}], 5250),
        ([{"text": "Well, hello there", "start_ms": 5}], 5),
        ([{"text": "Well, hello there", "time": "0:00:05.5"}], 5500),
        ([{"text": "Well, hello there", "timestamp": [5.0, 7.0]}], 5000),
        ([{"text": "Well, hello there", "start": -5}], None),
        ([{"text": "Well, hello there", "start": True}], None),
        ([{"text": "Well, hello there", "start": 10**300}], None),
        ([{"text": "Well, hello there", "start": float("nan")}], None),
        ([{"text": "Well, hello there", "start": None}], None),
    ],
)
def test_times_of_records_of_any_kind(rows: list[Record], start_ms: int | None) -> None:
    assert lines_of({"rows": rows})[0].start_ms == start_ms


def test_language_title_people() -> None:
    segments = [{"speaker": "p1", "text": "Hello there, Ben."}, {"speaker": "p2", "text": "Good to see you."}]
    people = {"p1": "Ann Oak", "p2": {"name": "Ben Elm"}}
    document = document_of({"title": " A  talk ", "language_code": "de-AT", "speakers": people, "segments": segments})
    assert (document.title, document.language, document.people) == ("A talk", "de-AT", ("Ann Oak", "Ben Elm"))
    assert [line.label for line in document.lines] == ["Ann Oak", "Ben Elm"]


# --- warnings ---


def test_a_whole_text_that_differs_is_told() -> None:
    value = {"text": "Hello there. And much more.", "segments": [{"seek": 0, "start": 0, "text": " Hello there."}]}
    assert any("differs" in warning for warning in document_of(value).warnings)


def test_text_that_is_left_out_is_told() -> None:
    rows = [{"speaker": "Ann", "text": "We talk for quite a while about the sea and its many moods."}]
    notes = [{"text": "An advertisement stood here in the feed."}]
    warnings = document_of({"talk": rows, "ads": notes}).warnings
    assert len(warnings) == 1
    assert "'ads[]' (7 words)" in warnings[0]


def test_records_out_of_order_stay_and_are_told() -> None:
    document = document_of(
        {"segments": [{"startTime": 9, "body": "Late it is."}, {"startTime": 1, "body": "Early it is."}]}
    )
    assert [line.text for line in document.lines] == ["Late it is.", "Early it is."]
    assert any("record 2 begins before" in warning for warning in document.warnings)


def test_keys_that_occur_twice_are_told() -> None:
    document = read_json(Source(name="x", text='{"segments": [{"body": "Lost.", "body": "Kept."}]}'))
    assert [line.text for line in document.lines] == ["Kept."]
    assert "'body'" in document.warnings[0]


def test_lone_surrogates_and_control_characters() -> None:
    document = read_json(
        Source(name="x", text='{"segments": [{"speaker": "A\\udc00n", "body": "a\\ud800b\\u0000c\\u00add"}]}')
    )
    assert document.lines[0].text == "a\ufffdbcd"
    assert document.lines[0].label == "A\ufffdn"
    assert any("surrogate" in warning for warning in document.warnings)


# --- refusals ---


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ('{"segments": [\n{"body": "Hi"},\n]}', 3, "comma too many"),
        ('{"segments": [\n{"body": "Hi"', 2, "ends too early"),
        ('{"segments": [\n{"body": "Hi', 2, "Unterminated|ends too early"),
        ('{"a": 1}\n{"b": }', 2, "not valid JSON at column 7"),
        ("[" * 100_000, None, "nested too deeply"),
        ('{"a": ' * 100_000, None, "nested too deeply"),
        ("[" + "9" * 5000 + "]", None, "too many digits"),
        ('{"name": "pkg", "version": "1"}', None, "keys are 'name', 'version'.*Deepgram"),
        ("[]", None, "it is empty"),
        ("[1, 2]", None, "it is a list"),
        ('{"message": "Not found"}', None, "keys are 'message'"),
    ],
)
def test_refusals(text: str, line: int | None, reason: str) -> None:
    with pytest.raises(TranscriptError, match=reason) as caught:
        read_json(Source(name="talk.json", text=text))
    assert (caught.value.source, caught.value.line) == ("talk.json", line)


@pytest.mark.parametrize(
    "text", ["[Music]\nANN: Hi.", "[laughs] Hi", "{\\rtf1 Hi}", "ANN: {}", "<p>", "", "[[sic]] he said", '["Hi," she']
)
def test_what_is_no_json(text: str) -> None:
    assert not is_json(Source(name="x", text=text))


def test_a_bom_and_utf16() -> None:
    data = json.dumps(podcast_turns(TALK))
    for encoding in ("utf-8-sig", "utf-16"):
        source = source_of(data.encode(encoding), "x")
        assert is_json(source)
        assert len(said(read_json(source))) == len(TALK)


# --- the project's own documents ---


@settings(max_examples=40)
@given(timed=strategies.timed_transcripts())
def test_an_alignment_file_gives_its_transcript_back(timed: TimedTranscript) -> None:
    source = Source(name="x.json", text=to_json(timed))
    assert is_own(source)
    read = read_own(source)
    assert read == transcript_of(timed)
    assert _without_times(read) == _without_times(timed.transcript)
    at = 0
    for turn in read.turns:
        spans = [timing.span for timing in timed.timings[at : at + len(turn.words)]]
        at += len(turn.words)
        if any(spans):
            assert {time.word: time.start_ms for time in turn.times} == {
                word: span.start_ms for word, span in enumerate(spans) if span
            }


def _without_times(transcript: Transcript) -> list[object]:
    items = [
        (item.speaker, item.words, item.paragraph_starts, item.maybe_spoken, item.notes, item.line)
        if isinstance(item, Turn)
        else item
        for item in transcript.items
    ]
    return [transcript.speakers, transcript.language, transcript.title, transcript.warnings, *items]


def test_what_inspect_writes_reads_back() -> None:
    text = "ANN OAK, HOST: Hello there.\nMore of it.\n\n(Music)\n\nBOB: Hi. [inaudible] Yes.\n\n© 2031 Tide"
    transcript = understand(read_plain(Source(name="x", text=text)), "x", "en", NO_CHOICES)
    source = Source(name="y.json", text=json.dumps(to_document(transcript)))
    assert is_own(source)
    assert read_own(source) == transcript


def test_a_damaged_document_of_inspect() -> None:
    text = '{"schema": "transcript/1", "items": [{"kind": "turn", "speaker": "s9", "text": "Hi"}]}'
    with pytest.raises(TranscriptError, match="unknown speakers"):
        read_own(Source(name="y.json", text=text))


# --- a real page ---

_OYEZ = Path(__file__).resolve().parents[2] / ".." / "shared" / "transcripts" / "scotus_oyez_json"


@pytest.mark.skipif(not _OYEZ.is_dir(), reason="the collection of real pages is not here")
def test_a_hearing_of_oyez() -> None:
    truth = json.loads((_OYEZ / "truth.json").read_text(encoding="utf-8"))
    transcript = read_text((_OYEZ / "source.json").read_text(encoding="utf-8"), "source.json")
    assert len({turn.speaker for turn in transcript.turns}) == len(truth["speakers"])
    assert transcript.title == "Oral Argument - November 30, 2005"
    assert [sound.text for sound in transcript.sounds] == ["Laughter"]
