"""Written words → spoken words in languages other than English."""

import pytest

from aligner.spoken import spoken_forms


def alternatives(text: str, language: str) -> list[str]:
    """The ways to say each written word of a text: tokens joined by spaces, alternatives by bars."""
    return ["|".join(map(" ".join, forms)) for forms in spoken_forms(text.split(), language)]


@pytest.mark.parametrize(
    ("language", "written", "likeliest"),
    [
        ("de", "Im Jahr 1989", ["im", "jahr", "neunzehnhundertneunundachtzig"]),
        ("de", "2.500 €", ["zweitausendfünfhundert", "€"]),
        ("de", "„Straße“, CDU-Chef", ["straße", "c. d. u. chef"]),
        ("de", "die NATO 3,5", ["die", "nato", "drei komma fünf"]),
        ("fr", "C’est-à-dire 21", ["c'est-à-dire", "vingt et un"]),
        ("fr", "a-t-il été-- là—bas", ["a-t-il", "été", "là bas"]),
        ("de", "G-20-Gipfel", ["g zwanzig gipfel"]),
        ("es", "12%", ["doce %"]),
        ("hi", "नमस्ते दुनिया। २५", ["नमस्ते", "दुनिया", "25"]),
        ("am", "123456789", ["123456789"]),
        ("xx", "25 Ab", ["25", "ab"]),
        ("ja", "25", ["25"]),
        ("th", "๒๕", ["ยี่สิบห้า"]),
        ("de", "007 -5 20°C", ["null null sieben", "minus fünf", "zwanzig °c"]),
        ("nl", "€ 2,50", ["", "twee komma vijf nul €"]),
        ("pt-BR", "R$ 5", ["", "cinco reais"]),
        ("de", "jo@example.org", ["jo at example punkt org"]),
        ("de", "www.example.com/seite", ["w. w. w. punkt example punkt com slash seite"]),
        ("fr", "2 500 euros", ["deux", "mille cinq cents", "euros"]),
        ("de", "100 000", ["einhundert", "tausend"]),
    ],
)
def test_likeliest(language: str, written: str, likeliest: list[str]) -> None:
    assert [ways.partition("|")[0] for ways in alternatives(written, language)] == likeliest


@pytest.mark.parametrize(
    ("language", "written", "ways"),
    [
        (
            "de",
            "1989",
            "neunzehnhundertneunundachtzig|eintausendneunhundertneunundachtzig|tausendneunhundertneunundachtzig|1989",
        ),
        ("nl", "1989", "negentien honderd negenentachtig|duizendnegenhonderdnegenentachtig|1989"),
        ("de", "100", "einhundert|hundert|100"),
        ("de", "4.", "vierte|vierten|vierter|viertes|vier"),
        ("fr", "4.", "quatre|4"),
        ("de", "10-15", "zehn bis fünfzehn|zehn bis 15|zehn fünfzehn|zehn 15"),
        ("de", "10:30", "zehn uhr dreißig|zehn dreißig"),
        ("es", "10:30", "diez y treinta|diez treinta"),
        ("fr", "10h30", "dix heures trente|dix heure trente|dix trente"),
        ("fr", "10h", "dix heures|dix heure|dix h."),
        ("fr", "1er", "premier|1er"),
        ("fr", "XXe", "vingtième|20e"),
        ("es", "3º", "tercero|tercera|3º"),
        ("pt", "1.º", "primeiro|primeira|1.º"),
        ("fr", "3,14", "trois virgule un quatre|trois virgule quatorze|3,14"),
        ("hi", "३.५", "3.5"),
        ("es", "1,500", "mil quinientos|uno coma cinco cero cero|uno punto cinco cero cero|1,500"),
        ("es", "1.500", "mil quinientos"),
        ("de", "½", "ein halb|einhalb|½"),
        ("de", "04.01.", "vierte erste|vierte ersten|vierten erste|vierten ersten|vier eins"),
        ("de", "2,50€", "zwei € fünfzig|zwei komma fünf null €|zwei komma fünfzig €|2,50 €"),
        ("de", "z.B.", "zum beispiel"),
        ("de", "(bzw.", "beziehungsweise"),
        ("fr", "km", "kilomètres|kilomètre|km"),
        ("es", "EE.UU.", "estados unidos"),
        ("de", "USA", "u. s. a.|usa"),
        ("de", "DSGVO", "dsgvo|d. s. g. v. o."),
        ("ru", "США", "с. ш. а.|сша"),
        ("it", "XIV", "quattordici|quattordicesimo|quattordicesima|x. i. v.|xiv"),
        ("de", "#tag", "hashtag tag|tag"),
    ],
)
def test_alternatives(language: str, written: str, ways: str) -> None:
    assert alternatives(written, language) == [ways]


@pytest.mark.parametrize(
    ("language", "written", "ways"),
    [
        ("de", "10:30 Uhr", ["zehn|zehn dreißig", "uhr dreißig|uhr"]),
        ("de", "2,50 Euro", ["zwei|zwei komma fünf null|zwei komma fünfzig|2,50", "euro fünfzig|euro"]),
        ("de", "heute CDU/CSU", ["heute", "c. d. u. c. s. u.|c. d. u. csu|cdu c. s. u.|cdu csu"]),
        ("de", "drei Uhr", ["drei", "uhr"]),
        ("uk", "5 січня", ["п'ятий|п'ятого|п'яте|п'ята|п'ять", "січня"]),
        ("ru", "5 мест", ["пять|5", "мест"]),
    ],
)
def test_neighbours_matter(language: str, written: str, ways: list[str]) -> None:
    assert alternatives(written, language) == ways
