"""Reports: what they tell, in which order, and that no text of a caption can do harm in them."""

import csv
import io
import json
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from subtitles import RULES, Cue, Finding, Selection, Severity, check_subject
from subtitles.checking import AudioEvidence, HeardCue, Subject, fix
from subtitles.checking.report import CheckedFile, Report, document, groups, lines, page, spreadsheet
from tests.subtitles.checking.making import cue, repair, subject
from transcripts import TimeSpan

VOID = ("meta", "br", "path", "rect", "link", "hr")
HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)> & \u202egnp.exe \x1b[31m'


def made(checked: Subject, findings: tuple[Finding, ...] | None = None, **more: Any) -> Report:  # noqa: ANN401
    """The report of a check of every rule."""
    report = Report(
        file=CheckedFile(name="show.srt", sha256="0" * 64, format="srt"),
        subject=checked,
        rules=tuple(RULES.values()),
        findings=check_subject(checked) if findings is None else findings,
        tool="align 1.0",
    )
    return replace(report, **more)


def finding(code: str = "timing-gap", **more: Any) -> Finding:  # noqa: ANN401
    severity = RULES[code].severity
    found = Finding(code=code, severity=severity, message="the gap is small", suggestion="Widen it.")
    return replace(found, **more)


def heard(*starts_ms: int, engine: str = "acoustic") -> AudioEvidence:
    spans = tuple(TimeSpan(ms, ms + 1_000) for ms in starts_ms)
    cues = tuple(HeardCue(span=span, confidence=0.9) for span in spans)
    return AudioEvidence(cues=cues, speech=spans, untranscribed=(), duration_ms=60_000, engine=engine)


FLAWED = subject(
    cue("Good morning, and welcome.", 0, 3_000), cue("It is  quiet.", 2_500, 4_000), cue("So it goes.", 8_000, 10_000)
)


class Checked(HTMLParser):
    """Reads a page; fails where elements do not nest or ids are not unique, and gathers ids, links and text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: set[str] = set()
        self.references: set[str] = set()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        if tag not in VOID:
            self.open.append(tag)
        if name := attributes.get("id"):
            assert name not in self.ids
            self.ids.add(name)
        for attribute in ("aria-labelledby", "href"):
            for reference in (attributes.get(attribute) or "").split():
                if attribute != "href" or reference.startswith("#"):
                    self.references.add(reference.removeprefix("#"))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_gravest_come_first_and_of_a_rule_the_worst() -> None:
    found = (
        finding("text-double-space", cue=1, excerpt="a"),
        finding("timing-gap", cue=1, measured=50.0, limit=83.0, unit="ms"),
        finding("timing-gap", cue=3, measured=0.0, limit=83.0, unit="ms"),
        finding("timing-overlap", cue=2),
    )
    order = [(group.rule.code, [one.cue for one in group.findings]) for group in groups(made(FLAWED, found))]
    assert order == [("timing-overlap", [2]), ("timing-gap", [3, 1]), ("text-double-space", [1])]


def test_a_finding_of_no_rule_of_the_report_is_refused() -> None:
    with pytest.raises(ValueError, match="timing-gap"):
        made(FLAWED, (finding(),), rules=(RULES["timing-overlap"],))


@pytest.mark.parametrize(
    ("codes", "needs_work"), [((), False), (("text-double-space",), False), (("timing-gap",), True)]
)
def test_notes_alone_ask_for_no_work(codes: tuple[str, ...], needs_work: bool) -> None:  # noqa: FBT001
    report = made(FLAWED, tuple(map(finding, codes)))
    assert report.needs_work is needs_work
    assert document(report)["exit"] == int(needs_work)


def test_the_document_is_json_and_holds_everything() -> None:
    told: Any = json.loads(json.dumps(document(made(FLAWED))))
    assert (told["schema"], told["file"], told["cues"], told["words"]) == ("check/1", "show.srt", 3, 10)
    assert told["counts"] == {
        severity.value: sum(one["severity"] == severity.value for one in told["findings"]) for severity in Severity
    }
    (overlap,) = [one for one in told["findings"] if one["code"] == "timing-overlap"]
    rule = RULES["timing-overlap"]
    assert (overlap["title"], overlap["quality"], overlap["cue"]) == (rule.title, rule.quality.value, 1)
    assert overlap["source"] == rule.source_in(FLAWED.style)
    assert {one["family"] for one in told["not_checked"]} == {"audio", "transcript", "speakers"}


def test_what_was_not_heard_is_not_said_to_be_checked() -> None:
    told = document(made(replace(FLAWED, heard=heard(0, 2_500, 8_000, engine="pauses"))))
    assert "audio" not in told["checked"]  # type: ignore[operator]
    assert "audio" in document(made(replace(FLAWED, heard=heard(0, 2_500, 8_000))))["checked"]  # type: ignore[operator]


def test_lines_tell_place_text_and_the_verdict_last() -> None:
    told = list(lines(made(FLAWED)))
    assert told[0] == "show.srt: srt, 3 cues, 10 words, language en, style youtube"
    assert any("00:00:00.000  cue 1" in line for line in told)
    assert "  “It is  quiet.”" in "\n".join(told)
    assert told[-1].endswith("cues.")


def test_of_many_findings_of_a_rule_the_terminal_gets_some_and_is_told_so() -> None:
    told = "\n".join(lines(made(FLAWED, tuple(finding(cue=1) for _ in range(1_207)))))
    assert told.count("the gap is small") == 5
    assert "… and 1,202 more" in told


def test_no_control_character_reaches_the_terminal() -> None:
    report = made(FLAWED, (finding(excerpt=HOSTILE, message=HOSTILE),), media=HOSTILE, not_kept=(HOSTILE,))
    told = "".join(lines(report))
    assert "\x1b" not in told
    assert "\u202e" not in told
    assert "\\x1b[31m" in told


@given(st.text(max_size=40))
@settings(max_examples=150)
def test_spreadsheets_get_text_and_no_formulas(text: str) -> None:
    report = made(FLAWED, (finding(excerpt=text, message=text, suggestion=text),))
    content = spreadsheet(report)
    assert content.startswith("\ufeffline number,time code,")
    (_, row) = csv.reader(io.StringIO(content.removeprefix("\ufeff"), newline=""))
    for cell in row[7:10]:
        assert cell in (text, f"'{text}")
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


def test_spreadsheets_have_the_place_first_in_the_order_of_the_file() -> None:
    first, *rows = csv.reader(io.StringIO(spreadsheet(made(FLAWED)), newline=""))
    assert first[1:4] == ["time code", "code", "severity"]
    assert [row[1] for row in rows] == sorted(row[1] for row in rows)
    assert all(len(row) == len(first) for row in rows)


def test_the_page_is_one_file_of_elements_that_nest_with_links_that_lead_somewhere() -> None:
    found = Checked(page(made(replace(FLAWED, heard=heard(0, 2_500, 8_000)), media="show.mp3")))
    assert found.references <= found.ids
    loading = ("script", "link", "img", "iframe", "object", "embed", "base")
    assert not [tag for tag, _ in found.tags if tag in loading]
    assert ("html", {"lang": "en"}) in found.tags
    assert all(attributes.get("scope") for tag, attributes in found.tags if tag == "th")
    for tag, attributes in found.tags:
        if tag == "svg":
            named = attributes.get("role") == "img" and attributes.get("aria-labelledby")
            assert named or attributes.get("aria-hidden") == "true"  # a strip of a picture that is named as a whole


def test_the_page_tells_verdicts_and_never_that_anything_passes() -> None:
    for checked in (FLAWED, subject(cue("Good morning, and welcome.", 0, 3_000))):
        text = Checked(page(made(checked))).text
        assert "no machine-checked problem found" in text
        assert "passes" not in text.casefold()
        assert "compliant" not in text.casefold()
        for factor in ("Accurate", "Synchronous", "Complete", "Properly placed"):
            assert factor in text


def test_every_finding_is_on_the_page_with_its_text_and_source() -> None:
    report = made(FLAWED)
    text = Checked(page(report)).text
    for one in report.findings:
        assert one.message in text
        assert one.excerpt in text
        assert one.suggestion in text


def test_pictures_show_cues_what_is_heard_and_speech() -> None:
    text = page(made(replace(FLAWED, heard=heard(0, 2_500, 8_000))))
    for lane in ("Captions", "When their words were heard", "Speech in the audio"):
        assert f">{lane}</text>" in text
    assert "When their words were heard" not in page(made(FLAWED))


@pytest.mark.parametrize("place", ["name", "text", "speaker", "message", "title", "media", "language", "not_kept"])
def test_hostile_text_is_shown_and_does_nothing(place: str) -> None:
    hostile = "".join(char for char in HOSTILE if char.isprintable())
    spoken: Cue = cue(hostile if place == "text" else "Yes.", 0, 2_000, speaker=hostile if place == "speaker" else None)
    checked = subject(spoken, title=hostile) if place == "title" else subject(spoken)
    if place == "language":
        checked = replace(checked, track=replace(checked.track, language='en" onerror="alert(1)'))
    said = HOSTILE if place in ("message", "text") else "wrong"
    report = made(
        checked,
        (finding(cue=1, span=TimeSpan(0, 2_000), message=said, excerpt=said),),
        file=CheckedFile(name=HOSTILE if place == "name" else "show.srt", sha256="0", format="srt"),
        media=HOSTILE if place == "media" else None,
        not_kept=(HOSTILE,) if place == "not_kept" else (),
    )
    text = page(report)
    found = Checked(text)
    assert not [tag for tag, attributes in found.tags if tag in ("script", "img") or "onerror" in attributes]
    assert "\x1b" not in text
    assert "\u202e" not in text


@given(st.text(max_size=60))
@settings(max_examples=25, deadline=None)
def test_any_text_gives_a_page_that_can_be_written(text: str) -> None:
    found = Checked(page(made(FLAWED, (finding(cue=1, excerpt=text, message=text),))))
    assert found.references <= found.ids


def test_ten_thousand_findings_give_a_file_that_opens_and_says_what_it_leaves_out() -> None:
    cues = tuple(cue("Good morning.", 2_000 * at, 2_000 * at + 1_990) for at in range(5_000))
    found = [finding(cue=at + 1, span=one.span, excerpt="Good morning.") for at, one in enumerate(cues)]
    other = [finding("text-double-space", cue=at + 1, span=one.span) for at, one in enumerate(cues)]
    text = page(made(subject(*cues), (*found, *other)))
    assert len(text) < 2_000_000
    assert text.count("4,488 more findings of this rule are not in this file") == 2


def test_repairs_and_what_is_not_kept_are_told() -> None:
    checked = replace(FLAWED, repairs=(repair("bom", what="a byte order mark"),))
    fixed = fix(checked)
    report = made(replace(checked, track=fixed.track), fixed.left, repairs=fixed.applied, not_kept=("markup: line 3",))
    for text in ("\n".join(lines(report)), Checked(page(report)).text):
        assert "cue 2, text-double-space: text It is  quiet. → It is quiet." in text
        assert "line 1, file-bom: a byte order mark; written anew as the format asks" in text
        assert "markup: line 3" in text
    assert [one["code"] for one in document(report)["fixed"]] == [one.code for one in fixed.applied]  # type: ignore[attr-defined]


def test_rules_that_were_not_asked_are_told() -> None:
    chosen = Selection(ignore=("timing",))
    left_out = tuple(rule for rule in RULES.values() if not chosen.has(rule))
    report = made(FLAWED, check_subject(FLAWED, chosen), rules=chosen.rules, left_out=left_out)
    assert "\nLeft out as asked: timing-*\n" in "\n".join(lines(report))
    assert "Left out as asked: timing-*." in Checked(page(report)).text


def test_the_same_report_gives_the_same_files() -> None:
    for made_of in (page, spreadsheet, lambda report: "\n".join(lines(report))):
        assert made_of(made(FLAWED)) == made_of(made(FLAWED))


def test_captions_without_cues_or_language_can_be_told() -> None:
    report = made(subject(language=None), (finding("file-encoding", line=1),))
    assert Checked(page(report)).references
    assert "language unknown" in next(iter(lines(report)))
