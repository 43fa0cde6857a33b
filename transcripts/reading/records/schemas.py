"""The schemas that are known, in the order in which they are tried: what is recognised most surely comes first."""

from collections.abc import Callable

from transcripts.reading.records import publishers, recognisers, whisper
from transcripts.reading.records.generic import generic
from transcripts.reading.records.pieces import Talk

SCHEMAS: tuple[tuple[str, Callable[[object], Talk | None]], ...] = (
    ("podcast", publishers.podcast),
    ("Oyez", publishers.oyez),
    ("Otter", publishers.otter),
    ("YouTube", publishers.youtube),
    ("YouTube captions", publishers.youtube_lines),
    ("Video Indexer", publishers.video_indexer),
    ("Deepgram", recognisers.deepgram),
    ("AssemblyAI", recognisers.assemblyai),
    ("AWS", recognisers.aws),
    ("Speechmatics", recognisers.speechmatics),
    ("Watson", recognisers.watson),
    ("Google", recognisers.google),
    ("Rev", recognisers.rev),
    ("ElevenLabs", recognisers.elevenlabs),
    ("Azure", recognisers.azure),
    ("whisper.cpp", whisper.whisper_cpp),
    ("Whisper", whisper.whisper),
    ("OpenAI", whisper.openai_words),
    ("words by paragraphs", publishers.by_paragraphs),
    ("records of a text and a speaker", generic),
)
