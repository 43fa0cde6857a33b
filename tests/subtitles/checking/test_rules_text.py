"""The families speakers and text."""

from dataclasses import replace

import pytest

from subtitles import Cue
from tests.subtitles.checking.making import cue, found, of, subject, values
from transcripts import Speaker, Transcript, Turn, Word

# speakers


def voices(*speakers: str | None) -> tuple[Cue, ...]:
    """A cue every three seconds, each of one speaker."""
    return tuple(cue("One thing.", 3_000 * at, speaker=name) for at, name in enumerate(speakers))


def transcript(*names: str) -> Transcript:
    people = tuple(Speaker(id=f"s{at}", name=name) for at, name in enumerate(names))
    turns = tuple(Turn(speaker=person.id, words=(Word(text="One"), Word(text="thing."))) for person in people)
    return Transcript(source="x", language="en", layout="x", speakers=people, items=turns)


def test_nobody_is_named_before_the_first_name() -> None:
    missing = found("speakers-missing", *voices(None, None, "Lee", None, None, None))
    assert values(missing) == [(1, 2, 0, "cues")]
    assert missing[0].span is not None
    assert (missing[0].span.start_ms, missing[0].span.end_ms) == (0, 4_500)
    assert found("speakers-missing", *voices("Lee", None, None, None)) == []
    assert found("speakers-missing", *voices(None, None)) == []


def test_where_most_cues_are_named_each_must_be() -> None:
    assert values(found("speakers-missing", *voices("Lee", "Lee", None, "Khan"))) == [(3, 1, 0, "cues")]


def test_sounds_have_no_speaker() -> None:
    assert found("speakers-missing", cue("[Bell]", 0, kind="sound"), *voices("Lee", "Lee")[1:]) == []


def test_a_transcript_tells_that_names_are_missing() -> None:
    checked = replace(subject(*voices(None, None)), transcript=transcript("Amara Khan", "Ben Lee"))
    assert values(of("speakers-missing", checked)) == [(1, 0, 2, "speakers")]
    assert of("speakers-missing", replace(checked, transcript=transcript("Amara Khan"))) == []


def test_spellings_of_one_name() -> None:
    spelled = found("speakers-inconsistent", *voices("José Peña", "JOSE PENA", "José Peña", "Lee"))
    assert values(spelled) == [(2, 1, 0, "cues")]
    assert "José Peña" in spelled[0].suggestion
    assert found("speakers-inconsistent", *voices("José Peña", "José", "Lee")) == []


def test_a_name_that_is_almost_another() -> None:
    names = ["Marie", "Marie", "Marie", "Lee"]
    assert values(found("speakers-unknown", *voices(*names, "Maria"))) == [(5, 1, 3, "cues")]
    assert found("speakers-unknown", *voices(*names, "Maria", "Maria")) == []
    assert found("speakers-unknown", *voices("Speaker 1", "Speaker 1", "Speaker 1", "Speaker 2")) == []


def test_a_name_that_the_transcript_does_not_have() -> None:
    checked = replace(subject(*voices("KHAN", "Ben Lee", "Marlow")), transcript=transcript("Amara Khan", "Ben Lee"))
    assert values(of("speakers-unknown", checked)) == [(3, 1, 0, "cues")]


@pytest.mark.parametrize("label", ["{}: One thing.", ">> {}: One thing.", "[{}] One thing."])
def test_names_in_the_text_are_names(label: str) -> None:
    names = ["Amara Khan", "Ben Lee", "AMARA KHAN", "Ben Lee", "Amara Khan", "Ben Lee", "Amara Khan", "Bern Lee"]
    cues = [cue("And so it began.", 0)]
    cues += [cue(label.format(name), 3_000 * at) for at, name in enumerate(names, 1)]
    assert [one.cue for one in found("speakers-missing", *cues)] == [1]
    assert [(one.cue, one.excerpt) for one in found("speakers-inconsistent", *cues)] == [(4, "AMARA KHAN")]
    assert [(one.cue, one.excerpt) for one in found("speakers-unknown", *cues)] == [(9, "Bern Lee")]


# text


def test_double_spaces() -> None:
    assert values(found("text-double-space", cue("Good  morning   all."))) == [(1, 3, 1, "spaces")]
    assert values(found("text-double-space", cue("Good\tmorning."))) == [(1, 2, 1, "spaces")]
    assert found("text-double-space", cue("Good morning all.")) == []


@pytest.mark.parametrize("text", ["(laughs", "laughs)", "[laughs)", "a ) b"])
def test_brackets_without_a_partner(text: str) -> None:
    unpaired = found("text-brackets", cue(text))
    assert unpaired
    assert all(one.cue == 1 for one in unpaired)


@pytest.mark.parametrize(
    "text", ["(laughs)", "[a (b) c]", "a) first, b) second", "1.) first", "Good :-) morning", "so sad :(", "（笑）"]
)
def test_brackets_in_pairs_lists_and_faces(text: str) -> None:
    assert found("text-brackets", cue(text)) == []


def test_a_bracket_may_close_in_a_later_cue_but_not_much_later() -> None:
    opened, middle = cue("[Rain falls", 0), [cue("and falls", 2_000 * at) for at in range(1, 4)]
    assert found("text-brackets", opened, *middle[:2], cue("on the roof]", 9_000)) == []
    assert [one.cue for one in found("text-brackets", opened, *middle, cue("on the roof]", 9_000))] == [1, 5]


@pytest.mark.parametrize("text", ["<i>Yes</i>", "{\\an8}Yes", "Q&amp;A", "it&#39;s", '<font color="red">Yes'])
def test_code_in_the_text(text: str) -> None:
    (shown,) = found("text-tags", cue(text))
    assert (shown.limit, shown.unit) == (0, "codes")


@pytest.mark.parametrize("text", ["a < b and c > d", "Q & A; yes", "{this}", "I <3 it", "AT&T;"])
def test_signs_that_are_no_code(text: str) -> None:
    assert found("text-tags", cue(text)) == []


@pytest.mark.parametrize("character", ["\x07", "\ufeff", "\ufffd", "\ue000", "\U0001f3b5", "\u200b", "\u00ad"])
def test_characters_that_fonts_do_not_have(character: str) -> None:
    wrong = found("text-glyphs", cue(f"Good {character}morning"))
    assert values(wrong) == [(1, 1, 0, "characters")]
    assert f"U+{ord(character):04X}" in wrong[0].message


@pytest.mark.parametrize(
    "text",
    [
        "naïve café",
        "می\u200cخواهم",
        "\u200fשלום",
        "क्\u200dष",
        "👩\u200d👩\u200d👧",
        "♪ la ♫",
        "10\u00a0€",
        "ภาษา\u200bไทย",
    ],
)
def test_characters_of_the_scripts_of_the_world(text: str) -> None:
    assert found("text-glyphs", cue(text)) == []


def test_capitals() -> None:
    rest = [cue("Good morning all.", 3_000 * at) for at in range(1, 4)]
    assert [one.cue for one in found("text-caps", cue("GET OUT OF HERE!"), *rest)] == [1]
    for quiet in ("NASA", "BBC TWO", "[DOOR CLOSES]", "♪ LA LA LA LA", "Get OUT of here!", "日本語です"):
        assert found("text-caps", cue(quiet), *rest) == []
    assert found("text-caps", cue("DOOR CLOSES SLOWLY"), *rest, sound_form="capitals") == []


def test_a_file_in_capitals_is_one_finding() -> None:
    loud = [cue("GOOD MORNING TO ALL.", 3_000 * at) for at in range(3)]
    assert values(found("text-caps", *loud)) == [(1, 3, 0, "cues")]


@pytest.mark.parametrize("text", ["I was [inaudible] then", "(unintelligible)", "[unverständlich]", "at [Harlow?]"])
def test_words_that_were_not_understood(text: str) -> None:
    assert [one.cue for one in found("text-unheard", cue(text))] == [1]


def test_other_remarks_are_understood() -> None:
    assert found("text-unheard", cue("I was [laughs] (really) then?")) == []
