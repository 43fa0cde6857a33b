"""Pages of every kind, for what must hold on each of them."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from tests.page.pages import (
    ADA,
    BO,
    EPISODE,
    TONE,
    doubtful,
    fragment_of,
    heading,
    in_language,
    joined,
    noted,
    page_of,
    timed,
    titled,
    turn,
    unheard,
)
from transcripts import Fallback, Item, SetAside, Sound, TimedTranscript, TimeSpan, Turn
from transcripts.page import podcast_episode, render_page


def _talk(language: str, title: str, items: Iterable[Item]) -> TimedTranscript:
    return titled(in_language(timed(items), language), title)


def _joined(speaker: str, text: str) -> Turn:
    return Turn(speaker=speaker, words=joined(text))


MARKED = replace(
    doubtful(
        unheard(
            timed(
                (
                    heading("The shore"),
                    Sound(text="Gulls cry"),
                    noted(noted(turn("s1", "Low tide comes twice a day."), "[sic]", 2), "(laughs)", 6),
                    turn("s1", "Ada goes on."),
                    heading("The pier"),
                    turn("s2", "Nobody heard all of this."),
                    turn(None, "Who was that?"),
                    replace(turn("s2", "Subscribe to our letter."), maybe_spoken=True),
                )
            ),
            *(3, 4, 10, 17, 18, 19, 20),
        ),
        *(0, 12),
    ),
    untranscribed=(TimeSpan(60_000, 72_000), TimeSpan(80_000, 80_400)),
    fallbacks=(Fallback(engine="pauses", span=TimeSpan(20_000, 30_000)),),
)
"""Remarks, words that were not heard or are doubtful, text that nobody spoke, speech without text, estimates."""

ARABIC = _talk(
    "ar",
    "الجزر",
    (
        heading("الشاطئ"),
        Sound(text="صوت النوارس"),
        turn("s1", "يأتي الجزر مرتين في اليوم."),
        turn("s2", "وهل يعرف ذلك BBC World الجميع؟"),
    ),
)
JAPANESE = _talk(
    "ja",
    "引き潮",
    (
        heading("海岸"),
        Sound(text="カモメの声"),
        _joined("s1", "潮|は|一日|に|二度|引く。"),
        _joined("s2", "誰|が|知る?"),
    ),
)
GERMAN = _talk(
    "de",
    "Ebbe",
    (heading("Am Strand"), Sound(text="Möwen"), turn("s1", "Zweimal am Tag ist Ebbe."), turn("s2", "Ach?")),
)
POLISH = _talk(
    "pl", "Odpływ", (heading("Brzeg"), Sound(text="Mewy"), turn("s1", "Odpływ jest dwa razy."), turn("s2", "Źle?"))
)
ESTIMATED = replace(timed((turn("s1", "Low tide today."),), speakers=(ADA,)), engine="duration")
NOBODY = timed((turn(None, "Low tide comes twice."), turn(None, "Nobody knows.")), speakers=())

_LONG = "shore" * 60
EXTREMES = titled(
    timed(
        (
            heading(f"The {_LONG} chapter"),
            Sound(text=f"Noise of {_LONG}"),
            noted(turn("s1", f"Low {_LONG} tide."), f"[see {_LONG}]", 1),
            _joined("s2", "潮|は|一日|に|二度|引く|" * 12 + "。"),
            turn("s1", "يأتي الجزر مرتين في اليوم " * 8),
            turn("s9", "Who has such a name?"),
            turn("s9", "And again."),
            turn("s2", "https://example.org/" + "a/" * 150),
        ),
        speakers=(ADA, BO, replace(ADA, id="s9", name=f"Count {_LONG}", role=_LONG)),
    ),
    f"Low {_LONG}",
)
"""Words of 300 letters everywhere, scripts without spaces, a script from right to left."""

TALKS: dict[str, TimedTranscript] = {
    "ordinary": EPISODE,
    "marked": MARKED,
    "Arabic": ARABIC,
    "Japanese": JAPANESE,
    "German": GERMAN,
    "Polish": POLISH,
    "estimated": ESTIMATED,
    "nobody": NOBODY,
    "extremes": EXTREMES,
}

_CAPTIONS = "WEBVTT\n\n00:06.000 --> 00:08.900\nLow tide comes twice a day.\n"


def _with_everything() -> str:
    return render_page(
        MARKED, audio_href=TONE, captions=_CAPTIONS, linked_data=podcast_episode(MARKED, "https://example.org/tide.mp3")
    )


def _maker(talk: TimedTranscript) -> Callable[[], str]:
    return lambda: page_of(talk)


PAGES: dict[str, Callable[[], str]] = {
    **{name: _maker(talk) for name, talk in TALKS.items()},
    "with captions and data": _with_everything,
    "without audio": lambda: page_of(MARKED, None),
    "fragment": lambda: fragment_of(MARKED),
    "fragment without audio": lambda: fragment_of(EPISODE, None),
    "German fragment": lambda: fragment_of(GERMAN),
    "Polish fragment": lambda: fragment_of(POLISH),
}


def in_reading_order(talk: TimedTranscript) -> list[str]:
    """Every name, word, sound and heading of what the page shows, as it should be read."""
    left_out = {id(one.turn) for one in talk.timed_turns if one.turn.maybe_spoken and one.span is None}
    parts: list[str] = []
    for item in talk.transcript.items:
        if isinstance(item, Sound):
            parts.append(f"[{item.text}]")
        elif isinstance(item, SetAside):
            parts.append(item.text)
        elif id(item) not in left_out:
            speaker = talk.transcript.speaker_named(item.speaker)
            parts += [f"{speaker.name}:"] if speaker else []
            parts += [word.text for word in item.words]
    return parts


def missing_from(text: str, parts: Iterable[str]) -> list[str]:
    """The first part that is not in a text behind those before it, white space aside; nothing if all are."""
    bare, at = "".join(text.split()), 0
    for part in parts:
        wanted = "".join(part.split())
        found = bare.find(wanted, at)
        if found < 0:
            return [part]
        at = found + len(wanted)
    return []
