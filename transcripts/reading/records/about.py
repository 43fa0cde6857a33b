"""What a JSON document tells about its transcript: language, title, and the names behind the ids of speakers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from transcripts.reading.records.values import Record, child, objects, speaker
from transcripts.wordlists import words_of

_PLACES: tuple[tuple[str | int, ...], ...] = (
    *((), ("metadata",), ("transcript",), ("results",), ("result",), ("response",), ("speech",), ("episode",)),
    *(("videos", 0, "insights"), ("insights",)),
)
_LANGUAGES = words_of("language language_code languageCode lang detected_language locale")
_TITLES = words_of("title episode_title episodeTitle")
_LISTS_OF_PEOPLE = words_of("speakers people participants speaker_names speakerNames speaker_map speakerMap")
_IDS = words_of("id ID speaker_id speakerId key label speaker")
_NAMES = words_of("name speaker_name speakerName full_name fullName display_name displayName")


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """``names`` are those of ids that stand for speakers in the records; ``people`` all that are named."""

    language: str | None
    title: str | None
    names: Mapping[str, str]

    @property
    def people(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.names.values()))


def about(root: object) -> About:
    """What the document says at its top, or one level below."""
    places = [found for path in _PLACES if isinstance(found := child(root, *path), dict)]
    names: dict[str, str] = {}
    for place in places:
        for key in _LISTS_OF_PEOPLE:
            pairs = [pair for pair in _named(place.get(key)) if any(map(str.isalpha, pair[1]))]
            names.update(pair for pair in pairs if pair[0] not in names)
    return About(language=_language(root, places), title=_first(places, _TITLES), names=names)


def _first(places: list[Record], keys: tuple[str, ...]) -> str | None:
    found = (place.get(key) for place in places for key in keys)
    return next((" ".join(one.split()) for one in found if isinstance(one, str) and one.strip()), None)


def _language(root: object, places: list[Record]) -> str | None:
    others = (
        child(root, "results", "channels", 0, "detected_language"),
        child(root, "metadata", "transcription_config", "language"),
        child(root, "results", 0, "languageCode"),
        child(root, "recognizedPhrases", 0, "locale"),
        child(root, "phrases", 0, "locale"),
    )
    return _first(places, _LANGUAGES) or next((one for one in others if isinstance(one, str) and one.strip()), None)


def _named(table: object) -> Iterator[tuple[str, str]]:
    """Pairs of an id and a name, of a list of both, a list of names, or an object of them."""
    if isinstance(table, dict):
        for key, value in table.items():
            name = speaker(value)
            if name:
                yield " ".join(key.split()), name
    elif isinstance(table, list):
        for at, name in enumerate(table):
            if isinstance(name, str) and name.strip():
                yield str(at), speaker(name) or name
        for one in objects(table):
            names = [found for key in _NAMES if (found := speaker(one.get(key)))]
            yield from ((who, names[0]) for key in _IDS if names and (who := speaker(one.get(key))))
