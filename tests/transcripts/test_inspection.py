"""The document of ``align inspect --json``, and the guess of the language it tells."""

import json

import pytest

from transcripts.inspection import to_document
from transcripts.language import guess_language
from transcripts.reading import read_text


def test_the_document_holds_speakers_and_items_in_order() -> None:
    document = to_document(read_text("ANN OAK, HOST: Hello.\n\n(Music)\n\nBOB: Hi.\n\n© 2031 Tide", "talk.txt"))
    assert json.loads(json.dumps(document)) == document
    assert document["schema"] == "transcript/1"
    assert (document["layout"], document["language"], document["title"]) == ("colon", "en", None)
    assert document["warnings"] == []
    assert document["speakers"] == [
        {"id": "s1", "name": "Ann Oak", "labels": ["ANN OAK, HOST"], "role": "HOST", "members": []},
        {"id": "s2", "name": "Bob", "labels": ["BOB"], "role": None, "members": []},
    ]
    items = document["items"]
    assert isinstance(items, list)
    assert [(item["kind"], item["text"], item["line"]) for item in items] == [
        ("turn", "Hello.", 1),
        ("sound", "Music", 3),
        ("turn", "Hi.", 5),
        ("set_aside", "© 2031 Tide", 7),
    ]
    assert items[0]["start_ms"] is None
    assert items[3]["reason"] == "copyright"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It was the day that we went to the sea and there was nothing in the boat for us to eat with you."),
        (
            "de",
            "Es war der Tag, an dem wir mit dem Boot auf das Meer fuhren, und es ist nicht so, dass wir das wissen.",
        ),
        (
            "fr",
            "Nous sommes dans le bateau et la mer est belle, mais je ne sais pas ce que vous avez vu sur les quais.",
        ),
        ("es", "El barco está en el puerto y no es que la gente lo sepa, pero yo creo que los días son muy largos."),
        (
            "it",
            "Il mare è bello ma non è che la gente lo sappia, e questo è anche il giorno della festa per gli altri.",
        ),
        ("nl", "Het schip is niet in de haven en dat is wat wij nog zijn, maar je ziet het ook op de zee van hier."),
        ("pt", "O barco está no porto e não é que as pessoas saibam, mas isso também é uma coisa muito boa da vida."),
        ("en", "Kort."),
        ("ru", "Лодка стоит в порту, и никто не знает"),
    ],
)
def test_language(language: str, text: str) -> None:
    assert guess_language(text) == language
