"""English as it is said: numbers, money, dates, initialisms, addresses.

A word is read from left to right by a table of rules (``_RULES``): the first whose pattern matches, and which does not
decline because of the neighbours, says its piece; signs that no rule knows are not spoken.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain

from aligner import numerals
from aligner.lexicon import english_lexicon

Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a word stands: its neighbours without their punctuation, and whether the text is written in capitals."""

    before: str
    after: str
    in_capitals: bool
    language: str


def letter_names(word: str, ending: str = "") -> Tokens:
    """The names of the letters, the last with an ending: ``CEO``, ``s`` → c. e. o.s"""
    names = [f"{letter}." for letter in word.lower() if letter.isalpha()]
    return (*names[:-1], names[-1] + ending) if names else ()


_NUMBER = r"(?:\d{1,3}(?:,\d{2,3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|(?<![\d.])\.\d+)"
_MAGNITUDES = {
    "k": "thousand",
    "m": "million",
    "mn": "million",
    "mm": "million",
    "b": "billion",
    "bn": "billion",
    "t": "trillion",
    "tn": "trillion",
    "trn": "trillion",
}
_MAGNITUDE_WORDS = ("hundred", "thousand", "million", "billion", "trillion")
_CURRENCIES = {
    "$": ("dollar", "dollars"),
    "£": ("pound", "pounds"),
    "€": ("euro", "euros"),
    "¥": ("yen", "yen"),
    "₩": ("won", "won"),
    "₹": ("rupee", "rupees"),
    "₽": ("ruble", "rubles"),
    "₸": ("tenge", "tenge"),
    "₴": ("hryvnia", "hryvnia"),
    "₺": ("lira", "lira"),
    "₪": ("shekel", "shekels"),
}
_SIGNS = "".join(_CURRENCIES)
# Singular and plural, for units written right after a number or as a word of their own after one.
_UNITS = {
    "%": ("percent", "percent"),
    "°c": ("degree celsius", "degrees celsius"),
    "°f": ("degree fahrenheit", "degrees fahrenheit"),
    "°": ("degree", "degrees"),
    "km/h": ("kilometer per hour", "kilometers per hour"),
    "kph": ("kilometer per hour", "kilometers per hour"),
    "km": ("kilometer", "kilometers"),
    "cm": ("centimeter", "centimeters"),
    "mm": ("millimeter", "millimeters"),
    "kg": ("kilogram", "kilograms"),
    "mg": ("milligram", "milligrams"),
    "lb": ("pound", "pounds"),
    "lbs": ("pound", "pounds"),
    "oz": ("ounce", "ounces"),
    "ft": ("foot", "feet"),
    "mph": ("mile per hour", "miles per hour"),
    "hrs": ("hour", "hours"),
    "mins": ("minute", "minutes"),
    "secs": ("second", "seconds"),
    "kbps": ("kilobit per second", "kilobits per second"),
    "mbps": ("megabit per second", "megabits per second"),
    "kb": ("kilobyte", "kilobytes"),
    "mb": ("megabyte", "megabytes"),
    "gb": ("gigabyte", "gigabytes"),
    "tb": ("terabyte", "terabytes"),
    "khz": ("kilohertz", "kilohertz"),
    "mhz": ("megahertz", "megahertz"),
    "ghz": ("gigahertz", "gigahertz"),
    "kw": ("kilowatt", "kilowatts"),
    "mw": ("megawatt", "megawatts"),
    "gw": ("gigawatt", "gigawatts"),
    "kwh": ("kilowatt hour", "kilowatt hours"),
    "km²": ("square kilometer", "square kilometers"),
    "m²": ("square meter", "square meters"),
    "bn": ("billion", "billion"),
    "mn": ("million", "million"),
    "tn": ("trillion", "trillion"),
    "m": ("million", "million"),
}
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_FRACTIONS = {"½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅛": (1, 8), "⅕": (1, 5)}
_MONTHS = {
    "jan": "january",
    "feb": "february",
    "mar": "march",
    "apr": "april",
    "may": "may",
    "jun": "june",
    "jul": "july",
    "aug": "august",
    "sep": "september",
    "sept": "september",
    "oct": "october",
    "nov": "november",
    "dec": "december",
}
# Said in full wherever they stand, with or without the point.
_TITLES = {"mr": "mister", "mrs": "missus", "prof": "professor", "messrs": "messers", "vs": "versus"}
# Said in full only with the point: without it they are words; those of the second table only with a capital, too.
_SMALL_ABBREVIATIONS = {
    "approx": "approximately",
    "dept": "department",
    "etc": "et cetera",
    "govt": "government",
}
_ABBREVIATIONS = {
    "ave": "avenue",
    "blvd": "boulevard",
    "capt": "captain",
    "co": "company",
    "col": "colonel",
    "corp": "corporation",
    "gen": "general",
    "gov": "governor",
    "hon": "honorable",
    "inc": "incorporated",
    "jr": "junior",
    "lt": "lieutenant",
    "ltd": "limited",
    "maj": "major",
    "mt": "mount",
    "ph.d": "p. h. d.",
    "pres": "president",
    "rep": "representative",
    "rev": "reverend",
    "sen": "senator",
    "sgt": "sergeant",
    "sr": "senior",
}
_SYMBOLS = {
    "&": "and",
    "+": "plus",
    "=": "equals",
    "@": "at",
    "%": "percent",
    "×": "times",
    "÷": "divided by",
    "§": "section",
    "°": "degrees",
}
_TOP_LEVEL = "com|org|net|edu|gov|info|int|io|co|tv|fm|me|eu|uk|us|ca|au|de|fr|ru|kz|app|news|blog|media"
# Initialisms that CMUdict has as other words, and short words that stay words when capitals stress them.
_SPELLED = ("id", "io", "ira", "it", "ngo", "un", "us", "who")
_SHORT_WORDS = (
    *("ad", "ah", "am", "an", "as", "at", "be", "by", "do", "go", "he", "hi", "if", "in", "is", "me", "my", "no", "of"),
    *("oh", "ok", "on", "or", "ox", "so", "to", "up", "we", "ye", "uh", "um"),
)
# Initialisms said as words though CMUdict lacks them; so are those whose consonants and vowels take turns (COVAX).
_ACRONYMS = ("asean", "brics", "darpa", "hipaa", "mers", "uefa")
_TAKING_TURNS = re.compile(r"(?=.{4})[^aeiou]?(?:[aeiou][^aeiou])+[aeiou]?")
_REGNAL = (
    *(
        "alexander",
        "benedict",
        "catherine",
        "charles",
        "edward",
        "elizabeth",
        "francis",
        "frederick",
        "george",
        "gregory",
    ),
    *("henry", "ivan", "james", "john", "leo", "leopold", "louis", "mary", "napoleon", "nicholas", "paul", "peter"),
    *("philip", "pius", "ramses", "richard", "tudor", "wilhelm", "william"),
)
_NUMBERED = (
    *("act", "article", "bowl", "book", "chapter", "class", "level", "part", "phase", "section", "stage", "title"),
    *("tier", "type", "vatican", "volume", "war"),
)


def speak_english(text: str, place: Place) -> Tokens:
    """The rules, tried in order at every position of a word; what none of them knows is not spoken."""
    tokens: list[str] = []
    at = 0
    while at < len(text):
        for pattern, speak in _RULES:
            match = pattern.match(text, at)
            spoken = speak(match, place) if match else None
            if match and spoken is not None:
                tokens.extend(spoken)
                at = match.end()
                break
        else:
            at += 1
    return tuple(tokens)


def _common_word(match: re.Match[str], place: Place) -> Tokens | None:
    """Most words of a text; what a neighbour could change the meaning of is left to the other rules."""
    word = match[1]
    special = word in _MAGNITUDE_WORDS or word in _TITLES or place.before[-1:].isdecimal()
    return (word,) if word in english_lexicon() and not special else None


def _plain(word: str) -> Tokens:
    """A word, its apostrophes kept where CMUdict has the word with them (``'cause``, ``goin'``)."""
    lower = word.lower()
    trials = (lower, lower.strip("'"), lower.rstrip("'"), lower.lstrip("'"))
    known = next((trial for trial in trials if trial in english_lexicon()), lower.strip("'"))
    return (known,) if known else ()


def _address(match: re.Match[str], place: Place) -> Tokens:
    """``example.com/page`` → example dot com slash page."""
    names = {".": "dot", "/": "slash", "@": "at", "-": "dash", "_": "underscore", "www": "w. w. w."}
    address = re.sub(r"^https?://", "", match[0], flags=re.IGNORECASE).rstrip("./")
    parts = re.findall(r"[./@_-]|[^\W_]+", address)
    return tuple(chain.from_iterable(names[p].split() if p in names else speak_english(p, place) for p in parts))


def _tag(match: re.Match[str], place: Place) -> Tokens:
    """``@name`` → at name, ``#1`` → number one, ``#MeToo`` → hashtag me too."""
    name = match[2].replace("_", " ")
    lead = "at" if match[1] == "@" else "number" if name.isdecimal() else "hashtag"
    return (lead, *chain.from_iterable(speak_english(part, place) for part in _camel_parts(name)))


def _money(match: re.Match[str], place: Place) -> Tokens:
    """``$4.5bn`` → four point five billion dollars; before *million* the currency waits for that word (`_word`)."""
    number, magnitude = match["number"], (match["magnitude"] or "").lower()
    one, many = _CURRENCIES[match["sign"]]
    area = letter_names(match["area"] or "")
    if magnitude:
        word = _MAGNITUDES.get(magnitude.strip("-"), magnitude.strip("-"))
        return (*numerals.decimal(number), word, *area, one if magnitude.startswith("-") else many)
    if place.after.lower() in _MAGNITUDE_WORDS:
        return numerals.decimal(number)
    cents = re.fullmatch(r"(.+)\.(\d\d)", number)
    if cents:
        small = () if cents[2] == "00" else numerals.cardinal(cents[2])
        return (*numerals.cardinal(cents[1]), *area, one if cents[1] == "1" else many, *small)
    return (*numerals.decimal(number), *area, one if number == "1" else many)


def _clock(match: re.Match[str], _: Place) -> Tokens:
    """``10:30`` → ten thirty, ``9:05pm`` → nine oh five p. m., ``5pm`` → five p. m."""
    minutes = match["minutes"] or "00"
    half = letter_names(f"{match['half']}m") if match["half"] else ()
    return (*numerals.cardinal(match["hour"]), *(() if minutes == "00" else numerals.cardinal(minutes)), *half)


def _ordinal(match: re.Match[str], _: Place) -> Tokens:
    return numerals.ordinal(match[1])


def _decade(match: re.Match[str], _: Place) -> Tokens:
    """``'90s`` → nineties, ``1980s`` → nineteen eighties, ``747s`` → the plural of the number."""
    number = match[1]
    return numerals.plural(numerals.year(number) if numerals.is_year(number) else numerals.cardinal(number))


def _slashed(match: re.Match[str], _: Place) -> Tokens:
    """``9/11`` → nine eleven, ``2/3`` → two thirds, ``3/15/2019`` → three fifteen twenty nineteen."""
    first, second, third = match.groups()
    if third is None and 0 < int(first) < int(second) <= 10:
        return numerals.fraction(int(first), int(second))
    return (*numerals.cardinal(first), *numerals.cardinal(second), *(_integer(third) if third else ()))


def _telephone(match: re.Match[str], _: Place) -> Tokens:
    return numerals.spelled_digits(match[0].replace("-", ""))


def _range(match: re.Match[str], _: Place) -> Tokens:
    """``10-15`` → ten to …, ``1939-45`` → nineteen thirty nine to …; a falling pair is a score: ``2-1`` → two …"""
    first, second = match[1], match[2]
    rising = float(first.replace(",", "")) < float(second.replace(",", ""))
    between = ("to",) if rising or (numerals.is_year(first) and len(second) == 2) else ()
    return (*_integer(first), *between)


def _minus(_: re.Match[str], __: Place) -> Tokens:
    return ("minus",)


def _quantity(match: re.Match[str], _: Place) -> Tokens:
    one, many = _UNITS[match["unit"].lower()]
    return (*numerals.decimal(match["number"]), *(one if match["number"] == "1" else many).split())


_EMERGENCY = ("911", "999")


def _number(match: re.Match[str], place: Place) -> Tokens:
    """A bare number: a day beside a month (``Jan. 1`` → first), a year, or how many."""
    number = match[0]
    beside_month = _month(place.before) or (_month(place.after) and match.end() == len(match.string.rstrip(",.")))
    if number in _EMERGENCY:
        return numerals.spelled_digits(number)
    if beside_month and re.fullmatch(r"[12]?\d|3[01]", number) and int(number):
        return numerals.ordinal(number)
    return _integer(number)


def _integer(number: str) -> Tokens:
    return numerals.year(number) if numerals.is_year(number) else numerals.decimal(number)


def _month(word: str) -> str | None:
    """The month a capitalised word or its abbreviation names."""
    lower = word.lower().rstrip(".")
    return _MONTHS.get(lower, lower if lower in _MONTHS.values() else None) if word[:1].isupper() else None


def _fraction_sign(match: re.Match[str], _: Place) -> Tokens:
    """``½`` → half, ``2½`` → two and a half."""
    above, below = _FRACTIONS[match["sign"]]
    if not match["whole"]:
        return numerals.fraction(above, below)[1 if (above, below) == (1, 2) else 0 :]
    part = ("a", *numerals.fraction(1, below)[1:]) if above == 1 else numerals.fraction(above, below)
    return (*numerals.cardinal(match["whole"]), "and", *part)


def _dotted(match: re.Match[str], _: Place) -> Tokens:
    return letter_names(match[1], match[2] or "")


def _abbreviation(match: re.Match[str], place: Place) -> Tokens | None:
    """``Dr.`` → doctor before a name, else drive; ``Jan.`` → january beside a number; ``No.`` → number before one."""
    word, point, after = match[1].lower(), match[2], place.after
    before_name, before_number = after[:1].isupper(), after[:1].isdecimal()
    month = _month(match[1])
    by_place = {
        "dr": "doctor" if before_name or not point else "drive",
        "st": "saint" if before_name else "street" if point else None,
        "no": "number" if before_number and point else None,
        "nos": "numbers" if before_number and point else None,
    }
    if word in by_place and match[1][0].isupper():
        full = by_place[word]
    elif month and point:
        full = month if before_number or place.before[:1].isdecimal() or len(word) == 4 else None
    else:
        table = {**_ABBREVIATIONS, **_SMALL_ABBREVIATIONS} if match[1][0].isupper() else _SMALL_ABBREVIATIONS
        full = _TITLES.get(word) or (table.get(word) if point else None)
    return tuple(full.split()) if full else None


def _initial(match: re.Match[str], _: Place) -> Tokens:
    return letter_names(match[0])


def _word(match: re.Match[str], place: Place) -> Tokens:
    word = match[0]
    stem = re.fullmatch(r"([A-Z]{2,5})('s|s'|s)?", word)
    if word.lower() in _MAGNITUDE_WORDS and match.start() == 0:
        return (*_plain(word), *_currency_left_over(place.before))
    if re.fullmatch(r"[IVX]{2,}|[VX]", word) and not place.in_capitals:
        number = _roman(word, place.before)
        if number:
            return number
    if word.lower() in _UNITS and match.start() == 0 and place.before[-1:].isdecimal():
        return tuple(_UNITS[word.lower()][place.before != "1"].split())
    if stem and (_is_initialism(stem[1], place) or match.string[match.end() :][:1] == "&"):
        return letter_names(stem[1], (stem[2] or "").rstrip("'"))
    if len(word) == 1:
        return _single(word, match)
    parts = _camel_parts(word)
    return tuple(chain.from_iterable(map(_camel_piece, parts))) if len(parts) > 1 else _plain(word)


def _single(word: str, match: re.Match[str]) -> Tokens:
    """A capital alone is the letter's name, but *A* is mostly the article, unless a digit or a hyphen follows it."""
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    named = word.isupper() and (word != "A" or after.isdecimal() or "-" in before + after or before == "&")
    return letter_names(word) if named and word != "I" else _plain(word)


def _currency_left_over(before: str) -> Tokens:
    """The *dollars* of ``$5`` that is said after the *million* that follows it."""
    amount = re.match(rf"([A-Z]{{0,3}})([{_SIGNS}])[\d.,–-]+$", before)
    return (*letter_names(amount[1]), _CURRENCIES[amount[2]][1]) if amount else ()


def _is_initialism(stem: str, place: Place) -> bool:
    """Whether capitals are said letter by letter; in a text all in capitals only what cannot be said otherwise."""
    lower = stem.lower()
    if lower in _ACRONYMS or lower in _SHORT_WORDS or _TAKING_TURNS.fullmatch(lower):
        return False
    if place.in_capitals:
        return lower not in english_lexicon() and not set(lower) & set("aeiouy")
    return lower in _SPELLED or len(stem) == 2 or lower not in english_lexicon()


def _roman(word: str, before: str) -> Tokens | None:
    """``Henry VIII`` → the eighth, ``Part II`` → two; single letters only after a ruler's name."""
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in word]
    number = str(sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True)))
    if before.lower() in _REGNAL:
        return ("the", *numerals.ordinal(number))
    named = before.lower() in _NUMBERED or (len(word) > 1 and before.istitle() and len(before) > 3)
    return numerals.cardinal(number) if named else None


def _camel_parts(word: str) -> list[str]:
    """``BuzzFeed`` → Buzz, Feed; names such as ``McGlurg`` and words that CMUdict knows stay whole."""
    if (
        word.lower() in english_lexicon()
        or not re.search(r"[^\W\d_A-Z][A-Z]|\d", word)
        or re.match(r"(?:Mc|Mac|De|Di|Du|La|Le|Fitz|Van|O')[A-Z]", word)
    ):
        return [word]
    return re.findall(r"[A-Z]+(?![a-z])s?\b|[A-Z]?[^\W\d_A-Z]+|[A-Z]+(?![a-z])|\d+|[^\w\s]+", word) or [word]


def _camel_piece(piece: str) -> Tokens:
    capitals = re.fullmatch(r"([A-Z]+)(s?)", piece)
    return letter_names(capitals[1], capitals[2]) if capitals else _plain(piece)


def _symbol(match: re.Match[str], _: Place) -> Tokens:
    return tuple(_SYMBOLS[match[0]].split())


_Rule = tuple[re.Pattern[str], Callable[[re.Match[str], Place], Tokens | None]]
_RULES: tuple[_Rule, ...] = tuple(
    (re.compile(pattern, flags), speak)
    for pattern, flags, speak in (
        (r"([a-z]+(?:'[a-z]+)*)[,;:?!\")]*$", 0, _common_word),
        (
            rf"(?:https?://|www\.)[^\s<>\"]+|(?:[\w.+-]+@)?(?:[\w-]+\.)+(?:{_TOP_LEVEL})\b(?!\.\w)(?:/[\w./-]*)?",
            re.I,
            _address,
        ),
        (r"([@#])(\w+)", 0, _tag),
        (
            rf"(?P<area>[A-Z]{{1,2}})?(?P<sign>[{_SIGNS}])(?P<number>{_NUMBER})"
            rf"(?P<magnitude>(?:-(?:{'|'.join(_MAGNITUDE_WORDS)})|{'|'.join(_MAGNITUDES)})\b)?",
            re.I,
            _money,
        ),
        (rf"(?P<area>)(?P<number>{_NUMBER})(?P<magnitude>)(?P<sign>[{_SIGNS}])", 0, _money),
        (r"(?P<hour>\d{1,2}):(?P<minutes>[0-5]\d)(?!\d)(?:(?P<half>[ap])\.?m\b)?", re.I, _clock),
        (r"(?P<hour>\d{1,2})(?P<minutes>)(?P<half>[ap])\.?m\b", re.I, _clock),
        (r"(\d{1,3}(?:,\d{3})+|\d+)(?:st|nd|rd|th)\b", re.I, _ordinal),
        (r"'?(\d{2,4})'?s\b", 0, _decade),
        (r"(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?(?![\d/])", 0, _slashed),
        (r"(?:\d{3}-)?\d{3}-\d{4}(?![\d-])", 0, _telephone),
        (rf"({_NUMBER})[-–—](?=({_NUMBER}))", 0, _range),
        (rf"(?<!\S)-(?={_NUMBER})", 0, _minus),
        (rf"(?P<whole>\d+)?(?P<sign>[{''.join(_FRACTIONS)}])", 0, _fraction_sign),
        (rf"(?P<number>{_NUMBER})(?P<unit>{_UNIT})(?!\w)", re.I, _quantity),
        (_NUMBER, 0, _number),
        (r"((?:[^\W\d_]\.){2,}(?:[^\W\d_](?![\w.]))?|[^\W\d_]\.[^\W\d_](?![\w.]))('?s\b)?", 0, _dotted),
        (r"([^\W\d_]+(?:\.[^\W\d_]+)?)(\.?)(?![\w'])", 0, _abbreviation),
        (r"[A-Z]\.(?!\w)", 0, _initial),
        (r"'?[^\W\d_]+(?:'[^\W\d_]+)*'?", 0, _word),
        (rf"[{re.escape(''.join(_SYMBOLS))}]", 0, _symbol),
    )
)
