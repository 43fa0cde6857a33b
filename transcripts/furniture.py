"""What on a published page was not spoken, and why."""

import re
from enum import Enum

_SHORT_WORDS = 60  # a longer passage is no button, notice or heading, whatever words it holds

_NAVIGATION = re.compile(
    "icon|facebook|linkedin|twitter|instagram|whatsapp|chevron|sketch|share|print|menu|sign in|log in|sign up|skip to"
    "|search|home",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://|www\.|[\w.]{1,64}@\w", re.IGNORECASE)
_BULLET = re.compile(r"([•‣▪◦●·*–-])\s+\S")
_DATELINE = re.compile(r"[A-Z][A-Z .,'’/]{2,40}(?:\([A-Z][\w ]{1,20}\) )?(?:--|—|–|-) ")
_ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’)\]*_]*$")
_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*(?:\s|$)")

# Text that nobody speaks, wherever it stands.
_NEVER_SPOKEN = (
    ("copyright", (r"(?:©|\(c\)|copyright (?:©|\(c\)|\d{4}|by))", r".*\b(?:all|some) rights reserved\b")),
    (
        "legal notice",
        (
            r".*\b(?:cookie|privacy) (?:policy|notice|settings)\b",
            r".*\bterms (?:of (?:use|service)|and conditions)\b",
            r".*\bwe use cookies\b",
        ),
    ),
    (
        "advertisement",
        (
            r"(?:about )?sponsored content\b",
            r"advertisements?$",
            r"(?:paid (?:content|post)|promoted)\b.{0,30}$",
            r"(?:discover|download|get) (?:the|our)\b.{0,40}\bapp\b",
        ),
    ),
    (
        "page furniture",
        (
            r"(?:find out|read|see|learn|show|view|load) more\b.{0,40}$",
            r"share (?:this|on|via)\b.{0,40}$",
            r"(?:print this|back to top|follow us on|sign up (?:for|to) our)\b.{0,60}$",
            r"related (?:articles|stories|episodes|posts|topics)\b.{0,40}$",
            r"(?:comments?|advertise|menu|home|search|share|print|log ?in|sign in|subscribe|newsletters?)$",
            r"skip to (?:main )?content",
        ),
    ),
    (
        "note on the transcript",
        (
            r"(?:this |the )?(?:full |complete |episode )?transcript\b.{0,60}\b(?:edited|generated|may contain)\b",
            r".{0,30}\btranscribed by\b",
            r"(?:read the )?(?:full |episode |complete )?transcript(?:ion)?:?$",
            r"end of (?:the )?transcript",
        ),
    ),
)
# Text that describes an episode; the same words are spoken too, so that only the place tells.
_NOTES = (
    (
        "show notes",
        (
            r"(?:mentioned|links|resources|in this episode|show ?notes|further reading|references|chapters)\b.{0,60}$",
            r"joining us (?:for|on|in) this episode|this (?:week|episode),? we\b|in this (?:week['’]s )?episode\b",
            r"new episodes|(?:listen|subscribe|available) (?:on|to|via)\b|every (?:week|month|day),",
            r".*\b(?:apple podcasts|spotify|google podcasts|stitcher)\b",
        ),
    ),
    (
        "credits",
        (
            r".*\b(?:is|was|are) (?:hosted|produced|edited|mixed|presented|written|recorded) by\b",
            r"(?:hosted|produced|edited|music|mixed|presented|written|engineered) by\b",
            r"(?:our )?theme music\b",
            r"(?:producer|editor|host|engineer|music|guest|speaker|presenter)s?:",
        ),
    ),
    (
        "details of the episode",
        (
            r"(?:series|episode|date|title|source(?: file)?|file|file archive|archive|description|summary|duration"
            r"|length|published|recorded|updated|keywords|tags|category|language|location)s?(?: \w{1,12})?:",
        ),
    ),
)
_ADDRESSES_LISTENER = re.compile(
    r"\b(?:hello|hi|hey|welcome|good (?:morning|afternoon|evening)|i|i['’](?:m|ve|ll|d)|my name is|you['’]re listening"
    r"|thanks for (?:listening|joining)|let['’]s|ich|wir|willkommen|guten (?:tag|morgen|abend)|bonjour"
    r"|bienvenue|je|hola|bienvenid[oa]s|ciao|benvenut[ie]|welkom|olá|bem-vindos?)\b",
    re.IGNORECASE,
)


class Voice(Enum):
    """How much a passage sounds like somebody talking to a listener."""

    SPEAKING = "speaking"
    PROSE = "prose"
    FRAGMENT = "fragment"


def never_spoken(text: str) -> str | None:
    """The reason why this passage is spoken nowhere; ``None`` where nothing says so."""
    words = len(text.split())
    if not any(map(str.isalnum, text)):
        return "page furniture"
    if words > _SHORT_WORDS:
        return None
    bullet = _BULLET.match(text)
    if bullet and (bullet.group(1) not in "*–-" or not ends_sentence(text)):
        return "list"
    if _is_navigation(text, words):
        return "page furniture"
    if words <= 12 and _ADDRESS.search(text) and not ends_sentence(text):
        return "link"
    return _first_match(text, _NEVER_SPOKEN)


def described(text: str) -> str | None:
    """The reason why this passage, before or after the speech, is about the episode and not of it."""
    if _DATELINE.match(text):
        return "page furniture"
    return never_spoken(text) or _first_match(text, _NOTES)


def is_only_described(text: str) -> bool:
    """Whether nothing but what it is about speaks against this passage having been spoken."""
    return not _DATELINE.match(text) and never_spoken(text) is None


def voice_of(text: str) -> Voice:
    """What a passage sounds like, by its sentences and whom it addresses."""
    if not ends_sentence(text):
        return Voice.FRAGMENT
    return Voice.SPEAKING if _ADDRESSES_LISTENER.search(text) else Voice.PROSE


def sentence_count(text: str) -> int:
    return len(_SENTENCE.findall(text))


def ends_sentence(text: str) -> bool:
    return _ENDS_SENTENCE.search(text) is not None


def _is_navigation(text: str, words: int) -> bool:
    """Names of buttons and icons run together, without a sentence."""
    names = len(_NAVIGATION.findall(text))
    return names >= 2 and 3 * names >= words and not ends_sentence(text)


def _first_match(text: str, reasons: tuple[tuple[str, tuple[str, ...]], ...]) -> str | None:
    return next(
        (reason for reason, patterns in reasons if any(re.match(p, text, re.IGNORECASE) for p in patterns)),
        None,
    )
