"""Written words → spoken words."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.lexicon import english_lexicon
from aligner.spoken import spoken_forms
from aligner.spoken.forms import MOST_FORMS

SEED = Path(__file__).resolve().parents[2] / ".." / "shared" / "seed" / "episode.txt"


TRANSCRIPTS = SEED.parents[1] / "transcripts"


def alternatives(text: str, language: str = "en") -> list[str]:
    """The ways to say each written word of a text: tokens joined by spaces, alternatives by bars."""
    return ["|".join(map(" ".join, forms)) for forms in spoken_forms(text.split(), language)]


def said(text: str, language: str = "en") -> list[str]:
    """The likeliest way to say each written word of a text."""
    return [forms.partition("|")[0] for forms in alternatives(text, language)]


@pytest.mark.parametrize(
    ("written", "ways"),
    [
        # counts, years, numbers as names
        ("2,500", "two thousand five hundred|twenty five hundred"),
        ("100", "one hundred|a hundred"),
        ("1,000", "one thousand|a thousand"),
        ("0", "zero|oh|nought"),
        ("15", "fifteen"),
        ("101", "one hundred one|one hundred and one|one oh one|one zero one|a hundred and one"),
        ("747", "seven hundred forty seven|seven hundred and forty seven|seven forty seven|seven four seven"),
        ("911", "nine one one|nine hundred eleven|nine hundred and eleven|nine eleven"),
        ("007", "oh oh seven|zero zero seven|double oh seven"),
        (
            "1989",
            "nineteen eighty nine|one thousand nine hundred eighty nine"
            "|one thousand nine hundred and eighty nine|nineteen hundred and eighty nine",
        ),
        (
            "2005",
            "two thousand five|two thousand and five|twenty oh five|twenty zero five|two oh oh five|two zero zero five",
        ),
        ("2010", "twenty ten|two thousand ten|two thousand and ten"),
        ("’90s", "nineties"),
        ("1980s", "nineteen eighties|eighties|one thousand nine hundred eighties"),
        ("2010s", "twenty tens|tens|two thousand tens"),
        ("2000s", "two thousands|noughties|aughts|twenty hundreds|oh ohs"),
        ("'24", "twenty four|twenty twenty four|two thousand twenty four|two thousand and twenty four"),
        ("3rd", "third"),
        ("101st", "one hundred first|one hundred and first"),
        # decimals, fractions, powers
        ("1.0", "one point oh|one point zero|one"),
        ("0.5", "zero point five|point five|oh point five|nought point five"),
        ("2.5", "two point five|two and a half"),
        ("3.14", "three point one four|three point fourteen"),
        ("½", "half|a half|one half"),
        ("2½", "two and a half|two and one half"),
        ("1/2", "one half|half|a half|one over two|one two|one slash two"),
        ("x²", "x. squared|x. to the second|x. to the power of two|x. to the two"),
        ("10^6", "ten to the sixth|ten to the power of six|ten to the six"),
        (
            "10⁻³",
            "ten to the minus three|ten to the negative three|ten to the power of minus three"
            "|ten to the power of negative three",
        ),
        # money and measures
        ("$5", "five dollars|five dollar|five"),
        ("$5m", "five million dollars|five million dollar|five million"),
        ("€5m", "five million euros|five million euro|five million"),
        ("5€", "five euros|five euro|five"),
        (
            "$2.50",
            "two dollars fifty|two fifty|two dollars and fifty cents|two dollars fifty cents"
            "|two point five oh|two point five zero",
        ),
        ("55%", "fifty five percent"),
        ("20°C", "twenty degrees celsius|twenty degrees|twenty degrees centigrade|twenty c.|twenty degree celsius"),
        (
            "5km/h",
            "five kilometers per hour|five kilometers an hour|five k. m. h.|five k. p. h.|five kilometer per hour",
        ),
        ("3x", "three times|three x."),
        ("10k", "ten thousand|ten k.|ten kilometers"),
        ("5'10\"", "five ten|five ten inches|five foot ten|five foot ten inches|five feet ten|five feet ten inches"),
        # dates and times
        (
            "9/11",
            "nine eleven|september eleventh|september the eleventh|the eleventh of september"
            "|nine slash eleven|nine over eleven",
        ),
        ("24/7", "twenty four seven|twenty four slash seven|twenty four over seven|twenty four out of seven"),
        ("10:30", "ten thirty|half past ten"),
        ("9:45", "nine forty five|quarter to ten|a quarter to ten"),
        ("7:00", "seven|seven o'clock|seven hundred|seven hundred hours"),
        ("19:00", "nineteen|nineteen o'clock|nineteen hundred|nineteen hundred hours|seven"),
        # ranges, scores, codes, versions
        ("10-15", "ten to fifteen|ten fifteen|ten through fifteen|ten dash fifteen"),
        ("2-1", "two one|two to one"),
        ("2-0", "two zero|two nil|two to zero|two oh|two to nil|two nothing"),
        ("1-2-3", "one two three|one dash two dash three|one to two to three"),
        (
            "9am-5pm",
            "nine a. m. to five p. m.|nine a. m. to five|nine a. m. five p. m.|nine to five p. m."
            "|nine a. m. five|nine to five",
        ),
        ("10.30am", "ten thirty a. m.|ten thirty"),
        ("-5", "minus five|negative five"),
        ("~10", "about ten|approximately ten|roughly ten|around ten"),
        ("16:9", "sixteen to nine|sixteen nine|sixteen by nine|sixteen colon nine"),
        ("4x4", "four by four|four four|four times four|four x. four"),
        (
            "555-1234",
            "five five five one two three four|five double five one two three four|five five five twelve thirty four",
        ),
        ("v2", "version two|v. two|two"),
        # initialisms and names
        ("CSTO", "c. s. t. o.|csto"),
        ("JCPOA", "j. c. p. o. a.|jcpoa"),
        ("NATO", "nato"),
        ("XKCD", "x. k. c. d."),
        ("US", "u. s.|us"),
        ("SQL", "sequel|s. q. l."),
        ("non-SQL", "non sequel|non s. q. l."),
        ("COVID-19", "covid nineteen|c. o. v. i. d. nineteen"),
        ("F-16", "f. sixteen"),
        ("GPT-4", "g. p. t. four"),
        ("WW2", "world war two|w. w. two"),
        ("XIV", "fourteen|the fourteenth|x. i. v.|xiv"),
        ("Ⅷ", "eight|the eighth|v. i. i. i.|viii"),
        ("MIX", "mix|m. i. x."),
        ("C++", "c. plus plus|c. p. p."),
        ("C#", "c. sharp"),
        # abbreviations, signs, addresses
        ("e.g.,", "for example|e. g.|for instance"),
        ("(i.e.", "i. e.|that is"),
        ("etc.", "et cetera"),
        ("vs.", "versus|v. s."),
        ("v.", "v.|versus"),
        ("No.5", "number five"),
        ("w/", "with"),
        ("w/o", "without"),
        ("and/or", "and or|and slash or|and or or"),
        ("A/B", "a. b.|a. slash b.|a. or b."),
        ("&", "and|ampersand"),
        ("AT&T", "a. t. and t.|a. t. t."),
        ("@some_name", "at some name|some name"),
        ("#MeToo", "hashtag me too|me too"),
        ("#1", "number one|hashtag one|pound one|hash one"),
        ("example.com/page", "example dot com slash page|example dot com forward slash page"),
        ("www.example.org", "w. w. w. dot example dot org|example dot org"),
        ("node.js", "node dot js|node js"),
        ("sh*t", "shit|s. h. t."),
        ("Привет,", "привет"),
        ("नमस्ते", "नमस्ते"),
        ("٣", "three"),
    ],
)
def test_alternatives(written: str, ways: str) -> None:
    assert alternatives(written) == [ways]


@pytest.mark.parametrize(
    ("written", "index", "ways"),
    [
        ("On Jan. 4 we", 1, "january|jan"),
        ("On Jan. 4 we", 2, "fourth|the fourth|four"),
        ("Jan. 1.", 1, "first|the first|one"),
        ("on 4 Jan", 1, "fourth|fourth of|the fourth|the fourth of|four"),
        (
            "May 3-5",
            1,
            "third to fifth|third to the fifth|third fifth|third to five|third the fifth|the third to fifth",
        ),
        ("a 4 by", 1, "four"),
        ("No. 1", 0, "number|no"),
        ("No. Never.", 0, "no"),
        ("Dr. Quist", 0, "doctor|drive"),
        ("Quist Dr.", 1, "drive|doctor"),
        ("St. Anne", 0, "saint|street"),
        ("Main St.", 1, "street|saint"),
        ("Acme Inc.", 1, "incorporated|inc"),
        ("$5 million", 0, "five"),
        ("$5 million", 1, "million dollars|million dollar|million"),
        ("5 km/h,", 1, "kilometers per hour|kilometers an hour|k. m. h.|k. p. h.|kilometer per hour"),
        ("5 Ms.", 1, "ms"),
        ("5 1/2", 1, "and a half|and one half|and half|and one over two|and one two"),
        ("Henry XIV", 1, "the fourteenth|fourteenth|fourteen|x. i. v.|xiv"),
        ("Tom II", 1, "two|the second|i. i.|ii"),
        ("I It began", 0, "one"),
        ("I Want You", 0, "i|one"),
        ("The end. I", 2, "i|one"),
        ("So. I think", 1, "i"),
        ("I. The beginning", 0, "i|one"),
        ("The end. I. The beginning", 2, "i|one"),
        ("Chapter I was", 1, "i|one"),
        ("Henry I was", 1, "i|the first|first|one"),
        ("It was I. We", 2, "i"),
        ("So I think", 1, "i"),
        ("I think", 0, "i"),
        ("a book I read", 2, "i"),
    ],
)
def test_alternatives_beside_neighbours(written: str, index: int, ways: str) -> None:
    assert alternatives(written)[index] == ways


@pytest.mark.parametrize(
    ("language", "way"),
    [
        ("en", "three four twenty nineteen"),
        ("en", "march fourth twenty nineteen"),
        ("en-GB", "april third twenty nineteen"),
    ],
)
def test_the_custom_of_the_country_tells_the_day_from_the_month(language: str, way: str) -> None:
    assert way in alternatives("3/4/2019", language)[0].split("|")


@pytest.mark.parametrize(
    ("written", "way"),
    [
        ("$4.5bn", "four and a half billion dollars"),
        ("2019-03-15", "march fifteenth twenty nineteen"),
        ("2019-03-15", "twenty nineteen oh three fifteen"),
        ("3/15/2019", "march fifteenth twenty nineteen"),
        ("1939-45", "nineteen thirty nine to nineteen forty five"),
        ("v2.1.3", "v. two dot one dot three"),
        ("192.168.1.1", "one ninety two dot one sixty eight dot one dot one"),
        ("978-0-306-40615-7", "nine seven eight zero three zero six four zero six one five seven"),
        ("+1-800-555-0199", "one eight hundred five five five oh one nine nine"),
        ("f***", "f."),
        ("1234", "twelve thirty four"),
    ],
)
def test_among_the_alternatives(written: str, way: str) -> None:
    assert way in alternatives(written)[0].split("|")


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


@st.composite
def written_words(draw: st.DrawFn) -> str:
    """Words such as transcripts have, and such as nobody would write."""
    return draw(
        st.text(min_size=1, max_size=12)
        | st.text(alphabet="0123456789.,:/-–'%$€£°½²⁻^+#@&*()IVXabcs٣Ⅷ①₂é\u0940\u200b😀", min_size=1, max_size=20)
        | st.from_regex(r"[$£]?[0-9,.:/'%-]{1,9}[A-Za-z.&½]{0,3}", fullmatch=True)
        | st.from_regex(r"[A-Z.'&-]{1,6}s?", fullmatch=True)
    )


@given(
    words=st.lists(written_words(), max_size=5),
    language=st.sampled_from(
        ["en", "en-GB", "ar", "de", "es", "fr-CA", "he", "hi", "hu", "it", "ko", "nb", "pt-BR", "ru", "th", "tr", "xx"]
    ),
)
def test_every_word_has_well_formed_alternatives(words: list[str], language: str) -> None:
    spoken = spoken_forms(words, language)
    assert len(spoken) == len(words)
    for forms in spoken:
        assert 1 <= len(forms) <= MOST_FORMS
        assert len(set(forms)) == len(forms)
        assert all(forms) or forms == ((),)
        for token in (token for form in forms for token in form):
            assert token
            assert token == token.lower()
            assert not re.search(r"\s", token)


@given(st.lists(st.sampled_from(sorted(english_lexicon())[9000:9400]), max_size=6))
def test_dictionary_words_are_themselves(words: list[str]) -> None:
    plain = [word for word in words if word.isalpha()]
    assert spoken_forms(plain, "en") == tuple(((word,),) for word in plain)


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("unit", ["a", "1", "a-", "1-", "1.", "1,", "$1", "a.", "A", "#a", "a*", "½", ".com", "1/"])
def test_long_junk_is_read_to_its_end(unit: str, language: str) -> None:
    """Without a guard against looking ahead from every sign, some of these take minutes."""
    forms = spoken_forms([unit * 400], language)[0]
    longer = spoken_forms([unit * 800], language)[0]
    assert 0 < len(forms[0]) <= len(longer[0])


def test_most_words_of_a_podcast_are_in_the_dictionary() -> None:
    if not SEED.exists():
        pytest.skip("no shared material here")
    tokens = [token for forms in spoken_forms(SEED.read_text("utf-8").split(), "en") for token in forms[0]]
    unknown = [token for token in tokens if token not in english_lexicon() and not token.endswith(".")]
    assert len(unknown) < 0.03 * len(tokens)


def test_few_words_of_a_transcript_have_alternatives() -> None:
    if not TRANSCRIPTS.exists():
        pytest.skip("no shared material here")
    sources = [
        SEED,
        TRANSCRIPTS / "security_now_txt" / "source.txt",
        TRANSCRIPTS / "whitehouse_gaggle_md" / "source.md",
    ]
    spoken = [spoken_forms(path.read_text("utf-8").split(), "en") for path in sources]
    varied = sum(len(forms) > 1 for words in spoken for forms in words)
    assert varied < 0.03 * sum(map(len, spoken))
