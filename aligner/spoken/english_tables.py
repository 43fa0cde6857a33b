"""Vocabulary of `aligner.spoken.english`.

Alternatives stand between bars, the likeliest first; ``c.`` is the name of a letter.
"""

MAGNITUDE_WORDS = ("hundred", "thousand", "million", "billion", "trillion")
MAGNITUDES = {
    "k": "thousand|k.",
    "m": "million",
    "mn": "million",
    "mm": "million",
    "b": "billion",
    "bn": "billion",
    "t": "trillion",
    "tn": "trillion",
    "trn": "trillion",
}

# The unit, and the hundredth of it that is said after a point; (s) marks the plural.
CURRENCIES = {
    "$": ("dollar(s)", "cent(s)"),
    "£": ("pound(s)", "pence|p."),
    "€": ("euro(s)", "cent(s)"),
    "¥": ("yen|yuan", "sen"),
    "₩": ("won", "jeon"),
    "₹": ("rupee(s)", "paise"),
    "₽": ("ruble(s)", "kopek(s)"),
    "₸": ("tenge", "tiyn"),
    "₴": ("hryvnia", "kopek(s)"),
    "₺": ("lira", "kurus"),
    "₪": ("shekel(s)", "agorot"),
    "₿": ("bitcoin(s)", "satoshi(s)"),
}

# Written right after a number, or as a word of their own after one.
UNITS = {
    "%": "percent",
    "‰": "per mille|per thousand",
    "°c": "degree(s) celsius|degree(s)|degree(s) centigrade|c.",
    "°f": "degree(s) fahrenheit|degree(s)|f.",
    "°": "degree(s)",
    "km/h": "kilometer(s) per hour|kilometer(s) an hour|k. m. h.|k. p. h.",
    "kmh": "kilometer(s) per hour|kilometer(s) an hour|k. m. h.",
    "kph": "kilometer(s) per hour|kilometer(s) an hour|k. p. h.",
    "mph": "mile(s) per hour|mile(s) an hour|m. p. h.",
    "m/s": "meter(s) per second|meter(s) a second",
    "km": "kilometer(s)|k.",
    "cm": "centimeter(s)",
    "mm": "millimeter(s)",
    "km²": "square kilometer(s)|kilometer(s) squared",
    "m²": "square meter(s)|meter(s) squared",
    "m³": "cubic meter(s)|meter(s) cubed",
    "kg": "kilogram(s)|kilo(s)|k. g.",
    "mg": "milligram(s)|m. g.",
    "µg": "microgram(s)",
    "ml": "milliliter(s)|m. l.",
    "lb": "pound(s)",
    "lbs": "pound(s)",
    "oz": "ounce(s)",
    "ft": "foot|feet",
    "hr": "hour(s)",
    "hrs": "hour(s)",
    "min": "minute(s)",
    "mins": "minute(s)",
    "sec": "second(s)",
    "secs": "second(s)",
    "ms": "millisecond(s)|m. s.",
    "kbps": "kilobit(s) per second|k. b. p. s.",
    "mbps": "megabit(s) per second|meg(s)|m. b. p. s.",
    "gbps": "gigabit(s) per second|gig(s)|g. b. p. s.",
    "kb": "kilobyte(s)|k. b.|k.",
    "mb": "megabyte(s)|meg(s)|m. b.",
    "gb": "gigabyte(s)|gig(s)|g. b.",
    "tb": "terabyte(s)|t. b.",
    "hz": "hertz",
    "khz": "kilohertz",
    "mhz": "megahertz",
    "ghz": "gigahertz|gig(s)",
    "kw": "kilowatt(s)|k. w.",
    "mw": "megawatt(s)|m. w.",
    "gw": "gigawatt(s)|g. w.",
    "kwh": "kilowatt hour(s)|k. w. h.",
    "bn": "billion",
    "mn": "million",
    "tn": "trillion",
    "m": "million|meter(s)|m.",
    "k": "thousand|k.|kilometer(s)",
    "x": "times|x.",
}

FRACTION_SIGNS = {
    "½": (1, 2),
    "¼": (1, 4),
    "¾": (3, 4),
    "⅓": (1, 3),
    "⅔": (2, 3),
    "⅕": (1, 5),
    "⅛": (1, 8),
    "⅜": (3, 8),
    "⅝": (5, 8),
    "⅞": (7, 8),
}

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
MONTH_ABBREVIATIONS = {month[:3]: month for month in MONTHS} | {"sept": "september"}

# Said in full wherever they stand, with or without the point.
TITLES = {
    "dr": "doctor",
    "messrs": "messers",
    "mr": "mister",
    "mrs": "missus",
    "prof": "professor|prof",
    "vs": "versus|v. s.",
}
# Said in full only with the point: without it they are words.
ABBREVIATIONS = {
    "approx": "approximately",
    "dept": "department",
    "est": "estimated|established|e. s. t.",
    "etc": "et cetera",
    "fig": "figure|fig",
    "govt": "government",
    "hrs": "hours",
    "incl": "including",
    "mins": "minutes",
    "misc": "miscellaneous",
    "pp": "pages",
    "v": "v.|versus",
    "vol": "volume",
}
# Said in full only with the point and a capital; each may also be the word itself, at the end of a sentence.
CAPITAL_ABBREVIATIONS = {
    "adm": "admiral",
    "apt": "apartment",
    "assn": "association",
    "asst": "assistant",
    "atty": "attorney",
    "ave": "avenue",
    "blvd": "boulevard",
    "bros": "brothers",
    "capt": "captain",
    "cmdr": "commander",
    "co": "company",
    "col": "colonel",
    "corp": "corporation",
    "cpl": "corporal",
    "ft": "fort",
    "gen": "general",
    "gov": "governor",
    "hon": "honorable",
    "hwy": "highway",
    "inc": "incorporated",
    "jr": "junior",
    "lt": "lieutenant|leftenant",
    "ltd": "limited",
    "maj": "major",
    "mt": "mount|mountain",
    "pres": "president",
    "pvt": "private",
    "rd": "road",
    "rep": "representative",
    "reps": "representatives",
    "rev": "reverend",
    "sen": "senator",
    "sens": "senators",
    "sgt": "sergeant",
    "sr": "senior",
    "supt": "superintendent",
    "univ": "university",
    "mon": "monday",
    "tue": "tuesday",
    "tues": "tuesday",
    "wed": "wednesday",
    "thu": "thursday",
    "thurs": "thursday",
    "fri": "friday",
    "sat": "saturday",
    "sun": "sunday",
    "ala": "alabama",
    "ariz": "arizona",
    "calif": "california",
    "colo": "colorado",
    "conn": "connecticut",
    "fla": "florida",
    "ill": "illinois",
    "mass": "massachusetts",
    "mich": "michigan",
    "minn": "minnesota",
    "okla": "oklahoma",
    "penn": "pennsylvania",
    "tenn": "tennessee",
    "tex": "texas",
    "va": "virginia",
    "wash": "washington",
    "wis": "wisconsin",
}
# Whole words, without the points at their end, that are said in a way of their own.
READINGS = {
    "aaa": "triple a.|a. a. a.",
    "ac/dc": "a. c. d. c.",
    "asap": "a. s. a. p.|a sap",
    "a.k.a": "a. k. a.|also known as",
    "aka": "a. k. a.|also known as",
    "b/c": "because",
    "c/o": "care of",
    "cf": "compare|c. f.",
    "e.g": "for example|e. g.|for instance",
    "faq": "f. a. q.|fack",
    "faqs": "f. a. q.s|facks",
    "gui": "gooey|g. u. i.",
    "i.e": "i. e.|that is",
    "ieee": "i. triple e.",
    "ios": "i. o. s.",
    "jpeg": "jay peg",
    "jpegs": "jay pegs",
    "mysql": "my s. q. l.|my sequel",
    "naacp": "n. double a. c. p.|n. a. a. c. p.",
    "n/a": "n. a.|not applicable|n. slash a.",
    "ncaa": "n. c. double a.|n. c. a. a.",
    "nosql": "no sequel|no s. q. l.",
    "ph.d": "p. h. d.",
    "phd": "p. h. d.",
    "phds": "p. h. d.s",
    "sql": "sequel|s. q. l.",
    "uhm": "um",
    "usd": "u. s. dollars|dollars|u. s. d.",
    "w/": "with",
    "w/o": "without",
    "ww1": "world war one|w. w. one",
    "ww2": "world war two|w. w. two",
    "wwi": "world war one|w. w. one",
    "wwii": "world war two|w. w. two",
    "www": "w. w. w.",
}
SYMBOLS = {
    "&": "and|ampersand",
    "+": "plus|and",
    "=": "equals|is",
    "@": "at",
    "%": "percent",
    "‰": "per mille",
    "×": "times|by",
    "÷": "divided by",
    "±": "plus or minus|plus minus",
    "≈": "about|approximately|roughly",
    "§": "section|paragraph",
    "№": "number",
    "°": "degrees",
    "°c": "degrees celsius|degrees|c.",
    "°f": "degrees fahrenheit|degrees|f.",
    "π": "pi",
    "µ": "micro|mu",
    "∞": "infinity",
}
# Said only before a number.
SIGNS_BEFORE_NUMBERS = {
    "-": "minus|negative",
    "+": "plus|positive",
    "~": "about|approximately|roughly|around",
    "<": "less than|under|fewer than",
    ">": "more than|greater than|over",
    "≤": "at most|less than or equal to|up to",
    "≥": "at least|greater than or equal to",
}
ADDRESS_SIGNS = {
    ".": "dot",
    "/": "slash|forward slash",
    "@": "at",
    "-": "dash|hyphen|",
    "_": "underscore|",
    "www.": "w. w. w. dot|",
}
TOP_LEVEL_DOMAINS = (
    *("com", "org", "net", "edu", "gov", "mil", "info", "int", "io", "ai", "co", "tv", "fm", "me", "ly", "gg", "eu"),
    *("uk", "us", "ca", "au", "de", "fr", "es", "it", "nl", "ch", "jp", "ru", "kz", "in"),
    *("app", "dev", "news", "blog", "media", "show", "audio", "cloud", "tech", "online", "xyz"),
)

# Initialisms that CMUdict has as other words, and short words that stay words when capitals stress them.
SPELLED = ("ac", "act", "ceo", "icu", "ied", "ira", "ngo", "nra", "sec", "uae", "usa", "who")
SHORT_WORDS = (
    *("ad", "ah", "am", "an", "as", "at", "be", "by", "do", "go", "he", "hi", "if", "in", "is", "me", "my", "no", "of"),
    *("oh", "ok", "on", "or", "ox", "so", "to", "up", "we", "ye", "uh", "um"),
)
# Initialisms said as words though CMUdict lacks them.
ACRONYMS = ("asean", "brics", "darpa", "hipaa", "mers", "uefa")

# Names that numerals follow, of rulers and of things.
REGNAL = (
    *("albert", "alexander", "benedict", "catherine", "charles", "edward", "elizabeth", "francis", "frederick"),
    *("george", "gregory", "henry", "ivan", "james", "john", "leo", "leopold", "louis", "mary", "napoleon", "nicholas"),
    *("paul", "peter", "philip", "pius", "ramses", "richard", "rudolf", "tudor", "wilhelm", "william"),
)
NUMBERED = (
    *("act", "appendix", "article", "book", "bowl", "canto", "chapter", "class", "figure", "grade", "level", "part"),
    *("phase", "scene", "section", "stage", "table", "title", "tier", "type", "vatican", "volume", "war"),
)

# What follows the pronoun I in titles, where every word has a capital.
AFTER_PRONOUN = (
    *("ain't", "always", "am", "believe", "came", "can", "can't", "could", "did", "didn't", "do", "don't", "ever"),
    *("feel", "found", "get", "go", "got", "guess", "had", "hate", "have", "hear", "hope", "just", "knew", "know"),
    *("learned", "left", "like", "love", "loved", "made", "mean", "met", "must", "need", "never", "only", "put"),
    *("really", "remember", "said", "saw", "say", "see", "shall", "should", "spy", "still", "survived", "swear"),
    *("tell", "think", "thought", "told", "used", "walk", "wanna", "want", "wanted", "was", "went", "will", "wish"),
    *("won't", "would", "write"),
)

# What asterisks hide: ``f***``, ``sh*t``.
CENSORED = ("fuck", "fucked", "fucker", "fucking", "shit", "shitty", "bullshit", "bitch", "ass", "asshole", "damn")
