"""The gaps between words, told apart by punctuation and word lists."""

import pytest

from subtitles.breaking.function_words import LANGUAGES, WordClass, function_words
from subtitles.breaking.phrasing import Gap, Mark, Phrasing


@pytest.mark.parametrize(
    ("before", "after", "gap"),
    [
        ("home.", "Then", Gap.SENTENCE),
        ("home.”", "Then", Gap.SENTENCE),
        ("“No.", "Never.”", Gap.SENTENCE),
        ("wait...", "Then", Gap.SENTENCE),
        ("wait…", "then", Gap.CLAUSE),
        ("です。", "はい", Gap.SENTENCE),
        ("है।", "वह", Gap.SENTENCE),
        ("Dr.", "Khan", Gap.BOUND),
        ("J.", "Doe", Gap.BOUND),
        ("U.S.", "forces", Gap.PLAIN),
        ("home,", "then", Gap.CLAUSE),
        ("home;", "then", Gap.CLAUSE),
        ("home", "—", Gap.BOUND),
        ("—", "then", Gap.CLAUSE),
        ("home", "because", Gap.CONJUNCTION),
        ("people", "who", Gap.CONJUNCTION),
        ("home", "under", Gap.PREPOSITION),
        ("the", "house", Gap.BOUND),
        ("of", "houses", Gap.BOUND),
        ("she", "left", Gap.BOUND),
        ("don't", "leave", Gap.BOUND),
        ("house", "burned", Gap.PLAIN),
        ("old", "house", Gap.BOUND),
        ("regional", "office", Gap.BOUND),
        ("Amara", "Khan", Gap.BOUND),
        ("42", "boxes", Gap.BOUND),
        ("1999", "and", Gap.CONJUNCTION),
        ("?", "Non", Gap.SENTENCE),
        ("[", "laughter", Gap.BOUND),
        ("laughter", "]", Gap.BOUND),
    ],
)
def test_gaps(before: str, after: str, gap: Gap) -> None:
    assert Phrasing("en").gap(before, after) is gap


@pytest.mark.parametrize(
    ("language", "before", "after", "gap"),
    [
        ("fr", "les", "îles", Gap.BOUND),
        ("fr", "quelqu'un", "chante", Gap.BOUND),
        ("fr", "l’homme", "qu’il", Gap.CONJUNCTION),
        ("fr", "chant", "d’un", Gap.PREPOSITION),
        ("de-AT", "der", "Hafen", Gap.BOUND),
        ("de", "wichtige", "weite", Gap.PLAIN),
        ("de", "wichtige", "Wege", Gap.BOUND),
        ("de", "Anna", "Hafen", Gap.PLAIN),
        ("es", "una", "isla", Gap.BOUND),
        ("it", "della", "nave", Gap.BOUND),
        ("pt_BR", "uma", "ilha", Gap.BOUND),
        ("nl", "het", "eiland", Gap.BOUND),
        ("xx", "una", "isla", Gap.PLAIN),
        ("", "the", "island", Gap.PLAIN),
    ],
)
def test_languages_have_their_own_words(language: str, before: str, after: str, gap: Gap) -> None:
    assert Phrasing(language).gap(before, after) is gap


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_words_of_the_main_kinds(language: str) -> None:
    kinds = set(function_words(language).classes.values())
    assert {
        WordClass.CONJUNCTION, WordClass.RELATIVE, WordClass.PREPOSITION, WordClass.DETERMINER, WordClass.PRONOUN,
        WordClass.AUXILIARY, WordClass.NEGATION,
    } <= kinds  # fmt: skip


def test_words_are_as_they_are_compared() -> None:
    for language in LANGUAGES:
        for word in function_words(language).classes:
            assert word == word.casefold()
            assert "’" not in word


def test_junctures_stand_before_each_word_and_after_the_last() -> None:
    junctures = Phrasing("en").junctures(["We", "left,", "then", "it", "rained."])
    assert [juncture.mark for juncture in junctures] == [
        Mark.SENTENCE,
        Mark.NONE,
        Mark.COMMA,
        Mark.NONE,
        Mark.NONE,
        Mark.SENTENCE,
    ]
    assert len(Phrasing("en").junctures([])) == 1
    assert len(Phrasing("en").junctures(["One"])) == 2


def test_a_dash_after_a_sentence_begins_a_turn_and_belongs_to_what_follows() -> None:
    apart = Phrasing("en").junctures(["Who", "is", "there?", "-", "Only", "me."])
    assert apart[3].gap is Gap.SENTENCE
    assert apart[3].is_turn
    assert apart[4].gap is Gap.BOUND
    glued = Phrasing("en").junctures(["Who", "is", "there?", "-Only", "me."])
    assert glued[3].is_turn
    within = Phrasing("en").junctures(["Who", "is", "there", "-", "only", "me."])
    assert within[3].gap is Gap.BOUND
    assert within[4].gap is Gap.CLAUSE


def test_traits_tell_of_both_sides() -> None:
    (_, juncture, *_) = Phrasing("en").junctures(["kept", "in", "the", "shed"])
    assert {"after verb", "before preposition"} <= set(juncture.traits)
    assert "bound" not in juncture.traits


def test_a_mark_that_stands_alone_ends_what_the_word_before_it_does() -> None:
    junctures = Phrasing("fr").junctures(["«", "Vraiment", "?", "»", "Elle", "sourit", ",", "puis", "partit."])
    assert [juncture.gap for juncture in junctures[1:4]] == [Gap.BOUND] * 3
    assert junctures[4].gap is Gap.SENTENCE
    assert junctures[6].gap is Gap.BOUND
    assert junctures[7].gap is Gap.CLAUSE
    assert [juncture.gap for juncture in Phrasing("ja").junctures(["行く", "。", "」", "と"])][1:4] == [
        Gap.BOUND,
        Gap.BOUND,
        Gap.SENTENCE,
    ]


def test_many_marks_in_a_row_take_no_longer_each() -> None:
    junctures = Phrasing("en").junctures(["Why"] + ["?"] * 3_000)
    assert {juncture.gap for juncture in junctures[1:-1]} == {Gap.BOUND}
