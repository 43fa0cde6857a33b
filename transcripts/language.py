"""Which language a text is in, by its commonest small words. An honest guess: English when unsure."""

import re
from collections import Counter

_STOP_WORDS = {
    "en": "the and of to that is it was for you with have this but not are they from what we there been would",
    "de": "der die das und ist nicht ich sie ein eine zu den von mit auf für dem auch es wir wird sind dass haben",
    "fr": "le la les et est des une que pas je vous dans pour qui sur avec ce sont mais nous au du c'est été",
    "es": "el la los y es que una por con para las del se lo pero más como muy está hay son yo esto también",
    "it": "il la di che è un una per non con sono della gli anche più ma questo mi si come nel dei ho delle",
    "nl": "de het een en van dat is niet ik je zijn op voor met maar ook er aan wat dit hebben naar wij nog",
    "pt": "o a os e que um uma não para com por se mas mais como está são do da em você muito isso também",
}
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LEAST_WORDS = 20
_LEAST_SHARE = 0.12
_LEAST_LEAD = 1.25


def guess_language(text: str) -> str:
    """A BCP 47 tag among en, de, fr, es, it, nl, pt; ``en`` for short texts, other languages and close calls."""
    words = Counter(word.casefold().replace("’", "'") for word in _LETTERS.findall(text[:200_000]))
    total = words.total()
    if total < _LEAST_WORDS:
        return "en"
    shares = {tag: sum(words[stop] for stop in stops.split()) / total for tag, stops in _STOP_WORDS.items()}
    first, second, *_ = sorted(shares, key=lambda tag: shares[tag], reverse=True)
    is_evident = shares[first] >= _LEAST_SHARE and shares[first] >= _LEAST_LEAD * shares[second]
    return first if is_evident else "en"
