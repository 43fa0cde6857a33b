"""Written words → spoken words."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.lexicon import english_lexicon
from aligner.spoken import spoken_forms

SEED = Path(__file__).resolve().parents[2] / ".." / "shared" / "seed" / "episode.txt"


def said(text: str, language: str = "en") -> list[str]:
    """The spoken form of each written word of a text, its tokens joined by spaces."""
    return [" ".join(form) for form in (alternatives[0] for alternatives in spoken_forms(text.split(), language))]


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("12%", "twelve percent"),
        ("2,500", "two thousand five hundred"),
        ("100,000,", "one hundred thousand"),
        ("164", "one hundred sixty four"),
        ("1.0", "one point oh"),
        ("3.14", "three point one four"),
        (".5", "point five"),
        ("007", "oh oh seven"),
        ("911", "nine one one"),
        ("-5", "minus five"),
        ("2½", "two and a half"),
        ("½", "half"),
        ("¾", "three quarters"),
        ("2/3", "two thirds"),
        ("9/11", "nine eleven"),
        ("3/15/2019", "three fifteen twenty nineteen"),
        ("2-1", "two one"),
        ("10–15", "ten to fifteen"),
        ("1939-45", "nineteen thirty nine to forty five"),
        ("555-1234", "five five five one two three four"),
        ("3rd", "third"),
        ("22nd", "twenty second"),
        ("1,000th.", "one thousandth"),
        ("20-year-old", "twenty year old"),
        ("2019.", "twenty nineteen"),
        ("1989", "nineteen eighty nine"),
        ("1905", "nineteen oh five"),
        ("2005", "two thousand five"),
        ("’90s", "nineties"),
        ("mid-1980s", "mid nineteen eighties"),
        ("2000s", "two thousands"),
        ("10:30", "ten thirty"),
        ("9:05pm", "nine oh five p. m."),
        ("10:00", "ten"),
        ("5pm", "five p. m."),
        ("20°C", "twenty degrees celsius"),
        ("100km/h", "one hundred kilometers per hour"),
        ("$4.5bn", "four point five billion dollars"),
        ("$1", "one dollar"),
        ("$2.50", "two dollars fifty"),
        ("$1,000.00", "one thousand dollars"),
        ("$5-million", "five million dollar"),
        ("£10k", "ten thousand pounds"),
        ("5€", "five euros"),
        ("US$3", "three u. s. dollars"),
        ("G20", "g. twenty"),
        ("F-16", "f. sixteen"),
        ("COVID-19", "covid nineteen"),
    ],
)
def test_numbers(written: str, spoken: str) -> None:
    assert said(written) == [spoken]


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("$5 million more", ["five", "million dollars", "more"]),
        ("$3 billion,", ["three", "billion dollars"]),
        ("three million people", ["three", "million", "people"]),
        ("5 km away", ["five", "kilometers", "away"]),
        ("1 kg", ["one", "kilogram"]),
        ("Jan. 1", ["january", "first"]),
        ("January 2, 2019", ["january", "second", "twenty nineteen"]),
        ("on 3 May 1989", ["on", "third", "may", "nineteen eighty nine"]),
        ("you may 5 times", ["you", "may", "five", "times"]),
        ("said Jan. Then", ["said", "jan", "then"]),
        ("May 40", ["may", "forty"]),
        ("No. 1", ["number", "one"]),
        ("No. Never.", ["no", "never"]),
        ("Dr. Quist", ["doctor", "quist"]),
        ("Quist Dr.", ["quist", "drive"]),
        ("St. Anne", ["saint", "anne"]),
        ("Main St.", ["main", "street"]),
        ("Mr Brown", ["mister", "brown"]),
        ("Henry VIII", ["henry", "the eighth"]),
        ("World War II", ["world", "war", "two"]),
        ("vitamin C", ["vitamin", "c."]),
        ("A man", ["a", "man"]),
        ("I am", ["i", "am"]),
        ("J. K. Low", ["j.", "k.", "low"]),
    ],
)
def test_neighbours_matter(written: str, spoken: list[str]) -> None:
    assert said(written) == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("U.S.", "u. s."),
        ("U.S.'s", "u. s.'s"),
        ("U.S.A", "u. s. a."),
        ("a.m.", "a. m."),
        ("Ph.D.", "p. h. d."),
        ("CSTO,", "c. s. t. o."),
        ("EU’s", "e. u.'s"),
        ("NGOs", "n. g. o.s"),
        ("WHO", "w. h. o."),
        ("US", "u. s."),
        ("NATO", "nato"),
        ("COVAX", "covax"),
        ("AT&T", "a. t. and t."),
        ("Q&A", "q. and a."),
        ("OK", "ok"),
    ],
)
def test_initialisms(written: str, spoken: str) -> None:
    assert said(written) == [spoken]


def test_an_initialism_the_dictionary_spells_sounds_spelled() -> None:
    assert said("KPMG") == ["kpmg"]
    assert english_lexicon()["kpmg"].startswith("K EY")


def test_capitals_are_words_in_a_text_of_capitals() -> None:
    assert said("WELCOME TO US, WHO SPEAK ABOUT IT BEFORE LUNCHTIME") == [
        *("welcome", "to", "us", "who", "speak", "about", "it", "before", "lunchtime"),
    ]


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("oil-,", "oil"),
        ("inequality-was-behind-it", "inequality was behind it"),
        ("this—that", "this that"),
        ("Nur-Sultan", "nur sultan"),
        ("and/or", "and or"),
        ("(really?)", "really"),
        ("don’t", "don't"),
        ("‘hello’", "hello"),
        ("'cause", "'cause"),
        ("Tokayev's", "tokayev's"),
        ("BuzzFlock", "buzz flock"),
        ("McGlurg", "mcglurg"),
        ("café", "café"),
        ("@some_name", "at some name"),
        ("#1", "number one"),
        ("#MeToo", "hashtag me too"),
        ("example.com/page", "example dot com slash page"),
        ("https://www.example.org/", "w. w. w. dot example dot org"),
        ("jo@example.org.", "jo at example dot org"),
        ("&", "and"),
        ("C++", "c. plus plus"),
    ],
)
def test_words_and_addresses(written: str, spoken: str) -> None:
    assert said(written) == [spoken]


@pytest.mark.parametrize("written", ["--", "…", "•", "—", "😀", "👩‍👧", "*", "...", '"', "\u200b"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_nothing_is_said(written: str, language: str) -> None:
    assert spoken_forms([written], language) == (((),),)


@pytest.mark.parametrize(
    ("language", "written", "spoken"),
    [
        ("de", "Im Jahr 1989", ["im", "jahr", "neunzehnhundertneunundachtzig"]),
        ("de", "2.500 €", ["zweitausendfünfhundert", "€"]),
        ("de", "„Straße“, CDU-Chef", ["straße", "c. d. u. chef"]),
        ("de", "die NATO 3,5", ["die", "nato", "3,5"]),
        ("fr", "C’est-à-dire 21", ["c'est-à-dire", "vingt et un"]),
        ("fr", "a-t-il été-- là—bas", ["a-t-il", "été", "là bas"]),
        ("de", "G-20-Gipfel", ["g zwanzig gipfel"]),
        ("es", "12%", ["doce %"]),
        ("hi", "नमस्ते दुनिया।", ["नमस्ते", "दुनिया"]),
        ("am", "123456789", ["123456789"]),
        ("xx", "25 Ab", ["25", "ab"]),
    ],
)
def test_other_languages(language: str, written: str, spoken: list[str]) -> None:
    assert said(written, language) == spoken


@given(
    words=st.lists(
        st.text(min_size=1, max_size=12)
        | st.from_regex(r"[$£]?[0-9,.:/'%-]{1,9}[A-Za-z.&½]{0,3}", fullmatch=True)
        | st.from_regex(r"[A-Z.'&-]{1,6}s?", fullmatch=True),
        max_size=5,
    ),
    language=st.sampled_from(["en", "en-GB", "de", "fr-CA", "hi", "ru", "ko", "xx"]),
)
def test_every_word_has_well_formed_tokens(words: list[str], language: str) -> None:
    forms = spoken_forms(words, language)
    assert len(forms) == len(words)
    for token in (token for alternatives in forms for form in alternatives for token in form):
        assert token
        assert token == token.lower()
        assert not re.search(r"\s", token)


@given(st.lists(st.sampled_from(sorted(english_lexicon())[9000:9400]), max_size=6))
def test_dictionary_words_are_themselves(words: list[str]) -> None:
    plain = [word for word in words if word.isalpha()]
    assert spoken_forms(plain, "en") == tuple(((word,),) for word in plain)


def test_most_words_of_a_podcast_are_in_the_dictionary() -> None:
    if not SEED.exists():
        pytest.skip("no shared material here")
    tokens = [token for forms in spoken_forms(SEED.read_text("utf-8").split(), "en") for token in forms[0]]
    unknown = [token for token in tokens if token not in english_lexicon() and not token.endswith(".")]
    assert len(unknown) < 0.03 * len(tokens)
