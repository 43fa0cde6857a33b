"""The page as data for search engines: schema.org ``PodcastEpisode`` with an ``AudioObject`` that has a transcript."""

import json
from dataclasses import replace

from transcripts.cleaned import to_text
from transcripts.model import TimedTranscript, Transcript
from transcripts.page.media import audio_address
from transcripts.page.plain import plain


def podcast_episode(timed: TimedTranscript, audio_href: str | None = None) -> str:
    """A JSON-LD document: https://schema.org/PodcastEpisode.

    ``audio_href`` is that of `render_page`, if the audio is not embedded. It holds the whole text once more.
    Raises `ValueError` for another kind of address.
    """
    transcript, language = timed.transcript, plain(timed.transcript.language)
    audio = {
        "@type": "AudioObject",
        "duration": _duration(timed.audio.duration_ms),
        "inLanguage": language,
        "transcript": plain(to_text(_shown(timed))),
        **({"contentUrl": audio_address(audio_href)} if audio_href else {}),
    }
    episode = {
        "@context": "https://schema.org",
        "@type": "PodcastEpisode",
        "name": plain(transcript.title or timed.audio.file),
        "inLanguage": language,
        "duration": _duration(timed.audio.duration_ms),
        "contributor": [
            {"@type": "Person", "name": plain(speaker.name)} for speaker in transcript.speakers if speaker.name
        ],
        "associatedMedia": audio,
    }
    return json.dumps(episode, ensure_ascii=False, indent=1)


def _shown(timed: TimedTranscript) -> Transcript:
    """The transcript without the turns that may not be speech and were not heard."""
    left_out = {id(one.turn) for one in timed.timed_turns if one.turn.maybe_spoken and one.span is None}
    items = tuple(item for item in timed.transcript.items if id(item) not in left_out)
    return replace(timed.transcript, items=items)


def _duration(time_ms: int) -> str:
    """ISO 8601, as schema.org asks: ``PT1329.815S``."""
    return f"PT{time_ms / 1000:.3f}".rstrip("0").rstrip(".") + "S"


def within_script(document: str) -> str:
    """A JSON document that may stand in a ``script`` element: nothing in it ends that (WHATWG HTML 4.12.1.3)."""
    return document.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
