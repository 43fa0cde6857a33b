"""The JSON of recognisers that give words with times. Each function returns ``None`` for a value that is not its own.

Layouts after the public documentation of each interface; where it has versions, all that are still met.
"""

from collections.abc import Iterable, Sequence

from transcripts.reading.records.pieces import NOBODY, Begins, Piece, Talk, interleaved
from transcripts.reading.records.values import (
    Record,
    Unit,
    best,
    child,
    first_string,
    milliseconds,
    objects,
    speaker,
    string,
)

_NEARLY_ALL = 0.9  # of the words; a repeated result can spell some of them otherwise
_SECONDS, _MILLISECONDS, _TICKS = Unit.SECONDS, Unit.MILLISECONDS, Unit.TICKS


def deepgram(root: object) -> Talk | None:
    """``results.channels[].alternatives[].words[]``; of a stream the final results, one a line."""
    channels = objects(root, "results", "channels")
    if channels:
        return _deepgram_talk([best(channel) for channel in channels])
    if not isinstance(root, list):
        return None
    finals = [one["channel"] for one in objects(root) if one.get("is_final") is not False and "channel" in one]
    parts = [best(channel) for channel in finals if isinstance(channel, dict)]
    pieces = [piece for part in parts for piece in _deepgram_pieces(part, None)]
    return Talk(pieces=pieces) if pieces else None


def _deepgram_talk(parts: Sequence[Record]) -> Talk:
    if len(parts) == 1:
        return Talk(pieces=_deepgram_pieces(parts[0], None), whole=string(parts[0].get("transcript")))
    channels = [_deepgram_pieces(part, f"Channel {number}") for number, part in enumerate(parts, start=1)]
    return Talk(pieces=interleaved(channels))


def _deepgram_pieces(part: Record, channel: str | None) -> list[Piece]:
    paragraphs = objects(part, "paragraphs", "paragraphs")
    starts = {milliseconds(one.get("start"), _SECONDS) for one in paragraphs} - {None}
    pieces = []
    for number, word in enumerate(objects(part, "words"), start=1):
        start_ms = milliseconds(word.get("start"), _SECONDS)
        piece = Piece(
            text=first_string(word, ("punctuated_word", "word")),
            number=number,
            speaker=_on_channel(channel, speaker(word.get("speaker"))),
            start_ms=start_ms,
            begins=Begins.PARAGRAPH if start_ms in starts else Begins.NOTHING,
        )
        pieces.append(piece)
    return pieces or _deepgram_sentences(paragraphs, channel) or _whole(part.get("transcript"), channel)


def _deepgram_sentences(paragraphs: Iterable[Record], channel: str | None) -> list[Piece]:
    pieces: list[Piece] = []
    for paragraph in paragraphs:
        for at, sentence in enumerate(objects(paragraph, "sentences")):
            piece = Piece(
                text=string(sentence.get("text")),
                number=len(pieces) + 1,
                speaker=_on_channel(channel, speaker(paragraph.get("speaker"))),
                start_ms=milliseconds(sentence.get("start"), _SECONDS),
                begins=Begins.LINE if at else Begins.PARAGRAPH,
            )
            pieces.append(piece)
    return pieces


def _on_channel(channel: str | None, who: str | None) -> str | None:
    if channel is None:
        return who
    return f"{channel} Speaker {who}" if who and who != "0" else channel


def _whole(text: object, who: str | None = None) -> list[Piece]:
    return [Piece(text=string(text), number=1, speaker=who, begins=Begins.LINE)] if string(text).strip() else []


def assemblyai(root: object) -> Talk | None:
    """AssemblyAI: ``words[]`` with times in milliseconds; an utterance begins a paragraph."""
    words, utterances = objects(root, "words"), objects(root, "utterances")
    is_known = isinstance(root, dict) and ("audio_duration" in root or "acoustic_model" in root)
    if not words or not (utterances or is_known) or not all("text" in word and "start" in word for word in words):
        return None
    starts = {milliseconds(one.get("start"), _MILLISECONDS) for one in utterances} - {None}
    pieces = []
    for number, word in enumerate(words, start=1):
        start_ms = milliseconds(word["start"], _MILLISECONDS)
        piece = Piece(
            text=string(word["text"]),
            number=number,
            speaker=speaker(word.get("speaker")),
            start_ms=start_ms,
            begins=Begins.PARAGRAPH if start_ms in starts else Begins.NOTHING,
        )
        pieces.append(piece)
    return Talk(pieces=pieces, whole=string(child(root, "text")))


def aws(root: object) -> Talk | None:
    """Amazon Transcribe: ``results.items[]`` of words and punctuation, the speakers beside them."""
    items = objects(root, "results", "items")
    if not items or not any("alternatives" in item for item in items):
        return None
    channels = objects(root, "results", "channel_labels", "channels")
    if len(channels) > 1:
        sides = [_aws_pieces(objects(channel, "items"), {}, channel.get("channel_label")) for channel in channels]
        return Talk(pieces=interleaved(sides))
    whole = string(child(root, "results", "transcripts", 0, "transcript"))
    return Talk(pieces=_aws_pieces(items, _aws_speakers(root), None), whole=whole)


def _aws_speakers(root: object) -> dict[str, str | None]:
    """Who speaks at a time, by the time as written."""
    segments = objects(root, "results", "speaker_labels", "segments")
    return {
        string(item.get("start_time")): speaker(item.get("speaker_label") or segment.get("speaker_label"))
        for segment in segments
        for item in (objects(segment, "items") or [segment])
    }


def _aws_pieces(items: Iterable[Record], speakers: dict[str, str | None], channel: object) -> list[Piece]:
    pieces = []
    for number, item in enumerate(items, start=1):
        is_mark = item.get("type") == "punctuation"
        who = item.get("speaker_label") or channel
        piece = Piece(
            text=string(best(item).get("content")),
            number=number,
            speaker=None if is_mark else speaker(who) or speakers.get(string(item.get("start_time"))),
            start_ms=milliseconds(item.get("start_time"), _SECONDS),
            glued=is_mark,
        )
        pieces.append(piece)
    return pieces


_GOOGLE_STARTS = ("startTime", "start_time", "startOffset", "start_offset")
_GOOGLE_SPEAKERS = ("speakerTag", "speaker_tag", "speakerLabel", "speaker_label")


def google(root: object) -> Talk | None:
    """Google Speech: ``results[].alternatives[]``, words with tags of speakers or sentences without words."""
    results = [one for one in _google_results(root) if one.get("isFinal", one.get("is_final")) is not False]
    parts = [(_google_channel(result), best(result)) for result in results]
    if not any(string(part.get("transcript")).strip() or objects(part, "words") for _, part in parts):
        return None
    lists, texts = [objects(part, "words") for _, part in parts], [string(part.get("transcript")) for _, part in parts]
    if _repeats_all(lists):
        return Talk(pieces=_google_words(lists[-1], None), whole=" ".join(texts[:-1]))
    channels: dict[str | None, list[Piece]] = {tag: [] for tag, _ in parts}
    for number, ((tag, _), words, text) in enumerate(zip(parts, lists, texts, strict=True), start=1):
        channel = tag if len(channels) > 1 else None
        whole = Piece(text=text, number=number, speaker=channel, begins=Begins.LINE)
        channels[tag] += _google_words(words, channel) or [whole]
    if len(channels) > 1:
        return Talk(pieces=interleaved(channels.values()))
    return Talk(pieces=next(iter(channels.values())), whole=" ".join(texts) if all(texts) else "")


def _google_channel(result: Record) -> str | None:
    tag = string(result.get("channelTag") or result.get("channel_tag"))
    return f"Channel {tag}" if tag else None


def _google_results(root: object) -> list[Record]:
    """The results, in the answer of an operation or in that of a batch, by file."""
    for path in (("results",), ("response", "results"), ("result", "results")):
        found = child(root, *path)
        if isinstance(found, dict):
            files = [one for one in found.values() if isinstance(one, dict)]
            return [result for one in files for result in objects(one.get("transcript", one), "results")]
        if isinstance(found, list):
            return objects(found)
    return []


def _repeats_all(lists: Sequence[Sequence[Record]]) -> bool:
    """Whether the last result holds the words of all before it again, with the tags of their speakers."""
    before, last = [word for words in lists[:-1] for word in words], lists[-1]
    if not before or len(last) < _NEARLY_ALL * len(before):
        return False
    first_ms, again_ms = (_google_start(words[0]) for words in (before, last))
    if first_ms is None or again_ms is None:
        return [word.get("word") for word in before] == [word.get("word") for word in last[: len(before)]]
    return again_ms <= first_ms


def _google_start(word: Record) -> int | None:
    return milliseconds(next((word[key] for key in _GOOGLE_STARTS if key in word), None), _SECONDS)


def _google_words(words: Iterable[Record], channel: str | None) -> list[Piece]:
    pieces = []
    for number, word in enumerate(words, start=1):
        tag = next((found for key in _GOOGLE_SPEAKERS if (found := speaker(word.get(key)))), None)
        piece = Piece(
            text=string(word.get("word")).partition("|")[0],  # "今日|キョウ": the word, then its reading
            number=number,
            speaker=_on_channel(channel, None if tag == "0" else tag),
            start_ms=_google_start(word),
        )
        pieces.append(piece)
    return pieces


def watson(root: object) -> Talk | None:
    """IBM Watson: ``results[].alternatives[].timestamps[]`` of a word, its start and its end; ``speaker_labels[]``."""
    rows = [child(best(result), "timestamps") for result in objects(root, "results")]
    stamps = [(stamp, at) for row in rows if isinstance(row, list) for at, stamp in enumerate(row)]
    words = [(stamp, at) for stamp, at in stamps if isinstance(stamp, list) and len(stamp) > 1]
    labels = {string(one.get("from")): speaker(one.get("speaker")) for one in objects(root, "speaker_labels")}
    pieces = [
        Piece(
            text=string(stamp[0]),
            number=number,
            speaker=labels.get(string(stamp[1])),
            start_ms=milliseconds(stamp[1], _SECONDS),
            begins=Begins.NOTHING if at else Begins.LINE,
        )
        for number, (stamp, at) in enumerate(words, start=1)
    ]
    whole = " ".join(string(best(result).get("transcript")) for result in objects(root, "results"))
    return Talk(pieces=pieces, whole=whole) if pieces else None


def rev(root: object) -> Talk | None:
    """Rev: ``monologues[].elements[]``; white space is an element of punctuation."""
    pieces: list[Piece] = []
    for monologue in objects(root, "monologues"):
        who, begins = speaker(monologue.get("speaker")), Begins.PARAGRAPH
        was_word = False
        for element in objects(monologue, "elements"):
            is_word = element.get("type") != "punct"
            text = string(element.get("value")) or (f"[{name}]" if (name := string(element.get("name"))) else "")
            start = element.get("ts", element.get("timestamp"))
            start_ms = milliseconds(start, _SECONDS)
            glued = not (is_word and was_word)
            number = len(pieces) + 1
            piece = Piece(text=text, number=number, speaker=who, start_ms=start_ms, begins=begins, glued=glued)
            pieces.append(piece)
            was_word, begins = is_word, Begins.NOTHING
    return Talk(pieces=pieces) if pieces else None


def speechmatics(root: object) -> Talk | None:
    """Speechmatics: ``results[]`` of words and punctuation with ``attaches_to``; the speaker ``UU`` is nobody."""
    results = objects(root, "results")
    if not any(one.get("type") in ("word", "punctuation", "entity") and "alternatives" in one for one in results):
        return None
    is_unspaced = child(root, "metadata", "language_pack_info", "word_delimiter") == ""
    pieces, attaches_next = [], False
    for number, one in enumerate(results, start=1):
        is_mark = one.get("type") == "punctuation"
        attaches = one.get("attaches_to", "previous" if is_mark else "none")
        who = speaker(best(one).get("speaker"))
        piece = Piece(
            text=string(best(one).get("content")),
            number=number,
            speaker=None if is_mark else NOBODY if who == "UU" else who,
            start_ms=milliseconds(one.get("start_time"), _SECONDS),
            glued=is_unspaced or attaches_next or attaches in ("previous", "both"),
        )
        pieces.append(piece)
        attaches_next = attaches in ("next", "both")
    return Talk(pieces=pieces)


def elevenlabs(root: object) -> Talk | None:
    """ElevenLabs: ``words[]`` of type word, spacing or audio_event; several channels under ``transcripts``."""
    channels = objects(root, "transcripts") or ([root] if isinstance(root, dict) else [])
    sides = [objects(channel, "words") for channel in channels]
    if not any(word.get("type") in ("spacing", "audio_event", "word") for words in sides for word in words):
        return None
    if len(sides) == 1:
        return Talk(pieces=_elevenlabs_words(sides[0], None), whole=string(channels[0].get("text")))
    return Talk(
        pieces=interleaved(_elevenlabs_words(words, f"Channel {number}") for number, words in enumerate(sides, start=1))
    )


def _elevenlabs_words(words: Sequence[Record], channel: str | None) -> list[Piece]:
    has_spaces = any(word.get("type") == "spacing" for word in words)
    return [
        Piece(
            text=string(word.get("text")),
            number=number,
            speaker=None if word.get("type") == "spacing" else channel or speaker(word.get("speaker_id")),
            start_ms=milliseconds(word.get("start"), _SECONDS),
            glued=has_spaces,
        )
        for number, word in enumerate(words, start=1)
    ]


def azure(root: object) -> Talk | None:
    """Azure: ``recognizedPhrases[].nBest[]`` of a batch, ``phrases[]`` of fast transcription; the times of a word
    are not needed."""
    batch = objects(root, "recognizedPhrases")
    phrases = batch or objects(root, "phrases")
    if not batch and not any("offsetMilliseconds" in phrase for phrase in phrases):
        return None
    channels = {string(phrase.get("channel")) for phrase in phrases}
    pieces = []
    for number, phrase in enumerate(phrases, start=1):
        channel = f"Channel {string(phrase.get('channel'))}" if len(channels) > 1 else None
        options = objects(phrase, "nBest")
        text = next((found for one in options if (found := first_string(one, ("display", "lexical")))), "")
        piece = Piece(
            text=text or string(phrase.get("text")),
            number=number,
            speaker=speaker(phrase.get("speaker")) or channel,
            start_ms=_azure_start(phrase),
            begins=Begins.LINE,
        )
        pieces.append(piece)
    if len(channels) > 1:  # a batch lists one channel after the other
        pieces.sort(key=lambda piece: piece.start_ms or 0)
    return Talk(pieces=pieces)


def _azure_start(phrase: Record) -> int | None:
    given = (
        milliseconds(phrase.get("offsetMilliseconds"), _MILLISECONDS),
        milliseconds(phrase.get("offset"), _TICKS),
        milliseconds(phrase.get("offsetInTicks"), _TICKS),
    )
    return next((time for time in given if time is not None), None)
