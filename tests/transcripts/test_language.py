"""Which language a text is in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts import read_text
from transcripts.language import guess_language, language_of


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("cs", "Loď stála v přístavu a nikdo nevěděl, kdy zase vypluje."),
        ("pl", "Statek stał w porcie i nikt nie wiedział, kiedy znowu wypłynie."),
        ("fi", "Laiva seisoi satamassa, eikä kukaan tiennyt, milloin se lähtisi."),
        ("hu", "A hajó a kikötőben állt, és senki sem tudta, mikor indul el újra."),
        ("tr", "Gemi limanda duruyordu ve ne zaman yola çıkacağını kimse bilmiyordu."),
        ("lb", "D'Schëff louch am Hafen a keen wousst, wéini et nees géif fortfueren."),
        ("uk", "Корабель стояв у порту, і ніхто не знав, коли він вийде в море."),
        ("bg", "Корабът стоеше на пристанището и никой не знаеше кога ще тръгне."),
        ("hi", "जहाज़ बंदरगाह में खड़ा था और किसी को नहीं पता था कि वह कब चलेगा।"),
        ("fa", "کشتی در بندر ایستاده بود و هیچ‌کس نمی‌دانست کی حرکت می‌کند."),
        ("ar", "كانت السفينة في الميناء ولم يعرف أحد متى ستغادر."),
        ("el", "Το πλοίο"),
        ("ka", "გემი"),
        ("ko", "배가 항구에 있었다"),
        ("ja", "船は港に停泊していた"),
        ("zh", "船停在港口"),
        ("th", "เรือ"),
    ],
)
def test_a_sentence_is_recognised(language: str, text: str) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize("text", ["", "42!", "Banana", "Hello there", "OK, Tokyo 東京 it is"])
def test_english_when_unsure(text: str) -> None:
    assert guess_language(text) == "en"


@pytest.mark.parametrize(
    ("language", "declared"), [("fr", ("fr",)), ("pt-BR", (None, "pt_BR", "de")), ("en", ("", "?!"))]
)
def test_what_the_source_declares_wins_over_the_guess(language: str, declared: tuple[str | None, ...]) -> None:
    assert language_of("The boat is in the harbour.", *declared) == language


def test_a_reader_takes_the_language_that_is_named() -> None:
    assert read_text("Das Boot liegt im Hafen und niemand weiß, warum.", "boat.txt").language == "de"
    assert read_text("Das Boot liegt im Hafen und niemand weiß, warum.", "boat.txt", "nds").language == "nds"


@given(st.text(max_size=60))
def test_any_text_has_a_language(text: str) -> None:
    assert guess_language(text)
